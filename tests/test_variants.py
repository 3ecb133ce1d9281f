"""Whole speeches by fields of the 要求库: their length, how far variants differ, and that a meeting repeats nothing.

The speeches are made as a clerk makes them, from a 会议.yaml; `test_composition` looks at the points alone.  The table of
lengths in docs/写要求库.md is made here (`pytest --accept`).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from generator.composing.library import KINDS, Library
from generator.details import parse_details
from generator.pipeline import Paper, Workshop, papers_called
from generator.rendering.folders import builtin_folder

PAGE = Path(__file__).parent.parent / "docs" / "写要求库.md"
FIELDS = Library([builtin_folder()]).names()
FIVE = ("安全生产", "防汛抗旱", "校园安全与开学", "党建", "食品药品安全")
LENGTHS = (800, 1500, 2500, 3500)
UNITS = {
    "政府": ("云山县人民政府", "我县", "各乡镇、各部门"),
    "学校": ("云山县第一中学", "我校", "各处室、各年级"),
    "企业": ("云山集团有限公司", "我公司", "各车间、各部室"),
}
HEAD = """会议名称: {field}工作会议
单位: {{全称: {unit}, 自称: {own}, 下级: {below}}}
时间: 2026年11月25日 14:30 至 16:30
地点: 三楼会议室
主持人: 王芳（副书记）
议程:
  - {{方式: 传达, 事项: 全省会议精神, 人员: 赵强（办公室主任）}}
"""
ONE = "  - 讲话\n讲话:\n  - {{讲话人: 李明（书记）, 领域: {field}, 篇幅: {length}字}}\n"
SAME_RUN = 8
MOST_SHARED = 0.15


def speeches(typed: str, kind: str, variant: int = 0, **words: object) -> list[Paper]:
    unit, own, below = UNITS[kind]
    details = parse_details((HEAD + typed).format(unit=unit, own=own, below=below, **words))
    workshop = Workshop(details)
    calls = [call for call in papers_called(details) if call.genre == "讲话"]
    return [workshop.make(call, variant=variant) for call in calls]


@cache
def speech(field: str, length: int, kind: str, variant: int = 0) -> Paper:
    (paper,) = speeches(ONE, kind, variant, field=field, length=length)
    return paper


def size(paper: Paper) -> int:
    return len(re.sub(r"\s", "", paper.text))


def sentences(text: str) -> list[str]:
    return [one for one in re.split("[。！？\n]", text) if len(one) > 4]


def runs(text: str) -> set[str]:
    letters = re.sub(r"\W", "", text)
    return {letters[i : i + SAME_RUN] for i in range(len(letters) - SAME_RUN + 1)}


@pytest.mark.parametrize("field", FIVE)
def test_three_variants_of_a_speech_share_little_and_none_repeats_itself(field: str) -> None:
    texts = [speech(field, 2000, "政府", variant).text for variant in range(3)]
    for text in texts:
        said = sentences(text)
        assert len(said) == len(set(said)), [one for one in said if said.count(one) > 1]
    for one, other in combinations(map(runs, texts), 2):
        assert len(one & other) <= MOST_SHARED * min(len(one), len(other))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_speech_is_as_long_as_asked_or_says_that_it_is_not(field: str, kind: str) -> None:
    for length in LENGTHS:
        paper = speech(field, length, kind)
        told = any(problem.code == "D43" for problem in paper.problems)
        assert told or abs(size(paper) - length) <= 0.1 * length, (length, size(paper))
        said = sentences(paper.text)
        assert len(said) == len(set(said))


THREE = """  - 讲话
  - 讲话
  - 讲话
讲话:
  - {{讲话人: 李明（书记）, 领域: {field}, 篇幅: 1500字}}
  - {{讲话人: 周涛（主任）, 领域: {field}, 篇幅: 1500字}}
  - {{讲话人: 何敏（主席）, 要求: [思想认识, 责任落实, 督导检查]}}
"""
FOUR = """  - 发言
  - 发言
  - 发言
  - 讲话
讲话:
  - {{讲话人: 叶青（石桥镇镇长）, 方式: 发言, 领域: {field}, 篇幅: 900字}}
  - {{讲话人: 石磊（白水乡乡长）, 方式: 发言, 要求: [责任落实]}}
  - {{讲话人: 江涌（青山镇镇长）, 方式: 发言, 要求: [督导检查]}}
  - {{讲话人: 李明（书记）, 领域: {field}, 篇幅: 900字}}
