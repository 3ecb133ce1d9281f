"""散会: the sentence that ends a meeting (散会, 到此结束) or a speech (我就讲这些, 发言完了, 谢谢大家).

Told by its verb and by where it stands: among the last sentences.
"""

from __future__ import annotations

from generator.reader.heads import Span
from generator.reader.layout import Layout
from generator.text.regex import regex

_HERE = "这里|这儿|此(?!外|次|前|后|时)|这(?![一二三四五六七八九十几些个样次场件])"
_NOT_AFTER = "(?!以?之?[前后时]|的)"
_HELD = "会议?|大会|活动|仪式|典礼|班|讲座|比赛|论坛|学习|培训|党课|课|观摩|座谈|议程|程序|环节|测评|选举|节目|晚会"
_SAID = "讲话|发言|汇报|报告|述职|介绍|分享|表态|演讲|致辞|交流|说明|通报|点评|宣讲"
_ADJOURNS = f"散会{_NOT_AFTER}|休会{_NOT_AFTER}"
_ENDS_MEETING = (
    rf"到此(?:圆满|胜利|全部)?结束|圆满结束{_NOT_AFTER}|闭幕[。！!]"
    rf"|(?:{_HELD})[^。！!？]{{0,16}}(?:(?:就?开?|进行)到(?:{_HERE})|(?:圆满|胜利|全部|顺利|就)?(?:结束|完毕|闭幕)(?=[。！!，,]))"
)
_SO_MUCH = "(?:就|先|只)(?:讲|说|谈|提|强调|汇报|聊|唠|交流)?(?:这些|这么多|这么些|这么几|这几|以上)"
_ENDS_SPEECH = (
    rf"(?:讲|说|谈|汇报|发言|报告|介绍|开|分享|聊|唠|交流|就|先)(?:到|至)(?:{_HERE})|到此为止|到这里为止"
    "|不(?:再)?多(?:说|讲|占|耽误|耽搁)|没有别的了"
    rf"|(?:{_SAID}|话)(?:就?到此|讲|说)?(?:完毕|完了|结束){_NOT_AFTER}|(?:讲|说|汇报)完了[。，,！!]"
    r"|我?宣布[^。]{2,40}(?:开始|开幕|启动|开工|开营|开学)[！!。]?$|^(?:好[，,])?[^。，,！？]{0,6}(?:出发|行动|行动起来)吧?[！!]$"
    rf"|谢谢[^，,。]{{0,14}}[。！!]?$|^以上(?:是|就是|{_SAID})|^(?:{_SAID})?完毕"
)
# What is said most often stands by itself: where it settles the question, the others are not asked.
_MEETING = (
    regex(_ADJOURNS, needs=("散会", "休会")),
    regex(_ENDS_MEETING, needs=("结束", "闭幕", "完毕", "到这", "到此")),
)
_OFF = tuple(f"{verb}{last}" for verb in ("出发", "行动", "起来") for last in "吧！!")
_SPEECH = (
    regex(_SO_MUCH, needs="些几多以"),
    regex(
        _ENDS_SPEECH,
        needs=(
            *(
                "到这",
                "到此",
                "至这",
                "至此",
                "完毕",
                "完了",
                "结束",
                "不多",
                "不再多",
                "没有别的",
                "宣布",
                "谢谢",
                "以上",
            ),
            *_OFF,
        ),
    ),
)
_COURTESY = regex(
    r"\s*(?:好[，,。])?(?:(?:最后)?[，,]?(?:预|恭|敬|衷心)?祝|(?:敬|恳)?请[^。]{0,8}(?:批评|指正|审议|领导)|不[当妥足到]|讲得不|说得不|如有不|再次感谢|给大家拜)"
)
"""What may still be said after 我就讲到这里: a wish, 请批评指正."""
_BEGINS_WITH_END = regex("(?:好[，,])?(?:今天)?我?就(?:讲|说|谈|提|强调|汇报)(?:这|到这|以上)")
_TAIL = 8
"""An adjournment is looked for in so many sentences at the end."""
_LONGEST = 80


def find_adjourn(layout: Layout, start: int, end: int) -> Span | None:
    """The sentence that ends the meeting or the speech: the first of those that stand together at the end."""
    if end <= start:
        return None
    found: Span | None = None
    misses = 0
    for low, high in reversed(_last_sentences(layout, start, end)):
        while low < high and layout.text[low].isspace():
            low += 1
        said = layout.text[low:high].strip()
        if len(said) <= _LONGEST and _ends(said, alone=found is None and misses > 0):
            found = Span(low, high)
        elif found:
            break
        elif not _COURTESY.match(said):
            misses += 1
            # What is asked of some after 散会 may follow it; a speech ends with its thanks.
            if misses > 2 or high - low > 60:
                break
    return found


def _ends(said: str, alone: bool) -> bool:
    """True for a sentence that ends the meeting, or, unless it is asked for the meeting `alone`, the speech."""
    return any(one.search(said) for one in (_MEETING if alone else (*_MEETING, *_SPEECH)))


def _last_sentences(layout: Layout, start: int, end: int) -> list[tuple[int, int]]:
    sentences: list[tuple[int, int]] = []
    for index in range(layout.line_at(end - 1), layout.line_at(start) - 1, -1):
        stop = min(layout.lines[index].end, end)
        low = max(layout.lines[index].start, start, stop - 600)
        sentences = [*layout.sentences(low, stop), *sentences]
        if len(sentences) >= _TAIL:
            break
    return sentences[-_TAIL:]


def ends_speech(text: str) -> bool:
    """True for a paragraph that begins with the end of the speech: 我就讲这两个问题。"""
    return _BEGINS_WITH_END.match(text) is not None
