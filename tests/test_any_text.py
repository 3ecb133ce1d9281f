"""Any text in any slot gives a paper or a problem, never an exception; and what was written stands in the paper whole."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from lookalike_signs import READ_OTHERWISE

from generator.calls import papers_called
from generator.details import Details, parse_details
from generator.meeting.figures import HOLE
from generator.pipeline import Paper, Workshop
from generator.problems import InvalidInput
from generator.rendering.folders import shelf_for
from generator.rendering.render import Renderer

_BEGINNINGS = (
    *("", "2.5亿元", "一、二审", "（一）", "一是", "1.", "1.1", "第一，", "首先，", "①", "3、4月份", "十二", "——"),
    *("@落款 ", "@正文 ", "@一、 ", "== 甲 ==", "{{ 甲 }}", "{% if 甲 %}", "{# 甲", "}}", "%}", "#", "- ", "* ", "> "),
    *(
        "同志们：",
        "（2026年11月25日）",
        "2026年11月25日",
        "联系人：",
        '"',
        "'",
        "“",
        "”",
        "，",
        "。",
        "：",
        "）",
        "…",
        "...",
    ),
    *(
        "\ufdd0",
        "\ufdd1",
        "\ufdd2",
        "\ufdd3一、\ufdd3",
        "\u200b",
        "\u3000",
        "\x85",
        "\u2028",
        "\ufeff",
        "\\n",
        "%s",
        "$1",
        "&amp;",
        "<b>",
    ),
)
_CHARACTERS = st.one_of(
    st.sampled_from("的一是要抓好落实安全生产县乡镇村同志会议责任整改个点"),
    st.sampled_from("，。；：？！、（）《》“”‘’…—·　 ,.;:?!()\"'-_/%&<>#*@=|\\~^`$+"),
    st.sampled_from("0123456789０９①一二三ABCxyz𠮷é"),
    st.characters(
        exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"), exclude_characters="【】{}[]" + READ_OTHERWISE
    ),
)
_LINES = st.builds(lambda start, rest: start + rest, st.sampled_from(_BEGINNINGS), st.text(_CHARACTERS, max_size=25))
_TEXTS = st.lists(_LINES, min_size=1, max_size=3).map("\n".join)
_POINTS = st.recursive(
    st.fixed_dictionaries({"标题": _LINES, "正文": _TEXTS}),
    lambda inner: st.fixed_dictionaries(
        {"标题": _LINES}, optional={"正文": _TEXTS, "要点": st.lists(inner, min_size=1, max_size=3)}
    ),
    max_leaves=6,
)
_RENDERER = Renderer(shelf_for(None))


def kept(text: str) -> str:
    """What of a text no rule of punctuation may touch: its characters, letters and digits, in order."""
    return "".join(char for char in text if char.isalnum())


def details_of(data: dict[str, Any]) -> Details:
    """Details from plain values, by way of a file's text."""
    return parse_details(json.dumps(data, ensure_ascii=False, indent=1))


def made(details: Details) -> Iterator[Paper]:
    """Every paper that the details call for."""
    workshop = Workshop(details)
    workshop.renderer = _RENDERER
    for call in papers_called(details):
        yield workshop.make(call)


def meeting(**given: Any) -> dict[str, Any]:
    """A meeting of which each value may be put in another's place."""
    speech = {"讲话人": "李明", "要点": [{"标题": "抓落实", "正文": "落实到人。"}], **given.pop("讲话", {})}
    return {
        "会议名称": "全县工作会议",
        "时间": "2026年11月25日 14:30",
        "出席": ["李明（县委书记）", "赵强（县应急管理局局长）"],
        "主持人": "王芳（县长）",
        "议程": [{"方式": "汇报", "事项": "工作情况", "人员": "赵强"}, {"方式": "讲话", "人员": "李明"}],
        "讲话": [speech],
        **given,
    }


OWN_WORDS = ("题目", "开场", "承上", "过渡", "结尾", "收束")


