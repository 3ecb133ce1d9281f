"""占比和增幅: a share or a growth against the two figures that it is reckoned from.

Only where both stand with it: 486处，已整改437处，占…, 从120家增加到150家，增长….
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.amounts import NUMBER, UNIT, Amount, is_rough, shown
from generator.checks.model import Checked, Finding, rule
from generator.text.regex import regex

_SHARE = regex(
    rf"(?P<n>{NUMBER})(?P<t>[万亿]?)(?P<u>{UNIT})[^0-9，。；\n]{{0,6}}，(?P<gap>[^0-9。；\n]{{0,24}}?)"
    rf"(?P<m>{NUMBER})(?P<t2>[万亿]?)(?P<u2>{UNIT})[^0-9，。；\n]{{0,4}}，占(?:总(?:数|量|额|人数)|全部|其中|比)?(?:的|比|达|为)?(?P<p>[0-9]+(?:\.[0-9]+)?)[%％]"
)
_OTHER_BASE = regex("比|较|增|减|上年|去年|同期|计划|目标|任务|第|共有|另")


@rule("W17", "疑似")
def share_wrong(text: Checked) -> Iterator[Finding]:
    """占比与前面的数不符。

    查什么：先说总数，再说其中一部分，紧接着说“占……%”的：“486处隐患，已整改437处，占85%”（应为89.9%）。说了占什么的（占全县的、占规上企业的）不查，两个数单位不同的不查。四舍五入差一点的不算。
    为什么：改了总数，百分比常常忘了改；领导当场一除就对不上。
    错例：排查隐患486处，已整改437处，占85%。
    改为：排查隐患486处，已整改437处，占89.9%。
    依据：算术；办公室通行校对要求
    """
    if not text.has("占") or not text.has("%", "％"):
        return
    for found in _shares(text.text):
        whole, part = Amount.of(found["n"], found["t"]), Amount.of(found["m"], found["t2"])
        said = Amount.of(found["p"])
        rough = any(is_rough(text, found.start(name)) for name in ("n", "m", "p"))
        if rough or _OTHER_BASE.search(found["gap"]) or not 0 < part.value < whole.value:
            continue
        true = 100 * part.value / whole.value
        if abs(true - said.value) > 2 * said.slack + 100 * (part.slack + whole.slack) / whole.value * (
            part.slack != 0.5 or whole.slack != 0.5
        ):
            yield Finding(
                found.start("p"),
                found.end(),
                f"{whole.said}里的{part.said}是{true:.1f}%，这里写的是{said.said}%",
                f"{true:.1f}%",
            )


def _shares(text: str) -> Iterator[re.Match[str]]:
    """A whole and its part in one unit.  A figure in another unit before them is no whole: 1260家，查出347处，已整改331处."""
    at = 0
    while found := _SHARE.search(text, at):
        if found["u"] == found["u2"]:
            yield found
            at = found.end()
        else:
            at = found.end("u")


_MORE = "增加|增长|提高|提升|上升|扩大|增|升"
_LESS = "减少|下降|降低|压缩|压减|缩短|缩小|回落|减|降"
_STEPS = tuple(f"{how}{to}" for how in f"{_MORE}|{_LESS}".split("|") for to in "到至为")
_GROWTH = regex(
    rf"[由从](?:[^0-9，。；、\n]{{0,10}}?(?:的|为)?|20[0-9]{{2}}年的?)(?P<a>{NUMBER})(?P<ta>[万亿]?)(?P<u>%|％|{UNIT})(?P<u1>[^0-9，。；、\n]{{0,3}}?)，?"
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:到了?|至|为)(?:[^0-9，。；、\n]{{0,8}}?的|20[0-9]{{2}}年的?)?(?P<b>{NUMBER})(?P<tb>[万亿]?)(?P<u2>%|％|{UNIT})"
    rf"(?:[^0-9，。；、\n]{{0,3}}，(?:同比|净|实际|即|共)?(?P<how>{_MORE}|{_LESS})了?(?P<p>{NUMBER})(?P<pu>%|％|个百分点))?"
)


@rule("W18", "疑似")
def growth_wrong(text: Checked) -> Iterator[Finding]:
    """增减的幅度、方向与前后两个数不符。

    查什么：“从120家增加到150家，增长30%”（应为25%）；“由80起下降到95起”（方向反了）；两个百分数之间的差应说“百分点”。带“约”的数不查，没有写明前后两个数的不查。
    为什么：数是改过的，幅度是抄旧的，一算就错。
    错例：企业从120家增加到150家，增长30%。
    改为：企业从120家增加到150家，增长25%。
    依据：算术；百分点的用法是统计工作通行规定
    """
    if not text.has("由", "从") or not text.has("到", "至", "为"):
        return
    if not any(step in text.text for step in _STEPS):
        return
    for found in _GROWTH.finditer(text.text):
        units = found["u"].replace("％", "%"), found["u2"].replace("％", "%")
        if units[0] != units[1] or any(is_rough(text, found.start(name)) for name in "ab"):
            continue
        first, last = Amount.of(found["a"], found["ta"]), Amount.of(found["b"], found["tb"])
        if (last.value - first.value) * (1 if found["more"] else -1) < 0:
            word = found["more"] or found["less"]
            said = f"{first.said}{units[0]}到{last.said}{units[1]}不是{word}"
            yield Finding(found.start("a"), found.end("u2"), said, "看看是两个数写反了，还是词用反了")
        elif found["p"] and first.value:
            yield from _rate(found, first, last, units[0] == "%")


def _rate(found: re.Match[str], first: Amount, last: Amount, percents: bool) -> Iterator[Finding]:
    said, change = Amount.of(found["p"]), abs(last.value - first.value)
    whole = "." not in first.said + last.said + said.said
    near = 0 if whole else first.slack + last.slack + 1e-9
    if (found["how"] in _MORE.split("|")) != bool(found["more"]):
        return
    if percents and found["pu"] == "个百分点":
        if abs(change - said.value) > near:
            right = f"{shown(change)}个百分点"
            yield Finding(found.start("p"), found.end("pu"), f"相差{right}，这里写的是{found['p']}个百分点", right)
        return
    if found["pu"] == "个百分点":
        yield Finding(found.start("pu"), found.end("pu"), "不是两个百分数相比，不说“百分点”", "%")
        return
    exact = first.slack == 0.5 and last.slack == 0.5
    low, high = (100 * abs((last.value + sign * last.slack * (not exact)) / first.value - 1) for sign in (-1, 1))
    slack = 2 * said.slack + (0 if exact else 100 * first.slack / first.value)
    true = 100 * change / first.value
    if percents and abs(change - said.value) <= near:
        yield Finding(found.start("pu"), found.end("pu"), "两个百分数相差的，是百分点", "个百分点", mend="个百分点")
    elif not min(low, high) - slack <= said.value <= max(low, high) + slack:
        yield Finding(
            found.start("p"),
            found.end("pu"),
            f"{first.said}到{last.said}是{true:.1f}%，这里写的是{said.said}%",
            f"{true:.1f}%",
        )
