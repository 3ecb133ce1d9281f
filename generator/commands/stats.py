"""`jianggao stats`: how long papers are, on paper and in the mouth, and whether the meeting fits its time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from generator.calls import HOST_SCRIPT, Call, papers_called
from generator.clean import clean_text
from generator.commands.reporting import DONE, PROBLEMS, ends_with_code, report
from generator.details import Details, load_details
from generator.importer import load_text
from generator.paper.lectern import lectern_copy
from generator.paper.profiles import layout_named
from generator.pipeline import Paper, Workshop
from generator.problems import InvalidInput, Place, Problem, in_order
from generator.records import record
from generator.rendering.folders import shelf_for
from generator.text.lines import parse_lines
from generator.timing.stats import Stats, measure
from generator.timing.timetable import Timetable, check_timetable, make_timetable, minutes
from generator.voice.pace import FASTEST, SLOWEST

_DETAILS = (".yaml", ".yml")
_TEXTS = (".docx", ".txt")
_DEFAULT = "公文"
_SILENT = ("通知", "议程", "签到表", "桌签", "纪要", "简报", "情况报告")
"""Genres that nobody reads out."""


@record(frozen=True)
class Order:
    """What the command line asked for."""

    layout: str | None
    rate: float
    templates: Path | None


@record(frozen=True)
class Measured:
    """What came of one path: its papers, the timetable of a 会议.yaml, and what was noticed."""

    papers: tuple[Stats, ...]
    timetable: Timetable | None = None
    problems: tuple[Problem, ...] = ()


@click.command("stats", options_metavar="[选项]", short_help="算字数、页数、讲多少分钟，会议排不排得下")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--layout", metavar="版式", help="页数按哪种版式算：公文（默认）、朗读，或自己的版式")
@click.option(
    "--rate",
    metavar="字数",
    type=click.IntRange(60, 400),
    help="每分钟讲多少字（默认：会议.yaml 里的语速，没有按 180）",
)
@click.option("--templates", metavar="文件夹", type=click.Path(path_type=Path), help="自己的模板文件夹")
@click.option("--report", "form", type=click.Choice(["text", "json"]), default="text", help="用文字还是 JSON 报告")
@ends_with_code
def stats_command(
    paths: tuple[Path, ...], layout: str | None, rate: int | None, templates: Path | None, form: str
) -> int:
    """算稿子的字数、页数和讲话时间（.docx、.txt、会议.yaml，或一个文件夹）。

    会议.yaml 还排出整个会议的时间表，看到不到点、谁讲得太长。数字按念出来的字数算，停顿也算。

    \b
    例：jianggao stats 讲话.docx
        jianggao stats 会议.yaml --layout 朗读
        jianggao stats 讲话.docx --rate 160
    """
    order = Order(layout, rate or 0, templates)
    done: list[Measured] = []
    problems: list[Problem] = []
    for path in _files(paths):
        try:
            done.append(_measured(path, order))
        except InvalidInput as error:
            problems += [p if p.place.file else p.at(str(path)) for p in error.problems]
    failed = bool(problems)
    problems += [problem for one in done for problem in one.problems]
    if form == "json":
        report(in_order(problems), [], form, more={"meetings": [_as_dict(one) for one in done]})
    else:
        if done:
            click.echo("\n\n".join(_told(one) for one in _in_one_table(done)))
        report(in_order(problems), [], form)
    return PROBLEMS if failed else DONE


def _in_one_table(done: Sequence[Measured]) -> list[Measured]:
    """The papers that are no meeting's together, then each meeting with its timetable."""
    loose = [stats for one in done if one.timetable is None for stats in one.papers]
    return [Measured(tuple(loose))] * bool(loose) + [one for one in done if one.timetable is not None]


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(p for p in path.iterdir() if p.suffix.lower() in _TEXTS and not p.name.startswith(("~$", ".")))
        details = path / "会议.yaml"
        if not found and not details.exists():
            expected = "有 .docx、.txt 或 会议.yaml 的文件夹"
            raise InvalidInput([Problem("K04", Place(str(path)), "文件夹里没有稿子", expected)])
        yield from ([details] if details.exists() else [])
        yield from found


def _measured(path: Path, order: Order) -> Measured:
    if path.suffix.lower() in _DETAILS:
        return _of_meeting(path, order)
    imported = load_text(path)
    text = clean_text(imported.text).text
    layout = layout_named(shelf_for(path.resolve().parent, order.templates), order.layout or _DEFAULT)
    copy = lectern_copy(parse_lines(text), layout)
    stats = measure(text, path.name, layout, copy.lines, rate=order.rate, together=copy.together)
    return Measured((stats,), None, (*imported.problems, *copy.problems))


