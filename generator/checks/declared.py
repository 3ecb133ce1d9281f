"""申报的条数: what is announced to follow (三点意见, 五项议程, 附件3份, 以下六家单位), counted against what does follow.

Counts only lists that stand straight after the announcement and have numbers or 、 between their members: a list
told in running words is not guessed at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from generator.checks.model import Checked, Finding, rule
from generator.checks.ordinals import sibling_lists
from generator.numerals import NUMERAL, chinese, parse_number
from generator.outline import Piece, Point, walk_points
from generator.reader.announcing import declared_in, find_candidates

_COUNT = rf"(?:{NUMERAL}{{1,3}}|[0-9]{{1,2}})"
_GAP = re.compile(r"[\s：:，,。—“]*")


@rule("W11", "疑似")
def points_miscounted(text: Checked) -> Iterator[Finding]:
    """说的条数与后面的条数不符。

    查什么：“讲三点意见”“有四个特点”“做好五个方面工作”等话后面，紧接着的带序数的条数与说的不同；开头预告了几点，后面却一组也对不上。
    为什么：会上一听就听出来；改稿时删了一条，常常忘了改前面的数。
    错例：下面，我讲三点意见。一、提高认识……二、加强领导……
    改为：下面，我讲两点意见。一、提高认识……二、加强领导……
    依据：办公室通行校对要求
    """
    for piece in text.outline.pieces:
        lists = [points for points in sibling_lists(piece.points) if points[0].style != "一方面，"]
        by_start = {points[0].start: points for points in lists}
        starts = sorted(by_start)
        told: set[int] = set()
        for low, high, declared in _announced(text, piece):
            at = bisect_left(starts, high)
            if at == len(starts) or not _GAP.fullmatch(text.text, high, starts[at]):
                continue
            points = by_start[starts[at]]
            count = len(points)
            if starts[at] not in told and count != declared and not _grouped(points, declared):
                told.add(starts[at])
                yield Finding(
                    low,
                    high,
                    f"说的是{_say(declared)}，后面有{_say(count)}（到“{points[-1].marker.strip()}”为止）",
                    f"{_say(count)}",
                    "看看是漏了一条、多了一条，还是数没有改过来",
                )
            told.add(starts[at])
        yield from _never_given(text, piece, lists, told)


def _announced(text: Checked, piece: Piece) -> Iterator[tuple[int, int, int]]:
    """Sentences that declare a number: from, to, how many; the sentence straight before a list, too."""
    seen: set[int] = set()
    for one in find_candidates(text.layout, piece.start, piece.end):
        if one.declared and one.declared > 1 and one.end not in seen:
            seen.add(one.end)
            if _ends_so(text.text[one.start : one.end], one.declared):
                yield one.start, one.end, one.declared
    for _, point in walk_points(piece.points):
        if point.number != 1 or not point.start:
            continue
        at = point.start - 1
        while at > piece.start and text.text[at].isspace():
            at -= 1
        low, high = text.layout.sentence(at)
        high = min(high, point.start)
        number = declared_in(text.text[low:high]) if high not in seen else None
        if number and number > 1 and _TELLS.search(text.text, low, high):
            seen.add(high)
            yield low, high, number


def _ends_so(sentence: str, declared: int) -> bool:
    """True where the number stands in the last clause: 我讲三点意见，供参考： but not 抓好六个方面18个环节，确保打赢."""
    *before, last = re.split("[，,；;]", sentence)
    tail = before[-1] + last if before and _POLITE.match(last) else last
    counts = [parse_number(found["n"]) for found in _COUNTED.finditer(tail)]
    return counts == [declared]


_POLITE = re.compile("(?:供|请|与|同|不|敬|望|希)[^，]{0,12}$")
_COUNTED = re.compile(
    rf"(?P<n>{_COUNT})(?=个(?![月年小人县镇乡村社区部门单位])|方面|[点条项句件]|大[任行举方重工问]|[“\"])"
)
_TELLS = re.compile(
    r"(?:有|是|为|分|抓好|做好|做到|把握|突出|坚持|强化|围绕)[^，。；]{0,6}(?:以下|下面)?"
    rf"{_COUNT}(?:个方面|[点条项]|个[^月年，。；]{{1,6}}|方面)[^，。；]{{0,8}}[：:。]$"
)


def _grouped(points: Sequence[Point], declared: int) -> bool:
    """首先 … 最后: words between them may be left out, so that fewer are seen than there are."""
    return points[0].style == "首先，" and len(points) < declared


def _never_given(text: Checked, piece: Piece, lists: Sequence[Sequence[Point]], told: set[int]) -> Iterator[Finding]:
    """The paper's own announcement, where some points follow and no list of them agrees with it."""
    pivot = piece.pivot
    if (
        pivot is None
        or not pivot.declared
        or pivot.declared < 2
        or piece.agenda
        or not _ends_so(pivot.text, pivot.declared)
    ):
        return
    outer = {point.start for point in piece.points}
    after = [points for points in lists if points[0].start >= pivot.start and points[0].start in outer]
    if not after or any(points[0].start in told for points in after if points[0].start < pivot.start + 200):
        return
    if any(points[0].number == 1 and len(points) == pivot.declared for points in after):
        return
    if any(len(points) == pivot.declared for points in lists if points[0].start in told):
        return
    yield Finding(
        pivot.start,
        pivot.start + len(pivot.text),
        f"说的是{_say(pivot.declared)}，后面没有哪一组序数正好是{_say(pivot.declared)}",
        f"后面写够{_say(pivot.declared)}，或者改这里的数",
    )


