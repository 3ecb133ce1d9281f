"""What `make` writes is let pass by every rule but for hints: the examples, and two hundred meetings made at random."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from meetings import details as any_details

from generator.checks.papers import check_paper
from generator.details import Details, load_details, parse_details
from generator.pipeline import Workshop, papers_called
from generator.problems import Problem

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/会议.yaml"))
MEETINGS = 200
MILLISECONDS = 6.0
"""Of the processor, for a speech of 2,500 characters; half of it is the reader's."""


def findings(details: Details, everything: bool) -> list[Problem]:
    workshop = Workshop(details)
    found = []
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
