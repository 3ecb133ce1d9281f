"""合计: parts against the total that is said of them, a share or a growth against the two figures it is reckoned from.

Arithmetic only where the text itself says what belongs together: 合计 right after a list in one unit, a 合计 row, 占…,
从…增加到….  What 其中 names is no partition (60人，其中党员40人、女性30人) and is left alone, unless its two parts are
each other's opposite.  A figure with 约, 多, 余 is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.led import Led
from generator.checks.model import HAN, Checked, Finding, Row, rule
from generator.text.lines import CELL, Kind

_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_ROUGH = re.compile(r"[约近超逾]$|(?:大约|接近|超过|不足|至少|最多)$")


def _is_rough(text: Checked, at: int) -> bool:
    """True where 约 or the like stands before a number."""
    return _ROUGH.search(text.text, max(0, at - 3), at) is not None


_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True)
class Amount:
    """A number as it was written, its value in ones, and half of its last place: 1.2万 → 12000 ± 500."""

    said: str
    value: float
    slack: float

    @classmethod
    def of(cls, number: str, times: str = "") -> Amount:
        scale = _TIMES[times]
        places = len(number.partition(".")[2])
        return cls(number + times, float(number.replace(",", "")) * scale, scale * 10.0**-places / 2)


def _shown(value: float, times: str = "") -> str:
    return f"{value / _TIMES[times]:.4f}".rstrip("0").rstrip(".") + times


_UNIT = r"(?:人次|个百分点|[^0-9\s，。、；：（）()%％多余来几，至到年月日时分号第—~～\-])"
_PART = re.compile(
    rf"(?P<what>[^0-9，、；。：\n]{{1,14}})(?P<n>{_NUMBER})(?P<t>[万亿]?)(?P<u>{_UNIT})[^0-9，、；。：\n]{{0,2}}"
)
_TOTAL = Led(
    "，、合总共一",
    rf"(?:[，、]\s?(?:全[县市区镇乡年校]|以上)?)?(?:合计|总计|共计|一共|总共|共有|共)(?P<n>{_NUMBER})(?P<t>[万亿]?)(?P<u>{_UNIT})",
)
_NO_PART = re.compile(
    "其中|包括|减|取消|撤|比|较|每|均|占|原|超|约|近$|至少|共|总|合计|累计|第|剩|还有|达|另|含|扣|率|已|完成"
)
_BRACKETS = re.compile(r"[（(][^（）()\n]*[）)]")
_MAYBE_PART = re.compile("[0-9]")
_MAYBE_TOTAL = re.compile("共|[合总]计")


@rule("W16", "疑似")
def parts_and_total(text: Checked) -> Iterator[Finding]:
    """各项加起来与合计不符。

    查什么：一句话里用顿号、逗号列出几项（单位相同），紧接着说“共”“合计”的；表格里“合计”一行与上面各行之和。“其中”后面列的往往不全，也可能重叠（党员、女性），只查男和女、城镇和农村、合格和不合格这样非此即彼的两项。带“约”“多”“余”的数不查。
    为什么：增减一项，常常忘了改合计；数对不上，整篇材料都不可信。
    错例：评出一等奖2名、二等奖3名、三等奖5名，共11名。
    改为：评出一等奖2名、二等奖3名、三等奖5名，共10名。
    依据：算术；办公室通行校对要求
    """
    if _MAYBE_TOTAL.search(text.text):
        for total in _TOTAL.finditer(text.text):
            yield from _against_list(text, total)
        yield from _against_table(text.rows)
    if "其中" in text.text:
        yield from _opposites(text)


def _against_list(text: Checked, total: re.Match[str]) -> Iterator[Finding]:
    low, _ = text.layout.sentence(total.start())
    parts: list[Amount] = []
    at = total.start()
    for chunk in reversed(re.split("(?<=[、，])", _BRACKETS.sub("", text.text[low:at]))):
        found = _PART.fullmatch(chunk.rstrip("、，"))
        if found is None or found["u"] != total["u"] or _NO_PART.search(chunk):
            if _MAYBE_PART.search(chunk) and not (found and found["u"] != total["u"] and chunk[-1:] == "，"):
                # It may be a part that is not understood: then the sum is not known either.
                return
            break
        parts.insert(0, Amount.of(found["n"], found["t"]))
    said = Amount.of(total["n"], total["t"])
    rest = text.text[total.end() : total.end() + 2]
    if len(parts) < 2 or rest[:1] in ("多", "余") or any(part.value == said.value for part in parts):
        return
    together = sum(part.value for part in parts)
    if abs(together - said.value) > _apart([*parts, said]):
        right = _shown(together, total["t"])
        yield Finding(
            total.start("n"),
            total.end("t"),
            f"前面各项加起来是{right}，这里写的是{said.said}",
            right,
            "看看是哪一项错了，还是合计没有改过来",
        )


def _apart(amounts: Sequence[Amount]) -> float:
    """How far a sum of rounded figures may be from a rounded total; whole numbers are exact."""
    slack = sum(one.slack for one in amounts if one.slack != 0.5)
    return slack * 1.001


_OPPOSITES = re.compile(
    rf"(?P<n0>{_NUMBER})(?P<t0>[万亿]?)(?P<u0>{_UNIT})[，（(]\s?其中[：:]?"
    rf"(?P<a>男|城镇|城市|市区|规上|国有|已|合格|达标|新建|本级|本地)(?P<w1>[{HAN}]{{0,4}}?)(?P<n1>{_NUMBER})(?P<t1>[万亿]?)(?P<u1>{_UNIT})[，、；]"
    rf"(?P<b>女|农村|乡村|郊区|规下|民营|未|不合格|不达标|续建|下级|外地)(?P<w2>[{HAN}]{{0,4}}?)(?P<n2>{_NUMBER})(?P<t2>[万亿]?)(?P<u2>{_UNIT})[。；，）)]"
)
_PAIRED = {
    "男": ("女",),
    "城镇": ("农村", "乡村"),
    "城市": ("农村", "乡村"),
    "市区": ("郊区",),
    "规上": ("规下",),
    "国有": ("民营",),
    "已": ("未",),
    "合格": ("不合格",),
    "达标": ("不达标",),
    "新建": ("续建",),
    "本地": ("外地",),
}
_ONLY_TWO = frozenset(("男", "已", "合格", "达标"))
"""Opposites that leave nothing between them: there are enterprises that are neither 国有 nor 民营."""


def _opposites(text: Checked) -> Iterator[Finding]:
    for found in _OPPOSITES.finditer(text.text):
        if found["b"] not in _PAIRED.get(found["a"], ()) or len({found["u0"], found["u1"], found["u2"]}) > 1:
            continue
        whole, *parts = (Amount.of(found[f"n{i}"], found[f"t{i}"]) for i in range(3))
        together = sum(part.value for part in parts)
        off = together - whole.value
        if found["w1"] != found["w2"] or _is_rough(text, found.start()):
            continue
        if abs(off) > _apart([whole, *parts]) and (off > 0 or found["a"] in _ONLY_TWO):
            yield Finding(
                found.start("n1"),
                found.end("t2"),
                f"两项加起来是{_shown(together, found['t0'])}，前面说的是{whole.said}",
                whole.said,
            )


_CELL_NUMBER = re.compile(rf"({_NUMBER})")


def _against_table(rows: Sequence[Row]) -> Iterator[Finding]:
    """The 合计 row of a table against the rows between the table's head and it."""
    table: list[list[str]] = []
    for row in rows:
        cells = _cells(row)
        if cells is None:
            table = []
            continue
        if not re.fullmatch("合\\s*计|总\\s*计", cells[0].strip()):
            if "小计" not in row.text:
                table.append(cells)
            else:
                # Rows under a 小计 are counted in it already.
                table = []
            continue
        at = row.start
        for column, cell in enumerate(cells):
            above = [other[column].strip() for other in table if len(other) == len(cells)]
            numbers = [one for one in above if _CELL_NUMBER.fullmatch(one)]
            # All rows but the head give a number: a blank cell might stand for one that is not known.
            if _CELL_NUMBER.fullmatch(cell.strip()) and len(numbers) >= 2 and len(numbers) >= len(above) - 1:
                parts = [Amount.of(one) for one in numbers]
                said = Amount.of(cell.strip())
                together = sum(part.value for part in parts)
                if column and abs(together - said.value) > _apart([*parts, said]):
                    start = at + len(cell) - len(cell.lstrip())
                    found = f"上面各行加起来是{_shown(together)}，合计写的是{said.said}"
                    yield Finding(start, start + len(cell.strip()), found, _shown(together))
            at += len(cell) + 1
        table = []


