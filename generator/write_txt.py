"""A paper as plain text, as it would be typed into Notepad.

Paragraphs are indented with full-width spaces, the title stays on one line.  Does not know files: which line ends
and which encoding are the business of whoever saves it.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.lines import Kind, Line
from generator.markup import check_writable
from generator.page import Face, Layout
from generator.title import one_line
from generator.word.body import HEAD_KINDS


def write_txt(lines: Sequence[Line], layout: Layout) -> str:
    """The text, one paragraph a line, ending with a line end.  InvalidInput for a control character."""
    rows: list[str] = []
    above = False
    for line in lines:
        check_writable(line.text)
        if above and line.kind not in HEAD_KINDS:
            rows += [""] * layout.title_gap
        above = line.kind in HEAD_KINDS
        text = one_line(line.text) if line.kind is Kind.TITLE else line.text
        rows.append("　" * _indent(line, layout) + text)
    return "\n".join((*rows, "")) if rows else ""


def _indent(line: Line, layout: Layout) -> int:
    """Full-width spaces before a paragraph, as many as the layout indents it."""
    if line.kind in HEAD_KINDS:
        return 0
    face = layout.salutation if line.kind is Kind.SALUTATION else _body_face(line, layout)
    return round((face.indent + face.left) / 100)


def _body_face(line: Line, layout: Layout) -> Face:
    level = line.marker.level if line.marker else 0
    if level and line.head and not line.body:
        return layout.headings[level - 1]
    # A centred cue has no middle in plain text; it stands as the text does.
    return layout.body
