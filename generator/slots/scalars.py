"""Single values of slots: what was typed → 文字, 段落, 日期, 时间, 数字, 是否, 选项.

Each function takes the slot, the node and the list that problems go to, and gives the value, or None where the node
is empty or wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from generator.problems import Problem, did_you_mean
from generator.slots.registry import Problems, Slot
from generator.text.moments import DATE_FORMS, TIME_FORMS, Moment, WrongMoment, parse_date, parse_moment
from generator.text.numbering import parse_marker
from generator.text.quantities import parse_quantity
from generator.yaml_source.nodes import Items, Node, Text, plain

_T = TypeVar("_T")


def one_text(node: Node, slot: Slot, problems: Problems) -> str | None:
    if isinstance(node, Text):
        return node.value
    kind = "一个列表" if isinstance(node, Items) else "一组“名称: 值”"
    problems.append(Problem("D02", node.place, f"“{slot.name}”下面是{kind}", f"一个值（{slot.type}）", _sample(slot)))
    return None


def _sample(slot: Slot) -> str:
    return f"{slot.name}: {slot.example}" if isinstance(slot.example, str) else ""


def words(slot: Slot, node: Node, problems: Problems) -> str | None:
    text = one_text(node, slot, problems)
    if text is None:
        return None
    # A name or phrase stands inside a sentence: what closes a line does not belong to it.
    words = _one_line(text).rstrip("。；，、;, ")
    return words or None


def _one_line(text: str) -> str:
    """Lines joined: with a space only between two words that are written with spaces."""
    if "\n" not in text:
        return " ".join(text.split())
    rows = [" ".join(row.split()) for row in text.split("\n") if row.strip()]
    joined = ""
    for row in rows:
        apart = joined and joined[-1] < "\u2000" and row[0] < "\u2000"
        joined += (" " if apart else "") + row
    return joined


def paragraphs(slot: Slot, node: Node, problems: Problems) -> str | None:
    if isinstance(node, Items) and all(isinstance(item, Text) for item in node.items):
        rows = [plain(item) for item in node.items]
    else:
        text = one_text(node, slot, problems)
        if text is None:
            return None
        if isinstance(node, Text) and node.rows and any(parse_marker(row) for row in node.rows[1:]):
            hint = f"{slot.name}: |（冒号后面加一竖，下面每行就是一段）"
            problems.append(Problem("D25", node.place, f"“{slot.name}”下面的几行会连成一段", "每行一段", hint))
            return None
        if "\n" not in text:
            return " ".join(text.split()) or None
        rows = text.split("\n")
    kept = [" ".join(str(row).split()) for row in rows]
    return "\n".join(row for row in kept if row) or None


def one_date(slot: Slot, node: Node, problems: Problems) -> date | None:
    return _moment_like(slot, node, problems, parse_date, DATE_FORMS)


def moment(slot: Slot, node: Node, problems: Problems) -> Moment | None:
    return _moment_like(slot, node, problems, parse_moment, TIME_FORMS)


def _moment_like(slot: Slot, node: Node, problems: Problems, parse: Callable[[str], _T], forms: str) -> _T | None:
    text = one_text(node, slot, problems)
    if text is None:
        return None
    try:
        return parse(text)
    except WrongMoment as error:
        problems.append(Problem("D03", node.place, f"“{slot.name}”是“{text}”：{error}", forms))
        return None


_USUAL = {"字": "2000", "分钟": "20"}


def number(slot: Slot, node: Node, problems: Problems) -> int | float | None:
    text = one_text(node, slot, problems)
    if text is None:
        return None
    value = parse_quantity(text, slot.unit)
    if value is None:
        shape = f"一个数字，如 {slot.example or _USUAL.get(slot.unit, '30') + slot.unit}"
        problems.append(Problem("D04", node.place, f"“{slot.name}”是“{text[:20]}”，不是一个数字", shape))
    return value


_YES = dict.fromkeys(("是", "有", "要", "对", "true", "yes", "on", "y"), True)
_NO = dict.fromkeys(("否", "无", "没有", "不", "不要", "false", "no", "off", "n"), False)


def yes_no(slot: Slot, node: Node, problems: Problems) -> bool | None:
    text = one_text(node, slot, problems)
    if text is None:
        return None
    value = (_YES | _NO).get(text.strip().lower())
    if value is None:
        problems.append(Problem("D05", node.place, f"“{slot.name}”是“{text}”", "是 或 否"))
    return value


def choice(slot: Slot, node: Node, problems: Problems) -> str | None:
    text = one_text(node, slot, problems)
    if text is None:
        return None
    word = text.strip()
    if word in slot.choices:
        return word
    expected = "下列之一：" + "、".join(slot.choices)
    problems.append(
        Problem("D06", node.place, f"“{slot.name}”是“{word}”，不在选项里", expected, did_you_mean(word, slot.choices))
    )
    return None