def _cells(row: Row) -> list[str] | None:
    """The cells of a table's row, None for a line that is none."""
    for sign in (CELL, "\t"):
        if sign in row.text and (row.kind in (Kind.TABLE_HEAD, Kind.TABLE_ROW) or row.text.count(sign) > 1):
            return row.text.split(sign)
    return None


_SHARE = re.compile(
    rf"(?P<n>{_NUMBER})(?P<t>[万亿]?)(?P<u>{_UNIT})[^0-9，。；\n]{{0,6}}，(?P<gap>[^0-9。；\n]{{0,24}}?)"
    rf"(?P<m>{_NUMBER})(?P<t2>[万亿]?)(?P<u2>{_UNIT})[^0-9，。；\n]{{0,4}}，占(?:总(?:数|量|额|人数)|全部|其中|比)?(?:的|比|达|为)?(?P<p>[0-9]+(?:\.[0-9]+)?)[%％]"
)
_OTHER_BASE = re.compile("比|较|增|减|上年|去年|同期|计划|目标|任务|第|共有|另")


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
        rough = any(_is_rough(text, found.start(name)) for name in ("n", "m", "p"))
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
_GROWTH = re.compile(
    rf"[由从](?:[^0-9，。；、\n]{{0,10}}?(?:的|为)?|20[0-9]{{2}}年的?)(?P<a>{_NUMBER})(?P<ta>[万亿]?)(?P<u>%|％|{_UNIT})(?P<u1>[^0-9，。；、\n]{{0,3}}?)，?"
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:到了?|至|为)(?:[^0-9，。；、\n]{{0,8}}?的|20[0-9]{{2}}年的?)?(?P<b>{_NUMBER})(?P<tb>[万亿]?)(?P<u2>%|％|{_UNIT})"
    rf"(?:[^0-9，。；、\n]{{0,3}}，(?:同比|净|实际|即|共)?(?P<how>{_MORE}|{_LESS})了?(?P<p>{_NUMBER})(?P<pu>%|％|个百分点))?"
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
    for found in _GROWTH.finditer(text.text):
        units = found["u"].replace("％", "%"), found["u2"].replace("％", "%")
        if units[0] != units[1] or any(_is_rough(text, found.start(name)) for name in "ab"):
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
            right = f"{_shown(change)}个百分点"
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
