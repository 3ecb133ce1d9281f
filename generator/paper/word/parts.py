"""Parts of an official paper that are more than a paragraph: 落款, 版记, tables and name cards.

Each takes the lines of one part, which stand together, and gives its WordprocessingML.  Knows the page and the style
ids; not where the part stands in the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from generator.paper.page import Layout
from generator.paper.word.runs import runs
from generator.text.lines import CELL, Kind, Line
from generator.text.markup import attribute, split_holes

GATHERED = frozenset((Kind.SIGNOFF, Kind.SIGNOFF_DATE, Kind.COLOPHON, Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.CARD))
"""Kinds of lines that are written as one with their neighbours."""

_FAMILY = {Kind.SIGNOFF_DATE: Kind.SIGNOFF, Kind.TABLE_HEAD: Kind.TABLE_ROW}
# GB/T 9704—2012, 7.4.1: first and last rule of the 版记 0.35 mm, those between 0.25 mm; in eighths of a point.
_THICK, _THIN = 8, 6
_CELL_MARGIN = 57
_FEWEST, _WIDEST = 4, 18
"""Characters that a table's column is reckoned with at least and at most."""


def write_parts(lines: Sequence[Line], layout: Layout, styles: Mapping[str, str]) -> str:
    """The parts that some gathered lines make, one after the other."""
    out = []
    for family, group in groupby(lines, key=lambda line: _FAMILY.get(line.kind, line.kind)):
        part = tuple(group)
        if family is Kind.SIGNOFF:
            out.append(_signoff(part, layout, styles))
        elif family is Kind.COLOPHON:
            out.append(_colophon(part, layout, styles))
        elif family is Kind.CARD:
            out.append(_cards(part, layout, styles))
        else:
            out.append(_table(part, layout, styles))
    return "".join(out)


