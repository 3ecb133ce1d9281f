"""Files kept from run to run: laid into the cache whole or not at all, and of each kind only the newest.

Nobody misses one that is gone: the next run works out again what was in it.  Does not know what is in the files.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

MOST = 32
"""Files of one kind that may lie in the folder; a base package or a shelf takes some 100 KB."""
_BEGUN = ".~"


def lay(file: Path, data: bytes) -> bool:
    """Writes a file of the cache for its owner alone; the oldest of its ending make room.  False where it cannot be had."""
    folder, ending = file.parent, file.suffix
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_BEGUN, suffix=ending, dir=folder)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return False
    # Another run may be clearing the same ones away.
    with suppress(OSError):
        for old in sorted(folder.glob(f"*{ending}"), key=lambda one: -one.stat().st_mtime)[MOST:]:
            old.unlink(missing_ok=True)
    return True
