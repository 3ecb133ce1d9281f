"""要点, 要求 and 层次 as written: nodes → points with what is under them.

Reads what a clerk wrote; which topic of the library is meant, and how points are numbered, is for others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.problems import Problem
from generator.slots.persons import APART
from generator.slots.registry import PointText, Problems, Slot, unknown_name
from generator.slots.scalars import one_text, paragraphs, words, yes_no
from generator.text.forms import parse_form
from generator.text.numbering import STYLES, parse_marker
from generator.yaml_source.nodes import Fields, Items, Node, Text

MAX_POINTS = 99
"""As far as ordinals are read, 九十九、; nobody hears the hundredth."""
_POINT_KEYS = ("标号", "标题", "正文", "要点", "库", "层次", "段", "接排")


_SLOTS = {name: Slot(name) for name in ("标号", "标题", "库", "接排")} | {
    name: Slot(name, kind) for name, kind in (("正文", "段落"), ("段", "段落"), ("要点", "要点"), ("层次", "层次"))
}


def points(slot: Slot, node: Node, problems: Problems) -> tuple[PointText, ...] | None:
    """要点: a list of points; a bare string is the text of one."""
    if isinstance(node, Text):
        if node.rows:
            problems.append(not_a_list(slot, node))
            return None
        return (PointText(text=paragraphs(slot, node, problems) or "", at=node.at),)
    nodes = node.items if isinstance(node, Items) else (node,)
    read = tuple(one for one in (_point(slot, one, problems) for one in nodes) if one is not None)
    _check_count(slot, read, problems)
    if typed := _typed_numbers(read):
        found = f"要点里打了序数“{typed}”，印出来会有两个"
        hint = f"删去“{typed}”和后面各点的序数；一定要用自己的，写 {{标号: {typed}, 正文: …}}"
        problems.append(Problem("D26", read[0].place, found, "不写序数，由程序编", hint))
    return read or None


def _check_count(slot: Slot, read: Sequence[PointText], problems: Problems) -> None:
    counted = [one for one in read if not one.aside]
    if len(counted) > MAX_POINTS:
        found = f"“{slot.name}”一层有 {len(counted)} 个，这里是第 {MAX_POINTS + 1} 个"
        hint = "分成几层，或几次会议"
        problems.append(Problem("D33", counted[MAX_POINTS].place, found, f"一层最多 {MAX_POINTS} 个", hint))


def _typed_numbers(read: Sequence[PointText]) -> str:
    """The first marker where the points begin with markers that count on from one: 一、… 二、…; otherwise empty."""
    found = [parse_marker(one.title or one.text) for one in read if not one.marker]
    markers = [one for one in found if one is not None]
    counted = len(markers) == len(read) > 1 and [one.number for one in markers] == list(range(1, len(read) + 1))
    return markers[0].text if counted and len({one.style for one in markers}) == 1 else ""


def _point(slot: Slot, node: Node, problems: Problems) -> PointText | None:
    if isinstance(node, Text):
        text = paragraphs(slot, node, problems)
        return PointText(text=text, at=node.at) if text else None
    if isinstance(node, Items):
        problems.append(
            Problem(
                "D10", node.place, "一个要点里直接套了列表", "{标题: …, 要点: [ … ]}", "下一层的要点写在“要点:”下面"
            )
        )
        return None
    given = {key.value: value for key, value in node.entries}
    title = words(_SLOTS["标题"], given["标题"], problems) or "" if "标题" in given else ""
    topic = words(_SLOTS["库"], given["库"], problems) or "" if "库" in given else ""
    # A marker's own 、 or ， is part of it.
    marker = (one_text(given["标号"], _SLOTS["标号"], problems) or "").strip() if "标号" in given else ""
    run_on = yes_no(_SLOTS["接排"], given["接排"], problems) if "接排" in given else None
    if "段" in given:
        return _aside(given, run_on, node, problems)
    text = paragraphs(_SLOTS["正文"], given["正文"], problems) or "" if "正文" in given else ""
    below = points(_SLOTS["要点"], given["要点"], problems) or () if "要点" in given else ()
    others = [(key, value) for key, value in node.entries if key.value not in _POINT_KEYS]
    fillings: dict[str, str] = {}
    for key, value in others:
        if topic:
            fillings[key.value] = words(Slot(key.value), value, problems) or ""
        else:
            problem = unknown_name(key, _POINT_KEYS, f"要点里没有“{key.value}”这个字段")
            if not problem.hint and len(given) == 1 and isinstance(value, Text):
                problem = replace(problem, hint=f"{{标题: {key.value}, 正文: {value.value[:20]}}}")
            problems.append(problem)
    if not (title or topic or text or below):
        if not others:
            problems.append(Problem("D11", node.place, "这个要点是空的", "标题、正文、要点、库 至少写一样"))
        return None
    named = styles(_SLOTS["层次"], given["层次"], problems) or () if "层次" in given else ()
    style = named[0] if named else ""
    return PointText(title, text, below, marker, style, False, run_on, topic, fillings, node.at)


def _aside(given: dict[str, Node], run_on: bool | None, node: Node, problems: Problems) -> PointText | None:
    """段: a paragraph between points."""
    others = [name for name in given if name not in ("段", "接排")]
    if others:
        found = f"“段”旁边又写了“{others[0]}”"
        problems.append(Problem("D27", node.place, found, "“段”是要点之间没有序数的一段话，单独写"))
    text = paragraphs(_SLOTS["段"], given["段"], problems)
    return PointText(text=text, aside=True, run_on=run_on, at=node.at) if text else None


def requirements(slot: Slot, node: Node, problems: Problems) -> tuple[PointText, ...] | None:
    """要求: names of topics; {name: own text} takes the text's place."""
    if isinstance(node, Text):
        if node.rows:
            problems.append(not_a_list(slot, node))
            return None
        return tuple(PointText(topic=one.value, at=one.at) for one in pieces(node, APART)) or None
    out: list[PointText] = []
    for one in node.items if isinstance(node, Items) else (node,):
        if isinstance(one, Text):
            if one.value.strip():
                out.append(PointText(topic=one.value.strip(), at=one.at))
        elif isinstance(one, Fields):
            for key, value in one.entries:
                text = paragraphs(Slot(key.value, "段落"), value, problems)
                out.append(PointText(topic=key.value, text=text or "", at=key.at))
        else:
            problems.append(Problem("D10", one.place, "要求里直接套了列表", "- 责任落实"))
    _check_count(slot, out, problems)
    return tuple(out) or None


