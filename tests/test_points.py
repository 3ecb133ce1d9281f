"""要点 on paper: text beside text, for every style and depth."""

from __future__ import annotations

import pytest

from generator.text.marks import settle
from generator.text.numbering import STYLES, capacity, markers, parse_marker
from generator.text.points import Point, PointList, point_rows

P = Point


def paper(points: list[Point], *styles: str) -> list[str]:
    """The rows as they stand on paper."""
    return settle("\n".join(point_rows(points, styles))).text.split("\n")


def test_written_levels_stand_at_the_head_of_paragraphs() -> None:
    points = [P("抓认识", "形势很严。", (P("看清问题", "问题不少。"), P("看清任务"))), P("抓落实", "落实到人。")]
    assert paper(points) == [
        "一、抓认识",
        "形势很严。",
        "（一）看清问题。问题不少。",
        "（二）看清任务",
        "二、抓落实",
        "落实到人。",
    ]


def test_four_levels_follow_the_standard() -> None:
    points = [P("甲", points=(P("乙", points=(P("丙", points=(P("丁", "正文"), P("戊", "正文"))),)),))]
    assert paper(points, "一、", "（一）", "1.", "（1）") == [
        "一、甲",
        "（一）乙",
        "1.丙",
        "（1）丁。正文。",
        "（2）戊。正文。",
    ]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_numbers_as_far_as_it_reaches(style: str) -> None:
    count = min(capacity(style), 12)
    rows = paper([P(text=f"第{n}条内容，都要抓好落实、见到成效，不打折扣，不留尾巴") for n in range(count)], style)
    assert [row[: len(marker)] for row, marker in zip(rows, markers(style, count), strict=True)] == list(
        markers(style, count)
    )


def test_short_spoken_points_run_on_in_the_paragraph_above() -> None:
    points = [P("抓落实", "要做好两件事。", (P(text="责任到人"), P(text="时限到天")))]
    assert paper(points, "一、", "一是") == ["一、抓落实", "要做好两件事。一是责任到人；二是时限到天。"]


def test_long_spoken_points_have_paragraphs_of_their_own() -> None:
    long = "把责任落到每一个岗位、每一个人头上，" * 5
    points = [P("抓落实", points=(P(text=long + "见行动"), P(text="时限到天")))]
    assert [row[:2] for row in paper(points, "一、", "一是")] == ["一、", "一是", "二是"]


def test_spoken_points_with_headings() -> None:
    assert paper([P("抓传达", "传达到村。"), P("抓落实")], "一要") == ["一要抓传达。传达到村。", "二要抓落实。"]


def test_a_marker_of_an_old_text_is_kept_and_its_siblings_go_on() -> None:
    assert paper([P("甲", marker="三、"), P("乙"), P("丙")]) == ["三、甲", "四、乙", "五、丙"]


def test_a_point_may_ask_for_the_style_of_what_is_under_it() -> None:
    points = [P("甲", points=(P("乙"), P("丙")), style="1."), P("丁", points=(P("戊"), P("己")))]
    assert paper(points) == ["一、甲", "1.乙", "2.丙", "二、丁", "（一）戊", "（二）己"]


def test_the_speaker_s_own_styles_go_before_the_template_s() -> None:
    styled = PointList([P("甲"), P("乙")])
    styled.styles = ("第一，",)
    assert [parse_marker(row).style for row in paper(styled, "一、")] == ["第一，", "第一，"]  # type: ignore[union-attr, arg-type]


def test_more_points_than_a_style_can_number_take_another() -> None:
    rows = paper([P(text=f"第{n}件事，" + "要抓好" * 25) for n in range(6)], "首先，")
    assert [row[:2] for row in rows] == ["第一", "第二", "第三", "第四", "第五", "第六"]


def test_a_text_of_several_paragraphs_keeps_them() -> None:
    assert paper([P("甲", "第一段\n第二段")]) == ["一、甲", "第一段。", "第二段。"]


def test_a_paragraph_between_points_counts_as_none() -> None:
    points = [P("甲"), P(text="这两点是根本。", aside=True), P("乙")]
    assert paper(points) == ["一、甲", "这两点是根本。", "二、乙"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("抓落实；", "抓落实。"),
        ("抓落实。", "抓落实。"),
        ("抓落实，", "抓落实。"),
        ("抓落实！", "抓落实！"),
        ("“抓落实。”", "“抓落实。”"),
    ],
)
def test_the_end_of_a_text_is_one_stop(typed: str, said: str) -> None:
    assert paper([P("甲", typed)]) == ["一、甲", said]


def test_a_heading_that_begins_like_a_number_keeps_its_marker() -> None:
    settled = settle("\n".join(point_rows([P("2.5亿元怎么用"), P("一、二审怎么衔接")])))
    assert settled.text == "一、2.5亿元怎么用\n二、一、二审怎么衔接"
    assert settled.marker_lengths == [2, 2]
