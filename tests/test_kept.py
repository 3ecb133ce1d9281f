"""What is kept of templates between two runs: taken over only where it is whole, our own, and of files as they are now."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from hashlib import blake2b
from pathlib import Path

import pytest

from generator.calls import Call
from generator.commands.make import Order, make
from generator.details import load_details
from generator.paper.word.base import load_base
from generator.pipeline import Workshop
from generator.rendering import folders, kept
from generator.rendering.cache import MOST, lay

DETAILS = "会议名称: 全镇防火工作会议\n时间: 2026年11月25日\n讲话人: 林海（镇长）\n领域: 安全生产\n要点:\n  - 清点柴垛\n  - 备足水源\n"
TEMPLATE = (
    '---\n对象: 讲话人\n---\n标题{word}\n同志们：\n{{{{ 要点|分条("一、") }}}}\n{{% include "公用/收束.txt" %}}\n'
)


def aged(file: Path, text: str, age: float = 60) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    before = time.time() - age
    for place in (file, file.parent, file.parent.parent):
        os.utime(place, (before, before))


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    aged(tmp_path / "模板" / "讲话" / "工作会议.txt", TEMPLATE.format(word="甲"))
    (tmp_path / "会议.yaml").write_text(DETAILS, encoding="utf-8")
    return tmp_path / "会议.yaml"


def run(meeting: Path) -> str:
    """One run of its own: nothing is known in the process, the cache lies beside the details."""
    folders._SHELVES.clear()
    cache = meeting.parent / "缓存"
    details = load_details(meeting, cache=cache)
    text = Workshop(details).make(Call("讲话/工作会议", 0)).text
    kept.keep(details.shelf, cache)
    return text


def kept_file(meeting: Path) -> Path:
    (file,) = (meeting.parent / "缓存").glob(f"*{kept.ENDING}")
    return file


def test_the_second_run_reads_and_compiles_nothing(meeting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(meeting)
    stamp = kept_file(meeting).stat()

    def none(*args: object, **given: object) -> None:
        raise AssertionError("worked out again")

    monkeypatch.setattr("generator.rendering.shelf.parse_template", none)
    monkeypatch.setattr("generator.rendering.template_tree._parse", none)
    monkeypatch.setattr("generator.composing.library.parse_domain", none)
    assert run(meeting) == first
    assert kept_file(meeting).stat() == stamp


def test_an_edited_template_is_read_again(meeting: Path) -> None:
    assert run(meeting).startswith("标题甲")
    aged(meeting.parent / "模板" / "讲话" / "工作会议.txt", TEMPLATE.format(word="乙"), 50)
    assert run(meeting).startswith("标题乙")
    assert run(meeting).startswith("标题乙")


def test_a_template_that_was_just_typed_is_not_kept(meeting: Path) -> None:
    own = meeting.parent / "模板" / "讲话" / "工作会议.txt"
    own.write_text(TEMPLATE.format(word="丙"), encoding="utf-8")
    assert run(meeting).startswith("标题丙")
    assert not list((meeting.parent / "缓存").glob(f"*{kept.ENDING}"))


@pytest.mark.parametrize("damage", ["short", "empty", "bent", "other", "folder"])
def test_a_damaged_file_is_made_again(meeting: Path, damage: str) -> None:
    text = run(meeting)
    file = kept_file(meeting)
    data = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        bent = bytearray(data)
        bent[len(data) // 2] ^= 1
        other = pickle.dumps("something else")
        signed = blake2b(other, digest_size=16).digest() + other
        file.write_bytes({"short": data[:-9], "empty": b"", "bent": bytes(bent), "other": signed}[damage])
    assert run(meeting) == text
    if damage != "folder":
        assert len(kept_file(meeting).read_bytes()) > 10_000


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo caught >&2; exit 1",)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no owner to ask for")
def test_what_others_may_write_is_not_run(meeting: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = run(meeting)
    file = kept_file(meeting)
    trap = pickle.dumps(_Trap())
    file.write_bytes(blake2b(trap, digest_size=16).digest() + trap)
    file.chmod(0o666)
    assert run(meeting) == text
    assert "caught" not in capfd.readouterr().err


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no owner to ask for")
@pytest.mark.parametrize("way", ["a link to it", "its own name in a folder of everybody's"])
def test_a_file_of_ours_that_another_put_there_is_not_run(
    meeting: Path, capfd: pytest.CaptureFixture[str], way: str
) -> None:
    text = run(meeting)
    file = kept_file(meeting)
    trap = pickle.dumps(_Trap())
    loaded = meeting.parent / "附件"
    loaded.write_bytes(blake2b(trap, digest_size=16).digest() + trap)
    loaded.chmod(0o600)
    file.unlink()
    if way == "a link to it":
        file.symlink_to(loaded)
    else:
        file.parent.chmod(0o777)
        loaded.replace(file)
    assert run(meeting) == text
    assert "caught" not in capfd.readouterr().err


def test_without_owners_only_a_folder_in_the_profile_is_believed(
    meeting: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr(os, "getuid", raising=False)
    monkeypatch.setattr(Path, "home", lambda: meeting.parent)
    text = run(meeting)
    trap = pickle.dumps(_Trap())
    kept_file(meeting).write_bytes(blake2b(trap, digest_size=16).digest() + trap)
    monkeypatch.setattr(Path, "home", lambda: meeting.parent / "别人")
    assert run(meeting) == text
    assert "caught" not in capfd.readouterr().err


def test_a_disk_that_is_full_leaves_nothing_half_written(meeting: Path) -> None:
    cache = meeting.parent / "缓存"
    cache.mkdir()
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        assert run(meeting).startswith("标题甲")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(cache.iterdir()) == []


def test_a_torn_file_is_not_run(meeting: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = run(meeting)
    kept_file(meeting).write_bytes(b"0" * 16 + pickle.dumps(_Trap()))
    assert run(meeting) == text
    assert "caught" not in capfd.readouterr().err


def test_files_are_for_their_owner_alone(meeting: Path) -> None:
    run(meeting)
    assert os.name == "nt" or kept_file(meeting).stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_does_no_harm(meeting: Path) -> None:
    (meeting.parent / "缓存").write_text("", encoding="utf-8")
    assert run(meeting).startswith("标题甲")
    assert run(meeting).startswith("标题甲")


def test_no_more_than_some_are_kept(meeting: Path) -> None:
    run(meeting)
    cache = meeting.parent / "缓存"
    for n in range(MOST + 5):
        aged(cache / f"{n}{kept.ENDING}", "", 1000 + n)
    aged(meeting.parent / "模板" / "讲话" / "工作会议.txt", TEMPLATE.format(word="丁"), 50)
    run(meeting)
    left = list(cache.glob(f"*{kept.ENDING}"))
    assert len(left) == MOST
    assert cache / f"{MOST + 4}{kept.ENDING}" not in left


def test_of_each_kind_only_the_newest_are_kept(tmp_path: Path) -> None:
    for n in range(MOST + 5):
        aged(tmp_path / f"{n}.base", "", 1000 + n)
        aged(tmp_path / f"{n}.shelf", "", 5000 + n)
    # What a run that was killed left of a file half written.
    aged(tmp_path / ".~abc.base", "", 9000)
    assert lay(tmp_path / "new.base", b"whole")
    left = {path.name for path in tmp_path.glob("*.base")}
    assert left == {"new.base", *(f"{n}.base" for n in range(MOST - 1))}
    assert (tmp_path / "new.base").read_bytes() == b"whole"
    assert len(list(tmp_path.glob("*.shelf"))) == MOST + 5


def test_prepared_packages_of_layouts_are_laid_with_the_same_care(meeting: Path) -> None:
    cache = meeting.parent / "缓存"
    for n in range(MOST + 5):
        aged(cache / f"{n}.base", "", 1000 + n)
    details = load_details(meeting)
    for _ in range(2):
        load_base.cache_clear()
        assert Workshop(details, cache=cache).make(Call("讲话/工作会议", 0)).file("docx").startswith(b"PK")
    left = sorted(cache.glob("*.base"), key=lambda one: one.stat().st_mtime)
    assert len(left) == MOST
    assert os.name == "nt" or left[-1].stat().st_mode & 0o777 == 0o600


def test_a_run_of_the_command_and_one_after_it_write_the_same(meeting: Path) -> None:
    order = [sys.executable, "-m", "generator.cli", "make", str(meeting), "--only", "讲话"]
    made = []
    for _ in range(2):
        subprocess.run(order, check=True, capture_output=True)
        made.append(sorted((p.name, p.read_bytes()) for p in (meeting.parent / "输出").glob("*.docx")))
    assert made[0] == made[1] and made[0]
    own = Order(meeting, meeting.parent / "别处", ("讲话",), None, ("docx",), False, False, "text", 0, None, None)
    assert [file.read_bytes() for file in make(own).files] == [data for _, data in made[0]]
