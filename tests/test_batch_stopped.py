"""A batch that is stopped, killed, doubled or robbed of a worker: nothing half-written, nothing lost, nothing twice."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from batch_tables import batch, county, desk, environment, papers, started

from generator.batch.lock import locked
from generator.batch.manifest import FOLDER, NAME, Manifest
from generator.batch.planning import Order, plan
from generator.batch.pool import Here, Processes
from generator.batch.records import Row, RowDone
from generator.batch.running import run
from generator.paper.fingerprint import Hand, hand_of
from generator.problems import InvalidInput

ROWS = 210
ORDER = ("名单.xlsx", "--base", "会议.yaml", "-o", "输出", "--report", "json")


@pytest.fixture
def province(tmp_path: Path) -> Path:
    return desk(tmp_path, [county(number) for number in range(1, ROWS + 1)])


def wait_for(folder: Path, count: int, seconds: float = 60) -> None:
    """Until so many Word files are there."""
    end = time.monotonic() + seconds
    while len(papers(folder)) < count:
        assert time.monotonic() < end, f"{len(papers(folder))} files after {seconds} s"
        time.sleep(0.02)


def check_whole(folder: Path, count: int) -> None:
    files = papers(folder)
    assert len(files) == count
    assert all(hand_of(path) is Hand.UNTOUCHED for path in files)
    assert not list(folder.rglob(".~*.tmp"))


def children(process: int) -> list[int]:
    """The processes that a process has started and that serve it, on systems with /proc."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            words = (path.parent / "cmdline").read_bytes()
        except OSError:
            # It has ended meanwhile.
            continue
        if int(fields[1]) == process and b"resource_tracker" not in words:
            found.append(int(path.parent.name))
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to find a worker")
needs_signals = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


@needs_signals
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(province: Path, jobs: str) -> None:
    process = started(province, "名单.xlsx", "--base", "会议.yaml", "-o", "输出", "--jobs", jobs)
    wait_for(province / "输出", 30)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "行没有写。再运行一次同样的命令，就接着写" in err and "写好了" in out
    kept = papers(province / "输出")
    assert 30 <= len(kept) < 3 * ROWS and len(kept) % 3 == 0
    stamps = {path: path.stat().st_mtime_ns for path in kept}
    rest = batch(province, *ORDER)
    said = json.loads(rest.stdout)
    assert rest.returncode == 0, rest.stderr
    assert said["unchanged"] == len(kept) // 3 and said["made"] == ROWS - len(kept) // 3
    assert {path: path.stat().st_mtime_ns for path in kept} == stamps
    check_whole(province / "输出", 3 * ROWS)


@needs_signals
def test_a_killed_batch_leaves_whole_files_and_the_next_run_completes_them(province: Path) -> None:
    process = started(province, "名单.xlsx", "--base", "会议.yaml", "-o", "输出", "--jobs", "2")
    # So many that the first chunks have been put down.
    wait_for(province / "输出", 3 * ROWS // 2)
    workers = children(process.pid) if Path("/proc/self/stat").exists() else []
    process.kill()
    process.communicate(timeout=60)
    end = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < end, "a worker outlived the batch that it served"
        time.sleep(0.05)
    assert all(hand_of(path) is Hand.UNTOUCHED for path in papers(province / "输出"))
    rest = batch(province, *ORDER)
    assert rest.returncode == 0, rest.stderr
    assert json.loads(rest.stdout)["made"] < ROWS
    check_whole(province / "输出", 3 * ROWS)


@needs_proc
def test_a_killed_worker_loses_nothing_and_doubles_nothing(province: Path) -> None:
    process = started(province, *ORDER, "--jobs", "2")
    wait_for(province / "输出", 9)
    os.kill(children(process.pid)[0], signal.SIGKILL)
    out, err = process.communicate(timeout=120)
    said = json.loads(out)
    assert process.returncode == 0, err
    assert (said["made"], said["files"], said["wrong"]) == (ROWS, 3 * ROWS, 0)
    check_whole(province / "输出", 3 * ROWS)
    lines = (province / "输出" / FOLDER / NAME).read_text(encoding="utf-8").splitlines()
    assert len(lines) == len({json.loads(line)["键"] for line in lines}) == ROWS


@needs_signals
def test_two_at_once_into_one_folder(province: Path) -> None:
    first = started(province, *ORDER)
    wait_for(province / "输出", 1)
    with pytest.raises(InvalidInput) as raised:
        run(plan(Order(province / "名单.xlsx", province / "输出", province / "会议.yaml")), lambda rows: Here())
    (problem,) = raised.value.problems
    assert problem.code == "B40" and f"进程 {first.pid}" in problem.found
    out, err = first.communicate(timeout=120)
    assert first.returncode == 0 and json.loads(out)["made"] == ROWS, err
    check_whole(province / "输出", 3 * ROWS)


def test_make_into_a_folder_that_a_batch_writes_into(province: Path) -> None:
    single = province / "一个.yaml"
    single.write_text(
        "会议名称: 防汛会议\n时间: 2026年6月10日\n讲话人: 韩冰（副县长）\n要点: [早准备。, 勤巡查。]\n",
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "generator.cli", "make", single.name, "--only", "讲话", "-o", "输出"]

    def make() -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, cwd=province, env=environment(province), capture_output=True, encoding="utf-8")

    with locked(province / "输出"):
        refused = make()
        assert refused.returncode == 1 and "B40" in refused.stderr and f"进程 {os.getpid()}" in refused.stderr
        assert "一次 batch 正在往这个文件夹里写" in refused.stderr and not papers(province / "输出")
    assert make().returncode == 0
    assert [path.name for path in papers(province / "输出")] == ["防汛会议-讲话-韩冰.docx"]


