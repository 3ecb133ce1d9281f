"""Filling slots: the nodes of a details file → values by the types of their slots.

`fill` and `fill_fields` are the way in; single values are read by `scalars`.  People stay as written until `meeting`
looks them up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from generator import scalars
from generator.numbering import STYLES
from generator.problems import Problem
from generator.scalars import PERSON_FIELDS, one_text, paragraphs, words
from generator.slots import Filled, PointText, Problems, Slot, unknown_name
from generator.sources import Fields, Items, Node, Text


def fill(slot: Slot, node: Node, problems: Problems) -> Filled | None:
    """The node's value by the slot's type, or None where it is empty or wrong (then a problem says so)."""
    if isinstance(node, Text) and not node.value.strip():
        return None
    value = _CONVERT[slot.type](slot, node, problems)
    return None if value is None else Filled(value, node.place)


def fill_fields(slots: Iterable[Slot], node: Fields, problems: Problems, what: str = "") -> dict[str, Filled]:
    """A mapping's values by their slots; unknown names are problems, empty ones are left out."""
    known = {slot.name: slot for slot in slots}
    out: dict[str, Filled] = {}
    for key, value in node.entries:
        slot = known.get(key.value)
        if slot is None:
            where = f"{what}里" if what else ""
            problems.append(unknown_name(key, known, f"{where}没有“{key.value}”这个字段"))
        elif (filled := fill(slot, value, problems)) is not None:
            out[key.value] = filled
    return out


_APART = re.compile(r"[、；;](?![^（(]*[）)])")


def _list(slot: Slot, node: Node, problems: Problems) -> tuple[Filled, ...] | None:
    each = slot.item or Slot("每项")
    if isinstance(node, Text):
        if each.type not in ("文字", "人员"):
            shape = f"一个列表，每项一行，前面写“- ”（{slot.name}）"
            problems.append(Problem("D08", node.place, f"“{slot.name}”是一句话，不是列表", shape))
            return None
        pieces = [piece for piece in _APART.split(node.value) if piece.strip()]
        nodes: tuple[Node, ...] = tuple(Text(piece.strip(), node.place) for piece in pieces)
    elif isinstance(node, Fields):
        if each.type in ("组", "人员") and any(key.value in _field_names(each) for key, _ in node.entries):
            nodes = (node,)
        else:
            shape = "一个列表，每项一行，前面写“- ”"
            problems.append(Problem("D08", node.place, f"“{slot.name}”下面是一组“名称: 值”，不是列表", shape))
            return None
    else:
        nodes = node.items
    named = replace(each, name=slot.name)
    filled = (fill(named, one, problems) for one in nodes)
    return tuple(one for one in filled if one is not None) or None


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
    return fill_fields(slot.fields, node, problems, f"“{slot.name}”")


def _figures(slot: Slot, node: Node, problems: Problems) -> dict[str, Filled] | None:
    if not isinstance(node, Fields):
        problems.append(Problem("D09", node.place, f"“{slot.name}”不是“名称: 值”", "隐患数: 312"))
        return None
    out: dict[str, Filled] = {}
    parts = (Slot("值", required=True), Slot("旧值"))
    for key, value in node.entries:
        if isinstance(value, Fields):
            given = fill_fields(parts, value, problems, f"数据“{key.value}”")
            if "值" in given:
                out[key.value] = Filled({k: v.value for k, v in given.items()}, value.place)
        elif (typed := fill(Slot(key.value), value, problems)) is not None:
            out[key.value] = Filled({"值": typed.value}, value.place)
    return out


_POINT_KEYS = ("标号", "标题", "正文", "要点", "库", "层次")


def _points(slot: Slot, node: Node, problems: Problems) -> tuple[PointText, ...] | None:
    if isinstance(node, Text):
        return (PointText(text=paragraphs(slot, node, problems) or "", place=node.place),)
    nodes = node.items if isinstance(node, Items) else (node,)
    read = (_point(slot, one, problems) for one in nodes)
    return tuple(one for one in read if one is not None) or None


