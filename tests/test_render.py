"""Rendering: which 写法 is chosen, whose template holds, what a copy changes, and what an edit leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shelves import NAME, problems_of, rendered, shelf_of

from generator.details import load_details
from generator.pipeline import make_paper
from generator.problems import InvalidInput
from generator.rendering.render import Renderer
from generator.rendering.values import BLANK

CHOICE = {
    NAME: '{% include "公用/开场.txt" %}',
    "公用/开场": """---
标题: 开场
---
== 自写 == 当 开场
{{ 开场 }}
== 目的式 ==
召开{{ 会议名称 }}，任务是{{ 主要任务 }}。
== 背景式 ==
{{ 背景 }}，召开{{ 会议名称 }}，任务是{{ 主要任务 }}。
== 简短式 ==
召开{{ 会议名称 }}。
== 也短式 ==
现在召开{{ 会议名称 }}。
""",
}
FULL = {"会议名称": "大会", "主要任务": "抓落实", "背景": "入冬了", "开场": "我来讲。"}


def said(folder: Path, variant: int = 0, **values: Any) -> str:
    renderer = Renderer(shelf_of(folder, CHOICE))
    given = dict.fromkeys(("会议名称", "主要任务", "背景", "开场", "开场结构"), BLANK)
    return renderer.render(NAME, {**given, **values}, variant).text


def test_the_wording_that_uses_most_of_what_there_is(tmp_path: Path) -> None:
    assert said(tmp_path, **FULL | {"开场": BLANK}) == "入冬了，召开大会，任务是抓落实。"
    assert said(tmp_path, **FULL | {"开场": BLANK, "背景": BLANK}) == "召开大会，任务是抓落实。"
    assert said(tmp_path, 会议名称="大会") == "召开大会。"


def test_what_the_speaker_wrote_herself_is_a_wording_like_others(tmp_path: Path) -> None:
    assert said(tmp_path, 会议名称="大会", 开场="我来讲。") == "我来讲。"


def test_a_wording_by_name(tmp_path: Path) -> None:
    assert said(tmp_path, **FULL, 开场结构="简短式") == "召开大会。"


def test_a_wording_by_a_name_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"“开场”没有“简单式”这种写法(?s:.)*是不是想写“简短式”？"):
        said(tmp_path, **FULL, 开场结构="简单式")


def test_a_wording_by_name_whose_slots_are_empty(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="“开场”的“背景式”要用的内容没有填全"):
        said(tmp_path, 会议名称="大会", 开场结构="背景式")


def test_a_variant_takes_the_next(tmp_path: Path) -> None:
    assert [said(tmp_path, variant, 会议名称="大会") for variant in range(3)] == [
        "召开大会。",
        "现在召开大会。",
        "召开大会。",
    ]


def test_no_wording_that_fits_says_nothing(tmp_path: Path) -> None:
    assert said(tmp_path) == ""


def test_a_number_of_nothing_is_something(tmp_path: Path) -> None:
    text = "== 有数 ==\n{{ 事故数 }}起。\n== 无数 ==\n没有数。"
    assert rendered(tmp_path, {NAME: '{% include "公用/数.txt" %}', "公用/数": text}, 事故数=0) == "0起。"


def test_neighbours_in_the_agenda_are_said_differently(tmp_path: Path) -> None:
    files = {
        NAME: '{% for 项 in 议程 %}\n{% include "公用/串词.txt" %}\n{% endfor %}',
        "公用/串词": "== 甲 ==\n下面{{ 项.事 }}。\n== 乙 ==\n接着{{ 项.事 }}。",
    }
    items = [{"序": n, "事": "发言"} for n in (1, 2, 3)]
    assert rendered(tmp_path, files, 议程=items) == "接着发言。\n下面发言。\n接着发言。"


def test_the_user_s_own_file_comes_first(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, {"公用/收束": "就讲这些，散会。"}, builtin=True)
    assert shelf.get("公用/收束").origin == "模板"
    assert shelf.get("内置/公用/收束").origin == "内置"
    assert shelf.get("讲话/工作会议").origin == "内置"


MEETING: dict[str, Any] = {
    "会议名称": "全县安全生产工作会议",
    "单位": {"全称": "云山县人民政府", "自称": "我县", "下级": "各乡镇"},
    "时间": "2026年11月25日",
    "背景": "入冬以来风险增多",
    "主要任务": "部署冬季安全生产工作",
    "出席": ["李明（县委书记）", "赵强（县应急管理局局长）", "孙丽（青山镇党委书记）"],
    "主持人": "王芳（县长）",
    "议程": [
        {"方式": "传达", "事项": "《通知》", "人员": "赵强"},
        {"方式": "汇报", "事项": "前三季度情况", "人员": "赵强"},
        {"方式": "讲话", "人员": "李明"},
    ],
    "讲话": [{"讲话人": "李明", "要点": [{"标题": "认清形势", "正文": "形势很严。"}, {"标题": "抓好落实", "正文": "落实到人。"}]}],
    "主持人要求": {"要点": ["抓传达", "抓落实"]},
}  # fmt: skip


def papers(folder: Path, data: dict[str, Any], files: dict[str, str] | None = None) -> tuple[list[str], list[str]]:
    """The rows of the speech and of the host script."""
    shelf_of(folder / "模板", files or {})
    (folder / "会议.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    details = load_details(folder / "会议.yaml")
    speech, script = make_paper(details, "讲话/工作会议"), make_paper(details, "主持词/工作会议")
    return speech.text.split("\n"), script.text.split("\n")


def changed(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    assert len(before) == len(after)
    return [(old, new) for old, new in zip(before, after, strict=True) if old != new]


def edited(**given: Any) -> dict[str, Any]:
    return json.loads(json.dumps({**MEETING, **given}))  # type: ignore[no-any-return]


def test_an_edit_of_one_agenda_item_rewords_nothing_else(tmp_path: Path) -> None:
    data = edited()
    speech, script = papers(tmp_path, data)
    data["议程"][1]["事项"] = "隐患整改情况"
    speech_after, script_after = papers(tmp_path, data)
    for old, new in [*changed(speech, speech_after), *changed(script, script_after)]:
        assert new == old.replace("前三季度情况", "隐患整改情况")


def test_an_edit_of_a_point_rewords_nothing_else(tmp_path: Path) -> None:
    data = edited()
    speech, script = papers(tmp_path, data)
    data["讲话"][0]["要点"][0]["正文"] = "形势依然很严。"
    speech_after, script_after = papers(tmp_path, data)
    assert changed(speech, speech_after) == [("形势很严。", "形势依然很严。")]
    assert script_after == script


def test_another_speech_rewords_nothing_of_this_one(tmp_path: Path) -> None:
    data = edited()
    data["议程"].insert(2, {"方式": "发言", "人员": "孙丽"})
    data["讲话"].insert(0, {"讲话人": "孙丽", "方式": "发言", "要点": [{"标题": "甲", "正文": "乙。"}]})
    speech, _ = papers(tmp_path, data)
    data["讲话"][0]["要点"] = [{"标题": "丙", "正文": "丁。"}, {"标题": "戊"}]
    assert papers(tmp_path, data)[0] == speech


def test_the_same_details_make_the_same_papers(tmp_path: Path) -> None:
    assert papers(tmp_path, MEETING) == papers(tmp_path, MEETING)


def test_a_copy_that_extends_the_built_in_changes_one_block(tmp_path: Path) -> None:
    before, _ = papers(tmp_path, MEETING)
    own = '---\n标题: 我们的讲话\n对象: 讲话人\n---\n{% extends "内置/讲话/工作会议.txt" %}\n{% block 结尾 %}\n请大家马上就干。\n{% endblock %}\n'
    after, _ = papers(tmp_path, MEETING, {"讲话/工作会议": own})
    assert after[-1] == "请大家马上就干。"
    assert after[:-1] == before[: len(after) - 1]


def test_a_block_may_add_to_what_was_there(tmp_path: Path) -> None:
    before, _ = papers(tmp_path, MEETING)
    own = '---\n标题: 我们的讲话\n对象: 讲话人\n---\n{% extends "内置/讲话/工作会议.txt" %}\n{% block 要点 %}\n先说一句。\n{{ super() }}\n{% endblock %}\n'
    after, _ = papers(tmp_path, MEETING, {"讲话/工作会议": own})
    at = before.index("一、认清形势")
    assert after == [*before[:at], "先说一句。", *before[at:]]


def test_what_a_block_adds_to_keeps_its_marks(tmp_path: Path) -> None:
    files = {
        "讲话/甲": "标题\n同志们：\n{% block 乙 %}一、{{ 值 }}\n开会。{{ 空 }}散会。{% endblock %}",
        NAME: '{% extends "讲话/甲.txt" %}{% block 乙 %}{{ super() }}{% endblock %}',
    }
    settled = Renderer(shelf_of(tmp_path, files)).render(NAME, {"值": "二审稿", "空": BLANK})
    assert settled.text == "标题\n同志们：\n一、二审稿\n开会。"
    assert settled.marker_lengths[2] == 2


def test_a_shared_piece_of_her_own_goes_into_the_built_in(tmp_path: Path) -> None:
    speech, _ = papers(tmp_path, MEETING, {"公用/收束": "讲完了，散会。"})
    assert speech[-1] == "讲完了，散会。"


def test_a_fault_of_an_included_file_is_told_of_that_file(tmp_path: Path) -> None:
    files = {NAME: '第一行。\n{% include "公用/甲.txt" %}', "公用/甲": "---\n标题: 甲\n---\n\n{{ 会议名趁 }}"}
    [problem] = problems_of(tmp_path, files, 会议名称="大会")
    assert str(problem.place) == "模板/公用/甲.txt:5:4"