def _of_meeting(path: Path, order: Order) -> Measured:
    details = load_details(path, order.templates)
    workshop = Workshop(details)
    speeches: dict[int, Stats] = {}
    host: Stats | None = None
    papers: list[Stats] = []
    for call in papers_called(details):
        paper = workshop.make(call, order.layout)
        stats = _of_paper(paper, call, details, order)
        papers.append(stats)
        if call.speech is not None:
            speeches[call.speech] = stats
        elif call.genre == HOST_SCRIPT:
            host = stats
    table = make_timetable(details.meeting, speeches, host)
    found = in_order(check_timetable(details.meeting, table, speeches, details.path.name))
    return Measured(tuple(papers), table if table.slots else None, found)


def _of_paper(paper: Paper, call: Call, details: Details, order: Order) -> Stats:
    own = details.meeting.speeches[call.speech].rate if call.speech is not None else 0
    return measure(
        paper.text,
        paper.name,
        paper.layout,
        paper.lines,
        rate=order.rate or own,
        keep=paper.properties.keep,
        together=paper.properties.together,
        spoken=call.genre not in _SILENT,
    )


def _as_dict(one: Measured) -> dict[str, Any]:
    table = one.timetable
    return {
        "papers": [
            {
                "name": stats.name,
                "genre": stats.genre.value,
                "characters": stats.characters,
                "pages": stats.pages,
                "layout": stats.layout,
                "rate": stats.rate,
                "spoken": stats.spoken,
                "seconds": round(stats.seconds),
                "fastest": round(stats.band[0]),
                "slowest": round(stats.band[1]),
                "sections": [
                    {
                        "name": section.name,
                        "characters": section.characters,
                        "syllables": section.syllables,
                        "seconds": round(section.seconds(stats.rate)),
                    }
                    for section in stats.sections
                ],
            }
            for stats in one.papers
        ],
        "timetable": table
        and {
            "minutes": round(table.minutes, 1),
            "available": table.available,
            "slots": [
                {
                    "what": slot.what,
                    "start": slot.start.strftime("%H:%M") if slot.start else "",
                    "minutes": round(slot.minutes, 1),
                    "given": slot.given,
                    "spoken": round(slot.spoken, 1),
                    "unknown": slot.unknown,
                }
                for slot in table.slots
            ],
        },
    }


def _told(one: Measured) -> str:
    rows = [("稿子", "字数", "页数", "时间", "快慢之间")]
    for stats in one.papers:
        low, high = stats.band
        times = (minutes(stats.seconds / 60), f"{minutes(low / 60)} — {minutes(high / 60)}")
        rows.append((stats.name, str(stats.characters), str(stats.pages), *(times if stats.spoken else ("", ""))))
        if stats.spoken and len(stats.sections) > 1:
            rows += [
                (f"  {part.name}", str(part.characters), "", minutes(part.seconds(stats.rate) / 60), "")
                for part in stats.sections
            ]
    layouts = "、".join(dict.fromkeys(stats.layout for stats in one.papers))
    rates = "、".join(f"{rate:g}" for rate in dict.fromkeys(stats.rate for stats in one.papers))
    note = f"页数按“{layouts}”版式；每分钟 {rates} 字，快慢按 {FASTEST}、{SLOWEST} 字"
    out = [*_aligned(rows), note] if one.papers else []
    if one.timetable:
        out += ["", *_timetable_rows(one.timetable)]
    return "\n".join(out)


def _timetable_rows(table: Timetable) -> Iterator[str]:
    rows = [("时间表", "开始", "用时", "给的时长")]
    for slot in table.slots:
        given = f"{slot.given:g}分钟" if slot.given else ""
        lasts = "没有写" if slot.unknown else minutes(slot.minutes)
        rows.append((slot.what, slot.start.strftime("%H:%M") if slot.start else "", lasts, given))
    yield from _aligned(rows)
    whole = f"合计 {minutes(table.minutes)}" + ("（没有写时长的不算）" if any(s.unknown for s in table.slots) else "")
    if table.available:
        left = table.available - table.minutes
        whole += f"；会议 {minutes(table.available)}，" + (
            f"余 {minutes(left)}" if left >= 0 else f"超出 {minutes(-left)}"
        )
    yield whole


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns: the first to the left, the others to the right; a Chinese character is two columns wide."""
    widths = [max(map(_wide, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = [first + " " * (widths[0] - _wide(first))]
        cells += [" " * (width - _wide(cell)) + cell for cell, width in zip(rest, widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
