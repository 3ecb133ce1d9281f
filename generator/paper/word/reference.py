"""本单位.docx: a unit's own Word file that lends its page, headers, footers and styles.

Its text goes, and with it whatever hung on the text: pictures, notes, comments, the machine it was typed on.
A style that it lacks is added from the layout.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator.paper.page import Layout
from generator.paper.word.package import DOCUMENT
from generator.paper.word.styles import LEADS, ROLES, XMLNS, style_xml
from generator.problems import InvalidInput, Place, Problem

_LARGEST = 64 * 1024 * 1024
"""A unit's file with its emblem is far below; a zip made to fill the memory is far above."""

_KEPT = frozenset(("styles", "settings", "fontTable", "theme", "numbering", "header", "footer"))
_UNSET = (
    *("writeProtection", "documentProtection", "trackRevisions", "revisionView", "mailMerge", "attachedTemplate"),
    *("footnotePr", "endnotePr", "saveThroughXslt", "attachedSchema", "docVars", "rsids"),
)
_AS_DOCX = "用 Word 或 WPS 打开它，另存为“Word 文档（*.docx）”，再用另存的文件"


def open_reference(data: bytes, layout: Layout) -> tuple[Any, dict[str, str]]:
    """The file as an empty python-docx document, and the id of every style by what it is for.

    InvalidInput where it is no Word file.
    """
    document = _open(data)
    _empty(document)
    return document, _add_styles(document.styles.element, layout)


def _open(data: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
        if size <= _LARGEST:
            document = Document(io.BytesIO(data))
            # Looked at now, so that a part which is missing or no XML shows here and not in the middle of the work.
            looked_at = document.element.body, document.styles.element, document.settings.element, document.sections
            if all(each is not None for each in looked_at):
                return document
    except Exception as error:
        # python-docx raises whatever it stumbles over, KeyError or XMLSyntaxError: the file is at fault.
        raise _unusable("这个文件不是能打开的 Word 文件（.docx）", _AS_DOCX) from error
    if size > _LARGEST:
        raise _unusable("这个文件解开后超过 64 兆字节", "删去其中的图片和正文，只留样式，再试一次")
    raise _unusable("这个文件里没有正文部分", _AS_DOCX)


def _empty(document: Any) -> None:
    """Leaves page, headers, footers, styles and settings."""
    body = document.element.body
    last = body.get_or_add_sectPr()
    used = _inherit_headers(last, [section._sectPr for section in document.sections])
    for child in list(body):
        if child is not last:
            body.remove(child)
    part, package = document.part, document.part.package
    for key, relation in list(part.rels.items()):
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in _KEPT or (kind in ("header", "footer") and key not in used):
            del part.rels[key]
    for key, relation in list(package.rels.items()):
        if not relation.reltype.endswith("/officeDocument"):
            del package.rels[key]
    # Asked for, it is made anew and empty, under the name that the writer fills.
    _ = document.core_properties
    part.partname = PackURI(f"/{DOCUMENT}")
    settings = document.settings.element
    for name in _UNSET:
        for element in settings.findall(qn(f"w:{name}")):
            settings.remove(element)
    for relation in part.rels.values():
        if relation.reltype.endswith("/settings"):
            relation.target_part.rels.clear()


def _inherit_headers(last: Any, sections: list[Any]) -> set[str]:
    """Gives the last section the headers and footers that it takes over from those before; the ids in use."""
    names = (qn("w:headerReference"), qn("w:footerReference"))
    current: dict[tuple[str, str], Any] = {}
    for section in sections:
        for element in [child for child in section if child.tag in names]:
            current[element.tag, element.get(qn("w:type"))] = element
    for name in (*names, qn("w:footnotePr"), qn("w:endnotePr")):
        for element in last.findall(name):
            last.remove(element)
    for position, element in enumerate(current.values()):
        last.insert(position, element)
    return {element.get(qn("r:id")) for element in current.values()}


def _add_styles(styles: Any, layout: Layout) -> dict[str, str]:
    """The id of every style by what it is for; those that the file lacks are added from the layout."""
    every = styles.findall(qn("w:style"))
    by_name = {(_value(style, "w:name").casefold(), style.get(qn("w:type"))): style for style in every}
    by_id = {_id(style): style for style in every}
    found = {role: style for role in ROLES if (style := by_name.get((role.name.casefold(), role.type))) is not None}
    ids = {role.key: _id(found[role]) if role in found else _free(role.id, by_id) for role in ROLES}
    ids["normal"] = _default(every, "paragraph") or ids["正文"]
    ids["character"] = _default(every, "character")
    for style in found.values():
        _unnumber(style, by_id)
    for role in ROLES:
        if role in found:
            continue
        new = parse_xml(style_xml(role, layout, ids).replace("<w:style ", f"<w:style {XMLNS} ", 1))
        if role in LEADS:
            _dress(new, by_name.get((f"heading {role.level}", "paragraph")))
        styles.append(new)
    return ids


def _unnumber(style: Any, by_id: dict[str, Any]) -> None:
    """Numbers stand in the text; a heading that Word numbers too would have two."""
    seen: list[Any] = []
    while style is not None and style not in seen:
        seen.append(style)
        style = by_id.get(_value(style, "w:basedOn"))
    if any(each.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None for each in seen):
        number = seen[0].get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val = 0
        number.get_or_add_numId().val = 0


def _dress(lead: Any, heading: Any) -> None:
    """A run-in heading wears what the unit's own heading of that level wears."""
    worn = None if heading is None else heading.find(qn("w:rPr"))
    if worn is None:
        return
    run = lead.find(qn("w:rPr"))
    for name in ("w:rFonts", "w:b", "w:bCs"):
        if (piece := worn.find(qn(name))) is not None:
            run.replace(run.find(qn(name)), parse_xml(piece.xml))


def _value(style: Any, name: str) -> str:
    element = style.find(qn(name))
    return "" if element is None else element.get(qn("w:val"), "")


def _id(style: Any) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _default(every: list[Any], kind: str) -> str:
    fits = (s for s in every if s.get(qn("w:type")) == kind and s.get(qn("w:default")) in ("1", "true", "on"))
    return next(map(_id, fits), "")


def _free(wanted: str, taken: dict[str, Any]) -> str:
    while wanted in taken:
        wanted += "x"
    return wanted


def _unusable(found: str, hint: str) -> InvalidInput:
    expected = "一个 .docx 文件，用它的页面、页眉页脚和样式"
    return InvalidInput([Problem("F34", Place(), found=found, expected=expected, hint=hint)])
