"""Ordinals that name what they count: 第一件事，第二个关键词： 第三句话是, 头一个， 一个是…再一个是, and 一曰.

Spoken as 第一， and 一是 are, and read as of their styles.  Parts of a meeting (第一个环节), times and persons
are counted the same way and are no points.
"""

from __future__ import annotations

from generator.text.numbering import Marker
from generator.text.numerals import NUMERAL, parse_number
from generator.text.regex import regex

_N = NUMERAL + "{1,3}"
_COUNTED = "(?:[个点条件句层大种笔步张道份则][^，,、：:。；;！？!?\\n“”是叫有我你他们为的了]{0,4})?"
AFTER_ORDINAL = f"{_N}(?:方面|{_COUNTED})(?:就?是|[，,、：:])"
AFTER_FIRST = f"一{_COUNTED}(?:就?是|[，,、：:])"
_ORDINAL = regex(f"(?:[第其](?P<n>{_N})|头一)(?P<what>方面|{_COUNTED})(?:就?是|[，,、：:])")
AFTER_ONE = "个(?:就?是|[，,：:])"
AFTER_MORE = "(?:有|外)?一个(?:就?是|[，,：:])"
_LOOSE = regex("(?P<more>[二三再另还最](?:有|外|后)?)?一个(?:就?是|[，,：:])")
"""一个是…再一个是…还有一个是…: counted in speech, like 首先…其次…."""
_DEEDS = "看抓查靠盯防保强促学讲比谢愿盼祝问治管建改转严优抢练补修争创拼赛帮带联稳降减增引育扩推用"
AFTER_DIGITS = f"曰{_DEEDS}，"
_SAYS = regex(f"(?P<n>{_N})(?P<what>[{AFTER_DIGITS}])")
"""一曰, 一看…二看…, and the bare 一，: all but 曰 are points only where the list goes on with the same word."""
_NO_POINT = regex("环节|议程|议题|阶段|程序|时间|小组|名|位|月|年|天|周|季|人$|家$")
"""What is counted by an ordinal and is no point: the parts of a meeting, times, persons."""
_POINT_NOUNS = regex(
    "方面|个?(?:方面|问题|意思|情况|特点|建议|希望)|件(?:事情?)?|点(?:意见|要求|希望|体会|建议)?|句(?:话)?|条(?:意见|要求|建议)?|"
)
"""What a speaker counts his points by; other nouns (第一个词) need the list to go on with the same noun."""


def parse_ordinal(text: str) -> Marker | None:
    """The marker that the whole of a text is, or None: 第一个词， → 第一，; 一曰 → 一是; 第一个环节， → None."""
    if said := _SAYS.fullmatch(text):
        value = parse_number(said["n"])
        return Marker(text, "一、" if said["what"] == "，" else "一是", value) if value else None
    if loose := _LOOSE.fullmatch(text):
        return Marker(text, "首先，", 2 if loose["more"] else 1)
    number = _ORDINAL.fullmatch(text)
    if number is None or _NO_POINT.search(number["what"]):
        return None
    value = parse_number(number["n"]) if number["n"] else 1
    return Marker(text, "第一，", value) if value else None


def unusual_noun(marker: Marker) -> str | None:
    """The word behind a number that does not by itself make it a marker: 第一个词， → 个词, 一看 → 看; None where it does."""
    if marker.style in ("一是", "一、"):
        last = marker.text[-1]
        return None if last in "是要曰、.．" else last
    if marker.style != "第一，":
        return None
    counted = _ORDINAL.fullmatch(marker.text)
    return None if counted is None or _POINT_NOUNS.fullmatch(counted["what"]) else counted["what"]
