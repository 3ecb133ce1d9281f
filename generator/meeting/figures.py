"""数据: figures written once and used as 【名】 in any text.

Knows filled slots and their texts; not what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from operator import is_
from typing import Any

from generator.problems import InvalidInput, Place, Problem, did_you_mean
from generator.slots.registry import Filled, PersonText, PointText, Problems
from generator.text.counts import is_count
from generator.text.moments import Moment, say_date
from generator.text.regex import regex
from generator.yaml_source.nodes import Placed

_NAMED = regex(r"【([^【】\n]{1,24})】")
HOLE = "待补"
MOST = 1_000_000
"""Characters that all 【名】 of a meeting come to; each may hold two others, and those again."""
DEEPEST = 50


class Figures:
    """【名】 in any text: a figure of 数据 or a top-level value, which may hold figures itself."""

    def __init__(self, details: Mapping[str, Filled], problems: Problems) -> None:
        self.problems = problems
        self.values: dict[str, str] = {}
        self._room = MOST
        # Where 数据 could not be read, nobody can tell which names it has.
        failed = [p.place.path for p in problems if p.severity == "错误" and p.place.path.startswith("数据")]
        self._silent = "数据" in failed
        self._told = {path.split(".")[1] for path in failed if "." in path}
        for key, filled in details.items():
            said = _said(filled.value)
            if said is not None:
                self.values[key] = said
        for key, filled in (details["数据"].value if "数据" in details else {}).items():
            self.values[key] = filled.value["值"]
            if filled.value.get("旧值") == filled.value["值"]:
                found = f"“{key}”还是旧值“{filled.value['值']}”"
                problems.append(
                    Problem("D18", filled.place, found, "今年的新数", "核对以后改成新数；没有变，就删去旧值", "疑似")
                )

    def fill(self, filled: Filled) -> Filled:
        """The value with every 【名】 in its texts replaced; that same one where there is none, as in most."""
        value = self._walk(filled.value, filled)
        return filled if value is filled.value else Filled(value, filled.at)

    def _walk(self, value: Any, typed: Placed) -> Any:
        walk = _WALKS.get(type(value))
        return value if walk is None else walk(self, value, typed)

    def _text(self, text: str, typed: Placed, inside: tuple[str, ...] = ()) -> str:
        return _NAMED.sub(lambda m: self._one(m, typed, inside), text) if "【" in text else text

    def _entries(self, entries: tuple[Any, ...], typed: Placed) -> tuple[Any, ...]:
        walked = tuple([self._walk(one, typed) for one in entries])
        return entries if all(map(is_, walked, entries)) else walked

    def _fields(self, fields: dict[str, Any], typed: Placed) -> dict[str, Any]:
        walked = {key: self._walk(one, typed) for key, one in fields.items()}
        return fields if all(map(is_, walked.values(), fields.values())) else walked

    def _point(self, point: PointText, _: Placed) -> PointText:
        if not (point.points or point.fill or "【" in point.text or "【" in point.title):
            return point
        title, text = self._text(point.title, point), self._text(point.text, point)
        points, fill = self._walk(point.points, point), self._walk(point.fill, point)
        if title is point.title and text is point.text and points is point.points and fill is point.fill:
            return point
        return replace(point, title=title, text=text, points=points, fill=fill)

    def _one(self, found: re.Match[str], typed: Placed, inside: tuple[str, ...]) -> str:
        name = found.group(1).strip()
        if name.startswith(HOLE) or is_count(name):
            return found.group()
        if name not in self.values or name in inside:
            self._report(name, found.group(), typed.place, name in inside)
            return found.group()
        said = self.values[name]
        self._room -= len(said)
        if self._room < 0 or len(inside) == DEEPEST:
            told = f"【】里套着【】，套了 {DEEPEST} 层以上，或者展开以后超过 {MOST // 10_000} 万字"
            raise InvalidInput([*self.problems, Problem("D49", typed.place, told, hint=f"“{name}”直接写出内容")])
        return self._text(said, typed, (*inside, name))

    def _report(self, name: str, typed: str, place: Place, circular: bool) -> None:
        if name in self._told or self._silent:
            return
        self._told.add(name)
        at = place.excerpt.find(typed)
        if at >= 0:
            place = replace(place, column=at + 1)
        if circular:
            found, hint = f"“【{name}】”绕了一圈又用到它自己", "直接写出内容"
        else:
            found = f"“【{name}】”没有对应的数据"
            hint = did_you_mean(name, self.values) or f"在“数据”里加一行：{name}: …"
        self.problems.append(Problem("D17", place, found, "“数据”里或最外层有的名称", hint))


_WALKS: dict[type, Callable[[Figures, Any, Placed], Any]] = {
    str: Figures._text,
    tuple: Figures._entries,
    dict: Figures._fields,
    PointText: Figures._point,
    Filled: lambda figures, filled, _: figures.fill(filled),
}
"""What goes through a value of each type; one of another type holds no text."""


def _said(value: Any) -> str | None:
    """A value as it stands in a sentence; None for what is no single thing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, PersonText):
        return value.name
    return str(value) if isinstance(value, (int, float, Moment)) else None
