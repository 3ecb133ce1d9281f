"""Problems: the form that a clerk reads, their order, and the word that was probably meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import (
    InvalidInput,
    Place,
    Problem,
    closest,
    did_you_mean,
    format_problem,
    format_problems,
    in_order,
    problem_as_dict,
)

SLIP = Problem(
    "D01",
    Place("表彰大会.yaml", 4, 1, "主特人: 张三", "主特人"),
    "没有“主特人”这个字段",
    "下列之一：会议名称、主持人",
    "是不是想写“主持人”？",
)


def test_the_form_that_a_clerk_reads() -> None:
    assert format_problem(SLIP) == (
        "表彰大会.yaml:4:1  D01  没有“主特人”这个字段\n"
        "    主特人: 张三\n"
        "    ^\n"
        "    应为：下列之一：会议名称、主持人\n"
        "    建议：是不是想写“主持人”？"
    )


def test_a_chinese_character_takes_two_columns() -> None:
    text = format_problem(Problem("Y13", Place("会议.yaml", 1, 3, "地点：三楼"), "全角"))
    assert text.split("\n")[2] == " " * 8 + "^"


def test_what_is_not_known_is_left_out() -> None:
    assert format_problem(Problem("D00", Place(), "空的")) == "D00  空的"
    assert format_problem(Problem("D00", Place("会议.yaml"), "空的")) == "会议.yaml  D00  空的"
    assert (
        format_problem(Problem("D18", Place("会议.yaml", 2), "旧值", severity="疑似"))
        == "会议.yaml:2  D18  〔疑似〕旧值"
    )


def test_a_long_line_is_cut_to_what_surrounds_the_place() -> None:
    line = "甲" * 200 + "乙" + "丙" * 200
    excerpt, caret = format_problem(Problem("D02", Place("会议.yaml", 1, 201, line), "错"))[:].split("\n")[1:3]
    shown = excerpt.strip()
    assert len(shown) <= 62
    assert shown.startswith("…甲")
    assert shown.endswith("丙…")
    before = shown[: shown.index("乙")]
    assert len(caret) - 4 - 1 == 2 * (len(before) - 1) + 1


@given(st.text(max_size=150), st.integers(1, 160))
def test_any_line_and_column_can_be_shown_on_one_line_each(line: str, column: int) -> None:
    text = format_problem(Problem("D02", Place("会议.yaml", 1, column, line), "错"))
    assert len(text.splitlines()) == (3 if line else 1)


def test_problems_stand_in_the_order_of_the_file_each_once() -> None:
    late, early = Problem("D02", Place("甲", 9, 1), "乙"), Problem("D02", Place("甲", 2, 5), "乙")
    assert in_order([late, early, late]) == (early, late)
    error = InvalidInput([late, early])
    assert error.problems == (early, late)
    assert str(error) == "甲:2:5  D02  乙\n甲:9:1  D02  乙"
    assert format_problems(error.problems) == "甲:2:5  D02  乙\n\n甲:9:1  D02  乙"


def test_the_form_for_programs() -> None:
    assert problem_as_dict(SLIP) == {
        "code": "D01", "severity": "错误", "file": "表彰大会.yaml", "line": 4, "column": 1, "path": "主特人",
        "found": "没有“主特人”这个字段", "expected": "下列之一：会议名称、主持人", "hint": "是不是想写“主持人”？",
    }  # fmt: skip


def test_the_same_problem_said_of_another_file() -> None:
    assert SLIP.at("会议.yaml").place == Place("会议.yaml", 4, 1, "主特人: 张三", "主特人")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("主特人", "主持人"),
        ("会议名", "会议名称"),
        ("会议时间", "时间"),
        ("会议地点", "地点"),
        ("出席人员", "出席"),
        ("义程", "议程"),
        ("数剧", "数据"),
        ("吃饭", None),
        ("", None),
    ],
)
def test_the_word_that_was_meant(typed: str, meant: str | None) -> None:
    names = ("会议名称", "时间", "地点", "出席", "主持人", "议程", "数据")
    assert closest(typed, names) == meant
    assert did_you_mean(typed, names) == (f"是不是想写“{meant}”？" if meant else "")
