"""What a batch would make, and all that stands in its way, before anything is written.

`plan` reads the heads of the table, the base and every row's name; whether a row's papers can be made is for `chunk` to
find out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from generator.batch.base import base_fields, check_base, occasion_of
from generator.batch.called import Names
from generator.batch.heads import Known, find_heads, read_columns
from generator.batch.naming import FILE, MEETING, OF_PAPER, ORDINAL, Pattern, parse_pattern, usual_pattern
from generator.batch.records import Column, Fault, Row, Setting, letters, target_name
from generator.batch.sources import FileFolder, open_table
from generator.batch.table import RawRow, Table
from generator.batch.targets import slot_at
from generator.batch.weaving import names_used
from generator.details import Ground
from generator.paper.profiles import layout_named
from generator.problems import InvalidInput, Place, Problem, did_you_mean
from generator.records import record
from generator.rendering.folders import cache_folder, unit_file
from generator.rendering.shelf import Shelf
from generator.yaml_source.load import Fields, Text, load_plain
from generator.yaml_source.text_file import read_text

_MOST_COLLISIONS = 20


@record(frozen=True)
class Order:
    """What is asked for: the table (or folder), the base, where to, and how the papers are to be made."""

    table: Path
    folder: Path
    base: Path | None = None
    mapping: Path | None = None
    sheet: str | None = None
    name: str | None = None
    templates: Path | None = None
    only: tuple[str, ...] = ()
    everything: bool = False
    layout: str | None = None
    variant: int = 0
    draft: bool = False
    strict: bool = False
    formats: tuple[str, ...] = ("docx",)
    reference: bytes | None = field(default=None, repr=False)


@record(frozen=True)
class Plan:
    """A batch that can begin: its setting, and its rows as often as they are asked for."""

    setting: Setting
    table: Table | FileFolder
    base: Fields
    first_row: int = 0
    """The last row of the heads: what is below is to be made."""
    exact: frozenset[int] = frozenset()
    heads: tuple[str, ...] = ()
    total: int = 0
    digests: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The digest of each row, by its key."""
    unused: tuple[str, ...] = ()
    doubles: tuple[tuple[Row, Problem], ...] = ()
    """Rows that say in every column what an earlier one says; they are made all the same."""

    def rows(self) -> Iterator[Row]:
        """The rows that hold something, each with its key and digest."""
        names, shared = Names(self.setting, self.base), blake2b(self.setting.digest.encode(), digest_size=16)
        # What rows are called was found when they were counted; what they hold may have changed since.
        counted = iter(self.digests)
        for row in self._read():
            key = next(counted, None) or names.key(row)
            said = shared.copy()
            texts = (key, row.text, *row.cells, *(f"\2{fault.found}" for fault in row.faults), "")
            said.update("\0".join(texts).encode("utf-8", "surrogatepass"))
            yield replace(row, key=key, digest=said.hexdigest())

    def _read(self) -> Iterator[Row]:
        if isinstance(self.table, FileFolder):
            yield from self.table.rows()
            return
        columns, ordinal = self.setting.columns, 1
        for raw in self.table.rows(self.exact):
            if raw.number > self.first_row and (row := _row_of(raw, ordinal, columns, self.heads)) is not None:
                yield row
                ordinal += 1


def plan(order: Order) -> Plan:
    """Read and check everything that all rows share.  InvalidInput: nothing can be made, and nothing was written."""
    table = open_table(order.table, order.sheet, order.base)
    home = (order.base or order.table).resolve().parent
    if isinstance(table, FileFolder):
        home = order.table.resolve()
    setting = Setting(
        table.name,
        table.sheet,
        home,
        order.folder.resolve(),
        base=read_text(order.base) if order.base else None,
        base_name=order.base.name if order.base else "",
        templates=order.templates.resolve() if order.templates else None,
        only=order.only,
        everything=order.everything,
        layout=order.layout,
        variant=order.variant,
        draft=order.draft,
        strict=order.strict,
        formats=tuple(dict.fromkeys(order.formats)),
        reference=order.reference,
    )
    ground = Ground.of_folder(home, setting.templates, cache_folder())
    _check_asked(order, ground.shelf)
    base, _ = base_fields(setting, ground)
    check_base(base, ground)
    if isinstance(table, FileFolder):
        started = Plan(_named(setting, order, (), base, FILE), table, base)
    else:
        started = _of_table(table, order, setting, base, ground)
    setting = replace(started.setting, digest=_digest(started.setting, ground, _units(home, table)))
    return _counted(replace(started, setting=setting))


