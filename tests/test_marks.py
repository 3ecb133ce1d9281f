"""What the marks are for: an empty slot takes its sentence with it, and a value never becomes structure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelves import rendered, shelf_of

from generator.rendering.render import Renderer
from generator.rendering.values import BLANK
from generator.text.lines import Kind, parse_rows
from generator.text.marks import GONE, Settled, literal, numbered, settle


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("今天开会。{{ 空 }}以后再说。请大家发言。", "今天开会。请大家发言。"),
        ("{{ 空 }}，请大家抓好落实。", ""),
        ("今天，{{ 空 }}，我们开会！下面开始。", "下面开始。"),
        ("联系人：{{ 空 }}", ""),
        ("联系人：{{ 名 }}，电话：{{ 空 }}", ""),
        ("联系人：{{ 空 }}。电话：{{ 有 }}", "电话：甲。"),
        ("他说：“{{ 空 }}。”我们赞成。", "我们赞成。"),
        ("（{{ 空 }}）", ""),
        ("第一段。\n{{ 空 }}\n第二段。", "第一段。\n第二段。"),
        ("第一段。\n一、{{ 空 }}\n第二段。", "第一段。\n第二段。"),
        ("开会。{{ 有 }}{{ 空|或('大会') }}召开。", "开会。甲。大会召开。"),
        ("{{ 有 }}{{ 空 }}散会。", "甲。"),
        ("{% if 空 %}有{{ 空 }}。{% endif %}散会。", "散会。"),
        ("{% for 一 in 空 %}{{ 一 }}。{% endfor %}散会。", "散会。"),
        ("{{ 空.姓名 }}主持。散会。", "散会。"),
        ("{{ 零 }}起事故。", "0起事故。"),
        ("{{ 假 }}。", "否。"),
    ],
)
def test_the_sentence_of_an_empty_slot_goes_whole(text: str, left: str, tmp_path: Path) -> None:
    assert rendered(tmp_path, text, 空=BLANK, 有="甲。", 名="张三", 零=0, 假=False) == left


NOT_STRUCTURE = [
    "2.5亿元用于整改",
    "一、二审稿已经印发",
    "3、4月份雨水多",
    "（一）是编号",
    "一是一，二是二",
    "第一，是名次",
    "首先，谢谢大家",
    "1.1节有说明",
    "@落款 云山县",
    "== 甲 ==",
    "{{ 有 }}",
    "{% if 有 %}",
]


@pytest.mark.parametrize("value", NOT_STRUCTURE)
def test_a_value_is_text_whatever_it_looks_like(value: str, tmp_path: Path) -> None:
    settled = Renderer(shelf_of(tmp_path, {"讲话/试": "标题\n同志们：\n{{ 值 }}\n"})).render("讲话/试", {"值": value})
    line = parse_rows(settled.rows, settled.marker_lengths, settled.kinds)[-1]
    assert (line.kind, line.text, line.marker) == (Kind.PARAGRAPH, value, None)


@pytest.mark.parametrize("value", NOT_STRUCTURE)
def test_a_value_after_a_marker_leaves_the_marker_as_it_is(value: str, tmp_path: Path) -> None:
    settled = Renderer(shelf_of(tmp_path, {"讲话/试": "标题\n同志们：\n一、{{ 值 }}\n"})).render(
        "讲话/试", {"值": value}
    )
    line = parse_rows(settled.rows, settled.marker_lengths, settled.kinds)[-1]
    assert line.marker is not None
    assert (line.kind, line.marker.text, line.text) == (Kind.POINT, "一、", f"一、{value}")


def test_a_newline_in_a_value_begins_a_paragraph_that_is_text_too() -> None:
    assert settle(literal("今天开会。\n一、不是要点。")) == Settled(
        "今天开会。\n一、不是要点。", ["今天开会。", "一、不是要点。"], [0, 0]
    )


def test_the_template_s_own_markers_are_markers() -> None:
    raw = f"一、{literal('甲')}\n{numbered('（一）')}{literal('2.5亿元')}\n一是抓落实。"
    assert settle(raw).marker_lengths == [2, 3, 2]


PIECES = st.sampled_from(
    ["@落款 ", "@表行 ", "@一、 ", numbered("（一）"), "一、", GONE, "同志们：", "抓好落实。", "……", '"', "--", "，，", "｜", " ", "\u3000"]
)  # fmt: skip
ROWS = st.lists(PIECES | st.text("甲乙，。…. (1", max_size=4).map(literal), max_size=8).map("".join)


@given(st.lists(ROWS, max_size=8).map("\n".join), st.booleans())
def test_the_rows_are_the_lines_of_the_text(raw: str, tidied: bool) -> None:
    settled = settle(raw, tidied)
    assert settled.text == "\n".join(settled.rows)
    assert [row.strip() for row in settled.text.split("\n") if row.strip()] == settled.rows
    assert len(settled.marker_lengths) == len(settled.rows) > max(settled.kinds, default=-1)
    assert all(0 <= length < len(row) for row, length in zip(settled.rows, settled.marker_lengths, strict=True))


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("任务是{{ 值 }}。", "抓落实。", "任务是抓落实。"),
        ("任务是{{ 值 }}，请大家落实。", "抓落实。", "任务是抓落实。请大家落实。"),
        ("任务是{{ 值 }}。", "抓落实，", "任务是抓落实。"),
        ("任务是{{ 值 }}。", "抓落实！", "任务是抓落实！"),
        ("任务是{{ 值 }}。", "抓落实……", "任务是抓落实……"),
        ("说{{ 值 }}。", '"快"字', "说“快”字。"),
        ("说{{ 值 }}。", "先(甲)后乙,再丙;完", "说先（甲）后乙，再丙；完。"),
        ("用{{ 值 }}。", "3.5万元、1,000人、14:30", "用3.5万元、1,000人、14:30。"),
        ("说{{ 值 }}。", "快--再快...", "说快——再快……"),
    ],
)
def test_punctuation_is_full_width_and_never_doubled(text: str, value: str, said: str, tmp_path: Path) -> None:
    assert rendered(tmp_path, text, 值=value) == said
