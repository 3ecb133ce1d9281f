"""Any input at all: no exception but InvalidInput, no character lost.

2,000 inputs in a normal run; JIANGGAO_FUZZ=100000 sets another number (docs/清洗与导入.md).
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter
from html import escape

import opencc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.clean import clean_text, format_changes
from generator.importer.html_page import html_text
from generator.importer.plain import decode_text
from generator.importer.word import word_text
from generator.problems import InvalidInput
from generator.reader import read

INPUTS = int(os.environ.get("JIANGGAO_FUZZ", "2000"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SIMPLIFIED = opencc.OpenCC("t2s")
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def share(part: float) -> settings:
    """Settings for a test that gets this part of all inputs."""
    return settings(
        max_examples=max(1, round(INPUTS * part)),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


def han(text: str) -> str:
    return "".join(HAN.findall(text))


SAID = (
    "同志们： 一、 （一） 1. 2、 3、 4、 一是 第一， 抓落实 压实责任。 今天开会 學(xué)校 會(huì)議 們(men) ?zhǔn)稱 到位?,F(xiàn)在 ?? ?、 "
    "乾隆 乾淨 覆蓋 昇 下面是小编为大家整理的 供大家参考。 以下是为大家整理的关于 的文章5篇 在防汛会上的讲话 篇一 第四篇： 由会员分享 "
    "本文 下载 字号： 来源：某网 点击查看全文 当前隐藏内容免费查看 （6篇） …… ... --社区 -- —— XX xx ××× __ **** （　） （ ( ) ） "
    "\" ' “ ” ‘ ’ , . ; : ? ! ， 。 ； ： ？ ！ 、 &nbsp; &#10; &lt; <p> </p> <br/> /p> 的. 3.5 1,000 14:30 http://a.cn/b?c=1 散会。 — 3 —"
)
PIECES = SAID.split(" ")
BREAKS = [
    "\n",
    "\r\n",
    "\r",
    "\x0c",
    "\u2028",
    "\n\n",
    " ",
    "\u3000",
    "\xa0",
    "\t",
    "\u200b",
    "\ufeff",
    "\x00",
    "\ue000",
]
DIRTY = st.lists(st.sampled_from(PIECES + BREAKS) | st.text(max_size=6), max_size=40).map("".join)
LONG = "各乡镇要把责任压到村组，把人员落到岗位。" * 8
PAGES = st.lists(st.sampled_from(["一是", "要抓好", "落实。", "，", LONG]), min_size=3, max_size=8).map(
    lambda parts: "\n".join(f"{n}、{LONG}{part}" for n, part in enumerate(parts, 1))
)


@share(0.4)
@given(DIRTY | PAGES | st.tuples(DIRTY, PAGES, DIRTY).map("\n".join) | st.text(max_size=80))
def test_cleaner_and_reader(raw: str) -> None:
    cleaned = clean_text(raw)
    count = Counter(raw)
    for change in cleaned.changes:
        count.subtract(change.before)
        count.update(change.after)
    assert Counter({char: n for char, n in count.items() if n}) == Counter(cleaned.text)
    left = iter(han(raw))
    assert all(any(new in (old, SIMPLIFIED.convert(old)) for old in left) for new in han(cleaned.text))
    assert format_changes(cleaned)
    outline = read(cleaned.text, cleaned.noise)
    assert outline.noise == cleaned.noise


def harmless(data: bytes) -> None:
    """Every reader either reads the bytes or says what is wrong with them."""
    for reader in (word_text, html_text, decode_text):
        try:
            text, _ = reader(data)
        except InvalidInput as error:
            assert error.problems
        else:
            assert isinstance(text, str)


WORDS = st.text(alphabet="一二三四五六七八九十甲乙丙丁好会议，。 aB1<&\"'", min_size=1, max_size=8)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "gb18030"]


@share(0.1)
@given(WORDS, st.sampled_from(ENCODINGS), st.binary(max_size=40))
def test_txt(text: str, encoding: str, tail: bytes) -> None:
    # Two bytes of GB 18030 may be two of UTF-8 or UTF-16 as well; a sentence of ten characters no longer.
    said = "同志们，现在开会。" * 3 + text
    assert decode_text(said.encode(encoding))[0] == said
    harmless(said.encode(encoding) + tail)
    harmless(tail)


INLINE = ["b", "span", "a href='x>y'", "font color=red", "em"]
BLOCK = ["p", "div", "li", "td", "h1", "blockquote", "center"]
DROPPED = ["script", "style", "title", "svg"]


def tagged(inner: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    """Page source and the Chinese that a reader sees of it, one tag deeper."""

    def wrap(rows: list[tuple[str, str]], tag: str) -> tuple[str, str]:
        source, seen = "".join(s for s, _ in rows), "".join(t for _, t in rows)
        name = tag.split()[0]
        if name in DROPPED:
            return f"<{tag}>{escape(han(seen))}</{name}>", ""
        return f"<{tag}>{source}</{name}>", seen

    return st.builds(wrap, st.lists(inner, max_size=4), st.sampled_from(INLINE + BLOCK + DROPPED))


HTML = st.recursive(WORDS.map(lambda text: (escape(text), han(text))), tagged, max_leaves=12)
SOUP = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "</",
            "<!--",
            "-->",
            "<p",
            "<p>",
            "<ol>",
            "<li>",
            "<rt>",
            "<script>",
            "'",
            '"',
            "=",
            "&#",
            "&lt",
            "好",
        ]
    )
    | st.text(max_size=4),
    max_size=30,
).map("".join)


@share(0.2)
@given(HTML, SOUP)
def test_html(page: tuple[str, str], soup: str) -> None:
    source, seen = page
    assert han(html_text(f"<html>{source}</html>".encode())[0]) == seen
    harmless(f"<html>{soup}".encode())


def zipped(document: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{document}</w:body></w:document>')
    return content.getvalue()


def run(text: str) -> tuple[str, str, str]:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>', han(text), ""


def deleted(text: str) -> tuple[str, str, str]:
    return f"<w:del><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>", "", ""


def boxed(text: str) -> tuple[str, str, str]:
    return f"<w:r><w:pict><w:txbxContent><w:p>{run(text)[0]}</w:p></w:txbxContent></w:pict></w:r>", "", han(text)


RUNS = st.lists(
    WORDS.map(run)
    | WORDS.map(deleted)
    | WORDS.map(boxed)
    | st.sampled_from(["<w:br/>", "<w:tab/>"]).map(lambda sign: (f"<w:r>{sign}</w:r>", "", "")),
    max_size=5,
)


def joined(rows: list[tuple[str, str, str]], before: str, after: str) -> tuple[str, str, str]:
    return (
        before + "".join(s for s, _, _ in rows) + after,
        "".join(t for _, t, _ in rows),
        "".join(b for _, _, b in rows),
    )


PARAGRAPH = st.builds(
    joined,
    RUNS,
    st.sampled_from(["<w:p>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:p><w:ins>", "<w:p><w:hyperlink>"]),
    st.just(""),
).map(
    lambda row: (
        row[0]
        + ("</w:ins>" if "<w:ins>" in row[0][:12] else "</w:hyperlink>" if "<w:hyp" in row[0][:12] else "")
        + "</w:p>",
        *row[1:],
    )
)


def table(inner: st.SearchStrategy[tuple[str, str, str]]) -> st.SearchStrategy[tuple[str, str, str]]:
    cell = st.lists(inner, max_size=2).map(lambda rows: joined(rows, "<w:tc>", "</w:tc>"))
    row = st.lists(cell, max_size=3).map(lambda cells: joined(cells, "<w:tr>", "</w:tr>"))
    made = st.lists(row, max_size=2).map(lambda rows: joined(rows, "<w:tbl>", "</w:tbl>"))
    return made | st.lists(inner, max_size=3).map(
        lambda rows: joined(rows, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
    )


BODY = st.lists(st.recursive(PARAGRAPH, table, max_leaves=6), max_size=4).map(lambda rows: joined(rows, "", ""))


@share(0.15)
@given(BODY)
def test_docx(made: tuple[str, str, str]) -> None:
    source, seen, boxes = made
    text, problems = word_text(zipped(source))
    assert han(text) == seen + boxes
    assert bool(boxes) <= ("F28" in {problem.code for problem in problems})


NAMES = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "pPr",
    "rPr",
    "del",
    "ins",
    "txbxContent",
    "numPr",
    "numId",
    "ilvl",
    "sdt",
    "br",
    "ruby",
    "rt",
]
WILD = st.recursive(
    WORDS.map(escape),
    lambda inner: st.builds(
        lambda name, rows, value: f'<w:{name} w:val="{value}">{"".join(rows)}</w:{name}>',
        st.sampled_from(NAMES),
        st.lists(inner, max_size=4),
        st.sampled_from(["0", "1", "-1", "x", "99999999999"]),
    ),
    max_leaves=15,
)


@share(0.15)
@given(WILD, st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), max_size=6), st.integers(0, 700))
def test_docx_wild_and_damaged(source: str, flips: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(zipped(source))
    word_text(bytes(data))
    for at, value in flips:
        data[at % len(data)] = value
    harmless(bytes(data))
    harmless(bytes(data[:cut]))
