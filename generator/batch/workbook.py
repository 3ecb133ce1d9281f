"""Workbooks: .xlsx and its relatives, read by python-calamine; number formats by openpyxl where a cell needs one.

A cell is the text that the table program shows for it.  Knows no slots.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from generator.batch.cells import cleaned
from generator.batch.reach import too_far
from generator.batch.records import Fault
from generator.batch.shown import BUILTIN, GENERAL, PLAIN, exact, no_date, shown, too_precise
from generator.batch.table import HEAD_ROWS, Merged, RawRow
from generator.problems import InvalidInput, Place, Problem, did_you_mean

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods")
_STYLES, _SHEETS = "xl/styles.xml", "xl/worksheets/sheet"
_BROKEN = b' t="e"'
GUIDE = "说明"
"""The sheet of our own tables that tells how to fill them."""
_LARGEST = 200_000_000
"""Bytes that the parts of a workbook may come to: a list of meetings is far from it, a zip bomb is not."""


class Workbook:
    """One sheet of a workbook, as a table."""

    def __init__(self, path: Path, sheet: str | None = None) -> None:
        self.path, self.name = path, path.name
        self.others: tuple[str, ...] = ()
        book = _opened(path)
        self._sheet = self._chosen(book, sheet)
        self.sheet = self._sheet.name
        ranges = self._sheet.merged_cell_ranges or []
        self.merged: Sequence[Merged] = tuple(
            (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in ranges
        )
        self._needs_forms = _needs_forms(path)

    def _chosen(self, book: CalamineWorkbook, asked: str | None) -> CalamineSheet:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        kinds = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        names = [one.name for one in kinds]
        if asked is not None:
            if asked not in names:
                expected = "下列之一：" + "、".join(names)
                place = Place(self.name)
                raise InvalidInput(
                    [Problem("B02", place, f"没有工作表“{asked}”", expected, did_you_mean(asked, names))]
                )
            return book.get_sheet_by_name(asked)
        # A hidden sheet is somebody's workings: it is read only when it is asked for.
        visible = [one.name for one in kinds if one.visible == SheetVisibleEnum.Visible]
        filled = [sheet for sheet in map(book.get_sheet_by_name, visible) if sheet.height > 0]
        if not filled:
            hidden = "；有隐藏的工作表，要读它就写 --sheet" if len(visible) < len(names) else ""
            raise InvalidInput(
                [Problem("B03", Place(self.name), f"表里什么也没有{hidden}", "第一行是列名，下面一行一个会议")]
            )
        self.others = tuple(sheet.name for sheet in filled[1:] if sheet.name != GUIDE)
        return filled[0]

    def top(self) -> tuple[RawRow, ...]:
        rows = (self._row(number, values, None, frozenset()) for number, values in self._values())
        return tuple(row for row, _ in zip(rows, range(HEAD_ROWS), strict=False))

    def rows(self, exact: frozenset[int] = frozenset()) -> Iterator[RawRow]:
        forms = _Forms(self.path, self.sheet) if self._needs_forms else None
        try:
            for number, values in self._values():
                row = self._row(number, values, forms, exact)
                if row.faults or any(row.cells):
                    yield row
        finally:
            if forms is not None:
                forms.close()

    def _values(self) -> Iterator[tuple[int, list[Any]]]:
        before = [""] * (self._sheet.start[1] if self._sheet.start else 0)
        for number, values in enumerate(self._sheet.iter_rows(), 1):
            yield number, [*before, *values]

    def _row(self, number: int, values: list[Any], forms: _Forms | None, whole: frozenset[int]) -> RawRow:
        cells: list[str] = []
        faults: list[Fault] = []
        for column, value in enumerate(values, 1):
            if value == "":
                if forms is not None and (broken := forms.broken(number, column)):
                    hint = "改好公式，或者直接填上内容"
                    faults.append(Fault(column, broken, f"这一格的公式算不出来：{broken}", hint))
                cells.append("")
                continue
            text = value if isinstance(value, str) else ""
            if not isinstance(value, str):
                formatted = forms is not None and isinstance(value, (int, float, date, time))
                form = forms.of(number, column) if forms is not None and formatted else GENERAL
                text = (exact if column in whole else shown)(value, form)
                if no_date(value, form):
                    found = f"这一格的格式是日期，可是 {text} 不是表格里的日期（表里看见的是 ####）"
                    hint = "把这一格的格式改成“文本”，再填 2026年11月25日 这样的日期"
                    faults.append(Fault(column, text, found, hint))
                elif column in whole and _forgotten_date(value, text):
                    hint = f"是 {exact(value, 'yyyy-m-d')}，就把这一格的格式改成“日期”；不是，填上日期"
                    faults.append(Fault(column, text, f"这一格看见的是 {text}，不是日期", hint))
            if too_precise(value):
                found = f"这个数超过 15 位，后面几位已经变成了 0：{text}"
                faults.append(Fault(column, text, found, "把这一列的格式设成“文本”，再重新填"))
            clean, fault = cleaned(text, column)
            cells.append(clean)
            faults += [fault] if fault is not None else []
        return RawRow(number, tuple(cells), tuple(faults))


def _forgotten_date(value: object, seen: str) -> bool:
    """True for 46266 where a date is wanted: a day of this century that lost its format, as pasted values do."""
    numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
    return numeric and 36_526 <= float(str(value)) < 73_051 and seen[:5].isdecimal()


def _opened(path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        # One with a password is no zip; the library tells what it is.
        if path.suffix.lower() in (".xlsx", ".xlsm", ".ods") and is_zipfile(path):
            _check_size(path)
        return load_workbook(path)
    except PasswordError as error:
        hint = "在 Excel 或 WPS 里打开，去掉密码，另存一份"
        raise InvalidInput([Problem("B01", Place(path.name), "这个表有密码，读不了", hint=hint)]) from error
    except (CalamineError, BadZipFile) as error:
        hint = "在 Excel 或 WPS 里打开它，另存为 .xlsx"
        raise InvalidInput(
            [Problem("B01", Place(path.name), "这个文件不是完好的表格", "能打开的 .xlsx", hint)]
        ) from error


def _check_size(path: Path) -> None:
    with ZipFile(path) as package:
        size = sum(entry.file_size for entry in package.infolist())
        far = too_far(package) if size <= _LARGEST else ""
    if far:
        hint = "删去那里的内容，或者把要用的那一块复制到新的工作表里"
        raise InvalidInput([Problem("B01", Place(path.name), f"表太大了，一直到 {far} 那一格都有内容", hint=hint)])
    if size > _LARGEST:
        found = f"表展开以后有 {size / 1e6:.0f} MB，太大了"
        hint = "删去用不着的工作表和图片，或者另存为 .csv"
        raise InvalidInput([Problem("B01", Place(path.name), found, f"不超过 {_LARGEST // 1_000_000} MB", hint)])


def _needs_forms(path: Path) -> bool:
    """Whether the workbook has number formats in which a number does not look as it is, or formulas that fail."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return False
    with ZipFile(path) as package:
        names = package.namelist()
        styles = package.read(_STYLES).decode("utf-8", "replace") if _STYLES in names else ""
        used = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0]
        if any(int(number) not in PLAIN for number in re.findall(r'numFmtId="(\d+)"', used)):
            return True
        return any(_BROKEN in package.read(name) for name in names if name.startswith(_SHEETS))


