"""A paper as one self-contained web page that looks like the sheet of paper.

The same faces, sizes in points, line height, title lines and highlighted holes as in Word; printed from the browser
it keeps the margins.  Loads nothing from anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from generator.paper.page import Face, Layout, Lead, Properties
from generator.paper.title import break_title, one_line
from generator.paper.word.body import APART, HEAD_KINDS, TITLES
from generator.paper.word.parts import cells_of, column_widths, signoff_indents
from generator.text.lines import CELL, Kind, Line
from generator.text.markup import attribute, escape, split_holes
from generator.text.measures import TWIPS_PER_MM, points

_SIGNED = (Kind.SIGNOFF, Kind.SIGNOFF_DATE)
_TABLE = (Kind.TABLE_HEAD, Kind.TABLE_ROW)
_CLASSES: dict[Kind, str] = {
    Kind.SUBTITLE: "subtitle",
    Kind.BYLINE: "byline",
    Kind.DATELINE: "dateline",
    Kind.SALUTATION: "salutation",
    Kind.PARAGRAPH: "body",
    Kind.CUE: "cue",
    Kind.ADDRESSEE: "addressee",
    Kind.ENCLOSURES: "enclosures",
    Kind.SIGNOFF: "signoff",
    Kind.SIGNOFF_DATE: "signoff-date",
    Kind.NOTE: "note",
    Kind.ENCLOSURE: "enclosure",
    Kind.ROLL: "roll",
    Kind.EDITORIAL: "editorial",
    Kind.MASTHEAD: "masthead",
    Kind.ISSUE: "issue",
    Kind.IMPRINT: "imprint",
    Kind.COLOPHON: "colophon",
    Kind.CARD: "card",
    Kind.TABLE_HEAD: "table-head",
    Kind.TABLE_ROW: "table-row",
}


def write_html(lines: Sequence[Line], layout: Layout, properties: Properties) -> str:
    """The whole page.  InvalidInput for a control character that no file can hold."""
    rows: list[str] = []
    above, last = False, None
    for kind, group in groupby(lines, key=lambda line: _TABLE if line.kind in _TABLE else line.kind):
        part = tuple(group)
        if above and kind not in HEAD_KINDS:
            rows += ['<p class="gap"></p>'] * layout.title_gap
        elif kind in APART and kind is not last:
            rows.append('<p class="gap"></p>')
        above, last = kind in HEAD_KINDS, kind
        rows += [_table(part, layout)] if kind is _TABLE else [_element(line, layout, properties) for line in part]
        if kind in _SIGNED:
            names, dates = ([one.text for one in lines if one.kind is each] for each in _SIGNED)
            indents = signoff_indents(names, dates, layout)
            rows[-len(part) :] = [_signed(line, indents[_SIGNED.index(kind)]) for line in part]
    author = f'<meta name="author" content="{attribute(properties.author)}">\n' if properties.author else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{author}<title>{escape(one_line(properties.title))}</title>\n<style>\n{_style(layout)}</style>\n</head>\n"
        '<body>\n<main class="sheet">\n' + "\n".join((*rows, "")) + "</main>\n</body>\n</html>\n"
    )


def _element(line: Line, layout: Layout, properties: Properties) -> str:
    if line.kind in TITLES:
        rows = break_title(line.text, layout.title_characters, properties.keep, layout.title_shape)
        return f"<h1>{_inline(chr(10).join(rows))}</h1>"
    if line.kind in (Kind.IMPRINT, Kind.COLOPHON) and CELL in line.text:
        left, _, right = line.text.partition(CELL)
        return f'<p class="{_CLASSES[line.kind]}">{_inline(left)}<span class="right">{_inline(right)}</span></p>'
    if line.kind is Kind.ROLL and line.head:
        return f'<p class="roll"><span class="lead5">{_inline(line.head)}</span>{_inline(line.body)}</p>'
    if line.kind is Kind.MASTHEAD and (size := layout.masthead_size(line.text)) < layout.masthead.size:
        return f'<p class="{_CLASSES[line.kind]}" style="font-size: {points(size * 10)}pt">{_inline(line.text)}</p>'
    if line.kind is Kind.CARD:
        return f'<p class="card" data-name="{attribute(line.text)}">{_inline(line.text)}</p>'
    if line.kind is not Kind.POINT:
        return f'<p class="{_CLASSES[line.kind]}">{_inline(line.text)}</p>'
    level = line.marker.level if line.marker else 0
    if level and line.head and not line.body:
        return f'<h{level + 1} class="heading{level}">{_inline(line.text)}</h{level + 1}>'
    if not line.head:
        return f'<p class="body">{_inline(line.text)}</p>'
    head = line.text[: len(line.text) - len(line.body)]
    return f'<p class="body"><span class="lead{level}">{_inline(head)}</span>{_inline(line.body)}</p>'


def _signed(line: Line, right: int) -> str:
    return f'<p class="{_CLASSES[line.kind]}" style="padding-right: {points(right)}pt">{_inline(line.text)}</p>'


def _table(lines: Sequence[Line], layout: Layout) -> str:
    rows = cells_of(lines)
    widths = column_widths(rows, layout.page.text_width)
    out = []
    for line, row in zip(lines, rows, strict=True):
        tag = "th" if line.kind is Kind.TABLE_HEAD else "td"
        cells = "".join(
            f'<{tag} class="{_CLASSES[line.kind]}" style="width: {points(width)}pt">{_inline(cell)}</{tag}>'
            for cell, width in zip(row, widths, strict=True)
        )
        out.append(f"<tr>{cells}</tr>")
    return "\n".join(("<table>", *out, "</table>"))


def _inline(text: str) -> str:
    return "".join(
        f"<mark>{escape(piece)}</mark>" if hole else escape(piece).replace("\n", "<br>")
        for piece, hole in split_holes(text)
    )


def _style(layout: Layout) -> str:
    """The style sheet.  Sizes are those of the paper, in points and millimetres."""
    page = layout.page
    margins = " ".join(_mm(edge) for edge in (page.top, page.right, page.bottom, page.left))
    rules = [
        # Digits and letters alone are Latin: “ ” — … have to stay Chinese.
        f'@font-face {{ font-family: "西文"; src: local("{_css(layout.latin)}"); unicode-range: U+20-7E, U+C0-24F; }}',
        "* { box-sizing: border-box; margin: 0; padding: 0; }",
        "html { background: #d9d9d6; color: #000; }",
        f".sheet {{ width: {_mm(page.width)}; min-height: {_mm(page.height)}; margin: 8mm auto; padding: {margins};"
        " background: #fff; box-shadow: 0 1px 6px rgba(0, 0, 0, .35); overflow-wrap: anywhere; }",
        "p, h1, h2, h3, h4, h5 { text-justify: inter-ideograph; line-break: strict; white-space: pre-wrap; }",
        "h1, h2, h3, h4, h5 { break-after: avoid; break-inside: avoid; }",
        "p { orphans: 1; widows: 1; }",
        f".gap {{ height: {points(layout.line_pitch)}pt; }}",
        "mark { background: #ff0; color: inherit; }",
        _rule("h1", layout.title, layout),
        _rule(".subtitle", layout.subtitle, layout),
        _rule(".byline", layout.byline, layout),
        _rule(".dateline", layout.dateline, layout),
        _rule(".salutation", layout.salutation, layout),
        _rule(".body", layout.body, layout),
        _rule(".cue", layout.cue, layout),
        *(_rule(f".{name}", layout.face(kind), layout) for kind, name in list(_CLASSES.items())[6:]),
        # A list of persons stays on one page, and its rows end after a name.
        ".roll { break-inside: avoid; word-break: keep-all; }",
        ".imprint { border-bottom: 2.25pt solid #f00; } .imprint, .colophon { position: relative; }",
        ".right { position: absolute; right: 1em; } .enclosure { break-before: page; }",
        ".colophon { border-top: 0.75pt solid #000; padding: 0 1em; }",
        # The name again, upside down: folded between the two, the card reads from both sides.
        ".card { border-top: 1px dashed #888; break-inside: avoid; }",
        ".card::before { content: attr(data-name); display: block; transform: rotate(180deg); margin-bottom: 0.5em; }",
        "table { width: 100%; border-collapse: collapse; table-layout: fixed; }",
        f"th, td {{ border: 0.5pt solid #000; height: {points(layout.row_height)}pt; white-space: pre-wrap; }}",
        *(_rule(f".heading{n}", face, layout) for n, face in enumerate(layout.headings, 1)),
        *(_lead(f".lead{n}", lead, layout) for n, lead in enumerate(layout.leads())),
        f"@page {{ size: {_mm(page.width)} {_mm(page.height)}; margin: {margins}; }}",
        *_page_number(layout),
        "@media print { html { background: none; } .sheet { width: auto; min-height: 0; margin: 0; padding: 0;"
        " box-shadow: none; } mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }",
        f"@media screen and (max-width: {_mm(page.width)}) {{ .sheet {{ width: auto; margin: 0; padding: 8mm 6mm; }} }}",
    ]
    return "\n".join(rules) + "\n"


def _rule(selector: str, face: Face, layout: Layout) -> str:
    tracking = layout.tracking if face.size == layout.body.size else 0
    spacing = f" letter-spacing: {points(tracking)}pt;" if tracking else ""
    pitch = layout.line_pitch
    return (
        f"{selector} {{ font: {'bold' if face.bold else 'normal'} {points(face.size * 10)}pt/"
        f"{points(face.line or pitch)}pt {_family(face.font, layout)};{spacing}"
        f" text-align: {'justify' if face.align == 'both' else face.align};"
        f" text-indent: {face.indent / 100:g}em; padding-left: {face.left / 100:g}em;"
        f" margin: {points(pitch * face.before // 100)}pt 0 {points(pitch * face.after // 100)}pt;"
        f"{' color: #f00;' if face.red else ''} }}"
    )


def _lead(selector: str, lead: Lead, layout: Layout) -> str:
    weight = "bold" if lead.bold else "normal"
    return f"{selector} {{ font-family: {_family(lead.font, layout)}; font-weight: {weight}; }}"


def _page_number(layout: Layout) -> list[str]:
    """Page numbers on paper; a browser that does not know margin boxes prints its own."""
    number = layout.number
    if number.position == "none":
        return []
    before, _, after = number.pattern.partition("1")
    inset = points(number.size * 10 * number.inset // 100)
    said = (
        f'content: "{_css(before)}" counter(page) "{_css(after)}"; font: {"bold" if number.bold else "normal"}'
        f" {points(number.size * 10)}pt {_family(number.font, layout, latin=False)};"
        f" vertical-align: top; padding-top: {points(max(0, number.below - number.size * 6))}pt;"
    )
    if number.position == "center":
        return [f"@page {{ @bottom-center {{ {said} }} }}"]
    return [
        f"@page :right {{ @bottom-right {{ {said} padding-right: {inset}pt; }} }}",
        f"@page :left {{ @bottom-left {{ {said} padding-left: {inset}pt; }} }}",
    ]


def _family(name: str, layout: Layout, latin: bool = True) -> str:
    font = layout.font(name)
    # 黑体 is the one face without serifs.
    generic = "sans-serif" if font.role == "黑体" else "serif"
    names = (*(("西文",) if latin else ()), font.name, *font.substitutes)
    return ", ".join((*(f'"{_css(each)}"' for each in names), generic))


def _css(text: str) -> str:
    """A text between double quotes in a style sheet, safe inside <style> too."""
    return "".join(c if c.isalnum() or c in " _-—" else f"\\{ord(c):x} " for c in text)


def _mm(twips: int) -> str:
    return f"{round(twips / TWIPS_PER_MM, 1):g}mm"
