"""Which frames are kept: those that explain sentences of their role and are met in hardly any other.

Knows samples; where a sentence stands is for others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.miner.classes import PARAGRAPH
from generator.miner.frames import ANYWHERE, Frame, Sample

_TOO_COMMON = 0.003
_ALL_TOO_COMMON = 0.004
_TRIED = 1500


def choose_frames(
    frames: Sequence[Frame], known: Sequence[Frame], sample: Sample, others: Sample, most: int
) -> list[Frame]:
    """The frames of a role that are worth keeping, those that explain most sentences first.

    `known` are frames that come with the program; of them those are kept, too, that explain nothing here.  A frame that
    is met in more than three of a thousand other sentences is of the language at large and is left out; all that are
    kept together may be met in four.  Those are taken that add more sentences than they add mistakes, the plainest of
    equals; then, up to `most`, the plainest and the fullest in turn.
    """
    marks = marking_words(sample, others)
    holds = {f: frozenset(row for row in range(len(sample.texts)) if sample.holds(f, row)) for f in {*frames, *known}}
    texts = {frame: len({sample.groups[row] for row in rows}) for frame, rows in holds.items()}
    ranked = sorted(holds, key=lambda f: (-texts[f], len(f.kinds), f.kinds))[:_TRIED]
    words = _by_words(others)
    limit = int(_TOO_COMMON * len(others.texts))
    wrong: dict[Frame, frozenset[int]] = {}
    for frame in ranked:
        if frame not in known and not _marked(frame, marks):
            continue
        met = _met(frame, others, words, limit)
        if met is not None:
            wrong[frame] = met
    kept: list[Frame] = []
    explained: set[int] = set()
    mistaken: set[int] = set()
    left = list(wrong)
    while left:
        best = max(
            left,
            key=lambda f: (len(holds[f] - explained) - len(wrong[f] - mistaken), -len(f.kinds), f.fixed, f.kinds),
        )
        left.remove(best)
        if len(holds[best] - explained) <= len(wrong[best] - mistaken):
            break
        if len(mistaken | wrong[best]) > _ALL_TOO_COMMON * len(others.texts):
            continue
        kept.append(best)
        explained |= holds[best]
        mistaken |= wrong[best]
    # What explains nothing more here may yet in other texts.
    clean = [f for f in wrong if f not in kept and wrong[f] <= mistaken]
    own = [f for f in known if f in wrong and f not in kept and wrong[f] <= mistaken]
    fullest = sorted(clean, key=lambda f: (-texts[f] * f.fixed, f.kinds))
    plainest = sorted(clean, key=lambda f: (len(f.kinds), -texts[f], f.kinds))
    more = [frame for pair in zip(plainest, fullest, strict=True) for frame in pair]
    return list(dict.fromkeys([*kept, *own, *more]))[: max(most, len(kept) + len(own))]


def _marked(frame: Frame, marks: frozenset[str]) -> bool:
    """Whether a mined frame has words enough, one of which marks its role: two, or three where it may begin anywhere."""
    words = sum(kind != PARAGRAPH for kind in frame.kinds)
    return words >= (3 if frame.lead >= ANYWHERE else 2) and bool(marks.intersection(frame.kinds))


_LIFT = 5.0
_SELDOM = 0.06


def marking_words(sample: Sample, others: Sample) -> frozenset[str]:
    """The words that mark a role: at least five times as frequent in its sentences as in others, and seldom there.

    Every frame has one of them; without, it would hold together only words that any sentence may have.
    """
    inside, outside = _shares(sample), _shares(others)
    floor = 1 / (1 + len(others.texts))
    return frozenset(
        kind
        for kind, share in inside.items()
        if outside.get(kind, 0.0) <= _SELDOM and share >= _LIFT * max(outside.get(kind, 0.0), floor)
    )


def _shares(sample: Sample) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    for tokens in sample.tokens:
        for kind in {token.kind for token in tokens}:
            counts[kind] += 1
    return {kind: count / len(sample.texts) for kind, count in counts.items()}


def _by_words(sample: Sample) -> dict[frozenset[str], list[int]]:
    out: dict[frozenset[str], list[int]] = defaultdict(list)
    for row, tokens in enumerate(sample.tokens):
        out[frozenset(token.kind for token in tokens)].append(row)
    return out


def _met(frame: Frame, others: Sample, by_words: dict[frozenset[str], list[int]], limit: int) -> frozenset[int] | None:
    """The other sentences in which a frame is met; None where they are more than the limit."""
    need = frozenset(frame.kinds)
    met: set[int] = set()
    for words, rows in by_words.items():
        if need <= words:
            met.update(row for row in rows if others.holds(frame, row))
            if len(met) > limit:
                return None
    return frozenset(met)
