"""How far a sheet reaches, before it is laid out in memory: one cell at XFD1048576 would take hundreds of gigabytes.

Knows the XML of a sheet's cells, and no values.
"""

from __future__ import annotations

import re
from zipfile import ZipFile

MAX_CELLS = 10_000_000
"""Of the rectangle that holds all cells of a sheet with something in them."""
_SHEETS = "xl/worksheets/"
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]*?(/?)>")
_PIECE = 1 << 20


def too_far(package: ZipFile) -> str:
    """The last cell of the first sheet that reaches too far (XFD1048576), or an empty string."""
    for entry in package.infolist():
        if entry.filename.startswith(_SHEETS) and entry.filename.endswith(".xml"):
            columns, rows = _reach(package, entry.filename)
            wide = _number(columns[1]) - _number(columns[0]) + 1 if columns else 0
            if wide * (rows[1] - rows[0] + 1) > MAX_CELLS:
                return f"{columns[1].decode()}{rows[1]}"
    return ""


def _reach(package: ZipFile, name: str) -> tuple[tuple[bytes, ...], tuple[int, int]]:
    """First and last column (none where all cells are empty), first and last row."""
    seen: set[bytes] = set()
    first, last = 1 << 30, 0
    rest = b""
    with package.open(name) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            end = text.rfind(b"<")
            for found in _CELL.finditer(text, 0, max(end, 0)):
                if not found[3]:
                    seen.add(found[1])
                    row = int(found[2])
                    first, last = min(first, row), max(last, row)
            # A tag of more than a piece is none.
            rest = text[end:][-_PIECE:] if end >= 0 else b""
    ordered = sorted(seen, key=_number)
    return ((ordered[0], ordered[-1]), (first, last)) if ordered else ((), (0, 0))


def _number(column: bytes) -> int:
    """A → 1, XFD → 16384."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
