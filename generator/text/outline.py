"""The structure of a meeting text: pieces, their roles, and points nested as in the text.

Only records and their two written forms: the JSON of the annotation scheme and a tree for people.  Nothing
here reads a text; `reader` does.  Every record keeps the characters it stands for and where they stand, so
that whoever holds an outline can rebuild the text: `"".join(p.source for p in outline.pieces) == outline.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

from generator.records import record


class Genre(str, Enum):
    """文种, as far as a reader needs to tell them apart."""

    HOST_SCRIPT = "主持词"
    SPEECH = "讲话"
    BRIEF = "简报"
    REPORT = "情况报告"
    MINUTES = "会议纪要"
    OTHER = "其他"


class Role(str, Enum):
    """What a stretch of running text is for."""

    TITLE = "标题"
    BYLINE = "署名"
    SALUTATION = "称呼"
    OPENING = "开头"
    RECAP = "承上"
    PIVOT = "过渡句"
    AGENDA = "议程"
    CLOSING = "结尾"
    ADJOURN = "散会"
    BODY = "正文"


@record(frozen=True)
class Text:
    """Consecutive characters of one role, line breaks and all."""

    role: Role
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def source(self) -> str:
        return self.text


@record(frozen=True)
class Point:
    """一个要点: its marker as it stands, its head, and what is under it.  `source` is marker + head + blocks.

    `head` is the heading line, or the first sentence where the text runs on; a child may cut it short.
    """

    marker: str
    style: str
    number: int
    head: str
    start: int
    blocks: tuple[Block, ...] = ()

    @property
    def children(self) -> tuple[Point, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Point))

    @property
    def own_text(self) -> str:
        """What the point says itself after its head, the children left out."""
        return "".join(block.text for block in self.blocks if isinstance(block, Text))

    @property
    def source(self) -> str:
        return self.marker + self.head + "".join(block.source for block in self.blocks)

    @property
    def end(self) -> int:
        return self.blocks[-1].end if self.blocks else self.start + len(self.marker) + len(self.head)


Block = Text | Point


@record(frozen=True)
class Pivot:
    """过渡句: what leads into the points, and how many it declares (None for 几点, 以下, XX点)."""

    text: str
    declared: int | None
    start: int


@record(frozen=True)
class AgendaItem:
    """一项议程: its number and the line that announces it."""

    number: int
    text: str
    start: int


@record(frozen=True)
class Piece:
    """One paper of a file.  The fields are what the paper has of each role; `blocks` is all of its text, in order."""

    start: int
    genre: Genre
    blocks: tuple[Block, ...]
    title: str | None = None
    salutation: str | None = None
    opening: str | None = None
    recap: str | None = None
    pivot: Pivot | None = None
    agenda: tuple[AgendaItem, ...] = ()
    closing: str | None = None
    adjourn: str | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Point))

    @property
    def source(self) -> str:
        return "".join(block.source for block in self.blocks)

    @property
    def end(self) -> int:
        return self.blocks[-1].end if self.blocks else self.start


@record(frozen=True)
class Outline:
    """The structure of one file.  `noise` is what a cleaner took out of it: part of no piece, and not in `text`."""

    text: str
    pieces: tuple[Piece, ...]
    noise: tuple[str, ...] = ()


def walk_points(points: tuple[Point, ...], depth: int = 1) -> Iterator[tuple[int, Point]]:
    """Every point with its depth, in text order; the outermost have depth 1."""
    for point in points:
        yield depth, point
        yield from walk_points(point.children, depth + 1)


_START_LENGTH = 40
_SHORT_HEAD = 8


def outline_as_dict(outline: Outline, file: str) -> dict[str, Any]:
    """The JSON form of the annotation scheme: file, pieces, noise."""
    return {
        "file": file,
        "pieces": [_piece_as_dict(piece) for piece in outline.pieces],
        "noise": list(outline.noise),
    }


def _piece_as_dict(piece: Piece) -> dict[str, Any]:
    pivot = piece.pivot
    return {
        "start": _first_words(piece.source),
        "genre": piece.genre.value,
        "title": piece.title,
        "salutation": piece.salutation,
        "opening": piece.opening,
        "recap": piece.recap,
        "pivot": None if pivot is None else {"text": pivot.text, "declared": pivot.declared},
        "agenda": [{"n": item.number, "text": item.text} for item in piece.agenda],
        "outline": [_point_as_dict(point) for point in piece.points],
        "closing": piece.closing,
        "adjourn": piece.adjourn,
    }


def _point_as_dict(point: Point) -> dict[str, Any]:
    return {
        "marker": point.marker,
        "head": _head_words(point),
        "children": [_point_as_dict(child) for child in point.children],
    }


def _head_words(point: Point) -> str:
    """The head, with the rest of its line where it is short: 早谋划。今年… says little by itself."""
    head = point.head
    if len(head) <= _SHORT_HEAD and point.blocks and isinstance(point.blocks[0], Text):
        head += point.blocks[0].text[:_START_LENGTH].split("\n")[0]
    return head.strip()


def _first_words(text: str) -> str:
    return re.sub(r"\s+", "", text[: 4 * _START_LENGTH])[:_START_LENGTH]


def format_outline(outline: Outline) -> str:
    """A tree for people, one role or point a line, long texts cut with …."""
    rows: list[str] = []
    for number, piece in enumerate(outline.pieces, 1):
        rows.append(f"第{number}篇 {piece.genre.value}" if len(outline.pieces) > 1 else piece.genre.value)
        rows.extend(f"  {row}" for row in _piece_rows(piece))
    rows.extend(f"杂质 {_cut(line)}" for line in outline.noise)
    return "\n".join(rows)


def _piece_rows(piece: Piece) -> Iterator[str]:
    for role, text in (
        (Role.TITLE, piece.title),
        (Role.SALUTATION, piece.salutation),
        (Role.OPENING, piece.opening),
    ):
        if text is not None:
            yield f"{role.value} {_cut(text)}"
    for item in piece.agenda:
        yield f"{Role.AGENDA.value} {item.number} {_cut(item.text)}"
    if piece.recap is not None:
        yield f"{Role.RECAP.value} {_cut(piece.recap)}"
    if piece.pivot is not None:
        count = "" if piece.pivot.declared is None else f"（{piece.pivot.declared}）"
        yield f"{Role.PIVOT.value}{count} {_cut(piece.pivot.text)}"
    for depth, point in walk_points(piece.points):
        yield f"{'  ' * (depth - 1)}要点 {point.marker.strip()} {_cut(point.head)}".rstrip()
    if piece.closing is not None:
        yield f"{Role.CLOSING.value} {_cut(piece.closing)}"
    if piece.adjourn is not None:
        yield f"{Role.ADJOURN.value} {_cut(piece.adjourn)}"


def _cut(text: str, size: int = 40) -> str:
    flat = re.sub(r"\s+", " ", text[: 4 * size].strip())
    return flat if len(flat) <= size else flat[: size - 1] + "…"
