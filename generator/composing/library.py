"""要求库: requirement topics by field, each with several bodies, from 要求库/*.yaml.

Finds a topic by its name or one of its usual other names, tells which bodies suit a kind of unit, and fills a body's
slots; the sentence of an empty slot goes.  Which topics a speech takes is for `composition` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.problems import InvalidInput, Place, Problem, closest
from generator.records import record
from generator.text.marks import GONE, literal, settle
from generator.text.regex import regex
from generator.yaml_source.load import load_plain

COMMON = "通用"
PARTS = ("认识", "任务", "保障")
KINDS = ("政府", "学校", "企业")
"""适用: the kinds of unit whose words differ."""
VOICES = ("发言", "典礼讲话", "典礼教师", "典礼学生", "典礼家长")
"""The sets beside 主题: topics of those who give no tasks.  主题 itself, a leader's, is the voice ""."""
_SLOT = regex(r"\{\{\s*([^\s{}|]+)\s*\}\}")


@record(frozen=True)
class Wording:
    """A text and 适用, the kinds of unit (政府, 学校, 企业) that can say it; none named means all."""

    text: str
    kinds: tuple[str, ...] = ()


@record(frozen=True)
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
    kinds: tuple[tuple[str, ...], ...] = ()
    """适用 of each body."""
    voice: str = ""
    """Whose it is: "" a leader's, or one of VOICES."""
    titles: tuple[str, ...] = ()
    """Its headings where it has several: the one that stands where the body stands goes with it."""

    def headed(self, frame: str) -> str:
        """Its heading in a frame: 强化{名词} → 强化岗位责任."""
        return frame.replace("{动宾}", self.verb).replace("{名词}", self.noun).replace("{再式}", self.again)

    def titled(self, index: int) -> str:
        """The heading that goes with a body, by the body's number: speakers who take other bodies have other headings."""
        return self.titles[index % len(self.titles)] if self.titles else self.verb

    def suits(self, kind: str) -> bool:
        """Whether a unit of this kind has something to say here."""
        return any(_suits(kinds, kind) for kinds in self.kinds)

    def choices(self, kind: str, fill: Mapping[str, str]) -> tuple[int, ...]:
        """The bodies to choose from, by number: those that suit the unit (all where none does), and of them those that
        have a place for most of what is given in `fill`, so that nothing is left unsaid where the library can say it.
        """
        able = [i for i, kinds in enumerate(self.kinds) if _suits(kinds, kind)] or list(range(len(self.bodies)))
        room = {i: sum(name in _SLOT.findall(self.bodies[i]) for name in fill) for i in able}
        return tuple(i for i in able if room[i] == max(room.values()))

    def body(self, index: int, words: Mapping[str, str], fill: Mapping[str, str]) -> str:
        """A body by its number with its slots filled, without the sentences whose slot is empty.

        `words` are the unit's own (自称, 下级).
        """
        values = {**words, **fill}

        def one(found: re.Match[str]) -> str:
            value = values.get(found.group(1), "")
            return literal(value) if value else GONE

        return settle(_SLOT.sub(one, self.bodies[index])).text.replace("\n", "")


@record(frozen=True)
class Headings:
    """一套部分标题: parallel headings, one for each part (认识, 任务, 保障)."""

    titles: Mapping[str, str]
    kinds: tuple[str, ...] = ()


@record(frozen=True)
class Domain:
    """领域: its topics, and how a whole speech on it is parted."""

    name: str
    note: str
    aliases: tuple[str, ...]
    topics: tuple[Topic, ...]
    headings: tuple[Headings, ...]
    leads: Mapping[str, tuple[Wording, ...]]
    voices: Mapping[str, tuple[Topic, ...]] = field(default_factory=dict)
    """The topics of those who give no tasks, by VOICES."""

    def said_by(self, voice: str) -> tuple[Topic, ...]:
        """The topics of a voice; those of 主题 for ""."""
        return self.voices.get(voice, ()) if voice else self.topics

    def headings_for(self, kind: str) -> tuple[Mapping[str, str], ...]:
        """The sets of part headings that a unit of this kind can use."""
        return tuple(one.titles for one in self.headings if _suits(one.kinds, kind))

    def leads_for(self, part: str, kind: str) -> tuple[str, ...]:
        """The lead-ins of a part that suit; one empty text where there is none."""
        return tuple(lead.text for lead in self.leads.get(part, ()) if _suits(lead.kinds, kind)) or ("",)


