"""What a line is, and how its parts join to the line again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.lines import Kind, Line, is_salutation, parse_line, parse_lines, parse_rows


@pytest.mark.parametrize(
    ("text", "kind", "marker", "head", "body"),
    [
        ("一、提高认识", Kind.POINT, "一、", "提高认识", ""),
        ("（一）深刻领会重要意义。要认真学习。", Kind.POINT, "（一）", "深刻领会重要意义。", "要认真学习。"),
        ("1.压实责任。", Kind.POINT, "1.", "", "压实责任。"),
        ("一是抓学习。二是抓落实。", Kind.POINT, "一是", "抓学习。", "二是抓落实。"),
        ("今年以来，形势平稳。", Kind.PARAGRAPH, "", "", "今年以来，形势平稳。"),
        ("2.5亿元资金已经到位。", Kind.PARAGRAPH, "", "", "2.5亿元资金已经到位。"),
        ("一、二审判决已经生效。", Kind.PARAGRAPH, "", "", "一、二审判决已经生效。"),
        ("（鼓掌）", Kind.CUE, "", "", "（鼓掌）"),
        ("（一）", Kind.POINT, "（一）", "", ""),
    ],
)
def test_lines_of_the_body(text: str, kind: Kind, marker: str, head: str, body: str) -> None:
    line = parse_line(text)
    assert (line.kind, line.marker.text if line.marker else "", line.head, line.body) == (kind, marker, head, body)


def test_a_caller_that_knows_is_believed() -> None:
    assert parse_line("一、二审判决已经生效。", 0).kind is Kind.PARAGRAPH
    assert parse_line("一、提高认识", 0).kind is Kind.PARAGRAPH
    told = parse_line("一、二审判决要执行", 2)
    assert told.marker is not None
    assert (told.kind, told.marker.text, told.head) == (Kind.POINT, "一、", "二审判决要执行")


@pytest.mark.parametrize("text", ["同志们：", "各位领导、同志们：", "老师们、同学们！", "同志们:", "各位代表："])
def test_salutations(text: str) -> None:
    assert is_salutation(text)


@pytest.mark.parametrize(
    "text", ["同志们", "下面，我讲三点：意见如下。", "一、同志们：", "", "：", "今天开会。同志们："]
)
def test_what_is_no_salutation(text: str) -> None:
    assert not is_salutation(text)


def kinds(text: str) -> list[Kind]:
    return [line.kind for line in parse_lines(text)]


def test_the_head_ends_with_the_salutation() -> None:
    paper = "在全县大会上的讲话\n——主持词\n李 明\n（2026年11月25日）\n\n同志们：\n今天开会。\n一、提高认识\n（一）学习。要学。"
    assert kinds(paper) == [
        Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.DATELINE, Kind.SALUTATION, Kind.PARAGRAPH, Kind.POINT, Kind.POINT,
    ]  # fmt: skip


def test_a_head_without_salutation_ends_with_its_date() -> None:
    assert kinds("会议纪要\n（2026年11月25日）\n今天开会。") == [Kind.TITLE, Kind.DATELINE, Kind.PARAGRAPH]


def test_a_paper_without_head() -> None:
    assert kinds("今天开会，讲三点。\n一、提高认识") == [Kind.PARAGRAPH, Kind.POINT]
    assert kinds("") == []
    assert kinds("\n \n") == []


def test_what_the_renderer_says_of_a_line_is_by_its_index() -> None:
    lines = parse_rows(["标题", "同志们：", "一、二审要快。", "一、二审要快。"], [0, 0, 0, 2], {})
    assert [line.kind for line in lines] == [Kind.TITLE, Kind.SALUTATION, Kind.PARAGRAPH, Kind.POINT]


def test_a_line_that_says_what_it_is_ends_the_head() -> None:
    rows = ["会议纪要", "云山县人民政府", "（2026年11月25日）", "今天开会。"]
    lines = parse_rows(rows, [0] * 4, {1: Kind.SIGNOFF})
    assert [line.kind for line in lines] == [Kind.TITLE, Kind.SIGNOFF, Kind.CUE, Kind.PARAGRAPH]
    assert [line.text for line in lines] == rows


TEXT = st.text(st.sampled_from("一二（）1.、是，。：！标题正文 要第首先同志们年月日"), min_size=1, max_size=30)


def whole(line: Line) -> str:
    return (line.marker.text if line.marker else "") + line.head + line.body


@given(TEXT)
def test_the_parts_of_a_line_are_the_line(text: str) -> None:
    line = parse_line(text)
    assert whole(line) == line.text == text


@given(st.lists(TEXT, max_size=8))
def test_no_line_of_a_paper_is_lost(rows: list[str]) -> None:
    lines = parse_lines("\n".join(rows))
    assert [line.text for line in lines] == [row.strip() for row in rows if row.strip()]
    assert all(whole(line) == line.text for line in lines)
