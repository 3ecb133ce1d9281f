"""Which point stands under which.

Sees marks and the offsets where everything open is closed; knows nothing of the words.  A list is known by
its style and by whether it stands at line starts or runs in a paragraph.  Levels of GB/T 9704—2012, 7.3.3:
一、 over （一） over 1. over （1）; spoken markers stand under whatever is open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.reader.marks import Mark

_RANKS = {"一、": 1, "（一）": 2, "1.": 3, "（1）": 4, "①": 5}
_ORDINAL = "第一，"
_SPOKEN_KIN = frozenset(("一是", "一要"))


@dataclass(eq=False, repr=False)
class _Level:
    """A list that is open: its style, its last number, the line of its last mark."""

    style: str
    heads_line: bool
    number: int
    line: int


def depths(marks: Sequence[Mark], resets: Sequence[int] = ()) -> list[int]:
    """The depth of each mark, from 1.  `resets` are offsets, sorted, where every open list is closed."""
    levels: list[_Level] = []
    out: list[int] = []
    segment = 0
    for mark in marks:
        now = bisect_right(resets, mark.start)
        if now != segment:
            levels, segment = [], now
        at = _sibling(levels, mark)
        if at is None:
            at = _new_list(levels, mark)
            del levels[at:]
            levels.append(_Level(mark.style, mark.heads_line, mark.number, mark.line))
        else:
            del levels[at + 1 :]
            levels[at].number, levels[at].line = mark.number, mark.line
        out.append(at + 1)
    return out


def _sibling(levels: Sequence[_Level], mark: Mark) -> int | None:
    """The open list that a mark goes on with, the likeliest first."""
    inward = range(len(levels) - 1, -1, -1)
    same = [i for i in inward if levels[i].style == mark.style]
    for i in same:
        if levels[i].heads_line == mark.heads_line and levels[i].number + 1 == mark.number:
            return i
    for i in same:
        if levels[i].number + 1 == mark.number:
            return i
    # 一是要…，二要…: one list, said carelessly.
    if mark.number > 1 and mark.style in _SPOKEN_KIN:
        for i in inward:
            level = levels[i]
            near = level.heads_line == mark.heads_line
            if level.style in _SPOKEN_KIN and near and level.number + 1 == mark.number:
                return i
    for i in same:
        level = levels[i]
        if level.heads_line != mark.heads_line:
            # 首先…最后 leave numbers out, and a list may begin a line and go on in it.
            if mark.number > 1 and (mark.heads_line or level.line == mark.line):
                return i
            continue
        if mark.heads_line or level.line == mark.line or mark.number > 1:
            return i
    return None


def _new_list(levels: Sequence[_Level], mark: Mark) -> int:
    """How many of the open lists a new list stands under."""
    count = len(levels)
    while count and not _may_hold(levels[count - 1], mark):
        count -= 1
    return count


def _may_hold(level: _Level, mark: Mark) -> bool:
    if not level.heads_line and level.line != mark.line:
        return False
    rank, above = _RANKS.get(mark.style), _RANKS.get(level.style)
    if rank is None:
        twin = level.style == mark.style and level.heads_line == mark.heads_line
        return not twin and not (mark.style == _ORDINAL and above is None)
    if above is not None:
        return above < rank
    if level.style == _ORDINAL:
        return rank > 1
    return rank >= 3