class Library:
    """The fields of the 要求库 folders, read when first asked for."""

    def __init__(self, folders: list[Path], note: Callable[[Path], None] = lambda path: None) -> None:
        """`note` is told of every file and folder before it is read."""
        self._folders = [folder / "要求库" for folder in folders]
        self._note = note
        self._domains: dict[str, Domain] = {}

    def state(self) -> dict[str, Domain]:
        """The fields read so far."""
        return self._domains

    def take(self, state: dict[str, Domain]) -> None:
        """The fields that one before it read from the same folders."""
        self._domains = state

    @cached_property
    def _files(self) -> dict[str, Path]:
        files: dict[str, Path] = {}
        for folder in reversed(self._folders):
            self._note(folder)
            here = folder.parent.resolve()
            found = sorted(folder.glob("*.yaml"))
            # A link out of the folder of templates is not followed: templates may come from a stranger.
            files.update({path.stem: path for path in found if path.resolve().is_relative_to(here)})
        return files

    def names(self) -> tuple[str, ...]:
        """The fields there are."""
        return tuple(sorted(self._files))

    def domain(self, name: str) -> Domain | None:
        """The field of that name or other name, or None."""
        if name in self._files:
            return self._load(name)
        return next((d for d in map(self._load, self._files) if name in d.aliases), None)

    def topic(self, name: str, domain: str = "", voice: str = "") -> Topic | None:
        """A topic by name or other name: of the given field first, then 通用, then anywhere; there one of the voice's
        own before a leader's."""
        first = self.domain(domain) if domain else None
        near = [d for d in (first, self._load(COMMON) if COMMON in self._files else None) if d is not None]
        for known in (near, map(self._load, self.names())):
            fields = list(known)
            for said in dict.fromkeys((voice, "")):
                if (found := next((t for d in fields if (t := _named(d.said_by(said), name))), None)) is not None:
                    return found
        return None

    def nearest(self, name: str, voice: str = "") -> str | None:
        """The topic that a misspelt name was probably meant to be, of the voice's own and of the leaders'."""
        voices = dict.fromkeys((voice, ""))
        topics = [t for d in map(self._load, self.names()) for said in voices for t in d.said_by(said)]
        return closest(name, [n for t in topics for n in (t.name, *t.aliases)])

    def _load(self, name: str) -> Domain:
        if name not in self._domains:
            self._note(self._files[name])
            self._domains[name] = parse_domain(load_plain(self._files[name]), name)
        return self._domains[name]


def _suits(kinds: tuple[str, ...], kind: str) -> bool:
    return not kind or not kinds or kind in kinds


def _named(topics: Sequence[Topic], name: str) -> Topic | None:
    return next((t for t in topics if t.name == name), None) or next(
        (t for t in topics if name in t.aliases or name in (t.noun, t.verb)), None
    )


def parse_domain(data: Mapping[str, Any], name: str) -> Domain:
    """A field from the plain data of its file.  InvalidInput L20 where a unit's own file has not the form of ours.

    适用 stands on the file, a topic or a text; the inner one goes before the outer one.
    """
    wrong: list[str] = []
    kinds = _kinds(data, "", (), wrong)
    topics = _topics_of(data, "", name, kinds, wrong)
    voices = {voice: _topics_of(data, voice, name, kinds, wrong) for voice in VOICES if voice in data}
    leads = {
        part: _wordings(rows, f"引语.{part}", kinds, wrong) for part, rows in _mapping(data, "引语", wrong).items()
    }
    headings = tuple(_headings(data.get("部分") or (), kinds, wrong))
    aliases = _strings(data.get("别名"), "别名", wrong)
    if wrong:
        file = f"要求库/{name}.yaml"
        hint = "照着内置的写：jianggao 自带的 要求库/通用.yaml"
        raise InvalidInput([Problem("L20", Place(file, path=said.split("：")[0]), said, hint=hint) for said in wrong])
    return Domain(name, str(data.get("说明", "")), aliases, topics, headings, leads, voices)


