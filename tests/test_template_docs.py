"""docs/写模板.md: its tables are complete, and every message that it shows is the one a clerk gets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from shelves import shelf_of

from generator.commands.template_check import check_template
from generator.composing.compose import PROVIDED
from generator.problems import format_problems
from generator.rendering.filters import FILTERS
from generator.text.numbering import STYLES

PAGE = Path(__file__).parent.parent / "docs" / "写模板.md"
TEXT = PAGE.read_text("utf-8")
FRONT = "---\n标题: 我的讲话\n对象: 讲话人\n---\n在{{ 会议名称 }}上的讲话\n{{ 称呼 }}：\n"
_MISTAKE = re.compile(r"^### (.+)\n\n```jinja\n(.+)\n```\n\n```text\n((?:.*\n)*?)```\n", re.MULTILINE)
MISTAKES = {title: (row, said) for title, row, said in _MISTAKE.findall(TEXT)}


def section(title: str) -> str:
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_column(text: str) -> list[str]:
    rows = [row for row in text.split("\n") if row.startswith("| ")]
    return [row.split("|")[1].strip() for row in rows[1:]]


def test_the_table_of_filters_is_complete() -> None:
    assert sorted(first_column(section("过滤器"))) == sorted(FILTERS)


def test_the_table_of_provided_names_is_complete() -> None:
    assert sorted(first_column(section("现成的名称"))) == sorted(PROVIDED)


def test_every_style_is_named() -> None:
    assert all(style in section("过滤器") for style in STYLES)


@pytest.mark.parametrize("title", MISTAKES)
def test_a_mistake_is_told_as_the_page_says(title: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    row, said = MISTAKES[title]
    problems = check_template(shelf_of(tmp_path, {"讲话/我的": FRONT + row + "\n"}, builtin=True), "讲话/我的")
    told = format_problems(problems).replace("\n\n", "\n") + "\n"
    if request.config.getoption("--accept"):
        text = PAGE.read_text("utf-8")
        PAGE.write_text(text.replace(f"{row}\n```\n\n```text\n{said}```", f"{row}\n```\n\n```text\n{told}```"), "utf-8")
    else:
        assert said == told
    assert problems


def test_the_page_s_first_day_works(tmp_path: Path) -> None:
    """A sentence and a slot added to a copy, as the page tells it."""
    blocks = re.findall(r"```jinja\n(.+?)\n```", re.sub(r"^   ", "", TEXT, flags=re.MULTILINE), re.DOTALL)
    front = next(block for block in blocks if "清单期限: {类型" in block)
    sentence = next(block for block in blocks if "{{ 清单期限 }}" in block)
    shelf = shelf_of(tmp_path, {}, builtin=True)
    body = shelf.get("内置/讲话/工作会议").body.replace("{% block 结尾 %}", f"{sentence}\n{{% block 结尾 %}}")
    shelf = shelf_of(tmp_path, {"讲话/工作会议": f"{front}\n{body}"}, builtin=True)
    assert check_template(shelf, "讲话/工作会议") == ()


def test_the_extended_copy_of_the_page_works(tmp_path: Path) -> None:
    block = next(one for one in re.findall(r"```jinja\n(.+?)\n```", TEXT, re.DOTALL) if "super()" in one)
    assert check_template(shelf_of(tmp_path, {"讲话/工作会议": block}, builtin=True), "讲话/工作会议") == ()
