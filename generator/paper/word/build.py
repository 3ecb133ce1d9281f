"""A layout's package by python-docx: page, footers, styles, settings — everything but the text.

The only module of the writer that imports python-docx; `base` calls it once for a layout.
"""

from __future__ import annotations

import copy
import io
import zipfile
from typing import Any

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Twips
from lxml import etree  # type: ignore[import-untyped]

from generator.paper.fingerprint import CONTENT_TYPE, CUSTOM, RELATION, custom_xml
from generator.paper.page import Layout
from generator.paper.word.package import DOCUMENT, TEXT
from generator.paper.word.reference import open_reference
from generator.paper.word.settings import app_xml, footer_distance, footer_xml, settings_xml
from generator.paper.word.styles import ROLES, XMLNS, font_table_xml, styles_xml

_TEMPLATE_PARTS = ("customXml", "stylesWithEffects", "numbering", "webSettings", "theme", "thumbnail")
_APP = "/docProps/app.xml"


def build_package(layout: Layout, reference: bytes | None = None) -> tuple[dict[str, bytes], dict[str, str]]:
    """The content of every part by name, and the id of every style by what it is for.

    InvalidInput where `reference` is no Word file.
    """
    if reference is not None:
        document, ids = open_reference(reference, layout)
        return parts_of(document), ids
    document = Document()
    _drop(document.part, _TEMPLATE_PARTS)
    _drop(document.part.package, _TEMPLATE_PARTS)
    replace_children(document.styles.element, styles_xml(layout))
    replace_children(document.settings.element, settings_xml(layout))
    part_of(document, "/word/fontTable.xml")._blob = xml_bytes(font_table_xml(layout))
    part_of(document, _APP)._blob = xml_bytes(app_xml())
    _set_page(document.sections[0], layout)
    ids = {role.key: role.id for role in ROLES} | {"normal": "Normal"}
    return parts_of(document), ids


def _set_page(section: Any, layout: Layout) -> None:
    page = layout.page
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(page.bottom)
    section.left_margin, section.right_margin = Twips(page.left), Twips(page.right)
    section.header_distance, section.footer_distance = Twips(851), Twips(footer_distance(layout))
    section.gutter = Twips(0)
    # type=lines has the grid; without a type Word takes no notice of the pitch.
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(layout.line_pitch))
    if layout.number.position != "none":
        _set_footer(section.footer, footer_xml(layout, even=False))
        if layout.number.position == "outside":
            _set_footer(section.even_page_footer, footer_xml(layout, even=True))


def _set_footer(footer: Any, xml: str) -> None:
    footer.is_linked_to_previous = False
    replace_children(footer._element, xml)


def replace_children(element: Any, xml: str) -> None:
    """Gives an element the children of the one that `xml` describes."""
    new = parse_xml(xml)
    for child in list(element):
        element.remove(child)
    for child in list(new):
        element.append(child)


def part_of(document: Any, name: str) -> Any:
    """The part of that name."""
    return next(part for part in document.part.package.iter_parts() if part.partname == name)


def xml_bytes(xml: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def _drop(source: Any, kinds: tuple[str, ...]) -> None:
    """Takes the relationships of these kinds away, and with them the parts."""
    for key, relation in list(source.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in kinds:
            del source.rels[key]


def parts_of(document: Any) -> dict[str, bytes]:
    """The saved package of an empty document part by part, with a mark in document.xml where the text goes."""
    section = document.element.body.sectPr
    package = document.part.package
    # Declared here, so that content types and relationships name it; each paper writes its own.
    package.relate_to(Part(PackURI(f"/{CUSTOM}"), CONTENT_TYPE, custom_xml(""), package), RELATION)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as written:
        parts = {name: written.read(name) for name in written.namelist()}
    parts[DOCUMENT] = xml_bytes(f"<w:document {XMLNS}><w:body>{TEXT}{_section_xml(section)}</w:body></w:document>")
    return parts


def _section_xml(section: Any) -> str:
    """The <w:sectPr> with no more namespaces than it uses, and without the marks of who typed it."""
    own = copy.deepcopy(section)
    own.attrib.clear()
    etree.cleanup_namespaces(own)
    return str(etree.tostring(own, encoding="unicode", with_tail=False))
