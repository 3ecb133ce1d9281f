"""What a worker makes of a kit is what the user's own machine makes: with his files, and with nothing of the worker's."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="distributed is not installed: pip install 'jianggao[cluster]'")

from generator.batch.chunk import make_chunk
from generator.batch.planning import Order, Plan, plan
from generator.batch.records import RowDone
from generator.cluster.batching import AtHome
from generator.cluster.kit import own_settings, pack
from generator.importer import load_text

BASE = "会议名称: 【县】安全生产工作会议\n时间: 2026年11月25日\n讲话人: 林海（县长）\n领域: 安全生产\n要点:\n  - 清点柴垛\n  - 备足水源\n"
STRANGE = "全称: 别处县人民政府\n简称: 别处县\n自称: 我们别处县\n"


OWN = """\
---
标题: 本县的讲话
对象: 讲话人
---
{% extends "内置/讲话/工作会议.txt" %}
{% block 结尾 %}
{% if 单位.简称 %}{{ 单位.简称 }}上下要说了算、定了干。{% endif %}
{% endblock %}
"""


def planned(folder: Path, base: str = BASE, strict: bool = False) -> Plan:
    (folder / "名单.csv").write_text("县\n清源县\n云山县\n", encoding="utf-8")
    (folder / "会议.yaml").write_text(base, encoding="utf-8")
    order = Order(folder / "名单.csv", folder / "输出", folder / "会议.yaml", only=("讲话",), strict=strict)
    made = plan(order)
    return replace(made, setting=replace(made.setting, returned=True))


def on_a_worker(made: Plan, worker: Path) -> list[RowDone]:
    """The rows as a worker makes them whose own folder is `worker`."""
    kit = pack(made.setting.home, None, inner=not made.setting.columns, words=made.setting.strict)
    folder = kit.unpack(worker)
    with own_settings(folder):
        return AtHome(partial(make_chunk, made.setting), kit.digest)(folder)(list(made.rows()))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    templates = tmp_path / "家里" / "安全" / "模板" / "讲话"
    templates.mkdir(parents=True)
    (templates / "工作会议.txt").write_text(OWN, encoding="utf-8")
    return tmp_path / "家里" / "安全"


@pytest.fixture
def worker(tmp_path: Path) -> Path:
    """A worker's folder below one with a 单位.yaml and settings of somebody else."""
    (tmp_path / "工作机" / "dask").mkdir(parents=True)
    (tmp_path / "工作机" / "单位.yaml").write_text(STRANGE, encoding="utf-8")
    return tmp_path / "工作机" / "dask"


def test_a_unit_file_above_the_worker_s_folder_is_none_of_the_user_s(home: Path, worker: Path) -> None:
    made = planned(home)
    here = make_chunk(made.setting, list(made.rows()))
    assert [row.contents for row in on_a_worker(made, worker)] == [row.contents for row in here]
    assert len(here) == 2 and all(row.contents for row in here)


def test_the_user_s_own_from_above_the_table_holds(home: Path, worker: Path, tmp_path: Path) -> None:
    (home.parent / "单位.yaml").write_text("全称: 松州县人民政府\n简称: 松州县\n", encoding="utf-8")
    made = planned(home)
    content = on_a_worker(made, worker)[0].contents[0][1]
    (tmp_path / "讲话.docx").write_bytes(content)
    assert "松州县上下" in load_text(tmp_path / "讲话.docx").text


def test_each_meeting_of_a_folder_has_its_own_and_none_of_the_worker_s(home: Path, worker: Path) -> None:
    for county in ("清源县", "云山县"):
        (home / county).mkdir()
        (home / county / "会议.yaml").write_text(BASE.replace("【县】", county), encoding="utf-8")
    (home / "清源县" / "单位.yaml").write_text("全称: 清源县人民政府\n", encoding="utf-8")
    made = plan(Order(home, home.parent / "输出", only=("讲话",)))
    made = replace(made, setting=replace(made.setting, returned=True))
    here = make_chunk(made.setting, list(made.rows()))
    assert [row.contents for row in on_a_worker(made, worker)] == [row.contents for row in here]
    assert len(here) == 2 and all(row.contents for row in here)


@pytest.mark.parametrize("where", ["table", "settings"])
def test_the_unit_s_own_words_go_along_where_papers_are_checked(
    where: str, home: Path, worker: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = planned(home, BASE.replace("清点柴垛", "布署清点柴垛"), strict=True)
    assert [row.failed for row in make_chunk(made.setting, list(made.rows()))] == [True, True]
    settings = tmp_path / "设置"
    settings.mkdir()
    monkeypatch.setenv("JIANGGAO_HOME", str(settings))
    ((home if where == "table" else settings) / "词典.txt").write_text("布署清点\n", encoding="utf-8")
    made = replace(made, setting=replace(made.setting, digest="again"))
    here = make_chunk(made.setting, list(made.rows()))
    assert [row.failed for row in here] == [False, False]
    assert [row.contents for row in on_a_worker(made, worker)] == [row.contents for row in here]
