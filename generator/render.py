"""Rendering: a template and its values → text, a paper's worth, with what each line's marker is.

Jinja lives here and in `sandbox`.  Chooses among the 写法 of a shared structure; knows nothing of meetings or Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateSyntaxError, UndefinedError, meta, nodes, pass_context
from jinja2.runtime import Context

from generator.filters import FILTERS
from generator.marks import Settled, settle
from generator.problems import InvalidInput, Place, Problem, did_you_mean
from generator.sandbox import (
    BUDGET,
    CHOSEN,
    COUNTED,
    MAX_OUTPUT,
    PICKED,
    Budget,
    TemplateFault,
    check_tree,
    column_of,
    count_loops,
    make_environment,
)
from generator.template import Shelf, TemplateFile

VARIANT = "变体_"


class Renderer:
    """Templates of one shelf, compiled once."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.environment = make_environment(FILTERS, {COUNTED: _counted, CHOSEN: self._choose})
        self.environment.loader = _Loader(self)
        self._families: dict[str, tuple[TemplateFile, ...]] = {}

    def render(self, name: str, values: Mapping[str, Any], variant: int = 0) -> Settled:
        """The text of a template with these values.  InvalidInput where the template cannot be read or filled."""
        template = self._compiled(name)
        context = template.new_context({**values, BUDGET: Budget(), VARIANT: variant})
        try:
            return settle("".join(_limited(template.root_render_func(context))))
        except (TemplateFault, UndefinedError, TypeError, ValueError, RecursionError) as error:
            if _innermost(error.__traceback__) is None:
                raise
            raise InvalidInput([self._fault(error)]) from error

    def check(self, name: str) -> tuple[Problem, ...]:
        """What is wrong with a template as it is written: what it may not use, names that are no slot."""
        try:
            self._compiled(name)
        except InvalidInput as error:
            return error.problems
        return ()

    def names_used(self, name: str) -> set[str]:
        """The names a template uses and does not make itself, with those of what it includes and extends."""
        used: set[str] = set()
        for template in self.family(name):
            used |= meta.find_undeclared_variables(self.environment.parse(_jinja_source(template, self.environment)))
        return used - {"super", "loop"}

    def names_printed(self, name: str) -> set[str]:
        """The names (项.评价, 会议名称) whose value some sentence of the template prints unconditionally."""
        found: set[str] = set()
        for template in self.family(name):
            if not template.wordings:
                found |= set(_needs(self.environment.parse(_jinja_source(template, self.environment))))
        return found

    def family(self, name: str) -> tuple[TemplateFile, ...]:
        """The template, what it extends and what these include, each once.  A circle of includes is a problem."""
        if name in self._families:
            return self._families[name]
        seen: dict[str, TemplateFile] = {}

        def visit(template: TemplateFile, trail: tuple[str, ...]) -> None:
            key = f"{template.origin}/{template.name}"
            if key in trail:
                hint = "去掉其中一个 include"
                raise InvalidInput(
                    [Problem("T03", template.place(1), f"模板“{template.name}”绕着圈引用自己", hint=hint)]
                )
            if key in seen:
                return
            seen[key] = template
            for one in self.shelf.ancestry(template)[1:]:
                visit(one, (*trail, key))
            for line, included in _included(template, self.environment):
                found = self.shelf.find(included)
                if found is None:
                    place = template.place(line, column_of(template.source.split("\n")[line - 1], included))
                    hint = "名称写成“公用/开场.txt”这样，从模板文件夹算起"
                    raise InvalidInput([Problem("T02", place, f"没有模板“{included}”", hint=hint)])
                visit(found, (*trail, key))

        visit(self.shelf.get(name), ())
        self._families[name] = tuple(seen.values())
        return self._families[name]

    def _compiled(self, name: str) -> Template:
        self.family(name)
        return self.environment.get_template(name)

    def compile(self, environment: Environment, name: str) -> Any:
        """A template's code, checked against the whitelist, its loops counted."""
        template = self.shelf.get(name)
        tree = _parsed(template, environment)

        def place(line: int, word: str) -> Place:
            rows = template.source.split("\n")
            row = rows[line - 1] if 0 < line <= len(rows) else ""
            return template.place(line, column_of(row, word))

        problems = check_tree(tree, [*FILTERS, CHOSEN], place)
        if problems:
            raise InvalidInput(problems)
        count_loops(tree)
        return environment.compile(tree, name, f"{template.origin}/{template.name}.txt")

    @pass_context
    def _choose(self, context: Context, options: list[list[int]], name: str) -> int:
        """The number of the 写法 to use: the one asked for by name (开场结构), else the one that uses most of what
        there is; where several do, by the place in the agenda and the variant, so that an edit elsewhere changes
        nothing."""
        wordings = self.shelf.get(name).wordings
        stem = name.rsplit("/", 1)[-1]
        if asked := str(context.get(f"{stem}结构") or ""):
            names = [wording.name for wording in wordings]
            if asked not in names:
                raise TemplateFault(
                    f"“{stem}”没有“{asked}”这种写法", "下列之一：" + "、".join(names), did_you_mean(asked, names)
                )
            if not options[names.index(asked)][0]:
                raise TemplateFault(
                    f"“{stem}”的“{asked}”要用的内容没有填全", hint=f"把它用到的槽位填上，或去掉“{stem}结构”"
                )
            return names.index(asked)
        fit = sorted((i for i, (fits, _) in enumerate(options) if fits), key=lambda i: -options[i][1])
        if not fit:
            raise TemplateFault(f"“{stem}”没有一种写法用得上", hint="加一种不带条件的写法")
        best = [i for i in fit if options[i][1] == options[fit[0]][1]]
        item = context.get("项")
        place = int(item.get("序", 0)) if isinstance(item, dict) else 0
        return fit[(place % len(best) + int(context.get(VARIANT) or 0)) % len(fit)]

    def _fault(self, error: Exception) -> Problem:
        found = _innermost(error.__traceback__)
        assert found is not None
        name, line = found
        template = self.shelf.get(name)
        rows = template.source.split("\n")
        place = template.place(line, column_of(rows[line - 1] if 0 < line <= len(rows) else "", ""))
        if isinstance(error, TemplateFault):
            return Problem("T12", place, error.found, error.expected, error.hint)
        if isinstance(error, RecursionError):
            return Problem("T12", place, "这里套得太深，停不下来")
        return Problem("T12", place, f"这里算不出来：{error}", hint="检查这一行用的名称和过滤器")


