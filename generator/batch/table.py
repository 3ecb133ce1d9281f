"""A table as read: its first rows, in which the heads are, and the rows below, as often as asked for.

What a table is, whatever file it comes from; `workbook` and `plain_table` read the files.  Knows no slots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Protocol

from generator.batch.records import Fault
from generator.records import record

HEAD_ROWS = 12
"""Among so many first rows the heads are looked for."""
Merged = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, counted from 1."""


@record(frozen=True)
class RawRow:
    """A row as the clerk saw it: its number in the table, its cells from the first column on."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


@record(frozen=True)
class Heads:
    """The heads of the columns, and the row below which the rows to be made begin."""

    labels: tuple[str, ...]
    last_row: int
    example: tuple[str, ...] = field(default=())


class Table(Protocol):
    """A table that can be read more than once."""

    @property
    def name(self) -> str: ...

    @property
    def sheet(self) -> str:
        """The sheet that is read; empty where the file has none."""
        ...

    @property
    def others(self) -> tuple[str, ...]:
        """Sheets of the file that hold something and are not read."""
        ...

    @property
    def merged(self) -> Sequence[Merged]: ...

    def top(self) -> tuple[RawRow, ...]:
        """The first rows, blank ones included."""
        ...

    def rows(self, exact: frozenset[int] = frozenset()) -> Iterator[RawRow]:
        """All rows, blank ones left out.  `exact` are the columns (from 1) whose dates are wanted whole."""
        ...
