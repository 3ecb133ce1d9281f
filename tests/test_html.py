"""The web page and the plain text of a paper."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.paper.layout import Layout, Lead, Page, PageNumber, Properties, parse_layout
from generator.paper.write_html import write_html
from generator.paper.write_txt import write_txt
from generator.problems import InvalidInput
from generator.text.lines import Kind, Line, parse_line, parse_lines

TITLE = "在2026年青石县安全生产暨森林防灭火工作会议上的讲话"
PAPER = parse_lines(
    f"""{TITLE}
（2026年11月25日）
同志们：
请【待补：主持人】宣读。
一、提高认识
（一）看清形势。形势逼人。
（鼓掌）"""
)
PROPERTIES = Properties(TITLE, "县政府“办公室”")


class Reader(HTMLParser):
    """The texts of a page by the element and class they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag == "br":
            self.rows.append(("br", "\n"))
        elif tag != "meta":
            self.open.append(f"{tag}.{said['class']}" if "class" in said else tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().split(".")[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "main.sheet", "html", "head", "body"):
            self.rows.append((self.open[-1], data))


def test_a_paper_as_a_page() -> None:
    reader = Reader(write_html(PAPER, Layout(), PROPERTIES))
    assert [row for row in reader.rows if row[1].strip() or row[0] == "br"] == [
        ("title", TITLE),
        ("h1", "在2026年青石县安全生产暨"),
        ("br", "\n"),
        ("h1", "森林防灭火工作会议上的讲话"),
        ("p.dateline", "（2026年11月25日）"),
        ("p.salutation", "同志们："),
        ("p.body", "请"),
        ("mark", "【待补：主持人】"),
        ("p.body", "宣读。"),
        ("h2.heading1", "一、提高认识"),
        ("span.lead2", "（一）看清形势。"),
        ("p.body", "形势逼人。"),
        ("p.cue", "（鼓掌）"),
    ]
    assert reader.open == [] and reader.links == []


def test_the_page_has_the_measures_of_the_paper() -> None:
    page = write_html(PAPER, Layout(), PROPERTIES)
    assert ".sheet { width: 210mm; min-height: 297mm;" in page
    assert "@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm; }" in page
    (body,) = re.findall(r"^\.body \{.*\}$", page, re.MULTILINE)
    assert "16pt/28.95pt" in body and "letter-spacing: -0.25pt" in body and "text-indent: 2em" in body
    (head,) = re.findall(r"^h1 \{.*\}$", page, re.MULTILINE)
    assert 'normal 22pt/28.95pt "西文", "方正小标宋简体", "华文中宋"' in head and "text-align: center" in head
    assert "http" not in page and "url(" not in page


def test_page_numbers_stand_where_the_layout_says() -> None:
    assert '@page :right { @bottom-right { content: "— " counter(page) " —"' in write_html(PAPER, Layout(), PROPERTIES)
    centred = write_html(PAPER, Layout(name="中", number=PageNumber('"}1', position="center")), PROPERTIES)
    assert '@bottom-center { content: "\\22 \\7d " counter(page) ""' in centred
    assert "counter(page)" not in write_html(PAPER, Layout(name="无", number=PageNumber(position="none")), PROPERTIES)


def test_the_layouts_faces_reach_the_page() -> None:
    layout = parse_layout({"一级标题": {"加粗": "是", "字体": "方正黑体_GBK"}, "口语标号": {"字体": "楷体"}}, "我的")
    page = write_html([parse_line("一是快。要快。")], layout, PROPERTIES)
    assert '.heading1 { font: bold 16pt/28.95pt "西文", "方正黑体_GBK", serif;' in page
    assert '.lead0 { font-family: "西文", "楷体", "楷体_GB2312"' in page
    assert '<span class="lead0">一是快。</span>要快。' in page


@pytest.mark.parametrize(
    "write", [lambda lines: write_html(lines, Layout(), PROPERTIES), lambda lines: write_txt(lines, Layout())]
)
def test_a_control_character_is_a_problem(write: object) -> None:
    with pytest.raises(InvalidInput):
        write([Line(Kind.PARAGRAPH, "甲\x00乙")])  # type: ignore[operator]


_TEXT = st.text(
    st.sampled_from("县会议<>&\"'【待补：人】】 /script") | st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    min_size=1,
)


@given(_TEXT, st.sampled_from([kind for kind in Kind if kind is not Kind.POINT]), _TEXT)
def test_any_text_stands_on_the_page_whole(text: str, kind: Kind, author: str) -> None:
    reader = Reader(write_html([Line(kind, text)], Layout(), Properties(author, author)))
    shown = "".join(said for tag, said in reader.rows if tag not in ("title", "p.gap")).replace("\n", "")
    if kind in (Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.IMPRINT, Kind.COLOPHON):
        shown, text = shown.replace(" ", ""), text.replace("｜", "", 1 if kind in (Kind.IMPRINT, Kind.COLOPHON) else -1)
        text = text.replace(" ", "")
    if kind in (Kind.TITLE, Kind.ENCLOSURE_TITLE):
        shown, text = "".join(shown.split()), "".join(text.replace("|", "").replace("｜", "").split())
    assert shown == text
    assert reader.open == []


def test_the_plain_text() -> None:
    assert write_txt(PAPER, Layout()) == (
        f"{TITLE}\n（2026年11月25日）\n\n同志们：\n　　请【待补：主持人】宣读。\n　　一、提高认识\n"
        "　　（一）看清形势。形势逼人。\n　　（鼓掌）\n"
    )
    assert write_txt([Line(Kind.TITLE, "甲|乙")], Layout()) == "甲乙\n"
    assert write_txt([], Layout()) == ""


def test_the_plain_text_reads_back_as_the_paper() -> None:
    assert parse_lines(write_txt(PAPER, Layout())) == PAPER


def test_the_plain_text_is_indented_as_the_layout_says() -> None:
    layout = parse_layout({"正文": {"首行缩进": "0字"}, "一级标题": {"首行缩进": "0字"}}, "顶格")
    assert write_txt([parse_line("一、好"), parse_line("正文。")], layout) == "一、好\n正文。\n"


def test_a_layout_of_another_paper() -> None:
    layout = Layout(name="大", page=Page(width=16838, height=23811), spoken=Lead("黑体"))
    assert "@page { size: 297mm 420mm;" in write_html(PAPER, layout, PROPERTIES)
