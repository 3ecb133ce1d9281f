"""Template files: how they may be saved, what stands on top, and what a slip of the hand is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelves import NAME, problems_of, rendered, shelf_of

from generator.problems import InvalidInput, format_problems

TEXT = "---\n标题: 试\n槽位:\n  奖项: {类型: 文字, 说明: 发什么奖, 示例: 先进集体}\n---\n今天召开{{ 会议名称 }}。\n"


@pytest.mark.parametrize(
    "saved",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode("gb18030"),
        TEXT.encode("utf-16"),
        ("\n\n" + TEXT).encode(),
    ],
    ids=["utf-8", "BOM", "CRLF", "BOM and CRLF", "GB18030", "GB18030 and CRLF", "UTF-16", "blank lines first"],
)
def test_a_template_reads_the_same_however_it_was_saved(saved: bytes, tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, {NAME: saved})
    template = shelf.get(NAME)
    assert (template.title, [slot.name for slot in template.slots]) == ("试", ["奖项"])
    assert rendered(tmp_path, saved, 会议名称="大会") == "今天召开大会。"


@pytest.mark.parametrize("saved", ["\r\n", "\n", "\r"], ids=["CRLF", "LF", "CR"])
def test_a_mistake_has_its_line_whatever_ends_the_lines(saved: str, tmp_path: Path) -> None:
    text = saved.join(["---", "标题: 试", "---", "今天。", "", "召开{{ 会议名趁 }}。"])
    [problem] = problems_of(tmp_path, text.encode(), 会议名称="大会")
    assert (problem.place.line, problem.place.column, problem.place.excerpt) == (6, 6, "召开{{ 会议名趁 }}。")


@pytest.mark.parametrize(
    ("text", "line", "found", "hint"),
    [
        ("---\n标题: 试\n正文。\n", 1, "开头的 --- 没有收尾", "另起一行写 ---"),
        ("———\n标题: 试\n———\n正文。\n", 1, "“———”不是三个英文减号", "打三个减号"),
        ("-----\n标题: 试\n-----\n正文。\n", 1, "“-----”不是三个英文减号", "打三个减号"),
        ("标题: 试\n槽位:\n---\n正文。\n", 1, "开头少了一行 ---", "在这一行的上面加单独一行 ---"),
        ("标题：试\n---\n正文。\n", 1, "开头少了一行 ---", "在这一行的上面加单独一行 ---"),
        ("---\n标提: 试\n---\n正文。\n", 2, "模板开头没有“标提”这一项", "是不是想写“标题”？"),
        ("---\n奖项: 先进集体\n---\n正文。\n", 2, "模板开头没有“奖项”这一项", "写在“槽位:”下面"),
        ("---\n- 标题\n---\n正文。\n", 2, "模板开头不是“名称: 值”", ""),
        ("---\n槽位:\n  奖项: {类型: 文本}\n---\n正文。\n", 3, "没有“文本”这种类型", "是不是想写“文字”？"),
        ("---\n槽位:\n  奖项: {说名: 发什么奖}\n---\n正文。\n", 3, "槽位里没有“说名”这一项", "是不是想写“说明”？"),
        ("---\n槽位:\n  3号奖: {类型: 文字}\n---\n正文。\n", 3, "“3号奖”不能做槽位的名称", "不以数字开头"),
        ("---\n标题: 试\n---\n＝＝ 甲式 ＝＝\n正文。\n", 4, "像是写法的名称", "英文等号"),
        ("---\n标题: 试\n---\n== 甲式 == 如果 背景\n正文。\n", 4, "像是写法的名称", "“当”"),
        ("---\n标题: 试\n---\n== 甲式 ==\n一。\n== 甲式 ==\n二。\n", 6, "写法“甲式”写了两次", "换个名称"),
        ("---\n标题: 试\n---\n开头。\n== 甲式 ==\n一。\n", 4, "第一种写法的上面还有文字", "{# 说明 #}"),
    ],
)
def test_a_slip_on_top_is_told_at_its_line(text: str, line: int, found: str, hint: str, tmp_path: Path) -> None:
    problems = problems_of(tmp_path, text)
    assert [problem.place.line for problem in problems] == [line]
    assert found in problems[0].found
    assert hint in problems[0].hint


@pytest.mark.parametrize(
    ("text", "column", "found", "hint"),
    [
        ("召开｛｛会议名称｝｝。", 3, "“｛｛”是全角的", "改成 {{，收尾用 }}"),
        ("召开{｛会议名称}}。", 3, "“{｛”是全角的", "改成 {{"),
        ("召开{{会议名称｝}。", 9, "“｝}”是全角的", "改成 }}"),
        ("召开{ {会议名称} }。", 3, "“{ {”中间不能空格", "改成 {{"),
        ("召开{会议名称}。", 3, "单独一个“{”", "{{ 会议名称 }}"),
        ("召开会议名称}}。", 7, "“}}”前面没有开头的大括号", "补上开头"),
        ("召开{{ 会议名称 。", 3, "“{{”没有收尾", "补上 }}"),
        ("召开{{ 会议名称 }。", 3, "“{{”没有收尾", "补上 }}"),
        ("召开{{“会议名称”}}。", 5, "这里的 “ 是中文标点", "改成 {{ 会议名称 }}"),
        ("召开{{【会议名称】}}。", 5, "括号里不能有“【”", "改成 {{ 会议名称 }}"),
        ("召开{{会议名称，}}。", 9, "这里的 ， 是中文标点", "改成 {{ 会议名称 }}"),
        ("召开{{ 会议名称｜引号 }}。", 10, "这里的 ｜ 是中文标点", "改成 {{ 会议名称|引号 }}"),
        ("{{ 会议名称|或（'大会'） }}。", 10, "这里的 （ 是中文标点", "改成 {{ 会议名称|或('大会') }}"),
        ("{{ 会议名称|或(‘、大会’) }}。", 11, "这里的 ‘ 是中文标点", "改成 {{ 会议名称|或('"),
        ("召开{{ 会议 名称 }}。", 3, "名称写得不对", "中间不能有空格"),
        ("召开{{ }}。", 3, "括号里是空的", "填上槽位的名称"),
        ("召开{{ 会议名称|引好 }}。", 11, "没有“引好”这个过滤器", "是不是想写“引号”？"),
        ("{{ 会议名称|或('大会) }}", 11, "引号“'”没有收尾", "补上收尾的引号"),
        ("{% if 会议名称 %}有。{% ednif %}", 16, "{% %} 开头的“ednif”认不出来", "是不是想写“endif”？"),
        ("{% fi 会议名称 %}有。{% endif %}", 1, "{% %} 开头的“fi”认不出来", "是不是想写“if”？"),
        ("{% if 会议名称 %}有。", 1, "“{% if 会议名称 %}”没有收尾", "补上 {% endif %}"),
        ("{% if 会议名称 %}有。{% endfor %}", 16, "这里收尾的是“endfor”，配不上", "改成 {% endif %}"),
        ("有。{% endif %}", 3, "“endif”前面没有 {% if %}", "删去，或补上开头"),
        ("{% if 会议名称 %}有{% else if 甲 %}无{% endif %}", 15, "else 后面不能再写字", "{% elif 甲 %}"),
        ("{% if 会议名称 ＝＝ '大会' %}有。{% endif %}", 12, "这里的 ＝ 是中文标点", "{% if 会议名称 == '大会' %}"),
        ("{% if 会议名称 = '大会' %}有。{% endif %}", 1, "比较要用两个等号", "=="),
        ("｛% if 会议名称 %｝有。{% endif %}", 1, "“｛%”是全角的", "改成 {%，收尾用 %}"),
        ("{% for 项 于 表 %}有{% endfor %}", 1, "for 要写成“for 每一个 in 列表”", "{% for 项 in 议程 %}"),
        ("{% include “公用/开场.txt” %}", 12, "这里的 “ 是中文标点", '改成 {% include "公用/开场.txt" %}'),
        ('{% include "公用/开厂.txt" %}', 13, "没有模板“公用/开厂.txt”", "公用/开场"),
        ("{% include 公用 %}", 1, "只能写模板的名称，加英文引号", ""),
        ("{# 说明", 1, "“{#”没有收尾", "补上 #}"),
        ("{% block 甲 %}一{% endblock %}{% block 甲 %}二{% endblock %}", 10, "块“甲”写了两次", "换个名称"),
        ("@落宽 云山县人民政府", 1, "没有“@落宽”这种行", "是不是想写“落款”？"),
    ],
)
def test_a_slip_in_the_text_is_told_at_its_column(
    text: str, column: int, found: str, hint: str, tmp_path: Path
) -> None:
    source = {NAME: f"---\n标题: 试\n---\n今天。\n{text}", "公用/开场": "开场。"}
    problems = problems_of(tmp_path, source, 会议名称="大会", 甲="", 表=["一"])
    assert len(problems) == 1, format_problems(problems)
    [problem] = problems
    assert (problem.place.file, problem.place.line, problem.place.column) == (f"模板/{NAME}.txt", 5, column)
    assert found in problem.found
    assert hint in f"{problem.hint} {problem.expected}"


def test_all_slips_of_a_template_are_told_together(tmp_path: Path) -> None:
    text = "一、｛｛会议名称｝｝\n二、{{ 会议名称｜引号 }}\n三、{% ednif %}\n"
    assert [problem.place.line for problem in problems_of(tmp_path, text)] == [1, 2, 3]


def test_a_name_of_no_template_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="是不是“讲话/试”？"):
        shelf_of(tmp_path, {NAME: "文。"}).get("讲话/式")


@pytest.mark.parametrize("name", ["../讲话/试", "/讲话/试", "讲话/../讲话/试", "讲话\\试", "C:/试", "讲话/.试", ""])
def test_a_name_leads_out_of_no_folder(name: str, tmp_path: Path) -> None:
    assert shelf_of(tmp_path, {NAME: "文。"}).find(name) is None


def test_a_comment_extends_nothing(tmp_path: Path) -> None:
    text = '{# 照 {% extends "讲话/没有.txt" %} 的样子写 #}\n正文。'
    assert rendered(tmp_path, text) == "正文。"
