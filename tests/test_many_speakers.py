"""A meeting with hundreds of speakers: the work grows as the papers do, and every paper is the same as made alone.

Work is counted in calls of functions, which are the same on any machine, however busy.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from counting import calls

from generator.calls import papers_called
from generator.checks.papers import check_paper
from generator.details import Details, parse_details
from generator.pipeline import Paper, Workshop, make_paper, make_papers
from generator.problems import InvalidInput

FEW, MANY = 75, 300
ROOM = 1.25
"""By how much the work for each paper may grow: what stands once in a meeting's own papers has as many names in it."""


def details(speakers: int, shared: int, place: str = "", **each: Any) -> Details:
    """A meeting whose items have so many speakers each, all with points of their own."""
    names = ["".join(map("甲乙丙丁戊己庚辛壬癸".__getitem__, map(int, f"{number:03}"))) for number in range(speakers)]
    data = {
        "会议名称": "全县农田水利建设工作会议",
        "时间": "2026年11月25日",
        **({"地点": place} if place else {}),
        "出席": ["秦岳（县委书记）", *(f"{name}（第{number}水管站站长）" for number, name in enumerate(names, 1))],
        "议程": [
            *({"方式": "发言", "事项": "管水", "人员": names[at : at + shared]} for at in range(0, speakers, shared)),
            {"方式": "讲话", "人员": "秦岳"},
        ],
        "讲话": [
            *({"讲话人": name, "方式": "发言", "要点": ["修好渠道。", "管好闸门。"], **each} for name in names),
            {"讲话人": "秦岳", "要点": ["先修后建。", "建管并重。"]},
        ],
    }
    return parse_details(json.dumps(data, ensure_ascii=False))


def papers_of(read: Details) -> list[Paper]:
    return make_papers(Workshop(read), papers_called(read))[0]


@pytest.mark.parametrize(
    ("shared", "each"),
    [(4, {}), (MANY, {}), (4, {"领域": "安全生产", "篇幅": 500})],
    ids=["four under an item", "all under one item", "the library's words"],
)
def test_the_work_grows_as_the_papers_do(shared: int, each: dict[str, Any]) -> None:
    few, many = details(FEW, shared, **each), details(MANY, shared, **each)
    # What is read and compiled once is no part of it.
    papers_of(few)
    assert calls(lambda: papers_of(many)) <= ROOM * MANY / FEW * calls(lambda: papers_of(few))


def test_the_checks_of_a_paper_cost_the_same_however_many_speak() -> None:
    def checking(read: Details) -> Callable[[], object]:
        papers = [paper for paper in papers_of(read) if paper.call.genre == "发言"][:20]
        return lambda: [check_paper(one.text, one.lines, read, one.call.genre, page=one.layout) for one in papers]

    few, many = checking(details(FEW, 4)), checking(details(MANY, 4))
    few()
    # Each name is looked for in each paper, and that is all.
    assert calls(many) - calls(few) <= 20 * 20 * (MANY - FEW)


@pytest.mark.parametrize("each", [{}, {"领域": "安全生产", "篇幅": 500}], ids=["own words", "the library's words"])
def test_a_paper_is_the_same_made_alone_and_in_any_order(each: dict[str, Any]) -> None:
    read = details(24, 3, **each)
    together = {paper.call: paper for paper in papers_of(read)}
    turned = Workshop(read)
    for call in reversed(papers_called(read)):
        alone, last = Workshop(read).make(call), turned.make(call)
        assert (alone.text, alone.problems) == (together[call].text, together[call].problems)
        assert (last.text, last.problems) == (alone.text, alone.problems)


def test_an_agenda_of_more_items_than_ordinals_reach_is_told() -> None:
    assert "\n九十九、" in make_paper(details(98, 1, "县政务中心"), "议程/工作会议").text
    with pytest.raises(InvalidInput) as raised:
        make_paper(details(99, 1, "县政务中心"), "议程/工作会议")
    assert [problem.code for problem in raised.value.problems] == ["D33"]