@pytest.mark.parametrize("slot", ["会议名称", "主要任务", "背景", "上级精神", "参会", "地点", "会场纪律", "称呼"])
@settings(max_examples=40)
@given(text=_LINES)
@example(text="2.5亿元项目")
@example(text="一、二审稿")
def test_a_text_of_the_meeting(slot: str, text: str) -> None:
    try:
        papers = list(made(details_of(meeting(**{slot: text}))))
    except InvalidInput:
        event("a problem")
        return
    if slot == "会议名称":
        assert all(kept(text) in kept(paper.text) for paper in papers)


@pytest.mark.parametrize("slot", OWN_WORDS)
@settings(max_examples=40)
@given(text=_TEXTS)
@example(text="（一）是我们的目标。\n1.5倍。")
def test_a_speaker_s_own_words(slot: str, text: str) -> None:
    try:
        papers = list(made(details_of(meeting(讲话={slot: text}))))
    except InvalidInput:
        event("a problem")
        return
    speech = next(paper for paper in papers if paper.call.genre == "讲话")
    assert kept(text) in kept(speech.text)


def _written(points: list[dict[str, Any]]) -> Iterator[str]:
    for point in points:
        yield from (point.get("标题", ""), point.get("正文", ""))
        yield from _written(point.get("要点", []))


def _stand_in_order(texts: Iterator[str], paper: str) -> bool:
    at = 0
    for text in texts:
        found = paper.find(kept(text), at)
        if found < 0:
            return False
        at = found + len(kept(text))
    return True


@settings(max_examples=150)
@given(
    points=st.lists(_POINTS, min_size=1, max_size=4),
    style=st.sampled_from([None, ["一是", "一要"], ["第一，"], ["（一）", "1."]]),
)
@example(points=[{"标题": "一、二审稿", "正文": "2.5亿元用于整改。\n（一）是编号。"}], style=None)
@example(points=[{"标题": "“快”字", "正文": '说"快"就快'}], style=["一是"])
def test_points_of_any_depth(points: list[dict[str, Any]], style: list[str] | None) -> None:
    speech: dict[str, Any] = {"要点": points} | ({"层次": style} if style else {})
    try:
        papers = list(made(details_of(meeting(讲话=speech))))
    except InvalidInput:
        event("a problem")
        return
    speech_paper = next(paper for paper in papers if paper.call.genre == "讲话")
    assert _stand_in_order(_written(points), kept(speech_paper.text))


@settings(max_examples=60)
@given(
    items=st.lists(
        st.fixed_dictionaries(
            {
                "方式": st.sampled_from(["传达", "汇报", "通报", "发言", "讲话", "审议", "签订"]),
                "人员": st.sampled_from(["李明", "赵强"]),
            },
            optional={"事项": _LINES, "评价": _TEXTS},
        ),
        min_size=1,
        max_size=6,
    )
)
def test_an_agenda(items: list[dict[str, Any]]) -> None:
    data = meeting(议程=[*items, {"方式": "讲话", "人员": "李明"}])
    try:
        papers = list(made(details_of(data)))
    except InvalidInput:
        event("a problem")
        return
    script = next(paper for paper in papers if paper.call.genre == "主持词")
    for item in items:
        assert kept(item.get("评价", "")) in kept(script.text)
        assert kept(item.get("事项", "")) in kept(script.text) or item["方式"] == "讲话"


@pytest.mark.parametrize(
    "sign", ["\ufdd0", "\ufdd2", "\ufdd3一、\ufdd3", "\x85", "\u2028", "\ufeff", "\x0b", "\x00", "\ud800"]
)
def test_our_own_marks_and_signs_that_word_cannot_hold(sign: str) -> None:
    data = meeting(讲话={"开场": f"今天{sign}开会。", "要点": [{"标题": f"{sign}抓落实"}]})
    try:
        papers = list(made(details_of(data)))
    except InvalidInput as error:
        assert {problem.place.line for problem in error.problems} <= set(range(1, 60))
        return
    assert all(kept("今天开会") in kept(paper.text) for paper in papers if paper.call.genre == "讲话")
    assert not any(mark in paper.text for paper in papers for mark in "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\x00\x0b")


