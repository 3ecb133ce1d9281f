"""成篇: a speech's points from her own words, the topics asked for and the field; and the library behind it.

What whole speeches are like — length, variants, what a unit can say — is for `test_variants`.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.composing.composition import FRAMES, Taken, compose_points, taken_by
from generator.composing.library import PARTS, Library, parse_domain
from generator.composing.selection import point_size
from generator.composing.wanted import Wanted
from generator.meeting.record import Speech
from generator.problems import InvalidInput, Place, Problem
from generator.rendering.folders import builtin_folder
from generator.slots.registry import PointText, Problems
from generator.text.numerals import chinese
from generator.text.points import Point
from generator.voice.pace import RATE

LIBRARY = Library([builtin_folder()])
WORDS = {"自称": "我县", "下级": "各乡镇"}
FIELDS = LIBRARY.names()
PLACE = Place("会议.yaml", 9, 5)


def compose(
    number: int = 0, variant: int = 0, library: Library = LIBRARY, **speech: Any
) -> tuple[tuple[Point, ...], list[Problem]]:
    """The points, and the problems but for D44, which says of every filled speech where it comes from."""
    points, problems = compose_telling(number, variant, library, **speech)
    return points, [problem for problem in problems if problem.code != "D44"]


def compose_telling(
    number: int = 0, variant: int = 0, library: Library = LIBRARY, **speech: Any
) -> tuple[tuple[Point, ...], list[Problem]]:
    problems: Problems = []
    taken: Taken = Counter()
    earlier = speech.pop("earlier", ())
    for one in earlier:
        taken.update(taken_by(one, library, taken))
    led = sum(one.speech.way != "发言" and one.speech.domain == speech.get("domain", "") for one in earlier)
    wanted = Wanted(Speech(**speech), number, WORDS, variant, led=led)
    return compose_points(wanted, library, problems, taken), problems


def test_her_own_points_stand_as_written() -> None:
    own = PointText(
        title="抓进度", text="按月调度。", points=(PointText(marker="一是", text="排计划。"),), style="一是"
    )
    points, problems = compose(points=(own,))
    assert problems == []
    assert points == (own,)


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
@pytest.mark.parametrize("length", [800, 1500, 2000, 3000])
def test_a_field_fills_up_to_the_length_asked_for(field: str, length: int) -> None:
    points, problems = compose(domain=field, length=length)
    reached = sum(map(point_size, points)) + Wanted(Speech(), 0, WORDS).frame
    assert len(points) == len(PARTS)
    if reached < 0.9 * length:
        assert [p.code for p in problems] == ["D43"]
    else:
        assert problems == []
        assert reached <= 1.1 * length


def test_a_field_that_has_no_more_to_say_tells_so() -> None:
    points, problems = compose(domain="安全生产", length=20_000, place=Place("会议.yaml", 9, 5))
    (finding,) = problems
    assert (finding.code, finding.severity, finding.place.line) == ("D43", "提示", 9)
    assert "不到要的 20000 字" in finding.found
    titles = [p.title for point in points for p in point.points]
    assert len(titles) == len(set(titles))


OWN = (PointText(title="抓进度", text="按月调度。"), PointText(title="保质量", text="逐项验收。"))


@pytest.mark.parametrize("field", [name for name in FIELDS if name != "通用"])
@pytest.mark.parametrize("length", [1200, 2400, 3200])
def test_after_her_own_points_come_tasks_then_guarantees_then_what_suits_all(field: str, length: int) -> None:
    points, problems = compose(points=OWN, domain=field, length=length)
    assert [point.title for point in points[:2]] == ["抓进度", "保质量"]
    found = {t.verb: t for name in ("通用", field) for t in LIBRARY.domain(name).topics}  # type: ignore[union-attr]
    topics = [found[point.title] for point in points[2:]]
    order = [(PARTS.index(t.part), t.domain == "通用", t.order) for t in topics]
    assert order == sorted(order)
    assert all(t.part != "认识" for t in topics)
    if any(t.domain == "通用" for t in topics):
        domain = LIBRARY.domain(field)
        assert domain is not None
        left = [t for t in domain.topics if t.part != "认识" and t.suits("政府") and t not in topics]
        assert left == [], "the field itself has run out"
    size = sum(map(point_size, points)) + Wanted(Speech(), 0, WORDS).frame
    assert problems or abs(size - length) <= 0.1 * length


def test_what_she_said_herself_is_not_filled_in_again() -> None:
    points, _ = compose(points=(PointText(title="抓好隐患排查", text="逐户查。"),), domain="安全生产", length=4000)
    assert "深入开展隐患排查整治" not in [point.title for point in points]


def test_which_points_are_the_librarys_is_told() -> None:
    points, problems = compose_telling(points=OWN, domain="安全生产", length=1500, place=Place("会议.yaml", 9, 5))
    (finding,) = problems
    assert (finding.code, finding.severity, finding.place.line) == ("D44", "提示", 9)
    assert finding.found == f"第三至{chinese(len(points))}点出自要求库“安全生产”，请核对"
    points, problems = compose_telling(domain="安全生产", length=1500)
    (finding,) = problems
    assert finding.found.startswith("安全意识、")
    assert finding.found.endswith("出自要求库“安全生产”，请核对")
    _, problems = compose_telling(points=OWN, domain="安全生产", length=3500)
    assert "出自要求库“安全生产”，第" in problems[0].found
    assert "出自要求库“通用”" in problems[0].found


ASKED = ("思想认识", "组织领导", "责任落实", "督导检查")
READS = {
    "{动宾}": re.compile(""),
    "抓好{名词}不放松": re.compile("抓好.+不放松"),
    "强化{名词}": re.compile("强化.+"),
    "{再式}": re.compile(".+再.+"),
    "{名词}必须到位": re.compile(".+必须到位"),
    "把{名词}落实到位": re.compile("把.+落实到位"),
}


@pytest.mark.parametrize("variant", range(len(FRAMES)))
def test_topics_asked_for_are_headed_in_one_frame(variant: int) -> None:
    points, _ = compose(variant=variant, topics=tuple(PointText(topic=name) for name in ASKED))
    topics = [LIBRARY.topic(name) for name in ASKED]
    stems = [{"动宾": t.verb, "名词": t.noun, "再式": t.again} for t in topics if t is not None]
    assert [point.title for point in points] == [FRAMES[variant].format(**stem) for stem in stems]
    assert all(READS[FRAMES[variant]].fullmatch(p.title) or variant == 0 for p in points)


@pytest.mark.parametrize("variant", range(len(FRAMES)))
def test_beside_a_heading_of_her_own_topics_are_verb_and_object(variant: int) -> None:
    verbs = [topic.verb for topic in map(LIBRARY.topic, ASKED[:2]) if topic is not None]
    topics = tuple(PointText(topic=name) for name in ASKED[:2])
    points, _ = compose(variant=variant, points=OWN[:1], topics=topics)
    assert [point.title for point in points] == ["抓进度", *verbs]
    points, _ = compose(variant=variant, topics=(*topics, PointText(topic="管好自己的猫", text="晚上关门。")))
    assert [point.title for point in points] == [*verbs, "管好自己的猫"]


@pytest.mark.parametrize("variant", range(len(FRAMES)))
def test_after_yao_no_heading_is_a_whole_clause(variant: int) -> None:
    points, _ = compose(variant=variant, topics=tuple(PointText(topic=n) for n in ASKED), styles=("一要",))
    assert not any("再" in p.title or "必须" in p.title for p in points)


def test_a_topic_that_does_not_suit_the_unit_is_said_and_told() -> None:
    points, problems = compose(topics=(PointText(topic="监管执法"),), domain="", kind="企业")
    assert points[0].text
    assert [(p.code, p.severity) for p in problems] == [("D45", "提示")]
    assert "不适合企业讲" in problems[0].found


def test_a_field_with_nothing_for_the_unit_gives_way_to_what_suits_all() -> None:
    points, problems = compose(domain="乡村振兴", length=1500, kind="学校")
    assert [p.code for p in problems] == ["D45"]
    assert "乡村" not in "".join(p.title + p.text for p in _flat(points))


def _flat(points: tuple[Point, ...]) -> list[Point]:
    return [one for point in points for one in (point, *_flat(point.points))]


@pytest.mark.parametrize(("field", "kind"), [("安全生产", "企业"), ("校园安全与开学", "学校")])
def test_a_field_is_full_enough_for_the_unit_it_is_meant_for(field: str, kind: str) -> None:
    domain = LIBRARY.domain(field)
    assert domain is not None
    able = [topic for topic in domain.topics if topic.suits(kind)]
    assert len(able) >= 5
    assert {topic.part for topic in able} == set(PARTS)
    assert all(len(topic.choices(kind, {})) >= 2 for topic in able)


# What only an authority can say, and what only an authority can call those whom it speaks to.
AUTHORITY = re.compile(
    "依法(?:处罚|查处|取缔)|该处罚的|联合执法|吊销|公安、|市场监管、|各乡镇|监管部门要|移送司法|全县"
)


@pytest.mark.parametrize("kind", ["学校", "企业"])
@pytest.mark.parametrize("field", FIELDS)
def test_no_body_of_a_school_or_a_company_speaks_as_an_authority(field: str, kind: str) -> None:
    domain = LIBRARY.domain(field)
    assert domain is not None
    for topic in domain.topics:
        if topic.suits(kind):
            for number in topic.choices(kind, {}):
                assert not AUTHORITY.search(topic.bodies[number]), f"{topic.name} {number}"
    for part in PARTS:
        assert not any(AUTHORITY.search(lead) for lead in domain.leads_for(part, kind))


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


def test_six_speeches_take_no_words_twice_while_the_library_has_others() -> None:
    said: list[str] = []
    earlier: tuple[Wanted, ...] = ()
    for number in range(6):
        speech: dict[str, Any] = {"domain": "安全生产", "length": 1000, "points": OWN}
        points, _ = compose(number, earlier=earlier, **speech)
        said += [point.text for point in points[2:]]
        earlier += (Wanted(Speech(**speech), number, WORDS),)
    assert len(said) == len(set(said))


def test_two_leaders_on_one_field_have_no_heading_in_common() -> None:
    speech: dict[str, Any] = {"domain": "森林防火", "length": 1800}
    first, _ = compose(0, **speech)
    second, _ = compose(1, earlier=(Wanted(Speech(**speech), 0, WORDS),), **speech)
    heads = [{under.title for point in points for under in point.points} for points in (first, second)]
    assert all(heads)
    assert not heads[0] & heads[1]
    assert all(READS["{再式}"].fullmatch(head) for head in heads[1])


def test_what_is_said_in_every_field_is_no_task_of_the_field() -> None:
    points, problems = compose_telling(domain="安全生产", length=2500)
    assert "统筹兼顾" in problems[0].found
    own = {topic.verb for topic in LIBRARY.domain("安全生产").topics}  # type: ignore[union-attr]
    assert {under.title for under in points[1].points} <= own
    assert "统筹推进各项工作" in [under.title for under in points[2].points]


def test_a_lead_announces_no_list_where_one_point_stands_alone() -> None:
    for number in range(6):
        points, _ = compose(number, domain="森林防火", length=500)
        for point in points:
            assert point.points or "下面几件事" not in point.text


def test_who_gives_no_tasks_does_not_turn_to_those_who_listen() -> None:
    given: dict[str, set[str]] = {"讲话": set(), "发言": set()}
    for way, said in given.items():
        for number in range(12):
            for field in ("森林防火", "通用", "防汛抗旱"):
                points, _ = compose(number, domain=field, length=900, way=way)
                said |= {text for point in points for text in (point.text, *(under.text for under in point.points))}
    turns = ("请大家", "大家要把", "请对照", "大家到基层去")
    assert all(any(word in text for text in given["讲话"]) for word in turns)
    assert not [text for text in given["发言"] if any(word in text for word in turns)]


def test_who_gives_no_tasks_speaks_of_no_punishing_unless_he_asks_for_it() -> None:
    earlier: tuple[Wanted, ...] = ()
    for number in range(3):
        speech: dict[str, Any] = {"domain": "森林防火", "length": 500, "way": "发言"}
        _, problems = compose_telling(number, earlier=earlier, **speech)
        assert not any("火案查处" in problem.found for problem in problems)
        earlier += (Wanted(Speech(**speech), number, WORDS),)
    asked, _ = compose(way="发言", topics=(PointText(topic="火案查处"),))
    assert asked[0].text
    _, problems = compose_telling(domain="森林防火", length=3500, way="讲话")
    assert "火案查处" in problems[0].found


def test_a_topic_asked_for_more_often_than_it_has_bodies_is_told() -> None:
    topics = (PointText(topic="监管执法", at=PLACE),)
    earlier = tuple(Wanted(Speech(topics=topics), number, WORDS) for number in range(3))
    assert compose(2, earlier=earlier[:2], topics=topics)[1] == []
    _, problems = compose(3, earlier=earlier, topics=topics)
    assert [(p.code, p.place) for p in problems] == [("D46", PLACE)]


def test_the_same_details_give_the_same_points_and_a_variant_others() -> None:
    assert compose(domain="安全生产", length=2000) == compose(domain="安全生产", length=2000)
    assert compose(domain="安全生产", length=2000) != compose(domain="安全生产", length=2000, variant=1)


@pytest.mark.parametrize(
    ("speech", "code", "hint"),
    [
        ({"points": (PointText(topic="责任落石", at=PLACE),)}, "D40", "是不是“责任落实”？"),
        ({"topics": (PointText(topic="责任落石", at=PLACE),)}, "D40", "是不是“责任落实”？"),
        (
            {"topics": (PointText(topic="ABC", at=PLACE),)},
            "D40",
            "自己写内容：{ABC: 要做什么、谁来做、什么时候做完。}",
        ),
        (
            {"points": (PointText(topic="思想认识", fill={"责任单为": "甲"}, at=PLACE),)},
            "D41",
            "是不是想写“责任单位”？",
        ),
        ({"domain": "安全升产", "place": PLACE}, "D42", "是不是想写“安全生产”？"),
    ],
)
def test_a_name_that_the_library_does_not_know(speech: dict[str, Any], code: str, hint: str) -> None:
    _, problems = compose(**speech)
    assert [(p.code, p.place, p.hint) for p in problems] == [(code, PLACE, hint)]


def test_the_page_for_clerks_lists_the_fields_and_the_topics_for_all() -> None:
    page = (builtin_folder().parent / "docs" / "填会议.md").read_text(encoding="utf-8")
    common = LIBRARY.domain("通用")
    assert common is not None
    rows = dict(re.findall(r"^(领域|通用题目)：(.+)。$", page, re.MULTILINE))
    assert set(rows["领域"].split("、")) == set(FIELDS)
    assert rows["通用题目"].split("、") == [topic.name for topic in common.topics]


def test_a_kind_of_unit_that_stands_inside_it_goes_before_outside() -> None:
    domain = parse_domain(
        {
            "适用": ["政府"],
            "主题": {
                "甲": {"正文": ["一。", {"适用": ["学校"], "文": "二。"}]},
                "乙": {"适用": ["企业"], "正文": "三。"},
            },
        },
        "造林",
    )
    one, other = domain.topics
    assert (one.choices("政府", {}), one.choices("学校", {}), one.suits("企业")) == ((0,), (1,), False)
    assert (other.suits("企业"), other.suits("政府")) == (True, False)


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
    points, problems = compose(library=library, domain="造林", length=800)
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
        ("适用: 机关", "适用：是“机关”，应该是 政府、学校、企业 中的几个"),
        ("主题: {育苗: {正文: [{适用: [林场], 文: 甲。}]}}", "主题.育苗.正文[1].适用：是“林场”"),
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
