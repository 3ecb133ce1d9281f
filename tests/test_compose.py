"""What templates are given: recaps, ordinals, counts and people, worked out from the details."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator.composing.compose import PROVIDED, Recaps
from generator.composing.shared import MeetingValues
from generator.details import Details, parse_details
from generator.pipeline import make_paper
from generator.text.marks import settle
from generator.text.numerals import chinese

PEOPLE = ["李明（县委书记）", "赵强（县应急管理局局长）", "孙丽（青山镇党委书记）", "周涛（白水乡乡长）"]


def details(agenda: list[Any], **given: Any) -> Details:
    data = {
        "会议名称": "全县工作会议",
        "时间": "2026年11月25日",
        "出席": PEOPLE,
        "主持人": "王芳（县长）",
        "议程": agenda,
        "讲话": [{"讲话人": "李明", "要点": [{"标题": "抓落实", "正文": "落实到人。"}]}],
        **given,
    }
    return parse_details(json.dumps(data, ensure_ascii=False))


def item(way: str, who: str | list[str] = "", matter: str = "") -> dict[str, Any]:
    return {"方式": way, **({"人员": who} if who else {}), **({"事项": matter} if matter else {})}


LAST = item("讲话", "李明")


def recap(*agenda: dict[str, Any]) -> list[str]:
    """The clauses of what went before the leader's speech."""
    read = details([*agenda, LAST])
    groups = Recaps(read.ways).groups(read.meeting.agenda[:-1])
    return [settle(str(group["句"])).text for group in groups]


@pytest.mark.parametrize(
    ("way", "matter", "said"),
    [
        ("传达", "《通知》", "赵强同志传达了《通知》"),
        ("通报", "事故情况", "赵强同志通报了事故情况"),
        ("汇报", "工作情况", "赵强同志汇报了工作情况"),
        ("解读", "《办法》", "赵强同志解读了《办法》"),
        ("发言", "", "赵强同志作了发言"),
        ("表态", "", "赵强同志作了表态发言"),
    ],
)
def test_each_way_has_its_verb(way: str, matter: str, said: str) -> None:
    assert recap(item(way, "赵强", matter)) == [said]


def test_the_deeds_of_one_person_are_told_together() -> None:
    [said] = recap(item("传达", "赵强", "《通知》"), item("汇报", "赵强", "工作情况"))
    assert said == "赵强同志传达了《通知》，汇报了工作情况"


def test_equal_deeds_of_one_person_share_their_verb() -> None:
    [said] = recap(item("传达", "赵强", "《甲》"), item("传达", "赵强", "《乙》"))
    assert said == "赵强同志传达了《甲》、《乙》"


def test_several_speakers_are_told_in_one_clause() -> None:
    [said] = recap(item("发言", "孙丽", "矿山"), item("发言", "周涛", "森林"))
    assert said == "孙丽同志、周涛同志先后作了发言"


def test_what_was_told_last_is_gone_on_with_or_begun_anew() -> None:
    """Whatever was told before, a recap is the one that would be told first."""
    agenda = [
        item("传达", "赵强", "《通知》"),
        item("汇报", "赵强", "工作情况"),
        item("发言", "孙丽"),
        item("发言", "周涛"),
        item("讨论"),
        item("通报", "赵强", "事故情况"),
    ]
    read = details([*agenda, LAST])
    items, gone_on = read.meeting.agenda, Recaps(read.ways)
    for first, end in ((0, 1), (0, 3), (0, 4), (0, 4), (0, 7), (0, 2), (1, 4), (3, 3), (0, 6)):
        assert gone_on.groups(items[first:end]) == Recaps(read.ways).groups(items[first:end])


def test_others_stay_apart() -> None:
    assert len(recap(item("传达", "赵强", "《通知》"), item("发言", "孙丽"), item("通报", "赵强", "情况"))) == 3


@pytest.mark.parametrize("count", range(1, 13))
def test_counts_and_ordinals_come_from_the_agenda(count: int) -> None:
    agenda = [item("汇报", "赵强", f"第{n}件事的情况") for n in range(1, count)]
    text = make_paper(details([*agenda, LAST]), "主持词/工作会议").text
    counted = "两" if count == 2 else chinese(count)
    assert set(re.findall(r"(?<![第一二三四五六七八九十后])([一二三四五六七八九十两]+)项议程", text)) <= {counted}
    for number in range(2, count):
        assert f"第{chinese(number)}项" in text
    assert count == 1 or f"第{chinese(count)}项" in text or "最后一项" in text


@pytest.mark.parametrize("count", range(2, 13))
def test_the_pivot_counts_the_points(count: int) -> None:
    points = [{"标题": f"要点{n}", "正文": "内容。"} for n in range(count)]
    text = make_paper(details([LAST], 讲话=[{"讲话人": "李明", "要点": points}]), "讲话/工作会议").text
    counted = "两" if count == 2 else chinese(count)
    assert re.search(rf"(?:讲|谈|强调|提|从){counted}(?:点|个方面|条)", text), text
    assert text.count("、要点") == count


def test_the_host_is_not_among_those_who_are_presented() -> None:
    read = details([LAST], 出席=["王芳（县长）", *PEOPLE])
    values = MeetingValues(read.meeting, read.ways).wanted(["出席人"])
    assert [person["姓名"] for person in values["出席人"]] == ["李明", "赵强", "孙丽", "周涛"]
    assert str(values["出席人"][0]["全称"]) == "县委书记李明同志"


def test_the_last_item_says_so() -> None:
    read = details([item("汇报", "赵强", "情况"), LAST])
    first, last = MeetingValues(read.meeting, read.ways).wanted(["议程"])["议程"]
    assert (first["首项"], first["末项"], last["首项"], last["末项"]) == (True, False, False, True)
    assert (str(last["第几"]), last["欢迎"], first["欢迎"]) == ("第二", True, False)


def test_every_name_that_is_provided_says_what_it_holds() -> None:
    assert all(PROVIDED.values())
