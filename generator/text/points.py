"""要点 on paper: points of any depth become rows of text, numbered in the style of each level.

Written levels (一、 （一） 1. （1）) stand at the head of a paragraph; spoken ones (一是 一要 第一，) run on in the
paragraph of what they belong to when they are short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from generator.records import record
from generator.text.forms import Form, form_of, list_markers, number_of, parse_form
from generator.text.marks import VALUE, VALUE_END, literal, numbered
from generator.text.numbering import parse_marker

_AFTER: dict[str, str] = {
    "一、": "（一）",
    "（一）": "一是",
    "1.": "（1）",
    "1、": "（1）",
    "（1）": "一是",
    "1）": "①",
    "①": "一是",
    "一要": "一是",
    "一是": "第一，",
    "第一，": "一是",
    "其一，": "一是",
    "首先，": "一是",
    "一方面，": "一是",
}
"""The style that follows one level down where none is asked for (GB/T 9704—2012 7.3.3; the spoken ones by practice)."""
_ENDS = "。！？…"
_END_MARKS = tuple(_ENDS)
_NEXT = VALUE_END + VALUE
_SHORT = 60
"""Characters up to which a spoken point without heading is said in the same breath as its neighbours."""


@record(frozen=True)
class Point:
    """A point ready for the page: `marker` only where an old text fixed it; `text` may hold several paragraphs."""

    title: str = ""
    text: str = ""
    points: tuple[Point, ...] = ()
    marker: str = ""
    style: str = ""
    """The style of the points under this one, where it is not the one that follows."""
    aside: bool = False
    """True for 段: a paragraph between points, which has no marker and counts as no point."""
    run_on: bool | None = None
    """Whether it goes on in the paragraph before it; None leaves it to its list."""


class PointList(tuple[Point, ...]):
    """The points of one speech, and the 层次 its speaker asked for, which go before those of the template."""

    styles: tuple[str, ...] = ()

    @cached_property
    def numbered(self) -> int:
        """How many of them are points, 段 left out."""
        return sum(not point.aside for point in self)


def point_rows(points: Sequence[Point], styles: Sequence[str] = ()) -> list[str]:
    """The rows (paragraphs, with marks) of a list of points.  `styles` gives the style of each level from the top."""
    asked = points.styles if isinstance(points, PointList) else ()
    chosen = tuple(asked or styles) or ("一、",)
    rows: list[str] = []
    _add(rows, point_markers(points, chosen, 0), points, chosen, 0)
    return rows


def single_rows(points: Sequence[Point], styles: Sequence[str] = ()) -> list[str] | None:
    """The rows of one point that is no list: “下面，我着重讲一点意见” is not followed by 一、.  None for other points, and
    for one whose marker or 层次 somebody asked for."""
    if len(points) != 1 or points[0].aside or points[0].marker or (isinstance(points, PointList) and points.styles):
        return None
    rows: list[str] = []
    _add_one(rows, "", points[0], tuple(styles) or ("一、",), 0)
    return rows


def stretched(styles: Sequence[str], depth: int) -> list[str]:
    """The styles down to this depth: where none was asked for, the usual one that is not in use above."""
    return list(_stretched(tuple(styles), depth))


@lru_cache(maxsize=1024)
def _stretched(styles: tuple[str, ...], depth: int) -> tuple[str, ...]:
    chosen = list(styles)
    while len(chosen) <= depth:
        used = [_form(style).style for style in chosen]
        usual = (_AFTER[used[-1]], "第一，", "其一，", "（1）", "①")
        chosen.append(next((style for style in usual if style not in used), "其一，"))
    return tuple(chosen)


def _form(style: str) -> Form:
    return parse_form(style) or Form(style)


def point_markers(points: Sequence[Point], styles: Sequence[str], depth: int) -> list[str]:
    """The marker of each point at this depth: its own where an old text fixed it; the others go on from there in its
    form.  A 段 has none."""
    for point in points:
        if point.aside or point.marker:
            break
    else:
        return list(_usual_markers(tuple(styles), depth, len(points))) if points else []
    form = _form(_stretched(tuple(styles), depth)[depth])
    counted = [point for point in points if not point.aside]
    fixed = next(((i, p.marker) for i, p in enumerate(counted, 1) if p.marker), None)
    if fixed is not None and number_of(fixed[1]) == fixed[0] and parse_marker(fixed[1]) is not None:
        form = form_of(fixed[1])
    made: list[str] = []
    number = 1
    for point, following in _stretches(counted):
        if point.marker:
            made.append(point.marker)
            form, number = form_of(point.marker), number_of(point.marker) + 1
        rest = following if point.marker else following + 1
        made += list_markers(form, rest, number)
    given = iter(made)
    return ["" if point.aside else next(given) for point in points]


@lru_cache(maxsize=1024)
def _usual_markers(styles: tuple[str, ...], depth: int, count: int) -> tuple[str, ...]:
    """The markers of a list none of whose points has one of its own."""
    return list_markers(_form(_stretched(styles, depth)[depth]), count, 1)


def _stretches(points: Sequence[Point]) -> Iterator[tuple[Point, int]]:
    """The first point and each that has a marker of its own, with how many follow it that have none."""
    heads = [i for i, point in enumerate(points) if point.marker or i == 0]
    for head, end in pairwise([*heads, len(points)]):
        yield points[head], end - head - 1


def styles_under(point: Point, styles: Sequence[str], depth: int) -> list[str]:
    """The styles for what stands under a point at this depth."""
    return list(_under(point, tuple(styles), depth))


def _under(point: Point, styles: tuple[str, ...], depth: int) -> tuple[str, ...]:
    chosen = _stretched(styles, depth)
    return (*chosen[: depth + 1], point.style) if point.style else chosen


@lru_cache(maxsize=1024)
def _opening(marker: str) -> tuple[str, int]:
    """How a row begins that a marker stands at the head of, and the level of the marker; 0 for one that is spoken."""
    found = parse_marker(marker)
    return numbered(marker), found.level if found is not None else 0


def _add(rows: list[str], markers: Sequence[str], points: Sequence[Point], styles: tuple[str, ...], depth: int) -> None:
    """Puts the rows of a list behind those before it."""
    for marker, point in zip(markers, points, strict=True):
        if point.aside:
            rows += [literal(row) for row in point.text.split("\n") if row]
        else:
            _add_one(rows, marker, point, styles, depth)


def _add_one(rows: list[str], marker: str, point: Point, styles: tuple[str, ...], depth: int) -> None:
    first, level = _opening(marker)
    title, text = point.title, point.text
    # Most points are a heading and one paragraph, in which nothing is to be left out; or a heading alone.
    if level != 1 and title and text and title.isprintable() and text.isprintable():
        rows.append(f"{first}{VALUE}{_closed(title)}{_NEXT}{_closed(text)}{VALUE_END}")
    elif level and title and not text:
        rows.append(first + literal(title))
    else:
        _add_own(rows, first, level, title, text)
    if point.points:
        _add_under(rows, level, point, styles, depth)


def _add_own(rows: list[str], first: str, level: int, title: str, text: str) -> None:
    """The rows of any point itself, without those of the points under it."""
    rest: list[str] = []
    if "\n" in text:
        text, *rest = [row for row in text.split("\n") if row] or [""]
    if title and level and (not text or level == 1):
        rows.append(first + literal(title))
        if text:
            rows.append(literal(_closed(text)))
    else:
        rows.append(f"{first}{literal(_closed(title)) if title else ''}{literal(_closed(text)) if text else ''}")
    rows += [literal(_closed(row)) for row in rest]


def _add_under(rows: list[str], level: int, point: Point, styles: tuple[str, ...], depth: int) -> None:
    """The points under one of that level, whose own rows are the last."""
    styles = _under(point, styles, depth)
    below = point_markers(point.points, styles, depth + 1)
    written = _opening(below[0])[1] or any(_opening(one)[1] for one in below)
    if written or any(one.aside for one in point.points) or (level and not _all_short(point.points)):
        _add(rows, below, point.points, styles, depth + 1)
        return
    run_on = _run_on(below, point.points, styles, depth + 1)
    if point.title and level and not point.text.strip("\n"):
        # A heading that stands alone is not gone on with.
        rows.append(run_on)
    else:
        rows[-1] += run_on


def _all_short(points: Sequence[Point]) -> bool:
    return all(not p.title and not p.points and "\n" not in p.text and len(p.text) <= _SHORT for p in points)


def _run_on(below: list[str], points: Sequence[Point], styles: tuple[str, ...], depth: int) -> str:
    """一是…；二是…。 in one breath; with full stops where a point is more than one clause."""
    plain = all(not p.title and not p.points and not _inner_stop(p.text) for p in points)
    out: list[str] = []
    for i, (marker, point) in enumerate(zip(below, points, strict=True)):
        words = point.text.replace("\n", "")
        end = "；" if plain and i < len(points) - 1 else "。"
        out.append(marker)
        if point.title:
            out.append(literal(_closed(point.title)))
        if words:
            out.append(literal(_closed(words, end)))
        if point.points:
            inner = _under(point, styles, depth)
            out.append(_run_on(point_markers(point.points, inner, depth + 1), point.points, inner, depth + 1))
    return "".join(out)


def _inner_stop(text: str) -> bool:
    return any(mark in text[:-1] for mark in "。！？；\n")


def _closed(text: str, end: str = "。") -> str:
    """The text with an end mark: its own, or the one given in place of a weaker one."""
    # Most headings end in a word, and most paragraphs in a full stop.
    last = text[-1:]
    if last.isalnum():
        return text + end
    if last == "。" == end:
        return text
    text = text.rstrip()
    if text.endswith(_END_MARKS) and (end == "。" or text[-1] != "。"):
        return text
    if text.endswith(("”", "）")) and text[-2:-1] in _END_MARKS:
        return text
    return text.rstrip("；，、。;,") + end
