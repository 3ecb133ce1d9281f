"""The walls around a template: which Jinja it may use, and how much it may take.

A template may come from a stranger.  Its syntax tree is checked against a whitelist, attributes reach only into plain
tables, loops and output are counted against a budget; Jinja's own immutable sandbox stands behind that.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from functools import wraps
from itertools import islice
from math import isfinite
from typing import Any, TypeGuard

from jinja2 import Environment, StrictUndefined, Template, nodes, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from generator.problems import Place, Problem, did_you_mean
from generator.rendering.values import BLANK, Blank, Hole, Said, Table, TemplateFault, printed
from generator.text.regex import regex

MAX_TURNS = 10_000
MAX_OUTPUT = 1_000_000
MAX_WORK = 5_000_000
"""Characters that all filters of a paper, and all {{ super() }}, may make together."""
_AT_ONCE = 16
"""Pieces of a text that are made before they are counted."""
COUNTED = "逐项_"
CHOSEN = "选写法_"
FILLED = "填了_"
QUOTED = "引用_"
HEARD = "原话_"
BUDGET = "预算_"
PICKED = "写法_"
"""The one name that is set, by the choice among 写法 that `template_tree` writes into a template."""
ITEM = "项"
"""What a loop through the agenda calls an item; a choice among 写法 goes by its number."""

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


class Budget:
    """What one paper may cost: turns of loops and includes, and characters made on the way to what is written."""

    __slots__ = ("turns", "work")

    def __init__(self) -> None:
        self.turns = self.work = 0

    def charge(self, turns: int) -> None:
        """So many turns of a loop, or one include."""
        self.turns += turns
        if self.turns > MAX_TURNS:
            hint = "检查 {% for %} 和 {% include %} 是不是一层套一层套多了"
            raise TemplateFault(f"循环和引用一共超过 {MAX_TURNS} 次", hint=hint)

    def make(self, characters: int) -> None:
        """So many characters out of a filter."""
        self.work += characters
        if self.work > MAX_WORK:
            raise TemplateFault("过滤器处理的文字太多", hint="检查 {% for %} 里的过滤器")


def joined(pieces: Iterable[str]) -> str:
    """The text that these pieces make, which is to be no longer than a paper may be."""
    coming, written, size = iter(pieces), [], 0
    # Counted by the handful: a look at each piece would take longer than to make most of them.
    while some := list(islice(coming, _AT_ONCE)):
        size += sum(map(len, some))
        if size > MAX_OUTPUT:
            raise TemplateFault(f"写出来的文字超过 {MAX_OUTPUT} 个字", hint="检查 {% for %} 是不是一层套一层套多了")
        written += some
    return "".join(written)


class OfficeEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which attributes are names in plain tables and nothing else."""

    concat = staticmethod(joined)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._ready: dict[str, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        # A template is asked for by every include of it; what is found of a shelf's files stays so.
        if not isinstance(name, str):
            return name
        found = self._ready.get(name)
        if found is None:
            found = self._ready[name] = super().get_template(name, parent, globals)
        return found

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is Table and attribute in obj:
            # What most of them are.
            return obj[attribute]
        if isinstance(obj, Blank):
            return BLANK
        if isinstance(obj, Hole):
            return obj.part(attribute)
        if isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
            raise TemplateFault(f"这里没有“{attribute}”", "下列之一：" + "、".join(obj), did_you_mean(attribute, obj))
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, _LOOP[attribute])
        raise TemplateFault(f"这个值下面没有“{attribute}”可取")

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