def text_width(text: str, layout: Layout) -> int:
    """The width in twips of a line in the body's size: Latin letters and digits are half as wide as characters."""
    em = layout.body.size * 10
    return sum((em // 2 if c.isascii() else em) + layout.tracking for c in text)


def signoff_indents(names: Sequence[str], dates: Sequence[str], layout: Layout) -> tuple[int, int]:
    """Right indents in twips of the names and of the date under them, as a paper without a seal has them.

    GB/T 9704—2012, 7.3.5.2: the name two characters in from the right, the first character of the date two to the
    right of that of the name; a date longer than the name stands two in itself, and the name moves left.
    """
    two = 2 * layout.character
    name = max((text_width(text, layout) for text in names), default=0)
    date = max((text_width(text, layout) for text in dates), default=0)
    if not name or not date:
        return two, two
    return (two, name - date) if date <= name else (two + two + date - name, two)


def _signoff(lines: Sequence[Line], layout: Layout, styles: Mapping[str, str]) -> str:
    names = [line.text for line in lines if line.kind is Kind.SIGNOFF]
    dates = [line.text for line in lines if line.kind is Kind.SIGNOFF_DATE]
    of_name, of_date = signoff_indents(names, dates, layout)
    out = []
    for line in lines:
        right = of_name if line.kind is Kind.SIGNOFF else of_date
        own = f'<w:ind w:rightChars="0" w:right="{right}" w:firstLineChars="0" w:firstLine="0"/>'
        out.append(_paragraph(line.text, styles[line.kind.value], own))
    return "".join(out)


def _colophon(lines: Sequence[Line], layout: Layout, styles: Mapping[str, str]) -> str:
    """A table without sides in a text box at the foot of the last page.  GB/T 9704—2012, 7.4."""
    width, inset = layout.page.text_width, layout.colophon.size * 10
    rows, height = [], 0
    for line in lines:
        left, between, right = line.text.partition(CELL)
        # What runs on stands under what follows the colon (抄送：…).
        label = left.find("：") + 1
        hang = label * inset
        own = f'<w:ind w:leftChars="0" w:left="{hang}" w:hangingChars="0" w:hanging="{hang}"/><w:jc w:val="left"/>'
        if between:
            own = f'<w:tabs><w:tab w:val="right" w:pos="{width - 2 * inset}"/></w:tabs>' + own
        text = f"{left}\t{right}" if between else left
        printed = max(1, -(-int(_characters(left) - label) * inset // (width - 2 * inset - hang)))
        height += printed * layout.line_pitch
        cell = _cell(_paragraph(text, styles[Kind.COLOPHON.value], own), width)
        rows.append(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{printed * layout.line_pitch}" w:hRule="exact"/></w:trPr>'
            f"{cell}</w:tr>"
        )
    thick, thin = (f'w:val="single" w:sz="{size}" w:space="0" w:color="000000"' for size in (_THICK, _THIN))
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {thick}/><w:bottom {thick}/><w:insideH {thin}/></w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/>{_margins(inset)}</w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{"".join(rows)}</w:tbl>{_LAST}'
    )
    return _at_foot(table, width, height + 40)


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_EMU = 635
"""English metric units, in which shapes are measured, in a twip."""


def _at_foot(inside: str, width: int, height: int) -> str:
    """A text box without lines that stands on the lower edge of the text, wherever on the page its paragraph is.

    A floating table would be simpler; LibreOffice leaves it where the text ends.
    """
    wide, high = width * _EMU, height * _EMU
    return (
        f'<w:p><w:pPr>{_TINY}</w:pPr><w:r><w:drawing><wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0"'
        ' distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1"'
        ' allowOverlap="0"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>left</wp:align>'
        '</wp:positionH><wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="版记"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_SHAPE}"><wps:wsp xmlns:wps="{_SHAPE}">'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f'<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def column_widths(rows: Sequence[Sequence[str]], total: int) -> tuple[int, ...]:
    """Widths in twips that share `total` by what stands in the columns.

    A column that is to be filled in by hand gets more than its head needs.
    """
    wants = []
    for cells in zip(*rows, strict=True):
        head, *rest = cells
        longest = max((_characters(cell) for cell in rest), default=0)
        wants.append(min(max(_characters(head), longest or 2 * _FEWEST, _FEWEST / 2), _WIDEST) + 1)
    widths = [int(total * want / sum(wants)) for want in wants]
    widths[-1] += total - sum(widths)
    return tuple(widths)


def cells_of(lines: Sequence[Line]) -> list[list[str]]:
    """The cells of a table's lines; every row has as many as the longest."""
    rows = [[cell.strip(" ") for cell in line.text.split(CELL)] for line in lines]
    most = max(map(len, rows))
    return [row + [""] * (most - len(row)) for row in rows]


def _characters(text: str) -> float:
    return sum(0.5 if c.isascii() else 1 for c in text)


def _table(lines: Sequence[Line], layout: Layout, styles: Mapping[str, str]) -> str:
    """A table with all its rules; its head stands again on every page."""
    rows = cells_of(lines)
    total = layout.page.text_width
    widths = column_widths(rows, total)
    out = []
    for line, row in zip(lines, rows, strict=True):
        head = "<w:tblHeader/>" if line.kind is Kind.TABLE_HEAD else ""
        cells = "".join(
            _cell(_paragraph(text, styles[line.kind.value]), width) for text, width in zip(row, widths, strict=True)
        )
        height = f'<w:cantSplit/><w:trHeight w:val="{layout.row_height}" w:hRule="atLeast"/>'
        out.append(f"<w:tr><w:trPr>{height}{head}</w:trPr>{cells}</w:tr>")
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    borders = "".join(f"<w:{side} {rule}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{_margins(_CELL_MARGIN)}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(out)}</w:tbl>{_LAST}"
    )


_TINY = '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>'
# Two tables that touch would become one, and a page must not end in a table.
_LAST = f"<w:p><w:pPr>{_TINY}</w:pPr></w:p>"


def _cards(lines: Sequence[Line], layout: Layout, styles: Mapping[str, str]) -> str:
    """Name cards one under the other, each name once upside down and once upright: folded between, it stands.

    The names are WordArt, which alone Word turns upside down.
    """
    page = layout.page
    half = (page.text_height - 300) // layout.cards // 2
    rule = 'w:sz="4" w:space="0" w:color="808080"'
    out = []
    for number, line in enumerate(lines):
        for turned in (True, False):
            # Cut along the dashes, fold along the dots.
            edges = f'<w:top w:val="{"dashed" if turned else "dotted"}" {rule}/>'
            edges += "" if turned else f'<w:bottom w:val="dashed" {rule}/>'
            pair = "<w:keepNext/>" if turned else ""
            art = _word_art(line.text, layout, half, turned, first=not number and turned)
            cell = (
                f'<w:tc><w:tcPr><w:tcW w:w="{page.text_width}" w:type="dxa"/><w:tcBorders>{edges}</w:tcBorders>'
                f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{styles[Kind.CARD.value]}"/>{pair}'
                f'<w:spacing w:line="240" w:lineRule="auto"/></w:pPr><w:r>{art}</w:r></w:p></w:tc>'
            )
            out.append(
                f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{half}" w:hRule="exact"/></w:trPr>{cell}</w:tr>'
            )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{page.text_width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_margins(0)}'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{page.text_width}"/></w:tblGrid>{"".join(out)}</w:tbl>{_LAST}'
    )


_ART_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/>'
    "</v:shapetype>"
)


def _word_art(name: str, layout: Layout, half: int, turned: bool, first: bool) -> str:
    """One name as large as its half of the card allows, in points."""
    face = layout.card
    width = 0.9 * layout.page.text_width / 20
    high = min(face.size / 2, 0.6 * half / 20, width / max(_characters(name), 1))
    bold = "font-weight:bold;" if face.bold else ""
    font = attribute(f'font-family:"{face.font}";font-size:{high:.0f}pt;{bold}')
    kind = _ART_TYPE if first else ""
    turn = "rotation:180;" if turned else ""
    shown = attribute("".join(piece for piece, _ in split_holes(name)))
    return (
        '<w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        f'{kind}<v:shape type="#_x0000_t136" alt="{shown}" style="{turn}width:{high * _characters(name):.1f}pt;'
        f'height:{high:.1f}pt" fillcolor="black" stroked="f"><v:textpath style="{font}" string="{shown}"/></v:shape>'
        "</w:pict>"
    )


def _paragraph(text: str, style: str, own: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>{runs(text)}</w:p>'


def _cell(inside: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def _margins(sides: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{sides}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{sides}" w:type="dxa"/></w:tblCellMar>'
    )
