"""Disks that are full, folders that may not be written, names that cannot be: nothing is lost, nothing is left half done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from child import ROOT, desk, jianggao, kept, leftovers, told, word_text

SPEECH = "输出/全县安全生产工作会议-讲话-林海.docx"
LONG = "长" * 90
"""270 bytes: more than a file's name may have."""

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount, or become somebody else")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk on which everything has been made once."""
    folder = desk(tmp_path_factory.mktemp("desk"))
    assert jianggao("make", "会议.yaml", cwd=folder).code == 0
    shutil.copy(folder / SPEECH, folder / "旧稿.docx")
    (folder / "错稿.txt").write_text("关于安全\n\n同志们：\n" + "要要抓好落实，，各负其责。。\n" * 5, encoding="utf-8")
    (folder / "旧").mkdir()
    for number in range(3):
        shutil.copy(folder / SPEECH, folder / "旧" / f"{number}.docx")
    return folder


@pytest.fixture
def used(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "desk"))


WRITERS = {
    "make": ("make", "会议.yaml", "--draft"),
    "check": ("check", "错稿.txt", "--fix"),
    "import": ("import", "旧稿.docx", "-o", "新.yaml"),
    "outline": ("outline", "旧稿.docx", "-o", "大纲"),
    "diff": ("diff", "旧稿.docx", "旧稿.docx", "-o", "比较.docx"),
    "schema": ("schema", "-o", "会议.schema.json"),
    "new": ("new", "-o", "新的.yaml"),
    "mine": ("mine", "旧", "-o", "结构库"),
    "template new": ("template", "new", "讲话/甲"),
    "template copy": ("template", "copy", "讲话/工作会议"),
}


def check_nothing_happened(folder: Path, before: dict[str, bytes]) -> None:
    assert kept(folder) == before
    assert not [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())], "an empty folder"


@pytest.mark.parametrize("command", WRITERS.values(), ids=WRITERS)
def test_a_full_disk_changes_nothing(command: tuple[str, ...], used: Path) -> None:
    before = kept(used)
    ran = jianggao(*command, cwd=used, file_size=100)
    told(ran, *(() if command[0] == "check" else ("F13",)))
    assert "磁盘" in ran.said
    check_nothing_happened(used, before)


