"""Composition of what a template is given: a meeting and one of its speeches → the values of its slots.

Counts, order, groups and names are worked out here once, for every paper; the sentences stand in the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.meeting.figures import HOLE
from generator.meeting.people import Person
from generator.meeting.record import LEADING, VERBATIM, AgendaItem, Meeting, Speech
from generator.meeting.ways import Way
from generator.rendering.values import BLANK, Hole, Said, Table
from generator.slots.registry import PersonText, PointText
from generator.text.counts import ITEMS, PLACE, POINTS, fill_counts, filled_points, next_run
from generator.text.marks import literal
from generator.text.moments import say_date
from generator.text.numerals import chinese
from generator.text.points import Point, PointList
from generator.text.regex import regex

_SHORTEST_UNIT = 4
"""Characters from which the end of a unit's name is still that unit."""
_PLACE = regex(r".{1,8}?(?:自治区|自治州|省|市|县|区|州|旗|镇|乡|街道)")
_LIMITED = regex("(?:股份)?有限(?:责任)?公司$")
_OF_GROUP = regex(f"(?<=集团){_LIMITED.pattern}")
_NO_BEGINNING = "的级域城直委政人内属长区和与及暨"
"""What a name does not begin with: 云山县级机关会议 is no 级机关会议."""
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


def person_value(person: Person | None) -> Any:
    """A person as templates see one: 姓名, 职务 (with unit), 称呼 (李明同志), 全称 (县委书记李明同志)."""
    if person is None:
        return BLANK
    parts = {"姓名": person.name, "职务": person.title, "称呼": person.called, "全称": person.full}
    return Table("姓名", {key: value or BLANK for key, value in parts.items()})


def meeting_values(meeting: Meeting, ways: Mapping[str, Way], wanted: Collection[str] | None = None) -> dict[str, Any]:
    """The values that every paper of the meeting shares; of the lists only those whose names are wanted, None for all."""
    unit = meeting.unit
    lists: dict[str, Callable[[], Any]] = {
        "会名": lambda: name_without_unit(meeting.name, unit.full, unit.short) or BLANK,
        "出席": lambda: [person_value(p) for p in meeting.present],
        "出席人": lambda: [person_value(p) for p in meeting.present if p != meeting.host],
        "议程": lambda: [item_value(item, i, meeting, ways) for i, item in enumerate(meeting.agenda, 1)],
    }
    parts = {"全称": unit.full, "简称": unit.short, "自称": unit.own_name, "下级": unit.below, "落款": unit.signoff}
    return {
        **{key: _value(value, meeting.people) for key, value in meeting.own.items()},
        "会议名称": meeting.name or BLANK,
        "会议类型": meeting.occasion,
        "会": Said(meeting.gathering),
        "召开": Said("召开" if meeting.gathering == "会议" else "举行"),
        "单位": Table("全称", {key: value or BLANK for key, value in parts.items()}),
        "自称": unit.own_name or BLANK,
        "下级": unit.below or BLANK,
        "时间": meeting.when or BLANK,
        "地点": meeting.where or BLANK,
        "主持人": person_value(meeting.host),
        **{name: make() for name, make in lists.items() if wanted is None or name in wanted},
    }


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


def usual_salutation(meeting: Meeting) -> str:
    """The 称呼 that goes with the unit's 称谓 (老师 → 老师们); empty where it is that of every meeting."""
    return {"老师": "老师们", "先生": "各位同事"}.get(meeting.unit.address, "")


def _value(value: Any, people: Sequence[Person] = ()) -> Any:
    """A slot of the template's own as templates see it; a person named in it is the one of the roster."""
    if isinstance(value, dict):
        return Table("", {key: _value(filled.value, people) for key, filled in value.items()})
    if isinstance(value, PersonText):
        known = next((person for person in people if person.name == value.name), None)
        return person_value(known if known and not value.post else Person(value.name, value.post, value.unit))
    if isinstance(value, PointText):
        under = tuple(_value(one, people) for one in value.points)
        return Point(value.title, value.text, under, value.marker, value.style)
    if isinstance(value, tuple):
        return [_value(getattr(one, "value", one), people) for one in value]
    return BLANK if value is None or value == "" else value


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


