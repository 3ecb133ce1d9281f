"""成篇: a speech's points from her own words, the topics asked for and the field; and the library behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.composition import RATE, Wanted, compose_points
from generator.folders import builtin_folder
from generator.library import PARTS, Library, parse_domain
from generator.meeting import Speech
from generator.points import Point
from generator.problems import InvalidInput, Place, Problem
from generator.slots import PointText, Problems

LIBRARY = Library([builtin_folder()])
WORDS = {"自称": "我县", "下级": "各乡镇"}
FIELDS = LIBRARY.names()


def compose(
    number: int = 0, variant: int = 0, library: Library = LIBRARY, **speech: Any
) -> tuple[tuple[Point, ...], list[Problem]]:
    problems: Problems = []
    return compose_points(Wanted(Speech(**speech), number, WORDS, variant), library, problems), problems


def letters(points: tuple[Point, ...]) -> int:
    return sum(len(p.title) + len(p.text) + letters(p.points) for p in points)


def test_her_own_points_stand_as_written() -> None:
    own = PointText(
        title="抓进度", text="按月调度。", points=(PointText(marker="一是", text="排计划。"),), style="一是"
    )
    points, problems = compose(points=(own,))
    assert problems == []
    assert points == (Point("抓进度", "按月调度。", (Point("", "排计划。", (), "一是"),), "", "一是"),)


def test_own_points_then_topics_then_the_field() -> None:
    points, problems = compose(
        points=(PointText(title="自己的话"),), topics=(PointText(topic="责任落实"),), domain="安全生产", length=3000
    )
    assert problems == []
    assert points[0].title == "自己的话"
    topic = LIBRARY.topic("责任落实", "安全生产")
    assert topic is not None
    assert points[1].title == topic.verb
    assert len(points) > 3
    assert len({point.title for point in points}) == len(points), "a topic that was asked for is not taken again"


def test_a_topic_with_own_text_keeps_its_heading() -> None:
    (point,), problems = compose(topics=(PointText(topic="信息报送", text="每日17时前报送。"),))
    topic = LIBRARY.topic("信息报送")
    assert problems == []
    assert topic is not None
    assert (point.title, point.text) == (topic.verb, "每日17时前报送。")


def test_an_own_heading_with_own_text_needs_no_topic() -> None:
    assert compose(topics=(PointText(topic="管好自己的猫", text="晚上关门。"),)) == (
        (Point("管好自己的猫", "晚上关门。"),),
        [],
    )


def test_a_topic_is_filled_with_what_is_given_and_the_sentence_of_an_empty_slot_goes() -> None:
    topic = LIBRARY.topic("思想认识")
    assert topic is not None
    (given_both,), _ = compose(
        points=(PointText(topic="思想认识", fill={"时限": "12月10日前", "责任单位": "县安委办"}),)
    )
    assert "12月10日前" in given_both.text
    assert "县安委办" in given_both.text
    (empty,), _ = compose(points=(PointText(topic="思想认识"),))
    for text in (given_both.text, empty.text):
        assert "{" not in text
        assert text.endswith("。")
    assert "责任单位" not in empty.text


@pytest.mark.parametrize("field", FIELDS)
def test_every_body_of_the_library_stands_on_its_own(field: str) -> None:
    domain = LIBRARY.domain(field)
    assert domain is not None
    for topic in domain.topics:
        assert topic.part in PARTS
        for index in range(len(topic.bodies)):
            for words in (WORDS, {}):
                text = topic.body(index, words, {})
                assert not any(mark in text for mark in ("{", "}", "，，", "。。", "，。", "\n"))
                assert text.endswith(("。", "！", "？")), f"{topic.name} {index}"


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("length", [1500, 2000, 3000])
def test_a_field_fills_up_to_the_length_asked_for(field: str, length: int) -> None:
    points, problems = compose(domain=field, length=length)
    assert len(points) == len(PARTS)
    if [p.code for p in problems] == ["D43"]:
        assert letters(points) + 330 < 0.9 * length
        return
    assert problems == []
    # The frame around the points takes some 330 characters; half a point more or less is as near as points come.
    assert abs(letters(points) + 330 - length) < 0.2 * length


def test_a_field_that_has_no_more_to_say_tells_so() -> None:
    points, problems = compose(domain="安全生产", length=20_000, place=Place("会议.yaml", 9, 5))
    (finding,) = problems
    assert (finding.code, finding.severity, finding.place.line) == ("D43", "提示", 9)
    assert "不到要的 20000 字" in finding.found
    titles = [p.title for point in points for p in point.points]
    assert len(titles) == len(set(titles))


def test_minutes_are_characters_at_the_speakers_rate() -> None:
    assert Wanted(Speech(minutes=10), 0, WORDS).length == 10 * RATE
    assert Wanted(Speech(minutes=10, rate=200), 0, WORDS).length == 2000
    assert Wanted(Speech(minutes=10, length=900), 0, WORDS).length == 900
    assert Wanted(Speech(), 0, WORDS).length == 0


def test_two_speeches_of_one_meeting_do_not_say_the_same() -> None:
    one, _ = compose(0, domain="安全生产", length=2000)
    other, _ = compose(1, domain="安全生产", length=2000)

    def bodies(points: tuple[Point, ...]) -> set[str]:
        return {p.text for point in points for p in point.points}

    assert not bodies(one) & bodies(other)


def test_the_same_details_give_the_same_points_and_a_variant_others() -> None:
    assert compose(domain="安全生产", length=2000) == compose(domain="安全生产", length=2000)
    assert compose(domain="安全生产", length=2000) != compose(domain="安全生产", length=2000, variant=1)


PLACE = Place("会议.yaml", 9, 5)


@pytest.mark.parametrize(
    ("speech", "code", "hint"),
    [
        ({"points": (PointText(topic="责任落石", place=PLACE),)}, "D40", "是不是“责任落实”？"),
        ({"topics": (PointText(topic="责任落石", place=PLACE),)}, "D40", "是不是“责任落实”？"),
        (
            {"topics": (PointText(topic="ABC", place=PLACE),)},
            "D40",
            "自己写内容：{ABC: 要做什么、谁来做、什么时候做完。}",
        ),
        (
            {"points": (PointText(topic="思想认识", fill={"责任单为": "甲"}, place=PLACE),)},
            "D41",
            "是不是想写“责任单位”？",
        ),
        ({"domain": "安全升产", "place": PLACE}, "D42", "是不是想写“安全生产”？"),
    ],
)
def test_a_name_that_the_library_does_not_know(speech: dict[str, Any], code: str, hint: str) -> None:
    _, problems = compose(**speech)
    assert [(p.code, p.place, p.hint) for p in problems] == [(code, PLACE, hint)]


def test_fields_and_topics_answer_to_their_other_names() -> None:
    assert LIBRARY.domain("综合") is LIBRARY.domain("通用")
    assert LIBRARY.topic("加强组织领导") is LIBRARY.topic("组织领导")
    assert LIBRARY.domain("没有") is None


def own_library(tmp_path: Path, typed: str) -> Library:
    (tmp_path / "要求库").mkdir()
    (tmp_path / "要求库" / "造林.yaml").write_text(typed, encoding="utf-8")
    return Library([tmp_path, builtin_folder()])


def test_a_units_own_field_stands_beside_ours(tmp_path: Path) -> None:
    library = own_library(
        tmp_path,
        "主题:\n  育苗: {正文: 把苗育好。, 槽位: 时限}\n  栽植: {部分: 保障, 次序: 1, 正文: [栽一棵活一棵。]}\n",
    )
    points, problems = compose(library=library, domain="造林", length=400)
    assert problems == []
    assert points
    assert "造林" in library.names()
    assert next(p for p in points if p.title == "育苗").text == "把苗育好。"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("主题: [育苗]", "主题：下面应该是"),
        ("主题: {育苗: 把苗育好。}", "主题.育苗：下面应该是"),
        ("主题: {育苗: {部分: 任物, 正文: 甲。}}", "主题.育苗.部分：是“任物”"),
        ("主题: {育苗: {次序: 先, 正文: 甲。}}", "主题.育苗.次序：是“先”"),
        ("主题: {育苗: {次序: 1}}", "主题.育苗.正文：是空的"),
        ("主题: {育苗: {正文: {甲: 乙}}}", "主题.育苗.正文：应该是一个列表"),
        ("部分: [{标题: {认识: 甲}}]", "部分[1].标题"),
        ("引语: {认识: {甲: 乙}}", "引语.认识：应该是一个列表"),
    ],
)
def test_a_units_own_field_that_has_not_the_form_is_told(typed: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as error:
        own_library(tmp_path, typed).domain("造林")
    problem = error.value.problems[0]
    assert (problem.code, problem.place.file) == ("L20", "要求库/造林.yaml")
    assert said in problem.found


PLAIN = st.recursive(
    st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["主题", "部分", "引语", "别名", "说明"]), PLAIN))
def test_any_data_is_a_field_or_told(data: dict[str, Any]) -> None:
    try:
        domain = parse_domain(data, "甲")
    except InvalidInput as error:
        assert {p.code for p in error.problems} == {"L20"}
        return
    assert all(topic.bodies for topic in domain.topics)


@given(st.text(min_size=1, max_size=30), st.text(max_size=60))
def test_what_is_typed_as_a_point_stands_in_it(title: str, text: str) -> None:
    (point,), problems = compose(points=(PointText(title=title, text=text),))
    assert problems == []
    assert (point.title, point.text) == (title, text)
