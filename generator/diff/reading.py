"""A Word body as paragraphs and tables: what each says, and how each stretch of it looks.

Changes tracked in it are taken for accepted first (ECMA-376 part 1, 17.13.5).  Links, fields and bookmarks become
their text; pictures and notes stand as one character each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.records import record

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THING = "\ufffc"
_HYPHEN = "\u2011"
Element = Any

_GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom"))
_COME = tuple(f"{W}{name}" for name in ("ins", "moveTo"))
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": _HYPHEN}
_SILENT = frozenset(
    f"{W}{name}"
    for name in ("rPr", "fldChar", "instrText", "delText", "lastRenderedPageBreak", "commentReference", "annotationRef")
)
_WRAPS = frozenset(f"{W}{name}" for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml"))


@record(frozen=True)
class Stretch:
    """Characters of one look.  `thing` is what a lone THING stands for."""

    text: str
    look: Element | None = None
    thing: Element | None = None


@record(frozen=True)
class Paragraph:
    """A paragraph: its properties and its stretches."""

    properties: Element | None
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def key(self) -> str:
        return self.text


@record(frozen=True)
class Row:
    """A row of a table; `cells` is empty where a cell holds more than one paragraph."""

    element: Element
    text: str
    cells: tuple[Paragraph, ...] = ()


@record(frozen=True)
class Table:
    """A table with its rows."""

    element: Element
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        return "\n".join(row.text for row in self.rows)

    @property
    def key(self) -> str:
        # No paragraph begins so: a table is never taken for one.
        return "\0" + self.text


Block = Paragraph | Table


def read_blocks(body: Element) -> list[Block]:
    """The paragraphs and tables of a body (or a cell) in order."""
    return list(_blocks(body))


def _blocks(parent: Element) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{W}p":
            yield read_paragraph(child)
        elif child.tag == f"{W}tbl":
            rows = tuple(_row(row) for row in child.iter(f"{W}tr") if _table_of(row) is child)
            yield Table(child, rows)
        elif child.tag in _WRAPS:
            yield from _blocks(child)


def _table_of(row: Element) -> Element:
    above = row.getparent()
    while above is not None and above.tag != f"{W}tbl":
        above = above.getparent()
    return above


def _row(row: Element) -> Row:
    cells = [read_blocks(cell) for cell in row.iterchildren(f"{W}tc")]
    text = "\t".join("\n".join(block.text for block in cell) for cell in cells)
    single = [cell[0] for cell in cells if len(cell) == 1 and isinstance(cell[0], Paragraph)]
    return Row(row, text, tuple(single) if len(single) == len(cells) else ())


def read_paragraph(element: Element) -> Paragraph:
    """What a <w:p> says."""
    return Paragraph(element.find(f"{W}pPr"), tuple(_stretches(element)))


def _stretches(parent: Element) -> Iterator[Stretch]:
    for child in parent:
        if child.tag == f"{W}r":
            yield from _of_run(child)
        elif child.tag in _WRAPS:
            yield from _stretches(child)


def _of_run(run: Element) -> Iterator[Stretch]:
    look = run.find(f"{W}rPr")
    for child in run:
        if child.tag == f"{W}t":
            kept = child.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            text = child.text or ""
            text = text if kept else text.strip(" \n\r\t")
            if text:
                yield Stretch(text, look)
        elif child.tag in _SIGNS:
            yield Stretch(_SIGNS[child.tag], look)
        elif child.tag == f"{W}br" and child.get(f"{W}type") not in ("page", "column"):
            yield Stretch("\n", look)
        elif child.tag not in _SILENT and isinstance(child.tag, str):
            yield Stretch(THING, look, child)


def cut(stretches: tuple[Stretch, ...], start: int, end: int) -> Iterator[Stretch]:
    """The stretches between two offsets of their text."""
    at = 0
    for stretch in stretches:
        low, high = max(start - at, 0), min(end - at, len(stretch.text))
        if low < high:
            yield Stretch(stretch.text[low:high], stretch.look, stretch.thing)
        at += len(stretch.text)


def accept_changes(root: Element) -> None:
    """Settles every tracked change of a tree as accepted, in place."""
    for row in [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}del") is not None]:
        row.getparent().remove(row)
    ended = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}del") is not None]
    for element in [element for element in root.iter(*_GONE) if element.getparent() is not None]:
        element.getparent().remove(element)
    for element in list(root.iter(*_COME)):
        _unwrap(element)
    for element in [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith("Change")]:
        element.getparent().remove(element)
    for paragraph in ended:
        following = paragraph.getnext()
        if following is not None and following.tag == f"{W}p":
            said = [child for child in paragraph if child.tag != f"{W}pPr"]
            place = 1 if following.find(f"{W}pPr") is not None else 0
            for offset, child in enumerate(said):
                following.insert(place + offset, child)
            paragraph.getparent().remove(paragraph)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    parent.remove(element)
