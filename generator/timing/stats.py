"""字数、页数、时间: how long a text is on paper and in the mouth.

Reads the outline for the sections; speaks nothing of what stands over the 称呼 (title, name, date), which nobody reads
out.  Does not know details or meetings: a speaker's rate is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.paper.page import Layout
from generator.paper.page_plan import plan_pages
from generator.reader import read
from generator.records import record
from generator.text.lines import Line, is_salutation
from generator.text.outline import Genre, Outline, Piece, Point, Role
from generator.voice.pace import FASTEST, PAUSES, RATE, SLOWEST, seconds
from generator.voice.spoken import CUE, pause_seconds, syllables

OPENING, SUMMING, CLOSING, WHOLE = "开头", "小结", "结尾", "全文"
_HEAD_LENGTH = 18
_SILENT = (Genre.MINUTES, Genre.BRIEF, Genre.REPORT)


@record(frozen=True)
class Section:
    """A part of a text: what it is called, its characters, syllables, and seconds of silence at the usual rate.

    `item` is the number of the agenda item that it leads, 0 for none.
    """

    name: str
    characters: int
    syllables: int
    silence: float
    item: int = 0

    def seconds(self, rate: float = RATE) -> float:
        """How long it takes to say at a rate, in seconds."""
        return seconds(self.syllables, self.silence, rate)


@record(frozen=True)
class Stats:
    """A text measured: characters without blanks, marks and all; pages in a layout; sections, at a rate a minute."""

    name: str
    characters: int
    pages: int
    layout: str
    sections: tuple[Section, ...]
    rate: float = RATE
    genre: Genre = Genre.OTHER
    spoken: bool = True
    """False for a paper that nobody reads out (a 通知)."""

    @property
    def seconds(self) -> float:
        """How long it takes to say, in seconds."""
        return sum(section.seconds(self.rate) for section in self.sections)

    @property
    def band(self) -> tuple[float, float]:
        """Seconds at the fastest and the slowest rate of ordinary speakers."""
        low, high = (sum(section.seconds(rate) for section in self.sections) for rate in (FASTEST, SLOWEST))
        return low, high


def measure(
    text: str,
    name: str,
    layout: Layout,
    lines: Sequence[Line],
    *,
    rate: float = 0,
    keep: Sequence[str] = (),
    together: Sequence[tuple[int, int]] = (),
    spoken: bool | None = None,
) -> Stats:
    """Measure a clean text.  `lines` are what stands on its pages, `keep` and `together` what `plan_pages` is told.

    A `rate` of 0 is the usual one; whether the paper is `spoken` is seen from its genre where it is not said.  Pages are reckoned from the layout's characters and rows, not printed.
    """
    outline = read(text)
    genre = outline.pieces[0].genre if outline.pieces else Genre.OTHER
    pages = plan_pages(lines, layout, keep, together).pages
    sections = tuple(sections_of(outline))
    aloud = genre not in _SILENT if spoken is None else spoken
    return Stats(name, _characters(text), pages, layout.name, sections, rate or RATE, genre, aloud)


def time_aloud(text: str, name: str, rate: float = 0) -> Stats:
    """How long a text takes to say, its pages left unreckoned: a fraction of the time that `measure` takes."""
    outline = read(text)
    genre = outline.pieces[0].genre if outline.pieces else Genre.OTHER
    return Stats(name, _characters(text), 0, "", tuple(sections_of(outline)), rate or RATE, genre)


def sections_of(outline: Outline) -> Iterator[Section]:
    """The parts of a text in order: opening, agenda items, first-level points, closing."""
    for piece in outline.pieces:
        begins = sorted(_begins(piece))
        for (start, name, item), (end, *_) in pairwise([*begins, (piece.end, "", 0)]):
            part = outline.text[start:end]
            if part.strip():
                yield _section(name, part, item)


def _begins(piece: Piece) -> Iterator[tuple[int, str, int]]:
    """Where each section begins, its name, and the agenda item that it leads."""
    start = _spoken_from(piece)
    items = piece.agenda if piece.genre is Genre.HOST_SCRIPT else ()
    inner = {item.start: (f"第{item.number}项", item.number) for item in items}
    inner |= {point.start: (_called(point), 0) for point in piece.points}
    if items and (summing := _first(piece, items[-1].start, (Role.RECAP, Role.PIVOT))) is not None:
        inner.setdefault(summing, (SUMMING, 0))
    if inner and (closing := _first(piece, max(inner), (Role.CLOSING, Role.ADJOURN))) is not None:
        inner[closing] = (CLOSING, 0)
    yield start, OPENING if inner else WHOLE, 0
    yield from ((begin, *called) for begin, called in inner.items() if begin > start)


def _first(piece: Piece, after: int, roles: Sequence[Role]) -> int | None:
    """Where the first stretch of one of these roles begins after a place."""
    found = (block.start for block in piece.blocks if not isinstance(block, Point) and block.role in roles)
    return next((start for start in found if start > after), None)


def _spoken_from(piece: Piece) -> int:
    """Where the speaker begins: at the 称呼, or after the title and what stands with it."""
    start = piece.start
    for block in piece.blocks:
        if isinstance(block, Point):
            break
        if block.role in (Role.TITLE, Role.BYLINE) or not block.text.strip():
            start = block.end
        else:
            break
    return start


def _called(point: Point) -> str:
    head = re.sub(r"\s+", "", point.head)
    stop = re.search("[。：！？；，]", head)
    short = head[: stop.start()] if stop and stop.start() > 1 else head
    return point.marker.strip() + (short if len(short) <= _HEAD_LENGTH else short[: _HEAD_LENGTH - 1] + "…")


def _section(name: str, text: str, item: int) -> Section:
    said = 0
    silence = 0.0
    for row in filter(None, map(str.strip, text.split("\n"))):
        spoken, cues = CUE.subn("", row)
        silence += cues * PAUSES.cue
        if spoken.strip():
            said += syllables(spoken)
            silence += pause_seconds(spoken) + (PAUSES.salutation if is_salutation(spoken) else PAUSES.paragraph)
    return Section(name, _characters(text), said, silence, item)


def _characters(text: str) -> int:
    return sum(not character.isspace() for character in text)
