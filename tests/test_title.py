"""标题回行: where the lines of a title end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.paper.title import LONGEST, _Breaker, _words, break_title, one_line, vocabulary

BROKEN = [
    # 暨 stays above, the second meeting goes below whole
    "在2026年青石县安全生产暨/森林防灭火工作会议上的讲话",
    "在全市优化营商环境暨/招商引资工作推进会上的主持词",
    # quotation marks are not torn apart
    "在庆祝学校建校105周年暨/“两优一先”表彰大会上的讲话",
    "云岭县人民政府关于印发/《2026年护林防火工作方案》的通知",
    # a number and its unit, an ordinal, a range of years
    "在集团公司2026年度安全生产责任书/签订仪式暨一季度生产经营调度会上的讲话",
    "在中共云岭县委十四届七次全体会议暨/县委经济工作会议上的讲话提纲",
    "在云岭第一中学2026—2027学年第一学期/开学典礼上的讲话",
    "全县防汛抗旱和地质灾害防治/工作电视电话会议主持词",
    "在2026年全县教育系统教师节/庆祝暨表彰大会上的讲话",
    "清源县人民政府关于岁末年初/安全生产工作情况的报告",
]


@pytest.mark.parametrize("rows", BROKEN)
def test_a_title_breaks_between_words(rows: str) -> None:
    assert "/".join(break_title(rows.replace("/", ""), 20, ("云岭第一中学", "云岭县", "青石县"))) == rows


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert break_title("在全县安全生产工作会议上的讲话", 20) == ("在全县安全生产工作会议上的讲话",)
    # Digits are half as wide: twenty-four characters, twenty wide.
    assert len(break_title("在2026年全县10个乡镇工作会议上的部署讲话", 20)) == 1
    assert break_title("", 20) == break_title("  ", 20) == ()


def test_a_bar_breaks_where_it_stands() -> None:
    assert break_title("全镇工作会议|主持词", 20) == ("全镇工作会议", "主持词")
    assert break_title("全镇工作会议 ｜ 主持词", 20) == ("全镇工作会议", "主持词")
    assert one_line("全镇工作会议 | 主持词") == "全镇工作会议主持词"


def test_a_name_is_never_broken() -> None:
    title = "在岚皋滩头和平新村欧阳文渊同志先进事迹报告会暨学习动员会上的讲话"
    for name in ("岚皋滩头和平新村", "欧阳文渊同志先进事迹报告会"):
        assert any(name in row for row in break_title(title, 18, (name,)))


def test_the_shape_that_is_asked_for() -> None:
    title = "在全县教育工作暨教师节表彰大会和安全生产推进会议上的讲话"
    up = [len(row) for row in break_title(title, 20, shape="up")]
    down = [len(row) for row in break_title(title, 20, shape="down")]
    assert up == sorted(up) and up[0] < up[-1]
    assert down == sorted(down, reverse=True) and down[0] > down[-1]


def test_three_lines() -> None:
    title = "在全市深化国有企业改革推动经济高质量发展暨安全生产和生态环境保护重点项目建设工作现场推进会上的总结讲话"
    rows = break_title(title, 20)
    assert len(rows) == 3 and min(map(len, rows)) >= 13


def test_what_is_wider_than_a_line_is_cut_all_the_same() -> None:
    assert break_title("《" + "长" * 50 + "》", 20) != ()
    assert "".join(break_title("x" * 100, 20)) == "x" * 100
    assert len(break_title("x" * 100, 20)) == 3


def test_the_vocabulary_is_words() -> None:
    words = [word for group in vocabulary().values() for word in group]
    assert len(words) > 500
    assert all(len(word) >= 2 and word.isalnum() for word in words), [w for w in words if len(w) < 2]
    assert max(map(len, words)) == LONGEST


_TITLES = st.text(
    st.sampled_from("在全县2026年第一次安全生产和森林防火暨《关于》“”（）、，的讲话上ab1.9—%党 𠮷") | st.characters(),
    max_size=80,
)


@given(
    _TITLES, st.integers(4, 30), st.sampled_from(["any", "up", "down"]), st.lists(st.text("全县安生产会", max_size=5))
)
def test_a_broken_title_is_the_title(title: str, width: int, shape: str, keep: list[str]) -> None:
    rows = break_title(title, width, keep, shape)  # type: ignore[arg-type]
    assert "".join("".join(rows).split()) == "".join(one_line(title).split())
    assert all(row == row.strip() and sum(0.5 if c.isascii() else 1 for c in row) <= width for row in rows)


_KNOWN = sorted(word for group in vocabulary().values() for word in group)


@given(
    st.lists(
        st.sampled_from([*_KNOWN, *"在全上的暨，", "第3次", "《关于", "》", "“两优”", "和"]), min_size=3, max_size=14
    ),
    st.integers(8, 24),
    st.sampled_from(["any", "up", "down"]),
    st.data(),
)
def test_two_lines_are_broken_as_any_number_are(parts: list[str], width: int, shape: str, data: st.DataObject) -> None:
    title = "".join(parts)
    at = data.draw(st.integers(0, len(title)))
    breaker = _Breaker(title, width, (title[at : at + 6],), shape)  # type: ignore[arg-type]
    breaker.mean = breaker.upto[-1] / 2
    cost, breaks = breaker._in_two()
    breaker.words = _words(title)
    all_cost, all_breaks = breaker._arrange(0, 2, 0)
    assert cost == all_cost
    assert cost == 1e6 or breaks == all_breaks


@given(st.text("县委会议讲话的在和2026年", min_size=1, max_size=30), st.lists(st.sampled_from(_KNOWN)), st.data())
def test_the_words_of_a_stretch_are_those_of_the_whole(text: str, words: list[str], data: st.DataObject) -> None:
    text = "".join([text, *words])
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    assert _words(text, low, high)[low:high] == _words(text)[low:high]


@given(st.text("县委会议讲话的在和2026年", min_size=21, max_size=60), st.data())
def test_no_name_is_broken_wherever_it_stands(around: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(around)))
    rows = break_title(f"{around[:at]}欧阳文渊{around[at:]}", 20, ("欧阳文渊",))
    assert any("欧阳文渊" in row for row in rows)
