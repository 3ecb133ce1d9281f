"""函词: the closed words of official prose, by class and by the role of the sentence they hold together.

A frame is made of these words and of what lies between them.  The classes are of the language (what a speaker may say
for 下面, for 讲, for 刚才); which of them follow each other in a frame is for `frames` to find in an archive.  Knows
no text and no frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from generator.miner.classes import CLASSES, COUNT_WORDS, DIGITS
from generator.records import record
from generator.text.regex import regex

_STOPS = frozenset("，。：！；")
_HAN = regex("[\u3400-\u9fff]")
_NUMBER = regex(DIGITS)


@record(frozen=True)
class Token:
    """A word of a class as it stands in a text.

    `fixed` counts its characters and the mark straight after it (marks count as 字 everywhere here), a number left out.
    """

    kind: str
    text: str
    start: int
    end: int
    fixed: int


@record(frozen=True)
class Lexicon:
    """The words of one role: the classes, and the words learnt from an archive, each a class of its own."""

    role: str
    learnt: tuple[str, ...] = ()

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        return (*self.learnt, *(name for name, _ in CLASSES[self.role]))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = [*map(re.escape, self.learnt), *(words for _, words in CLASSES[self.role])]
        return re.compile("|".join(f"(?P<g{i}>{part})" for i, part in enumerate(parts)))

    def tokens(self, text: str) -> list[Token]:
        """The words of the role in a text, in order, at most 60."""
        out: list[Token] = []
        for found in self._pattern.finditer(text):
            if not found.group() or found.lastgroup is None:
                continue
            kind = self._kinds[int(found.lastgroup[1:])]
            said = _NUMBER.sub("", found.group()) if kind in COUNT_WORDS else found.group()
            fixed = len(_HAN.findall(said)) + (text[found.end() : found.end() + 1] in _STOPS)
            out.append(Token(kind, found.group(), found.start(), found.end(), fixed))
            if len(out) == 60:
                break
        return out


@cache
def plain_lexicon(role: str) -> Lexicon:
    """The words of a role without those of any archive."""
    return Lexicon(role)


_SHORTEST, _LONGEST, _MOST_LEARNT = 4, 8, 30


def learn_words(role: str, said: Sequence[tuple[int, str]], others: Iterable[str], support: int) -> Lexicon:
    """The lexicon of a role with the strings added that recur in it and hardly anywhere else.

    `said` are the sentences of the role, each with the number of its text; a string counts once a text.  What is as
    common in other sentences (疫情防控, 安全生产) is the matter of the archive and not a word of the frame.
    """
    seen: dict[str, set[int]] = {}
    base = plain_lexicon(role)
    for text_number, text in said:
        for piece in _between(text, base.tokens(text)):
            for size in range(_SHORTEST, _LONGEST + 1):
                for at in range(len(piece) - size + 1):
                    seen.setdefault(piece[at : at + size], set()).add(text_number)
    need = max(support + 2, 4, -(-len({number for number, _ in said}) // 20))
    common = {word: len(texts) for word, texts in seen.items() if len(texts) >= need}
    body = "\n".join(others)
    kept: list[str] = []
    for word in sorted(common, key=lambda w: (-common[w], -len(w), w)):
        if any(word in other or other in word for other in kept):
            continue
        if body.count(word) <= common[word] // 10:
            kept.append(word)
        if len(kept) == _MOST_LEARNT:
            break
    return Lexicon(role, tuple(sorted(kept, key=lambda w: (-len(w), w))))


def _between(text: str, tokens: Sequence[Token]) -> list[str]:
    """The stretches of Chinese characters between the words of a text."""
    out, at = [], 0
    for token in tokens:
        out += re.findall("[\u3400-\u9fff]{4,}", text[at : token.start])
        at = token.end
    return out + re.findall("[\u3400-\u9fff]{4,}", text[at:])
