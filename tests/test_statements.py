"""Speeches of those who give no tasks, filled from the 要求库: what they say is theirs, and nobody else's.

A statement (表态发言) says in the first person what its speaker's unit will do; at a ceremony the headmaster tells hopes,
teachers, pupils and parents what they will do.  All are made as a clerk makes them, from a 会议.yaml.
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from generator.composing.library import VOICES, Library
from generator.details import parse_details
from generator.pipeline import Paper, Workshop, papers_called
from generator.problems import InvalidInput
from generator.rendering.folders import builtin_folder

LIBRARY = Library([builtin_folder()])
FIELDS = LIBRARY.names()
MEETING = """会议名称: 全县{field}工作会议
单位: {{全称: 云山县人民政府, 自称: 我县, 下级: 各乡镇、各部门}}
时间: 2026年11月25日 14:30 至 16:30
地点: 三楼会议室
主持人: 王芳（副县长）
议程:
  - {{方式: 表态发言, 人员: 叶青}}
  - {{方式: 表态发言, 人员: 石磊}}
  - {{方式: 表态发言, 人员: 江涌}}
  - 讲话
讲话:
  - {{讲话人: 叶青（石桥镇镇长）, 方式: 发言, 领域: {field}, 篇幅: {length}字}}
  - {{讲话人: 石磊（白水乡乡长）, 方式: 发言, 领域: {field}, 篇幅: {length}字}}
  - {{讲话人: 江涌（青山镇镇长）, 方式: 发言, 领域: {field}, 篇幅: {length}字}}
  - {{讲话人: 李明（县委书记）, 领域: {field}, 篇幅: 1500字}}
"""
CEREMONY = """会议名称: 第一中学秋季开学典礼
会议类型: 开学典礼
单位: {{全称: 云山县第一中学}}
时间: 2026年9月1日 8:00
地点: 操场
主持人: 王芳（副校长）
议程:
  - 讲话
  - {{方式: 发言, 人员: 叶青}}
  - {{方式: 发言, 人员: 石磊}}
  - {{方式: 发言, 人员: 江涌}}
讲话:
  - {{讲话人: 李明（校长）, 领域: {field}}}
  - {{讲话人: 叶青（教师代表）, 方式: 发言, 领域: {field}}}
  - {{讲话人: 石磊（学生代表）, 方式: 发言, 领域: {field}}}
  - {{讲话人: 江涌（家长代表）, 方式: 发言, 领域: {field}}}
