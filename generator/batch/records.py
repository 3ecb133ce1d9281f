"""What a batch is made of and what comes of it: plain records that travel between processes.

Knows names, texts and digests; neither tables nor papers.
"""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path

from generator.problems import Place, Problem
from generator.records import record

Step = str | int
Target = tuple[Step, ...]
"""Where in the details a column's cells go: ("讲话", 1, "讲话人"); empty for a column that fills no slot."""


def target_name(target: Target) -> str:
    """讲话.1.讲话人"""
    return ".".join(map(str, target))


@record(frozen=True)
class Column:
    """One column of a table: its head, its number counted from 1, where its cells go.

    `used` is False for one that fills nothing and is named nowhere.
    """

    head: str
    number: int
    target: Target = ()
    used: bool = True


@record(frozen=True)
class Fault:
    """A cell that cannot be read: the column's number, what stands there, what is wrong, what to do."""

    column: int
    written: str
    found: str
    hint: str = ""


@record(frozen=True)
class Row:
    """One row to make papers of: a table's row, or a file of a folder (then `text` is what stands in it)."""

    number: int
    """The row as the table program counts it; for a file, which one it is."""
    ordinal: int
    """序号: which of the rows that hold something, counted from 1."""
    cells: tuple[str, ...] = ()
    """One for each column of the setting, as the clerk saw it; empty where nothing was given."""
    faults: tuple[Fault, ...] = ()
    file: str = ""
    text: str = ""
    key: str = ""
    """What the row's files are called but for genre and speaker: no two rows have the same."""
    digest: str = ""
    """Changes when anything changes that the row's papers are made of."""


@record(frozen=True)
class Setting:
    """What all rows share, complete: a process that has this and a row can make its papers."""

    table: str
    sheet: str
    home: Path
    """The folder whose 模板/ and 单位.yaml hold."""
    folder: Path
    """Where the papers go."""
    columns: tuple[Column, ...] = ()
    base: str | None = None
    base_name: str = ""
    pattern: str = ""
    templates: Path | None = None
    only: tuple[str, ...] = ()
    everything: bool = False
    layout: str | None = None
    variant: int = 0
    draft: bool = False
    strict: bool = False
    formats: tuple[str, ...] = ("docx",)
    reference: bytes | None = field(default=None, repr=False)
    digest: str = ""
    """Changes when anything changes that is not in the row: templates, base, program, options."""
    returned: bool = False
    """True where the papers' bytes are to come back, instead of being written where they are made."""
    top: Path | None = None
    """The folder above which no 单位.yaml is looked for: on a machine of others it would be none of the user's."""

    @property
    def source(self) -> str:
        """The name that places in the table bear: 名单.xlsx［Sheet1］."""
        return f"{self.table}［{self.sheet}］" if self.sheet else self.table


@record(frozen=True)
class RowDone:
    """What came of a row: its files with the digest of each, or the problems because of which there are none."""

    row: Row
    files: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()
    contents: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """The files themselves, where the setting asks for them."""

    @property
    def failed(self) -> bool:
        return bool(self.problems)

    def written(self, files: tuple[tuple[str, str], ...], findings: tuple[Problem, ...] = ()) -> RowDone:
        """The same once its contents are on disk under these names."""
        return replace(self, files=files, findings=(*self.findings, *findings), contents=())


def letters(column: int) -> str:
    """A column's letters as a table program shows them: 1 → A, 27 → AA."""
    out = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def cell_label(place: Place) -> str:
    """A cell's place as a clerk says it: 名单.xlsx［Sheet1］第12行“时间”列（C12）; as it is where it is in no table.

    A place in a table has the row as its line and the column's number as its column; its path is the column's head.
    """
    if not place.line:
        return place.file
    row = f"{place.file}第{place.line}行"
    if not place.column:
        return row
    cell = f"（{letters(place.column)}{place.line}）"
    return f"{row}“{place.path}”列{cell}" if place.path else f"{row}{letters(place.column)}列{cell}"
