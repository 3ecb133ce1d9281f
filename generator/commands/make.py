"""`jianggao make`: a 会议.yaml becomes files, once or each time it changes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.calls import HOST_SCRIPT, Call, none_called, not_called, papers_called
from generator.checks.papers import check_paper
from generator.commands.changes import Changes, Written, compare, read_record, record_file, tell_changes
from generator.commands.options import paper_options
from generator.commands.reporting import DONE, ends_with_code, report
from generator.details import Details, load_details
from generator.files.output import distinct, keep_others, safe_name, write_files
from generator.pipeline import Paper, Workshop, make_papers
from generator.problems import InvalidInput, Problem, in_order
from generator.records import record
from generator.rendering.folders import cache_folder, unit_file
from generator.rendering.kept import keep
from generator.rendering.kept_patterns import keep_patterns, restore_patterns


@record(frozen=True)
class Order:
    """What the command line asked for."""

    path: Path
    folder: Path
    only: tuple[str, ...]
    layout: str | None
    formats: tuple[str, ...]
    draft: bool
    strict: bool
    form: str
    variant: int
    reference: Path | None
    templates: Path | None
    everything: bool = False


@record(frozen=True)
class Made:
    """What came of an order: what was noticed, the files, and what differs from the last time."""

    findings: tuple[Problem, ...]
    files: tuple[Path, ...]
    changes: Changes


@click.command("make", options_metavar="[选项]", short_help="由 会议.yaml 写出讲话稿、主持词等 Word 文件")
@click.argument("details", metavar="会议.yaml", type=click.Path(path_type=Path), default=Path("会议.yaml"))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="写到哪个文件夹（默认：会议.yaml 旁边的 输出）",
)
@click.option("--only", metavar="文种", multiple=True, help="只写这一种，如 讲话、主持词；可以写几次")
@click.option(
    "--all", "everything", is_flag=True, help="每个文种都写，缺内容写不成的列出缺什么；加 --draft 就全都写出来"
)
@paper_options
@click.option(
    "--templates",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="自己的模板文件夹（默认：会议.yaml 旁边的 模板）",
)
@click.option("--strict", is_flag=True, help="检查出必错、疑似的问题也不写文件")
@click.option("--watch", is_flag=True, help="守着：会议.yaml 或模板一改，马上重写（按 Ctrl-C 结束）")
@click.option("--report", "form", type=click.Choice(["text", "json"]), default="text", help="问题用文字还是 JSON 报告")
@ends_with_code
def make_command(
    details: Path,
    folder: Path | None,
    only: tuple[str, ...],
    layout: str | None,
    formats: tuple[str, ...],
    draft: bool,
    variant: int,
    reference: Path | None,
    templates: Path | None,
    strict: bool,
    watch: bool,
    form: str,
    everything: bool,
) -> int:
    """由 会议.yaml 写出这次会议的稿子。

    \b
    例：jianggao make 会议.yaml
        jianggao make 会议.yaml -o 输出 --only 讲话 --layout 朗读
        jianggao make 会议.yaml --all          连同通知、议程、纪要、简报、签到表、桌签 …
        jianggao make 会议.yaml --draft        先看一遍草稿
    """
    target = folder or details.parent / "输出"
    formats = tuple(dict.fromkeys(formats))
    order = Order(
        details, target, only, layout, formats, draft, strict, form, variant, reference, templates, everything
    )
    if watch:
        return _watch(order)
    _tell(make(order), form)
    return DONE


def _tell(made: Made, form: str) -> None:
    report(made.findings, made.files, form, more={"changes": made.changes.as_dict()})
    if form != "json" and (told := tell_changes(made.changes)):
        click.echo("\n" + told)


def make(order: Order) -> Made:
    """Make and write the papers of one order.  InvalidInput: nothing was written."""
    cache = cache_folder()
    restore_patterns(cache, "make")
    details = load_details(order.path, order.templates, cache)
    calls = papers_called(details, order.only, order.everything)
    if not calls:
        raise InvalidInput([none_called(order.path.name)])
    workshop = Workshop(details, read_reference(order.reference), cache)
    papers, lacking = make_papers(workshop, calls, order.layout, order.draft, order.variant, order.everything)
    own = [problem for paper in papers for problem in (*paper.problems, *_proofread(paper, details))]
    times = () if order.draft else _times(papers, details, not order.only)
    left = (*_left_out(details, calls, order), *not_called(details, order.only, order.everything))
    findings = in_order([*details.findings, *own, *lacking, *times, *left])
    if order.strict and any(p.severity in ("必错", "疑似") for p in findings):
        raise InvalidInput(findings)
    names = distinct([safe_name(paper.name) for paper in papers])
    files = [(f"{name}.{f}", paper.file(f)) for paper, name in zip(papers, names, strict=True) for f in order.formats]
    files, kept = keep_others(order.folder, files)
    changes, account = _recorded(order, papers, names)
    if (order.folder / account[0]).with_name("批量.lock").exists():
        # A batch has been here; whether one still is, is told by what is not to be loaded for every paper.
        from generator.batch.lock import check_free

        check_free(order.folder)
    paths = write_files(order.folder, [*files, account])[: len(files)]
    keep(details.shelf, cache)
    keep_patterns(cache, "make")
    return Made((*findings, *kept), tuple(paths), changes)


def _proofread(paper: Paper, details: Details) -> tuple[Problem, ...]:
    """What the checks find on a paper, at the lines of the details that it comes from."""
    return check_paper(paper.text, paper.lines, details, paper.call.genre, name=paper.name, page=paper.layout)


def _times(papers: Sequence[Paper], details: Details, whole: bool) -> tuple[Problem, ...]:
    """What is too long for its time, as `stats` tells it, where there is a time or another speech to compare with."""
    meeting = details.meeting
    spoken = {paper.call.speech: paper.text for paper in papers if paper.call.speech is not None}
    speeches = {number: text for number, text in spoken.items() if number < len(meeting.speeches)}
    given = any(one.minutes for one in meeting.agenda) or any(one.minutes for one in meeting.speeches)
    ends = meeting.when is not None and meeting.when.end is not None
    if not speeches or not (given or ends or len(speeches) > 1):
        return ()
    # Most meetings have no times, and then nothing is loaded to reckon them.
    from generator.timing.fitting import check_times

    host = next((paper.text for paper in papers if paper.call.genre == HOST_SCRIPT), None)
    return check_times(meeting, speeches, host, details.path.name, whole=whole)


def _recorded(order: Order, papers: Sequence[Paper], names: Sequence[str]) -> tuple[Changes, tuple[str, bytes]]:
    """What differs from the last run, and the record in which this one takes its place."""
    now = [
        Written(
            paper.call.genre if paper.call.speech is None else f"{paper.call.genre}#{paper.call.speech + 1}",
            name,
            paper.text,
            tuple(f"{name}.{f}" for f in order.formats),
        )
        for paper, name in zip(papers, names, strict=True)
    ]
    before = read_record(order.folder, order.path.name)
    changes = compare(before, now, whole=not order.only)
    made = {paper.key for paper in now}
    kept = [paper for paper in before if order.only and paper.key not in made]
    return changes, record_file(order.folder, order.path.name, [*now, *kept])


def read_reference(path: Path | None) -> bytes | None:
    """The unit's own Word file.  InvalidInput F03 where it cannot be read."""
    if path is None:
        return None
    from generator.importer import read_file

    return read_file(path)