@settings(max_examples=40)
@given(figure=st.text(_CHARACTERS, max_size=12))
def test_a_figure(figure: str) -> None:
    data = meeting(数据={"隐患数": figure}, 讲话={"要点": [{"标题": "看数", "正文": "共【隐患数】处隐患。"}]})
    try:
        papers = list(made(details_of(data)))
    except InvalidInput:
        event("a problem")
        return
    speech = next(paper for paper in papers if paper.call.genre == "讲话")
    assert kept(f"共{figure}处隐患") in kept(speech.text)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(title=_LINES, opening=_TEXTS, points=st.lists(_POINTS, min_size=1, max_size=3))
@example(title="2.5亿元", opening="（一）", points=[{"标题": "一、二审", "正文": "@落款 云山县"}])
def test_a_word_file_holds_it_whole(title: str, opening: str, points: list[dict[str, Any]]) -> None:
    try:
        papers = list(made(details_of(meeting(讲话={"题目": title, "开场": opening, "要点": points}))))
    except InvalidInput:
        event("a problem")
        return
    speech = next(paper for paper in papers if paper.call.genre == "讲话")
    read = docx.Document(io.BytesIO(speech.docx))
    text = kept("".join(paragraph.text for paragraph in read.paragraphs))
    assert _stand_in_order(iter([title, opening, *_written(points)]), text)


_NAMES = st.text("全县区市学校安全生产防汛教学质量", min_size=2, max_size=12).map(lambda name: name + "会议")
_PLAIN = st.text("抓好落实安全生产压实责任排查整治隐患强化值守", min_size=4, max_size=20)
_PLAIN_POINTS = st.lists(
    st.fixed_dictionaries({"标题": _PLAIN}, optional={"正文": _PLAIN.map(lambda text: text + "。")}),
    min_size=1,
    max_size=5,
)
_MEETINGS = st.fixed_dictionaries(
    {
        "会议名称": _NAMES,
        "时间": st.sampled_from(["2026年11月25日 14:30", "2026-03-01", "2026年3月1日 9:00 至 11:00"]),
        "出席": st.just(["李明（县委书记）", "赵强（县应急管理局局长）", "孙丽（青山镇党委书记）"]),
        "主持人": st.just("王芳（县长）"),
        "议程": st.lists(st.sampled_from([{"方式": "传达", "事项": "《通知》", "人员": "赵强"}, {"方式": "汇报", "人员": "孙丽"}]), max_size=5).map(
            lambda items: [*items, {"方式": "讲话", "人员": "李明"}]
        ),
        "讲话": st.fixed_dictionaries({"讲话人": st.just("李明"), "要点": _PLAIN_POINTS}, optional={"结尾": _PLAIN, "事项": _PLAIN}).map(lambda one: [one]),
    },
    optional={
        "会议类型": st.sampled_from(["工作会议", "动员会", "推进会", "调度会", "总结表彰会"]),
        "单位": st.just({"全称": "云山县人民政府", "自称": "我县", "下级": "各乡镇"}),
        "主要任务": _PLAIN,
        "背景": _PLAIN,
        "上级精神": _PLAIN,
        "参会": _PLAIN,
        "主持人要求": st.fixed_dictionaries({"要点": _PLAIN_POINTS}),
    },
)  # fmt: skip


@settings(max_examples=200)
@given(data=_MEETINGS)
def test_a_meeting_told_in_full_has_no_holes_and_reads_as_sentences(data: dict[str, Any]) -> None:
    papers = list(made(details_of(data)))
    assert {paper.call.genre for paper in papers} >= {"讲话", "主持词"}
    for paper in papers:
        assert HOLE not in paper.text
        assert not any(
            mark in paper.text
            for mark in ("，。", "：。", "。。", "，，", "、、", "（）", "《》", "“”", "{{", "{%", "的的")
        )
        assert not any(row.startswith(tuple("，。；：、")) for row in paper.text.split("\n"))
