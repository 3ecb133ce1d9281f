"""日期和时间: what a clerk types, and how a paper says it.

Forms follow GB/T 9704—2012 7.3.5.4 (Arabic numerals, full year, no leading zeros) and GB/T 15835—2011.
Knows no clock: today's date is never asked for.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from generator.records import record
from generator.text.numerals import NUMERAL, parse_number
from generator.text.regex import regex

WEEKDAYS = "一二三四五六日"
DATE_FORMS = "2026年11月25日、2026-11-25 或 2026/11/25"
TIME_FORMS = "2026年11月25日 14:30，或 2026年11月25日 14:30 至 16:30"

_NUMBER = f"(?:[0-9０-９]{{1,2}}|{NUMERAL}{{1,3}})"
_DATE = regex(
    rf"(?P<y>[0-9０-９]{{4}}|[〇○零一二三四五六七八九]{{4}})\s*[年./\-－]\s*(?P<m>{_NUMBER})\s*[月./\-－]\s*(?P<d>{_NUMBER})\s*[日号]?"
)
_SHORT_DATE = regex(rf"(?:(?P<m>{_NUMBER})\s*月\s*)?(?P<d>{_NUMBER})\s*[日号]")
_WEEKDAY = regex(r"[（(]?\s*(?:星期|周|礼拜)\s*(?P<w>[一二三四五六日天])\s*[）)]?")
_CLOCK = regex(
    rf"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?\s*(?P<h>{_NUMBER})\s*(?:[:：]\s*(?P<m1>[0-9０-９]{{2}})(?::[0-9]{{2}})?|[时点]\s*(?:(?P<half>半)|(?P<quarter>[一三]刻)|(?P<m2>{_NUMBER})\s*分?)?整?)"
)
_TO = regex(r"\s*(?:至|到|—+|–|-|－|~|～)\s*")
_HOURS_OF = {
    **dict.fromkeys(("凌晨",), (0, 6)),
    **dict.fromkeys(("清晨", "早上", "早晨", "上午"), (0, 12)),
    "中午": (10, 15),
    "下午": (12, 23),
    **dict.fromkeys(("傍晚", "晚上", "晚"), (16, 24)),
}
"""The hours, counted to 24, that a part of the day can be said of."""
_AFTERNOON = ("下午", "傍晚", "晚上", "晚")


class WrongMoment(ValueError):
    """A date or time that cannot be; the message says why, for a clerk."""


@record(frozen=True)
class Moment:
    """A date with, where they were typed, the time it starts and the time it ends."""

    day: date
    start: time | None = None
    end: time | None = None
    last_day: date | None = None

    def __str__(self) -> str:
        return say_moment(self)


def parse_date(text: str) -> date:
    """A date as typed.  WrongMoment where it is none, does not exist, or the weekday does not agree."""
    moment = parse_moment(text)
    if moment.start is not None or moment.last_day is not None:
        raise WrongMoment("这里只要日期，不要钟点")
    return moment.day


def parse_moment(text: str) -> Moment:
    """A date and the times after it: 2026年11月25日（星期三）14:30 至 16:30, 2026-11-25 下午2点半 …"""
    rest = text.strip()
    day, rest = _take_day(rest)
    start, rest = _take_clock(rest, None)
    end: time | None = None
    last: date | None = None
    if joined := _TO.match(rest):
        rest = rest[joined.end() :]
        last, rest = _take_last_day(rest, day)
        end, rest = _take_clock(rest, start)
        if end is None and last is None:
            raise WrongMoment(f"“{joined.group().strip()}”后面没有结束时间")
    if rest.strip():
        raise WrongMoment(f"“{rest.strip()[:12]}”认不出来")
    if last is not None and last < day:
        raise WrongMoment("结束日期在开始日期之前")
    if start is not None and end is not None and last in (None, day) and end <= start:
        raise WrongMoment(f"结束时间（{say_time(end)}）不在开始时间（{say_time(start)}）之后")
    return Moment(day, start, end, None if last == day else last)


def say_date(day: date) -> str:
    """2026年11月25日"""
    return f"{day.year}年{day.month}月{day.day}日"


def say_weekday(day: date) -> str:
    """星期三"""
    return "星期" + WEEKDAYS[day.weekday()]


def say_time(clock: time) -> str:
    """下午2时30分"""
    return part_of_day(clock) + _hour(clock)


def part_of_day(clock: time) -> str:
    """凌晨, 上午, 中午, 下午 or 晚上."""
    hour = clock.hour
    return "凌晨" if hour < 6 else "上午" if hour < 12 else "中午" if hour < 13 else "下午" if hour < 18 else "晚上"


def say_moment(moment: Moment) -> str:
    """2026年11月25日（星期三）下午2时30分; with an end time, 下午2时30分至4时30分."""
    out = f"{say_date(moment.day)}（{say_weekday(moment.day)}）"
    if moment.start is not None:
        out += say_time(moment.start)
    if moment.last_day is not None:
        out += f"至{say_date(moment.last_day)}（{say_weekday(moment.last_day)}）"
        return out + (say_time(moment.end) if moment.end else "")
    if moment.end is not None:
        same = moment.start is not None and part_of_day(moment.start) == part_of_day(moment.end)
        out += "至" + (_hour(moment.end) if same else say_time(moment.end))
    return out


def minutes_between(moment: Moment) -> int | None:
    """Minutes from start to end, where both are known."""
    if moment.start is None or moment.end is None:
        return None
    days = ((moment.last_day or moment.day) - moment.day) // timedelta(days=1)
    return days * 1440 + (moment.end.hour - moment.start.hour) * 60 + moment.end.minute - moment.start.minute


def _hour(clock: time) -> str:
    hour = clock.hour - 12 if clock.hour > 12 else clock.hour
    return f"{hour}时" + (f"{clock.minute}分" if clock.minute else "")


def _take_day(text: str) -> tuple[date, str]:
    found = _DATE.match(text)
    if found is None:
        raise WrongMoment("没有写是哪一年" if _SHORT_DATE.match(text) else "看不出是哪年哪月哪日")
    year, month, day = (_whole(found.group(name)) for name in "ymd")
    try:
        result = date(year, month, day)
    except ValueError:
        raise WrongMoment(f"没有{year}年{month}月{day}日这一天") from None
    rest = text[found.end() :].lstrip()
    if said := _WEEKDAY.match(rest):
        if WEEKDAYS[result.weekday()] != said.group("w").replace("天", "日"):
            raise WrongMoment(f"{say_date(result)}是{say_weekday(result)}，不是星期{said.group('w')}")
        rest = rest[said.end() :].lstrip()
    return result, rest


def _take_last_day(text: str, first: date) -> tuple[date | None, str]:
    """The day after 至, where there is one: year and month may be left to those of the first day."""
    if _DATE.match(text):
        return _take_day(text)
    short = _SHORT_DATE.match(text)
    if short is None:
        return None, text
    month = short.group("m")
    return _take_day(f"{first.year}年{month or first.month}月{short.group('d')}日{text[short.end() :]}")


def _take_clock(text: str, after: time | None) -> tuple[time | None, str]:
    found = _CLOCK.match(text)
    if found is None:
        return None, text
    hour = _whole(found.group("h"))
    minute = 0
    if typed := found.group("m1") or found.group("m2"):
        minute = _whole(typed)
    elif found.group("half"):
        minute = 30
    elif quarter := found.group("quarter"):
        minute = 15 if quarter[0] == "一" else 45
    part = found.group("part")
    # 下午2时至4时: the end shares the part of day that the start was said with.
    said = part in _AFTERNOON or (part == "中午" and hour < 3)
    shared = part is None and after is not None and hour < after.hour and after.hour >= 12
    if hour < 12 and (said or shared):
        hour += 12
    if part and not _HOURS_OF[part][0] <= hour <= _HOURS_OF[part][1]:
        spoken = _whole(found.group("h"))
        late = part in ("晚上", "晚") and spoken in (12, 1, 2, 3)
        raise WrongMoment(f"{part}{spoken}时是第二天的事，写成第二天的日期" if late else f"{part}没有{spoken}时")
    try:
        return time(hour, minute), text[found.end() :].lstrip()
    except ValueError:
        raise WrongMoment(f"没有{hour}时{minute}分这个时间") from None


def _whole(text: str) -> int:
    number = parse_number(text.replace("○", "〇"))
    if number is None:
        raise WrongMoment(f"“{text}”不是数字")
    return number
