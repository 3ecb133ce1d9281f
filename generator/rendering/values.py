"""Values as templates see them: plain text, numbers, dates, lists and tables of these; blanks and holes.

A Blank is an optional slot left empty (its sentence goes); a Hole is a required one in a draft (【待补：主持人】).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.meeting.figures import HOLE
from generator.text.marks import GONE, VALUE, VALUE_END, literal
from generator.text.moments import Moment, say_date, say_moment


class TemplateFault(Exception):
    """A mistake in a template, at a line of it; `render` makes a Problem of it."""

    def __init__(self, found: str, expected: str = "", hint: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.hint = found, expected, hint


class Blank:
    """An empty optional slot: false, and printed it takes its sentence with it."""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0


BLANK = Blank()


class Hole:
    """A required slot that is empty, in a draft: true, and printed as 【待补：…】."""

    def __init__(self, label: str) -> None:
        self.label = label

    def part(self, name: str) -> Hole:
        """What a template finds under it: the same hole, for what is to be written is the whole (【待补：单位】)."""
        return self

    def __str__(self) -> str:
        return f"【{HOLE}：{self.label}】"

    def __iter__(self) -> Iterator[Any]:
        yield self

    def __len__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hole) and other.label == self.label

    def __hash__(self) -> int:
        return hash(self.label)


class PersonHole(Hole):
    """Somebody who is still to be named; post and name stand side by side, so each says which it is."""

    def part(self, name: str) -> Hole:
        """【待补：主持人职务】【待补：主持人姓名】"""
        return Hole(self.label + name)


class Table(dict[str, Any]):
    """A group of named values (人员.姓名, 单位.自称); printed alone it is its `main` value."""

    __slots__ = ("main",)

    def __init__(self, main: str, values: dict[str, Any]) -> None:
        self.main = main
        self.update(values)

    def __str__(self) -> str:
        return shown(self.get(self.main, ""))


class Said(str):
    """Text that our own code composed, marks and all: printed as it is."""

    __slots__ = ()


def printed(value: Any) -> str:
    """What `{{ value }}` prints: values of the details as literals, our own text as it is."""
    if type(value) is str and value:
        # Most are, and need not be asked what else they may be.
        return f"{VALUE}{value}{VALUE_END}" if value.isprintable() else literal(value)
    if isinstance(value, Said):
        return value
    if value is None or isinstance(value, Blank) or value == "":
        return GONE
    return literal(shown(value))


def shown(value: Any) -> str:
    """A value as words: a date as 2026年11月25日, a list joined by 、."""
    if type(value) is str:
        return value
    if type(value) is Table:
        main = value.get(value.main, "")
        return main if type(main) is str else shown(main)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Moment):
        return say_moment(value)
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Blank):
        return ""
    if isinstance(value, dict) and not isinstance(value, Table):
        hint = "在名称后面加点，取其中一项：" + "、".join(map(str, list(value)[:3]))
        raise TemplateFault("这里面有好几项，不能直接印出来", "其中一项", hint)
    if isinstance(value, (list, tuple)):
        return "、".join(shown(one) for one in value)
    return str(value)
