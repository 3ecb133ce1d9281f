"""`jianggao check`: papers proofread, and mended where that is mechanical."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from pathlib import Path

import click

from generator.agreement import check_papers
from generator.checks.mending import Mend, find_mends, format_mend, mended
from generator.checks.model import RULES, Rule, UnitWords
from generator.checks.papers import check_paper, empty_remarks
from generator.checks.running import check_text, checked, chosen
from generator.checks.sarif import sarif_report
from generator.checks.unit import ALLOWED, FIGURES, MENDED, load_words
from generator.commands.reporting import DONE, PROBLEMS, ends_with_code
from generator.details import Details, load_details
from generator.diff import is_comparison
from generator.files.output import write_files
from generator.importer import load_text, newest
from generator.paper.fingerprint import Hand, hand_of
from generator.pipeline import Workshop, papers_called
from generator.problems import InvalidInput, Place, Problem, format_problem, in_order, problem_as_dict
from generator.records import record
from generator.rendering.folders import UNIT_FILE, cache_folder
from generator.rendering.kept_patterns import keep_patterns, restore_patterns
from generator.text.regex import regex

_READ = (".docx", ".txt", ".yaml", ".yml")
_NO_PAPERS = (ALLOWED, MENDED, FIGURES, UNIT_FILE)
_DETAILS = "会议.yaml"
_MOST = 5
"""Findings of one rule that are shown for a file, unless all are asked for."""


@record(frozen=True)
class Order:
    """What the command line asked for."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    details: Path | None
    genre: str | None
    fix: bool
    loaded: dict[Path, Details] = field(default_factory=dict, compare=False)
    """The details that papers are checked by: those of a folder are read once for all of its papers."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of a single paper, all of which are left out where only A01 … are selected."""
        select = _no_agreement(self.select)
        return chosen(select, _no_agreement(self.ignore)) if select or not self.select else ()

    def wants(self, code: str) -> bool:
        """True where a difference between papers is asked for: all of them, unless single rules are."""
        return code.startswith(self.select or ("",)) and not code.startswith(self.ignore or ("-",))


@click.command("check", options_metavar="[选项]", short_help="校对稿子：序数、条数、标点、日期、错字、姓名 …")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--select", metavar="规则", multiple=True, help="只查这些规则，如 W21；W2 是 W21—W29；可以写几次，或用逗号隔开"
)
@click.option("--ignore", metavar="规则", multiple=True, help="不查这些规则")
@click.option("--fix", is_flag=True, help="能自动改的改好，另存一份（名称-改.docx），每处改动列出来")
@click.option("--all", "everything", is_flag=True, help=f"同样的问题超过 {_MOST} 处也全部列出")
@click.option(
    "--details",
    "path",
    metavar="会议.yaml",
    type=click.Path(path_type=Path),
    help="按它核对姓名和日期（默认：稿子旁边的 会议.yaml）",
)
@click.option("--genre", metavar="文种", help="讲话、主持词、通知 …（默认：由稿子看出来）")
@click.option(
    "--report",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="用文字、JSON 还是 SARIF 报告",
)
@ends_with_code
def check_command(
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    everything: bool,
    path: Path | None,
    genre: str | None,
    form: str,
) -> int:
    """校对 .docx、.txt、会议.yaml，或者一个文件夹里的全部稿子。

    \b
    例：jianggao check 讲话.docx
        jianggao check 会议.yaml --ignore W27
        jianggao check 输出 --fix
    各条规则见 docs/检查规则.md。会议.yaml 里一行不想查，在行末写：# 不检查: W03
    """
    cache = cache_folder()
    restore_patterns(cache, "check")
    order = Order(_codes(select), _codes(ignore), path, genre, fix)
    problems: list[Problem] = []
    files = tuple(_files(paths))
    for file in files if order.rules else ():
        try:
            problems += _check(file, order)
        except InvalidInput as error:
            problems += [p if p.place.file else p.at(str(file)) for p in error.problems]
    for folder in (one for one in paths if one.is_dir()):
        problems += _disagreements(folder, problems, order)
    # After all papers have been read: the copies are not to be read in their originals' place.
    for file in files if fix and order.rules else ():
        _fix(file, order)
    for folder in _unread(paths):
        click.echo(f"没有查里面的文件夹“{folder}”；要查，运行：jianggao check {folder}", err=True)
    found = in_order(problems)
    keep_patterns(cache, "check")
    _report(found, form, everything, len(files))
    return PROBLEMS if any(p.severity != "提示" for p in found) else DONE


