"""比较: accepting all changes gives the new text, rejecting all gives the old one — by the XML and by LibreOffice."""

from __future__ import annotations

import io
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from word_package import body, p, package

from generator.cli import cli
from generator.diff import AUTHOR, compare_docx, is_comparison
from generator.diff.aligning import pair_up, same_spans
from generator.diff.wording import Change, changed_words, sentences
from generator.importer.word import word_text
from generator.paper.layout import Layout, Properties
from generator.paper.word import write_docx
from generator.problems import InvalidInput
from generator.text.lines import CELL, Kind, Line, parse_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx(*paragraphs: str) -> bytes:
    return package(body("".join(p(text) for text in paragraphs)))


def document(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return ElementTree.fromstring(opened.read("word/document.xml"))


def each(root: ElementTree.Element, *names: str) -> list[ElementTree.Element]:
    """The elements of these names, in order."""
    return [element for element in root.iter() if element.tag.removeprefix(W) in names]


def settled(data: bytes, gone: str) -> list[str]:
    """The paragraphs that are left when the changes of one kind are undone: gone=del accepts all, gone=ins rejects."""
    root = document(data)
    lost = {
        id(paragraph)
        for row in root.iter(f"{W}tr")
        if row.find(f"{W}trPr/{W}{gone}") is not None
        for paragraph in row.iter(f"{W}p")
    }
    out: list[str] = []
    carried = ""
    for paragraph in root.iter(f"{W}p"):
        if id(paragraph) in lost:
            continue
        for child in paragraph:
            if child.tag in (f"{W}{gone}", f"{W}pPr"):
                continue
            for piece in each(child, "t", "delText", "tab", "br"):
                carried += piece.text or {f"{W}tab": "\t", f"{W}br": "\n"}.get(piece.tag, "")
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            out.append(carried)
            carried = ""
    assert not carried, "the last end of a paper cannot be lost"
    return out


def plain(data: bytes) -> list[str]:
    """The paragraphs of a paper without changes."""
    return settled(data, "none")


def compared(old: bytes, new: bytes) -> bytes:
    """The comparison, proved: accepted it is the new paper, rejected the old one."""
    data = compare_docx(old, new)
    assert settled(data, "del") == plain(new)
    assert settled(data, "ins") == plain(old)
    return data


def changes(data: bytes) -> list[tuple[str, str]]:
    """What is struck out and put in, in order."""
    return [
        (mark.tag.removeprefix(W), "".join(piece.text or "" for piece in each(mark, "t", "delText")))
        for mark in each(document(data), "ins", "del")
        if len(mark)
    ]


def test_one_word_changed_is_one_word_marked() -> None:
    old = docx("标题", "今年排查隐患486处，整改到位。请大家继续努力。", "散会。")
    new = docx("标题", "今年排查隐患468处，整改到位。请大家继续努力。", "散会。")
    assert changes(compared(old, new)) == [("del", "486"), ("ins", "468")]


def test_a_sentence_put_in_is_marked_whole() -> None:
    old = docx("早准备。勤检查。")
    new = docx("早准备。严把关口，不留死角。勤检查。")
    assert changes(compared(old, new)) == [("ins", "严把关口，不留死角。")]


def test_a_sentence_rewritten_is_struck_out_whole() -> None:
    old, new = docx("早准备。各单位要把物资备足。勤检查。"), docx("早准备。散会以后马上行动起来！勤检查。")
    assert changes(compared(old, new)) == [("del", "各单位要把物资备足。"), ("ins", "散会以后马上行动起来！")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["甲。", "乙。", "丙。"], ["甲。", "丙。"]),
        (["甲。", "丙。"], ["甲。", "乙。", "丙。"]),
        (["甲。", "乙。"], ["甲。"]),
        (["甲。"], ["甲。", "乙。"]),
        (["甲。"], ["甲。", "乙。", "丙。"]),
        (["甲。"], ["完全不同的一段话。"]),
        (["甲。", "乙。"], ["甲。", "完全不同的一段话。", "又一段。"]),
        (["甲。", "", "", "乙。"], ["甲。", "", "乙。", ""]),
        ([""], ["甲。"]),
        (["甲。"], [""]),
    ],
)
def test_paragraphs_come_and_go(old: list[str], new: list[str]) -> None:
    compared(docx(*old), docx(*new))


WORDS = st.sampled_from(["甲", "乙", "各乡镇要抓好落实", "。", "！", "，", "一是", "\n", "\t", "486处", "<&>"])
PAPERS = st.lists(st.lists(WORDS, max_size=8).map("".join), max_size=8).map(
    lambda rows: [Line(Kind.PARAGRAPH, row, None, "", row) for row in rows]
)