def _say(number: int) -> str:
    return f"{'两' if number == 2 else chinese(number)}条"


_OVERVIEW = re.compile(
    rf"(?:共有?|安排了?|主要有|有|进行)(?P<n>{_COUNT})[项个](?:会议|大会|主要)?(?:议程|议题|程序|日程)"
    rf"|(?:议程|议题|程序)(?:主要|一?共)?有(?P<m>{_COUNT})[项个]"
)
_ITEM = re.compile(
    rf"(?<![前后])第(?P<n>{_COUNT})(?:项|个)(?:会议|大会)?(?:议程|议题|程序|内容|事项|日程)(?!的|中|里|和|、|到|至|已)"
)
_LEADS = re.compile(r"(?:下面|接下来|现在|首先|会议|大会|进行|进入|转入|是|请)[^。！？\n]{0,14}$")


@rule("W12", "疑似")
def agenda_miscounted(text: Checked) -> Iterator[Finding]:
    """议程项数与后面的项数不符。

    查什么：“今天的会议共有五项议程”，后面逐项进行的（或者当场列出的）不是五项。
    为什么：主持人照着念，会少一项或者多一项。
    错例：今天的会议共有三项议程。首先，请李明同志传达文件。下面，进行第二项议程，请王强同志讲话。
    改为：今天的会议共有两项议程。……
    依据：办公室通行校对要求
    """
    for piece in text.outline.pieces:
        if not piece.agenda:
            continue
        found = _OVERVIEW.search(text.text, piece.start, piece.end)
        declared = parse_number(found["n"] or found["m"]) if found else None
        if not found or not declared or found.start() > piece.agenda[-1].start:
            continue
        count = max(len(piece.agenda), max(item.number for item in piece.agenda))
        told = any(piece.start <= finding.start < piece.end for finding in agenda_out_of_order(text))
        if count != declared and not told:
            yield Finding(
                found.start(),
                found.end(),
                f"说的是{_items(declared)}议程，后面进行的是{_items(count)}",
                f"{_items(count)}",
                "看看是漏了一项，还是数没有改过来",
            )


def _items(number: int) -> str:
    return f"{'两' if number == 2 else chinese(number)}项"


_LISTED = re.compile(r"(?<=[：:；;。])\s*(?P<n>[一二三四五六七八九十]{1,2})(?:是|、)")


