"""The same speech made by other programs, and the floor under all of them.

Everyone gets the speech as plain data and one lean base file with no more than the styles in use.  Nothing here uses the
renderer or the writer that is measured; only the lean base and the peers' template were once saved by it.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from generator.paper.page import Layout, Properties
from generator.paper.word import write_docx
from generator.text.lines import Kind, Line
from generator.text.numbering import Marker

_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)(.*?)(</w:t>)", re.DOTALL)
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_MAIN = "word/document.xml"


@dataclass(frozen=True)
class Speech:
    """One speech as plain data: what stands above and below the numbered part, and its headings with their points."""

    name: str
    head: tuple[str, ...]
    opening: tuple[str, ...]
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Heading, and under it (lead, text)."""
    closing: tuple[str, ...]

    def context(self) -> dict[str, Any]:
        """What a template is given."""
        sections = [
            {"heading": heading, "points": [{"lead": lead, "text": text} for lead, text in points]}
            for heading, points in self.sections
        ]
        speaker, day, salutation = self.head[1:]
        return {"name": self.name, "speaker": speaker, "day": day, "salutation": salutation, "sections": sections}


def speech_of(lines: Sequence[Line], name: str) -> Speech:
    """The plain data of a made speech."""
    kinds = (Kind.TITLE, Kind.BYLINE, Kind.DATELINE, Kind.SALUTATION)
    numbered = [i for i, line in enumerate(lines) if line.kind is Kind.POINT]
    sections: list[tuple[str, list[tuple[str, str]]]] = []
    for line in lines[numbered[0] : numbered[-1] + 1]:
        if line.body:
            sections[-1][1].append((line.text[: -len(line.body)], line.body))
        else:
            sections.append((line.text, []))
    return Speech(
        name,
        tuple(line.text for line in lines if line.kind in kinds),
        tuple(line.text for line in lines[: numbered[0]] if line.kind is Kind.PARAGRAPH),
        tuple((heading, tuple(points)) for heading, points in sections),
        tuple(line.text for line in lines[numbered[-1] + 1 :]),
    )


