"""过滤器: what a template can ask of a value, by Chinese names: {{ 要点|几 }}, {{ 时间|日期 }}.

Each filter takes plain values and gives text or a number.  A hole stays a hole and an empty slot stays empty.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from generator.moments import Moment, say_date, say_moment, say_time, say_weekday
from generator.numerals import chinese
from generator.points import Point, point_rows
from generator.values import BLANK, Blank, Hole, Said, shown

_ENDS = "。！？…：；"


def count_word(value: Any) -> Any:
    """几: how many there are, as said before a classifier: 要点|几 → 三; two is 两."""
    if isinstance(value, Hole):
        return Said("几")
    number = value if isinstance(value, int) else len(value)
    return Said("两" if number == 2 else chinese(number))


def count(value: Any) -> Any:
    """个数: how many there are, as a number to compare."""
    return value if isinstance(value, int) else len(value)


def numeral(value: Any) -> Any:
    """汉字: 12 → 十二"""
    return value if isinstance(value, (Hole, Blank)) else Said(chinese(int(value)))


def day_of(value: Any) -> Any:
    """日期: 2026年11月25日"""
    return _of_moment(value, lambda m: say_date(m.day))


def weekday_of(value: Any) -> Any:
    """星期: 星期三"""
    return _of_moment(value, lambda m: say_weekday(m.day))


def clock_of(value: Any) -> Any:
    """时刻: 下午2时30分; empty where no time was typed."""
    return _of_moment(value, lambda m: say_time(m.start) if m.start is not None else "")


def year_of(value: Any) -> Any:
    """年份: 2026年"""
    return _of_moment(value, lambda m: f"{m.day.year}年")


def month_day_of(value: Any) -> Any:
    """月日: 11月25日"""
    return _of_moment(value, lambda m: f"{m.day.month}月{m.day.day}日")


def full_time(value: Any) -> Any:
    """时间全写: 2026年11月25日（星期三）下午2时30分"""
    return _of_moment(value, say_moment)


def _of_moment(value: Any, say: Callable[[Moment], str]) -> Any:
    if isinstance(value, (Hole, Blank)):
        return value
    moment = Moment(value) if isinstance(value, date) else value
    if not isinstance(moment, Moment):
        raise TypeError(f"“{shown(value)}”不是日期或时间")
    return say(moment) or BLANK


def enumerate_words(values: Any, last: str = "、") -> Any:
    """顿号: 甲、乙、丙; 顿号('和') closes with 和: 甲、乙和丙."""
    if isinstance(values, (Hole, Blank)):
        return values
    words = [shown(one) for one in values]
    if not words:
        return BLANK
    return words[0] if len(words) == 1 else "、".join(words[:-1]) + last + words[-1]


def sentence(value: Any) -> Any:
    """成句: the text with a full stop at its end, if it has no end mark."""
    if isinstance(value, (Hole, Blank)) or not value:
        return value or BLANK
    rows = [
        row if row[-1] in _ENDS or (row[-1] in "”）" and row[-2:-1] in _ENDS) else row + "。"
        for row in shown(value).split("\n")
        if row
    ]
    return "\n".join(rows)


def quoted(value: Any) -> Any:
    """引号: “…”"""
    return value if isinstance(value, (Hole, Blank)) else f"“{shown(value)}”"


def ordinal(value: Any) -> Any:
    """第几: 4 → 第四"""
    return value if isinstance(value, (Hole, Blank)) else Said("第" + chinese(int(value)))


def numbered_points(points: Any, *styles: str) -> Any:
    """分条: the points, a marker before each: {{ 要点|分条('一、', '（一）', '一是') }}.  Fewer styles than levels: the rest follow of themselves."""
    if isinstance(points, Hole):
        return points
    if not all(isinstance(point, Point) for point in points):
        raise TypeError("“分条”只能用在要点上")
    return Said("\n".join(point_rows(points, styles)))


def default_to(value: Any, other: str) -> Any:
    """或: the value, or these words where it is empty."""
    return value or Said(other)


FILTERS: dict[str, Callable[..., Any]] = {
    "几": count_word,
    "个数": count,
    "汉字": numeral,
    "日期": day_of,
    "星期": weekday_of,
    "时刻": clock_of,
    "年份": year_of,
    "月日": month_day_of,
    "时间全写": full_time,
    "顿号": enumerate_words,
    "成句": sentence,
    "引号": quoted,
    "第几": ordinal,
    "分条": numbered_points,
    "或": default_to,
}
"""Every filter by the name that templates use."""
