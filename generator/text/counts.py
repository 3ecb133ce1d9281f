"""计数: 【几】 in own words, filled with how many points follow, so that no number is ever typed.

【几】 counts the points that come next: those of the speech in its 开场, 承上 and 过渡, those under a point in that
point's own words, those up to the next list in a 段.  【议程几】 counts the agenda, 【第几】 is an item's place in it.
Knows points and numerals; not where the words come from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.text.forms import number_of
from generator.text.numerals import chinese
from generator.text.points import Point, point_markers, styles_under
from generator.text.regex import regex

POINTS, ITEMS, PLACE = "几", "议程几", "第几"
FIGURE, NUMERAL = "数字", "汉字"
_HOLE = regex(rf"【(?P<name>{POINTS}|{ITEMS}|{PLACE})(?:：(?P<form>{FIGURE}|{NUMERAL}))?】")


def is_count(name: str) -> bool:
    """True for what stands between 【】 where that is no figure of 数据: 几, 议程几, 几：数字; 姓名 and 日期 of a 署名."""
    return name in ("姓名", "日期") or _HOLE.fullmatch(f"【{name}】") is not None


def count_hole(name: str, form: str = "") -> str:
    """【几】, or with a form 【几：数字】 (3) and 【几：汉字】 (二 where 两 would be said)."""
    return f"【{name}：{form}】" if form else f"【{name}】"


def fill_counts(text: str, numbers: Mapping[str, int]) -> str:
    """The text with the counts whose numbers are given: 提【几】点要求 → 提三点要求."""
    return _HOLE.sub(lambda hole: _said(hole, numbers), text) if "【" in text else text


def _said(hole: re.Match[str], numbers: Mapping[str, int]) -> str:
    number = numbers.get(hole["name"])
    if number is None:
        return hole.group()
    if hole["form"] == FIGURE:
        word = str(number)
    else:
        word = "两" if number == 2 and hole["name"] != PLACE and not hole["form"] else chinese(number)
    return f"第{word}" if hole["name"] == PLACE else word


def filled_points(points: Sequence[Point], styles: Sequence[str] = (), depth: int = 0) -> tuple[Point, ...]:
    """The points with 【几】 filled in their own words, at any depth."""
    if not _have_holes(points):
        return tuple(points)
    chosen = list(styles) or ["一、"]
    out = []
    for index, point in enumerate(points):
        below = styles_under(point, chosen, depth)
        if point.aside:
            numbers = {POINTS: next_run(points[index + 1 :], chosen, depth)}
        else:
            numbers = {POINTS: next_run(point.points, below, depth + 1)}
        out.append(
            replace(
                point,
                title=fill_counts(point.title, numbers),
                text=fill_counts(point.text, numbers),
                points=filled_points(point.points, below, depth + 1) if point.points else (),
            )
        )
    return tuple(out)


def _have_holes(points: Sequence[Point]) -> bool:
    # Asked of every point of every paper, most of which have none: a loop takes half the time of `any`.
    for point in points:
        if "【" in point.title or "【" in point.text or (point.points and _have_holes(point.points)):
            return True
    return False


def next_run(points: Sequence[Point], styles: Sequence[str] = (), depth: int = 0) -> int:
    """How many points the first list among these has: it ends where numbers start again or a 段 counts anew."""
    markers = point_markers(points, list(styles) or ["一、"], depth)
    run = 0
    for point, marker in zip(points, markers, strict=True):
        if point.aside:
            if _HOLE.search(point.text) and run:
                break
        elif run and number_of(marker) == 1:
            break
        else:
            run += 1
    return run
