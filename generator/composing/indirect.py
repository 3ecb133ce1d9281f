"""间接转述: a point of a speech as the minutes tell it, by its heading and what of its text can be told.

A sentence that hangs on the spoken moment is turned (今天的要求 → 会议的要求) or left out, never cut in two; a heading
that speaks to an audience is quoted.  Knows points; nothing of meetings.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.rendering.values import BLANK, Said, Table
from generator.text.marks import literal
from generator.text.points import Point
from generator.text.regex import regex

_LONGEST = 60
_LONGEST_ALONE = 100
"""Characters of one sentence that is told although it is longer than the rest may be together."""
# Words that speak to an audience or of oneself; 我县 and the like are said in papers too.
_SPOKEN = regex(
    r"我(?![国省市县区镇乡村校院局厅委司公])|[咱你您！？]|大家|同志们|各位|在座|今天|今晚|刚才|下面|谢谢|这里|这次|这个|散会"
)
_SENTENCE = regex(r"[^。！？\n]+[。！？]?[”’）]?")
_TURNS = (
    (regex(r"^(?:同志们|各位同志|老师们|同学们)[，！]"), ""),
    (regex(r"(?:今天|这次|本次)的?(?:会议|大会|会)(?!议)"), "会议"),
    (regex(r"今天的(?=要求|部署|安排|任务|精神|决定)"), "会议的"),
    (regex(r"今天(?=(?:定下|议定|部署|布置|安排|确定|明确|提出)的)"), "会议"),
)
_LEANING = regex(
    r"(?:这|那|它|他|她|其|此|对此|因此|所以|但|可是|不过|同时|而且|并且|否则|不然|又|还|也|再|然后|于是|结果|第[二三四五]|二是|三是|"
    r"另一|至于|反过来|换句话说|比如|例如)"
)
"""How a sentence begins that cannot be understood without the one before it."""


def retold(point: Point) -> Table:
    """A point as others tell it: 标题 (quoted where it speaks to an audience), 正文 as far as it can be told."""
    heading = point.title or next(iter(_SENTENCE.findall(point.text)), "")
    text = point.text if point.title else point.text[len(heading) :]
    heading = turned(heading.rstrip("。；，！？"))
    shown = Said(literal(f"“{heading}”" if _SPOKEN.search(heading) else heading)) if heading else BLANK
    under = [_brief(one) for one in point.points if one.title and not _SPOKEN.search(turned(one.title))]
    told = "".join(islice(tellable(text), 1 if under else 2)) + ("；".join(under) + "。" if under else "")
    return Table("标题", {"标题": shown, "正文": told or BLANK})


def _brief(point: Point) -> str:
    """The heading of a point under a point; one that ends in 的 says nothing without what follows it."""
    title = turned(point.title)
    return title + "，" + "".join(islice(tellable(point.text), 1)).rstrip("。") if title.endswith("的") else title


def turned(sentence: str) -> str:
    """A sentence said of the meeting instead of today: 对照今天的要求 → 对照会议的要求."""
    for spoken, told in _TURNS:
        sentence = spoken.sub(told, sentence)
    return sentence


def tellable(text: str) -> Iterator[str]:
    """The sentences of a text that can be told, in order, up to a short paragraph; what speaks to somebody is left out,
    and with it what leans on it."""
    length, gap = 0, False
    for sentence in map(turned, _SENTENCE.findall(text)):
        if _SPOKEN.search(sentence) or (gap and _LEANING.match(sentence)):
            if length:
                return
            gap = True
            continue
        if length + len(sentence) > (_LONGEST if length else _LONGEST_ALONE):
            return
        length, gap = length + len(sentence), False
        yield sentence
