"""Lines that YAML joins: beside a Chinese character they are joined without the space that YAML puts there.

A mark is set at each such line end before YAML reads, and taken out of what it has read.
"""

from __future__ import annotations

import re

_WIDE = (0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)
_LINE_END = "\ufdd0"
"""Stands for the end of a line that YAML may fold; no text has it, for `traps` takes it out."""
_ODD_LAST_WORD = ("&", "*", "!", "|", ">")


def with_line_ends(text: str) -> str:
    """The text with a mark at each line end that YAML may turn into a space."""
    rows = text.split("\n")
    for index, row in enumerate(rows[:-1]):
        bare = row.rstrip(" ")
        # The last word's first character; what stands before it need not be copied.
        if not bare or not rows[index + 1].strip() or bare[bare.rfind(" ") + 1] in _ODD_LAST_WORD:
            continue
        if _is_wide(bare[-1]) or (bare[-1] not in ":,[]{}-'\"" and _is_wide(rows[index + 1].lstrip()[:1])):
            rows[index] = bare + _LINE_END + row[len(bare) :]
    return "\n".join(rows)


def _is_wide(char: str) -> bool:
    """True for a character beside which Chinese text has no space."""
    return char in "“”‘’—…" or any(first <= ord(char) <= last for first, last in _WIDE)


def unfold(value: str) -> str:
    """A scalar's text; where YAML folded a line beside a Chinese character, without the space it put there."""
    if value.find(_LINE_END) == len(value) - 1:
        return value[:-1]
    return re.sub(f"{_LINE_END} *", "", value) if _LINE_END in value else value
