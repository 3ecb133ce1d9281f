"""Cells as the clerk saw them: a value and its number format → the text that the table program shows.

931 in the format 0000 is 0931, 46351 as a date is 2026年11月25日.  Knows formats of ECMA-376 (18.8.31) as far as lists
use them; a format that it does not know is shown plainly.  Knows no files.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from generator.text.moments import WEEKDAYS, part_of_day
from generator.text.regex import regex

GENERAL = "General"
# Numbers of formats that a file may use without saying what they are.  14, 22 and 27–36 are those of Chinese Windows.
BUILTIN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    36: 'yyyy"年"m"月"',
    49: "@",
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
PLAIN = frozenset((0, 1, 49))
"""Formats in which a number looks as it is."""
_PRECISE = 15
"""Digits that a table program keeps of a number."""
_DAY_ZERO = datetime(1899, 12, 30)
_LAST_DAY = 2_958_465
"""9999年12月31日; a table program knows none after it, and none before 0."""
_LITERAL = regex(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_NUMBER = regex(r"(?P<before>[^#0,.%]*)(?P<digits>[#0,]+)(?P<decimals>\.[0#]+)?(?P<percent>%?)(?P<after>[^#0,.%]*)")
_DATE_TOKEN = regex(r"yyyy|yy|y|mmmm|mmm|mm|m|dddd|ddd|dd|d|aaaa|aaa|hh|h|ss|s|AM/PM|am/pm|上午/下午")
_DATE_LETTERS = regex(r"[ymdhsa]", re.IGNORECASE)


def too_precise(value: object) -> bool:
    """True for a number of which the table program has lost digits: an 18-digit number typed into a plain cell."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= 10**_PRECISE


def no_date(value: object, form: str = GENERAL) -> bool:
    """True for a number that its format shows as a date and that is none: 20261125 typed into a column of dates.  The
    table program shows ##### for it."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and _is_date(form) and not _is_day(value)


def exact(value: object, form: str = GENERAL) -> str:
    """A date or time with all that is in it, whatever its format leaves out; any other value as it is shown."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and _is_date(form) and _is_day(value):
        value = _DAY_ZERO + timedelta(seconds=round(value * 86400))
    return _usual(value) if isinstance(value, (datetime, date, time)) else shown(value, form)


