"""各稿一致: what somebody changed in one paper is found, at its place; a folder as it was made has no difference.

The faults are planted in real Word files, as a leader or a clerk would in Word.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_wordings import drawn

from generator.agreement import check_papers
from generator.agreement.agenda import out_of_order
from generator.agreement.near import near_misses, one_off
from generator.agreement.papers import parse_paper
from generator.cli import cli
from generator.commands.make import Order, make
from generator.diff import compare_docx
from generator.problems import InvalidInput, Problem

MEETINGS = int(os.environ.get("JIANGGAO_MEETINGS", "15"))
EXAMPLES = Path(__file__).parent.parent / "examples"
MEETING = """会议名称: 全市森林防火工作会议
单位: {全称: 云岭市人民政府, 简称: 云岭市政府, 自称: 我市, 下级: 各县区、各部门}
时间: 2026年3月11日（星期三）下午2:30 至 4:30
地点: 市行政中心二号楼五楼会议室
主要任务: 分析当前形势，部署春季森林防火工作
背景: 入春以来，气温回升快，林区火险等级居高不下
出席:
  - 秦岳（市委副书记、市长）
  - 罗文斌（副市长）
  - 邓小川（市林业局局长）
  - 田雨晴（市气象局局长）
  - 韩松（青阳县县长）
参会: 各县区、市直有关部门主要负责人
主持人: 罗文斌
议程:
  - {方式: 通报, 事项: 去冬今春森林防火工作情况, 人员: 邓小川}
  - {方式: 介绍, 事项: 近期气象趋势, 人员: 田雨晴}
  - {方式: 发言, 人员: 韩松, 事项: 林区火源管控}
  - 讲话
讲话:
  - 讲话人: 韩松
    方式: 发言
    事项: 林区火源管控
    要点:
      - {标题: 管住进山的人, 正文: 全县设卡口检查站37个，日夜值守。}
      - {标题: 管住林边的火, 正文: 坟头、田边、林缘逐处登记。}
  - 讲话人: 秦岳
    要点:
      - {标题: 认清形势, 正文: 去年以来全市处置火情【火情数】起，没有发生重大火灾。}
      - {标题: 落实责任, 正文: 全市组建扑火队伍56支，要拉得出、打得赢。}
主持人要求:
  要点: [抓好传达。, 抓好督查。]
数据:
  火情数: 128
通知: {主送: 各县区人民政府，市直有关部门, 联系人: 吴平, 电话: 0000-7654321, 回执截止: 2026年3月9日 12:00, 日期: 2026年3月5日}
纪要: {决定: [{事项: 三月底前完成林区可燃物清理, 责任单位: 市林业局}]}
简报: {期号: 第7期, 编印单位: 市政府办公室, 日期: 2026年3月13日}
"""
NAME = "全市森林防火工作会议"
HOST, SPEECH, STATEMENT = f"{NAME}-主持词", f"{NAME}-讲话-秦岳", f"{NAME}-发言-韩松"
AGENDA, NOTICE, SIGN, BRIEF, MINUTES = (f"{NAME}-{kind}" for kind in ("议程", "通知", "签到表", "简报", "纪要"))


def made(
    folder: Path, text: str, everything: bool = True, variant: int = 0, formats: tuple[str, ...] = ("docx",)
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "会议.yaml").write_text(text, encoding="utf-8")
    order = Order(
        folder / "会议.yaml", folder / "输出", (), None, formats, False, False, "text", variant, None, None, everything
    )
    make(order)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("会")
    made(folder, MEETING)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of the clean folder, to plant faults in."""
    return Path(shutil.copytree(whole, tmp_path / "会"))


def paragraphs(document: Any) -> Iterator[Any]:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def edited(folder: Path, name: str, change: Callable[[str], str]) -> None:
    """A paper with the text of every paragraph changed, saved as Word saves it: the first run holds it all."""
    path = folder / "输出" / f"{name}.docx"
    document = Document(str(path))
    touched = 0
    for paragraph in paragraphs(document):
        text = change(paragraph.text)
        if text != paragraph.text:
            touched += 1
            paragraph.runs[0].text = text
            for run in paragraph.runs[1:]:
                run.text = ""
    assert touched, "the fault was not planted"
    document.save(str(path))


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def swapped(one: str, other: str) -> Callable[[str], str]:
    return lambda text: text.replace(one, "\0").replace(other, one).replace("\0", other)


