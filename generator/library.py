"""要求库: requirement topics by field, each with several bodies, from 要求库/*.yaml.

Finds a topic by its name or one of its usual other names, and fills a body's slots; the sentence of an empty slot
goes.  Which topics a speech takes is for `composition` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.marks import GONE, literal, settle
from generator.problems import InvalidInput, Place, Problem, closest
from generator.sources import load_plain

COMMON = "通用"
PARTS = ("认识", "任务", "保障")
_SLOT = re.compile(r"\{\{\s*([^\s{}|]+)\s*\}\}")


@dataclass(frozen=True)
class Topic:
    """一个要求: its names, the stems of its heading, and its bodies."""

    name: str
    domain: str
    part: str
    order: int
    noun: str
    """Fits 抓好…不放松, …必须到位, 强化…."""
    verb: str
    """Fits 一要…: 压实工作责任."""
    again: str
    """X再Y: 责任再压实."""
    aliases: tuple[str, ...]
    slots: tuple[str, ...]
    bodies: tuple[str, ...]

    def body(self, index: int, words: Mapping[str, str], fill: Mapping[str, str]) -> str:
        """One of the bodies with its slots filled, without the sentences whose slot is empty.

        `words` are the unit's own (自称, 下级); a body that has a place for all that is given in `fill` goes first, so
        that nothing given is left unsaid where the library can say it.
        """
        room = [sum(name in _SLOT.findall(body) for name in fill) for body in self.bodies]
        able = [body for body, size in zip(self.bodies, room, strict=True) if size == max(room)]
        values = {**words, **fill}

        def one(found: re.Match[str]) -> str:
            value = values.get(found.group(1), "")
            return literal(value) if value else GONE

        return settle(_SLOT.sub(one, able[index % len(able)])).text.replace("\n", "")


@dataclass(frozen=True)
class Domain:
    """领域: its topics, and how a whole speech on it is parted."""

    name: str
    note: str
    aliases: tuple[str, ...]
    topics: tuple[Topic, ...]
    headings: tuple[Mapping[str, str], ...]
    """Parallel sets of headings, each by part (认识, 任务, 保障)."""
    leads: Mapping[str, tuple[str, ...]]


class Library:
    """The fields of the 要求库 folders, read when first asked for."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = [folder / "要求库" for folder in folders]
        self._domains: dict[str, Domain] = {}

    @cached_property
    def _files(self) -> dict[str, Path]:
        files: dict[str, Path] = {}
        for folder in reversed(self._folders):
            files.update({path.stem: path for path in sorted(folder.glob("*.yaml"))})
        return files

    def names(self) -> tuple[str, ...]:
        """The fields there are."""
        return tuple(sorted(self._files))

    def domain(self, name: str) -> Domain | None:
        """The field of that name or other name, or None."""
        if name in self._files:
            return self._load(name)
        return next((d for d in map(self._load, self._files) if name in d.aliases), None)

    def topic(self, name: str, domain: str = "") -> Topic | None:
        """A topic by name or other name: of the given field first, then 通用, then anywhere."""
        first = self.domain(domain) if domain else None
        near = [d for d in (first, self._load(COMMON) if COMMON in self._files else None) if d is not None]
        for known in near:
            if (found := _named(known, name)) is not None:
                return found
        return next((t for d in map(self._load, self.names()) if (t := _named(d, name)) is not None), None)

    def nearest(self, name: str) -> str | None:
        """The topic that a misspelt name was probably meant to be."""
        return closest(name, [n for d in map(self._load, self.names()) for t in d.topics for n in (t.name, *t.aliases)])

    def _load(self, name: str) -> Domain:
        if name not in self._domains:
            self._domains[name] = parse_domain(load_plain(self._files[name]), name)
        return self._domains[name]


def _named(domain: Domain, name: str) -> Topic | None:
    return next((t for t in domain.topics if t.name == name), None) or next(
        (t for t in domain.topics if name in t.aliases or name in (t.noun, t.verb)), None
    )


def parse_domain(data: Mapping[str, Any], name: str) -> Domain:
    """A field from the plain data of its file.  InvalidInput L20 where a unit's own file has not the form of ours."""
    wrong: list[str] = []
    topics = tuple(sorted(_topics(_mapping(data, "主题", wrong), name, wrong), key=lambda t: t.order))
    leads = {part: _strings(rows, f"引语.{part}", wrong) for part, rows in _mapping(data, "引语", wrong).items()}
    headings = tuple(_headings(data.get("部分") or (), wrong))
    aliases = _strings(data.get("别名"), "别名", wrong)
    if wrong:
        file = f"要求库/{name}.yaml"
        hint = "照着内置的写：jianggao 自带的 要求库/通用.yaml"
        raise InvalidInput([Problem("L20", Place(file, path=said.split("：")[0]), said, hint=hint) for said in wrong])
    return Domain(name, str(data.get("说明", "")), aliases, topics, headings, leads)


def _topics(data: Mapping[str, Any], domain: str, wrong: list[str]) -> Iterator[Topic]:
    for name, given in data.items():
        if not isinstance(given, dict):
            wrong.append(f"主题.{name}：下面应该是“名称: 值”")
            continue
        part, order = str(given.get("部分", "任务")), str(given.get("次序", "50"))
        bodies = _strings(given.get("正文"), f"主题.{name}.正文", wrong)
        if part not in PARTS:
            wrong.append(f"主题.{name}.部分：是“{part}”，应该是 {'、'.join(PARTS)} 中的一个")
        elif not re.fullmatch("[0-9]{1,4}", order):
            wrong.append(f"主题.{name}.次序：是“{order}”，应该是一个数字")
        elif not bodies:
            wrong.append(f"主题.{name}.正文：是空的，至少写一段")
        else:
            yield Topic(
                name,
                domain,
                part,
                int(order),
                str(given.get("名词", name)),
                str(given.get("动宾", name)),
                str(given.get("再式", name)),
                _strings(given.get("别名"), f"主题.{name}.别名", wrong),
                _strings(given.get("槽位"), f"主题.{name}.槽位", wrong),
                bodies,
            )


def _headings(rows: Any, wrong: list[str]) -> Iterator[Mapping[str, str]]:
    """Sets of headings, each with one for every part."""
    for number, row in enumerate(rows if isinstance(rows, (list, tuple)) else (rows,), 1):
        titles = row.get("标题") if isinstance(row, dict) else None
        if isinstance(titles, dict) and all(isinstance(titles.get(part), str) for part in PARTS):
            yield titles
        else:
            wrong.append(f"部分[{number}].标题：{'、'.join(PARTS)} 各要有一个标题")


def _mapping(data: Mapping[str, Any], name: str, wrong: list[str]) -> dict[str, Any]:
    given = data.get(name) or {}
    if isinstance(given, dict):
        return given
    wrong.append(f"{name}：下面应该是“名称: 值”")
    return {}


def _strings(given: Any, where: str, wrong: list[str]) -> tuple[str, ...]:
    """A list of texts; one text alone is a list of one."""
    rows = [given] if isinstance(given, str) and given else given or []
    if isinstance(rows, list) and all(isinstance(row, str) for row in rows):
        return tuple(rows)
    wrong.append(f"{where}：应该是一个列表，每项一行，前面写“- ”")
    return ()