def _announced_items(text: Checked, piece: Piece) -> list[re.Match[str]]:
    """The ordinals of the list that stands with the announcement: 共有三项议程：一是…；二是…；三是…。"""
    found = _OVERVIEW.search(text.text, piece.start, piece.end)
    if found is None:
        return []
    stop = text.text.find("\n", found.end())
    return list(_LISTED.finditer(text.text, found.end(), stop if stop >= 0 else len(text.text)))


@rule("W13", "疑似")
def agenda_out_of_order(text: Checked) -> Iterator[Finding]:
    """议程的项次跳号、重号。

    查什么：主持词里“进行第二项议程”“进行第三项议程”没有逐项递增。“首先……第二项……最后一项”是对的。
    为什么：主持人念错项次，会场马上听得出来。
    错例：下面，进行第二项议程。……下面，进行第二项议程。
    改为：下面，进行第二项议程。……下面，进行第三项议程。
    依据：办公室通行校对要求
    """
    if "项" not in text.characters and "个" not in text.characters:
        return
    for piece in text.outline.pieces:
        for number, found in enumerate(_announced_items(text, piece), 1):
            if (parse_number(found["n"]) or 0) != number:
                yield Finding(
                    found.start("n"),
                    found.end("n"),
                    f"预告的议程里第{chinese(number)}个是“{found.group().strip()}”",
                    f"“{chinese(number)}是”",
                    "看看是漏了一项，还是序数没有改过来",
                )
                break
        last = 0
        for found in _ITEM.finditer(text.text, piece.start, piece.end):
            low, _ = text.layout.sentence(found.start())
            if not _LEADS.search(text.text, low, found.start()) and found.start() != low:
                continue
            if "刚才" in text.text[low : found.start()] or "完" in text.text[found.end() : found.end() + 6]:
                continue
            number = parse_number(found["n"]) or 0
            if last and number not in (last + 1, 1):
                verb = "又是" if number <= last else "就是"
                yield Finding(
                    found.start(),
                    found.end(),
                    f"第{chinese(last)}项之后{verb}“{found.group()}”",
                    f"第{chinese(last + 1)}项",
                    "看看是漏了一项，还是项次没有改过来",
                )
                if number < last:
                    continue
            last = number


_ENCLOSED = re.compile(rf"附件?(?:[（(]|共|有)?\s?(?P<n>{_COUNT})\s?[份个件](?:[）)])?")
_ENCLOSURE = re.compile(r"附件[：:]\s?(?:(?P<n>[0-9]{1,2})[.．、])?\s?\S")
_ENTRY = re.compile(r"\s*(?P<n>[0-9]{1,2})[.．、]\s?\S")
_REFERRED = re.compile(r"(?:见|按照?|填写|附)\s?附件\s?(?P<n>[0-9]{1,2})(?![0-9份个件年月])")


@rule("W14", "疑似")
def enclosures_miscounted(text: Checked) -> Iterator[Finding]:
    """附件的份数与附件说明不符。

    查什么：“附件3份”与附件说明列出的份数不同；正文说“见附件4”，附件说明里没有第4份；附件说明的序号不连续。
    为什么：收文单位会来问缺的附件。
    错例：（附件3份）……附件：1.会议议程  2.参会名单
    改为：（附件2份）……附件：1.会议议程  2.参会名单
    依据：GB/T 9704—2012 7.3.4（附件说明）
    """
    if "附件" not in text.text:
        return
    listed = _enclosures(text)
    if not listed:
        return
    for found in _ENCLOSED.finditer(text.text):
        declared = parse_number(found["n"])
        if declared and declared != len(listed) and "附件" in found.group():
            yield Finding(
                found.start(), found.end(), f"说有{declared}份附件，列出的是{len(listed)}份", f"附件{len(listed)}份"
            )
    for found in _REFERRED.finditer(text.text):
        if int(found["n"]) > len(listed):
            expected = f"附件1至附件{len(listed)}" if len(listed) > 1 else "只有一份附件，写“见附件”"
            yield Finding(found.start(), found.end(), f"没有附件{found['n']}，只列出{len(listed)}份", expected)
    for number, (start, written) in enumerate(listed, 1):
        if written and written != number:
            yield Finding(start, start + 1, f"附件说明的序号是{written}，应当排到{number}", f"{number}.")
            break


