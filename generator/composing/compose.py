"""Composition of what a template is given of one speech, or of what the chair says → the values of its slots.

Counts, order, groups and names are worked out here once, for every paper; the sentences stand in the templates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.composing.shared import person_value
from generator.meeting.figures import HOLE
from generator.meeting.people import Person
from generator.meeting.record import LEADING, VERBATIM, AgendaItem, Meeting, Speech
from generator.meeting.ways import Way
from generator.rendering.values import BLANK, Said, Table
from generator.text.counts import ITEMS, POINTS, fill_counts, filled_points, next_run
from generator.text.marks import literal
from generator.text.moments import say_date
from generator.text.points import Point, PointList

PROVIDED: dict[str, str] = {
    "自称": "单位的自称：我县、我校、我公司",
    "下级": "单位的下级：各乡镇、各部门",
    "讲话方式": "讲话 或 发言",
    "题目": "讲话稿自己的题目",
    "事项": "讲的是哪方面的事",
    "署名": "自己写的题下几行：姓名、日期",
    "另起": "承上、过渡 里哪些另起一段",
    "散会": "主持人自己写的散会的话",
    "开场": "自己写的开场白",
    "开场结构": "点名要用的开场写法",
    "承上": "自己写的“刚才，…”",
    "过渡": "自己写的“下面，我讲…”",
    "结尾": "自己写的结尾",
    "收束": "自己写的最后一句",
    "前项": "这篇稿子之前的议程，合并成几句；每句用 组.句。前面有领导讲过话的，从那位领导的讲话算起",
    "前讲": "在他前面讲过话的领导，怎么称呼；没有就是空的",
    "前讲在上": "在他前面讲过话的，有没有名单上排在他前面的",
    "另有动员": "议程里的“动员讲话”是不是别人的",
    "会": "稿子里怎么叫这次会：会议，或者典礼、仪式",
    "召开": "会议召开，典礼、仪式举行",
    "会名": "会议名称里去掉自己单位的名称：县防汛指挥部第三次全体会议 → 第三次全体会议",
    "有表彰": "议程里有没有颁奖、授牌，或宣读表彰决定",
    "有传达": "前面的议程里有没有传达文件、会议精神",
    "出席人": "出席名单里除主持人以外的人，每人有 姓名、职务、称呼、全称",
    "项": "串词和评价里的这一项议程：序、第几、谁、谁简、请、题、事项、方式、评价、串词、名目、告知、首项、末项、全体、欢迎、讲话类",
}
"""Names that templates may use besides the slots, with what they hold."""


def usual_salutation(meeting: Meeting) -> str:
    """The 称呼 that goes with the unit's 称谓 (老师 → 老师们); empty where it is that of every meeting."""
    return {"老师": "老师们", "先生": "各位同事"}.get(meeting.unit.address, "")


def speech_values(
    meeting: Meeting,
    number: int,
    points: Sequence[Point],
    unit_words: Mapping[str, str],
    wanted: frozenset[str],
    recaps: Recaps,
) -> dict[str, Any]:
    """The values of one speech (its number counts from 0); they stand over those of the meeting.  Of what went before
    it only such as is wanted."""
    speech = meeting.speeches[number]
    values = {
        "讲话人": person_value(speech.speaker),
        "讲话方式": speech.way,
        "题目": _headline(speech, meeting) or BLANK,
        "事项": speech.matter or BLANK,
        "称呼": speech.salutation or meeting.own.get("称呼") or BLANK,
        "署名": signed(speech.byline, meeting, speech.speaker) or BLANK,
        "开场结构": speech.structure or BLANK,
        "收束": speech.last or BLANK,
        "自称": unit_words["自称"] or BLANK,
        "下级": unit_words["下级"] or BLANK,
    }
    values.update(own_words(speech, points, len(meeting.agenda)))
    if not wanted.isdisjoint(_BEFORE):
        values.update(_before_values(meeting, number, recaps))
    return values


def _headline(speech: Speech, meeting: Meeting) -> str:
    """A headline of the speech's own.  The title that every speech has is none; an old text's is its own in any case."""
    said = speech.headline
    plain = said and meeting.occasion != VERBATIM and said == f"在{meeting.name}上的{speech.way}"
    return "" if plain else said


_BEFORE = ("前项", "前讲", "前讲在上", "另有动员", "有传达")
_PASSED_ON = frozenset(("传达", "学习", "传达学习"))


def _before_values(meeting: Meeting, number: int, recaps: Recaps) -> dict[str, Any]:
    """What is said of the meeting up to a speech."""
    speaker = meeting.speeches[number].speaker
    led = meeting.led_before(number) if meeting.occasion != VERBATIM else ()
    # What the speaker himself did before is no news to him.
    his = (speaker,)
    before = [item for item in led or meeting.before(number) if item.people != his]
    values = {
        "前项": recaps.groups(before),
        "前讲": [],
        "前讲在上": False,
        "另有动员": _roused_by_another(meeting, number),
        "有传达": not _PASSED_ON.isdisjoint([item.way for item in before]),
    }
    if led:
        leaders = [person for item in led if item.way in LEADING for person in item.people]
        rank = speaker.rank if speaker is not None else 0
        values["前讲"] = list(map(person_value, leaders))
        values["前讲在上"] = any(one.rank < rank for one in leaders) and speaker in meeting.present
    return values


