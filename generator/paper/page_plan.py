"""Which part of a paper stands on which page.

Follows Word's rules over the rows that `typeset` reckons: exact line heights, headings that stay with what follows,
short paragraphs that are not split.  With `whole_sentences` the turns are chosen, not met: a page ends where a sentence
does, one row short of full, so that the plan holds even where Word breaks a row otherwise; whoever writes the paper
puts a page break at every turn.  Floating boxes and wide tables are counted roughly.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from generator.paper.page import LONG_ROLL, Face, Layout
from generator.paper.title import break_title
from generator.paper.typeset import row_ends, setting
from generator.records import record
from generator.text.lines import CELL, Kind, Line
from generator.voice.spoken import sentences

_HEAD = frozenset((Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.DATELINE, Kind.ENCLOSURE_TITLE))
_APART = frozenset((Kind.ENCLOSURES, Kind.SIGNOFF, Kind.ROLL, Kind.ENCLOSURE_TITLE, Kind.EDITORIAL))
_TABLE = frozenset((Kind.TABLE_HEAD, Kind.TABLE_ROW))
_LEAST = 2
"""Rows of a paragraph that stand on a page at least, where it is cut at the end of a sentence."""
_LAST = 4
"""Rows that the last page has at least: nobody turns over for one sentence of thanks."""


@dataclass(frozen=True, order=True)
class Turn:
    """Where a page begins: the number of the line, and how far in its text.

    `flows` is true where no end of a sentence was found for it: the text goes on there by itself.
    """

    line: int
    offset: int = 0
    flows: bool = field(default=False, compare=False)


@record(frozen=True)
class PagePlan:
    """The beginnings of all pages but the first, in order."""

    turns: tuple[Turn, ...] = ()

    @property
    def pages(self) -> int:
        return len(self.turns) + 1


@record(frozen=True)
class _Block:
    """A paragraph with the room that it takes, in twips."""

    line: Line
    face: Face
    row: int
    before: int
    after: int
    binds: bool
    """Stays on the page of what follows."""
    whole: bool
    """Is not split."""
    text: str


def plan_pages(
    lines: Sequence[Line],
    layout: Layout,
    keep: Sequence[str] = (),
    together: Sequence[tuple[int, int]] = (),
    whole_sentences: bool | None = None,
) -> PagePlan:
    """Where the pages of a paper turn.

    `keep` are names that a title does not break inside, `together` ranges of lines (from, to, the end not in it) that
    stay on one page where they fit on one.  `whole_sentences` is the layout's own choice unless it is said.
    """
    if not lines:
        return PagePlan()
    if all(line.kind is Kind.CARD for line in lines):
        return PagePlan(tuple(Turn(i) for i in range(layout.cards, len(lines), layout.cards)))
    chosen = layout.whole_sentences if whole_sentences is None else whole_sentences
    planner = _Planner(tuple(_blocks(lines, layout, keep)), layout, dict(together), chosen)
    return PagePlan(tuple(planner.run()))


class _Planner:
    """Goes through the blocks with a page in hand."""

    def __init__(self, blocks: tuple[_Block, ...], layout: Layout, together: dict[int, int], chosen: bool) -> None:
        self.blocks, self.layout, self.together, self.chosen = blocks, layout, together, chosen
        self.room = layout.page.text_height - (layout.line_pitch if chosen else 0)
        self.at = 0
        self.turns: list[Turn] = []

    def run(self) -> list[Turn]:
        for i, block in enumerate(self.blocks):
            forced = block.line.kind is Kind.ENCLOSURE and i > 0
            if forced or (self.at and self.at + block.before + self.needed(i) > self.room):
                self.turn(i, 0)
            self.at += block.before if self.at else 0
            if self.chosen and not block.binds:
                self.place_by_sentence(i, block)
            else:
                self.place_by_row(i, block)
            self.at += block.after
        if self.chosen and self.turns and self.at < _LAST * self.layout.line_pitch:
            self.fill_last_page()
        return self.turns

    def fill_last_page(self) -> None:
        """Begin the last page earlier, by whole sentences, so that it is worth turning to."""
        first = self.turns[-2] if len(self.turns) > 1 else Turn(0)
        for begin in self.beginnings(self.turns[-1]):
            block = self.blocks[begin.line]
            height = self.rows(block, block.text[begin.offset :], not begin.offset) * block.row + block.after
            height += sum(map(self.height, range(begin.line + 1, len(self.blocks))))
            if begin <= first or height > self.room:
                return
            if height >= _LAST * self.layout.line_pitch:
                self.turns[-1] = begin
                return

    def beginnings(self, turn: Turn) -> Iterator[Turn]:
        """Where a page might begin before `turn`, the nearest first: sentences, and paragraphs that no heading heads."""
        for i in range(turn.line, -1, -1):
            block = self.blocks[i]
            text = block.text[: turn.offset] if i == turn.line else block.text
            starts = [0, *accumulate(map(len, self.sentences(text)))][:-1] if text else []
            bound = i > 0 and self.blocks[i - 1].binds
            inside = any(begin < i < end for begin, end in self.together.items())
            if not inside:
                apart = starts[:1] if block.whole or block.binds or i in self.together else starts
                yield from (Turn(i, offset) for offset in reversed(apart) if offset or not bound)

    def turn(self, line: int, offset: int, flows: bool = False) -> None:
        self.turns.append(Turn(line, offset, flows))
        self.at = 0

    def needed(self, i: int) -> int:
        """What must fit on the page for block `i` to begin on it."""
        if i in self.together:
            size = sum(self.height(j) for j in range(i, min(self.together[i], len(self.blocks))))
            if size <= self.room:
                return size
        above = 0
        while self.blocks[i].binds and i + 1 < len(self.blocks):
            above += self.size(self.blocks[i]) + self.blocks[i].after + self.blocks[i + 1].before
            if above > self.room:
                # Headings that fill a page by themselves: what they stay with makes no difference.
                return above
            i += 1
            if i in self.together:
                return above + self.needed(i)
        return above + self.least(i)

    def least(self, i: int) -> int:
        """What of block `i` itself must fit on the page."""
        block = self.blocks[i]
        own = self.size(block)
        if block.whole and own <= self.room:
            return own
        if not self.chosen:
            return block.row
        first = self.sentences(block.text)[:1]
        least = self.rows(block, first[0] if first else block.text)
        return min(own, max(least, _LEAST) * block.row)

    def height(self, i: int) -> int:
        block = self.blocks[i]
        return block.before + self.size(block) + block.after

    def size(self, block: _Block) -> int:
        """The height of a block's rows; of one that no page can hold, a height that none has room for."""
        return self.rows(block, block.text[: self.reach(block)]) * block.row

    def reach(self, block: _Block) -> int:
        """Characters that are more than a page holds: what comes after them is not looked at, however long it is."""
        how = setting(block.face, self.layout)
        return (self.room // block.row + 3) * (how.width // max(1, how.em // 2 + how.tracking) + 2)

    def rows(self, block: _Block, text: str, indented: bool = True) -> int:
        return max(1, len(row_ends(text, setting(block.face, self.layout), indented)))

    def place_by_row(self, i: int, block: _Block) -> None:
        """Rows one after the other, as Word does."""
        start = 0
        for end in row_ends(block.text, setting(block.face, self.layout)) or (0,):
            # A twip or two are lost where 22 lines do not quite fill the page.
            if self.at and self.at + block.row > self.layout.page.text_height + 20:
                self.turn(i, start, flows=start > 0)
            self.at += block.row
            start = end

    def place_by_sentence(self, i: int, block: _Block) -> None:
        """The whole paragraph, or as many of its sentences as fit, then the others overleaf."""
        start, reach = 0, self.reach(block)
        while True:
            rest = block.text[start : start + reach + 1]
            size = self.rows(block, rest, not start) * block.row
            if len(rest) <= reach and self.at + size <= self.room:
                self.at += size
                return
            cut = self.cut(block, rest, not start)
            if not cut:
                if self.at:
                    self.turn(i, start)
                    continue
                # One sentence longer than a page: it cannot be helped.
                self.place_by_row(i, block)
                return
            start += cut
            self.turn(i, start)

    def sentences(self, text: str) -> list[str]:
        """The sentences of a text; a pause mark belongs to what stands before it."""
        mark = self.layout.pause_mark
        if not mark:
            return list(sentences(text))
        return [row for row in re.split(f"(?<={re.escape(mark)})", text) if row]

    def cut(self, block: _Block, text: str, indented: bool) -> int:
        """How many characters of whole sentences fit on what is left of the page; 0 for none."""
        fits = (self.room - self.at) // block.row
        ends = row_ends(text, setting(block.face, self.layout), indented)
        best = 0
        for end in accumulate(map(len, self.sentences(text))):
            # Rows break before what follows as they would at the end of the text: a sentence closes with its marks.
            rows = bisect_left(ends, end) + 1
            if end < len(text) and rows <= fits and (rows >= min(_LEAST, fits) or self.at == 0):
                best = end
        return best


def _blocks(lines: Sequence[Line], layout: Layout, keep: Sequence[str]) -> Iterator[_Block]:
    last: Kind | None = None
    for line in lines:
        face = face_of(line, layout)
        pitch = layout.line_pitch
        row, text = face.line or pitch, line.text
        before, after = pitch * face.before // 100, pitch * face.after // 100
        if last in _HEAD and line.kind not in _HEAD:
            before += pitch * layout.title_gap
        elif (line.kind in _APART and line.kind is not last) or (
            last is Kind.ROLL and line.kind in (Kind.POINT, Kind.PARAGRAPH)
        ):
            before += pitch
        if line.kind in (Kind.TITLE, Kind.ENCLOSURE_TITLE):
            text = "\n".join(break_title(text, layout.title_characters, keep, layout.title_shape))
            before += pitch * {Kind.IMPRINT: 2, Kind.EDITORIAL: 1}.get(last or Kind.TITLE, 0)
        if line.kind in _TABLE:
            text = max(line.text.split(CELL), key=len)[:1]
            row = max(layout.row_height, pitch if face.size >= layout.body.size else 0)
        heading = line.kind is Kind.POINT and _is_heading(line)
        binds = heading or line.kind in _HEAD or line.kind in (Kind.SALUTATION, Kind.ENCLOSURE, Kind.SIGNOFF)
        limit = LONG_ROLL - 1 if line.kind is Kind.ROLL else layout.keep_together
        yield _Block(line, face, row, before, after, binds, heading or 0 < len(text) <= limit, text)
        last = line.kind


def face_of(line: Line, layout: Layout) -> Face:
    """The face of a line: a heading that stands alone has that of its level."""
    if line.kind is Kind.POINT and line.marker and _is_heading(line):
        return layout.headings[line.marker.level - 1]
    return layout.face(line.kind)


def _is_heading(line: Line) -> bool:
    return bool(line.marker and line.marker.level and line.head and not line.body)