@settings(max_examples=150)
@given(PAPERS, PAPERS)
def test_any_two_papers(old: list[Line], new: list[Line]) -> None:
    def made(lines: list[Line]) -> bytes:
        return write_docx(lines or [Line(Kind.PARAGRAPH, "空", None, "", "空")], Layout(), Properties(""))

    compared(made(old), made(new))


@settings(max_examples=300)
@given(st.text("甲乙丙。！，”", max_size=40), st.text("甲乙丙。！，”", max_size=40))
def test_the_steps_make_both_texts(old: str, new: str) -> None:
    steps = changed_words(old, new)
    assert "".join(text for change, text in steps if change is not Change.INSERTED) == old
    assert "".join(text for change, text in steps if change is not Change.DELETED) == new
    assert "".join(sentences(old)) == old


@settings(max_examples=300)
@given(st.lists(st.integers(0, 6), max_size=30), st.lists(st.integers(0, 6), max_size=30))
def test_what_is_called_the_same_is_the_same_and_in_order(old: list[int], new: list[int]) -> None:
    last = (0, 0)
    for i, i_end, j, j_end in same_spans(old, new):
        assert old[i:i_end] == new[j:j_end] and i < i_end and (i, j) >= last
        last = (i_end, j_end)
    pairs = pair_up([str(one) * 3 for one in old], [str(one) * 3 for one in new], 0.5)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
    assert all(old[i] == new[j] for i, j in pairs)


def table(*rows: str) -> bytes:
    lines = [
        Line(Kind.TABLE_HEAD, f"序号{CELL}姓名", None, "", ""),
        *(Line(Kind.TABLE_ROW, row, None, "", "") for row in rows),
    ]
    return write_docx([*parse_lines("签到表"), *lines, *parse_lines("甲。\n乙。")[1:]], Layout(), Properties(""))


def test_rows_of_a_table_come_go_and_change() -> None:
    old = table(f"1{CELL}林海", f"2{CELL}沈洁", f"3{CELL}高原")
    data = compared(old, table(f"1{CELL}林海", f"3{CELL}高远", f"4{CELL}叶青青"))
    assert ("ins", "远") in changes(data) or ("ins", "高远") in changes(data)
    assert (
        len(document(data).findall(f".//{W}trPr/{W}ins")) == len(document(data).findall(f".//{W}trPr/{W}del")) - 0 or 1
    )
    assert not list(each(document(compared(old, old)), "ins", "del"))


SPEECH = "在会上的讲话\n林海\n（2026年12月9日）\n同志们：\n" + "\n".join(
    f"{number}要抓好第{number}件事。各乡镇要把责任压到村组，把人员落到岗位，每周检查{k}次。值班人员不得脱岗。"
    for k, number in enumerate("一二三四五六七八", 1)
)
EDITED = (
    SPEECH.replace("检查3次", "检查两次")
    .replace("\n五要抓好第五件事", "\n五要用心办好第五件事")
    .replace("（2026年12月9日）", "（2026年12月10日）")
    + "\n散会以后，请大家马上行动起来。"
)


def paper(text: str) -> bytes:
    return write_docx(parse_lines(text), Layout(), Properties("讲话"))


def test_marks_are_signed_numbered_and_the_same_each_time() -> None:
    data = compared(paper(SPEECH), paper(EDITED))
    assert data == compare_docx(paper(SPEECH), paper(EDITED))
    marks = list(each(document(data), "ins", "del"))
    assert {mark.get(f"{W}author") for mark in marks} == {AUTHOR}
    numbers = [mark.get(f"{W}id") for mark in marks]
    assert len(set(numbers)) == len(numbers) > 5
    assert all(mark.get(f"{W}date") == "1980-01-01T00:00:00Z" for mark in marks)


def test_styles_are_those_of_the_new_paper() -> None:
    data = compared(paper(SPEECH), paper(EDITED))
    styles = [style.get(f"{W}val") for style in document(data).iter(f"{W}pStyle")]
    assert styles[:3] == [style.get(f"{W}val") for style in document(paper(EDITED)).iter(f"{W}pStyle")][:3]
    # What the old paper alone has a style for comes without it.
    foreign = package(body(p("甲。") + p("旧的一段，新稿里没有。", '<w:pStyle w:val="Nowhere"/>') + p("乙。")))
    assert b"Nowhere" not in zipfile.ZipFile(io.BytesIO(compared(foreign, docx("甲。", "乙。")))).read(
        "word/document.xml"
    )


def test_changes_tracked_in_a_paper_are_taken_for_accepted() -> None:
    tracked = (
        '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>早</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>晚</w:delText></w:r></w:del><w:r><w:t>准备。</w:t></w:r></w:p>'
    )
    data = compare_docx(docx("早准备。"), package(body(tracked)))
    assert changes(data) == []


