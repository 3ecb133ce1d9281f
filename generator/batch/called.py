"""What rows and their files are called, before any paper is made.

Knows settings, rows and the base's own values; neither tables nor papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.batch.base import text_of
from generator.batch.naming import FILE, OF_PAPER, ORDINAL, Pattern, ordinal
from generator.batch.records import Row, Setting, target_name
from generator.calls import SPEECH, STATEMENT
from generator.problems import Place
from generator.slots.persons import person
from generator.slots.registry import Slot
from generator.yaml_source.load import Fields, Text


class Said:
    """What a name stands for in a row: a column by its head or slot, 序号, or the base's own value.

    Where each name's columns are is found once, and not for every row and paper.
    """

    def __init__(self, setting: Setting, base: Fields) -> None:
        self._base = base
        self._columns: dict[str, list[int]] = {}
        for index, column in enumerate(setting.columns):
            for name in {column.head, target_name(column.target)} if column.used else ():
                self._columns.setdefault(name, []).append(index)
        self._own = [(f"【{column.head}】", index) for index, column in enumerate(setting.columns) if not column.target]

    def of(self, field: str, row: Row) -> str:
        """The value of a field of the file name; empty where the row and the base have none."""
        for index in self._columns.get(field, ()):
            if cell := row.cells[index]:
                # Written out, 2 would stand after 10.
                return ordinal(int(cell)) if field == ORDINAL and cell.isdecimal() else cell
        if field == ORDINAL:
            return ordinal(row.ordinal)
        if field == FILE:
            return row_label(row)
        text = text_of(self._base.get(field))
        if "【" in text:
            for name, index in self._own:
                text = text.replace(name, row.cells[index])
        return text


class Names:
    """What the files of rows are called, before any of them is made."""

    def __init__(self, setting: Setting, base: Fields) -> None:
        self.pattern = Pattern(setting.pattern)
        self._said = Said(setting, base)
        spoken = [index for index, column in enumerate(setting.columns) if "讲话人" in column.target[-2:]]
        self._speakers = spoken if OF_PAPER[1] in self.pattern.fields else []
        self._alone = {*setting.only} <= {SPEECH, STATEMENT} if setting.only else False

    def key(self, row: Row) -> str:
        """The name of all files of a row but for what tells them apart."""
        return self.pattern.key(lambda field: self.value(field, row))

    def common(self, row: Row) -> str:
        """The name that no other row may have: that of the papers without a speaker, where there may be such."""
        if self._alone or not any(row.cells[index] for index in self._speakers):
            return row.key
        return self.pattern.key(lambda field: "" if field in OF_PAPER else self._said.of(field, row))

    def value(self, field: str, row: Row) -> str:
        """What a field stands for; of those that differ between papers the speakers alone are known."""
        if field in OF_PAPER:
            return "".join(self._speaking(row)) if field == OF_PAPER[1] else ""
        return self._said.of(field, row)

    def _speaking(self, row: Row) -> Iterator[str]:
        """The names of the speakers that the row itself gives."""
        for index in self._speakers:
            if cell := row.cells[index]:
                read = person(Slot("讲话人", "人员"), Text(cell, Place()), [])
                yield read.name if read is not None else cell


def row_label(row: Row) -> str:
    """What a folder's file is called in names: 甘州区 for 甘州区/会议.yaml, 甘州区 for 甘州区.yaml."""
    path = Path(row.file)
    parts = [*path.parent.parts, path.stem]
    return "-".join(parts[:-1] if path.stem == "会议" and len(parts) > 1 else parts)