def _check_asked(order: Order, shelf: Shelf) -> None:
    """InvalidInput where a genre or layout is asked for that there is not: told once, and not of every row."""
    genres = sorted({name.partition("/")[0] for name in shelf.names() if "/" in name})
    problems = []
    for name in order.only:
        if "/" in name:
            shelf.get(name)
        elif name not in genres:
            found, expected = f"没有文种“{name}”", "下列之一：" + "、".join(genres)
            problems.append(Problem("T01", Place("--only"), found, expected, did_you_mean(name, genres)))
    if problems:
        raise InvalidInput(problems)
    if order.layout is not None:
        layout_named(shelf, order.layout)


def _of_table(table: Table, order: Order, setting: Setting, base: Fields, ground: Ground) -> Plan:
    slots = ground.slots(occasion_of(base))
    figures = base.get("数据")
    known = Known(
        slots,
        [key.value for key, _ in figures.entries] if isinstance(figures, Fields) else (),
        {name for _, node in base.entries for name in names_used(node)} - {key.value for key, _ in base.entries},
        [] if order.name is None else Pattern(order.name).fields,
        _mapping(order.mapping) if order.mapping else None,
        order.base is not None,
    )
    heads = find_heads(table, known)

    def place(number: int, head: str) -> Place:
        return Place(setting.source, heads.last_row, number, path=head)

    columns = read_columns(heads, known, place)
    columns = tuple(column for column in columns if column.used)
    dated = {column.number for column in columns if column.target and slot_at(column.target, slots).type in _DATED}
    named = _named(replace(setting, columns=columns), order, columns, base, _label(columns))
    used = {column.number for column in columns}
    unused = tuple(head for number, head in enumerate(heads.labels, 1) if head and number not in used)
    return Plan(named, table, base, heads.last_row, frozenset(dated), heads.labels, unused=unused)


_DATED = ("时间", "日期")
_SUMS = ("合计", "总计", "共计", "小计")
"""What the first cell of a row says that is none of a meeting."""


def _mapping(path: Path) -> Mapping[str, str]:
    """列名映射: {表里的列名: 槽位名}."""
    said = load_plain(path)
    wrong = [key for key, value in said.items() if not isinstance(value, str)]
    if wrong:
        expected = "每行一个“表里的列名: 槽位名”，不要的列写“不用”"
        raise InvalidInput(
            [Problem("B12", Place(path.name), f"“{wrong[0]}”后面不是一个名称", expected, "会议日期: 时间")]
        )
    return {"".join(key.split()): value for key, value in said.items()}


def _label(columns: Sequence[Column]) -> str:
    """The column that tells rows apart, as a folder's name: the first of the clerk's own, else the first."""
    own = [column.head for column in columns if not column.target and column.head != ORDINAL]
    return next(iter([*own, *(column.head for column in columns if column.head != ORDINAL)]), "")


def _named(setting: Setting, order: Order, columns: Sequence[Column], base: Fields, label: str) -> Setting:
    named = [name for column in columns for name in (column.head, target_name(column.target)) if name]
    plain_base = [key.value for key, node in base.entries if isinstance(node, Text)]
    own = [FILE] if label == FILE else []
    fields = dict.fromkeys([ORDINAL, *own, *named, *OF_PAPER, MEETING, *plain_base])
    pattern = parse_pattern(order.name or usual_pattern(label), fields, setting.formats)
    return replace(setting, pattern=pattern.text)


def _row_of(raw: RawRow, ordinal: int, columns: Sequence[Column], heads: Sequence[str]) -> Row | None:
    """A table's row, to be of this 序号, as far as the columns want it; None where they have nothing in it, and where it sums up others."""
    if "".join(next(filter(None, raw.cells), "").split()) in _SUMS:
        return None
    cells = tuple(raw.cells[column.number - 1] if column.number <= len(raw.cells) else "" for column in columns)
    wanted = {column.number for column in columns}
    faults = [fault for fault in raw.faults if fault.column in wanted]
    beyond = [
        number for number, cell in enumerate(raw.cells, 1) if cell and not (heads[number - 1 : number] or ("",))[0]
    ]
    if beyond:
        text = raw.cells[beyond[0] - 1]
        found = f"{letters(beyond[0])}列有内容，可是没有列名"
        faults.append(
            Fault(beyond[0], text[:60], found, "写上列名，或者删去；.csv 里的内容带逗号时，要用英文双引号括起来")
        )
    # Rows that are numbered beforehand and not yet filled are none.
    filled = any(cell for column, cell in zip(columns, cells, strict=True) if column.head != ORDINAL)
    if not filled and not faults:
        return None
    return Row(raw.number, ordinal, cells, tuple(faults))


