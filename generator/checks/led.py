"""A pattern with the signs or words that it begins with: looked for only where one of them stands.

The search for one sign is many times faster than the attempt of a long alternation at every character.  What is found
is what the pattern alone would find.  The pattern is compiled when a sign is first seen: most rules of most papers never
need theirs.  Knows no rule.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

from generator.records import record
from generator.text.compiled import compiled


@record(frozen=True)
class Led:
    """A pattern, every match of which begins with one of `signs`, characters or words: Led("第", "第[一二三]项").

    `then` are the characters, one of which stands behind the sign, where that can be said: Led("第", "第[一二三]项", "一二三").
    """

    signs: str | tuple[str, ...]
    source: str
    then: str = ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return compiled(self.source)

    def _places(self, text: str, low: int, high: int) -> list[int]:
        """Where the signs of a stretch stand, in order."""
        found = []
        for sign in self.signs:
            at = text.find(sign, low, high)
            while at >= 0:
                after = at + len(sign)
                if not self.then or text[after : after + 1] in self.then:
                    found.append(at)
                at = text.find(sign, at + 1, high)
        return sorted(found)

    def finditer(self, text: str, low: int = 0, high: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches of a stretch, in order; no two overlap."""
        done = low
        for at in self._places(text, low, high):
            if at >= done and (found := self._pattern.match(text, at, high)) is not None:
                yield found
                done = found.end()

    def search(self, text: str, low: int = 0, high: int = sys.maxsize) -> re.Match[str] | None:
        """The first match of a stretch, or None."""
        return next(self.finditer(text, low, high), None)
