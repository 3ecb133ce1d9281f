"""Patterns that are compiled when they are first used.

Python compiles every pattern anew in every run, and most patterns of most runs look at nothing: a rule whose words do
not occur, a command that is not called.  A module's patterns are therefore written regex("…"), never re.compile("…"), and
where a pattern cannot match without certain words, they are said with it: regex("由我(?:来)?主持", needs=("主持",)).
Words alone need no pattern: `holds`.  Knows no pattern.
"""

from __future__ import annotations

import re
import sys
from typing import Any, cast

from generator.text.compiled import compiled


class _Regex:
    """What stands for a pattern until something is asked of it, and then hands on the pattern's own methods."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        # Nothing asks a pattern for these; copy and pickle ask everything for them.
        if name.startswith("__"):
            raise AttributeError(name)
        if self._compiled is None:
            self._compiled = compiled(self.pattern, self._flags)
        # Kept beside the others, so that the next call goes straight to the pattern.
        found = self.__dict__[name] = getattr(self._compiled, name)
        return found


class _Needing:
    """A pattern that is asked only where one of the words stands that each of its matches holds."""

    def __init__(self, own: _Regex, needs: tuple[str, ...]) -> None:
        self._own = own
        self._needs = needs

    def _may(self, text: str, low: int, high: int) -> bool:
        part = text if low <= 0 and high >= len(text) else text[low:high]
        return any(map(part.__contains__, self._needs))

    def search(self, text: str, low: int = 0, high: int = sys.maxsize) -> Any:
        return self._own.search(text, low, high) if self._may(text, low, high) else None

    def match(self, text: str, low: int = 0, high: int = sys.maxsize) -> Any:
        return self._own.match(text, low, high) if self._may(text, low, high) else None

    def fullmatch(self, text: str, low: int = 0, high: int = sys.maxsize) -> Any:
        return self._own.fullmatch(text, low, high) if self._may(text, low, high) else None

    def finditer(self, text: str, low: int = 0, high: int = sys.maxsize) -> Any:
        return self._own.finditer(text, low, high) if self._may(text, low, high) else iter(())

    def findall(self, text: str, low: int = 0, high: int = sys.maxsize) -> Any:
        return self._own.findall(text, low, high) if self._may(text, low, high) else []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._own, name)


def regex(source: str, flags: int = 0, needs: str | tuple[str, ...] = ()) -> re.Pattern[str]:
    """The pattern, to be used like that of re.compile.  A mistake in it is told when it is first used.

    `needs` are words, or single characters in one string, one of which stands in whatever the pattern matches.
    """
    own = _Regex(source, flags)
    return cast("re.Pattern[str]", _Needing(own, tuple(needs)) if needs else own)


def holds(text: str, words: tuple[str, ...] | str) -> bool:
    """True where one of the words, or of the characters of one string, stands in a text."""
    return any(map(text.__contains__, words))
