"""--reuse: what changes from year to year is lifted out of own words into 数据: 13个监测点 → 【监测点数】个监测点.

Dates, figures, places with their suffix and people with their post are known by form.  值 and 旧值 are what stood there,
so that `make` tells which of them are still last year's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from generator.import_draft.naming import NAMELESS, figure_name
from generator.import_draft.roster import ONE_IN_TEXT, post_of, usable
from generator.text.regex import regex

_WORDS = frozenset((
    "题目", "署名", "开场", "承上", "过渡", "结尾", "收束", "散会", "串词", "评价", "正文", "标题", "段", "要点", "主要任务", "背景",
))  # fmt: skip
_ALONE = r"(?<![0-9][，,])(?<![0-9A-Za-z.\-—~～:：第〔（(【])"
_DATE = (
    _ALONE
    + "(?:(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{4}年(?:[0-9]{1,2}月)?(?!代)|[0-9]{1,2}日|[0-9]{1,2}时(?:[0-9]{1,2}分)?)"
)
_FIGURE = _ALONE + r"[0-9]+(?:\.[0-9]+)?(?:[%％‰]|[余多]?[万亿]?)(?![0-9A-Za-z.\-—~～:：）)〕号月])(?! 月)"
_SUFFIX = "省|市|县|区|镇|乡|村|街道"
_PLACE = regex(
    f"(?:(?<![\u3400-\u9fff])|(?P<at>(?<=[在赴])))(?P<place>(?![在赴到从由对以和与])[\u3400-\u9fff]{{2,3}}(?:{_SUFFIX}))(?P<office>[委政])?"
)
_NO_PLACE = regex(
    "[全我本各该他此这那两几多一二三四五六七八九十外每某有所的了和与及在是要将已被对向从为由把并按照随紧接立告成委咱们经请需让使]"
    "|示范|试点|贫困|重点|先进|后进|薄弱|兄弟|周边|相关|行政|自然|中心|特色|美丽|文明|落实|确保|包括|贯彻|传达|执行|服从|根据|依照|遵守|疫情|农贸"
    "|(?:超市|小区|社区|园区|景区|工区|校区|城区|库区|山区|地区|辖区|片区|禁区|分区|节省|反省|深省|城镇|乡镇|农村|城乡|下乡|家乡|故乡|城市)$"
)
_HOLE = regex("【[^】]*】")
_TOKEN = regex(f"(?P<hole>【[^】]*】)|(?P<date>{_DATE})|(?P<figure>{_FIGURE})")
_DATE_NAMES = {"年": "年份", "日": "日子", "时": "时刻", "时分": "时刻"}
"""Names for what a single unit would name badly; the others are called 年月日, 年月, 月日."""
_NUMBERS = "二三四五六七八九十"


class Lifted:
    """The figures found so far, by name; `lift` takes them out of a text."""

    def __init__(self, taken: Mapping[str, str], text: str = "") -> None:
        self.taken = dict(taken)
        """Top-level values by name, which need no figure: 会议名称."""
        self.places = _places(text)
        self.values: dict[str, str] = {}

    def data(self) -> dict[str, dict[str, str]]:
        """The 数据 section."""
        return {name: {"值": value, "旧值": value} for name, value in self.values.items()}

    def lift(self, text: str) -> str:
        """A text with 【名】 in the place of what changes."""
        for name, value in self.taken.items():
            if len(value) > 3:
                text = text.replace(value, f"【{name}】")
        text = _outside_holes(text, lambda part: ONE_IN_TEXT.sub(self._person, part))
        for place in self.places:
            if place in text:
                text = _outside_holes(text, partial(self._placed, place))
        return _TOKEN.sub(self._one, text)

    def _placed(self, place: str, part: str) -> str:
        return part.replace(place, self._hole("地名", place)) if place in part else part

    def _person(self, found: re.Match[str]) -> str:
        if not usable(found["name"]):
            return found.group()
        whole, at = found.group(), found.start("name") - found.start()
        name = self._name(post_of(found["post"])[-12:], found["name"])
        return whole[:at] + f"【{name}】" + whole[at + len(found["name"]) :]

    def _one(self, found: re.Match[str]) -> str:
        value = found.group()
        if found["hole"]:
            return value
        if found["date"]:
            units = "".join(unit for unit in "年月日时分" if unit in value.replace("号", "日"))
            return self._hole(_DATE_NAMES.get(units, units), value)
        return self._hole(figure_name(found.string, found.start(), found.end()), value)

    def _hole(self, stem: str, value: str) -> str:
        return f"【{self._name(stem, value)}】"

    def _name(self, stem: str, value: str) -> str:
        """A name for the value: the stem, numbered where it is another value's; 数1, 数2 where nothing tells the noun."""
        number = 1
        while True:
            name = stem if number == 1 else stem + (_NUMBERS[number - 2] if number < 11 else str(number))
            name = f"{NAMELESS}{number}" if stem == NAMELESS else name
            if name not in self.taken and self.values.setdefault(name, value) == value:
                return name
            number += 1


def _places(text: str) -> tuple[str, ...]:
    """The places that a text names: said with an office (清河县委), after 在 and 赴, or more than once; the longest first."""
    found: dict[str, bool] = {}
    for one in _PLACE.finditer(text):
        place = one["place"]
        if not found.get(place):
            # A name said by itself is asked for once, were it said ten thousand times.
            often = text.count(place) > 1 if place not in found else False
            found[place] = not _NO_PLACE.search(place) and bool(one["office"] or one["at"] is not None or often)
    return tuple(sorted((place for place, sure in found.items() if sure), key=lambda place: (-len(place), place)))


def _outside_holes(text: str, change: Callable[[str], str]) -> str:
    out, at = [], 0
    for hole in _HOLE.finditer(text):
        out += [change(text[at : hole.start()]), hole.group()]
        at = hole.end()
    return "".join([*out, change(text[at:])])


def lifted_values(value: Any, lifted: Lifted, key: str = "") -> Any:
    """A section of the details with its own words lifted; names, posts and styles stay."""
    if isinstance(value, Mapping):
        return {name: lifted_values(one, lifted, name) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [lifted_values(one, lifted, key) for one in value]
    return lifted.lift(value) if key in _WORDS and isinstance(value, str) else value
