"""The command line as a clerk uses it: real processes, real files, what is printed and what is written."""

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click import Context

from generator.cli import cli

ROOT = Path(__file__).parent.parent
MEETING = """\
会议名称: 全市防汛工作会议
时间: 2026年6月10日 9:00
讲话人: 韩冰（副市长）
要点:
  - {标题: 早准备, 正文: 队伍、物资、预案三落实。}
  - {标题: 勤巡查, 正文: 每天至少巡堤两次。}
"""


def run(*words: str, cwd: Path, encoding: str = "utf-8", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", *words],
        cwd=cwd,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": encoding,
            "JIANGGAO_HOME": str(cwd / "设置"),
            **env,
        },
        capture_output=True,
        encoding=encoding,
        timeout=120,
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "会议.yaml").write_text(MEETING, encoding="utf-8")
    return tmp_path


def test_new_then_make_gives_whole_word_files_of_both_genres(tmp_path: Path) -> None:
    new = run("new", "-o", "会议.yaml", cwd=tmp_path)
    assert new.returncode == 0 and "jianggao make 会议.yaml" in new.stdout
    made = run("make", "会议.yaml", "-o", "输出", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    names = sorted(path.name for path in (tmp_path / "输出").glob("*.docx"))
    assert any("主持词" in name for name in names) and any("讲话" in name for name in names)
    for name in names:
        body = zipfile.ZipFile(tmp_path / "输出" / name).read("word/document.xml").decode()
        assert "待补" not in body and "<w:t" in body
    assert "处是示例" in made.stderr


def test_new_does_not_overwrite(desk: Path) -> None:
    done = run("new", "-o", "会议.yaml", cwd=desk)
    assert done.returncode == 1 and "F14" in done.stderr
    assert (desk / "会议.yaml").read_text(encoding="utf-8") == MEETING


def test_the_same_file_makes_the_same_bytes(desk: Path) -> None:
    run("make", "会议.yaml", "-o", "甲", cwd=desk)
    run("make", "会议.yaml", "-o", "乙", cwd=desk)
    one, two = (next((desk / name).glob("*.docx")).read_bytes() for name in ("甲", "乙"))
    assert one == two


def test_problems_write_nothing_and_end_with_1(desk: Path) -> None:
    (desk / "会议.yaml").write_text(MEETING + "主特人: 韩冰\n", encoding="utf-8")
    done = run("make", "会议.yaml", cwd=desk)
    assert done.returncode == 1
    assert "会议.yaml:7:1  D01" in done.stderr and "是不是想写“主持人”？" in done.stderr
    assert not (desk / "输出").exists()


def test_draft_shows_holes_and_lists_them_with_their_path(desk: Path) -> None:
    (desk / "会议.yaml").write_text("会议名称: 全市防汛工作会议\n讲话人: 韩冰（副市长）\n", encoding="utf-8")
    whole = run("make", "会议.yaml", cwd=desk)
    assert whole.returncode == 1 and "没有写“时间”" in whole.stderr and "没有写“要点”" in whole.stderr
    draft = run("make", "会议.yaml", "--draft", cwd=desk)
    assert draft.returncode == 0
    assert "待补：时间" in draft.stderr and "待补：要点" in draft.stderr
    (file,) = (desk / "输出").glob("*.docx")
    body = zipfile.ZipFile(file).read("word/document.xml").decode()
    assert "【待补：要点】" in body and "w:highlight" in body


def test_report_json_is_for_programs(desk: Path) -> None:
    (desk / "会议.yaml").write_text(MEETING.replace("6月10日", "6月31日"), encoding="utf-8")
    done = run("make", "会议.yaml", "--report", "json", cwd=desk)
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["code"], problem["line"], problem["column"], problem["path"]) == ("D03", 2, 5, "时间")


def test_formats_and_only(desk: Path) -> None:
    done = run("make", "会议.yaml", "--only", "讲话", "--format", "txt", "--format", "html", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in (desk / "输出").iterdir() if path.is_file()} == {".txt", ".html"}
    text = next((desk / "输出").glob("*.txt")).read_text(encoding="utf-8-sig")
    assert "下面，我讲两点意见。" in text


def test_wrong_use_ends_with_2_in_chinese(desk: Path) -> None:
    done = run("make", "--没有这个", cwd=desk)
    assert done.returncode == 2 and "用法" in done.stderr and "没有" in done.stderr


def test_gbk_console(desk: Path) -> None:
    (desk / "会议.yaml").write_text(MEETING.replace("韩冰", "韩𠮷") + "主特人: 😀\n", encoding="utf-8")
    done = run("make", "会议.yaml", cwd=desk, encoding="gbk")
    assert done.returncode == 1 and "没有“主特人”这个字段" in done.stderr
    shown = run("--help", cwd=desk, encoding="gbk")
    assert shown.returncode == 0 and "命令" in shown.stdout and "Usage" not in shown.stdout


def test_help_of_every_command_is_chinese() -> None:
    for words in (
        [],
        *([name] for name in cli.list_commands(Context(cli))),
        ["template", "copy"],
        ["template", "check"],
    ):
        shown = run(*words, "--help", cwd=ROOT)
        assert shown.returncode == 0, (words, shown.stderr)
        assert "用法" in shown.stdout
        for english in ("Usage", "Options", "Show this", "[OPTIONS]", "default:"):
            assert english not in shown.stdout, words


