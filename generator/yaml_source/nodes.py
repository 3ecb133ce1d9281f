"""What a YAML file holds: texts, lists and mappings, each with its place in the text as it was typed.

Knows nothing of YAML: `load` makes them of a file, `batch` of the cells of a table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from generator.problems import Place, Problem
from generator.records import record


@record(frozen=True)
class Shift:
    """Edits of a line made in one go, from left to right: where each begins before and after, and what all so far add."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    added: tuple[int, ...]

    def undo(self, column: int) -> int:
        """A column of the line after the edits as one of the line before them."""
        last = bisect_left(self.after, column) - 1
        return column if last < 0 else max(column - self.added[last], self.before[last])


@dataclass(eq=False, repr=False)
class Mended:
    """The text to give to YAML, the lines as typed, and the traps found.

    `name` is that of the file, `first_line` the line of it at which the text begins.
    """

    text: str
    original: Sequence[str]
    name: str = ""
    first_line: int = 1
    problems: list[Problem] = field(default_factory=list)
    shifts: dict[int, list[Shift]] = field(default_factory=dict)
    runs_on: bool = False
    """Whether a value seems to go over several lines."""

    def column(self, line: int, column: int) -> int:
        """A column (from 0) of the mended line as a column of the line as typed."""
        for shift in reversed(self.shifts.get(line, ())):
            column = shift.undo(column)
        return max(column, 0)

    def place(self, line: int, column: int, path: str = "") -> Place:
        """The place of a line and column (from 0) of the mended text in the file as typed."""
        if line >= len(self.original):
            line, column = len(self.original) - 1, len(self.text)
        excerpt = self.original[line]
        typed = self.column(line, column) if line in self.shifts else column
        return Place(self.name, line + self.first_line, min(typed, len(excerpt)) + 1, excerpt, path)


Spot: TypeAlias = tuple[Mended, int, int, str]
"""A place yet to be worked out, from what `Mended.place` is to be asked: most values stand where nothing is wrong, and
nobody asks where that is."""


def place_of(at: Place | Spot) -> Place:
    """The place of what stands there."""
    if isinstance(at, Place):
        return at
    mended, line, column, path = at
    return mended.place(line, column, path)


class Placed:
    """What was typed somewhere, and what was made of it."""

    at: Place | Spot

    @property
    def place(self) -> Place:
        return place_of(self.at)


@record(frozen=True)
class Text(Placed):
    """A scalar: the string that was typed.

    `rows` are its lines as typed where YAML joined several into one, without marks or a word from the clerk.
    """

    value: str
    at: Place | Spot = field(compare=False)
    rows: tuple[str, ...] = field(default=(), compare=False)


@record(frozen=True)
class Items(Placed):
    """A list."""

    items: tuple[Node, ...]
    at: Place | Spot = field(compare=False)


@record(frozen=True)
class Fields(Placed):
    """A mapping, in the order of the file; of a repeated key the first stands."""

    entries: tuple[tuple[Text, Node], ...]
    at: Place | Spot = field(compare=False)

    @cached_property
    def named(self) -> Mapping[str, Node]:
        """The values by their names."""
        return {key.value: value for key, value in self.entries}

    def get(self, name: str) -> Node | None:
        return self.named.get(name)

    def key(self, name: str) -> Text | None:
        return next((key for key, _ in self.entries if key.value == name), None)


Node: TypeAlias = "Text | Items | Fields"


def plain(node: Node | None) -> Any:
    """A node as nested dict, list and str, places left out."""
    if node is None:
        return None
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}
