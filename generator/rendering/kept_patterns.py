"""Compiled patterns, kept from run to run, a file of the cache for each command; believed as `kept` believes a shelf.

Made by this very release of Python, or else not asked for.  May be deleted at any time.  Knows no pattern.
"""

from __future__ import annotations

import sys
from hashlib import blake2b
from pathlib import Path

from generator.rendering.kept import DIGEST, read_own
from generator.text.compiled import FORM, hand_over, new_codes

ENDING = ".patterns"


def restore_patterns(folder: Path, command: str) -> None:
    """Takes over what earlier runs of a command compiled, where there is any."""
    codes = read_own(_file(folder, command))
    if codes is not None:
        hand_over(codes)


def keep_patterns(folder: Path, command: str) -> None:
    """Lays what this run compiled beside it, where that is more than there was."""
    codes = new_codes()
    if codes is None:
        return
    # Most runs compile nothing new.
    from generator.rendering.cache import lay

    lay(_file(folder, command), blake2b(codes, digest_size=DIGEST).digest() + codes)


def _file(folder: Path, command: str) -> Path:
    said = f"{command}\n{FORM}\n{sys.version}\n{sys.byteorder}\n{sys.maxsize}"
    return folder / (blake2b(said.encode(), digest_size=DIGEST).hexdigest() + ENDING)