def _left_out(details: Details, calls: Sequence[Call], order: Order) -> Iterator[Problem]:
    """Speakers for whom nothing was written, because they bring their own text."""
    if order.only or order.everything:
        return
    written = {call.speech for call in calls}
    for number, speech in enumerate(details.meeting.speeches):
        if number not in written and speech.speaker is not None:
            found = f"{speech.speaker.name}的{speech.way}没有要点，没有写稿子"
            yield Problem("D29", speech.place, found, hint="要写，就加上“要点”；由本人准备，不用理会", severity="提示")


def _watch(order: Order) -> int:
    """Make the papers each time a file that they come from changes, until Ctrl-C."""
    seen: dict[Path, float] = {}
    try:
        while True:
            now = _stamps(order)
            if now != seen:
                seen = now
                click.echo(time.strftime("—— %H:%M:%S ——"))
                try:
                    _tell(make(order), order.form)
                except InvalidInput as error:
                    report(error.problems, [], order.form)
            time.sleep(0.5)
    except KeyboardInterrupt:
        click.echo("不守了。")
    return DONE


def _stamps(order: Order) -> dict[Path, float]:
    folder = order.path.resolve().parent
    own = order.templates or folder / "模板"
    files = [order.path, unit_file(folder), order.reference, *(own.rglob("*") if own.is_dir() else ())]
    return {path: path.stat().st_mtime for path in files if path is not None and path.is_file()}
