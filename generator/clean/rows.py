"""Rows of a text that is being cleaned, and the one way in which they change.

A row is a line of the raw text, or several that were torn and are joined; it knows which raw line each of its characters
came from.  Every change goes through `edited`, so that what was taken out and what was put in are on record, character
by character.  Knows nothing of why a row is changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.records import record


class Change(NamedTuple):
    """What changed in one place, or in as many as `times` says of one line where there are many (拼音, 繁体).

    The kind, the raw line, what stood there, what stands there now; of several places, all one after the other.
    """

    kind: str
    line: int
    before: str
    after: str
    times: int = 1


class Edit(NamedTuple):
    """A piece of a row, from `start` to before `end`, and what takes its place."""

    start: int
    end: int
    after: str
    kind: str


@record(frozen=True)
class Row:
    """The text of a row and its origins: (first place, raw line), in order of place, the first place being 0."""

    text: str
    origins: tuple[tuple[int, int], ...]

    def line_at(self, place: int) -> int:
        """The raw line, counted from 1, that the character at a place came from."""
        return self.origins[bisect_right(self.origins, (place, 1 << 60)) - 1][1] if place else self.origins[0][1]


def raw_rows(lines: Iterable[str]) -> list[Row]:
    """One row for each line."""
    return [Row(text, ((0, number),)) for number, text in enumerate(lines, 1)]


def edited(row: Row, edits: Sequence[Edit], changes: list[Change]) -> Row:
    """The row with all edits made, each put on record.  Edits come in order and do not overlap."""
    if not edits:
        return row
    text, one_line = row.text, row.origins[0][1] if len(row.origins) == 1 else 0
    parts: list[str] = []
    done = 0
    for start, end, after, kind in edits:
        parts += (text[done:start], after)
        if text[start:end] != after:
            changes.append(Change(kind, one_line or row.line_at(start), text[start:end], after))
        done = end
    parts.append(text[done:])
    return Row("".join(parts), row.origins if one_line else _moved(row.origins, edits))


def joined(first: Row, second: Row) -> Row:
    """Two rows as one, nothing between them."""
    at = len(first.text)
    return Row(first.text + second.text, first.origins + tuple((at + place, line) for place, line in second.origins))


def split(row: Row, places: Sequence[int]) -> list[Row]:
    """A row cut before each of the places; empty parts are left out."""
    bounds = [0, *places, len(row.text)]
    parts = []
    for start, end in pairwise(bounds):
        if start < end:
            inner = [(place - start, line) for place, line in row.origins if start < place < end]
            parts.append(Row(row.text[start:end], ((0, row.line_at(start)), *inner)))
    return parts


def _moved(origins: tuple[tuple[int, int], ...], edits: Sequence[Edit]) -> tuple[tuple[int, int], ...]:
    """Where the origins stand after the edits: one inside an edit goes to its end."""
    out: dict[int, int] = {}
    shift, i = 0, 0
    for place, line in origins:
        while i < len(edits) and edits[i].end <= place:
            shift += len(edits[i].after) - (edits[i].end - edits[i].start)
            i += 1
        if i < len(edits) and edits[i].start < place:
            out[edits[i].start + shift + len(edits[i].after)] = line
        else:
            out[place + shift] = line
    return tuple(sorted(out.items()))
