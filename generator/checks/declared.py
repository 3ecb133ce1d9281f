"""申报的条数: points that are announced (三点意见, 四个方面), counted against the points that follow.

Counts only lists that stand straight after the announcement and have numbers: a list told in running words is not
guessed at.  Agenda items, enclosures and rolls are told elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from generator.checks.model import Checked, Finding, rule
from generator.reader.announcing import Candidate, declared_in, find_counted
from generator.text.numerals import NUMERAL, chinese, parse_number
from generator.text.outline import Piece, Point, walk_points
from generator.text.regex import regex

_COUNT = rf"(?:{NUMERAL}{{1,3}}|[0-9]{{1,2}})"
_GAP = regex(r"[\s：:，,。—“]*")


@rule("W11", "疑似")
def points_miscounted(text: Checked) -> Iterator[Finding]:
    """说的条数与后面的条数不符。

    查什么：“讲三点意见”“有四个特点”“做好五个方面工作”等话后面，紧接着的带序数的条数与说的不同；开头预告了几点，后面却一组也对不上。
    为什么：会上一听就听出来；改稿时删了一条，常常忘了改前面的数。
    错例：下面，我讲三点意见。一、提高认识……二、加强领导……
    改为：下面，我讲两点意见。一、提高认识……二、加强领导……
    依据：办公室通行校对要求
    """
    for piece, all_lists in zip(text.outline.pieces, text.lists, strict=True):
        lists = [points for points in all_lists if points[0].style != "一方面，"]
        by_start = {points[0].start: points for points in lists}
        starts = sorted(by_start)
        told: set[int] = set()
        for low, high, declared in _announced(text, piece, starts):
            at = bisect_left(starts, high)
            if at == len(starts) or not _GAP.fullmatch(text.text, high, starts[at]):
                continue
            points = by_start[starts[at]]
            count = len(points)
            if starts[at] not in told and count != declared and not _grouped(points, declared):
                told.add(starts[at])
                yield Finding(
                    low,
                    high,
                    f"说的是{_say(declared)}，后面有{_say(count)}（到“{points[-1].marker.strip()}”为止）",
                    f"{_say(count)}",
                    "看看是漏了一条、多了一条，还是数没有改过来",
                )
            told.add(starts[at])
        yield from _never_given(text, piece, lists, told)


def _announced(text: Checked, piece: Piece, starts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Sentences straight before a list that declare a number: from, to, how many."""
    seen: set[int] = set()
    for one in _candidates(text, piece, starts):
        if one.declared and one.declared > 1 and one.end not in seen:
            seen.add(one.end)
            if _ends_so(text.text[one.start : one.end], one.declared):
                yield one.start, one.end, one.declared
    for _, point in walk_points(piece.points):
        if point.number != 1 or not point.start:
            continue
        at = point.start - 1
        while at > piece.start and text.text[at].isspace():
            at -= 1
        low, high = text.layout.sentence(at)
        high = min(high, point.start)
        number = declared_in(text.text[low:high]) if high not in seen else None
        if number and number > 1 and _TELLS.search(text.text, low, high):
            seen.add(high)
            yield low, high, number


def _candidates(text: Checked, piece: Piece, starts: Sequence[int]) -> Iterator[Candidate]:
    """What the reader takes for an announcement with a number in the sentences that lists follow: no other sentence can
    be one.
    """
    for start in starts:
        at = start - 1
        while at > piece.start and _GAP.fullmatch(text.text[at]):
            at -= 1
        if at < piece.start:
            continue
        low, _ = text.layout.sentence(at)
        yield from find_counted(text.layout, max(low, piece.start), start)


def _ends_so(sentence: str, declared: int) -> bool:
    """True where the number stands in the last clause: 我讲三点意见，供参考： but not 抓好六个方面18个环节，确保打赢."""
    *before, last = re.split("[，,；;]", sentence)
    polite = before and last.startswith(_POLITELY) and _POLITE.match(last)
    tail = before[-1] + last if polite else last
    counts = [parse_number(found["n"]) for found in _COUNTED.finditer(tail)]
    return counts == [declared]


_POLITELY = tuple("供请与同不敬望希")
_POLITE = regex(".[^，]{0,12}$")
_COUNTED = regex(
    rf"(?<!第)(?P<n>{_COUNT})(?=个(?![月年小人县镇乡村社区部门单位])|方面|[点项句件]|条(?:[，。：:；]|具体|主要|工作|硬|意见|建议|要求|措施|经验|体会|原则|纪律|办法|$)|大[任行举方重工问]|[“\"])"
)
_TELLS = regex(
    r"(?:有|是|为|分|抓好|做好|做到|把握|突出|坚持|强化|围绕)[^，。；]{0,6}(?:以下|下面)?"
    rf"{_COUNT}(?:个方面|[点条项]|个[^月年，。；]{{1,6}}|方面)[^，。；]{{0,8}}[：:。]$"
)


def _grouped(points: Sequence[Point], declared: int) -> bool:
    """首先 … 最后: words between them may be left out, so that fewer are seen than there are."""
    return points[0].style == "首先，" and len(points) < declared


def _never_given(text: Checked, piece: Piece, lists: Sequence[Sequence[Point]], told: set[int]) -> Iterator[Finding]:
    """The paper's own announcement, where some points follow and no list of them agrees with it."""
    pivot = piece.pivot
    if (
        pivot is None
        or not pivot.declared
        or pivot.declared < 2
        or piece.agenda
        or not _ends_so(pivot.text, pivot.declared)
    ):
        return
    outer = {point.start for point in piece.points}
    after = [points for points in lists if points[0].start >= pivot.start and points[0].start in outer]
    if not after or any(points[0].start in told for points in after if points[0].start < pivot.start + 200):
        return
    if any(points[0].number == 1 and len(points) == pivot.declared for points in after):
        return
    if any(len(points) == pivot.declared for points in lists if points[0].start in told):
        return
    yield Finding(
        pivot.start,
        pivot.start + len(pivot.text),
        f"说的是{_say(pivot.declared)}，后面没有哪一组序数正好是{_say(pivot.declared)}",
        f"后面写够{_say(pivot.declared)}，或者改这里的数",
    )


def _say(number: int) -> str:
    return f"{'两' if number == 2 else chinese(number)}条"
