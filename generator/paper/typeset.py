"""A paragraph as the rows that it is printed in.

Reckons widths as Word and LibreOffice do: a Han character is as wide as its size, Latin letters and digits half of it,
a quarter of it stands between the two, a mark that would begin a row hangs in the margin.  Has no font to measure, so
a long stretch of Latin letters may be off by a character; knows nothing of pages.
"""

from __future__ import annotations

import re

from generator.paper.page import Face, Layout
from generator.records import record
from generator.text.regex import regex

_TOKEN = regex(r"[0-9A-Za-z][0-9A-Za-z.,%:/+\-]*|.", re.DOTALL)
_HANGS = frozenset("、，。．：；！？,.!?;:")
_NOT_FIRST = _HANGS | frozenset("”’）》〉】〕」』…—·％%‰℃)]}")
_NOT_LAST = frozenset("“‘（《〈【〔「『([{")


@record(frozen=True)
class Setting:
    """What a paragraph is set in, lengths in twips."""

    width: int
    first: int
    """Indent of the first row."""
    em: int
    tracking: int
    spaced: bool = True
    """True where a quarter of a character stands between Han and Latin."""


def setting(face: Face, layout: Layout) -> Setting:
    """How a paragraph of that face is set on the layout's page."""
    tracking = layout.tracking if face.size == layout.body.size else 0
    em = face.size * 10
    character = em + tracking
    width = layout.page.text_width - character * face.left // 100
    return Setting(width, character * face.indent // 100, em, tracking)


def row_ends(text: str, how: Setting, indented: bool = True) -> tuple[int, ...]:
    """Where each printed row of the paragraph ends, as offsets in the text; the last is its length.  None for no text."""
    ends: list[int] = []
    at = how.first if indented else 0
    begun = 0
    last = ""
    for token in _TOKEN.finditer(text):
        piece = token[0]
        if piece == "\n":
            ends.append(token.start())
            at, begun, last = 0, token.end(), ""
            continue
        wide = _width(piece, how)
        gap = how.em // 4 if how.spaced and last and _joins(last, piece) else 0
        # The tracking after a row's last character takes no room.
        if at + gap + wide - how.tracking > how.width and token.start() > begun:
            if piece in _HANGS and at <= how.width:
                at, last = how.width + 1, piece
                continue
            start = _break_before(text, token.start(), begun)
            ends.append(start)
            begun = start
            at, gap = _width(text[start : token.start()], how), 0
        # A word wider than a row is broken wherever it must.
        while at + wide > how.width and len(piece) > 1 and at == 0:
            fits = max(1, how.width // (how.em // 2 + how.tracking))
            begun += fits
            ends.append(begun)
            piece = piece[fits:]
            # Measured anew for each row, a word as long as a book would take its length squared.
            wide -= fits * (how.em // 2 + how.tracking)
        at += gap + wide
        last = piece
    if text:
        ends.append(len(text))
    return tuple(ends)


def _break_before(text: str, start: int, begun: int) -> int:
    """Where the next row begins: no closing mark stands first in it and no opening one last in the row above."""
    place = start
    while place - 1 > begun and (text[place] in _NOT_FIRST or text[place - 1] in _NOT_LAST):
        place -= 1
    return place if place - 1 > begun else start


def _width(text: str, how: Setting) -> int:
    return sum((how.em // 2 if c.isascii() else how.em) + how.tracking for c in text)


def _joins(before: str, after: str) -> bool:
    return _is_western(before[-1]) != _is_western(after[0]) and _is_wordy(before[-1]) and _is_wordy(after[0])


def _is_western(character: str) -> bool:
    return character.isascii()


def _is_wordy(character: str) -> bool:
    return character.isalnum()
