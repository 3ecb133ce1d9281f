"""承上, 结尾, 散会: the sentences where a paper turns back, turns to its audience, and ends.

Each is told by how its sentence begins or by its verb, and by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reader.heads import Span
from generator.reader.layout import Layout

_RECAP = re.compile(
    r"(?:同志们[，,！!：:]|各位[^，,。！!]{1,10}[，,！!：:])?\s*(?:(?:今天|刚才|刚刚|方才)?[上下]午[，,]?)?"
    r"(?:刚才|刚刚|方才|前面[，,]|会上[，,]|(?:认真|仔细)?(?:听取?|听完|看)了[^。，,]{0,30}(?:汇报|发言|介绍|报告|讲话|交流|片)"
    r"|(?:今天的|这次|本次|此次)(?:会议|大会|活动|座谈)[^。]{0,20}?(?:听取|传达|学习|宣读|通报|总结|表彰|观看)了)"
)
_RECAP_CLAUSE = re.compile("[，,；;](?=(?:刚才|刚刚)[，,]?[^，,。]{4})")
_CHAIR_SUMS_UP = re.compile(
    r"\s*(?:同志们[，,！!])?\s*(?:今天的|这次|本次|此次)(?:会议|大会|活动|座谈会|培训)[^。]{0,40}(?:开得|时间|内容|气氛|圆满|成功|讲话|讲得)"
)
_PEOPLE = "同志们|各位[^，,。！!：:]{1,12}|朋友们|老师们|同学们|代表们|委员们|战友们|乡亲们|家人们|伙伴们|先生们|青年朋友们|队员们|学员们|家长们"
_APPEAL_OPENS = re.compile(rf"(?:最后[，,])?(?:{_PEOPLE})[，,！!：:、]")
_WISH_OPENS = re.compile(
    r"总之|综上|总而言之|让我们|最后[，,]?(?:预?祝|衷心|让|再次|希望|我?代表|真诚)|(?:衷心|预|谨|真诚|再次|恭)祝|祝(?!贺)|我?(?:坚信|相信)[，,]"
)
_APPEAL = re.compile("|".join(f"{people}(?:、[^，。！：、]{{1,10}}){{0,3}}[，,！!]" for people in _PEOPLE.split("|")))
_FINALLY = re.compile("最后[，,]$")
_PLEDGE = re.compile(
    "必将|一定[能会以]|我们一定|定能|圆满完成|坚决打[赢好]|贡献|而(?:努力|不懈)|不(?:辜)?负|重托|为(?:契机|动力|新?起点)|做得更|添砖加瓦|再立新功|迈上|新台阶|新篇章|谱写|书写|奋斗|奋力|砥砺|再接再厉|继续努力|让我们|保驾护航|打下坚实?的?基础|交出[^。]{0,12}答卷"
    "|精神状态|精神面貌|[昂高]的[^。]{0,6}姿态|勇士|并肩|共克|共同|力量|严以律己|继续(?:监督|加强|发扬|保持)"
)
_NARRATION = re.compile("会议(?:指出|强调|要求|认为|还)|会上|强调|指出|表示|他说|她说|讲话[，,]")
_ADJOURN = re.compile(
    r"散会(?!以?之?[前后])|休会|(?:会议?|大会|活动|仪式|典礼|班|讲座|比赛|论坛)[^。！!？]{0,16}(?:到此(?:圆满|胜利)?结束|圆满结束|胜利闭幕|就?开?到这里|(?:圆满|胜利)?结束[。！!]|闭幕[。！!])"
    r"|(?:讲|说|谈|汇报|发言|报告|介绍|开|分享)(?:到|至)(?:这里|此|这)|到此(?:结束|为止)|(?:就|先)(?:讲|说|谈|提|强调|汇报)(?:这些|这么多|这几点|以上)"
    r"|(?:讲话|发言|汇报|报告|述职|介绍|分享|表态)(?:就?到此)?(?:完毕|完了|结束)|谢谢[^，,。]{0,14}[。！!]?$|^以上(?:是|就是|汇报|发言|报告|述职)|^(?:汇报|发言)?完毕"
)
_ADJOURNS_MEETING = re.compile("散会(?!以?之?[前后])|到此(?:圆满|胜利)?结束|圆满结束|闭幕[。！!]")
_HOPE_OPENS = re.compile(r"\s*(?:希望|让我们|请(?:大家|各)|会后|下一步|预?祝|望)")
_TAIL = 8
"""An adjournment is looked for in so many sentences at the end."""


@dataclass(frozen=True)
class Paper:
    """What is known of a piece when its closing is looked for."""

    address: str
    """The 称呼 without its colon: a speaker who says it again turns to his audience."""
    recap: Span | None
    brief: bool
    """True where a third person reports: 同志们 is quoted there."""


def find_recap(layout: Layout, start: int, end: int, last: bool) -> Span | None:
    """The sentence between two offsets that sums up what came before in the meeting; the last one of a host script."""
    found: Span | None = None
    if end <= start:
        return None
    for index in range(layout.line_at(start), layout.line_at(end - 1) + 1):
        found = (
            _recap_in(layout, max(layout.lines[index].start, start), min(layout.lines[index].end, end), last) or found
        )
        if found and not last:
            return found
    return found


def _recap_in(layout: Layout, start: int, end: int, last: bool) -> Span | None:
    found: Span | None = None
    for first, high in layout.sentences(start, end):
        low = layout.after_cue(first, high)
        summed_up = last and _CHAIR_SUMS_UP.match(layout.text, low, high)
        if summed_up or _RECAP.match(layout.text, low, high) or _RECAP_CLAUSE.search(layout.text, low, high):
            found = Span(_skip_blanks(layout.text, low), high)
            if not last:
                break
    return found


def find_adjourn(layout: Layout, start: int, end: int) -> Span | None:
    """The sentence that ends the meeting or the speech: the first of those that stand together at the end."""
    sentences: list[tuple[int, int]] = []
    if end <= start:
        return None
    for index in range(layout.line_at(end - 1), layout.line_at(start) - 1, -1):
        stop = min(layout.lines[index].end, end)
        low = max(layout.lines[index].start, start, stop - 600)
        sentences = [*layout.sentences(low, stop), *sentences]
        if len(sentences) >= _TAIL:
            break
    found: Span | None = None
    misses = 0
    for low, high in reversed(sentences[-_TAIL:]):
        low = _skip_blanks(layout.text, low)
        said = layout.text[low:high].strip()
        words = _ADJOURN if found or not misses else _ADJOURNS_MEETING
        if len(said) <= 80 and words.search(said):
            found = Span(low, high)
        elif found:
            break
        else:
            misses += 1
            # What is asked of some after 散会 may follow it; a speech ends with its thanks.
            if misses > 2 or high - low > 60:
                break
    return found


def find_closing(
    layout: Layout, start: int, end: int, lines: range, marked: frozenset[int], paper: Paper
) -> int | None:
    """Where the closing appeal starts, looked for after the last point, agenda line and pivot; None where there is none.

    `marked` are the lines that begin with a marker; `lines` are those of the piece's body.
    """
    text = layout.text
    recap_end = paper.recap.end if paper.recap and paper.recap.end > start else start
    after = [i for i in lines if recap_end <= layout.lines[i].start < end and i not in marked]
    inside = _appeal_inside(text, recap_end, end)
    for index in after:
        line = layout.lines[index]
        if inside is not None and inside <= line.start:
            break
        again = (
            bool(paper.address)
            and line.text.startswith(paper.address)
            and line.text[len(paper.address) :][:1] in "，,！!"
        )
        if again or (_APPEAL_OPENS.match(line.text) and not paper.brief):
            return line.start
    if inside is not None:
        return inside
    if paper.address and not paper.brief and (at := text.find(paper.address, recap_end, end)) > 0:
        after_address = text[at + len(paper.address) : at + len(paper.address) + 1]
        if text[at - 1] in "。！？!?”" and after_address in tuple("，,！!"):
            return at
    for index in after:
        if _WISH_OPENS.match(layout.lines[index].text) and (index >= lines[-1] - 2):
            return layout.lines[index].start
    if after and after[-1] != lines[0]:
        pledged = _pledge(layout, after, end, paper.brief)
        last = layout.lines[after[-1]].start
        return _hope(layout, last, end) if pledged is None and paper.address and not paper.brief else pledged
    if recap_end > start:
        return _hope(layout, recap_end - 1, end)
    return _last_wish(layout, start, end) if paper.address and not paper.brief else None


def _hope(layout: Layout, start: int, end: int) -> int | None:
    """The appeal that follows a chair's recap in the same paragraph: 希望大家…"""
    stop = min(layout.lines[layout.line_at(start)].end, end)
    for low, high in layout.sentences(start, stop):
        if _HOPE_OPENS.match(layout.text, low, high):
            return _skip_blanks(layout.text, low)
    return None


