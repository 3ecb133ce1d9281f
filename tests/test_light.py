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
    ),
    # What texts from elsewhere, other commands and other papers need.
    *(
        "generator.clean.steps",
        "generator.importer",
        "generator.miner",
        "generator.batch",
        "generator.paper.word.build",
    ),
    *("generator.paper.lectern", "generator.paper.write_html", "generator.commands.check"),
)
RUN = """
import sys
sys.argv = ["jianggao", "make", sys.argv[1], "-o", sys.argv[2], "--only", "讲话"]
from generator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("\\n".join(sys.modules))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules of a run that finds what an earlier one has kept."""
    folder = tmp_path_factory.mktemp("light")
    (folder / "会议.yaml").write_bytes(EXAMPLE.read_bytes())
    order = [sys.executable, "-X", "utf8", "-c", RUN, str(folder / "会议.yaml"), str(folder / "输出")]
    own = os.environ | {"JIANGGAO_HOME": str(folder)}
    for _ in range(2):
        told = subprocess.run(order, capture_output=True, encoding="utf-8", check=True, env=own).stdout
    return frozenset(told.split())


@pytest.mark.parametrize("module", HEAVY)
def test_is_not_loaded(module: str, loaded: frozenset[str]) -> None:
    assert "generator.pipeline" in loaded
    assert module not in loaded