def text_of(docx: bytes) -> list[str]:
    """The paragraphs of a Word file that have text, as they read."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        body = package.read(_MAIN).decode()
    rows = ("".join(text for _, text, _ in _TEXT.findall(found)) for found in _PARAGRAPH.findall(body))
    return [row for row in rows if row.strip()]


def tagged_lines(speech: Speech) -> tuple[Line, ...]:
    """The speech as a template for docxtpl: its own words stand, what differs from paper to paper is a tag."""

    def plain(text: str, kind: Kind = Kind.PARAGRAPH) -> Line:
        return Line(kind, text, None, "", text)

    def own(rows: Sequence[str]) -> list[Line]:
        return [plain(row.replace(speech.name, "{{ name }}")) for row in rows]

    # A marker and the heading after it make one tag.
    heading, lead, end, text = "{{ section.heading", "{{ point.lead", " }}", "{{ point.text }}"
    return (
        plain("在{{ name }}上的讲话", Kind.TITLE),
        plain("{{ speaker }}", Kind.BYLINE),
        plain("{{ day }}", Kind.DATELINE),
        plain("{{ salutation }}", Kind.SALUTATION),
        *own(speech.opening),
        plain("{%p for section in sections %}"),
        Line(Kind.POINT, heading + end, Marker(heading, "一、", 1), end, ""),
        plain("{%p for point in section.points %}"),
        Line(Kind.POINT, lead + end + text, Marker(lead, "（一）", 1), end, text),
        plain("{%p endfor %}"),
        plain("{%p endfor %}"),
        *own(speech.closing),
    )


def lean_base(lines: Sequence[Line], layout: Layout) -> bytes:
    """A Word file with the styles of one layout and nothing else."""
    return write_docx(lines, layout, Properties(""))


class Docxtpl:
    """docxtpl, its template opened for every paper, as its manual has it."""

    def __init__(self, template: bytes) -> None:
        self.template = template

    def make(self, context: dict[str, Any]) -> bytes:
        paper = DocxTemplate(BytesIO(self.template))
        paper.render(context, autoescape=True)
        out = BytesIO()
        paper.save(out)
        return out.getvalue()


class PythonDocx:
    """python-docx alone: the lean base opened, paragraphs and runs added by style, saved."""

    def __init__(self, base: bytes, styles: dict[str, str]) -> None:
        self.base, self.styles = base, styles

    def make(self, speech: Speech) -> bytes:
        document = Document(BytesIO(self.base))
        for kind, row in zip(("标题", "署名", "日期", "称呼"), self._head(speech), strict=True):
            document.add_paragraph(row, self.styles[kind])
        for row in speech.opening:
            document.add_paragraph(row, self.styles["正文"])
        for heading, points in speech.sections:
            document.add_paragraph(heading, self.styles["heading1"])
            for lead, text in points:
                paragraph = document.add_paragraph(style=self.styles["正文"])
                paragraph.add_run(lead, self.styles["lead2"])
                paragraph.add_run(text)
        for row in speech.closing:
            document.add_paragraph(row, self.styles["正文"])
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    def _head(self, speech: Speech) -> tuple[str, ...]:
        return speech.head


class Floor:
    """What no program on zlib and a sandboxed Jinja can do with less: the text from a compiled template, constant
    strings around it, one deflate at level 6, every other part's bytes as they were."""

    def __init__(self, speech: Speech, made: bytes) -> None:
        """`made` is the same speech as a Word file; its paragraphs' markup is taken over."""
        with zipfile.ZipFile(BytesIO(made)) as package:
            document = package.read(_MAIN).decode().replace(_BREAK, "")
            others = [(info, package.read(info)) for info in package.infolist() if info.filename != _MAIN]
        shells = [self._shell(found.group(), found.start(), found.end()) for found in _PARAGRAPH.finditer(document)]
        # What stands between two paragraphs (blank ones among them) goes before the second.
        starts = [0, *(end for _, _, end in shells[:-1])]
        self.pieces = [document[at:start] + before for at, (before, start, _) in zip(starts, shells, strict=True)]
        self.tail = document[shells[-1][2] :].encode()
        self.front, self.directory, self.count = self._others(others)
        environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
        self.template: Template = environment.from_string(self._source(speech))

    @staticmethod
    def _shell(paragraph: str, start: int, end: int) -> tuple[str, int, int]:
        """The markup before a paragraph's text, with that between its runs; \\1 stands for a text."""
        return _TEXT.sub("\\1\1\\3", paragraph), start, end

    @staticmethod
    def _source(speech: Speech) -> str:
        def own(rows: Sequence[str]) -> list[str]:
            return [row.replace(speech.name, "{{ name }}") for row in rows]

        loops = (
            "{% for section in sections %}\n{{ section.heading }}\n{% for point in section.points %}\n"
            "{{ point.lead }}\1{{ point.text }}\n{% endfor %}\n{% endfor %}\n"
        )
        head = ["在{{ name }}上的讲话", "{{ speaker }}", "{{ day }}", "{{ salutation }}"]
        rows = [*head, *own(speech.opening)]
        return "\n".join(rows) + "\n" + loops + "\n".join(own(speech.closing))

    def _others(self, parts: Sequence[tuple[zipfile.ZipInfo, bytes]]) -> tuple[bytes, bytes, int]:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for info, content in parts:
                package.writestr(info, content)
            start = package.fp.tell() if package.fp else 0
        data = out.getvalue()
        size, offset = struct.unpack_from("<2I", data, len(data) - 10)
        assert offset == start
        return data[:start], data[offset : offset + size], len(parts)

    def make(self, context: dict[str, Any]) -> bytes:
        rows = self.template.render(context).split("\n")
        out = []
        for shell, row in zip(self.pieces, rows, strict=True):
            for text in row.split("\1"):
                if "&" in text or "<" in text or ">" in text:
                    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                shell = shell.replace("\1", text, 1)
            out.append(shell)
        content = "".join(out).encode() + self.tail
        crc, size = zlib.crc32(content), len(content)
        deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
        data = deflate.compress(content) + deflate.flush()
        name = _MAIN.encode()
        common = struct.pack("<5H3I2H", 20, 0, 8, 0, 0x21, crc, len(data), size, len(name), 0)
        entry = b"PK\1\2\x14\0" + common + struct.pack("<3H2I", 0, 0, 0, 0, len(self.front)) + name
        directory = self.directory + entry
        start = len(self.front) + 30 + len(name) + len(data)
        count = self.count + 1
        end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0)
        return b"".join((self.front, b"PK\3\4", common, name, data, directory, end))