def _topics_of(
    data: Mapping[str, Any], voice: str, domain: str, outer: tuple[str, ...], wrong: list[str]
) -> tuple[Topic, ...]:
    """The topics of a voice in the order in which they are said."""
    section = voice or "主题"
    found = _topics(_mapping(data, section, wrong), section, domain, outer, wrong)
    return tuple(sorted((replace(topic, voice=voice) for topic in found), key=lambda t: t.order))


def _topics(
    data: Mapping[str, Any], section: str, domain: str, outer: tuple[str, ...], wrong: list[str]
) -> Iterator[Topic]:
    for name, given in data.items():
        if not isinstance(given, dict):
            wrong.append(f"{section}.{name}：下面应该是“名称: 值”")
            continue
        part, order = str(given.get("部分", "任务")), str(given.get("次序", "50"))
        kinds = _kinds(given, f"{section}.{name}.", outer, wrong)
        bodies = _wordings(given.get("正文"), f"{section}.{name}.正文", kinds, wrong)
        titles = _strings(given.get("动宾"), f"{section}.{name}.动宾", wrong)
        if part not in PARTS:
            wrong.append(f"{section}.{name}.部分：是“{part}”，应该是 {'、'.join(PARTS)} 中的一个")
        elif not re.fullmatch("[0-9]{1,4}", order):
            wrong.append(f"{section}.{name}.次序：是“{order}”，应该是一个数字")
        elif not bodies:
            wrong.append(f"{section}.{name}.正文：是空的，至少写一段")
        else:
            yield Topic(
                name,
                domain,
                part,
                int(order),
                str(given.get("名词", name)),
                titles[0] if titles else name,
                str(given.get("再式", name)),
                _strings(given.get("别名"), f"{section}.{name}.别名", wrong),
                _strings(given.get("槽位"), f"{section}.{name}.槽位", wrong),
                tuple(body.text for body in bodies),
                tuple(body.kinds for body in bodies),
                titles=titles,
            )


def _headings(rows: Any, outer: tuple[str, ...], wrong: list[str]) -> Iterator[Headings]:
    """Sets of headings, each with one for every part."""
    for number, row in enumerate(rows if isinstance(rows, (list, tuple)) else (rows,), 1):
        titles = row.get("标题") if isinstance(row, dict) else None
        if isinstance(titles, dict) and all(isinstance(titles.get(part), str) for part in PARTS):
            yield Headings(titles, _kinds(row, f"部分[{number}].", outer, wrong))
        else:
            wrong.append(f"部分[{number}].标题：{'、'.join(PARTS)} 各要有一个标题")


def _wordings(given: Any, where: str, outer: tuple[str, ...], wrong: list[str]) -> tuple[Wording, ...]:
    """Texts, each alone or as {适用, 文}."""
    rows = given if isinstance(given, list) else [given] if given else []
    out: list[Wording] = []
    for number, row in enumerate(rows, 1):
        text = row.get("文") if isinstance(row, dict) else row
        if not isinstance(text, str):
            wrong.append(f"{where}：应该是一个列表，每项一行，前面写“- ”；分单位的写成 适用 和 文 两项")
            return ()
        out.append(Wording(text, _kinds(row, f"{where}[{number}].", outer, wrong) if isinstance(row, dict) else outer))
    return tuple(out)


def _kinds(data: Mapping[str, Any], where: str, outer: tuple[str, ...], wrong: list[str]) -> tuple[str, ...]:
    """适用 as it stands here, or else as it stands outside."""
    if data.get("适用") is None:
        return outer
    kinds = _strings(data["适用"], f"{where}适用", wrong)
    for kind in kinds:
        if kind not in KINDS:
            wrong.append(f"{where}适用：是“{kind}”，应该是 {'、'.join(KINDS)} 中的几个")
    return kinds


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
