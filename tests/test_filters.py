"""Filters: what each makes of a value, of an empty slot and of a hole."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from generator.rendering.filters import FILTERS, SHORT
from generator.rendering.values import BLANK, Blank, Hole, TemplateFault
from generator.text.moments import Moment
from generator.text.points import Point, PointList

WHEN = Moment(date(2026, 11, 25), time(14, 30), time(16, 30))


@pytest.mark.parametrize(
    ("name", "value", "given", "made"),
    [
        ("几", ["甲", "乙"], (), "两"),
        ("几", ["甲"] * 3, (), "三"),
        ("几", 12, (), "十二"),
        ("几", PointList([Point("甲"), Point(text="段", aside=True)]), (), "一"),
        ("个数", ["甲", "乙"], (), 2),
        ("个数", BLANK, (), 0),
        ("汉字", 12, (), "十二"),
        ("汉字", "12", (), "十二"),
        ("第几", 4, (), "第四"),
        ("日期", WHEN, (), "2026年11月25日"),
        ("日期", date(2026, 1, 2), (), "2026年1月2日"),
        ("星期", WHEN, (), "星期三"),
        ("时刻", WHEN, (), "下午2时30分"),
        ("年份", WHEN, (), "2026年"),
        ("月日", WHEN, (), "11月25日"),
        ("时间全写", WHEN, (), "2026年11月25日（星期三）下午2时30分至4时30分"),
        ("顿号", ["甲", "乙", "丙"], (), "甲、乙、丙"),
        ("顿号", ["甲", "乙", "丙"], ("和",), "甲、乙和丙"),
        ("顿号", ["甲"], ("和",), "甲"),
        ("顿号", "甲乙", (), "甲乙"),
        ("成句", "抓落实", (), "抓落实。"),
        ("成句", "抓落实。", (), "抓落实。"),
        ("成句", "抓落实；", (), "抓落实。"),
        ("成句", "说“抓落实。”", (), "说“抓落实。”"),
        ("成句", "说“抓落实”", (), "说“抓落实”。"),
        ("成句", "第一段\n第二段！", (), "第一段。\n第二段！"),
        ("呼语", "同志们", (), "同志们："),
        ("呼语", "老师们、同学们！", (), "老师们、同学们！"),
        ("引号", "实干", (), "“实干”"),
        ("引号", "讲“快”字", (), "“讲‘快’字”"),
        ("引号", "“实干”", (), "“实干”"),
        ("或", "甲", ("乙",), "甲"),
        ("或", BLANK, ("乙",), "乙"),
        ("或", 0, ("乙",), 0),
    ],
)
def test_a_filter_s_words(name: str, value: Any, given: tuple[Any, ...], made: Any) -> None:
    assert FILTERS[name](value, *given) == made


_ASKS = {"或": ("乙",), "逐条": ("一、",)}
"""The filters that must be given a value."""


# 时段 stands within a sentence: a meeting without an hour has none.
@pytest.mark.parametrize("name", [name for name in FILTERS if name not in ("个数", "或", "时段")])
def test_an_empty_slot_stays_empty(name: str) -> None:
    assert isinstance(FILTERS[name](BLANK, *_ASKS.get(name, ())), Blank)


@pytest.mark.parametrize("name", [name for name in FILTERS if name not in ("几", "个数")])
def test_a_hole_stays_to_be_filled(name: str) -> None:
    made = FILTERS[name](Hole("时间"), *_ASKS.get(name, ()))
    assert str(made) == "【待补：时间】"


def test_a_date_without_a_time_has_no_clock() -> None:
    assert isinstance(FILTERS["时刻"](Moment(date(2026, 1, 2))), Blank)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("几", "文字"),
        ("几", True),
        ("汉字", "许多"),
        ("第几", "末"),
        ("汉字", -1),
        ("日期", "昨天"),
        ("分条", "文字"),
        ("原样", ["甲"]),
    ],
)
def test_a_value_of_another_kind_is_a_fault_in_chinese(name: str, value: Any) -> None:
    with pytest.raises(TemplateFault, match=name if name != "日期" else "不是日期或时间"):
        FILTERS[name](value)


def test_an_unknown_style_is_a_fault() -> None:
    with pytest.raises(TemplateFault, match="没有“甲、”这种层次序数"):
        FILTERS["分条"]([Point("抓落实")], "甲、")


_LONGEST_MOMENT = Moment(date(2026, 11, 25), time(22, 35), time(23, 45), date(2026, 12, 28))


@pytest.mark.parametrize("name", sorted(SHORT))
@pytest.mark.parametrize(
    "value", [["甲" * 1000] * 1000, 77_777_777, "77777777", _LONGEST_MOMENT, "甲" * 100_000, BLANK]
)
def test_what_is_not_counted_is_short_whatever_it_is_given(name: str, value: Any) -> None:
    try:
        made = FILTERS[name](value)
    except TemplateFault as fault:
        made = fault.found
    assert len(str(made)) <= 60 or made is BLANK
