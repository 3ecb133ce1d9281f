"""Where a cell may go in the details: 会议名称, 主持人.职务, 讲话.1.要点, 数据.隐患数.

Reads a column's name against the slots.  Knows slots and names; not tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.batch.records import Step, Target, target_name
from generator.slots.persons import PERSON_FIELDS
from generator.slots.registry import Slot
from generator.text.regex import regex

POINT_FIELDS: Mapping[str, Slot] = {
    "标题": Slot("标题"),
    "正文": Slot("正文", "段落"),
    "要点": Slot("要点", "要点"),
    "标号": Slot("标号"),
    "库": Slot("库"),
    "层次": Slot("层次", "层次"),
    "段": Slot("段", "段落"),
}
FIGURE_FIELDS: Mapping[str, Slot] = {"值": Slot("值"), "旧值": Slot("旧值")}
_PERSON = {name: Slot(name) for name in PERSON_FIELDS}
_APART = regex(r"[.．。/]|\[|\]")
_MOST = 99
"""The most entries of one list that columns may count to."""


def parse_target(head: str, slots: Mapping[str, Slot]) -> Target | None:
    """Where a column of this name goes; None where no slot is meant.

    Of a list the first entry is meant where no number is given: 讲话.要点 is 讲话.1.要点.
    """
    words = [word.strip() for word in _APART.split(head) if word.strip()]
    if not words or words[0] not in slots:
        return None
    return _below(slots[words[0]], words[1:], (words[0],))


def _below(slot: Slot, words: list[str], done: Target) -> Target | None:
    if not words:
        return done if fillable(slot) else None
    word, rest = words[0], words[1:]
    if slot.type in ("列表", "要点"):
        number: int | None = int(word) if word.isdecimal() and 0 < int(word) <= _MOST else None
        inner = entry(slot)
        return _below(inner, rest, (*done, number)) if number else _below(inner, words, (*done, 1))
    inner_slot = field_of(slot, word)
    return _below(inner_slot, rest, (*done, word)) if inner_slot is not None else None


def fillable(slot: Slot) -> bool:
    """Whether one cell can fill the slot: not one that is made of others."""
    if slot.type == "列表":
        return entry(slot).type != "列表" and fillable(entry(slot))
    return slot.type != "数据" and (slot.type != "组" or bool(slot.short))


def entry(slot: Slot) -> Slot:
    """The slot of one entry of a list; of 要点 that of one point."""
    return (slot.item or Slot("每项")) if slot.type == "列表" else Slot("要点", "一点")


def field_of(slot: Slot, name: str) -> Slot | None:
    """The slot of a field of a 组, a 人员, a point or 数据; None where it has none of that name."""
    if slot.type == "组":
        return next((one for one in slot.fields if one.name == name), None)
    if slot.type == "数据":
        return Slot(name, "一数")
    known = {"人员": _PERSON, "一点": POINT_FIELDS, "一数": FIGURE_FIELDS}.get(slot.type, {})
    return known.get(name)


def slot_at(target: Target, slots: Mapping[str, Slot]) -> Slot:
    """The slot that a target names."""
    slot = slots[str(target[0])]
    for step in target[1:]:
        inner = entry(slot) if isinstance(step, int) else field_of(slot, step)
        slot = inner or Slot(str(step))
    return slot


def all_targets(slots: Mapping[str, Slot]) -> Iterator[str]:
    """The names that columns can have, of lists the first entry: for a hint at what was meant."""
    for slot in slots.values():
        yield from (target_name(one) for one in _each(slot, (slot.name,)))


def _each(slot: Slot, done: Target) -> Iterator[Target]:
    if fillable(slot):
        yield done
    if slot.type == "人员":
        yield from ((*done, name) for name in PERSON_FIELDS)
    elif slot.type == "组":
        for one in slot.fields:
            yield from _each(one, (*done, one.name))
    elif slot.type == "列表" and entry(slot).type == "组":
        for one in entry(slot).fields:
            step: Step = 1
            yield from _each(one, (*done, step, one.name))
