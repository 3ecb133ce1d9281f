"""Tables without formats: .csv (UTF-8 or GB18030) and .jsonl (one object a line).

Knows texts; not slots.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.batch.cells import cleaned
from generator.batch.records import Fault
from generator.batch.table import HEAD_ROWS, Merged, RawRow
from generator.problems import InvalidInput, Place, Problem
from generator.yaml_source.text_file import decode

_LARGEST = 500_000_000
_DEEPEST = 20


class _Plain:
    """What the two have in common: one sheet without a name."""

    def __init__(self, path: Path) -> None:
        self.path, self.name, self.sheet = path, path.name, ""
        self.others: tuple[str, ...] = ()
        self.merged: Sequence[Merged] = ()
        size = path.stat().st_size
        if size > _LARGEST:
            found = f"文件有 {size / 1e6:.0f} MB，太大了"
            raise InvalidInput([Problem("B01", Place(path.name), found, "不超过 500 MB", "分成几个文件")])
        self.text = decode(path.read_bytes(), path.name)
        if not self.text.strip():
            raise InvalidInput([Problem("B03", Place(path.name), "表里什么也没有", "第一行是列名，下面一行一个会议")])


class CsvTable(_Plain):
    """A .csv file; commas, tabs or semicolons between the cells, whichever the first row has most of."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        first = self.text.lstrip("\n").partition("\n")[0]
        self.mark = max(",\t;", key=first.count)
        csv.field_size_limit(10_000_000)

    def _read(self) -> Iterator[RawRow]:
        # Strictly: a quote that is never closed would take all rows below into its cell.
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.mark, strict=True)
        number = 0
        try:
            for number, values in enumerate(reader, 1):
                yield _row(number, values)
        except csv.Error as error:
            found = "这一行读不下去：英文双引号没有收尾，或者收尾以后还有字，或者一格太长"
            hint = "内容里的英文双引号写成两个；或者用 Excel 或 WPS 打开，看看这一行，另存为 .xlsx"
            raise InvalidInput([Problem("B01", Place(self.name, number + 1), found, hint=hint)]) from error

    def top(self) -> tuple[RawRow, ...]:
        return tuple(row for row, _ in zip(self._read(), range(HEAD_ROWS), strict=False))

    def rows(self, exact: frozenset[int] = frozenset()) -> Iterator[RawRow]:
        yield from (row for row in self._read() if row.faults or any(row.cells))


class JsonlTable(_Plain):
    """A .jsonl file.  What is nested in a line gets the name of its place: 讲话.1.讲话人."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.heads: dict[str, int] = {}
        for _, cells in self._objects():
            for head in cells:
                self.heads.setdefault(head, len(self.heads) + 1)

    def _objects(self) -> Iterator[tuple[int, dict[str, str]]]:
        for number, line in enumerate(self.text.split("\n"), 1):
            if not line.strip():
                continue
            hint = '每行一个 {"会议名称": "…", "时间": "…"}'
            try:
                # Numbers stay as they were typed: 0931 must not become another one, nor 1.50.
                value = json.loads(line, parse_int=str, parse_float=str)
            except (ValueError, RecursionError) as error:
                place = Place(self.name, number, 1, line[:80])
                raise InvalidInput([Problem("B01", place, "这一行不是完整的 JSON", hint=hint)]) from error
            if not isinstance(value, dict):
                place = Place(self.name, number, 1, line[:80])
                raise InvalidInput([Problem("B01", place, "这一行不是一组“名称: 值”", hint=hint)])
            yield number, dict(_flat(value, "", 0))

    def top(self) -> tuple[RawRow, ...]:
        return (RawRow(0, tuple(self.heads)),)

    def rows(self, exact: frozenset[int] = frozenset()) -> Iterator[RawRow]:
        for number, cells in self._objects():
            values = [cells.get(head, "") for head in self.heads]
            row = _row(number, values)
            if row.faults or any(row.cells):
                yield row


def _flat(value: Any, where: str, depth: int) -> Iterator[tuple[str, str]]:
    """Nested JSON as names of places and texts."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _flat(one, f"{where}.{key}" if where else str(key), depth + 1)
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _flat(one, f"{where}.{number}", depth + 1)
    elif value is not None:
        yield where, {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def _row(number: int, values: Sequence[str]) -> RawRow:
    cells: list[str] = []
    faults: list[Fault] = []
    for column, value in enumerate(values, 1):
        text, fault = cleaned(value, column)
        cells.append(text)
        faults += [fault] if fault is not None else []
    return RawRow(number, tuple(cells), tuple(faults))
