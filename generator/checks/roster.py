"""姓名和排名: names against the roster, posts against their holders, people in the order of their rank.

Without a roster only what the text itself shows: two names that differ by one confusable character, the four bodies out
of order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from generator.checks.led import Led
from generator.checks.model import HAN, Checked, Finding, is_han, rule
from generator.meeting.people import Person
from generator.text.regex import regex

_CONFUSED = (
    "侯候 健键建 邢刑 肖萧 付傅 阎闫 戴代 蓝兰 于於 钟锺 萍苹 丽莉 玲铃 伟玮炜 辉晖 峰锋 红宏洪 军君俊 明铭 华桦 平萍 强蔷 勇永 涛焘 超朝 霞侠 敏闵 洁杰 静靖敬竟"
    " 国囯 志智 林琳 海诲 冰兵 斌彬 新欣昕 晓小 亮谅 波渤 浩皓昊 宇雨 燕艳 梅媚 云芸 芳方 英瑛 雪学 春椿 娟鹃 颖颍 荣容 鹏朋 刚钢 文雯 佳嘉家 凯恺 旭煦 磊垒 鑫馨 帆凡 沈沉 叶页"
)
_TWINS = {frozenset((a, b)) for group in _CONFUSED.split() for a in group for b in group if a != b}
_STOP = "，。；、：！？（）“”\n "
_CALLED = Led(("同志", "先生", "女士"), "同志(?!们)|先生|女士")
_POSTED = regex(
    rf"(?:书记|县长|市长|省长|区长|镇长|乡长|局长|厅长|部长|主任|主席|处长|科长|校长|院长|所长|站长|队长|经理|董事长|指挥长|秘书长|检察长|常委|委员|教授)(?P<n>[{HAN}]{{2,3}})(?=同志(?!们)|[{_STOP}])"
)


@rule("W91", "必错")
def name_miswritten(text: Checked) -> Iterator[Finding]:
    """姓名与名单不符。

    查什么：写在职务后面、“同志”前面或者名单里的姓名，与会议.yaml 出席名单里的只差一个字（侯/候、健/键），或者名字的两个字颠倒。名单里另有其人的不报。没有名单时，只查一篇稿子里两个只差一个形近字的姓名。
    为什么：写错领导的姓名是最不能犯的错。
    错例：（名单：王健）请县长王键同志讲话。
    改为：请县长王健同志讲话。
    依据：办公室通行校对要求
    """
    if not text.people:
        yield from _twins(text)
        return
    known = _known(text.people)
    told: set[int] = set()
    for start, word in _name_places(text, known):
        if start in told or known.may_be(word):
            continue
        person = known.near(word)
        if person is not None:
            told.add(start)
            end = start + len(person.name)
            said = text.text[start:end]
            yield Finding(
                start, end, f"名单里没有“{said}”", f"“{person.name}”", f"是不是{person.title or ''}{person.name}？"
            )


class _Known:
    """The people of a meeting by their names, by what is almost their names, and by their posts: there may be thousands."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.names = {person.name for person in people}
        self.lengths = sorted({len(name) for name in self.names})
        self.held = {p.title: p for p in people if p.post} | {p.post: p for p in people if p.post}
        """Who holds a post, by post alone and by unit and post."""
        self.posts = {p.title for p in people if p.title} | {post for post in self.held if len(post) > 1}
        self.post_lengths = sorted({len(post) for post in self.held}, reverse=True)
        self._beginnings = {name[:end] for name in self.names for end in range(len(name) + 1)}
        self._near: dict[tuple[int, str], list[tuple[int, Person]]] = {}
        for order, person in enumerate(people):
            for key in _almost(person.name):
                self._near.setdefault(key, []).append((order, person))

    def may_be(self, word: str) -> bool:
        """True for a name, the beginning of one, and a word that begins with one."""
        return word in self._beginnings or any(word[:end] in self.names for end in range(len(word) + 1))

    def near(self, word: str) -> Person | None:
        """The first person whose name is a near miss of the word."""
        found = {order: person for key in _almost(word) for order, person in self._near.get(key, ())}
        return next((found[order] for order in sorted(found) if _near_miss(word, found[order].name)), None)


