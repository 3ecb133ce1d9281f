"""Patterns are compiled when they are used, and each of them can be."""

from __future__ import annotations

import ast
import copy
import gc
import pickle
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import generator
from generator.text.regex import holds, regex

FOLDER = Path(generator.__file__).parent
# Commands for what is installed beside the program.
OPTIONAL = ("generator.cluster",)


def test_is_compiled_when_it_is_used() -> None:
    with pytest.raises(re.error):
        regex("（(").search("")
    late = regex("会(议?)", re.DOTALL)
    assert [one.group(1) for one in late.finditer("会议和会")] == ["议", ""]
    assert late.pattern == "会(议?)" and late.groups == 1 and late.flags & re.DOTALL


def test_is_asked_only_where_a_word_stands_that_it_needs() -> None:
    with pytest.raises(re.error):
        regex("（(主持", needs=("主持",)).search("由我主持")
    assert regex("（(主持", needs=("主持",)).search("由我讲话") is None
    late = regex("由我(?:来)?主持", needs=("主持",))
    text = "会议由我来主持，由我主持"
    assert [one.span() for one in late.finditer(text)] == [(2, 7), (8, 12)] and late.findall(text, 3) == ["由我主持"]
    assert (
        late.search(text, 0, 6) is None and late.match(text, 8) is not None and late.fullmatch("由我主持") is not None
    )
    assert list(late.finditer("由我讲话")) == [] == late.findall("由我讲话") and late.pattern == "由我(?:来)?主持"
    assert holds("由我讲话", "请我") and holds("由我讲话", ("主持", "讲话")) and not holds("由我讲话", ("主持",))


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
@pytest.mark.parametrize("used", [False, True])
def test_is_copied_as_it_is(again: object, used: bool) -> None:
    late = regex("[一二]是")
    if used:
        assert late.match("一是")
    assert callable(again)
    assert again(late).match("二是")


def load_all() -> None:
    for module in pkgutil.walk_packages([str(FOLDER)], "generator."):
        if not module.name.startswith(OPTIONAL):
            import_module(module.name)


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    load_all()
    late = [one for one in gc.get_objects() if isinstance(one, type(regex("")))]
    assert len(late) > 400
    for one in late:
        assert one.groups >= 0


@cache
def needing() -> list[re.Pattern[str]]:
    """The patterns of the program that say what they need."""
    load_all()
    found = [one for one in gc.get_objects() if isinstance(one, type(regex("", needs="一")))]
    assert len(found) > 15
    return sorted(found, key=lambda one: one.pattern)


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
@given(st.data())
def test_what_is_said_to_be_needed_is_needed(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(needing()))
    plain = re.compile(one.pattern, one.flags)
    text = data.draw(st.from_regex(plain))
    assert (one.search(text) is None) == (plain.search(text) is None)


def _compiles_text(call: ast.Call) -> bool:
    return ast.unparse(call.func) == "re.compile" and not ast.unparse(call.args[0]).startswith(("b", "rb"))


def compiled_at_import(node: ast.AST) -> Iterator[int]:
    """The lines of the calls of re.compile that run as soon as the module is loaded.  Those of bytes are few, and stay."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call) and _compiles_text(child):
            yield child.lineno
        yield from compiled_at_import(child)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_module_compiles_when_it_is_loaded(path: Path) -> None:
    found = list(compiled_at_import(ast.parse(path.read_text(encoding="utf-8"))))
    assert not found, f"write regex(…) of generator/text/regex.py on lines {found}"
