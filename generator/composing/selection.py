"""取舍: which of the pieces that a field offers make a speech of the length asked for.

Knows how long a point is on paper and in which order points are said; not where they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.composing.library import PARTS, Topic
from generator.records import record
from generator.text.numerals import chinese
from generator.text.points import Point

_GOOD = 0.03
"""The share of the room by which a choice may miss it before another one is looked for."""
_ROUNDS = 4


@record(frozen=True)
class Piece:
    """A topic as it would be said: which of its bodies, from which source (0 the field, 1 通用)."""

    topic: Topic
    index: int
    source: int
    point: Point
    said: bool = False
    """Whether an earlier speech said these very words."""

    @property
    def size(self) -> int:
        return point_size(self.point)


def point_size(point: Point) -> int:
    """Characters of a point on paper, its marker and marks among them."""
    return 4 + len(point.title) + len(point.text) + sum(map(point_size, point.points))


def every_point(points: Sequence[Point]) -> list[Point]:
    """The points with those under them, from top to bottom."""
    return [one for point in points for one in (point, *every_point(point.points))]


def fitted(offered: Sequence[Piece], room: float, least: int) -> list[Piece]:
    """Pieces that fill the room as nearly as can be, at least `least` of each part, in the order in which they are said.

    They are taken as they are offered; where that misses the room, a piece more, a piece less or one in place of
    another comes nearer.  What an earlier speech said is taken only for want of something else.
    """
    fresh = [piece for piece in offered if not piece.said]
    rest = [piece for piece in offered if piece.said]
    needed = {part: [p for p in (*fresh, *rest) if p.topic.part == part][:least] for part in PARTS}
    must = [piece for pieces in needed.values() for piece in pieces]
    picked = list(must)
    for piece in fresh:
        if piece not in must and piece.size / 2 <= room - _total(picked):
            picked.append(piece)
    order = [*fresh, *(piece for piece in rest if piece in must)]
    for _ in range(_ROUNDS):
        missed = abs(room - _total(picked))
        if missed <= _GOOD * room:
            break
        better = min(_neighbours(picked, order, least), key=lambda one: abs(room - _total(one)), default=picked)
        if abs(room - _total(better)) >= missed:
            break
        picked = better
    return sorted(picked, key=lambda p: (PARTS.index(p.topic.part), p.source, p.topic.order))


def _total(pieces: Sequence[Piece]) -> int:
    return sum(piece.size for piece in pieces)


def _neighbours(picked: list[Piece], offered: Sequence[Piece], least: int) -> Iterator[list[Piece]]:
    """The choices one step away: one less, one more, one for another of its part and source."""
    spare = [piece for piece in offered if piece not in picked]
    for one in reversed(picked):
        without = [piece for piece in picked if piece is not one]
        if sum(piece.topic.part == one.topic.part for piece in without) >= least:
            yield without
        for other in spare:
            if other.topic.part == one.topic.part and other.source == one.source:
                yield [*without, other]
    for other in spare[:3]:
        yield [*picked, other]


def said_under(part: str, pieces: Sequence[Piece]) -> list[Piece]:
    """What stands under a part's heading.  The tasks of 通用 (宣传, 应急) are none of the field's own, of which that
    part has told; they go before the guarantees of 通用."""
    own_tasks = any(piece.topic.part == "任务" and not piece.source for piece in pieces)
    stand = [("保障" if own_tasks and p.source and p.topic.part == "任务" else p.topic.part, p) for p in pieces]
    return sorted((piece for where, piece in stand if where == part), key=lambda piece: piece.source)


def in_turn(queues: dict[str, list[Piece]]) -> list[Piece]:
    """One of each part, then two tasks for every other one."""
    pattern = ("认识", "任务", "保障", "任务", "任务", "保障", "任务", "保障")
    out = []
    while any(queues.values()):
        for part in pattern:
            if queues[part]:
                out.append(queues[part].pop(0))
    return out


def told_numbers(numbers: Sequence[int]) -> str:
    """第三至八点, 第三、四点, 第三点; with gaps 第三、五至七点."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{chinese(run[0])}至{chinese(run[-1])}" if len(run) > 2 else "、".join(map(chinese, run)) for run in runs]
    return f"第{'、'.join(said)}点"
