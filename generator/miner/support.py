"""Support of the built-in 写法: which texts of an archive have a sentence of the same frame.

A wording and a sentence are laid side by side; what they have in common must be a frame (six characters, one of them a
word that marks the role).  Knows sentences and wordings, not how a table of them is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.miner.builtin_frames import Pattern
from generator.miner.choosing import marking_words
from generator.miner.frames import Frame, Sample, make_sample
from generator.miner.grammar import Gathered
from generator.miner.growing import find_frames, whole_frame
from generator.miner.spool import Paper
from generator.miner.words import plain_lexicon
from generator.text.outline import Genre


def wording_support(
    papers: Iterable[Paper], gathered: Gathered, builtin: Sequence[tuple[str, str, str]]
) -> dict[str, list[str]]:
    """Name of each built-in wording (过渡/意见式) → the files with a sentence of its frame, in their order.

    `gathered` are the sentences of the same papers; they tell which words mark a role.
    """
    roles = {role for role, _, _ in builtin}
    others = gathered.others()
    marks = {role: _marks(role, gathered, others) for role in roles}
    out: dict[str, list[str]] = {name: [] for _, name, _ in builtin}
    for paper in papers:
        for role, name, text in builtin:
            if paper.genre == Genre.OTHER.value or paper.file in out[name]:
                continue
            if any(shared_frame(role, text, one.laid, marks[role]) for one in paper.said.get(role, ())):
                out[name].append(paper.file)
    return out


def pattern_support(papers: Iterable[Paper], given: Iterable[Pattern]) -> dict[str, list[str]]:
    """Name of each 句式 that comes with the program → the files with a sentence of its role in which all of it holds."""
    frames = [(one, whole_frame(plain_lexicon(one.role), one.role, one.sentence)) for one in given]
    out: dict[str, list[str]] = {one.name: [] for one, _ in frames}
    for paper in papers:
        words = {
            role: [(said.laid, plain_lexicon(role).tokens(said.laid)) for said in rows]
            for role, rows in paper.said.items()
            if paper.genre != Genre.OTHER.value
        }
        for one, frame in frames:
            rows = words.get(one.role, ()) if frame is not None and paper.file not in out[one.name] else ()
            if any(frame is not None and frame.find(text, tokens, len(text)) for text, tokens in rows):
                out[one.name].append(paper.file)
    return out


def _marks(role: str, gathered: Gathered, others: Sequence[tuple[int, str, str]]) -> frozenset[str]:
    said = gathered.said(role)
    lexicon = plain_lexicon(role)
    if not said:
        return frozenset()
    return marking_words(_plain(make_sample(lexicon, said)), _plain(make_sample(lexicon, others)))


_SAME = {"几点意见": "几点"}


def _plain(sample: Sample) -> Sample:
    """讲三点 and 讲三点意见 are one way of saying it."""
    tokens = tuple(tuple(replace(t, kind=_SAME.get(t.kind, t.kind)) for t in row) for row in sample.tokens)
    return replace(sample, tokens=tokens)


def shared_frame(role: str, one: str, other: str, marks: frozenset[str]) -> Frame | None:
    """The fullest frame that holds in two sentences of a role, or None."""
    sample = _plain(make_sample(plain_lexicon(role), [(0, one, ""), (1, other, "")]))
    frames = [
        frame for frame in find_frames(sample, role, 2) if marks.intersection(frame.kinds) and _both(frame, sample)
    ]
    return max(frames, key=lambda frame: (frame.fixed, frame.kinds), default=None)


def _both(frame: Frame, sample: Sample) -> bool:
    return all(sample.holds(frame, row) for row in (0, 1))
