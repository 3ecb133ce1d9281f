"""The whitelist: which Jinja a template may use.

A template may come from a stranger, so its syntax tree is looked through before it is compiled.  Knows trees; what one
costs when it runs is for `sandbox`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from jinja2 import nodes

from generator.problems import Place, Problem, did_you_mean
from generator.rendering.sandbox import FILLED, LOOP, PICKED, is_super
from generator.text.regex import regex
from generator.yaml_source.unseen import TURNING, UNPRINTABLE

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


class TreeCheck:
    """What in a template's syntax tree is not allowed.

    `place` gives the Place of a line and of a word on that line.
    """

    def __init__(self, filters: Mapping[str, Callable[..., Any]], place: Callable[[int, str], Place]) -> None:
        self.filters, self.place = filters, place
        self.problems: list[Problem] = []

    def report(self, node: nodes.Node, word: str, found: str, expected: str = "", hint: str = "") -> None:
        self.problems.append(Problem("T10", self.place(node.lineno, word), found, expected, hint))

    def check(self, tree: nodes.Template) -> list[Problem]:
        """All problems of the tree."""
        self._blocks(tree)
        self._visit(tree)
        return self.problems

    def _blocks(self, tree: nodes.Template) -> None:
        seen: dict[str, int] = {}
        for block in tree.find_all(nodes.Block):
            if block.name in seen:
                found = f"块“{block.name}”写了两次，第一次在第 {seen[block.name]} 行"
                self.report(block, block.name, found, "每个 {% block 名称 %} 只写一次", "给其中一块换个名称")
            seen.setdefault(block.name, block.lineno)
            if block.required:
                self.report(block, "required", "block 里不能用 required", f"{{% block {block.name} %}}")
        for i, extends in enumerate(tree.find_all(nodes.Extends)):
            if i or extends not in tree.body:
                self.report(
                    extends, "extends", "extends 只能写一次，写在最前面", '{% extends "内置/讲话/工作会议.txt" %}'
                )

    def _visit(self, node: nodes.Node) -> None:
        kind = type(node).__name__
        if is_super(node):
            return
        if isinstance(node, nodes.Assign) and _is_choice(node):
            # A list of conditions, in which lists may stand.
            fits = node.node.node if isinstance(node.node, nodes.Filter) else None
            for condition in fits.items if isinstance(fits, nodes.List) else ():
                self._visit(condition)
            return
        if not isinstance(node, _ALLOWED):
            allowed = "{{ 名称 }}、{% if %}、{% for %}、{% include %}、{% extends %}、{% block %} 和中文的过滤器"
            self.report(node, "", f"模板里不能用{_WORDS.get(kind, kind)}", allowed)
            return
        if isinstance(node, nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name == "loop":
                if node.attr not in LOOP:
                    expected = (
                        "loop.first（第一次）、loop.last（最后一次）、loop.index（第几次）、loop.length（共几次）"
                    )
                    self.report(node, f"loop.{node.attr}", f"没有“loop.{node.attr}”", expected)
                return
            if node.attr.startswith("_"):
                self.report(node, node.attr, f"模板里不能取“{node.attr}”")
                return
        if isinstance(node, nodes.Const):
            self._constant(node)
        if isinstance(node, nodes.List) and next(node.find_all(nodes.List), None) is not None:
            # Ten lists of ten lists … would be a thousand million words before one of them is counted.
            self.report(node, "", "方括号里不能再套方括号", "['发言', '汇报'] 这样的一层", "分成几个写")
            return
        if isinstance(node, nodes.Name) and node.name == "loop":
            self.report(node, "loop", "“loop”不能单独用", "loop.first、loop.last、loop.index")
        if isinstance(node, nodes.Filter):
            self._filter(node)
            # Arguments by name are told of once, as a mistake of the filter.
            for one in [*([node.node] if node.node is not None else []), *node.args]:
                self._visit(one)
            return
        if isinstance(node, (nodes.Include, nodes.Extends)) and not (
            isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
        ):
            self.report(
                node, "", "include 和 extends 后面只能写模板的名称，加英文引号", '{% include "公用/开场.txt" %}'
            )
            return
        if isinstance(node, nodes.For) and node.recursive:
            self.report(node, "recursive", "for 里不能用 recursive")
        for child in node.iter_child_nodes():
            self._visit(child)

    def _constant(self, node: nodes.Const) -> None:
        if isinstance(node.value, float) and not isfinite(node.value):
            self.report(node, "", "这个数太大，算不了", "99999999 以内的数")
        # What stands there as it is has been told of; this is what only an escape (\x07) brings in.
        if isinstance(node.value, str) and (unseen := UNPRINTABLE.search(node.value) or TURNING.search(node.value)):
            found = f"引号里的反斜杠写出了看不见的字符（U+{ord(unseen.group()):04X}）"
            self.report(node, "\\", found, hint="删去反斜杠和它后面的几个字母、数字")

    def _filter(self, node: nodes.Filter) -> None:
        name = node.name
        if name == FILLED:
            return
        if name not in self.filters:
            expected = "下列之一：" + "、".join(self.filters)
            hint = did_you_mean(name, self.filters)
            self.report(node, name, f"没有“{name}”这个过滤器", expected, hint)
        elif node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.report(node, name, f"“{name}”的括号里只能写值，不能写“名称=值”")
        else:
            least, most = _arity(self.filters[name])
            if not least <= len(node.args) <= most:
                wanted = "不用写值" if most == 0 else "要写值" if len(node.args) < least else f"最多写 {most} 个值"
                self.report(node, name, f"“{name}”后面的括号里{wanted}", "看有哪些过滤器、怎么写：docs/写模板.md")


def _arity(function: Callable[..., Any]) -> tuple[int, int]:
    """The fewest and the most values that may stand in a filter's brackets."""
    given = list(inspect.signature(function).parameters.values())[1:]
    if any(one.kind is one.VAR_POSITIONAL for one in given):
        return 0, 9
    return sum(one.default is one.empty for one in given), len(given)


def _is_choice(node: nodes.Assign) -> bool:
    """True for what `template_tree` writes in; what a clerk types has no set, `tags` sees to it."""
    return isinstance(node.target, nodes.Name) and node.target.name == PICKED and isinstance(node.node, nodes.Filter)


_TAG = regex(r"\{[{%]")


def column_of(line: str, word: str) -> int:
    """Where on a line a word of a tag stands, from 1; the first tag where the word is not found."""
    tag = _TAG.search(line)
    start = tag.start() if tag else 0
    at = line.find(word, start) if word else -1
    return (at if at >= 0 else start) + 1
