"""过滤器: what a template can ask of a value, by Chinese names: {{ 要点|几 }}, {{ 时间|日期 }}.

Each filter takes plain values and gives text or a number.  A hole stays a hole and an empty slot stays empty.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from generator.problems import did_you_mean
from generator.rendering.paper_filters import PAPER_FILTERS
from generator.rendering.values import BLANK, Blank, Hole, Said, TemplateFault, shown
from generator.text.forms import parse_form
from generator.text.moments import Moment, say_date, say_moment, say_time, say_weekday
from generator.text.numbering import STYLES
from generator.text.numerals import chinese, parse_number
from generator.text.points import Point, PointList, point_rows, single_rows

_ENDS = "。！？…："
_CLOSING = '”’）》)"'


def count_word(value: Any) -> Any:
    """几: how many there are, as said before a classifier: 要点|几 → 三; two is 两."""
    if isinstance(value, Hole):
        return Said("几")
    if isinstance(value, Blank):
        return value
    number = _number(value, "几")
    return Said("两" if number == 2 else chinese(number))


def count(value: Any) -> int:
    """个数: how many there are, as a number to compare; of a hole several, for nobody knows yet."""
    if type(value) is PointList:
        # What is counted most, in the conditions of 写法.
        return value.numbered
    return 2 if isinstance(value, Hole) else _number(value, "个数")


def _number(value: Any, name: str) -> int:
    """A whole number as it is, of a list how many there are (of points those that are numbered)."""
    if isinstance(value, bool) or not isinstance(value, (int, list, tuple, Blank, Hole)):
        hint = "列表才数得出有几个：议程、出席、要点"
        raise TemplateFault(f"“{name}”数的是一共有几个，这里是“{shown(value)[:12]}”", "一个列表", hint)
    if isinstance(value, PointList):
        return value.numbered
    return value if isinstance(value, int) else len(value)


def numeral(value: Any) -> Any:
    """汉字: 12 → 十二"""
    return value if isinstance(value, (Hole, Blank)) else Said(chinese(_whole(value, "汉字")))


def _whole(value: Any, name: str) -> int:
    number = value if isinstance(value, int) else parse_number(shown(value))
    if number is None or not 0 <= number < 100_000_000:
        raise TemplateFault(f"“{name}”要一个整数，这里是“{shown(value)[:12]}”", "0 到 99999999 的整数")
    return number


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
        hint = "槽位的类型写成 时间 或 日期：{类型: 时间, 说明: …}"
        raise TemplateFault(f"“{shown(value)[:12]}”不是日期或时间", "时间、日期类的槽位", hint)
    return say(moment) or BLANK


def enumerate_words(values: Any, last: str = "、") -> Any:
    """顿号: 甲、乙、丙; 顿号('和') closes with 和: 甲、乙和丙."""
    if isinstance(values, (Hole, Blank, str, dict)) or not hasattr(values, "__iter__"):
        return values
    words = [shown(one) for one in values]
    if not words:
        return BLANK
    if last == "、" or len(words) == 1:
        return "、".join(words)
    return "、".join(words[:-1]) + last + words[-1]


_OCCASION = ("之际", "之时", "以来", "之后", "时候", "期间")


def sentence(value: Any) -> Any:
    """成句: the text with a full stop at its end, if it has no end mark; 在…之际 goes on after a comma."""
    if isinstance(value, (Hole, Blank)) or not value:
        return value or BLANK
    text = shown(value)
    if "\n" not in text:
        row = text.strip()
        return _closed(row) if row else ""
    rows = [row.strip() for row in text.split("\n")]
    return "\n".join([_closed(row) for row in rows if row])


def _closed(row: str) -> str:
    if row.endswith(_OCCASION):
        return row + "，"
    if row[-1] in _ENDS or (row[-1] in _CLOSING and row[-2:-1] in ("。", "！", "？", "…")):
        return row
    return row.rstrip("；，、;,") + "。"


def address(value: Any) -> Any:
    """呼语: a salutation with the colon it lacks: 同志们 → 同志们：; 老师们、同学们！ stays."""
    if isinstance(value, (Hole, Blank)) or not value:
        return value or BLANK
    text = shown(value).rstrip()
    return text if text.endswith(("：", ":", "！", "!")) else text + "："


def quoted(value: Any) -> Any:
    """引号: “…”; quotes inside become ‘…’ (GB/T 15834—2011 4.8.3.5).  What is quoted already stays."""
    if isinstance(value, (Hole, Blank)):
        return value
    text = shown(value)
    if text.startswith("“") and text.endswith("”") and text.count("“") == 1:
        return text
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def ordinal(value: Any) -> Any:
    """第几: 4 → 第四"""
    return value if isinstance(value, (Hole, Blank)) else Said("第" + chinese(_whole(value, "第几")))


def numbered_points(points: Any, *styles: str) -> Any:
    """分条: the points, a marker before each: {{ 要点|分条('一、', '（一）', '一是') }}.

    Fewer styles than levels: the rest follow of themselves.  One point alone has no marker.
    """
    if isinstance(points, (Hole, Blank)):
        return points
    given, chosen = _points(points, "分条"), _styles(styles)
    if chosen[:1] == ("一要",) and any(not one.title and not one.aside for one in given):
        # 一要各处室周五前交计划 is no Chinese: a whole sentence is said after 一是.
        chosen = ("一是", "第一，", *chosen[2:])
    return Said("\n".join(single_rows(given, chosen) or point_rows(given, chosen)))


def _points(value: Any, name: str) -> Any:
    if isinstance(value, PointList):
        return value
    if not isinstance(value, (list, tuple)) or not all(isinstance(point, Point) for point in value):
        raise TemplateFault(f"“{name}”只能用在要点上", f"{{{{ 要点|{name}('一、', '（一）', '一是') }}}}")
    return value


@lru_cache(maxsize=256)
def _styles(styles: tuple[Any, ...]) -> tuple[str, ...]:
    for style in styles:
        if not isinstance(style, str) or parse_form(style) is None:
            expected = "下列之一：" + " ".join(STYLES)
            raise TemplateFault(f"没有“{style}”这种层次序数", expected, did_you_mean(str(style), STYLES))
    return tuple(form.written for style in styles if (form := parse_form(style)) is not None)


def kept_points(points: Any, *styles: str) -> Any:
    """原样: the points of an old text, paragraphs and marks as they were; styles as for 分条.

    To be put straight after what comes before them: they begin a paragraph unless the old text had them run on.
    """
    if isinstance(points, (Hole, Blank)):
        return points
    if not isinstance(points, PointList):
        raise TemplateFault("“原样”只能用在要点上", "{{ 要点|原样('一、', '（一）', '一是') }}")
    # Points are left as they were typed in few papers.
    from generator.text.verbatim import kept_rows

    return Said("\n".join(kept_rows(points, _styles(styles))))


def default_to(value: Any, other: Any) -> Any:
    """或: the value, or these words where it is empty; a number 0 is not empty."""
    return other if value is None or value == "" or isinstance(value, Blank) else value


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
    "呼语": address,
    "引号": quoted,
    "第几": ordinal,
    "分条": numbered_points,
    "原样": kept_points,
    "或": default_to,
    **PAPER_FILTERS,
}
"""Every filter by the name that templates use."""
SHORT = frozenset({"个数", "几", "汉字", "第几", "日期", "星期", "时刻", "年份", "月日", "时间全写", "时段"})
"""Those that give a number, a numeral, a day or a time, never more than a few words."""
