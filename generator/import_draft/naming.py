"""The name of a figure: the noun that it counts, or 数, which the clerk renames.

Knows no words: a noun is taken only where both of its ends are sure (a mark, a particle that is never part of a word, a
verb of counting), so that no name is cut in mid-word.
"""

from __future__ import annotations

from generator.text.regex import regex

NAMELESS = "数"
_KIND = "[个名项家处座条起次户件辆台所套支批份场人岗间幢栋只艘架眼块位例种类轮期届班床张剂管头笔款]"
_MEASURE = "公里|平方米|立方米|小时|分钟|[吨亩米天升]"
_UNIT = regex(f"(?P<measure>{_MEASURE})|{_KIND}|[万亿]?元")
_RUN = regex("[\u3400-\u9fff]*")
_LEFT = regex(
    "[的了]|以来|期间|今天|目前|截至|今年|去年|全年|上半年|下半年|年初|其中|现有|共有|设有|建有|拥有|[全我本]"
    "[省市县区镇乡村校院局厂]"
)
"""A word after which a noun begins."""
_DID = regex(
    "^(?:已|先后|累计|共|新)*(?:排查|整改|完成|新建|建成|投入|储备|配备|发放|检查|处理|办理|接待|组织|开展|举办|走访|收集|接受|整修|劝返|通报|张贴)(?=..)"
)
_TAIL = regex(
    "(?:分别|已经?|均|都|平均|累计|合计|总计|共计|同比|环比|达到?了?|不是|是|为|超过|约|近|将近|共有?|没有|只有|仅有|现有|还有|有|占|完成"
    "|实现|不低于|不少于|不超过|增加到|提高到|下降到|至|到|在|仅|增长|下降|提高|上升|增加|减少|新增|确保|按照|坚持|分布|包括|另外|突破|打破|剩余|实到|应到)+$"
)
_CHANGE = regex("增长|下降|提高|上升")
_RIGHT = regex("[的了]|均|都是|已经|全部|达标|正在|得到|存在|出现|发生|参加|投入|建成|完成|未能|没有|需要|应当|必须")
"""A word before which a noun ends."""
_SITE = regex("(?<=[\u3400-\u9fff]{2})(?<![重试难热亮要节焦])[点站户](?=[\u3400-\u9fff]{2})")
_UNSURE = regex("[的了和与及或以在是有无没不要将已被对向从为由把就均都可并每各其这那此再又也才只之至到时得需左右]")
"""What may be a word of its own or a part of one (和谐, 存在): nobody can tell without a dictionary."""
_CHARACTERS = range(2, 7)


def figure_name(text: str, start: int, end: int) -> str:
    """What the figure at text[start:end] counts: 13个监测点 → 监测点数, 防汛物资12吨 → 防汛物资吨数, 达标率92% → 达标率;
    数 where that is not sure."""
    share = text[end - 1] in "%％‰"
    unit = None if share else _UNIT.match(text, end)
    if not share and (noun := _after(text, unit.end() if unit else end)):
        return noun + NAMELESS
    noun = _before(text, start, share)
    if not noun or share:
        return noun or NAMELESS
    return noun + ((unit["measure"] or "") if unit else "") + NAMELESS


def _after(text: str, at: int) -> str:
    run = _run(text, at)
    if site := _SITE.search(run):
        run = run[: site.end()]
    return _sure(_RIGHT.split(run)[0])


def _before(text: str, start: int, share: bool) -> str:
    run = _run(text[:start][::-1], 0)[::-1]
    # After a figure or a date the first character counts it: 月, 日, 个 …
    if (at := start - len(run)) and text[at - 1].isdigit():
        run = run[1:]
    tail = _TAIL.search(run)
    noun = _LEFT.split(run[: tail.start()] if tail else run)[-1]
    noun = _sure(_DID.sub("", noun))
    change = _CHANGE.search(tail.group()) if tail and share else None
    return noun + (change.group() if noun and change else "")


def _run(text: str, at: int) -> str:
    """The Han characters from there on."""
    found = _RUN.match(text, at)
    return found.group() if found else ""


def _sure(noun: str) -> str:
    return noun if len(noun) in _CHARACTERS and not _UNSURE.search(noun) else ""