def without(start: str) -> Callable[[str], str]:
    return lambda text: "" if text.startswith(start) else text


def check(folder: Path) -> tuple[Problem, ...]:
    return check_papers(folder / "输出")


FAULTS: dict[str, tuple[str, Callable[[str], str], str, str]] = {
    "meeting's name in a title": (
        HOST,
        replaced("森林防火工作会议主持词", "森林防灭火工作会议主持词"),
        "A01",
        "森林防灭火",
    ),
    "one character of the name in a sentence": (
        SPEECH,
        replaced("召开全市森林防火", "召开全市深林防火"),
        "A01",
        "深林",
    ),
    "the name of the 通知": (NOTICE, replaced("关于召开全市森林", "关于召开全省森林"), "A01", "全省"),
    "the date below a title": (SPEECH, replaced("3月11日", "3月12日"), "A02", "3月12日"),
    "the date of the host script": (HOST, replaced("3月11日", "4月11日"), "A02", "4月11日"),
    "the date of the 签到表": (SIGN, replaced("3月11日（星期三）", "3月18日（星期三）"), "A02", "3月18日"),
    "the date that a 简报 tells": (BRIEF, replaced("3月11日，", "3月10日，"), "A02", "3月10日"),
    "the weekday": (NOTICE, replaced("星期三", "星期四"), "A03", "星期四"),
    "the hour": (AGENDA, replaced("下午2时30分", "下午3时"), "A04", "下午3时"),
    "the end": (SIGN, replaced("4时30分", "5时"), "A04", "下午5时"),
    "the place": (AGENDA, replaced("二号楼", "一号楼"), "A05", "一号楼"),
    "another place": (NOTICE, replaced("市行政中心二号楼五楼会议室", "市会议中心"), "A05", "市会议中心"),
    "the host": (HOST, replaced("主持人：罗文斌", "主持人：罗文武"), "A06", "罗文武"),
    "another host": (AGENDA, replaced("罗文斌", "秦岳"), "A06", "秦岳"),
    "one character of a name in a link": (HOST, replaced("局长邓小川同志通报", "局长邓晓川同志通报"), "A07", "邓晓川"),
    "one character of a name before 同志": (SPEECH, replaced("田雨晴同志", "田雨情同志"), "A07", "田雨情"),
    "a byline": (STATEMENT, replaced("韩松", "韩淞"), "A07", "韩淞"),
    "a name in a table": (SIGN, replaced("田雨晴", "田雨睛"), "A07", "田雨睛"),
    "an item dropped from the 议程": (AGENDA, without("二、"), "A08", "近期气象趋势"),
    "an item dropped from the links": (HOST, without("下面，进行第二项"), "A08", "近期气象趋势"),
    "the count in the announcement": (
        HOST,
        replaced("四项议程：", "三项议程："),
        "A08",
        "三项议程",
    ),
    "the count at the end": (HOST, replaced("四项议程已经", "五项议程已经"), "A08", "五项议程"),
    "the matter of an item": (NOTICE, replaced("近期气象趋势", "远期气候趋势"), "A08", "远期气候"),
    "a post": (HOST, replaced("市林业局局长邓小川", "市林业局副局长邓小川"), "A09", "副局长"),
    "a post in a table": (SIGN, replaced("市气象局局长", "市气象台台长"), "A09", "市气象台台长"),
    "a post in the 纪要": (MINUTES, replaced("市委副书记、市长秦岳", "市委书记秦岳"), "A09", "市委书记"),
    "a figure": (SPEECH, replaced("128起", "182起"), "A10", "182起"),
    "a figure of another paper": (STATEMENT, replaced("37个", "73个"), "A10", "73个"),
    "the order of items": (
        AGENDA,
        lambda text: swapped("邓小川", "田雨晴")(
            swapped("林业局", "气象局")(swapped("通报去冬今春森林防火工作情况", "介绍近期气象趋势")(text))
        ),
        "A11",
        "项",
    ),
    "the order of speakers": (SPEECH, swapped("邓小川", "韩松"), "A11", "韩松"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_at_its_place(folder: Path, fault: str) -> None:
    name, change, code, said = FAULTS[fault]
    edited(folder, name, change)
    problems = check(folder)
    mine = [problem for problem in problems if problem.code == code and said in problem.found]
    assert mine, problems
    (problem,) = mine[:1]
    assert Path(problem.place.file).name == f"{name}.docx" and problem.place.line > 0
    assert "会议.yaml:" in problem.expected
    # One mistake makes one problem, or two where it breaks two rules (another item, and one too few).
    assert len(problems) <= 2 and {Path(one.place.file).name for one in problems} == {f"{name}.docx"}


def test_every_fault_at_once(folder: Path) -> None:
    """All that can stand together: each is found."""
    chosen = [
        "meeting's name in a title",
        "the date below a title",
        "the weekday",
        "the place",
        "a byline",
        "a post in a table",
        "a figure",
    ]
    for fault in chosen:
        edited(folder, *FAULTS[fault][:2])
    assert sorted({problem.code for problem in check(folder)}) == ["A01", "A02", "A03", "A05", "A07", "A09", "A10"]


def test_the_clean_folder_has_none(whole: Path) -> None:
    names = {path.stem.rpartition(NAME)[2] for path in (whole / "输出").glob("*.docx")}
    assert {"-主持词", "-讲话-秦岳", "-发言-韩松", "-议程", "-通知", "-签到表", "-简报", "-纪要"} <= names
    assert check(whole) == ()


@pytest.mark.parametrize("example", sorted(path.parent.name for path in EXAMPLES.glob("*/会议.yaml")))
@pytest.mark.parametrize("variant", [0, 1, 2])
def test_examples_have_none(example: str, variant: int, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / example, tmp_path / "会", ignore=shutil.ignore_patterns("成稿"))
    text = (tmp_path / "会" / "会议.yaml").read_text(encoding="utf-8")
    made(tmp_path / "会", text, variant=variant, formats=("docx", "txt"))
    assert check(tmp_path / "会") == ()


@settings(max_examples=MEETINGS, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 100_000), st.integers(0, 5))
@example(189, 0)
@example(12605, 0)
def test_details_of_any_kind_have_none(tmp_path_factory: pytest.TempPathFactory, seed: int, variant: int) -> None:
    folder = tmp_path_factory.mktemp("会")
    details = {**drawn(seed), "地点": "县行政中心三楼会议室", "数据": {"隐患数": 486}}
    try:
        made(
            folder,
            yaml.safe_dump(details, allow_unicode=True, sort_keys=False, width=1000),
            variant=variant,
            formats=("txt",),
        )
    except InvalidInput:
        return
    assert check(folder) == (), (seed, variant)


@cache
def papers_alone() -> tuple[tuple[str, str], ...]:
    return (
        (
            "甲-议程.txt",
            "全镇秧田灌溉会议议程\n时间：2026年4月2日（星期四）上午9时\n地点：镇政府二楼会议室\n主持：镇长　赵立\n一、通报灌溉情况\n（水利站站长孙明）\n二、讲话\n（镇党委书记周海）\n",
        ),
        (
            "甲-通知.txt",
            "关于召开全镇秧田灌溉会议的通知\n各村：\n定于2026年4月2日召开全镇秧田灌溉会议。\n一、会议时间和地点\n（一）时间：2026年4月2日（星期四）上午9时。\n（二）地点：镇政府二楼会议室。\n",
        ),
        (
            "甲-签到表.txt",
            "全镇秧田灌溉会议签到表\n时间：2026年4月3日（星期五）上午9时\n地点：镇政府三楼会议室\n序号｜姓名｜单位及职务\n1｜周海｜镇党委书记\n2｜孙明｜水利站站长\n",
        ),
    )


def test_without_details_the_papers_are_held_against_each_other(tmp_path: Path) -> None:
    for name, text in papers_alone():
        (tmp_path / name).write_text(text, encoding="utf-8")
    problems = check_papers(tmp_path)
    assert [problem.code for problem in problems] == ["A02", "A05"]
    assert {Path(problem.place.file).name for problem in problems} == {"甲-签到表.txt"}
    assert "甲-通知.txt:5" in problems[0].expected or "甲-通知.txt:3" in problems[0].expected


def test_figures_of_two_papers(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("全镇会议主持词\n主持人：赵立\n同志们：\n全镇新修渠道14公里。\n", encoding="utf-8")
    (tmp_path / "乙.txt").write_text(
        "在全镇会议上的讲话\n周海\n同志们：\n今年新修渠道41公里，比去年多。\n", encoding="utf-8"
    )
    (problem,) = check_papers(tmp_path)
    assert problem.code == "A10" and "乙.txt:4" in problem.expected
    assert (problem.place.line, problem.place.column) == (4, 7)


def test_without_details_papers_of_other_meetings_are_left_alone(tmp_path: Path) -> None:
    for name, text in papers_alone()[:2]:
        (tmp_path / name).write_text(text, encoding="utf-8")
    other = "在全省春耕生产现场推进会上的讲话\n李四\n（2026年5月1日）\n同志们：\n今天召开春耕现场会。\n"
    (tmp_path / "乙.txt").write_text(other, encoding="utf-8")
    assert check_papers(tmp_path) == ()


def test_the_command_tells_of_them(folder: Path) -> None:
    edited(folder, *FAULTS["the place"][:2])
    result = CliRunner().invoke(cli, ["check", str(folder / "输出"), "--report", "json"])
    told = [one for one in json.loads(result.output)["problems"] if one["code"].startswith("A")]
    assert result.exit_code == 1
    assert [(one["code"], one["severity"]) for one in told] == [("A05", "必错")]


def test_a_paper_of_another_meeting_is_told_once(folder: Path) -> None:
    text = "在县里春耕生产现场会上的讲话\n李四\n（2026年5月1日）\n同志们：\n今天召开春耕现场会。\n"
    (folder / "输出" / "别的.txt").write_text(text, encoding="utf-8")
    (problem,) = check(folder)
    assert problem.code == "A01" and "另一个会" in problem.found and problem.severity == "疑似"


def test_what_is_no_paper_is_not_read(folder: Path) -> None:
    out = folder / "输出"
    old = (out / f"{SPEECH}.docx").read_bytes()
    edited(folder, SPEECH, replaced("128起", "182起"))
    (out / "比较.docx").write_bytes(compare_docx(old, (out / f"{SPEECH}.docx").read_bytes()))
    (out / f"{SPEECH}.docx").write_bytes(old)
    (out / "~$稿.docx").write_bytes(b"lock")
    assert check(folder) == ()


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "输出" / "坏.docx").write_bytes(b"PK broken")
    (problem,) = check(folder)
    assert problem.code == "F24"


def test_a_speech_that_is_not_there(folder: Path) -> None:
    (folder / "输出" / f"{STATEMENT}.docx").unlink()
    (problem,) = check(folder)
    assert problem.code == "A12" and "韩松" in problem.found and "会议.yaml:" in problem.expected


def test_what_the_leader_himself_writes_is_no_difference(folder: Path) -> None:
    """Words of his own, other dates, other meetings, a shorter post."""
    edited(
        folder,
        SPEECH,
        lambda text: text.replace(
            "认清形势",
            "认清形势。3月20日前，各县区都要召开动员会；去年11月5日召开的全省森林防火电视电话会议已有部署，请市长信箱和韩松县长多留意",
        ),
    )
    assert check(folder) == ()


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("今天召开全县安全生工作会议。", "全县安全生产工作会议", ["全县安全生工作会议"]),
        ("今天召开全县安全生产工作会议。", "全县安全生产工作会议", []),
        ("全县安全生产工作会上", "全县安全生产工作会议", []),
        ("县防汛指挥部第二次全体会议以来", "县防汛指挥部第三次全体会议", []),
        ("三楼小会议室", "三楼会议室", []),
    ],
)
def test_near_misses(text: str, word: str, expected: list[str]) -> None:
    assert [said for _, said in near_misses(text, word)] == expected


def test_small_parts() -> None:
    assert one_off("王健", "王键") and not one_off("王健", "王健") and not one_off("王健", "王健国")
    assert out_of_order([(0, 0), (1, 2), (2, 1), (3, 3)]) in ([(1, 2)], [(2, 1)])
    assert out_of_order([(0, 1), (1, 2)]) == []
    paper = parse_paper("在全市森林防火\n工作会议上的讲话\n秦岳\n同志们：", "甲.txt")
    assert paper.title is not None and (paper.kind, paper.title.name) == ("讲话", "全市森林防火工作会议")
