"""The Word file: what stands in its parts.  How it looks on paper is for test_page to say."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from word_dump import W, dump_docx

from generator.paper.layout import Face, Layout, Lead, PageNumber, Properties, parse_layout
from generator.paper.title import break_title
from generator.paper.word import base, write_docx
from generator.paper.word.package import make_part, read_package, write_package
from generator.problems import InvalidInput
from generator.text.lines import Kind, Line, parse_line, parse_lines
from generator.text.numbering import STYLES, marker

TITLE = "在2026年青石县安全生产暨森林防灭火工作会议上的讲话"
OFFICIAL = Layout()
PAPER = parse_lines(
    f"""{TITLE}
（2026年11月25日）
青石县县长　王建国
同志们：
请【待补：主持人】宣读“通知”——并说明……
一、提高认识
（一）看清形势。形势逼人。
（二）认清任务
1.抓重点。把重点抓住。
（1）到人。每处有人。
一是早谋划。春节前完成。
（鼓掌）
我就讲这些。"""
)
OTHERS = tuple(
    Line(kind, text)
    for kind, text in (
        *((Kind.MASTHEAD, "会议纪要"), (Kind.ISSUE, "第8期"), (Kind.IMPRINT, "县政府办公室｜2026年11月25日")),
        *(
            (Kind.TITLE, "会议纪要"),
            (Kind.ADDRESSEE, "各乡镇："),
            (Kind.EDITORIAL, "按语。"),
            (Kind.NOTE, "（联系人：周涛）"),
        ),
        *((Kind.PARAGRAPH, "正文。"), (Kind.ENCLOSURES, "附件：1.会议回执"), (Kind.ENCLOSURES, "2.名单")),
        *(
            (Kind.SIGNOFF, "青石县人民政府"),
            (Kind.SIGNOFF_DATE, "2026年11月25日"),
            (Kind.COLOPHON, "送：县委｜共印9份"),
        ),
        *((Kind.ENCLOSURE, "附件"), (Kind.ENCLOSURE_TITLE, "会议回执"), (Kind.TABLE_HEAD, "姓名｜职务")),
        *((Kind.TABLE_ROW, "｜"), (Kind.CARD, "李　明")),
    )
)
PROPERTIES = Properties(TITLE, "县政府办公室", datetime.date(2026, 11, 25), keep=("青石县",))
READING = Layout(name="朗读", keep_together=12, spoken=Lead("楷体"), headings=(Face("黑体", bold=True),) * 4)


def paper(text: str, layout: Layout = OFFICIAL) -> bytes:
    return write_docx([parse_line(text)], layout, PROPERTIES)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_a_paper_paragraph_by_paragraph() -> None:
    assert dump_docx(write_docx(PAPER, Layout(), PROPERTIES)) == (
        """\
