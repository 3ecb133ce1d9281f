"""要点 of an old text → points of a details file: same words, same markers, same paragraphs.

A marker is written only where the old numbering is irregular; otherwise 层次 says it, for the speech or for what stands
under a point, so that a point can be taken out and the others count on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.import_draft.stretches import begins_line, rows_of
from generator.records import record
from generator.text import outline
from generator.text.forms import Form, form_of, number_of, parse_form
from generator.text.outline import Block, Role, Text
from generator.text.points import Point, point_markers, stretched, styles_under

_MARKS = "。！？…：；，、:;,.!?）)》”’」』】〉~-—"
_TITLE_LENGTH = 60


@record(frozen=True)
class Pointed:
    """The points of a speech, and the 层次 that number most of them."""

    points: tuple[Point, ...]
    styles: tuple[str, ...]


def pointed(blocks: Sequence[Block], text: str) -> Pointed:
    """The points of a stretch, what stands between them as 段."""
    rough = tuple(_rough([one for block in blocks for one in _parted(block)], text))
    styles = _usual_styles(rough)
    return Pointed(_numbered(rough, styles, 0), styles)


def _parted(block: Block) -> list[Block]:
    """A point that ends with the pivot to the points after it, parted from that pivot."""
    if isinstance(block, Text) or not block.blocks:
        return [block]
    own = list(block.blocks)
    at = next((i for i, one in enumerate(own) if isinstance(one, Text) and one.role is Role.PIVOT), None)
    if at is not None and all(isinstance(one, Text) for one in own[at:]):
        return [replace(block, blocks=tuple(own[:at])), *own[at:]]
    last, *after = _parted(own[-1])
    return [replace(block, blocks=(*own[:-1], last)), *after] if after else [block]


def _rough(blocks: Sequence[Block], text: str) -> Iterator[Point]:
    """Points with every marker written and `run_on` said of each."""
    for block in blocks:
        on = not begins_line(text, block.start)
        if isinstance(block, Text):
            if rows := rows_of(block.text):
                # The blank line before a paragraph may belong to its stretch.
                on = on and not block.text.lstrip(" \t\u3000\xa0").startswith("\n")
                yield Point(text="\n".join(rows), aside=True, run_on=on)
            continue
        yield _one(block, text, on)


def _one(point: outline.Point, text: str, on: bool) -> Point:
    firsts = [i for i, block in enumerate(point.blocks) if isinstance(block, outline.Point)]
    first = firsts[0] if firsts else len(point.blocks)
    said = point.head + "".join(block.source for block in point.blocks[:first])
    rows = rows_of(said)
    title = ""
    if rows and _is_heading(said, rows[0], first < len(point.blocks)):
        title, rows = rows[0], rows[1:]
    below = tuple(_rough(point.blocks[first:], text))
    if not rows and not title and not below:
        # A marker with nothing behind it numbers nothing.
        return Point(text=point.marker.strip(), aside=True, run_on=on)
    return Point(title, "\n".join(rows), below, point.marker.strip(), "", False, on)


def _is_heading(said: str, row: str, holds_points: bool) -> bool:
    """True for a first line that is a line of its own and has no mark at its end."""
    alone = "\n" in said.lstrip() or (not holds_points and len(row) <= _TITLE_LENGTH)
    return (alone or len(row) <= _TITLE_LENGTH) and row[-1] not in _MARKS and not said.startswith("\n")


def _lists(points: Sequence[Point], depth: int) -> Iterator[tuple[int, Form]]:
    """Every list with its depth and its form, as often as it has points."""
    if form := _list_form(points):
        yield from ((depth, form) for point in points if not point.aside)
    for point in points:
        yield from _lists(point.points, depth + 1)


def _list_form(points: Sequence[Point]) -> Form | None:
    """The form of a list: its first marker's, running on where most of its points do."""
    counted = [point for point in points if not point.aside]
    if not counted:
        return None
    first = next((p for p in counted if number_of(p.marker) == 1), counted[0])
    runs = sum(point.run_on is True for point in counted) * 2 > len(counted)
    return replace(form_of(first.marker), run_on=runs)


def _usual_styles(points: Sequence[Point]) -> tuple[str, ...]:
    """For each depth the form that most points have; the outermost list's own at the top."""
    found = list(_lists(points, 0))
    if not found:
        return ()
    top = _list_form(points)
    out = [top.written if top else "一、"]
    for depth in range(1, max(d for d, _ in found) + 1):
        forms = Counter(form.written for d, form in found if d == depth)
        if not forms:
            break
        out.append(forms.most_common(1)[0][0])
    return tuple(out)


def _numbered(points: Sequence[Point], styles: Sequence[str], depth: int) -> tuple[Point, ...]:
    """The points with 标号, 层次 and 接排 only where they are not what the list says."""
    chosen = stretched(list(styles) or ["一、"], depth)
    form = parse_form(chosen[depth]) or Form(chosen[depth])
    out = []
    for point, marker in zip(points, _needed(points, chosen, depth), strict=True):
        usual = form.run_on and not point.aside
        point = replace(point, marker=marker, run_on=None if point.run_on == usual else point.run_on)
        if point.points:
            own = _list_form(point.points)
            expected = stretched(styles_under(point, chosen, depth), depth + 1)[depth + 1]
            if own is not None and own.written != expected:
                point = replace(point, style=own.written)
            below = styles_under(point, chosen, depth)
            point = replace(point, points=_numbered(point.points, below, depth + 1))
        out.append(point)
    return tuple(out)


def _needed(points: Sequence[Point], styles: Sequence[str], depth: int) -> list[str]:
    """The markers that have to be written, so that the list is numbered as it was; empty where they follow."""
    written = [""] * len(points)
    wanted = [point.marker for point in points]
    for _ in points:
        made = point_markers([replace(p, marker=m) for p, m in zip(points, written, strict=True)], styles, depth)
        wrong = next((i for i, (one, other) in enumerate(zip(made, wanted, strict=True)) if one != other), None)
        if wrong is None:
            return written
        if written[wrong]:
            break
        written[wrong] = wanted[wrong]
    made = point_markers([replace(p, marker=m) for p, m in zip(points, written, strict=True)], styles, depth)
    return written if made == wanted else wanted