def styles(slot: Slot, node: Node, problems: Problems) -> tuple[str, ...] | None:
    """层次: names of numbering styles, one for each level."""
    nodes = node.items if isinstance(node, Items) else (node,)
    out: list[str] = []
    for one in nodes:
        text = one_text(one, slot, problems)
        if text is None:
            continue
        for word in re.split(r"[+＋\s]+", text.strip()):
            form = parse_form(word)
            if form is None:
                expected = "下列之一：" + " ".join(STYLES)
                problems.append(
                    Problem("D12", one.place, f"没有“{word}”这种层次序数", expected, "[一、, （一）, 一是]")
                )
            else:
                out.append(form.written)
    return tuple(out) or None


def pieces(node: Text, apart: re.Pattern[str]) -> tuple[Text, ...]:
    """A value parted at the marks between its entries, each piece at its own place in the line."""
    place = node.place
    start = place.excerpt.find(node.value, place.column - 1)
    if start == place.column - 1 and node.value == node.value.strip() and not (node.rows or apart.search(node.value)):
        # Most are one piece, just as it was typed.
        return (node,)
    out, at = [], 0
    for piece in apart.split(node.value):
        if bare := piece.strip():
            at = node.value.index(bare, at)
            column = start + at + 1 if start >= 0 else place.column
            out.append(Text(bare, replace(place, column=column)))
            at += len(bare)
    return tuple(out)


def not_a_list(slot: Slot, node: Text) -> Problem:
    """The problem of lines without list marks, which YAML would join into one value."""
    first = (node.rows or (node.value,))[0]
    marker = parse_marker(first)
    sample = "- " + (first[len(marker.text) :] if marker else first)[:20].strip()
    found = f"“{slot.name}”下面的几行会连成一句，不是列表" if node.rows else f"“{slot.name}”是一句话，不是列表"
    return Problem("D08", node.place, found, "一个列表，每项一行，前面写“- ”，不写序数", sample)
