"""Files as text: encodings, pages, Word files as Word and WPS make them, and files made to do harm."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from word_package import NUMBERING, W, body, in_list, p, package, read, saved

from generator.importer import load_text
from generator.importer.word_numbers import Level, Num, Numbering
from generator.problems import InvalidInput

TEXT = "同志们：\n现在开会，请关掉手机。"


ENCODINGS: list[tuple[str, Callable[[str], bytes]]] = [
    ("utf-8", lambda t: t.encode()),
    ("bom", lambda t: t.encode("utf-8-sig")),
    ("utf-16", lambda t: t.encode("utf-16")),
    ("utf-16-be", lambda t: b"\xfe\xff" + t.encode("utf-16-be")),
    ("utf-16 without mark", lambda t: t.encode("utf-16-le")),
    ("utf-16-be without mark", lambda t: t.encode("utf-16-be")),
    ("gb2312", lambda t: t.encode("gb2312")),
    ("gb18030", lambda t: (t + "𠮷").encode("gb18030")),
]


@pytest.mark.parametrize(("name", "encode"), ENCODINGS, ids=[name for name, _ in ENCODINGS])
def test_txt_in_any_encoding(tmp_path: Path, name: str, encode: Callable[[str], bytes]) -> None:
    imported = load_text(saved(tmp_path, "稿.txt", encode(TEXT)))
    assert imported.text.removesuffix("𠮷") == TEXT
    assert imported.name == "稿.txt"
    assert imported.problems == ()


def test_txt_with_broken_bytes_is_read_and_told(tmp_path: Path) -> None:
    data = (TEXT * 20).encode().replace("现".encode(), "现".encode()[:2], 1)
    imported = load_text(saved(tmp_path, "稿.txt", data))
    assert imported.text.startswith("同志们：\n\ufffd在开会")
    assert [(problem.code, problem.place.line) for problem in imported.problems] == [("F32", 2)]


def test_word_paragraphs_breaks_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("在防汛会上的讲话")
    soft = document.add_paragraph("第一行")
    soft.add_run().add_break()
    soft.add_run("第二行\t隔开")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("姓名", "职务", "张三", "局长"), strict=True):
        cell.text = text
    layout = document.add_table(1, 1).cell(0, 0)
    layout.text = "表里的第一段。"
    layout.add_paragraph("表里的第二段。")
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.save(str(tmp_path / "稿.docx"))
    assert load_text(tmp_path / "稿.docx").text.split("\n") == [
        "在防汛会上的讲话",
        "第一行",
        "第二行\t隔开",
        "姓名\t职务",
        "张三\t局长",
        "表里的第一段。",
        "表里的第二段。",
    ]


def test_word_numbers_are_turned_into_text(tmp_path: Path) -> None:
    rows = [(0, "甲"), (1, "甲一"), (1, "甲二"), (2, "细"), (3, "更细"), (4, "圈"), (0, "乙"), (1, "乙一"), (2, "细")]
    lines = read(tmp_path, body("".join(p(t, in_list(1, n)) for n, t in rows)), numbering=NUMBERING)
    assert lines == ["一、甲", "（一）甲一", "（二）甲二", "1.细", "（1）更细", "①圈", "二、乙", "（一）乙一", "1.细"]


def test_word_numbers_count_on_and_restart(tmp_path: Path) -> None:
    inner = "".join(
        [
            p("甲", in_list(1)),
            p("正文"),
            p("乙", in_list(1)),
            p("另起", in_list(2)),
            p("再", in_list(2)),
            p("点", in_list(3)),
        ]
    )
    assert read(tmp_path, body(inner), numbering=NUMBERING) == ["一、甲", "正文", "二、乙", "一、另起", "二、再", "点"]


def test_word_numbers_past_ten_and_legal(tmp_path: Path) -> None:
    inner = "".join(p("点", in_list(1)) for _ in range(21)) + p("章", in_list(4)) + p("节", in_list(4, 1))
    lines = read(tmp_path, body(inner), numbering=NUMBERING)
    assert [lines[i] for i in (9, 10, 19, 20)] == ["十、点", "十一、点", "二十、点", "二十一、点"]
    assert lines[21:] == ["I 章", "1.1 节"]


def test_word_numbers_come_from_styles(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Base"><w:pPr>{in_list(1, 1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>'
    )
    inner = (
        p("甲", '<w:pStyle w:val="Own"/>')
        + p("无", '<w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("圈", '<w:pStyle w:val="Loop"/>')
    )
    assert read(tmp_path, body(inner), styles=styles, numbering=NUMBERING) == ["（一）甲", "无", "圈"]


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        ("chineseLegalSimplified", "壹 贰 叁"),
        ("ideographTraditional", "甲 乙 丙"),
        ("lowerLetter", "a b c"),
        ("upperLetter", "A B C"),
        ("lowerRoman", "i ii iii"),
        ("decimalZero", "01 02 03"),
        ("decimalFullWidth", "１ ２ ３"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑶"),
        ("ideographDigital", "一 二 三"),
        ("somethingNew", "1 2 3"),
    ],
)
def test_number_formats(form: str, texts: str) -> None:
    numbering = Numbering({"0": {0: Level(1, form, "%1")}}, {"1": Num("0")})
    assert [numbering.next_text("1", 0).strip() for _ in range(3)] == texts.split()


def test_word_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    inner = (
        "<w:p><w:r><w:t>保留</w:t></w:r><w:del><w:r><w:delText>删掉</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>加上</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
        + p("前半", "<w:rPr><w:del/></w:rPr>")
        + p("后半")
    )
    assert read(tmp_path, body(inner)) == ["保留加上", "前半后半"]


def test_word_fields_and_ruby(tmp_path: Path) -> None:
    inner = (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>请</w:t></w:r><w:r><w:ruby><w:rt><w:r><w:t>chōng</w:t></w:r>"
        "</w:rt><w:rubyBase><w:r><w:t>翀</w:t></w:r></w:rubyBase></w:ruby></w:r><w:hyperlink><w:r><w:t>同志</w:t></w:r>"
        "</w:hyperlink></w:p>"
    )
    assert read(tmp_path, body(inner)) == ["请翀同志"]


def test_word_text_boxes_and_notes_are_kept_and_told(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent>"
    inner = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>接着</w:t></w:r></w:p>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p><w:r><w:t>脚注的字</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    imported = load_text(saved(tmp_path, "稿.docx", package(body(inner), footnotes=notes)))
    assert imported.text == "正文接着\n框里的字\n脚注的字"
    assert [problem.code for problem in imported.problems] == ["F28", "F29"]


def test_word_main_part_may_have_another_name(tmp_path: Path) -> None:
    root = '<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="/word/footnotes.xml"/></Relationships>'
    assert read(tmp_path, "<x/>", root=root, footnotes=body(p("正文"))) == ["正文"]


def test_missing_and_empty(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(InvalidInput) as error:
            load_text(path)
        assert error.value.problems[0].code == "F21"
    assert [problem.code for problem in load_text(saved(tmp_path, "空.txt", b" \n")).problems] == ["F31"]


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>网站</title><style>p {{}}</style>
<script>var a = "<p>不要</p>";</script></head><body><!-- 不要 -->
<h1>在防汛会上的讲话</h1><p>同志们：</p><P>现在
   开会&nbsp;好&lt;不&gt;好。<br>下一行 English
words</p><ol><li>甲<li>乙</ol><ol type=A start=3><li>丙</li></ol>
<table><tr><td>姓名</td><td>职务</td></tr><tr><td>张三</td><td>局长</td></tr></table>
<div>请<ruby>翀<rt>chōng</rt></ruby>同志<select>没有关上</div><pre>一
二</pre><a title="a>b" href='x'>链接</a></body></html>"""
SEEN = [
    "在防汛会上的讲话",
    "同志们：",
    "现在开会\xa0好<不>好。",
    "下一行 English words",
    "1.甲",
    "2.乙",
    "C.丙",
    "姓名\t职务",
    "张三\t局长",
    "请翀同志没有关上",
    "一",
    "二",
    "链接",
]


