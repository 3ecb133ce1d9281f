"""The package of a layout without its text: built once by python-docx, then read back as a zip.

What is kept is the compressed bytes of every part, and document.xml cut in two where the text goes.  python-docx
is imported only when a package is really built, and not at all where a prepared one lies in the cache.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator.paper.fingerprint import CUSTOM, surroundings
from generator.paper.page import Layout
from generator.paper.word.body import Pieces
from generator.paper.word.package import (
    CORE,
    DOCUMENT,
    TEXT,
    Part,
    Sealed,
    make_part,
    read_package,
    seal,
    write_package,
)
from generator.records import record

_STYLES = "styles.txt"


@record(frozen=True)
class Base:
    """A package that waits for its text."""

    front: Sealed
    """Every part but the text and what the file says of itself."""
    head: str
    """document.xml as far as <w:body>."""
    tail: str
    """What follows the text: the section's page, and the end."""
    pieces: Pieces
    around: bytes
    """What the parts around the text come to, for a paper's fingerprint."""


@lru_cache(maxsize=32)
def load_base(layout: Layout, reference: bytes | None = None, cache: Path | None = None) -> Base:
    """The package of a layout, from the folder `cache` where it lies there, else built and laid there.

    InvalidInput where `reference` is no Word file.
    """
    file = cache / f"{_key(layout, reference)}.base" if cache else None
    parts = _kept(file) if file else None
    if parts is None:
        from generator.paper.word.build import build_package

        content, styles = build_package(layout, reference)
        rows = "".join(f"{key}\t{id_}\n" for key, id_ in styles.items())
        parts = tuple(make_part(name, data) for name, data in (*content.items(), (_STYLES, rows.encode())))
        if file:
            from generator.rendering.cache import lay

            lay(file, write_package(parts))
    return _base(layout, parts)


def _base(layout: Layout, parts: tuple[Part, ...]) -> Base:
    content = {part.name: part for part in parts}
    rows = content.pop(_STYLES).read().decode().splitlines()
    head, _, tail = content[DOCUMENT].read().decode().partition(TEXT)
    styles = dict(row.split("\t") for row in rows)
    kept = [part for name, part in content.items() if name not in (DOCUMENT, CORE, CUSTOM)]
    around = surroundings((part.name, part.crc, part.size) for part in kept)
    return Base(seal(kept), head, tail, Pieces(layout, styles), around)


def _key(layout: Layout, reference: bytes | None) -> str:
    """Names a prepared package: what it was made from, and the code that made it."""
    from hashlib import blake2b

    said = blake2b(repr(layout).encode(), digest_size=16)
    said.update(reference or b"")
    here = Path(__file__).parent
    for module in sorted((*here.parent.glob("*.py"), *here.glob("*.py"))):
        said.update(module.read_bytes())
    return said.hexdigest()


def _kept(file: Path) -> tuple[Part, ...] | None:
    """The prepared package, or None where there is none or it is damaged."""
    try:
        return read_package(file.read_bytes())
    except (OSError, ValueError):
        return None
