"""What holds for the papers of a folder: 会议.yaml beside or above it, and what the papers say where it is silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from generator.agreement.agenda import Item, View
from generator.agreement.facts import Fact, day_of
from generator.agreement.figures import Figures, figures_of
from generator.agreement.papers import Paper
from generator.agreement.persons import Known
from generator.details import Details, load_details
from generator.meeting.figures import HOLE
from generator.meeting.record import AgendaItem
from generator.problems import Place
from generator.records import record
from generator.text.moments import say_date, say_time

_NAME = "会议.yaml"
_OTHERS = ("单位.yaml",)


@record(frozen=True)
class Meeting:
    """A meeting as 会议.yaml tells it, or as far as the papers do."""

    facts: tuple[Fact, ...] = ()
    people: tuple[Known, ...] = ()
    speakers: tuple[Known, ...] = ()
    awaited: tuple[Known, ...] = ()
    """The speakers whose words 会议.yaml holds, so that there is a paper for each."""
    present: tuple[Known, ...] = ()
    agenda: View | None = None
    own_words: str = ""
    """All that was typed into 会议.yaml, without marks: what a paper has of it is no difference."""
    figures: Figures | None = None

    def says(self, words: str) -> bool:
        """True where these words of a paper stand in 会议.yaml."""
        said = re.sub(r"[^\w]", "", words)
        return bool(said) and said in self.own_words

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(person.name for person in self.people)


def details_for(folder: Path) -> Path | None:
    """The details file of a folder of papers: 会议.yaml in it or above it, else the only other one there."""
    near = (folder, folder.resolve().parent)
    for place in near:
        if (place / _NAME).is_file():
            return place / _NAME
    for place in near:
        found = [path for path in sorted(place.glob("*.yaml")) if path.name not in _OTHERS]
        if len(found) == 1 and "会议名称" in found[0].read_text(encoding="utf-8", errors="replace"):
            return found[0]
    return None


def from_details(path: Path) -> Meeting:
    """What a details file tells.  InvalidInput where it cannot be read."""
    details = load_details(path)
    meeting = details.meeting
    file = str(path)
    people = [_known(details, p.name, p.title, file) for p in meeting.people if not p.body]
    by_name = {person.name: person for person in people}
    speakers = [speech.speaker for speech in meeting.speeches if speech.speaker]
    speakers += [one for item in meeting.agenda for one in item.people]
    speakers += [meeting.host] if meeting.host else []
    own = re.sub(r"[^\w]", "", details.source.text)
    return Meeting(
        tuple(_facts(details, file)),
        tuple(people),
        tuple(dict.fromkeys(by_name[one.name] for one in speakers if one.name in by_name)),
        tuple(
            by_name[speech.speaker.name]
            for speech in meeting.speeches
            if speech.speaker and speech.has_content and speech.speaker.name in by_name
        ),
        tuple(by_name[one.name] for one in meeting.present if one.name in by_name),
        _agenda(meeting.agenda, _at(details, "议程", file)),
        own,
        figures_of(_figured(details, file)),
    )


def _at(details: Details, key: str, file: str) -> Place:
    return replace(details.meeting.places.get(key, Place()), file=file)


def _known(details: Details, name: str, title: str, file: str) -> Known:
    return Known(name, title, replace(details.place_of(name), file=file))


def _facts(details: Details, file: str) -> list[Fact]:
    meeting, when = details.meeting, details.meeting.when
    out: list[Fact] = []
    if meeting.name:
        flat = re.sub(r"\s", "", meeting.name)
        out.append(Fact("会议名称", flat, meeting.name, _at(details, "会议名称", file)))
    if meeting.where:
        out.append(Fact("地点", re.sub(r"\s", "", meeting.where), meeting.where, _at(details, "地点", file)))
    if meeting.host:
        out.append(Fact("主持人", meeting.host.name, meeting.host.name, _at(details, "主持人", file)))
    if when:
        place = _at(details, "时间", file)
        out.append(Fact("日期", day_of(when.day), say_date(when.day), place))
        for kind, clock in (("开始时间", when.start), ("结束时间", when.end)):
            if clock:
                out.append(Fact(kind, clock, say_time(clock), place))  # type: ignore[arg-type]
    return out


def _agenda(items: Sequence[AgendaItem], place: Place) -> View | None:
    if not items:
        return None
    rows = []
    for item in items:
        names = tuple(person.name for person in item.people)
        said = "、".join(names) + item.way + item.matter
        rows.append(Item(said, replace(item.place, file=place.file), names, item.matter, item.way))
    return View("", tuple(rows), place)


def _figured(details: Details, file: str) -> list[tuple[str, Place]]:
    """The lines of the details with their figures filled in: 排查隐患【隐患数】处 → 排查隐患486处."""
    values = {}
    for name, given in (details.meeting.own.get("数据") or {}).items():
        values[name] = str(given)
    # A figure is a line 名: 值 below 数据; what it is filled with stands there as typed.
    typed = dict(re.findall(r"^\s+([^\s:#{}]+):\s*([0-9][0-9.,]*)\s*(?:#.*)?$", details.source.text, re.MULTILINE))
    typed |= dict(re.findall(r"([^\s:{},]+):\s*\{值:\s*([0-9][0-9.,]*)", details.source.text))
    rows = []
    for number, row in enumerate(details.source.text.split("\n"), 1):
        filled = re.sub(r"【([^】]+)】", lambda found: typed.get(found[1], HOLE), row)
        rows.append((filled, Place(file, number, 1, row)))
    return rows


def from_papers(papers: Sequence[Paper]) -> Meeting:
    """What the papers alone tell: the people of the 签到表, and of the agenda the view of the 议程."""
    people: dict[str, Known] = {}
    for paper in papers:
        for row in paper.rows:
            cells = [re.sub(r"\s", "", cell) for cell in re.split(r"[\t｜]", row.text)]
            if paper.kind == "签到表" and len(cells) > 2 and cells[0].isdigit() and cells[1]:
                people.setdefault(cells[1], Known(cells[1], cells[2], paper.place(row)))
    return Meeting(people=tuple(people.values()), speakers=tuple(people.values()))
