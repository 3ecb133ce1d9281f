"""指纹: what a made Word file says of itself, so that one edited by hand since can be told from one as it was made.

A custom property (docProps/custom.xml) holds a hash over the checksums of every part that shows on the page: text,
styles, footers, settings.  Opening a file changes none of them; saving it from Word, WPS or LibreOffice changes the
text's part.  What a file says of author and dates is not counted.  Knows packages; nothing of papers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from enum import Enum
from hashlib import blake2b
from pathlib import Path

from generator.text.regex import regex

CUSTOM = "docProps/custom.xml"
PROPERTY = "讲稿指纹"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_UNCOUNTED = "docProps/"
_TEXT = "word/document.xml"
_ROW = struct.Struct("<II")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property'
    f' fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{PROPERTY}"><vt:lpwstr>'
)
_TAIL = "</vt:lpwstr></property></Properties>"
# Other programs write the property back with prefixes and attributes of their own.
_SAID = regex(rf'name="{PROPERTY}"[^>]*>\s*<(?:\w+:)?lpwstr>([0-9a-f]{{32}})</')
_LARGEST = 1 << 20


class Hand(Enum):
    """Whose hand a file shows."""

    ABSENT = "没有"
    UNTOUCHED = "没有动过"
    EDITED = "改过"
    FOREIGN = "别处来的"


Checksum = tuple[str, int, int]
"""A part's name, CRC-32 and size."""


def surroundings(parts: Iterable[Checksum]) -> bytes:
    """What the parts around the text come to, whatever their order."""
    said = blake2b(digest_size=16)
    for name, crc, size in sorted(parts):
        if name != _TEXT and not name.startswith(_UNCOUNTED):
            said.update(name.encode() + b"\0" + _ROW.pack(crc, size))
    return said.digest()


def fingerprint(around: bytes, crc: int, size: int) -> str:
    """The fingerprint of a paper: the digest of its surroundings joined with the checksum of its text."""
    return blake2b(around + _ROW.pack(crc, size), digest_size=16).hexdigest()


def custom_xml(mark: str) -> bytes:
    """docProps/custom.xml with a fingerprint in it."""
    return f"{_HEAD}{mark}{_TAIL}".encode()


def hand_of(path: Path) -> Hand:
    """Whose hand a .docx file shows.  A file that cannot be read as one is FOREIGN: it is not ours to replace."""
    if not path.exists():
        return Hand.ABSENT
    # A pipe may never have a beginning.
    read = (_as_written(path) or _as_zip(path)) if path.is_file() else None
    if read is None or read[0] is None:
        return Hand.FOREIGN
    said, parts = read
    text = [(crc, size) for name, crc, size in parts if name == _TEXT]
    if len(text) == 1 and fingerprint(surroundings(parts), *text[0]) == said:
        return Hand.UNTOUCHED
    return Hand.EDITED


_Read = tuple[str | None, list[Checksum]]
"""The fingerprint that a package holds, and its parts."""


def _as_written(path: Path) -> _Read | None:
    """A package in the very form that our writer gives it, or None."""
    # The writer imports this module.
    from generator.paper.word.package import read_package

    try:
        parts = read_package(path.read_bytes()) if path.stat().st_size <= _LARGEST else ()
    except (OSError, ValueError):
        return None
    said = next((_SAID.search(part.read().decode("utf-8", "replace")) for part in parts if part.name == CUSTOM), None)
    return (said[1], [(part.name, part.crc, part.size) for part in parts]) if said else None


def _as_zip(path: Path) -> _Read | None:
    """Any package, or None where it cannot be read."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as package:
            parts = [(entry.filename, entry.CRC, entry.file_size) for entry in package.infolist()]
            if CUSTOM not in package.namelist():
                return None, parts
            with package.open(CUSTOM) as stream:
                found = _SAID.search(stream.read(_LARGEST).decode("utf-8", "replace"))
    except (OSError, BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    return found[1] if found else None, parts