@lru_cache(maxsize=2)
def _known(people: tuple[Person, ...]) -> _Known:
    """The papers of a meeting are held against one roster: a thousand people are looked through once."""
    return _Known(people)


def _almost(name: str) -> Iterator[tuple[int, str]]:
    """What a name shares with its near misses: all but one character, or all of them in any order."""
    yield from ((i, f"{name[:i]}\0{name[i + 1 :]}") for i in range(len(name)))
    yield -1, "".join(sorted(name))


def _name_places(text: Checked, known: _Known) -> Iterator[tuple[int, str]]:
    """Where a name stands by what is around it: a person's own post before it, 同志 after it, roster names beside it."""
    for post in known.posts:
        at = text.text.find(post)
        while at >= 0:
            end = at + len(post)
            for size in known.lengths:
                if text.text[end + size : end + size + 1] in _STOP or text.text.startswith(_DOES, end + size):
                    yield end, text.text[end : end + size]
            at = text.text.find(post, end)
    done = 0
    for found in _CALLED.finditer(text.text):
        end = found.start()
        if end - 2 < done or not all(map(is_han, text.text[end - 2 : end])):
            continue
        done = found.end()
        for size in known.lengths:
            if end >= size:
                yield end - size, text.text[end - size : end]
    if "、" not in text.text or not any(f"{name}、" in text.text or f"、{name}" in text.text for name in known.names):
        return
    for found in _IN_LIST.finditer(text.text):
        parts = found.group().split("、")
        at = found.start()
        for i, part in enumerate(parts):
            beside = parts[i - 1] if i else parts[i + 1]
            if beside in known.names and len(part) in known.lengths:
                yield at, part
            at += len(part) + 1


_DOES = ("同志", "作", "讲", "发", "汇报", "传达", "通报", "介绍", "宣读", "主持", "代表", "就", "带", "部署", "强调")
"""What may follow a name."""
_IN_LIST = regex(rf"(?<![{HAN}])[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})+(?![{HAN}])")


def _near_miss(word: str, name: str) -> bool:
    """One character of the name is another one, or two of the given name have changed places."""
    if len(word) != len(name) or len(name) < 2 or word == name or not re.fullmatch(f"[{HAN}]+", word):
        return False
    differ = [(a, b) for a, b in zip(word, name, strict=True) if a != b]
    if len(differ) == 1:
        return True
    return len(name) > 2 and word[0] == name[0] and sorted(word) == sorted(name)


def _twins(text: Checked) -> Iterator[Finding]:
    """Two names of one text that differ by a confusable character."""
    seen: dict[str, int] = {}
    for found in _POSTED.finditer(text.text):
        seen.setdefault(found["n"], found.start("n"))
    for name, at in seen.items():
        for other, before in seen.items():
            if before >= at or len(name) != len(other):
                continue
            differ = [frozenset(pair) for pair in zip(name, other, strict=True) if pair[0] != pair[1]]
            if len(differ) == 1 and differ[0] in _TWINS:
                yield Finding(
                    at, at + len(name), f"前面写的是“{other}”，这里是“{name}”", hint="是一个人的话，改成一样的"
                )


