"""Which parts of two sequences are the same, and which of the others belong together.

Works on anything that can be compared (paragraphs, sentences, characters); the time grows about as the length does,
also where everything is the same as everything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

Span = tuple[int, int, int, int]
"""From and to in the old sequence, from and to in the new one."""

_SMALL = 300
_WORK = 6_000
_CELLS = 40_000
_DEEPEST = 60


def same_spans(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Span]:
    """Stretches that stand in both, in order and each of equal length in both."""
    spans = sorted(_matches(old, 0, len(old), new, 0, len(new), 0))
    joined: list[Span] = []
    for i, i_end, j, j_end in spans:
        if joined and joined[-1][1] == i and joined[-1][3] == j:
            joined[-1] = (joined[-1][0], i_end, joined[-1][2], j_end)
        else:
            joined.append((i, i_end, j, j_end))
    return joined


def gaps(spans: Sequence[Span], old_length: int, new_length: int) -> Iterator[tuple[Span, Span | None]]:
    """The stretches between the same ones, each with the same one that follows it; the last is followed by None."""
    i = j = 0
    for span in spans:
        yield (i, span[0], j, span[2]), span
        i, j = span[1], span[3]
    yield (i, old_length, j, new_length), None


def _matches(
    old: Sequence[Hashable], i: int, i_end: int, new: Sequence[Hashable], j: int, j_end: int, depth: int
) -> Iterator[Span]:
    start = i
    while i < i_end and j < j_end and old[i] == new[j]:
        i, j = i + 1, j + 1
    if i > start:
        yield start, i, j - (i - start), j
    stop = i_end
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
    if i_end < stop:
        yield i_end, stop, j_end, j_end + (stop - i_end)
    if i == i_end or j == j_end:
        return
    a, b = old[i:i_end], new[j:j_end]
    counts, others = Counter(a), Counter(b)
    # What difflib does in one pass over a stretch; 一一一一 against itself would be the square of its length.
    work = sum(count * others[one] for one, count in counts.items())
    if not work:
        return
    if len(a) + len(b) <= _SMALL and work <= _WORK:
        for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
            if block.size:
                yield i + block.a, i + block.a + block.size, j + block.b, j + block.b + block.size
        return
    anchors = _anchors(a, b, counts, others) if depth < _DEEPEST else []
    before, other = 0, 0
    for at, there in [*anchors, (len(a), len(b))] if anchors else []:
        yield from _matches(old, i + before, i + at, new, j + other, j + there, depth + 1)
        if at < len(a):
            yield i + at, i + at + 1, j + there, j + there + 1
        before, other = at + 1, there + 1


def _anchors(
    a: Sequence[Hashable], b: Sequence[Hashable], counts: Counter[Hashable], others: Counter[Hashable]
) -> list[tuple[int, int]]:
    """What stands once in each, as far as its order is the same in both: the longest such chain."""
    where = {one: at for at, one in enumerate(b) if others[one] == 1}
    pairs = [(at, where[one]) for at, one in enumerate(a) if counts[one] == 1 and one in where]
    ends: list[int] = []
    tails: list[int] = []
    back: list[int] = []
    for index, (_, there) in enumerate(pairs):
        at = bisect_left(ends, there)
        back.append(tails[at - 1] if at else -1)
        if at == len(ends):
            ends.append(there)
            tails.append(index)
        else:
            ends[at], tails[at] = there, index
    chain: list[tuple[int, int]] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append(pairs[index])
        index = back[index]
    return chain[::-1]


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 1: twice the pairs of neighbouring characters in both, by all pairs."""
    return _likeness(_pairs(one), _pairs(other))


def pair_up(old: Sequence[str], new: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Which old text became which new one, in order: the pairing with the most in common, none below `least`.

    Where there are too many to look at each with each, the n-th is held against the n-th.
    """
    a, b = [_pairs(text) for text in old], [_pairs(text) for text in new]
    if len(a) * len(b) > _CELLS:
        return [(at, at) for at in range(min(len(a), len(b))) if _likeness(a[at], b[at]) >= least]
    scores = [[_likeness(one, other) for other in b] for one in a]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            paired = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= least else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        if scores[i][j] >= least and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return out


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    if len(one) > len(other):
        one, other = other, one
    common = sum(min(count, other[pair]) for pair, count in one.items() if pair in other)
    return 2 * common / total if total else 1.0
