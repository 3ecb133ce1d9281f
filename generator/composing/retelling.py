"""转述: what a meeting's papers tell of it in the third person — who was there, what was heard, what was said.

Who did what as data, for 纪要 and 简报; how a point is retold stands in `indirect`.  Knows meetings; the sentences around
them stand in the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from generator.composing.indirect import retold
from generator.composing.shared import person_value
from generator.meeting.people import Person
from generator.meeting.record import AgendaItem, Meeting
from generator.meeting.ways import Way
from generator.records import record
from generator.rendering.values import BLANK, Said, Table
from generator.text.marks import literal
from generator.text.points import Point

RETOLD: dict[str, str] = {
    "到会": "到会的人：出席名单（没有写时，是议程和讲话里的人）除去纪要里请假的",
    "签到行": "签到表的各行：序、姓名、单位、职务；名单后面留空行",
    "分写单位": "到会的人里有没有把单位和职务分开写的",
    "会议过程": "会议传达、听取、审议了什么，一项一句：组.句；发言和讲话不在内",
    "会上发言": "作了发言的人：谁、事项、作了（作了发言、作了表态发言）、要点；要点有 标题、正文",
    "会上发言组": "同样发言的人合成一句：谁（职务和姓名，人多的写“等几人”）、人数、围绕（围绕什么）、作了；一个人的有 言",
    "会上讲话": "作了讲话的人，按职务高低，主持人的总结在最后：谁、事项、作了、要点、主持（是不是主持人最后提的要求）；要点有 标题、正文",
    "讲话的人": "到会讲话的领导，按职务高低，主持人不在内",
    "到会讲话": "他们作了什么：都是动员讲话、总结讲话的，作动员讲话、作总结讲话；不然就是 讲话",
    "致辞的人": "到会致辞的人",
    "主持人讲话": "主持人是不是也讲了话",
}
"""Names that the templates of a meeting's own papers may use besides, with what they hold."""

BLANK_ROWS = 10
_MOST_NAMED = 5
"""Speakers that are all named; of more only the first ones."""
_FIRST_NAMED = 3
_HEARD_OF = ("汇报", "报告", "通报", "介绍", "解读", "说明", "点评", "传达")
"""What is heard from somebody, so that who it was can be said where nothing else is known of it."""


def retold_values(
    meeting: Meeting, ways: Mapping[str, Way], points_of: Callable[[int | None], Sequence[Point]]
) -> dict[str, Any]:
    """The values named in RETOLD.  `points_of` gives the points of a speech by its number, None for the chair's."""
    there = present(meeting)
    spoken = {kind: list(_spoken(meeting, ways, kind, points_of)) for kind in ("发言", "讲话")}
    leading = [one for one in spoken["讲话"] if one.person != meeting.host]
    # Whoever ranks first is told first, though he spoke last.
    order = {person: place for place, person in enumerate(_ranked(meeting, (one.person for one in spoken["讲话"])))}
    spoken["讲话"].sort(key=lambda one: order[one.person])
    values = {kind: [one.table() for one in spoken[kind]] for kind in spoken}
    if meeting.host is not None and (meeting.chair.points or meeting.chair.topics):
        values["讲话"].append(_Told(meeting.host, "", points_of(None)).table(chair=True))
    return {
        "到会": [person_value(person) for person in there],
        "签到行": list(_rows(meeting, there)),
        "分写单位": any(person.unit for person in there),
        "会议过程": [Table("句", {"句": sentence}) for sentence in _heard(meeting, ways)],
        "会上发言": values["发言"],
        "会上发言组": list(_groups(spoken["发言"])),
        "会上讲话": values["讲话"],
        "讲话的人": [person_value(person) for person in _ranked(meeting, (o.person for o in leading if not o.greets))],
        "到会讲话": Said(_gave([one for one in leading if not one.greets])),
        "致辞的人": [person_value(one.person) for one in leading if one.greets],
        "主持人讲话": any(one.person == meeting.host for one in spoken["讲话"]),
    }


def present(meeting: Meeting) -> tuple[Person, ...]:
    """Who was there, by rank: the roster, or where none is given whoever has a part in the meeting; not who is away."""
    away = {one.value.name for one in _own(meeting, "纪要", "请假", ())}
    if meeting.present:
        people: Sequence[Person] = meeting.present
    else:
        # Who makes the main speech as a rule goes before who is in the chair.
        leaders = [speech.speaker for speech in meeting.speeches if speech.way == "讲话"]
        others = [
            *(s.speaker for s in meeting.speeches),
            *(person for item in meeting.agenda for person in item.people),
        ]
        acting = [*leaders, meeting.host, *others]
        people = list(dict.fromkeys(person for person in acting if person is not None and not person.body))
    return tuple(person for person in people if person.name not in away)


def _own(meeting: Meeting, section: str, name: str, default: Any) -> Any:
    """A field of a genre's own section of the details."""
    given = meeting.own.get(section)
    filled = given.get(name) if isinstance(given, dict) else None
    return default if filled is None else filled.value