@rule("W92", "疑似")
def post_of_another(text: Checked) -> Iterator[Finding]:
    """姓名前面是别人的职务。

    查什么：名单里的人，姓名前面紧接着名单里另一个人的职务。
    为什么：改稿时换了人没有换职务，或者张冠李戴。
    错例：（名单：李明 县委书记、王强 县长）请县长李明同志讲话。
    改为：请县委书记李明同志讲话。
    依据：办公室通行校对要求
    """
    known = _known(text.people)
    for person in text.people:
        at = text.text.find(person.name) if person.post else -1
        while at >= 0:
            own = (person.title, person.post)
            before = text.text[max(0, at - 40) : at]
            held = next((before[-size:] for size in known.post_lengths if before[-size:] in known.held), "")
            other = known.held.get(held)
            # 县委副书记、县长 ends with the post of no one else; 副县长 ends with 县长 and is more than it.
            if (
                other is not None
                and held not in own
                and not any(one.endswith(held) or held.endswith(one) for one in own)
            ):
                edge = before[: -len(held)][-1:]
                if other is not person and not re.match("[副代原前兼]", edge):
                    low = at - len(held)
                    yield Finding(
                        low,
                        at + len(person.name),
                        f"“{held}”是{other.name}，不是{person.name}",
                        f"{person.title}{person.name}",
                    )
            at = text.text.find(person.name, at + len(person.name))


_PRESENT = regex(
    "(?:出席|参加|到会|主席台|莅临|列席)[^。！？\n]{0,30}?(?:有|的是|领导|：|:)",
    needs=("出席", "参加", "到会", "主席台", "莅临", "列席"),
)


@rule("W93", "疑似")
def rank_out_of_order(text: Checked) -> Iterator[Finding]:
    """领导的排列与名单的次序不符。

    查什么：“出席会议的有”“主席台就座的有”后面的姓名，次序与会议.yaml 出席名单不同。会议.yaml 里没有写“出席”的不查；发言、汇报的次序另有安排，不查。
    为什么：排名先后是会务最要紧的事；次序以出席名单为准，由本单位定。
    错例：（名单：李明、王强）出席今天会议的有：王强、李明。
    改为：出席今天会议的有：李明、王强。
    依据：办公室通行写法；同级的次序由本单位定
    """
    # Without 出席 there is no order to go by: people are known from the agenda, where they come as they speak.
    present = tuple(p for p in text.meeting.present if not p.body) if text.meeting else ()
    if len(present) < 2 or not text.has("出", "参", "到", "席", "莅"):
        return
    for found in _PRESENT.finditer(text.text):
        _, high = text.layout.sentence(found.start())
        named = _named(text, present, found.end(), high)
        for (_, one), (at, other) in pairwise(named):
            if other.rank < one.rank:
                yield Finding(
                    at,
                    at + len(other.name),
                    f"“{other.name}”排在“{one.name}”后面，名单里在前面",
                    "、".join(p.name for p in sorted((p for _, p in named), key=lambda p: p.rank)),
                )
                break


def _named(text: Checked, people: Sequence[Person], low: int, high: int) -> list[tuple[int, Person]]:
    places = [(text.text.find(p.name, low, high), p) for p in people]
    return sorted(((at, p) for at, p in places if at >= 0), key=lambda one: one[0])


_BODIES = Led(
    "省市县区州旗人政",
    "(?P<l>[省市县区州旗]?)(?:人民)?政府、(?P=l)(?:人大(?!代表)|委(?![员会托办常组]))|(?P<p>[省市县区州旗]?)政协、(?P=p)(?:(?:人民)?政府|人大(?!代表))",
)


@rule("W94", "疑似")
def bodies_out_of_order(text: Checked) -> Iterator[Finding]:
    """四套班子的次序不对。

    查什么：“县政府、县人大”“政协、政府”“县政府、县委”。
    为什么：次序是党委、人大、政府、政协。
    错例：县委、县政府、县人大、县政协领导出席会议。
    改为：县委、县人大、县政府、县政协领导出席会议。
    依据：办公室通行写法
    """
    if "府、" not in text.text and "协、" not in text.text:
        return
    for found in _BODIES.finditer(text.text):
        one, other = found.group().split("、")
        yield Finding(
            found.start(), found.end(), f"“{found.group()}”次序不对", f"“{other}、{one}”", "党委、人大、政府、政协"
        )
