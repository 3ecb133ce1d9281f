"""人员 as written: 姓名（职务）, a mapping of 姓名, 职务, 单位 and 称谓, or a name alone.

Reads one person from a node, and says how it should have been written where it cannot.  Who a name belongs to is for
`people` to say.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.problems import Problem
from generator.slots.registry import PersonText, Problems, Slot, unknown_name
from generator.slots.scalars import one_text, words
from generator.text.regex import regex
from generator.yaml_source.nodes import Fields, Node

PERSON_FIELDS = ("姓名", "职务", "单位", "称谓")
PERSON_FORM = "姓名（职务），如 李明（县委书记）；前面已写过职务的，只写姓名"

_POST = r"(?P<post>(?:[^（()）]|[（(][^（()）]*[）)]){1,60}?)"
_PERSON = regex(rf"\s*(?P<name>[^（()）：:，,、；;。\n]{{1,24}}?)\s*[（(]\s*{_POST}\s*[）)]\s*")
_NAME = regex(r"[\u3400-\u9fff\U00020000-\U0003ffff·•.×A-Za-z\u3000 ]{1,24}")
_POST_END = regex(
    r"(?:书记|长|主任|主席|经理|总监|委员|专员|干事|教授|老师|员|代表|董事|总裁|调研员|工程师|会计|律师|医师|负责人|助理|秘书|顾问)$"
)
_TIGHT = regex(rf"(?P<post>.{{1,30}}?{_POST_END.pattern[:-1]})(?P<name>[\u3400-\u9fff]{{2,3}})")
# How far a bracket is looked for is bounded, so that a list without one takes linear time.
APART = regex(r"[、；;，,](?![^（(]{0,80}[）)])")
"""Between two persons, but not inside the brackets of a post."""


def person(slot: Slot, node: Node, problems: Problems) -> PersonText | None:
    """The person written at a node, or None where that is not how a person is written (then a problem says so)."""
    if isinstance(node, Fields):
        return _from_fields(slot, node, problems)
    text = one_text(node, slot, problems)
    if text is None:
        return None
    if found := _PERSON.fullmatch(text):
        return _named(found.group("name"), found.group("post").strip("。，；"), "", node, slot, problems)
    return _named(text.strip().rstrip("，。；、"), "", "", node, slot, problems)


def _from_fields(slot: Slot, node: Fields, problems: Problems) -> PersonText | None:
    parts, slips = {}, 0
    for key, value in node.entries:
        if key.value not in PERSON_FIELDS:
            slips += 1
            problems.append(unknown_name(key, PERSON_FIELDS, f"“{slot.name}”里没有“{key.value}”这个字段"))
        elif text := words(Slot(key.value), value, problems):
            parts[key.value] = text
    if "姓名" not in parts:
        if not slips:
            problems.append(Problem("D07", node.place, f"“{slot.name}”没有写姓名", "{姓名: 李明, 职务: 县委书记}"))
        return None
    written = _named(parts["姓名"], parts.get("职务", ""), parts.get("单位", ""), node, slot, problems)
    return replace(written, address=parts.get("称谓", "")) if written else None


def _named(name: str, post: str, unit: str, node: Node, slot: Slot, problems: Problems) -> PersonText | None:
    parts = name.split()
    spaced = len(parts) > 1 and any(len(part) > 1 for part in parts) and not name.isascii()
    if not _NAME.fullmatch(name) or spaced:
        problems.append(_not_a_name(name, post, node, slot))
        return None
    # Two-character names are often spread to three on paper (王　芳); the name itself has no blank.
    return PersonText(name if name.isascii() else "".join(parts), post, unit, node.at)


def _not_a_name(name: str, post: str, node: Node, slot: Slot) -> Problem:
    """What is wrong with a name that is none: several people, a post beside the name, or something else."""
    pieces = [piece for piece in re.split(r"[\s、；;，,：:]+|(?<=[）)])", name) if piece]
    shown = f"“{slot.name}”是“{name[:20]}”"
    if len(pieces) == 2 and not post and (hint := _joined(pieces[0], pieces[1])):
        return Problem("D07", node.place, f"{shown}，分不清姓名和职务", PERSON_FORM, hint)
    if len(pieces) > 1 and all(len(piece.split("（")[0]) <= 4 for piece in pieces):
        # Where several may be written, a mark has parted them before they come here; only a blank has not.
        hint = f"只留一个：{pieces[0]}" if APART.search(name) else "、".join(pieces)
        return Problem(
            "D07", node.place, f"{shown}，有 {len(pieces)} 个人", "一个人；能写几个人的地方，中间用“、”", hint
        )
    return Problem("D07", node.place, f"{shown}，不像姓名", PERSON_FORM)


def _joined(one: str, other: str) -> str:
    """姓名（职务） from the two in either order; empty where neither is a post."""
    for name, post in ((one, other), (other, one)):
        if _POST_END.search(post) and not _POST_END.search(name) and len(name) <= 4:
            return f"{name}（{post}）"
    return ""


def apart(text: str) -> str:
    """县委书记李明 → 李明（县委书记）; an empty string where no post stands before a name."""
    found = _TIGHT.fullmatch(text)
    return f"{found.group('name')}（{found.group('post')}）" if found else ""
