"""Files as text: encodings, pages, Word files as Word and WPS make them, and files made to do harm."""

from __future__ import annotations

import io
import json
import shutil
import socket
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from generator.cli_read import clean_command, outline_command
from generator.importer import load_text
from generator.importer.word_numbers import Level, Num, Numbering
from generator.problems import InvalidInput

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "同志们：\n现在开会，请关掉手机。"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reading a file opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def package(document: str, **parts: str) -> bytes:
    """A .docx of hand-made parts: the body's XML, and others by name (styles, numbering, rels, footnotes)."""
    names = {
        "rels": "word/_rels/document.xml.rels",
        "root": "_rels/.rels",
        "styles": "word/styles.xml",
        "numbering": "word/numbering.xml",
        "footnotes": "word/footnotes.xml",
    }
    kinds = "".join(
        f'<Relationship Id="r{kind}" Type="http://x/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering", "footnotes")
        if kind in parts
    )
    parts.setdefault("rels", f"<Relationships>{kinds}</Relationships>")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, xml in parts.items():
            archive.writestr(names[name], xml)
    return content.getvalue()


def body(inner: str) -> str:
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return f'<w:document xmlns:w="{W}" {spaces}><w:body>{inner}</w:body></w:document>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def in_list(num: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def level_xml(at: int, form: str, text: str, extra: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
    + level_xml(0, "chineseCounting", "%1、")
    + level_xml(1, "chineseCounting", "（%2）")
    + level_xml(2, "decimal", "%3.")
    + level_xml(3, "decimal", "（%4）")
    + level_xml(4, "decimalEnclosedCircle", "%5")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level_xml(0, "bullet", "\uf0b7")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level_xml(0, "upperRoman", "%1")
    + level_xml(1, "decimal", "%1.%2", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    "</w:numbering>"
)


def read(tmp_path: Path, document: str, **parts: str) -> list[str]:
    return load_text(saved(tmp_path, "稿.docx", package(document, **parts))).text.split("\n")


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
    assert [(problem.code, problem.place.line) for problem in imported.problems] == [("F27", 2)]


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


def test_word_outside_links_are_told_and_not_opened(tmp_path: Path) -> None:
    rels = (
        '<Relationships><Relationship Id="a" Type="http://x/image" Target="http://example.com/a.png" TargetMode="External"/>'
        '<Relationship Id="b" Type="http://x/attachedTemplate" Target="file:///c:/b.dotm" TargetMode="External"/></Relationships>'
    )
    imported = load_text(saved(tmp_path, "稿.docx", package(body(p("正文")), rels=rels)))
    assert imported.text == "正文"
    assert [(problem.code, problem.severity) for problem in imported.problems] == [("F30", "提示")]
    assert "http://example.com/a.png" in imported.problems[0].found


def test_word_main_part_may_have_another_name(tmp_path: Path) -> None:
    root = '<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="/word/footnotes.xml"/></Relationships>'
    assert read(tmp_path, "<x/>", root=root, footnotes=body(p("正文"))) == ["正文"]


