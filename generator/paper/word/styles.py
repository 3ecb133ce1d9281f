"""The styles of a layout, as WordprocessingML.

Pure strings: which style a kind of line has, what it is called in Word, and what it says.  Built-in styles keep
their names, so that Word's navigation pane, 目录 and a unit's own .docx find them.  Does not know python-docx.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.paper.page import Face, Font, Layout, Lead
from generator.records import record
from generator.text.lines import Kind
from generator.text.markup import attribute

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XMLNS = f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"'


@record(frozen=True)
class Role:
    """What a style is for (`key`), its name in Word's file format, and the id it gets where it is new."""

    key: str
    name: str
    id: str
    type: Literal["paragraph", "character"] = "paragraph"
    level: int = 0


HEADINGS = tuple(Role(f"heading{n}", f"heading {n}", f"Heading{n}", level=n) for n in range(1, 5))
# Character styles of our own: the linked style of a built-in heading would put a run-in heading into the 目录.
LEADS = tuple(
    Role(f"lead{n}", f"题首{name}", f"Lead{n}", "character", n) for n, name in enumerate(("口语", *"一二三四", "名单"))
)
PARAGRAPHS = (
    Role(Kind.TITLE.value, "Title", "Title"),
    Role(Kind.SUBTITLE.value, "Subtitle", "Subtitle"),
    Role(Kind.BYLINE.value, "Signature", "Signature"),
    Role(Kind.DATELINE.value, "Date", "Date"),
    Role(Kind.SALUTATION.value, "Salutation", "Salutation"),
    Role(Kind.PARAGRAPH.value, "Body Text", "BodyText"),
    Role(Kind.CUE.value, "提示", "Cue"),
    *HEADINGS,
    # What Word has no style for is called as clerks call it.
    Role(Kind.ADDRESSEE.value, "主送", "Addressee"),
    Role(Kind.ENCLOSURES.value, "附件说明", "Enclosures"),
    Role(Kind.SIGNOFF.value, "落款", "SignOff"),
    Role(Kind.SIGNOFF_DATE.value, "落款日期", "SignOffDate"),
    Role(Kind.NOTE.value, "附注", "Note"),
    Role(Kind.ENCLOSURE.value, "附件", "Enclosure"),
    Role(Kind.ENCLOSURE_TITLE.value, "附件标题", "EnclosureTitle"),
    Role(Kind.ROLL.value, "名单", "Roll"),
    Role(Kind.EDITORIAL.value, "按语", "Editorial"),
    Role(Kind.MASTHEAD.value, "红头", "Masthead"),
    Role(Kind.ISSUE.value, "期号", "Issue"),
    Role(Kind.IMPRINT.value, "编印", "Imprint"),
    Role(Kind.COLOPHON.value, "版记", "Colophon"),
    Role(Kind.TABLE_HEAD.value, "表头", "TableHead"),
    Role(Kind.TABLE_ROW.value, "表行", "TableRow"),
    Role(Kind.CARD.value, "桌签", "NameCard"),
)
FOOTER = Role("footer", "footer", "Footer")
ROLES = (*PARAGRAPHS, FOOTER, *LEADS)


def style_xml(role: Role, layout: Layout, ids: Mapping[str, str]) -> str:
    """The <w:style> of a role; `ids` has its own id and those of the styles it refers to: normal, character, 正文."""
    if role.type == "character":
        body = f"<w:rPr>{_lead(layout.leads()[role.level], layout)}</w:rPr>"
        return _style(role.type, ids[role.key], role.name, body, based_on=ids["character"], custom=True)
    custom = not role.name.isascii()
    if role is FOOTER:
        return _style("paragraph", ids[role.key], role.name, _footer(layout), based_on=ids["normal"], custom=custom)
    face = face_of(role, layout)
    body = f"<w:pPr>{_paragraph(role, face, layout)}</w:pPr><w:rPr>{_run(face, layout)}</w:rPr>"
    following = ids[Kind.PARAGRAPH.value]
    return _style(
        "paragraph", ids[role.key], role.name, body, based_on=ids["normal"], following=following, custom=custom
    )


def face_of(role: Role, layout: Layout) -> Face:
    """The face of a paragraph style."""
    if role.level:
        return layout.headings[role.level - 1]
    return layout.face(Kind(role.key))


def styles_xml(layout: Layout) -> str:
    """All styles of a layout: the whole content of styles.xml, no theme font in it."""
    ids = {role.key: role.id for role in ROLES} | {"normal": "Normal", "character": "DefaultParagraphFont"}
    run = _run(Face(layout.body.font, layout.body.size), layout)
    line = f'<w:spacing w:before="0" w:after="0" w:line="{layout.line_pitch}" w:lineRule="exact"/>'
    return (
        f"<w:styles {XMLNS}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(layout.body.font, layout.latin)}"
        f'<w:sz w:val="{layout.body.size}"/><w:szCs w:val="{layout.body.size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0"'
        ' w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        f'{_RULES}<w:adjustRightInd w:val="0"/>{line}<w:jc w:val="both"/></w:pPr><w:rPr>{run}</w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(style_xml(role, layout, ids) for role in ROLES)
        + "</w:styles>"
    )


