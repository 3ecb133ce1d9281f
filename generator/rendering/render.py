"""Rendering: a template and its values → text, a paper's worth, with what each line's marker is.

Jinja lives in this package alone.  Chooses among the 写法 of a shared structure; knows nothing of meetings or Word.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateError, UndefinedError, nodes, pass_context
from jinja2.runtime import Context

from generator.problems import InvalidInput, Problem, did_you_mean
from generator.rendering.choice import Ranks, chosen
from generator.rendering.filters import FILTERS, SHORT
from generator.rendering.sandbox import (
    BUDGET,
    CHOSEN,
    ITEM,
    Budget,
    guard,
    joined,
    make_environment,
)
from generator.rendering.shelf import Shelf
from generator.rendering.tags import check_tags
from generator.rendering.template import BUILTIN, TemplateFile, Wording
from generator.rendering.template_tree import names_of, parse
from generator.rendering.values import TemplateFault
from generator.rendering.whitelist import TreeCheck, column_of
from generator.rendering.whole import LINES, Piece, whole
from generator.text.marks import LINE_KINDS, Settled, settle, unknown_kind

VARIANT = "变体_"
PLACE = "篇_"
"""Which of the meeting's speeches a paper is: two of them do not open and close in the same words."""
MAX_CHAIN = 20
"""Templates that may stand one in another."""


