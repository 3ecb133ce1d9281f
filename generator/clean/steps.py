"""The steps of cleaning and their order; each step is a module of its own.

Nothing is lost without a record: the characters of the raw text, with those of every change's `before` taken out and
those of its `after` put in, are the characters of the clean text, blanks and line breaks included.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate

from generator.clean.blanks import blank_places, dashes_are_blanks, may_have_blanks
from generator.clean.junk import drop_junk
from generator.clean.pages import join_pages
from generator.clean.pinyin import LOST_SIGN, has_pinyin, is_damaged, signed, toneless_too, without_pinyin
from generator.clean.rows import Change, Edit, Row, edited, raw_rows
from generator.clean.traditional import has_traditional, simplified
from generator.records import record
from generator.text.punctuation import tidy
from generator.text.regex import regex


@record(frozen=True)
class Lost:
    """Where characters were lost before the text came to us: raw line, what is left there, the words around it."""

    line: int
    found: str
    context: str


@record(frozen=True)
class Blank:
    """A placeholder as it stands (XX, __), and its line in the clean text."""

    line: int
    text: str


@record(frozen=True)
class Cleaned:
    """A clean text and all that was done to get it."""

    text: str
    changes: tuple[Change, ...] = ()
    noise: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of each kind, in the order of the steps."""
        counts: Counter[str] = Counter()
        for change in self.changes:
            counts[change.kind] += change.times
        return dict(counts)


_BREAK = regex("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HIDDEN = regex(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufdd0-\ufdef]"
)
_TAG = regex(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,400})?/?>|(?<=[?\ufdd0])/[a-z]{1,10}>")
_ENTITY = regex("&(?:nbsp|ldquo|rdquo|lsquo|rsquo|hellip|mdash|middot|times|amp|lt|gt|quot|#[0-9]{2,6});")
# Some sites put a dot after 的 so that copies can be found; a text whose sentences end with 。 has no use for it.
_STRAY_DOT = regex("(?<=的)\\.(?=[\u3400-\u9fff])")
_EDGE_BLANKS = " \t\u3000\xa0"
_WORD = regex("([^\\W_]+)")
# X+ written as XX*: a search then skips to what begins it.
_GAP = regex("[\\W_][\\W_]*")
_LOST_RUN = regex(f"[{LOST_SIGN}\ufffd\ue000-\uf8ff锟]+(?:斤拷?)?|烫{{3,}}")
_RESIDUE = regex(f"[{LOST_SIGN}\ufffd\ue000-\uf8ff锟烫]")
# The dashes of blanks take no part in punctuation: a noncharacter keeps their place.
_DASH_SIGN = "\ufdd1"
_AROUND = 8

_Step = Callable[[list[Row], list[Change]], list[Row]]


def clean_text(raw: str) -> Cleaned:
    """The clean text of a raw one.  Takes time linear in the text; InvalidInput (C02) only where
    traditional characters are met and the package for them is missing.

    Steps: line breaks, hidden characters and tags, pinyin, simplified characters, blanks at the edges of lines, torn
    pages, junk, full-width marks (`generator.text.punctuation.tidy`).
    """
    changes: list[Change] = []
    noise: list[tuple[int, str]] = []
    text = _plain_breaks(raw, changes)
    rows = raw_rows(text.split("\n"))
    if _HIDDEN.search(text):
        rows = [edited(row, _matches(_HIDDEN, row.text, "", "不可见字符"), changes) for row in rows]
    # From here on noncharacters keep places in the text.
    plain = len(changes)
    damaged = is_damaged(text)
    if damaged or "锟" in text or "烫烫烫" in text:
        rows = [Row(signed(row.text, damaged), row.origins) for row in rows]
    for step in _needed(text):
        rows = step(rows, changes)
    rows = [_trimmed(row, changes) for row in rows]
    rows = drop_junk(join_pages(rows, changes), changes, noise)
    rows, blanks = _with_blanks(rows)
    rows = _tidied(rows, changes)
    text = "\n".join(row.text for row in rows)
    lost: tuple[Lost, ...] = ()
    if _RESIDUE.search(text):
        lost = tuple(_lost(rows))
        text = text.replace(LOST_SIGN, "?")
    kept = tuple(part.replace(LOST_SIGN, "?") for _, part in noise)
    changes[plain:] = _plain(changes[plain:])
    return Cleaned(text.replace(_DASH_SIGN, "-"), tuple(changes), kept, blanks, lost)


def _plain_breaks(raw: str, changes: list[Change]) -> str:
    """Every line break as \\n; Windows' are one change, whatever their number."""
    if not _BREAK.search(raw):
        return raw
    text = raw.replace("\r\n", "\n")
    if len(text) < len(raw):
        changes.append(Change("换行符", 1, "\r" * (len(raw) - len(text)), ""))
    line = 1
    for found in re.finditer(f"\n|{_BREAK.pattern}", text):
        if found.group() != "\n":
            changes.append(Change("换行符", line, found.group(), "\n"))
        line += 1
    return _BREAK.sub("\n", text)


