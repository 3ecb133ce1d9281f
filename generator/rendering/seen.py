"""What files looked like when they were read: as long as they still do, what was made of them holds.

Knows names, times and sizes of files; not what is in them.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

_GRAIN = 2_000_000_000
"""Nanoseconds that a change may take to show in a file's time: some disks count in steps of two seconds."""

_Stamp = tuple[int, int, int]


class Seen:
    """Files and folders as they were first seen; also those that were not there."""

    def __init__(self) -> None:
        self._stamps: dict[str, _Stamp | None] = {}
        self._young = False

    def note(self, path: Path) -> bool:
        """Remember how a file looks, or that there is none.  To be called before it is read.  False for one that was
        noted before."""
        place = str(path.absolute())
        if place in self._stamps:
            return False
        stamp = self._stamps[place] = _stamp(place)
        if stamp is not None and time.time_ns() - stamp[0] < _GRAIN:
            self._young = True
        return True

    def unchanged(self) -> bool:
        """True where every file looks as it did.  One that was changed just before it was noted is not trusted: a
        second change in the same moment would not show."""
        return not self._young and all(_stamp(place) == stamp for place, stamp in self._stamps.items())


def _stamp(place: str) -> _Stamp | None:
    try:
        found = os.stat(place)  # noqa: PTH116 -- a Path takes twice the time, and every reading looks at all files
    except (OSError, ValueError):
        # A name that no file can have has no file.
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
