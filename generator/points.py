"""要点 on paper: points of any depth become rows of text, numbered in the style of each level.

Written levels (一、 （一） 1. （1）) stand at the head of a paragraph; spoken ones (一是 一要 第一，) run on in the
paragraph of what they belong to when they are short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.marks import literal, numbered
from generator.numbering import STYLES, capacity, markers, parse_marker

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
_SHORT = 60
"""Characters up to which a spoken point without heading is said in the same breath as its neighbours."""


@dataclass(frozen=True)
class Point:
    """A point ready for the page: `marker` only where an old text fixed it; `text` may hold several paragraphs."""

    title: str = ""
    text: str = ""
    points: tuple[Point, ...] = ()
    marker: str = ""
    style: str = ""
    """The style of the points under this one, where it is not the one that follows."""


class PointList(tuple[Point, ...]):
    """The points of one speech, and the 层次 its speaker asked for, which go before those of the template."""

    styles: tuple[str, ...] = ()


def point_rows(points: Sequence[Point], styles: Sequence[str] = ()) -> list[str]:
    """The rows (paragraphs, with marks) of a list of points.  `styles` gives the style of each level from the top."""
    asked = points.styles if isinstance(points, PointList) else ()
    return list(_rows(points, list(asked or styles) or ["一、"], 0))


def _stretched(styles: list[str], depth: int) -> list[str]:
    """The styles down to this depth: where none was asked for, the usual one that is not in use above."""
    chosen = list(styles)
    while len(chosen) <= depth:
        usual = (_AFTER[chosen[-1]], "第一，", "其一，", "（1）", "①")
        chosen.append(next((style for style in usual if style not in chosen), "其一，"))
    return chosen


def _style(styles: list[str], depth: int, count: int) -> str:
    style = _stretched(styles, depth)[depth]
    return style if count <= capacity(style) else "第一，"


def _markers(points: Sequence[Point], styles: list[str], depth: int) -> list[str]:
    """The marker of each point: its own where an old text fixed it; the others go on in that one's style."""
    fixed = next((found for p in points if p.marker and (found := parse_marker(p.marker))), None)
    style = _style(styles, depth, len(points))
    if fixed is not None and len(points) <= capacity(fixed.style):
        style = fixed.style
    made = markers(style, len(points))
    return [point.marker or own for point, own in zip(points, made, strict=True)]


def _under(point: Point, styles: list[str], depth: int) -> list[str]:
    """The styles for what stands under a point at this depth."""
    return [*styles[: depth + 1], point.style] if point.style else styles


def _spoken(marker: str) -> bool:
    found = parse_marker(marker)
    return found is None or found.spoken


def _rows(points: Sequence[Point], styles: list[str], depth: int) -> Iterator[str]:
    for marker, point in zip(_markers(points, styles, depth), points, strict=True):
        yield from _one(marker, point, styles, depth)


def _one(marker: str, point: Point, styles: list[str], depth: int) -> Iterator[str]:
    paragraphs = [row for row in point.text.split("\n") if row]
    styles = _under(point, _stretched(styles, depth), depth)
    below = _markers(point.points, styles, depth + 1) if point.points else []
    heading_line = point.title and not _spoken(marker) and (_level(marker) == 1 or not paragraphs)
    first = numbered(marker)
    if heading_line:
        yield first + literal(point.title)
        first = ""
    elif point.title:
        first += literal(_closed(point.title))
    if paragraphs:
        head, *rest = paragraphs
        rows = [first + literal(_closed(head)), *(literal(_closed(row)) for row in rest)]
    else:
        rows = [first] if first else []
    if below and all(map(_spoken, below)) and (_spoken(marker) or _all_short(point.points)):
        run_on = _run_on(below, point.points, styles, depth + 1)
        rows = [*rows[:-1], rows[-1] + run_on] if rows else [run_on]
        yield from rows
    else:
        yield from rows
        if below:
            yield from _rows(point.points, styles, depth + 1)


def _level(marker: str) -> int:
    found = parse_marker(marker)
    return STYLES[found.style].level if found else 0


def _all_short(points: Sequence[Point]) -> bool:
    return all(not p.title and not p.points and "\n" not in p.text and len(p.text) <= _SHORT for p in points)


def _run_on(below: list[str], points: Sequence[Point], styles: list[str], depth: int) -> str:
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
            inner = _under(point, _stretched(styles, depth), depth)
            out.append(_run_on(_markers(point.points, inner, depth + 1), point.points, inner, depth + 1))
    return "".join(out)


def _inner_stop(text: str) -> bool:
    return any(mark in text[:-1] for mark in "。！？；\n")


def _closed(text: str, end: str = "。") -> str:
    """The text with an end mark: its own, or the one given in place of a weaker one."""
    text = text.rstrip()
    if text.endswith(tuple(_ENDS)) and (end == "。" or text[-1] != "。"):
        return text
    if text.endswith(("”", "）")) and text[-2:-1] in tuple(_ENDS):
        return text
    return text.rstrip("；，、。;,") + end
