"""A table of counties for the tests of `--scheduler`, and what stands in an output folder."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import replace
from pathlib import Path

from batch_tables import batch, county, desk

from generator.batch.planning import Order, Plan, plan

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


def make_province(folder: Path) -> Path:
    """A table with templates and a 单位.yaml that no other machine has, and in 本机 what this machine makes of it."""
    (folder / "单位.yaml").write_text("简称: 松州\n", encoding="utf-8")
    inner = folder / "安全"
    (inner / "模板" / "讲话").mkdir(parents=True)
    (inner / "模板" / "讲话" / "工作会议.txt").write_text(OWN, encoding="utf-8")
    desk(inner, [county(number) for number in range(1, ROWS + 1)])
    local = batch(inner, "名单.xlsx", "--base", "会议.yaml", "-o", "本机", "--jobs", "1")
    assert local.returncode == 0, local.stderr
    return inner


def returned(province: Path, target: str) -> Plan:
    """The plan of a province's table, its papers to come back to who asks."""
    planned = plan(Order(province / "名单.xlsx", province / target, province / "会议.yaml"))
    return replace(planned, setting=replace(planned.setting, returned=True))


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


def on(address: str, target: str) -> tuple[str, ...]:
    """What is typed after `jianggao batch`, to make a province's table on a cluster."""
    return ("名单.xlsx", "--base", "会议.yaml", "-o", target, "--scheduler", address)
