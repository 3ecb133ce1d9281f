"""结构层次序数: the markers of points, in every official style.

Tells how a marker reads and which one follows.  Does not know where in a text a marker may stand.
The levels 一、 （一） 1. （1） are those of GB/T 9704—2012, 7.3.3; the spoken styles are office practice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from generator.records import record
from generator.text.numerals import NUMERAL, chinese, parse_number
from generator.text.regex import regex

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ORDER = ("首先，", "其次，", "再次，", "最后，")
_SIDES = ("一方面，", "另一方面，")


@record(frozen=True)
class Style:
    """One way of numbering, named for its first marker."""

    name: str
    level: int
    """1 to 4 for the written levels 一、 （一） 1. （1）; 0 for markers that are spoken."""
    make: Callable[[int], str]

    @property
    def spoken(self) -> bool:
        """True for 一是, 一要, 第一，, 首先，: markers that stand in running text."""
        return self.level == 0


@record(frozen=True)
class Marker:
    """标号: as it stands in the text, the style it belongs to, and its number (0 where it has none)."""

    text: str
    style: str
    number: int

    @property
    def level(self) -> int:
        return STYLES[self.style].level

    @property
    def spoken(self) -> bool:
        return STYLES[self.style].spoken


def _pick(words: tuple[str, ...]) -> Callable[[int], str]:
    return lambda n: words[n - 1]


_ALL = (
    Style("一、", 1, lambda n: f"{chinese(n)}、"),
    Style("（一）", 2, lambda n: f"（{chinese(n)}）"),
    Style("1.", 3, lambda n: f"{n}."),
    Style("1、", 3, lambda n: f"{n}、"),
    Style("（1）", 4, lambda n: f"（{n}）"),
    Style("1）", 4, lambda n: f"{n}）"),
    Style("①", 4, lambda n: _CIRCLED[n - 1]),
    Style("一是", 0, lambda n: f"{chinese(n)}是"),
    Style("一要", 0, lambda n: f"{chinese(n)}要"),
    Style("第一，", 0, lambda n: f"第{chinese(n)}，"),
    Style("其一，", 0, lambda n: f"其{chinese(n)}，"),
    Style("首先，", 0, _pick(_ORDER)),
    Style("一方面，", 0, _pick(_SIDES)),
)
STYLES: dict[str, Style] = {style.name: style for style in _ALL}
"""Every style by its name, which is its first marker."""

_N = f"(?P<n>{NUMERAL}{{1,3}})"
_A = r"(?P<n>[0-9０-９]{1,3})"
_PAUSE = "[，,、：:]"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("一、", regex(_N + r"[、．.]")),
    ("（一）", regex(r"[（(]\s*" + _N + r"\s*[）)]、?")),
    ("（1）", regex(r"[（(]\s*" + _A + r"\s*[）)]、?")),
    # A decimal (2.5亿元) or a section number (1.1) is no marker.
    ("1.", regex(_A + r"[.．](?![0-9０-９])")),
    ("1、", regex(_A + "、")),
    ("1）", regex(_A + "[）)]")),
    ("①", regex(f"(?P<n>[{_CIRCLED}])")),
    ("一是", regex(_N + "(?:则)?是")),
    ("一要", regex(_N + "要")),
    ("第一，", regex("第" + _N + _PAUSE)),
    ("其一，", regex("其" + _N + _PAUSE)),
    ("首先，", regex(f"(?P<w>首先|其次|再次|最后){_PAUSE}?")),
    ("一方面，", regex(f"(?P<w>一方面|另一方面){_PAUSE}?")),
)
_NUMERALS, _FIGURES = NUMERAL[1:-1], "0123456789０１２３４５６７８９"
_OPENINGS = {
    "一、": _NUMERALS,
    "（一）": "（(",
    "（1）": "（(",
    "1.": _FIGURES,
    "1、": _FIGURES,
    "1）": _FIGURES,
    "①": _CIRCLED,
    "一是": _NUMERALS,
    "一要": _NUMERALS,
    "第一，": "第",
    "其一，": "其",
    "首先，": "首其再最",
    "一方面，": "一另",
}
"""The characters that a marker of each style can begin with."""
_BY_FIRST: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    first: tuple((style, pattern) for style, pattern in _PATTERNS if first in _OPENINGS[style])
    for first in "".join(_OPENINGS.values())
}
_SHORT = 12
"""A text no longer than this is a marker alone, and asked after again and again."""
_NEXT_NUMERAL = regex(f"({NUMERAL}+|[0-9０-９]+)")


def marker(style: str, number: int) -> str:
    """The marker of the given number: ("（一）", 3) → （三）.  ValueError where the style does not reach so far."""
    made = STYLES[style]
    if not 1 <= number <= capacity(style):
        raise ValueError(f"{style} has no number {number}")
    return made.make(number)


def markers(style: str, count: int) -> tuple[str, ...]:
    """The markers of a list of `count` points.  首先 closes with 最后: two points are 首先，最后，."""
    if count > capacity(style):
        raise ValueError(f"{style} reaches {capacity(style)} points, not {count}")
    if style == "首先，" and count > 1:
        return (*_ORDER[: count - 1], _ORDER[-1])
    return tuple(marker(style, n) for n in range(1, count + 1))


def capacity(style: str) -> int:
    """How many points a style can number: 首先， 4, ① 20, the others 99."""
    return {"首先，": len(_ORDER), "一方面，": len(_SIDES), "①": len(_CIRCLED)}.get(style, 99)


def next_marker(text: str) -> str:
    """The marker that follows at the same level: 一、 → 二、, （九） → （十）, 1. → 2."""
    found = parse_marker(text)
    if found is None or found.text != text:
        raise ValueError(f"not a marker: {text}")
    return marker(found.style, found.number + 1)


def parse_marker(text: str) -> Marker | None:
    """The marker that a text begins with, or None.

    一、提高认识 → 一、 ; 2.5亿元 and 一、二审 have none: the digit or the following number makes it a quantity.
    """
    if (able := _BY_FIRST.get(text[:1])) is None:
        return None
    return marker_alone(text) if len(text) <= _SHORT else _parse(text, able)


@lru_cache(maxsize=2048)
def marker_alone(text: str) -> Marker | None:
    """The same of a text that is known to be little more: the papers of a batch number with the same few markers."""
    able = _BY_FIRST.get(text[:1])
    return _parse(text, able) if able else None


def _parse(text: str, able: tuple[tuple[str, re.Pattern[str]], ...]) -> Marker | None:
    for style, pattern in able:
        found = pattern.match(text)
        if found is None:
            continue
        number = _number(style, found)
        if number is None or not 1 <= number <= 99:
            continue
        if style in ("一、", "1、") and _counts_on(text[found.end() :], number):
            continue
        return Marker(found.group(), style, number)
    return None


def _number(style: str, found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if word := groups.get("w"):
        names = _ORDER if style == "首先，" else _SIDES
        return names.index(word + "，") + 1
    text = groups["n"]
    return _CIRCLED.index(text) + 1 if text in _CIRCLED else parse_number(text)


def _counts_on(rest: str, number: int) -> bool:
    """一、二审, 3、4月份: the number after the comma is the next one, so the two are read together."""
    following = _NEXT_NUMERAL.match(rest)
    return following is not None and parse_number(following.group()) == number + 1
