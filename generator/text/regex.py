"""Patterns that are compiled when they are first used.

Python compiles every pattern anew in every run, and most patterns of most runs look at nothing: a rule whose words do
not occur, a command that is not called.  A module's patterns are therefore written regex("…"), never re.compile("…").
Knows no pattern.
"""

from __future__ import annotations

import re
from typing import Any, cast


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
            self._compiled = re.compile(self.pattern, self._flags)
        # Kept beside the others, so that the next call goes straight to the pattern.
        found = self.__dict__[name] = getattr(self._compiled, name)
        return found


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, to be used like that of re.compile.  A mistake in it is told when it is first used."""
    return cast("re.Pattern[str]", _Regex(source, flags))
