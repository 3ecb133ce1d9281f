"""The heads of a table: in which row they are, and what each column is for.

A head names a slot (主持人.职务), a figure of the base (隐患数), or a word of the clerk's own that the base uses as
【县区】 or the file names as {县区}.  Knows tables and targets; makes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from generator.batch.records import Column, Target
from generator.batch.table import Heads, Merged, RawRow, Table
from generator.batch.targets import all_targets, fillable, parse_target
from generator.problems import InvalidInput, Place, Problem, closest
from generator.records import record
from generator.slots.registry import Slot
from generator.text.regex import regex

ORDINAL = "序号"
UNUSED = ("不用", "不要", "忽略", "-")
"""What a mapping says of a column that is not to be used."""
_NEVER_PRINTED = ("备注", "说明", "填表说明")
_MARKS = regex(r"[（(]\s*(?:必填|选填|可不填)\s*[）)]|^[*＊]+|[*＊]+$")
_BLANKS = regex(r"\s+")


def plain_head(text: str) -> str:
    """A head without blanks, and without the mark of what must be filled: 会议名称（必填） → 会议名称."""
    return _MARKS.sub("", _BLANKS.sub("", text)).strip()


@record(frozen=True)
class Known:
    """What a head may mean."""

    slots: Mapping[str, Slot]
    figures: Collection[str] = ()
    """Names of the base's 数据."""
    words: Collection[str] = ()
    """Names that the base uses as 【名】 and nothing there explains."""
    named: Collection[str] = ()
    """Names that the pattern of the files uses."""
    mapping: Mapping[str, str] | None = None
    """列名映射: what a head stands for."""
    based: bool = True
    """Whether there is a base at all."""

    def target(self, head: str) -> Target | None:
        """Where a column of this head goes; () where it fills nothing and is used; None where nothing is known of it."""
        meant = plain_head((self.mapping or {}).get(head, head))
        if (found := parse_target(meant, self.slots)) is not None:
            return found
        if meant in self.figures:
            return ("数据", meant)
        if meant in self.words or head in self.words or head in self.named or meant in self.named or meant == ORDINAL:
            return ()
        return None

    def unused(self, head: str) -> bool:
        """Whether the column is one that is not to be used."""
        meant = (self.mapping or {}).get(head)
        return head in _NEVER_PRINTED if meant is None else plain_head(meant) in UNUSED


def find_heads(table: Table, known: Known) -> Heads:
    """The row of the heads: the first of those in which most are known; two rows where upper ones span several columns."""
    rows = table.top()
    best: tuple[int, Heads] | None = None
    for index, row in enumerate(rows):
        if not any(row.cells):
            continue
        for labels, last in _readings(rows, index, table.merged):
            good = sum(known.target(label) is not None or known.unused(label) for label in labels if label)
            if best is None or good > best[0]:
                best = (good, Heads(labels, last))
    if best is None:
        raise InvalidInput([Problem("B03", Place(table.name), "表里什么也没有", "第一行是列名，下面一行一个会议")])
    return best[1]


def _readings(rows: Sequence[RawRow], index: int, merged: Sequence[Merged]) -> list[tuple[tuple[str, ...], int]]:
    """The labels that a row gives, alone and together with the row below."""
    row = rows[index]
    alone = (tuple(map(plain_head, row.cells)), row.number)
    spans = [one for one in merged if one[0] <= row.number <= one[2]]
    if index + 1 >= len(rows) or (merged and not spans):
        return [alone]
    below = rows[index + 1]
    upper = list(row.cells)
    for first_row, first, _, last in spans:
        if first_row == row.number:
            upper[first - 1 : last] = [row.cells[first - 1]] * len(upper[first - 1 : last])
    if not merged:
        # A .csv or .ods does not say what is merged: a blank beside a head, with something below, may be.
        for at, (one, under) in enumerate(zip(upper, below.cells, strict=False)):
            upper[at] = one or (upper[at - 1] if at and under else "")
    width = max(len(upper), len(below.cells))
    pairs = zip(upper + [""] * (width - len(upper)), [*below.cells, *[""] * (width - len(below.cells))], strict=True)
    joined = tuple(".".join(part for part in map(plain_head, dict.fromkeys(pair)) if part) for pair in pairs)
    return [alone, (joined, below.number)]


def read_columns(heads: Heads, known: Known, place: Callable[[int, str], Place]) -> tuple[Column, ...]:
    """Every column of the heads.  InvalidInput with all heads that mean nothing, and those that mean the same.

    `place` gives the place of a head by its column's number.
    """
    columns: list[Column] = []
    problems: list[Problem] = []
    first: dict[object, Column] = {}
    for number, head in enumerate(heads.labels, 1):
        if not head:
            continue
        if known.unused(head):
            columns.append(Column(head, number, used=False))
            continue
        target = known.target(head)
        if target is None:
            problems.append(_unknown(head, place(number, head), known))
            continue
        column = Column(head, number, target)
        other = first.setdefault(target or head, column)
        if other is not column:
            found = f"“{head}”和前面的“{other.head}”填的是同一项" if head != other.head else f"有两列都叫“{head}”"
            problems.append(Problem("B11", place(number, head), found, "一项一列", "删去一列，或者改名"))
        columns.append(column)
    for head in known.mapping or ():
        if head not in heads.labels:
            found = f"列名映射里的“{head}”，表里没有这一列"
            shown = "、".join(label for label in heads.labels if label)
            near = closest(head, [label for label in heads.labels if label])
            hint = f"是不是“{near}”？" if near else ""
            problems.append(Problem("B12", Place("列名映射"), found, f"表里的列：{shown}", hint))
    if problems:
        raise InvalidInput(problems)
    if not any(column.used for column in columns):
        raise InvalidInput(
            [Problem("B03", place(0, ""), "没有一列是要填的内容", "第一行是列名，如 会议名称、时间、地点")]
        )
    return tuple(columns)


def _unknown(head: str, place: Place, known: Known) -> Problem:
    meant = plain_head((known.mapping or {}).get(head, head))
    slot = known.slots.get(meant)
    if slot is not None and not fillable(slot):
        inner = [name for name in all_targets(known.slots) if name.startswith(f"{meant}.")]
        samples = "、".join(inner[:6]) or "数据.隐患数"
        return Problem(
            "B10", place, f"“{meant}”这一项要写到里面的名称", samples, f"把列名改成 {samples.split('、')[0]} 这样"
        )
    names = [*all_targets(known.slots), *known.figures, *known.words]
    near = closest(meant, names) or closest(meant.replace(".", ""), [name.replace(".", "") for name in names])
    near = next((name for name in names if near in (name, name.replace(".", ""))), None)
    text = f"在底稿里写【{head}】" if known.based else f"写在底稿里：【{head}】，运行时加上 --base 会议.yaml"
    ways = f"不要这一列，用 --map 写上 {head}: 不用；要用在文中，{text}"
    hint = f"是不是想写“{near}”？{ways}" if near else ways
    return Problem("B10", place, f"没有“{meant}”这个槽位", "槽位的名称，或底稿里用到的【名称】", hint)