"""


@pytest.mark.parametrize("field", FIVE)
def test_speeches_of_one_meeting_do_not_say_the_same(field: str) -> None:
    # Without the opening and the closing, which the templates give.
    texts = [paper.text.split("一、", 1)[1].rsplit("\n", 2)[0] for paper in speeches(THREE, "政府", field=field)]
    assert len(texts) == 3
    for one, other in combinations(texts, 2):
        assert len(runs(one) & runs(other)) <= MOST_SHARED * min(len(runs(one)), len(runs(other)))
        assert not {sentence for sentence in sentences(one) if len(sentence) > 15} & set(sentences(other))


@pytest.mark.parametrize("field", FIVE)
@pytest.mark.parametrize("variant", range(3))
def test_no_lead_is_said_twice_in_a_meeting(field: str, variant: int) -> None:
    unit, own, below = UNITS["政府"]
    details = parse_details((HEAD + FOUR).format(unit=unit, own=own, below=below, field=field))
    workshop = Workshop(details)
    calls = [call for call in papers_called(details) if call.speech is not None]
    texts = [workshop.make(call, variant=variant).text.split("：", 1)[1] for call in calls]
    assert len(texts) == 4
    said = [sentence for text in texts for sentence in sentences(text) if not sentence.startswith("（")]
    assert len(said) == len(set(said)), [one for one in said if said.count(one) > 1]


def test_a_chairman_of_a_company_does_not_speak_as_an_authority() -> None:
    for variant in range(3):
        text = speech("安全生产", 2500, "企业", variant).text
        assert not re.search("该处罚的|养老机构|执法|各乡镇|全县|政府", text)


def test_a_headmaster_does_not_call_on_authorities() -> None:
    for variant in range(3):
        text = speech("校园安全与开学", 2500, "学校", variant).text
        assert not re.search("公安、|联合检查|各乡镇|全县|政府|停业整顿", text)


@pytest.mark.parametrize(
    ("unit", "says"),
    [
        ("{{全称: 云山集团, 自称: 我集团}}", "企业"),
        ("{{全称: 云山县第一中学}}", "学校"),
        ("{{全称: 云山县教育局, 自称: 我局}}", "政府"),
        ("{{全称: 云山大学出版社有限公司}}", "企业"),
        ("{{全称: 云山县人民医院, 自称: 我院}}", "政府"),
        ("{{全称: 云山县人民医院, 自称: 我院, 类型: 企业}}", "企业"),
    ],
)
def test_the_kind_of_unit_is_written_or_told_by_its_names(unit: str, says: str) -> None:
    details = parse_details(f"会议名称: 会\n单位: {unit.format()}\n讲话人: 李明（书记）\n领域: 安全生产\n")
    assert details.meeting.unit.kind == says
    assert details.meeting.speeches[0].kind == says


def test_one_who_speaks_from_below_speaks_for_his_own_unit() -> None:
    typed = "会议名称: 会\n单位: {全称: 云山县人民政府, 自称: 我县}\n讲话:\n"
    typed += "  - {讲话人: 孙丽（第一中学校长）, 方式: 发言, 要点: [管好校门。]}\n"
    typed += "  - {讲话人: 周涛（石桥镇镇长）, 方式: 发言, 要点: [管好河道。]}\n"
    typed += "  - {讲话人: 何敏（县委书记）, 自称: 我公司, 要点: [管好车间。]}\n"
    assert [speech.kind for speech in parse_details(typed).meeting.speeches] == ["学校", "政府", "企业"]


def test_the_table_of_lengths_is_what_comes_out(request: pytest.FixtureRequest) -> None:
    rows = [
        "| 领域 | 单位 | " + " | ".join(f"{length} 字" for length in LENGTHS) + " |",
        "|---" * (len(LENGTHS) + 2) + "|",
    ]
    for field in FIELDS:
        for kind in KINDS:
            cells = []
            for length in LENGTHS:
                paper = speech(field, length, kind)
                told = any(problem.code == "D43" for problem in paper.problems)
                cells.append(f"{size(paper)}{'（不够）' if told else ''}")
            rows.append(f"| {field} | {kind} | " + " | ".join(cells) + " |")
    table = "\n".join(rows) + "\n"
    text = PAGE.read_text(encoding="utf-8")
    start = text.index("| 领域 | 单位 |")
    if request.config.getoption("--accept"):
        PAGE.write_text(text[:start] + table, encoding="utf-8")
    else:
        assert text[start:] == table
