"""What a template asks for and the details do not give: blanks, and what of it a paper cannot do without.

Knows slots and values; not where in a file something is to be written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.records import record
from generator.rendering.values import BLANK, Blank, Hole, PersonHole, Table
from generator.slots.registry import Slot


@record(frozen=True)
class Lack:
    """Something required that is empty: its path in the details (通知.主送), and what is to be written there."""

    path: str
    note: str = ""
    example: str = ""


@record(frozen=True)
class Asked:
    """What a template asks for, in the order of its slots."""

    blanks: Mapping[str, Any]
    """What stands for each of its names where nothing is given: a default, or a blank."""
    defaults: tuple[str, ...]
    """The names that have a default."""
    due: tuple[tuple[str, Slot | None, bool], ...]
    """What must be looked at once the values are there: name, slot, and whether it is a 组 of the template's own.  The
    others must not be empty."""


def asked_for(
    names: Collection[str], slots: Mapping[str, Slot], own: Collection[str], required: Collection[str]
) -> Asked:
    """What a template asks for by these names.

    `own` names the slots that the template itself declares: of a 组 among them each field counts, whether the section
    is there or not.
    """
    place = {name: number for number, name in enumerate(slots)}
    order = sorted(names, key=lambda name: (place.get(name, len(place)), name))
    groups = {name for name in order if name in own and slots[name].type == "组"}
    given = {name: slots[name].default if name in slots else None for name in order if name not in groups}
    return Asked(
        {name: BLANK if default is None else default for name, default in given.items()},
        tuple(name for name, default in given.items() if default is not None),
        tuple((name, slots.get(name), name in groups) for name in order if name in groups or name in required),
    )


def fill_missing(
    values: dict[str, Any], asked: Asked, draft: bool, unwritten: Mapping[str, Any] | None = None
) -> tuple[Lack, ...]:
    """Puts what stands for an empty name into `values`, which are laid over `asked.blanks`: a default, a whole group, in a
    draft a hole for what is required; what of that is missing.

    `unwritten` holds, by name, what stands in a draft for values that have other parts than their slots.
    """
    for name in asked.defaults:
        if isinstance(values[name], Blank):
            values[name] = asked.blanks[name]
    lacks: list[Lack] = []
    for name, slot, is_group in asked.due:
        if is_group and slot is not None:
            group = values[name] = _whole(slot, values.get(name))
            lacks += _lacking(slot, group, draft)
        elif _empty(values[name]):
            lacks.append(_lack(name, slot))
            if draft:
                values[name] = (unwritten or {}).get(name) or _hole(name, slot)
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
                group[one.name] = _hole(one.name, one)


def _hole(name: str, slot: Slot | None) -> Any:
    """What stands in a draft for a slot: of a list of groups one entry, which says once what is to be written."""
    if slot is not None and slot.type == "人员":
        return PersonHole(name)
    entry = slot.item if slot is not None and slot.type == "列表" else None
    if entry is None or entry.type != "组":
        return Hole(name)
    main = entry.short or next((one.name for one in entry.fields if one.required), entry.fields[0].name)
    needed = {one.name: Hole(name + one.name) if one.required else BLANK for one in entry.fields}
    return [Table(main, {**needed, main: Hole(name)})]


def _empty(value: Any) -> bool:
    """Nothing there; the number 0 and 否 are something."""
    if isinstance(value, Table):
        return all(map(_empty, value.values()))
    return not value and not isinstance(value, (bool, int, float))


def _lack(path: str, slot: Slot | None) -> Lack:
    if slot is None:
        return Lack(path)
    return Lack(path, slot.note, slot.example if isinstance(slot.example, str) else "")
