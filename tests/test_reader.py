"""The reader: specimens as text beside its outline, whole papers against their annotation, and what holds of any text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specimen import Case, cases

from generator.reader import read
from generator.text.outline import format_outline, outline_as_dict, walk_points

DATA = Path(__file__).parent / "data"
PAPERS = sorted([*(DATA / "structure").glob("*.txt"), *(DATA / "speeches").glob("*.txt")])
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("case", cases("结构识别.txt"))
def test_specimen(case: Case, specimen: Callable[[Case, str, str], None]) -> None:
    specimen(case, "大纲", format_outline(read(case["输入"])))


def _key(text: str | None) -> str:
    return "".join(HAN.findall(text or "")[:6])


def _agrees(found: str | None, annotated: str | None) -> bool:
    """The annotation holds the first characters of a field; the reader may give all of it."""
    one, other = _key(found), _key(annotated)
    return bool(one) == bool(other) and (one.startswith(other) or other.startswith(one))


def _flat(nodes: list[dict], depth: int = 1) -> list[tuple[int, str, str]]:
    rows = []
    for node in nodes:
        rows.append((depth, node["marker"].strip(), _key(node["head"])))
        rows.extend(_flat(node["children"], depth + 1))
    return rows


# What the reader is known to miss in the annotated papers, with the reason in docs/结构识别.md.
KNOWN_MISSES = {
    ("小区物业纠纷工作讲话", "closing"),
    ("中医院重阳义诊启动仪式院长致辞", "pivot"),
    ("中医院重阳义诊启动仪式院长致辞", "outline"),
    ("县委书记在防返贫工作调度视频会上的即席讲话", "pivot"),
    ("市场监管局药品安全约谈会讲话", "pivot"),
    ("卫健局局长创卫誓师大会表态发言", "pivot"),
}


@pytest.mark.parametrize("path", PAPERS, ids=[path.stem for path in PAPERS])
def test_paper_is_read_as_annotated(path: Path) -> None:
    annotated = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    read_as = outline_as_dict(read(path.read_text(encoding="utf-8")), path.name)
    assert len(read_as["pieces"]) == len(annotated["pieces"])
    missed: set[str] = set()
    for found, gold in zip(read_as["pieces"], annotated["pieces"], strict=True):
        missed |= _missed(found, gold)
    assert missed == {field for name, field in KNOWN_MISSES if name == path.stem}


def _missed(found: dict, gold: dict) -> set[str]:
    """The fields of a piece that were not read as annotated."""
    words = ("start", "title", "salutation", "opening", "recap", "closing", "adjourn")
    wrong = {field for field in words if not _agrees(found[field], gold[field])}
    pivots = [piece["pivot"] or {"text": None, "declared": None} for piece in (found, gold)]
    if not _agrees(pivots[0]["text"], pivots[1]["text"]) or pivots[0]["declared"] != pivots[1]["declared"]:
        wrong.add("pivot")
    items = [[(item["n"], _key(item["text"])) for item in piece["agenda"]] for piece in (found, gold)]
    if items[0] != items[1]:
        wrong.add("agenda")
    points, annotated_points = _flat(found["outline"]), _flat(gold["outline"])
    same = len(points) == len(annotated_points) and all(
        one[:2] == other[:2] and _agrees(one[2], other[2]) for one, other in zip(points, annotated_points, strict=True)
    )
    if not same:
        wrong.add("outline")
    if found["genre"] != gold["genre"]:
        wrong.add("genre")
    return wrong


def test_offsets_point_into_the_text() -> None:
    for path in PAPERS:
        text = path.read_text(encoding="utf-8")
        outline = read(text)
        for piece in outline.pieces:
            assert text[piece.start : piece.end] == piece.source
            for _, point in walk_points(piece.points):
                assert text[point.start : point.end] == point.source
                assert text.startswith(point.marker + point.head, point.start)
            if piece.pivot:
                assert text.startswith(piece.pivot.text, piece.pivot.start)
            for item in piece.agenda:
                assert text.startswith(item.text, item.start)


def test_noise_is_handed_on() -> None:
    assert read("一、查。", noise=["下载本文"]).noise == ("下载本文",)


def test_empty_and_blank_texts_have_an_outline() -> None:
    assert read("").pieces == ()
    assert "".join(piece.source for piece in read(" \n\u3000\n").pieces) == " \n\u3000\n"


FRAGMENTS = st.sampled_from(
    [
        "同志们：",
        "同志们，让我们",
        "各位领导：",
        "市教育局：",
        "一、",
        "二、",
        "（一）",
        "(二)",
        "1.",
        "2、",
        "（1）",
        "①",
        "一是",
        "二是",
        "一要",
        "第一，",
        "第二件事，",
        "首先，",
        "其次，",
        "最后，",
        "一方面",
        "另一方面，",
        "下面，我讲三点意见。",
        "现将情况汇报如下：",
        "刚才，局长通报了情况。",
        "下面，进行第二项议程，请张三发言。",
        "请李四讲话。",
        "今天的会议有三项议程：",
        "散会。",
        "谢谢大家！",
        "总之，",
        "在全县会议上的讲话",
        "（2024年5月6日）",
        "为深入贯彻落实要求，我校高度重视，",
        "。",
        "，",
        "；",
        "：",
        "！",
        "“",
        "”",
        "（",
        "）",
        "会议强调，",
        "提高认识",
        "抓好落实",
        "防汛备汛工作要抓紧抓实",
        "7月1日",
        "2.5亿元",
        "\n",
        "\n\n",
        "\u3000",
        "\t",
        "\r\n",
        "x",
        "０１",
        "𠀀",
        "\u2028",
        "\x85",
        "\x00",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=60).map("".join))
def test_any_text_has_an_outline_that_keeps_every_character(text: str) -> None:
    outline = read(text)
    assert "".join(piece.source for piece in outline.pieces) == text == outline.text
    json.dumps(outline_as_dict(outline, "任意.txt"), ensure_ascii=False)
    format_outline(outline)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=3), min_size=1, max_size=9))
def test_written_levels_nest_as_they_were_made(shape: list[int]) -> None:
    """A text made of headings by level is read back level for level."""
    levels: list[int] = []
    for step in shape:
        deepest = (levels[-1] + 1) if levels else 0
        levels.append(min(step, deepest, 3))
    numbers = [0, 0, 0, 0]
    rows = []
    for level in levels:
        numbers[level] += 1
        numbers[level + 1 :] = [0] * (3 - level)
        count = "一二三四五六七八九"[numbers[level] - 1]
        made = (f"{count}、", f"（{count}）", f"{numbers[level]}.", f"（{numbers[level]}）")
        rows.append(made[level] + "把这一条工作抓实")
    outline = read("\n".join(rows))
    assert [depth - 1 for piece in outline.pieces for depth, _ in walk_points(piece.points)] == levels


def test_a_long_paragraph_is_read_in_one_go() -> None:
    """A megabyte without a line break or a full stop: bounded look-ups, one piece, nothing lost."""
    text = "各级各部门要把防汛工作抓紧抓实，" * 20000
    outline = read(text)
    assert len(outline.pieces) == 1
    assert outline.pieces[0].source == text


def test_an_empty_line_left_by_a_collection_heading_begins_a_piece() -> None:
    text = "防汛是大事，各村要把人守在堤上。\n\n秋收是大事，各村要把粮收进仓里。"
    assert len(read(text).pieces) == 1
    assert [piece.source.strip()[:2] for piece in read(text, noise=["讲话稿篇一", "讲话稿篇二"]).pieces] == [
        "防汛",
        "秋收",
    ]


def test_empty_lines_between_paragraphs_begin_no_piece() -> None:
    text = "\n\n".join(("防汛是大事，各村要把人守在堤上。", "值班要到岗。", "物资要到位。", "人员要到户。"))
    assert len(read(text, noise=["讲话稿篇一"]).pieces) == 1
