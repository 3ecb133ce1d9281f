"""字: the characters of GB/T 2312, which every Chinese font holds, and what most papers are written with.

Sets of characters and nothing else: whether one that is missing is a fault is for a rule to say.
"""

from __future__ import annotations

import string
from functools import cache

from generator.voice.readings import DAILY, KNOWN

_MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％￥｜\u3000"


@cache
def gb2312() -> frozenset[str]:
    """The Chinese characters of GB/T 2312, both levels, and 〇."""
    return _rows(0xB0, 0xF7) | {"〇"}


@cache
def ordinary() -> frozenset[str]:
    """The characters of GB/T 2312 that everyone reads, marks, and ASCII."""
    second_level = "".join(DAILY | KNOWN).encode("gb2312", errors="ignore").decode("gb2312")
    return _rows(0xB0, 0xD7) | frozenset("〇" + second_level + _MARKS + string.printable)


def _rows(first: int, last: int) -> frozenset[str]:
    """The characters of rows of GB/T 2312, by the first byte; 0xD7 is the last row of the first level."""
    rows = bytes(byte for high in range(first, last + 1) for low in range(0xA1, 0xFF) for byte in (high, low))
    return frozenset(rows.decode("gb2312", errors="ignore"))
