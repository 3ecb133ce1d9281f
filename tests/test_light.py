"""`jianggao make` loads what a paper needs and nothing more: what is heavy would cost each run more than the paper."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent / "examples" / "全县安全生产工作会议" / "会议.yaml"
HEAVY = (
    # Builds the base package of a layout, once for all runs.
    "docx",
    "lxml",
    # Tables, old texts, readings of characters, words.
    *("openpyxl", "python_calamine", "opencc", "jieba", "pypinyin", "jsonschema"),
    # Much of the standard library behind one small use.
    *(
        "importlib.metadata",
        "xml",
        "email",
        "http",
        "asyncio",
        "multiprocessing",
        "logging",
        "zipfile",
        "fractions",
        "traceback",
    ),
    # What texts from elsewhere, other commands and other papers need.
    *(
        "generator.clean.steps",
        "generator.importer",
        "generator.miner",
        "generator.batch",
        "generator.paper.word.build",
        "generator.text.lookalikes",
        "generator.checks.alike",
    ),
    *("generator.composing.retelling", "generator.text.verbatim"),
    *("generator.paper.lectern", "generator.paper.write_html", "generator.commands.check"),
)
MOST_MODULES = 155
"""Modules of our own that a run may load: each costs a third of a millisecond."""
MOST_PATTERNS = 55
"""Patterns that a run may compile where an earlier one has kept its own: nearly all are of libraries."""
MOST_DATACLASSES = 2
"""Frozen classes that the standard library may make for a run; `generator.records` makes them in a fifth of the time."""
RUN = """
import re, sys
patterns, compiled = set(), re.compile
def compile(pattern, flags=0):
    patterns.add((pattern, flags))
    return compiled(pattern, flags)
re.compile = compile
sys.argv = ["jianggao", "make", sys.argv[1], "-o", sys.argv[2], "--only", "讲话"]
from generator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
own = [one for name, module in list(sys.modules.items()) if name.startswith("generator") for one in vars(module).values()]
made = [getattr(one, "__dataclass_params__", None) for one in set(filter(lambda one: isinstance(one, type), own))]
print("patterns", len(patterns), "dataclasses", sum(one is not None and one.frozen for one in made))
print("\\n".join(sys.modules))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a run says that finds what an earlier one has kept: its figures, and its modules."""
    folder = tmp_path_factory.mktemp("light")
    (folder / "会议.yaml").write_bytes(EXAMPLE.read_bytes())
    order = [sys.executable, "-X", "utf8", "-c", RUN, str(folder / "会议.yaml"), str(folder / "输出")]
    own = os.environ | {"JIANGGAO_HOME": str(folder)}
    for _ in range(2):
        told = subprocess.run(order, capture_output=True, encoding="utf-8", check=True, env=own).stdout
    return told[told.index("patterns") :].split()


@pytest.fixture(scope="module")
def loaded(told: list[str]) -> frozenset[str]:
    return frozenset(told[4:])


@pytest.mark.parametrize("module", HEAVY)
def test_is_not_loaded(module: str, loaded: frozenset[str]) -> None:
    assert "generator.pipeline" in loaded
    assert module not in loaded


def test_little_is_loaded_and_compiled(told: list[str], loaded: frozenset[str]) -> None:
    patterns, dataclasses = int(told[1]), int(told[3])
    assert 30 < patterns <= MOST_PATTERNS
    assert dataclasses <= MOST_DATACLASSES
    assert sum(module.startswith("generator") for module in loaded) <= MOST_MODULES
