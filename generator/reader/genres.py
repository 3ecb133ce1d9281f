"""文种: which of the six kinds a piece is.

Told by its title first, then by who speaks to whom: a chair who hands over, a speaker who addresses, a
newsman who reports on a meeting, an office that reports on its work.
"""

from __future__ import annotations

import re

from generator.text.outline import Genre
from generator.text.regex import holds, regex

_BY_TITLE: tuple[tuple[Genre, tuple[str, ...] | re.Pattern[str]], ...] = (
    (Genre.HOST_SCRIPT, ("主持词", "主持稿", "主持讲话", "串词", "主持提纲")),
    (Genre.MINUTES, ("纪要", "会议记录")),
    (Genre.BRIEF, ("简报", "快报", "信息专报", "工作动态")),
    (Genre.SPEECH, ("讲话", "发言", "致辞", "致词", "贺词", "演讲", "讲稿", "党课", "表态")),
    (Genre.SPEECH, regex("动员(?!会)|述职(?!报告)")),
    (
        Genre.OTHER,
        regex(
            "方案|通知|办法|倡议|公开信|一封信|体会|感想|规定|规则|制度|计划|要点|启事|细则|预案|意见$|征文|评论|调查|问卷|心得"
        ),
    ),
    (Genre.REPORT, ("报告", "汇报", "总结", "通报", "情况", "自查", "做法", "经验", "成效")),
    (Genre.BRIEF, regex("(?:召开|举行|举办|开展|部署|组织).{0,30}(?:会|活动|培训|演练)$")),
)
_NAMING = regex("^(?:[—–-].+|.{2,20}(?:简报|快报|动态|专报|纪要))$", re.MULTILINE, needs=(*"—–-报", "动态", "纪要"))
"""The lines about a title that name the kind of paper: a subtitle, a brief's masthead."""
_REPORTS = regex("(?:汇报|报告|总结|通报|自查|情况)[^。；：:]{0,12}如下")
_SELF = regex("我[单公]?[司市县区镇乡村校局院厂处委行园部社]|本[局校院单公]|我单位|我们单位")
_MINUTES = regex("议定|纪要如下|会议(?:审议|原则)?同意|会议决定")
_MEETING_SPEAKS = regex(
    "会议(?:指出|强调|要求|认为|对|决定|还|听取|传达|重点|由)|与会(?:人员|同志|者|领导)|会上[，,]|会后[，,]"
)
_MEETING_HELD = regex(
    "(?:召开|举行|举办)[^。]{0,50}(?:会(?!以来|后|精神)|仪式|典礼|培训班|活动|演练|大赛)|出席(?:会议|活动|仪式)|主持(?:会议|召开|仪式)|参加(?:会议|活动)"
)
_SAYS_I = regex(
    "下面[，,]?我|我(?:再|先|想)?(?:就[^。]{2,40})?(?:讲|强调|谈|提)(?:几|两|以下|[一二三四五六七八九])|今天(?:的)?会议的?(?:主要任务|目的)|今天[，,]?我们(?:在|召开|隆重)|我们(?:今天|在这里)"
)
_MYSELF = regex("我(?![们市县区镇乡村校局院厂省国单司社部])")
_SURVEY = regex("问卷|受访|调研(?:结果|报告|显示)|样本|调查(?:显示|中|结果)")
_ZEAL = regex(
    "高度重视|坚决贯彻|认真贯彻|深入贯彻|迅速行动|积极(?:行动|响应|开展|推进)|统一部署|按照[^。]{0,24}(?:部署|要求|精神)|第一时间|有序(?:开展|推进)"
)


def genre_of(
    title: str | None,
    bylines: str,
    text: str,
    host: bool,
    addressed: bool,
    addressed_office: bool,
    points: int,
    spoken: bool,
) -> Genre:
    """The genre of a piece.

    `bylines` are the other lines of its head; `text` is its beginning, a few paragraphs; `points` how many it has in all; `spoken` that its pivot is
    the speaker's own (下面，我讲三点).
    """
    if host:
        return Genre.HOST_SCRIPT
    for name in (title or "", *_NAMING.findall(bylines)):
        for genre, words in _BY_TITLE:
            if holds(name, words) if isinstance(words, tuple) else words.search(name):
                return genre
    lead = text[:600]
    if not addressed and _MINUTES.search(text) and (_MEETING_SPEAKS.search(text) or _MEETING_HELD.search(lead)):
        return Genre.MINUTES
    if _REPORTS.search(lead) and (not addressed or _SELF.search(lead)):
        return Genre.REPORT
    if addressed or spoken:
        return Genre.SPEECH
    if addressed_office:
        return Genre.REPORT
    if _SAYS_I.search(lead):
        return Genre.SPEECH
    first, _, rest = lead.partition("\n")
    if _MEETING_SPEAKS.search(first) or _MEETING_HELD.search(first) or _MEETING_SPEAKS.match(rest.lstrip()):
        return Genre.BRIEF
    if _SURVEY.search(lead):
        return Genre.OTHER
    if points < 3 and len(_MYSELF.findall(text)) >= 3:
        return Genre.OTHER
    if points >= 3 or _ZEAL.search(lead[:200]):
        return Genre.REPORT
    return Genre.OTHER
