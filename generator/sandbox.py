"""The walls around a template: which Jinja it may use, and how much it may take.

A template may come from a stranger.  Its syntax tree is checked against a whitelist, attributes reach only into plain
tables, loops and output are counted against a budget; Jinja's own immutable sandbox stands behind that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.problems import Place, Problem, did_you_mean
from generator.values import BLANK, Blank, Hole, printed

MAX_LOOPS = 100_000
MAX_OUTPUT = 2_000_000
COUNTED = "逐项_"
CHOSEN = "选写法_"
BUDGET = "预算_"
PICKED = "写法_"
"""The one name that is set, by the choice among 写法 that `render` writes into a template."""

_LOOP = {"first": "first", "last": "last", "index": "index", "index0": "index0", "length": "length"}

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.List,
    nodes.For,
    nodes.If,
    nodes.Block,
    nodes.Extends,
    nodes.Include,
)
_WORDS: dict[str, str] = {
    "Call": "调用函数（…()）",
    "Assign": "set",
    "AssignBlock": "set",
    "Macro": "macro",
    "CallBlock": "call",
    "FilterBlock": "filter 块",
    "Import": "import",
    "FromImport": "from … import",
    "With": "with",
    "Mul": "乘法 *",
    "Pow": "乘方 **",
    "Add": "加法 +",
    "Sub": "减法 -",
    "Div": "除法 /",
    "FloorDiv": "除法 //",
    "Mod": "取余 %",
    "Concat": "连接 ~",
    "Getitem": "方括号取值 […]",
    "Test": "is",
    "Dict": "花括号",
    "Tuple": "圆括号里的几个值",
    "Slice": "切片",
    "Neg": "负号",
    "ScopedEvalContextModifier": "autoescape",
}


class TemplateFault(Exception):
    """A mistake in a template, at a line of it; `render` makes a Problem of it."""

    def __init__(self, found: str, expected: str = "", hint: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.hint = found, expected, hint


class Budget:
    """What one paper may cost: turns of loops."""

    def __init__(self) -> None:
        self.turns = 0

    def charge(self, turns: int) -> None:
        self.turns += turns
        if self.turns > MAX_LOOPS:
            raise TemplateFault(f"循环转了 {MAX_LOOPS} 次以上", hint="检查 {% for %} 是不是一层套一层套多了")


class OfficeEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which attributes are names in plain tables and nothing else."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Blank):
            return BLANK
        if isinstance(obj, Hole):
            return Hole(obj.label + attribute)
        if isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
            raise TemplateFault(f"这里没有“{attribute}”", "下列之一：" + "、".join(obj), did_you_mean(attribute, obj))
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, _LOOP[attribute])
        raise TemplateFault(f"这个值下面没有“{attribute}”可取")

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


def make_environment(filters: dict[str, Callable[..., Any]], internal: dict[str, Callable[..., Any]]) -> Environment:
    """The one environment that templates are compiled in: our filters only, no globals, no tests."""
    environment = OfficeEnvironment(
        undefined=StrictUndefined, finalize=printed, autoescape=False, auto_reload=False, keep_trailing_newline=False
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update(filters)
    environment.filters.update(internal)
    return environment


def check_tree(tree: nodes.Template, filters: Iterable[str], place: Callable[[int, str], Place]) -> list[Problem]:
    """What in a template is not allowed.  `place` gives the Place of a line of it and a word on that line."""
    problems: list[Problem] = []
    known = list(filters)

    def report(node: nodes.Node, word: str, found: str, expected: str = "", hint: str = "") -> None:
        problems.append(Problem("T10", place(node.lineno, word), found, expected, hint))

    def visit(node: nodes.Node) -> None:
        kind = type(node).__name__
        if isinstance(node, nodes.Call) and _is_super(node):
            return
        ours = isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name) and node.target.name == PICKED
        if not ours and not isinstance(node, _ALLOWED):
            allowed = "{{ 名称 }}、{% if %}、{% for %}、{% include %}、{% extends %}、{% block %} 和中文的过滤器"
            report(node, "", f"模板里不能用{_WORDS.get(kind, kind)}", allowed)
            return
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            report(node, node.attr, f"模板里不能取“{node.attr}”")
            return
        if isinstance(node, nodes.Filter):
            if node.name not in known:
                report(
                    node,
                    node.name,
                    f"没有“{node.name}”这个过滤器",
                    "下列之一：" + "、".join(known),
                    did_you_mean(node.name, known),
                )
            if node.kwargs or node.dyn_args or node.dyn_kwargs:
                report(node, node.name, f"“{node.name}”的括号里只能写值，不能写“名称=值”")
        if isinstance(node, (nodes.Include, nodes.Extends)) and not isinstance(node.template, nodes.Const):
            report(node, "", "include 和 extends 后面只能写模板的名称", '{% include "公用/开场.txt" %}')
        if isinstance(node, nodes.For) and node.recursive:
            report(node, "recursive", "for 里不能用 recursive")
        for child in node.iter_child_nodes():
            visit(child)

    try:
        visit(tree)
    except RecursionError:
        report(tree, "", "这一处套得太深")
    return problems


def _is_super(node: nodes.Call) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "super" and not (node.args or node.kwargs)


def count_loops(tree: nodes.Template) -> None:
    """Send what every loop goes through past the budget."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)


_TAG = re.compile(r"\{[{%]")


def column_of(line: str, word: str) -> int:
    """Where on a line a word of a tag stands, from 1; the first tag where the word is not found."""
    tag = _TAG.search(line)
    start = tag.start() if tag else 0
    at = line.find(word, start) if word else -1
    return (at if at >= 0 else start) + 1
