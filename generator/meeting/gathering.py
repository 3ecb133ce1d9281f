"""Filled slots → a meeting: people looked up, figures filled in, speeches joined to the agenda.

Knows which slots a meeting is made of; nothing of YAML, templates or papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.meeting.figures import Figures
from generator.meeting.people import Person, Roster
from generator.meeting.record import LEADING, AgendaItem, Meeting, Speech, Unit, kind_of
from generator.meeting.standing import standing_of, standing_of_unit
from generator.problems import Problem, did_you_mean
from generator.slots.registry import Filled, PersonText, Problems
from generator.text.moments import Moment

Details = Mapping[str, Filled]

_SHORT_FORM = ("讲话人", "事项", "领域", "篇幅", "时长", "要点", "要求")
_TAKEN = {"会议名称", "会议类型", "单位", "时间", "地点", "出席", "主持人", "议程", "讲话", "主持人要求", *_SHORT_FORM}
_ROUSING, _ROUSING_SPEECH = "动员会", "动员讲话"
_SPOKEN = ("讲话", "发言")
_SAME_WAY = {"发言": ("发言", "交流发言", "表态", "表态发言"), "讲话": ("讲话", "动员讲话", "总结讲话", "致辞")}


def build_meeting(details: Details, unit: Details, ways: Iterable[str], problems: Problems) -> Meeting:
    """The meeting that filled slots tell of.  `unit` is the filled 单位 (its own file and the details joined),
    `ways` the known 方式; what does not agree goes to `problems`."""
    words = _unit(unit)
    roster = Roster(words.address)
    for person in _each(details, "出席"):
        roster.enter(person, problems)
    rank = len(roster.all())
    for person in _each(unit, "人员"):
        roster.enter(person, [] if person.name in roster.names() else problems)
    figures = Figures(details, problems)
    details = {key: figures.fill(filled) for key, filled in details.items() if key != "数据"}
    for person in sorted(_written_whole(details), key=lambda one: (one.place.line, one.place.column)):
        roster.find(person, problems)
    host = roster.find(_value(details, "主持人"), problems) if "主持人" in details else None
    speeches = tuple(_speech(one, roster, words, problems) for one in _speech_groups(details, problems))
    agenda = _agenda(details, speeches, roster, ways, problems) or _agenda_of(speeches, details, problems)
    if _value(details, "会议类型") == _ROUSING and _ROUSING_SPEECH in ways:
        agenda = _rousing(agenda)
    _check_deadline(details, problems)
    _check_absent(details, host, speeches, agenda, problems)
    return Meeting(
        name=_value(details, "会议名称", ""),
        occasion=_value(details, "会议类型", "工作会议"),
        unit=words,
        when=_value(details, "时间"),
        where=_value(details, "地点", ""),
        present=roster.all()[:rank],
        host=host,
        agenda=agenda,
        speeches=speeches,
        chair=_speech(details["主持人要求"], roster, words, problems) if "主持人要求" in details else Speech(),
        own={key: filled.value for key, filled in details.items() if key not in _TAKEN},
        places={key: filled.place for key, filled in details.items()},
        people=roster.all(),
    )


def _written_whole(details: Details) -> Iterator[PersonText]:
    """People written with their post outside the roster: wherever that is, everywhere else the name is enough."""
    groups = [one.value for key in ("议程", "讲话") for one in _value(details, key, ())]
    found = [_value(details, "主持人"), _value(details, "讲话人"), *(_value(group, "讲话人") for group in groups)]
    found += [one.value for group in groups for one in _value(group, "人员", ())]
    yield from (person for person in found if isinstance(person, PersonText) and person.post)


def _value(details: Mapping[str, Filled], key: str, default: Any = None) -> Any:
    filled = details.get(key)
    return default if filled is None else filled.value


def _each(details: Details, key: str) -> list[Any]:
    return [one.value for one in _value(details, key, ())]


def _unit(unit: Details) -> Unit:
    full, own = _value(unit, "全称", ""), _value(unit, "自称", "")
    told, below = standing_of_unit(full)
    return Unit(
        full,
        _value(unit, "简称", ""),
        own or told,
        _value(unit, "下级", "") or (below if own in ("", told) else ""),
        _value(unit, "落款", "") or full,
        _value(unit, "称谓", "同志"),
        _value(unit, "类型", "") or kind_of(own, full) or "政府",
    )


def _speech_groups(details: Details, problems: Problems) -> list[Filled]:
    """The entries of 讲话; the short form at the top level is the one entry."""
    short = {key: details[key] for key in _SHORT_FORM if key in details}
    if "讲话" in details:
        if short:
            written = sorted(short, key=lambda key: (short[key].place.line, short[key].place.column))
            names = "、".join(f"“{key}”" for key in written)
            place = short[written[0]].place
            hint = f"把{names}移到“讲话”里那个人的下面，或者删去“讲话”"
            problems.append(Problem("D20", place, f"已经有“讲话”，外面又写了{names}", "两种写法只用一种", hint))
        return list(details["讲话"].value)
    if not short:
        return []
    return [Filled(short, next(iter(short.values())).at)]


def _speech(filled: Filled, roster: Roster, unit: Unit, problems: Problems) -> Speech:
    given: Mapping[str, Filled] = filled.value
    who: PersonText | None = _value(given, "讲话人")
    speaker = roster.find(who, problems) if who is not None else None
    way, own = _value(given, "方式", "讲话"), _value(given, "自称", "")
    # One who speaks from below speaks for his own unit, which his post tells.
    post = speaker.title if speaker is not None and way == "发言" else ""
    told, told_below = standing_of(post)
    return Speech(
        speaker=speaker,
        way=way,
        headline=_value(given, "题目", ""),
        byline=_value(given, "署名", ""),
        matter=_value(given, "事项", ""),
        salutation=_value(given, "称呼", ""),
        opening=_value(given, "开场", ""),
        structure=_value(given, "开场结构", ""),
        recap=_value(given, "承上", ""),
        pivot=_value(given, "过渡", ""),
        points=_value(given, "要点", ()),
        topics=_value(given, "要求", ()),
        domain=_value(given, "领域", ""),
        length=_value(given, "篇幅", 0),
        minutes=_value(given, "时长", 0),
        rate=_value(given, "语速", 0),
        styles=_value(given, "层次", ()),
        closing=_value(given, "结尾", ""),
        last=_value(given, "收束", ""),
        apart=tuple(one.value for one in _value(given, "另起", ())),
        own_name=own or told,
        below=_value(given, "下级", "") or ("" if own else told_below),
        kind=(kind_of(own, post) if own or post else "") or unit.kind,
        place=filled.place,
    )


def _agenda(
    details: Details, speeches: tuple[Speech, ...], roster: Roster, ways: Iterable[str], problems: Problems
) -> tuple[AgendaItem, ...]:
    waiting = list(range(len(speeches)))
    items: list[AgendaItem] = []
    names = list(ways)
    for filled in _value(details, "议程", ()):
        given: Mapping[str, Filled] = filled.value
        if "方式" not in given:
            if not _told(problems, filled.place.path):
                problems.append(Problem("D21", filled.place, "这一项议程没有写方式", "方式: 传达、汇报、发言、讲话 …"))
            continue
        way = given["方式"].value
        if way not in names:
            expected = "下列之一：" + "、".join(names[:14]) + (" 等" if len(names) > 14 else "")
            hint = _meant(way, names) or did_you_mean(way, names)
            problems.append(Problem("D48", given["方式"].place, f"议程里没有“{way[:20]}”这种方式", expected, hint))
            continue
        people = tuple(roster.find(one.value, problems) for one in _value(given, "人员", ()))
        item = AgendaItem(
            way,
            _value(given, "事项", ""),
            people,
            _value(given, "时长", 0),
            _value(given, "评价", ""),
            _value(given, "串词", ""),
            None,
            filled.place,
        )
        items.append(_joined(item, speeches, waiting, problems))
    if items and not _told(problems, "议程", "讲话", "方式"):
        together = {person for item in items if len(item.people) > 1 for person in item.people}
        for index in waiting:
            speaker, way = speeches[index].speaker, speeches[index].way
            if speaker in together:
                # One of several who speak under one item.
                continue
            who = f"{speaker.name}的" if speaker else "一段"
            found = f"{who}{way}没有排进议程"
            problems.append(Problem("D16", speeches[index].place, found, "议程里有这一项", f"在议程里加一行：- {way}"))
    return tuple(items)


def _agenda_of(speeches: tuple[Speech, ...], details: Details, problems: Problems) -> tuple[AgendaItem, ...]:
    """The speeches in their order, where there is someone in the chair and nothing else is said of what is done."""
    if "议程" in details or "主持人" not in details or not all(speech.speaker for speech in speeches):
        return ()
    if speeches and not any(problem.severity == "错误" for problem in problems):
        found = f"没有写“议程”，照讲话的先后排了 {len(speeches)} 项"
        hint = "会上还有传达、汇报等别的事，写上“议程”"
        problems.append(Problem("D35", speeches[0].place, found, hint=hint, severity="提示"))
    return tuple(
        AgendaItem(
            speech.way,
            speech.matter if speech.way == "发言" else "",
            (speech.speaker,) if speech.speaker else (),
            speech.minutes,
            speech=number,
            place=speech.place,
        )
        for number, speech in enumerate(speeches)
    )


def _rousing(agenda: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    """The agenda of a 动员会, whose one leader's 讲话 is the 动员讲话 that its title says it is."""
    leading = [item for item in agenda if item.way in LEADING]
    return tuple(replace(item, way=_ROUSING_SPEECH) if [item] == leading else item for item in agenda)