@pytest.mark.parametrize("broken", ["<w:p>", "<w:document", "", "\ufffe", "<a/><b/>"])
def test_word_with_broken_xml(tmp_path: Path, broken: str) -> None:
    with pytest.raises(InvalidInput) as error:
        read(tmp_path, broken)
    assert [problem.code for problem in error.value.problems] == ["F24"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def scratched(data: bytes) -> bytes:
    return data[:60] + bytes(byte ^ 0x55 for byte in data[60:120]) + data[120:]


HARMFUL = [
    ("rows.docx", lambda: package(body("<w:p/>" * 1_200_000)), "F26"),
    ("words.docx", lambda: package(body(p("字" * 12_000_000))), "F26"),
    ("deep.docx", lambda: package(f'<w:document xmlns:w="{W}">' + "<w:p>" * 200_000), "F26"),
    ("deep_table.docx", lambda: package(body("<w:tbl><w:tr><w:tc>" * 70_000)), "F26"),
    ("entities.docx", lambda: package('<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'), "F26"),
    ("outside.docx", lambda: package('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'), "F26"),
    ("half.docx", lambda: package(body(p("正文" * 500)))[:-200], "F24"),
    ("start.docx", lambda: package(body(p("正文")))[:60], "F24"),
    ("damaged.docx", lambda: scratched(package(body(p("正文" * 500)))), "F24"),
    ("locked.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "F25"),
    ("really_old.docx", lambda: OLE, "F23"),
    ("not_word.docx", lambda: "这是文字".encode(), "F24"),
    ("old.doc", lambda: OLE, "F23"),
    ("old.wps", lambda: OLE, "F23"),
    ("page.pdf", lambda: b"%PDF-1.7\n", "F23"),
    ("text.rtf", lambda: b"{\\rtf1 abc}", "F23"),
    ("photo.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(20), "F23"),
    ("photo.txt", lambda: b"\xff\xd8\xff\xe0" + bytes(20), "F23"),
    ("many.zip", lambda: zipped("a.txt"), "F23"),
    ("table.xlsx", lambda: zipped("xl/workbook.xml"), "F23"),
    ("noise.txt", lambda: bytes(range(1, 256)) * 8, "F27"),
]


def zipped(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(("name", "make", "code"), HARMFUL, ids=[name for name, _, _ in HARMFUL])
def test_files_that_cannot_be_read(tmp_path: Path, name: str, make: Callable[[], bytes], code: str) -> None:
    path = saved(tmp_path, name, make())
    start = time.process_time()
    with pytest.raises(InvalidInput) as error:
        load_text(path)
    assert time.process_time() - start < 20
    assert [problem.code for problem in error.value.problems] == [code]
    assert error.value.problems[0].hint or error.value.problems[0].expected


def test_a_declared_size_is_not_trusted(tmp_path: Path) -> None:
    data = bytearray(package(body(p("字" * 12_000_000))))
    at = data.rfind(b"PK\x01\x02", 0, data.find(b"word/document.xml", data.find(b"PK\x01\x02")))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(InvalidInput) as error:
        load_text(saved(tmp_path, "稿.docx", bytes(data)))
    assert error.value.problems[0].code in ("F24", "F26")


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


@pytest.mark.parametrize(
    "unit", ["<", "<a", "<!--", "<!", '<a "', "<a '>", "<p>", "<rt>", "<svg>", "<script>", "&", "<ol>", "</p>"]
)
def test_pages_take_linear_time(tmp_path: Path, unit: str) -> None:
    def seconds(size: int) -> float:
        path = saved(tmp_path, "页.html", b"<html>" + unit.encode() * size)
        start = time.process_time()
        load_text(path)
        return time.process_time() - start

    # Quadratic work would take sixteen times as long, not four.
    assert seconds(40_000) < 10 * max(seconds(10_000), 0.01)


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


def test_clean_command(tmp_path: Path) -> None:
    path = saved(tmp_path, "旧稿.txt", "學(xué)校開會(huì),冷?zhǔn)称".encode())
    result = CliRunner().invoke(clean_command, [str(path), "--changes"])
    assert result.exit_code == 0
    assert result.stdout == "学校开会，冷?称\n"
    assert "拼音　3 处" in result.stderr
    assert "C01" in result.stderr
    told = CliRunner().invoke(clean_command, [str(path), "--report", "json"])
    assert json.loads(told.stderr)["code"] == "C01"


def test_outline_command_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    source, target = tmp_path / "旧稿", tmp_path / "大纲"
    source.mkdir()
    saved(source, "甲.txt", "在防汛会上的讲话\n同志们：\n一、抓预案\n二、抓演练".encode())
    saved(source, "甲.html", "<p>同志们：</p><p>散会。</p>".encode())
    saved(source, "坏.docx", b"PK")
    saved(source, "旧.doc", OLE)
    saved(source, "说明.json", b"{}")
    result = CliRunner().invoke(outline_command, [str(source), "--json", "-o", str(target)])
    assert result.exit_code == 1
    assert sorted(path.name for path in target.iterdir()) == ["甲-2.json", "甲.json"]
    made = [json.loads(path.read_text(encoding="utf-8")) for path in target.iterdir()]
    assert {data["file"] for data in made} == {"甲.txt", "甲.html"}
    assert ["一、", "二、"] in [[point["marker"] for point in data["pieces"][0]["outline"]] for data in made]
    assert result.stderr.count("F24") == 1
    assert result.stderr.count("F23") == 1


def test_outline_command_on_the_screen(tmp_path: Path) -> None:
    path = saved(tmp_path, "甲.txt", "同志们：\n一、抓预案\n二、抓演练".encode())
    tree = CliRunner().invoke(outline_command, [str(path)])
    assert tree.exit_code == 0
    assert "抓预案" in tree.stdout
    rows = CliRunner().invoke(outline_command, [str(path), str(path), "--json"]).stdout.splitlines()
    assert [json.loads(row)["file"] for row in rows] == ["甲.txt", "甲.txt"]
