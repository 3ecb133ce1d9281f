"""日期和时间: days that exist, weekdays that are right, ends after starts, and how a date is written.

Knows no clock: what is compared stands in the text, or in the meeting's details.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.led import Led
from generator.checks.model import Checked, Finding, rule
from generator.text.moments import WEEKDAYS, say_date, say_weekday
from generator.text.numerals import parse_number
from generator.text.regex import regex

_D = "[0-9]{1,2}"
_DATE = Led(
    "0123456789",
    rf"(?P<y>[12](?<![0-9.].)[0-9]{{3}})年(?P<m>{_D})月(?P<d>{_D})[日号]|(?P<m1>[0-9](?<![0-9.年].)[0-9]?)月(?P<d1>{_D})[日号]",
)
_WEEKDAY = regex(r"\s?[（(，,]?\s?(?:星期|周|礼拜)(?P<w>[一二三四五六日天])(?![到至])")
_ANY_WEEKDAY = regex("(?:星期|周|礼拜)[一二三四五六日天]")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _day(found: re.Match[str], year: int | None = None) -> date | None:
    """The day that was written, None where it does not exist or the year is not known."""
    if found["y"] is None and year is None:
        return None
    try:
        return date(int(found["y"] or year or 0), *_month_and_day(found))
    except ValueError:
        return None


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    return int(found["m"] or found["m1"]), int(found["d"] or found["d1"])


@rule("W41", "必错")
def date_impossible(text: Checked) -> Iterator[Finding]:
    """没有这一天、这个时刻。

    查什么：2月30日、9月31日、13月；不是闰年的2月29日；25时、9时75分；“上午15时”“下午9时”以外说不通的时刻。
    为什么：日期是人人都看的，错了通知就作废。
    错例：会议定于2026年2月29日上午15:00召开。
    改为：会议定于2026年2月28日下午3:00召开。
    依据：公历；GB/T 7408（日期和时间表示法）
    """
    for found in _DATE.finditer(text.text) if "月" in text.characters else ():
        month, day = _month_and_day(found)
        wrong = not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]
        if wrong or (found["y"] and _day(found) is None):
            yield Finding(found.start(), found.end(), f"没有{found.group()}这一天")
    for found in _CLOCK.finditer(text.text) if text.has("时", ":", "：") else ():
        hour, minute = int(found["h"]), int(found["n"] or found["n2"] or 0)
        part = found["part"] or ""
        bad = hour > 24 or minute > 59 or (hour == 24 and minute > 0)
        morning = part in ("上午", "早上", "早晨", "凌晨") and hour > 12
        if bad or morning:
            yield Finding(found.start(), found.end(), f"没有“{found.group()}”这个时刻")


_CLOCK = Led(
    "0123456789凌早上中下晚",
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|晚上)?(?<![0-9:.])(?<![0-9]：)(?P<h>[0-9]{1,2})(?:[:：](?P<n>[0-9]{2})(?![0-9:：])|时(?!间|长|代|刻)(?P<n2>[0-9]{1,2})分(?!钟))",
)


@rule("W42", "必错")
def weekday_wrong(text: Checked) -> Iterator[Finding]:
    """日期和星期对不上。

    查什么：写明年月日和星期的，星期不对。没有写年份的，按会议.yaml 里会议的年份查。
    为什么：一个说日期、一个说星期，收通知的人不知道哪天到会。
    错例：2026年11月25日（星期二）
    改为：2026年11月25日（星期三）
    依据：公历
    """
    if not text.has("星", "周", "礼") or not _ANY_WEEKDAY.search(text.text):
        return
    year = text.meeting.when.day.year if text.meeting and text.meeting.when else None
    for found in _DATE.finditer(text.text):
        said = _WEEKDAY.match(text.text, found.end())
        day = _day(found, year)
        if said is None or day is None:
            continue
        right = WEEKDAYS[day.weekday()]
        if said["w"].replace("天", "日") != right:
            yield Finding(
                said.start("w"),
                said.end("w"),
                f"{say_date(day)}是{say_weekday(day)}，不是星期{said['w']}",
                f"星期{right}",
                "看看是日期错了，还是星期错了",
            )


_TO = r"\s?(?:至|到|—|－|-|～|~|–)\s?"
_SPAN = Led(
    "0123456789",
    rf"(?:(?P<y>[12][0-9]{{3}})年)?(?<![0-9])(?P<m>{_D})月(?P<d>{_D})日(?:（[^（）\n]{{1,6}}）)?{_TO}"
    rf"(?:(?P<y2>[12][0-9]{{3}})年)?(?:(?P<m2>{_D})月)?(?P<d2>{_D})日",
)
_MAYBE_SPAN = Led(
    "至到—－～~–-", r"[至到—－～~–-](?<=[日时分） 0-9].) ?[0-9凌早上中下傍晚次当]", " 0123456789凌早上中下傍晚次当"
)
_PART = "凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|次日|当晚"
_HOURS = Led(
    "0123456789凌早上中下傍晚次当 \t\n\xa0\u3000",
    rf"(?P<p>{_PART})?\s?(?<![0-9:.])(?<![0-9]：)(?P<h>{_D})(?:[:：](?P<n>[0-9]{{2}})|时(?:(?P<n2>{_D})分)?){_TO}"
    rf"(?P<p2>{_PART})?\s?(?P<h2>{_D})(?:[:：](?P<n3>[0-9]{{2}})|时(?:(?P<n4>{_D})分)?)(?![0-9])",
)
_WHICH = "看看是开始错了，还是结束错了"
_LATE = ("下午", "傍晚", "晚上", "当晚")


@rule("W43", "必错")
def end_before_start(text: Checked) -> Iterator[Finding]:
    """结束在开始之前。

    查什么：“11月28日至11月25日”“下午3:00至2:30”一类前后颠倒的起止时间。过夜的（晚上8时至次日6时）不算。
    为什么：起止颠倒，时间就没有意义。
    错例：会期：2026年11月28日至26日
    改为：会期：2026年11月26日至28日
    依据：公历；办公室通行校对要求
    """
    if not _MAYBE_SPAN.search(text.text):
        return
    if "日" in text.characters:
        for found in _SPAN.finditer(text.text):
            start = (int(found["y"] or 0), int(found["m"]), int(found["d"]))
            year = int(found["y2"] or found["y"] or 0)
            end = (year, int(found["m2"] or found["m"]), int(found["d2"]))
            if found["y2"] and not found["y"]:
                continue
            # 12月28日至1月3日 goes over the new year.
            over = found["m2"] and not found["y2"] and start[1] >= 10 and end[1] <= 3
            if end < start and not over:
                yield Finding(found.start(), found.end(), f"“{found.group()}”结束在开始之前", hint=_WHICH)
    if text.has(":", "：", "时"):
        for found in _HOURS.finditer(text.text):
            if _backwards(found):
                yield Finding(found.start(), found.end(), f"“{found.group().strip()}”结束在开始之前", hint=_WHICH)


def _backwards(found: re.Match[str]) -> bool:
    part, part2 = found["p"] or "", found["p2"] or ""
    if part2 in ("次日", "凌晨") or part in ("晚上", "当晚") or (part in ("上午", "中午") and not part2):
        return False
    hour, hour2 = int(found["h"]), int(found["h2"])
    if part in _LATE and hour < 12:
        hour += 12
    if hour2 < 12 and (part2 in _LATE or (not part2 and part in _LATE)):
        hour2 += 12
    if not part and not part2 and hour < 13 and hour2 < 8:
        # 9:00至3:00: the afternoon is meant.
        return False
    start = hour * 60 + int(found["n"] or found["n2"] or 0)
    end = hour2 * 60 + int(found["n3"] or found["n4"] or 0)
    return end < start or (end == start and bool(part or part2 or hour > 12))


_DEADLINE = Led("0123456789", _DATE.source.join(("(?:", ")[^。；，\n]{0,12}?(?:之前|以前|前)")))
_REPLY = regex("回执|报名|参会|名单|请假|汇总表|发言材料|交流材料|会务")


@rule("W44", "疑似", "通知")
def deadline_too_late(text: Checked) -> Iterator[Finding]:
    """报名、回执的期限在会议之后。

    查什么：会议通知里报送回执、参会名单、发言材料的期限，晚于会议时间。会议时间以会议.yaml 或者通知里的“时间：”为准。
    为什么：会都开完了，报名还没有截止。
    错例：会议时间：2026年11月25日。请于11月26日前报送参会回执。
    改为：会议时间：2026年11月25日。请于11月23日前报送参会回执。
    依据：办公室通行校对要求
    """
    day = text.meeting.when.day if text.meeting and text.meeting.when else _own_day(text)
    if day is None:
        return
    for found in _DEADLINE.finditer(text.text):
        low, high = text.layout.sentence(found.start())
        limit = _day(found, day.year)
        if limit is not None and limit > day and _REPLY.search(text.text, low, high) and limit.year == day.year:
            yield Finding(
                found.start(),
                found.end(),
                f"期限是{say_date(limit)}，会议是{say_date(day)}，期限在会议之后",
                f"{say_date(day)}以前的一天",
            )


_OWN = Led("时", rf"时间[：:定于为是]{{1,3}}(?P<y>[12][0-9]{{3}})年(?P<m>{_D})月(?P<d>{_D})日")


def _own_day(text: Checked) -> date | None:
    found = _OWN.search(text.text)
    return _day(found) if found else None


_FORM = Led(
    "12一二'’",
    rf"(?P<zero>(?<![0-9])[12][0-9]{{3}}年(?:0[1-9]月{_D}日|[0-9]{{1,2}}月0[1-9]日))"
    r"|(?P<mixed>[二一][〇○零0OＯo九二一八七六五四三]{3}年(?=[0-9]{1,2}月))"
    r"|(?P<circle>二[○0OＯo][○0OＯo〇零一二三][○0OＯo〇零一二三四五六七八九]年)"
    r"|(?P<short>(?<![0-9〇零一二三四五六七八九十])['’]?(?:2[0-9]|1[5-9])年(?:1[0-2]|[1-9])月(?:[12][0-9]|3[01]|[1-9])日)",
)


_MAYBE_FORM = Led(
    "年", "年(?:0|[0-9]{1,2}月0|(?<=[〇○零0OＯo九二一八七六五四三]{3}年)|(?<=[12][0-9]年)(?<![0-9]{3}年))"
)


@rule("W45", "必错")
def date_form(text: Checked) -> Iterator[Finding]:
    """日期写得不合规定。

    查什么：月、日前面补了0（01月05日）；年份用汉字、月日用数字（二〇二六年11月）；“二○二六”“二0二六”把〇写成圆圈或者数字0；年份缩成两位（26年11月25日）。
    为什么：成文日期用阿拉伯数字，年份写全，月、日不编虚位。
    错例：2026年01月05日
    改为：2026年1月5日
    依据：GB/T 9704—2012 7.3.5.4；GB/T 15835—2011
    """
    if not _MAYBE_FORM.search(text.text):
        return
    for found in _FORM.finditer(text.text):
        said = found.group()
        if found["zero"]:
            right = re.sub(r"(?<=[年月])0", "", said)
        elif found["short"]:
            right = "20" + said.lstrip("'’")
        elif found["circle"] and not re.match("[0-9]{1,2}月", text.text[found.end() : found.end() + 3]):
            right = re.sub("[○0OＯo]", "〇", said)
        else:
            number = parse_number(re.sub("[○0OＯo零]", "〇", said[:-1]))
            right = f"{number}年"
        yield Finding(found.start(), found.end(), f"“{said}”", f"“{right}”", mend=right)


@rule("W46", "疑似", "通知", "纪要", "会议纪要", "简报", "情况报告")
def day_called_number(text: Checked) -> Iterator[Finding]:
    """书面材料里“日”写成“号”。

    查什么：通知、纪要、简报、报告里写“11月25号”。讲话稿、主持词是说出来的，不查。
    为什么：书面语用“日”。
    错例：请于11月25号前报送。
    改为：请于11月25日前报送。
    依据：GB/T 9704—2012 7.3.5.4；办公室通行写法
    """
    if "号" not in text.characters:
        return
    for found in _NUMBERED.finditer(text.text):
        yield Finding(found.end() - 1, found.end(), f"“{found.group()}”", f"“{found.group()[:-1]}日”", mend="日")


_NUMBERED = regex(rf"(?<![0-9]){_D}月{_D}号(?!楼|线|文|令|会|厅)")
