"""A template's text as Jinja's syntax tree: 写法 become branches of one choice, and errors of syntax become problems.

Every line keeps its number, so that whatever goes wrong later is said of the right line.  Knows Jinja's grammar;
what may stand in a template is for `tags` and `whitelist` to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.problems import InvalidInput, Problem
from generator.records import record
from generator.rendering.sandbox import CHOSEN, FILLED, PICKED
from generator.rendering.tags import Tag
from generator.rendering.template import BUILTIN, TemplateFile, Wording

ALWAYS = frozenset(("会", "召开"))
"""What every meeting has: to print it asks for nothing."""
OWN = "自写"
"""The 写法 that is the clerk's own words."""
TOLD = ("背景", "主要任务")
"""What a clerk writes for one meeting: a 写法 that leaves it out gives way to those that say it."""


def parse(template: TemplateFile, environment: Environment, tags: Sequence[Tag]) -> nodes.Template:
    """The syntax tree of a template.  InvalidInput where Jinja cannot read it."""
    check_conditions(environment, template, tags)
    options = [_option(one, template, environment, tags) for one in template.wordings]
    tree = _parse(environment, template, _jinja_source(template, options), tags)
    if (choice := tree.find(nodes.Assign)) is not None and isinstance(choice.node, nodes.Filter):
        # Which goes before which is settled here, and not anew with every paper.
        most = sorted(enumerate(options), key=lambda one: -one[1].asks)
        own = next((number for number, one in enumerate(template.wordings) if one.name == OWN), -1)
        ranks = tuple((number, one.asks, one.told) for number, one in most)
        asked = template.name.rsplit("/", 1)[-1] + "结构"
        choice.node.args += [nodes.Const(given, lineno=choice.lineno) for given in (asked, own, ranks)]
    return tree


@record(frozen=True)
class _Option:
    """A 写法 to choose: the Jinja expression that says whether it fits (all it prints is there, and its condition holds),
    how many things it asks for, and how many of these are told of this meeting alone."""

    fits: str
    asks: int
    told: int


def _jinja_source(template: TemplateFile, options: Sequence[_Option]) -> str:
    """The template as Jinja reads it, line for line: front matter as a comment, 写法 as branches of one choice."""
    body = template.body
    if template.wordings:
        rows = body.split("\n")
        first = template.wordings[0].line
        for index, wording in enumerate(template.wordings):
            tag = f"{{%- elif {PICKED} == {index} -%}}"
            if index == 0:
                fits = ", ".join(f"1 if {one.fits} else 0" for one in options)
                # A unit's file of the same name may include ours; each chooses among its own.
                own = f"{BUILTIN}/{template.name}" if template.origin == BUILTIN else template.name
                choice = f"[{fits}]|{CHOSEN}('{own}')"
                tag = f"{{%- set {PICKED} = {choice} -%}}{{%- if {PICKED} == 0 -%}}"
            rows[wording.line - template.first_line] = tag
        for i in range(first - template.first_line):
            rows[i] = ""
        body = "\n".join(rows) + "{%- endif -%}"
    front = "{#" + "\n" * (template.first_line - 1) + "-#}" if template.first_line > 1 else ""
    return front + body


def wording_tree(
    wording: Wording, template: TemplateFile, environment: Environment, tags: Sequence[Tag] = ()
) -> nodes.Template:
    """The syntax tree of one 写法 alone."""
    return _parse(environment, template, "\n" * wording.line + wording.text, tags)


def _option(wording: Wording, template: TemplateFile, environment: Environment, tags: Sequence[Tag]) -> _Option:
    printed = [name for name in needs(wording_tree(wording, template, environment, tags)) if name not in ALWAYS]
    # What is true is there, and needs no filter to say so.
    parts = [f"({name} or {name}|{FILLED})" for name in printed]
    parts += [f"({wording.condition})"] if wording.condition else []
    return _Option(" and ".join(parts) or "1", len(parts), sum(name in TOLD for name in printed))


def needs(tree: nodes.Node) -> list[str]:
    """The names that a text prints whatever happens: not those under if, nor those with 或.  Each once, in order."""
    out: dict[str, None] = {}

    def visit(node: nodes.Node) -> None:
        if isinstance(node, (nodes.If, nodes.CondExpr)):
            return
        if isinstance(node, nodes.For):
            visit(node.iter)
            return
        if isinstance(node, nodes.Filter) and node.name == "或":
            return
        if (name := dotted(node)) is not None:
            out[name] = None
            return
        for child in node.iter_child_nodes():
            visit(child)

    visit(tree)
    return list(out)


