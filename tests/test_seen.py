"""What is kept of templates in a process holds exactly as long as the files are as they were read."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.details import Details, load_details, parse_details
from generator.pipeline import make_paper
from generator.problems import InvalidInput
from generator.rendering.folders import shelf_for
from generator.rendering.seen import Seen

DETAILS = "会议名称: 全镇防火工作会议\n时间: 2026年11月25日\n讲话人: 林海（镇长）\n要点:\n  - 清点柴垛\n  - 备足水源\n"
TEMPLATE = "---\n对象: 讲话人\n必填: [讲话人]\n---\n标题{word}\n同志们：\n{{{{ 要点|分条('一、') }}}}\n"


def written(file: Path, text: str, age: float = 60) -> None:
    """A file as it lies there for a while."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    for place in (file, file.parent, file.parent.parent):
        before = time.time() - age
        os.utime(place, (before, before))


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """A 会议.yaml with a template of its own beside it."""
    written(tmp_path / "模板" / "讲话" / "工作会议.txt", TEMPLATE.format(word="甲"))
    (tmp_path / "会议.yaml").write_text(DETAILS, encoding="utf-8")
    return tmp_path / "会议.yaml"


def text(file: Path) -> str:
    return make_paper(load_details(file), "讲话/工作会议").text


def test_the_shelf_is_the_same_while_nothing_changes(meeting: Path) -> None:
    assert text(meeting).startswith("标题甲")
    assert load_details(meeting).shelf is load_details(meeting).shelf
    assert parse_details(DETAILS).shelf is parse_details(DETAILS).shelf
    assert parse_details(DETAILS).shelf is not load_details(meeting).shelf


def test_a_template_edited_between_two_papers_is_read_again(meeting: Path) -> None:
    own = meeting.parent / "模板" / "讲话" / "工作会议.txt"
    assert text(meeting).startswith("标题甲")
    written(own, TEMPLATE.format(word="乙"), age=50)
    assert text(meeting).startswith("标题乙")


def test_two_edits_in_the_same_moment_are_both_seen(meeting: Path) -> None:
    own = meeting.parent / "模板" / "讲话" / "工作会议.txt"
    now = time.time()
    for word in "丙丁戊":
        own.write_text(TEMPLATE.format(word=word), encoding="utf-8")
        os.utime(own, (now, now))
        assert text(meeting).startswith(f"标题{word}")


def test_a_template_put_there_or_taken_away_is_seen(meeting: Path) -> None:
    own = meeting.parent / "模板" / "讲话" / "工作会议.txt"
    text(meeting)
    own.unlink()
    assert text(meeting).startswith("在全镇防火工作会议上的讲话")
    written(own, TEMPLATE.format(word="己"))
    assert text(meeting).startswith("标题己")


def test_an_included_piece_and_a_new_kind_of_meeting_are_seen(meeting: Path) -> None:
    folder = meeting.parent / "模板"
    written(folder / "讲话" / "工作会议.txt", TEMPLATE.format(word="") + '{% include "公用/尾.txt" %}\n')
    written(folder / "公用" / "尾.txt", "话说完了。\n")
    assert text(meeting).endswith("话说完了。")
    written(folder / "公用" / "尾.txt", "散会。\n", age=40)
    assert text(meeting).endswith("散会。")
    kind = DETAILS + "会议类型: 火情会商会\n"
    with pytest.raises(InvalidInput):
        parse_details(kind, folder)
    written(folder / "主持词" / "火情会商会.txt", "标题\n")
    assert parse_details(kind, folder).meeting.occasion == "火情会商会"


@pytest.mark.parametrize(
    ("file", "before", "after", "look"),
    [
        (
            "要求库/消防.yaml",
            "主题: {清柴垛: {正文: 柴垛离房子远一点。}}\n",
            "主题: {清柴垛: {正文: 柴垛搬出村去。}}\n",
            lambda details: details.library.topic("清柴垛", "消防").bodies[0],
        ),
        (
            "公用/槽位.yaml",
            "会议名称: {类型: 文字, 说明: 甲}\n单位: {类型: 组, 各项: {}}\n",
            "会议名称: {类型: 文字, 说明: 乙}\n单位: {类型: 组, 各项: {}}\n",
            lambda details: details.common[0].note,
        ),
    ],
)
def test_data_beside_the_templates_is_read_again(
    tmp_path: Path, file: str, before: str, after: str, look: Callable[[Details], str]
) -> None:
    written(tmp_path / "模板" / file, before)
    details = "会议名称: 全镇防火工作会议\n"
    first = look(parse_details(details, tmp_path / "模板"))
    assert first and first in before
    written(tmp_path / "模板" / file, after, age=30)
    second = look(parse_details(details, tmp_path / "模板"))
    assert second and second in after and second != first


def test_details_of_two_folders_are_not_mixed(meeting: Path, tmp_path: Path) -> None:
    other = tmp_path / "别处" / "会议.yaml"
    written(other.parent / "模板" / "讲话" / "工作会议.txt", TEMPLATE.format(word="别"))
    other.write_text(DETAILS, encoding="utf-8")
    for _ in range(2):
        assert text(meeting).startswith("标题甲")
        assert text(other).startswith("标题别")
    mine, its = load_details(meeting), load_details(other)
    assert make_paper(its, "讲话/工作会议").text.startswith("标题别")
    assert make_paper(mine, "讲话/工作会议").text.startswith("标题甲")


def test_a_folder_named_from_where_one_stands_is_that_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for word in "东西":
        written(tmp_path / word / "模板" / "讲话" / "工作会议.txt", TEMPLATE.format(word=word))
        monkeypatch.chdir(tmp_path / word)
        details = parse_details(DETAILS, Path("模板"))
        assert make_paper(details, "讲话/工作会议").text.startswith(f"标题{word}")


def test_what_is_kept_has_an_end(tmp_path: Path) -> None:
    first = shelf_for(tmp_path)
    assert shelf_for(tmp_path) is first
    for n in range(20):
        (tmp_path / str(n) / "模板").mkdir(parents=True)
        shelf_for(tmp_path / str(n))
    assert shelf_for(tmp_path) is not first


def test_a_shelf_goes_to_another_process_without_what_was_worked_out(meeting: Path) -> None:
    details = load_details(meeting)
    there = pickle.loads(pickle.dumps(details))
    assert make_paper(there, "讲话/工作会议").docx == make_paper(details, "讲话/工作会议").docx


def test_seen_tells_size_time_and_absence(tmp_path: Path) -> None:
    file, none = tmp_path / "甲", tmp_path / "乙"
    written(file, "一")
    seen = Seen()
    seen.note(file)
    seen.note(none)
    assert seen.unchanged()
    none.write_text("", encoding="utf-8")
    assert not seen.unchanged()
    none.unlink()
    assert seen.unchanged()
    written(file, "二", age=59)
    assert not seen.unchanged()
