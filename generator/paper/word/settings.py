"""settings.xml, app.xml and the page number of a layout, as strings."""

from __future__ import annotations

from generator.paper.page import Layout
from generator.paper.word.styles import FOOTER, XMLNS, footer_line
from generator.text.markup import escape


def settings_xml(layout: Layout) -> str:
    """The whole settings.xml: Chinese throughout, and nothing of the template it was made from."""
    mirror = "<w:mirrorMargins/>" if layout.page.mirror else ""
    even = "<w:evenAndOddHeaders/>" if layout.number.position == "outside" else ""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'<w:settings {XMLNS}><w:zoom w:percent="100"/>{mirror}<w:bordersDoNotSurroundHeader/>'
        f'<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="{layout.body.size * 20}"/>{even}'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        # A line that ends with a manual break is not to be stretched to the margin.
        f"<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def app_xml() -> str:
    """docProps/app.xml: no page or word counts, which only Word could know."""
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>jianggao</Application></Properties>"
    )


def footer_xml(layout: Layout, even: bool) -> str:
    """The footer with the page number: on the outer side, or centred."""
    number = layout.number
    inset = number.size * 10 * number.inset // 100
    if number.position == "center":
        place = '<w:jc w:val="center"/>'
    elif even:
        place = f'<w:ind w:leftChars="{number.inset}" w:left="{inset}"/><w:jc w:val="left"/>'
    else:
        place = f'<w:ind w:rightChars="{number.inset}" w:right="{inset}"/><w:jc w:val="right"/>'
    before, _, after = number.pattern.partition("1")
    run = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    field = "".join(
        f"{run}{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    words = [f'{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else "" for text in (before, after)]
    return (
        f'<w:ftr {XMLNS}><w:p><w:pPr><w:pStyle w:val="{FOOTER.id}"/>{place}</w:pPr>'
        f"{words[0]}{field}{words[1]}</w:p></w:ftr>"
    )


def footer_distance(layout: Layout) -> int:
    """Twips from the paper's edge to the page number's line, so that the dash stands `below` under the text."""
    return max(0, layout.page.bottom - layout.number.below - footer_line(layout) // 2)
