"""议程: the lines of a host script that announce an item or hand over to a speaker.

Two classes of sentence: those that number the item (下面进行第二项议程) and those that only hand over
(接下来，请…发言).  Where a script numbers its items, the numbers count; else each handing over is an item.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from generator.reader.layout import Layout
from generator.reader.marks import Mark
from generator.records import record
from generator.text.numerals import NUMERAL, parse_number
from generator.text.regex import regex

_COUNT = rf"(?:{NUMERAL}{{1,3}}|[0-9０-９]{{1,2}})"
_ITEM = "(?:议程|议题|内容|程序|环节|事项|仪式|日程|阶段|单元|板块|篇章)"
_ORDINAL = regex(rf"第\s?(?P<n>{_COUNT})\s?(?:[项个]|(?=环节|阶段|单元|板块|篇章))|最后一[项个]|下一[项个]")
_ITEM_AFTER = regex(rf"(?:会议|大会|活动)?(?:的)?{_ITEM}")
_CALL_AFTER = regex(r"[，,：:、\s]{0,2}(?:请|有请|由|宣读|宣布|奏|升|颁|授|进行|全体|观看|传达|学习|听取)")
_PAUSE_AFTER = regex("[，,：:]")
_MEETING_BEFORE = regex(
    rf"(?:大会|会议|活动|典礼|仪式|{_ITEM}|进行|进入|转入)(?:今天|本次)?(?:大会|会议|活动)?(?:的)?\s?$"
)
_PAST = regex(r"刚才|刚刚|已经|完成|结束|完毕|共[有安]?|全部")
_TOLD = regex("[作做行]了|(?:话|言|读|报|达|绍|论|告|结|析|评|示|排|署)了")
_LEAD = "首先|下面|接下来|接着|现在|然后|其次|再次|最后|随后|紧接着|接下去|下一位|下一个|第一位|第二位|第三位|先|再"
_DEED = (
    "讲话|发言|致[^，。]{0,4}[辞词]|宣读|宣布|汇报|传达|通报|介绍|颁奖|颁发|授牌|授旗|授奖|揭牌|签字|签约|签订|签署|表态|解读|学习|讨论|审议|说明|部署|总结"
    "|报告|述职|点评|授课|辅导|示范|演示|展示|交流|动员|指示|领学|带领|播放|观看|看[^，。]{0,6}片|启动|宣誓|领誓|上台|登台|递交|交接|表彰|提要求|提出要求|讲党课|回应|答复"
    "|(?<![工操动运合协])[作做][^，,。请]{1,8}|进行[^，,。请]{2,10}"
)
_PARTY = (
    "同志|领导|嘉宾|来宾|先生|女士|老师|教授|专家|代表|书记|主任|主席|[市县区镇乡局部厅处科院校园会所站队班组社团]长|董事长|经理|委员|政委|医生|律师|院士|博士|同学|师傅"
    "|公司|集团|[县区镇乡局院校村厂]|街道|社区|支部|小组|朋友|爷爷|奶奶|大爷|大妈|阿姨|们"
)
"""Who is called upon: whatever is then said of them is the item (请小朋友们表演合唱)."""
_PART = "环节|阶段|议程|程序|仪式|讨论|发言|交流|颁奖|表决|投票|签约|签字|测评|揭牌|授牌|授旗|述职|点评|推荐"
_STEPS = rf"(?:进入|进行|举行|开始|转入|开展)(?=[^，,。]{{0,16}}(?:{_PART}))|(?=宣读|颁奖|颁发|观看|签约|授牌|揭牌|奏唱?国歌|升国旗|投票表决)"
"""What the meeting does by itself: 进入交流环节, 进行分组讨论, 观看短片."""
_WELCOMES = "让我们(?=[^。]{0,6}(?:观看|聆听|欣赏))"
_IS = "是(?=[^，。]{2,30}(?:发言|讲话|环节|致辞|仪式))"
_HAND_OVER = regex(
    rf"(?:(?:^|[，,：:])(?:同志们[，,]|好[，,])?(?P<lead>{_LEAD})[，,、]?"
    rf"(?:(?:我?们?[^，,。请由]{{0,12}}|[^，,。请由]{{0,12}}掌声[，,]?)(?:有请|恭请|敬请|请|由|欢迎|{_WELCOMES})|{_IS}|我们?(?:来)?(?=宣读|传达|通报)|我?们?(?:{_STEPS}))"
    rf"|^(?P<bare>有请|恭请|敬请|请|(?:让我们|请大家)[^。请由]{{0,14}}掌声[^。请由]{{0,6}}(?:欢迎|有请|请出|请)))"
    rf"(?!大家(?!观看|[^。]{{0,14}}(?:欢迎|有请|掌声))|工作人员|礼仪|同志们|允许|放心|注意|记住|相信|你们|各(?:单位|地|部门|级|乡镇)(?![^。，,]{{0,8}}(?:递交|签|依次|轮流|发言|汇报|代表)))(?:[^。！？]{{0,80}}?(?:{_DEED}|{_PART})|[^，,。！？]{{0,24}}?(?:{_PARTY})[^，,。！？]{{2,}})"
)
_CALLED_AT_ONCE = ("有请", "恭请", "敬请", "请", "让我们")
_LEADS = tuple(_LEAD.split("|"))
_CLAUSE_END = regex("[，,：:]")
_CALL = regex(
    rf"请|由|欢迎|{_WELCOMES}|{_IS}|我们?(?=(?:来)?(?:宣读|传达|通报))|(?:下面|接下来|现在|首先|最后)[，,]?我?们?(?:{_STEPS})"
)
_ITEM_WORD = regex("议程|议题|内容|程序|环节|事项|仪式|日程")
_OVERVIEW = regex(
    rf"(?:共有|共|有|分为|分|安排了?|进行|是|为)[^。，,；]{{0,6}}?(?P<n>{_COUNT}|几)[项个](?:主要)?(?:会议|大会)?{_ITEM}"
    rf"|{_ITEM}(?:主要|共|一共|总共)?(?:有|分为|是|为|安排)?(?P<m>{_COUNT}|几)[项个]"
    rf"|(?:会议|大会|主要|有关|今天的?){_ITEM}(?:主要)?(?:有|是|为|如下|安排)",
    needs=("项", "个", "会议", "大会", "主要", "有关", "今天"),
)
_OVERVIEW_REACH = 24
_CHAIRS = regex(
    "由我(?:来)?主持|我(?:来)?主持(?:今天|这次|本次)|我是[^。，]{0,24}主持人|[给为][^。，]{2,12}主持这|主持今天的",
    needs=("主持",),
)
"""A chair says who he is."""
_OPENING = 600
_LAST_WORD = regex("讲话|指示|总结|提要求|寄语")
"""What the highest of those present does at the end: an item of its own even where no number says so."""


@record(frozen=True)
class Announcement:
    """A sentence that announces an item: its number (0 where it gives none) and where it stands."""

    number: int
    start: int
    end: int
    lead: str


@record(frozen=True)
class Overview:
    """The sentence that announces the agenda as a whole (今天的会议共三项议程), and the marks of the list in it."""

    start: int
    end: int
    count: int | None
    marks: tuple[Mark, ...]


@record(frozen=True)
class Agenda:
    """What a piece says of its agenda; `items` are empty for a paper that is no host script."""

    items: tuple[Announcement, ...] = ()
    overview: Overview | None = None

    @property
    def listed(self) -> frozenset[int]:
        """Offsets of the marks that number agenda items and are no points."""
        return frozenset(mark.start for mark in self.overview.marks) if self.overview else frozenset()


def read_agenda(layout: Layout, start: int, end: int, marks: Sequence[Mark], scripted: bool) -> Agenda:
    """The agenda announced between two offsets.  `scripted`: the title says that this is a host script."""
    overview = _overview(layout, start, end, marks)
    outside = range(overview.start, overview.end) if overview else range(0)
    numbered = _numbered(layout, start, end)
    handed = [one for one in _handed_over(layout, start, end) if one.start not in outside]
    scripted = scripted or _CHAIRS.search(layout.text, start, min(end, start + _OPENING)) is not None
    led = [one for one in handed if one.lead]
    if not numbered and not (scripted and handed) and len(led) < 2 and not (overview and led):
        return Agenda()
    items = _merged(layout.text, numbered, handed, overview.count if overview else None)
    if not items and overview is not None:
        items = tuple(Announcement(i, mark.start, mark.end, "") for i, mark in enumerate(overview.marks, 1))
    return Agenda(items, overview)


def announcements(layout: Layout) -> list[int]:
    """Where a text announces items or hands over, in order."""
    end = len(layout.text)
    led = [one for one in _handed_over(layout, 0, end) if one.lead]
    return sorted(one.start for one in [*_numbered(layout, 0, end), *led])


def _numbered(layout: Layout, start: int, end: int) -> list[Announcement]:
    out: list[Announcement] = []
    seen: set[int] = set()
    numbers: set[int] = set()
    for found in _ORDINAL.finditer(layout.text, start, end):
        low, high = layout.spoken(found.start())
        goes_on = bool(out) and low == found.start() and parse_number(found["n"] or "") == out[-1].number + 1
        if not _is_item(layout.text, found) and not (goes_on and _PAUSE_AFTER.match(layout.text, found.end())):
            continue
        if low in seen or _PAST.search(layout.text[low : found.start()]):
            continue
        seen.add(low)
        digits = found["n"]
        number = parse_number(digits) if digits else (out[-1].number if out else 0) + 1
        if number and number not in numbers:
            numbers.add(number)
            out.append(Announcement(number, low, high, ""))
    return out


def _is_item(text: str, ordinal: re.Match[str]) -> bool:
    """第二项议程, 大会第二项, 进行第二项, 第二项：请…; but not 第二项工作."""
    if _ITEM_AFTER.match(text, ordinal.end()):
        return True
    if ordinal["n"] is None:
        return False
    before = text[max(0, ordinal.start() - 12) : ordinal.start()]
    return _MEETING_BEFORE.search(before) is not None or _CALL_AFTER.match(text, ordinal.end()) is not None


def _handed_over(layout: Layout, start: int, end: int) -> list[Announcement]:
    out: list[Announcement] = []
    seen: set[int] = set()
    part = False
    for found in _CALL.finditer(layout.text, start, end):
        low, high = layout.spoken(found.start())
        if low in seen:
            continue
        seen.add(low)
        sentence = layout.text[low:high]
        said = _HAND_OVER.search(sentence) if _may_hand_over(sentence) else None
        # 随后由局长作了汇报 tells; it does not hand over.
        if (
            said is None
            or _PAST.match(sentence)
            or _TOLD.search(said.group()[-6:] + layout.text[low + said.end() : low + said.end() + 1])
        ):
            continue
        if said["bare"] and layout.lines[layout.line_at(low)].start != low:
            continue
        # Within 颁奖环节, whoever is called upon without 下面 is part of it.
        if said["bare"] and part:
            continue
        part = bool(said["lead"]) and "环节" in sentence
        out.append(Announcement(0, low, high, said["lead"] or ""))
    return out


def _may_hand_over(sentence: str) -> bool:
    """A quick look at how the sentence and its clauses begin."""
    return sentence.startswith(_CALLED_AT_ONCE) or any(one.startswith(_LEADS) for one in _CLAUSE_END.split(sentence))


def _merged(
    text: str, numbered: Sequence[Announcement], handed: Sequence[Announcement], total: int | None
) -> tuple[Announcement, ...]:
    """The items in order.  Handing over counts where numbers are missing: before the first, after the last."""
    if not numbered:
        led = [one for one in handed if one.lead] if total and len(handed) > total else list(handed)
        return tuple(Announcement(i, one.start, one.end, one.lead) for i, one in enumerate(led, 1))
    out = list(numbered)
    before = [one for one in handed if one.start < out[0].start and one.lead][-max(out[0].number - 1, 0) :]
    if out[0].number > 1:
        out = [Announcement(i, one.start, one.end, one.lead) for i, one in enumerate(before, 1)] + out
    last = numbered[-1]
    for one in handed:
        if total is None:
            missing = one.lead == "最后" and _LAST_WORD.search(text, one.start, one.end) is not None
        else:
            missing = out[-1].number < total
        if missing and one.lead and one.start >= last.end:
            out.append(Announcement(out[-1].number + 1, one.start, one.end, one.lead))
    return tuple(out)


def _overview(layout: Layout, start: int, end: int, marks: Sequence[Mark]) -> Overview | None:
    found = None
    for word in _ITEM_WORD.finditer(layout.text, start, end):
        found = _OVERVIEW.search(
            layout.text, max(start, word.start() - _OVERVIEW_REACH), min(end, word.end() + _OVERVIEW_REACH)
        )
        if found:
            break
    if found is None:
        return None
    low, high = layout.sentence(found.start())
    digits = found["n"] or found["m"]
    count = parse_number(digits) if digits else None
    return Overview(low, high, count, tuple(_listed(layout, low, high, count, marks)))


def _listed(layout: Layout, low: int, high: int, count: int | None, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks that number the items named with the overview: 1, 2, 3 … in it, straight after it or in the lines below."""
    style, number, line = "", 0, layout.line_at(low)
    for mark in marks[bisect_left(marks, low, key=lambda mark: mark.start) :]:
        here = layout.line_at(mark.start)
        far = mark.start > high + _OVERVIEW_REACH and here == line if not number else False
        if far or here > line + 1 or mark.number != number + 1 or mark.style != (style or mark.style):
            return
        if here > line and not mark.heads_line:
            return
        yield mark
        style, number, line = mark.style, mark.number, here
        if number == count:
            return
