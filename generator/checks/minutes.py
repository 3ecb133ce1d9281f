"""纪要: the speaker's own voice left in it, decisions that nobody is to carry out, no list of who was there.

Only for 会议纪要.  That the decisions are those of the meeting is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.model import HAN, Checked, Finding, rule
from generator.text.lines import Kind
from generator.text.outline import Point, walk_points
from generator.text.regex import regex

_MINUTES = ("纪要", "会议纪要")
_OWN = "国省市州县区旗镇乡村校院所局委办厅处科室站队部厂矿行司会军党方社军园"
_VOICE = regex(
    f"(?<![自忘敌你追物本舍大小])我(?![{_OWN}])(?:们(?![{_OWN}]))?|(?<![迷])你(?:们|(?![追来争我]))"
    "|同志们(?=[：:，！])|各位(?:领导|同志)(?=[、，：])|谢谢(?:大家|各位)|让我们|请大家|下面[，,]?(?:由|请|我)|刚才[，,]|掌声"
)
_GO_ON = regex("我(?:是谁|为)")


@rule("W89", "疑似", *_MINUTES)
def minutes_in_first_person(text: Checked) -> Iterator[Finding]:
    """纪要里留着讲话的口气。

    查什么：纪要里的“我”“我们”“你们”，以及“同志们”“刚才，”“下面请”“谢谢大家”“请大家”一类讲话、主持时才说的话。“我县”“我局”“我国”是单位自称，引号里的话是原话，都不查。
    为什么：纪要记的是会议的意见，用“会议认为”“会议指出”“会议强调”“会议要求”“会议决定”，不用发言人的口气；多半是从讲话稿里整段搬来的。
    错例：会议强调，我们要把责任扛起来，请大家抓好落实。
    改为：会议强调，要把责任扛起来，抓好落实。
    依据：办公室通行写法
    """
    if not text.has("我", "你", "请", "刚", "谢", "掌", "志", "各", "下", "让"):
        return
    for found in _VOICE.finditer(text.text):
        if not text.quoted(found.start()) and not _GO_ON.match(text.text, found.start()):
            yield Finding(found.start(), found.end(), f"纪要里写“{found.group()}”", "会议认为、会议强调、会议要求 …")


_DECIDED = regex(
    f"(?:会议|会上)[{HAN}、，]{{0,12}}?(?:决定|议定|明确|确定|同意)[{HAN}、，]{{0,16}}[：:]\\s*$|议定事项(?!纪要)[{HAN}]{{0,4}}[：:]?\\s*$"
)
_WHO = regex(
    "负责|牵头|责任|配合|承办|主办|落实单位|协调"
    "|(?<![结格全布破大])局|办公室|委(?!托|派)|[^全]镇|乡|街道|部门|中心|指挥部|专班|领导小组|公司|单位|学校|医院|各[县市区镇乡村级]|由[^，。]{2,14}?[对按抓提制做办组完筹建解审拟统修改落起汇联商定]|[^全各]科(?!技|学|研)|派出所|检察院|法院|村委会|支部"
)


_WHEN = regex("[0-9一二三四五六七八九十]+[年月日天周]|年底|月底|立即|当日|之?前")
_AGREED = regex("(?:^|[，。])[^，。]{0,8}(?:同意|通过|撤销|取消)")


@rule("W90", "提示", *_MINUTES)
def decision_without_owner(text: Checked) -> Iterator[Finding]:
    """议定事项没有写谁来办。

    查什么：“会议决定：”“会议议定以下事项：”后面带序数的各条里，没有责任单位、责任人的。没有写时限的很多本来就没有时限，程序分不出来，不单独报，只在没有写谁来办的那一条里顺带说一声。原则性的意见（同意……）不查。
    为什么：议定事项要有人办、能督办；没有单位，会后没人认账。
    错例：会议决定：（一）尽快完成隐患排查。（二）由县财政局拨付经费50万元。
    改为：会议决定：（一）由县应急管理局12月底前完成隐患排查。（二）由县财政局拨付经费50万元。
    依据：办公室通行写法
    """
    rows = {row.start: row for row in text.rows}
    heads = [row.end for row in text.rows if _DECIDED.search(row.text)]
    if not heads:
        return
    for piece in text.outline.pieces:
        points = sorted((point for _, point in walk_points(piece.points)), key=lambda one: one.start)
        for head in heads:
            for point in _list_after(points, head, text.text):
                said = (point.marker + point.head + point.own_text).strip()
                if point.children or _WHO.search(said) or _AGREED.search(said):
                    continue
                when = "" if _WHEN.search(said) else "，也没有时限"
                if point.start in rows:
                    end = point.start + len(point.marker) + len(point.head.rstrip())
                    yield Finding(point.start, end, f"“{point.marker.strip()}”没有写谁来办{when}", "责任单位、完成时限")


def _list_after(points: list[Point], head: int, text: str) -> Iterator[Point]:
    """The points of the list that begins straight after a line."""
    first = next((point for point in points if point.start >= head), None)
    if first is None or text[head : first.start].strip():
        return
    number = 0
    for point in points:
        if point.start >= first.start and point.style == first.style:
            if point.number != number + 1:
                return
            number = point.number
            yield point


_PRESENT = regex(
    "^(?:出席|参加|参会|列席|到会|与会)[^。]{0,12}[：:]|(?:参加|出席|列席|参会)[^。]{0,8}(?:会议|人员|单位)|(?:参加|出席|列席)(?:了会议|本次|此次|会)|[^。]{2,}参加。"
)


@rule("W80", "提示", *_MINUTES)
def attendance_missing(text: Checked) -> Iterator[Finding]:
    """纪要没有写谁出席。

    查什么：全文既没有“出席：”名单，也没有“……参加会议”这样的话。
    为什么：纪要除正文外，一般要有出席人员名单，还可以有请假、列席人员名单；正文里写明哪些单位、哪些人参加的也可以。
    错例：（会议纪要正文完了，就是印发日期）
    改为：出席：李明、王强、沈洁
    依据：GB/T 9704—2012 10.3（纪要格式）
    """
    rows = text.rows
    if len(rows) < 3 or any(_PRESENT.search(row.text) for row in rows):
        return
    if any(row.kind is Kind.ROLL for row in rows):
        return
    title = rows[0]
    yield Finding(title.start, title.end, "没有出席人员名单，正文里也没有写谁参加", "出席：姓名、姓名 …")
