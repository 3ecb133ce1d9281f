"""Slips made on purpose are found: operators of `mutations`, fixed seeds, on the examples and on the corpus.

The table of shares stands in docs/检查规则.md; `pytest --accept` writes it anew.
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from mutations import OPERATORS, Operator, Slip

from generator.checks import check_text
from generator.clean import clean_text
from generator.details import Details, load_details
from generator.pipeline import Workshop, papers_called
from generator.problems import Problem

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "raw"
DOCUMENT = ROOT / "docs" / "检查规则.md"
TRIES = 30
LEAST = 0.9
WEAKER = {"一个词打了两遍": 0.7, "删去一段（一、…二、…）": 0.8}
"""Operators that make what may be right: 工作工作队 …"""

Sample = tuple[str, str, Details | None]


@cache
def examples() -> tuple[Sample, ...]:
    out: list[Sample] = []
    for path in sorted((ROOT / "examples").glob("*/会议.yaml")):
        details = load_details(path)
        workshop = Workshop(details)
        out += [(workshop.make(call).text, call.genre, details) for call in papers_called(details)]
    return tuple(out)


@cache
def corpus() -> tuple[Sample, ...]:
    return tuple((clean_text(path.read_text(encoding="utf-8")).text, "", None) for path in sorted(CORPUS.glob("*.txt")))


def problems(text: str, sample: Sample) -> list[Problem]:
    found = check_text(text, name="稿子", details=sample[2], genre=sample[1] or None)
    return [problem for problem in found if problem.severity != "提示"]


def is_found(slip: Slip, sample: Sample, before: Counter[tuple[str, str]]) -> bool:
    """True where the slip brought a finding that was not there before, on the line that the slip is on."""
    found = problems(slip.text, sample)
    new = Counter((problem.code, problem.found) for problem in found) - before
    return any(problem.place.line in slip.lines and (problem.code, problem.found) in new for problem in found)


def share(operator: Operator, name: str, samples: tuple[Sample, ...]) -> tuple[int, int]:
    """How many slips were found, of how many made."""
    chance = random.Random(name)
    found = made = 0
    known: dict[int, Counter[tuple[str, str]]] = {}
    for _ in range(4 * TRIES):
        if made == TRIES:
            break
        index = chance.randrange(len(samples))
        sample = samples[index]
        slip = operator(sample[0], chance)
        if slip is None or slip.text == sample[0]:
            continue
        if index not in known:
            known[index] = Counter((problem.code, problem.found) for problem in problems(sample[0], sample))
        made += 1
        found += is_found(slip, sample, known[index])
    return found, made


@pytest.mark.parametrize("name", OPERATORS)
def test_slips_in_examples_are_found(name: str) -> None:
    found, made = share(OPERATORS[name], name, examples())
    if not made:
        pytest.skip("no example has a place for this slip")
    assert found >= WEAKER.get(name, LEAST) * made, f"{name}: {found}/{made}"


BEGIN, END = "<!-- 查出率：pytest --accept 更新 -->\n", "<!-- 查出率完 -->"


def test_the_document_has_the_table(request: pytest.FixtureRequest) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not beside the repository")
    rows = ["", "| 改动 | 例子 | 真实旧稿 |", "|---|---|---|"]
    for name, operator in OPERATORS.items():
        cells = []
        for samples in (examples(), corpus()):
            found, made = share(operator, name, samples)
            cells.append(f"{found}/{made}" if made else "—")
        rows.append(f"| {name} | {cells[0]} | {cells[1]} |")
    table = "\n".join(rows) + "\n\n"
    document = DOCUMENT.read_text(encoding="utf-8")
    head, rest = document.split(BEGIN)
    body, tail = rest.split(END)
    if request.config.getoption("--accept"):
        DOCUMENT.write_text(head + BEGIN + table + END + tail, encoding="utf-8", newline="\n")
    else:
        assert body == table, "pytest --accept takes it over"
