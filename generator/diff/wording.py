"""What became of a paragraph's text: kept, struck out, put in — sentence by sentence, then character by character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import accumulate

from generator.diff.aligning import Span, gaps, pair_up, same_spans
from generator.text.regex import regex

_SENTENCE = regex(r"[^。！？；\n]*[。！？；]+[”’）」』]*|[^。！？；\n]+|\n")
_CHARACTER = regex(r"[0-9]+(?:[.,:][0-9]+)*|.", re.DOTALL)
_ALIKE = 0.35
_KEPT = 0.4
_ISLAND = 2
"""Fewer characters than this that stayed between two changes say nothing: they are struck out and put in again."""


class Change(Enum):
    SAME = "same"
    DELETED = "del"
    INSERTED = "ins"


Step = tuple[Change, str]


def changed_words(old: str, new: str) -> tuple[Step, ...]:
    """The steps from one text to the other.

    Those that are not INSERTED make the old text, those that are not DELETED the new one.
    """
    return tuple(_joined(_by_sentence(sentences(old), sentences(new))))


def sentences(text: str) -> list[str]:
    """A text cut after 。！？； and the quotation marks that close there."""
    return _SENTENCE.findall(text)


def _by_sentence(old: list[str], new: list[str]) -> Iterator[Step]:
    for (i, i_end, j, j_end), same in gaps(same_spans(old, new), len(old), len(new)):
        left, right = i, j
        for at, there in pair_up(old[i:i_end], new[j:j_end], _ALIKE):
            yield Change.DELETED, "".join(old[left : i + at])
            yield Change.INSERTED, "".join(new[right : j + there])
            yield from _by_character(old[i + at], new[j + there])
            left, right = i + at + 1, j + there + 1
        yield Change.DELETED, "".join(old[left:i_end])
        yield Change.INSERTED, "".join(new[right:j_end])
        if same:
            yield Change.SAME, "".join(old[same[0] : same[1]])


def _by_character(old: str, new: str) -> Iterator[Step]:
    spans = _same_characters(old, new)
    inner = [
        span
        for span in spans
        if span[1] - span[0] >= _ISLAND or span[0] == span[2] == 0 or (span[1] == len(old) and span[3] == len(new))
    ]
    if sum(span[1] - span[0] for span in inner) < _KEPT * max(len(old), len(new)):
        yield from ((Change.DELETED, old), (Change.INSERTED, new))
        return
    for (i, i_end, j, j_end), same in gaps(inner, len(old), len(new)):
        yield Change.DELETED, old[i:i_end]
        yield Change.INSERTED, new[j:j_end]
        if same:
            yield Change.SAME, old[same[0] : same[1]]


def _same_characters(old: str, new: str) -> list[Span]:
    """Stretches that stand in both; a number is the same or another one, not one with a figure changed."""
    olds, news = _CHARACTER.findall(old), _CHARACTER.findall(new)
    at, there = (list(accumulate(map(len, one), initial=0)) for one in (olds, news))
    return [(at[i], at[i_end], there[j], there[j_end]) for i, i_end, j, j_end in same_spans(olds, news)]


def _joined(steps: Iterable[Step]) -> Iterator[Step]:
    """Between two stretches that stayed, all that was struck out, then all that was put in."""
    kept = gone = put = ""
    for change, text in steps:
        if change is Change.SAME and text:
            yield from _told(gone, put)
            gone = put = ""
            kept += text
        elif text:
            if kept:
                yield Change.SAME, kept
            kept = ""
            gone += text if change is Change.DELETED else ""
            put += text if change is Change.INSERTED else ""
    yield from _told(gone, put)
    if kept:
        yield Change.SAME, kept


def _told(gone: str, put: str) -> Iterator[Step]:
    if gone:
        yield Change.DELETED, gone
    if put:
        yield Change.INSERTED, put