def _rows(meeting: Meeting, people: Sequence[Person]) -> Iterator[Table]:
    """Rows to sign in, numbered through, and empty ones for whoever comes besides."""
    empty = int(_own(meeting, "签到表", "空行", BLANK_ROWS))
    for number, person in enumerate([*people, *[None] * empty], 1):
        name, unit = (person.name, person.unit) if person else ("", "")
        post = person.post.removeprefix(unit) if person else ""
        yield Table("姓名", {"序": number, "姓名": name or BLANK, "单位": unit or BLANK, "职务": post or BLANK})


def _heard(meeting: Meeting, ways: Mapping[str, Way]) -> Iterator[Said]:
    """传达了《…》, 听取了关于…的汇报; things done in the same way in one clause.  What was done without a 事项 is told by
    who did it: 听取了县水利局的工作情况汇报."""
    groups: list[list[AgendaItem]] = []
    for item in meeting.agenda:
        if ways[item.way].kind in ("发言", "讲话"):
            continue
        if groups and groups[-1][0].way == item.way and bool(groups[-1][0].matter) == bool(item.matter):
            groups[-1].append(item)
        else:
            groups.append([item])
    for group in groups:
        way = ways[group[0].way]
        if matters := "、".join(item.matter for item in group if item.matter):
            yield Said(way.heard(matters, not group[0].people))
        else:
            yield Said(_heard_from([person for item in group for person in item.people], way))


def _heard_from(people: Sequence[Person], way: Way) -> str:
    """听取了县水利局、县气象局的工作情况汇报; nothing of who where the meeting did it as one (讨论了有关事项)."""
    heard = way.heard("", not people)
    if not people or way.name not in _HEARD_OF:
        return heard
    # 听取了某某的情况介绍, not 的有关情况的介绍.
    what = heard.removeprefix("听取了").replace("有关情况的", "情况") if heard.startswith("听取了") else way.name
    return f"听取了{_named(people)}的{what}"


def _named(people: Sequence[Person]) -> str:
    """Posts and names, 、 between them (， where a post has one of its own); of many the first ones and how many."""
    unique = list(dict.fromkeys(people))
    named = unique if len(unique) <= _MOST_NAMED else unique[:_FIRST_NAMED]
    words = [literal(person.title + person.name) for person in named]
    said = ("，" if len(words) > 1 and any("、" in one for one in words) else "、").join(words)
    if len(named) < len(unique):
        said += f"等{len(unique)}" + ("家单位" if all(person.body for person in unique) else "人")
    return said


@record(frozen=True)
class _Told:
    """One who spoke: on what, which points, in which way (none known: 讲话)."""

    person: Person
    matter: str
    points: Sequence[Point]
    way: Way | None = None

    @property
    def done(self) -> str:
        """作了发言, 作了表态发言, 作了讲话"""
        return self.way.told("", False) if self.way else "作了讲话"

    @property
    def greets(self) -> bool:
        return self.way is not None and self.way.name == "致辞"

    def table(self, chair: bool = False) -> Table:
        values = {
            "谁": person_value(self.person),
            "事项": self.matter or BLANK,
            "作了": Said(self.done),
            "要点": [retold(point) for point in self.points],
            "主持": chair,
        }
        return Table("谁", values)


def _spoken(
    meeting: Meeting, ways: Mapping[str, Way], kind: str, points_of: Callable[[int | None], Sequence[Point]]
) -> Iterator[_Told]:
    """Those who spoke, in the order of the agenda; speeches that it does not name come last."""
    for item in meeting.agenda:
        if ways[item.way].kind == kind:
            for person in item.people:
                number = meeting.called_by(item, person)
                yield _Told(person, item.matter, () if number is None else points_of(number), ways[item.way])
    for number, speech in enumerate(meeting.speeches):
        if speech.way == kind and speech.speaker is not None and meeting.item_of(number) is None:
            yield _Told(speech.speaker, speech.matter, points_of(number), ways.get(kind))


def _gave(leading: Sequence[_Told]) -> str:
    """What leaders did who came to a meeting: 讲话, or 作动员讲话 where that is what each of them gave."""
    done = {one.way.name if one.way else "讲话" for one in leading}
    return "作" + done.pop() if len(done) == 1 and done != {"讲话"} else "讲话"


def _groups(spoken: Sequence[_Told]) -> Iterator[Table]:
    """Those who spoke one after the other in the same way, told in one sentence."""
    for done, run in groupby(spoken, key=lambda one: one.done):
        group = list(run)
        people = list(dict.fromkeys(one.person for one in group))
        matters = list(dict.fromkeys(one.matter for one in group))
        # What each spoke of is said where it can be followed: one matter of all, or one each of a few.
        each = len(matters) == len(group) <= _FIRST_NAMED and all(matters)
        about = "、".join(map(literal, matters)) if each or (len(matters) == 1 and matters[0]) else ""
        values = {
            "谁": Said(_named(people)),
            "人数": len(people),
            "围绕": Said(("分别" if each and len(group) > 1 else "") + "围绕" + about) if about else BLANK,
            "作了": Said(done),
            "言": group[0].table() if len(group) == 1 else BLANK,
        }
        yield Table("谁", values)


def _ranked(meeting: Meeting, people: Iterable[Person]) -> list[Person]:
    """By rank where the roster tells it of all; else as they spoke."""
    every = list(dict.fromkeys(people))
    return sorted(every, key=lambda p: p.rank) if frozenset(meeting.present).issuperset(every) else every
