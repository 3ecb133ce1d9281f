"""Traps of YAML: what was typed, the value that is read, and what the clerk is told."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specimen import Case, cases

from generator.problems import format_problems
from generator.yaml_source.load import parse_yaml, plain
from generator.yaml_source.regions import Region, closing_quote, regions
from generator.yaml_source.traps import mend

KEYS = frozenset(
    [
        "会议名称",
        "时间",
        "地点",
        "背景",
        "主持人",
        "议程",
        "要点",
        "标题",
        "正文",
        "方式",
        "事项",
        "人员",
        "出席",
        "会场纪律",
    ]
)


@pytest.mark.parametrize("case", cases("会写错的YAML.txt"))
def test_trap(case: Case, specimen: Callable[[Case, str, str], None]) -> None:
    source = parse_yaml(case["输入"], "会议.yaml", KEYS)
    value = "（没有读）" if source.root is None else json.dumps(plain(source.root), ensure_ascii=False)
    specimen(case, "值", value)
    specimen(case, "问题", format_problems(source.problems))


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "0000"),
        ("\x07", "0007"),
        ("\x85", "0085"),
        ("\u2028", "2028"),
        ("\ufdd0", "FDD0"),
        ("\uffff", "FFFF"),
        ("\U0001fffe", "1FFFE"),
    ],
)
def test_a_character_that_word_cannot_hold_is_named_with_its_place(character: str, name: str) -> None:
    source = parse_yaml(f"地点: 三{character}楼\n背景: 甲", "会议.yaml", KEYS)
    assert [(p.code, p.place.line, p.place.column) for p in source.problems] == [("Y10", 1, 6)]
    assert f"U+{name}" in source.problems[0].found
    assert plain(source.root) == {"地点": "三 楼", "背景": "甲"}


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u200e", "\u00ad"])
def test_a_mark_without_width_is_left_out(mark: str) -> None:
    source = parse_yaml(f"地{mark}点: 三{mark}楼", "", KEYS)
    assert source.problems == ()
    assert plain(source.root) == {"地点": "三楼"}


def test_a_habit_of_the_whole_file_is_one_problem_that_lists_its_lines() -> None:
    typed = "\n".join(f"名{c}：值" for c in "甲乙丙丁戊己庚辛壬癸子丑寅卯")
    (problem,) = parse_yaml(typed, "会议.yaml").problems
    assert problem.place.line == 1
    assert "共 14 行：第 1、2、3、4、5、6、7、8、9、10、11、12 等 行" in problem.found


def test_columns_are_those_of_the_line_as_typed() -> None:
    """The mark before it was two characters longer in the file than in what YAML read."""
    typed = "要点:\n  －　　!甲"
    source = parse_yaml(typed, "", KEYS)
    assert [(p.code, p.place.line, p.place.column) for p in source.problems] == [("Y12", 2, 3), ("Y04", 2, 6)]


def test_lines_are_counted_from_where_the_text_stands_in_its_file() -> None:
    source = parse_yaml("地点：三楼\n背景: @甲\n时间: [", "工作会议.txt", KEYS, first_line=10)
    assert [(p.code, p.place.line) for p in source.problems] == [("Y13", 10), ("Y04", 11), ("Y02", 12)]


def test_a_text_below_a_bar_keeps_what_looks_like_a_trap() -> None:
    typed = "会场纪律: |\n  要点：\n  －甲 # 乙\n  “丙”\n地点: 三楼"
    source = parse_yaml(typed, "", KEYS)
    assert source.problems == ()
    assert plain(source.root) == {"会场纪律": "要点：\n－甲 # 乙\n“丙”\n", "地点": "三楼"}


def test_a_quoted_text_of_several_lines_keeps_what_looks_like_a_trap() -> None:
    source = parse_yaml("背景: '甲\n  －乙 # 丙\n  丁'\n地点: 三楼", "", KEYS)
    assert source.problems == ()
    assert plain(source.root) == {"背景": "甲－乙 # 丙丁", "地点": "三楼"}


def test_regions() -> None:
    typed = ["a: |", "  文", "", "b: '引", "  号'", "c: [甲,", "  {d: 乙}]", "e: 完"]
    kinds = [row.region for row in regions(typed)]
    s, b, q, k = Region.STRUCTURE, Region.BLOCK, Region.QUOTED, Region.BRACKETS
    assert kinds == [s, b, b, s, q, s, k, s]


@pytest.mark.parametrize(
    ("text", "quote", "end"),
    [("甲'乙", "'", 1), ("it''s' 乙", "'", 5), ('甲\\"乙"', '"', 4), ('甲\\\\"', '"', 3), ("甲", "'", -1)],
)
def test_where_a_quoted_text_ends(text: str, quote: str, end: int) -> None:
    assert closing_quote(text, 0, quote) == end


@given(st.text(st.sampled_from("地点议程：:-－ \t\u3000#“”'\"[]{}，,甲\n|>*!\u200b"), max_size=60))
def test_mending_keeps_the_lines_and_points_into_them(text: str) -> None:
    mended = mend(text, "", KEYS)
    assert mended.text.count("\n") == text.count("\n")
    for problem in mended.problems:
        assert 1 <= problem.place.line <= len(mended.original)
        assert 1 <= problem.place.column <= len(mended.original[problem.place.line - 1]) + 1
        assert problem.place.excerpt == mended.original[problem.place.line - 1]


@given(st.text(st.sampled_from("地点议程：:-，,、|>#[]{}“”'\"? 2下一《\n"), max_size=60))
def test_a_line_that_is_passed_over_has_nothing_to_mend(text: str) -> None:
    """A character that nobody sees anywhere in a text makes every line of it looked at."""
    passed, looked_at = mend(text, "", KEYS), mend(text + "\n#\u3164", "", KEYS)
    assert looked_at.text == passed.text + "\n#"
    assert looked_at.problems == passed.problems
