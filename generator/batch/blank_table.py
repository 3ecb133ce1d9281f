"""The table to fill: a head for each slot, with its 说明 as a comment, a list to choose from where it has 选项, an example.

What the base leaves open comes first.  Knows slots; not meetings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.batch.base import check_base, occasion_of
from generator.batch.problem_table import as_text, row_height, safe_text, wide_page, workbook_bytes
from generator.batch.records import letters, target_name
from generator.batch.targets import fillable, parse_target, slot_at
from generator.batch.weaving import names_used
from generator.batch.workbook import GUIDE
from generator.details import Ground
from generator.problems import InvalidInput
from generator.records import record
from generator.slots.registry import Slot
from generator.yaml_source.load import Fields, Items, Node, Text, load_yaml, plain

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS = 2000
"""Rows that the lists to choose from reach down to."""
_SHORT_FORM = ("讲话人", "事项", "领域", "篇幅", "时长", "要点", "要求")
_LEFT_TO_THE_BASE = ("称呼", "主持词", "主持人要求", "数据", "讲话")
_OF_UNIT = ("全称", "自称", "下级")
_LONGEST_LIST = 250
_GUIDE_WIDTHS = (18, 8, 56, 40, 30)
_GUIDE = (
    "“名单”表里一行一个会议，每行写出一套稿子。第二行是示例，换成自己的内容，往下接着填。",
    "列名后面写着“必填”的要填；别的不填，就用底稿里的，底稿里也没有就不写。用不上的列可以整列删去。",
    "几个人、几项要求写在一格里，中间用中文分号“；”，或者在格子里换行（Alt+回车）。",
    "人写成 姓名（职务），如 李明（县委书记）。要分开填，列名写成 主持人.姓名、主持人.职务。",
    "时间写成 2026年11月25日 14:30 至 16:30，也可以用 Excel 的日期。",
    "还可以自己加列：加一列“县区”，底稿里写【县区】，就换成这一行的内容。",
    "填好以后：jianggao batch 这个表.xlsx --base 底稿.yaml -o 输出",
)


@record(frozen=True)
class BlankColumn:
    """A column to fill: its head, what it is for, an example, what may be chosen, whether it must be filled."""

    head: str
    note: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    in_base: bool = False


def blank_table(base: Path | None, templates: Path | None, folder: Path) -> bytes:
    """The workbook to fill, for a base or for none; `folder` is where it will lie when there is no base."""
    from openpyxl import Workbook

    ground = Ground.of_folder((base or folder / "会议.yaml").resolve().parent, templates)
    fields = _base_fields(base, ground)
    columns = tuple(blank_columns(fields, ground))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名单"
    _fill_list(sheet, columns)
    _fill_guide(book.create_sheet(GUIDE), columns)
    return workbook_bytes(book, "空表")


def _base_fields(base: Path | None, ground: Ground) -> Fields | None:
    if base is None:
        return None
    source = load_yaml(base, ground.names)
    if source.errors:
        raise InvalidInput(source.errors)
    if not isinstance(source.root, Fields):
        return None
    # Else it would be told when three hundred rows are filled.
    check_base(source.root, ground)
    return source.root


def blank_columns(base: Fields | None, ground: Ground) -> Iterator[BlankColumn]:
    """The columns: what the base wants by 【名】, what must be filled, what may be; then what the base has."""
    slots = ground.slots(occasion_of(base))
    entries = base.entries if base is not None else ()
    given = {key.value for key, _ in entries}
    figures = base.get("数据") if base is not None else None
    explained = {key.value for key, _ in figures.entries} if isinstance(figures, Fields) else set()
    wanted = dict.fromkeys(name for _, node in entries for name in sorted(names_used(node)))
    for name in wanted:
        if name not in explained and name not in given:
            yield BlankColumn(name, f"底稿里写着【{name}】的地方，换成这一格的内容", f"示例{name}", required=True)
    named = dict.fromkeys((*_named(slots.values(), given), *_inside(entries, slots)))
    columns = [_column(name, slots, ground) for name in named]
    yield from (one for one in columns if one.required)
    yield from (one for one in columns if not one.required)
    for name in explained:
        note = f"数据里的“{name}”；不填就用底稿里的"
        yield BlankColumn(
            name, note, _text_of(figures.get(name) if isinstance(figures, Fields) else None), in_base=True
        )
    for key, node in entries:
        if key.value in slots and isinstance(node, Text) and fillable(slots[key.value]):
            slot = slots[key.value]
            note = f"{slot.note}；不填就用底稿里的" if slot.note else "不填就用底稿里的"
            yield BlankColumn(slot.name, note, "", _choices(slot, ground), in_base=True)


def _named(slots: Iterable[Slot], given: set[str]) -> Iterator[str]:
    """The names of columns for slots that the base does not have at all."""
    spoken = bool(given & {"讲话", *_SHORT_FORM})
    for slot in slots:
        if slot.name in given or slot.name in _LEFT_TO_THE_BASE or (slot.name in _SHORT_FORM and spoken):
            continue
        if slot.name == "单位":
            yield from (f"单位.{name}" for name in _OF_UNIT)
        elif slot.name == "议程" and given:
            # An agenda is the same for all, or too much for a cell.
            continue
        elif fillable(slot):
            yield slot.name


def _inside(entries: Iterable[tuple[Text, Node]], slots: dict[str, Slot] | Any) -> Iterator[str]:
    """What must be filled inside of what the base has: 通知.电话, 讲话.1.讲话人."""
    for key, node in entries:
        slot = slots.get(key.value)
        if slot is None:
            continue
        if slot.type == "组" and isinstance(node, Fields):
            yield from (f"{slot.name}.{one.name}" for one in slot.fields if one.required and node.get(one.name) is None)
        elif slot.name == "讲话" and isinstance(node, Items):
            for number, one in enumerate(node.items, 1):
                if isinstance(one, Fields) and one.get("讲话人") is None:
                    yield f"讲话.{number}.讲话人"


def _column(name: str, slots: Any, ground: Ground) -> BlankColumn:
    target = parse_target(name, slots) or (name,)
    slot = slot_at(target, slots)
    note = slot.note.replace("，每人一行", "").replace("每人一行，", "")
    required = slot.required or len(target) > 2
    return BlankColumn(
        target_name(target), note, _example(target_name(target), slot, slots), _choices(slot, ground), required
    )


def _choices(slot: Slot, ground: Ground) -> tuple[str, ...]:
    if slot.name == "会议类型":
        names = {name.rsplit("/", 1)[-1] for name in ground.shelf.names() if name.startswith("主持词/")}
        return tuple(sorted(names - {"旧稿"}))
    return ("是", "否") if slot.type == "是否" else slot.choices


def _example(name: str, slot: Slot, slots: Any) -> str:
    """The 示例 of a slot as a cell has it; the speaker and points are those of the example of 讲话."""
    speech: Any = next(reversed(slots["讲话"].example), {}) if "讲话" in slots and slots["讲话"].example else {}
    if name == "议程":
        return "讲话"
    if name == "要点":
        return "；".join(str(point.get("标题", "")) for point in speech.get("要点", ()) if isinstance(point, dict))
    if slot.type == "人员":
        # With the post, so that the example stands where the roster is the base's own.
        said = str(slot.example or speech.get(slot.name, ""))
        roster = slots["出席"].example if "出席" in slots else None
        return next((one for one in roster or () if said and one.startswith(f"{said}（")), said)
    if slot.example is None:
        return ""
    if slot.type == "选项" or name == "会议类型":
        return str(slot.example)
    value = slot.example
    return "；".join(one for one in value if isinstance(one, str)) if isinstance(value, list) else str(value)


def _text_of(node: Node | None) -> str:
    value = plain(node)
    return str(value.get("值", "")) if isinstance(value, dict) else str(value or "")


def _fill_list(sheet: Worksheet, columns: tuple[BlankColumn, ...]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    shades = {True: PatternFill("solid", fgColor="FCE4D6"), False: PatternFill("solid", fgColor="DDE6F0")}
    wide_page(sheet)
    widths = [max(12, min(40, 2 * max(len(column.head) + 4, len(column.example) // 2))) for column in columns]
    for number, (column, width) in enumerate(zip(columns, widths, strict=True), 1):
        letter = letters(number)
        head = sheet.cell(1, number, safe_text(f"{column.head}（必填）" if column.required else column.head))
        as_text(head)
        head.font, head.fill = Font(bold=True), shades[column.required]
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if told := _told(column):
            head.comment = Comment(told, "讲稿", height=40 + 18 * (len(told) // 18 + told.count("\n")), width=280)
        # What is typed into a cell of this format stays as it was typed: 0931, 2026/11/25.
        sheet.column_dimensions[letter].number_format = "@"
        sheet.column_dimensions[letter].width = width
        example = sheet.cell(2, number, safe_text(column.example))
        as_text(example)
        example.number_format = "@"
        example.alignment = Alignment(vertical="top", wrap_text=True)
        chosen = ",".join(column.choices)
        if column.choices and len(chosen) <= _LONGEST_LIST:
            rule = DataValidation("list", formula1=f'"{chosen}"', allow_blank=True, showErrorMessage=True)
            rule.error, rule.errorTitle = f"只能选：{'、'.join(column.choices)}", column.head
            rule.add(f"{letter}2:{letter}{_ROWS}")
            sheet.add_data_validation(rule)
    sheet.row_dimensions[1].height = 36
    sheet.row_dimensions[2].height = row_height((column.example for column in columns), widths)
    sheet.freeze_panes = "A2"


def _told(column: BlankColumn) -> str:
    parts = [column.note] if column.note else []
    parts += [f"示例：{column.example}"] if column.example else []
    parts += ["可选：" + "、".join(column.choices)] if column.choices else []
    return "\n".join(parts)


def _fill_guide(sheet: Worksheet, columns: tuple[BlankColumn, ...]) -> None:
    from openpyxl.styles import Alignment, Font

    for sentence in _GUIDE:
        sheet.append([sentence])
        sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=5)
    sheet.append([])
    sheet.append(["列名", "必填", "写什么", "示例", "可选"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for column in columns:
        row = (column.head, "必填" if column.required else "", column.note, column.example, "、".join(column.choices))
        sheet.append([safe_text(text) for text in row])
        sheet.row_dimensions[sheet.max_row].height = row_height(row, _GUIDE_WIDTHS)
        for cell in sheet[sheet.max_row]:
            as_text(cell)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for letter, width in zip("ABCDE", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    wide_page(sheet)
