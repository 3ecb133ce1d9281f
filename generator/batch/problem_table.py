"""问题.xlsx: what is wrong in which cell, as a table that a clerk works through beside her own.

Whatever a cell says is written as text: nothing in it is ever a formula.  Knows problems; not how they came about.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from generator.batch.findings import Gathered, Noticed
from generator.batch.records import Row, Setting, letters
from generator.problems import InvalidInput, Place, Problem
from generator.text.regex import regex

if TYPE_CHECKING:
    from openpyxl import Workbook

NAME = "问题.xlsx"
HEADS = ("工作表", "行", "列", "写的是", "问题", "怎么改")
NOTICED_HEADS = ("工作表", "行", "共几行", "文件", "提示", "怎么办")
LEFT_HEADS = ("文件", "有没有人改过")
_WIDTHS, _LEFT_WIDTHS = (14, 8, 22, 36, 48, 48), (90, 24)
_LONGEST = 32_000
"""Characters of a cell; a workbook holds 32,767."""
_FORMULA = ("=", "+", "-", "@", "\t")
_ILLEGAL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def problem_table(gathered: Gathered, setting: Setting, left: Sequence[tuple[str, bool]] = ()) -> bytes:
    """The workbook: a sheet of problems, one of findings and one of files left over where there are any.

    `left` are names with whether somebody has edited the file.  InvalidInput where it cannot be made.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "问题"
    _fill(sheet, HEADS, (_problem_row(row, problem, setting) for row, problem in gathered.problems()))
    if gathered.noticed:
        sheet = book.create_sheet("提示")
        _fill(sheet, NOTICED_HEADS, (_noticed_row(one, setting) for one in gathered.findings()))
    if left:
        sheet = book.create_sheet("不用的文件")
        rows = ((name, "改过，先看看要不要留" if edited else "没有") for name, edited in left)
        _fill(sheet, LEFT_HEADS, rows, _LEFT_WIDTHS)
    return workbook_bytes(book, NAME)


def workbook_bytes(book: Workbook, name: str) -> bytes:
    """A workbook as the bytes of its file.  InvalidInput F13 where the disk is too full for what openpyxl lays aside."""
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    stream = io.BytesIO()
    try:
        book.save(stream)
    except (OSError, LxmlError) as error:
        hint = "检查磁盘空间，再运行一次"
        raise InvalidInput([Problem("F13", Place(name), f"表格写不成（{error}）", hint=hint)]) from error
    return stream.getvalue()


def _problem_row(row: Row, problem: Problem, setting: Setting) -> Sequence[str | int]:
    place = problem.place
    in_table = place.file == setting.source
    column = f"{place.path}（{letters(place.column)}）" if in_table and place.column else "" if in_table else str(place)
    advice = "；".join(part for part in (f"应为：{problem.expected}" if problem.expected else "", problem.hint) if part)
    return (row.file or setting.sheet or setting.table, row.number, column, place.excerpt, problem.found, advice)


def _noticed_row(one: Noticed, setting: Setting) -> Sequence[str | int]:
    problem = one.problem
    where = "" if problem.place.file == setting.source else str(problem.place)
    return (setting.sheet or setting.table, one.row.number, one.rows, where, problem.found, problem.hint)


def _fill(
    sheet: Any, heads: Sequence[str], rows: Iterable[Sequence[str | int]], widths: Sequence[float] = _WIDTHS
) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    for letter, width in zip("ABCDEF", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    wrapped, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    shade = PatternFill("solid", fgColor="DDE6F0")

    def cell(value: str | int, head: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value if isinstance(value, int) else safe_text(value))
        made.alignment = wrapped
        if isinstance(value, str):
            as_text(made)
        if head:
            made.font, made.fill = bold, shade
        return made

    wide_page(sheet)
    sheet.append([cell(head, True) for head in heads])
    for number, row in enumerate(rows, 2):
        sheet.row_dimensions[number].height = row_height(map(str, row), widths)
        sheet.append([cell(value) for value in row])


def wide_page(sheet: Any) -> None:
    """Print on pages laid across, all columns on one."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def row_height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """Points that a row needs, so that wrapped texts are seen whole; at most twelve lines."""
    lines = 1
    for text, width in zip(texts, widths, strict=False):
        needed = sum(1 + int(sum(1 if c.isascii() else 2 for c in part) // (width - 1)) for part in text.split("\n"))
        lines = max(lines, needed)
    return 16.0 * min(lines, 12)


def safe_text(value: str) -> str:
    """A text that a workbook can hold: no control characters, not too long."""
    text = _ILLEGAL.sub("·", value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def as_text(cell: Any) -> None:
    """Make a cell hold its value as text, whatever it begins with; it stays text when a clerk edits it."""
    cell.data_type = "s"
    if str(cell.value).startswith(_FORMULA):
        cell.quotePrefix = True
        cell.number_format = "@"
