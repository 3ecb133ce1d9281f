"""序数: the numbers of points, as the reader nested them: skipped, repeated, without a beginning, families mixed.

The reader takes wrong numbers as they stand.  一、 followed by 1. or 一是, a list that begins anew, and 首先 … 最后 with
nothing between are right and known to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.led import Led
from generator.checks.model import Checked, Finding, rule
from generator.text.lines import Kind
from generator.text.numbering import marker, next_marker
from generator.text.outline import Point
from generator.text.regex import regex

_FREE = frozenset(("首先，", "一方面，"))
"""Families that may leave out what stands between the first and the last."""


def _all_lists(text: Checked) -> Iterator[list[Point]]:
    for lists in text.lists:
        for points in lists:
            # 《条例》第三十一条 is a clause of a law and no point.
            cited = "条" in points[0].marker and text.text[points[0].start - 1 : points[0].start] == "》"
            if points[0].style not in _FREE and not cited:
                yield points


def _shown(point: Point) -> str:
    return point.marker.strip().rstrip("，,、：:") if point.style != "一、" else point.marker.strip()


def _wanted(point: Point, number: int) -> str:
    """The marker that should stand, in the style of the one that does."""
    try:
        return marker(point.style, number)
    except ValueError:
        return next_marker(point.marker)


@rule("W01", "疑似")
def number_skipped(text: Checked) -> Iterator[Finding]:
    """层次序数跳号。

    查什么：同一层的序数没有逐个递增，中间缺了号，如“一、”之后是“三、”，或者顺序颠倒。一个问题只报一次。
    为什么：听的人会以为漏讲了一条；删改稿子以后最容易出这种错。
    错例：一、提高认识。三、加强领导。
    改为：一、提高认识。二、加强领导。
    依据：公文通例；各层序数见 GB/T 9704—2012 7.3.3
    """
    for points in _all_lists(text):
        skipped = 0
        for before, point in pairwise(points):
            if point.number > before.number + 1 + skipped:
                wanted = _wanted(point, before.number + 1)
                yield Finding(
                    point.start,
                    point.start + len(point.marker),
                    f"“{_shown(before)}”之后是“{_shown(point)}”，缺了{_missing(before.number, point)}",
                    f"“{wanted}”",
                    "看看是漏了内容，还是序数没有改过来",
                )
                skipped = point.number
            elif point.number < before.number and not skipped and point.number > 1:
                yield Finding(
                    point.start,
                    point.start + len(point.marker),
                    f"“{_shown(before)}”之后又是“{_shown(point)}”，顺序颠倒",
                    f"“{_wanted(point, before.number + 1)}”",
                )
                skipped = before.number
            elif point.number == before.number:
                # The other rule tells it; what follows may go on from either count.
                skipped = 1


def _missing(number: int, point: Point) -> str:
    lost = [_wanted(point, n).rstrip("，、.") for n in range(number + 1, point.number)]
    return "、".join(f"“{one}”" for one in lost[:3]) + (" 等" if len(lost) > 3 else "")


@rule("W02", "疑似")
def number_repeated(text: Checked) -> Iterator[Finding]:
    """层次序数重号。

    查什么：同一层里前后两条用了同一个序数，如两个“二是”。
    为什么：后面的条数都会错，与“讲三点意见”这样的话也对不上。
    错例：一是抓学习。二是抓作风。二是抓纪律。
    改为：一是抓学习。二是抓作风。三是抓纪律。
    依据：公文通例；各层序数见 GB/T 9704—2012 7.3.3
    """
    for points in _all_lists(text):
        for i, (before, point) in enumerate(pairwise(points)):
            # 一、三、三: the first 三 is the one that is wrong, and told as that.
            if i and before.number == points[i - 1].number + 2:
                continue
            # 一是…，一是… are two ways side by side.
            beside = point.number == 1 and len(points) == 2 and "\n" not in text.text[before.start : point.start]
            if point.number == before.number and not beside:
                yield Finding(
                    point.start,
                    point.start + len(point.marker),
                    f"“{_shown(point)}”用了两次",
                    f"“{_wanted(point, point.number + 1)}”",
                    "后面的序数也要跟着改",
                )
                break


@rule("W03", "疑似")
def families_mixed(text: Checked) -> Iterator[Finding]:
    """序次语混用。

    查什么：一组序次语里换了说法：“首先”接“第二”，“第一”接“其次”，“第一”接“其二”。
    为什么：“首先、其次、最后”是一套，“第一、第二、第三”是一套，混着用前后不成系列。主持词里“首先……下面进行第二项议程……最后”说的是议程，不算混用。
    错例：首先，统一思想。第二，压实责任。
    改为：第一，统一思想。第二，压实责任。
    依据：办公室通行写法
    """
    last: tuple[str, int] | None = None
    for found in _WORDS.finditer(text.text):
        if not _heads(text.text, found.start()):
            continue
        word = found.group()
        wrong = last is not None and _FOLLOWS.get((last[0], word))
        if last is not None and wrong and _near(text, last[1], found.start()):
            yield Finding(
                found.start(),
                found.end(),
                f"前面用“{last[0]}”，这里用“{word}”，不是一套序次语",
                f"“{wrong}”",
                "整组用“第一、第二、第三”，或者用“首先、其次、最后”",
            )
        last = (word, found.start())


_WORDS = Led(
    "首其再第",
    "(?:首先|其次|再次|第[一二三四](?![个条点项届次步季部产类名位章节期])|其[一二三四])(?=[，,、：:是要])",
    then="先次一二三四",
)
_FOLLOWS = {
    ("首先", "第二"): "其次",
    ("首先", "其二"): "其次",
    ("第一", "其次"): "第二",
    ("第一", "其二"): "第二",
    ("其一", "第二"): "其二",
    ("其一", "其次"): "其二",
    ("其次", "第三"): "再次",
    ("第二", "再次"): "第三",
    ("第二", "其三"): "第三",
    ("其二", "第三"): "其三",
}


def _heads(text: str, at: int) -> bool:
    """True at the head of a line or a sentence."""
    while at and text[at - 1] in " \u3000":
        at -= 1
    return not at or text[at - 1] in "。；：！？\n"


def _near(text: Checked, before: int, here: int) -> bool:
    """In one line, or both at the head of their lines with little between."""
    one, other = text.layout.line_at(before), text.layout.line_at(here)
    lines = text.layout.lines
    heads = lines[one].start == before and lines[other].start == here
    return one == other or (heads and other - one <= 8)


@rule("W04", "必错")
def marker_form(text: Checked) -> Iterator[Finding]:
    """序数后面的标点不对。

    查什么：行首的“1、”“（一）、”“一.”“第一、”“1．”一类写法。
    为什么：汉字数字“一”后面用顿号，阿拉伯数字“1”后面用下脚点，带括号的序数后面不再加标点，“第一”“首先”后面用逗号。
    错例：1、提高认识
    改为：1. 提高认识（点后不空格，写作“1.提高认识”）
    依据：GB/T 9704—2012 7.3.3；GB/T 15834—2011 附录 B.3（序次语之后的标点用法）
    """
    for row in text.rows:
        if row.kind in (Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.CARD):
            continue
        found = _FORM.match(row.text)
        if found is None:
            continue
        number = found["a"] or found["b"] or found["c"] or found["d"]
        if found["a"]:
            if _COUNTS_ON.match(row.text, found.end()):
                continue
            mend = f"{number}."
        elif found["b"]:
            mend = f"（{number}）"
        elif found["c"]:
            mend = f"{number}、"
        else:
            mend = f"{number}，"
        yield Finding(row.start, row.start + found.end(), f"序数写成“{found.group()}”", f"“{mend}”", mend=mend)


_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_FORM = regex(
    rf"(?P<a>[0-9]{{1,2}})[、．](?![0-9０-９])|[（(](?P<b>{_HAN_NUMBER}|[0-9]{{1,2}})[）)][、.．]|(?P<c>{_HAN_NUMBER})[.．](?![0-9])"
    rf"|(?P<d>第{_HAN_NUMBER})、(?!第|{_HAN_NUMBER})",
    needs=(*"0123456789.．第", "）、", ")、"),
)
_COUNTS_ON = regex(r"[0-9]")


@rule("W05", "疑似")
def list_headless(text: Checked) -> Iterator[Finding]:
    """一组序数没有开头。

    查什么：一组序数从“二”“三”开始，前面找不到“一”。用“首先”开头、后面接“第二项”的串词不算。
    为什么：多半是删掉了第一条，或者第一条的序数丢了。
    错例：各部门要抓好落实。二是强化督查。三是严格考核。
    改为：各部门要抓好落实。一是强化督查。二是严格考核。
    依据：公文通例
    """
    headless = [points[0] for points in _all_lists(text) if points[0].number != 1]
    mixed = {finding.start for finding in families_mixed(text)} if headless else frozenset()
    for first in headless:
        if first.start in mixed or _led_otherwise(text, first):
            continue
        yield Finding(
            first.start,
            first.start + len(first.marker),
            f"这里从“{_shown(first)}”开始，前面没有“{_wanted(first, 1).rstrip('，、.')}”",
            f"从“{_wanted(first, 1)}”开始",
            "看看前面是不是删了内容，或者丢了序数",
        )


_LED = regex("首先|第一|其一|一方面|(?<![第其十二三四五六七八九])[一1][是要、.）)]|①")


def _led_otherwise(text: Checked, first: Point) -> bool:
    """True where something in the paragraph before may be the first point, said in other words."""
    index = text.layout.line_at(first.start)
    line = text.layout.lines[index]
    low = line.start if first.start > line.start else text.layout.lines[max(0, index - 1)].start
    return _LED.search(text.text, low, first.start) is not None