def _disagreements(folder: Path, told: Sequence[Problem], order: Order) -> list[Problem]:
    """Where the papers of a folder do not agree, but for what a rule has told of the same place.

    A hint does not stand for a difference: that a character is rare says nothing of whose name it is in.
    """
    said = {_spot(problem) for problem in told if problem.severity != "提示"}
    if order.select and not any(_AGREEMENT.fullmatch(code) for code in order.select):
        return []
    try:
        found = check_papers(folder)
    except InvalidInput as error:
        # The details may lie above the folder, and be read by no other check.
        return [one for one in error.problems if _spot(one) not in said]
    return [one for one in found if _spot(one) not in said and order.wants(one.code)]


def _spot(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file, problem.place.line, problem.place.column


_AGREEMENT = regex("A(?:0[0-9]?|1[0-2]?)?")


def _no_agreement(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if not _AGREEMENT.fullmatch(code))


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for one in given for code in one.replace("，", ",").split(",") if code.strip())


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and of a folder those that are papers."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = newest(one for one in sorted(path.iterdir()) if one.suffix.lower() in _READ and one.is_file())
        kept = [
            one
            for one in inside
            if one.name not in _NO_PAPERS and not one.name.startswith((".", "~$")) and not _compares(one)
        ]
        if not kept:
            found = "文件夹里没有可以检查的文件"
            raise InvalidInput([Problem("K04", Place(str(path)), found, "有 .docx、.txt 或者 会议.yaml 的文件夹")])
        yield from kept


def _compares(path: Path) -> bool:
    """True for a comparison of two papers, which is no paper."""
    return path.suffix.lower() == ".docx" and is_comparison(path)


def _check(path: Path, order: Order) -> Sequence[Problem]:
    if path.suffix.lower() in (".yaml", ".yml"):
        return tuple(_check_details(load_details(path), order))
    imported = load_text(path)
    # What make puts into a text box stands where it should.
    made = path.suffix.lower() == ".docx" and hand_of(path) in (Hand.UNTOUCHED, Hand.EDITED)
    return [
        *(one for one in imported.problems if not (made and one.code == "F28")),
        *check_text(
            imported.text,
            name=str(path),
            details=_details_for(path, order),
            genre=order.genre,
            select=_no_agreement(order.select),
            ignore=_no_agreement(order.ignore),
            words=_words(path, order),
        ),
    ]


def _check_details(details: Details, order: Order) -> Iterator[Problem]:
    """The findings on all papers that the details call for; what keeps one from being made is a problem, too."""
    yield from details.findings
    yield from empty_remarks(details)
    workshop = Workshop(details)
    for call in papers_called(details):
        try:
            paper = workshop.make(call)
        except InvalidInput as error:
            yield from error.problems
            continue
        yield from paper.problems
        yield from check_paper(
            paper.text, paper.lines, details, call.genre, rules=order.rules, name=f"{paper.name}.txt"
        )


def _words(path: Path, order: Order) -> UnitWords:
    """The unit's words beside the paper, and those beside the details that it is checked by."""
    details = _details_file(path, order)
    folders = [details.parent] if details and details.parent.resolve() != path.resolve().parent else []
    return load_words(*folders, path.parent)


def _details_for(path: Path, order: Order) -> Details | None:
    """The details that were named, or those that lie beside the paper or above it, where they can be read."""
    file = _details_file(path, order)
    if file is None:
        return None
    if file not in order.loaded:
        order.loaded[file] = load_details(file)
    return order.loaded[file]


