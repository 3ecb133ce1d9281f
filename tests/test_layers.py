"""The layers of the program: a module imports only from layers below its own, and a library has one room.

The table is the one of docs/结构.md.  A package (text/, reader/ …) is one entry; inside it, imports run in no circle.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("records",),
    ("problems", "codes"),
    ("text",),
    ("voice", "yaml_source"),
    ("slots", "reader", "clean", "importer"),
    ("meeting",),
    ("rendering",),
    ("paper", "composing"),
    ("timing", "details", "miner", "diff", "import_draft", "files"),
    ("calls", "recipe", "checks", "agreement"),
    ("pipeline",),
    ("batch",),
    ("cluster",),
    ("__init__",),
    ("commands",),
    ("cli",),
)
"""From the bottom up.  What stands in one layer does not import each other."""

ROOMS: dict[str, tuple[str, ...]] = {
    "yaml": ("yaml_source.load",),
    "jinja2": (
        "rendering.render",
        "rendering.sandbox",
        "rendering.template_tree",
        "rendering.whitelist",
        "rendering.whole",
    ),
    "docx": ("paper.word", "importer"),
    "lxml": ("paper.word", "importer", "diff", "batch.problem_table"),
    "click": ("cli", "commands"),
    "opencc": ("clean",),
    "pypinyin": ("voice.readings",),
    "distributed": ("cluster",),
    "dask": ("cluster",),
    "python_calamine": ("batch.workbook",),
    "openpyxl": ("batch",),
    "filelock": ("batch.lock",),
}
"""Where a library may be imported: docx where a base package is built and where Word files are read."""

LEVEL = {name: number for number, layer in enumerate(LAYERS) for name in layer}


def dotted(path: Path) -> str:
    """The name of a module below `generator`: voice/readings.py is voice.readings, voice/__init__.py is voice."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(source: str) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it; a relative import is a dot."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from generator.text import lines` names a module; `from generator.text.lines import Line` something in one.
            yield from ((f"{node.module}.{alias.name}" for alias in node.names) if not node.level else ["."])


def module_of(name: str) -> str:
    """The module of ours that an imported name is in: text.lines for generator.text.lines.Line."""
    inner = name.partition(".")[2]
    while inner and inner not in MODULES:
        inner = inner.rpartition(".")[0]
    return inner or "__init__"


def faults(who: str, source: str) -> list[str]:
    """What the module `who` imports and must not.  A module without a layer is found by another test."""
    found = set()
    entry = who.split(".")[0]
    for name in imported(source):
        top = name.split(".")[0]
        if not top:
            found.add(f"{who}: a relative import")
        elif top == "generator":
            whom = module_of(name).split(".")[0]
            if whom != entry and LEVEL[whom] >= LEVEL[entry]:
                found.add(f"{who} imports {whom}, which is not below it")
        elif top in ROOMS and not any(f"{who}.".startswith(f"{room}.") for room in ROOMS[top]):
            found.add(f"{who} imports {top}, whose room is {'、'.join(ROOMS[top])}")
    return sorted(found)


def test_every_entry_has_one_layer() -> None:
    names = [name for layer in LAYERS for name in layer]
    assert len(names) == len(set(names))
    assert {name.split(".")[0] for name in MODULES} == set(names), (
        "a new package gets its layer here and in docs/结构.md"
    )


@pytest.mark.parametrize("who", MODULES)
def test_imports_run_downwards_and_libraries_stay_in_their_rooms(who: str) -> None:
    assert faults(who, MODULES[who].read_text(encoding="utf-8")) == []


def test_imports_inside_a_package_run_in_no_circle() -> None:
    below = {
        who: {
            whom
            for name in imported(path.read_text(encoding="utf-8"))
            if name.startswith("generator.")
            and (whom := module_of(name)) != who
            and whom.split(".")[0] == who.split(".")[0]
        }
        for who, path in MODULES.items()
    }
    TopologicalSorter(below).prepare()


@pytest.mark.parametrize(
    ("who", "planted"),
    [
        ("problems", "from generator.yaml_source.load import Text"),
        ("slots.registry", "def f():\n    from generator import details"),
        ("text.lines", "import generator.yaml_source.traps"),
        ("yaml_source.scan", "from generator import load_details"),
        ("details", "import yaml"),
        ("slots.filling", "from jinja2 import nodes"),
        ("pipeline", "import click.testing"),
        ("paper.write_html", "from docx.shared import Pt"),
        ("slots.registry", "from .scalars import read"),
    ],
)
def test_a_planted_wrong_import_is_found(who: str, planted: str) -> None:
    assert len(faults(who, planted)) == 1


@pytest.mark.parametrize(
    ("who", "planted"),
    [
        ("slots.registry", "from generator.yaml_source.load import Text"),
        ("paper.word.xml", "from generator.paper.word.base import a"),
        ("yaml_source.load", "import yaml"),
        ("paper.word.base", "import docx"),
    ],
)
def test_a_right_import_is_let_pass(who: str, planted: str) -> None:
    assert faults(who, planted) == []


def test_the_document_lists_the_same_layers() -> None:
    document = (PACKAGE.parent / "docs" / "结构.md").read_text(encoding="utf-8")
    rows = [
        row.split("|")[2]
        for row in document.split("\n")
        if row.startswith("| ") and row.split("|")[1].strip().isdigit()
    ]
    assert [tuple(name.strip(" `/") for name in row.split("、")) for row in rows] == list(LAYERS)
