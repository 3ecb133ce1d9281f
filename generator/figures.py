"""数据: figures written once and used as 【名】 in any text.

Knows filled slots and their texts; not what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from generator.moments import Moment
from generator.problems import Place, Problem, did_you_mean
from generator.slots import Filled, PointText, Problems

_NAMED = re.compile(r"【([^【】\n]{1,24})】")
HOLE = "待补"


class Figures:
    """【名】 in any text: a figure of 数据 or a top-level value."""

    def __init__(self, details: Mapping[str, Filled], problems: Problems) -> None:
        self.problems = problems
        self.values: dict[str, str] = {}
        for key, filled in details.items():
            if isinstance(filled.value, (str, int, float, Moment)):
                self.values[key] = str(filled.value)
        for key, filled in (details["数据"].value if "数据" in details else {}).items():
            self.values[key] = filled.value["值"]
            if filled.value.get("旧值") == filled.value["值"]:
                found = f"“{key}”还是旧值“{filled.value['值']}”"
                problems.append(
                    Problem("D18", filled.place, found, "今年的新数", "核对以后改成新数；没有变，就删去旧值", "疑似")
                )

    def fill(self, filled: Filled) -> Filled:
        """The value with every 【名】 in its texts replaced."""
        return Filled(self._walk(filled.value, filled.place), filled.place)

    def _walk(self, value: Any, place: Place) -> Any:
        if isinstance(value, str):
            return self._text(value, place)
        if isinstance(value, Filled):
            return self.fill(value)
        if isinstance(value, tuple):
            return tuple(self._walk(one, place) for one in value)
        if isinstance(value, dict):
            return {key: self._walk(one, place) for key, one in value.items()}
        if isinstance(value, PointText):
            fix: Callable[[str], str] = lambda text: self._text(text, value.place)  # noqa: E731
            return replace(
                value,
                title=fix(value.title),
                text=fix(value.text),
                points=self._walk(value.points, value.place),
                fill={key: fix(text) for key, text in value.fill.items()},
            )
        return value

    def _text(self, text: str, place: Place) -> str:
        return _NAMED.sub(lambda m: self._one(m, place), text) if "【" in text else text

    def _one(self, found: re.Match[str], place: Place) -> str:
        name = found.group(1).strip()
        if name.startswith(HOLE):
            return found.group()
        if name not in self.values:
            hint = did_you_mean(name, self.values) or f"在“数据”里加一行：{name}: …"
            self.problems.append(Problem("D17", place, f"“【{name}】”没有对应的数据", "“数据”里或最外层有的名称", hint))
            return found.group()
        return self.values[name]
