"""朗读稿: the lines of a paper as a speaker wants them on the lectern.

The text is the same; cues stand on lines of their own, what is hard to read is helped with, and what belongs together
is said to.  Which of it is done is for the layout to say.  Does not know Word; `page_plan` chooses the turns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from generator.paper.page import Layout
from generator.problems import Problem
from generator.reader import read
from generator.records import record
from generator.text.lines import Kind, Line, parse_line
from generator.text.outline import Genre, Piece, Point, Role
from generator.voice.aloud import read_aloud
from generator.voice.readings import Readings
from generator.voice.spoken import CUE, sentences

_SPOKEN = (Kind.PARAGRAPH, Kind.POINT, Kind.SALUTATION)


@record(frozen=True)
class LecternCopy:
    """The lines for the lectern, the ranges of them that stay on one page, and what a clerk should ask about."""

    lines: tuple[Line, ...]
    together: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def lectern_copy(lines: Sequence[Line], layout: Layout, names: Iterable[str] = ()) -> LecternCopy:
    """A paper as its speaker reads it from the page.  `names` are the people of the meeting, by full name."""
    apart = tuple(piece for line in lines for piece in set_cues_apart(line))
    together = _together(apart) if layout.whole_sentences else ()
    out = apart
    if layout.figures_in_words:
        out = tuple(_changed(line, lambda text: read_aloud(text, hard_only=True)) for line in out)
    readings = Readings(names) if layout.pinyin else None
    if readings is not None:
        out = tuple(_changed(line, readings.mark) for line in out)
    if layout.pause_mark:
        out = tuple(_with_pauses(line, layout.pause_mark) for line in out)
    return LecternCopy(out, together, tuple(readings.problems) if readings else ())


def set_cues_apart(line: Line) -> Iterator[Line]:
    """The line with its cues on lines of their own; one without a cue as it is."""
    if line.kind not in (Kind.PARAGRAPH, Kind.POINT) or CUE.search(line.text) is None:
        yield line
        return
    at = 0
    said = ""
    for cue in (*CUE.finditer(line.text), None):
        rest = line.text[at : cue.start() if cue else None].strip()
        if not any(character.isalnum() for character in rest):
            # A mark that is left over after a cue says nothing.
            rest = ""
        if rest:
            marker = len(line.marker.text) if line.marker and not said else 0
            yield parse_line(rest, marker) if marker else Line(Kind.PARAGRAPH, rest, None, "", rest)
            said = rest
        if cue:
            yield Line(Kind.CUE, cue[0], None, "", cue[0])
            at = cue.end()


def _changed(line: Line, change: Callable[[str], str]) -> Line:
    """A line that is spoken, changed but for its marker."""
    if line.kind not in _SPOKEN:
        return line
    head, body = (change(text) if text else "" for text in (line.head, line.body))
    marker = line.marker.text if line.marker else ""
    return replace(line, text=marker + head + body, head=head, body=body)


def _with_pauses(line: Line, mark: str) -> Line:
    if line.kind not in (Kind.PARAGRAPH, Kind.POINT) or not line.body:
        return line
    body = mark.join(sentences(line.body))
    # After a run-in heading the voice stops as well.
    body = mark + body if line.head else body
    return replace(line, text=line.text[: len(line.text) - len(line.body)] + body, body=body)


def _together(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Agenda items of a host script, each with what follows it, and cues with what they belong to."""
    text = "\n".join(line.text for line in lines)
    starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
    ranges = dict(_cues(lines))
    for piece in read(text).pieces:
        if piece.genre is Genre.HOST_SCRIPT:
            for start, end in _items(piece):
                first, last = (bisect_right(starts, at) - 1 for at in (start, end - 1))
                ranges[first] = last + 1
    return tuple(sorted((start, end) for start, end in ranges.items() if end - start > 1 or _is_link(lines[start])))


def _is_link(line: Line) -> bool:
    return line.kind in (Kind.PARAGRAPH, Kind.POINT)


def _cues(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    start = 0
    for i, line in enumerate(lines):
        if line.kind is not Kind.CUE:
            start = i
        elif i > start:
            yield start, i + 1


def _items(piece: Piece) -> Iterator[tuple[int, int]]:
    """Where each agenda item of a host script begins and ends in the text."""
    begins = [item.start for item in piece.agenda]
    # What ends the last item: the chair goes on to sum up, to make points, to close.
    over = [
        block.start
        for block in piece.blocks
        if isinstance(block, Point) or block.role in (Role.RECAP, Role.PIVOT, Role.CLOSING, Role.ADJOURN)
    ]
    for start, following in pairwise([*begins, piece.end]):
        yield start, min([following, *(at for at in over if at > start)])
