"""数量: numbers as a clerk types them, with or without their unit: 约2500字, 两千字, 1.2万字, 半小时, 一个半小时.

Knows numerals and units of counting; not slots.  Forms follow GB/T 15835—2011.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.text.numerals import parse_chinese
from generator.text.regex import regex

if TYPE_CHECKING:
    from fractions import Fraction

_ABOUT = regex(r"^(?:大约|大概|约|将近|近)\s*|\s*(?:左右|上下)$")
_QUANTITY = regex(
    r"(?P<n>[0-9]+(?:\.[0-9]+)?|[〇零一二两三四五六七八九十百千]+|半)\s*(?P<times>[十百千万]?)\s*(?P<half>个半)?\s*(?P<unit>\D{0,4})"
)
_TIMES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000}
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_HOURS = ("小时", "个小时", "个钟头", "钟头")


def parse_quantity(text: str, unit: str = "") -> int | float | None:
    """The number that is meant, counted in `unit`, or None where it is none or counts something else.

    ("约2500字左右", "字") → 2500, ("一个半小时", "分钟") → 90.
    """
    plain = _ABOUT.sub("", text.strip().translate(_HALF_WIDTH))
    found = _QUANTITY.fullmatch(re.sub(r"(?<=\d),(?=\d{3})", "", plain))
    if found is None:
        return None
    typed = found.group("n")
    hours = unit == "分钟" and found.group("unit").strip() in _HOURS
    number: int | Fraction
    if typed == "半":
        number = _fraction("1/2")
    elif typed[0].isdigit() and typed.isascii():
        number = int(typed) if typed.isdigit() else _fraction(typed)
    else:
        value = parse_chinese(typed)
        if value is None:
            return None
        number = value
    number *= _TIMES[found.group("times")]
    if found.group("half"):
        number += _fraction("1/2")
    said = found.group("unit").strip()
    if said and said != unit and not hours and not (unit == "分钟" and said == "分"):
        return None
    number *= 60 if hours else 1
    return int(number) if number.denominator == 1 else float(number)


def _fraction(text: str) -> Fraction:
    # Most numbers are whole, and fractions take longer to load than to reckon with.
    from fractions import Fraction

    return Fraction(text)
