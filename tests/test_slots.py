"""Slots: their declaration, and what each type makes of what was typed."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place, Problem
from generator.slots.filling import fill, fill_fields
from generator.slots.registry import Filled, PersonText, PointText, Problems, Slot, declare
from generator.text.moments import Moment
from generator.yaml_source.load import Fields, Text, parse_yaml


def filled(type_: str, typed: str, **more: Any) -> tuple[Any, list[Problem]]:
    """The value of `甲: typed` by its slot, and the problems."""
    source = parse_yaml(f"甲: {typed}" if not typed.startswith("\n") else f"甲:{typed}", "会议.yaml")
    assert source.problems == ()
    assert isinstance(source.root, Fields)
    problems: Problems = []
    got = fill(Slot("甲", type_, **more), source.root.entries[0][1], problems)
    return bare(got), problems


def bare(value: Any) -> Any:
    """A filled value without its places."""
    if isinstance(value, Filled):
        return bare(value.value)
    if isinstance(value, tuple):
        return [bare(one) for one in value]
    return {key: bare(one) for key, one in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize(
    ("type_", "typed", "value"),
    [
        ("文字", "三楼会议室", "三楼会议室"),
        ("文字", "三楼会议室。", "三楼会议室"),
        ("文字", "'  三楼 ，'", "三楼"),
        ("文字", "|\n  今年\n  全县\n  well\n  done", "今年全县well done"),
        ("文字", "''", None),
        ("文字", "。", None),
        ("文字", "0012", "0012"),
        ("段落", "|\n  第一段。\n\n  第二段。", "第一段。\n第二段。"),
        ("段落", "[第一段。, 第二段。]", "第一段。\n第二段。"),
        ("段落", "今年以来\n  全县平稳", "今年以来全县平稳"),
        ("日期", "2026年11月25日", date(2026, 11, 25)),
        ("时间", "2026年11月25日 14:30", Moment(date(2026, 11, 25), time(14, 30))),
        ("数字", "12", 12),
        ("数字", "010", 10),
        ("数字", "12.5", 12.5),
        ("是否", "是", True),
        ("是否", "否", False),
        ("是否", "on", True),
        ("是否", "No", False),
        ("列表", "[甲, 乙]", ["甲", "乙"]),
        ("列表", "甲、乙；丙", ["甲", "乙", "丙"]),
        ("列表", "[甲、乙]", ["甲、乙"]),
        ("列表", "[]", None),
        ("要求", "责任落实，信息报送", [PointText(topic="责任落实"), PointText(topic="信息报送")]),
        ("要求", "[责任落实, {信息报送: 每日报送。}]", [PointText(topic="责任落实"), PointText(topic="信息报送", text="每日报送。")]),
        ("要点", "抓好落实。", [PointText(text="抓好落实。")]),
        ("要点", "[甲, {标题: 乙, 正文: 丙, 要点: [丁]}]", [PointText(text="甲"), PointText(title="乙", text="丙", points=(PointText(text="丁"),))]),
        ("要点", "{库: 责任落实, 责任单位: 县安委办}", [PointText(topic="责任落实", fill={"责任单位": "县安委办"})]),
        ("要点", "[{标号: 一是, 正文: 甲}]", [PointText(marker="一是", text="甲")]),
        ("要点", "[{标题: 甲, 层次: 一要, 要点: [乙]}]", [PointText(title="甲", style="一要", points=(PointText(text="乙"),))]),
        ("要点", "[2.5亿元资金已经到位。, 一、二审要快。]", [PointText(text="2.5亿元资金已经到位。"), PointText(text="一、二审要快。")]),
        ("层次", "[一、, （一）, 一是]", ["一、", "（一）", "一是"]),
        ("层次", "一、+（一）+第一", ["一、", "（一）", "第一，"]),
        ("数据", "{隐患数: 312}", {"隐患数": {"值": "312"}}),
        ("数据", "{隐患数: {值: 312, 旧值: 298}}", {"隐患数": {"值": "312", "旧值": "298"}}),
    ],
)  # fmt: skip
def test_what_each_type_makes_of_a_value(type_: str, typed: str, value: Any) -> None:
    assert filled(type_, typed) == (value, [])


@pytest.mark.parametrize(
    ("type_", "typed", "code", "place", "said"),
    [
        ("文字", "[甲, 乙]", "D02", (1, 4), "一个列表"),
        ("文字", "{乙: 丙}", "D02", (1, 4), "一组“名称: 值”"),
        ("段落", "{乙: 丙}", "D02", (1, 4), "一组“名称: 值”"),
        ("段落", "\n  一、关手机\n  二、不走动", "D25", (2, 3), "会连成一段"),
        ("日期", "明天", "D03", (1, 4), "“明天”"),
        ("日期", "2026年11月25日 14:30", "D03", (1, 4), "只要日期"),
        ("时间", "870", "D03", (1, 4), "“870”"),
        ("数字", "很多", "D04", (1, 4), "“很多”"),
        ("是否", "也许", "D05", (1, 4), "“也许”"),
        ("列表", "\n  甲\n  乙", "D08", (2, 3), "会连成一句"),
        ("列表", "一、甲", "D08", (1, 4), "不是列表"),
        ("列表", "{乙: 丙}", "D08", (1, 4), "不是列表"),
        ("要点", "\n  1. 甲\n  2. 乙", "D08", (2, 3), "会连成一句"),
        ("要点", "[一、甲, 二、乙]", "D26", (1, 5), "“一、”"),
        ("要点", "[{标题: （一）甲, 正文: 丙}, {标题: （二）乙}]", "D26", (1, 5), "“（一）”"),
        ("要点", "[[甲]]", "D10", (1, 5), "直接套了列表"),
        ("要点", "[{标题: ''}]", "D11", (1, 5), "是空的"),
        ("要点", "[{标提: 甲}]", "D01", (1, 6), "“标提”"),
        ("要求", "[[甲]]", "D10", (1, 5), "直接套了列表"),
        ("要求", "\n  责任落实\n  信息报送", "D08", (2, 3), "会连成一句"),
        ("层次", "甲", "D12", (1, 4), "“甲”"),
        ("数据", "312", "D09", (1, 4), "不是“名称: 值”"),
        ("数据", "隐患数：312", "D09", (1, 4), "冒号是全角的"),
        ("数据", "{隐患数: {直: 3}}", "D01", (1, 11), "“直”"),
    ],
)
def test_what_does_not_suit_a_type_is_one_problem_at_its_place(
    type_: str, typed: str, code: str, place: tuple[int, int], said: str
) -> None:
    _, problems = filled(type_, typed)
    assert [(p.code, (p.place.line, p.place.column)) for p in problems] == [(code, place)]
    assert said in problems[0].found


def test_units_of_a_number() -> None:
    assert filled("数字", "约2500字", unit="字") == (2500, [])
    assert filled("数字", "半小时", unit="分钟") == (30, [])
    _, problems = filled("数字", "20分钟", unit="字")
    assert [(p.code, p.expected) for p in problems] == [("D04", "一个数字，如 2000字")]


def test_choices() -> None:
    assert filled("选项", "发言", choices=("讲话", "发言")) == ("发言", [])
    _, problems = filled("选项", "发盐", choices=("讲话", "发言"))
    assert [(p.code, p.expected, p.hint) for p in problems] == [("D06", "下列之一：讲话、发言", "是不是想写“发言”？")]


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("李明（县委书记）", PersonText("李明", "县委书记")),
        ("李明(县委书记)", PersonText("李明", "县委书记")),
        ("李明 （ 县委书记 ）", PersonText("李明", "县委书记")),
        ("李明（县委书记、县人大常委会主任）", PersonText("李明", "县委书记、县人大常委会主任")),
        ("李明（县委副书记（挂职））", PersonText("李明", "县委副书记（挂职）")),
        ("{姓名: 李明, 职务: 书记, 单位: 县委}", PersonText("李明", "书记", "县委")),
        ("李明", PersonText("李明")),
        ("王　芳", PersonText("王芳")),
        ("王 芳（县长）", PersonText("王芳", "县长")),
        ("李明。", PersonText("李明")),
        ("买买提·吐尔逊", PersonText("买买提·吐尔逊")),
        ("县疫防办", PersonText("县疫防办")),
        ("John Smith", PersonText("John Smith")),
    ],
)
def test_persons(typed: str, person: PersonText) -> None:
    assert filled("人员", typed) == (person, [])


@pytest.mark.parametrize(
    ("typed", "said", "hint"),
    [
        ("李明 县委书记", "分不清姓名和职务", "李明（县委书记）"),
        ("县委书记 李明", "分不清姓名和职务", "李明（县委书记）"),
        ("李明，县委书记", "分不清姓名和职务", "李明（县委书记）"),
        ("李明：县委书记", "分不清姓名和职务", "李明（县委书记）"),
        ("李明，王芳", "有 2 个人", "只留一个：李明"),
        ("李明 王芳", "有 2 个人", "李明、王芳"),
        ("李明（书记）、王芳（县长）", "有 2 个人", "只留一个：李明（书记）"),
        ("李明和各位来宾以及全体参会人员一起", "", ""),
        ("李明123", "不像姓名", ""),
        ("{职务: 县长}", "没有写姓名", ""),
        ("{姓名: 李明, 职位: 县长}", "没有“职位”这个字段", "是不是想写“职务”？"),
    ],
)
def test_what_is_no_person_is_told_how_to_write_it(typed: str, said: str, hint: str) -> None:
    _, problems = filled("人员", typed)
    if not said:
        assert problems == []
        return
    (problem,) = problems
    assert said in problem.found
    assert problem.hint == hint


@pytest.mark.parametrize("apart", ["、", "，", "；", ", "])
def test_several_persons_in_one_line(apart: str) -> None:
    people = Slot("每项", "人员")
    value, problems = filled("列表", f"'李明（县委书记、县长）{apart}王芳（副县长，挂职）'", item=people)
    assert problems == []
    assert value == [PersonText("李明", "县委书记、县长"), PersonText("王芳", "副县长，挂职")]
    assert filled("列表", f"['李明{apart}王芳', 孙丽]", item=people) == (
        [PersonText("李明"), PersonText("王芳"), PersonText("孙丽")],
        [],
    )


def test_each_of_several_persons_has_its_own_place() -> None:
    _, problems = filled("列表", "李明（书记）、王芳 县长", item=Slot("每项", "人员"))
    assert [(p.place.line, p.place.column) for p in problems] == [(1, 11)]


GROUP = Slot("单位", "组", fields=(Slot("全称"), Slot("自称"), Slot("人数", "数字")), short="全称")


def test_groups() -> None:
    fields = {"fields": GROUP.fields, "short": "全称"}
    assert filled("组", "云山县", **fields) == ({"全称": "云山县"}, [])
    assert filled("组", "{全称: 云山县, 人数: 3}", **fields) == ({"全称": "云山县", "人数": 3}, [])
    assert [p.code for p in filled("组", "[云山县]", **fields)[1]] == ["D09"]
    assert [p.code for p in filled("组", "云山县", fields=GROUP.fields)[1]] == ["D09"]
    assert filled("列表", "云山县、海州县", item=GROUP) == ([{"全称": "云山县"}, {"全称": "海州县"}], [])
    assert filled("列表", "{全称: 云山县}", item=GROUP) == ([{"全称": "云山县"}], [])


def test_a_misspelt_name_is_told_and_read_on() -> None:
    root = parse_yaml("全程: 云山县\n人数: 多\n民称: 甲", "会议.yaml").root
    assert isinstance(root, Fields)
    problems: Problems = []
    values = fill_fields(GROUP.fields, root, problems, "“单位”")
    assert bare(values["全称"]) == "云山县"
    assert [(p.code, p.place.line, p.hint) for p in problems] == [
        ("D01", 1, "是不是想写“全称”？"),
        ("D04", 2, ""),
        ("D01", 3, "是不是想写“自称”？"),
    ]


def declared(typed: str) -> tuple[tuple[Slot, ...], list[Problem]]:
    problems: Problems = []
    return declare(parse_yaml(typed, "模板.txt").root, problems), problems


def test_declarations() -> None:
    slots, problems = declared(
        "奖项数: 数字\n"
        "级别: {类型: 选项, 选项: [一等, 二等], 必填: 是, 默认: 一等, 说明: 哪一级, 示例: 二等}\n"
        "名单: {类型: 列表, 每项: {类型: 人员}}\n"
        "单位: {类型: 组, 简写: 全称, 各项: {全称: {}, 人数: {类型: 数字, 量词: 人}}}\n"
    )
    assert problems == []
    assert [(s.name, s.type, s.required) for s in slots] == [
        ("奖项数", "数字", False),
        ("级别", "选项", True),
        ("名单", "列表", False),
        ("单位", "组", False),
    ]
    assert (slots[1].choices, slots[1].default, slots[1].note, slots[1].example) == (
        ("一等", "二等"),
        "一等",
        "哪一级",
        "二等",
    )
    assert slots[2].item is not None
    assert slots[2].item.type == "人员"
    assert ([f.name for f in slots[3].fields], slots[3].short, slots[3].fields[1].unit) == (
        ["全称", "人数"],
        "全称",
        "人",
    )
    assert slots[1].place.line == 2


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("[甲]", "T20", "名称: {类型"),
        ("甲: [乙]", "T20", "是一个列表"),
        ("1甲: 文字", "T21", "“1甲”"),
        ("甲 乙: 文字", "T21", "“甲 乙”"),
        ("甲: {类形: 文字}", "T22", "“类形”"),
        ("甲: {类型: 文子}", "T23", "“文子”"),
        ("甲: {类型: 选项}", "T24", "没有写有哪些选项"),
    ],
)
def test_wrong_declarations(typed: str, code: str, said: str) -> None:
    _, problems = declared(typed)
    assert [p.code for p in problems] == [code]
    assert said in problems[0].found


TYPED = st.text(
    st.one_of(st.sampled_from("一二（）1.、，。：；年月日字【】李明 \n"), st.characters(blacklist_categories=("Cs",))),
    max_size=80,
)
SIMPLE = ("文字", "段落", "日期", "时间", "数字", "是否", "选项", "人员", "列表", "要点", "要求", "层次", "数据", "组")


@given(st.sampled_from(SIMPLE), TYPED)
def test_any_text_in_any_slot_is_a_value_or_a_problem(type_: str, typed: str) -> None:
    problems: Problems = []
    value = fill(Slot("甲", type_, choices=("乙",)), Text(typed, Place("会议.yaml", 1, 1)), problems)
    said = "".join(typed.split()).strip("。；，、;,")
    assert value is not None or problems or not said


@given(TYPED)
def test_a_text_stands_whole_in_what_it_becomes(typed: str) -> None:
    """But for blanks, and for what closes the line of a phrase that will stand inside a sentence."""
    node = Text(typed, Place("会议.yaml", 1, 1))
    letters = "".join(typed.split())
    paragraph = fill(Slot("甲", "段落"), node, [])
    assert ("".join(paragraph.value.split()) if paragraph else "") == letters
    phrase = fill(Slot("甲"), node, [])
    assert ("".join(phrase.value.split()) if phrase else "") == letters.rstrip("。；，、;, ")
    points = fill(Slot("甲", "要点"), node, [])
    assert ("".join(points.value[0].text.split()) if points else "") == letters