class Renderer:
    """Templates of one shelf, compiled once.

    In one piece with all that it extends and includes a template writes its papers faster, and takes longer to compile;
    who makes but a few of many templates does without.
    """

    def __init__(self, shelf: Shelf, in_one_piece: bool = True) -> None:
        self.shelf, self.in_one_piece = shelf, in_one_piece
        self.environment = make_environment(FILTERS, SHORT, {CHOSEN: self._choose})
        self.environment.loader = _Loader(self)
        self._families: dict[str, tuple[TemplateFile, ...]] = {}
        self._trees: dict[str, nodes.Template] = {}
        self._pieces: dict[str, Piece] = {}
        self._files: list[str] = []
        """The templates that were laid into others, as a fault finds them again; the first is number 1."""
        self._codes: dict[str, Any] = {}
        self._packed: dict[str, bytes] = {}
        """Compiled by an earlier run, and not yet used in this one."""
        self._papers: dict[str, Template] = {}
        self._used: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, shelf: Shelf) -> Renderer:
        """The one renderer that all who make papers from this shelf share."""
        return shelf.once("renderer", lambda: cls(shelf))

    def state(self) -> tuple[Any, ...]:
        """What is read and compiled so far, as plain data."""
        codes = {key: marshal.dumps(code) for key, code in self._codes.items()}
        return self._families, self._used, self._files, {**self._packed, **codes}

    def take(self, state: tuple[Any, ...]) -> None:
        """What one before it compiled of the same templates."""
        self._families, self._used, self._files, self._packed = state

    def render(self, name: str, values: Mapping[str, Any], variant: int = 0) -> Settled:
        """The text of a template with these values.  InvalidInput where the template cannot be read or filled."""
        return settle(self.raw(name, values, variant))

    def raw(self, name: str, values: Mapping[str, Any], variant: int = 0) -> str:
        """The same before `marks.settle`."""
        return self._run(self._compiled(name), name, values, variant)

    def raw_wording(self, template: TemplateFile, wording: Wording, values: Mapping[str, Any]) -> str:
        """One 写法 of a shared structure alone, whether or not it would be chosen."""
        body = "\n" * (wording.line + 1 - template.first_line) + wording.text
        alone = replace(template, body=body, wordings=())
        code = self.environment.compile(self._checked(alone), template.name, f"{template.origin}/{template.name}.txt")
        return self._run(Template.from_code(self.environment, code, {}), template.name, values, 0)

    def _run(self, template: Template, name: str, values: Mapping[str, Any], variant: int) -> str:
        context = template.new_context({**values, BUDGET: Budget(), VARIANT: variant}, shared=True)
        try:
            return joined(template.root_render_func(context))
        except (TemplateFault, UndefinedError, TypeError, ValueError, RecursionError) as error:
            found = self._innermost(error.__traceback__)
            if found is None and not isinstance(error, TemplateFault):
                raise
            raise InvalidInput([self._fault(error, found or (name, 1), values)]) from error

    def _innermost(self, trace: TracebackType | None) -> tuple[str, int] | None:
        """Template name and line where an exception rose, or None where no template had a part in it."""
        found = None
        while trace is not None:
            template = trace.tb_frame.f_globals.get("__jinja_template__")
            if isinstance(template, Template) and template.name:
                number, line = divmod(template.get_corresponding_lineno(trace.tb_lineno), LINES)
                found = self._files[number - 1] if number else template.name, line
            trace = trace.tb_next
        return found

    def check(self, name: str) -> tuple[Problem, ...]:
        """What is wrong with a template and all that it extends and includes, as they are written."""
        try:
            for template in self.family(name):
                self.code(template)
        except InvalidInput as error:
            return error.problems
        return ()

    def names_used(self, name: str) -> set[str]:
        """The names a template uses and does not make itself, with those of what it includes and extends."""
        return set().union(*(self._names(template) for template in self.family(name)))

    def family(self, name: str) -> tuple[TemplateFile, ...]:
        """The template, what it extends and what these include, each once.  A circle of includes is a problem."""
        if name in self._families:
            return self._families[name]
        seen: dict[str, TemplateFile] = {}

        def visit(template: TemplateFile, trail: tuple[str, ...]) -> None:
            key = f"{template.origin}/{template.name}"
            if key in trail or len(trail) > MAX_CHAIN:
                circle = f"模板“{template.name}”绕着圈引用自己"
                found = circle if key in trail else f"模板一层引一层，超过 {MAX_CHAIN} 层"
                raise InvalidInput([Problem("T03", template.place(1), found, hint="去掉其中一个 include")])
            if key in seen:
                return
            seen[key] = template
            for one in self.shelf.ancestry(template)[1:]:
                visit(one, (*trail, key))
            for line, included in self._included(template):
                found_template = self.shelf.find(included)
                if found_template is None:
                    place = template.place(line, column_of(template.row(line), included))
                    near = did_you_mean(included.removesuffix(".txt"), self.shelf.shared_names())
                    hint = near or "名称写成“公用/开场.txt”这样，从模板文件夹算起"
                    raise InvalidInput([Problem("T02", place, f"没有模板“{included}”", hint=hint)])
                visit(found_template, (*trail, key))

        visit(self.shelf.get(name), ())
        self._families[name] = tuple(seen.values())
        return self._families[name]

    def tree(self, template: TemplateFile) -> nodes.Template:
        """A template's syntax tree, checked against the whitelist, with what it may cost counted.

        InvalidInput where its tags, its syntax or what it uses is wrong.
        """
        key = f"{template.origin}/{template.name}"
        if key not in self._trees:
            self._trees[key] = self._checked(template)
        return self._trees[key]

    def _names(self, template: TemplateFile) -> frozenset[str]:
        key = f"{template.origin}/{template.name}"
        if key not in self._used:
            self._used[key] = names_of(self.tree(template))
        return self._used[key]

    def _checked(self, template: TemplateFile) -> nodes.Template:
        tags, problems = check_tags(template)
        if faults := [*problems, *_unknown_kinds(template)]:
            raise InvalidInput(faults)
        tree = parse(template, self.environment, tags)
        check = TreeCheck(FILTERS, lambda line, word: template.place(line, column_of(template.row(line), word)))
        if faults := check.check(tree):
            raise InvalidInput(faults)
        guard(tree)
        return tree

    def _included(self, template: TemplateFile) -> Iterator[tuple[int, str]]:
        for node in self.tree(template).find_all(nodes.Include):
            if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
                yield node.lineno, node.template.value

    def _compiled(self, name: str) -> Template:
        if name not in self._papers:
            self.family(name)
            template = self.shelf.get(name)
            code = self._whole(template) if self.in_one_piece else self.code(template)
            self._papers[name] = Template.from_code(self.environment, code, {})
        return self._papers[name]

    def code(self, template: TemplateFile) -> Any:
        """A template's code, compiled once under whatever name it is asked for."""
        return self._code(template, f"{template.origin}/{template.name}", lambda: self.tree(template))

    def _whole(self, template: TemplateFile) -> Any:
        """The code of a paper's template with what it extends and includes."""

        def tree() -> nodes.Template:
            chain = [self._piece(one) for one in self.shelf.ancestry(template)]
            laid = whole(chain, lambda name: self._piece(self.shelf.get(name)))
            return self.tree(template) if laid is None else laid

        return self._code(template, f"{template.origin}/{template.name}{_WHOLE}", tree)

    def _code(self, template: TemplateFile, key: str, tree: Callable[[], nodes.Template]) -> Any:
        if key in self._packed:
            self._codes[key] = marshal.loads(self._packed.pop(key))
        if key not in self._codes:
            self.shelf.grown = True
            try:
                self._codes[key] = self.environment.compile(tree(), _found_by(template), f"{key}.txt")
            except (TemplateError, SyntaxError, RecursionError) as error:
                place = template.place(template.first_line)
                raise InvalidInput([Problem("T13", place, "模板套得太深", hint="分成几段写，少套几层")]) from error
        return self._codes[key]

    def _piece(self, template: TemplateFile) -> Piece:
        """A template to be laid into others."""
        name = _found_by(template)
        if name not in self._pieces:
            self._files.append(name)
            self._pieces[name] = Piece(self.tree(template), len(self._files))
        return self._pieces[name]

    @pass_context
    def _choose(
        self, context: Context, fits: list[int], name: str, asked: str, own: int, ranks: Ranks, item: Any = None
    ) -> int:
        """The number of the 写法 to use: the one that is asked for by name (开场结构), else as `choice` has it."""
        given = context.parent
        if wanted := given.get(asked):
            return self._asked(str(wanted), fits, name)
        if item is None:
            item = given.get(ITEM)
        return chosen(fits, own, ranks, item, given[VARIANT], given.get(PLACE) or 0)

    def _asked(self, asked: str, fits: Sequence[int], name: str) -> int:
        names = [wording.name for wording in self.shelf.get(name).wordings]
        stem = name.rsplit("/", 1)[-1]
        if asked not in names:
            raise TemplateFault(
                f"“{stem}”没有“{asked}”这种写法", "下列之一：" + "、".join(names), did_you_mean(asked, names)
            )
        if not fits[names.index(asked)]:
            raise TemplateFault(
                f"“{stem}”的“{asked}”要用的内容没有填全", hint=f"把它用到的槽位填上，或去掉“{stem}结构”"
            )
        return names.index(asked)

    def _fault(self, error: Exception, where: tuple[str, int], values: Mapping[str, Any]) -> Problem:
        name, line = where
        template = self.shelf.get(name)
        word = re.search(r"'([^']+)' is undefined", str(error))
        place = template.place(line, column_of(template.row(line), word.group(1) if word else ""))
        if isinstance(error, TemplateFault):
            return Problem("T12", place, error.found, error.expected, error.hint)
        if word:
            hint = did_you_mean(word.group(1), values) or "写成登记过的槽位；for 里的名称只在 for 里能用"
            return Problem("T11", place, f"用了“{word.group(1)}”，可是没有这个槽位", "登记过的槽位", hint)
        found, hint = next(
            ((found, hint) for words, found, hint in _FAULTS if words in str(error)),
            (f"这里算不出来：{error}", "检查这一行用的名称和过滤器"),
        )
        return Problem("T12", place, found, hint=hint)


