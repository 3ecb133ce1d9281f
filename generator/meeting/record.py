"""会议: the records of one meeting, people looked up and speeches joined to the agenda.

`gathering` builds them.  What is missing is empty here: which of it a paper cannot do without is for its template to
say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from generator.meeting.people import Person
from generator.problems import Place
from generator.records import record
from generator.slots.registry import PointText
from generator.text.moments import Moment

_KIND_WORDS = {
    "学校": r"我校|我园|学校|中学|小学|大学|学院|职高|技校|幼儿园",
    "企业": r"[我本](?:行|厂|矿|集团|司)|公司|集团|厂|银行|企业",
    "政府": r"我[省市州县区镇乡村局委办]|政府|委员会|指挥部|[局厅署]长?$",
}


def kind_of(*names: str) -> str:
    """The kind of unit that a 自称, 全称 or post tells of, "" where it tells nothing; the first name that tells counts.

    In one name the last word does: 清源大学出版社有限公司 is a company.
    """
    for name in names:
        ends = {
            kind: max((m.end() for m in re.finditer(words, name)), default=0) for kind, words in _KIND_WORDS.items()
        }
        if any(ends.values()):
            return max(ends, key=lambda kind: ends[kind])
    return ""


LEADING = ("讲话", "动员讲话", "总结讲话")
"""The 方式 of a leader's speech; a 致辞 is a guest's."""
CEREMONY = "开学典礼"
_CEREMONIES = ("典礼", "仪式")
VERBATIM = "旧稿"
"""The 会议类型 of details that `import` made: the old words as they stand."""


@record(frozen=True)
class Unit:
    """单位 and its words: 全称, 简称, 自称 (我县), 下级 (各乡镇), 落款, 称谓; `kind` is 政府, 学校 or 企业."""

    full: str = ""
    short: str = ""
    own_name: str = ""
    below: str = ""
    signoff: str = ""
    address: str = "同志"
    kind: str = "政府"


@record(frozen=True)
class AgendaItem:
    """议程的一项.  `speech` is the index of the speech that it calls, or None."""

    way: str
    matter: str = ""
    people: tuple[Person, ...] = ()
    minutes: float = 0
    remark: str = ""
    link: str = ""
    """串词 in the chair's own words."""
    speech: int | None = None
    place: Place = field(default_factory=Place, compare=False)


@record(frozen=True)
class Speech:
    """What one speaker says, as far as the details tell.  Also the chair's own words at the end (主持人要求)."""

    speaker: Person | None = None
    way: str = "讲话"
    headline: str = ""
    byline: str = ""
    """署名: the lines between title and 称呼 in her own words."""
    matter: str = ""
    salutation: str = ""
    opening: str = ""
    structure: str = ""
    recap: str = ""
    pivot: str = ""
    points: tuple[PointText, ...] = ()
    topics: tuple[PointText, ...] = ()
    domain: str = ""
    length: float = 0
    minutes: float = 0
    rate: float = 0
    styles: tuple[str, ...] = ()
    closing: str = ""
    last: str = ""
    apart: tuple[str, ...] = ()
    """另起: which of 承上 and 过渡 begin a paragraph of their own."""
    own_name: str = ""
    """自称 of this speaker, where it is not that of the unit (我镇)."""
    below: str = ""
    kind: str = "政府"
    """The kind of unit (政府, 学校, 企业) that this speaker speaks for."""
    place: Place = field(default_factory=Place, compare=False)

    @property
    def has_content(self) -> bool:
        """True where there is something to write a paper of; a speaker who brings his own text has none."""
        return bool(self.points or self.topics or self.domain)


@record(frozen=True)
class Meeting:
    """One meeting.  `own` holds the values of all other slots, `places` where each top-level name was typed."""

    name: str = ""
    occasion: str = "工作会议"
    unit: Unit = field(default_factory=Unit)
    when: Moment | None = None
    where: str = ""
    present: tuple[Person, ...] = ()
    host: Person | None = None
    agenda: tuple[AgendaItem, ...] = ()
    speeches: tuple[Speech, ...] = ()
    chair: Speech = field(default_factory=Speech)
    own: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    people: tuple[Person, ...] = ()

    @property
    def gathering(self) -> str:
        """What its papers call it: 典礼 or 仪式 where its name says so, else 会议."""
        for word in _CEREMONIES:
            if word in self.name:
                return word
        return "会议"

    def person(self, name: str) -> Person | None:
        """The person of that name, of several the one of the highest rank."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {person.name: person for person in reversed(self.people)}

    def item_of(self, speech: int) -> AgendaItem | None:
        """The agenda item under which a speech is made; None where the agenda does not name it."""
        position = self._positions.get(speech)
        return None if position is None else self.agenda[position]

    def before(self, speech: int) -> tuple[AgendaItem, ...]:
        """The agenda items that come before a speech: all of them where the agenda does not name it."""
        return self.agenda[: self._positions.get(speech)]

    def led_before(self, speech: int) -> tuple[AgendaItem, ...]:
        """What came before a leader's speech from the first leader's speech on; nothing where he is the first."""
        said = self.speeches[speech]
        if said.way != "讲话":
            return ()
        before = self.before(speech)
        for position, item in enumerate(before):
            if item.way in LEADING and item.people and said.speaker not in item.people:
                return before[position:]
        return ()

    def called_by(self, item: AgendaItem, person: Person) -> int | None:
        """The number of the speech that one of an item's people makes under it: the item's own, or one of several who
        share it."""
        return item.speech if len(item.people) == 1 else self._unnamed.get(person)

    # Every paper asks where its speech stands: a meeting of a thousand speakers is gone through once, not for each.
    @cached_property
    def _positions(self) -> dict[int, int]:
        """Where in the agenda each speech is made; those that it does not name are left out."""
        found: dict[int, int] = {}
        for position, item in enumerate(self.agenda):
            if item.speech is not None:
                found.setdefault(item.speech, position)
            if len(item.people) > 1:
                for speech in map(self._unnamed.get, item.people):
                    if speech is not None:
                        found.setdefault(speech, position)
        return found

    @cached_property
    def _unnamed(self) -> dict[Person, int]:
        """Of each speaker the first speech that no agenda item has for its own."""
        named = {item.speech for item in self.agenda}
        found: dict[Person, int] = {}
        for number, speech in enumerate(self.speeches):
            if speech.speaker is not None and number not in named:
                found.setdefault(speech.speaker, number)
        return found
