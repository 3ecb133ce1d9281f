"""What `jianggao batch` tells a clerk of her table and of what earlier runs left: every word of it can be followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch_tables import county, desk, papers, write_table
from docx import Document

from generator.batch.planning import Order, plan
from generator.batch.pool import Here
from generator.batch.running import Outcome, run


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return desk(tmp_path, [county(number) for number in range(1, 4)])


def made(place: Path, /, **given: object) -> Outcome:
    order = {"table": place / "名单.xlsx", "folder": place / "输出", "base": place / "会议.yaml", **given}
    return run(plan(Order(**order)), lambda rows: Here())  # type: ignore[arg-type]


def test_a_file_that_a_clerk_edited_is_never_among_those_to_delete(few: Path) -> None:
    made(few)
    own = next(path for path in papers(few / "输出" / "002-第2县") if "讲话-林海" in path.name)
    document = Document(str(own))
    document.paragraphs[4].add_run("这一句是自己加的。")
    document.save(str(own))
    rows = [county(number) for number in range(1, 4)]
    rows[1][6] = 999
    write_table(few / "名单.xlsx", rows)
    outcome = made(few)
    assert own.with_stem(own.stem + "-新").exists() and "自己加的" in Document(str(own)).paragraphs[4].text
    assert outcome.stale == [] and outcome.vanished == ()


def test_a_row_with_another_speaker_leaves_only_the_paper_of_the_old_one(few: Path) -> None:
    made(few)
    rows = [county(number) for number in range(1, 4)]
    rows[1][5] = "赵强（县长）"
    write_table(few / "名单.xlsx", rows)
    for _ in range(2):
        outcome = made(few)
        assert outcome.vanished == ()
        assert [Path(name).stem.rsplit("-", 1)[-1] for name in outcome.stale] == ["林海"]
    (few / "输出" / outcome.stale[0]).unlink()
    assert made(few).stale == []
