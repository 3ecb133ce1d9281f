"""A Word document's body, told element by element, as lines of text.

Element names are those of WordprocessingML (ECMA-376 part 1, chapter 17).  Knows nothing of packages and files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.importer.word_lists import Lists, attribute, whole, word_name

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math "
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
# What is not on the page: deleted text, field codes, earlier formatting, the pinyin over characters.
_NOT_READ = (
    "del moveFrom delText delInstrText instrText pPrChange rPrChange sectPrChange tblPrChange trPrChange tcPrChange "
    "tblGridChange tblPrExChange numberingChange rt sectPr"
)
_LEFT_OUT = frozenset(_NOT_READ.split())
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "sym": "▪"}


@dataclass
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    style: str = ""
    num: str = ""
    level: int = -1
    mark_deleted: bool = False
    in_properties: bool = False


@dataclass
class _Lines:
    """The lines of one place: the body, a cell, a text box; `carried` waits for the paragraph that it runs into."""

    lines: list[str] = field(default_factory=list)
    carried: str = ""


class BodyReader:
    """Takes start, end and text of a body's XML; `result` gives its lines and those of its text boxes."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._places: list[_Lines] = [_Lines()]
        self._rows: list[list[_Lines]] = []
        self._paragraphs: list[_Paragraph] = []
        self._boxes: list[str] = []
        self._skipped = 0
        self._in_text = self._kept = False
        self._words: list[str] = []
        self._choices: list[bool] = []

    def result(self) -> tuple[list[str], list[str]]:
        """The lines of the body, and those of its text boxes."""
        while self._paragraphs:
            self._end_paragraph()
        first = self._places[0]
        if first.carried:
            first.lines.append(first.carried)
            first.carried = ""
        return first.lines, [line for line in self._boxes if line.strip()]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        name = word_name(tag)
        if not name:
            self._start_other(tag)
        elif name == "t":
            self._in_text, self._words = True, []
            self._kept = attributes.get("http://www.w3.org/XML/1998/namespace space") == "preserve"
        elif name in ("del", "moveFrom") and self._paragraphs and self._paragraphs[-1].in_properties:
            # Inside its properties this says that the paragraph's own end is deleted.
            self._paragraphs[-1].mark_deleted = True
        elif name in _LEFT_OUT:
            self._skipped = 1
        elif name in _SIGNS or name == "br":
            self._sign(name, attribute(attributes, "type"))
        elif name == "p":
            self._paragraphs.append(_Paragraph())
        elif name == "tr":
            self._rows.append([])
        elif name in ("tc", "txbxContent"):
            self._places.append(_Lines())
        elif self._paragraphs:
            self._property(name, attribute(attributes, "val"))

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        name = word_name(tag)
        if name == "t" or tag == _MATH + "t":
            text = "".join(self._words)
            self._write(text if self._kept else text.strip(" \n\r\t"))
            self._in_text = False
        elif name == "pPr" and self._paragraphs:
            self._paragraphs[-1].in_properties = False
        elif name == "p" and self._paragraphs:
            self._end_paragraph()
        elif name in ("tr", "tc", "txbxContent"):
            self._end_place(name)
        elif tag == _COMPATIBILITY + "AlternateContent" and self._choices:
            self._choices.pop()

    def text(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._words.append(text)

    def _start_other(self, tag: str) -> None:
        if tag == _MATH + "t":
            self._in_text, self._words, self._kept = True, [], True
        elif tag == _COMPATIBILITY + "AlternateContent":
            self._choices.append(False)
        elif tag == _COMPATIBILITY + "Choice" and self._choices:
            # One choice is read; the others and the fallback say the same for other programs.
            if self._choices[-1]:
                self._skipped = 1
            self._choices[-1] = True
        elif tag == _COMPATIBILITY + "Fallback" and self._choices and self._choices[-1]:
            self._skipped = 1

    def _sign(self, name: str, kind: str) -> None:
        """Tabs, breaks and symbols of a run; the tab stops of a paragraph's properties are none."""
        if self._paragraphs and self._paragraphs[-1].in_properties:
            return
        if name == "br":
            self._write("" if kind in ("page", "column") else "\n")
        else:
            self._write(_SIGNS[name])

    def _property(self, name: str, value: str) -> None:
        paragraph = self._paragraphs[-1]
        if name == "pPr":
            paragraph.in_properties = True
        elif not paragraph.in_properties:
            return
        elif name == "pStyle":
            paragraph.style = value
        elif name == "numId":
            paragraph.num = value
        elif name == "ilvl":
            paragraph.level = whole(value, 0)

    def _end_place(self, name: str) -> None:
        if name == "tc" and len(self._places) > 1:
            cell = self._places.pop()
            cell.lines += [cell.carried] if cell.carried else []
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._places[-1].lines += cell.lines
        elif name == "tr" and self._rows:
            place = self._places[-1]
            # A deleted paragraph end before a table has nothing to run into.
            place.lines += [place.carried] if place.carried else []
            place.carried = ""
            place.lines += _row_lines(self._rows.pop())
        elif name == "txbxContent" and len(self._places) > 1:
            box = self._places.pop()
            self._boxes += box.lines + ([box.carried] if box.carried else [])

    def _write(self, text: str) -> None:
        if not self._paragraphs:
            if not text.strip():
                return
            self._paragraphs.append(_Paragraph())
        self._paragraphs[-1].parts.append(text)

    def _end_paragraph(self) -> None:
        paragraph, place = self._paragraphs.pop(), self._places[-1]
        text = "".join(paragraph.parts)
        where = self._lists.place(paragraph.style, paragraph.num, paragraph.level)
        if where and text.strip() and not place.carried:
            text = self._lists.numbering.next_text(*where) + text
        text = place.carried + text
        place.carried = ""
        if paragraph.mark_deleted:
            place.carried = text
            return
        place.lines += text.split("\n")


def _row_lines(cells: list[_Lines]) -> list[str]:
    """A table row: one line, its cells parted by tabs; where a cell holds several paragraphs, each its own line."""
    if all(len([line for line in cell.lines if line.strip()]) <= 1 for cell in cells):
        row = "\t".join(next((line for line in cell.lines if line.strip()), "") for cell in cells)
        return [row.rstrip("\t")] if row.strip() else []
    return [line for cell in cells for line in cell.lines if line.strip()]
