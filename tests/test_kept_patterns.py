"""Compiled patterns are taken from run to run: the same patterns, and only from a file that is this user's own and whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.rendering.kept_patterns import ENDING, keep_patterns, restore_patterns
from generator.text import compiled as module
from generator.text.compiled import compiled, hand_over, new_codes

# What differs in how patterns are compiled: classes narrow and wide, repeats, groups, looks around, flags.
SOURCES = (
    ("会议", 0),
    ("[一二三四五六七八九十]{1,3}[、．]", 0),
    ("[^\u3400-\u9fff0-9]+?|各位[^，。]{1,12}", 0),
    (r"(?P<year>[0-9]{4})年(?:(?P<month>[0-9]{1,2})月)?", 0),
    (r"(?<!第)([一二])\1(?=个|名)(?!月)", 0),
    (r"^(?P<a>x).*?(?P<b>Y)$", re.IGNORECASE | re.MULTILINE | re.DOTALL),
)


@pytest.fixture(autouse=True)
def _of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_handed", {})
    monkeypatch.setattr(module, "_made", {})


def _next_run() -> None:
    """What was compiled is forgotten, as at the end of a process."""
    module._handed.clear()
    module._made.clear()


def test_the_same_pattern_comes_back() -> None:
    first = [compiled(*one) for one in SOURCES]
    codes = new_codes()
    assert codes is not None
    _next_run()
    hand_over(codes)
    for (source, flags), before in zip(SOURCES, first, strict=True):
        again = compiled(source, flags)
        assert again == before and again is not before
        assert (again.pattern, again.groups, again.groupindex) == (before.pattern, before.groups, before.groupindex)
    assert new_codes() is None, "nothing was compiled"
    found = compiled(*SOURCES[3]).search("定于2026年11月召开")
    assert found is not None and found.groupdict() == {"year": "2026", "month": "11"} and found.lastgroup == "month"
    assert compiled(SOURCES[0][0], re.IGNORECASE).flags & re.IGNORECASE, "other flags, another pattern"


def test_only_what_is_new_is_worked_out_and_all_is_kept(tmp_path: Path) -> None:
    compiled("会议")
    keep_patterns(tmp_path, "make")
    _next_run()
    restore_patterns(tmp_path, "make")
    compiled("会议")
    (file,) = tmp_path.glob(f"*{ENDING}")
    before = file.stat().st_mtime_ns, file.stat().st_ino
    keep_patterns(tmp_path, "make")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before
    compiled("大会")
    keep_patterns(tmp_path, "make")
    _next_run()
    restore_patterns(tmp_path, "make")
    compiled("会议"), compiled("大会")
    assert new_codes() is None
    _next_run()
    restore_patterns(tmp_path, "check")
    compiled("大会")
    assert new_codes() is not None, "each command has its own"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners and modes here")
@pytest.mark.parametrize("harm", ["torn", "of everybody", "a link"])
def test_a_file_that_is_not_ours_and_whole_is_not_believed(tmp_path: Path, harm: str) -> None:
    compiled("会议")
    keep_patterns(tmp_path, "make")
    (file,) = tmp_path.glob(f"*{ENDING}")
    if harm == "torn":
        file.write_bytes(file.read_bytes()[:-1])
    elif harm == "of everybody":
        file.chmod(0o666)
    else:
        file.rename(tmp_path / "elsewhere")
        file.symlink_to(tmp_path / "elsewhere")
    _next_run()
    restore_patterns(tmp_path, "make")
    assert compiled("会议").search("开会议")
    assert new_codes() is not None, "it had to be compiled"


def test_too_many_are_not_carried_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    for word in ("甲", "乙"):
        compiled(word)
    codes = new_codes()
    assert codes is not None
    _next_run()
    hand_over(codes)
    compiled("丙")
    codes = new_codes()
    assert codes is not None
    _next_run()
    hand_over(codes)
    assert list(module._handed) == [("丙", 0)]


def test_without_a_compiler_that_is_known_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_compiler", lambda: None)
    module._code.cache_clear()
    compiled("无人知")
    keep_patterns(tmp_path, "make")
    assert not list(tmp_path.iterdir())
    module._code.cache_clear()


RUN = """
import json, re, sys
asked, compile = [], re.compile
re.compile = lambda source, flags=0: (asked.append(source), compile(source, flags))[1]
from generator.rendering.kept_patterns import keep_patterns, restore_patterns
from generator.text.regex import regex
from pathlib import Path
asked.clear()
restore_patterns(Path(sys.argv[1]), "make")
found = [found.group() for found in regex("(?P<n>[一二三])是", re.DOTALL).finditer("一是工作，二是学习")]
keep_patterns(Path(sys.argv[1]), "make")
print(json.dumps([found, [one for one in asked if "<n>" in one]]))
"""


def test_a_second_run_compiles_nothing(tmp_path: Path) -> None:
    order = [sys.executable, "-X", "utf8", "-c", RUN, str(tmp_path)]
    told = [
        json.loads(subprocess.run(order, capture_output=True, encoding="utf-8", check=True).stdout) for _ in range(2)
    ]
    assert told == [[["一是", "二是"], ["(?P<n>[一二三])是"]], [["一是", "二是"], []]]
