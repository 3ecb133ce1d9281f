"""A code has one meaning: every code that the program tells is listed once, and where it may be told from is known."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.checks import RULES
from generator.checks.sarif import sarif_report
from generator.codes import MEANINGS
from generator.problems import Place, Problem

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"
DOCUMENT = ROOT / "docs" / "问题代码.md"
BEGIN, END = "<!-- 代码：由 generator/codes.py 生成，pytest --accept 更新 -->\n", "<!-- 代码完 -->"
CODE = re.compile("[A-Z][0-9]{2}")
TELLERS = ("Problem", "report", "_finding", "_note", "differs")
"""What makes a problem of a code."""

SHARED = {
    "D00": {"batch", "details"},
    "D30": {"details", "pipeline"},
    "D33": {"slots", "text"},
    "F03": {"batch", "yaml_source"},
    "F11": {"batch", "files"},
    "F12": {"batch", "commands.mine", "files"},
    "F13": {"batch", "files"},
    "F14": {"commands.batch", "commands.diff", "commands.import_", "commands.new", "commands.template"},
    "F16": {"commands.diff", "commands.import_"},
    "F21": {"importer", "miner"},
    "F24": {"diff", "importer"},
    "K04": {"commands.check", "commands.stats"},
    "L00": {"commands.template_check", "paper"},
    "T01": {"batch", "calls", "rendering"},
    "T05": {"commands.template_check", "rendering"},
    "T11": {"commands.template_check", "recipe", "rendering"},
    "T30": {"commands.template_check", "details"},
}
"""Codes that several packages or commands tell.  Who adds one here has read in `MEANINGS` that it means the same there."""


def is_call_of(node: ast.AST, names: tuple[str, ...]) -> bool:
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "id", getattr(function, "attr", "")) in names


@cache
def told() -> dict[str, set[str]]:
    """Each code of a problem, with the packages and commands that tell it."""
    found = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        for code in codes_in(path.read_text(encoding="utf-8")):
            found[code].add(".".join(parts[: 2 if parts[0] == "commands" else 1]))
    return found


def codes_in(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if is_call_of(node, TELLERS):
            assert isinstance(node, ast.Call)
            said = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
            yield from (one.value for one in said if isinstance(one, ast.Constant) and CODE.fullmatch(str(one.value)))


def strings_in(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def test_a_code_that_is_told_is_seen() -> None:
    assert list(codes_in('Problem("D06", place, "甲")')) == ["D06"]
    assert list(codes_in('self.report(1, 2, "甲", code="T10")')) == ["T10"]
    assert list(codes_in('found in ("D06", "D07")')) == []


def test_every_code_has_a_meaning_and_every_meaning_a_code() -> None:
    said = {
        code
        for path in PACKAGE.rglob("*.py")
        if path.name != "codes.py"
        for code in strings_in(path.read_text("utf-8"))
    }
    assert said - RULES.keys() == MEANINGS.keys()
    assert told().keys() <= MEANINGS.keys(), "a rule of check tells by its findings alone"
    assert not RULES.keys() & MEANINGS.keys()
    assert len(set(MEANINGS.values())) == len(MEANINGS), "two codes with one meaning"


def test_what_several_packages_tell_is_meant_to_be_the_same() -> None:
    assert {code: tellers for code, tellers in told().items() if len(tellers) > 1} == SHARED


def page() -> str:
    rows = [f"| {code} | {meaning} |" for code, meaning in sorted(MEANINGS.items())]
    return "\n".join(["| 代码 | 意思 |", "|---|---|", *rows, ""])


def test_the_document_lists_the_codes(request: pytest.FixtureRequest) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    head, rest = document.split(BEGIN)
    body, tail = rest.split(END)
    if request.config.getoption("--accept"):
        DOCUMENT.write_text(head + BEGIN + page() + END + tail, encoding="utf-8")
    else:
        assert body == page()


def test_a_report_for_programs_says_what_its_codes_mean() -> None:
    found = [Problem("D06", Place("会议.yaml", 1), "甲"), Problem("W68", Place("会议.yaml", 2), "乙", severity="疑似")]
    rules = sarif_report(found, "1.0")["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["shortDescription"]["text"] for rule in rules] == ["不在选项里", RULES["W68"].title]
