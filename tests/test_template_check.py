"""`template check`: built-in templates pass; what would go wrong for a clerk is told before she has a meeting."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelves import NAME, shelf_of

from generator.commands.template_check import check_template, sample_details
from generator.problems import Problem, format_problems
from generator.rendering.folders import shelf_for

HEAD = "---\n标题: 试\n对象: 讲话人\n必填: [讲话人, 要点]\n槽位:\n{slots}---\n在{{{{ 会议名称 }}}}上的讲话\n{{{{ 称呼 }}}}：\n"
SLOT = "  奖项: {类型: 文字, 说明: 发什么奖, 示例: 先进集体}\n"


def found(folder: Path, body: str, slots: str = "", **files: str) -> tuple[Problem, ...]:
    head = HEAD.format(slots=slots or "  {}\n")
    shared = {f"公用/{name}": text for name, text in files.items()}
    return check_template(shelf_of(folder, {NAME: head + body, **shared}, builtin=True), NAME)


def test_all_built_in_templates_pass() -> None:
    shelf = shelf_for(None)
    problems = [problem for name in shelf.names() for problem in check_template(shelf, name)]
    assert not problems, format_problems(problems)


def test_a_template_of_her_own_passes(tmp_path: Path) -> None:
    body = "今天颁发{{ 奖项 }}。{% include \"公用/过渡.txt\" %}\n{{ 要点|分条('一、') }}\n"
    assert found(tmp_path, body, SLOT) == ()


def test_a_slot_without_a_sample_is_filled_by_its_type(tmp_path: Path) -> None:
    slots = "".join(
        f"  槽{i}: {{类型: {kind}, 说明: 试}}\n"
        for i, kind in enumerate(["文字", "段落", "日期", "时间", "数字", "是否", "人员", "列表"])
    )
    body = (
        "颁发{{ 槽0 }}。{{ 槽1|成句 }}{{ 槽2|日期 }}，{{ 槽3|日期 }}，{{ 槽4 }}，{{ 槽5 }}，{{ 槽6 }}，{{ 槽7|顿号 }}。"
    )
    assert found(tmp_path, body, slots) == ()


@pytest.mark.parametrize(
    ("body", "slots", "code", "words"),
    [
        ("颁发{{ 奖相 }}。", SLOT, "T11", "用了“奖相”"),
        ("颁奖。", SLOT, "T17", "槽位“奖项”登记了，正文里没有用"),
        ("颁发{{ 奖项 }}{{ 自称 }}。", SLOT + "  自称: {类型: 文字}\n", "T16", "“自称”是现成的"),
        ("颁发【会议名称】。", "", "T19", "“【会议名称】”会照样印出来"),
        ("颁发{{ 奖项 }}。", "  奖项: {类型: 数字, 示例: 许多}\n", "T18", "示例不对"),
        ("颁发{{ 奖项|日期 }}。", SLOT, "T12", "不是日期或时间"),
        ("颁发{{ 奖项|引好 }}。", SLOT, "T10", "没有“引好”这个过滤器"),
        ("颁发{% if 奖项 %}{{ 奖项 }}。", SLOT, "T13", "没有收尾"),
        ("各位，{% if 奖项 %}颁发{{ 奖项 }}{% endif %}。", SLOT, "T26", "“奖项”空着的时候"),
        ("获奖的是：{% if 奖项 %}{{ 奖项 }}{% endif %}", SLOT, "T26", "“奖项”空着的时候"),
        ("颁奖（{% if 奖项 %}{{ 奖项 }}{% endif %}）。", SLOT, "T26", "留下一对空括号"),
        ("颁发《{% if 奖项 %}{{ 奖项 }}{% endif %}》。", SLOT, "T26", "留下一对空括号或空引号"),
        ("{% if 奖项 %}颁发{{ 奖项 }}{% endif %}，请鼓掌。", SLOT, "T26", "以标点开头"),
        ("优秀的{% if 奖项 %}{{ 奖项 }}{% endif %}的同志。", SLOT, "T26", "连写了两次"),
        ("今天在{{ 会议名称 }}，。", "", "T25", "两个标点连在一起"),
    ],
)
def test_what_is_wrong_is_told(body: str, slots: str, code: str, words: str, tmp_path: Path) -> None:
    problems = found(tmp_path, body, slots)
    assert problems
    assert {problem.code for problem in problems} == {code}, format_problems(problems)
    assert words in problems[0].found
    assert problems[0].place.file == f"模板/{NAME}.txt"
    assert problems[0].place.line >= 5


def test_a_label_without_its_value_goes(tmp_path: Path) -> None:
    assert found(tmp_path, "联系人：{{ 奖项 }}\n请大家鼓掌。", SLOT) == ()


def test_a_wrong_front_matter_is_told_at_its_line(tmp_path: Path) -> None:
    text = "---\n标题: 试\n对象: 讲话者\n版式: 公纹\n必填: [讲画人]\n---\n{{ 会议名称 }}\n"
    problems = check_template(shelf_of(tmp_path, {NAME: text}, builtin=True), NAME)
    assert [(problem.place.line, problem.place.column) for problem in problems] == [(3, 1), (4, 5), (5, 6)]
    assert "是不是想写“公文”？" in problems[1].hint
    assert "是不是想写“讲话人”？" in problems[2].hint


def test_every_wording_of_a_shared_piece_is_made(tmp_path: Path) -> None:
    piece = "== 甲式 ==\n今天召开{{ 会议名称 }}。\n== 乙式 == 当 not 会议名称\n今天{{ 地点 }}，。\n"
    [problem] = found(tmp_path, '{% include "公用/我的开场.txt" %}', 我的开场=piece)
    assert str(problem.place) == "模板/公用/我的开场.txt:3:4"
    assert "写法“乙式”写出来不通" in problem.found


def test_a_fault_in_a_wording_that_is_rarely_chosen_is_found(tmp_path: Path) -> None:
    piece = "== 甲式 ==\n今天召开{{ 会议名称 }}。\n== 乙式 == 当 not 会议名称\n{{ 会议名称|日期 }}。\n"
    [problem] = found(tmp_path, '{% include "公用/我的开场.txt" %}', 我的开场=piece)
    assert (problem.place.file, problem.place.line) == ("模板/公用/我的开场.txt", 4)


def test_a_copy_that_changes_one_block_passes(tmp_path: Path) -> None:
    text = '---\n标题: 试\n对象: 讲话人\n---\n{% extends "内置/讲话/工作会议.txt" %}\n{% block 结尾 %}\n{{ super() }}\n{% endblock %}\n'
    shelf = shelf_of(tmp_path, {"讲话/工作会议": text}, builtin=True)
    assert check_template(shelf, "讲话/工作会议") == ()


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    [problem] = check_template(shelf_of(tmp_path, {}, builtin=True), "讲话/没有")
    assert problem.code == "T01"


def test_the_sample_is_a_whole_meeting() -> None:
    shelf = shelf_for(None)
    details = sample_details(shelf, shelf.get("讲话/工作会议"))
    meeting = details.meeting
    assert meeting.name and meeting.when and meeting.host and meeting.agenda and meeting.speeches
    assert all(speech.points for speech in meeting.speeches)
