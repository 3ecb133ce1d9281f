"""Support: in how many texts each frame holds, where, and with which words.

Goes over all papers once more with the frames that were chosen; keeps counts and a few witnesses, not the texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.miner.frames import Frame
from generator.miner.grammar import Grammar
from generator.miner.spool import Paper
from generator.miner.words import Token
from generator.text.outline import Genre

_PLACES = 8
_FILLINGS = 200


@dataclass
class Counted:
    """A frame and what was seen of it.  The lists stand for its words (`words`) and for the room after each (`fillings`)."""

    frame: Frame
    texts: int = 0
    places: list[str] = field(default_factory=list)
    files: int = 0
    words: list[Counter[str]] = field(default_factory=list)
    fillings: list[Counter[str]] = field(default_factory=list)
    example: str = ""
    genres: Counter[str] = field(default_factory=Counter)
    _last: tuple[str, int] = ("", -1)

    def see(self, paper: Paper, line: int, text: str, found: tuple[Token, ...]) -> None:
        """One more sentence in which the frame holds."""
        if paper.group != self._last[1]:
            self.texts += 1
            self.genres[paper.genre] += 1
        if paper.file != self._last[0]:
            self.files += 1
        self._last = (paper.file, paper.group)
        if len(self.places) < _PLACES:
            self.places.append(f"{paper.file}:{line}")
        if not self.words:
            self.words = [Counter() for _ in found]
            self.fillings = [Counter() for _ in found]
        ends = [*(token.start for token in found[1:]), _sentence_end(text, found[-1].end)]
        for step, (token, end) in enumerate(zip(found, ends, strict=True)):
            self.words[step][token.text] += 1
            if len(self.fillings[step]) < _FILLINGS:
                self.fillings[step][text[token.end : end]] += 1
        if not self.example or len(text) < len(self.example):
            self.example = text.strip()

    def word(self, step: int) -> str:
        """The commonest form of a word."""
        return commonest(self.words[step])

    def filling(self, step: int) -> str | None:
        """What stands after a word where it is always the same or only a mark or an adverb; None where it varies."""
        seen = self.fillings[step]
        top = commonest(seen)
        return top if len(top) <= 2 and seen[top] * 2 >= seen.total() else None


def commonest(seen: Counter[str]) -> str:
    """The entry that was seen most often; of equals the first in the order of characters."""
    return min(seen, key=lambda word: (-seen[word], word)) if seen else ""


def _sentence_end(text: str, start: int) -> int:
    return min((at for mark in "。！？\n" if (at := text.find(mark, start)) >= 0), default=len(text))


def count_frames(papers: Iterable[Paper], grammar: Grammar, support: int) -> dict[str, list[Counted]]:
    """The frames of each role that hold in at least `support` texts, those with most texts first."""
    tables = {role: [Counted(frame) for frame in known.frames] for role, known in grammar.items()}
    for paper in papers:
        if paper.genre == Genre.OTHER.value:
            continue
        for role, rows in paper.said.items():
            for one in rows:
                tokens = grammar[role].lexicon.tokens(one.laid)
                for counted in tables[role]:
                    found = counted.frame.find(one.laid, tokens, len(one.laid))
                    if found is not None:
                        counted.see(paper, one.line, one.laid, found)
    return {role: list(_kept(rows, support)) for role, rows in tables.items()}


def _kept(rows: Iterable[Counted], support: int) -> Iterator[Counted]:
    """Those with enough texts; of frames that hold in equally many, one that is part of another is left out."""
    enough = sorted((row for row in rows if row.texts >= support), key=lambda r: (-r.texts, -len(r.frame.kinds)))
    kept: list[Counted] = []
    for row in enough:
        if not any(one.texts == row.texts and _within(row.frame.kinds, one.frame.kinds) for one in kept):
            kept.append(row)
    yield from sorted(kept, key=lambda row: (-row.texts, -row.frame.fixed, row.frame.kinds))


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(kind in rest for kind in part)
