"""`jianggao batch` as a clerk uses it: a table, a base, folders of Word files, and a second run."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from batch_tables import BASE, HEADS, ROOT, batch, county, desk, environment, papers, told, write_table

from generator.batch.chunk import Bench
from generator.batch.planning import Order, Plan, plan
from generator.batch.pool import Here, Processes
from generator.batch.problem_table import HEADS as PROBLEM_HEADS
from generator.batch.problem_table import problem_table
from generator.batch.running import Outcome, run
from generator.commands.progress import progress_line
from generator.details import load_details
from generator.paper.fingerprint import Hand, hand_of
from generator.pipeline import Workshop, papers_called
from generator.problems import InvalidInput


def text_of(path: Path) -> str:
    return zipfile.ZipFile(path).read("word/document.xml").decode()


def made(place: Path, /, **given: object) -> Outcome:
    """A batch of this process; the base, table and folder are those of `desk` unless others are given."""
    return run(planned(place, **given), lambda rows: Here())


def planned(place: Path, /, **given: object) -> Plan:
    order = {"table": place / "名单.xlsx", "folder": place / "输出", "base": place / "会议.yaml", **given}
    return plan(Order(**order))  # type: ignore[arg-type]


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return desk(tmp_path, [county(number) for number in range(1, 5)])


def test_a_row_gives_the_files_that_make_gives(few: Path) -> None:
    """Word for word and byte for byte: a table is only another way to write a 会议.yaml."""
    result = batch(few, "名单.xlsx", "--base", "会议.yaml", "-o", "输出")
    assert result.returncode == 0, result.stderr
    assert "写好了 4 行、12 个文件" in result.stdout
    files = papers(few / "输出" / "001-第1县")
    assert [path.stem for path in files] == [
        "第1县冬季安全生产工作会议-主持词",
        "第1县冬季安全生产工作会议-发言-叶青",
        "第1县冬季安全生产工作会议-讲话-林海",
    ]
    written = (
        BASE.replace("【县区】", "第1县")
        .replace("隐患数: 312", "隐患数: 101")
        .replace("县委副书记", "县委副书记、县长")
        .replace("  - 要点:", "  - 讲话人: 林海（县委书记）\n    要点:")
        .replace("方式: 发言, ", "方式: 发言, 事项: 矿山安全监管, ")
        .replace("下级: ", "类型: 政府, 下级: ")
    )
    own = few / "县" / "会议.yaml"
    own.parent.mkdir()
    head = "会议名称: 第1县冬季安全生产工作会议\n时间: 2026年11月3日 14:30\n地点: 县政府三楼会议室\n"
    own.write_text(head + written, encoding="utf-8")
    details = load_details(own)
    workshop = Workshop(details)
    by_name = {paper.name: paper.docx for paper in map(workshop.make, papers_called(details))}
    assert {path.stem: path.read_bytes() for path in files} == by_name


def test_the_same_table_as_csv_jsonl_and_workbook_gives_the_same_papers(few: Path) -> None:
    made(few)
    rows = [[*row[:2], f"2026年11月{2 + i}日 14:30", *row[3:]] for i, row in enumerate(map(county, range(1, 5)), 1)]
    with (few / "名单.csv").open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    lines = [json.dumps(dict(zip(HEADS, row, strict=True)), ensure_ascii=False) for row in rows]
    (few / "名单.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name in ("名单.csv", "名单.jsonl"):
        made(few, table=few / name, folder=few / name.replace(".", ""))
    wanted = [path.read_bytes() for path in papers(few / "输出")]
    assert len(wanted) == 12
    assert wanted == [path.read_bytes() for path in papers(few / "名单csv")]
    assert wanted == [path.read_bytes() for path in papers(few / "名单jsonl")]


def test_a_folder_of_details_files_over_a_base(tmp_path: Path) -> None:
    (tmp_path / "底稿.yaml").write_text("时间: 2026年6月10日 9:00\n单位: 清源市人民政府\n", encoding="utf-8")
    for name, speaker in (("甲县", "韩冰（副县长）"), ("乙县", "叶青（副县长）"), ("丙县", "")):
        (tmp_path / "各县" / name).mkdir(parents=True)
        own = f"会议名称: {name}防汛会议\n讲话人: {speaker}\n要点: [早准备。, 勤巡查。]\n"
        (tmp_path / "各县" / name / "会议.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "各县" / "单位.yaml").write_text("自称: 我市\n", encoding="utf-8")
    outcome = made(tmp_path, table=tmp_path / "各县", base=tmp_path / "底稿.yaml")
    assert (outcome.progress.made, outcome.progress.wrong) == (2, 1)
    names = [path.relative_to(tmp_path / "输出").as_posix() for path in papers(tmp_path / "输出")]
    assert names == ["乙县/乙县防汛会议-讲话-叶青.docx", "甲县/甲县防汛会议-讲话-韩冰.docx"]
    (row, problem), *_ = outcome.gathered.problems()
    assert row.file == "丙县/会议.yaml" and "讲话人" in problem.found


def test_a_file_of_a_folder_that_cannot_be_read_keeps_no_other_from_being_made(tmp_path: Path) -> None:
    (tmp_path / "各县").mkdir()
    own = "会议名称: 防汛会议\n时间: 2026年6月10日\n讲话人: 韩冰（副县长）\n要点: [早准备。, 勤巡查。]\n"
    (tmp_path / "各县" / "甲县.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "各县" / "乙县.yaml").write_bytes(b"\xff\xfe\x00bad\xff")
    outcome = run(plan(Order(tmp_path / "各县", tmp_path / "输出")), lambda rows: Here())
    assert (outcome.progress.made, outcome.progress.wrong) == (1, 1)
    assert [problem.place.file for _, problem in outcome.gathered.problems()] == ["乙县.yaml"]


def test_a_file_that_calls_for_no_paper_is_told_as_that_file(tmp_path: Path) -> None:
    (tmp_path / "各县").mkdir()
    (tmp_path / "各县" / "甲县.yaml").write_text("会议名称: 防汛会议\n时间: 2026年6月10日\n", encoding="utf-8")
    outcome = run(plan(Order(tmp_path / "各县", tmp_path / "输出")), lambda rows: Here())
    assert [(one.code, one.place.file) for _, one in outcome.gathered.problems()] == [("D34", "甲县.yaml")]


def test_a_folder_of_details_files_is_made_anew_where_a_unit_of_one_of_them_changes(tmp_path: Path) -> None:
    for name in ("甲县", "乙县"):
        (tmp_path / "各县" / name).mkdir(parents=True)
        own = f"会议名称: {name}防汛会议\n时间: 2026年6月10日\n讲话人: 韩冰（副县长）\n要点: [早准备。, 勤巡查。]\n"
        (tmp_path / "各县" / name / "会议.yaml").write_text(own, encoding="utf-8")
        (tmp_path / "各县" / name / "单位.yaml").write_text("自称: 我县\n", encoding="utf-8")
    order = Order(tmp_path / "各县", tmp_path / "输出")
    assert run(plan(order), lambda rows: Here()).progress.made == 2
    assert run(plan(order), lambda rows: Here()).progress.unchanged == 2
    (tmp_path / "各县" / "甲县" / "单位.yaml").write_text("自称: 我市\n", encoding="utf-8")
    assert run(plan(order), lambda rows: Here()).progress.made == 2


def test_two_tables_alike_in_all_that_papers_are_made_of_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "会议.yaml").write_text("会议名称: 【县区】防汛会议\n要点: [早准备。, 勤巡查。]\n", encoding="utf-8")
    for name in ("一.csv", "二.csv"):
        (tmp_path / name).write_text("县区,时间\n甲县,13月40日\n", encoding="utf-8")
        order = Order(tmp_path / name, tmp_path / f"{name}的", tmp_path / "会议.yaml")
        outcome = run(plan(order), lambda rows: Here())
        assert {problem.place.file for _, problem in outcome.gathered.problems()} == {name}


def test_bad_rows_are_told_and_good_ones_made(few: Path) -> None:
    rows = [county(number) for number in range(1, 5)]
    rows[1][2] = "下周三"
    write_table(few / "名单.xlsx", rows)
    result = batch(few, "名单.xlsx", "--base", "会议.yaml", "-o", "输出")
    assert result.returncode == 1
    assert "写好了 3 行、9 个文件，1 行有问题，没有写" in result.stdout
    assert "名单.xlsx［名单］第3行“时间”列（C3）" in result.stderr
    rows_told = told(few / "输出")
    assert rows_told[0][:4] == ("名单", 3, "时间（C）", "下周三")
    book = openpyxl.load_workbook(few / "输出" / "问题.xlsx")
    assert tuple(cell.value for cell in book["问题"][1]) == PROBLEM_HEADS
    rows[1], rows[2] = county(2), county(3)
    write_table(few / "名单.xlsx", rows)
    again = batch(few, "名单.xlsx", "--base", "会议.yaml", "-o", "输出")
    assert again.returncode == 0 and not (few / "输出" / "问题.xlsx").exists()
    assert len(papers(few / "输出")) == 12


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_begins_like_a_formula_is_text_in_the_problem_table(few: Path, start: str) -> None:
    path = few / "名单.jsonl"
    row = {**dict(zip(HEADS, county(1), strict=True)), "时间": f"{start}cmd|' /C calc'!A0", "单位.类型": f"{start}1+1"}
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (few / "问题.xlsx").write_bytes(problem_table(made(few, table=path).gathered, planned(few, table=path).setting))
    sheet = openpyxl.load_workbook(few / "问题.xlsx")["问题"]
    cells = [cell for cells in sheet.iter_rows() for cell in cells if isinstance(cell.value, str)]
    assert any(str(cell.value).startswith(start.strip() or "cmd") for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]
    xml = zipfile.ZipFile(few / "问题.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml and "<f " not in xml


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_name_that_begins_like_a_formula_is_text_in_the_blank_table(few: Path, start: str) -> None:
    base = f"会议名称: 【{start}cmd】会议\n时间: 2026年11月25日\n背景: 【{start}1】\n数据: {{'{start}1': 2}}\n"
    (few / "怪.yaml").write_text(base, encoding="utf-8")
    result = batch(few, "--template-table", "--base", "怪.yaml", "-o", "空.xlsx")
    assert result.returncode == 0, result.stderr
    cells = [cell for sheet in openpyxl.load_workbook(few / "空.xlsx") for row in sheet.iter_rows() for cell in row]
    assert sum(str(cell.value).startswith(start) for cell in cells) >= 2
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_what_is_wrong_with_all_rows_is_told_before_anything_is_made(few: Path) -> None:
    write_table(few / "名单.xlsx", [county(1)], [*HEADS[:2], "时问", *HEADS[3:]])
    result = batch(few, "名单.xlsx", "--base", "会议.yaml", "-o", "输出")
    assert result.returncode == 1 and "没有“时问”这个槽位" in result.stderr and "“时间”" in result.stderr
    assert not (few / "输出").exists()
    (few / "会议.yaml").write_text(BASE.replace("出席:", "出度:"), encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        planned(few)
    assert [problem.place.file for problem in raised.value.problems] == ["会议.yaml"]


def test_rows_that_would_bear_one_name_are_told_before_anything_is_made(few: Path) -> None:
    write_table(few / "名单.xlsx", [county(1), county(2), county(1), county(2)])
    with pytest.raises(InvalidInput) as raised:
        planned(few, name="{县区}-{文种}-{讲话人}.docx")
    found = [problem.found for problem in raised.value.problems]
    assert "第2行和第4行" in found[0] and "第3行和第5行" in found[1]
    assert "{序号}" in raised.value.problems[0].hint
    result = batch(few, "名单.xlsx", "--base", "会议.yaml", "--name", "{县区}-{文种}.docx")
    assert result.returncode == 1 and not (few / "输出").exists()
    made(few, name="{序号}-{县区}-{文种}-{讲话人}.docx")
    assert papers(few / "输出")[0].name == "001-第1县-主持词.docx"


def test_a_cell_is_no_way_out_of_the_folder(few: Path) -> None:
    rows = [county(1), county(2)]
    rows[0][0], rows[1][0] = "../../外面", "/etc/县"
    write_table(few / "名单.xlsx", rows)
    made(few, name="{县区}/{文种}-{讲话人}.docx")
    assert all(path.is_relative_to(few / "输出") for path in few.rglob("*.docx"))
    assert len(papers(few / "输出")) == 6


def changed_files(folder: Path) -> Iterator[Path]:
    yield from (path for path in papers(folder) if path.stat().st_mtime_ns > 1_000_000_000_000_000_000)


def aged(folder: Path) -> None:
    """Make all files old, so that what is written anew shows."""
    import os

    for path in papers(folder):
        os.utime(path, (1, 1))


def test_a_second_run_makes_what_has_changed(few: Path) -> None:
    made(few)
    out = few / "输出"
    aged(out)
    again = made(few)
    assert (again.progress.made, again.progress.unchanged) == (0, 4) and not list(changed_files(out))

    rows = [county(number) for number in range(1, 5)]
    rows[1][3] = "会议中心"
    rows[3][0] = "新县"
    write_table(few / "名单.xlsx", rows)
    next(iter(papers(out / "003-第3县"))).unlink()
    outcome = made(few)
    assert (outcome.progress.made, outcome.progress.unchanged) == (3, 1)
    assert {path.parent.name for path in changed_files(out)} == {"002-第2县", "003-第3县", "004-新县"}
    assert [entry.row for entry in outcome.vanished] == [5]
    assert len(papers(out / "004-第4县")) == 3, "what vanished from the table is told and left"


@pytest.mark.parametrize("changed", ["base", "option", "template", "unit"])
def test_a_change_of_what_rows_share_makes_all_anew(few: Path, changed: str) -> None:
    made(few)
    aged(few / "输出")
    given: dict[str, object] = {}
    if changed == "base":
        (few / "会议.yaml").write_text(BASE.replace("绷紧", "拧紧"), encoding="utf-8")
    elif changed == "option":
        given["variant"] = 1
    elif changed == "unit":
        (few / "单位.yaml").write_text("简称: 县政府\n", encoding="utf-8")
    else:
        (few / "模板" / "公用").mkdir(parents=True)
        (few / "模板" / "公用" / "收束.txt").write_text("== 自己的 ==\n我就讲到这里。\n", encoding="utf-8")
    outcome = made(few, **given)
    assert outcome.progress.made == 4 and len(list(changed_files(few / "输出"))) == 12


def test_what_a_clerk_typed_into_a_file_stays(few: Path) -> None:
    made(few)
    path = papers(few / "输出" / "002-第2县")[2]
    package = zipfile.ZipFile(path)
    parts = {name: package.read(name) for name in package.namelist()}
    package.close()
    with zipfile.ZipFile(path, "w") as edited:
        for name, content in parts.items():
            edited.writestr(name, content.replace("同志们".encode(), "各位同志".encode()))
    assert hand_of(path) is Hand.EDITED
    typed = path.read_bytes()
    assert made(few).progress.unchanged == 4
    (few / "会议.yaml").write_text(BASE.replace("绷紧", "拧紧"), encoding="utf-8")
    result = batch(few, "名单.xlsx", "--base", "会议.yaml", "-o", "输出")
    assert result.returncode == 0 and path.read_bytes() == typed
    assert (path.parent / f"{path.stem}-新.docx").exists()
    assert "有人改过" in result.stderr
    assert [row[1] for row in told(few / "输出", "提示") if "有人改过" in str(row[4])] == [3]


def test_two_processes_make_the_same_files_as_one(tmp_path: Path) -> None:
    desk(tmp_path, [county(number) for number in range(1, 31)])
    assert made(tmp_path).progress.made == 30
    outcome = run(planned(tmp_path, folder=tmp_path / "两个"), lambda rows: Processes(2))
    assert outcome.progress.made == 30
    one = {path.relative_to(tmp_path / "输出"): path.read_bytes() for path in papers(tmp_path / "输出")}
    assert one == {path.relative_to(tmp_path / "两个"): path.read_bytes() for path in papers(tmp_path / "两个")}


def test_papers_can_come_back_instead_of_being_written_where_they_are_made(few: Path) -> None:
    """What a cluster without a shared folder needs: workers give bytes, the client writes them."""
    from dataclasses import replace

    began = planned(few)
    outcome = run(replace(began, setting=replace(began.setting, returned=True)), lambda rows: Here())
    assert outcome.progress.files == 12 and len(papers(few / "输出")) == 12


def test_options_of_make(few: Path) -> None:
    assert made(few, only=("讲话",), folder=few / "只").progress.files == 4
    assert made(few, formats=("txt", "docx"), folder=few / "两种").progress.files == 24
    draft = made(few, draft=True, everything=True, folder=few / "全部")
    assert draft.progress.files > 24 and not draft.gathered.wrong
    strict = batch(few, "名单.xlsx", "--base", "会议.yaml", "-o", "严", "--strict", "--report", "json")
    assert json.loads(strict.stdout)["rows"] == 4


def test_strict_keeps_back_a_row_in_which_a_check_finds_something(few: Path) -> None:
    rows = [county(1), county(2)]
    rows[1][9] = "《矿山安全监管"
    write_table(few / "名单.xlsx", rows)
    assert made(few, folder=few / "松").progress.made == 2
    outcome = made(few, folder=few / "严", strict=True)
    wrong = {row.number: problem for row, problem in outcome.gathered.problems()}
    assert set(wrong) == {3}
    assert wrong[3].place.path == "讲话.2.事项" and wrong[3].place.column == 10


def test_the_blank_table_is_filled_and_works_at_once(few: Path) -> None:
    blank = batch(few, "--template-table", "--base", "会议.yaml", "-o", "空表.xlsx")
    assert blank.returncode == 0, blank.stderr
    book = openpyxl.load_workbook(few / "空表.xlsx")
    sheet = book["名单"]
    heads = [str(cell.value) for cell in sheet[1]]
    assert heads[:4] == ["县区（必填）", "会议名称（必填）", "时间（必填）", "讲话.1.讲话人（必填）"]
    assert sheet["C1"].comment is not None and "星期不用写" in sheet["C1"].comment.text
    lists = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    occasion = heads.index("会议类型")
    assert "推进会" in str(lists[sheet.cell(1, occasion + 1).column_letter])
    assert book["说明"]["A1"].value
    written = batch(few, "空表.xlsx", "--base", "会议.yaml", "-o", "示例")
    assert written.returncode == 0 and len(papers(few / "示例")) == 3, written.stderr
    assert "没有换掉的示例" in written.stderr
    values = dict(zip(HEADS, county(7), strict=True))
    for number, head in enumerate(heads, 1):
        value = values.get(head.removesuffix("（必填）"))
        sheet.cell(2, number).value = str(value) if isinstance(value, int) else value
    book.save(few / "空表.xlsx")
    filled = batch(few, "空表.xlsx", "--base", "会议.yaml", "-o", "填好")
    assert filled.returncode == 0 and "示例" not in filled.stderr, filled.stderr
    assert papers(few / "填好")[0].parent.name == "001-第7县"
    again = batch(few, "--template-table", "-o", "空表.xlsx")
    assert again.returncode == 1 and "没有覆盖" in again.stderr


def test_the_blank_table_without_a_base_works_at_once(tmp_path: Path) -> None:
    assert batch(tmp_path, "--template-table", "-o", "空表.xlsx").returncode == 0
    result = batch(tmp_path, "空表.xlsx", "-o", "输出")
    assert result.returncode == 0, result.stderr
    assert [path.stem.split("-")[1] for path in papers(tmp_path / "输出")] == ["主持词", "讲话"]


def test_rows_that_are_numbered_and_not_yet_filled_are_none(few: Path) -> None:
    rows = [[number, *(county(number) if number < 3 else [""] * len(HEADS))] for number in range(1, 40)]
    write_table(few / "名单.xlsx", rows, ["序号", *HEADS])
    outcome = made(few)
    assert (outcome.progress.total, outcome.progress.made) == (2, 2)
    assert sorted(path.name for path in (few / "输出").iterdir() if path.name[0] != ".") == ["001-第1县", "002-第2县"]


def test_a_column_without_a_head_is_told_where_it_holds_something(few: Path) -> None:
    write_table(few / "名单.xlsx", [county(1), [*county(2), "多出来的"]])
    outcome = made(few)
    ((row, problem),) = outcome.gathered.problems()
    assert row.number == 3 and problem.found == "K列有内容，可是没有列名" and outcome.progress.made == 1


def test_rare_characters_and_a_very_long_cell(few: Path) -> None:
    rows = [county(1), county(2)]
    rows[0][0] = "𠮷林👍县"
    rows[1][9] = "长" * 30_000
    write_table(few / "名单.xlsx", rows)
    outcome = made(few)
    assert outcome.progress.made == 2
    assert "001-𠮷林👍县" in {path.parent.name for path in papers(few / "输出")}


def test_how_far_it_is_is_told_in_numbers() -> None:
    assert progress_line(320, 1000, 320, 1.5) == "320/1000 行　每秒 213 行　还要 3 秒"
    assert progress_line(500, 10_000, 100, 10.0) == "500/10000 行　每秒 10 行　还要 15 分 50 秒"
    assert progress_line(7, 10, 0, 0.0) == "7/10 行"


def test_heavy_libraries_are_imported_by_batch_alone(few: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, generator.cli, generator.commands.make, generator.pipeline;"
        "print([name for name in ('openpyxl', 'python_calamine', 'filelock') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], env=environment(few), capture_output=True, encoding="utf-8")
    assert told.stdout.strip() == "[]", told.stderr


def test_what_the_document_shows_works_as_written(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "批量.md").read_text(encoding="utf-8")
    base, mapping = (block.partition("```")[0] for block in page.split("```yaml\n")[1:])
    (tmp_path / "会议.yaml").write_text(base, encoding="utf-8")
    lines = page.partition("| 县区 |")[2].partition("\n\n")[0]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in f"| 县区 |{lines}".split("\n")]
    write_table(tmp_path / "名单.xlsx", table[2:], table[0])
    outcome = made(tmp_path)
    assert not outcome.gathered.wrong and not outcome.gathered.noticed
    assert len(papers(tmp_path / "输出")) == 4
    assert "486" in text_of(papers(tmp_path / "输出" / "001-清源县")[1])
    (tmp_path / "列名映射.yaml").write_text(mapping, encoding="utf-8")
    heads = ["县区", "会议日期", "主持人.姓名", "主持人职务", "讲话人", "联系方式"]
    row = ["清源县", "2026年11月25日 14:30", "沈洁", "县长", "林海（县委书记）", "0000-1234567"]
    write_table(tmp_path / "映射.xlsx", [row], heads)
    (tmp_path / "会议.yaml").write_text(base.partition("讲话:\n")[0] + "要点: [早准备。, 勤检查。]\n", encoding="utf-8")
    began = planned(tmp_path, table=tmp_path / "映射.xlsx", mapping=tmp_path / "列名映射.yaml")
    meeting = Bench(began.setting).details(next(began.rows())).meeting
    assert meeting.host is not None and (meeting.host.name, meeting.host.post) == ("沈洁", "县长")
    assert began.unused == ("联系方式",)
