"""Files are written whole or not at all, under names that every system can hold."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.files.output import distinct, safe_name, write_files
from generator.problems import InvalidInput


@given(st.text())
def test_safe_name_is_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe and not set(safe) & set('\\/:*?"<>|\0\n\r\t') and len(safe.encode()) <= 201
    assert safe == safe.strip(" ") and not safe.endswith(".")
    assert safe.upper().split(".")[0] not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


def test_safe_name_keeps_what_can_be_kept() -> None:
    assert safe_name("县委/县政府联席会议-讲话-李明") == "县委／县政府联席会议-讲话-李明"
    assert safe_name("con") == "_con"
    assert safe_name("...") == "未命名"


@given(st.lists(st.text(min_size=1, max_size=5)))
def test_names_differ_also_without_case(names: list[str]) -> None:
    assert len({name.casefold() for name in distinct(names)}) == len(names)


def test_two_speeches_of_one_name() -> None:
    assert distinct(["讲话-李明", "讲话-李明", "讲话-王芳"]) == ["讲话-李明", "讲话-李明-2", "讲话-王芳"]


def test_nothing_is_left_beside_the_files(tmp_path: Path) -> None:
    write_files(tmp_path / "甲" / "乙", [("一.txt", b"1"), ("二.txt", b"2")])
    assert sorted(p.name for p in (tmp_path / "甲" / "乙").iterdir()) == ["一.txt", "二.txt"]


def test_a_folder_in_the_way_of_one_file_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_bytes(b"old")
    (tmp_path / "二.txt").mkdir()
    (tmp_path / "二.txt" / "里面").write_bytes(b"x")
    with pytest.raises(InvalidInput) as raised:
        write_files(tmp_path, [("二.txt", b"new"), ("一.txt", b"new")])
    assert (tmp_path / "一.txt").read_bytes() == b"old"
    assert raised.value.problems[0].code.startswith("F")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["一.txt", "二.txt"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "输出").write_bytes(b"x")
    with pytest.raises(InvalidInput) as raised:
        write_files(tmp_path / "输出", [("一.txt", b"1")])
    assert "换一个文件夹" in raised.value.problems[0].hint


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o664)])
def test_who_may_read_a_file_is_as_the_user_has_it_and_stays(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        (file,) = write_files(tmp_path, [("一.txt", b"1")])
        assert file.stat().st_mode & 0o777 == mode
        file.chmod(0o640)
        write_files(tmp_path, [("一.txt", b"2")])
    finally:
        os.umask(before)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"2", 0o640)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(InvalidInput) as raised:
        write_files(tmp_path, [("一.txt", b"1")])
    tmp_path.chmod(0o755)
    assert raised.value.problems[0].code == "F11"
