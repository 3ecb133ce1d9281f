"""本单位.docx: what a unit's own Word file lends, and what of it goes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from word_dump import dump_docx

from generator.paper.layout import Layout, Properties
from generator.paper.word import write_docx
from generator.problems import InvalidInput
from generator.text.lines import parse_lines

PAPER = parse_lines(
    "会议讲话\n（2026年1月2日）\n同志们：\n一、提高认识\n（一）看清形势。形势逼人。\n（二）抓好落实\n我就讲这些。\n（鼓掌）"
)
PROPERTIES = Properties("会议讲话", "甲")


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def picture() -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def unit_file() -> Any:
    """A unit's file: its own page, header, body face, headings that Word numbers, and an old text with a picture."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Cm(21), Cm(29.7), Cm(2.5)
    section.header.paragraphs[0].text = "云岭集团公司文件"
    section.footer.paragraphs[0].text = "云岭集团办公室印制"
    body = document.styles["Body Text"]
    body.font.size = Pt(15)
    body.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "方正仿宋_GBK")
    heading = document.styles["Heading 2"]
    heading.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "方正楷体_GBK")
    numbered = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    document.styles["Heading 1"].element.get_or_add_pPr()._insert_numPr(numbered)
    document.add_paragraph("机密的旧正文")
    document.add_picture(picture())
    document.core_properties.author = "旧作者"
    return document


def made(document: Any) -> bytes:
    return write_docx(PAPER, Layout(), PROPERTIES, reference=saved(document))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_page_headers_and_styles_are_the_units() -> None:
    data = made(unit_file())
    document = Document(io.BytesIO(data))
    section = document.sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == (
        "云岭集团公司文件",
        "云岭集团办公室印制",
    )
    assert round(section.left_margin.cm, 1) == 2.5
    rows = dump_docx(data)
    assert "Body Text | 方正仿宋_GBK 15磅" in rows and "heading 2 | 方正楷体_GBK" in rows
    # A run-in heading of the second level wears the unit's Heading 2.
    assert "⟨方正楷体_GBK 加粗⟩（一）看清形势。⟨/⟩形势逼人。" in rows


def test_a_style_that_is_missing_comes_from_the_layout() -> None:
    rows = dump_docx(made(unit_file()))
    assert "提示 | 楷体 16磅 | 居中" in rows and "Salutation | 仿宋 16磅" in rows and "Date | 楷体 16磅" in rows


def test_the_old_text_is_gone_and_all_that_hung_on_it() -> None:
    found = parts(made(unit_file()))
    said = b"".join(found.values()).decode(errors="replace")
    for leftover in ("机密的旧正文", "旧作者", "python-docx"):
        assert leftover not in said
    assert not [name for name in found if "media" in name or "thumbnail" in name or "customXml" in name]
    assert Document(io.BytesIO(made(unit_file()))).paragraphs[0].text == "会议讲话"


def test_a_picture_in_the_header_stays() -> None:
    document = unit_file()
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture())
    assert [name for name in parts(made(document)) if "media" in name]


def test_headings_that_word_numbers_are_not_numbered_twice() -> None:
    style = Document(io.BytesIO(made(unit_file()))).styles["Heading 1"].element
    assert style.pPr.numPr.numId.val == 0


def test_the_last_section_keeps_the_header_it_took_over() -> None:
    document = unit_file()
    document.add_section(WD_SECTION.NEW_PAGE)
    assert "w:headerReference" not in document.sections[-1]._sectPr.xml
    section = Document(io.BytesIO(made(document))).sections[0]
    assert section.header.paragraphs[0].text == "云岭集团公司文件"


def test_protection_and_tracked_changes_are_lifted() -> None:
    document = unit_file()
    for name in ("documentProtection", "trackRevisions"):
        document.settings.element.insert(0, parse_xml(f"<w:{name} {nsdecls('w')}/>"))
    settings_part = parts(made(document))["word/settings.xml"].decode()
    assert "documentProtection" not in settings_part and "trackRevisions" not in settings_part


def test_the_same_reference_gives_the_same_bytes() -> None:
    data = saved(unit_file())
    first = write_docx(PAPER, Layout(), PROPERTIES, reference=data)
    assert write_docx(PAPER, Layout(name="另一个公文"), PROPERTIES, reference=bytes(bytearray(data))) == first


def test_our_own_paper_may_be_a_reference() -> None:
    own = write_docx(PAPER, Layout(), PROPERTIES)
    assert dump_docx(write_docx(PAPER, Layout(), PROPERTIES, reference=own)) == dump_docx(own)


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    return target.getvalue()


def template_file() -> bytes:
    """A .dotx under the name of a .docx."""
    source = parts(saved(Document()))
    source["[Content_Types].xml"] = source["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in source.items():
            package.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0 old .doc", b"PK\x05\x06" + b"\0" * 18, bomb(), template_file()]
)
def test_what_is_no_word_file_is_a_problem(data: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        write_docx(PAPER, Layout(), PROPERTIES, reference=data)
    (problem,) = caught.value.problems
    assert problem.code == "F34" and problem.hint


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_reference_is_a_problem_or_still_serves(data: st.DataObject) -> None:
    whole = saved(Document())
    at = data.draw(st.integers(0, len(whole) - 20))
    damaged = whole[:at] + data.draw(st.binary(min_size=1, max_size=12)) + whole[at + 12 :]
    try:
        made_of = write_docx(PAPER, Layout(), PROPERTIES, reference=damaged)
    except InvalidInput as error:
        assert error.problems[0].code == "F34"
    else:
        assert "会议讲话" in dump_docx(made_of)