def names_of(tree: nodes.Template) -> frozenset[str]:
    """The names that a template uses and does not make itself; a block does not see the loops around it."""
    found: set[str] = set()

    def visit(node: nodes.Node, made: frozenset[str]) -> None:
        if isinstance(node, nodes.Name):
            if node.ctx == "load" and node.name not in made:
                found.add(node.name)
            return
        if isinstance(node, nodes.For):
            visit(node.iter, made)
            inner = made | {
                one.name for one in [node.target, *node.target.find_all(nodes.Name)] if isinstance(one, nodes.Name)
            }
            for child in (*node.body, *([node.test] if node.test is not None else [])):
                visit(child, inner)
            for child in node.else_:
                visit(child, made)
            return
        inner = frozenset() if isinstance(node, nodes.Block) and not node.scoped else made
        for child in node.iter_child_nodes():
            visit(child, inner)

    visit(tree, frozenset())
    return frozenset(found - {"super", "loop", PICKED})


def dotted(node: nodes.Node) -> str | None:
    """会议名称, 项.事项: a name with what is taken from it, or None for any other expression."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (inner := dotted(node.node)) is not None:
        return f"{inner}.{node.attr}"
    return None


_SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("expected token 'end of print statement'", "名称写得不对", "{{ 名称 }}，名称中间不能有空格和标点"),
    ("expected token 'end of statement block', got '='", "比较要用两个等号", "{% if 方式 == '发言' %}"),
    (
        "expected token 'end of statement block'",
        "{% %} 里多了字",
        "{% if 名称 %}，名称中间不能有空格；要比较用 == 或 >",
    ),
    ("expected token 'in'", "for 要写成“for 每一个 in 列表”", "{% for 项 in 议程 %}"),
    ("expected token 'name'", "点或竖线后面少了名称", "{{ 讲话人.姓名 }}、{{ 要点|几 }}"),
    ("expected token", "这里的括号或逗号写得不对", "照着别的句子的样子写"),
    ("unexpected end of template", "写到文件的末尾还没有收尾", "补上 {% endif %}、{% endfor %} 或 {% endblock %}"),
    ("unexpected", "这里写得不完整，或多了一个标点", "{{ 名称 }}、{{ 名称|过滤器 }}、{% if 名称 %}"),
    ("Expected an expression", "这里少了名称", "{{ 名称 }}、{% if 名称 %}、{% for 项 in 议程 %}"),
    ("Can't assign", "for 后面只能写一个名称", "{% for 项 in 议程 %}"),
    ("Block names", "block 的名称只用汉字、字母和数字", "{% block 开场 %}"),
)


def _problem(template: TemplateFile, error: TemplateSyntaxError, line: int, column: int) -> Problem:
    said = (error.message or "").lower()
    found, hint = next(
        ((found, hint) for words, found, hint in _SYNTAX if words.lower() in said),
        (f"模板读不下去（{error.message}）", "照着别的句子的样子写"),
    )
    return Problem("T13", template.place(line, column), found, hint=hint)


def check_conditions(environment: Environment, template: TemplateFile, tags: Sequence[Tag]) -> None:
    """InvalidInput where the condition of a 写法 is no expression."""
    problems = []
    for tag in tags:
        if tag.kind == "当":
            try:
                environment.parse(f"{{{{ ({tag.inner}) }}}}")
            except TemplateSyntaxError as error:
                problems.append(_problem(template, error, tag.line, tag.column))
    if problems:
        raise InvalidInput(problems)


def _parse(environment: Environment, template: TemplateFile, source: str, tags: Sequence[Tag]) -> nodes.Template:
    try:
        return environment.parse(source, template.name, f"{template.origin}/{template.name}.txt")
    except TemplateSyntaxError as error:
        problems = [found for tag in tags if (found := _alone(environment, template, tag)) is not None]
        if not problems:
            last = len(template.source.split("\n"))
            problems = [_problem(template, error, min(max(error.lineno, 1), last), 1)]
        raise InvalidInput(problems) from error


_COMPLETED = {
    "if": "{{% {0} %}}{{% endif %}}",
    "elif": "{{% if 1 %}}{{% {0} %}}{{% endif %}}",
    "for": "{{% {0} %}}{{% endfor %}}",
    "block": "{{% {0} %}}{{% endblock %}}",
    "include": "{{% {0} %}}",
    "extends": "{{% {0} %}}",
}


def _alone(environment: Environment, template: TemplateFile, tag: Tag) -> Problem | None:
    """The problem of one tag, read by itself: Jinja tells the line of an error, and this the column."""
    whole = "{{{{ {0} }}}}" if tag.kind == "{" else _COMPLETED.get(tag.word) if tag.kind == "%" else None
    if whole is None:
        return None
    try:
        environment.parse(whole.format(tag.inner))
    except TemplateSyntaxError as error:
        return _problem(template, error, tag.line, tag.column)
    return None
