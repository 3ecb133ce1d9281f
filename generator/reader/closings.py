"""结尾: where a paper, its points done, turns to its audience and appeals, wishes or pledges.

Told by how its paragraph begins, by its verbs, and by where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.reader.heads import Span
from generator.reader.layout import Layout
from generator.reader.partings import ends_speech
from generator.records import record
from generator.text.regex import regex

_PEOPLE = "(?![我你他她它咱人])[^，,。！!？?：:；;、“]{1,6}们|各位[^，,。！!：:]{1,12}|(?:同志|朋友|老师|同学|代表|委员|战友|乡亲|家人|伙伴|先生|女士|队员|学员|家长|书友|校友|工友|选手|队友|孩子|青年|员工|会员|教练|师傅|父老乡亲|乡亲父老|伙计|兄弟姐妹|姐妹|村民|居民|网格员)们"
_APPEAL_OPENS = regex(rf"(?:最后[，,])?(?:{_PEOPLE})[，,！!：:、]")
_WISH_OPENS = regex(
    r"总之|综上|总而言之|让我们|最后[，,]?(?:预?祝|衷心|让|再次|希望|我?代表|真诚|愿|送|赠|用|以|借用|请|我?想)|愿(?:我们|大家|各|每|你|同志|这|全|此)|(?:衷心|预|谨|真诚|再次|恭)祝|祝(?!贺)|我?(?:坚信|相信)[，,]"
)
_APPEAL = regex(rf"(?:最后[，,])?(?:{_PEOPLE})(?:、[^，。！：、]{{1,10}}){{0,3}}[，,！!]")
_CALLING = regex("们[、，,！!]|各位")
_CALL_LENGTH = 24
_PLEDGE = regex(
    "必将|一定[能会以]|我们一定|定能|圆满完成|坚决打[赢好]|贡献|而(?:努力|不懈)|不(?:辜)?负|重托|为(?:契机|动力|新?起点)|做得更|添砖加瓦|再立新功|迈上|新台阶|新篇章|谱写|书写|奋斗|奋力|砥砺|再接再厉|继续努力|让我们|保驾护航|打下坚实?的?基础|交出[^。]{0,12}答卷"
    "|精神状态|精神面貌|[昂高]的[^。]{0,6}姿态|勇士|并肩|共克|共同|力量|严以律己|继续(?:监督|加强|发扬|保持)"
)
_STOPS = frozenset("。！？!?”）")
_HEADING = 40
"""A line that is no longer and is one sentence is a heading, and what follows it its text."""
_SENTENCES = regex("[。！？!?；;](?!$)|.$")
_GOES_ON = regex(
    "今[天晚]|明[天日]|[下上]午|还有|另外|此外|顺便|同时|再|关于|具体|以上|上述|这[一几些项个]|其中|为此|对|因此|至于|但|最后|如果|凡|各[^位]|[^。]{0,12}(?:报送|报告|上报|联系)|[^，。]{1,12}[：:]"
)
"""What adds to the points instead of turning away from them."""
_NARRATION = regex("会议(?:指出|强调|要求|认为|还)|会上|强调|指出|表示|他说|她说|讲话[，,]")
_HOPE_OPENS = regex(
    r"\s*(?:希望|[惟唯但]愿|愿(?:我们|大家|各|每|你|同志|这|全|此)|让我们|请(?:大家|各)|会后|下一步|预?祝|望)"
)


@record(frozen=True)
class Paper:
    """What is known of a piece when its closing is looked for."""

    address: str
    """The 称呼 without its colon: a speaker who says it again turns to his audience."""
    heard: bool
    """True where the 称呼 calls an audience, not an office."""
    hosted: bool
    """True for a chair's script: what stands last there may be a notice (分组讨论的地点在…)."""
    recap: Span | None
    brief: bool
    """True where a third person reports: 同志们 is quoted there."""
    spoken: bool = False
    """True where the paper is a speech by its title or its announcement, also one that calls nobody."""


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
    if after and after[-1] != lines[0]:
        above = layout.lines[layout.line_at(recap_end - 1)].text if recap_end else ""
        under_heading = above[-1:] not in _STOPS or (len(above) <= _HEADING and len(_SENTENCES.findall(above)) == 1)
        return _last_paragraph(layout, after[1:] if under_heading else after, after, end, lines[-1], paper)
    if recap_end > start:
        return _hope(layout, recap_end - 1, end)
    return _last_wish(layout, start, end) if paper.address and not paper.brief else None


def _last_paragraph(
    layout: Layout, free: Sequence[int], after: Sequence[int], end: int, final: int, paper: Paper
) -> int | None:
    """The last paragraphs, where they wish, appeal or pledge.

    A wish alone (祝…！) stands with the paragraph before it, where that turns away from the points, too; `free` are
    the lines that are not the text under the last heading.
    """
    spoken = (bool(paper.address) or paper.spoken) and not paper.brief
    last = after[-1]
    # What stands behind 我就讲这些 in its paragraph.
    if ends_speech(layout.lines[last].text):
        return _hope(layout, layout.lines[last].start, end) if spoken else None
    for index in after:
        if _WISH_OPENS.match(layout.lines[index].text) and index >= final - 2:
            before = index - 1
            if spoken and before in free and _appeals(layout, before, end, paper):
                return layout.lines[before].start
            return layout.lines[index].start
    if paper.heard and spoken and last in free and _hope(layout, layout.lines[last].start, end) is not None:
        return layout.lines[last].start
    if _appeals(layout, last, end, paper) or (
        paper.heard and not paper.hosted and spoken and free == [last] == list(after) and _apart(layout, last)
    ):
        return layout.lines[last].start
    return _hope(layout, layout.lines[last].start, end) if spoken else None


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
    last = -1
    for called in _CALLING.finditer(text, start, end):
        at = _sentence_start(text, max(start, called.start() - _CALL_LENGTH), called.start())
        if at is None or at <= last:
            continue
        last = at
        found = _APPEAL.match(text, at, end)
        if found and (called.start() < found.end()):
            yield at


def _sentence_start(text: str, low: int, high: int) -> int | None:
    """Where the sentence begins that an offset stands in; None where it begins before `low`."""
    for at in range(high, low - 1, -1):
        if at == 0 or text[at - 1] in "\n。！？!?”":
            while at < high and text[at] in " \u3000":
                at += 1
            return at
    return None


def _appeal_inside(text: str, start: int, end: int) -> int | None:
    """An appeal that opens a sentence in the middle of a line."""
    return next((at for at in find_appeals(text, start, end) if at and text[at - 1] != "\n"), None)


def _apart(layout: Layout, index: int) -> bool:
    """True for the one paragraph that follows points of a line each, and does not go on with them."""
    line = layout.lines[index]
    return not (_GOES_ON.match(line.text) or line.text[-1] not in _STOPS or len(line.text) < _HEADING // 2)


def _appeals(layout: Layout, index: int, end: int, paper: Paper) -> bool:
    """True for a paragraph that pledges or appeals in its last sentences and tells nothing."""
    line = layout.lines[index]
    said = layout.text[line.start : min(line.end, end)].rstrip()
    if not said or len(said) > 320 or _NARRATION.search(said):
        return False
    pledged = _PLEDGE.search(said[-80:]) is not None
    cries = said.endswith(("！", "!"))
    return (pledged and (cries or not paper.brief)) or (cries and bool(paper.address) and not paper.brief)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def opens_summary(text: str) -> bool:
    """True for a paragraph that ends an essay: 总之，…"""
    return text.startswith(("总之", "综上所述", "总而言之"))
