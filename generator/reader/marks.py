"""Markers where they stand: at the start of a line or inside running text.

How a marker reads is `numbering`'s knowledge.  Here is only what keeps a marker apart from a word that looks
like one (第一时间, 三要素, 一、二产业): what stands before it, and whether its list goes on.  Nesting is told
elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property

from generator.reader.layout import Layout
from generator.reader.ordinals import (
    AFTER_DIGITS,
    AFTER_FIRST,
    AFTER_MORE,
    AFTER_ONE,
    AFTER_ORDINAL,
    parse_ordinal,
    unusual_noun,
)
from generator.records import record
from generator.text.numbering import Marker, parse_marker
from generator.text.numerals import NUMERAL
from generator.text.regex import regex


class Place(IntEnum):
    """What stands before a marker."""

    LINE = 0
    STOP = 1
    COMMA = 2
    NONE = 3


@record(frozen=True)
class Mark:
    """A marker at its place in the text."""

    start: int
    marker: Marker
    place: Place
    line: int
    """The index of its line: marks of one line share it."""

    @property
    def end(self) -> int:
        return self.start + len(self.marker.text)

    @cached_property
    def style(self) -> str:
        return FAMILIES.get(self.marker.style, self.marker.style)

    @cached_property
    def kin(self) -> str:
        """What a mark has in common with the next of its list: its style, and the noun where it counts an unusual one."""
        return unusual_noun(self.marker) or self.style

    @property
    def number(self) -> int:
        return self.marker.number

    @property
    def heads_line(self) -> bool:
        return self.place is Place.LINE


FAMILIES = {"1、": "1.", "1）": "（1）"}
"""Styles that one list mixes by carelessness and never nests."""

_N = NUMERAL + "{1,3}"
_DIGITS = NUMERAL[1:-1]
_FIRSTS = _DIGITS + "0-9０-９（(①-⑳第其首再最另头还"
# The first character stands alone so that the scan may skip to it; what must stand behind it is looked back for.
_CANDIDATE = regex(
    rf"[{_FIRSTS}](?:"
    rf"(?<=[（(])\s?(?:{_N}|[0-9０-９]{{1,2}})\s?[）)]"
    rf"|(?<={NUMERAL}){NUMERAL}{{0,2}}(?:[、．.]|则?是|{AFTER_DIGITS}|要(?![素件点领义害务求么]))"
    r"|(?<=[0-9０-９])[0-9０-９]{0,2}(?:[.．、](?![0-9０-９])|[）)])"
    "|(?<=[①-⑳])"
    rf"|(?<=[第其]){AFTER_ORDINAL}"
    rf"|(?<=头){AFTER_FIRST}"
    rf"|(?<=一){AFTER_ONE}|(?<=[二三再另还]){AFTER_MORE}"
    "|(?<=首)先|(?<=其)次|(?<=再)次|(?<=最)后(?!一)|(?<=另)一方面|(?<=一)方面"
    ")"
)
_MAY_STAND_BARE = frozenset("首①一另第（(1１")
_STOPS = frozenset("。！？!?；;：:…”」』）)》—-")
_FULL_STOPS = frozenset("。！？!?；;：:")
_BRACKETED = frozenset(("（一）", "（1）"))
_COMMAS = frozenset("，,、“「（(")
_BLANKS = frozenset(" \t\u3000\xa0")
_NEXT_ORDINAL = regex(rf"第?(?:{_N}|[0-9]{{1,2}})[、，,是要]|[（(]")
_WRITTEN = frozenset(("一、", "（一）", "1.", "（1）"))
_ORDER = "首先，"
_SIDES = "一方面，"


def find_marks(layout: Layout) -> list[Mark]:
    """Every marker of a text, in order."""
    return _confirmed(_candidates(layout), layout.text)


def _candidates(layout: Layout) -> list[Mark]:
    text = layout.text
    marks: list[Mark] = []
    for found in _CANDIDATE.finditer(text):
        at = found.start()
        place = _place(text, at)
        if place is Place.NONE and text[at] not in _MAY_STAND_BARE:
            continue
        marker = parse_marker(text[at : at + 14]) or parse_ordinal(found.group())
        if marker is None or _is_quantity(text, at, marker):
            continue
        marks.append(Mark(at, marker, place, layout.line_at(at)))
    return marks


def _place(text: str, at: int) -> Place:
    before = at - 1
    while before >= 0 and text[before] in _BLANKS:
        before -= 1
    if before < 0 or text[before] == "\n":
        return Place.LINE
    if text[before] in _STOPS:
        return Place.STOP
    return Place.COMMA if text[before] in _COMMAS else Place.NONE


def _is_quantity(text: str, at: int, marker: Marker) -> bool:
    """第一、第二产业, （一）（二）项: the next ordinal follows at once, so the two are named together."""
    if marker.style not in ("第一，", "其一，", "（一）", "（1）"):
        return False
    end = at + len(marker.text)
    following = _NEXT_ORDINAL.match(text, end)
    if following is None:
        return False
    after = parse_marker(text[end : end + 14])
    return after is not None and after.style == marker.style and after.number == marker.number + 1


def _confirmed(marks: Sequence[Mark], text: str) -> list[Mark]:
    """The candidates whose list bears them out."""
    kept: list[Mark] = []
    goes_on = _next_is_successor(marks)
    last: dict[str, Mark] = {}
    words = _spoken_pairs(marks)
    for index, mark in enumerate(marks):
        if mark.style in (_ORDER, _SIDES):
            good = index in words
        elif (mark.heads_line and mark.kin == mark.style) or _after_bare_heading(
            mark, kept[-1] if kept else None, text, goes_on[index]
        ):
            good = True
        else:
            before = last.get(mark.kin)
            follows = before is not None and before.number < mark.number <= before.number + 2
            good = _inline_good(mark, goes_on[index], follows)
        if good:
            kept.append(mark)
            last[mark.kin] = mark
    return kept


def _after_bare_heading(mark: Mark, before: Mark | None, text: str, goes_on: bool) -> bool:
    """二、全面落实责任一是…二是…: the line break after the heading is lost, and the heading has no full stop."""
    if mark.place is not Place.NONE or before is None or before.style not in _WRITTEN:
        return False
    if mark.style in _BRACKETED and before.style == mark.style and mark.number == before.number + 1:
        return True
    if mark.number != 1 or not (goes_on or mark.style == "第一，") or mark.style == before.style:
        return False
    if not 4 <= mark.start - before.end <= 50:
        return False
    return not _FULL_STOPS.intersection(text[before.end : mark.start])


def _inline_good(mark: Mark, goes_on: bool, follows: bool) -> bool:
    """A written marker inside a line needs its list; a spoken one after a full stop may have lost it."""
    if mark.style == "①":
        return goes_on if mark.number == 1 else follows
    if mark.place is Place.NONE:
        return False
    if mark.style in _WRITTEN:
        if mark.number == 1:
            return goes_on and (mark.place <= Place.STOP or mark.style == "（1）")
        return follows
    if mark.place is Place.STOP and mark.kin == mark.style:
        return True
    return goes_on if mark.number == 1 else follows


def _next_is_successor(marks: Sequence[Mark]) -> list[bool]:
    """For each mark, whether the next one of its style has the number that follows, within reach."""
    out = [False] * len(marks)
    following: dict[str, Mark] = {}
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        after = following.get(mark.kin)
        out[index] = after is not None and after.number == mark.number + 1
        if mark.place is not Place.NONE or mark.style == "①":
            following[mark.kin] = mark
    return out


def _spoken_pairs(marks: Sequence[Mark]) -> set[int]:
    """首先…其次…(再次)…最后 and 一方面…另一方面: words that enumerate only where their partner stands near."""
    good: set[int] = set()
    open_first: int | None = None
    listed: Mark | None = None
    sides: list[int] = []
    for index, mark in enumerate(marks):
        if mark.style == _SIDES:
            if sides and marks[sides[-1]].line != mark.line:
                sides = []
            if mark.place is not Place.NONE and (mark.number == 1 or sides):
                sides.append(index)
                if len(sides) > 1:
                    good.update(sides)
            continue
        if mark.style != _ORDER:
            continue
        if mark.number == 1:
            open_first, listed = index, None
        elif mark.place is Place.NONE:
            continue
        elif mark.number == 2 and open_first is not None and _near(marks[open_first], mark):
            good.update((open_first, index))
            listed = mark
        elif mark.number > 2 and listed is not None and _near(listed, mark) and mark.place is not Place.COMMA:
            good.add(index)
            listed = mark
    return good


def _near(one: Mark, other: Mark) -> bool:
    """In one line, or both at the head of theirs."""
    return one.line == other.line or (one.heads_line and other.heads_line and other.line - one.line <= 12)