class _Forms:
    """What calamine does not tell of a sheet's cells, read row by row beside it: number formats, and what has failed."""

    def __init__(self, path: Path, sheet: str) -> None:
        from openpyxl import load_workbook

        self._book = load_workbook(path, read_only=True, data_only=True)
        # What a file says of its own extent is often wrong.
        self._book[sheet].reset_dimensions()
        self._rows: Iterator[Any] = self._book[sheet].iter_rows(min_row=1)
        self._number = 0
        self._row: Sequence[Any] = ()

    def of(self, number: int, column: int) -> str:
        """The format of a cell.  Rows are asked for in order."""
        cell = self._cell(number, column)
        if not getattr(cell, "has_style", False):
            return GENERAL
        return BUILTIN.get(cell.style_array.numFmtId) or str(cell.number_format)

    def broken(self, number: int, column: int) -> str:
        """The error that a cell shows (#REF!), empty where it shows none."""
        cell = self._cell(number, column)
        return str(cell.value) if getattr(cell, "data_type", "") == "e" else ""

    def _cell(self, number: int, column: int) -> Any:
        while self._number < number:
            with warnings.catch_warnings():
                # A number that is no date is told as a fault of its cell.
                warnings.simplefilter("ignore")
                self._row = next(self._rows, ())
            self._number += 1
        return self._row[column - 1] if column <= len(self._row) else None

    def close(self) -> None:
        self._book.close()