页面 210×297 上37 下35 左28 右26 毫米
页脚 — 1 —
页脚 — 1 —
Title | 方正小标宋简体 22磅 | 居中 缩进0 | 在2026年青石县安全生产暨⏎森林防灭火工作会议上的讲话
Date | 楷体 16磅 | 居中 缩进0 | （2026年11月25日）
Signature | 楷体 16磅 | 居中 缩进0 | 青石县县长　王建国
Normal | 仿宋 16磅 | 两端 缩进0 |
Salutation | 仿宋 16磅 | 两端 缩进0 | 同志们：
Body Text | 仿宋 16磅 | 两端 缩进2 | 请⟪【待补：主持人】⟫宣读“通知”——并说明……
heading 1 | 黑体 16磅 | 两端 缩进2 | 一、提高认识
Body Text | 仿宋 16磅 | 两端 缩进2 | ⟨楷体⟩（一）看清形势。⟨/⟩形势逼人。
heading 2 | 楷体 16磅 | 两端 缩进2 | （二）认清任务
Body Text | 仿宋 16磅 | 两端 缩进2 | 1.抓重点。把重点抓住。
Body Text | 仿宋 16磅 | 两端 缩进2 | （1）到人。每处有人。
Body Text | 仿宋 16磅 | 两端 缩进2 | 一是早谋划。春节前完成。
提示 | 楷体 16磅 | 居中 缩进0 | （鼓掌）
Body Text | 仿宋 16磅 | 两端 缩进2 | 我就讲这些。
"""
    )


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    script = (
        "import sys, datetime; from generator.paper.layout import *; from generator.text.lines import *;"
        "from generator.paper.word import write_docx; sys.stdout.buffer.write(write_docx(parse_lines('会议讲话\\n同志们：\\n一、好'),"
        "Layout(), Properties('会议讲话', '甲', datetime.date(2026, 1, 2), ('乙', '丙'))))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


def test_the_package_is_whole_and_holds_no_more_than_it_needs() -> None:
    data = write_docx(PAPER, Layout(), PROPERTIES)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = package.namelist()
        said = b"".join(package.read(name) for name in names).decode()
        for name in names:
            ElementTree.fromstring(package.read(name))
    assert names[0] == "[Content_Types].xml"
    assert sorted(names[1:]) == [
        *(
            "_rels/.rels",
            "docProps/app.xml",
            "docProps/core.xml",
            "docProps/custom.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
        ),
        *("word/fontTable.xml", "word/footer1.xml", "word/footer2.xml", "word/settings.xml", "word/styles.xml"),
    ]
    assert len(data) < 13_000
    for leftover in ("python-docx", "Macintosh", "Theme=", "ＭＳ", "Calibri", "ja-JP", "<!--", "thumbnail"):
        assert leftover not in said


def test_all_four_font_slots_are_named_and_every_run_is_hinted() -> None:
    data = write_docx(PAPER, Layout(), PROPERTIES)
    named = list(ElementTree.fromstring(part(data, "word/styles.xml")).iter(f"{W}rFonts"))
    assert named and all({key[len(W) :] for key in f.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"} for f in named)
    assert all(f.get(f"{W}hAnsi") == f.get(f"{W}eastAsia") for f in named)
    for name in ("word/document.xml", "word/footer1.xml"):
        for run in ElementTree.fromstring(part(data, name)).iter(f"{W}r"):
            fonts = run.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None and fonts.get(f"{W}hint") == "eastAsia"


def test_headings_are_built_in_and_run_in_headings_are_none() -> None:
    document = Document(io.BytesIO(write_docx(PAPER, Layout(), PROPERTIES)))
    levels = {}
    for style in document.styles.element.iter(qn("w:style")):
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            levels[style.find(qn("w:name")).get(qn("w:val"))] = outline.get(qn("w:val"))
    assert levels == {f"heading {n}": str(n - 1) for n in range(1, 5)}
    run_in = next(p for p in document.paragraphs if p.text.startswith("（一）"))
    assert run_in.style.name == "Body Text" and [run.text for run in run_in.runs] == ["（一）看清形势。", "形势逼人。"]
    assert run_in.runs[0].style.name == "题首二"
    assert document.styles["Heading 1"].paragraph_format.keep_with_next


_ORDERS = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs kinsoku wordWrap overflowPunct autoSpaceDE
        autoSpaceDN adjustRightInd snapToGrid spacing ind jc outlineLvl rPr""",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs highlight lang",
    "settings": """zoom mirrorMargins bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop
        evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol listSeparator""",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders tblLayout tblCellMar",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW tcBorders vAlign",
    "tbl": "tblPr tblGrid tr",
}


@pytest.mark.parametrize("layout", [Layout(), READING])
def test_elements_stand_in_the_order_of_the_schema(layout: Layout) -> None:
    """Word calls a file damaged whose properties stand in another order (ECMA-376, wml.xsd)."""
    data = write_docx([*PAPER, *OTHERS], layout, PROPERTIES)
    orders = {name: order.split() for name, order in _ORDERS.items()}
    seen = 0
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml"):
        for element in ElementTree.fromstring(part(data, name)).iter():
            order = orders.get(element.tag.removeprefix(W))
            if order:
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                if element.tag == f"{W}tbl":
                    places = list(dict.fromkeys(places))
                assert places == sorted(set(places)), (name, [child.tag for child in element])
                seen += 1
    assert seen > 60


def test_the_page_and_its_number() -> None:
    document = Document(io.BytesIO(write_docx(PAPER, Layout(), PROPERTIES)))
    section = document.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert odd.text == even.text == "— 1 —"
    assert (odd.alignment, odd.paragraph_format.right_indent.twips) == (2, 280)
    assert (even.alignment, even.paragraph_format.left_indent.twips) == (0, 280)
    none = write_docx(PAPER, Layout(name="无", number=PageNumber(position="none")), PROPERTIES)
    assert "页脚" not in dump_docx(none)
    middle = Document(
        io.BytesIO(write_docx(PAPER, Layout(name="中", number=PageNumber("第1页", position="center")), PROPERTIES))
    )
    assert not middle.settings.odd_and_even_pages_header_footer
    assert middle.sections[0].footer.paragraphs[0].text == "第1页"


def test_duplex_turns_the_margins() -> None:
    layout = parse_layout({"纸张": {"双面": "是"}}, "双面")
    assert "<w:mirrorMargins/>" in part(write_docx(PAPER, layout, PROPERTIES), "word/settings.xml")
    assert "mirrorMargins" not in part(write_docx(PAPER, Layout(), PROPERTIES), "word/settings.xml")