def test_of_two_files_that_belong_together_none_is_written_where_one_is_too_long(used: Path) -> None:
    """The details fit, their schema does not."""
    before = kept(used)
    told(jianggao("new", "-o", "新的.yaml", cwd=used, file_size=20_000), "F13")
    check_nothing_happened(used, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    disk = tmp_path / "盘"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


@root_only
def test_a_disk_that_fills_up_while_papers_are_written(used: Path, small_disk: Path) -> None:
    (small_disk / "先前.docx").write_bytes(b"x" * 40_000)
    before = kept(small_disk)
    ran = jianggao("make", used / "会议.yaml", "-o", small_disk / "输出", "--all", "--draft", cwd=used)
    told(ran, "F13")
    assert "磁盘满了" in ran.err
    check_nothing_happened(small_disk, before)


@pytest.mark.parametrize(
    "command", [("clean", "错稿.txt"), ("outline", "旧稿.docx"), ("schema",), ("check", "错稿.txt")]
)
def test_a_screen_that_cannot_be_written_to(command: tuple[str, ...], used: Path) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full here")
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        ran = jianggao(*command, cwd=used, stdout=full)
    finally:
        os.close(full)
    told(ran)
    assert "磁盘满了" in ran.err


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_a_screen_that_is_not_there(closed: str, used: Path) -> None:
    """As where a scheduler starts the program with nothing to write to."""
    program = f'exec "{sys.executable}" -m generator.cli make 会议.yaml -o 无人看 {closed}'
    ran = subprocess.run(
        ["sh", "-c", program], cwd=used, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert b"Traceback" not in ran.stderr
    assert list((used / "无人看").glob("*.docx"))


@root_only
def test_a_folder_that_may_only_be_read(used: Path, small_disk: Path) -> None:
    shutil.copy(used / "会议.yaml", small_disk)
    before = kept(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for command in (WRITERS["make"], WRITERS["new"]):
        ran = jianggao(*command, cwd=small_disk)
        told(ran, "F13")
        assert "只能读" in ran.err
    assert kept(small_disk) == before


@pytest.fixture
def unchangeable(used: Path) -> Iterator[Callable[[Path], None]]:
    """Makes a file one that not even root may replace, until the test is over."""
    locked: list[Path] = []

    def lock(path: Path) -> None:
        if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", path], check=False).returncode:
            pytest.skip("no file can be made unchangeable here")
        locked.append(path)

    yield lock
    for path in locked:
        subprocess.run(["chattr", "-i", path], check=True)


def test_of_two_papers_of_which_one_cannot_be_replaced_none_is(
    used: Path, unchangeable: Callable[[Path], None]
) -> None:
    unchangeable(used / SPEECH)
    before = kept(used)
    (used / "会议.yaml").write_text((used / "会议.yaml").read_text().replace("抓好落实", "抓紧落实"))
    told(jianggao("make", "会议.yaml", cwd=used), "F11")
    assert {**kept(used), "会议.yaml": b""} == {**before, "会议.yaml": b""}


@pytest.mark.parametrize("note", ["~$全县安全生产工作会议-讲话-林海.docx", "~$安全生产工作会议-讲话-林海.docx"])
def test_a_paper_that_word_has_open(note: str, used: Path) -> None:
    (used / "输出" / note).write_bytes(b"\x05" + bytes(161))
    before = kept(used)
    told(jianggao("make", "会议.yaml", cwd=used), "F10")
    assert kept(used) == before


@pytest.mark.parametrize("lay", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/etc/hostname")])
def test_a_paper_s_name_that_is_no_file_s_is_left_alone(lay: Callable[[Path], None], used: Path) -> None:
    (used / SPEECH).unlink()
    lay(used / SPEECH)
    kind = (used / SPEECH).lstat().st_mode
    ran = jianggao("make", "会议.yaml", "--only", "讲话", cwd=used)
    assert ran.code == 0 and "F15" in ran.err, ran.err
    assert (used / SPEECH).lstat().st_mode == kind
    assert "同志们" in word_text(used / SPEECH.replace(".docx", "-新.docx"))


def test_a_paper_that_another_program_reads_stays_whole_for_it(used: Path) -> None:
    with (used / SPEECH).open("rb") as held:
        start = held.read(1000)
        old = start + (used / SPEECH).read_bytes()[1000:]
        (used / "会议.yaml").write_text((used / "会议.yaml").read_text().replace("抓好落实", "抓紧落实"))
        assert jianggao("make", "会议.yaml", cwd=used).code == 0
        assert start + held.read() == old
    assert "抓紧落实" in word_text(used / SPEECH)


ODD = {
    "a folder for a file": ("schema", "-o", "旧"),
    "a folder for details": ("new", "-o", "旧", "--force"),
    "a file for a folder": ("make", "会议.yaml", "-o", "旧稿.docx"),
    "the details for the folder": ("make", "会议.yaml", "-o", "会议.yaml"),
    "the folder for the details": ("make", "旧"),
    "a file for the outlines": ("outline", "旧稿.docx", "-o", "会议.yaml"),
    "a file for the mined": ("mine", "旧", "-o", "会议.yaml"),
    "the old paper itself": ("import", "旧稿.docx", "-o", "旧稿.docx"),
    "the old paper itself by force": ("import", "旧稿.docx", "-o", "./旧/../旧稿.docx", "--force"),
    "the compared paper": ("diff", "旧稿.docx", "旧稿.docx", "-o", "旧稿.docx"),
    "the details for their schema": ("schema", "-o", "会议.yaml"),
    "details that are there": ("new", "-o", "会议.yaml"),
    "a device for a file": ("schema", "-o", "满"),
    "a device for details": ("make", "满"),
    "a pipe for details": ("make", "管"),
    "a pipe for an old paper": ("import", "管", "-o", "新.yaml"),
    "a pipe for a unit's paper": ("make", "会议.yaml", "--reference", "管"),
    "a pipe to compare": ("diff", "管", "旧稿.docx", "-o", "比较.docx"),
    "a file for the templates": ("make", "会议.yaml", "--templates", "会议.yaml"),
    "a long folder": ("make", "会议.yaml", "-o", LONG),
    "a path without end": ("make", "会议.yaml", "-o", "/".join(["长" * 60] * 40)),
    "a long file": ("schema", "-o", f"{LONG}.json"),
    "long details": ("make", LONG),
    "a long old paper": ("import", LONG, "-o", "新.yaml"),
    "a long text": ("check", LONG),
    "a long archive": ("mine", LONG, "-o", "结构库"),
    "a long template": ("template", "new", f"讲话/{LONG}"),
    "a long template to show": ("template", "show", LONG),
    "a long layout": ("make", "会议.yaml", "--layout", LONG),
    "a layout outside": ("make", "会议.yaml", "--layout", "../公用/槽位"),
    "a genre outside": ("make", "会议.yaml", "--only", "../../x"),
    "a template outside": ("template", "new", "../../甲"),
    "a copy from outside": ("template", "copy", "../../../etc/passwd"),
}


@pytest.mark.parametrize("command", ODD.values(), ids=ODD)
def test_what_can_be_no_target_and_no_source(command: tuple[str, ...], used: Path) -> None:
    if "管" in command:
        os.mkfifo(used / "管")
    if "满" in command:
        try:
            os.mknod(used / "满", 0o020666, os.makedev(1, 7))
        except PermissionError:
            pytest.skip("only root can make a device")
    before = kept(used)
    told(jianggao(*command, cwd=used, seconds=10))
    assert kept(used) == before
    assert not leftovers(used)
    if "满" in command:
        assert (used / "满").is_char_device()


def test_a_mended_paper_that_somebody_went_on_with_stays(used: Path) -> None:
    assert jianggao("check", "错稿.txt", "--fix", cwd=used).code == 1
    (used / "错稿-改.txt").write_text("接着改过", encoding="utf-8")
    jianggao("check", "错稿.txt", "--fix", cwd=used)
    assert (used / "错稿-改.txt").read_text(encoding="utf-8") == "接着改过"
    assert (used / "错稿-改2.txt").exists()


def test_the_folder_goes_while_papers_are_made(used: Path) -> None:
    """Sooner or later in the run: a clear problem, or papers that are whole."""
    for wait in (0.1, 0.25, 0.4):
        process = subprocess.Popen(
            ["bash", "-c", f"sleep {wait}; rm -rf 输出"], cwd=used, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        ran = jianggao("make", "会议.yaml", cwd=used)
        process.wait()
        if ran.code:
            told(ran, "F13", "F06")
        for path in used.glob("输出/*.docx"):
            word_text(path)
        assert not leftovers(used)
        time.sleep(0.01)


def test_names_that_no_encoding_holds(used: Path) -> None:
    """A file named by a machine that spoke GBK."""
    name = os.fsdecode("会议.yaml".encode("gbk"))
    (used / name).write_bytes((used / "会议.yaml").read_bytes())
    ran = jianggao("make", name, "-o", "另", cwd=used)
    assert ran.code == 0, ran.err
    assert len(list((used / "另").glob("*.docx"))) == 2


def test_the_tests_can_tell_a_program_that_eats_memory(used: Path) -> None:
    """The limits bite: without room to breathe the program cannot even start."""
    assert jianggao("make", "会议.yaml", cwd=used, memory=20_000_000).code not in (0, 1, 2)
