"""A details file as text: values in single quotes where they need them, comments on what is to be filled in.

Knows YAML as it is written by hand, and the record of a point; nothing of old papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.text.points import Point
from generator.text.regex import regex

_PLAIN = regex("[\u3400-\u9fffA-Za-z0-9（）、；《》〈〉【】〖〗…×○〇]+")


def entry_rows(name: str, value: Any, indent: int = 0) -> Iterator[str]:
    """The lines of `name: value`; lists and mappings go on below, an empty value gives none."""
    pad = " " * indent
    if value is None or value in ("", (), [], {}):
        return
    if isinstance(value, str):
        lines = value.split("\n")
        if len(lines) == 1:
            yield f"{pad}{name}: {quoted(value)}"
        else:
            yield f"{pad}{name}:"
            yield from (f"{pad}  - {quoted(line)}" for line in lines)
    elif isinstance(value, Mapping):
        rows = [row for key, one in value.items() for row in entry_rows(key, one, indent + 2)]
        yield from [f"{pad}{name}:", *rows] if rows else ()
    else:
        yield f"{pad}{name}:"
        for one in value:
            yield from item_rows(one, indent + 2)


def item_rows(value: Any, indent: int) -> Iterator[str]:
    """The lines of one entry of a list."""
    pad = " " * indent
    if isinstance(value, str):
        yield f"{pad}- {quoted(value)}"
        return
    rows = [row for key, one in value.items() for row in entry_rows(key, one, indent + 2)]
    if rows:
        yield f"{pad}- {rows[0].lstrip()}"
        yield from rows[1:]


def point_values(points: Sequence[Point]) -> list[Any]:
    """Points as the mappings (or bare texts) of a details file."""
    return [_point_value(point) for point in points]


def _point_value(point: Point) -> Any:
    runs = {} if point.run_on is None else {"接排": "是" if point.run_on else "否"}
    if point.aside:
        return {"段": point.text, **runs}
    said: dict[str, Any] = {"标号": point.marker, **runs, "标题": point.title, "正文": point.text, "层次": point.style}
    said = {key: value for key, value in said.items() if value}
    if point.points:
        said["要点"] = point_values(point.points)
    if list(said) == ["正文"] and "\n" not in point.text:
        return point.text
    return said


def quoted(text: str) -> str:
    """A text as YAML, in single quotes unless every mark in it is one that YAML leaves alone."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"