def _last_wish(layout: Layout, start: int, end: int) -> int | None:
    """The wish or hope among the last sentences of a paper whose last paragraph runs on from its last point."""
    if end <= start:
        return None
    line = layout.lines[layout.line_at(end - 1)]
    last = list(layout.sentences(max(start, line.start), min(end, line.end)))[1:][-3:]
    for low, high in last:
        low = _skip_blanks(layout.text, low)
        if _WISH_OPENS.match(layout.text, low, high) or _HOPE_OPENS.match(layout.text, low, high):
            return low
    return None


def find_appeals(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin that turn to the audience: 同志们，…"""
    for found in _APPEAL.finditer(text, start, end):
        at = found.start()
        if _FINALLY.search(text, max(start, at - 3), at):
            at -= 3
        before = at - 1
        while before >= start and text[before] in " \u3000":
            before -= 1
        if before < 0 or text[before] in "\n。！？!?”":
            yield at


def _appeal_inside(text: str, start: int, end: int) -> int | None:
    """An appeal that opens a sentence in the middle of a line."""
    return next((at for at in find_appeals(text, start, end) if at and text[at - 1] != "\n"), None)


def _pledge(layout: Layout, after: Sequence[int], end: int, brief: bool) -> int | None:
    """The last paragraph, where it pledges or appeals and tells nothing."""
    line = layout.lines[after[-1]]
    said = layout.text[line.start : min(line.end, end)]
    if not said or len(said) > 320 or not _PLEDGE.search(said[-80:]) or _NARRATION.search(said):
        return None
    if brief and not said.endswith(("！", "!")):
        return None
    return line.start


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def opens_summary(text: str) -> bool:
    """True for a paragraph that ends an essay: 总之，…"""
    return text.startswith(("总之", "综上所述", "总而言之"))
