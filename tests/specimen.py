"""Text beside text: files of cases, each with an input and what is made of it.

A case begins with “## name”; its blocks begin with a line [label].  `pytest --accept` rewrites the expected block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "specimens"
_CASE = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^\[([\u4e00-\u9fff]{1,6})\]$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One case of a specimen file: its name and its blocks by label, without the blank lines around them."""

    file: str
    name: str
    blocks: dict[str, str]

    def __getitem__(self, label: str) -> str:
        return self.blocks[label]


def parse_cases(text: str, file: str = "") -> list[Case]:
    """The cases of a specimen file, in order."""
    parts = _CASE.split(text)[1:]
    cases = []
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        blocks = _BLOCK.split(body)[1:]
        pairs = zip(blocks[::2], blocks[1::2], strict=True)
        cases.append(Case(file, name.strip(), {label: text.strip("\n") for label, text in pairs}))
    return cases


def cases(file: str) -> list[object]:
    """The cases of tests/specimens/<file>, for `pytest.mark.parametrize`."""
    read = parse_cases((FOLDER / file).read_text(encoding="utf-8"), file)
    names = [case.name for case in read]
    if len(set(names)) != len(names):
        raise ValueError(f"{file}: two cases of one name")
    return [pytest.param(case, id=case.name) for case in read]


def accept(case: Case, label: str, text: str) -> None:
    """Write a block of a case anew; the rest of the file stays as it is."""
    path = FOLDER / case.file
    head, *parts = re.split(r"(?m)^(?=## )", path.read_text(encoding="utf-8"))
    for index, part in enumerate(parts):
        if part.split("\n", 1)[0].removeprefix("## ").strip() != case.name:
            continue
        pieces = [piece.rstrip("\n") for piece in re.split(r"(?m)^(?=\[[\u4e00-\u9fff]{1,6}\]$)", part)]
        block = "\n".join([f"[{label}]", *([text] if text else [])])
        at = next((i for i, piece in enumerate(pieces) if piece.startswith(f"[{label}]")), len(pieces))
        pieces[at : at + 1] = [block]
        parts[index] = "\n".join(pieces) + "\n\n"
    path.write_text((head + "".join(parts)).rstrip("\n") + "\n", encoding="utf-8", newline="\n")
