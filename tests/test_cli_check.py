"""`jianggao check` as a clerk uses it: exit codes, reports, mended copies, a unit's own words."""

from __future__ import annotations

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from docx.shared import Pt

from generator.cli import cli
from generator.importer import load_text

WRONG = '同志们:\n各部门要认真惯彻会议精神。要做到"五个到位"。\n'
RIGHT = "同志们：\n各部门要认真贯彻会议精神。要做到“五个到位”。\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["check", *(str(one) for one in arguments)])


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "讲话.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_findings_end_with_1_and_none_with_0(paper: Path) -> None:
    result = run(paper)
    assert result.exit_code == 1
    assert f"{paper}:1:4  W21" in result.output and "共 4 处：必错 4" in result.output
    paper.write_text(RIGHT, encoding="utf-8")
    result = run(paper)
    assert (result.exit_code, result.output.strip()) == (0, "查了 1 个文件，没有发现问题。")


def test_reports_for_programs(paper: Path) -> None:
    problems = json.loads(run(paper, "--report", "json").stdout)["problems"]
    assert [(p["code"], p["line"], p["column"]) for p in problems] == [
        ("W21", 1, 4),
        ("W73", 2, 7),
        ("W22", 2, 17),
        ("W22", 2, 22),
    ]
    sarif = json.loads(run(paper, "--report", "sarif").stdout)
    (one_run,) = sarif["runs"]
    assert sarif["version"] == "2.1.0"
    assert [rule["id"] for rule in one_run["tool"]["driver"]["rules"]] == ["W21", "W22", "W73"]
    first = one_run["results"][0]
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 4}


def test_select_ignore_and_a_code_that_is_none(paper: Path) -> None:
    assert "W21" not in run(paper, "--select", "W73,W22").output
    assert "W73" not in run(paper, "--ignore", "W7").output
    result = run(paper, "--select", "X99")
    assert result.exit_code == 1 and "没有检查规则“X99”" in result.output


def test_a_text_is_mended_in_a_copy(paper: Path) -> None:
    result = run(paper, "--fix")
    assert "改了 4 处" in result.output and "【惯彻→贯彻】" in result.output
    assert paper.read_text(encoding="utf-8") == WRONG
    assert (paper.parent / "讲话-改.txt").read_text(encoding="utf-8-sig") == RIGHT


def test_a_word_file_is_mended_in_a_copy_with_its_runs(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, size in (("各部门要认真惯", 16), ("彻会议精神,要做到", 18), ('"五个到位"。', 20)):
        paragraph.add_run(text).font.size = Pt(size)
    path = tmp_path / "讲话.docx"
    document.save(str(path))
    before = path.read_bytes()
    assert run(path, "--fix").exit_code == 1
    copy = tmp_path / "讲话-改.docx"
    assert path.read_bytes() == before
    (mended,) = [p for p in docx.Document(str(copy)).paragraphs if p.text]
    assert mended.text == "各部门要认真贯彻会议精神，要做到“五个到位”。"
    assert [run.font.size for run in mended.runs] == [Pt(16), Pt(18), Pt(20)]
    with zipfile.ZipFile(BytesIO(before)) as old, zipfile.ZipFile(copy) as new:
        assert old.namelist() == new.namelist()
        for name in old.namelist():
            assert name == "word/document.xml" or old.read(name) == new.read(name)
    assert load_text(copy).text == mended.text


def test_a_units_own_words(paper: Path) -> None:
    (paper.parent / "词典.txt").write_text("惯彻  # 本县一个村名\n", encoding="utf-8")
    (paper.parent / "必改.txt").write_text("五个到位 → 六个到位\n", encoding="utf-8")
    output = run(paper).output
    assert "W73" not in output
    assert "W65" in output and "“六个到位”" in output
    (paper.parent / "必改.txt").write_text("五个到位 六个到位\n", encoding="utf-8")
    output = run(paper).output
    assert "K02" in output and "错的 → 对的" in output


def test_a_folder_is_checked_whole(paper: Path) -> None:
    (paper.parent / "主持词.txt").write_text("同志们：\n会议现在开始,请坐。\n", encoding="utf-8")
    output = run(paper.parent).output
    assert "讲话.txt:1:4" in output and "主持词.txt:2:7" in output
    empty = paper.parent / "空"
    empty.mkdir()
    assert "文件夹里没有可以检查的文件" in run(empty).output


def test_names_are_checked_against_the_details_beside_the_paper(tmp_path: Path) -> None:
    details = "会议名称: 防汛会\n时间: 2026年6月18日\n出席:\n  - 林海（县委书记）\n讲话人: 林海\n要点: [要抓紧。]\n"
    (tmp_path / "会议.yaml").write_text(details, encoding="utf-8")
    paper = tmp_path / "主持词.txt"
    paper.write_text("同志们：\n请县委书记林诲同志讲话。\n", encoding="utf-8")
    output = run(paper).output
    assert "W91" in output and "“林海”" in output


def agreeing_folder(tmp_path: Path) -> Path:
    """A 议程 and a 签到表 of one meeting, which name two places."""
    agenda = "全镇秧田灌溉会议议程\n时间：2026年4月2日（星期四）上午9时\n地点：镇政府二楼会议室\n一、通报灌溉情况\n"
    sign = "全镇秧田灌溉会议签到表\n时间：2026年4月2日（星期四）上午9时\n地点：镇政府三楼会议室\n"
    (tmp_path / "甲-议程.txt").write_text(agenda, encoding="utf-8")
    (tmp_path / "甲-签到表.txt").write_text(sign, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), 1),
        (("--select", "A"), 1),
        (("--select", "a05"), 1),
        (("--select", "A01"), 0),
        (("--select", "W21"), 0),
        (("--ignore", "A05"), 0),
        (("--ignore", "A05,W21"), 0),
        (("--ignore", "W2"), 1),
    ],
)
def test_differences_between_papers_are_chosen_like_rules(tmp_path: Path, options: tuple[str, ...], told: int) -> None:
    result = run(agreeing_folder(tmp_path), *options, "--report", "json")
    codes = [problem["code"] for problem in json.loads(result.output)["problems"]]
    assert codes.count("A05") == told
    assert result.exit_code == told


