"""One text read: pieces, and in each the roles and the points.

The order is fixed by what each step needs: lines and markers, pieces, head, agenda, announcements, nesting,
pivot, recap, closing, genre.  What each of them looks for is told in the module of its name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from generator.reader.agenda import Agenda, read_agenda
from generator.reader.announcing import Candidate, find_candidates
from generator.reader.assembly import Area, assemble
from generator.reader.closings import Paper, find_closing
from generator.reader.genres import genre_of
from generator.reader.heads import Head, Span, is_organisation, read_head, run_in_head
from generator.reader.layout import Layout
from generator.reader.marks import Mark, find_marks
from generator.reader.nesting import depths
from generator.reader.partings import find_adjourn
from generator.reader.pieces import split_pieces
from generator.reader.pivots import choose_pivot, leading_sentence
from generator.reader.recaps import find_recap
from generator.records import record
from generator.text.outline import AgendaItem, Genre, Outline, Piece, Pivot, Role, Text


def read(text: str, noise: Sequence[str] = (), layout: Layout | None = None) -> Outline:
    """The outline of a cleaned text.  Any text has one; its pieces' sources are the text again.

    `noise` is what cleaning took out, handed on to the outline; `layout` that of the text, where the caller has it.
    """
    layout = layout or Layout(text)
    if not layout.lines:
        blank = (Piece(0, Genre.OTHER, (Text(Role.BODY, text, 0),)),) if text else ()
        return Outline(text, blank, tuple(noise))
    marks = find_marks(layout)
    starts = split_pieces(layout, marks, noise)
    mark_starts = [mark.start for mark in marks]
    pieces = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        own = marks[bisect_left(mark_starts, start) : bisect_left(mark_starts, end)]
        pieces.append(_read_piece(layout, start, end, own))
    return Outline(text, tuple(pieces), tuple(noise))


@record(frozen=True)
class _Points:
    """The points of a piece before they are nested: marks, their depths, and where all of them are closed."""

    marks: Sequence[Mark]
    depths: Sequence[int]
    resets: Sequence[int]


def _read_piece(layout: Layout, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    text = layout.text
    lines = layout.lines_between(start, end)
    if not lines or text[start : layout.lines[lines[0]].start].strip():
        lines = range(layout.line_at(start), lines.stop if lines else layout.line_at(start) + 1)
    head = read_head(layout, lines) if layout.lines[lines[0]].start >= start else run_in_head(layout, start, end)
    title = text[head.title.start : head.title.end] if head.title else None
    body = min(max(head.body, start), end)
    marks = [mark for mark in marks if mark.start >= body]

    agenda = read_agenda(layout, body, end, marks, scripted=title is not None and "主持" in title)
    marks = _without_agenda(layout, marks, agenda)
    candidates = _outside_agenda(
        find_candidates(layout, body, end, [mark.start for mark in marks if mark.number == 1]), agenda
    )
    points = _nested(layout, marks, candidates)
    pivot = choose_pivot(layout, candidates, points.marks, points.depths, frozenset(points.resets))
    if pivot is None and not agenda.items:
        pivot = leading_sentence(layout, body, points.marks)

    recap = _recap(layout, body, end, agenda, points, pivot)
    adjourn = find_adjourn(layout, body, end)
    last = _last_said(points, agenda, pivot, body)
    marked = frozenset(layout.line_at(mark.start) for mark in marks if mark.heads_line)
    opening = _opening(layout, body, end, marked, points, agenda, pivot)
    addressed_office = head.salutation is not None and is_organisation(
        text[head.salutation.start : head.salutation.end]
    )
    addressed = head.salutation is not None and not addressed_office
    subtitles = "".join(text[one.start : one.end] + "\n" for one in head.bylines)
    genre = genre_of(
        title,
        subtitles,
        text[body : min(end, body + 1500)],
        bool(agenda.items),
        addressed,
        addressed_office,
        len(points.marks),
        pivot is not None and pivot.spoken,
    )
    if genre in (Genre.BRIEF, Genre.MINUTES, Genre.REPORT, Genre.OTHER) and not addressed:
        recap = None
    stop = adjourn.start if adjourn else end
    address = text[head.salutation.start : head.salutation.end].strip("：:！! ") if head.salutation else ""
    reported = genre in (Genre.BRIEF, Genre.MINUTES)
    paper = Paper(address, addressed, bool(agenda.items), recap, brief=reported, spoken=genre is Genre.SPEECH)
    body_lines = range(max(lines[0], layout.line_at(body)), lines[-1] + 1)
    closing = find_closing(layout, last, stop, body_lines, marked, paper)
    if closing is not None and opening is not None and closing <= opening.start:
        closing = None

    areas = _areas(head, opening, recap, pivot, agenda, closing, adjourn, stop)
    ends = [*points.resets, *(one.start for one in agenda.items)]
    ends += [at for at in (closing, adjourn.start if adjourn else None) if at is not None]
    return Piece(
        start=start,
        genre=genre,
        blocks=assemble(text, start, end, points.marks, points.depths, sorted(ends), areas),
        title=title,
        salutation=_said(text, head.salutation),
        opening=_said(text, opening),
        recap=_said(text, recap),
        pivot=Pivot(text[pivot.start : pivot.end].strip(), pivot.declared, pivot.start) if pivot else None,
        agenda=tuple(AgendaItem(one.number, text[one.start : one.end].strip(), one.start) for one in agenda.items),
        closing=text[closing:stop].strip() if closing is not None else None,
        adjourn=_said(text, adjourn),
    )


def _without_agenda(layout: Layout, marks: Sequence[Mark], agenda: Agenda) -> list[Mark]:
    """The marks that are points: not those that number agenda items or stand in a line that announces one."""
    if not agenda.items:
        return list(marks)
    listed = agenda.listed
    spans = sorted((one.start, one.end) for one in agenda.items)
    starts = [low for low, _ in spans]
    out = []
    for mark in marks:
        at = bisect_left(starts, mark.end) - 1
        if mark.start in listed or (at >= 0 and mark.start < spans[at][1]):
            continue
        if mark.style == "首先，" and mark.heads_line and mark.start < spans[-1][1]:
            continue
        out.append(mark)
    return out


def _outside_agenda(candidates: Iterable[Candidate], agenda: Agenda) -> list[Candidate]:
    if not agenda.items:
        return list(candidates)
    last = agenda.items[-1]
    starts = [item.start for item in agenda.items]
    candidates = [one for one in candidates if not _inside(agenda, starts, one.start)]
    return [one for one in candidates if one.start >= last.end or (one.spoken and one.start > agenda.items[0].end)]


def _inside(agenda: Agenda, starts: Sequence[int], offset: int) -> bool:
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < agenda.items[at].end


def _nested(layout: Layout, marks: Sequence[Mark], candidates: Sequence[Candidate]) -> _Points:
    """The marks with their depths; a speaker who announces anew, before a list at line starts, closes what is open."""
    starts = [mark.start for mark in marks]
    marked = {layout.line_at(at) for at, mark in zip(starts, marks, strict=True) if mark.heads_line}
    resets = []
    for one in candidates:
        index = layout.line_at(one.start)
        after = bisect_left(starts, one.start)
        if not one.spoken or index in marked or not 0 < after < len(marks):
            continue
        line = layout.lines[index]
        following = marks[after]
        if following.heads_line and following.number == 1 and layout.line_at(following.start) == index + 1:
            resets.append(line.start)
    return _Points(marks, depths(marks, resets), resets)


def _recap(
    layout: Layout, body: int, end: int, agenda: Agenda, points: _Points, pivot: Candidate | None
) -> Span | None:
    if agenda.items:
        stop = pivot.start if pivot else end
        first, last = agenda.items[0].end, agenda.items[-1].end
        return find_recap(layout, last, stop, hosted=True) or find_recap(layout, first, min(last, stop), hosted=False)
    first = points.marks[0].start if points.marks else end
    stop = max(first, pivot.start) if pivot else first
    return find_recap(layout, body, stop, hosted=False)


def _last_said(points: _Points, agenda: Agenda, pivot: Candidate | None, body: int) -> int:
    """The offset after which a closing may stand."""
    return max(
        body,
        points.marks[-1].end if points.marks else 0,
        agenda.items[-1].end if agenda.items else 0,
        pivot.end if pivot and not points.marks else 0,
    )


def _opening(
    layout: Layout,
    body: int,
    end: int,
    marked: frozenset[int],
    points: _Points,
    agenda: Agenda,
    pivot: Candidate | None,
) -> Span | None:
    """The first paragraph of running text, up to the first point in it."""
    if body >= end:
        return None
    index = layout.line_at(body)
    if index in marked:
        return None
    start, stop = max(body, layout.lines[index].start), min(layout.lines[index].end, end)
    for at in (points.marks[0].start if points.marks else stop, agenda.items[0].start if agenda.items else stop):
        stop = min(stop, at)
    if pivot is not None and pivot.start <= start:
        return None
    return Span(start, stop) if layout.text[start:stop].strip() else None


def _areas(
    head: Head,
    opening: Span | None,
    recap: Span | None,
    pivot: Candidate | None,
    agenda: Agenda,
    closing: int | None,
    adjourn: Span | None,
    stop: int,
) -> list[Area]:
    """The roles of stretches, the weightier first: where two overlap the earlier in the list has it."""
    found: list[tuple[Role, Span | None]] = [
        (Role.TITLE, head.title),
        *((Role.BYLINE, span) for span in head.bylines),
        (Role.SALUTATION, head.salutation),
        (Role.ADJOURN, adjourn),
        (Role.PIVOT, Span(pivot.start, pivot.end) if pivot else None),
        *((Role.AGENDA, Span(one.start, one.end)) for one in agenda.items),
        (Role.RECAP, recap),
        (Role.CLOSING, Span(closing, stop) if closing is not None else None),
        (Role.OPENING, opening),
    ]
    return [Area(role, span.start, span.end) for role, span in found if span is not None]


def _said(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end].strip() if span else None
