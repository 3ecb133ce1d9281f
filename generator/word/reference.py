"""本单位.docx: a unit's own Word file that lends its page, headers, footers and styles.

Its text is dropped.  A style that it lacks is added from the layout.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator.layout import Layout
from generator.problems import InvalidInput, Place, Problem
from generator.word.styles import LEADS, ROLES, XMLNS, Role, style_xml

_LARGEST = 64 * 1024 * 1024
"""A unit's file with its emblem is far below; a zip made to fill the memory is far above."""


def open_reference(data: bytes) -> Any:
    """The file as python-docx's document.  InvalidInput where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
                raise _unusable("这个文件解开后超过 64 兆字节", "删去其中的图片和正文，只留样式，再试一次")
        document = Document(io.BytesIO(data))
        # Asked for now, so that what is missing shows here and not in the middle of the work.
        if not (document.sections and document.styles.element is not None and document.settings.element is not None):
            raise _unusable("这个文件里没有页面设置或样式")
    except InvalidInput:
        raise
    except Exception as error:
        # python-docx raises whatever it stumbles over (KeyError, AttributeError, XMLSyntaxError …): the file is at fault.
        raise _unusable("这个文件不是能打开的 Word 文件（.docx）") from error
    return document


def add_styles(document: Any, layout: Layout) -> dict[str, str]:
    """The id of every style by what it is for; those that the file lacks are added from the layout."""
    styles = document.styles.element
    there = {name.casefold(): style for style in styles.findall(qn("w:style")) if (name := _name(style))}
    taken = {style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))}
    found = {role: style for role in ROLES if (style := there.get(role.name.casefold())) is not None}
    found = {role: style for role, style in found.items() if style.get(qn("w:type")) == role.type}
    ids = {role.key: _id(found[role]) if role in found else _free(role.id, taken) for role in ROLES}
    ids["normal"] = _default(styles, "paragraph") or ids["正文"]
    ids["character"] = _default(styles, "character")
    for role in ROLES:
        if role not in found:
            new = parse_xml(style_xml(role, layout, ids).replace("<w:style ", f"<w:style {XMLNS} ", 1))
            new.set(qn("w:styleId"), ids[role.key])
            if role in LEADS and role.level and (heading := there.get(f"heading {role.level}")) is not None:
                _dress(new, heading)
            styles.append(new)
    return ids


def _dress(lead: Any, heading: Any) -> None:
    """A run-in heading wears what the unit's own heading of that level wears."""
    worn = heading.find(qn("w:rPr"))
    if worn is None:
        return
    run = lead.find(qn("w:rPr"))
    for name in ("w:rFonts", "w:b", "w:bCs"):
        if (piece := worn.find(qn(name))) is not None:
            own = run.find(qn(name))
            run.replace(own, parse_xml(piece.xml))


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "")


def _id(style: Any) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _default(styles: Any, kind: str) -> str:
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == kind and style.get(qn("w:default")) in ("1", "true", "on"):
            return _id(style)
    return ""


def _free(wanted: str, taken: set[str]) -> str:
    while wanted in taken:
        wanted += "x"
    taken.add(wanted)
    return wanted


def _unusable(
    found: str, hint: str = "用 Word 或 WPS 打开它，另存为“Word 文档（*.docx）”，再用另存的文件"
) -> InvalidInput:
    expected = "一个 .docx 文件，用它的页面、页眉页脚和样式"
    return InvalidInput([Problem("W02", Place(), found=found, expected=expected, hint=hint)])
