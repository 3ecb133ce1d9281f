"""The lists of points as the reader nested them, each with its points in order.

Takes the numbers as they stand: whether they are right is for the rules to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.text.outline import Point

_KIN = {"1、": "1.", "1）": "（1）", "一要": "一是"}
_WRITTEN = frozenset(("一、", "（一）", "1."))


def sibling_lists(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The lists of a text, each with its points in order; points of one parent in two families are two lists."""
    lists: dict[str, list[Point]] = {}
    for point in points:
        kin = _KIN.get(point.style, point.style)
        here = lists.setdefault(kin, [])
        if point.number == 1 and here and not _again(here[-1], point):
            yield here
            here = lists[kin] = []
        here.append(point)
        if point.children:
            yield from sibling_lists(point.children)
    yield from lists.values()


def _again(before: Point, point: Point) -> bool:
    """True where a second 一 stands straight after the first one of its list: said twice, not begun anew."""
    same = before.number == 1 and before.style == point.style
    return same and (before.style in _WRITTEN or "\n" not in before.source.rstrip("\n"))
