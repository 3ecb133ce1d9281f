"""What all papers of one meeting are given alike: its name, the unit, the people, the agenda.

Each value is worked out once a meeting, when a paper first wants it.  Counts, order and names are settled here; the
sentences stand in the templates.  Knows nothing of speeches.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from generator.meeting.people import Person
from generator.meeting.record import AgendaItem, Meeting, Unit
from generator.meeting.ways import Way
from generator.rendering.values import BLANK, Hole, Said, Table
from generator.slots.registry import PersonText, PointText
from generator.text.counts import ITEMS, PLACE, fill_counts
from generator.text.marks import literal
from generator.text.numerals import chinese
from generator.text.points import Point
from generator.text.regex import regex

_SHORTEST_UNIT = 4
"""Characters from which the end of a unit's name is still that unit."""
_PLACE = regex(r".{1,8}?(?:自治区|自治州|省|市|县|区|州|旗|镇|乡|街道)")
_LIMITED = regex("(?:股份)?有限(?:责任)?公司$")
_OF_GROUP = regex(f"(?<=集团){_LIMITED.pattern}")
_NO_BEGINNING = "的级域城直委政人内属长区和与及暨"
"""What a name does not begin with: 云山县级机关会议 is no 级机关会议."""


def person_value(person: Person | None) -> Any:
    """A person as templates see one: 姓名, 职务 (with unit), 称呼 (李明同志), 全称 (县委书记李明同志)."""
    if person is None:
        return BLANK
    return Table(
        "姓名",
        {
            "姓名": person.name or BLANK,
            "职务": person.title or BLANK,
            "称呼": person.called or BLANK,
            "全称": person.full or BLANK,
        },
    )


