"""`--scheduler`: a real Dask scheduler and two workers on loopback make what this machine alone makes, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="distributed is not installed: pip install 'jianggao[cluster]'")

from batch_tables import batch, environment, papers, started
from cluster_machines import ROOT, Machines
from cluster_province import ROWS, await_rows, contents, on, returned, rows_down

from generator.batch.chunk import make_chunk
from generator.batch.records import Row, RowDone, Setting
from generator.cluster import linked
from generator.cluster.batching import Cluster
from generator.cluster.mining import Readers
from generator.importer import load_text
from generator.miner.archive import ArchiveFile, FileRead, archive_files, read_file


@pytest.mark.parametrize("where", [(), ("--shared",)], ids=["returned", "shared"])
def test_the_same_files_as_on_one_machine(cluster: Machines, province: Path, where: Sequence[str]) -> None:
    target = f"集群{len(where)}"
    made = batch(province, *on(cluster.address, target), *where, "--report", "json")
    assert made.returncode == 0, made.stderr
    said = json.loads(made.stdout)
    assert (said["rows"], said["made"], said["files"]) == (ROWS, ROWS, 3 * ROWS)
    assert contents(province / target) == contents(province / "本机")
    assert (
        "松州上下要说了算" in load_text(next(path for path in papers(province / target) if "-讲话-" in path.name)).text
    )
    again = batch(province, "名单.xlsx", "--base", "会议.yaml", "-o", target, "--report", "json")
    assert json.loads(again.stdout)["unchanged"] == ROWS


@pytest.mark.parametrize("where", [(), ("--shared",)], ids=["returned", "shared"])
def test_a_worker_killed_in_the_middle(cluster: Machines, province: Path, where: Sequence[str]) -> None:
    target = f"被杀{len(where)}"
    victim = cluster.worker_pids()[0]
    running = started(province, *on(cluster.address, target), *where, "--report", "json")
    await_rows(province / target, running)
    os.kill(victim, signal.SIGKILL)
    down = len(rows_down(province / target))
    out, told = running.communicate(timeout=120)
    assert down < ROWS, "the worker was to be killed before the end"
    assert running.returncode == 0, told
    assert json.loads(out)["made"] == ROWS
    assert contents(province / target) == contents(province / "本机")
    assert sorted(rows_down(province / target)) == sorted(set(rows_down(province / target)))
    cluster.await_workers(2)


def test_stopped_by_ctrl_c_it_goes_on_later(cluster: Machines, province: Path) -> None:
    running = started(province, *on(cluster.address, "停下"), "--report", "json")
    await_rows(province / "停下", running)
    running.send_signal(signal.SIGINT)
    out, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    made = json.loads(out)["made"]
    assert 0 < made < ROWS and len(papers(province / "停下")) == 3 * made
    again = batch(province, *on(cluster.address, "停下"), "--report", "json")
    assert (json.loads(again.stdout)["unchanged"], json.loads(again.stdout)["made"]) == (made, ROWS - made)
    assert contents(province / "停下") == contents(province / "本机")


def kills_at_seven(setting: Setting, rows: Sequence[Row]) -> list[RowDone]:
    """What a worker does that the row of number 7 is too much for."""
    if any(row.number == 7 for row in rows):
        os._exit(9)
    return make_chunk(setting, rows)


def test_a_row_that_kills_its_workers_is_told_and_no_other(cluster: Machines, province: Path) -> None:
    planned = returned(province, "杀手")
    setting = planned.setting
    rows = list(planned.rows())[:60]
    chunks = [rows[start : start + 10] for start in range(0, 60, 10)]
    with linked(cluster.address) as link:
        results = Cluster(link, setting).map_unordered(partial(kills_at_seven, setting), chunks)
        done = [one for result in results for one in result]
    assert sorted(one.row.number for one in done) == [row.number for row in rows]
    assert [(one.row.number, one.problems[0].code) for one in done if one.failed] == [(7, "B41")]
    assert all(one.contents for one in done if not one.failed)
    cluster.await_workers(2)


def fails(setting: Setting, rows: Sequence[Row]) -> list[RowDone]:
    raise LookupError(f"{rows[0].number} of {setting.table}")


def test_a_fault_of_ours_is_not_hidden(cluster: Machines, province: Path) -> None:
    planned = returned(province, "错")
    setting = planned.setting
    with linked(cluster.address) as link, pytest.raises(LookupError, match="2 of 名单"):
        list(Cluster(link, setting).map_unordered(partial(fails, setting), [list(planned.rows())[:1]]))


def test_a_closed_iterator_takes_no_further_chunk_and_leaves_no_worker_at_it(cluster: Machines, province: Path) -> None:
    planned = returned(province, "关")
    setting = planned.setting
    asked = []

    def chunks() -> Iterator[list[Row]]:
        for row in planned.rows():
            asked.append(row.number)
            yield [row]

    with linked(cluster.address) as link:
        results = Cluster(link, setting).map_unordered(partial(make_chunk, setting), chunks())
        next(results)
        results.close()  # type: ignore[attr-defined]
        with cluster.client() as client:
            assert not any(client.processing().values())
    assert len(asked) <= 5, "two for each worker, and one more for the result that was taken"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Old texts in two folders, some of them twice, some that cannot be read."""
    folder = tmp_path_factory.mktemp("旧稿")
    for number, path in enumerate(sorted((ROOT / "tests" / "data" / "mining").rglob("*.txt"))):
        place = folder / f"第{number % 2}柜"
        place.mkdir(exist_ok=True)
        shutil.copy(path, place / f"{number}-{path.name}")
        if number % 3 == 0:
            shutil.copy(path, folder / f"又一份{path.name}")
    (folder / "坏的.docx").write_bytes(b"no package")
    (folder / "老的.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return folder


def mine(folder: Path, target: str, *words: str) -> str:
    made = subprocess.run(
        [sys.executable, "-m", "generator.cli", "mine", folder.name, "-o", target, *words],
        cwd=folder.parent,
        env=environment(folder.parent),
        capture_output=True,
        encoding="utf-8",
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.replace(target, "")


def test_mine_gives_the_same_report_as_on_one_machine(cluster: Machines, archive: Path) -> None:
    here, there = mine(archive, "本机"), mine(archive, "集群", "--scheduler", cluster.address)
    assert here == there
    assert contents(archive.parent / "本机") == contents(archive.parent / "集群")
    report = (archive.parent / "集群" / "报告.md").read_text(encoding="utf-8")
    assert "坏的.docx" in report and "老的.doc" in report


def dies_of(file: ArchiveFile) -> FileRead:
    """What a worker does that one file is too much for."""
    if "又一份" in file.shown:
        os._exit(9)
    return read_file(file)


def test_a_file_that_kills_its_workers_is_told(cluster: Machines, archive: Path) -> None:
    files = [file for file in archive_files([archive]) if "又一份" not in file.shown]
    deadly = ArchiveFile(files[0].path, "又一份")
    with linked(cluster.address) as link:
        reads = list(Readers(link)(dies_of, [files[0], deadly, *files[1:]]))
    assert [[problem.code for problem in one.problems] for one in reads[1:2]] == [["J10"]]
    assert [reads[0], *reads[2:]] == [read_file(file) for file in files]
    cluster.await_workers(2)
