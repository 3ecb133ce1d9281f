"""The layers of the program: a module imports only from layers below its own, and a library has one room.

The table is the one of docs/结构.md.  A package (word/, reader/ …) is one entry: inside it imports are free of
circles, which Python itself refuses.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("problems", "numerals", "measures", "outline", "punctuation", "scan", "syntax", "pace"),
    ("numbering", "moments", "quantities", "regions", "markup", "aloud"),
    ("forms", "lines", "traps", "spoken"),
    ("sources", "marks", "page"),
    ("slots", "layout", "title", "library", "points", "ways", "typeset", "readings", "fingerprint"),
    ("page_plan",),
    ("scalars", "template", "counts", "selection", "verbatim", "word", "reader", "clean", "importer"),
    (
        "persons",
        "folders",
        "figures",
        "tags",
        "write_html",
        "write_txt",
        "miner",
        "stats",
        "lectern",
        "profiles",
        "diff",
    ),
    ("people", "points_written", "values"),
    ("filling", "meeting", "paper_filters", "sandbox", "missing"),
    ("timetable", "gathering", "compose", "composition", "filters", "template_tree"),
    ("details", "render", "retelling"),
    ("calls", "checks", "import_draft", "agreement"),
    ("pipeline",),
    ("__init__", "output", "reporting", "scaffold", "schema"),
    ("changes", "template_check"),
    ("cli_check", "cli_diff", "cli_import", "cli_make", "cli_mine", "cli_new", "cli_read", "cli_stats", "cli_template"),
    ("cli",),
)
"""From the bottom up.  What stands in one layer does not import each other, but for what ASIDE lists."""

ASIDE: frozenset[tuple[str, str]] = frozenset()
"""Imports within one layer: (who, whom).  There is none."""

ROOMS: dict[str, tuple[str, ...]] = {
    "yaml": ("sources",),
    "jinja2": ("render", "sandbox", "template_tree"),
    "docx": ("word", "importer"),
    "lxml": ("word", "importer", "diff"),
    "click": (
        "cli",
        "cli_check",
        "cli_diff",
        "cli_import",
        "cli_make",
        "cli_mine",
        "cli_new",
        "cli_read",
        "cli_stats",
        "cli_template",
        "reporting",
    ),
    "opencc": ("clean",),
    "pypinyin": ("readings",),
}
"""Where a library may be imported: docx where a base package is built and where Word files are read."""

LEVEL = {name: number for number, layer in enumerate(LAYERS) for name in layer}


def modules() -> list[tuple[str, Path]]:
    """Every module with the entry of the table that it belongs to."""
    return [(path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path) for path in sorted(PACKAGE.rglob("*.py"))]


def imported(source: str) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from generator import scalars` names a module; `from generator.slots import Slot` something in one.
            module = node.module or ""
            yield from ([f"{module}.{alias.name}" for alias in node.names] if module in ("", "generator") else [module])
            if node.level:
                yield "." * node.level


def faults(who: str, source: str) -> list[str]:
    """What a module of the entry `who` imports and must not.  A module without a layer is found by another test."""
    found = []
    for name in imported(source):
        top, *rest = name.split(".")
        if not top:
            found.append(f"{who}: a relative import")
        elif top == "generator":
            # A name that is no module (from generator import load_details) is of the package itself.
            whom = rest[0] if rest and rest[0] in {name for name, _ in modules()} else "__init__"
            below = whom in LEVEL and who in LEVEL and LEVEL[whom] < LEVEL[who]
            if whom != who and not below and (who, whom) not in ASIDE:
                found.append(f"{who} imports {whom}, which is not below it")
        elif top in ROOMS and who not in ROOMS[top]:
            found.append(f"{who} imports {top}, whose room is {'、'.join(ROOMS[top])}")
    return found


def test_every_module_has_one_layer() -> None:
    names = [name for layer in LAYERS for name in layer]
    assert len(names) == len(set(names))
    assert {who for who, _ in modules()} - set(names) == set(), "give the new module its layer here and in docs/结构.md"


@pytest.mark.parametrize(("who", "path"), modules(), ids=[str(path.relative_to(PACKAGE)) for _, path in modules()])
def test_imports_run_downwards_and_libraries_stay_in_their_rooms(who: str, path: Path) -> None:
    assert faults(who, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("who", "planted"),
    [
        ("problems", "from generator.sources import Text"),
        ("slots", "def f():\n    from generator import details"),
        ("lines", "import generator.traps"),
        ("scan", "from generator import load_details"),
        ("details", "import yaml"),
        ("sources", "from jinja2 import nodes"),
        ("pipeline", "import click.testing"),
        ("write_html", "from docx.shared import Pt"),
        ("slots", "from .sources import Text"),
    ],
)
def test_a_planted_wrong_import_is_found(who: str, planted: str) -> None:
    assert len(faults(who, planted)) == 1


@pytest.mark.parametrize(
    ("who", "planted"),
    [
        ("slots", "from generator.sources import Text"),
        ("word", "from generator.word.base import a"),
        ("sources", "import yaml"),
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
