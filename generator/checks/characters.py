"""字: the characters of GB/T 2312, which every Chinese font holds, and what most papers are written with.

Sets of characters and nothing else: whether one that is missing is a fault is for a rule to say.
"""

from __future__ import annotations

import string
from functools import cache

from generator.voice.readings import is_rare

_MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％￥｜\u3000"


@cache
def gb2312() -> frozenset[str]:
    """The Chinese characters of GB/T 2312, both levels, and 〇."""
    rows = bytes(byte for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) for byte in (high, low))
    return frozenset(rows.decode("gb2312", errors="ignore")) | {"〇"}


@cache
def ordinary() -> frozenset[str]:
    """The characters of GB/T 2312 that everyone reads, marks, and ASCII."""
    return frozenset(char for char in gb2312() if not is_rare(char)) | frozenset(_MARKS + string.printable)
