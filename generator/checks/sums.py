"""合计: the parts of a list or of a table against the total that is said of them.

Only where the text itself says what belongs together: 合计 right after a list in one unit, a 合计 row.  What 其中 names
is no partition (60人，其中党员40人、女性30人) and is left alone, unless its two parts are each other's opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.amounts import NUMBER, UNIT, Amount, is_rough, shown
from generator.checks.led import Led
from generator.checks.model import HAN, Checked, Finding, Row, rule
from generator.text.lines import CELL, Kind
from generator.text.regex import regex

_PART = regex(
    rf"(?P<what>[^0-9，、；。：\n]{{1,14}})(?P<n>{NUMBER})(?P<t>[万亿]?)(?P<u>{UNIT})[^0-9，、；。：\n]{{0,2}}"
)
_TOTAL = Led(
    "，、合总共一",
    rf"(?:[，、]\s?(?:全[县市区镇乡年校]|以上)?)?(?:合计|总计|共计|一共|总共|共有|共)(?P<n>{NUMBER})(?P<t>[万亿]?)(?P<u>{UNIT})",
)
_NO_PART = regex(
    "其中|包括|减|取消|撤|比|较|每|均|占|原|超|约|近$|至少|共|总|合计|累计|第|剩|还有|达|另|含|扣|率|已|完成"
)
_BRACKETS = regex(r"[（(][^（）()\n]*[）)]")
_MAYBE_PART = regex("[0-9]")
_MAYBE_TOTAL = regex("共|[合总]计")


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
        right = shown(together, total["t"])
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


_OPPOSITES = regex(
    rf"(?P<n0>{NUMBER})(?P<t0>[万亿]?)(?P<u0>{UNIT})[，（(]\s?其中[：:]?"
    rf"(?P<a>男|城镇|城市|市区|规上|国有|已|合格|达标|新建|本级|本地)(?P<w1>[{HAN}]{{0,4}}?)(?P<n1>{NUMBER})(?P<t1>[万亿]?)(?P<u1>{UNIT})[，、；]"
    rf"(?P<b>女|农村|乡村|郊区|规下|民营|未|不合格|不达标|续建|下级|外地)(?P<w2>[{HAN}]{{0,4}}?)(?P<n2>{NUMBER})(?P<t2>[万亿]?)(?P<u2>{UNIT})[。；，）)]"
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
        if found["w1"] != found["w2"] or is_rough(text, found.start()):
            continue
        if abs(off) > _apart([whole, *parts]) and (off > 0 or found["a"] in _ONLY_TWO):
            yield Finding(
                found.start("n1"),
                found.end("t2"),
                f"两项加起来是{shown(together, found['t0'])}，前面说的是{whole.said}",
                whole.said,
            )


_CELL_NUMBER = regex(rf"({NUMBER})")


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
                    found = f"上面各行加起来是{shown(together)}，合计写的是{said.said}"
                    yield Finding(start, start + len(cell.strip()), found, shown(together))
            at += len(cell) + 1
        table = []


def _cells(row: Row) -> list[str] | None:
    """The cells of a table's row, None for a line that is none."""
    for sign in (CELL, "\t"):
        if sign in row.text and (row.kind in (Kind.TABLE_HEAD, Kind.TABLE_ROW) or row.text.count(sign) > 1):
            return row.text.split(sign)
    return None
