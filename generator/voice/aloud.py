"""Figures as they are read aloud: 3.78% → 百分之三点七八, 14:30 → 十四点三十分.

Takes a text as it is written and puts its figures into words.  Knows no meeting and no page; what a speaker may do
freely (decimals digit by digit, 两 for 二) is settled here in one way.
The forms follow GB/T 15835—2011 (5.2) and how news are read; where both 两 and 二 are heard, 两 stands before
units of counting (2个) and 二 in numbers (二十, 第二).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.records import record
from generator.text.numerals import DIGITS, chinese
from generator.text.regex import regex

_N = r"[0-9]+(?:\.[0-9]+)?"
_GROUPED = r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?"
_ANY = rf"(?:{_GROUPED}|{_N})"
_WIDE = str.maketrans("０１２３４５６７８９．％：／", "0123456789.%:/")
_MINUS = "-－−"
_BY_DIGIT = {"0": "零", **{str(i): DIGITS[i] for i in range(1, 10)}}
_ON_PHONE = {**_BY_DIGIT, "1": "幺"}
_UNITS = {
    "km²": "平方公里",
    "km2": "平方公里",
    "m²": "平方米",
    "m2": "平方米",
    "m³": "立方米",
    "m3": "立方米",
    "km": "公里",
    "kg": "公斤",
    "mm": "毫米",
    "cm": "厘米",
    "kW": "千瓦",
    "MW": "兆瓦",
    "mg": "毫克",
    "ml": "毫升",
    "mL": "毫升",
    "t": "吨",
    "m": "米",
    "g": "克",
    "L": "升",
    "℃": "摄氏度",
    "°C": "摄氏度",
    "㎡": "平方米",
    "‰": "",
}
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_COUNTED = (
    "个|位|名|家|次|项|条|件|类|种|批|处|所|座|户|台|辆|份|倍|天|周|小时|分钟|年(?![0-9月度级])|人|元|万|亿|千|百万|吨|里|公里|米|公斤|亩|套|场|轮|级|起|枚|艘"
    "|架|支|队|组|层|栋|间|张|本|篇|期|部|篇|头|棵|株|口|车|趟|班|届|遍|点(?!多?[钟整]|[0-9])"
)
_RANGE = r"\s*(?:—{1,2}|–|-|－|~|～|至|到)\s*"


def whole(digits: str) -> str:
    """A whole number in words, however long: 10200 → 一万零二百, 100000000 → 一亿."""
    number = int(digits)
    high, low = divmod(number, 100_000_000)
    if not high:
        # 两千, 两万 at the beginning; 一万二千 further on.
        return re.sub("^二(?=[千万])", "两", chinese(low))
    said = "" if not low else ("零" if low < 10_000_000 else "") + chinese(low)
    return ("两" if high == 2 else whole(str(high))) + "亿" + said


def _number(text: str) -> str:
    """A number in words: 1,200 → 一千二百, 3.78 → 三点七八, 007 → 零零七."""
    plain = text.replace(",", "").replace("，", "")
    head, _, tail = plain.partition(".")
    if len(head) > 1 and head[0] == "0" and not tail:
        return _digits(head)
    if len(head) > 16:
        return _digits(head)
    return whole(head) + ("点" + _digits(tail) if tail else "")


def _digits(text: str, table: dict[str, str] = _BY_DIGIT) -> str:
    return "".join(table.get(c, "") for c in text)


def _signed(text: str) -> str:
    return ("负" + _number(text[1:])) if text[0] in _MINUS else _number(text)


def _year(found: re.Match[str]) -> str:
    return _digits(found["year"])


def _years(found: re.Match[str]) -> str:
    return f"{_digits(found['first'])}至{_digits(found['last'])}"


def _percent(found: re.Match[str]) -> str:
    of = {"%": "百分之", "‰": "千分之"}[found["sign"]]
    minus, number = ("负", found["n"][1:]) if found["n"][0] in _MINUS else ("", found["n"])
    first = f"{minus}{of}{_number(number)}"
    return f"{first}至{of}{_number(found['to'])}" if found["to"] else first


def _fraction(found: re.Match[str]) -> str:
    return f"{_number(found['below'])}分之{_number(found['above'])}"


def _clock(found: re.Match[str]) -> str:
    """14:30 → 十四点三十分, 9:05 → 九点零五分, 9:00 → 九点; seconds where they stand."""
    hour, minute, second = int(found["hour"]), int(found["minute"]), found["second"]
    said = ("两" if hour == 2 else chinese(hour)) + "点"
    if minute or second:
        said += ("零" if minute < 10 else "") + (chinese(minute) if minute else "") + "分"
    if second:
        said += ("零" if int(second) < 10 else "") + (chinese(int(second)) if int(second) else "") + "秒"
    return said + ("至" if found["to"] else "")


def _phone(found: re.Match[str]) -> str:
    return _digits(found[0], _ON_PHONE)


def _code(found: re.Match[str]) -> str:
    return _digits(found[0])


def _issue(found: re.Match[str]) -> str:
    return f"{_digits(found['year'])}年{_number(found['number']) if found['number'] else ''}"


def _range(found: re.Match[str]) -> str:
    return f"{_signed(found['first'])}至{_number(found['last'])}"


def _counted(found: re.Match[str]) -> str:
    number = found["n"]
    return "两" if number == "2" else _number(number)


def _measured(found: re.Match[str]) -> str:
    return _signed(found["n"]) + _UNITS[found["unit"]]


def _ratio(found: re.Match[str]) -> str:
    return f"{_number(found['a'])}比{_number(found['b'])}"


def _plain(found: re.Match[str]) -> str:
    return _signed(found[0])


@record(frozen=True)
class _Form:
    """One way in which figures are written: how it is found, how it is said, and whether it is hard to read off."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str]
    hard: bool = False