def _joined(item: AgendaItem, speeches: tuple[Speech, ...], waiting: list[int], problems: Problems) -> AgendaItem:
    """The item with its speech: of the same person, or the next one of that 方式 where nobody is named."""
    kind = next((kind for kind, same in _SAME_WAY.items() if item.way in same), None)
    if kind is None:
        return item
    if item.people:
        mine = [i for i in waiting if speeches[i].speaker in item.people] if len(item.people) == 1 else []
    else:
        mine = [i for i in waiting if speeches[i].way == kind]
    if not mine:
        # With the chair's own 串词 nothing has to be said of whom he calls.
        if not item.people and not item.link and not _told(problems, "讲话", "讲话人"):
            found = f"议程里的“{item.way}”没有对应的人"
            hint = f"写上人员，或在“讲话”里加一段方式是“{kind}”的"
            problems.append(Problem("D15", item.place, found, f"议程里有几项{kind}，讲话里就有几段", hint))
        return item
    waiting.remove(mine[0])
    speech = speeches[mine[0]]
    people = item.people or ((speech.speaker,) if speech.speaker else ())
    # A leader is asked to speak, not to speak on something.
    matter = item.matter or (speech.matter if kind == "发言" else "")
    return replace(item, speech=mine[0], people=people, matter=matter, minutes=item.minutes or speech.minutes)


