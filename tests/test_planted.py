"""The papers of one meeting with faults planted in their Word files: each is told at its place, a clean folder has none.

The papers are made from an example, the faults by the operators of `mutations` at places that a fixed seed picks; the
line of a fault is counted in what is read from the file after all of them are in.
"""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from mutations import OPERATORS, Slip

from generator.cli import cli
from generator.details import load_details
from generator.importer import load_text
from generator.pipeline import Workshop, papers_called

EXAMPLE = Path(__file__).parent.parent / "examples" / "全县安全生产工作会议" / "会议.yaml"
SEEDS = (2026, 1, 3)
FAULTS = 25
OF_ONE_KIND = 2
EVENLY = 0.5
"""How often a fault goes to a paper that has few."""
SEVERE = ("必错", "疑似", "错误")


@dataclass(frozen=True)
class Fault:
    """A fault that was planted: by which operator, in which file, and the lines it can be seen on."""

    operator: str
    file: str
    lines: frozenset[int]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the meeting as its papers are made: 会议.yaml and, in 输出, a Word file of each."""
    folder = tmp_path_factory.mktemp("会")
    shutil.copy(EXAMPLE, folder)
    details = load_details(folder / EXAMPLE.name)
    workshop = Workshop(details)
    (folder / "输出").mkdir()
    for call in papers_called(details, everything=True):
        paper = workshop.make(call)
        (folder / "输出" / f"{paper.name}.docx").write_bytes(paper.docx)
    return folder


def told(folder: Path) -> list[dict[str, Any]]:
    """What the command tells of the papers of a folder, hints left out."""
    result = CliRunner().invoke(cli, ["check", str(folder / "输出"), "--report", "json"])
    problems = [one for one in json.loads(result.output)["problems"] if one["severity"] in SEVERE]
    assert result.exit_code == (1 if problems else 0)
    return problems


def planted(path: Path, old: str, new: str) -> bool:
    """The change of one text into another made in a Word file, paragraph by paragraph; False where it cannot be."""
    document = Document(str(path))
    rows, wanted = old.split("\n"), new.split("\n")
    paragraphs = [one for one in document.paragraphs if one.text.strip()]
    for what, low, high, start, end in SequenceMatcher(None, rows, wanted, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        if what == "insert" or (what == "replace" and high - low != end - start):
            return False
        for i, row in enumerate(rows[low:high]):
            here = [one for one in paragraphs if one.text.strip() == row.strip()]
            if len(here) != 1 or not here[0].runs:
                return False
            if what == "delete":
                here[0]._element.getparent().remove(here[0]._element)
            else:
                first, *others = here[0].runs
                first.text = wanted[start + i]
                for run in others:
                    run.text = ""
    document.save(str(path))
    if load_text(path).text == new:
        return True
    raise AssertionError(f"{path.name}: the file does not say what was planted")


def plant(folder: Path, number: int, seed: int) -> list[Fault]:
    """So many faults, as far as can be of all kinds and in all papers, no two on one line."""
    chance = random.Random(seed)
    papers = sorted((folder / "输出").glob("*.docx"))
    texts = {path: load_text(path).text for path in papers}
    faults: list[Fault] = []
    for _ in range(100 * number):
        if len(faults) == number:
            break
        held = Counter(fault.file for fault in faults)
        made = Counter(fault.operator for fault in faults)
        papers.sort(key=lambda one: (held[str(one)], one.name))
        name = chance.choice([name for name in OPERATORS if made[name] < OF_ONE_KIND])
        path = chance.choice(papers[: len(papers) // 2] if chance.random() < EVENLY else papers)
        text = texts[path]
        slip = OPERATORS[name](text, chance)
        here = [fault for fault in faults if fault.file == str(path)]
        if slip is None or slip.text == text or _hides(slip, text, name, here):
            continue
        before = path.read_bytes()
        if not planted(path, text, slip.text):
            path.write_bytes(before)
            continue
        texts[path] = slip.text
        faults = [_moved(fault, slip, text) if fault.file == str(path) else fault for fault in faults]
        faults.append(Fault(name, str(path), slip.lines))
    return faults


def _gone(slip: Slip, text: str) -> int:
    return text.count("\n") - slip.text.count("\n")


def _moved(fault: Fault, slip: Slip, text: str) -> Fault:
    """A fault where it stands after another slip has taken lines away above it."""
    return replace(fault, lines=frozenset(n - _gone(slip, text) * (n > min(slip.lines)) for n in fault.lines))


def _hides(slip: Slip, text: str, name: str, here: list[Fault]) -> bool:
    """True where a slip would be on another fault's line or take it away, or make a pair with one of its own kind.

    Two ordinals too low by one are a list with one repeated ordinal, and that is one fault.
    """
    reach = slip.lines | set(range(min(slip.lines), min(slip.lines) + _gone(slip, text)))
    return any(fault.operator == name or fault.lines & reach for fault in here)


def test_the_clean_folder_has_nothing_to_tell(clean: Path) -> None:
    assert len(list((clean / "输出").glob("*.docx"))) >= 9
    assert told(clean) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_fault_is_told_at_its_place(clean: Path, tmp_path: Path, seed: int) -> None:
    folder = Path(shutil.copytree(clean, tmp_path / "会"))
    faults = plant(folder, FAULTS, seed)
    assert len(faults) == FAULTS
    assert len({fault.operator for fault in faults}) >= 12 and len({fault.file for fault in faults}) >= 6
    spots = {(one["file"], one["line"]) for one in told(folder)}
    places = {(fault.file, line): fault for fault in faults for line in fault.lines}
    found = {places[spot] for spot in spots if spot in places}
    assert [fault for fault in faults if fault not in found] == []
    # An item that was left out is told where the next one stands and where it is missed: no other line is accused.
    assert len(spots - set(places)) <= 1
