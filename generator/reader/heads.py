"""The head of a paper: 标题, 署名 (subtitle, name, date, time and place), 称呼.

Tells them by form and position; knows nothing of what follows the 称呼.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reader.layout import Layout, Line
from generator.records import record
from generator.text.numbering import parse_marker
from generator.text.regex import regex

_PEOPLE = (
    "们|同志|各位|领导|来宾|嘉宾|朋友|老师|同学|代表|委员|女士|先生|乡亲|战友|家长|校友|专家|评委|同仁|同事|员工|师傅|村民|居民"
    "|书记|市长|县长|区长|镇长|乡长|局长|部长|厅长|处长|科长|主席|主任|组长|院长|校长|园长|总经理|董事长|总裁|首长|教授|学员|选手|裁判员|运动员|官兵|职工|党员"
)
_PEOPLE_WORDS = tuple(_PEOPLE.split("|"))
_ADDRESS = regex(r"[^。；;？?\n：:！!]{2,40}[：:！!，,]?")
_GREETED = regex(
    r"([^。；;？?\n：:！!]{2,40}?)[，,！!]\s*(?=(?:大家|你们|各位)?(?:[早上中下晚]午?[上安]?好|好)[！!，,。])",
    needs=tuple(f"好{mark}" for mark in "！!，,。"),
)

_ONLY_GREETS = regex(r"\s*[^。！!，,]{1,6}[！!。]$")
_CALL_SPLIT = regex(r"[、和及\s]+")
_NAME = regex("(?:各位)?[^要请把就都应须做讲提是在]{1,10}")
_CALLS_ALL = regex(
    r"(?:最?[尊敬可亲][敬爱]的)?(?:各位|诸位|在座的?|全体)[^要请把就都应须做讲提是在]{1,12}",
    needs=("各位", "诸位", "在座", "全体"),
)
"""各位 with whatever name of people: 各位网格员, 各位护士长, 各位书友."""
_CALLED = regex(rf"(?:各[^要请]{{1,8}}|.*(?:{_PEOPLE})|.{{1,12}}(?:员|长|人|士|者|友|家|师))(?:[（(].{{1,12}}[）)])?")
_POSTS = "书记|主任|主席|市长|县长|区长|镇长|乡长|局长|部长|厅长|处长|院长|校长|会长|董事长|总经理|组长|首长"
_OPENS = ("尊敬的", "敬爱的", "亲爱的", "诸位", "全体", "在座", "同志")
_ADDRESS_OPENS = regex(
    rf"各[^自项种类级]|各(?:[^、，,：:]{{1,8}}、各|[^、，,：:]{{1,8}}的同志)|[^。；，,]{{0,12}}们|[^，,、。：:]{{0,6}}(?:{_POSTS})[、，,]",
    needs="各们书任席长理",
)
_OPENING = 16
"""An address shows what it is within so many characters."""
_ATTENDANCE = regex(
    r"出席|参加|参会|列席|主持|记录|缺席|请假|发言人|联系|负责(?!人|同志)",
    needs=("席", "参", "主持", "记录", "请假", "发言人", "联系", "负责"),
)
_ORGANISATION = regex(
    r"[^。；：:！!？?\s]{1,30}(?:委|局|厅|部|府|办|院|司|公司|集团|中心|支队|总队|办公室|指挥部|领导小组|单位|部门|学校|大学|学院|中学|小学|法院|协会|总会|乡镇|街道|会)[：:]"
)
_LABELLED = regex(
    r"(?:会议)?(?:时\s*间|地\s*点|主\s*持|参\s*加|出\s*席|列\s*席|记\s*录|主\s*办|承\s*办|报\s*告\s*人|发\s*言\s*人|汇\s*报\s*人|参会|编印|签发|缺席|请假)\S{0,6}[：:]",
    needs="：:",
)
_DATE = regex(r"[（(]?[0-9０-９〇○零一二三四五六七八九十×xX_]{1,4}\s*年.{0,30}", needs="年")
_ISSUE = regex(
    r"[（(]?(?:20\d\d年)?\s*(?:第|总第)\s*[0-9０-９一二三四五六七八九十百×xX]+\s*[期号](?:[（(]总.{0,12})?[）)]?",
    needs="期号",
)
_SUBTITLE = regex(r"[—–-]{1,2}")
_TITLE_NOUN = regex(
    r"(?:讲话|发言|致辞|致词|贺词|主持词|串词|主持稿|讲稿|讲话稿|发言稿|演讲|报告|汇报|通报|总结|纪要|简报|方案|通知|意见|办法|倡议书|公开信|一封信|体会|感想|述职|党课|规定|计划|要点|说明|提纲|材料|情况|辞|动员|部署|启事|实录|记录)"
    r"(?:[（(【〔].{1,20}[）)】〕]|稿|提纲|材料|[0-9一二三四五六七八九十]{1,2})?"
)
_STOPS = frozenset("。；！？，、;!?,：:")
_HEAD_LINES = 10
_TITLE_LENGTH = 60


@record(frozen=True)
class Span:
    """Where something stands: start and end offsets."""

    start: int
    end: int


@record(frozen=True)
class Head:
    """The head of a paper, and the offset where its running text begins."""

    body: int
    title: Span | None = None
    bylines: tuple[Span, ...] = ()
    salutation: Span | None = None


def address_length(text: str) -> int:
    """How many characters at the start of a line address an audience: 同志们：今天… → 4; 0 for none."""
    if not (text.startswith(_OPENS) or _ADDRESS_OPENS.match(text, 0, _OPENING)):
        return 0
    # 同志们！ and 同志们， inside a line are exclamations, not the address of a paper, but for a greeting behind them.
    greeted = _GREETED.match(text)
    found = greeted or _ADDRESS.match(text)
    if found is None or _ATTENDANCE.search(found.group()):
        return 0
    whole = found.end() == len(text)
    said = found.group().rstrip()
    if not (said[-1] in "：:" or whole or greeted) or not _calls_people(said):
        return 0
    # A line that only calls and greets is the address as a whole.
    rest = _ONLY_GREETS.match(text, found.end()) if greeted else None
    return rest.end() if rest else found.end()


def _calls_people(said: str) -> bool:
    """Every part of the line calls somebody: 各位领导、同志们, 主任、各位副主任, 尊敬的王书记, 各位理事、监事."""
    rows = [row for row in re.split("[，,]", said.rstrip("：:！!，,")) if row]
    calls: list[re.Match[str] | bool | None] = []
    for row in rows:
        parts = [part for part in _CALL_SPLIT.split(row) if part]
        calls += [_CALLS_ALL.fullmatch(part) or _is_called(part) for part in parts[:1]]
        # Behind 各位 a name of people needs no mark of its own.
        calls += [calls[-1] and (_is_called(part) or _NAME.fullmatch(part)) for part in parts[1:]]
    if not calls or not all(calls):
        return False
    # Without a colon or the like, only words that do nothing but call: 各位领导, 同志们.
    return said[-1] in "：:！!，," or _CALLS_ALL.fullmatch(rows[0]) is not None or rows[0].endswith("们")


def _is_called(part: str) -> bool:
    """True for what names people: 同志们, 各支队, 张书记（主任）."""
    return part.endswith(_PEOPLE_WORDS) or _CALLED.fullmatch(part) is not None


def is_organisation(text: str) -> bool:
    """True for a line that names whom a report is for: 市教育局："""
    return text.endswith(("：", ":")) and _ORGANISATION.fullmatch(text) is not None and not _ATTENDANCE.search(text)


def is_title(text: str) -> bool:
    """True for a line that names a paper by its kind: 在…会议上的讲话, 关于…的报告."""
    return _may_be_title(text) and any(found.end() == len(text) for found in _TITLE_NOUN.finditer(text))


def is_byline(text: str) -> bool:
    """True for a line between title and text: a subtitle, a date, 第×期, 时间：…, a name in brackets."""
    if len(text) > _TITLE_LENGTH:
        return False
    if _LABELLED.match(text) or _ISSUE.fullmatch(text) or _SUBTITLE.match(text):
        return True
    if text[0] in "（(" and text[-1] in "）)":
        return parse_marker(text) is None
    return text[-1] not in _STOPS and (_DATE.fullmatch(text) is not None or len(text) <= 4)


def _may_be_title(text: str) -> bool:
    if not 4 <= len(text) <= _TITLE_LENGTH or text[-1] in _STOPS or "。" in text or text[0] in "（(—-－":
        return False
    return parse_marker(text) is None and not _LABELLED.match(text) and not _DATE.fullmatch(text)


def read_head(layout: Layout, indexes: range) -> Head:
    """The head that the lines of a piece begin with; `body` is the start of the first line where there is none."""
    lines = [layout.lines[i] for i in indexes[: _HEAD_LINES + 1]]
    if not lines:
        return Head(body=layout.lines[indexes.start].start if indexes.start < len(layout.lines) else len(layout.text))
    end_of_piece = layout.lines[indexes[-1]].end
    above = _lines_above_address(lines)
    if above is not None:
        addressed = lines[above]
        length = address_length(addressed.text) or len(addressed.text)
        body = addressed.start + length
        if length == len(addressed.text):
            body = lines[above + 1].start if above + 1 < len(lines) else end_of_piece
        title, bylines = _title_of(lines[:above])
        return Head(body, title, bylines, Span(addressed.start, addressed.start + length))
    count = _head_length(lines)
    title, bylines = _title_of(lines[:count])
    body = lines[count].start if count < len(lines) else end_of_piece
    return Head(body, title, bylines)


def run_in_head(layout: Layout, start: int, end: int) -> Head:
    """A piece that begins inside a line: 同志们：…"""
    for at in range(start, min(end, start + 42)):
        if layout.text[at] in "：:":
            return Head(at + 1, salutation=Span(start, at + 1))
    return Head(start)


def _lines_above_address(lines: Sequence[Line]) -> int | None:
    """How many lines stand above the 称呼, or None where none is near the top.

    One line of running text may stand first: an editor's note, or what is left of a web page's introduction.
    """
    for index, line in enumerate(lines):
        if address_length(line.text) or (is_organisation(line.text) and index <= 4):
            return index
        note = index == 0 and len(lines) > 1 and address_length(lines[1].text) == len(lines[1].text)
        if not (note or _may_be_title(line.text) or is_byline(line.text)):
            return None
    return None


def _head_length(lines: Sequence[Line]) -> int:
    """How many lines are head where there is no 称呼: a title that is one by form or by what stands below it."""
    if len(lines) < 2:
        return 0
    first, second = lines[0].text, lines[1].text
    if _ISSUE.fullmatch(second) and _may_be_title(first):
        count = 2
        while count < len(lines) and (is_byline(lines[count].text) or _may_be_title(lines[count].text)):
            count += 1
        return count if count < len(lines) else 1
    if not _may_be_title(first):
        return 0
    count = 1
    broken = len(second) <= 12 and is_title(first + second)
    if not is_title(first) and (broken or is_title(second)):
        count = 2
    while count < len(lines) and is_byline(lines[count].text):
        count += 1
    return count if count < len(lines) else 1


def _title_of(lines: Sequence[Line]) -> tuple[Span | None, tuple[Span, ...]]:
    """The title among the head lines, a title broken over two lines in one; the rest are bylines."""
    candidates = [i for i, line in enumerate(lines) if not is_byline(line.text) and _may_be_title(line.text)]
    if not candidates:
        return None, tuple(Span(line.start, line.end) for line in lines)
    at = candidates[0]
    # A brief's masthead (名称, 第×期, 编印单位) stands above its title.
    if any(_ISSUE.fullmatch(line.text) for line in lines) and len(candidates) > 1:
        at = candidates[-1]
    last = at
    if at + 1 < len(lines):
        joined = lines[at].text + lines[at + 1].text
        if at + 1 in candidates and not is_title(lines[at].text) and is_title(joined) and len(joined) <= _TITLE_LENGTH:
            last = at + 1
    rest = tuple(Span(line.start, line.end) for i, line in enumerate(lines) if not at <= i <= last)
    return Span(lines[at].start, lines[last].end), rest