def _enclosures(text: Checked) -> list[tuple[int, int]]:
    """The enclosures of the 附件说明: where each begins, and its written number (0 where there is one without)."""
    out: list[tuple[int, int]] = []
    for row in text.rows:
        if out:
            found = _ENTRY.match(row.text)
            if not found:
                break
            out.append((row.start, int(found["n"])))
        elif head := _ENCLOSURE.match(row.text):
            out.append((row.start, int(head["n"] or 0)))
            if not head["n"]:
                break
            out += [
                (row.start + one.start(), int(one["n"]))
                for one in re.finditer(r"(?<=[\s；;])(?P<n>[0-9]{1,2})[.．、](?![0-9])", row.text[head.end() :])
            ]
    return out


_NAMED = re.compile(
    rf"(?:以下|下列|下面|如下)(?P<n>{_COUNT})(?:家|个|位|名|户|所)(?P<noun>[^，。；：:、\n]{{1,12}}?)(?:[作做]?(?:发言|汇报|通报|表彰|表扬))?"
    r"[：:](?P<list>[^。；\n]{3,400})"
)
_COUNTED_AFTER = re.compile(r"(?P<verb>分别是|依次是|分别为|依次为|他们是|它们是|是)[：:]?(?P<list>[^。；\n]{3,400})")
_BEFORE = re.compile(
    rf"(?P<n>{_COUNT})(?:家|位|名|户|所|个)(?:单位|企业|同志|乡镇|部门|学校|代表|村|街道|社区)[^。；\n]{{0,16}}$"
)
_INSIDE = re.compile("[（(《“][^（）()《》“”]*[）)》”]")


@rule("W15", "疑似")
def roll_miscounted(text: Checked) -> Iterator[Finding]:
    """说的个数与后面点名的个数不符。

    查什么：“请以下六家单位发言：”“三位同志，分别是：”后面用顿号列出的名称，个数与说的不同。列到“等”为止的不算。
    为什么：点名漏人、多人，会场上最难堪。
    错例：请以下三个乡镇发言：石桥镇、青山镇。
    改为：请以下两个乡镇发言：石桥镇、青山镇。
    依据：办公室通行校对要求
    """
    if not text.has("：", ":", "别", "次"):
        return
    for found in _NAMED.finditer(text.text):
        yield from _against(found, int(parse_number(found["n"]) or 0), found.start(), found.start("list"))
    for found in _COUNTED_AFTER.finditer(text.text) if text.has("别", "次") else ():
        if found["verb"] == "是":
            continue
        low, _ = text.layout.sentence(found.start())
        before = _BEFORE.search(text.text, low, found.start())
        if before is not None:
            yield from _against(found, int(parse_number(before["n"]) or 0), before.start(), found.start("list"))


def _against(found: re.Match[str], declared: int, start: int, end: int) -> Iterator[Finding]:
    listed = _INSIDE.sub("", found["list"]).strip()
    if (
        not declared
        or listed.endswith("等")
        or re.search("等[^、]{0,8}$|[：:]|[，,].*[，,]", listed)
        or "、" not in listed
    ):
        return
    if re.search("[，,]", listed) and "、" in listed:
        listed = re.split("[，,]", listed)[0]
    count = len([part for part in re.split("、|以及|和(?!平)|及(?!时)", listed) if part.strip()])
    if count != declared:
        yield Finding(
            start, end, f"说的是{declared}个，后面列了{count}个", f"{count}个", "逐个核对，看看是漏了，还是数没有改"
        )
