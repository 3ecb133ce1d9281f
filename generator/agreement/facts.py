"""Facts: what a paper, or 会议.yaml, states of the meeting, and what holds where they do not agree.

会议.yaml holds; where it is silent, what most papers say, and among equals the paper that stands higher (通知, 议程 …).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from pathlib import Path
from typing import Literal

from generator.problems import Place, Problem, Severity
from generator.records import record

Kind = Literal["会议名称", "日期", "星期", "开始时间", "结束时间", "地点", "主持人"]
CODES: dict[Kind, str] = {
    "会议名称": "A01",
    "日期": "A02",
    "星期": "A03",
    "开始时间": "A04",
    "结束时间": "A04",
    "地点": "A05",
    "主持人": "A06",
}
_STANDING = ("通知", "议程", "主持词", "签到表", "讲话", "发言", "纪要", "简报", "桌签")


@record(frozen=True)
class Day:
    """A date, its year 0 where it was said without."""

    year: int
    month: int
    day: int


Value = str | Day | time | int


@record(frozen=True)
class Fact:
    """What is stated: its value to compare, how it was said, where, and in what kind of paper (empty: 会议.yaml)."""

    kind: Kind
    value: Value
    said: str
    place: Place
    paper: str = ""


def day_of(day: date) -> Day:
    return Day(day.year, day.month, day.day)


def agree(one: Fact, other: Fact) -> bool:
    """True where two facts of a kind do not contradict each other."""
    a, b = one.value, other.value
    if isinstance(a, Day) and isinstance(b, Day):
        return (a.month, a.day) == (b.month, b.day) and (a.year == b.year or 0 in (a.year, b.year))
    if one.kind == "主持人" and isinstance(a, str) and isinstance(b, str):
        # 沈洁, 县长沈洁
        return a.endswith(b) or b.endswith(a)
    return a == b


def holding(own: Iterable[Fact], stated: Sequence[Fact]) -> dict[Kind, Fact]:
    """The fact of each kind that the others are held against."""
    held: dict[Kind, Fact] = {}
    for kind in CODES:
        mine = [fact for fact in stated if fact.kind == kind]
        if mine:
            held[kind] = max(mine, key=lambda fact: (sum(agree(fact, one) for one in mine), -_standing(fact)))
    return held | {fact.kind: fact for fact in own}


def _standing(fact: Fact) -> int:
    return _STANDING.index(fact.paper) if fact.paper in _STANDING else len(_STANDING)


def where(place: Place) -> str:
    """A place as the other one of a difference: 会议.yaml:4."""
    return f"{Path(place.file).name}:{place.line}" if place.line else Path(place.file).name


def differs(
    code: str, place: Place, found: str, right: str, other: Place, severity: Severity = "必错", hint: str = ""
) -> Problem:
    """The problem of one difference, which names both places."""
    return Problem(code, place, found, f"{right}（{where(other)}）", hint, severity)
