"""底稿: the base that all rows share.

Knows nodes and settings; makes no paper.
"""

from __future__ import annotations

from generator.batch.records import Setting
from generator.batch.weaving import names_used
from generator.details import DEFAULT_OCCASION, Ground
from generator.problems import InvalidInput, Place, Problem
from generator.slots.filling import fill_fields
from generator.slots.registry import Problems
from generator.yaml_source.load import Fields, Text, parse_yaml


def base_fields(setting: Setting, ground: Ground) -> tuple[Fields, tuple[Problem, ...]]:
    """The base as nodes, and hints on its form; without a base, no entries.  InvalidInput where it cannot be read."""
    empty = Fields((), Place(setting.base_name))
    if setting.base is None:
        return empty, ()
    source = parse_yaml(setting.base, setting.base_name, ground.names)
    if source.errors:
        raise InvalidInput(source.errors)
    if source.root is not None and not isinstance(source.root, Fields):
        found = "整个底稿不是“名称: 值”"
        raise InvalidInput([Problem("D00", source.root.place, found, "每行一个“名称: 值”", "地点: 三楼会议室")])
    return source.root or empty, source.problems


def check_base(base: Fields, ground: Ground) -> None:
    """InvalidInput with what is wrong with the base itself, so that it is told once and not of every row."""
    problems: Problems = []
    fill_fields(ground.slots(occasion_of(base)).values(), base, problems)
    # What a row is still to fill in cannot be read yet: 时间: 【日期】 14:30.
    open_places = {key.value for key, node in base.entries if names_used(node)}
    wrong = [
        p for p in problems if p.severity == "错误" and p.place.path.split(".")[0].split("[")[0] not in open_places
    ]
    if wrong:
        raise InvalidInput(wrong)


def occasion_of(*details: Fields | None) -> str:
    """会议类型 as the first of these details says it that says one; 工作会议 where none does."""
    said = (text_of(one.get("会议类型")) for one in details if one is not None)
    return next(filter(None, said), DEFAULT_OCCASION)


def text_of(node: object) -> str:
    """A node's text without blanks around it; empty where it is none."""
    return node.value.strip() if isinstance(node, Text) else ""