_WHOLE = "|"
"""Behind the name of a template, which has no such character: the template with all that belongs to it."""


def _found_by(template: TemplateFile) -> str:
    """The name by which a fault finds its file again."""
    return f"{template.origin}/{template.name}" if template.origin == BUILTIN else template.name


_FAULTS: tuple[tuple[str, str, str], ...] = (
    ("not supported between", "两边一个是文字、一个是数字，比不了大小", "要数有几个，加 |个数：{% if 要点|个数 > 1 %}"),
    ("not iterable", "这里要一个列表", "for 的 in 后面写列表，如 议程、出席、要点"),
    ("in <string>", "in 的左边要是文字", "{% if '发言' in 方式 %}"),
)


def _unknown_kinds(template: TemplateFile) -> Iterator[Problem]:
    """Lines that say with @ that they are something which no line can be."""
    for number in range(template.first_line, len(template.rows) + 1):
        row = template.row(number)
        if word := unknown_kind(row):
            expected = "下列之一：" + "、".join(f"@{name}" for name in LINE_KINDS)
            hint = did_you_mean(word.lstrip("@"), LINE_KINDS) or "写成 @落款 云山县人民政府，中间空一格"
            yield Problem("T14", template.place(number, row.index("@") + 1), f"没有“{word}”这种行", expected, hint)


class _Loader(BaseLoader):
    """Jinja's way to our shelf."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        code = self.renderer.code(self.renderer.shelf.get(name))
        return environment.template_class.from_code(environment, code, globals or {})
