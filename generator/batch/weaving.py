"""A row woven into the base: cells → the nodes that a details file would have, each at its cell.

What a cell does not give stays as the base has it.  Knows nodes, slots and targets; not tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from generator.batch.records import Column, Row, Target
from generator.batch.targets import entry, field_of
from generator.meeting.figures import HOLE
from generator.problems import Place, Problem
from generator.slots.persons import person
from generator.slots.registry import Problems, Slot
from generator.text.regex import regex
from generator.yaml_source.load import Fields, Items, Node, Text

_NAMED = regex(r"【([^【】\n]{1,24})】")
_SENTENCE_END = ("。", "！", "？", "…", "”")
_APART = regex(r"[；;]")
Cell = tuple[Target, Text]


class Weaver:
    """Rows → nodes, over one base.

    `words` are the columns of the clerk's own: what the base and other cells say of them as 【县区】 is filled in here.
    """

    def __init__(
        self, base: Fields, columns: Sequence[Column], slots: Mapping[str, Slot], source: str, draft: bool = False
    ) -> None:
        self.base, self.slots, self.source, self.draft = base, slots, source, draft
        self.filling = [(index, column) for index, column in enumerate(columns) if column.target and column.used]
        self.words = [(index, column) for index, column in enumerate(columns) if not column.target and column.used]
        heads = {column.head for _, column in self.words}
        self._varying = {key.value for key, node in base.entries if heads & set(_names_in(node))}

    @cached_property
    def fixed(self) -> Fields:
        """What of the base is the same in every row, so long as no cell of the row goes there."""
        return Fields(tuple(one for one in self.base.entries if one[0].value not in self._varying), self.base.place)

    def weave(self, row: Row, problems: Problems) -> Fields:
        """The entries in which the row differs from `fixed`."""
        place = Place(self.source, row.number)
        values = {column.head: row.cells[index] for index, column in self.words}
        cells: dict[str, list[Cell]] = {}
        for index, column in self.filling:
            if text := row.cells[index]:
                at = Place(self.source, row.number, column.number)
                cells.setdefault(str(column.target[0]), []).append((column.target[1:], Text(text, at)))
        entries: list[tuple[Text, Node]] = []
        told: set[str] = set()
        for name in dict.fromkeys((*cells, *(name for name in self._varying))):
            node = self.base.get(name)
            if name in cells:
                node = _woven(self.slots[name], node, cells[name], name)
            if node is None:
                continue
            if values:
                node = self._filled(node, values, row, told, problems)
            key = self.base.key(name)
            entries.append((Text(name, node.place if key is None or name in cells else key.place), node))
        return Fields(tuple(entries), place)

    def _filled(self, node: Node, values: Mapping[str, str], row: Row, told: set[str], problems: Problems) -> Node:
        """The node with each 【名】 of the clerk's own columns replaced; an empty cell is a problem, told once, and in a
        draft a hole."""
        if isinstance(node, Items):
            return Items(tuple(self._filled(one, values, row, told, problems) for one in node.items), node.place)
        if isinstance(node, Fields):
            return Fields(
                tuple((key, self._filled(one, values, row, told, problems)) for key, one in node.entries), node.place
            )
        if "【" not in node.value:
            return node

        def one(found: re.Match[str]) -> str:
            name = found[1].strip()
            if name not in values:
                return found.group()
            if not values[name] and name not in told:
                told.add(name)
                column = next(column for _, column in self.words if column.head == name)
                at = Place(self.source, row.number, column.number, path=name)
                what = f"“{name}”这一格是空的，文中用到了【{name}】"
                hint = "填上；这一行不要，就整行删去"
                problems.append(Problem("B20", at, what, hint=hint, severity="提示" if self.draft else "错误"))
            # A hole also where there is no draft: what is empty is told above, and not again as a name unknown.
            return values[name] or f"【{HOLE}：{name}】"

        return replace(node, value=_NAMED.sub(one, node.value))


def names_used(node: Node) -> frozenset[str]:
    """Every 【名】 of a node's texts."""
    return frozenset(_names_in(node))


def _names_in(node: Node) -> Iterator[str]:
    if isinstance(node, Text):
        yield from (found[1].strip() for found in _NAMED.finditer(node.value)) if "【" in node.value else ()
    else:
        for inner in node.items if isinstance(node, Items) else (value for _, value in node.entries):
            yield from _names_in(inner)


