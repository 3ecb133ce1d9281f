"""Announcements: the clauses that say that points follow, and how many.

Four classes: a verb of saying or doing with a counted noun (我讲三点意见, 做到“五个到位”), 如下 (现将…汇报如下),
a report that is made (我作个汇报), and talk without a number (谈点意见).  Which of several leads into the points of
its paper is for `pivots` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.reader.layout import Layout
from generator.records import record
from generator.text.numerals import NUMERAL, parse_number
from generator.text.regex import holds, regex

_COUNTED = regex(
    rf"(?P<n>[{NUMERAL[1:-1]}0-9０-９几以如XxＸ×][{NUMERAL[1:-1]}0-9０-９下几XxＸ×]{{0,3}})\s?"
    r"(?:方面|[点项条层问盼字词不必]|件事?|句话?|关(?![键系于])|[笔本]账|[张组份把首封段堂](?!时间)|步(?!骤|行)|种(?!植)|道(?!路)|场(?:硬?仗|战)|篇文章"
    r"|大(?=任务|行动|举措|方面|重点|工程|问题|关系)|个(?!月|年|小[时组区队]|人|县|镇|乡|村|社区|部门|单位|省|市|百分|点位?|[%，,。：:])|(?=[“\"]))"
    r"(?=(?P<noun>[^，,。；;：:！!？?\n”\"]{0,10}))"
)
_NUMBER = regex(
    rf"(?P<n>{NUMERAL}{{1,2}}|[0-9]{{1,2}})(?:个|方面|[点项条层样句件字词问盼招步])|[“\"](?P<quoted>{NUMERAL})[^，,。”\"0-9]{{1,6}}[”\"]"
)
_ONE = (*"点条项句", "件事", *(f"个{noun}" for noun in ("问题", "意思", "要求", "希望", "建议", "想法", "重点")))
"""What a speaker may announce one of; 讲一个故事, 说一段经历 announce none."""
_NUMERALS, _FIGURES, _UNKNOWN = (
    frozenset(NUMERAL[1:-1]),
    frozenset("0123456789０１２３４５６７８９"),
    frozenset("XxＸ×"),
)
_THESE = ("以下", "如下")
_COUNTING = _NUMERALS | _FIGURES | _UNKNOWN | {"几"}
_SAYING = "讲|谈|说|提|强调|明确|重申|部署|安排|汇报|报告|通报|介绍|交流|分享|补充|要求|建议|布置|说明|回顾|阐述|提醒|叮嘱|嘱咐|嘱托|拜托|寄语|交代|交待|交底|唠|聊|念叨|通告|宣布|承诺|倡导|发出|表达|发表|表态|(?<!代)表|归纳|概括|归结|送|梳理|啰嗦|唠叨|(?<![工操动运合协])作出?|做出"
_DOING = "抓好|抓住|抓实|做好|做到|突出|围绕|从|通过|把握|处理好|坚持|注意|采取|搞好|过好|实现|落实|把好|强化|聚焦|树立|增强|把"
_MEANS = regex("分(?:成|为|作)?$|[用以拿借](?![上下内外前后来此及])[^，,。]{0,8}$|(?:围绕|通过|结合|从)[^，,。]{0,16}$")
_SAID_AFTER = regex(rf"[^。；;！？\n]{{0,20}}?(?:{_SAYING})")
"""用三个关键词，向大家汇报我的收获: what is counted stands before the verb."""
_VERB = regex(f"(?P<say>{_SAYING})(?P<done>了|过)?|(?P<do>{_DOING})")
_NOUNS = (
    *("感悟", "心得", "思考", "故事", "期望", "倡议", "承诺", "保证"),
    *("表态", "想法", "观点", "话题", "结合", "意见", "要求", "建议"),
    *("体会", "看法", "希望", "工作", "感受", "认识", "打算", "感想"),
    *("补充", "强调", "问题", "情况", "方面", "内容", "措施", "任务"),
    *("安排"),
)
_BELOW = regex(
    r"下(?:(?<=[以如]下)(?=[^，,。；;：:！!？?\n]{0,12}(?:[：:。，,！!\n]|\Z))"
    "|(?<=汇报一下|报告一下|通报一下|总结一下|说明一下|安排一下|部署一下|交流一下))"
)
_REPORT = "汇报|报告|介绍|交流|说明|发言|通报|表态|部署|安排|分享|述职|总结|小结|回顾"
_PRESENTED = regex(
    rf"(?:{_REPORT})(?:发言)?(?=[。：:\n]|\Z|[，,](?:敬?请|恳请|不[当妥足]|不到|供|说得|讲得|如有|欢迎))"
)
_PRESENTING = regex(
    "(?<![工操动运合协])[作做](?:个|一下|一|了|以下|如下)?[^，,。了]{0,6}$|[向跟给同](?!上级|党|组织)[^，,。了]{2,16}$|(?:与|和)(?:大家|各位)[^，,。了]{0,10}$"
)
_CALLS = "请由"
_LOOSELY = regex(
    "讲一?[点些讲下]|谈一?[点些谈下]|说一?[点些说下]|提一?[点些提下](?!高)|聊一?[点些聊下]|唠一?唠|唠叨|念叨|强调一下"
)
_NOW = "将就把对向"
_PLAN = regex(
    "特制[定订](?:了|出)?(?:本|如下|以下)?[^。；，,]{0,20}(?:方案|预案|办法|措施|计划|规定|细则)", needs=("特制",)
)
_LEAD = regex(
    r"\s*(?:下面|接下来|现在|现(?:将|就|把|提|作|做|对|向|再|明确|强调|布置|部署)|[^，,。：:；]{0,8}(?:散会|结束|开始|下课|讨论|出发)之?前|散会时|临?散会|借[^，,。]{0,8}机会|利用[^，,。]{0,8}机会|借此|在此|趁[^，,。]{0,12}(?:机会|时候|机)|这里|在这里|为此|最后|下一步|会后|今天[，,]?我(?!们))"
)
_ABOUT = regex(
    r"\s*(?:(?:我|我们|本人)(?:再|想|也|先|主要|着重|简要|今天)?(?:就|对|针对|围绕|关于|结合|从|代表|受|把|将|用|以|讲|谈|提|说)|就(?!是|要|在|算|跟|和|靠|这)|对|针对|围绕|关于|结合|为(?!此)|特|将(?!其)|代表)"
)
_FIRST_PERSON = ("我", "本人", "咱们", "代表")
_SPEAKER = (*_FIRST_PERSON, "现将", "现就", "现把", "现向", "下面")
PAST = regex("刚才|刚刚|会上|会前|[讲提](?:出)?了|取得|存在|发现|暴露|总结为|议程|议题|环节|内容有")
_STRESSED = tuple(f"{verb}{mark}" for verb in ("强调", "指出", "要求", "提出", "认为", "议定") for mark in "，,：:")
_BASIS = ("根据", "按照", "受", "应")
_INVITES = regex(
    "(?:先|再|下面|接下来|现在|最后|首先)[，,]?(?:有?请|由|欢迎)(?!大家|各|同志|允许)[^，,。]{2,}$", needs="请由欢"
)
"""先请老院长说几句: another is asked to speak."""
_WHOLE = tuple(f"{last}{mark}" for last in (*"了吧啊呢", "之际", "之时", "之余", "之前", "之后") for mark in "，,")
_SUBJECT = regex(r"\s*(?:我(?!们)|本人|咱|就)")
_OCCASION = 40
_NEAR = 90
"""So far before a list a bare number may announce it."""


@record(frozen=True)
class Candidate:
    """A sentence that may be the pivot: its span, the number it declares, and how much speaks for it."""

    start: int
    end: int
    declared: int | None
    weight: int
    spoken: bool
    """True where the speaker announces in his own person: 下面，我讲三点意见."""


def find_candidates(layout: Layout, start: int, end: int, lists: Sequence[int] = ()) -> list[Candidate]:
    """Every sentence between two offsets that announces something, in order.  `lists` are the offsets where lists begin."""
    found = [
        *find_counted(layout, start, end),
        *_numbers(layout, start, lists),
        *_below(layout, start, end),
        *_presentations(layout, start, end),
        *_loosely(layout, start, end),
        *_plans(layout, start, end),
    ]
    return sorted(found, key=lambda one: (one.start, -one.weight))


def declared_in(text: str) -> int | None:
    """The number that a sentence counts: 有三个特点： → 3; None where it counts nothing, or 几个."""
    counted = next((one for one in _COUNTED.finditer(text) if _counts(one)), None)
    return parse_number(counted["n"].lstrip("以如下")) if counted else None


def find_counted(layout: Layout, start: int, end: int) -> Iterator[Candidate]:
    """The announcements of a verb with a counted noun: 我讲三点意见, 做到“五个到位”."""
    text = layout.text
    for found in _COUNTED.finditer(text, start, end):
        if not _counts(found):
            continue
        low, high = layout.sentence(found.start())
        reach = max(low, found.start() - 60)
        verb = _last_verb(text[reach : found.start()])
        # 审议了两个报告 is told.
        if text[found.start() - 1 : found.start()] == "了" or _INVITES.search(
            text[max(low, found.start() - 24) : found.start()]
        ):
            continue
        said = verb is not None and bool(verb["say"])
        if not said and _MEANS.search(text[reach : found.start()]):
            said = _SAID_AFTER.match(text, found.end(), high) is not None
        if verb is None and not said:
            continue
        where = _clause_start(layout, low, found.start())
        if (verb is not None and verb["done"]) or PAST.search(text[where : found.start()]):
            continue
        spoken = said and holds(text[where : found.start()], _FIRST_PERSON)
        led = _LEAD.match(text, where) is not None
        noun = found["noun"]
        counts_talk = not noun or noun.startswith(_NOUNS) or "意见" in noun or "要求" in noun
        weight = 1 + (2 if spoken else 0) + (1 if led else 0) + (1 if said and counts_talk else 0)
        stop = _sentence_stop(text, found.end(), high)
        yield Candidate(where, stop, parse_number(found["n"].lstrip("以如下")), weight, spoken or (led and said))


def _numbers(layout: Layout, start: int, lists: Sequence[int]) -> Iterator[Candidate]:
    """有三句话，归纳为“四看”，: a number that says nothing by itself, but announces where so many points follow."""
    for first in lists:
        for found in _NUMBER.finditer(layout.text, max(start, first - _NEAR), first):
            number = found["n"] or found["quoted"]
            low, high = layout.sentence(found.start())
            low, start = max(low, start), max(start, found.end())
            if number in ("一", "1") or PAST.search(layout.text[low : found.start()]):
                continue
            clauses = layout.clauses(low, found.start() + 1)
            where = clauses[-1] if found["quoted"] else _clause_start(layout, low, found.start())
            yield Candidate(where, _sentence_stop(layout.text, found.end(), high), parse_number(number), 0, False)


def _below(layout: Layout, start: int, end: int) -> Iterator[Candidate]:
    text = layout.text
    for found in _BELOW.finditer(text, start, end):
        # 以下三个方面 is counted.
        if text[found.end() : found.end() + 1] in _COUNTING or text.startswith(_THESE, found.end()):
            continue
        low, high = layout.sentence(found.start())
        where = _clause_start(layout, low, found.start())
        said = text[where : found.start()]
        if PAST.search(said):
            continue
        now = holds(said, _NOW)
        weight = 3 + (1 if now else 0) + (1 if _LEAD.match(text, where) else 0)
        stop = _sentence_stop(text, found.end(), high)
        yield Candidate(where, stop, None, weight, holds(said, _FIRST_PERSON))


def _presentations(layout: Layout, start: int, end: int) -> Iterator[Candidate]:
    """下面，我把情况向大家作个汇报。"""
    text = layout.text
    for found in _PRESENTED.finditer(text, start, end):
        low, high = layout.sentence(found.start())
        where = _clause_start(layout, low, found.start())
        said = text[where : found.start()]
        if holds(said, _CALLS) or not (holds(said, _SPEAKER) or _LEAD.match(said)):
            continue
        if _PRESENTING.search(said) and not PAST.search(said):
            weight = 3 + (1 if holds(said, _NOW) else 0) + (1 if _LEAD.match(text, where) else 0)
            yield Candidate(where, high, None, weight, True)


def _loosely(layout: Layout, start: int, end: int) -> Iterator[Candidate]:
    """下面，我就抓好落实谈点意见: announced without a number."""
    text = layout.text
    for found in _LOOSELY.finditer(text, start, end):
        low, high = layout.sentence(found.start())
        where = _clause_start(layout, low, found.start())
        said = text[where : found.start()]
        if holds(said, _FIRST_PERSON) and not holds(said, _CALLS) and not PAST.search(said):
            yield Candidate(where, _sentence_stop(text, found.end(), high), None, 2, True)


def _plans(layout: Layout, start: int, end: int) -> Iterator[Candidate]:
    for found in _PLAN.finditer(layout.text, start, end):
        low, high = layout.sentence(found.start())
        if high - found.end() <= 3:
            yield Candidate(_clause_start(layout, low, found.start()), high, None, 3, False)


def _counts(counted: re.Match[str]) -> bool:
    """A number and what it counts; 一 only where one is announced: 讲一点意见, not 下一步."""
    if not _is_count(counted["n"]):
        return False
    return counted["n"] not in ("一", "1") or counted.string.startswith(_ONE, counted.end("n"))


def _is_count(text: str) -> bool:
    """三, 12, 几, 以下, 以下三, XX: what may stand before a counted noun."""
    if text.startswith(_THESE):
        number = text[2:]
        return number in ("", "几") or (len(number) <= 2 and _NUMERALS.issuperset(number))
    known = (len(text) <= 3 and _NUMERALS.issuperset(text)) or (len(text) <= 2 and _FIGURES.issuperset(text))
    return known or text == "几" or (len(text) <= 3 and _UNKNOWN.issuperset(text))


def _last_verb(text: str) -> re.Match[str] | None:
    """The verb that a counted noun belongs to: the last one, not too far before it."""
    verbs = list(_VERB.finditer(text))
    return verbs[-1] if verbs and len(text) - verbs[-1].end() <= 24 else None


def _clause_start(layout: Layout, low: int, core: int) -> int:
    """Where the announcement begins: at 下面, 现将, … in its sentence, else at the clause with 我, 就, 对, else its own."""
    starts = [at for at in layout.clauses(low, core + 1) if at <= core]
    for at in reversed(starts):
        if _LEAD.match(layout.text, at):
            return _skip_blanks(layout.text, at)
    for at in starts:
        # 结合大家的发言，… belongs to a short announcement; of a long one it is only the occasion.
        far = core - at > (_OCCASION if layout.text.startswith(("结合", "为"), at) else 3 * _OCCASION)
        if not far and _ABOUT.match(layout.text, at):
            return _skip_blanks(layout.text, at)
    own = starts[-1] if starts else low
    before = starts[-2] if len(starts) > 1 else own
    # 会议强调，要… and 经讨论，…: the clause before is part of the announcement.
    stressed = holds(layout.text[before:own], _STRESSED)
    brief = before == low and own - before <= 8 and not layout.text[before:own].endswith(_WHOLE)
    brief = brief and not layout.text.startswith(_BASIS, before) and not _SUBJECT.match(layout.text, own)
    return _skip_blanks(layout.text, before if stressed or brief else own)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _sentence_stop(text: str, at: int, high: int) -> int:
    """A pivot ends with its sentence, or with the colon before its list."""
    for index in range(at, high):
        if text[index] in "：:":
            return index + 1
    return high
