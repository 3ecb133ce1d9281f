"""Lines as WordprocessingML: the paragraphs of document.xml.

A paragraph is a few constant strings around its text; nothing is parsed or built as a tree, which is what
makes a thousand papers cheap.  Knows of styles no more than their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.paper.page import LONG_ROLL, Layout
from generator.paper.title import break_title
from generator.paper.word.parts import GATHERED, write_parts
from generator.paper.word.runs import PLAIN, RUN_END, open_run, runs
from generator.text.lines import CELL, Kind, Line
from generator.text.markup import is_plain
from generator.text.numbering import STYLES

if TYPE_CHECKING:
    from generator.paper.word.dressing import Dressing

HEAD_KINDS = frozenset((Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.DATELINE, Kind.ENCLOSURE_TITLE))
"""What stands together above the blank line."""

_TEXT, _END = PLAIN[0], f"{RUN_END}</w:p>"
_NEXT = f"{RUN_END}{_TEXT}"
_BLANK = "<w:p/>"
# One blank line above the first of them (GB/T 9704—2012, 7.3.4, 7.3.5, 10.3).
APART = frozenset((Kind.ENCLOSURES, Kind.SIGNOFF, Kind.ROLL, Kind.ENCLOSURE_TITLE, Kind.EDITORIAL))
TITLES = (Kind.TITLE, Kind.ENCLOSURE_TITLE)
_OWN_WAY = frozenset((Kind.IMPRINT, Kind.MASTHEAD, Kind.ENCLOSURES, Kind.ROLL))
"""Lines whose paragraph is not only of a style of its own."""
# An enumeration's member is slow to ask for.
_IMPRINT, _MASTHEAD, _ENCLOSURES, _ROLL, _EDITORIAL = (
    Kind.IMPRINT, Kind.MASTHEAD, Kind.ENCLOSURES, Kind.ROLL, Kind.EDITORIAL,
)  # fmt: skip
_TELLING = (Kind.POINT, Kind.PARAGRAPH)
"""What most of a paper is; lines that stand on the page of what follows where they end in ： and announce it."""
_SHORT = 56
"""Characters of two lines; LibreOffice would take a longer paragraph to the next page whole."""


class Pieces:
    """The constant strings around the texts, for one layout and one set of style ids."""

    def __init__(self, layout: Layout, styles: Mapping[str, str]) -> None:
        self.layout = layout
        self.styles = styles
        self.paragraphs: dict[Kind, tuple[str, str]] = {
            kind: _openings(styles[kind.value]) for kind in Kind if kind is not Kind.POINT
        }
        self.body = self.paragraphs[Kind.PARAGRAPH]
        self.text = tuple(f"{opening}{_TEXT}" for opening in self.body)
        self.headings = tuple(_openings(styles[f"heading{n}"]) for n in range(1, 5))
        self.blank = _BLANK * layout.title_gap
        body = layout.body.font, layout.body.bold
        # A lead that looks like the text around it needs no run of its own.
        self.leads = tuple(
            None
            if (lead.font, lead.bold) == body
            else (open_run(styles[f"lead{n}"]), open_run(styles[f"lead{n}"], hole=True))
            for n, lead in enumerate(layout.leads())
        )
        # What opens a point that is a heading, by the style of its marker, and what opens a run-in heading.
        self.points = {
            name: (self.headings[style.level - 1] if style.level else None, self.leads[style.level])
            for name, style in STYLES.items()
        }


def write_body(
    lines: Sequence[Line], pieces: Pieces, keep: Collection[str] = (), dressing: Dressing | None = None
) -> str:
    """The paragraphs of a paper; `dressing` has what a lectern copy adds to them.

    InvalidInput for a character that XML cannot hold.
    """
    out: list[str] = []
    layout, limit = pieces.layout, pieces.layout.keep_together
    # Nearly every paper has nothing but text in its lines, which one look at all of them tells.
    told = _told_plainly if is_plain("".join([line.text for line in lines])) else _told
    last: Kind | None = None
    part: list[Line] = []
    for number, line in enumerate(lines):
        kind, text = line.kind, line.text
        if kind is not last:
            if part and kind not in GATHERED:
                out.append(write_parts(part, layout, pieces.styles))
                part = []
            if last in HEAD_KINDS and kind not in HEAD_KINDS:
                out.append(pieces.blank)
            elif kind in APART or (last is _ROLL and kind in _TELLING):
                _keep_last(out)
                out.append(_KEPT_BLANK)
        short = 0 < len(text) <= limit
        if kind in _TELLING:
            out.append(told(line, pieces, short))
            if len(text) <= _SHORT and text[-1:] == "：":
                _keep_last(out)
        elif kind in GATHERED:
            part.append(line)
        else:
            if kind in TITLES:
                text = "\n".join(break_title(text, layout.title_characters, keep, layout.title_shape))
                # GB/T 9704—2012, 7.3.1: two lines below the red rule.
                out.append(_BLANK * 2 if last is _IMPRINT else _BLANK if last is _EDITORIAL else "")
            out.append(_special(line, text, pieces, short))
        if dressing is not None and kind not in GATHERED:
            out[-1] = dressing.dress(number, out[-1])
        last = kind
    if part:
        out.append(write_parts(part, layout, pieces.styles))
    return "".join(out)


_KEPT_BLANK = "<w:p><w:pPr><w:keepNext/></w:pPr></w:p>"


def _keep_last(out: list[str]) -> None:
    """Binds the last paragraph to what follows: a 落款 never stands on a page without text."""
    if out and out[-1].endswith("</w:p>") and "<w:keepNext/>" not in out[-1]:
        head, mark, rest = out[-1].rpartition('<w:p><w:pPr><w:pStyle w:val="')
        style, _, more = rest.partition('"/>')
        out[-1] = f'{head}{mark}{style}"/><w:keepNext/>{more}'


def _special(line: Line, text: str, pieces: Pieces, short: bool) -> str:
    """A paragraph that is neither text nor point."""
    layout, kind = pieces.layout, line.kind
    if kind not in _OWN_WAY:
        return f"{pieces.paragraphs[kind][short]}{runs(text)}</w:p>"
    opening = pieces.paragraphs[kind][short or (kind is _ROLL and len(text) < LONG_ROLL)]
    own = ""
    if kind is _IMPRINT:
        edge = layout.page.text_width - layout.character
        own = (
            f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs>'
            f'<w:ind w:firstLineChars="100" w:firstLine="{layout.character}"/><w:jc w:val="left"/>'
        )
        text = text.replace(CELL, "\t")
    elif kind is _MASTHEAD and (size := layout.masthead_size(text)) < layout.masthead.size:
        return f"{opening}{runs(text, (open_run(size=size), open_run(hole=True, size=size)))}</w:p>"
    elif kind is _ENCLOSURES:
        # What runs on stands under the first character of the name; further names under the first one.
        first = text.startswith("附件：")
        number = 0 if "." not in text[:6] else 1
        own = _hanging(5 + number, 3 + number if first else number, layout)
    elif kind is _ROLL and line.head:
        lead, edge = pieces.leads[5] or PLAIN, layout.roll.indent // 100
        opening = opening.replace("</w:pPr>", f"{_hanging(edge + len(line.head), len(line.head), layout)}</w:pPr>")
        return f"{opening}{runs(line.head, lead)}{runs(line.body)}</w:p>"
    if own:
        opening = opening.replace("</w:pPr>", f"{own}</w:pPr>")
    return f"{opening}{runs(text)}</w:p>"


def _hanging(left: int, hanging: int, layout: Layout) -> str:
    """An indent of `left` characters whose first line begins `hanging` characters earlier."""
    width = layout.character
    return (
        f'<w:ind w:leftChars="{left * 100}" w:left="{left * width}"'
        f' w:hangingChars="{hanging * 100}" w:hanging="{hanging * width}"/>'
    )


def _told(line: Line, pieces: Pieces, short: bool) -> str:
    """A paragraph or a point.  A point is a heading of its own, a run-in heading with its text, or text throughout; its
    marker belongs to the heading."""
    text, body, marker = line.text, line.body, line.marker
    if is_plain(text):
        return _told_plainly(line, pieces, short)
    opening, lead = pieces.body[short], None
    if marker is not None and line.head:
        heading, lead = pieces.points[marker.style]
        if heading is not None and not body:
            opening, lead = heading[short], None
    if lead is None:
        return f"{opening}{runs(text)}</w:p>"
    return f"{opening}{runs(text[: len(text) - len(body)], lead)}{runs(body)}</w:p>"


def _told_plainly(line: Line, pieces: Pieces, short: bool) -> str:
    """The same of a line that is known to be plain."""
    text, marker = line.text, line.marker
    if marker is None or not line.head:
        return f"{pieces.text[short]}{text}{_END}"
    body = line.body
    heading, lead = pieces.points[marker.style]
    if heading is not None and not body:
        return f"{heading[short]}{_TEXT}{text}{_END}"
    if lead is None:
        return f"{pieces.text[short]}{text}{_END}"
    rest = f"{_NEXT}{body}" if body else ""
    return f"{pieces.body[short]}{lead[0]}{marker.text}{line.head}{rest}{_END}"


def _openings(style: str) -> tuple[str, str]:
    """What opens a paragraph of a style, and one that stays on its page."""
    start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
    return f"{start}</w:pPr>", f"{start}<w:keepLines/></w:pPr>"
