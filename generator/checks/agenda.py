"""议程: items that are announced, listed and called, against each other.

What is an item is told by the reader; here only the numbers are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.led import Led
from generator.checks.model import Checked, Finding, rule
from generator.text.numerals import NUMERAL, chinese, parse_number
from generator.text.outline import Piece
from generator.text.regex import regex

_COUNT = rf"(?:{NUMERAL}{{1,3}}|[0-9]{{1,2}})"
_OVERVIEW = Led(
    "共安主有进议程",
    rf"(?:共有?|安排了?|主要有|有|进行)(?P<n>{_COUNT})[项个](?:会议|大会|主要)?(?:议程|议题|程序|日程)"
    rf"|(?:议程|议题|程序)(?:主要|一?共)?有(?P<m>{_COUNT})[项个]",
)
_ITEM = Led(
    "第",
    rf"(?<![前后])第(?P<n>{_COUNT})(?:项|个)(?:会议|大会)?(?:议程|议题|程序|内容|事项|日程)(?!的|中|里|和|、|到|至|已)",
)
_LEADS = regex(r"(?:下面|接下来|现在|首先|会议|大会|进行|进入|转入|是|请)[^。！？\n]{0,14}$")


@rule("W12", "疑似")
def agenda_miscounted(text: Checked) -> Iterator[Finding]:
    """议程项数与后面的项数不符。

    查什么：“今天的会议共有五项议程”，后面逐项进行的（或者当场列出的）不是五项。
    为什么：主持人照着念，会少一项或者多一项。
    错例：今天的会议共有三项议程。首先，请李明同志传达文件。下面，进行第二项议程，请王强同志讲话。
    改为：今天的会议共有两项议程。……
    依据：办公室通行校对要求
    """
    for piece in text.outline.pieces:
        if not piece.agenda:
            continue
        found = _overview(text, piece)
        declared = parse_number(found["n"] or found["m"]) if found else None
        if not found or not declared or found.start() > piece.agenda[-1].start:
            continue
        count = max(len(piece.agenda), max(item.number for item in piece.agenda))
        if count + 1 == declared and _LAST.search(text.text, piece.agenda[-1].start, piece.end):
            # 最后一项，请…: an item without its number.
            continue
        told = any(piece.start <= finding.start < piece.end for finding in agenda_out_of_order(text))
        if count != declared and not told:
            yield Finding(
                found.start(),
                found.end(),
                f"说的是{_items(declared)}议程，后面进行的是{_items(count)}",
                f"{_items(count)}",
                "看看是漏了一项，还是数没有改过来",
            )


_LAST = regex("最后一项(?!工作|任务|措施|要求)")


def _overview(text: Checked, piece: Piece) -> re.Match[str] | None:
    if all(text.text.find(word, piece.start, piece.end) < 0 for word in ("议程", "议题", "程序", "日程")):
        return None
    return _OVERVIEW.search(text.text, piece.start, piece.end)


def _items(number: int) -> str:
    return f"{'两' if number == 2 else chinese(number)}项"


_LISTED = regex(r"(?<=[：:；;。])\s*(?P<n>[一二三四五六七八九十]{1,2})(?:是|、)")


def _announced_items(text: Checked, piece: Piece) -> list[re.Match[str]]:
    """The ordinals of the list that stands with the announcement: 共有三项议程：一是…；二是…；三是…。"""
    found = _overview(text, piece)
    if found is None:
        return []
    stop = text.text.find("\n", found.end())
    return list(_LISTED.finditer(text.text, found.end(), stop if stop >= 0 else len(text.text)))


@rule("W13", "疑似")
def agenda_out_of_order(text: Checked) -> Iterator[Finding]:
    """议程的项次跳号、重号。

    查什么：主持词里“进行第二项议程”“进行第三项议程”没有逐项递增。“首先……第二项……最后一项”是对的。
    为什么：主持人念错项次，会场马上听得出来。
    错例：下面，进行第二项议程。……下面，进行第二项议程。
    改为：下面，进行第二项议程。……下面，进行第三项议程。
    依据：办公室通行校对要求
    """
    if "项" not in text.characters and "个" not in text.characters:
        return
    for piece in text.outline.pieces:
        for number, found in enumerate(_announced_items(text, piece), 1):
            if (parse_number(found["n"]) or 0) != number:
                yield Finding(
                    found.start("n"),
                    found.end("n"),
                    f"预告的议程里第{chinese(number)}个是“{found.group().strip()}”",
                    f"“{chinese(number)}是”",
                    "看看是漏了一项，还是序数没有改过来",
                )
                break
        last = repeated = 0
        for found in _ITEM.finditer(text.text, piece.start, piece.end):
            low, _ = text.layout.sentence(found.start())
            if not _LEADS.search(text.text, low, found.start()) and found.start() != low:
                continue
            if "刚才" in text.text[low : found.start()] or "完" in text.text[found.end() : found.end() + 6]:
                continue
            number = parse_number(found["n"]) or 0
            # After a number said twice the count may go on as if the second had been right.
            if last and number not in (last + 1, 1, repeated and repeated + 2):
                verb = "又是" if number <= last else "就是"
                yield Finding(
                    found.start(),
                    found.end(),
                    f"第{chinese(last)}项之后{verb}“{found.group()}”",
                    f"第{chinese(last + 1)}项",
                    "看看是漏了一项，还是项次没有改过来",
                )
                if number < last:
                    continue
            repeated = number if number == last else 0
            last = number
