"""Marks in rendered text: what came from the details, what is a marker, where an empty slot stood.

A slot's value must never be taken for structure (2.5亿元… is no point), and the sentence around an empty slot goes
whole.  So the renderer wraps what it prints in noncharacters of Unicode, and `settle` takes them out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from generator.problems import InvalidInput, Place, Problem
from generator.records import record
from generator.text.lines import CELL, Kind
from generator.text.numbering import capacity, markers, parse_marker
from generator.text.punctuation import is_tidy, tidy
from generator.text.regex import regex

VALUE, VALUE_END = "\ufdd0", "\ufdd1"
GONE = "\ufdd2"
MARKER = "\ufdd3"
"""Stands before and behind a marker."""

_MARKS = (VALUE, VALUE_END, GONE, MARKER)
# What no XML can hold, and so no Word file; YAML's \x00 and \ud800 would bring it in past any look at the file.
_UNWRITABLE = regex("[\ufdd0-\ufdef\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A value that ends in …… ends the sentence: the 。 after it is left out.  The pattern begins with a mark that is seldom,
# and so is found fast.
_TRAILING = regex(f"{VALUE_END}(?:(?<=…{VALUE_END})|(?<=[.。]{{3}}{VALUE_END}))。")
_SENTENCE_END = "。！？"
_CLOSING = "”’）》"
_SAID = regex(r"@(?P<kind>[^\s@｜：]{1,8}) +")
_COUNTED_STYLES = ("一、", "（一）", "1.", "（1）")
_COUNTED = regex(r"[ \u3000]*@(?P<style>一、|（一）|1\.|（1）) +")
LINE_KINDS = {kind.value: kind for kind in Kind if kind is not Kind.POINT}
"""What a line of a template may say that it is, by name: @落款 …"""
# Where a cell is empty, its neighbours still stand.
_IN_CELLS = (Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.IMPRINT)


@record(frozen=True)
class Settled:
    """Plain text and its lines, and for each of them how many characters are its marker, or what the template said that
    it is (see `lines.parse_rows`)."""

    text: str
    rows: list[str]
    marker_lengths: list[int]
    kinds: dict[int, Kind] = field(default_factory=dict)


def literal(text: str) -> str:
    """A value of the details: whatever it looks like, it is text.  A newline in it begins a new paragraph."""
    # What is unwritable is unprintable, and so is a newline: most values are told at once.
    if text.isprintable():
        return f"{VALUE}{text}{VALUE_END}"
    return "\n".join(f"{VALUE}{row}{VALUE_END}" for row in _UNWRITABLE.sub("", text).split("\n"))


def numbered(marker: str) -> str:
    """A marker that opens a line, whatever follows it."""
    return f"{MARKER}{marker}{MARKER}"


def settle(raw: str, tidied: bool = True) -> Settled:
    """Rendered text without its marks: sentences of empty slots gone, punctuation full-width, blank lines left out.

    `tidied` false leaves the punctuation as the template and the details have it, for whoever looks for faults in it.
    """
    gone, plain = GONE in raw, _unmarked(raw)
    # Most papers have nothing to tidy, no …… that ends a sentence either: one glance at the whole tells.
    clean = is_tidy(plain)
    if not clean:
        plain = _unmarked(_TRAILING.sub(VALUE_END, raw))
    rows, lengths, kinds = _rows(raw, plain, gone)
    text = "\n".join(rows)
    if tidied and (gone or not clean) and not is_tidy(text):
        bodies = tidy("\n".join([row[length:] for row, length in zip(rows, lengths, strict=True)])).split("\n")
        rows = [row[:length] + body for row, length, body in zip(rows, lengths, bodies, strict=True)]
        text = "\n".join(rows)
    return Settled(text, rows, lengths, kinds)


def _rows(raw: str, plain: str, gone: bool) -> tuple[list[str], list[int], dict[int, Kind]]:
    """The lines of a text without its marks, the lengths of their markers and what they say that they are."""
    rows: list[str] = []
    lengths: list[int] = []
    kinds: dict[int, Kind] = {}
    numbers = _Numbers()
    # Only a line that says what it is, or leaves its number to be counted, begins with an @.
    said = "@" in plain
    for row, text in zip(raw.split("\n"), map(str.strip, plain.split("\n")), strict=True):
        if not text:
            continue
        length = 0
        if said and text[0] == "@" and (counted := _COUNTED.match(row)):
            text = _unmarked(_without_gone(row[counted.end() :])).strip()
            if not text:
                continue
            marker = numbers.next(counted["style"])
            text, length = marker + text, len(marker)
        elif said and text[0] == "@" and (kind := said_kind(row)) is not None:
            text = _said(row, kind)
            if not text.strip(CELL) and not (text and kind in _IN_CELLS[:2]):
                continue
            kinds[len(rows)] = kind
        else:
            if gone and GONE in row:
                row = _without_gone(row)
                text = _unmarked(_TRAILING.sub(VALUE_END, row)).strip()
            # Most lines begin with a value or with the marker of a point.
            first = row[:1]
            length = row.index(MARKER, 1) - 1 if first == MARKER else 0 if first == VALUE else _marker_length(row)
            if len(text) <= length:
                continue
            # 会议决定： opens a list of its own.
            if said and text[-1] == "：":
                numbers = _Numbers()
        rows.append(text)
        lengths.append(length)
    return rows, lengths, kinds


def _said(row: str, kind: Kind) -> str:
    """The text of a line that says what it is."""
    row = row.lstrip().partition(" ")[2].lstrip()
    if GONE in row:
        row = row.replace(GONE, "") if kind in _IN_CELLS else _without_gone(row)
    return _unmarked(row).strip()


def _unmarked(row: str) -> str:
    for mark in _MARKS:
        if mark in row:
            row = row.replace(mark, "")
    return row


class _Numbers:
    """The numbers of the points that a template leaves to be counted: @一、 and under it @（一）."""

    def __init__(self) -> None:
        self.reached: dict[str, int] = {}

    def next(self, style: str) -> str:
        """The next marker of a style; the deeper levels begin anew."""
        level = _COUNTED_STYLES.index(style)
        self.reached = {s: n for s, n in self.reached.items() if _COUNTED_STYLES.index(s) <= level}
        self.reached[style] = self.reached.get(style, 0) + 1
        if self.reached[style] > capacity(style):
            found, hint = f"稿子里“{style}”这一层超过 {capacity(style)} 个", "并成几个：议程合成大项，决定合成几条"
            raise InvalidInput([Problem("D33", Place(), found, f"一层最多 {capacity(style)} 个", hint)])
        return markers(style, self.reached[style])[-1]


def said_kind(row: str) -> Kind | None:
    """What a line of a template says that it is: @落款 云山县人民政府 → Kind.SIGNOFF; None where it says nothing.

    Asked of rendered text too: a value of the details stands in marks and is never taken for it.
    """
    found = _SAID.match(row.lstrip())
    return LINE_KINDS.get(found.group("kind")) if found else None


def unknown_kind(row: str) -> str:
    """The word after @ that is no kind of line, or nothing."""
    found = re.match(r"\s*@(?P<kind>[^\s@｜：{}]{0,8})", row)
    return found.group().strip() if found and said_kind(row) is None and not _COUNTED.match(row) else ""


def _marker_length(row: str) -> int:
    """Only what the template itself wrote can be a marker."""
    row = row.lstrip()
    if row.startswith(MARKER):
        return row.index(MARKER, 1) - 1
    if row.startswith(VALUE):
        return 0
    # What follows the template's own 一、 must not make a quantity of it (一、二审稿).
    found = parse_marker(row[: row.index(VALUE)] + "文" if VALUE in row else row)
    # 首先，进行第一项议程 is a link: in a template's own words 首先 only tells the order.
    return len(found.text) if found and found.style != "首先，" else 0


def _without_gone(row: str) -> str:
    kept = "".join(sentence for sentence in _sentences(row) if GONE not in sentence)
    bare = _unmarked(kept).strip()
    # A label whose value went is no line: 联系人：
    return "" if not bare or re.fullmatch(r"[^。！？]{1,12}[：:]", bare) else kept


def _sentences(row: str) -> Iterator[str]:
    """The sentences of a line.  A value's own full stops do not cut it, but its end may close a sentence."""
    start, inside = 0, False
    for i, char in enumerate(row):
        if char == VALUE:
            inside = True
        elif char == VALUE_END:
            inside = False
            if i and row[i - 1] in _SENTENCE_END:
                yield row[start : i + 1]
                start = i + 1
        elif (char in _SENTENCE_END and not inside and row[i + 1 : i + 2] not in tuple(_CLOSING)) or (
            char in _CLOSING and not inside and i and row[i - 1] in _SENTENCE_END
        ):
            yield row[start : i + 1]
            start = i + 1
    yield row[start:]
