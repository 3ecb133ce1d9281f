"""Single values of slots: what was typed → 文字, 段落, 日期, 时间, 数字, 是否, 选项, 人员.

Each function takes the slot, the node and the list that problems go to, and gives the value, or None where the node
is empty or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from generator.moments import DATE_FORMS, TIME_FORMS, Moment, WrongMoment, parse_date, parse_moment
from generator.problems import Problem, did_you_mean
from generator.slots import PersonText, Problems, Slot, unknown_name
from generator.sources import Fields, Items, Node, Text, plain

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
    words = " ".join(text.split()).rstrip("。；，、;,")
    return words or None


def paragraphs(slot: Slot, node: Node, problems: Problems) -> str | None:
    if isinstance(node, Items) and all(isinstance(item, Text) for item in node.items):
        rows = [plain(item) for item in node.items]
    else:
        text = one_text(node, slot, problems)
        if text is None:
            return None
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


_NUMBER = re.compile(r"(?:约)?\s*(?P<n>[0-9０-９]+(?:[.．][0-9０-９]+)?)\s*(?P<unit>\D{0,4})")
_HALF = str.maketrans("０１２３４５６７８９．", "0123456789.")


def number(slot: Slot, node: Node, problems: Problems) -> int | float | None:
    text = one_text(node, slot, problems)
    if text is None:
        return None
    found = _NUMBER.fullmatch(text.strip().replace(",", ""))
    unit = found.group("unit").strip() if found else ""
    hours = slot.unit == "分钟" and unit in ("小时", "个小时")
    if found is None or (unit and unit != slot.unit and not hours and not (slot.unit == "分钟" and unit == "分")):
        shape = f"一个数字，如 {slot.example or '30' + slot.unit}"
        problems.append(Problem("D04", node.place, f"“{slot.name}”是“{text}”，不是数字", shape))
        return None
    number = float(found.group("n").translate(_HALF)) * (60 if hours else 1)
    return int(number) if number.is_integer() else number


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


_PERSON = re.compile(r"\s*(?P<name>[^（()）：:，,、；;。\n]{1,24}?)\s*[（(]\s*(?P<post>.{1,60}?)\s*[）)]\s*", re.DOTALL)
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·•.A-Za-z\u3000 ]{1,24}")
PERSON_FIELDS = ("姓名", "职务", "单位")
PERSON_FORM = "姓名（职务），如 李明（县委书记）；前面已写过职务的，只写姓名"


def person(slot: Slot, node: Node, problems: Problems) -> PersonText | None:
    if isinstance(node, Fields):
        parts = {}
        for key, value in node.entries:
            if key.value not in PERSON_FIELDS:
                problems.append(unknown_name(key, PERSON_FIELDS, f"“{slot.name}”里没有“{key.value}”这个字段"))
            elif text := words(Slot(key.value), value, problems):
                parts[key.value] = text
        if "姓名" not in parts:
            problems.append(Problem("D07", node.place, f"“{slot.name}”没有写姓名", "{姓名: 李明, 职务: 县委书记}"))
            return None
        return _named(parts["姓名"], parts.get("职务", ""), parts.get("单位", ""), node, slot, problems)
    text = one_text(node, slot, problems)
    if text is None:
        return None
    if found := _PERSON.fullmatch(text):
        return _named(found.group("name"), found.group("post").strip("。，；"), "", node, slot, problems)
    return _named(text.strip(), "", "", node, slot, problems)


def _named(name: str, post: str, unit: str, node: Node, slot: Slot, problems: Problems) -> PersonText | None:
    if not _NAME.fullmatch(name):
        problems.append(Problem("D07", node.place, f"“{slot.name}”是“{name[:20]}”，不像姓名", PERSON_FORM))
        return None
    parts = name.split()
    if len(parts) > 1 and any(len(part) > 1 for part in parts) and name.isascii() is False:
        hint = f"{parts[-1]}（{parts[0]}）" if len(parts[0]) > len(parts[-1]) else f"{parts[0]}（{parts[-1]}）"
        problems.append(Problem("D07", node.place, f"“{name}”中间有空格，分不清姓名和职务", PERSON_FORM, hint))
        return None
    # Two-character names are often spread to three on paper (王　芳); the name itself has no blank.
    return PersonText(name if name.isascii() else "".join(parts), post, unit, node.place)
