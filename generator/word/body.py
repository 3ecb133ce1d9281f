"""Lines as WordprocessingML: the paragraphs of document.xml.

A paragraph is a few constant strings around its text; nothing is parsed or built as a tree, which is what
makes a thousand papers cheap.  Knows of styles no more than their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from generator.lines import Kind, Line
from generator.markup import escape, is_plain, split_holes
from generator.page import Layout
from generator.title import break_title

HEAD_KINDS = frozenset((Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.DATELINE))
"""What stands together above the blank line."""

_RUN_END = "</w:t></w:r>"
_END = "</w:t></w:r></w:p>"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


class Pieces:
    """The constant strings around the texts, for one layout and one set of style ids."""

    def __init__(self, layout: Layout, styles: Mapping[str, str]) -> None:
        self.layout = layout
        self.text = _run(""), _run("", hole=True)
        self.paragraphs = {kind: _openings(styles[kind.value]) for kind in Kind if kind is not Kind.POINT}
        self.body = self.paragraphs[Kind.PARAGRAPH]
        self.headings = tuple(_openings(styles[f"heading{n}"]) for n in range(1, 5))
        self.blank = "<w:p/>" * layout.title_gap
        body = layout.body.font, layout.body.bold
        # A lead that looks like the text around it needs no run of its own.
        self.leads = tuple(
            None if (lead.font, lead.bold) == body else (_run(styles[f"lead{n}"]), _run(styles[f"lead{n}"], hole=True))
            for n, lead in enumerate(layout.leads())
        )


def write_body(lines: Sequence[Line], pieces: Pieces, keep: Collection[str] = ()) -> str:
    """The paragraphs of a paper.  InvalidInput for a character that XML cannot hold."""
    out: list[str] = []
    layout, limit = pieces.layout, pieces.layout.keep_together
    body, text_run = pieces.body, pieces.text
    plain = text_run[0]
    above = False
    for line in lines:
        kind, text = line.kind, line.text
        if above and kind not in HEAD_KINDS:
            out.append(pieces.blank)
            above = False
        short = 0 < len(text) <= limit
        if kind is Kind.PARAGRAPH and is_plain(text):
            out.append(f"{body[short]}{plain}{text}{_END}")
        elif kind is Kind.POINT:
            out.append(_point(line, pieces, short))
        else:
            above = kind in HEAD_KINDS
            if kind is Kind.TITLE:
                text = "\n".join(break_title(text, layout.title_characters, keep, layout.title_shape))
            out.append(f"{pieces.paragraphs[kind][short]}{_runs(text, text_run)}</w:p>")
    return "".join(out)


def _point(line: Line, pieces: Pieces, short: bool) -> str:
    """A point: a heading of its own, a run-in heading with its text, or text throughout."""
    level = line.marker.level if line.marker else 0
    text = line.text
    if level and line.head and not line.body:
        return f"{pieces.headings[level - 1][short]}{_runs(text, pieces.text)}</w:p>"
    opening = pieces.body[short]
    lead = pieces.leads[level] if line.head else None
    if lead is None:
        return f"{opening}{_runs(text, pieces.text)}</w:p>"
    head = text[: len(text) - len(line.body)]
    return f"{opening}{_runs(head, lead)}{_runs(line.body, pieces.text)}</w:p>"


def _runs(text: str, run: tuple[str, str]) -> str:
    """The runs of a text; a hole has its own."""
    if not text:
        return ""
    if is_plain(text):
        return f"{run[0]}{text}{_RUN_END}"
    return "".join(f"{run[hole]}{_content(piece)}{_RUN_END}" for piece, hole in split_holes(text))


def _content(text: str) -> str:
    return escape(text).replace("\n", _BREAK).replace("\t", _TAB)


def _openings(style: str) -> tuple[str, str]:
    """What opens a paragraph of a style, and one that stays on its page."""
    start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
    return f"{start}</w:pPr>", f"{start}<w:keepLines/></w:pPr>"


def _run(style: str, hole: bool = False) -> str:
    """What opens a run.  The hint makes “ ” — … Chinese, which by their code points they need not be."""
    character = f'<w:rStyle w:val="{style}"/>' if style else ""
    mark = '<w:highlight w:val="yellow"/>' if hole else ""
    return f'<w:r><w:rPr>{character}<w:rFonts w:hint="eastAsia"/>{mark}</w:rPr><w:t xml:space="preserve">'
