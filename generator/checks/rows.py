"""末行: a paragraph whose last printed row holds one character.

Only where the layout is known, that is for a paper that is made: how another Word file breaks its rows is Word's to say.
Rows are reckoned as `paper.typeset` does, and are off by a character now and then.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.model import Checked, Finding, rule
from generator.paper.typeset import row_ends, setting
from generator.text.lines import Kind

_MARKS = "，。；：、！？”’）》"


@rule("W99", "提示")
def last_row_short(text: Checked) -> Iterator[Finding]:
    """段末一行只有一个字。

    查什么：照所用的版式排下来，一段的最后一行只有一个字（标点不计）。只查 make 写的稿子（版式是知道的），别处来的 Word 文件不查。行是算出来的，与 Word 实际排的可能差一个字。
    为什么：一行一个字不好看，也费纸；删一两个字就能收上去。
    错例：……切实把责任落到实处，抓出成效来，不留死/角。
    改为：……切实把责任落到实处，抓出成效，不留死角。
    依据：办公室通行排版习惯
    """
    if text.page is None:
        return
    layout = text.page
    how = setting(layout.body, layout)
    across = how.width / (how.em + how.tracking)
    for row in text.rows:
        if row.kind not in (Kind.PARAGRAPH, Kind.POINT) or not _may_be_short(row.text, across):
            continue
        ends = row_ends(row.text, how)
        last = row.text[ends[-2] :] if len(ends) > 1 else ""
        if last and len(last.rstrip(_MARKS)) <= 1:
            end = row.end
            found = f"这一段排{len(ends)}行，最后一行只有“{last}”"
            yield Finding(end - len(last), end, found, hint="删一两个字，或者加几个字")


def _may_be_short(row: str, across: float) -> bool:
    """True where the last row may hold one character: nearer than a row's mark to a whole number of rows.

    What is pushed to the next row is at most a character in each.  Cheaper than to break every paragraph.
    """
    wide = 2 + len(row) - sum(map(str.isascii, row)) / 2
    rows, rest = divmod(wide, across)
    return rows > 0 and (rest < 3 or across - rest < rows + 1)
