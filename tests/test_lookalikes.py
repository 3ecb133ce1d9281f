"""Characters that look like others: told from real Greek and Russian, mended in details and tables where it is sure."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.batch.cells import cleaned
from generator.checks.unit import load_words
from generator.details import parse_details
from generator.problems import Problem
from generator.text.lookalikes import lookalikes
from generator.yaml_source.load import load_plain, parse_yaml
from generator.yaml_source.straight import straighten
from generator.yaml_source.unseen import may_look_alike

# Written as escapes: on a screen nobody could tell what a case is about.
SURE = {
    "a Russian letter in a Latin word": ("学习\u0421PC文件", "学习CPC文件"),
    "two of them": ("N\u0410T\u041e峰会", "NATO峰会"),
    "small Russian letters": ("填写\u0435m\u0430il地址", "填写email地址"),
    "a Greek capital in a Latin word": ("安装\u0395TC设备", "安装ETC设备"),
    "a Greek letter among small Latin ones": ("p\u03b1per", "paper"),
    "a Greek o": ("W\u03bfrd文件", "Word文件"),
    "radicals": ("\u2f2f\u2f08代\u2f69", "工人代白"),
    "radicals as they are written today": ("\u2f3e\u2f1d和\u2ed4\u2ed3", "户口和门长"),
    "characters kept for Korean files": ("\uf9e1明、\uf90a\uf98a", "李明、金力"),
    "those beyond the first plane": ("\U0002f82b", "北"),
}
UNSURE = {
    "a Russian letter alone": ("\u0410股市场", "\u0410", "A"),
    "a code": ("\u0421919首飞", "\u0421919", "C919"),
    "a Greek capital alone": ("\u0391类企业", "\u0391", "A"),
    "a nought": ("2\u041e26年", "2\u041e26", "2026"),
    "a blood group": ("\u039f型血", "\u039f", "O"),
}
RIGHT = {
    "Russian": "俄罗斯作家\u0410. \u0421. \u041f\u0443\u0448\u043a\u0438\u043d的诗",
    "a Russian word": "\u0422\u0430\u0442\u044c\u044f\u043d\u0430",
    "Greek": "\u0391\u03b8\u03ae\u03bd\u03b1",
    "formulas": "\u03b1、\u03b2、\u03bb三项系数，\u0394t=3，sin\u03b1cos\u03b2，R=5k\u03a9，PM2.5为35\u03bcg/m3，TNF\u03b1，\u03b3-GT",
    "the test named after chi": "\u03a7\u00b2检验，\u03a72检验，\u03c72检验",
    "parts of characters": "\u2ecc旁的字，\u2ea1旁的字",
    "characters of their own": "\ufa0e、\ufa11、\ufa27",
    "rare characters": "\U00020bb7野家、\U00023ca3",
    "plain": "二〇二六年CPC文件，ＡＢ，一、○",
}


@pytest.mark.parametrize(("text", "right"), SURE.values(), ids=SURE)
def test_what_is_sure_is_mended(text: str, right: str) -> None:
    assert may_look_alike(text)
    assert all(one.sure for one in lookalikes(text))
    assert straighten(text) == right
    assert cleaned(text, 1) == (right, None)


@pytest.mark.parametrize(("text", "word", "right"), UNSURE.values(), ids=UNSURE)
def test_what_is_likely_is_found_and_left(text: str, word: str, right: str) -> None:
    assert may_look_alike(text)
    assert [(one.word, one.right, one.sure) for one in lookalikes(text)] == [(word, right, False)]
    assert straighten(text) == text


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_is_meant_is_left(text: str) -> None:
    assert list(lookalikes(text)) == []
    assert straighten(text) == text


def test_a_plain_text_is_not_looked_at() -> None:
    assert not may_look_alike("二〇二六年，CPC文件第（一）条：“要求”……①×℃ａ\n")


def hints(problems: tuple[Problem, ...]) -> list[tuple[str, int, int, str, str]]:
    return [(p.severity, p.place.line, p.place.column, p.found, p.expected) for p in problems if p.code == "Y22"]


DETAILS = (
    "会议名称: 全县\u2f2f\u2f08大会\n时间: 2026年11月25日\n讲话\u2f08: \uf9e1明（县委书记）\n"
    "# 抄自\u0421PC文件\n要点:\n  - 学习\u0421PC文件，抓紧\u2f2f作\n  - 备足水源\n"
)


def test_details_are_read_as_meant_and_told_line_by_line() -> None:
    details = parse_details(DETAILS)
    assert details.meeting.name == "全县工人大会"
    assert details.meeting.speeches[0].speaker.name == "李明"
    assert hints(details.findings) == [
        ("提示", 1, 9, "“\u2f2f\u2f08”是部首符号", "“工人”"),
        ("提示", 3, 3, "“\u2f08”是部首符号（这一行一共 2 处）", "“人”"),
        ("提示", 6, 7, "“\u0421PC”里的“\u0421”是俄文字母（这一行一共 2 处）", "“CPC”"),
    ]


def test_the_line_told_is_as_typed() -> None:
    (hint,) = [p for p in parse_yaml("甲: \u2f08\n").problems if p.code == "Y22"]
    assert hint.place.excerpt == "甲: \u2f08"


def test_files_of_a_unit_are_read_in_spite_of_a_hint(tmp_path: Path) -> None:
    (tmp_path / "数据.yaml").write_text("全县\u2f08口: 45万\n", encoding="utf-8")
    assert [figure.name for figure in load_words(tmp_path).figures] == ["全县人口"]
    assert load_plain(tmp_path / "数据.yaml") == {"全县人口": "45万"}


@pytest.mark.parametrize(
    "text", ["\u0410 " * 300_000, "p\u03b1" * 300_000, "\u2f08" * 600_000, "A" * 600_000 + "\u0410"]
)
def test_a_hostile_line_takes_bounded_time(text: str) -> None:
    began = time.process_time()
    assert len(straighten(text, "甲.yaml", 1, [])) == len(text)
    assert time.process_time() - began < 20