def test_what_the_file_says_of_itself() -> None:
    properties = Properties("甲 <乙> &丙|丁", "某&某", datetime.date(2026, 1, 2))
    core = Document(io.BytesIO(write_docx(PAPER, Layout(), properties))).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("甲 <乙> &丙丁", "某&某", "某&某")
    assert core.created == core.modified == datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc)
    bare = Document(io.BytesIO(write_docx([], Layout(), Properties("")))).core_properties
    assert (bare.title, bare.author, bare.comments, bare.created.year) == ("", "", "", 1980)


def test_each_face_is_in_the_font_table_with_one_name_to_stand_in() -> None:
    table = ElementTree.fromstring(part(write_docx(PAPER, Layout(), PROPERTIES), "word/fontTable.xml"))
    found = {}
    for font in table:
        other = font.find(f"{W}altName")
        found[font.get(f"{W}name")] = "" if other is None else other.get(f"{W}val")
    assert found == {
        **{"方正小标宋简体": "华文中宋", "楷体": "楷体_GB2312", "仿宋": "仿宋_GB2312"},
        **{"黑体": "SimHei", "宋体": "SimSun", "Times New Roman": ""},
    }


@pytest.mark.parametrize(
    "text",
    ["甲<乙>&“丙”\t丁\n戊", "a]]>b", "全角　空格 和  两个空格 ", "𠮷野家🙂", "甲\r\n乙", "&amp;", "\u202e倒\u202c"],
)
def test_any_text_stands_in_the_paper_whole(text: str) -> None:
    document = Document(io.BytesIO(paper(text)))
    assert document.paragraphs[-1].text == text.replace("\r\n", "\n")


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe"])
def test_a_control_character_is_a_problem(bad: str) -> None:
    for lines, properties in (
        ([parse_line(f"甲{bad}乙")], PROPERTIES),
        (PAPER, Properties(f"题{bad}目")),
        ([Line(Kind.TITLE, f"长标题{bad}" * 9)], PROPERTIES),
    ):
        with pytest.raises(InvalidInput) as caught:
            write_docx(lines, Layout(), properties)
        assert caught.value.problems[0].code == "F33"


def test_a_short_paragraph_stays_on_its_page_where_the_layout_says_so() -> None:
    lines = [parse_line("短短的一段。"), parse_line("长长的一段，比十二个字还要多几个字。")]
    assert part(write_docx(lines, READING, PROPERTIES), "word/document.xml").count("<w:keepLines/>") == 1
    assert "keepLines" not in part(write_docx(lines, Layout(), PROPERTIES), "word/document.xml")


def test_a_blank_line_follows_the_head_where_something_follows_it() -> None:
    def blanks(text: str, layout: Layout = OFFICIAL) -> int:
        return sum(
            not p.text for p in Document(io.BytesIO(write_docx(parse_lines(text), layout, PROPERTIES))).paragraphs
        )

    assert blanks("会议讲话\n同志们：\n好。") == blanks("会议讲话\n好。") == 1
    assert blanks("会议讲话") == blanks("同志们：\n好。") == blanks("好。") == 0
    assert blanks("会议讲话\n好。", parse_layout({"标题": {"下空行": "2行"}}, "空")) == 2


# The fast writer against python-docx, paragraph by paragraph.

_MARKERS = st.one_of(
    st.builds(
        marker, st.sampled_from([name for name in STYLES if name not in ("首先，", "一方面，")]), st.integers(1, 20)
    ),
    st.sampled_from(["首先，", "最后，", "一方面，"]),
)
_TEXT = st.text(
    st.sampled_from("县会议讲话，。“”——…<&>\t 【待补：人】ab12") | st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    max_size=30,
)
_LINES = st.one_of(
    st.builds(Line, st.sampled_from(sorted({line.kind for line in PAPER} - {Kind.POINT})), _TEXT.filter(bool)),
    st.builds(lambda mark, head, body: parse_line(mark + head + body), _MARKERS, _TEXT, _TEXT),
    st.sampled_from(PAPER),
)


