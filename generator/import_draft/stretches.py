"""Stretches of an old text: where paragraphs and lines begin, and what stands on the page between two offsets.

Knows characters only.  【 and 】 mean a figure in a details file, so a text that has them is given 〖 and 〗.
"""

from __future__ import annotations

_BLANKS = " \t\u3000\xa0"
_BRACKETS = str.maketrans("【】", "〖〗")


def rows_of(text: str) -> tuple[str, ...]:
    """The lines that say something, without the blanks around them."""
    rows = (" ".join(row.split()) for row in text.translate(_BRACKETS).split("\n"))
    return tuple(row for row in rows if row)


def paragraphs(text: str) -> str:
    """The lines of a text, one paragraph a line."""
    return "\n".join(rows_of(text))


def begins_line(text: str, offset: int) -> bool:
    """True where nothing but blanks stands before an offset on its line."""
    at = offset - 1
    while at >= 0 and text[at] in _BLANKS:
        at -= 1
    return at < 0 or text[at] == "\n"
