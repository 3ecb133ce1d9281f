"""Chinese numerals: 12 ↔ 十二, and numbers read as they are spoken.

Source of the forms: GB/T 15835—2011 (出版物上数字用法), 4.2 and 5.2.
"""

from __future__ import annotations

from functools import lru_cache

from generator.text.regex import regex

DIGITS = "零一二三四五六七八九"
_VALUES = {c: i for i, c in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇零一二两三四五六七八九十百千]"
_NUMERALS = regex(NUMERAL + "+")
_FIGURES = regex("[0-9]{1,18}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def chinese(number: int) -> str:
    """The Chinese numeral of a whole number from 0 to 99999999: 12 → 十二, 105 → 一百零五, 20000 → 二万."""
    if not 0 <= number < 100_000_000:
        raise ValueError(f"no Chinese numeral for {number}")
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return chinese(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + _below_10000(low))
    if 10 <= number < 20:
        return "十" + (DIGITS[number - 10] if number > 10 else "")
    return _below_10000(number)


def _below_10000(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    out, zero = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return out


@lru_cache(maxsize=4096)
def parse_chinese(text: str) -> int | None:
    """The number a Chinese numeral below ten thousand means, or None: 二十三 → 23, 两 → 2."""
    if not _NUMERALS.fullmatch(text):
        return None
    if not any(c in _UNITS for c in text):
        return _VALUES[text] if len(text) == 1 else int("".join(str(_VALUES[c]) for c in text))
    total, digit = 0, None
    for c in text:
        if c in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        else:
            digit = _VALUES[c]
    return total + (digit or 0)


@lru_cache(maxsize=4096)
def parse_number(text: str) -> int | None:
    """A whole number in Arabic (half or full width) or Chinese numerals, or None: ３ → 3, 三 → 3."""
    plain = text.translate(_FULL_WIDTH)
    if _FIGURES.fullmatch(plain):
        return int(plain)
    return parse_chinese(text)