"""
# What is said to those who are given tasks.
TASKS = re.compile(
    "一律|严禁|务必|必须|不得|对照岗位|请大家|大家要|各乡镇|各部门|各单位|(?:负责人|干部|同志|班子成员|网格长)要|"
    "要把|要求[^。]{0,6}(?:做到|落实)|追责|问责|严肃处理|依法查处"
)
SCREEN = 6
"""Characters from which a sentence is no phrase that everybody says (谢谢大家)."""


def speeches(typed: str, variant: int = 0, **words: object) -> list[Paper]:
    details = parse_details(typed.format(**words))
    workshop = Workshop(details)
    calls = [call for call in papers_called(details) if call.speech is not None]
    calls.sort(key=lambda call: call.speech or 0)
    return [workshop.make(call, variant=variant) for call in calls]


def codes(paper: Paper) -> list[str]:
    return [problem.code for problem in paper.problems]


def size(paper: Paper) -> int:
    return len(re.sub(r"\s", "", paper.text))


def body(paper: Paper) -> str:
    """From the salutation on: who speaks where and when stands in every head."""
    return paper.text.split("：\n", 1)[1]


def sentences(text: str) -> set[str]:
    said = (
        re.sub(r"^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+，|（.+?）)", "", one)
        for one in text.split("\n")
    )
    return {one for line in said for one in re.split("[。！？]", line) if len(one) >= SCREEN}


@pytest.mark.parametrize("field", ["森林防火", "安全生产", "乡村振兴"])
@pytest.mark.parametrize("variant", range(3))
def test_who_speaks_from_below_says_what_his_own_unit_will_do(field: str, variant: int) -> None:
    *stated, led = speeches(MEETING, variant, field=field, length=500)
    assert len(stated) == 3
    for paper in stated:
        assert not TASKS.search(body(paper)), TASKS.search(body(paper))
        points = re.findall(r"^[一二三四五六]、.+\n(.+)$", paper.text, re.MULTILINE)
        assert len(points) >= 3
        assert all("我们" in point or "我" in point for point in points)
        assert "D47" not in codes(paper)
    assert TASKS.search(led.text), "a leader goes on giving tasks"
    for one, other in combinations([*stated, led], 2):
        assert not sentences(body(one)) & sentences(body(other))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("length", [300, 500, 700, 900])
def test_a_statement_is_as_long_as_asked_or_says_that_it_is_not(field: str, length: int) -> None:
    for paper in (made for variant in range(3) for made in speeches(MEETING, variant, field=field, length=length)[:3]):
        assert abs(size(paper) - length) <= 0.1 * length or "D43" in codes(paper), size(paper)
        assert "D47" not in codes(paper)


def test_nobody_asked_for_a_length_and_nobody_is_told_of_one() -> None:
    paper = speeches(MEETING.replace(", 篇幅: {length}字", ""), field="安全生产")[0]
    assert 600 <= size(paper) <= 1000
    assert "D43" not in codes(paper)


def test_a_leaders_topic_asked_for_by_name_is_said_and_told() -> None:
    asked = MEETING.replace("方式: 发言, 领域: {field}, 篇幅: {length}字", "方式: 发言, 要求: [督导检查]", 1)
    other = MEETING.replace("方式: 发言, 领域: {field}, 篇幅: {length}字", "方式: 发言, 要求: [压实责任]", 1)
    told, own = (speeches(typed, field="安全生产", length=500)[0] for typed in (asked, other))
    assert "D47" in codes(told)
    assert "D47" not in codes(own)
    topic = LIBRARY.topic("压实责任", voice="发言")
    assert topic is not None
    assert topic.verb in own.text


def test_a_leader_does_not_get_what_is_said_from_below() -> None:
    name = "认领任务"
    assert LIBRARY.topic(name) is None
    found = LIBRARY.topic(name, voice="发言")
    assert found is not None
    said = {text for t in LIBRARY.domain("通用").said_by("发言") for text in t.bodies}  # type: ignore[union-attr]
    led = speeches(MEETING.replace("1500字", "6000字"), field="安全生产", length=500)[-1]
    assert not [text for text in said if text[:12] in led.text]


def test_no_point_is_said_twice_where_the_field_is_what_suits_all() -> None:
    paper = speeches(MEETING, field="通用", length=1000)[0]
    points = re.findall(r"^[一二三四五六七八九]、.+\n(.+)$", paper.text, re.MULTILINE)
    assert len(points) == len(set(points)) == 6


def test_after_points_of_his_own_come_those_of_his_own_voice() -> None:
    own = MEETING.replace("方式: 发言,", "方式: 发言, 要点: [把石桥煤矿的井口守住。],", 1)
    paper = speeches(own, field="安全生产", length=600)[0]
    assert "一、把石桥煤矿的井口守住" in paper.text
    assert "领会会议精神" not in paper.text, "after points of one's own nothing opens"
    assert "查清隐患" in paper.text
    (told,) = [problem for problem in paper.problems if problem.code == "D44"]
    assert told.found.startswith("第二、")


@pytest.mark.parametrize("field", ["校园安全与开学", "通用"])
@pytest.mark.parametrize("variant", range(3))
def test_at_a_ceremony_everyone_says_what_is_his_to_say(field: str, variant: int) -> None:
    papers = speeches(CEREMONY, variant, field=field)
    head, teacher, pupil, parent = map(body, papers)
    assert "同学们" in head
    assert "希望" in head
    for paper, said in zip(papers, (head, teacher, pupil, parent), strict=True):
        assert not re.search("一律|严禁|务必|各处室|各年级|负责人|领会会议精神|督导|问责", said)
        assert "D47" not in codes(paper)
    common = LIBRARY.domain("通用")
    assert common is not None
    for voice, said in (("典礼讲话", head), ("典礼教师", teacher), ("典礼学生", pupil), ("典礼家长", parent)):
        own = {topic.titled(number) for topic in common.said_by(voice) for number in range(len(topic.bodies))}
        assert sum(title in said for title in own) == len(re.findall("^第.，", said, re.MULTILINE)) >= 3
    for said in (teacher, pupil, parent):
        assert said.count("我们") >= 3
        assert not re.search("提[一二三四五六七]点希望|希望同学们", said)
    # What opens and ends them is the template's.
    points = [
        set().union(*(sentences(line) for line in said.split("\n") if line[0] == "第")) for said in map(body, papers)
    ]
    assert all(points)
    for one, other in combinations(points, 2):
        assert not one & other


@pytest.mark.parametrize("field", FIELDS)
def test_every_set_is_written_for_three_who_speak_one_after_the_other(field: str) -> None:
    domain = LIBRARY.domain(field)
    assert domain is not None
    assert set(domain.voices) <= set(VOICES)
    assert domain.said_by("发言")
    for voice, topics in domain.voices.items():
        assert not {t.name for t in topics} & {t.name for t in domain.topics}, "the same name for two things"
        for topic in topics:
            assert topic.voice == voice
            assert len(topic.bodies) >= 3
            assert len({topic.titled(i) for i in range(len(topic.bodies))}) == len(topic.bodies) or voice == "典礼讲话"
            for number in range(len(topic.bodies)):
                text = topic.body(number, {}, {})
                assert 40 <= len(text) <= 130, (topic.name, number, len(text))
                assert "我" in text or voice == "典礼讲话", (topic.name, number)
                assert not re.search("一律|严禁|各乡镇|对照岗位|去年|[0-9]", text), (topic.name, number)


def test_a_field_without_a_set_of_its_own_takes_what_suits_all() -> None:
    typed = MEETING.replace("石磊（白水乡乡长）", "石磊（云山县第一中学校长）")
    paper = speeches(typed, field="乡村振兴", length=500)[1]
    assert "村" not in body(paper)
    assert not {"D45", "D47"} & set(codes(paper))
    assert abs(size(paper) - 500) <= 50


def test_the_page_for_clerks_lists_every_set() -> None:
    page = (builtin_folder().parent / "docs" / "写要求库.md").read_text(encoding="utf-8")
    told = {(f, v): topics for f, v, topics in re.findall(r"^\| .+? \| (\S+) · (\S+) \| (.+) \|$", page, re.MULTILINE)}
    domains = [domain for domain in map(LIBRARY.domain, FIELDS) if domain is not None]
    assert told == {(d.name, v): "、".join(t.name for t in topics) for d in domains for v, topics in d.voices.items()}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("发言: {育苗: {正文: 甲。, 部分: 任物}}", "发言.育苗.部分：是“任物”"),
        ("典礼学生: [育苗]", "典礼学生：下面应该是"),
        ("发言: {育苗: {正文: 甲。, 动宾: {甲: 乙}}}", "发言.育苗.动宾：应该是一个列表"),
    ],
)
def test_a_set_that_has_not_the_form_is_told(typed: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "要求库").mkdir()
    (tmp_path / "要求库" / "造林.yaml").write_text(typed, encoding="utf-8")
    with pytest.raises(InvalidInput) as error:
        Library([tmp_path, builtin_folder()]).domain("造林")
    assert said in error.value.problems[0].found


def test_two_pupils_do_not_promise_the_same() -> None:
    typed = CEREMONY.replace("江涌（家长代表）", "江涌（学生代表）")
    points = [set(re.findall("^第.，(.+)$", paper.text, re.MULTILINE)) for paper in speeches(typed, field="通用")[2:]]
    assert all(len(said) >= 3 for said in points)
    heads = [{one.split("。")[0] for one in said} for said in points]
    assert not heads[0] & heads[1]
