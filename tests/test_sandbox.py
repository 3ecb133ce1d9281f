"""The walls around a template: what a stranger's template may try, and how it is stopped."""

from __future__ import annotations

import re
import time
import tracemalloc
from pathlib import Path

import pytest
from shelves import NAME, problems_of, rendered

VALUES = {"甲": "乙", "表": ["子", "丑"] * 50, "会议名称": "大会"}

ESCAPES = {
    "classes": "{{ ''.__class__.__mro__ }}",
    "a value's class": "{{ 甲.__class__ }}",
    "attr": "{{ 甲|attr('__class__') }}",
    "format filter": "{{ '%s'|format(甲) }}",
    "format method": "{{ '{0.__class__}'.format(甲) }}",
    "method": "{{ 甲.format }}",
    "cycler": "{{ cycler }}",
    "joiner": "{{ joiner('、') }}",
    "namespace": "{{ namespace() }}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "self": "{{ self }}",
    "self's class": "{{ self.__init__.__globals__ }}",
    "super alone": "{{ super }}",
    "request": "{{ request }}",
    "config": "{{ config.items() }}",
    "context": "{{ caller }}",
    "our own names": "{{ 预算_ }}",
    "our own filters": "{{ 甲|逐项_ }}",
    "the choice": "{{ 甲|选写法_('公用/开场') }}",
    "import": "{% import '公用/开场.txt' as x %}",
    "from import": "{% from '公用/开场.txt' import x %}",
    "path upwards": "{% include '../../../etc/passwd' %}",
    "path from the root": "{% include '/etc/passwd' %}",
    "path with a drive": "{% include 'C:/Windows/win.ini' %}",
    "path backwards": r"{% include '..\\..\\secret' %}",
    "hidden file": "{% include '公用/.secret' %}",
    "include of a value": "{% include 甲 %}",
    "include of a list": "{% include ['公用/开场.txt', 甲] %}",
    "extends of a value": "{% extends 甲 %}",
    "set": "{% set a = 1 %}",
    "macro": "{% macro f() %}{{ f() }}{% endmacro %}",
    "call": "{% call f() %}{% endcall %}",
    "filter block": "{% filter 引号 %}{% endfilter %}",
    "with": "{% with a = 1 %}{% endwith %}",
    "autoescape": "{% autoescape true %}{% endautoescape %}",
    "raw": "{% raw %}{{ 甲 }}{% endraw %}",
    "do": "{% do 甲.append(1) %}",
    "debug": "{% debug %}",
    "recursive loop": "{% for a in 表 recursive %}{{ loop(a) }}{% endfor %}",
    "loop itself": "{% for a in 表 %}{{ loop }}{% endfor %}",
    "loop's class": "{% for a in 表 %}{{ loop.__class__ }}{% endfor %}",
    "loop's method": "{% for a in 表 %}{{ loop.cycle('a') }}{% endfor %}",
    "unpacking": "{% for a, b in 表 %}{{ a }}{% endfor %}",
    "subscript": "{{ 甲['__class__'] }}",
    "call of a value": "{{ 甲() }}",
    "test": "{{ 甲 is defined }}",
    "big text": "{{ 'x' * 10**8 }}",
    "big number": "{{ 10**10**10 }}",
    "range": "{{ range(10**9) }}",
    "list times": "{{ [1, 2] * 10**8 }}",
    "text plus": "{{ 甲 + 甲 }}",
    "concatenation": "{{ 甲 ~ 甲 }}",
    "keyword": "{{ 甲|或(other=1) }}",
    "stars": "{{ 甲|或(*表) }}",
}

