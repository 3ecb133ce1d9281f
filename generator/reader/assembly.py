"""Marks, depths and roles put together: the blocks of a piece, every character in one of them.

Knows no words: offsets in, records out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from generator.reader.marks import Mark
from generator.records import record
from generator.text.outline import Block, Point, Role, Text
from generator.text.regex import regex

_HEAD_END = regex(r"[。！？!?；;\n]")
_HEAD_LENGTH = 120


@record(frozen=True)
class Area:
    """A stretch of text that has a role."""

    role: Role
    start: int
    end: int


@dataclass(eq=False, repr=False)
class _Open:
    """A point that is being filled; `mark` is None for the piece itself."""

    mark: Mark | None
    head: str = ""
    blocks: list[Block] = field(default_factory=list)


def assemble(
    text: str,
    start: int,
    end: int,
    marks: Sequence[Mark],
    depths: Sequence[int],
    closers: Sequence[int],
    areas: Sequence[Area],
) -> tuple[Block, ...]:
    """The blocks of a piece.  `closers` are offsets, sorted, where every open point ends."""
    painted = _painted(start, end, areas)
    events: list[tuple[int, int, Mark | None]] = [
        *((mark.start, depth, mark) for mark, depth in zip(marks, depths, strict=True)),
        *((at, 0, None) for at in closers),
    ]
    events.sort(key=lambda event: (event[0], event[1]))
    stack = [_Open(None)]
    at = start
    for index, (offset, depth, mark) in enumerate(events):
        offset = max(offset, at)
        stack[-1].blocks.extend(_texts(text, at, offset, painted))
        at = offset
        while len(stack) > max(depth, 1):
            _close(stack)
        if mark is not None:
            following = events[index + 1][0] if index + 1 < len(events) else end
            stop = _head_end(text, mark.end, min(following, end))
            stack.append(_Open(mark, text[mark.end : stop]))
            at = stop
    stack[-1].blocks.extend(_texts(text, at, end, painted))
    while len(stack) > 1:
        _close(stack)
    return tuple(stack[0].blocks)


def _head_end(text: str, at: int, following: int) -> int:
    """A head ends with its line or its first sentence, at the latest where the next point begins."""
    stop = max(min(following, at + _HEAD_LENGTH), at)
    found = _HEAD_END.search(text, at, stop)
    if found is None:
        return stop
    return found.start() if found.group() == "\n" else found.end()


def _close(stack: list[_Open]) -> None:
    done = stack.pop()
    assert done.mark is not None
    marker = done.mark.marker
    point = Point(marker.text, marker.style, marker.number, done.head, done.mark.start, tuple(done.blocks))
    stack[-1].blocks.append(point)


def _texts(text: str, start: int, end: int, painted: Sequence[Area]) -> list[Text]:
    """The stretch between two offsets, cut where its role changes."""
    out: list[Text] = []
    index = bisect_right(painted, start, key=lambda area: area.start) - 1
    while start < end:
        stop = min(end, painted[index].end)
        out.append(Text(painted[index].role, text[start:stop], start))
        start, index = stop, index + 1
    return out


def _painted(start: int, end: int, areas: Sequence[Area]) -> list[Area]:
    """The areas without overlap or gap from start to end: of two that overlap the earlier in the list wins."""
    edges = sorted({start, end, *(min(max(edge, start), end) for area in areas for edge in (area.start, area.end))})
    waiting = sorted(range(len(areas)), key=lambda i: areas[i].start, reverse=True)
    active: list[int] = []
    out: list[Area] = []
    for low, high in pairwise(edges):
        while waiting and areas[waiting[-1]].start <= low:
            heappush(active, waiting.pop())
        while active and areas[active[0]].end <= low:
            heappop(active)
        role = areas[active[0]].role if active else Role.BODY
        out.append(Area(role, low, high))
    return out