class MeetingValues:
    """The values that every paper of the meeting shares.  What is dear to make is made for the first paper that wants it;
    the papers after it get the same, and nobody changes it."""

    def __init__(self, meeting: Meeting, ways: Mapping[str, Way]) -> None:
        self._meeting, self._ways = meeting, ways
        self._made: dict[str, Any] = {}
        gathering = meeting.gathering
        self._always = {
            **{key: _value(value, meeting) for key, value in meeting.own.items()},
            "会议名称": meeting.name or BLANK,
            "会议类型": meeting.occasion,
            "会": Said(gathering),
            "召开": Said("召开" if gathering == "会议" else "举行"),
            "自称": meeting.unit.own_name or BLANK,
            "下级": meeting.unit.below or BLANK,
            "时间": meeting.when or BLANK,
            "地点": meeting.where or BLANK,
        }

    def wanted(self, names: Collection[str]) -> dict[str, Any]:
        """The values of these names, and such as cost nothing."""
        values = dict(self._always)
        for name in _DEAR:
            if name in names:
                values[name] = self._dear(name)
        return values

    def _dear(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _DEAR[name](self._meeting, self._ways)
        return self._made[name]


_DEAR: dict[str, Callable[[Meeting, Mapping[str, Way]], Any]] = {
    "会名": lambda meeting, ways: name_without_unit(meeting.name, meeting.unit.full, meeting.unit.short) or BLANK,
    "单位": lambda meeting, ways: _unit_value(meeting.unit),
    "主持人": lambda meeting, ways: person_value(meeting.host),
    "出席": lambda meeting, ways: [person_value(p) for p in meeting.present],
    "出席人": lambda meeting, ways: [person_value(p) for p in meeting.present if p != meeting.host],
    "议程": lambda meeting, ways: [item_value(item, i, meeting, ways) for i, item in enumerate(meeting.agenda, 1)],
    "有表彰": lambda meeting, ways: _honours(meeting),
}


def _unit_value(unit: Unit) -> Table:
    parts = {"全称": unit.full, "简称": unit.short, "自称": unit.own_name, "下级": unit.below, "落款": unit.signoff}
    return Table("全称", {key: value or BLANK for key, value in parts.items()})


def name_without_unit(name: str, *units: str) -> str:
    """A meeting's name for a sentence whose subject is the unit: 县防汛指挥部第三次全体会议 → 第三次全体会议.

    The unit may stand there shorter than in full (县防汛指挥部 for 临江县防汛指挥部, 青山集团 for 青山集团有限公司), or with
    its place alone (云山县春耕会议 of 云山县人民政府); what is left must be a name itself.
    """
    for unit in sorted(filter(None, units), key=len, reverse=True):
        forms = dict.fromkeys((unit, _LIMITED.sub("公司", unit), _OF_GROUP.sub("", unit)))
        ends = [one[start:] for one in forms for start in range(len(one) - _SHORTEST_UNIT + 1)]
        place = _PLACE.match(unit)
        for said in [*ends, place.group() if place else ""]:
            rest = name.removeprefix(said)
            if rest != name:
                return name if len(rest) < _SHORTEST_UNIT or rest[0] in _NO_BEGINNING else rest
    return name


def _honours(meeting: Meeting) -> bool:
    return any(
        item.way in ("颁奖", "授牌") or ("表彰" in item.matter and item.way == "宣读") for item in meeting.agenda
    )


def _value(value: Any, meeting: Meeting) -> Any:
    """A slot of the template's own as templates see it; a person named in it is the one of the roster."""
    if isinstance(value, str):
        return value or BLANK
    if isinstance(value, dict):
        return Table("", {key: _value(filled.value, meeting) for key, filled in value.items()})
    if isinstance(value, PersonText):
        known = meeting.person(value.name)
        return person_value(known if known and not value.post else Person(value.name, value.post, value.unit))
    if isinstance(value, PointText):
        under = tuple(_value(one, meeting) for one in value.points)
        return Point(value.title, value.text, under, value.marker, value.style)
    if isinstance(value, tuple):
        return [_value(getattr(one, "value", one), meeting) for one in value]
    return BLANK if value is None else value


_MANY = 4
"""People under one item from whom on they are counted and not named when the agenda is told."""
_ONE_BY_ONE = ("汇报", "通报", "介绍", "报告")
"""What several people do one after the other, besides speaking."""


def item_value(item: AgendaItem, number: int, meeting: Meeting, ways: Mapping[str, Way]) -> Table:
    """One agenda item as templates see it."""
    way, count = ways[item.way], len(meeting.agenda)
    together = not item.people
    several = len(item.people) > 1
    spoken = way.kind in ("发言", "讲话") and not together
    asked = way.asked(item.matter, together)
    ask = asked
    if item.people == (meeting.host,) and item.way == "讲话":
        # Nobody gives the floor to himself for a 讲话.
        ask = way.asked(item.matter, False).removesuffix("讲话") + "讲几点意见"
    elif several and (way.kind == "发言" or item.way in _ONE_BY_ONE):
        ask = "依次" + ask
    short = "、".join(literal(p.called) for p in item.people)
    # Whoever has the floor already is not announced by post once more.
    again = len(item.people) == 1 and number > 1 and meeting.agenda[number - 2].people == item.people
    # Who is to come has to find himself in the notice: those who speak, and whoever is told of nothing else.
    named = spoken or (item.people and not item.matter)
    return Table(
        "事项",
        {
            "序": number,
            "第几": Said("第" + chinese(number)),
            "首项": number == 1,
            "末项": number == count,
            "方式": item.way,
            "事项": item.matter or BLANK,
            "人员": [person_value(p) for p in item.people],
            "谁": Said(short if again else _called_up(item, meeting.host)) or BLANK,
            "谁简": Said(short) or BLANK,
            "请": Said(ask),
            "题": Said(way.titled(item.matter) if spoken else way.asked(item.matter, True)),
            "名目": Said((_told_up(item, short) if named else "") + asked),
            "告知": Said(
                _listed(literal(p.full) for p in item.people) + asked if named else way.asked(item.matter, True)
            ),
            "全体": together,
            "讲话类": way.kind == "讲话" and not together,
            "欢迎": way.kind == "讲话" and not together,
            "评价": item.remark or BLANK,
            "串词": fill_counts(item.link, {PLACE: number, ITEMS: count}) or BLANK,
            "时长": item.minutes or BLANK,
        },
    )


def unwritten_item() -> Table:
    """The one item of an agenda that is still to be written: whatever a paper calls it by is 【待补：议程】."""
    hole = Hole("议程")
    called = {"第几": Said("第一"), "事项": hole, "请": hole, "题": hole, "名目": hole, "告知": hole}
    unknown = dict.fromkeys(("方式", "人员", "谁", "谁简", "评价", "串词", "时长"), BLANK)
    flags = {"首项": True, "末项": True, "全体": True, "讲话类": False, "欢迎": False}
    return Table("事项", {"序": 1, **unknown, **called, **flags})


def _told_up(item: AgendaItem, names: str) -> str:
    """Who has an item, where the chair tells the agenda: by name, many by how many they are: 六位同志, 四家单位."""
    if len(item.people) < _MANY:
        return names
    if all(person.body for person in item.people):
        return chinese(len(item.people)) + "家单位"
    address = {person.address for person in item.people}
    return chinese(len(item.people)) + ("位" + address.pop() if len(address) == 1 and "" not in address else "人")


def _called_up(item: AgendaItem, host: Person | None) -> str:
    """Those whom the chair calls upon, by post and name; himself among several as 我: 县委书记林海同志和我."""
    others = [literal(person.full) for person in item.people if person != host]
    if host in item.people and others:
        return _listed(others) + "和我"
    return _listed(literal(person.full) for person in item.people)


def _listed(names: Iterable[str]) -> str:
    """甲、乙、丙; where one of them has a 、 in his post, 甲，乙，丙."""
    every = list(names)
    return ("，" if len(every) > 1 and any("、" in one for one in every) else "、").join(every)
