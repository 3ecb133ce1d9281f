"""Outline records: what they keep, their JSON and their tree."""

from __future__ import annotations

from generator.text.outline import (
    AgendaItem,
    Genre,
    Outline,
    Piece,
    Pivot,
    Point,
    Role,
    Text,
    format_outline,
    outline_as_dict,
    walk_points,
)

TEXT = "关于防汛\n同志们：\n我讲一点。\n一、查\n堤要查。\n一是查人。散会。"


def _outline() -> Outline:
    child = Point("一是", "一是", 1, "查人。", 25)
    point = Point("一、", "一、", 1, "查", 16, (Text(Role.BODY, "\n堤要查。\n", 19), child))
    piece = Piece(
        start=0,
        genre=Genre.HOST_SCRIPT,
        blocks=(
            Text(Role.TITLE, "关于防汛", 0),
            Text(Role.BODY, "\n", 4),
            Text(Role.SALUTATION, "同志们：", 5),
            Text(Role.BODY, "\n", 9),
            Text(Role.PIVOT, "我讲一点。", 10),
            Text(Role.BODY, "\n", 15),
            point,
            Text(Role.ADJOURN, "散会。", 30),
        ),
        title="关于防汛",
        salutation="同志们：",
        pivot=Pivot("我讲一点。", 1, 10),
        agenda=(AgendaItem(1, "首先，请局长通报情况。", 0),),
        adjourn="散会。",
    )
    return Outline(TEXT, (piece,), ("下载本文",))


def test_the_sources_are_the_text() -> None:
    piece = _outline().pieces[0]
    assert piece.source == TEXT
    assert piece.end == len(TEXT)
    assert piece.points[0].source == "一、查\n堤要查。\n一是查人。"
    assert piece.points[0].own_text == "\n堤要查。\n"
    assert piece.points[0].end == 30


def test_points_are_walked_with_their_depth() -> None:
    assert [(depth, point.marker) for depth, point in walk_points(_outline().pieces[0].points)] == [
        (1, "一、"),
        (2, "一是"),
    ]


def test_json_form() -> None:
    assert outline_as_dict(_outline(), "a.txt") == {
        "file": "a.txt",
        "pieces": [
            {
                "start": "关于防汛同志们：我讲一点。一、查堤要查。一是查人。散会。",
                "genre": "主持词",
                "title": "关于防汛",
                "salutation": "同志们：",
                "opening": None,
                "recap": None,
                "pivot": {"text": "我讲一点。", "declared": 1},
                "agenda": [{"n": 1, "text": "首先，请局长通报情况。"}],
                "outline": [
                    {"marker": "一、", "head": "查", "children": [{"marker": "一是", "head": "查人。", "children": []}]}
                ],
                "closing": None,
                "adjourn": "散会。",
            }
        ],
        "noise": ["下载本文"],
    }


def test_a_short_head_is_given_with_the_rest_of_its_line() -> None:
    point = Point("一、", "一、", 1, "看堤。", 0, (Text(Role.BODY, "今年雨水多。\n下一行", 5),))
    piece = Piece(0, Genre.OTHER, (point,))
    made = outline_as_dict(Outline(point.source, (piece,)), "a.txt")
    assert made["pieces"][0]["outline"][0]["head"] == "看堤。今年雨水多。"


def test_tree() -> None:
    assert format_outline(_outline()) == "\n".join(
        (
            "主持词",
            "  标题 关于防汛",
            "  称呼 同志们：",
            "  议程 1 首先，请局长通报情况。",
            "  过渡句（1） 我讲一点。",
            "  要点 一、 查",
            "    要点 一是 查人。",
            "  散会 散会。",
            "杂质 下载本文",
        )
    )


def test_tree_of_several_pieces_counts_them_and_cuts_long_text() -> None:
    piece = Piece(0, Genre.REPORT, (Text(Role.OPENING, "长" * 90, 0),), opening="长" * 90)
    rows = format_outline(Outline("长" * 180, (piece, piece))).splitlines()
    assert rows[0] == "第1篇 情况报告"
    assert rows[2] == "第2篇 情况报告"
    assert rows[1] == "  开头 " + "长" * 39 + "…"