_CLOCK = r"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9])"
_CLOCK_AFTER = r"[0-9]{1,2}:[0-5][0-9](?![0-9])"
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
# The first form that fits where a figure begins is the one: the more particular ones stand first.
_FORMS = (
    _Form(regex(r"[〔\[［](?P<year>[0-9]{4})[〕\]］](?P<number>[0-9]+)?"), _issue),
    _Form(regex(rf"(?P<first>{_YEAR})年?{_RANGE}(?P<last>{_YEAR})(?=年)"), _years),
    _Form(regex(r"(?P<year>[0-9]{4}|(?<=[’'])[0-9]{2})(?=年(?!来|以来|时间|左右)|财年|学年)"), _year),
    _Form(regex(rf"(?P<n>[-－−]?{_ANY})[%‰]?{_RANGE}(?P<to>{_ANY})(?P<sign>[%‰])"), _percent, True),
    _Form(regex(rf"(?P<n>[-－−]?{_ANY})(?P<to>)(?P<sign>[%‰])"), _percent, True),
    _Form(regex(rf"(?<![0-9]){_CLOCK}(?P<to>{_RANGE}(?={_CLOCK_AFTER}))?"), _clock),
    _Form(regex("(?<=[A-Za-zＡ-Ｚａ-ｚ])[0-9]{2,}(?![.0-9])"), _code),
    _Form(
        regex(
            r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}[-—－ ][0-9]{7,8}|400[-－ ]?[0-9]{3,4}[-－ ]?[0-9]{3,4})(?![0-9])"
        ),
        _phone,
    ),
    _Form(regex(r"(?<![0-9])1(?:10|14|19|20|22|2[0-9]{3})(?=(?:报警|急救|火警|热线|电话|平台))"), _phone),
    _Form(regex(r"(?<![0-9])[2-8][0-9]{6,7}(?![0-9.,，]|[万亿元人吨户名个]|余|多)"), _phone),
    _Form(regex(rf"(?P<a>{_N}):(?P<b>{_N})"), _ratio, True),
    _Form(regex(r"(?P<above>[0-9]+)/(?P<below>[0-9]+)(?![/0-9])"), _fraction, True),
    _Form(regex(rf"(?P<n>[-－−]?{_ANY})\s?(?P<unit>{_UNIT})(?![A-Za-z])"), _measured, True),
    _Form(regex(rf"(?P<first>{_ANY}){_RANGE}(?P<last>{_ANY})"), _range),
    _Form(regex(rf"{_GROUPED}|[0-9]{{5,}}(?:\.[0-9]+)?|[0-9]+\.[0-9]+"), _plain, True),
    _Form(regex(rf"(?<![0-9.第])(?P<n>[0-9]+)(?=余?(?:{_COUNTED}))"), _counted),
    _Form(regex(rf"(?<=[是为达到降至：（，、 ])[-－−]{_N}|{_ANY}"), _plain),
)
_FIGURE = regex(r"[0-9０-９〔\[［]|[-－−](?=[0-9０-９])")


def read_aloud(text: str, hard_only: bool = False) -> str:
    """The text with its figures in words: 增长3.78% → 增长百分之三点七八, 14:30 → 十四点三十分.

    `hard_only` puts only those in words that are hard to read off a page: percentages, fractions, decimals, ratios,
    measures in letters, numbers of five digits or with separators.  The rest stays as it stands, and nothing that has
    no figure in it is touched.
    """
    if _FIGURE.search(text) is None:
        return text
    # One character for one, so that the offsets stay.
    narrow = text.translate(_WIDE)
    out: list[str] = []
    at = 0
    while found := _FIGURE.search(narrow, at):
        start = found.start()
        out.append(text[at:start])
        form, match = _form_at(narrow, start)
        if match is None:
            at = start + 1
            out.append(text[start])
            continue
        out.append(form.say(match) if form.hard or not hard_only else text[start : match.end()])
        at = match.end()
    out.append(text[at:])
    return "".join(out)


def _form_at(text: str, start: int) -> tuple[_Form, re.Match[str] | None]:
    for form in _FORMS:
        if match := form.pattern.match(text, start):
            return form, match
    return _FORMS[-1], None
