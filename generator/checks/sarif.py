"""SARIF 2.1.0: the form in which code hosts and editors take findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.checks.model import RULES
from generator.codes import MEANINGS
from generator.problems import Problem

_LEVELS = {"错误": "error", "必错": "error", "疑似": "warning", "提示": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_report(problems: Sequence[Problem], version: str) -> dict[str, Any]:
    """One run with its rules and results, as an object for json.dumps."""
    codes = sorted({problem.code for problem in problems})
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "jianggao", "version": version, "rules": [_rule(code) for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, codes.index(problem.code)) for problem in problems],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    known = RULES.get(code)
    out: dict[str, Any] = {"id": code}
    if code in MEANINGS:
        out |= {"shortDescription": {"text": MEANINGS[code]}}
    if known is not None:
        page = "\n".join(line.strip() for line in (known.check.__doc__ or "").strip().split("\n"))
        out |= {"shortDescription": {"text": known.title}, "help": {"text": page}}
    return out


def _result(problem: Problem, index: int) -> dict[str, Any]:
    place = problem.place
    said = [problem.found]
    said += [f"应为：{problem.expected}"] if problem.expected else []
    said += [f"建议：{problem.hint}"] if problem.hint else []
    where: dict[str, Any] = {"artifactLocation": {"uri": place.file}}
    if place.line:
        where["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": "；".join(said)},
        "locations": [{"physicalLocation": where}],
    }
