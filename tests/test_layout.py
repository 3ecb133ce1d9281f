"""版式文件: what a profile says becomes a Layout, and what it says wrongly becomes problems."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.paper.layout import Face, Font, Layout, Lead, Page, parse_layout
from generator.problems import InvalidInput
from generator.text.measures import parse_length, parse_size

PROFILES = Path(__file__).parent.parent / "templates" / "版式"


def load(name: str) -> dict[str, Any]:
    return yaml.load((PROFILES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def faults(data: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as caught:
        parse_layout(data, "我的")
    return [(problem.code, problem.place.path) for problem in caught.value.problems]


def test_the_official_profile_says_in_full_what_a_layout_is_without_a_word() -> None:
    layout = parse_layout(load("公文"), "公文")
    assert replace(layout, description="") == Layout()
    assert parse_layout({}, "公文") == Layout()


def test_the_official_page_is_that_of_the_standard() -> None:
    layout = Layout()
    # GB/T 9704—2012, 5.2: 156 mm wide, 225 mm high, 22 lines of 28 characters; 7.3.1: 二号 holds 20 a line.
    assert round(layout.page.text_width / 1440 * 25.4) == 156
    assert round(layout.page.text_height / 1440 * 25.4) == 225
    assert (layout.line_pitch, layout.tracking, layout.title_characters) == (579, -5, 20)
    assert not any(face.bold for face in (layout.title, layout.body, *layout.headings))


def test_the_reading_profile_is_large_and_centres_its_page_number() -> None:
    layout = parse_layout(load("朗读"), "朗读")
    assert layout.body.size == 44 and layout.number.position == "center"
    assert layout.number.size > Layout().number.size
    assert layout.keep_together > 0
    assert layout.body.font == "仿宋" and layout.headings[0].font == "黑体"


def test_a_font_is_named_once_for_all_that_wear_it() -> None:
    layout = parse_layout(
        {"字体": {"仿宋": "仿宋_GB2312"}, "代用字体": {"仿宋": "仿宋"}, "署名": {"字体": "方正行楷_GBK"}}, "我的"
    )
    assert layout.body == Face("仿宋_GB2312", indent=200)
    assert layout.headings[2].font == layout.spoken.font == "仿宋_GB2312"
    assert layout.byline.font == "方正行楷_GBK" and layout.dateline.font == "楷体"
    assert layout.font("仿宋_GB2312") == Font("仿宋", "仿宋_GB2312", ("仿宋",))


def test_each_key_reaches_its_field() -> None:
    layout = parse_layout(
        {
            "纸张": {"左边距": "2.8厘米", "双面": "是"},
            "行款": {"每行字数": "自动", "行距": "28磅"},
            "标题": {"字号": "36磅", "每行字数": "15字", "回行": "上短下长", "下空行": "2", "段后": "0.5行"},
            "一级标题": {"加粗": "是", "首行缩进": "0字"},
            "口语标号": {"字体": "楷体", "加粗": "是"},
            "页码": {"样式": "第 1 页", "位置": "无", "离边": "2字"},
            "短段不拆": "80字",
        },
        "我的",
    )
    assert layout.page == Page(mirror=True)
    assert (layout.characters, layout.pitch, layout.line_pitch, layout.tracking) == (0, 560, 560, 0)
    assert layout.title == Face("方正小标宋简体", 72, align="center", after=50)
    assert (layout.title_width, layout.title_shape, layout.title_gap) == (15, "up", 2)
    assert layout.headings[0] == Face("黑体", bold=True) and not layout.headings[1].bold
    assert layout.spoken == Lead("楷体", bold=True)
    assert (layout.number.pattern, layout.number.position, layout.number.inset) == ("第 1 页", "none", 200)
    assert layout.keep_together == 80


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ({"标体": {}}, "L01", "标体"),
        ({"标题": {"字休": "楷体"}}, "L01", "标题.字休"),
        ({"副标题": {"下空行": "1"}}, "L01", "副标题.下空行"),
        ({"标题": {"字号": "大号"}}, "L02", "标题.字号"),
        ({"标题": {"字号": ""}}, "L02", "标题.字号"),
        ({"标题": {"字号": ["三号"]}}, "L02", "标题.字号"),
        ({"标题": {"每行字数": "0.5"}}, "L02", "标题.每行字数"),
        ({"纸张": {"左边距": "28"}}, "L02", "纸张.左边距"),
        ({"纸张": {"左边距": "-3毫米"}}, "L02", "纸张.左边距"),
        ({"正文": {"加粗": "加"}}, "L02", "正文.加粗"),
        ({"字体": {"仿宋": "仿" * 32}}, "L02", "字体.仿宋"),
        ({"代用字体": {"仿宋": ["仿" * 32]}}, "L02", "代用字体.仿宋"),
        ({"页码": {"样式": "第 页"}}, "L02", "页码.样式"),
        ({"正文": "三号"}, "L03", "正文"),
        ({"纸张": ["A4"]}, "L03", "纸张"),
        ({"纸张": {"左边距": "100毫米", "右边距": "100毫米"}}, "L04", "纸张"),
        ({"行款": {"每行字数": "60"}}, "L04", "行款.每行字数"),
        ({"行款": {"每页行数": "60"}}, "L04", "行款"),
        ({"页码": {"距正文": "34毫米"}}, "L04", "页码.距正文"),
    ],
)
def test_one_mistake_makes_one_problem_that_names_its_key(data: Any, code: str, path: str) -> None:
    assert faults(data) == [(code, path)]


def test_all_mistakes_are_told_together_with_what_was_meant() -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_layout({"标体": {}, "正文": {"字号": "四好", "对其": "居中"}}, "我的")
    said = str(caught.value)
    assert "是不是想写“标题”？" in said and "是不是想写“对齐”？" in said and "“正文.字号”写的是“四好”" in said
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("text", "twips"),
    [
        ("37毫米", 2098),
        ("37mm", 2098),
        ("3.7厘米", 2098),
        ("28.95磅", 579),
        ("28.95 pt", 579),
        ("37", None),
        ("三号", None),
    ],
)
def test_lengths(text: str, twips: int | None) -> None:
    assert parse_length(text) == twips


@pytest.mark.parametrize(
    ("text", "half_points"),
    [
        ("三号", 32),
        ("3号", 32),
        ("小二", 36),
        ("小2号", 36),
        ("五号", 21),
        ("16磅", 32),
        ("10.5pt", 21),
        ("九号", None),
        ("16", None),
    ],
)
def test_sizes(text: str, half_points: int | None) -> None:
    assert parse_size(text) == half_points


_KEYS = st.sampled_from(
    ["说明", "纸张", "行款", "字体", "代用字体", "标题", "正文", "一级标题", "口语标号", "页码", "短段不拆", "乱写"]
)
_VALUES = st.recursive(
    st.none() | st.text(max_size=8) | st.sampled_from(["三号", "是", "28", "37毫米", "仿宋", "居中", "1字"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["字体", "字号", "加粗", "上边距", "每行字数", "样式", "仿宋", "乱写"]), inner, max_size=4
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=6))
def test_any_plain_values_make_a_layout_or_problems(data: dict[str, Any]) -> None:
    try:
        layout = parse_layout(data, "我的")
    except InvalidInput as error:
        assert error.problems and all(problem.found and problem.expected for problem in error.problems)
    else:
        assert layout.line_pitch > 0 and layout.page.text_width > 0


def test_every_key_is_explained_to_the_clerk() -> None:
    page = (PROFILES.parent.parent / "docs" / "版式.md").read_text(encoding="utf-8")
    sections = {key for key, value in load("公文").items() if isinstance(value, dict)}
    with pytest.raises(InvalidInput) as caught:
        parse_layout({"没有": "", **{section: {"没有": ""} for section in sections}}, "我的")
    assert len(caught.value.problems) == len(sections) + 1
    known = {
        key for problem in caught.value.problems for key in problem.expected.removeprefix("下列之一：").split("、")
    }
    assert len(known) > 40
    explained = known - {"一级标题", "二级标题", "三级标题", "四级标题", "说明"}
    assert [key for key in sorted(explained) if key not in page] == []
