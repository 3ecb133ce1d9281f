"""Numerals, quantities and the markers of points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.numbering import STYLES, capacity, marker, markers, next_marker, parse_marker
from generator.text.numerals import chinese, parse_chinese, parse_number
from generator.text.quantities import parse_quantity


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (0, "零"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一"), (100, "一百"), (105, "一百零五"), (110, "一百一十"),
        (119, "一百一十九"), (1005, "一千零五"), (1050, "一千零五十"), (2026, "二千零二十六"), (10000, "一万"), (10001, "一万零一"),
        (20000, "二万"), (21000, "二万一千"), (100000, "十万"), (1050000, "一百零五万"),
    ],
)  # fmt: skip
def test_chinese_numerals(number: int, numeral: str) -> None:
    assert chinese(number) == numeral


@pytest.mark.parametrize("number", [-1, 100_000_000])
def test_numbers_that_have_no_numeral_here(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


@given(st.integers(0, 9999))
def test_numerals_are_read_back(number: int) -> None:
    assert parse_chinese(chinese(number)) == number
    assert parse_number(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两", 2),
        ("〇", 0),
        ("二〇二六", 2026),
        ("３", 3),
        ("十", 10),
        ("", None),
        ("甲", None),
        ("2.5", None),
        ("²", None),
    ],
)
def test_numbers_in_other_writings(text: str, number: int | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("2500", "字", 2500), ("2500字", "字", 2500), ("约2500字", "字", 2500), ("2500字左右", "字", 2500), ("2,500字", "字", 2500), ("２５００字", "字", 2500),
        ("两千字", "字", 2000), ("2千字", "字", 2000), ("1.2万字", "字", 12000), ("一万字", "字", 10000), ("20分钟", "分钟", 20), ("20分", "分钟", 20),
        ("二十分钟", "分钟", 20), ("半小时", "分钟", 30), ("半个小时", "分钟", 30), ("1小时", "分钟", 60), ("一个半小时", "分钟", 90), ("1.5小时", "分钟", 90),
        ("两个小时", "分钟", 120), ("12.5", "", 12.5), ("0", "", 0), ("20分钟", "字", None), ("2000-2500字", "字", None), ("很多", "字", None),
        ("", "字", None), ("-5", "字", None), ("3人", "", None), ("1,2", "", None), ("1.2.3", "", None),
    ],
)  # fmt: skip
def test_quantities(typed: str, unit: str, value: float | None) -> None:
    assert parse_quantity(typed, unit) == value


@given(st.text(max_size=20))
def test_any_text_is_a_quantity_or_none(text: str) -> None:
    assert parse_quantity(text, "字") is None or parse_quantity(text, "字") >= 0


@pytest.mark.parametrize(
    ("style", "third"),
    [
        ("一、", "三、"), ("（一）", "（三）"), ("1.", "3."), ("1、", "3、"), ("（1）", "（3）"), ("1）", "3）"), ("①", "③"), ("一是", "三是"),
        ("一要", "三要"), ("第一，", "第三，"), ("其一，", "其三，"), ("首先，", "再次，"),
    ],
)  # fmt: skip
def test_the_third_marker_of_each_style(style: str, third: str) -> None:
    assert marker(style, 3) == third


def test_a_list_of_first_to_last() -> None:
    assert markers("首先，", 1) == ("首先，",)
    assert markers("首先，", 2) == ("首先，", "最后，")
    assert markers("首先，", 4) == ("首先，", "其次，", "再次，", "最后，")
    assert markers("一方面，", 2) == ("一方面，", "另一方面，")


@pytest.mark.parametrize("style", STYLES)
def test_no_style_goes_beyond_its_reach(style: str) -> None:
    assert len(markers(style, capacity(style))) == capacity(style)
    with pytest.raises(ValueError, match="reaches"):
        markers(style, capacity(style) + 1)
    with pytest.raises(ValueError, match="has no number"):
        marker(style, capacity(style) + 1)
    with pytest.raises(ValueError, match="has no number"):
        marker(style, 0)


@given(st.sampled_from(sorted(STYLES)), st.data())
def test_every_marker_is_read_back(style: str, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, capacity(style)))
    made = marker(style, number)
    found = parse_marker(made + "提高认识")
    assert found is not None
    assert (found.text, found.style, found.number) == (made, style, number)
    if number < capacity(style):
        assert next_marker(made) == marker(style, number + 1)


@pytest.mark.parametrize(
    "text",
    [
        "2.5亿元投资到位",
        "1.1 总则",
        "一、二审判决",
        "3、4月份",
        "十分重要",
        "一切工作",
        "第一时间报告",
        "首都",
        "",
        "、",
        "2026年",
        "100.甲",
        "（某某）",
        "一致要求",
    ],
)
def test_what_begins_like_a_number_is_no_marker(text: str) -> None:
    assert parse_marker(text) is None


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("一.提高认识", "一、", 1), ("(二)压实责任", "（一）", 2), ("（ 三 ）甲", "（一）", 3), ("１．甲", "1.", 1), ("3、甲", "1、", 3), ("一则是甲", "一是", 1),
        ("第二、甲", "第一，", 2), ("其次甲", "首先，", 2), ("另一方面，甲", "一方面，", 2), ("⑳甲", "①", 20),
    ],
)  # fmt: skip
def test_markers_as_they_are_typed(text: str, style: str, number: int) -> None:
    found = parse_marker(text)
    assert found is not None
    assert (found.style, found.number) == (style, number)
    assert text.startswith(found.text)


def test_levels() -> None:
    assert [STYLES[name].level for name in ("一、", "（一）", "1.", "（1）", "一是")] == [1, 2, 3, 4, 0]
    found = parse_marker("一是甲")
    assert found is not None
    assert (found.level, found.spoken) == (0, True)


def test_what_is_no_marker_has_no_next() -> None:
    with pytest.raises(ValueError, match="not a marker"):
        next_marker("一、甲")