def speech_values(
    meeting: Meeting,
    speech: Speech,
    number: int,
    points: Sequence[Point],
    ways: Mapping[str, Way],
    unit_words: Mapping[str, str],
) -> dict[str, Any]:
    """The values of one speech (its number counts from 0); they stand over those of the meeting."""
    led = meeting.led_before(number) if meeting.occasion != VERBATIM else ()
    # What the speaker himself did before is no news to him.
    before = [item for item in led or meeting.before(number) if item.people != (speech.speaker,)]
    leaders = [person for item in led if item.way in LEADING for person in item.people]
    own = meeting.item_of(number)
    told = recap_groups(before, ways)
    words = {name: word or BLANK for name, word in unit_words.items()}
    # The title that every speech has is no headline of its own; an old text's is its own in any case.
    plain = meeting.occasion != VERBATIM and speech.headline == f"在{meeting.name}上的{speech.way}"
    return {
        "讲话人": person_value(speech.speaker),
        "讲话方式": speech.way,
        "题目": BLANK if plain else speech.headline or BLANK,
        "事项": speech.matter or BLANK,
        "称呼": speech.salutation or meeting.own.get("称呼") or BLANK,
        "署名": signed(speech.byline, meeting, speech.speaker) or BLANK,
        "开场结构": speech.structure or BLANK,
        **words,
        "收束": speech.last or BLANK,
        "前项": told,
        "前讲": [person_value(person) for person in leaders],
        "前讲在上": speech.speaker in meeting.present and any(one.rank < _rank(speech.speaker) for one in leaders),
        "另有动员": any(item.way == "动员讲话" and item != own for item in meeting.agenda),
        "有传达": any(item.way in ("传达", "学习", "传达学习") for item in before),
        "有表彰": _honours(meeting),
        **own_words(speech, points, len(meeting.agenda)),
    }


def _rank(person: Person | None) -> int:
    return person.rank if person is not None else 0


def chair_values(meeting: Meeting, points: Sequence[Point], ways: Mapping[str, Way]) -> dict[str, Any]:
    """The values of what the chair says: his own words of 主持词, and what he asks for at the end."""
    count = len(meeting.agenda)
    script = {key: filled.value for key, filled in meeting.own.get("主持词", {}).items()}
    said = {key: fill_counts(script.get(key, ""), {ITEMS: count}) or BLANK for key in ("开场", "散会")}
    return {
        "题目": script.get("题目") or BLANK,
        "署名": signed(script.get("署名", ""), meeting, meeting.host) or BLANK,
        "称呼": script.get("称呼") or meeting.own.get("称呼") or BLANK,
        "前项": recap_groups(meeting.agenda, ways),
        "前讲": BLANK,
        "前讲在上": False,
        "另有动员": False,
        "有传达": False,
        "有表彰": _honours(meeting),
        **own_words(meeting.chair, points, count),
        **said,
    }


def own_words(speech: Speech, points: Sequence[Point], items: int = 0) -> dict[str, Any]:
    """What a speaker wrote in his own words, and the points; 【几】 and 【议程几】 are filled in them."""
    numbers = {POINTS: next_run(points, speech.styles), ITEMS: items}
    own = {"开场": speech.opening, "承上": speech.recap, "过渡": speech.pivot, "结尾": speech.closing}
    return {
        **{key: fill_counts(text, numbers) or BLANK for key, text in own.items()},
        "另起": list(speech.apart) or BLANK,
        "要点": _styled(filled_points(points, speech.styles), speech.styles) or BLANK,
    }


def signed(byline: str, meeting: Meeting, person: Person | None) -> str:
    """署名 with 【姓名】 and 【日期】 in it filled in; each stays to be filled where it is not known."""
    known = {"姓名": person.name if person else "", "日期": say_date(meeting.when.day) if meeting.when else ""}
    for name, word in known.items():
        byline = byline.replace(f"【{name}】", word or f"【{HOLE}：{name}】")
    return byline


def _styled(points: Sequence[Point], styles: tuple[str, ...]) -> PointList:
    styled = PointList(points)
    styled.styles = styles
    return styled


def recap_groups(items: Sequence[AgendaItem], ways: Mapping[str, Way]) -> list[Table]:
    """What happened before, in clauses: one person's deeds together, equal speeches together.

    赵强同志传达了《…》、通报了…  ·  孙丽同志、周涛同志作了发言
    """
    groups: list[list[AgendaItem]] = []
    for item in items:
        if groups and _joins(groups[-1][-1], item, ways):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [Table("句", {"句": Said("".join(_clause(group, ways)))}) for group in groups]


def _joins(last: AgendaItem, item: AgendaItem, ways: Mapping[str, Way]) -> bool:
    if last.people == item.people:
        return True
    return bool(last.people and item.people) and last.way == item.way and ways[item.way].kind in ("发言", "讲话")


def _clause(group: Sequence[AgendaItem], ways: Mapping[str, Way]) -> Iterator[str]:
    people = list(dict.fromkeys(person for item in group for person in item.people))
    yield "、".join(literal(p.called) for p in people) or ("大家一起" if ways[group[0].way].together else "会议")
    if len(people) > 1:
        # Several speakers: who spoke, not each one's matter again.
        if len(group) > 1:
            yield "先后" + ways[group[0].way].told("", False)
        else:
            yield "先后" + ways[group[0].way].told(group[0].matter, False)
        return
    done: list[str] = []
    for way in dict.fromkeys(item.way for item in group):
        matters = [item.matter for item in group if item.way == way and item.matter]
        done.append(ways[way].told("、".join(matters), not people))
    yield "，".join(done)
