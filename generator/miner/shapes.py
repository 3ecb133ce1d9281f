"""形制: how texts are built: which markers stand under which, how many points there are, how long pieces and points are.

Counts only; a near-duplicate counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.miner.spool import Paper

_STEP = 500
"""Width of a class of lengths, in characters."""
_CAP = 6000
_POINT_STEP, _POINT_CAP = 100, 800


@dataclass
class Shapes:
    """The measures of an archive, as counts."""

    genres: Counter[str] = field(default_factory=Counter)
    under: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Marker style of the upper point → styles of the points under it, by number of texts."""
    tops: Counter[str] = field(default_factory=Counter)
    points: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """How many outermost points a text has → how many texts."""
    lengths: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """Lower bound of a class of lengths (characters without blanks) → how many texts."""
    point_lengths: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    sizes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """For each genre the number of texts and of their characters."""
    point_total: list[int] = field(default_factory=lambda: [0, 0])


def measure(papers: Iterable[Paper]) -> Shapes:
    """The measures of papers, each of which is another text."""
    shapes = Shapes()
    for paper in papers:
        shapes.genres[paper.genre] += 1
        shapes.sizes[paper.genre][0] += 1
        shapes.sizes[paper.genre][1] += paper.size
        shapes.lengths[min(paper.size // _STEP * _STEP, _CAP)] += 1
        for upper, lower in sorted({(one.parent, one.style) for one in paper.headings}):
            if upper:
                shapes.under[upper][lower] += 1
            else:
                shapes.tops[lower] += 1
        outermost = [one for one in paper.headings if one.depth == 1]
        if outermost:
            shapes.points[min(len(outermost), 15)] += 1
        for one in outermost:
            shapes.point_lengths[min(one.size // _POINT_STEP * _POINT_STEP, _POINT_CAP)] += 1
            shapes.point_total[0] += 1
            shapes.point_total[1] += one.size
    return shapes
