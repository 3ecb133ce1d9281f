"""What an old paper tells of its meeting: 会议名称, 时间, 地点, 主要任务, 背景, 参会, 自称 and 下级, who signed it.

Only what stands there in a form of its own is taken; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.records import record
from generator.text.moments import WrongMoment, parse_date, say_date
from generator.text.regex import regex

_KIND = "讲话|发言|致辞|致词|主持词|主持讲话|主持稿|讲话稿|发言稿|总结讲话|动员讲话|表态发言|交流发言|汇报|报告"
_AT = regex(rf"^在(?P<name>.{{2,40}}?)上的?(?:[^，。]{{0,8}}?)(?:{_KIND})(?:提纲|材料)?$")
_SCRIPT = regex(r"^(?P<name>.{2,40}?)(?:主持词|主持讲话|主持稿|主持串词)$")
_SUBTITLE = regex("^[—–-]{1,2}")
_MEETING = "(?:会议|大会|座谈会|动员会|推进会|调度会|部署会|表彰会|总结会|培训会|报告会|现场会|仪式|典礼|班会|例会)"
_HELD = regex(
    rf"(?:召开|举行|举办)(?:的|了)?(?:这次|今天的)?(?P<name>(?![一二两三四五六七八九十几多]+[次个场])[\u3400-\u9fff0-9A-Za-z（）“”、×*]{{2,36}}?{_MEETING})(?=[，。！,；]|$)"
)
_NOW = regex("今天|今日|今晚|现在|我们|这次|此次|本次|这里|在此|立即|随即|马上")
_THEN = regex("昨天|前天|日前|近日|上周|上月|刚刚|连续|先后")
_TASK = regex("(?:主要任务|主要目的|任务)(?:就)?是[：:]?(?P<task>[^。！？\n]{4,300})")
_PLACE = regex(r"(?:会议)?地\s*点[：:]\s*(?P<place>.{2,40})")
_WHEN = regex(r"(?:会议)?时\s*间[：:]\s*(?P<when>.{4,40})")
_BEGINS = regex(
    "(?:好[，,])?(?:现在|下面)?(?:我宣布[，,：:]?)?[^，。]{0,10}?(?:现在)?(?:正式)?(?:开会|开始)(?:了)?[。！]"
)
_CEREMONY = regex("出席|参加|欢迎|感谢|问候|祝贺|手机|纪律|刚才|议程|主持|[家午上]好|召开|举行|听取")
_WHY_LENGTH = 90
_AUDIENCE = regex(
    "(?:^|[。；，\n])(?:参加(?:今天|这次|本次)?(?:的)?会议的(?:还)?有[：:]?(?P<a>[^。；\n]{4,60})|(?P<b>[^。；：\n]{4,60}?)参加(?:今天的|了?这次|本次|今天)?会议)(?=[。；\n]|$)"
)
_NAMED = regex("(?<!负责)(?<!领导)(?<!有关)(?<!全体)(?<!部门)同志(?:[、，]|$)|先生|女士|出席|主持|讲话")
_OWN = regex("我(?:省|市|县|区|镇|乡|街道|校|院|局|公司|集团|厂|村|社区|园区|单位)")
_BELOW = regex(
    "(?:^|[。；，：\n])(?P<who>各[\u3400-\u9fff]{1,5}(?:(?:、|和)各[\u3400-\u9fff]{1,8}?)+)(?=(?:都|一定|也)?(?:要|必须|务必|应当|应))"
)
_POST = "书记|[^\\s]长|主任|主席|经理|代表|总裁|董事|委员|教授|员"
_SIGNED = regex(
    r"(?:(?:主\s*持\s*人?|讲\s*话\s*人|发\s*言\s*人|汇\s*报\s*人|报\s*告\s*人)[：:]\s*)?"
    rf"(?:(?P<post>[\u3400-\u9fff、 \u3000]{{0,40}}?(?:{_POST}))[ \u3000]*)?"
    r"(?P<name>[\u3400-\u9fff]{2,3}|[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff]|[\u3400-\u9fff](?:×{1,3}|[Xx]{1,3}))"
)
_OFFICE = regex("[局办组委厅部处室科所站院队镇乡县市区村校司厂会]$|中心$|公司$")


@record(frozen=True)
class Signed:
    """署名 with 【姓名】 and 【日期】 where they can be filled in again, and the name, post and date themselves."""

    rows: tuple[str, ...] = ()
    name: str = ""
    post: str = ""
    day: str = ""
    place: str = ""


def meeting_name(title: str, opening: str) -> str:
    """The name of the meeting, from the title (在…上的讲话, …主持词) or from the opening (今天召开…会议); else empty."""
    for row in title.split("\n"):
        row = _SUBTITLE.sub("", row).strip()
        if found := _AT.match(row) or _SCRIPT.match(row):
            return found["name"]
    for sentence in re.findall("[^。！？\n]+[。！？]?", opening):
        found = _HELD.search(sentence)
        # Another meeting is told of, too: 昨天省里召开了…会议.
        if found and _NOW.search(sentence[: found.start()]) and not _THEN.search(sentence[: found.start()]):
            return found["name"]
    return ""


def main_task(opening: str) -> str:
    """主要任务 as the opening says it, or empty."""
    found = _TASK.search(opening)
    # A task that runs on into the pivot ends before it.
    return re.split("[，；](?:下面|现在|刚才|同时，?也是)", found["task"])[0].strip("，,；;：: ") if found else ""


def background(opening: str) -> str:
    """背景: what an opening says before it says that the meeting is held, where that is a sentence or two; else empty."""
    before: list[str] = []
    for sentence in re.findall("[^。！？\n]+[。！？]?", opening):
        held = _HELD.search(sentence)
        if held and _NOW.search(sentence[: held.start()]):
            why = "".join(before).strip("。")
            return why if len(before) <= 2 and len(why) <= _WHY_LENGTH and not _CEREMONY.search(why) else ""
        if not _BEGINS.fullmatch(sentence):
            before.append(sentence)
    return ""


def audience(opening: str) -> str:
    """参会: who 参加会议 besides those called by name; empty where it is not said in a clause of its own."""
    found = _AUDIENCE.search(opening)
    who = (found["a"] or found["b"]).strip("，") if found else ""
    return "" if _NAMED.search(who) else who


def own_unit(text: str) -> dict[str, str]:
    """自称 and 下级 of the unit: 我县 where the text says no other 我市 or 我校, 各乡镇、各部门 where they are told to act."""
    own = set(_OWN.findall(text))
    below = _BELOW.search(text)
    found = {"自称": own.pop() if len(own) == 1 else "", "下级": below["who"] if below else ""}
    return {name: value for name, value in found.items() if value}


def signed(rows: Sequence[str]) -> Signed:
    """The lines between title and 称呼 read: who, when, where."""
    name = post = day = place = ""
    out = []
    for row in rows:
        made = row
        inner = row.strip("（）() ")
        if found := _PLACE.match(inner):
            place = found["place"].strip()
        elif not day and (date := _date_of(inner)):
            day = date
            made = row.replace(date, "【日期】") if date in row else row
        elif not name and (found := _SIGNED.fullmatch(inner)) and not _OFFICE.search(inner):
            said = found["name"]
            name, post = "".join(said.split()), "".join((found["post"] or "").split())
            # A name spread over three characters (王　芳) is spread again by hand.
            made = row.replace(said, "【姓名】") if name == said else row
        out.append(made)
    return Signed(tuple(out), name, post, day, place)


def _date_of(text: str) -> str:
    """The date in a line, as a paper says it; empty where there is none that could be one."""
    when = _WHEN.match(text)
    found = re.search(
        r"[0-9〇○零一二三四五六七八九十]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}[日号]",
        when["when"] if when else text,
    )
    if found is None:
        return ""
    try:
        return say_date(parse_date(found.group()))
    except WrongMoment:
        return ""
