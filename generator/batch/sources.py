"""Where rows come from: a table by its ending, or a folder of details files.

Knows files; not what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.batch.records import Fault, Row
from generator.batch.table import Table
from generator.problems import InvalidInput, Place, Problem
from generator.rendering.folders import OWN, UNIT_FILE
from generator.yaml_source.text_file import read_text

_NOT_MEETINGS = (OWN, "输出", "要求库", "版式")
_TABLES = ".xlsx、.csv、.jsonl，或者放着几个 会议.yaml 的文件夹"


class FileFolder:
    """A folder of details files, in the order of their names; those of 模板 and 输出 are none."""

    def __init__(self, folder: Path, base: Path | None) -> None:
        self.folder, self.name, self.sheet = folder, folder.resolve().name, ""
        self.others: tuple[str, ...] = ()
        self.files = tuple(self._found(base.resolve() if base is not None else None))
        if not self.files:
            expected = "每个会议一个 .yaml，可以放在各自的文件夹里"
            raise InvalidInput([Problem("B03", Place(str(folder)), "这个文件夹里没有 会议.yaml", expected)])

    def _found(self, base: Path | None) -> Iterator[Path]:
        for path in sorted((*self.folder.rglob("*.yaml"), *self.folder.rglob("*.yml"))):
            inner = path.relative_to(self.folder)
            aside = any(part in _NOT_MEETINGS or part.startswith((".", "~")) for part in inner.parts)
            if path.is_file() and not aside and path.name != UNIT_FILE and path.resolve() != base:
                yield inner

    def rows(self) -> Iterator[Row]:
        for number, inner in enumerate(self.files, 1):
            name = inner.as_posix()
            try:
                yield Row(number, number, file=name, text=read_text(self.folder / inner, name))
            except InvalidInput as error:
                # What one file is, keeps no other from being made.
                faults = tuple(Fault(0, "", problem.found, problem.hint) for problem in error.problems)
                yield Row(number, number, faults=faults, file=name)


def open_table(path: Path, sheet: str | None, base: Path | None) -> Table | FileFolder:
    """The table of a path, by its ending.  InvalidInput where there is none or it cannot be read."""
    if path.is_dir():
        return FileFolder(path, base)
    if not path.exists():
        hint = "检查文件名和所在的文件夹；要一个空表来填：jianggao batch --template-table -o 表.xlsx"
        raise InvalidInput([Problem("F03", Place(path.name), "没有这个文件", hint=hint)])
    from generator.batch.plain_table import CsvTable, JsonlTable
    from generator.batch.workbook import SUFFIXES, Workbook

    ending = path.suffix.lower()
    if ending in SUFFIXES:
        return Workbook(path, sheet)
    if sheet is not None:
        raise InvalidInput([Problem("B02", Place(path.name), "这种文件没有工作表", hint="去掉 --sheet")])
    if ending in (".csv", ".tsv", ".txt"):
        return CsvTable(path)
    if ending in (".jsonl", ".ndjson"):
        return JsonlTable(path)
    raise InvalidInput([Problem("B01", Place(path.name), "这不是能用的表", _TABLES)])