def test_the_reader_of_word_files_reads_it_as_the_new_paper() -> None:
    old, new = paper(SPEECH), paper(EDITED)
    assert word_text(compare_docx(old, new))[0] == word_text(new)[0]


def long_paper(seed: int) -> str:
    """About twenty pages."""
    rows = [
        f"第{k}段，责任要压实到人{k * seed % 97}。"
        + "各乡镇要把责任压到村组，把人员落到岗位，逐项对账销号。" * 3
        + f"第{k}项由专人盯到底。"
        for k in range(110)
    ]
    return "讲话\n同志们：\n" + "\n".join(rows)


HOSTILE = {
    "long": (long_paper(3), long_paper(5)),
    "one character": ("一" * 12_000, "一" * 11_999 + "二" + "一" * 12),
    "one sentence": ("好。" * 6_000, "坏！" + "好。" * 5_990),
    "two characters": ("甲乙" * 6_000, "乙甲甲" * 4_000),
    "many lines": ("\n".join("甲乙丙"[k % 3] for k in range(3000)), "\n".join("丙乙甲甲"[k % 4] for k in range(3000))),
    "all new": ("\n".join(f"旧{k}" for k in range(3000)), "\n".join(f"新{k * 7}" for k in range(3000))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_papers_are_compared(name: str) -> None:
    old, new = (docx(*text.split("\n")) for text in HOSTILE[name])
    assert compared(old, new)


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", package("<w:document/>".replace("<w:", "<w:"))])
def test_what_is_no_word_file_is_a_problem(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        compare_docx(data, docx("甲。"))
    with pytest.raises(InvalidInput):
        compare_docx(docx("甲。"), data)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["diff", *arguments])
    return result.exit_code, result.output


def test_the_command(tmp_path: Path) -> None:
    old, new, target = (tmp_path / name for name in ("旧.docx", "新.docx", "比较.docx"))
    old.write_bytes(paper(SPEECH))
    new.write_bytes(paper(EDITED))
    assert run(str(old), str(new), "-o", str(target)) == (0, f"写好了 1 个文件：\n  {target}\n")
    assert is_comparison(target) and not is_comparison(new)
    # A comparison is made anew; a paper is not written over.
    assert run(str(old), str(new), "-o", str(target))[0] == 0
    code, said = run(str(old), str(new), "-o", str(old))
    assert code == 1 and "F16" in said and "没有覆盖" in said
    assert old.read_bytes() == paper(SPEECH)
    code, said = run(str(old), str(tmp_path / "没有.docx"))
    assert code == 1 and "找不到" in said
    assert run(str(old), str(new))[0] == 0 and (tmp_path / "新-比较.docx").exists()


TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def in_office(folder: Path, data: bytes) -> tuple[list[str], list[str]]:
    """The lines of a comparison as LibreOffice understands it: all accepted, all rejected.

    It is read from OpenDocument, where each change stands between a start and an end.
    """
    source = folder / "比较.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    body = next(each for each in ElementTree.parse(folder / "比较.fodt").iter() if each.tag.endswith("}text"))
    regions = [each for each in body.iter() if each.tag == f"{TEXT}changed-region"]
    kinds = {each.get(f"{TEXT}id") or "": each[0].tag.removeprefix(TEXT) for each in regions}
    assert {"insertion", "deletion"} <= set(kinds.values())
    accepted: list[str] = []
    rejected: list[str] = []
    open_: set[str] = set()

    def say(text: str) -> None:
        within = {kinds[key] for key in open_}
        accepted.append("" if "deletion" in within else text)
        rejected.append("" if "insertion" in within else text)

    def walk(element: ElementTree.Element) -> None:
        for child in element:
            if child.tag == f"{TEXT}change-start":
                open_.add(child.get(f"{TEXT}change-id") or "")
            elif child.tag == f"{TEXT}change-end":
                open_.discard(child.get(f"{TEXT}change-id") or "")
            elif child.tag not in (f"{TEXT}tracked-changes", f"{TEXT}sequence-decls"):
                say(child.text or "")
                walk(child)
                say("\n" if child.tag in (f"{TEXT}p", f"{TEXT}h") else "")
            if element is not body:
                say(child.tail or "")

    walk(body)
    return "".join(accepted).split("\n"), "".join(rejected).split("\n")


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_takes_it_for_the_new_text_accepted_and_the_old_rejected(tmp_path: Path) -> None:
    old = paper(SPEECH.replace("\n六要", "\n旧稿里独有的话，新稿不说了。\n六要"))
    new = paper(EDITED.replace("\n二要", "\n插进来的一段，与别处都不同。\n二要"))
    accepted, rejected = in_office(tmp_path, compare_docx(old, new))
    assert [row for row in accepted if row] == [row for row in plain(new) if row]
    assert [row for row in rejected if row] == [row for row in plain(old) if row]
