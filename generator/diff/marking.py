"""Paragraphs and tables with their changes tracked: <w:ins>, <w:del>, marks of paragraphs and rows.

ECMA-376 part 1, 17.13.5.  The look is that of the new paper; what was struck out keeps its own as far as the new
paper has its styles.  Knows elements; not which of them belong together.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from itertools import count

from lxml import etree  # type: ignore[import-untyped]

from generator.diff.reading import THING, Block, Element, Paragraph, Row, Stretch, Table, W, cut, read_paragraph
from generator.diff.wording import Change, changed_words

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen"}
_AFTER_LOOK = (f"{W}sectPr", f"{W}pPrChange")
# Far from the numbers that a paper's own bookmarks have.
_FIRST_ID = 90_000


class Marker:
    """Writes the marks of one comparison: who made them, and the styles that the new paper knows."""

    def __init__(self, author: str, date: str, styles: frozenset[str]) -> None:
        self.author, self.date, self.styles = author, date, styles
        self._numbers = count(_FIRST_ID)

    def same(self, old: Paragraph, new: Paragraph, end: Change = Change.SAME) -> Element:
        """A paragraph that stayed, with what changed in it; `end` tells of its end alone."""
        out = self._paragraph(new.properties, end)
        i = j = 0
        for change, text in changed_words(old.text, new.text):
            if change is Change.DELETED:
                self._say(out, cut(old.stretches, i, i + len(text)), change)
            else:
                self._say(out, cut(new.stretches, j, j + len(text)), change)
            i += len(text) if change is not Change.INSERTED else 0
            j += len(text) if change is not Change.DELETED else 0
        return out

    def whole(self, block: Block, change: Change, end: Change | None = None, like: Paragraph | None = None) -> Element:
        """A paragraph or table struck out or put in as a whole; `like` lends a paragraph its properties."""
        if isinstance(block, Table):
            table = copy.deepcopy(block.element)
            self._strip(table, change)
            for row in table.iter(f"{W}tr"):
                self._mark_row(row, change)
            return table
        out = self._paragraph((like or block).properties, end or change, change is Change.DELETED and like is None)
        self._say(out, block.stretches, change)
        return out

    def row(self, row: Row, change: Change) -> Element:
        """A row struck out or put in."""
        out = copy.deepcopy(row.element)
        self._strip(out, change)
        self._mark_row(out, change)
        return out

    def cells(self, old: Row, new: Row) -> Element:
        """A row that stayed, with what changed in its cells, each of one paragraph."""
        out = copy.deepcopy(new.element)
        paragraphs = [cell.find(f".//{W}p") for cell in out.iterchildren(f"{W}tc")]
        for element, one, other in zip(paragraphs, old.cells, new.cells, strict=True):
            element.getparent().replace(element, self.same(one, other))
        return out

    def _mark_row(self, row: Element, change: Change) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            before = [child for child in row if child.tag in (f"{W}tblPrEx",)]
            row.insert(len(before), properties)
        properties.append(self._mark(change))
        for element in list(row.iter(f"{W}p")):
            paragraph = read_paragraph(element)
            # The end of a cell's last paragraph is the cell's, and goes with its row.
            marked = self._paragraph(paragraph.properties, Change.SAME)
            self._say(marked, paragraph.stretches, change)
            element.getparent().replace(element, marked)

    def _paragraph(self, properties: Element | None, end: Change, foreign: bool = False) -> Element:
        out = etree.Element(f"{W}p")
        own = copy.deepcopy(properties) if properties is not None else None
        if own is not None and foreign:
            self._strip(own, Change.DELETED)
        if end is not Change.SAME:
            own = etree.Element(f"{W}pPr") if own is None else own
            look = own.find(f"{W}rPr")
            if look is None:
                look = etree.Element(f"{W}rPr")
                after = [child for child in own if child.tag in _AFTER_LOOK]
                own.insert(own.index(after[0]) if after else len(own), look)
            look.insert(0, self._mark(end))
        if own is not None and len(own):
            out.append(own)
        return out

    def _strip(self, element: Element, change: Change) -> None:
        """Takes off what came from the old paper and means nothing in the new one."""
        if change is not Change.DELETED:
            return
        for child in list(element.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")):
            if child.get(f"{W}val") not in self.styles:
                child.getparent().remove(child)
        for child in list(element.iter(f"{W}numPr", f"{W}sectPr")):
            child.getparent().remove(child)

    def _say(self, parent: Element, stretches: Iterable[Stretch], change: Change) -> None:
        into = parent
        for stretch in stretches:
            if change is Change.DELETED and stretch.thing is not None:
                # A picture of the old paper is no part of the new package.
                continue
            if change is not Change.SAME and into is parent:
                into = self._mark(change)
                parent.append(into)
            into.append(self._run(stretch, change))

    def _run(self, stretch: Stretch, change: Change) -> Element:
        run = etree.Element(f"{W}r")
        if stretch.look is not None:
            look = copy.deepcopy(stretch.look)
            self._strip(look, change)
            run.append(look)
        if stretch.thing is not None:
            run.append(copy.deepcopy(stretch.thing))
            return run
        said = ""
        for character in stretch.text:
            if character in _SIGNS:
                self._text(run, said, change)
                said = ""
                etree.SubElement(run, W + _SIGNS[character])
            elif character != THING:
                said += character
        self._text(run, said, change)
        return run

    def _text(self, run: Element, text: str, change: Change) -> None:
        if text:
            element = etree.SubElement(run, W + ("delText" if change is Change.DELETED else "t"))
            element.text = text
            element.set(_SPACE, "preserve")

    def _mark(self, change: Change) -> Element:
        mark = etree.Element(W + change.value)
        mark.set(f"{W}id", str(next(self._numbers)))
        mark.set(f"{W}author", self.author)
        mark.set(f"{W}date", self.date)
        return mark
