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
_NUMERALS, _FIGURES = frozenset(_DIGITS), frozenset("0123456789０１２３４５６７８９")
_OPEN, _CLOSED, _DOTS = frozenset("（("), frozenset("）)"), frozenset(".．、")
_AFTER_NUMERAL = frozenset(f"、．.是{AFTER_DIGITS}")
_NOT_AFTER_NEED = frozenset("素件点领义害务求么")
"""三要素, 二要件: 要 is part of the word."""
# The first character stands alone so that the scan may skip to it.  Which marker it is, and whether it is one, is asked
# only where the next shows that it may be.
_CANDIDATE = regex(
    rf"[①-⑳{_DIGITS}0-9０-９（(第其首再最另头还](?:(?<=[①-⑳])"
    rf"|(?=[{_DIGITS}0-9０-９\s、．.则是要）)次先后{AFTER_DIGITS}]|个[就是，,：:]|方面|有一|外一))"
)
_WORDS = ("首先", "其次", "再次", "另一方面", "一方面")
_ORDINAL = regex(AFTER_ORDINAL)
_FIRST = regex(AFTER_FIRST)
_ONE = regex(AFTER_ONE)
_MORE = regex(AFTER_MORE)
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
    done = 0
    for found in _CANDIDATE.finditer(text):
        at = found.start()
        if at < done or (end := _end(text, at)) is None:
            continue
        done, place = end, _place(text, at)
        if place is Place.NONE and text[at] not in _MAY_STAND_BARE:
            continue
        marker = parse_marker(text[at : at + 14]) or parse_ordinal(text[at:end])
        if marker is None or _is_quantity(text, at, marker):
            continue
        marks.append(Mark(at, marker, place, layout.line_at(at)))
    return marks


def _end(text: str, at: int) -> int | None:
    """Where what may be a marker ends, or None where its first characters begin something else."""
    first = text[at]
    if first in _NUMERALS:
        end = _past(text, at + 1, _NUMERALS, 2)
        sign = text[end : end + 1]
        if sign in _AFTER_NUMERAL or (sign == "要" and text[end + 1 : end + 2] not in _NOT_AFTER_NEED):
            return end + 1
        if sign == "则":
            return end + 2 if text.startswith("是", end + 1) else None
        return _end_of_words(text, at) if first in "一二三" else None
    if first in _FIGURES:
        end = _past(text, at + 1, _FIGURES, 2)
        sign = text[end : end + 1]
        ends = sign in _CLOSED or (sign in _DOTS and text[end + 1 : end + 2] not in _FIGURES)
        return end + 1 if ends else None
    if first in _OPEN:
        start = _past_blank(text, at + 1)
        end = _past(text, start, _NUMERALS, 3)
        end = end if end > start else _past(text, start, _FIGURES, 2)
        last = _past_blank(text, end)
        return last + 1 if end > start and text[last : last + 1] in _CLOSED else None
    return at + 1 if "①" <= first <= "⑳" else _end_of_words(text, at)


def _end_of_words(text: str, at: int) -> int | None:
    """Where an ordinal in words ends: 第一个问题是, 头一条，, 一个是, 还有一个是, 首先."""
    first, second = text[at], text[at + 1 : at + 2]
    counted = None
    if first in "第其" and second in _NUMERALS:
        counted = _ORDINAL
    elif first == "一" and second == "个":
        counted = _ONE
    elif first in "二三再另还" and second in ("有", "外", "一"):
        counted = _MORE
    elif first == "头" and second == "一":
        counted = _FIRST
    if counted is not None and (found := counted.match(text, at + 1)):
        return found.end()
    if first in "二三第头":
        return None
    if text.startswith("最后", at) and text[at + 2 : at + 3] != "一":
        return at + 2
    return next((at + len(word) for word in _WORDS if text.startswith(word, at)), None)


def _past(text: str, at: int, known: frozenset[str], most: int) -> int:
    """The offset behind the characters of a kind that stand from an offset on, at most so many."""
    end = at
    while end < at + most and text[end : end + 1] in known:
        end += 1
    return end


def _past_blank(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1].isspace() else at


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
