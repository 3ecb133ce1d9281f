"""What stands in the way of a cluster is told: nobody there, other programs or templates, no certificate, a line cut."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("distributed", reason="distributed is not installed: pip install 'jianggao[cluster]'")

from batch_tables import batch, environment, papers, started
from cluster_machines import ROOT, Machines, free_port, machines
from cluster_province import ROWS, await_rows, contents, on, returned, rows_down

from generator.batch.chunk import make_chunk
from generator.cluster import linked, there
from generator.cluster.batching import Cluster
from generator.cluster.link import connected
from generator.problems import InvalidInput


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
    planned = returned(province, "别")
    setting = planned.setting
    late = None
    try:
        with linked(cluster.address) as link:
            late = cluster.worker(other_templates)
            cluster.await_workers(3)
            chunks = [[row] for row in planned.rows()]
            with pytest.raises(InvalidInput) as told:
                list(Cluster(link, setting).map_unordered(partial(make_chunk, setting), chunks))
        assert [problem.code for problem in told.value.problems] == ["J05"]
        before = batch(province, *on(cluster.address, "别"))
    finally:
        if late is not None:
            cluster.stop(late)
    assert before.returncode == 1
    assert "J05  工作机上的内置模板和这里的不一样" in before.stderr and "tcp://127.0.0.1:" in before.stderr
    assert before.stderr.count("J05") == 1 and "没有写任何文件" in before.stderr
    assert not papers(province / "别")


def test_a_worker_without_the_program_is_told(cluster: Machines, tmp_path: Path) -> None:
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator" / "__init__.py").write_text('raise ImportError("an empty room")', encoding="utf-8")
    empty = cluster.worker(tmp_path)
    try:
        cluster.await_workers(3)
        with pytest.raises(InvalidInput) as told, linked(cluster.address):
            pass
    finally:
        cluster.stop(empty)
    assert [problem.code for problem in told.value.problems] == ["J04"]


def test_a_folder_that_the_workers_do_not_see(cluster: Machines, province: Path) -> None:
    """Where this process sees another folder under the name than the workers do: theirs has no mark in it."""
    planned = returned(province, "不共享")
    with linked(cluster.address) as link:
        answers = link.ask(there.sees, str(province / "没有这里"), ".jianggao/集群.txt", "甲")
        assert set(answers.values()) == {"那里看不到这个文件夹"}
        (province / "不共享").mkdir()
        (province / "不共享" / "记号").write_text("乙", encoding="utf-8")
        assert set(link.ask(there.sees, str(province / "不共享"), "记号", "甲").values()) != {""}
        assert set(link.ask(there.sees, str(province / "不共享"), "记号", "乙").values()) == {""}
        Cluster(link, replace(planned.setting, returned=False))
    assert [path.name for path in (province / "不共享").rglob("*") if path.is_file()] == ["记号"]


def test_the_scheduler_gone_in_the_middle(province: Path, tmp_path: Path) -> None:
    with machines(tmp_path, 1) as these:
        running = started(province, *on(these.address, "断了"))
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
        words = ["batch", *on(these.address, "密")]
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
