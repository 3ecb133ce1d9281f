"""The new details file and its schema come from the slots, and fit each other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lookalike_signs import READ_OTHERWISE

from generator.details import all_slots, parse_details
from generator.pipeline import Workshop, papers_called
from generator.rendering.folders import shelf_for
from generator.slots.scaffold import new_details, scalar
from generator.slots.schema import details_schema
from generator.yaml_source.load import load_plain, parse_yaml, plain

SLOTS = all_slots(shelf_for(None))


def test_new_file_is_complete_and_commented() -> None:
    text = new_details(SLOTS)
    assert text.startswith("# yaml-language-server: $schema=")
    details = parse_details(text)
    papers = [Workshop(details).make(call) for call in papers_called(details)]
    assert {paper.call.genre for paper in papers} >= {"讲话", "主持词"}
    for slot in SLOTS:
        if slot.example is not None:
            assert f"\n{slot.name}:" in text


def test_new_file_gives_back_every_example() -> None:
    root = plain(parse_yaml(new_details(SLOTS)).root)
    assert root == {slot.name: slot.example for slot in SLOTS if slot.example is not None}


@given(
    st.text(alphabet=st.characters(exclude_categories=["C", "Z"], exclude_characters=READ_OTHERWISE), max_size=20)
    | st.sampled_from(["- a", "a: b", "a #b", "", "“甲”", "a:", "'x"])
)
def test_scalar_is_read_back_as_it_was(text: str) -> None:
    source = parse_yaml(f"键: {scalar(text)}\n")
    assert plain(source.root)["键"] == text


def test_schema_is_a_schema_and_accepts_the_new_file() -> None:
    schema = details_schema(SLOTS)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    root = plain(parse_yaml(new_details(SLOTS)).root)
    assert [error.message for error in validator.iter_errors(root)] == []
    assert [error.json_path for error in validator.iter_errors({**root, "主特人": "王芳"})] == ["$"]


@pytest.mark.parametrize(
    "folder", sorted((Path(__file__).parent.parent / "examples").glob("*/会议.yaml")), ids=lambda p: p.parent.name
)
def test_schema_accepts_the_examples(folder: Path) -> None:
    errors = Draft202012Validator(details_schema(SLOTS)).iter_errors(load_plain(folder))
    assert [error.message for error in errors] == []


def test_schema_command_writes_json(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "schema"],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parent.parent,
        check=True,
    )
    assert json.loads(done.stdout)["title"] == "会议.yaml"
