"""A .docx file as a package: the parts that are wanted, read within limits, and nothing else.

Every part is read in pieces and counted while it is inflated, so that what the file says of its own size is not trusted.
Names of outside links are told and never opened.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.parsers import expat

from generator.problems import InvalidInput, Place, Problem

MAX_PART = 32_000_000
"""Bytes of XML that one part may inflate to; a book of a thousand pages has a third of it."""
MAX_TOTAL = 256_000_000
"""Bytes that all parts together may inflate to, pictures too: some commands write them all anew."""
MAX_DEPTH = 400
"""How deep elements may nest; Word itself writes less than a hundred."""
MAX_ELEMENTS = 1_000_000
"""Elements that one part may have; they are told within seconds."""
MAX_DIRECTORY = 2_000_000
"""Bytes that the list of a package's parts may take."""

_END = b"PK\x05\x06"
_WIDE_END = b"PK\x06\x07"
_PIECE = 65_536
_AGAIN = "让发文件的人重新发一份，或者用 Word 打开（提示修复时选“是”）后另存为 .docx"

Start = Callable[[str, dict[str, str]], None]


class Package:
    """The parts of one file's package.  InvalidInput (F24, F25, F26) where it is broken, locked or made to do harm."""

    def __init__(self, data: bytes, file: str) -> None:
        self._file = file
        self._check_directory(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, EOFError, OverflowError) as error:
            raise self._broken() from error
        # No more than it says is ever read of a part, so that what is said together is the most that can come.
        if sum(info.file_size for info in self._zip.infolist()) > MAX_TOTAL:
            raise self._harmful(f"解压后一共超过 {MAX_TOTAL // 1_000_000} MB")
        self._names = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}

    def has(self, part: str) -> bool:
        """True where the package has such a part."""
        return part.lower() in self._names

    def parse(self, part: str, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
        """Tells a part's XML: start (name, attributes), end (name), text.  Names are “namespace local”."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        depth = count = 0

        def starts(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth, count
            depth += 1
            count += 1
            if depth > MAX_DEPTH:
                raise self._harmful(f"里面的标记嵌套超过 {MAX_DEPTH} 层")
            if count > MAX_ELEMENTS:
                raise self._harmful(f"里面的标记超过 {MAX_ELEMENTS} 个")
            start(name, attributes)

        def ends(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        def doctype(*_: object) -> None:
            raise self._harmful("里面有 Word 文件不该有的实体定义")

        parser.StartElementHandler = starts
        parser.EndElementHandler = ends
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = doctype
        try:
            for piece in self._pieces(part):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
            raise self._broken() from error

    def _pieces(self, part: str) -> Iterator[bytes]:
        info = self._names[part.lower()]
        if info.flag_bits & 1:
            raise InvalidInput(
                [Problem("F25", Place(self._file), "文件加了密码，打不开", "没有密码的 .docx 文件", _AGAIN)]
            )
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > MAX_PART:
                        raise self._harmful(f"解压后超过 {MAX_PART // 1_000_000} MB")
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, struct.error) as error:
            raise self._broken() from error

    def _check_directory(self, data: bytes) -> None:
        at = data.rfind(_END, max(0, len(data) - 65_557))
        if at < 0 or len(data) < at + 22:
            raise self._broken()
        size = int.from_bytes(data[at + 12 : at + 16], "little")
        if size > MAX_DIRECTORY or data[max(0, at - 20) : at].startswith(_WIDE_END):
            raise self._harmful("里面的部件多得不正常")

    def _broken(self) -> InvalidInput:
        return InvalidInput([Problem("F24", Place(self._file), "文件不完整或者已经损坏，读不出来", "", _AGAIN)])

    def _harmful(self, what: str) -> InvalidInput:
        found = f"这个文件不正常：{what}，没有读它"
        return InvalidInput([Problem("F26", Place(self._file), found, "一个普通的 Word 文件", _AGAIN)])

    def relations(self, part: str) -> tuple[tuple[str, str, bool], ...]:
        """A part's relations: (kind, target, outside?).  Targets inside are names of parts."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", name + ".rels")
        if not self.has(path):
            return ()
        out: list[tuple[str, str, bool]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag.rpartition(" ")[2] == "Relationship":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target, outside = attributes.get("Target", ""), attributes.get("TargetMode") == "External"
                inside = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                out.append((kind, target if outside else inside, outside))

        self.parse(path, start, lambda _: None, lambda _: None)
        return tuple(out)
