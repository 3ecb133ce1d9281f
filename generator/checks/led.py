"""A pattern with the signs or words that it begins with: looked for only where one of them stands.

The search for one sign, or for one of a set, is many times faster than the attempt of a long alternation at every
character.  What is found is what the pattern alone would find.  The pattern is compiled when a sign is first seen: most
rules of most papers never need theirs.  Knows no rule.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

from generator.records import record


@record(frozen=True)
class Led:
    """A pattern, every match of which begins with one of `signs`, characters or words: Led("第", "第[一二三]项")."""

    signs: str | tuple[str, ...]
    source: str

    @cached_property
    def _signs(self) -> re.Pattern[str]:
        if isinstance(self.signs, tuple):
            return re.compile("|".join(map(re.escape, self.signs)))
        return re.compile(re.escape(self.signs) if len(self.signs) == 1 else f"[{re.escape(self.signs)}]")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def finditer(self, text: str, low: int = 0, high: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches of a stretch, in order; no two overlap."""
        if all(text.find(sign, low, high) < 0 for sign in self.signs):
            return
        done = low
        for sign in self._signs.finditer(text, low, high):
            if (at := sign.start()) >= done and (found := self._pattern.match(text, at, high)) is not None:
                yield found
                done = found.end()

    def search(self, text: str, low: int = 0, high: int = sys.maxsize) -> re.Match[str] | None:
        """The first match of a stretch, or None."""
        return next(self.finditer(text, low, high), None)
