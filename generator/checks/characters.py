"""字: the characters of GB/T 2312, which every Chinese font holds, and what most papers are written with.

Tells characters apart and nothing else: whether one that is missing is a fault is for a rule to say.
"""

from __future__ import annotations

import string
from functools import cache
from itertools import filterfalse

from generator.voice.readings import DAILY, KNOWN

_MARKS = frozenset("〇，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％￥｜\u3000" + string.printable)
_FIRST_LEVEL = b"\xb0", b"\xd7"
"""The rows of the first level, by their first byte."""


def is_gb2312(char: str) -> bool:
    """True for a character of GB/T 2312, and for 〇."""
    return char == "〇" or bool(char.encode("gb2312", errors="ignore"))


def unusual(characters: frozenset[str]) -> frozenset[str]:
    """Those that are neither marks nor ASCII nor characters of GB/T 2312 that everyone reads."""
    return frozenset(filterfalse(_is_ordinary, characters))


# The papers of a run are written with the same characters; to lay out all seven thousand takes longer than a paper.
@cache
def _is_ordinary(char: str) -> bool:
    if char in _MARKS:
        return True
    low, high = _FIRST_LEVEL
    code = char.encode("gb2312", errors="ignore")
    return low <= code[:1] <= high or (bool(code) and (char in DAILY or char in KNOWN))
