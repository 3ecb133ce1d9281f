"""序数的写法, 【几】 and 段: how a list that an old text wrote its own way is numbered and counted."""

from __future__ import annotations

import pytest

from generator.text.counts import fill_counts, filled_points, is_count, next_run
from generator.text.forms import Form, form_of, list_markers, number_of, parse_form
from generator.text.points import Point, PointList, point_markers, point_rows
from generator.text.verbatim import kept_rows

MARKS = str.maketrans("", "", "\ufdd0\ufdd1\ufdd3")


def kept(*points: Point, styles: tuple[str, ...] = ("一、", "（一）", "一是")) -> list[str]:
    return [row.translate(MARKS) for row in kept_rows(PointList(points), styles)]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("一是", Form("一是")),
        ("第一", Form("第一，")),
        ("首先", Form("首先，")),
        ("…一是", Form("一是", run_on=True)),
        ("首先…", Form("首先", exact=True)),
        ("…第一句话，…", Form("第一句话，", run_on=True, exact=True)),
        ("壹、", None),
        ("…", None),
    ],
)
def test_style_as_typed(written: str, form: Form | None) -> None:
    assert parse_form(written) == form
    if form is not None:
        assert parse_form(form.written) == form


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    [
        ("一、", 3, "一、 二、 三、"),
        ("一．", 2, "一． 二．"),
        ("(1)", 2, "(1) (2)"),
        ("①", 3, "① ② ③"),
        ("第一句话，", 3, "第一句话， 第二句话， 第三句话，"),
        ("首先", 3, "首先 其次 最后"),
        ("一方面", 2, "一方面 另一方面"),
        ("一方面", 3, "第一， 第二， 第三，"),
    ],
)
def test_list_goes_on_as_its_first_marker_is_written(first: str, count: int, expected: str) -> None:
    assert " ".join(list_markers(form_of(first), count)) == expected


@pytest.mark.parametrize(
    ("marker", "number"),
    [("三是", 3), ("（十二）", 12), ("7.", 7), ("最后，", 4), ("另一方面", 2), ("④", 4), ("其中", 0)],
)
def test_number_of_a_marker(marker: str, number: int) -> None:
    assert number_of(marker) == number


def test_points_without_marker_go_on_from_one_that_has_it() -> None:
    points = (Point(text="甲"), Point(text="乙", marker="二是"), Point(text="丙", marker="二是"), Point(text="丁"))
    assert point_markers(points, ["一是"], 0) == ["一是", "二是", "二是", "三是"]


def test_aside_is_neither_numbered_nor_counted() -> None:
    points = PointList((Point(text="甲。"), Point(text="说到这里。", aside=True), Point(text="乙。")))
    assert points.numbered == 2
    assert point_markers(points, ["一、"], 0) == ["一、", "", "二、"]
    assert [row.translate(MARKS) for row in point_rows(points)] == ["一、甲。", "说到这里。", "二、乙。"]


def test_paragraphs_and_marks_are_kept() -> None:
    below = (Point(text="早动手，"), Point(text="常检查。\n另起的话。"), Point(text="严考核", run_on=False))
    points = (Point("认清形势", "形势严峻。", below, style="…一是"), Point(text="抓好落实；"))
    assert kept(*points) == [
        "",
        "一、认清形势",
        "形势严峻。一是早动手，二是常检查。",
        "另起的话。",
        "三是严考核。",
        "二、抓好落实；",
    ]


def test_first_point_may_run_on_in_what_stands_before_it() -> None:
    assert kept(Point(text="甲，"), Point(text="乙。"), styles=("…一是",)) == ["一是甲，二是乙。"]


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("讲【几】点", 2, "讲两点"),
        ("讲【几】点", 12, "讲十二点"),
        ("讲【几：数字】点", 2, "讲2点"),
        ("讲【几：汉字】点", 2, "讲二点"),
        ("讲【隐患数】点", 2, "讲【隐患数】点"),
    ],
)
def test_count_is_said(text: str, number: int, expected: str) -> None:
    assert fill_counts(text, {"几": number}) == expected


def test_place_and_number_of_agenda_items_are_said() -> None:
    numbers = {"第几": 2, "议程几": 2}
    assert fill_counts("共【议程几】项，现在【第几】项", numbers) == "共两项，现在第二项"
    assert is_count("议程几：数字") and not is_count("隐患数")


def test_count_is_that_of_the_list_that_follows() -> None:
    first = (Point(text="甲", marker="一是"), Point(text="乙"))
    second = (Point(text="丙", marker="一要"), Point(text="丁"), Point(text="戊"))
    lead = Point(text="再讲【几】点。", aside=True)
    points = (*first, lead, *second)
    assert next_run(points, ["一是"]) == 2
    assert filled_points(points, ["一是"])[2].text == "再讲三点。"
    assert next_run((*first, *second), ["一是"]) == 2


def test_count_in_a_point_is_that_of_the_points_under_it() -> None:
    point = Point(text="做到【几】个到位：", points=(Point(text="甲"), Point(text="乙"), Point(text="丙")))
    assert filled_points((point,))[0].text == "做到三个到位："