def _needed(text: str) -> Iterable[_Step]:
    """The steps that go line by line, those left out that the whole text shows to have nothing to do."""
    if "&" in text:
        yield lambda rows, changes: [edited(row, _entities(row.text), changes) for row in rows]
    if "<" in text or "/" in text:
        yield lambda rows, changes: [edited(row, _matches(_TAG, row.text, "", "网页标记"), changes) for row in rows]
    if has_pinyin(text):
        toneless = toneless_too(text)
        yield lambda rows, changes: [without_pinyin(row, toneless, changes) for row in rows]
    if has_traditional(text):
        yield simplified
    if "的." in text and text.count(".") < text.count("。") and _STRAY_DOT.search(text):
        yield lambda rows, changes: [
            edited(row, _matches(_STRAY_DOT, row.text, "", "多余的点"), changes) for row in rows
        ]


def _matches(pattern: re.Pattern[str], line: str, after: str, kind: str) -> list[Edit]:
    return [Edit(found.start(), found.end(), after, kind) for found in pattern.finditer(line)]


def _entities(line: str) -> list[Edit]:
    found = ((m.start(), m.end(), html.unescape(m.group())) for m in _ENTITY.finditer(line))
    return [Edit(start, end, char, "网页标记") for start, end, char in found if char.isprintable() or char == "\xa0"]


def _trimmed(row: Row, changes: list[Change]) -> Row:
    text = row.text
    if not text or (text[0] not in _EDGE_BLANKS and text[-1] not in _EDGE_BLANKS):
        return row
    start = len(text) - len(text.lstrip(_EDGE_BLANKS))
    end = max(start, len(text.rstrip(_EDGE_BLANKS)))
    edits = [Edit(0, start, "", "空白"), Edit(end, len(text), "", "空白")]
    return edited(row, [edit for edit in edits if edit.start < edit.end], changes)


def _with_blanks(rows: list[Row]) -> tuple[list[Row], tuple[Blank, ...]]:
    """The rows with blank dashes kept from punctuation, and all the blanks in them."""
    text = "\n".join(row.text for row in rows)
    if not may_have_blanks(text):
        return rows, ()
    dashes = dashes_are_blanks(text)
    out, blanks = [], []
    for number, row in enumerate(rows, 1):
        kept = row.text
        for start, end in blank_places(row.text, dashes):
            blanks.append(Blank(number, row.text[start:end]))
            if kept[start] == "-":
                kept = kept[:start] + _DASH_SIGN * (end - start) + kept[end:]
        out.append(row if kept is row.text else Row(kept, row.origins))
    return out, tuple(blanks)


def _tidied(rows: list[Row], changes: list[Change]) -> list[Row]:
    text = "\n".join(row.text for row in rows)
    made = tidy(text)
    if made == text:
        return rows
    out = []
    for row, new in zip(rows, made.split("\n"), strict=True):
        if row.text == new:
            out.append(row)
        elif len(row.origins) > 1:
            out.append(edited(row, _mark_edits(row.text, new), changes))
        else:
            # The usual case: all places are of one raw line, so that no place need be known.
            gaps = zip(_GAP.findall(row.text), _GAP.findall(new), strict=True)
            line = row.origins[0][1]
            changes += [Change("标点", line, gap, mark) for gap, mark in gaps if gap != mark]
            out.append(Row(new, row.origins))
    return out


def _mark_edits(old: str, new: str) -> list[Edit]:
    """What punctuation changed, one edit for each place between two words: words are the same in both lines."""
    parts, made = _WORD.split(old), _WORD.split(new)
    places = list(accumulate(map(len, parts), initial=0))
    gaps = zip(places[::2], parts[::2], made[::2], strict=False)
    return [Edit(at, at + len(gap), mark, "标点") for at, gap, mark in gaps if gap != mark]


def _lost(rows: Iterable[Row]) -> Iterable[Lost]:
    for row in rows:
        if not _RESIDUE.search(row.text):
            continue
        for found in _LOST_RUN.finditer(row.text):
            start, end = found.span()
            context = row.text[max(0, start - _AROUND) : end + _AROUND].replace(LOST_SIGN, "?")
            yield Lost(row.line_at(start), found.group().replace(LOST_SIGN, "?"), context)


def _plain(changes: Iterable[Change]) -> list[Change]:
    """The changes without the noncharacters that kept places."""
    out = []
    for change in changes:
        if LOST_SIGN in change.before or _DASH_SIGN in change.before:
            before, after = (
                part.replace(LOST_SIGN, "?").replace(_DASH_SIGN, "-") for part in (change.before, change.after)
            )
            change = Change(change.kind, change.line, before, after, change.times)
        out.append(change)
    return out
