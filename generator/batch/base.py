"""底稿: the base that all rows share, and what one row says over it where only a name is asked for.

Knows nodes, settings and rows; makes no paper.
"""

from __future__ import annotations

from pathlib import Path

from generator.batch.naming import FILE, ORDINAL, ordinal
from generator.batch.records import Row, Setting, target_name
from generator.batch.weaving import names_used
from generator.details import DEFAULT_OCCASION, Ground
from generator.problems import InvalidInput, Place, Problem
from generator.slots.filling import fill_fields
from generator.slots.registry import Problems
from generator.yaml_source.load import Fields, Text, parse_yaml


def base_fields(setting: Setting, ground: Ground) -> tuple[Fields, tuple[Problem, ...]]:
    """The base as nodes, and hints on its form; without a base, no entries.  InvalidInput where it cannot be read."""
    empty = Fields((), Place(setting.base_name))
    if setting.base is None:
        return empty, ()
    source = parse_yaml(setting.base, setting.base_name, ground.names)
    if source.errors:
        raise InvalidInput(source.errors)
    if source.root is not None and not isinstance(source.root, Fields):
        found = "整个底稿不是“名称: 值”"
        raise InvalidInput([Problem("D00", source.root.place, found, "每行一个“名称: 值”", "地点: 三楼会议室")])
    return source.root or empty, source.problems


def check_base(base: Fields, ground: Ground) -> None:
    """InvalidInput with what is wrong with the base itself, so that it is told once and not of every row."""
    problems: Problems = []
    fill_fields(ground.slots(occasion_of(base)).values(), base, problems)
    # What a row is still to fill in cannot be read yet: 时间: 【日期】 14:30.
    open_places = {key.value for key, node in base.entries if names_used(node)}
    wrong = [
        p for p in problems if p.severity == "错误" and p.place.path.split(".")[0].split("[")[0] not in open_places
    ]
    if wrong:
        raise InvalidInput(wrong)


def row_value(field: str, row: Row, setting: Setting, base: Fields) -> str:
    """What a field of the file names is in a row: a column by its head or slot, 序号, or the base's own value."""
    for column, cell in zip(setting.columns, row.cells, strict=False):
        if column.used and cell and field in (column.head, target_name(column.target)):
            # Written out, 2 would stand after 10.
            return ordinal(int(cell)) if field == ORDINAL and cell.isdecimal() else cell
    if field == ORDINAL:
        return ordinal(row.ordinal)
    if field == FILE:
        return row_label(row)
    text = text_of(base.get(field))
    if "【" in text:
        for column, cell in zip(setting.columns, row.cells, strict=False):
            if not column.target:
                text = text.replace(f"【{column.head}】", cell)
    return text


def row_label(row: Row) -> str:
    """What a folder's file is called in names: 甘州区 for 甘州区/会议.yaml, 甘州区 for 甘州区.yaml."""
    path = Path(row.file)
    parts = [*path.parent.parts, path.stem]
    return "-".join(parts[:-1] if path.stem == "会议" and len(parts) > 1 else parts)


def occasion_of(*details: Fields | None) -> str:
    """会议类型 as the first of these details says it that says one; 工作会议 where none does."""
    said = (text_of(one.get("会议类型")) for one in details if one is not None)
    return next(filter(None, said), DEFAULT_OCCASION)


def text_of(node: object) -> str:
    """A node's text without blanks around it; empty where it is none."""
    return node.value.strip() if isinstance(node, Text) else ""
