"""The copy for the lectern: the same text, helped with what is hard to read, on pages that end where sentences do."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.details import Details, load_details, parse_details
from generator.paper.lectern import lectern_copy, set_cues_apart
from generator.paper.page import Layout, Properties
from generator.paper.page_plan import Turn, plan_pages
from generator.paper.profiles import layout_named
from generator.paper.word import write_docx
from generator.paper.word.dressing import PINYIN, Dressing
from generator.pipeline import Paper, Workshop, papers_called
from generator.problems import InvalidInput
from generator.rendering.folders import shelf_for
from generator.text.lines import Kind, Line, parse_line, parse_lines
from generator.voice.readings import DAILY, SURNAMES, Readings, is_rare, surname_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/会议.yaml"))
CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "clean"
RICH = """会议名称: 云岭县2026年度总结表彰大会
单位: {全称: 云岭县人民政府, 自称: 我县, 下级: 各乡镇、各部门}
时间: 2026年12月20日 14:30 至 16:00
背景: 一年来，全县上下砥砺前行、踔厉奋发，各项工作取得新进展
主要任务: 总结全年工作，表彰先进集体和先进个人
出席: [单立新（县委书记）, 解晓玥（县长）, 仇国梁（组织部部长）, 覃芳（县教育局局长）]
主持人: 解晓玥
议程:
  - 方式: 宣读
    事项: 《关于表彰2026年度先进集体和先进个人的决定》
    人员: 仇国梁
    评价: （仇国梁同志宣读完毕）请受表彰的同志领奖。（请获奖代表上台）让我们以热烈的掌声表示祝贺！（鼓掌）
  - {方式: 汇报, 事项: 全年工作情况, 人员: 覃芳, 评价: 覃芳同志讲得实在。各单位对照自己的情况，把没有做完的事情列出来，年底前一件一件做完。}
  - 讲话
讲话:
  - 讲话人: 单立新
    要点:
      - 标题: 看清形势
        正文: >-
          今年全县生产总值增长6.78%，新增就业12800人，1/3的村有了自己的产业。成绩来之不易，是大家赓续传统、恪尽职守干出来的。也要看到，我们的底子还薄，三个乡镇的产业还没有成形，老城区的管网还没有换完，群众办事还有堵点。
          这些问题躲不开、绕不过，只能一件一件地办、一处一处地改。
        要点:
          - 工业投资下降2.1%，停产半停产企业还有17家，哪一家都要有人跟、有人管、有说法。
          - 农村道路还有86公里没有硬化，下雨天车进不去、菜出不来，群众有意见，我们脸上也无光。
      - 标题: 抓好明年工作
        正文: 围绕粮油、果蔬、建材三条链，年底前再引进十个亿元以上的项目。每个项目一名县级领导、一个专班、一张清单，到月底过一次堂。干得好的在大会上讲经验，干得差的在大会上说原因。