def _point(slot: Slot, node: Node, problems: Problems) -> PointText | None:
    if isinstance(node, Text):
        text = paragraphs(slot, node, problems)
        return PointText(text=text, place=node.place) if text else None
    if isinstance(node, Items):
        problems.append(
            Problem(
                "D10", node.place, "一个要点里直接套了列表", "{标题: …, 要点: [ … ]}", "下一层的要点写在“要点:”下面"
            )
        )
        return None
    given = {key.value: value for key, value in node.entries}
    said = {name: words(Slot(name), given[name], problems) or "" for name in ("标号", "标题", "库") if name in given}
    text = paragraphs(Slot("正文", "段落"), given["正文"], problems) or "" if "正文" in given else ""
    points = _points(Slot("要点", "要点"), given["要点"], problems) or () if "要点" in given else ()
    others = [(key, value) for key, value in node.entries if key.value not in _POINT_KEYS]
    fillings: dict[str, str] = {}
    for key, value in others:
        if said.get("库"):
            fillings[key.value] = words(Slot(key.value), value, problems) or ""
        else:
            problems.append(unknown_name(key, _POINT_KEYS, f"要点里没有“{key.value}”这个字段"))
    if not (said.get("标题") or said.get("库") or text or points):
        if not others:
            problems.append(Problem("D11", node.place, "这个要点是空的", "标题、正文、要点、库 至少写一样"))
        return None
    marker = said.get("标号", "")
    styles = _styles(Slot("层次", "层次"), given["层次"], problems) or () if "层次" in given else ()
    style = styles[0] if styles else ""
    return PointText(marker, said.get("标题", ""), text, points, said.get("库", ""), style, fillings, node.place)


def _requirements(slot: Slot, node: Node, problems: Problems) -> tuple[PointText, ...] | None:
    if isinstance(node, Text):
        topics = [piece.strip() for piece in _APART.split(node.value) if piece.strip()]
        return tuple(PointText(topic=topic, place=node.place) for topic in topics) or None
    out: list[PointText] = []
    for one in node.items if isinstance(node, Items) else (node,):
        if isinstance(one, Text):
            if one.value.strip():
                out.append(PointText(topic=one.value.strip(), place=one.place))
        elif isinstance(one, Fields):
            for key, value in one.entries:
                text = paragraphs(Slot(key.value, "段落"), value, problems)
                out.append(PointText(topic=key.value, text=text or "", place=key.place))
        else:
            problems.append(Problem("D10", one.place, "要求里直接套了列表", "- 责任落实"))
    return tuple(out) or None


def _styles(slot: Slot, node: Node, problems: Problems) -> tuple[str, ...] | None:
    nodes = node.items if isinstance(node, Items) else (node,)
    out: list[str] = []
    for one in nodes:
        text = one_text(one, slot, problems)
        if text is None:
            continue
        known = {name.rstrip("，"): name for name in STYLES}
        for word in re.split(r"[+＋\s]+", text.strip()):
            style = known.get(word.rstrip("，,"))
            if style is None:
                expected = "下列之一：" + " ".join(STYLES)
                problems.append(
                    Problem("D12", one.place, f"没有“{word}”这种层次序数", expected, "[一、, （一）, 一是]")
                )
            else:
                out.append(style)
    return tuple(out) or None


_CONVERT: dict[str, Callable[[Slot, Node, Problems], Any]] = {
    "文字": scalars.words,
    "段落": scalars.paragraphs,
    "日期": scalars.one_date,
    "时间": scalars.moment,
    "数字": scalars.number,
    "是否": scalars.yes_no,
    "人员": scalars.person,
    "选项": scalars.choice,
    "列表": _list,
    "组": _group,
    "要点": _points,
    "要求": _requirements,
    "数据": _figures,
    "层次": _styles,
}
