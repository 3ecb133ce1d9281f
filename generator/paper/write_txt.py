"""A paper as plain text, as it would be typed into Notepad.

Paragraphs are indented with full-width spaces, the title stays on one line.  Does not know files: which line ends
and which encoding are the business of whoever saves it.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.paper.page import Face, Layout
from generator.paper.title import one_line
from generator.paper.word.body import APART, HEAD_KINDS, TITLES
from generator.text.lines import Kind, Line
from generator.text.markup import check_writable


def write_txt(lines: Sequence[Line], layout: Layout) -> str:
    """The text, one paragraph a line, ending with a line end.  InvalidInput for a control character."""
    rows: list[str] = []
    above, last = False, None
    for line in lines:
        check_writable(line.text)
        if above and line.kind not in HEAD_KINDS:
            rows += [""] * layout.title_gap
        elif line.kind in APART and line.kind is not last:
            rows.append("")
        last = line.kind
        above = line.kind in HEAD_KINDS
        text = one_line(line.text) if line.kind in TITLES else line.text
        rows.append("　" * _indent(line, layout) + text)
    return "\n".join((*rows, "")) if rows else ""


def _indent(line: Line, layout: Layout) -> int:
    """Full-width spaces before a paragraph, as many as the layout indents it."""
    if line.kind in HEAD_KINDS:
        return 0
    if line.kind in (Kind.SIGNOFF, Kind.SIGNOFF_DATE):
        return _signoff_indent(line, layout)
    if line.kind in (Kind.MASTHEAD, Kind.ISSUE):
        return 0
    face = _body_face(line, layout) if line.kind in (Kind.POINT, Kind.PARAGRAPH, Kind.CUE) else layout.face(line.kind)
    return round((face.indent + face.left) / 100)


def _body_face(line: Line, layout: Layout) -> Face:
    level = line.marker.level if line.marker else 0
    if level and line.head and not line.body:
        return layout.headings[level - 1]
    # A centred cue has no middle in plain text; it stands as the text does.
    return layout.body


def _signoff_indent(line: Line, layout: Layout) -> int:
    """As far in as a line of 28 characters has it: two characters from the right, the date not beyond them."""
    width = layout.characters or layout.page.text_width // layout.character
    return max(0, width - 2 - _wide(line.text))


def _wide(text: str) -> int:
    return -(-sum(1 if c.isascii() else 2 for c in text) // 2)
