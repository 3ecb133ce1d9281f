"""What was worked out of a shelf, kept from run to run: templates read and compiled, slots, layouts, fields of the library.

A kept file is code that will be run, so it is believed only where it is this user's own, whole, and made by this very
program on this very Python of files that still look as they did.  Everything else is worked out anew.  May be deleted at
any time.  Knows shelves; not what is kept in them.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from generator.rendering.seen import Seen
from generator.rendering.shelf import Shelf

ENDING = ".shelf"
DIGEST = 16
_OTHERS_MAY_WRITE = 0o022
_ANYBODY_MAY_WRITE = 0o002


def restore(shelf: Shelf, folder: Path) -> None:
    """Gives a new shelf what an earlier run worked out, where that still holds; else leaves it empty."""
    data = read_own(_file(shelf, folder))
    if data is None:
        return
    try:
        program, state = pickle.loads(data)
        if program.unchanged() and state.seen.unchanged():
            shelf.take(state)
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError):
        # Whole and our own, and yet not to be understood: another program's idea of the same name.
        return


def keep(shelf: Shelf, folder: Path) -> None:
    """Lays what is worked out of a shelf into the folder, whole or not at all, where there is more of it than there was."""
    if not shelf.grown or not shelf.seen.unchanged():
        return
    # Most runs keep nothing.
    from generator.rendering.cache import lay

    data = pickle.dumps((_program(), shelf.state()), protocol=5)
    if lay(_file(shelf, folder), blake2b(data, digest_size=DIGEST).digest() + data):
        shelf.grown = False


def _file(shelf: Shelf, folder: Path) -> Path:
    places = [f"{origin}\0{path.absolute()}" for origin, path in shelf.folders]
    said = "\n".join([sys.version, sys.executable, *places])
    return folder / (blake2b(said.encode("utf-8", "surrogateescape"), digest_size=DIGEST).hexdigest() + ENDING)


def read_own(file: Path) -> bytes | None:
    """The kept bytes, or None where there are none, where they are torn, or where somebody else may have written them."""
    try:
        if not _is_private(file.parent):
            return None
        with open(file, "rb", opener=_open_itself) as stream:
            if not _is_ours(os.fstat(stream.fileno()), _OTHERS_MAY_WRITE):
                return None
            digest, data = stream.read(DIGEST), stream.read()
    except OSError:
        return None
    return data if blake2b(data, digest_size=DIGEST).digest() == digest else None


def _open_itself(path: str, flags: int) -> int:
    """The file of that name, and never the one that a link leads to."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _is_private(folder: Path) -> bool:
    """False where another may give a file of ours, a download of his, the kept file's name: in a folder of everybody's.

    Windows has no owner to ask for; there a folder in the user's profile is his own, and no other.
    """
    if not hasattr(os, "getuid"):
        return folder.absolute().is_relative_to(Path.home())
    return _is_ours(folder.stat(), _ANYBODY_MAY_WRITE)


def _is_ours(found: os.stat_result, others: int) -> bool:
    """Whether a file or folder is this user's own and none of the `others` may write it."""
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & others)


def _program() -> Seen:
    """The files of this program, and of the library that compiles, as they are now."""
    seen = Seen()
    for path in _modules():
        seen.note(path)
    return seen


def _modules() -> Iterator[Path]:
    for name, module in sorted(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name.partition(".")[0] in ("generator", "jinja2") and file:
            yield Path(file)