def _woven(slot: Slot, base: Node | None, cells: Iterable[Cell], path: str) -> Node:
    """A slot's node with cells put into it; a cell for the whole slot takes the base's place."""
    node, place = base, Place()
    inner: dict[str | int, list[Cell]] = {}
    for target, text in cells:
        place = text.place
        if target:
            inner.setdefault(target[0], []).append((target[1:], text))
        elif (short := _short(slot)) and isinstance(base, Fields):
            # 单位: 清源县人民政府 changes the name of the base's unit, and not what it calls itself.
            inner.setdefault(short, []).append(((), text))
        else:
            node = leaf(slot, replace(text, at=replace(text.place, path=path)))
    if not inner:
        return node if node is not None else Text("", place)
    if slot.type in ("列表", "要点"):
        items: list[Node] = list(_entries(slot, node))
        for number in sorted(inner, key=int):
            at = int(number) - 1
            old = items[at] if at < len(items) else None
            where = f"{path}[{min(at, len(items)) + 1}]"
            one = _woven(entry(slot), old, inner[number], where)
            items[at : at + 1] = [one]
        return Items(tuple(items), node.place if node is not None else replace(place, path=path))
    fields = dict(_fields(slot, node))
    for name, below in inner.items():
        inner_slot = field_of(slot, str(name)) or Slot(str(name))
        where = f"{path}.{name}"
        value = _woven(inner_slot, fields[str(name)][1] if str(name) in fields else None, below, where)
        fields[str(name)] = (Text(str(name), value.place), value)
    return Fields(tuple(fields.values()), replace(place, path=path))


def _short(slot: Slot) -> str:
    """The field that a bare text stands for; empty where it is the whole."""
    return {"一点": "正文", "一数": "值"}.get(slot.type, slot.short)


def _fields(slot: Slot, node: Node | None) -> Iterator[tuple[str, tuple[Text, Node]]]:
    """A node as named fields: 王芳（县长） as 姓名 and 职务, a bare text as the field that it is short for."""
    if isinstance(node, Fields):
        yield from ((key.value, (key, value)) for key, value in node.entries)
    elif isinstance(node, Text) and node.value:
        if slot.type == "人员" and (read := person(slot, node, [])) is not None:
            said = {"姓名": read.name, "职务": read.post, "单位": read.unit}
        else:
            name = "姓名" if slot.type == "人员" else _short(slot)
            said = {name: node.value} if name else {}
        yield from ((key, (Text(key, node.place), Text(value, node.place))) for key, value in said.items() if value)


def _entries(slot: Slot, node: Node | None) -> tuple[Node, ...]:
    if isinstance(node, Items):
        return node.items
    if node is None or (isinstance(node, Text) and not node.value):
        return ()
    return (node,)


def leaf(slot: Slot, text: Text) -> Node:
    """The node that a cell stands for: the text as it is, or a list of its pieces.

    Entries of a list stand on lines of their own, or between ；.  A paragraph may have ； in it: points are parted there
    only where the cell has no 。 or each piece ends as a sentence does.
    """
    if slot.type in ("要求", "层次"):
        return _listed(text, _pieces(text.value))
    if slot.type == "要点":
        return _listed(text, _points(text.value))
    if slot.type == "列表":
        each = entry(slot).type
        return _listed(text, _points(text.value) if each == "段落" else _pieces(text.value), always=each == "段落")
    return text


def _listed(text: Text, pieces: Sequence[str], always: bool = False) -> Node:
    if len(pieces) < 2 and not always:
        return text
    place = text.place
    return Items(
        tuple(
            Text(piece, replace(place, path=f"{place.path}[{number}]" if place.path else ""))
            for number, piece in enumerate(pieces, 1)
        ),
        place,
    )


def _pieces(value: str) -> list[str]:
    return [piece for line in value.split("\n") for one in _APART.split(line) if (piece := one.strip())]


def _points(value: str) -> list[str]:
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    if len(lines) != 1:
        return lines
    pieces = _pieces(lines[0])
    ends = [piece.endswith(_SENTENCE_END) for piece in pieces]
    return pieces if "。" not in lines[0] or all(ends) else lines
