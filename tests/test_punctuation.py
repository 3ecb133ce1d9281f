"""Full-width marks, paired quotes, …… and ——: what changes, what stays, and that nothing else is touched."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.punctuation import curly_quotes, full_width, tidy

CHANGED = """
同志们:                               → 同志们：
5月8日,全校开会.                       → 5月8日，全校开会。
增长3.5%,共1,000人.                    → 增长3.5%，共1,000人。
14:30开会,地点:三楼(302室).             → 14:30开会，地点：三楼（302室）。
(一)提高认识                           → （一）提高认识
（一)提高认识                          → （一）提高认识
(1)抓好落实;(2)再抓                    → （1）抓好落实；（2）再抓
准备好了吗?好!                         → 准备好了吗？好！
会议, 我们                             → 会议，我们
共35.                                 → 共35。
达到12,2023年                          → 达到12，2023年
见http://example.gov.cn/x?id=3,请看.   → 见http://example.gov.cn/x?id=3，请看。
发到zhang@example.cn,抄送办公室.        → 发到zhang@example.cn，抄送办公室。
升级到v2.3.1,再测试.                   → 升级到v2.3.1，再测试。
说:"要'快'",要实.                      → 说：“要‘快’”，要实。
“甲"乙"丙”                            → “甲‘乙’丙”
"甲                                   → “甲
甲"                                   → 甲”
好...吗                               → 好……吗
一个…两个                              → 一个……两个
等等。。。                              → 等等……
--在大会上的讲话                        → ——在大会上的讲话
好。。                                 → 好。
好，。                                 → 好。
好。，                                 → 好。
一，，二                               → 一，二
好？。                                 → 好？
好；。                                 → 好。
"""
KEPT = """
3.5
1,000
14:30
1.提高认识
1)加强
一.提高认识
名单.docx
Hello, world (again).
他说Hello, world!yes
f(x)
见http://example.cn/(x)
https://example.cn/a?b=1&c=2
don't
5'30"
2020-2021
------
真的？！
好……
那么——
好！！
"""


def rows(block: str) -> list[str]:
    return block.strip().splitlines()


@pytest.mark.parametrize("row", rows(CHANGED))
def test_tidy_changes(row: str) -> None:
    before, after = (part.strip() for part in row.split("→"))
    assert tidy(before) == after


@pytest.mark.parametrize("row", rows(KEPT))
def test_tidy_keeps(row: str) -> None:
    assert tidy(row) == row


def test_quotes_pair_line_by_line() -> None:
    assert curly_quotes('甲"\n"乙"') == "甲”\n“乙”"


def test_full_width_leaves_quotes_and_dots() -> None:
    assert full_width('好..."是",') == '好..."是"，'


TEXT = st.text(alphabet="好一第a1X \n,.;:?!()\"'“”‘’（）。，、；：？！…—-－%\u3000°日九年", max_size=40)


def kept(text: str) -> list[str]:
    return [c for c in text if c.isalnum() or c == "\n"]


@settings(max_examples=1500, deadline=None)
@given(TEXT | st.text(max_size=40))
def test_idempotent_and_nothing_lost(text: str) -> None:
    for change in (full_width, curly_quotes, tidy):
        made = change(text)
        assert change(made) == made
        assert kept(made) == kept(text)


@given(TEXT)
def test_lines_are_tidied_each_by_itself(text: str) -> None:
    assert tidy(text) == "\n".join(map(tidy, text.split("\n")))


@pytest.mark.parametrize("unit", ["(", ")", ", ", '"', "'", ".", "--", "好,", "a.", "1,", "(好", "，。", " ", "1'1\""])
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        def once() -> float:
            start = time.process_time()
            tidy(unit * size)
            return time.process_time() - start

        # The quickest of five: what else the machine does is left out.
        return min(once() for _ in range(5))

    # Quadratic work would take sixteen times as long, not four.
    assert seconds(40_000) < 10 * max(seconds(10_000), 0.005)