@pytest.mark.parametrize(
    ("declared", "used"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gb18030"), ("x-none", "utf-8")]
)
def test_pages(tmp_path: Path, declared: str, used: str) -> None:
    data = PAGE.format(charset=declared).encode(used)
    assert load_text(saved(tmp_path, "页.html", data)).text.split("\n") == SEEN
    assert load_text(saved(tmp_path, "其实是网页.doc", data)).text.split("\n") == SEEN


def test_through_libreoffice(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    inner = p("在防汛会上的讲话") + p("甲", in_list(1)) + p("甲一", in_list(1, 1)) + p("乙", in_list(1)) + p("散会。")
    content = io.BytesIO(package(body(inner), numbering=NUMBERING))
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/numbering.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
    )
    office_ns = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package_ns = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    with zipfile.ZipFile(content) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["[Content_Types].xml"] = types.encode()
    parts["_rels/.rels"] = (
        f'<Relationships {package_ns}><Relationship Id="a" Type="{office_ns}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    ).encode()
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships {package_ns}><Relationship Id="b" Type="{office_ns}/numbering" Target="numbering.xml"/></Relationships>'
    ).encode()
    with zipfile.ZipFile(tmp_path / "原.docx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for form in ("odt", "docx:MS Word 2007 XML"):
        source = tmp_path / ("原.docx" if form == "odt" else "原.odt")
        command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert load_text(tmp_path / "原.docx").text.split("\n") == [
        "在防汛会上的讲话",
        "一、甲",
        "（一）甲一",
        "二、乙",
        "散会。",
    ]
