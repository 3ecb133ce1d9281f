"""What `make` writes is let pass by every rule but for hints: the examples, and two hundred meetings made at random."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from meetings import details as any_details

from generator.checks import RULES, checked
from generator.checks.papers import check_paper
from generator.cli import cli
from generator.details import Details, load_details, parse_details
from generator.paper.page import Face
from generator.paper.page import Layout as PageLayout
from generator.pipeline import Workshop, papers_called
from generator.problems import Problem

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/会议.yaml"))
MEETINGS = 200
MILLISECONDS = 6.0
"""Of the processor, for a speech of 2,500 characters; half of it is the reader's."""


def findings(details: Details, everything: bool) -> list[Problem]:
    workshop = Workshop(details)
    found: list[Problem] = []
    for call in papers_called(details, everything=everything):
        paper = workshop.make(call, draft=everything)
        found += check_paper(paper.text, paper.lines, details, call.genre)
    return [problem for problem in found if problem.severity != "提示"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_examples_have_no_finding(path: Path) -> None:
    assert findings(load_details(path), everything=True) == []


@settings(max_examples=MEETINGS, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(any_details())
def test_any_meeting_has_no_finding(source: str) -> None:
    assert findings(parse_details(source), everything=False) == []


def test_a_slip_in_the_details_is_told_at_its_line_once(tmp_path: Path) -> None:
    source = EXAMPLES[0].read_text(encoding="utf-8")
    line = next(i for i, row in enumerate(source.split("\n"), 1) if "正文:" in row)
    rows = source.split("\n")
    rows[line - 1] += "大家要惯彻到底。"
    path = tmp_path / "会议.yaml"
    path.write_text("\n".join(rows), encoding="utf-8")
    details = load_details(path)
    found = {(p.code, p.place.file, p.place.line) for p in findings(details, everything=False)}
    assert found == {("W73", "会议.yaml", line)}
    rows[line - 1] += "  # 不检查: W73"
    path.write_text("\n".join(rows), encoding="utf-8")
    assert findings(load_details(path), everything=False) == []


TIMED = """
会议名称: 全县安全生产工作会议
会议类型: 工作会议
单位: {全称: 清源县人民政府, 自称: 我县}
时间: 2026年12月9日 14:30{end}
地点: 县政府三楼会议室
出席: [林海（县委书记）, 叶青（石桥镇党委书记）]
主持人: 林海
议程:
  - {方式: 发言, 人员: 叶青, 时长: 1分钟}
讲话:
  - 讲话人: 叶青
    方式: 发言
    要点:
      - {标题: 盯住矿山, 正文: "BODY"}
"""


@pytest.mark.parametrize(
    ("end", "options", "codes"),
    [
        ("", (), {"S01"}),
        (" 至 14:32", (), {"S01", "S02"}),
        (" 至 14:32", ("--only", "发言"), {"S01"}),
        (" 至 17:00", ("--draft",), set()),
    ],
)
def test_making_papers_tells_what_does_not_fit(
    tmp_path: Path, end: str, options: tuple[str, ...], codes: set[str]
) -> None:
    body = "要把每一处隐患都查清楚、改到位，谁检查、谁签字、谁负责。" * 2 + "".join(
        f"第{number}号矿井的巷道、通风、排水都要逐项看过，看过的记下来。" for number in range(1, 25)
    )
    path = tmp_path / "会议.yaml"
    path.write_text(TIMED.replace("{end}", end).replace("BODY", body), encoding="utf-8")
    result = CliRunner().invoke(cli, ["make", str(path), *options, "--report", "json"])
    told = {problem["code"] for problem in json.loads(result.output)["problems"]}
    assert {code for code in told if code.startswith("S")} == codes


def test_a_glyph_is_missed_where_the_font_of_its_line_has_it_not() -> None:
    text = "在全县安全生产工作会议上的讲话\n同志们：\n刚才，王喆同志作了发言。\n"
    old = PageLayout(body=Face("仿宋_GB2312", indent=200))
    assert [f.found for f in RULES["W98"].check(checked(text, page=PageLayout()))] == []
    assert [f.found for f in RULES["W98"].check(checked(text, page=old))] == ["“喆”不在字体“仿宋_GB2312”里"]
    assert [
        "方正小标宋简体" in f.found
        for f in RULES["W98"].check(checked(f"王喆同志先进事迹报告\n{text}", page=PageLayout()))
    ] == [True]


def test_a_short_last_row_is_told_where_the_words_are_the_clerks(tmp_path: Path) -> None:
    """A template's own short row is not told: there is nothing that a clerk could cut."""
    details = load_details(EXAMPLES[0])
    paper = Workshop(details).make(next(call for call in papers_called(details) if call.genre == "主持词"))
    text = checked(paper.text, genre="主持词", lines=paper.lines, page=paper.layout)
    assert [text.place(found.start).excerpt[-3:] for found in RULES["W99"].check(text)]
    found = check_paper(paper.text, paper.lines, details, "主持词", page=paper.layout)
    assert [problem for problem in found if problem.code == "W99" and problem.place.file != details.path.name] == []


@pytest.mark.parametrize("path", EXAMPLES[:1], ids=lambda path: path.parent.name)
def test_a_paper_is_checked_at_once(path: Path) -> None:
    """Three times what was measured: a rule that looks at every line for every other one is found by this."""
    details = load_details(path)
    workshop = Workshop(details)
    call = next(call for call in papers_called(details) if call.genre == "讲话")
    paper = workshop.make(call)
    check_paper(paper.text, paper.lines, details, call.genre)
    spent = []
    for _ in range(5):
        start = time.process_time()
        check_paper(paper.text, paper.lines, details, call.genre)
        spent.append(1000 * (time.process_time() - start))
    assert min(spent) < 3 * MILLISECONDS * max(1.0, len(paper.text) / 2500)
