"""转述: what a meeting's papers tell of it in the third person — who was there, what was heard, what was said.

纪要 and 简报 take the headings of the speeches from here as data; a text that addresses its audience is left out, and a
heading that does is quoted.  Knows meetings and points; the sentences around them stand in the templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from generator.composing.compose import person_value
from generator.meeting.people import Person
from generator.meeting.record import AgendaItem, Meeting
from generator.meeting.ways import Way
from generator.rendering.values import BLANK, Said, Table
from generator.text.marks import literal
from generator.text.points import Point

RETOLD: dict[str, str] = {
    "到会": "到会的人：出席名单（没有写时，是议程和讲话里的人）除去纪要里请假的",
    "签到行": "签到表的各行：序、姓名、单位、职务；名单后面留空行",
    "分写单位": "到会的人里有没有把单位和职务分开写的",
    "会议过程": "会议传达、听取、审议了什么，一项一句：组.句；发言和讲话不在内",
    "会上发言": "作了发言的人：谁、事项、作了（作了发言、作了表态发言）、要点；要点有 标题、正文",
    "会上讲话": "作了讲话的人，主持人的总结也在内：谁、事项、作了、要点；要点有 标题、正文",
}
"""Names that the templates of a meeting's own papers may use besides, with what they hold."""

BLANK_ROWS = 10
_LONGEST = 60
# Words that speak to an audience or of oneself; 我县 and the like are said in papers too.
_SPOKEN = re.compile(
    r"我(?![国省市县区镇乡村校院局厅委司])|[咱你您！？]|大家|同志们|各位|在座|今天|刚才|下面|谢谢|这里|这次|这个|散会"
)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’）]?")


def retold_values(
    meeting: Meeting, ways: Mapping[str, Way], points_of: Callable[[int | None], Sequence[Point]]
) -> dict[str, Any]:
    """The values named in RETOLD.  `points_of` gives the points of a speech by its number, None for the chair's."""
    there = present(meeting)
    spoken = {kind: list(_spoken(meeting, ways, kind, points_of)) for kind in ("发言", "讲话")}
    if meeting.host is not None and (meeting.chair.points or meeting.chair.topics):
        spoken["讲话"].append(_said(meeting.host, "", points_of(None)))
    return {
        "到会": [person_value(person) for person in there],
        "签到行": list(_rows(meeting, there)),
        "分写单位": any(person.unit for person in there),
        "会议过程": [Table("句", {"句": sentence}) for sentence in _heard(meeting, ways)],
        "会上发言": spoken["发言"],
        "会上讲话": spoken["讲话"],
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


def retold(point: Point) -> Table:
    """A point as others tell it: 标题 (quoted where it speaks to an audience), 正文 as far as it can be told."""
    heading = point.title or next(iter(_SENTENCE.findall(point.text)), "")
    heading = heading.rstrip("。；，！？")
    shown = Said(literal(f"“{heading}”" if _SPOKEN.search(heading) else heading)) if heading else BLANK
    text = point.text if point.title else point.text[len(heading) :].lstrip("。；，")
    under = [_brief(one) for one in point.points if one.title and not _SPOKEN.search(one.title)]
    told = "".join(islice(_tellable(text), 1 if under else 2)) + ("；".join(under) + "。" if under else "")
    return Table("标题", {"标题": shown, "正文": told or BLANK})


def _brief(point: Point) -> str:
    """The heading of a point under a point; one that ends in 的 says nothing without what follows it."""
    if not point.title.endswith("的"):
        return point.title
    return point.title + "，" + "".join(islice(_tellable(point.text), 1)).rstrip("。")


def _tellable(text: str) -> Iterator[str]:
    """The first sentences of a text, as long as they are short and speak to nobody."""
    length = 0
    for sentence in _SENTENCE.findall(text):
        length += len(sentence)
        if length > _LONGEST or _SPOKEN.search(sentence):
            return
        yield sentence if sentence[-1] in "。！？”’）" else sentence + "。"


def _own(meeting: Meeting, group: str, name: str, default: Any) -> Any:
    section = meeting.own.get(group)
    filled = section.get(name) if isinstance(section, dict) else None
    return default if filled is None else filled.value


def _rows(meeting: Meeting, people: Sequence[Person]) -> Iterator[Table]:
    """Rows to sign in, numbered through, and empty ones for whoever comes besides."""
    empty = int(_own(meeting, "签到表", "空行", BLANK_ROWS))
    for number, person in enumerate([*people, *[None] * empty], 1):
        name, unit = (person.name, person.unit) if person else ("", "")
        post = person.post.removeprefix(unit) if person else ""
        yield Table("姓名", {"序": number, "姓名": name or BLANK, "单位": unit or BLANK, "职务": post or BLANK})


def _heard(meeting: Meeting, ways: Mapping[str, Way]) -> Iterator[Said]:
    """传达了《…》, 听取了关于…的汇报; things done in the same way in one clause."""
    groups: list[list[AgendaItem]] = []
    for item in meeting.agenda:
        if ways[item.way].kind in ("发言", "讲话"):
            continue
        if groups and groups[-1][0].way == item.way:
            groups[-1].append(item)
        else:
            groups.append([item])
    for group in groups:
        matters = "、".join(item.matter for item in group if item.matter)
        yield Said(ways[group[0].way].heard(matters, not group[0].people))


def _spoken(
    meeting: Meeting, ways: Mapping[str, Way], kind: str, points_of: Callable[[int | None], Sequence[Point]]
) -> Iterator[Table]:
    """Those who spoke, in the order of the agenda; speeches that it does not name come last."""
    for item in meeting.agenda:
        if ways[item.way].kind == kind:
            for person in item.people:
                points = points_of(item.speech) if item.speech is not None else ()
                yield _said(person, item.matter, points, ways[item.way])
    named = {item.speech for item in meeting.agenda}
    for number, speech in enumerate(meeting.speeches):
        if number not in named and speech.way == kind and speech.speaker is not None:
            yield _said(speech.speaker, speech.matter, points_of(number))


def _said(person: Person, matter: str, points: Sequence[Point], way: Way | None = None) -> Table:
    values = {
        "谁": person_value(person),
        "事项": matter or BLANK,
        "作了": Said(way.told("", False)) if way else Said("作了讲话"),
        "要点": [retold(point) for point in points],
    }
    return Table("谁", values)
