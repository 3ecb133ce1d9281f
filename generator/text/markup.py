"""Text inside XML and HTML: escaping, the holes of a draft, characters that no file can hold.

Knows nothing of paragraphs or styles.
"""

from __future__ import annotations

from generator.problems import InvalidInput, Place, Problem
from generator.text.regex import regex

HOLE = regex(r"【待补：[^】]*】")
"""What a draft shows for a missing detail."""

_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEWLINE = regex(r"\r\n?|\x85")


def is_plain(text: str) -> bool:
    """True for a text that stands in markup as it is, with no hole, tab or line break in it."""
    # Whatever XML cannot hold is unprintable to Python too, so four searches in C answer for every character.
    return text.isprintable() and "【" not in text and "&" not in text and "<" not in text and ">" not in text


def escape(text: str) -> str:
    """A text as XML character data; line ends become \\n.  InvalidInput for a character that XML cannot hold."""
    if is_plain(text):
        return text
    check_writable(text)
    if "\r" in text or "\x85" in text:
        text = _NEWLINE.sub("\n", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def check_writable(text: str) -> None:
    """InvalidInput for a character that neither XML nor an editor can hold."""
    if found := _FORBIDDEN.search(text):
        raise InvalidInput([_unwritable(text, found.start())])


def attribute(text: str) -> str:
    """A text as the value of an attribute between double quotes."""
    return escape(text).replace('"', "&quot;")


def split_holes(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a hole: 请【待补：主持人】讲话 → 请, 【待补：主持人】, 讲话."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for hole in HOLE.finditer(text):
        if hole.start() > end:
            pieces.append((text[end : hole.start()], False))
        pieces.append((hole.group(), True))
        end = hole.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


def _unwritable(text: str, at: int) -> Problem:
    return Problem(
        "F33",
        Place(excerpt=text, column=at + 1),
        found=f"文中有一个看不见的控制字符（U+{ord(text[at]):04X}），Word 文件里放不下",
        expected="只有文字和标点的一行",
        hint="把光标移到标出的位置，删去这个字符，或把这一行重新打一遍",
    )
