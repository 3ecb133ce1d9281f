"""Official text, one line at a time.

Tells what a line is (标题, 称呼, 要点, 正文, …) and takes its marker off.  It sees no neighbours but for the
head of a paper, which ends with the 称呼: whether 一、 stands under another point is for `reader` to say.
What no text shows by itself (落款, 表行, 红头 …) is said by whoever wrote the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from generator.records import record
from generator.text.numbering import Marker, marker_alone, parse_marker
from generator.text.regex import regex


class Kind(str, Enum):
    """What a line is."""

    TITLE = "标题"
    SUBTITLE = "副标题"
    BYLINE = "署名"
    DATELINE = "日期"
    SALUTATION = "称呼"
    POINT = "要点"
    PARAGRAPH = "正文"
    CUE = "提示"
    ADDRESSEE = "主送"
    ENCLOSURES = "附件说明"
    SIGNOFF = "落款"
    SIGNOFF_DATE = "落款日期"
    NOTE = "附注"
    ENCLOSURE = "附件"
    ENCLOSURE_TITLE = "附件标题"
    ROLL = "名单"
    EDITORIAL = "按语"
    MASTHEAD = "红头"
    ISSUE = "期号"
    IMPRINT = "编印"
    COLOPHON = "版记"
    TABLE_HEAD = "表头"
    TABLE_ROW = "表行"
    CARD = "桌签"

    # That of an enumeration is written in Python, and a line's kind is looked up several times.
    __hash__ = str.__hash__


CELL = "｜"
"""Stands between the cells of a 表头 or 表行, and between what is left and right on a 编印 or 版记 line."""


@record(frozen=True)
class Line:
    """One line (one paragraph) of a paper.  For every kind, `text == marker.text + head + body`.

    `head` is what a heading face is for: a whole heading line, the first sentence of a run-in heading with its 。,
    or the label of a 名单 (出席：); empty where the line is text throughout.
    """

    kind: Kind
    text: str
    marker: Marker | None = None
    head: str = ""
    body: str = ""


_END = "。！？；…"
_NO_HEADING = _END + "：:，,"
_CALLING = frozenset("：:!！")
_HEAD_ROWS = 8
"""Lines among which the head of a paper ends."""
# An enumeration's member is slow to ask for.
_POINT, _PARAGRAPH, _TITLE, _SALUTES, _ROLL = Kind.POINT, Kind.PARAGRAPH, Kind.TITLE, Kind.SALUTATION, Kind.ROLL
_ALL_HEAD = frozenset((Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.DATELINE, Kind.SALUTATION))
_SALUTATION = regex(r"[^。！？；\s][^。！？；]{1,38}[：:!！]")
_CUE = regex(r"（[^（）]{1,30}）")
_DATE = regex(r"[（(]?[0-9０-９〇○零一二三四五六七八九十×xX]{1,4}\s*年.{0,20}[）)]?")
_RUN_IN = regex(r"([^。！？；]{1,60}[。！？])(.+)", re.DOTALL)


def parse_line(text: str, marker_length: int | None = None) -> Line:
    """A line of the body: 要点, 提示 or 正文.

    `marker_length` is for a caller that knows: so many characters are the marker, 0 for none (a text that
    begins like a number: 2.5亿元…).  None leaves it to be read.
    """
    if marker_length is None:
        marker = parse_marker(text)
    else:
        marker = marker_alone(text[:marker_length]) if marker_length else None
    if marker is None:
        cue = text[:1] == "（" and _CUE.fullmatch(text)
        return Line(Kind.CUE if cue else _PARAGRAPH, text, None, "", text)
    start = len(marker.text)
    # 标题。正文 is run in; a line without an end mark is all heading.
    if run_in := _RUN_IN.match(text, start):
        head, body = run_in.groups()
        return Line(_POINT, text, marker, head, body)
    end = start if text[-1] in _NO_HEADING else len(text)
    return Line(_POINT, text, marker, text[start:end], text[end:])


def is_salutation(text: str) -> bool:
    """True for a line that addresses the audience: 同志们：, 各位领导、同志们：, 老师们、同学们！"""
    return text[-1:] in _CALLING and _SALUTATION.fullmatch(text) is not None and parse_marker(text) is None


def parse_lines(text: str) -> tuple[Line, ...]:
    """The lines of a whole paper: its head (标题, 署名, 日期, 称呼), then its body.  Blank lines say nothing."""
    rows = [row for row in map(str.strip, text.split("\n")) if row]
    return parse_rows(rows, [None] * len(rows), {})


def parse_rows(
    rows: Sequence[str], marker_lengths: Sequence[int | None], kinds: Mapping[int, Kind]
) -> tuple[Line, ...]:
    """The same of lines that stand apart already, each stripped and none blank.

    `marker_lengths` has for every line what `parse_line` is to be told of it; `kinds` maps the index of a line to what it
    was said to be, which ends the head: the lines after it are body.
    """
    first = rows[: min(kinds, default=_HEAD_ROWS)][:_HEAD_ROWS]
    head = _head_length(first, marker_lengths[: len(first)])
    lines = [Line(_head_kind(row, position), row, None, row, "") for position, row in enumerate(rows[:head])]
    lines += map(parse_line, rows[head:], marker_lengths[head:])
    for at, kind in kinds.items():
        lines[at] = _said_line(kind, rows[at])
    return tuple(lines)


def _said_line(kind: Kind, row: str) -> Line:
    """A line of which it was said what it is."""
    if kind in _ALL_HEAD:
        return Line(kind, row, None, row, "")
    label = row.find("：") + 1 if kind is _ROLL else 0
    return Line(kind, row, None, row[:label], row[label:])


def _head_length(rows: Sequence[str], said: Sequence[int | None]) -> int:
    """How many lines are head: up to and with the 称呼, or the title alone where there is none near."""
    for position, (row, length) in enumerate(zip(rows, said, strict=True)):
        if position and is_salutation(row):
            return position + 1
        marked = parse_marker(row) is not None if length is None else length > 0
        if position == _HEAD_ROWS - 1 or marked or (row[-1] in _END and position):
            break
    if not rows or is_salutation(rows[0]):
        return min(len(rows), 1)
    if (dated := _dated(rows)) > 1:
        return dated
    return 1 if len(rows[0]) <= 60 and rows[0][-1] not in _END and parse_marker(rows[0]) is None else 0


def _dated(rows: Sequence[str]) -> int:
    """The length of a head that has no 称呼 but ends with a date line; 0 where there is none."""
    for position, row in enumerate(rows[:6]):
        if position and _DATE.fullmatch(row):
            return position + 1
        if len(row) > 60 or row[-1] in _END or parse_marker(row) is not None:
            break
    return 0


def _head_kind(row: str, position: int) -> Kind:
    if is_salutation(row):
        return _SALUTES
    if position == 0:
        return _TITLE
    if row.startswith(("——", "--", "—")):
        return Kind.SUBTITLE
    return Kind.DATELINE if "年" in row and _DATE.fullmatch(row) else Kind.BYLINE
