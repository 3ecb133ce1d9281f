"""原样: points of an imported speech on paper, paragraph for paragraph as the old text had them.

Where `points` decides what runs on and closes sentences, here everything is said by the details: 层次 and 接排 tell
what begins a paragraph, a 标题 is a line of its own, marks stay.  Only what an edit leaves open is closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.text.forms import Form, parse_form
from generator.text.marks import literal, numbered
from generator.text.points import Point, PointList, point_markers, stretched, styles_under

_MARKS = "。！？…：；，、:;,.!?）)》”’」』】〉~-—"


def kept_rows(points: PointList, styles: Sequence[str] = ()) -> list[str]:
    """The rows (paragraphs, with marks) of a list of points that keeps its old form.

    The first row is what goes on in the paragraph before the list: empty where that paragraph is at its end.
    """
    page = _Page()
    page.points(points, list(points.styles or styles) or ["一、"], 0)
    return page.rows


class _Page:
    def __init__(self) -> None:
        self.rows: list[str] = [""]

    def points(self, points: Sequence[Point], styles: list[str], depth: int) -> None:
        style = stretched(styles, depth)[depth]
        form = parse_form(style) or Form(style)
        for marker, point in zip(point_markers(points, styles, depth), points, strict=True):
            run_on = point.run_on if point.run_on is not None else form.run_on and not point.aside
            self._own(marker, point, run_on)
            if point.points:
                self.points(point.points, styles_under(point, styles, depth), depth + 1)

    def _own(self, marker: str, point: Point, run_on: bool) -> None:
        """What a point says itself: marker, heading line, paragraphs."""
        paragraphs = [row for row in point.text.split("\n") if row]
        first = (marker if run_on else numbered(marker)) if marker else ""
        if point.title:
            self._put(first + literal(point.title), run_on)
            first, run_on = "", False
        elif not paragraphs:
            self._put(first, run_on)
        for index, row in enumerate(paragraphs):
            last = index == len(paragraphs) - 1 and not point.points and not point.aside
            self._put((first if index == 0 else "") + literal(_ended(row) if last else row), run_on and index == 0)

    def _put(self, piece: str, run_on: bool) -> None:
        if run_on:
            self.rows[-1] += piece
        else:
            self.rows.append(piece)


def _ended(text: str) -> str:
    """A paragraph that has no mark at its end at all gets a full stop."""
    return text if text[-1] in _MARKS else text + "。"