def _told(problems: Problems, *paths: str) -> bool:
    """True where one of these places, or a place in it, has a problem already: one mistake makes one problem."""
    return any(
        p.severity == "错误" and (p.place.path == path or p.place.path.startswith((path + ".", path + "[")))
        for p in problems
        for path in paths
    )


def _meant(typed: str, names: list[str]) -> str:
    """传达《通知》 or 李明讲话 written as one: how it is parted."""
    for way in sorted(names, key=len, reverse=True):
        rest = typed.removeprefix(way).strip()
        if rest and rest != typed:
            return f"{{方式: {way}, 事项: {rest[:30]}}}"
        rest = typed.removesuffix(way).strip()
        if rest and rest != typed:
            return f"{{方式: {way}, 人员: {rest[:30]}}}"
    return ""


def _check_deadline(details: Details, problems: Problems) -> None:
    when: Moment | None = _value(details, "时间")
    limit: Filled | None = _value(details, "通知", {}).get("回执截止")
    if when is not None and limit is not None and _after(limit.value, when):
        problems.append(Problem("D19", limit.place, "回执截止的时间在开会之后", "早于开会的时间"))


def _check_absent(
    details: Details,
    host: Person | None,
    speeches: tuple[Speech, ...],
    agenda: tuple[AgendaItem, ...],
    problems: Problems,
) -> None:
    """Who is on leave cannot have been in the chair, spoken or reported."""
    minutes = _value(details, "纪要")
    away = minutes.get("请假") if isinstance(minutes, dict) else None
    for filled in away.value if away is not None else ():
        name = filled.value.name
        if host is not None and host.name == name:
            found, expected = f"“{name}”请假，可是主持人还是他", "“主持人”换成到会主持的人"
        elif (speech := next((s for s in speeches if s.speaker and s.speaker.name == name), None)) is not None:
            found, expected = f"“{name}”请假，可是“讲话”里还有他的{speech.way}", f"这段{speech.way}换人，或者删去"
        elif (item := next((i for i in agenda if any(p.name == name for p in i.people)), None)) is not None:
            found, expected = f"“{name}”请假，可是议程里还有他：{item.way}", f"“{item.way}”这一项换成到会的人"
        else:
            continue
        hint = f"到会了，就从“请假”里删去{name}"
        problems.append(Problem("D28", filled.value.place, found, expected, hint, severity="疑似"))


def _after(limit: Moment, when: Moment) -> bool:
    """True where a deadline is not before the start; on one day only their hours can tell."""
    if limit.day == when.day and limit.start is not None and when.start is not None:
        return limit.start >= when.start
    return limit.day > when.day
