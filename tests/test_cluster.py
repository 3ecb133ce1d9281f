"""`--scheduler`: a real Dask scheduler and two workers on loopback make what this machine alone makes, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("distributed", reason="distributed is not installed: pip install 'jianggao[cluster]'")

from batch_tables import batch, county, desk, environment, papers, started
from cluster_machines import ROOT, Machines, free_port, machines

from generator.batch.chunk import make_chunk
from generator.batch.planning import Order, plan
from generator.batch.records import Row, RowDone, Setting
from generator.cluster import linked
from generator.cluster.batching import Cluster
from generator.cluster.link import connected
from generator.problems import InvalidInput

ROWS = 200
OWN = """\
---
标题: 本县的讲话
对象: 讲话人
---
{% extends "内置/讲话/工作会议.txt" %}
{% block 结尾 %}
{{ 单位.简称 }}上下要说了算、定了干。
{% endblock %}
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("集群"), 2) as these:
        yield these


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table with templates and a 单位.yaml that no other machine has, and what this machine makes of it."""
    folder = tmp_path_factory.mktemp("省")
    (folder / "单位.yaml").write_text("简称: 松州\n", encoding="utf-8")
    inner = folder / "安全"
    (inner / "模板" / "讲话").mkdir(parents=True)
    (inner / "模板" / "讲话" / "工作会议.txt").write_text(OWN, encoding="utf-8")
    desk(inner, [county(number) for number in range(1, ROWS + 1)])
    local = batch(inner, "名单.xlsx", "--base", "会议.yaml", "-o", "本机", "--jobs", "1")
    assert local.returncode == 0, local.stderr
    return inner


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of an output folder but the record, and the table of findings, whose rows come as they come."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "问题.xlsx" and path.parts[len(folder.parts)] != ".jianggao"
    }


def rows_down(folder: Path) -> list[str]:
    """The keys that the record of an output folder has, in its order."""
    record = folder / ".jianggao" / "批量.jsonl"
    return [json.loads(line)["键"] for line in record.read_bytes().splitlines()] if record.exists() else []


def await_rows(folder: Path, process: subprocess.Popen[str], count: int = 20) -> None:
    end = time.monotonic() + 60
    while len(rows_down(folder)) < count:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


def on(cluster: Machines, target: str) -> tuple[str, ...]:
    return ("名单.xlsx", "--base", "会议.yaml", "-o", target, "--scheduler", cluster.address)


@pytest.mark.parametrize("where", [(), ("--shared",)], ids=["returned", "shared"])
def test_the_same_files_as_on_one_machine(cluster: Machines, province: Path, where: Sequence[str]) -> None:
    target = f"集群{len(where)}"
    made = batch(province, *on(cluster, target), *where, "--report", "json")
    assert made.returncode == 0, made.stderr
    said = json.loads(made.stdout)
    assert (said["rows"], said["made"], said["files"]) == (ROWS, ROWS, 3 * ROWS)
    assert contents(province / target) == contents(province / "本机")
    assert "松州上下要说了算" in _text(next(path for path in papers(province / target) if "-讲话-" in path.name))
    again = batch(province, "名单.xlsx", "--base", "会议.yaml", "-o", target, "--report", "json")
    assert json.loads(again.stdout)["unchanged"] == ROWS


def _text(path: Path) -> str:
    from generator.importer import load_text

    return load_text(path).text


@pytest.mark.parametrize("where", [(), ("--shared",)], ids=["returned", "shared"])
def test_a_worker_killed_in_the_middle(cluster: Machines, province: Path, where: Sequence[str]) -> None:
    target = f"被杀{len(where)}"
    victim = cluster.worker_pids()[0]
    running = started(province, *on(cluster, target), *where, "--report", "json")
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
    running = started(province, *on(cluster, "停下"), "--report", "json")
    await_rows(province / "停下", running)
    running.send_signal(signal.SIGINT)
    out, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    made = json.loads(out)["made"]
    assert 0 < made < ROWS and len(papers(province / "停下")) == 3 * made
    again = batch(province, *on(cluster, "停下"), "--report", "json")
    assert (json.loads(again.stdout)["unchanged"], json.loads(again.stdout)["made"]) == (made, ROWS - made)
    assert contents(province / "停下") == contents(province / "本机")


def kills_at_seven(setting: Setting, rows: Sequence[Row]) -> list[RowDone]:
    """What a worker does that the row of number 7 is too much for."""
    if any(row.number == 7 for row in rows):
        os._exit(9)
    return make_chunk(setting, rows)


def test_a_row_that_kills_its_workers_is_told_and_no_other(cluster: Machines, province: Path) -> None:
    planned = plan(Order(province / "名单.xlsx", province / "杀手", province / "会议.yaml"))
    setting = _returned(planned.setting)
    rows = list(planned.rows())[:60]
    chunks = [rows[start : start + 10] for start in range(0, 60, 10)]
    with linked(cluster.address) as link:
        results = Cluster(link, setting).map_unordered(partial(kills_at_seven, setting), chunks)
        done = [one for result in results for one in result]
    assert sorted(one.row.number for one in done) == [row.number for row in rows]
    assert [(one.row.number, one.problems[0].code) for one in done if one.failed] == [(7, "B41")]
    assert all(one.contents for one in done if not one.failed)
    cluster.await_workers(2)


def _returned(setting: Setting) -> Setting:
    from dataclasses import replace

    return replace(setting, returned=True)


def fails(setting: Setting, rows: Sequence[Row]) -> list[RowDone]:
    raise LookupError(f"{rows[0].number} of {setting.table}")


def test_a_fault_of_ours_is_not_hidden(cluster: Machines, province: Path) -> None:
    planned = plan(Order(province / "名单.xlsx", province / "错", province / "会议.yaml"))
    setting = _returned(planned.setting)
    with linked(cluster.address) as link, pytest.raises(LookupError, match="2 of 名单"):
        list(Cluster(link, setting).map_unordered(partial(fails, setting), [list(planned.rows())[:1]]))


def test_a_closed_iterator_takes_no_further_chunk_and_leaves_no_worker_at_it(cluster: Machines, province: Path) -> None:
    planned = plan(Order(province / "名单.xlsx", province / "关", province / "会议.yaml"))
    setting = _returned(planned.setting)
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


@pytest.fixture
def other_templates(tmp_path: Path) -> Path:
    """The program with another ending in one of its own templates."""
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "别处" / name, ignore=shutil.ignore_patterns("__pycache__"))
    changed = tmp_path / "别处" / "templates" / "公用" / "结尾.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    return tmp_path / "别处"


def test_a_worker_with_other_templates_is_told_before_and_in_the_middle(
    cluster: Machines, province: Path, other_templates: Path
) -> None:
    planned = plan(Order(province / "名单.xlsx", province / "别", province / "会议.yaml"))
    setting = _returned(planned.setting)
    late = None
    try:
        with linked(cluster.address) as link:
            late = cluster.worker(other_templates)
            cluster.await_workers(3)
            chunks = [[row] for row in planned.rows()]
            with pytest.raises(InvalidInput) as told:
                list(Cluster(link, setting).map_unordered(partial(make_chunk, setting), chunks))
        assert [problem.code for problem in told.value.problems] == ["J05"]
        before = batch(province, *on(cluster, "别"))
    finally:
        if late is not None:
            cluster.stop(late)
    assert before.returncode == 1
    assert "J05  工作机上的内置模板和这里的不一样" in before.stderr and "tcp://127.0.0.1:" in before.stderr
    assert before.stderr.count("J05") == 1 and "没有写任何文件" in before.stderr
    assert not papers(province / "别")


def test_a_folder_that_the_workers_do_not_see(cluster: Machines, province: Path) -> None:
    """Where this process sees another folder under the name than the workers do: theirs has no mark in it."""
    planned = plan(Order(province / "名单.xlsx", province / "不共享", province / "会议.yaml"))
    with linked(cluster.address) as link:
        from generator.cluster import there

        answers = link.ask(there.sees, str(province / "没有这里"), ".jianggao/集群.txt", "甲")
        assert set(answers.values()) == {"那里看不到这个文件夹"}
        (province / "不共享").mkdir()
        (province / "不共享" / "记号").write_text("乙", encoding="utf-8")
        assert set(link.ask(there.sees, str(province / "不共享"), "记号", "甲").values()) != {""}
        assert set(link.ask(there.sees, str(province / "不共享"), "记号", "乙").values()) == {""}
        Cluster(link, planned.setting)
    assert [path.name for path in (province / "不共享").rglob("*") if path.is_file()] == ["记号"]


def test_the_scheduler_gone_in_the_middle(province: Path, tmp_path: Path) -> None:
    with machines(tmp_path, 1) as these:
        running = started(province, *on(these, "断了"))
        await_rows(province / "断了", running)
        these.scheduler.kill()
        _, told = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "和调度机的连接断了" in told and "再运行一次" in told and "Traceback" not in told
    down = rows_down(province / "断了")
    assert 20 <= len(down) < ROWS and len(set(down)) == len(down)
    local = contents(province / "本机")
    assert all(local[name] == content for name, content in contents(province / "断了").items())
    again = batch(province, "名单.xlsx", "--base", "会议.yaml", "-o", "断了", "--report", "json")
    assert json.loads(again.stdout)["unchanged"] == len(down)
    assert contents(province / "断了") == local


@pytest.mark.parametrize("address", ["host", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://127.0.0.1:99999", ""])
def test_no_address(province: Path, address: str) -> None:
    with pytest.raises(InvalidInput) as told, linked(address):
        pass
    assert told.value.problems[0].code == "J01"


def test_nobody_at_the_address(province: Path) -> None:
    made = batch(province, "名单.xlsx", "--base", "会议.yaml", "-o", "无", "--scheduler", f"127.0.0.1:{free_port()}")
    assert made.returncode == 1
    assert "J02  10 秒里没有连上调度机" in made.stderr and "Traceback" not in made.stderr
    assert not (province / "无").exists()


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(404)


def test_something_else_at_the_address() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(InvalidInput) as told, connected(f"tcp://127.0.0.1:{server.server_port}", 2):
            pass
        server.shutdown()
    assert told.value.problems[0].code == "J02"


def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    with machines(tmp_path, 0) as these, these.client():
        with pytest.raises(InvalidInput) as told, connected(these.address, 1):
            pass
        assert told.value.problems[0].code == "J03"


@pytest.mark.parametrize("words", [("--shared",), ("--jobs", "2", "--scheduler", "tcp://a:1")])
def test_options_that_do_not_go_together(province: Path, words: Sequence[str]) -> None:
    assert batch(province, "名单.xlsx", "--base", "会议.yaml", *words).returncode == 2


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_certificates_of_dask_configuration(province: Path, tmp_path: Path) -> None:
    key, certificate = tmp_path / "钥.pem", tmp_path / "证.pem"
    subject = ["-subj", "/CN=localhost", "-days", "2", "-keyout", str(key), "-out", str(certificate)]
    made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject], capture_output=True)
    assert made.returncode == 0, made.stderr
    files = ("--tls-ca-file", str(certificate), "--tls-cert", str(certificate), "--tls-key", str(key))
    with machines(tmp_path / "机", 1, *files, scheme="tls") as these:
        words = ["batch", *on(these, "密")]
        without = subprocess.run(
            [sys.executable, "-m", "generator.cli", *words],
            cwd=province,
            env=environment(province),
            capture_output=True,
            encoding="utf-8",
        )
        assert without.returncode == 1 and "J02  tls:// 要有证书" in without.stderr, without.stderr
        tls = {"CA_FILE": certificate, "CLIENT__CERT": certificate, "CLIENT__KEY": key}
        configured = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(path) for name, path in tls.items()}
        with_them = subprocess.run(
            [sys.executable, "-m", "generator.cli", *words],
            cwd=province,
            env={**environment(province), **configured},
            capture_output=True,
            encoding="utf-8",
        )
    assert with_them.returncode == 0, with_them.stderr
    assert contents(province / "密") == contents(province / "本机")