def shown(value: object, form: str = GENERAL) -> str:
    """A cell's value in a number format, as text.

    >>> shown(931.0, "0000"), shown(0.125, "0.0%"), shown(1234567.0, "#,##0")
    ('0931', '12.5%', '1,234,567')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, timedelta):
        return _plain(value.total_seconds() / 60) + "分钟"
    if isinstance(value, (datetime, date, time)):
        return _moment(value, form)
    if isinstance(value, (int, float)):
        if _is_date(form) and not _is_day(value):
            return _plain(value)
        if _is_date(form):
            return _moment(_DAY_ZERO + timedelta(seconds=round(value * 86400)), form)
        return _number(value, form)
    return str(value)


def _is_day(number: float) -> bool:
    return 0 <= number < _LAST_DAY + 1


def _plain(number: float) -> str:
    if number == int(number) and abs(number) < 10**_PRECISE:
        return str(int(number))
    text = f"{number:.{_PRECISE}g}"
    return f"{number:.10f}".rstrip("0") if "e-" in text else text


@lru_cache(maxsize=256)
def _section(form: str) -> tuple[str, str]:
    """The first section of a format: its text with literals taken out, and with literals in place of their marks."""
    first = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', form)[0]
    bare = _LITERAL.sub("", first)
    return bare, first


@lru_cache(maxsize=256)
def _is_date(form: str) -> bool:
    bare, _ = _section(form)
    return form != GENERAL and "#" not in bare and "0" not in bare and bool(_DATE_LETTERS.search(bare))


def _number(number: float, form: str) -> str:
    bare, first = _section(form)
    if form in (GENERAL, "@") or bare.strip() in ("", GENERAL):
        return _plain(number)
    spelt = _LITERAL.sub(lambda m: m.group(1) or m.group(2) or "", first)
    found = _NUMBER.fullmatch(spelt.strip())
    if found is None:
        return _plain(number)
    places = len(found["decimals"] or ".") - 1
    value = abs(number) * (100 if found["percent"] else 1)
    optional = (found["decimals"] or "").count("#")
    text = f"{value:.{places}f}"
    whole, _, part = text.partition(".")
    while optional and part.endswith("0"):
        part, optional = part[:-1], optional - 1
    whole = whole.rjust(found["digits"].replace(",", "").count("0"), "0")
    if "," in found["digits"].rstrip(","):
        whole = f"{int(whole):,}"
    sign = "-" if number < 0 else ""
    return f"{sign}{found['before']}{whole}{'.' + part if part else ''}{found['percent']}{found['after']}"


def _moment(value: datetime | date | time, form: str) -> str:
    if not _is_date(form):
        return _usual(value)
    _, first = _section(form)
    out: list[str] = []
    at = 0
    for literal in _LITERAL.finditer(first):
        out += _tokens(first[at : literal.start()])
        out.append("\0" + (literal.group(1) or literal.group(2) or ""))
        at = literal.end()
    out += _tokens(first[at:])
    return "".join(_say(out, i, value) for i in range(len(out))).strip()


def _usual(value: datetime | date | time) -> str:
    """2026年11月25日 14:30"""
    clock = value if isinstance(value, time) else value.time() if isinstance(value, datetime) else None
    day = None if isinstance(value, time) else value
    said = [f"{day.year}年{day.month}月{day.day}日"] if day is not None else []
    if clock is not None and (day is None or clock != time()):
        said.append(f"{clock.hour}:{clock.minute:02d}")
    return " ".join(said)


def _tokens(text: str) -> list[str]:
    out, at = [], 0
    for token in _DATE_TOKEN.finditer(text):
        out += [text[at : token.start()]] if token.start() > at else []
        out.append(token.group())
        at = token.end()
    return [*out, text[at:]] if at < len(text) else out


def _say(tokens: list[str], index: int, value: datetime | date | time) -> str:
    """One token of a date format.  mm is minutes beside hours or seconds, and months elsewhere."""
    token = tokens[index]
    if token.startswith("\0"):
        return token[1:]
    day = value if not isinstance(value, time) else None
    clock = value if isinstance(value, time) else value.time() if isinstance(value, datetime) else time()
    if token in ("m", "mm"):
        fields = [t for t in tokens if _DATE_TOKEN.fullmatch(t)]
        mine = sum(1 for t in tokens[: index + 1] if _DATE_TOKEN.fullmatch(t)) - 1
        before, after = fields[mine - 1] if mine else "", fields[mine + 1] if mine + 1 < len(fields) else ""
        number = clock.minute if before in ("h", "hh") or after in ("s", "ss") else day.month if day else 0
        return f"{number:0{len(token)}d}"
    if token in ("h", "hh", "s", "ss"):
        noon = any(t.lower() == "am/pm" or t == "上午/下午" for t in tokens)
        number = clock.second if token[0] == "s" else (clock.hour - 1) % 12 + 1 if noon else clock.hour
        return f"{number:0{len(token)}d}"
    if token.lower() == "am/pm" or token == "上午/下午":
        return part_of_day(clock)
    if day is None:
        return "" if _DATE_TOKEN.fullmatch(token) else token
    said = {"yyyy": f"{day.year}", "yy": f"{day.year % 100:02d}", "y": f"{day.year % 100:02d}"}
    said |= {"mmm": f"{day.month}月", "mmmm": f"{day.month}月", "d": f"{day.day}", "dd": f"{day.day:02d}"}
    weekday = WEEKDAYS[day.weekday()]
    said |= {"aaaa": f"星期{weekday}", "dddd": f"星期{weekday}", "aaa": weekday, "ddd": f"周{weekday}"}
    return said.get(token, token)
