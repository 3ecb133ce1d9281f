"""Counts of an old text that its lists bear out: 三点意见 before three points becomes 【几】点意见.

A number that does not agree with its list, or that names something (“四个意识”), stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.counts import FIGURE, ITEMS, NUMERAL, PLACE, POINTS, count_hole, fill_counts, next_run
from generator.numerals import NUMERAL as DIGIT
from generator.numerals import parse_number
from generator.points import Point, stretched, styles_under
from generator.reader.layout import Layout
from generator.reader.announcing import find_candidates

_NUMBER = rf"(?P<n>{DIGIT}{{1,3}}|[0-9]{{1,2}})"
_COUNTED = re.compile(_NUMBER + r"(?=\s?(?:个|点|项|条|件|句|层|关|笔|张|道|场|篇|大|方面))")
_ITEMS = re.compile(_NUMBER + r"(?=\s?[项个][^，。；：\n]{0,6}?(?:议程|议题|内容|程序|环节|事项|日程))")
_PLACE = re.compile(rf"第\s?{_NUMBER}(?=\s?[项个])")


def counts_points(text: str, number: int, declared: int | None = None) -> str:
    """A pivot with its number replaced by 【几】 where that is how many points follow."""
    if number and declared in (None, number):
        for found in _COUNTED.finditer(text):
            if parse_number(found["n"]) == number and (hole := _hole(POINTS, found["n"], number)):
                return text[: found.start("n")] + hole + text[found.end("n") :]
    return text


def counts_items(text: str, number: int) -> str:
    """The words before the agenda with 【议程几】 where they say how many items it has."""
    for found in _ITEMS.finditer(text):
        before = text[max(found.start() - 1, 0) : found.start()]
        if before != "第" and parse_number(found["n"]) == number and (hole := _hole(ITEMS, found["n"], number)):
            return text[: found.start("n")] + hole + text[found.end("n") :]
    return text


def counts_place(link: str, place: int) -> str:
    """A 串词 with 【第几】 where it says the item's own place: 进行第二项议程 → 进行【第几】项议程."""
    for found in _PLACE.finditer(link):
        hole = _hole(PLACE, found.group(), place)
        if parse_number(found["n"]) == place and hole:
            return link[: found.start()] + hole + link[found.end() :]
    return link


def announced_points(points: Sequence[Point], styles: Sequence[str], depth: int = 0) -> tuple[Point, ...]:
    """The points with 【几】 where a point or a 段 announces, last before them, as many as there are."""
    out: list[Point] = []
    chosen = stretched(list(styles) or ["一、"], depth)
    for point in reversed(points):
        below = styles_under(point, chosen, depth)
        if point.aside:
            number = next_run(out[::-1], chosen, depth) if out else 0
        else:
            point = replace(point, points=announced_points(point.points, below, depth + 1))
            number = next_run(point.points, below, depth + 1) if point.points else 0
        out.append(replace(point, text=_announced(point.text, number)) if number > 1 else point)
    return tuple(reversed(out))


def _announced(text: str, number: int) -> str:
    """A text whose last sentence announces so many points, with 【几】 in it."""
    if not text:
        return text
    body = text.rstrip()
    start = max(body.rfind(mark, 0, len(body) - 1) for mark in "。！？\n") + 1
    layout = Layout(text)
    for one in find_candidates(layout, start, len(text)):
        if one.declared == number and not _quoted(text[one.start : one.end]):
            return text[: one.start] + counts_points(text[one.start : one.end], number) + text[one.end :]
    return text


def _quoted(said: str) -> bool:
    """True where the number stands in quotation marks: a name, not a count."""
    found = _COUNTED.search(said)
    return found is not None and said[: found.start()].count("“") > said[: found.start()].count("”")


def _hole(name: str, typed: str, number: int) -> str:
    """The hole that is filled with exactly what was typed, or nothing where none is."""
    for form in ("", FIGURE, NUMERAL):
        hole = count_hole(name, form)
        if fill_counts(hole, {name: number}) == typed:
            return hole
    return ""
