"""Scores of cleaning and reading on the annotated corpus, where it lies beside the repository."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.clean import clean_text
from generator.reader import read
from generator.text.outline import outline_as_dict

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpus"
FLOORS = {
    "outline": 0.98,
    "depth": 0.97,
    "agenda": 1.0,
    "pivot": 0.9,
    "declared": 0.9,
    "salutation": 0.95,
    "title": 1.0,
    "opening": 0.9,
    "recap": 0.9,
    "closing": 0.85,
    "adjourn": 1.0,
    "pieces": 0.9,
    "genre": 0.9,
    "noise": 0.95,
    "mean-outline": 0.98,
}
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the annotated corpus is not beside the repository")


@needs_corpus
def test_scores_do_not_fall(tmp_path: Path) -> None:
    for path in sorted((CORPUS / "raw").glob("*.txt")):
        cleaned = clean_text(path.read_text(encoding="utf-8"))
        made = outline_as_dict(read(cleaned.text, cleaned.noise), path.name)
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    score = [sys.executable, str(SHARED / "structure" / "score.py"), str(tmp_path), str(CORPUS / "gold")]
    printed = subprocess.run(score, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    scores = {name: float(value) for name, value in re.findall(r"^(\S+)\s+([01]\.\d+)", printed, re.MULTILINE)}
    assert scores.keys() == FLOORS.keys()
    assert {name: value for name, value in scores.items() if value < FLOORS[name]} == {}


@needs_corpus
def test_every_character_is_in_the_outline() -> None:
    for path in sorted((CORPUS / "raw").glob("*.txt")):
        text = clean_text(path.read_text(encoding="utf-8")).text
        assert "".join(piece.source for piece in read(text).pieces) == text, path.name
