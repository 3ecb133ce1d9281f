"""承上: the sentence that sums up what came before in the meeting.

Told by how it begins (刚才, 上午, 听了…汇报) and, in a chair's words, by its praise of what was said.
"""

from __future__ import annotations

from generator.reader.heads import Span
from generator.reader.layout import Layout
from generator.text.regex import regex

_CALL = r"\s*(?:(?:同志们|各位[^，,。！!]{1,10}|[^，,。！!]{1,6}们)[，,！!：:])?\s*"
_DONE = "汇报|发言|介绍|报告|讲话|交流|宣读|通报|传达|表态|签订|签署|表彰|点评|述职|部署|授课|致辞|审议|讨论|领学|分享|演讲|辅导"
_JUST_NOW = regex(
    _CALL + r"(?:(?:今天|刚才|刚刚|方才)?[上下]午[，,]?)?"
    rf"(?:(?:[^，,。！？：:]{{1,12}}(?=[刚方]才))?(?:刚才|刚刚|方才)|(?:前面[，,]|会上[，,]|(?:认真|仔细|集中)?(?:听取?|听完|看)了[^。，,]{{0,30}}(?:{_DONE}|片)"
    r"|(?:今天的|这次|本次|此次)[^，,。]{0,6}(?:会议|大会|活动|座谈)[^。]{0,20}?(?:听取|传达|学习|宣读|通报|总结|表彰|观看|参观|重温)了))",
    needs=("刚才", "刚刚", "方才", "前面", "会上", "听", "看了", "今天的", "这次", "本次", "此次"),
)
_TIMES = ("午", "今天", "会前", "先前", "此前", "天来", "刚")
_EARLIER = regex(
    _CALL + "(?:(?:今天|这个|今早)?[上下早]午|今天|会前|先前|此前|(?:一|半|两|几)天来|刚)[^。]{0,60}?"
    rf"(?:[作做]了[^。，,]{{0,12}}(?:{_DONE})|(?:{_DONE}|听取)了|(?:讲话|报告|发言)[^。，,]{{0,6}}(?:很|非常|十分|讲得|既))",
    needs=_TIMES,
)
"""上午，总经理作了工作报告: a time of the meeting, and something done in it."""
_CLAUSE = regex("[，,；;](?=(?:刚才|刚刚)[，,]?[^，,。]{4})", needs="刚")
_MEETING_WENT = regex(
    _CALL
    + r"(?:今天|这次|本次|此次|[上下]午)(?:的|召开的)?[^，,。]{0,12}(?:会议?|活动|培训|学习|报告|发言|讨论|论坛|讲座|观摩|调研|座谈|仪式|党课)"
    "[^。]{0,40}(?:开得|时间|内容|气氛|圆满|成功|讲话|讲得|主题|热烈|紧凑|鲜明|有[^。]{1,8}也有|既)"
)
_MEETING_DID = regex(
    _CALL
    + "(?:(?:经过|在)[^，,。]{2,20}[，,])?(?:今天的|这次|本次|此次)?(?:会议|大会|我们)[^，,。]{0,6}(?:听取|审议|传达|通报|表彰|学习|观看|讨论|通过|选举|完成)(?:[和并、][^，,。]{2})?了"
)
_NOT_PRAISE = "请|下面|接下来|现在|首先|感谢|谢谢|希望|让我们|会后|各|大家要|我们要|要|再|为|根据|按照|就|最后|[（(]"
_PRAISED = regex(
    _CALL
    + rf"(?!{_NOT_PRAISE})[^。，,！!]{{1,24}}(?:讲话|报告|发言|指示|点评|汇报|讲课|授课|辅导|讲解|宣讲|致辞|分享|演讲|党课)"
    "[^。]{0,60}?(?:很|非常|十分|既|又|深刻|精彩|生动|全面|充分|明确|具体|系统|讲得|深入|热情|语重心长|高屋建瓴|立意|站位|了|[^，,。、]{4}、[^，,。、]{4})"
)
"""A chair on what was said: 敖市长的指示讲得很具体."""


def find_recap(layout: Layout, start: int, end: int, hosted: bool) -> Span | None:
    """The first sentence between two offsets that sums up what came before in the meeting.

    `hosted`: a chair speaks, and praises what was said.
    """
    if end <= start:
        return None
    for index in range(layout.line_at(start), layout.line_at(end - 1) + 1):
        line = layout.lines[index]
        for first, high in layout.sentences(max(line.start, start), min(line.end, end)):
            low = layout.after_cue(first, high)
            if _sums_up(layout.text, low, high, hosted):
                while low < high and layout.text[low].isspace():
                    low += 1
                return Span(low, high)
    return None


def _sums_up(text: str, low: int, high: int, hosted: bool) -> bool:
    if _JUST_NOW.match(text, low, high) or _EARLIER.match(text, low, high) or _CLAUSE.search(text, low, high):
        return True
    return hosted and any(one.match(text, low, high) for one in (_MEETING_WENT, _MEETING_DID, _PRAISED))