def test_a_lock_that_a_dead_process_left_is_taken_over(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(InvalidInput) as raised, locked(tmp_path):
            pass
        assert raised.value.problems[0].code == "B40"
    (tmp_path / FOLDER / "批量.占用.json").write_text('{"进程": 1, "机器": "别处", "开始": "昨天"}', encoding="utf-8")
    with locked(tmp_path):
        assert (tmp_path / FOLDER).is_dir()


def test_a_torn_or_strange_line_of_the_manifest_costs_its_row_and_no_other(tmp_path: Path) -> None:
    desk(tmp_path, [county(number) for number in range(1, 6)])
    assert batch(tmp_path, *ORDER).returncode == 0
    path = tmp_path / "输出" / FOLDER / NAME
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3]) + b'\xff\xfe[1]\n"x"\n{}\n' + lines[3] + lines[4][:-20])
    said = json.loads(batch(tmp_path, *ORDER).stdout)
    assert (said["made"], said["unchanged"]) == (1, 4)
    check_whole(tmp_path / "输出", 15)
    escaping = json.loads(lines[0])
    escaping["文件"] = {"../../外面.docx": "00"}
    path.write_text(json.dumps(escaping, ensure_ascii=False) + "\n", encoding="utf-8")
    assert not Manifest(tmp_path / "输出").entries


def test_a_torn_file_of_ours_is_made_again(tmp_path: Path) -> None:
    desk(tmp_path, [county(1), county(2)])
    assert batch(tmp_path, *ORDER).returncode == 0
    torn = papers(tmp_path / "输出")[0]
    whole = torn.read_bytes()
    torn.write_bytes(b"")
    said = json.loads(batch(tmp_path, *ORDER).stdout)
    assert (said["made"], said["unchanged"]) == (1, 1)
    assert whole in {path.read_bytes() for path in torn.parent.glob("*.docx")}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    desk(tmp_path, [county(1)])
    (tmp_path / "输出").mkdir(mode=0o555)
    result = batch(tmp_path, *ORDER)
    assert result.returncode == 1 and json.loads(result.stdout)["problems"][0]["code"] == "F11"


def test_a_file_stands_where_the_folder_should_be(tmp_path: Path) -> None:
    desk(tmp_path, [county(1)])
    (tmp_path / "输出").write_text("x")
    result = batch(tmp_path, *ORDER)
    assert result.returncode == 1 and json.loads(result.stdout)["problems"][0]["code"] == "F12"


def deadly(rows: Sequence[Row]) -> list[RowDone]:
    """Work that kills its process at one row, as a row too large for the memory does."""
    done = []
    for row in rows:
        if row.number == 13:
            os._exit(9)
        done.append(RowDone(row, files=((str(row.number), ""),)))
    return done


def test_a_row_that_kills_its_process_is_told_and_the_others_are_made() -> None:
    chunks = [[Row(number, number) for number in range(at, at + 5)] for at in range(0, 40, 5)]
    done = [one for result in Processes(2).map_unordered(deadly, chunks) for one in result]
    assert sorted(one.row.number for one in done) == list(range(40))
    assert [(one.row.number, one.problems[0].code) for one in done if one.failed] == [(13, "B41")]


here: list[int] = []
"""What the asking process has put down, and a process that begins anew has not."""


def told_what_is_here(rows: Sequence[Row]) -> list[RowDone]:
    return [RowDone(row, files=((str(len(here)), ""),)) for row in rows]


def test_beside_another_thread_processes_begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What that thread holds when a process is split off would be held in it for ever."""
    monkeypatch.setattr(sys.modules[__name__], "here", [1])
    with ThreadPoolExecutor(1) as other:
        other.submit(len, here).result()
        done = [one for result in Processes(2).map_unordered(told_what_is_here, [[Row(1, 1)]]) for one in result]
    assert done[0].files == (("0", ""),)


def quick(rows: Sequence[Row]) -> list[RowDone]:
    return [RowDone(row) for row in rows]


def test_chunks_are_taken_only_when_there_is_room_for_them() -> None:
    taken = 0

    def chunks() -> Iterator[list[Row]]:
        nonlocal taken
        for number in range(60):
            taken += 1
            yield [Row(number, number)]

    furthest = 0
    for back, _ in enumerate(Processes(2).map_unordered(quick, chunks()), 1):
        furthest = max(furthest, taken - back)
    assert taken == 60 and furthest <= 4
    assert not multiprocessing.active_children()


@needs_signals
def test_a_disk_that_takes_no_more_stops_the_batch_and_loses_nothing(province: Path) -> None:
    """The limit on the size of a file stands for the disk: a paper is larger, the record of the batch is not."""
    words = [sys.executable, "-m", "generator.cli", "batch", "名单.xlsx", "--base", "会议.yaml", "-o", "输出"]
    shell = ["sh", "-c", 'ulimit -f "$0"; exec "$@"', "8", *words, "--jobs", "1"]
    full = subprocess.run(shell, cwd=province, env=environment(province), capture_output=True, encoding="utf-8")
    assert full.returncode == 1 and "Traceback" not in full.stderr, full.stderr
    assert "写不下去，停在这里" in full.stderr and "再运行一次同样的命令" in full.stderr
    assert not papers(province / "输出") and not list((province / "输出").rglob(".~*"))
    said = json.loads(batch(province, *ORDER).stdout)
    assert (said["made"], said["wrong"]) == (ROWS, 0)