def test_a_file_open_in_word_is_left_alone(desk: Path) -> None:
    run("make", "会议.yaml", cwd=desk)
    (file,) = (desk / "输出").glob("*.docx")
    before = file.read_bytes()
    file.with_name("~$" + file.name[2:]).write_bytes(b"")
    (desk / "会议.yaml").write_text(MEETING.replace("早准备", "早动手"), encoding="utf-8")
    done = run("make", "会议.yaml", cwd=desk)
    assert done.returncode == 1 and "正在 Word 里开着" in done.stderr
    assert file.read_bytes() == before


def test_reference_lends_its_page(desk: Path) -> None:
    from docx import Document
    from docx.shared import Mm

    document = Document()
    document.sections[0].page_width, document.sections[0].top_margin = Mm(200), Mm(50)
    document.save(str(desk / "本单位.docx"))
    done = run("make", "会议.yaml", "--reference", "本单位.docx", cwd=desk)
    assert done.returncode == 0, done.stderr
    made = Document(str(next((desk / "输出").glob("*.docx"))))
    page = made.sections[0]
    # A twip is 635 EMU: what Word keeps is rounded to it.
    assert abs(page.page_width - Mm(200)) < 635 and abs(page.top_margin - Mm(50)) < 635
    missing = run("make", "会议.yaml", "--reference", "没有.docx", cwd=desk)
    assert missing.returncode == 1 and "没有.docx" in missing.stderr


def test_copy_change_and_check_a_template(desk: Path) -> None:
    copied = run("template", "copy", "讲话/工作会议", cwd=desk)
    assert copied.returncode == 0, copied.stderr
    mine = desk / "模板" / "讲话" / "工作会议.txt"
    text = mine.read_text(encoding="utf-8")
    text = text.replace("必填:", "槽位:\n  水位: {类型: 文字, 必填: 是, 说明: 当前水位, 示例: 32.5米}\n必填:", 1)
    text = text.replace("{% block 要点 %}", "当前水位{{ 水位 }}。\n{% block 要点 %}", 1)
    mine.write_text(text, encoding="utf-8")
    checked = run("template", "check", cwd=desk)
    assert checked.returncode == 0, checked.stderr
    asked = run("make", "会议.yaml", cwd=desk)
    assert asked.returncode == 1 and "没有写“水位”" in asked.stderr
    (desk / "会议.yaml").write_text(MEETING + "水位: 31.8米\n", encoding="utf-8")
    done = run("make", "会议.yaml", "--format", "txt", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "当前水位31.8米。" in next((desk / "输出").glob("*.txt")).read_text(encoding="utf-8-sig")
    listed = run("template", "list", cwd=desk)
    assert "讲话/工作会议（模板，盖住了内置的）" in listed.stdout


def test_a_later_change_of_the_built_in_is_pointed_out(desk: Path) -> None:
    run("template", "copy", "讲话/工作会议", cwd=desk)
    mine = desk / "模板" / "讲话" / "工作会议.txt"
    rows = mine.read_text(encoding="utf-8").split("\n")
    mine.write_text("\n".join("指纹: 000000000000" if r.startswith("指纹") else r for r in rows), encoding="utf-8")
    done = run("make", "会议.yaml", cwd=desk)
    assert done.returncode == 0 and "内置的“讲话/工作会议”在您抄来以后又改过" in done.stderr


def test_copy_that_extends_and_changes_one_block(desk: Path) -> None:
    run("template", "copy", "讲话/工作会议", "--extend", cwd=desk)
    mine = desk / "模板" / "讲话" / "工作会议.txt"
    text = mine.read_text(encoding="utf-8").replace("{{ super() }}", "请大家抓好落实，散会后马上行动。")
    mine.write_text(text, encoding="utf-8")
    done = run("make", "会议.yaml", "--format", "txt", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "散会后马上行动" in next((desk / "输出").glob("*.txt")).read_text(encoding="utf-8-sig")


def test_new_template_passes_its_check(desk: Path) -> None:
    assert run("template", "new", "讲话/表彰大会", cwd=desk).returncode == 0
    checked = run("template", "check", "讲话/表彰大会", cwd=desk)
    assert checked.returncode == 0, checked.stderr
    assert run("template", "new", "../外面", cwd=desk).returncode == 1


def test_watch_makes_again_when_the_details_change(desk: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "make", "会议.yaml", "--watch", "--format", "txt"],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "JIANGGAO_HOME": str(desk / "设置")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(desk, "早准备")
        (desk / "会议.yaml").write_text(MEETING.replace("早准备", "早动手早安排"), encoding="utf-8")
        _wait_for(desk, "早动手早安排")
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(desk: Path, words: str) -> None:
    for _ in range(200):
        files = list((desk / "输出").glob("*.txt"))
        if files and words in files[0].read_text(encoding="utf-8-sig"):
            return
        time.sleep(0.1)
    raise AssertionError(f"“{words}” was never written")


def test_our_own_fault_ends_with_3_and_its_traceback(desk: Path) -> None:
    code = "import generator.commands.make as m, generator.cli as c, sys; m.load_details = None; sys.argv = ['jianggao', 'make', '会议.yaml']; c.main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 3 and "Traceback" in done.stderr and "程序自己出了错" in done.stderr
