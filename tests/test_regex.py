"""Patterns are compiled when they are used, and each of them can be."""

from __future__ import annotations

import ast
import copy
import gc
import pickle
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import generator
from generator.text.regex import regex

FOLDER = Path(generator.__file__).parent
# Commands for what is installed beside the program.
OPTIONAL = ("generator.cluster",)


def test_is_compiled_when_it_is_used() -> None:
    with pytest.raises(re.error):
        regex("（(").search("")
    late = regex("会(议?)", re.DOTALL)
    assert [one.group(1) for one in late.finditer("会议和会")] == ["议", ""]
    assert late.pattern == "会(议?)" and late.groups == 1 and late.flags & re.DOTALL


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
@pytest.mark.parametrize("used", [False, True])
def test_is_copied_as_it_is(again: object, used: bool) -> None:
    late = regex("[一二]是")
    if used:
        assert late.match("一是")
    assert callable(again)
    assert again(late).match("二是")


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    for module in pkgutil.walk_packages([str(FOLDER)], "generator."):
        if not module.name.startswith(OPTIONAL):
            import_module(module.name)
    late = [one for one in gc.get_objects() if isinstance(one, type(regex("")))]
    assert len(late) > 400
    for one in late:
        assert one.groups >= 0


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
