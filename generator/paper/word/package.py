"""The zip package of a Word file, written record by record.

Parts that do not change from paper to paper keep their compressed bytes and stand first, sealed once; `zipfile`
cannot write them back as they are.  Knows nothing of Word but the names of the two parts that do change.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from generator.records import record

DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
TEXT = "<!--text-->"
"""Stands in a prepared document.xml where the paragraphs go."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
# 1 January 1980, the first day a zip can name: the same input is to give the same bytes.
_TIME, _DATE = 0, 0x21
_STORED, _DEFLATED = 0, 8
# Below this deflating takes longer than the bytes are worth.
_SMALL = 1024
_LARGEST = 64 << 20
"""Bytes of a part that are still read."""


@record(frozen=True)
class Part:
    """One part of the package as it stands in the zip."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes

    def read(self) -> bytes:
        """The part's content.  ValueError where the bytes are damaged."""
        if self.size > _LARGEST:
            raise ValueError(f"{self.name}: too large")
        try:
            # No more than it says: a few bytes may inflate to any size.
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            content = self.data if self.method == _STORED else inflate.decompress(self.data, self.size + 1)
        except zlib.error as error:
            raise ValueError(f"{self.name}: {error}") from error
        if zlib.crc32(content) != self.crc or len(content) != self.size:
            raise ValueError(f"{self.name}: wrong checksum")
        return content


def make_part(name: str, content: bytes) -> Part:
    """A part, deflated unless it is small."""
    if len(content) < _SMALL:
        return Part(name, _STORED, zlib.crc32(content), len(content), content)
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = deflate.compress(content) + deflate.flush()
    return Part(name, _DEFLATED, zlib.crc32(content), len(content), data)


@record(frozen=True)
class Sealed:
    """The records of some parts, ready to be written in front of others, and what the directory says of them."""

    records: bytes
    directory: bytes
    count: int


NOTHING = Sealed(b"", b"", 0)


def seal(parts: Iterable[Part], front: Sealed = NOTHING) -> Sealed:
    """The parts' records behind those of `front`."""
    records, directory, count = _records(parts, front)
    return Sealed(b"".join(records), b"".join(directory), count)


def _records(parts: Iterable[Part], front: Sealed) -> tuple[list[bytes], list[bytes], int]:
    """What `seal` joins, in pieces, and how many parts there are."""
    records, directory = [front.records], [front.directory]
    offset, count = len(front.records), front.count
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else 0x800
        common = (flags, part.method, _TIME, _DATE, part.crc, len(part.data), part.size, len(name), 0)
        records += (_LOCAL.pack(b"PK\x03\x04", _VERSION, *common), name, part.data)
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *common, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(part.data)
        count += 1
    return records, directory, count


def write_package(parts: Iterable[Part], front: Sealed = NOTHING) -> bytes:
    """The whole zip: what was sealed before, then `parts`."""
    records, directory, count = _records(parts, front)
    size, start = sum(map(len, directory)), sum(map(len, records))
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, 0)
    # Joined once: most of it is long, and the same in every paper.
    return b"".join((*records, *directory, end))


def read_package(data: bytes) -> tuple[Part, ...]:
    """The parts of a zip that `write_package` wrote, each verified.  ValueError where it is damaged."""
    try:
        *_, count, _, start, _ = _END.unpack_from(data, len(data) - _END.size)
        parts = []
        for _ in range(count):
            entry = _CENTRAL.unpack_from(data, start)
            method, crc, packed, size, name_length, offset = *entry[4:5], *entry[7:11], entry[-1]
            name = data[start + _CENTRAL.size : start + _CENTRAL.size + name_length].decode()
            begin = offset + _LOCAL.size + name_length
            part = Part(name, method, crc, size, data[begin : begin + packed])
            part.read()
            parts.append(part)
            start += _CENTRAL.size + name_length
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    return tuple(parts)