def _roused_by_another(meeting: Meeting, number: int) -> bool:
    """Whether the agenda has a 动员讲话 that is not this speech."""
    return bool([one for one in meeting.agenda if one.way == "动员讲话" and one != meeting.item_of(number)])


def chair_values(meeting: Meeting, points: Sequence[Point], wanted: frozenset[str], recaps: Recaps) -> dict[str, Any]:
    """The values of what the chair says: his own words of 主持词, and what he asks for at the end."""
    count = len(meeting.agenda)
    script = {key: filled.value for key, filled in meeting.own.get("主持词", {}).items()}
    said = {key: fill_counts(script.get(key, ""), {ITEMS: count}) or BLANK for key in ("开场", "散会")}
    return {
        "题目": script.get("题目") or BLANK,
        "署名": signed(script.get("署名", ""), meeting, meeting.host) or BLANK,
        "称呼": script.get("称呼") or meeting.own.get("称呼") or BLANK,
        "前项": recaps.groups(meeting.agenda) if "前项" in wanted else BLANK,
        "前讲": BLANK,
        "前讲在上": False,
        "另有动员": False,
        "有传达": False,
        **own_words(meeting.chair, points, count),
        **said,
    }


def own_words(speech: Speech, points: Sequence[Point], items: int = 0) -> dict[str, Any]:
    """What a speaker wrote in his own words, and the points; 【几】 and 【议程几】 are filled in them."""
    opening, recap, pivot, closing = words = speech.opening, speech.recap, speech.pivot, speech.closing
    if "【" in "".join(words):
        numbers = {POINTS: next_run(points, speech.styles), ITEMS: items}
        opening, recap, pivot, closing = [fill_counts(text, numbers) for text in words]
    styled = PointList(filled_points(points, speech.styles))
    styled.styles = speech.styles
    return {
        "开场": opening or BLANK,
        "承上": recap or BLANK,
        "过渡": pivot or BLANK,
        "结尾": closing or BLANK,
        "另起": list(speech.apart) or BLANK,
        "要点": styled or BLANK,
    }


def signed(byline: str, meeting: Meeting, person: Person | None) -> str:
    """署名 with 【姓名】 and 【日期】 in it filled in; each stays to be filled where it is not known."""
    if "【" not in byline:
        return byline
    known = {"姓名": person.name if person else "", "日期": say_date(meeting.when.day) if meeting.when else ""}
    for name, word in known.items():
        byline = byline.replace(f"【{name}】", word or f"【{HOLE}：{name}】")
    return byline


class Recaps:
    """What happened before, in clauses: one person's deeds together, equal speeches together.

    赵强同志传达了《…》、通报了…  ·  孙丽同志、周涛同志作了发言

    Each of a hundred speakers comes after a little more than the one before: what was told last is gone on with.
    """

    def __init__(self, ways: Mapping[str, Way]) -> None:
        self._ways = ways
        self._told: list[AgendaItem] = []
        self._clauses: list[Table] = []
        """All but the last, which is still gone on with."""
        self._last: list[AgendaItem] = []
        """What is told in the last clause, and by what names who had it."""
        self._called: dict[Person, str] = {}

    def groups(self, items: Sequence[AgendaItem]) -> list[Table]:
        """The clauses of what happened before."""
        told = len(self._told)
        if told and self._told != list(items[:told]):
            told, self._clauses, self._last, self._called = 0, [], [], {}
        for item in items[told:]:
            if self._last and not self._goes_on(item):
                self._clauses.append(self._clause())
                self._last, self._called = [], {}
            self._last.append(item)
            for person in item.people:
                self._called[person] = literal(person.called)
        self._told = list(items)
        return [*self._clauses, self._clause()] if self._last else []

    def _goes_on(self, item: AgendaItem) -> bool:
        """Whether the next item is told in the last clause."""
        last = self._last[-1]
        if last.people == item.people:
            return True
        same = last.way == item.way and self._ways[item.way].kind in ("发言", "讲话")
        return same and bool(last.people and item.people)

    def _clause(self) -> Table:
        return Table("句", {"句": Said(self._say())})

    def _say(self) -> str:
        """The last clause in words."""
        first, alone = self._last[0], len(self._last) == 1
        way, count = self._ways[first.way], len(self._called)
        who = "、".join(self._called.values()) or ("大家一起" if way.together else "会议")
        if count > 1:
            # Several speakers: who spoke, not each one's matter again.
            return f"{who}先后{way.told(first.matter if alone else '', False)}"
        if alone:
            return who + way.told(first.matter, not count)
        done: dict[str, list[str]] = {}
        for item in self._last:
            done.setdefault(item.way, []).extend([item.matter] if item.matter else [])
        return who + "，".join([self._ways[name].told("、".join(matters), not count) for name, matters in done.items()])