def _details_file(path: Path, order: Order) -> Path | None:
    if order.details is not None:
        return order.details
    folder = path.resolve().parent
    return next((file for file in (folder / _DETAILS, folder.parent / _DETAILS) if file.is_file()), None)


def _fix(path: Path, order: Order) -> None:
    """Write the mended copy of a paper, and show each change."""
    if path.suffix.lower() not in (".docx", ".txt"):
        click.echo(f"{path}：不自动改，请按报告改这个文件", err=True)
        return
    try:
        mends, content = _mended(path, order)
        if not mends:
            click.echo(f"{path}：没有能自动改的", err=True)
            return
        files = write_files(path.parent, [(_beside(path, content), content)])
    except InvalidInput as error:
        click.echo("\n".join(format_problem(p) for p in error.problems), err=True)
        return
    for mend in mends:
        click.echo(format_mend(mend), err=True)
    click.echo(f"改了 {len(mends)} 处，另存为 {files[0]}", err=True)


def _beside(path: Path, content: bytes) -> str:
    """讲话-改.docx, or 讲话-改2.docx … where that is there and says something else: someone may have gone on from it."""
    for number in count(1):
        name = f"{path.stem}-改{number if number > 1 else ''}{path.suffix}"
        there = path.with_name(name)
        if not there.exists() or (there.is_file() and there.read_bytes() == content):
            break
    return name


def _mended(path: Path, order: Order) -> tuple[tuple[Mend, ...], bytes]:
    details, words = _details_for(path, order), _words(path, order)

    def mends_of(text: str) -> tuple[Mend, ...]:
        return find_mends(checked(text, str(path), details, order.genre, words), order.rules)

    if path.suffix.lower() == ".txt":
        text = load_text(path).text
        mends = mends_of(text)
        return mends, mended(text, mends).encode("utf-8-sig")
    # python-docx is not needed here, but XML is: only a Word file pays for it.
    from generator.paper.word.mend import Edit, mend_docx

    load_text(path)
    made: list[Mend] = []

    def edits(text: str) -> list[Edit]:
        made.extend(mends_of(text))
        return [Edit(mend.start, mend.end, mend.after) for mend in made]

    content = mend_docx(path.read_bytes(), edits)
    return tuple(made), content


def _unread(paths: Sequence[Path]) -> Iterator[Path]:
    """The folders in the folders named that hold Word files: a check does not go into them."""
    for path in paths:
        for inside in sorted(path.iterdir()) if path.is_dir() else ():
            if inside.is_dir() and inside not in paths and any(inside.glob("*.docx")):
                yield inside


def _report(problems: Sequence[Problem], form: str, everything: bool, files: int) -> None:
    if form == "json":
        click.echo(json.dumps({"problems": [problem_as_dict(p) for p in problems]}, ensure_ascii=False, indent=2))
        return
    if form == "sarif":
        click.echo(json.dumps(sarif_report(problems, _version()), ensure_ascii=False, indent=2))
        return
    told: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        told[problem.place.file, problem.code] += 1
        if everything or told[problem.place.file, problem.code] <= _MOST:
            click.echo(format_problem(problem) + "\n")
    for (file, code), times in told.items():
        if times > _MOST and not everything:
            title = RULES[code].title if code in RULES else ""
            click.echo(f"{file}  {code}  {title}：另有 {times - _MOST} 处（--all 全部列出）")
    grades = Counter(p.severity for p in problems)
    counts = "，".join(f"{grade} {grades[grade]}" for grade in ("错误", "必错", "疑似", "提示") if grades[grade])
    click.echo(f"共 {len(problems)} 处：{counts}" if problems else f"查了 {files} 个文件，没有发现问题。")


def _version() -> str:
    try:
        return version("jianggao")
    except PackageNotFoundError:
        return "0"
