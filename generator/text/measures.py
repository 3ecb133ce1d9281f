"""Lengths and type sizes as a clerk writes them: 37毫米, 28.95磅, 三号.

Knows nothing of what the lengths are for.  Lengths come back in twips (1/20 磅), sizes in half-points, as Word
keeps them.
"""

from __future__ import annotations

import re

from generator.text.regex import regex

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4

# 字号 in points as Word writes them; 三号 is 15.75 in print, which half-points cannot hold.
SIZES: dict[str, float] = {
    "初号": 42,
    "小初": 36,
    "一号": 26,
    "小一": 24,
    "二号": 22,
    "小二": 18,
    "三号": 16,
    "小三": 15,
    "四号": 14,
    "小四": 12,
    "五号": 10.5,
    "小五": 9,
    "六号": 7.5,
    "小六": 6.5,
    "七号": 5.5,
    "八号": 5,
}
_DIGIT_NAMES = {str(i): c for i, c in enumerate("一二三四五六七八", 1)}
_NUMBER = r"(-?[0-9]{1,4}(?:\.[0-9]{1,3})?)"
_LENGTH = regex(_NUMBER + r"\s*(毫米|厘米|磅|mm|cm|pt)", re.IGNORECASE)
_UNITS = {
    "毫米": TWIPS_PER_MM,
    "mm": TWIPS_PER_MM,
    "厘米": TWIPS_PER_MM * 10,
    "cm": TWIPS_PER_MM * 10,
    "磅": TWIPS_PER_POINT,
    "pt": TWIPS_PER_POINT,
}


def parse_length(text: str) -> int | None:
    """Twips, or None where it is no length: 37毫米 → 2098, 28.95磅 → 579."""
    found = _LENGTH.fullmatch(text.strip())
    return round(float(found.group(1)) * _UNITS[found.group(2).lower()]) if found else None


def parse_size(text: str) -> int | None:
    """Half-points, or None where it is no type size: 三号 and 3号 → 32, 16磅 → 32."""
    name = text.strip()
    if name[:1] in _DIGIT_NAMES and name[1:] == "号":
        name = _DIGIT_NAMES[name[0]] + "号"
    if name[:1] == "小" and name[1:2] in _DIGIT_NAMES and name[2:] in ("", "号"):
        name = "小" + _DIGIT_NAMES[name[1]]
    if name in SIZES:
        return round(SIZES[name] * 2)
    found = re.fullmatch(_NUMBER + r"\s*(?:磅|pt)", name, re.IGNORECASE)
    if not found:
        return None
    size = round(float(found.group(1)) * 2)
    return size if 2 <= size <= 400 else None


def points(twips: int) -> str:
    """A length in points for CSS and messages, without a useless end: 579 → 28.95, 440 → 22."""
    return f"{twips / TWIPS_PER_POINT:.3f}".rstrip("0").rstrip(".")