def _counted(started: Plan) -> Plan:
    """The plan with the rows counted.  InvalidInput where two rows would be called the same, or there is none."""
    first: dict[str, int] = {}
    keyed: dict[str, int] = {}
    digests: dict[str, str] = {}
    collisions: list[Problem] = []
    doubles: list[tuple[Row, Problem]] = []
    alike: dict[bytes, int] = {}
    telling = [index for index, column in enumerate(started.setting.columns) if column.head != ORDINAL]
    total = 0
    names = Names(started.setting, started.base)
    for row in started.rows():
        total += 1
        if telling:
            said = "\0".join([row.cells[index] for index in telling]).encode("utf-8", "surrogatepass")
            twin = alike.setdefault(blake2b(said, digest_size=16).digest(), row.number)
            if twin != row.number:
                doubles.append((row, _double(twin, row, started.setting)))
        common = names.common(row)
        same = keyed.setdefault(row.key, row.number)
        other = min(first.setdefault(common, row.number), same)
        digests[row.key] = row.digest
        if other != row.number and len(collisions) < _MOST_COLLISIONS:
            every = common == row.key or same != row.number
            collisions.append(_collision(other, row, started, names, alike=every))
    if collisions:
        raise InvalidInput(collisions)
    if not total:
        place = Place(started.setting.source)
        raise InvalidInput([Problem("B03", place, "表里只有列名，没有内容", "列名下面一行一个会议")])
    return replace(started, total=total, digests=digests, doubles=tuple(doubles))


def _double(other: int, row: Row, setting: Setting) -> Problem:
    found = f"和第{other}行每一格都一样，写出来是两套一样的稿子"
    hint = "填重了，就删去一行，多出来的稿子也删去；真的要两套，不用理会"
    return Problem("B23", Place(setting.source, row.number), found, hint=hint, severity="提示")


def _collision(other: int, row: Row, started: Plan, names: Names, alike: bool) -> Problem:
    """That two rows would be called the same: `alike` in all their papers, or in those without a speaker."""
    setting = started.setting
    shown = names.pattern.name(lambda field: names.value(field, row) or f"（{field}）")
    ways = [column.head for column in setting.columns if f"{{{column.head}}}" not in setting.pattern][:1]
    if isinstance(started.table, FileFolder):
        found, ways = f"{row.file} 和前面的一个文件写出来同名：{shown}", [FILE]
    else:
        found = f"第{other}行和第{row.number}行写出来的文件同名：{shown}"
        if not alike:
            found = f"第{other}行和第{row.number}行，没有讲话人的稿子（如主持词）写出来同名"
    wanted = "、".join(f"{{{name}}}" for name in (ORDINAL, *ways))
    hint = f"文件名格式里加上能分清的：{wanted}，如 --name '{{{ORDINAL}}}-{setting.pattern}.{setting.formats[0]}'"
    return Problem("B32", Place(setting.source, row.number), found, "每一行的文件名不同", hint)


def _units(home: Path, table: Table | FileFolder) -> tuple[Path, ...]:
    """The 单位.yaml that hold for the rows: that of the table's folder, of a folder of meetings each one's own."""
    folders = [home, *((home / inner).parent for inner in table.files)] if isinstance(table, FileFolder) else [home]
    found = map(unit_file, dict.fromkeys(folders))
    return tuple(dict.fromkeys(path for path in found if path is not None))


def _digest(setting: Setting, ground: Ground, units: Sequence[Path]) -> str:
    """Everything that papers are made of besides the row: templates, layouts, library, units, base, options, program."""
    said = blake2b(version("jianggao").encode(), digest_size=16)
    for origin, folder in ground.shelf.folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".txt", ".yaml") and path.is_file():
                said.update(f"{origin}/{path.relative_to(folder)}".encode() + b"\0" + path.read_bytes() + b"\0")
    for unit in units:
        inner = unit.relative_to(setting.home).as_posix() if unit.is_relative_to(setting.home) else unit.name
        said.update(inner.encode("utf-8", "surrogateescape") + b"\0" + unit.read_bytes() + b"\0")
    options = (setting.only, setting.everything, setting.layout, setting.variant, setting.draft, setting.strict)
    said.update(repr((setting.columns, setting.pattern, setting.formats, options, setting.base)).encode())
    said.update(setting.reference or b"")
    return said.hexdigest()
