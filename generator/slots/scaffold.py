"""A new 会议.yaml: every slot with what it is for, its 示例 filled in, so that it makes a complete paper at once.

Knows slots and how YAML is written by hand; nothing of meetings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.slots.registry import Slot

SCHEMA_NAME = ".jianggao/会议.schema.json"

_HEAD = f"""\
# yaml-language-server: $schema={SCHEMA_NAME}
# 会议.yaml：把一次会议的内容填在这里，存盘，再运行：jianggao make 会议.yaml
# 井号后面是说明，不进稿子。下面都是示例，换成这次会议的内容；用不上的整段删去。
# 冒号用英文的，后面空一格；下一级比上一级多空两格；列表每项前面是减号加空格。
"""


def new_details(slots: Sequence[Slot]) -> str:
    """The text of a commented details file with the 示例 of every slot that has one."""
    rows = [_HEAD]
    for slot in slots:
        if slot.example is None:
            continue
        must = "（必填）" if slot.required else ""
        rows.append(f"# {must}{slot.note}" if slot.note or must else "#")
        rows.extend(_entry(slot.name, slot.example, 0))
        rows.append("")
    return "\n".join(rows).rstrip() + "\n"


def _entry(name: str, value: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(value, (list, dict)) and not _fits(value, indent + len(name) * 2):
        yield f"{pad}{name}:"
        yield from _block(value, indent + 2)
    else:
        yield f"{pad}{name}: {_flow(value)}"


def _block(value: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _entry(key, one, indent)
        return
    for one in value:
        if isinstance(one, dict) and not _fits(one, indent):
            first, *rest = _block(one, indent + 2)
            yield f"{pad}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{pad}- {_flow(one)}"


def _fits(value: Any, used: int) -> bool:
    """Short mappings stand on one line; lists one entry a line, and so does what holds a list."""
    if isinstance(value, list):
        return False
    holds_list = any(isinstance(one, (list, dict)) for one in value.values())
    return not holds_list and used + len(_flow(value)) <= 76


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar(str(value))


def scalar(text: str) -> str:
    """A string as YAML: plain where that is safe, in single quotes where it is not."""
    unsafe = (
        text != text.strip()
        or not text
        or text[0] in "!&*-?|>%@`\"'#{[]},:“‘"
        or any(mark in text for mark in (": ", " #", ", ", "[", "]", "{", "}", "\n"))
        or text.endswith(":")
    )
    return "'" + text.replace("'", "''") + "'" if unsafe else text