def test_a_mistake_told_by_a_rule_is_not_told_again(tmp_path: Path) -> None:
    """A weekday that is wrong is one mistake, whoever finds it."""
    folder = agreeing_folder(tmp_path)
    path = folder / "甲-签到表.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("星期四", "星期五").replace("三楼", "二楼"), encoding="utf-8"
    )
    found = json.loads(run(folder, "--report", "json").output)["problems"]
    spots = [(one["file"], one["line"], one["column"]) for one in found]
    assert found and len(spots) == len(set(spots))


def test_of_a_paper_and_its_mended_copy_the_later_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text(WRONG, encoding="utf-8")
    assert "共 4 处" in run(tmp_path, "--fix").output
    copy = tmp_path / "讲话-改.txt"
    os.utime(copy, ns=(copy.stat().st_atime_ns, path.stat().st_mtime_ns + 1))
    assert run(tmp_path).output.strip() == "查了 1 个文件，没有发现问题。"
    os.utime(path, ns=(path.stat().st_atime_ns, copy.stat().st_mtime_ns + 1))
    assert "共 4 处" in run(tmp_path).output


def test_folders_that_are_not_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "讲话.txt").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "输出").mkdir()
    docx.Document().save(str(tmp_path / "输出" / "主持词.docx"))
    assert f"没有查里面的文件夹“{tmp_path / '输出'}”" in run(tmp_path).stderr


def test_words_beside_the_details_hold_for_the_papers_below(tmp_path: Path) -> None:
    (tmp_path / "会议.yaml").write_text("会议名称: 全县防汛工作会议\n", encoding="utf-8")
    (tmp_path / "必改.txt").write_text("安监站 → 应急站\n", encoding="utf-8")
    (tmp_path / "输出").mkdir()
    paper = tmp_path / "输出" / "讲话.txt"
    paper.write_text("同志们：\n请安监站抓好落实。\n", encoding="utf-8")
    assert "W65" in run(paper).output


def test_a_notice_is_known_by_its_title(tmp_path: Path) -> None:
    paper = tmp_path / "甲.txt"
    said = "关于召开全县防汛工作会议的通知\n各乡镇：\n时间：2026年6月18日（星期四）。请于2026年6月28日前报送回执。\n"
    paper.write_text(said, encoding="utf-8")
    assert "W44" in run(paper).output


def test_a_part_is_held_against_the_whole_in_its_own_unit(tmp_path: Path) -> None:
    paper = tmp_path / "甲.txt"
    paper.write_text("检查企业1260家，查出隐患347处，已整改331处，占90%。\n", encoding="utf-8")
    assert "347里的331是95.4%" in run(paper).output


def test_a_remark_that_names_no_rule_is_told(tmp_path: Path) -> None:
    path = tmp_path / "会议.yaml"
    example = Path(__file__).parent.parent / "examples" / "全县安全生产工作会议" / "会议.yaml"
    path.write_text("# 不检查：错别字\n" + example.read_text(encoding="utf-8"), encoding="utf-8")
    result = run(path)
    assert (result.exit_code, "会议.yaml:1:1  K05" in result.output) == (0, True)
