"""槽位: what a template asks for, and the conversion of what was typed into it.

A slot is declared once, in YAML (类型, 必填, 默认, 说明, 示例 …).  Here are the declarations and the records that
filled slots become; the conversion itself is `filling`.  Does not know what a meeting is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Any

from generator.problems import Place, Problem, did_you_mean
from generator.records import record
from generator.text.points import Point
from generator.yaml_source.nodes import Fields, Node, Placed, Spot, Text, plain

TYPES = ("文字", "段落", "日期", "时间", "数字", "是否", "人员", "选项", "列表", "组", "要点", "要求", "数据", "层次")


@record(frozen=True)
class Slot:
    """一个槽位.  `fields` are the slots of a 组, `item` is the slot of each entry of a 列表."""

    name: str
    type: str = "文字"
    required: bool = False
    default: Any = None
    note: str = ""
    example: Any = None
    choices: tuple[str, ...] = ()
    fields: tuple[Slot, ...] = ()
    item: Slot | None = None
    unit: str = ""
    """What a 数字 counts (字, 分钟): may be typed after it."""
    short: str = ""
    """For a 组: the field that a bare string stands for (单位: 云山县人民政府 → 全称)."""
    place: Place = field(default_factory=Place, compare=False)

    # Every meeting is filled by the same slots.
    @cached_property
    def named(self) -> Mapping[str, Slot]:
        """The slots of a 组 by name."""
        return {slot.name: slot for slot in self.fields}

    @cached_property
    def entry(self) -> Slot:
        """The slot of each entry of a 列表, by the name of the list."""
        return replace(self.item or Slot("每项"), name=self.name)


@record(frozen=True)
class Filled(Placed):
    """A converted value and where it was typed.

    文字, 段落, 选项 → str; 日期 → date; 时间 → Moment; 数字 → int or float; 是否 → bool; 人员 → PersonText;
    列表 → tuple of Filled; 组 and 数据 → dict of Filled; 要点, 要求 → tuple of PointText; 层次 → tuple of str.
    """

    value: Any
    at: Place | Spot = field(default_factory=Place, compare=False)


@record(frozen=True)
class PersonText(Placed):
    """A person as written: 姓名（职务）, a mapping, or a name alone (then the post stands elsewhere)."""

    name: str
    post: str = ""
    unit: str = ""
    at: Place | Spot = field(default_factory=Place, compare=False)
    address: str = ""
    """称谓 as written: 女士, 先生; empty where the post tells it."""


@record(frozen=True)
class PointText(Point, Placed):
    """A point as written, which stands on the page as it is unless it calls the library: by `topic`, with `fill` for the
    slots of that topic."""

    points: tuple[PointText, ...] = ()
    topic: str = ""
    fill: Mapping[str, str] = field(default_factory=dict)
    at: Place | Spot = field(default_factory=Place, compare=False)


Problems = list[Problem]

_SLOT_KEYS = ("类型", "必填", "默认", "说明", "示例", "选项", "各项", "每项", "量词", "简写")


def declare(node: Node | None, problems: Problems) -> tuple[Slot, ...]:
    """The slots that a 槽位 section declares; what is wrong with a declaration goes to `problems`."""
    if node is None:
        return ()
    if not isinstance(node, Fields):
        problems.append(
            Problem("T20", node.place, "槽位下面不是“名称: {类型: …}”", "每个槽位一行", "奖项数: {类型: 数字}")
        )
        return ()
    return tuple(_declare_one(key, value, problems) for key, value in node.entries)


def _declare_one(key: Text, node: Node, problems: Problems) -> Slot:
    name = key.value
    if not re.fullmatch(r"[^\W\d]\w*", name):
        hint = "槽位名只用汉字、字母和数字，不以数字开头"
        problems.append(Problem("T21", key.place, f"“{name}”不能做槽位的名称", hint=hint))
    if isinstance(node, Text):
        # 奖项数: 数字 — the type alone.
        node = Fields(((Text("类型", node.place), node),), node.place)
    if not isinstance(node, Fields):
        problems.append(Problem("T20", node.place, f"槽位“{name}”的说明是一个列表", "{类型: 文字, 说明: …}"))
        return Slot(name, place=key.place)
    given = {k.value: v for k, v in node.entries}
    for k, _ in node.entries:
        if k.value not in _SLOT_KEYS:
            expected = "下列之一：" + "、".join(_SLOT_KEYS)
            problems.append(
                Problem("T22", k.place, f"槽位里没有“{k.value}”这一项", expected, did_you_mean(k.value, _SLOT_KEYS))
            )
    kind = str(plain(given.get("类型")) or "文字")
    if kind not in TYPES:
        expected = "下列之一：" + "、".join(TYPES[:9])
        problems.append(
            Problem("T23", given["类型"].place, f"没有“{kind}”这种类型", expected, did_you_mean(kind, TYPES))
        )
        kind = "文字"
    choices = plain(given.get("选项"))
    if kind == "选项" and not isinstance(choices, list):
        problems.append(Problem("T24", key.place, f"槽位“{name}”没有写有哪些选项", "选项: [甲, 乙]"))
        choices = []
    item = None
    if kind == "列表":
        each = given.get("每项")
        item = _declare_one(Text("每项", key.place), each, problems) if each is not None else Slot("每项")
    return Slot(
        name,
        kind,
        str(plain(given.get("必填")) or "否") == "是",
        plain(given.get("默认")),
        str(plain(given.get("说明")) or ""),
        plain(given.get("示例")),
        tuple(str(c) for c in choices or ()),
        declare(given.get("各项"), problems) if kind == "组" else (),
        item,
        str(plain(given.get("量词")) or ""),
        str(plain(given.get("简写")) or ""),
        key.place,
    )


def unknown_name(key: Text, known: Iterable[str], found: str) -> Problem:
    """The problem of a name that stands in no list, with the nearest one that does."""
    names = list(known)
    shown = "、".join(names[:14]) + (" 等" if len(names) > 14 else "")
    return Problem("D01", key.place, found, f"下列之一：{shown}", did_you_mean(key.value.strip("“”‘’\"' "), names))