def slow(lines: list[Line], layout: Layout) -> Any:
    """The same paper by python-docx: styles by name, runs one by one."""
    document = Document(io.BytesIO(write_docx([], layout, PROPERTIES)))
    names = {
        **{Kind.TITLE: "Title", Kind.SUBTITLE: "Subtitle", Kind.BYLINE: "Signature", Kind.DATELINE: "Date"},
        **{Kind.SALUTATION: "Salutation", Kind.PARAGRAPH: "Body Text", Kind.CUE: "提示", Kind.POINT: "Body Text"},
    }
    head = (Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.DATELINE)
    for previous, line in zip([None, *lines], lines, strict=False):
        if previous and previous.kind in head and line.kind not in head:
            document.add_paragraph(style="Normal")
        level = line.marker.level if line.marker else 0
        heading = level > 0 and line.head != "" and line.body == ""
        paragraph = document.add_paragraph(style=f"Heading {level}" if heading else names[line.kind])
        if line.text and len(line.text) <= layout.keep_together:
            paragraph.paragraph_format.keep_together = True
        face = layout.spoken if level == 0 else layout.headings[level - 1]
        lead = line.kind is Kind.POINT and line.head and not heading and (face.font, face.bold) != ("仿宋", False)
        texts = [line.text]
        if lead:
            texts = [line.text[: len(line.text) - len(line.body)], line.body]
        elif line.kind is Kind.TITLE:
            texts = ["\n".join(break_title(line.text, layout.title_characters, PROPERTIES.keep))]
        for number, text in enumerate(texts):
            while text:
                start = text.find("【待补：")
                end = text.find("】", start) + 1 if start >= 0 else 0
                cut = (end if start == 0 else start) if end else len(text)
                run = paragraph.add_run(text[:cut])
                if lead and number == 0:
                    run.style = "题首" + ("口语", *"一二三四")[level]
                run._r.get_or_add_rPr()._add_rFonts() if run._r.rPr is None or run._r.rPr.rFonts is None else None
                run._r.rPr.rFonts.set(qn("w:hint"), "eastAsia")
                if end and start == 0:
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
                text = text[cut:]
    return document


def shape(document: Any) -> list[Any]:
    """Each paragraph's properties, and each run's with its text, however it is cut into elements."""

    def properties(element: Any) -> list[tuple[str, dict[str, str]]]:
        return [] if element is None else [(child.tag, dict(child.attrib)) for child in element]

    return [(properties(p._p.pPr), [(properties(run._r.rPr), run.text) for run in p.runs]) for p in document.paragraphs]


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES, max_size=8), st.sampled_from([Layout(), READING]))
def test_the_fast_writer_says_what_python_docx_says(lines: list[Line], layout: Layout) -> None:
    fast = Document(io.BytesIO(write_docx(lines, layout, PROPERTIES)))
    assert shape(fast) == shape(slow(lines, layout))


# The cache of prepared packages.

_COLD = (
    "import sys, pathlib; from generator.paper.word import write_docx; from generator.paper.layout import *;"
    "data = write_docx([], Layout(), Properties('题'), cache=pathlib.Path(sys.argv[1]));"
    "print('docx' in sys.modules, hash(data) and len(data))"
)


def cold(folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", _COLD, str(folder)],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONHASHSEED": "0"},
    ).stdout


def test_a_prepared_package_is_kept_and_a_damaged_one_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "缓存" / "里"
    first = cold(folder)
    assert first.startswith("True ")
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    assert cold(folder) == first.replace("True", "False")
    for damaged in (b"", whole[:-9], whole[:80] + b"??" + whole[82:], b"x" * 500):
        kept.write_bytes(damaged)
        assert cold(folder) == first
        assert kept.read_bytes() == whole and list(folder.iterdir()) == [kept]


@pytest.mark.parametrize("module", ["page.py", "word/styles.py"])
def test_a_package_that_other_code_prepared_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    shutil.copytree(Path(base.__file__).parent.parent, tmp_path / "paper")
    monkeypatch.setattr(base, "__file__", str(tmp_path / "paper" / "word" / "base.py"))
    before = base._key(Layout(), None)
    assert base._key(Layout(), None) == before
    with (tmp_path / "paper" / module).open("a", encoding="utf-8") as source:
        source.write("# another\n")
    assert base._key(Layout(), None) != before


def test_without_a_place_for_the_cache_the_paper_is_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("不是文件夹")
    assert cold(tmp_path / "文件").startswith("True ")


@given(st.dictionaries(st.text("abc/报告", min_size=1), st.binary(max_size=2000), max_size=5))
def test_a_package_reads_back_as_it_was_written(contents: dict[str, bytes]) -> None:
    data = write_package(make_part(name, content) for name, content in contents.items())
    assert {each.name: each.read() for each in read_package(data)} == contents
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {name: package.read(name) for name in package.namelist()} == contents


def test_importing_the_writer_does_not_import_python_docx() -> None:
    script = "import sys, generator.paper.word, generator.paper.write_html; print([m for m in ('docx', 'lxml', 'zipfile') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout.strip()
        == "[]"
    )
