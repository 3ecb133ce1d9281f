"""Slips made on purpose: one operator, one slip, at a place that a seed picks.

What a clerk's hand does: drop a point, type an ordinal twice, change one character of a name, miss a mark.  An operator
gives the text with one slip in it and the offset of the slip, or None where the text has no place for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.text.numerals import chinese, parse_number

HAN = "\u4e00-\u9fff"


@dataclass(frozen=True)
class Slip:
    """A text with a slip, and the offsets where it begins and ends: a finding on the line of one of them has found it.

    Where something was left out, both are the offset of what now stands in its place.
    """

    text: str
    low: int
    high: int

    @property
    def lines(self) -> frozenset[int]:
        """The lines that the slip can be seen on, counted from 1."""
        return frozenset(self.text.count("\n", 0, at) + 1 for at in (self.low, max(self.low, self.high - 1)))


Operator = Callable[[str, random.Random], "Slip | None"]
OPERATORS: dict[str, Operator] = {}


def operator(name: str) -> Callable[[Operator], Operator]:
    def enter(made: Operator) -> Operator:
        OPERATORS[name] = made
        return made

    return enter


def _pick(found: Sequence[re.Match[str]], chance: random.Random) -> re.Match[str] | None:
    return chance.choice(found) if found else None


def _replaced(text: str, low: int, high: int, new: str) -> Slip:
    return Slip(text[:low] + new + text[high:], low, low + len(new))


def _spoken_lists(text: str) -> list[list[re.Match[str]]]:
    """Runs of 一是 二是 三是 in one line, each begun with 一."""
    runs: list[list[re.Match[str]]] = []
    for found in re.finditer(r"(?<=[。；：\n])(?P<n>[一二三四五六七八九])是", text):
        number = parse_number(found["n"])
        last = runs[-1] if runs else []
        if number == 1:
            runs.append([found])
        elif last and number == len(last) + 1 and "\n" not in text[last[0].start() : found.start()]:
            last.append(found)
    return [run for run in runs if len(run) > 2]


@operator("删去一条（一是…二是…）")
def drop_point(text: str, chance: random.Random) -> Slip | None:
    runs = _spoken_lists(text)
    if not runs:
        return None
    run = chance.choice(runs)
    i = chance.randrange(1, len(run) - 1)
    low, high = run[i].start(), run[i + 1].start()
    return Slip(text[:low] + text[high:], low, low + 2)


@operator("序数写重（二是、二是）")
def repeat_ordinal(text: str, chance: random.Random) -> Slip | None:
    runs = _spoken_lists(text)
    if not runs:
        return None
    run = chance.choice(runs)
    i = chance.randrange(1, len(run))
    return _replaced(text, run[i].start(), run[i].start() + 1, run[i - 1]["n"])


@operator("删去一段（一、…二、…）")
def drop_paragraph(text: str, chance: random.Random) -> Slip | None:
    heads = list(re.finditer(r"^(?P<n>[一二三四五六七八九])、", text, re.MULTILINE))
    numbers = [parse_number(found["n"]) for found in heads]
    if numbers != list(range(1, len(heads) + 1)) or len(heads) < 3:
        return None
    i = chance.randrange(1, len(heads) - 1)
    return Slip(text[: heads[i].start()] + text[heads[i + 1].start() :], heads[i].start(), heads[i].start() + 2)


@operator("项数说错（讲三点意见）")
def wrong_count(text: str, chance: random.Random) -> Slip | None:
    found = _pick(
        list(
            re.finditer(
                r"(?:讲|强调|提出?|谈)(?:以下)?(?P<n>[二两三四五六])(?:点|个方面)[^，。：\n]{0,6}[：。]\s*(?=一、|一是|一要|（一）|第一)",
                text,
            )
        ),
        chance,
    )
    if found is None:
        return None
    number = (parse_number(found["n"]) or 2) + chance.choice((1, 2))
    return _replaced(text, found.start("n"), found.end("n"), chinese(number))


@operator("议程项次写重")
def repeat_item(text: str, chance: random.Random) -> Slip | None:
    found = list(re.finditer(r"进行第(?P<n>[二三四五六七八九])项议程", text))
    if len(found) < 2:
        return None
    i = chance.randrange(1, len(found))
    return _replaced(text, found[i].start("n"), found[i].end("n"), found[i - 1]["n"])


@operator("两项议程对调")
def swap_items(text: str, chance: random.Random) -> Slip | None:
    found = list(re.finditer(r"进行第(?P<n>[二三四五六七八九])项议程", text))
    if len(found) < 2:
        return None
    i = chance.randrange(len(found) - 1)
    one, other = found[i], found[i + 1]
    out = list(text)
    out[one.start("n")], out[other.start("n")] = other["n"], one["n"]
    return Slip("".join(out), one.start(), other.end())


_NAMED = re.compile(f"(?<=[记长任席])(?P<n>[{HAN}]{{2,3}})同志")


@operator("姓名错一个字")
def miswrite_name(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(_NAMED.finditer(text)), chance)
    if found is None:
        return None
    at = chance.randrange(found.start("n"), found.end("n"))
    return _replaced(text, at, at + 1, chance.choice([c for c in "侯健邢涛敏静" if c != text[at]]))


@operator("全角标点打成半角")
def half_width(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(re.finditer(f"(?<=[{HAN}])[，；：！](?=[{HAN}])", text)), chance)
    half = {"，": ",", "；": ";", "：": ":", "！": "!"}
    return _replaced(text, found.start(), found.end(), half[found.group()]) if found else None


@operator("丢了后引号")
def lose_quote(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(re.finditer("”|》", text)), chance)
    return Slip(text[: found.start()] + text[found.end() :], found.start(), found.start()) if found else None


@operator("标点打了两遍")
def double_stop(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(re.finditer(f"(?<=[{HAN}])[，。](?=[{HAN}])", text)), chance)
    return _replaced(text, found.start(), found.end(), found.group() * 2) if found else None


@operator("日期改成没有的一天")
def impossible_day(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(re.finditer(r"(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日", text)), chance)
    return _replaced(text, found.start("d"), found.end("d"), "32") if found else None


@operator("日期差一天（后面有星期）")
def shift_date(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(re.finditer(r"年[0-9]{1,2}月(?P<d>[0-9]{1,2})日（星期", text)), chance)
    if found is None:
        return None
    day = int(found["d"])
    return Slip(*_replaced_span(text, found, str(day + 1 if day < 28 else day - 1)))


def _replaced_span(text: str, found: re.Match[str], new: str) -> tuple[str, int, int]:
    low, high = found.span("d")
    return text[:low] + new + text[high:], found.start(), high + 8


@operator("打错一个词")
def wrong_word(text: str, chance: random.Random) -> Slip | None:
    pairs = {
        "部署": "布署",
        "贯彻": "惯彻",
        "关键": "关健",
        "健全": "键全",
        "充分": "充份",
        "截至目前": "截止目前",
        "克服": "刻服",
    }
    found = _pick(list(re.finditer("|".join(pairs), text)), chance)
    return _replaced(text, found.start(), found.end(), pairs[found.group()]) if found else None


@operator("一个词打了两遍")
def double_word(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(re.finditer("会议|工作|责任|落实|组织|领导|部门|单位", text)), chance)
    return _replaced(text, found.start(), found.end(), found.group() * 2) if found else None


@operator("一句话贴了两遍")
def double_sentence(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(re.finditer(r"(?<=。)[^。！？\n“”]{20,80}。", text)), chance)
    return (
        Slip(text[: found.end()] + found.group() + text[found.end() :], found.end(), found.end() + len(found.group()))
        if found
        else None
    )


@operator("姓名换成“XX”")
def blank_name(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(_NAMED.finditer(text)), chance)
    return _replaced(text, found.start("n"), found.end("n"), "XX") if found else None


@operator("段末丢了句号")
def lose_stop(text: str, chance: random.Random) -> Slip | None:
    found = _pick(list(re.finditer(r"(?<=[。！？])[^。！？\n]{10,}(?P<s>。)$", text, re.MULTILINE)), chance)
    if found is None:
        return None
    return Slip(text[: found.start("s")] + text[found.end("s") :], found.start("s"), found.start("s"))
