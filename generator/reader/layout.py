"""Where lines and sentences of a text begin and end.

Offsets only: what a line or a sentence is for is told elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from generator.records import record
from generator.text.regex import regex

_LINE = regex(r"[^\n]+")
_SENTENCE_END = regex(r"[。！？!?…][。！？!?…]*[”’」』）)\"]*")
_CLAUSE_END = regex(r"[，,；;：:]")
_CUE = regex(r"\s*(?:[（(][^（）()\n]{1,20}[）)]\s*)?")
_LONGEST = 600
"""A sentence longer than this is cut into stretches of so many characters: no text makes looking at one slow."""


@record(frozen=True)
class Line:
    """A line that says something: its text without the blanks around it, and where that stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Layout:
    """The lines and sentences of one text, found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = list(_lines(text))
        self._line_starts = [line.start for line in self.lines]
        self._ends = _cut_long([found.end() for found in _SENTENCE_END.finditer(text)], len(text))

    def line_at(self, offset: int) -> int:
        """The index of the line that an offset stands in (or after)."""
        return max(bisect_right(self._line_starts, offset) - 1, 0)

    def lines_between(self, start: int, end: int) -> range:
        """Indexes of the lines that begin in a stretch."""
        return range(bisect_left(self._line_starts, start), bisect_left(self._line_starts, end))

    def sentence(self, offset: int) -> tuple[int, int]:
        """Where the sentence around an offset begins and ends; a sentence ends with its line."""
        line = self.lines[self.line_at(offset)]
        after = bisect_right(self._ends, offset)
        start = max(line.start, self._ends[after - 1] if after else 0)
        end = min(line.end, self._ends[after] if after < len(self._ends) else line.end)
        while start < end and self.text[start].isspace():
            start += 1
        return start, max(start, end)

    def spoken(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset without the cue in brackets that stands before it: （鼓掌）下面，…"""
        start, end = self.sentence(offset)
        said = self.after_cue(start, end)
        return (said, end) if said <= offset else (start, end)

    def after_cue(self, start: int, end: int) -> int:
        """Where a sentence begins behind the blanks and the cue that may stand before it."""
        cue = _CUE.match(self.text, start, end)
        return cue.end() if cue else start

    def sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentences of a stretch of one line, in order."""
        at = start
        for index in range(bisect_right(self._ends, start), len(self._ends)):
            if self._ends[index] >= end:
                break
            yield at, self._ends[index]
            at = self._ends[index]
        if at < end:
            yield at, end

    def clauses(self, start: int, end: int) -> list[int]:
        """Where the clauses of a sentence begin."""
        return [start, *(found.end() for found in _CLAUSE_END.finditer(self.text, start, end) if found.end() < end)]


def _cut_long(ends: list[int], length: int) -> list[int]:
    """The ends of sentences, and more of them wherever two stand too far apart."""
    out: list[int] = []
    last = 0
    for end in (*ends, length):
        if end - last > _LONGEST:
            out.extend(range(last + _LONGEST, end, _LONGEST))
        out.append(end)
        last = end
    return out


def _lines(text: str) -> Iterator[Line]:
    for found in _LINE.finditer(text):
        row = found.group().strip()
        if row:
            yield Line(row, found.start() + found.group().index(row[0]))
