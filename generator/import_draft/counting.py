"""Counts of an old text that its lists bear out: 三点意见 before three points becomes 【几】点意见.

A number that does not agree with its list, or that names something (“四个意识”), stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.import_draft.stretches import paragraphs
from generator.text.counts import FIGURE, ITEMS, NUMERAL, PLACE, POINTS, count_hole, fill_counts, next_run
from generator.text.numerals import NUMERAL as DIGIT
from generator.text.numerals import parse_number
from generator.text.outline import Pivot
from generator.text.points import Point, stretched, styles_under
from generator.text.regex import regex

_NUMBER = rf"(?P<n>{DIGIT}{{1,3}}|[0-9]{{1,2}})"
_COUNTED = regex(_NUMBER + r"(?=\s?(?:个|点|项|条|件|句|层|关|笔|张|道|场|篇|大|方面))")
_ITEMS = regex(_NUMBER + r"(?=\s?[项个][^，。；：\n]{0,6}?(?:议程|议题|内容|程序|环节|事项|日程))")
_BACK = regex("(?:以上|上述|前面?|这|那|其他|另外|第)$")
_REACH = 14
"""So many characters may stand between a count and the list that it announces."""
_PLACE = regex(rf"第\s?{_NUMBER}(?=\s?[项个])")


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


def announced_points(
    points: Sequence[Point], styles: Sequence[str], pivot: Pivot | None = None, depth: int = 0
) -> tuple[Point, ...]:
    """The points with 【几】 where a point or a 段 announces, last before them, as many as there are; also in the pivot
    where it stands among them."""
    out: list[Point] = []
    chosen = stretched(list(styles) or ["一、"], depth)
    for point in reversed(points):
        below = styles_under(point, chosen, depth)
        if point.aside:
            number = next_run(out[::-1], chosen, depth) if out else 0
        else:
            point = replace(point, points=announced_points(point.points, below, None, depth + 1))
            number = next_run(point.points, below, depth + 1) if point.points else 0
        if number > 1:
            led = pivot is not None and point.aside and paragraphs(pivot.text) in point.text
            text = counts_points(point.text, number, pivot.declared) if pivot and led else point.text
            point = replace(point, text=_announced(point.text, number) if text == point.text else text)
        out.append(point)
    return tuple(reversed(out))


def _announced(text: str, number: int) -> str:
    """A text whose last clause announces so many points, with 【几】 in it.

    Not where the number stands in quotation marks (a name), after a list that it sums up (甲、乙两条), or after a word
    that points back (以上三点).
    """
    clause = max(text.rfind(mark, 0, len(text) - 1) for mark in "。！？；，：\n") + 1
    for found in _COUNTED.finditer(text, clause):
        before, after = text[clause : found.start()], text[found.end() :]
        named = before.count("“") > before.count("”") or "、" in before or _BACK.search(before)
        hole = _hole(POINTS, found["n"], number)
        if hole and not named and len(after) <= _REACH:
            return text[: found.start()] + hole + after
    return text


def _hole(name: str, typed: str, number: int) -> str:
    """The hole that is filled with exactly what was typed, or nothing where none is."""
    for form in ("", FIGURE, NUMERAL):
        hole = count_hole(name, form)
        if fill_counts(hole, {name: number}) == typed:
            return hole
    return ""
