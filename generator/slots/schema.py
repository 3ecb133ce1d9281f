"""JSON Schema of a details file, from the declarations of its slots: for completion and help in an editor.

Scalars may be typed as text or number: the program reads every value as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.slots.registry import Slot

_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
_POINTS = {"$ref": "#/$defs/要点"}
_PERSON = {
    "description": "姓名（职务），或 {姓名: …, 职务: …, 单位: …}",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": dict.fromkeys(("姓名", "职务", "单位", "称谓"), _SCALAR),
            "required": ["姓名"],
            "additionalProperties": False,
        },
    ],
}


def details_schema(slots: Sequence[Slot]) -> dict[str, Any]:
    """The schema (draft 2020-12) of a 会议.yaml with these slots."""
    point = {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {
                    "标号": _SCALAR,
                    "标题": _SCALAR,
                    "正文": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
                    "要点": _POINTS,
                    "库": _SCALAR,
                    "层次": _SCALAR,
                    "段": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
                    "接排": _SCALAR,
                },
            },
        ]
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "会议.yaml",
        "type": "object",
        "properties": {slot.name: slot_schema(slot) for slot in slots},
        "required": [slot.name for slot in slots if slot.required],
        "additionalProperties": False,
        "$defs": {"要点": {"anyOf": [{"type": "string"}, {"type": "array", "items": point}]}},
    }


def slot_schema(slot: Slot) -> dict[str, Any]:
    """The schema of one slot's value."""
    made = _of_type(slot)
    return {**made, "description": slot.note} if slot.note else made


def _of_type(slot: Slot) -> dict[str, Any]:
    if slot.type == "人员":
        return dict(_PERSON)
    if slot.type == "选项":
        return {"enum": list(slot.choices)}
    if slot.type == "列表":
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": slot_schema(slot.item or Slot("每项"))}]}
    if slot.type == "组":
        fields = {field.name: slot_schema(field) for field in slot.fields}
        group = {
            "type": "object",
            "properties": fields,
            "required": [field.name for field in slot.fields if field.required],
            "additionalProperties": False,
        }
        return {"anyOf": [{"type": "string"}, group]} if slot.short else group
    if slot.type == "要点":
        return dict(_POINTS)
    if slot.type == "要求":
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "object"]}}]}
    if slot.type == "数据":
        return {"type": "object"}
    if slot.type in ("层次", "段落"):
        return {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
    return dict(_SCALAR)
