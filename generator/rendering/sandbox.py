"""The walls around a template that runs: what it may reach, and how much it may take.

A template may come from a stranger.  What it may say is for `whitelist`; here attributes reach only into plain tables,
loops and output are counted against a budget, and Jinja's own immutable sandbox stands behind that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from functools import wraps
from itertools import islice
from typing import Any, TypeGuard

from jinja2 import Environment, StrictUndefined, Template, nodes, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from generator.problems import did_you_mean
from generator.rendering.values import BLANK, Blank, Hole, Said, Table, TemplateFault, printed

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

LOOP = ("first", "last", "index", "index0", "length")
"""What a template may ask of a loop."""


class Budget:
    """What one paper may cost: turns of loops and includes, and characters made on the way to what is written."""

    __slots__ = ("turns", "work")

    def __init__(self) -> None:
        self.turns = self.work = 0

    def charge(self, turns: int) -> None:
        """So many turns of a loop, or one include or super()."""
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
        # What most of them are comes first.
        if type(obj) is Table and attribute in obj:
            return obj[attribute]
        if type(obj) is LoopContext and attribute in LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Blank):
            return BLANK
        if isinstance(obj, Hole):
            return obj.part(attribute)
        if isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
            raise TemplateFault(f"这里没有“{attribute}”", "下列之一：" + "、".join(obj), did_you_mean(attribute, obj))
        raise TemplateFault(f"这个值下面没有“{attribute}”可取")

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


def make_environment(
    filters: Mapping[str, Callable[..., Any]], short: Collection[str], internal: Mapping[str, Callable[..., Any]]
) -> Environment:
    """The one environment that templates are compiled in: our filters only, no globals, no tests.

    `short` are the filters that make a number or a word or two, whatever they are given, and so cost nothing.
    """
    environment = OfficeEnvironment(
        undefined=StrictUndefined, finalize=printed, autoescape=False, auto_reload=False, cache_size=-1
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update({name: one if name in short else _charged(one) for name, one in filters.items()})
    own = {COUNTED: _counted, FILLED: _filled, QUOTED: _quoted, HEARD: _heard}
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


@pass_context
def _heard(context: Context, text: Any) -> Any:
    """What a super() gave, past the budget."""
    budget = context.parent[BUDGET]
    budget.charge(1)
    budget.make(len(text))
    return text


@pass_context
def _quoted(context: Context, text: Any) -> Said:
    return Said(_heard(context, text))


@pass_context
def _counted(context: Context, values: Any) -> list[Any]:
    """What a loop goes through, past the budget; a text is one thing and not its characters."""
    items = [values] if isinstance(values, (str, dict)) else list(values)
    context.parent[BUDGET].charge(len(items))
    return items


def _filled(value: Any) -> bool:
    """True where something stands in a slot, were it 0 or 否."""
    if value is BLANK:
        return False
    return bool(value) or not (isinstance(value, Blank) or value is None or value == "" or value == [])


def is_super(node: nodes.Node) -> TypeGuard[nodes.Call]:
    """Whether it is super()."""
    if not isinstance(node, nodes.Call) or node.args or node.kwargs:
        return False
    return isinstance(node.node, nodes.Name) and node.node.name == "super"


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
