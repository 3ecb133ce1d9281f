"""What a template asks for and the details do not give: blanks, and what of it a paper cannot do without.

Knows slots and values; not where in a file something is to be written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.rendering.values import BLANK, Blank, Hole, Table
from generator.slots.registry import Slot


@dataclass(frozen=True)
class Lack:
    """Something required that is empty: its path in the details (通知.主送), and what is to be written there."""

    path: str
    note: str = ""
    example: str = ""


def fill_missing(
    values: dict[str, Any],
    names: Collection[str],
    slots: Mapping[str, Slot],
    own: Collection[str],
    required: Collection[str],
    draft: bool,
) -> tuple[Lack, ...]:
    """Puts a blank into `values` for each of `names` that is empty, in a draft a hole for what is required; what of
    that is missing.

    `own` names the slots that the template itself declares: of a 组 among them each field counts, whether the section
    is there or not.
    """
    lacks: list[Lack] = []
    for name in sorted(names, key=lambda one: (list(slots).index(one) if one in slots else len(slots), one)):
        slot = slots.get(name)
        if slot is not None and slot.type == "组" and name in own:
            group = values[name] = _whole(slot, values.get(name))
            lacks += _lacking(slot, group, draft)
            continue
        if name not in values or isinstance(values[name], Blank):
            values[name] = slot.default if slot is not None and slot.default is not None else BLANK
        if name in required and _empty(values[name]):
            lacks.append(_lack(name, slot))
            if draft:
                values[name] = Hole(name)
    return tuple(lacks)


def _whole(slot: Slot, given: Any) -> Table:
    """The group with all its fields; what was not given is its default or blank."""
    said = given if isinstance(given, Table) else {}
    return Table(slot.short, {f.name: _field(f, said.get(f.name)) for f in slot.fields})


def _field(slot: Slot, given: Any) -> Any:
    if given is None or isinstance(given, Blank):
        return slot.default if slot.default is not None else BLANK
    if slot.type == "组":
        return _whole(slot, given)
    if slot.type == "列表" and slot.item is not None and slot.item.type == "组":
        return [_whole(slot.item, one) for one in given]
    return given


def _lacking(slot: Slot, group: Table, draft: bool) -> Iterator[Lack]:
    for one in slot.fields:
        if one.required and _empty(group[one.name]):
            yield _lack(f"{slot.name}.{one.name}", one)
            if draft:
                group[one.name] = Hole(one.name)


def _empty(value: Any) -> bool:
    """Nothing there; the number 0 and 否 are something."""
    if isinstance(value, Table):
        return all(map(_empty, value.values()))
    return not value and not isinstance(value, (bool, int, float))


def _lack(path: str, slot: Slot | None) -> Lack:
    if slot is None:
        return Lack(path)
    return Lack(path, slot.note, slot.example if isinstance(slot.example, str) else "")