def make_environment(
    filters: Mapping[str, Callable[..., Any]], numbers: Collection[str], internal: Mapping[str, Callable[..., Any]]
) -> Environment:
    """The one environment that templates are compiled in: our filters only, no globals, no tests.

    `numbers` are the filters that make no text, and so cost nothing.
    """
    environment = OfficeEnvironment(
        undefined=StrictUndefined, finalize=printed, autoescape=False, auto_reload=False, cache_size=-1
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update({name: one if name in numbers else _charged(one) for name, one in filters.items()})
    own = {COUNTED: _counted, FILLED: _filled, QUOTED: _charged(Said), HEARD: _charged(_itself)}
    environment.filters.update({**own, **internal})
    return environment


def _charged(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def run(context: Context, value: Any, *given: Any) -> Any:
        made = function(value, *given)
        if isinstance(made, str):
            # What a paper is begun with stands in `parent`, under every include.
            context.parent[BUDGET].make(len(made))
        return made

    return pass_context(run)


def _itself(value: Any) -> Any:
    return value


@pass_context
def _counted(context: Context, values: Any) -> list[Any]:
    """What a loop goes through, past the budget; a text is one thing and not its characters."""
    items = [values] if isinstance(values, (str, dict)) else list(values)
    context.parent[BUDGET].charge(len(items))
    return items


def _filled(value: Any) -> bool:
    """True where something stands in a slot, were it 0 or 否."""
    return bool(value) or not (value is None or value == "" or isinstance(value, Blank) or value == [])


class TreeCheck:
    """The whitelist: what in a template's syntax tree is not allowed.

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
            for child in node.node.iter_child_nodes():
                self._visit(child)
            return
        if not isinstance(node, _ALLOWED):
            allowed = "{{ 名称 }}、{% if %}、{% for %}、{% include %}、{% extends %}、{% block %} 和中文的过滤器"
            self.report(node, "", f"模板里不能用{_WORDS.get(kind, kind)}", allowed)
            return
        if isinstance(node, nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name == "loop":
                if node.attr not in _LOOP:
                    expected = (
                        "loop.first（第一次）、loop.last（最后一次）、loop.index（第几次）、loop.length（共几次）"
                    )
                    self.report(node, f"loop.{node.attr}", f"没有“loop.{node.attr}”", expected)
                return
            if node.attr.startswith("_"):
                self.report(node, node.attr, f"模板里不能取“{node.attr}”")
                return
        if isinstance(node, nodes.Const) and isinstance(node.value, float) and not isfinite(node.value):
            self.report(node, "", "这个数太大，算不了", "99999999 以内的数")
        if isinstance(node, nodes.Name) and node.name == "loop":
            self.report(node, "loop", "“loop”不能单独用", "loop.first、loop.last、loop.index")
        if isinstance(node, nodes.Filter):
            self._filter(node)
            # Arguments by name are told of once, as a mistake of the filter.
            for child in [*([node.node] if node.node is not None else []), *node.args]:
                self._visit(child)
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


def is_super(node: nodes.Node) -> TypeGuard[nodes.Call]:
    """Whether it is super()."""
    if not isinstance(node, nodes.Call) or node.args or node.kwargs:
        return False
    return isinstance(node.node, nodes.Name) and node.node.name == "super"


def _is_choice(node: nodes.Assign) -> bool:
    """True for what `template_tree` writes in; what a clerk types has no set, `tags` sees to it."""
    return isinstance(node.target, nodes.Name) and node.target.name == PICKED and isinstance(node.node, nodes.Filter)


def guard(tree: nodes.Template) -> None:
    """Send what every loop goes through, every {{ super() }} and, in a node before all others, the template itself past
    the budget; what is printed of a super() keeps its marks."""
    for loop in tree.find_all(nodes.For):
        loop.iter = _filtered(loop.iter, COUNTED)
    _Supers().visit(tree)
    once = _filtered(nodes.Const("", lineno=1), COUNTED)
    tree.body.insert(0, nodes.If(once, [], [], [], lineno=1))


class _Supers(NodeTransformer):
    """Charges every {{ super() }}; what is printed of one is text with marks."""

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        node.nodes = [_filtered(one, QUOTED) if is_super(one) else self.visit(one) for one in node.nodes]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        return _filtered(node, HEARD) if is_super(node) else self.generic_visit(node)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


_TAG = regex(r"\{[{%]")


def column_of(line: str, word: str) -> int:
    """Where on a line a word of a tag stands, from 1; the first tag where the word is not found."""
    tag = _TAG.search(line)
    start = tag.start() if tag else 0
    at = line.find(word, start) if word else -1
    return (at if at >= 0 else start) + 1