TOO_MUCH = {
    "loops without output": "{% for a in 表 %}{% for b in 表 %}{% for c in 表 %}{% for d in 表 %}{% endfor %}"
    + "{% endfor %}" * 3,
    "output without end": "{% for a in 表 %}{% for b in 表 %}{{ 大 }}{% endfor %}{% endfor %}",
    "text without end": "{% for a in 表 %}{% for b in 表 %}" + "字" * 1000 + "{% endfor %}{% endfor %}",
    "doubling": "{{ 甲" + "|引号" * 5000 + " }}",
    "filters without output": "{% for a in 表 %}{% for b in 表 %}{% if 大|引号 %}{% endif %}{% endfor %}{% endfor %}",
    "brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "brackets that do not close": "{{ " + "(" * 5000 + " }}",
    "not": "{{ " + "not " * 5000 + "1 }}",
    "minus": "{{ " + "-" * 5000 + "1 }}",
    "dots": "{{ 甲" + ".乙" * 5000 + " }}",
    "nested filters": "{{ 甲" + "|或(甲" * 500 + ")" * 500 + " }}",
    "ifs": "{% if 甲 %}" * 10_000 + "文" + "{% endif %}" * 10_000,
    "ifs beyond Python's indents": "{% if 甲 %}" * 120 + "文" + "{% endif %}" * 120,
    "fors beyond Python's blocks": "{% for a in 表 %}" * 25 + "文" + "{% endfor %}" * 25,
    "blocks": "".join(f"{{% block 块{i} %}}" for i in range(300)) + "{% endblock %}" * 300,
    "braces": "{" * 50_000,
    "quotes": "{{ '" + "x" * 200_000,
}


@pytest.mark.parametrize("text", ESCAPES.values(), ids=ESCAPES)
def test_a_way_out_is_a_problem_with_its_place(text: str, tmp_path: Path) -> None:
    problems = problems_of(tmp_path, f"---\n标题: 试\n---\n第一行。\n{text}\n", **VALUES)
    assert problems, "it rendered"
    assert {p.place.file for p in problems} == {f"模板/{NAME}.txt"}
    assert {p.place.line for p in problems} == {5}
    assert all(p.place.column >= 1 for p in problems)
    assert all(re.search("[一-鿿]", p.found) for p in problems)


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_costs_too_much_is_stopped_in_time_and_memory(text: str, tmp_path: Path) -> None:
    tracemalloc.start()
    started = time.monotonic()
    try:
        problems = problems_of(tmp_path, text, 大="大" * 100_000, **VALUES)
        taken, (_, peak) = time.monotonic() - started, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert problems
    assert problems[0].place.line == 1
    assert taken < 10, "seconds, measured with memory traced"
    assert peak < 150e6, "bytes"


def test_a_fault_while_rendering_says_its_line(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, "第一行。\n\n  我们召开{{ 会议名趁 }}。", **VALUES)
    assert (problem.code, problem.place.line, problem.place.column) == ("T11", 3, 10)
    assert problem.hint == "是不是想写“会议名称”？"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{% if 表 > 1 %}多{% endif %}", "比不了大小"),
        ("{{ 甲.姓名 }}", "这个值下面没有“姓名”可取"),
        ("{{ 甲|日期 }}", "“乙”不是日期或时间"),
        ("{{ 甲|汉字 }}", "“汉字”要一个整数，这里是“乙”"),
        ("{{ 甲|几 }}", "“几”数的是一共有几个，这里是“乙”"),
        ("{{ 甲|分条('一、') }}", "“分条”只能用在要点上"),
        ("{{ 甲|或 }}", "“或”后面的括号里要写值"),
        ("{{ 甲|几(1) }}", "“几”后面的括号里不用写值"),
        ("{{ 甲|或(1, 2) }}", "“或”后面的括号里最多写 1 个值"),
        ("{{ 甲|引好 }}", "没有“引好”这个过滤器"),
        ("{{ super() }}", "“super”"),
        ("{% if '子' in 数 %}{% endif %}", "这里要一个列表"),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_chinese(text: str, found: str, tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, text, 数=3, **VALUES)
    assert found in problem.found


CIRCLES = {
    "itself included": {NAME: f'{{% include "{NAME}.txt" %}}'},
    "itself extended": {NAME: f'{{% extends "{NAME}.txt" %}}'},
    "two includes": {
        NAME: '{% include "公用/a.txt" %}',
        "公用/a": '{% include "公用/b.txt" %}',
        "公用/b": '{% include "公用/a.txt" %}',
    },
    "two extends": {NAME: '{% extends "讲话/乙.txt" %}', "讲话/乙": f'{{% extends "{NAME}.txt" %}}'},
    "extends and includes": {NAME: '{% extends "讲话/乙.txt" %}', "讲话/乙": f'{{% include "{NAME}.txt" %}}'},
    "include in a wording": {NAME: '{% include "公用/a.txt" %}', "公用/a": '== 甲 ==\n{% include "公用/a.txt" %}'},
}


@pytest.mark.parametrize("files", CIRCLES.values(), ids=CIRCLES)
def test_a_circle_of_templates_is_a_problem(files: dict[str, str], tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, files, **VALUES)
    assert problem.code == "T03"


def test_a_chain_of_includes_has_an_end(tmp_path: Path) -> None:
    files = {f"公用/a{i}": f'{{% include "公用/a{i + 1}.txt" %}}' for i in range(2000)} | {"公用/a2000": "文"}
    [problem] = problems_of(tmp_path, {**files, NAME: '{% include "公用/a0.txt" %}'})
    assert "超过 20 层" in problem.found


def test_includes_that_double_are_stopped(tmp_path: Path) -> None:
    files = {f"公用/a{i}": f'{{% include "公用/a{i + 1}.txt" %}}' * 2 for i in range(18)} | {"公用/a18": ""}
    started = time.monotonic()
    [problem] = problems_of(tmp_path, {**files, NAME: '{% include "公用/a0.txt" %}'})
    assert "循环和引用一共超过" in problem.found
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("use", ["{{ super() }}", "{% if super() %}{% endif %}", "{% if super()|引号 %}{% endif %}"])
def test_a_block_that_is_asked_for_without_end_is_stopped(use: str, tmp_path: Path) -> None:
    loops = "{% for a in 表 %}{% for b in 表 %}" + use + "{% endfor %}{% endfor %}"
    files = {
        "讲话/甲": "{% block 乙 %}" + "字" * 5000 + "{% endblock %}",
        NAME: '{% extends "讲话/甲.txt" %}{% block 乙 %}' + loops + "{% endblock %}",
    }
    [problem] = problems_of(tmp_path, files, **VALUES)
    assert problem.code == "T12"
    assert "字" in problem.found


def test_blocks_that_double_are_stopped(tmp_path: Path) -> None:
    twice = "{% block 乙 %}{{ super() }}{{ super() }}{% endblock %}"
    files = {f"讲话/a{i}": f'{{% extends "讲话/a{i + 1}.txt" %}}{twice}' for i in range(17)}
    files |= {"讲话/a17": "{% block 乙 %}{% endblock %}", NAME: '{% extends "讲话/a0.txt" %}'}
    [problem] = problems_of(tmp_path, files)
    assert "循环和引用一共超过" in problem.found


def test_what_a_clerk_needs_is_allowed(tmp_path: Path) -> None:
    text = "{% for 人 in 表 if 人 %}{{ loop.index|汉字 }}{{ 人 }}{% if not loop.last %}、{% endif %}{% else %}无{% endfor %}。"
    assert rendered(tmp_path, text, 表=["甲", "乙"]) == "一甲、二乙。"
