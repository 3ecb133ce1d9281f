"""标题回行: a title broken into lines between words, balanced.

Knows the words of meeting titles, not the grammar: where it has no word for what stands there it would rather
break beside a word it knows.  GB/T 9704—2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from generator.layout import Shape

_MANUAL = re.compile(r"\s*[|｜]\s*")
_OPENING = "《〈“‘（(〔【[「『"
_CLOSING = "》〉”’）)〕】]」』、，。：；！？,:;!?…—·.％%℃"
_NUMBER = r"[0-9０-９〇零一二三四五六七八九十百千万亿两]+(?:[.．][0-9]+)?"
# A number and what is counted, a date, an ordinal: never apart.
_QUANTITY = re.compile(
    r"第?"
    + _NUMBER
    + r"(?:年度|周年|年|个月|月份|月|日|季度|个|项|次|届|期|批|级|号|周|条|名|人|家|亿元|万元|元|大|类|件|%|％)*"
)
_WESTERN = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ][0-9A-Za-z０-９Ａ-Ｚａ-ｚ.\-/&'’+#]*")
_BRACKETS = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）|〔[^〕]*〕|【[^】]*】|\([^)]*\)|‘[^’]*’|「[^」]*」")
_KIND_OF_PAPER = re.compile(r"的[^的]{2,6}$")
# 在…上, 把…, 对…: the word belongs to what follows; 上, 中, 的 to what stands before.
_LEANS_ON = "在对把向于为就从同以将被让使第"
_LEANS_BACK = "上中下里内的了地得们者性化等省市县区州盟旗镇乡村街局厅部委办院校处科司社所站队组"
_JOINS = "和与及暨、并"

NEVER = 10**9
_UNKNOWN = 60
_KNOWN = 8


def one_line(title: str) -> str:
    """A title without its manual breaks, as the file's properties and the console show it: 甲|乙 → 甲乙."""
    return _MANUAL.sub("", title).strip() if "|" in title or "｜" in title else title.strip()


@lru_cache(maxsize=512)
def _broken(title: str, width: int, keep: frozenset[str], shape: Shape) -> tuple[str, ...]:
    rows: list[str] = []
    for segment in _MANUAL.split(title.strip()):
        if segment:
            rows += _break_segment(segment, width, keep, shape)
    return tuple(rows)


def break_title(title: str, width: int, keep: Collection[str] = (), shape: Shape = "any") -> tuple[str, ...]:
    """The lines of a title of at most `width` characters each: none where there is no title.

    `|` breaks where it stands.  Nothing of `keep`, no number with its unit and nothing in 《》 or “” is broken
    unless it is longer than a line by itself.  `shape` wants the lower lines longer ("up", 正梯形) or shorter
    ("down", 倒梯形).
    """
    return _broken(title, width, frozenset(keep), shape)


def _break_segment(title: str, width: int, keep: frozenset[str], shape: Shape) -> list[str]:
    if _width(title) <= width:
        return [title]
    return [title[i : i + width] for i in range(0, len(title), width)]


def _width(text: str) -> float:
    """Width in Chinese characters: Latin letters and digits take about half of one."""
    return sum(0.5 if c.isascii() else 1.0 for c in text)
