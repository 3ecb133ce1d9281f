"""What a paper states of the meeting as a whole: its name, day, weekday, hours, place and host.

Only where the form of a paper says that it is these: the title, 时间：, 主持人：, the line below the title, the first
sentence of a 纪要.  A date or place in the middle of a speech is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.agreement.facts import Day, Fact, Kind, day_of
from generator.agreement.papers import Paper, Row
from generator.text.moments import WEEKDAYS, WrongMoment, parse_moment, say_time
from generator.text.regex import regex

_NUMBER = "[0-9０-９〇○零一二三四五六七八九十]"
_DATE = rf"{_NUMBER}{{4}}\s*年\s*{_NUMBER}{{1,3}}\s*月\s*{_NUMBER}{{1,3}}\s*[日号]"
_DATED = regex(rf"[（(]?(?P<d>{_DATE})(?P<rest>[^，。）)]{{0,12}})[）)]?")
_WEEKDAY = regex(r"[（(]?\s*(?:星期|周|礼拜)\s*(?P<w>[一二三四五六日天])\s*[）)]?")
_LABEL = r"(?:[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.．]\s*)?(?:会议|开会)?"
_TIME = regex(rf"{_LABEL}时\s*间[:：]\s*(?P<v>.+?)[。；]?")
_PLACE = regex(rf"{_LABEL}地\s*点[:：]\s*(?P<v>.+?)[。；]?")
_HOST = regex(rf"{_LABEL}主\s*持(?:人)?[:：]\s*(?P<v>.+?)[。；]?")
_OPENED = regex(
    rf"(?P<d>(?:{_NUMBER}{{4}}年)?{_NUMBER}{{1,3}}月{_NUMBER}{{1,3}}日)[^，。]{{0,8}}，[^。]{{0,80}}?(?:召开|举行)"
)
_SET = regex(rf"定于\s*(?P<d>{_DATE})")
_HELD_AT = regex(r"在(?P<v>[^，。；]{2,40}?)(?:主持)?(?:召开|举行)")
_CHAIRED = regex(r"(?:^|[，。；])(?P<v>[^，。；]{2,40}?)(?:在[^，。；]{2,40}?主持(?:召开|举行)|主持(?:了)?会议)")
_CALLED = regex(r"(?:召开|举行)(?P<v>[^，。；：！？“”]{4,80}?)(?=[，。；！？]|$)")
_THIS = regex(r"(?:这|本|此|今|一|全|专题|有关)")
_SHORT_DAY = regex(rf"(?:(?P<y>{_NUMBER}{{4}})年)?(?P<m>{_NUMBER}{{1,3}})月(?P<d>{_NUMBER}{{1,3}})日")


def stated(paper: Paper) -> Iterator[Fact]:
    """The facts that a paper states, in order."""
    if paper.title is not None:
        place = paper.place(paper.title.row)
        yield Fact("会议名称", _flat(paper.title.name), paper.title.name, place, paper.kind)
    for row in paper.rows:
        if timed := _TIME.fullmatch(row.text):
            yield from _moment(paper, row, timed["v"], timed.start("v"))
        if placed := _PLACE.fullmatch(row.text):
            yield _fact(paper, row, placed, "地点")
    for row in paper.head if paper.kind in ("主持词", "讲话", "发言") else ():
        if dated := _DATED.fullmatch(row.text):
            yield from _moment(paper, row, dated["d"] + dated["rest"], dated.start("d"))
    for row in paper.rows if paper.kind == "议程" else paper.head if paper.kind == "主持词" else ():
        if hosted := _HOST.fullmatch(row.text):
            yield _fact(paper, row, hosted, "主持人")
    yield from _told(paper)


def _told(paper: Paper) -> Iterator[Fact]:
    """What the first sentences say: 今天，我们召开…, 12月9日，…在…召开…."""
    for row in paper.rows[len(paper.head) if paper.kind in ("主持词", "讲话", "发言") else 0 :][:3]:
        for found in _CALLED.finditer(row.text):
            if not _THIS.match(found["v"]):
                yield _fact(paper, row, found, "会议名称")
    if paper.kind == "通知":
        for row in paper.rows[:6]:
            if set_ := _SET.search(row.text):
                yield from _moment(paper, row, set_["d"], set_.start("d"))
    if not paper.retells:
        return
    for row in paper.rows[:10]:
        if (opened := _OPENED.match(row.text)) is None:
            continue
        yield from _day(paper, row, opened["d"], opened.start("d"))
        if held := _HELD_AT.search(row.text):
            yield _fact(paper, row, held, "地点")
        if chaired := _CHAIRED.search(row.text):
            yield _fact(paper, row, chaired, "主持人")
        return


def _fact(paper: Paper, row: Row, found: re.Match[str], kind: Kind) -> Fact:
    said = found["v"].strip()
    return Fact(kind, _flat(said), said, paper.place(row, found.start("v")), paper.kind)


def _moment(paper: Paper, row: Row, said: str, column: int) -> Iterator[Fact]:
    """Day, weekday and hours of a time as a paper writes it; nothing where it cannot be read."""
    weekday = _WEEKDAY.search(said)
    try:
        moment = parse_moment(said[: weekday.start()] + said[weekday.end() :] if weekday else said)
    except WrongMoment:
        # That a date does not exist is for the checks of a single paper to say.
        return
    place = paper.place(row, column)
    shown = f"{moment.day.year}年{moment.day.month}月{moment.day.day}日"
    yield Fact("日期", day_of(moment.day), shown, place, paper.kind)
    if weekday:
        number = WEEKDAYS.index(weekday["w"].replace("天", "日"))
        # A weekday that goes with a day that is wrong itself is no second mistake.
        if number != moment.day.weekday():
            there = paper.place(row, column + weekday.start("w"))
            yield Fact("星期", number, "星期" + WEEKDAYS[number], there, paper.kind)
    if moment.start is not None:
        yield Fact("开始时间", moment.start, say_time(moment.start), place, paper.kind)
    if moment.end is not None:
        yield Fact("结束时间", moment.end, say_time(moment.end), place, paper.kind)


def _day(paper: Paper, row: Row, said: str, column: int) -> Iterator[Fact]:
    found = _SHORT_DAY.fullmatch(said)
    try:
        moment = parse_moment(f"{(found and found['y']) or 2000}年{said.rpartition('年')[2]}")
    except WrongMoment:
        return
    day = Day(moment.day.year if found and found["y"] else 0, moment.day.month, moment.day.day)
    yield Fact("日期", day, said, paper.place(row, column), paper.kind)


def _flat(text: str) -> str:
    return re.sub(r"\s", "", text)