class _Loader(BaseLoader):
    """Jinja's way to our shelf."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        code = self.renderer.compile(environment, name)
        return environment.template_class.from_code(environment, code, globals or {})


@pass_context
def _counted(context: Context, values: Any) -> list[Any]:
    items = list(values)
    context[BUDGET].charge(len(items))
    return items


def _limited(pieces: Iterator[str]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_OUTPUT:
            raise TemplateFault(f"写出来的文字超过 {MAX_OUTPUT} 个字", hint="检查 {% for %} 是不是一层套一层套多了")
        yield piece


def _innermost(trace: TracebackType | None) -> tuple[str, int] | None:
    """Template name and line where an exception rose, or None where no template had a part in it."""
    found = None
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and template.name:
            found = template.name, template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return found


def _jinja_source(template: TemplateFile, environment: Environment) -> str:
    """The template as Jinja reads it, line for line: front matter as a comment, 写法 as branches of one choice."""
    body = template.body
    if template.wordings:
        rows = body.split("\n")
        first = template.wordings[0].line
        for index, wording in enumerate(template.wordings):
            tag = f"{{%- elif {PICKED} == {index} -%}}"
            if index == 0:
                tag = f"{{%- set {PICKED} = {_options(template, environment)} -%}}{{%- if {PICKED} == 0 -%}}"
            rows[wording.line - template.first_line] = tag
        for i in range(first - template.first_line):
            rows[i] = ""
        body = "\n".join(rows) + "{%- endif -%}"
    front = "{#" + "\n" * (template.first_line - 1) + "-#}" if template.first_line > 1 else ""
    return front + body


def _options(template: TemplateFile, environment: Environment) -> str:
    out = []
    for wording in template.wordings:
        needs = _needs(_parse(environment, template, "\n" * wording.line + wording.text))
        parts = [*needs, *([f"({wording.condition})"] if wording.condition else [])]
        fits = " and ".join(parts) or "1"
        out.append(f"[1 if {fits} else 0, {len(parts)}]")
    return f"[{', '.join(out)}]|{CHOSEN}('{template.name}')"


def _needs(tree: nodes.Template) -> list[str]:
    """The names that a text prints whatever happens: not those under if and for, nor those with 或."""
    out: dict[str, None] = {}

    def visit(node: nodes.Node) -> None:
        if isinstance(node, (nodes.If, nodes.CondExpr)):
            return
        if isinstance(node, nodes.For):
            visit(node.iter)
            return
        if isinstance(node, nodes.Filter) and node.name == "或":
            return
        if (name := _dotted(node)) is not None:
            out[name] = None
            return
        for child in node.iter_child_nodes():
            visit(child)

    visit(tree)
    return list(out)


def _dotted(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (inner := _dotted(node.node)) is not None:
        return f"{inner}.{node.attr}"
    return None


def _included(template: TemplateFile, environment: Environment) -> Iterator[tuple[int, str]]:
    tree = _parsed(template, environment)
    for node in tree.find_all(nodes.Include):
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
            yield node.lineno, node.template.value


def _parsed(template: TemplateFile, environment: Environment) -> nodes.Template:
    return _parse(environment, template, _jinja_source(template, environment))


_SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("unexpected end of template", "{% if %} 或 {% for %} 没有收尾", "补上 {% endif %} 或 {% endfor %}"),
    (
        "Unexpected end of template",
        "{% if %}、{% for %} 或 {% block %} 没有收尾",
        "补上 {% endif %}、{% endfor %} 或 {% endblock %}",
    ),
    ("Encountered unknown tag", "{% %} 里的第一个词认不出来", "只能用 if、for、include、extends、block 和它们的 end"),
    ("expected token 'end of print statement'", "{{ }} 里的名称写得不对", "{{ 名称 }}，名称中间不能有空格和标点"),
    ("expected token 'end of statement block'", "{% %} 里多了字", "检查这一行的 {% %}"),
    ("unexpected char", "{{ }} 或 {% %} 里有不能用的字符", "括号、引号、竖线、逗号都要用英文的"),
    ("unexpected '}'", "{{ }} 没有配对", "前面两个 {{，后面两个 }}"),
    ("Expected an expression", "{{ }} 里是空的", "{{ 名称 }}"),
    ("No filter named", "过滤器的名称不对", "看有哪些过滤器：docs/写模板.md"),
    ("block", "block 的名称写了两次，或没有收尾", "每个 {% block 名称 %} 只写一次"),
)


def _parse(environment: Environment, template: TemplateFile, source: str) -> nodes.Template:
    try:
        return environment.parse(source, template.name, f"{template.origin}/{template.name}.txt")
    except TemplateSyntaxError as error:
        said = error.message or ""
        found, hint = next(
            ((found, hint) for words, found, hint in _SYNTAX if words in said),
            (f"模板读不下去（{said}）", "检查这一行的括号"),
        )
        rows = template.source.split("\n")
        line = min(max(error.lineno, 1), len(rows))
        raise InvalidInput(
            [Problem("T13", template.place(line, column_of(rows[line - 1], "")), found, hint=hint)]
        ) from error
    except RecursionError as error:
        raise InvalidInput([Problem("T13", template.place(1), "模板里的括号套得太深")]) from error
