"""The frames of an archive, role by role: words learnt, frames found and chosen, built-in wordings beside them.

Puts `words`, `frames` and `builtin` together.  Knows no files: it is given papers.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Mapping, Sequence

from generator.miner.builtin_frames import is_pattern
from generator.miner.choosing import choose_frames
from generator.miner.classes import ROLES
from generator.miner.duplicates import Groups
from generator.miner.frames import Frame, make_sample
from generator.miner.growing import find_frames, whole_frame
from generator.miner.spool import Paper, Said
from generator.miner.words import Lexicon, learn_words
from generator.records import record
from generator.text.outline import Genre

_MOST_SENTENCES = 400
_MOST_OTHERS = 3000
_MOST_FRAMES = 100


@record(frozen=True)
class RoleFrames:
    """What is known of one role: its words and its frames, the mined and the built-in together."""

    role: str
    lexicon: Lexicon
    frames: tuple[Frame, ...]

    def explain(self, text: str, after: str = "") -> Frame | None:
        """The first frame that holds in a sentence, or None."""
        tokens = self.lexicon.tokens(text + after)
        for frame in self.frames:
            if frame.find(text + after, tokens, len(text)) is not None:
                return frame
        return None


Grammar = Mapping[str, RoleFrames]


class Gathered:
    """The sentences that frames are looked for in: all of a small archive, an even share of a large one.

    Which sentences are kept is told by a hash of their words, so the same archive always keeps the same.
    """

    def __init__(self) -> None:
        self._said: dict[str, _Share] = {role: _Share(_MOST_SENTENCES) for role in ROLES}
        self._others = _Share(_MOST_OTHERS)

    def add(self, paper: Paper) -> None:
        """The sentences of one paper; those of an essay are no sentences of a meeting, but other sentences all the same."""
        if paper.genre != Genre.OTHER.value:
            for role, rows in paper.said.items():
                for one in rows:
                    self._said[role].add(paper.group, one)
        for one in paper.others:
            self._others.add(paper.group, one)

    def said(self, role: str) -> list[tuple[int, str, str]]:
        """The sentences of a role; of those that are one sentence but for names and dates, the first."""
        groups, out = Groups(), []
        for group, one in self._said[role].kept():
            if groups.add(one.text) == groups.last:
                out.append((group, one.laid, ""))
        return out

    def others(self) -> list[tuple[int, str, str]]:
        return [(group, one.laid, one.after) for group, one in self._others.kept()]


class _Share:
    """At most so many sentences: those whose hashes are the smallest."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[int, int, int, Said]] = []
        self._count = 0

    def add(self, group: int, said: Said) -> None:
        self._count += 1
        value = int.from_bytes(hashlib.blake2b(said.text.encode("utf-8"), digest_size=6).digest(), "big")
        entry = (-value, -self._count, group, said)
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, entry)
        elif entry[:2] > self._heap[0][:2]:
            heapq.heapreplace(self._heap, entry)

    def kept(self) -> list[tuple[int, Said]]:
        return [(group, said) for _, _, group, said in sorted(self._heap, key=lambda one: -one[1])]


def learn_grammar(gathered: Gathered, builtin: Sequence[tuple[str, str, str]], support: int) -> dict[str, RoleFrames]:
    """The frames of every role: those with the support asked for, and those of the built-in wordings."""
    others = gathered.others()
    return {role: _learn(role, gathered.said(role), others, builtin, support) for role in ROLES}


def _learn(
    role: str,
    said: Sequence[tuple[int, str, str]],
    others: Sequence[tuple[int, str, str]],
    builtin: Sequence[tuple[str, str, str]],
    support: int,
) -> RoleFrames:
    own = [(-1 - n, text, "") for n, (kind, name, text) in enumerate(builtin) if kind == role and not is_pattern(name)]
    # In a large archive two texts out of thousands say nothing: a frame needs one in a hundred.
    need = max(support, len({group for group, _, _ in said}) // 100)
    lexicon = learn_words(role, [(group, text) for group, text, _ in said], [text for _, text, _ in others], need)
    sample, rest = make_sample(lexicon, [*said, *own]), make_sample(lexicon, others)
    found = find_frames(sample, role, need)
    given = [whole_frame(lexicon, role, text) for kind, name, text in builtin if kind == role and is_pattern(name)]
    known = list(dict.fromkeys(frame for frame in given if frame is not None))
    return RoleFrames(role, lexicon, tuple(choose_frames(found, known, sample, rest, _MOST_FRAMES)))


def gather(papers: Iterable[Paper]) -> Gathered:
    """The sentences of papers."""
    gathered = Gathered()
    for paper in papers:
        gathered.add(paper)
    return gathered
