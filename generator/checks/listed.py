"""名单和附件: how many enclosures, units or persons are said to be listed, against the list.

Members of a roll are parted by 、; a roll that ends with 等 is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.led import Led
from generator.checks.model import Checked, Finding, rule
from generator.text.numerals import NUMERAL, parse_number
from generator.text.regex import holds, regex

_COUNT = rf"(?:{NUMERAL}{{1,3}}|[0-9]{{1,2}})"
_ENCLOSED = regex(rf"附件?(?:[（(]|共|有)?\s?(?P<n>{_COUNT})\s?[份个件](?:[）)])?")
_ENCLOSURE = regex(r"附件[：:]\s?(?:(?P<n>[0-9]{1,2})[.．、])?\s?\S")
_ENTRY = regex(r"\s*(?P<n>[0-9]{1,2})[.．、]\s?\S")
_REFERRED = regex(r"(?:见|按照?|填写|附)\s?附件\s?(?P<n>[0-9]{1,2})(?![0-9份个件年月])")


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


_NAMED = Led(
    ("以下", "下列", "下面", "如下"),
    rf"(?:以下|下列|下面|如下)(?P<n>{_COUNT})(?:家|个|位|名|户|所)(?P<noun>[^，。；：:、\n]{{1,12}}?)(?:[作做]?(?:发言|汇报|通报|表彰|表扬))?"
    r"[：:](?P<list>[^。；\n]{3,400})",
    then=f"{NUMERAL[1:-1]}0123456789",
)
_COUNTED_AFTER = regex(r"(?P<verb>分别是|依次是|分别为|依次为|他们是|它们是|是)[：:]?(?P<list>[^。；\n]{3,400})")
_ONE_BY_ONE = ("分别", "依次", "他们是", "它们是")
_BEFORE = regex(
    rf"(?P<n>{_COUNT})(?:家|位|名|户|所|个)(?:单位|企业|同志|乡镇|部门|学校|代表|村|街道|社区)[^。；\n]{{0,16}}$"
)
_INSIDE = regex("[（(《“][^（）()《》“”]*[）)》”]")


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
    if not text.has("别", "次") or not holds(text.text, _ONE_BY_ONE):
        return
    for found in _COUNTED_AFTER.finditer(text.text):
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
