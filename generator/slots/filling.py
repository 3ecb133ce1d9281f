"""Filling slots: the nodes of a details file → values by the types of their slots.

`fill`, `fill_fields` and `fill_named` are the way in; single values are read by `scalars`.  People stay as written until `meeting`
looks them up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.problems import Problem, closest
from generator.slots import persons, scalars
from generator.slots.persons import APART, PERSON_FIELDS
from generator.slots.points_written import not_a_list, pieces, points, requirements, styles
from generator.slots.registry import Filled, Problems, Slot, unknown_name
from generator.text.numbering import parse_marker
from generator.text.regex import regex
from generator.yaml_source.nodes import Fields, Node, Text


def fill(slot: Slot, node: Node, problems: Problems) -> Filled | None:
    """The node's value by the slot's type, or None where it is empty or wrong (then a problem says so)."""
    if isinstance(node, Text) and not node.value.strip():
        return None
    value = _CONVERT[slot.type](slot, node, problems)
    return None if value is None else Filled(value, node.at)


def fill_fields(slots: Iterable[Slot], node: Fields, problems: Problems, what: str = "") -> dict[str, Filled]:
    """A mapping's values by their slots; unknown names are problems, empty ones are left out."""
    return fill_named({slot.name: slot for slot in slots}, node, problems, what)


def fill_named(known: Mapping[str, Slot], node: Fields, problems: Problems, what: str = "") -> dict[str, Filled]:
    """The same where the slots are at hand by their names."""
    out: dict[str, Filled] = {}
    for key, value in node.entries:
        slot = known.get(key.value)
        if slot is None:
            where = f"{what}里" if what else ""
            problems.append(unknown_name(key, known, f"{where}没有“{key.value}”这个字段"))
            meant = closest(key.value.strip("“”‘’\"' "), known)
            if meant and meant not in out and node.key(meant) is None:
                # Read on as if it had been written right, so that no second problem comes of it.
                slips: Problems = []
                if (guess := fill(known[meant], value, slips)) is not None and not slips:
                    out[meant] = guess
        elif (filled := fill(slot, value, problems)) is not None:
            out[key.value] = filled
    return out


_TOPICS_APART = regex(r"[、；;](?![^（(]{0,80}[）)])")


def _list(slot: Slot, node: Node, problems: Problems) -> tuple[Filled, ...] | None:
    each = slot.entry
    if isinstance(node, Text):
        simple = each.type in ("文字", "人员") or (each.type == "组" and each.short)
        if node.rows or not simple or parse_marker(node.value):
            problems.append(not_a_list(slot, node))
            return None
        nodes: tuple[Node, ...] = pieces(node, APART if each.type == "人员" else _TOPICS_APART)
    elif isinstance(node, Fields):
        if each.type in ("组", "人员") and any(key.value in _field_names(each) for key, _ in node.entries):
            nodes = (node,)
        else:
            shape = "一个列表，每项一行，前面写“- ”"
            problems.append(Problem("D08", node.place, f"“{slot.name}”下面是一组“名称: 值”，不是列表", shape))
            return None
    else:
        nodes = node.items
    if each.type == "人员":
        # 李明（县委书记）、王芳 may stand in one entry of a list as well.
        nodes = tuple(piece for one in nodes for piece in (pieces(one, APART) if isinstance(one, Text) else (one,)))
    filled = (fill(each, one, problems) for one in nodes)
    return tuple([one for one in filled if one is not None]) or None


def _field_names(slot: Slot) -> tuple[str, ...]:
    return PERSON_FIELDS if slot.type == "人员" else tuple(f.name for f in slot.fields)


def _group(slot: Slot, node: Node, problems: Problems) -> dict[str, Filled] | None:
    if isinstance(node, Text) and slot.short:
        inner = next(f for f in slot.fields if f.name == slot.short)
        filled = fill(inner, node, problems)
        return {slot.short: filled} if filled is not None else None
    if not isinstance(node, Fields):
        kind = "一句话" if isinstance(node, Text) else "一个列表"
        names = "、".join(_field_names(slot)[:6])
        problems.append(Problem("D09", node.place, f"“{slot.name}”是{kind}", f"一组“名称: 值”（{names} …）"))
        return None
    if slot.short and (slip := _short_with_colon(slot, node)):
        problems.append(slip)
        return None
    return fill_named(slot.named, node, problems, f"“{slot.name}”")


def _short_with_colon(slot: Slot, node: Fields) -> Problem | None:
    """- 传达: 《通知》, where {方式: 传达, 事项: 《通知》} is meant."""
    names = _field_names(slot)
    key, value = node.entries[0] if len(node.entries) == 1 else (None, None)
    if key is None or not isinstance(value, Text) or key.value in names or closest(key.value, names):
        return None
    hint = f"{{{slot.short}: {key.value}, {next(n for n in names if n != slot.short)}: {value.value[:20]}}}"
    found = f"“{slot.name}”里没有“{key.value}”这个字段"
    return Problem("D01", key.place, found, "下列之一：" + "、".join(names), hint)


_FIGURE = {"值": Slot("值", required=True), "旧值": Slot("旧值")}


def _figures(slot: Slot, node: Node, problems: Problems) -> dict[str, Filled] | None:
    if not isinstance(node, Fields):
        found, hint = f"“{slot.name}”不是“名称: 值”", ""
        if isinstance(node, Text) and "：" in node.value:
            found, hint = f"“{slot.name}”里的冒号是全角的", (node.rows or (node.value,))[0].replace("：", ": ", 1)
        problems.append(Problem("D09", node.place, found, "隐患数: 312", hint))
        return None
    out: dict[str, Filled] = {}
    for key, value in node.entries:
        if isinstance(value, Fields):
            given = fill_named(_FIGURE, value, problems, f"数据“{key.value}”")
            if "值" in given:
                out[key.value] = Filled({k: v.value for k, v in given.items()}, value.at)
        elif (typed := fill(Slot(key.value), value, problems)) is not None:
            out[key.value] = Filled({"值": typed.value}, value.at)
    return out


_CONVERT: dict[str, Callable[[Slot, Node, Problems], Any]] = {
    "文字": scalars.words,
    "段落": scalars.paragraphs,
    "日期": scalars.one_date,
    "时间": scalars.moment,
    "数字": scalars.number,
    "是否": scalars.yes_no,
    "人员": persons.person,
    "选项": scalars.choice,
    "列表": _list,
    "组": _group,
    "要点": points,
    "要求": requirements,
    "数据": _figures,
    "层次": styles,
}
