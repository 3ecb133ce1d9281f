"""句式框架: a frame, and how it is met in a sentence.

A sentence is the sequence of its function words; a frame is a sequence of their classes, with the room there may be
between one and the next.  Which frames there are is for `growing` to find and for `choosing` to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.miner.words import Lexicon, Token
from generator.records import record
from generator.text.outline import Role
from generator.text.regex import regex

MIN_FIXED = 6
"""Characters that are the same wherever a frame is met, at the least (those of a number are not)."""
_END = "。！？"
ANYWHERE = 1000
"""The lead of a frame that may begin anywhere in its sentence."""
GAP = "…"
"""What stands in a built-in sentence where a text may have anything."""


@dataclass(frozen=True, order=True)
class Room:
    """What may lie between two words of a frame: so many characters, and whether a sentence may end among them."""

    size: int
    crosses: bool

    def holds(self, between: str) -> bool:
        return len(between) <= self.size and (self.crosses or not any(mark in between for mark in _END))


@record(frozen=True)
class Frame:
    """A frame of one role: the classes of its words and the room between them."""

    role: str
    kinds: tuple[str, ...]
    rooms: tuple[Room, ...]
    fixed: int
    lead: int = 0
    """How many characters of its sentence may stand before the first word."""

    def find(self, text: str, tokens: Sequence[Token], head: int) -> tuple[Token, ...] | None:
        """The words of the frame in a text, the first ones that fit, or None.  The first must begin before `head`."""
        reached: list[tuple[int, tuple[int, ...]]] = [
            (at, (at,))
            for at, token in enumerate(tokens)
            if token.kind == self.kinds[0] and token.start < head and lead_of(text, token) <= self.lead
        ]
        for kind, room in zip(self.kinds[1:], self.rooms, strict=True):
            following: dict[int, tuple[int, ...]] = {}
            for at, path in reached:
                for later in range(at + 1, len(tokens)):
                    gap = tokens[later].start - tokens[at].end
                    if gap > room.size:
                        break
                    fits = tokens[later].kind == kind and later not in following
                    if fits and room.holds(text[tokens[at].end : tokens[later].start]):
                        following[later] = (*path, later)
            reached = sorted(following.items())
        for _, path in reached:
            words = tuple(tokens[at] for at in path)
            if self.role in _TELLING and _ORDERS.search(_around(text, words)):
                continue
            if sum(word.fixed for word in words) >= MIN_FIXED:
                return words
        return None


def lead_of(text: str, token: Token) -> int:
    """How far into its sentence a word stands."""
    return token.start - 1 - max(text.rfind(mark, 0, token.start) for mark in "。！？；\n")


_TELLING = frozenset({Role.OPENING.value})
"""An opening tells what is the case; what comes after 要 is an order, and stands among the points."""
_ORDERS = regex("(?<![主需重次])要(?![求点闻素])|必须|务必|不得|应当")
_NEAR = 40


def _around(text: str, words: Sequence[Token]) -> str:
    """The text between the words of a frame and close before them, in their sentence."""
    parts, at = [], words[0].start - min(_NEAR, lead_of(text, words[0]))
    for word in words:
        parts.append(text[at : word.start])
        at = word.end
    return "\n".join(parts)


@record(frozen=True)
class Sample:
    """Sentences with their words.  `groups` are the texts they come from; `heads` how far their own sentence goes."""

    texts: tuple[str, ...]
    groups: tuple[int, ...]
    heads: tuple[int, ...]
    tokens: tuple[tuple[Token, ...], ...]

    def holds(self, frame: Frame, row: int) -> bool:
        return frame.find(self.texts[row], self.tokens[row], self.heads[row]) is not None


def make_sample(lexicon: Lexicon, said: Iterable[tuple[int, str, str]]) -> Sample:
    """The words of sentences, each given with the number of its text and what follows it."""
    rows = [(group, text + after, len(text), tuple(lexicon.tokens(text + after))) for group, text, after in said]
    return Sample(
        tuple(text for _, text, _, _ in rows),
        tuple(group for group, _, _, _ in rows),
        tuple(head for _, _, head, _ in rows),
        tuple(tokens for _, _, _, tokens in rows),
    )
