"""相对时间: 明天, 上周五, 近日 in a written paper, which is read on another day than it was written.

Speeches and host scripts are heard on the day and may say 今天.  What is quoted is the speaker's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.led import Led
from generator.checks.model import Checked, Finding, rule
from generator.text.regex import regex

_WRITTEN = ("通知", "纪要", "会议纪要", "简报", "情况报告")
_DAY = "[今明昨前后](?:天|日)|[今明昨]晚"
_WEEK = "[本这上下]个?(?:周|星期)[一二三四五六日天末]"
_RELATIVE = Led(
    "今明昨前后本这上下",
    rf"(?<![0-9一二三四五六七八九十每])(?:(?:{_DAY})(?=[上下中]午|早|晚|凌晨|夜|[0-9]|之?前|召开|举行|举办|主持|组织|全[省市县区镇乡校]|[省市县区]|[一二三四五六七八九十]{{1,3}}[时点])|(?:[昨明前后](?:天|日)|[昨明]晚)(?=，)|{_WEEK}(?!期|刊|岁))",
)
_DATELINE = regex("[0-9一二三四五六七八九十]日[电讯]|^[^，。\n]{2,12}[0-9]{1,2}月[0-9]{1,2}日讯", re.MULTILINE)
"""A piece of news says on top of which day it is: 石桥镇11月25日讯."""
_OWN_NAME = regex("[今明昨][天日](?:[说美我你她他]们?好|会更好)|昨日重现|今日头条")


@rule("W47", "疑似", *_WRITTEN)
def day_relative(text: Checked) -> Iterator[Finding]:
    """书面材料里用了“明天”“下周五”。

    查什么：通知、纪要、简报、报告里用“今天上午”“明天”“昨天”“本周五”“下周一”说时间。讲话稿、主持词当天念，不查；引号里的话不查；“每周五”“今天的成绩”这样不指哪一天的不查；开头写了“11月25日讯”“25日电”的，“今天”就是那一天，不查。
    为什么：书面材料印发、存档以后才看，“明天”是哪一天说不清。
    错例：会议定于明天下午召开，请于本周五前报送名单。
    改为：会议定于11月25日下午召开，请于11月20日前报送名单。
    依据：办公室通行要求
    """
    if not text.has("天", "日", "周", "期", "晚") or _DATELINE.search(text.text):
        return
    for found in _RELATIVE.finditer(text.text):
        low, high = text.layout.sentence(found.start())
        if text.text.find("今天", low, high) >= 0 and text.text.find("明天", low, high) >= 0:
            # 今天办这个节，明天办那个会: any day.
            continue
        if not text.quoted(found.start()) and not _OWN_NAME.match(text.text, found.start()):
            yield Finding(found.start(), found.end(), f"“{found.group()}”没有写明哪一天", "几月几日")


_RECENTLY = Led(
    "近日不0123456789",
    r"(?<![0-9一二三四五六七八九十])(?P<w>近日|日前|近来|不久前)(?:[，,（(]|于|在)?(?P<d>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日)(?!前|之前|以前|印发|出台|下发|起)"
    r"|(?P<d2>[0-9]{1,2}月[0-9]{1,2}日)[，,]?(?P<w2>近日|日前|不久前)",
)


@rule("W48", "疑似")
def recently_with_date(text: Checked) -> Iterator[Finding]:
    """“近日”后面又写了确切的日子。

    查什么：“近日，11月25日，……”“日前（3月5日）”：一处时间，既说“近日”“日前”，又写几月几日。隔着别的话的（近日，根据3月5日会议精神……）不查。
    为什么：“近日”“日前”是不说哪一天；写明了哪一天，就不用它。
    错例：近日，11月25日上午，全县安全生产工作会议召开。
    改为：11月25日上午，全县安全生产工作会议召开。
    依据：办公室通行写法
    """
    if not any(word in text.text for word in ("近日", "日前", "近来", "不久前")):
        return
    for found in _RECENTLY.finditer(text.text):
        word, day = found["w"] or found["w2"], found["d"] or found["d2"]
        group = "w" if found["w"] else "w2"
        yield Finding(found.start(group), found.end(group), f"“{word}”和“{day}”只用一个", f"“{day}”")