def font_table_xml(layout: Layout) -> str:
    """fontTable.xml: the fonts in use, each with the one that Word takes where it is missing."""
    used = [face_of(role, layout).font for role in PARAGRAPHS] + [layout.number.font, layout.spoken.font]
    chinese = "".join(_font_entry(layout.font(name)) for name in dict.fromkeys(used))
    latin = (
        f'<w:font w:name="{attribute(layout.latin)}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    return f"<w:fonts {XMLNS}>{chinese}{latin}</w:fonts>"


# Lines end as Chinese lines do; widow control would make pages of 21 lines.
_WIDOWS, _LINE_ENDS = '<w:widowControl w:val="0"/>', "<w:kinsoku/><w:overflowPunct/>"
_RULES = _WIDOWS + _LINE_ENDS
# 简报 and 纪要 by practice: 2.25 pt, some 4 mm under the line.
_RED_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="8" w:color="FF0000"/></w:pBdr>'
# Where the width of a line is reckoned in characters Word is not to add white between Han and digits.
_NO_AUTO_SPACE = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_HEAD = {k.value for k in (Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.DATELINE, Kind.ENCLOSURE_TITLE, Kind.MASTHEAD)}
_RECKONED = _HEAD | {k.value for k in (Kind.SIGNOFF, Kind.SIGNOFF_DATE, Kind.ENCLOSURES, Kind.ISSUE, Kind.IMPRINT)}
_ALONE = {k.value for k in (Kind.ENCLOSURE, Kind.ISSUE, Kind.IMPRINT, Kind.SIGNOFF)}
_CELLS = {k.value for k in (Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.CARD)}


def _style(kind: str, id_: str, name: str, body: str, based_on: str, following: str = "", custom: bool = False) -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="{kind}"{own} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'{parent}{after}<w:uiPriority w:val="1"/><w:qFormat/>{body}</w:style>'
    )


def _paragraph(role: Role, face: Face, layout: Layout) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if role.level else "<w:keepNext/>" if role.key in _HEAD | _ALONE else ""
    page = "<w:pageBreakBefore/>" if role.key == Kind.ENCLOSURE.value else ""
    rule = _RED_RULE if role.key == Kind.IMPRINT.value else ""
    spaces = _NO_AUTO_SPACE if role.key in _RECKONED else ""
    # A line higher than the grid's would take two rows of it in LibreOffice.
    grid = '<w:snapToGrid w:val="0"/>' if face.size > layout.body.size or role.key in _CELLS else ""
    outline = f'<w:outlineLvl w:val="{role.level - 1}"/>' if role.level else ""
    character = face.size * 10 + _tracking(face, layout)
    pitch = layout.line_pitch
    return (
        f'{keep}{page}{_WIDOWS}{rule}{_LINE_ENDS}{spaces}<w:adjustRightInd w:val="0"/>{grid}'
        f'<w:spacing w:beforeLines="{face.before}" w:before="{pitch * face.before // 100}"'
        f' w:afterLines="{face.after}" w:after="{pitch * face.after // 100}"'
        f' w:line="{face.line or pitch}" w:lineRule="exact"/>'
        f'<w:ind w:leftChars="{face.left}" w:left="{character * face.left // 100}"'
        f' w:firstLineChars="{face.indent}" w:firstLine="{character * face.indent // 100}"/>'
        f'<w:jc w:val="{face.align}"/>{outline}'
    )


def _run(face: Face, layout: Layout) -> str:
    bold = "1" if face.bold else "0"
    return (
        f'{_fonts(face.font, layout.latin)}<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
        f'<w:color w:val="{"FF0000" if face.red else "000000"}"/><w:spacing w:val="{_tracking(face, layout)}"/>'
        f'<w:sz w:val="{face.size}"/><w:szCs w:val="{face.size}"/>'
    )


def _lead(lead: Lead, layout: Layout) -> str:
    bold = "1" if lead.bold else "0"
    return f'{_fonts(lead.font, layout.latin)}<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'


def _footer(layout: Layout) -> str:
    number = layout.number
    bold = "1" if number.bold else "0"
    return (
        '<w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0"'
        f' w:line="{footer_line(layout)}" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
        f'<w:rPr>{_fonts(number.font, number.font)}<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
        f'<w:spacing w:val="0"/><w:sz w:val="{number.size}"/><w:szCs w:val="{number.size}"/></w:rPr>'
    )


def footer_line(layout: Layout) -> int:
    """The height of the page number's line in twips."""
    return layout.number.size * 12


def _tracking(face: Face, layout: Layout) -> int:
    """Lines of the body's size hold the body's number of characters; others stand as they are."""
    return layout.tracking if face.size == layout.body.size else 0


def _fonts(font: str, latin: str) -> str:
    """All four slots.  hAnsi is Chinese: quotes, dashes and ellipses fall into it where a hint is lost."""
    name, western = attribute(font), attribute(latin)
    return f'<w:rFonts w:ascii="{western}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{western}"/>'


def _font_entry(font: Font) -> str:
    # Word takes the whole value for one name, commas and all, and no more than 31 characters of it.
    other = f'<w:altName w:val="{attribute(font.substitutes[0])}"/>' if font.substitutes else ""
    return (
        f'<w:font w:name="{attribute(font.name)}">{other}<w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