"""


@pytest.fixture(scope="module")
def rich() -> Details:
    return parse_details(RICH)


def papers(details: Details, layout: str) -> list[Paper]:
    workshop = Workshop(details)
    return [workshop.make(call, layout) for call in papers_called(details)]


def paragraphs(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def text_of(docx: bytes) -> str:
    return "".join(paragraphs(docx))


def _plain(text: str) -> str:
    """Without pinyin, and without the mark that a template puts after a cue and nobody speaks."""
    return re.sub(r"(?<=[。！？])(（[^（）]+）)。", r"\1", PINYIN.sub("", text))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_text_of_every_example_is_the_same(path: Path) -> None:
    details = load_details(path)
    for official, lectern in zip(papers(details, "公文"), papers(details, "朗读"), strict=True):
        assert _plain(text_of(lectern.docx)) == _plain(text_of(official.docx))
        assert lectern.text == official.text


def test_the_text_is_the_same_where_much_is_added(rich: Details) -> None:
    pytest.importorskip("pypinyin")
    for official, lectern in zip(papers(rich, "公文"), papers(rich, "朗读"), strict=True):
        assert text_of(lectern.docx) != text_of(official.docx)
        assert _plain(text_of(lectern.docx)) == _plain(text_of(official.docx))


# Cues


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("表示祝贺！（鼓掌）", ["表示祝贺！", "（鼓掌）"]),
        ("宣读决定。（王军同志宣读完毕）感谢王军同志。", ["宣读决定。", "（王军同志宣读完毕）", "感谢王军同志。"]),
        ("请上台。（请获奖代表上台）（鼓掌）", ["请上台。", "（请获奖代表上台）", "（鼓掌）"]),
        ("表示祝贺！（鼓掌）。", ["表示祝贺！", "（鼓掌）"]),
        ("请起立。（稍停）", ["请起立。", "（稍停）"]),
        # What is said in brackets is no cue.
        ("全县（不含开发区）增长。", ["全县（不含开发区）增长。"]),
        ("《规划（2026—2030年）》", ["《规划（2026—2030年）》"]),
        ("张明（县委书记）讲话。", ["张明（县委书记）讲话。"]),
        ("增长（见附件）。", ["增长（见附件）。"]),
        ("（一）抓产业。", ["（一）抓产业。"]),
    ],
)
def test_cues_stand_apart(text: str, rows: list[str]) -> None:
    pieces = list(set_cues_apart(parse_line(text)))
    assert [piece.text for piece in pieces] == rows
    assert all((piece.kind is Kind.CUE) == piece.text.startswith("（") for piece in pieces if not piece.marker)


# Pinyin


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("请仇国梁同志讲话。", "请仇（qiú）国梁同志讲话。"),
        ("请单书记讲话，单位和简单的事不注。", "请单（shàn）书记讲话，单位和简单的事不注。"),
        ("尉迟霞、万俟芳到会。", "尉迟（yùchí）霞、万俟（mòqí）芳到会。"),
        ("仇国梁同志请仇国梁同志说。", "仇（qiú）国梁同志请仇国梁同志说。"),
        ("解放思想，解决问题，报仇，查看地区。", "解放思想，解决问题，报仇，查看地区。"),
        ("林海同志讲话。", "林海同志讲话。"),
    ],
)
def test_surnames_are_marked_where_they_are_surnames(text: str, marked: str) -> None:
    people = ["仇国梁", "单立新", "尉迟霞", "万俟芳", "解明", "查英", "区海", "林海"]
    assert Readings(people).mark(text) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("砥砺前行", "砥砺（dǐ\u00a0lì）前行"),
        ("踔厉奋发", "踔（chuō）厉奋发"),
        ("赓续血脉、赓续传统", "赓（gēng）续血脉、赓续传统"),
        ("浐河边，AB12，种葡萄", "浐（chǎn）河边，AB12，种葡萄"),
        ("仇璟玥同志", "仇璟玥（jǐng\u00a0yuè）同志"),
        ("各乡镇要抓紧抓好", "各乡镇要抓紧抓好"),
        ("尴尬的蝙蝠蜻蜓", "尴尬的蝙蝠蜻蜓"),
    ],
)
def test_rare_characters_are_marked_once_a_paragraph(text: str, marked: str) -> None:
    pytest.importorskip("pypinyin")
    assert Readings(["单立新"]).mark(text) == marked.replace(
        "仇璟玥（qiú\u00a0jǐng\u00a0yuè）", "仇璟玥（jǐng\u00a0yuè）"
    )


def test_a_surname_beside_a_rare_character() -> None:
    pytest.importorskip("pypinyin")
    assert Readings(["仇璟"]).mark("仇璟同志") == "仇璟（qiú\u00a0jǐng）同志"


def test_a_surname_with_two_readings_is_asked_about() -> None:
    readings = Readings(["覃芳", "林海"])
    assert readings.mark("覃芳") == "覃（qín）芳"
    assert [problem.code for problem in readings.problems] == ["R01"] and "tán" in readings.problems[0].found


def test_surnames_are_those_of_full_names() -> None:
    assert surname_of("仇和") == "仇" and surname_of("尉迟霞") == "尉迟" and surname_of("单于明") == "单于"
    assert surname_of("林海") == "" and surname_of("仇") == "" and surname_of("") == ""
    assert all(PINYIN.fullmatch(f"（{said}）") for all_said in SURNAMES.values() for said in all_said)


def test_rare_is_what_neither_list_of_daily_characters_has() -> None:
    first = [bytes([a, b]).decode("gb2312", "ignore") for a in range(0xB0, 0xD8) for b in range(0xA1, 0xFF)]
    assert sum(map(bool, first)) == 3755 and not any(is_rare(c) for c in first if c)
    assert not any(map(is_rare, DAILY)) and not DAILY & set(first)
    assert all(map(is_rare, "踔赓砥玥婍𬭎浐")) and not any(map(is_rare, "A1，（ ä"))


@given(st.text(alphabet="仇单国梁砥玥的A1，。（）𬭎", max_size=20))
def test_marking_only_adds_pinyin(text: str) -> None:
    pytest.importorskip("pypinyin")
    assert PINYIN.sub("", Readings(["仇国梁", "单国"]).mark(text)) == text


def test_without_pypinyin_the_rest_is_done_and_it_is_said(rich: Details, monkeypatch: pytest.MonkeyPatch) -> None:
    # None is how Python itself keeps a module from being imported.
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    found = papers(rich, "朗读")
    assert "仇（qiú）国梁" in text_of(found[0].docx)
    told = [problem for paper in found for problem in paper.problems if problem.code == "R03"]
    assert told and "pip install jianggao[lectern]" in told[0].hint and told[0].severity == "提示"
    assert "（chuō）" not in "".join(text_of(paper.docx) for paper in found)


@pytest.mark.parametrize("layout", [None, "朗读"])
def test_making_papers_does_not_import_pypinyin_where_nothing_is_rare(layout: str | None) -> None:
    code = (
        "import sys\nfrom generator.details import load_details\nfrom generator.pipeline import Workshop, papers_called\n"
        f"details = load_details({str(EXAMPLES[0])!r})\n"
        f"[Workshop(details).make(call, {layout!r}).docx for call in papers_called(details)]\n"
        "print([name for name in ('pypinyin', 'generator.paper.page_plan', 'generator.paper.lectern') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    expected = "[]" if layout is None else "['generator.paper.page_plan', 'generator.paper.lectern']"
    assert done.stdout.strip() == expected


# Figures and pauses, on request


def _lectern(text: str, **said: Any) -> list[Line]:
    return list(lectern_copy(parse_lines(text), Layout(**said)).lines)


def test_figures_in_words_on_request_and_not_in_markers() -> None:
    text = "同志们：\n1.增长3.78%。\n2026年投入1,200万元。"
    assert [line.text for line in _lectern(text, pinyin=True)][1:] == ["1.增长3.78%。", "2026年投入1,200万元。"]
    changed = _lectern(text, figures_in_words=True)
    assert [line.text for line in changed][1:] == ["1.增长百分之三点七八。", "2026年投入一千二百万元。"]
    assert changed[1].marker is not None and changed[1].text == "1." + changed[1].head + changed[1].body


def test_pause_marks_stand_between_sentences() -> None:
    lines = _lectern("同志们：\n一、抓生产。今年不错。明年更好。\n我讲完了。谢谢。", pause_mark="／")
    assert [line.text for line in lines][1:] == ["一、抓生产。／今年不错。／明年更好。", "我讲完了。／谢谢。"]


def _profile(folder: Path, name: str, text: str) -> None:
    place = folder / "模板" / "版式" / f"{name}.yaml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def test_a_unit_changes_two_keys_of_the_lectern_layout(tmp_path: Path, reading: Layout) -> None:
    _profile(tmp_path, "领导", "照: 朗读\n数字读法: 是\n正文: {加粗: 是}\n")
    own = layout_named(shelf_for(tmp_path), "领导")
    assert own.figures_in_words and own.body.bold
    assert own.page == reading.page and own.body.size == reading.body.size and own.whole_sentences


@pytest.mark.parametrize(
    ("said", "code"), [("照: 朗诵", "L00"), ("照: 甲", "L05"), ("照: 乙", "L05"), ("照: [朗读]", "L05")]
)
def test_a_layout_that_follows_none_is_told(tmp_path: Path, said: str, code: str) -> None:
    _profile(tmp_path, "甲", said)
    _profile(tmp_path, "乙", "照: 甲")
    with pytest.raises(InvalidInput) as caught:
        layout_named(shelf_for(tmp_path), "甲")
    assert [problem.code for problem in caught.value.problems] == [code]


# Pages


@pytest.fixture(scope="module")
def reading(rich: Details) -> Layout:
    return layout_named(rich.shelf, "朗读")


def test_pages_turn_at_the_ends_of_sentences(reading: Layout) -> None:
    sentence = "各项任务一件一件抓到底，抓出结果来，让群众看得见、摸得着。"
    lines = [parse_line(sentence * n) for n in (3, 9, 2, 14, 1, 30)]
    turns = plan_pages(lines, reading).turns
    assert len(turns) > 3
    assert all(turn.offset % len(sentence) == 0 for turn in turns)


def test_the_last_page_is_worth_turning_to(reading: Layout) -> None:
    said = "各项任务一件一件抓到底，抓出结果来。"
    for rows in range(8, 40):
        lines = [*(parse_line(said) for _ in range(rows)), parse_line("我就讲这些。")]
        last = max(plan_pages(lines, reading).turns, default=Turn(0))
        assert last.line < rows, f"{rows} paragraphs, and only the thanks on the last page"


def test_a_sentence_longer_than_a_page_is_let_flow(reading: Layout) -> None:
    lines = [parse_line("国" * 2000), parse_line("说完了。" * 90)]
    plan = plan_pages(lines, reading)
    assert plan.pages > 5 and all(turn.flows == (turn.line == 0) for turn in plan.turns)
    printed = [row for row in paragraphs(write_docx(lines, reading, Properties("稿"))) if row]
    # Its paragraph is not cut; the one after it is.
    assert printed[0] == lines[0].text and len(printed) >= 3


@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(3, 60))
def test_turns_go_forward_and_stand_in_the_text(sizes: list[int], every: int) -> None:
    layout = Layout(whole_sentences=True, keep_together=60)
    lines = [parse_line("".join("。" if (i + 1) % every == 0 else "国" for i in range(size))) for size in sizes]
    turns = plan_pages(lines, layout).turns
    assert all(a < b for a, b in pairwise(turns))
    assert all(turn.offset < len(lines[turn.line].text) for turn in turns)


def test_agenda_items_and_cues_stay_on_one_page(rich: Details) -> None:
    host = papers(rich, "朗读")[0]
    together = host.properties.together
    turns = plan_pages(host.lines, host.layout, host.properties.keep, together).turns
    first = next(i for i, line in enumerate(host.lines) if "第一项议程" in line.text)
    second = next(i for i, line in enumerate(host.lines) if "第二项议程" in line.text)
    assert (first, second) in together and len([line for line in host.lines if line.kind is Kind.CUE]) == 3
    for start, end in together:
        assert not [turn for turn in turns if Turn(start) < turn < Turn(end)]


@pytest.mark.parametrize("offset", [0, 1, 4, 5, 11])
def test_a_paragraph_is_cut_with_nothing_lost(offset: int) -> None:
    layout = Layout(pinyin=True)
    inside = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    before = (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:keepLines/></w:pPr>'
        + inside.format("甲&lt;乙。")
        + inside.format("丙（qiú）丁&amp;")
        + "</w:p>"
    )
    after = Dressing([Turn(3, offset)], layout).dress(3, before)
    assert re.sub("<[^>]*>", "", after) == re.sub("<[^>]*>", "", before)
    assert after.count("<w:p>") == (2 if offset else 1) and after.count("<w:pageBreakBefore/>") == 1
    assert '<w:sz w:val="22"/>' in after
    ElementTree.fromstring(f'<x xmlns:w="w">{after}</x>')
    assert Dressing([Turn(3, offset)], Layout()).dress(2, before) == before


def test_properties_stand_in_the_order_of_the_schema(rich: Details, reading: Layout) -> None:
    """Word calls a file damaged whose properties stand in another order (ECMA-376, wml.xsd)."""
    paragraph = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "tabs", "ind", "jc"]
    run = ["rStyle", "rFonts", "b", "color", "spacing", "sz", "szCs", "highlight"]
    seen = set()
    for data in [write_docx([parse_line("仇（qiú）某说完了。" * 90)], reading, Properties("稿"))] + [
        paper.docx for paper in papers(rich, "朗读")
    ]:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = ElementTree.fromstring(package.read("word/document.xml"))
        for name, order in (("pPr", paragraph), ("rPr", run)):
            for element in root.iter(f"{W}{name}"):
                if element.find(f"{W}sectPr") is None:
                    children = [child.tag.removeprefix(W) for child in element]
                    assert children == sorted(children, key=order.index)
                    seen |= set(children)
    assert {"pageBreakBefore", "sz", "ind"} <= seen


def test_on_a_units_own_page_no_turns_are_planned(rich: Details, reading: Layout) -> None:
    lines = [parse_line("一句话说完了。" * 200)]
    own = write_docx(lines, reading, Properties("稿"))
    reference = write_docx(lines, reading, Properties("稿"), reference=own)
    assert len(paragraphs(own)) > 3 and len(paragraphs(reference)) == 1


_MISSING = [program for program in ("soffice", "pdftotext") if shutil.which(program) is None]


@pytest.mark.skipif(bool(_MISSING), reason=f"prints pages; not installed: {', '.join(_MISSING)}")
def test_no_printed_page_ends_inside_a_sentence(rich: Details, reading: Layout, tmp_path: Path) -> None:
    files = {f"{n}": paper.docx for n, paper in enumerate(papers(rich, "朗读"))}
    for path in EXAMPLES:
        files |= {f"{path.parent.name}{n}": p.docx for n, p in enumerate(papers(load_details(path), "朗读"))}
    for path in sorted(CORPUS.rglob("*.txt"))[::11][:3] if CORPUS.is_dir() else ():
        copy = lectern_copy(parse_lines(path.read_text(encoding="utf-8")[:6000]), reading)
        files[path.stem] = write_docx(copy.lines, reading, Properties("稿", together=copy.together))
    for name, data in files.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    sources = [str(tmp_path / f"{name}.docx") for name in files]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
    ends = []
    for name in files:
        pdf = tmp_path / f"{name}.pdf"
        said = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout
        for page in said.split("\f")[:-2]:
            rows = [
                row.strip() for row in page.split("\n") if row.strip() and not re.fullmatch(r"—\s*\d+\s*—", row.strip())
            ]
            ends.append((name, rows[-1] if rows else ""))
    whole = [end for end in ends if re.search("[。！？；：…][”’）》]*$|）$", end[1])]
    broken = [end for end in ends if end not in whole and end[0].isdigit()]
    assert len(ends) > 10 and broken == []
    # A text of the archive may have a line without a mark, or a sentence longer than a page.
    assert len(whole) >= 0.9 * len(ends)
