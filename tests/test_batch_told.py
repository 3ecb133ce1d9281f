"""What `jianggao batch` tells a clerk of her table and of what earlier runs left: every word of it can be followed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from batch_tables import BASE, HEADS, batch, county, desk, papers, told, write_table
from docx import Document

from generator.batch.planning import Order, plan
from generator.batch.pool import Here
from generator.batch.running import Outcome, run
from generator.problems import InvalidInput


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


def test_papers_that_were_not_asked_for_this_time_are_not_called_renamed(few: Path) -> None:
    assert batch(few, "名单.xlsx", "--base", "会议.yaml").returncode == 0
    result = batch(few, "名单.xlsx", "--base", "会议.yaml", "--only", "讲话")
    assert result.returncode == 0
    assert "这次没有要这个文种" in result.stdout and "主持词" in result.stdout and "用不着了再删" in result.stdout


def test_a_row_that_got_wrong_is_told_to_have_an_old_paper_in_the_folder(few: Path) -> None:
    made(few)
    rows = [county(number) for number in range(1, 4)]
    rows[1][2] = "2026年8月32日"
    write_table(few / "名单.xlsx", rows)
    outcome = made(few)
    old = sorted(path.relative_to(few / "输出").as_posix() for path in papers(few / "输出" / "002-第2县"))
    assert outcome.progress.wrong == 1 and sorted(outcome.outdated) == old and len(old) == 3
    told = batch(few, "名单.xlsx", "--base", "会议.yaml").stdout
    assert "还是上次的稿子，先别用（共 3 个文件）" in told and old[0] in told
    write_table(few / "名单.xlsx", [county(number) for number in range(1, 4)])
    assert made(few).outdated == []


def told_of(outcome: Outcome) -> list[tuple[int, int, str, str]]:
    """Row, column, code and hint of every problem."""
    return [(row.number, one.place.column, one.code, one.hint) for row, one in outcome.gathered.problems()]


def test_what_a_row_lacks_is_told_at_its_own_cell_with_what_to_do_there(few: Path) -> None:
    rows = [county(number) for number in range(1, 4)]
    rows[1][5] = ""
    write_table(few / "名单.xlsx", rows)
    assert told_of(made(few)) == [(3, 6, "D30", "填上这一格；先看草稿，加上 --draft")]


def test_what_no_column_gives_is_told_with_the_column_to_add(few: Path) -> None:
    heads = ["县区", "会议名称", "时间", "地点"]
    write_table(few / "名单.xlsx", [county(1)[:4]], heads)
    ((row, column, code, hint),) = told_of(made(few, only=("讲话",)))
    assert (row, column, code) == (2, 0, "D30") and "表里加一列“讲话.1.讲话人”" in hint


def test_an_empty_cell_of_ones_own_is_told_once_and_is_a_hole_in_a_draft(few: Path) -> None:
    (few / "会议.yaml").write_text(BASE.replace("要绷紧", "有事打电话【电话】，要绷紧"), encoding="utf-8")
    rows = [[*county(number), "0931-8221234" if number != 2 else ""] for number in range(1, 4)]
    write_table(few / "名单.xlsx", rows, [*HEADS, "电话"])
    assert [(row, column, code) for row, column, code, _ in told_of(made(few))] == [(3, 11, "B20")]
    outcome = made(few, draft=True, formats=("txt",), folder=few / "草稿")
    assert outcome.progress.wrong == 0
    (speech,) = (few / "草稿" / "002-第2县").glob("*讲话-林海.txt")
    assert "有事打电话【待补：电话】，" in speech.read_text(encoding="utf-8-sig")


def test_ordinals_of_ones_own_stand_in_the_order_of_the_table(few: Path) -> None:
    write_table(few / "名单.xlsx", [[number, *county(number)] for number in (2, 10, 300)], ["序号", *HEADS])
    made(few)
    assert [path.name for path in sorted((few / "输出").glob("*县"))] == ["002-第2县", "010-第10县", "300-第300县"]


def test_papers_that_are_not_made_name_no_command_of_another(few: Path) -> None:
    outcome = made(few, everything=True)
    hints = {one.problem.hint for one in outcome.gathered.noticed.values() if one.problem.code == "D32"}
    assert hints == {"填上就会写；先看草稿，加上 --draft"}


@pytest.mark.parametrize(("option", "asked"), [("--only", "讲化"), ("--layout", "大字")])
def test_a_genre_or_layout_that_there_is_not_is_told_once(few: Path, option: str, asked: str) -> None:
    result = batch(few, "名单.xlsx", "--base", "会议.yaml", option, asked)
    assert result.returncode == 1 and result.stderr.count(f"“{asked}”") == 1 and "共 1 处要改" in result.stderr
    assert not (few / "输出").exists()


def test_places_are_said_as_the_table_program_shows_them(few: Path) -> None:
    write_table(few / "名单.xlsx", [county(1)], ["县区", "会议名", *HEADS[2:]])
    assert "名单.xlsx［名单］第1行“会议名”列（B1）  B10" in batch(few, "名单.xlsx", "--base", "会议.yaml").stderr
    write_table(few / "名单.xlsx", [county(1)], ["县区", "会议名", *HEADS[2:-1], "一列"])
    several = batch(few, "名单.xlsx", "--base", "会议.yaml").stderr
    assert several.index("（B1）") < several.index("（J1）"), "in the order of the table"
    write_table(few / "名单.xlsx", [county(1), county(1)])
    told = batch(few, "名单.xlsx", "--base", "会议.yaml", "--name", "{县区}-{文种}").stderr
    assert "名单.xlsx［名单］第3行  B32  第2行和第3行" in told
    (few / "名单.csv").write_text("县区,地点\n一县,礼堂,三楼\n", encoding="utf-8")
    assert "名单.csv第2行C列（C2）  B21" in batch(few, "名单.csv", "--base", "会议.yaml").stderr


def test_a_place_in_the_base_is_no_cell(few: Path) -> None:
    text = (few / "会议.yaml").read_text(encoding="utf-8")
    (few / "会议.yaml").write_text(text.replace("要绷紧", "按【文号】的要求绷紧"), encoding="utf-8")
    told = batch(few, "名单.xlsx", "--base", "会议.yaml").stderr
    assert "会议.yaml:12:43" in told and "（共 3 行）" in told and "列（" not in told


def test_a_row_that_sums_up_the_others_is_none(few: Path) -> None:
    total = ["合 计", *[""] * 5, "=SUM(G2:G3)", "", "", ""]
    write_table(few / "名单.xlsx", [county(1), county(2), total])
    outcome = made(few)
    assert (outcome.progress.made, outcome.progress.wrong) == (2, 0)


def test_a_table_of_words_of_ones_own_without_a_base_is_told_what_was_forgotten(few: Path) -> None:
    told = batch(few, "名单.xlsx").stderr
    assert "没有“县区”这个槽位" in told and "运行时加上 --base 会议.yaml" in told
    assert "运行时加上 --base" not in batch(few, "名单.xlsx", "--base", "会议.yaml").stderr


def test_rows_that_were_renumbered_are_told_why_and_every_file_left_over_is_listed(tmp_path: Path) -> None:
    desk(tmp_path, [county(number) for number in range(1, 14)])
    options = ("名单.xlsx", "--base", "会议.yaml", "--only", "讲话")
    assert batch(tmp_path, *options).returncode == 0
    own = next(iter(papers(tmp_path / "输出" / "005-第5县")))
    document = Document(str(own))
    document.paragraphs[4].add_run("这一句是自己加的。")
    document.save(str(own))
    write_table(tmp_path / "名单.xlsx", [county(number) for number in range(1, 14) if number != 2])
    result = batch(tmp_path, *options)
    assert "在表里加一列“序号”" in result.stdout and "…… 等 12 项，全部列在 输出/问题.xlsx" in result.stdout
    sheet = openpyxl.load_workbook(tmp_path / "输出" / "问题.xlsx")["不用的文件"]
    listed = {str(row[0]): row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert len(listed) == 12 and [name for name, said in listed.items() if said != "没有"] == [
        own.relative_to(tmp_path / "输出").as_posix()
    ]
    write_table(tmp_path / "名单.xlsx", [county(number) for number in range(1, 13) if number != 2])
    assert "加一列“序号”" in batch(tmp_path, *options).stdout, "as long as the files are there"


def test_whoever_changes_a_number_of_her_own_is_not_told_to_add_numbers(few: Path) -> None:
    heads = ["序号", *HEADS]
    write_table(few / "名单.xlsx", [[number, *county(number)] for number in range(1, 4)], heads)
    assert batch(few, "名单.xlsx", "--base", "会议.yaml").returncode == 0
    write_table(few / "名单.xlsx", [[number + 10, *county(number)] for number in range(1, 4)], heads)
    told = batch(few, "名单.xlsx", "--base", "会议.yaml").stdout
    assert "改了序号" in told and "加一列" not in told


def test_a_day_that_lost_its_format_is_told_as_the_day_it_is(few: Path) -> None:
    rows = [county(1), county(2)]
    rows[1][2] = 46266
    write_table(few / "名单.xlsx", rows)
    ((row, column, code, hint),) = told_of(made(few))
    assert (row, column, code) == (3, 3, "B21") and "是 2026年9月1日，就把这一格的格式改成“日期”" in hint


def test_rows_that_only_the_speaker_tells_apart_would_share_the_host_script(few: Path) -> None:
    rows = [county(1), county(2)]
    rows[1][5] = "赵强（县长）"
    write_table(few / "名单.xlsx", rows)
    with pytest.raises(InvalidInput, match="第2行和第3行，没有讲话人的稿子"):
        made(few, name="{讲话人}")
    assert not (few / "输出").exists()
    assert made(few, name="{讲话人}", only=("讲话",)).progress.files == 2


def test_a_table_that_got_another_name_is_told_to_get_its_own_back(few: Path) -> None:
    made(few)
    (few / "名单.xlsx").rename(few / "名单改.xlsx")
    with pytest.raises(InvalidInput, match=r"“名单.xlsx”写的同名文件(.|\n)*改回原来的名称"):
        made(few, table=few / "名单改.xlsx")


def test_what_is_wrong_with_the_base_is_told_before_a_table_of_it_is_filled(few: Path) -> None:
    (few / "会议.yaml").write_text(BASE.replace("主要任务", "主要认务"), encoding="utf-8")
    result = batch(few, "--template-table", "--base", "会议.yaml", "-o", "空表.xlsx")
    assert result.returncode == 1 and "没有“主要认务”这个字段" in result.stderr and not (few / "空表.xlsx").exists()


def test_rows_that_say_the_same_are_told_and_made_all_the_same(few: Path) -> None:
    rows = [county(1), county(2), county(1), county(1), county(3)]
    numbered = [[f"{number}号", *row] for number, row in enumerate(rows, 1)]
    write_table(few / "名单.xlsx", numbered, ["序号", *HEADS])
    result = batch(few, "名单.xlsx", "--base", "会议.yaml", "-o", "输出")
    assert result.returncode == 0 and "写好了 5 行、15 个文件" in result.stdout
    assert "名单.xlsx［名单］第4行" in result.stderr
    assert "和第2行每一格都一样，写出来是两套一样的稿子（共 2 行）" in result.stderr
    assert [row[1:3] for row in told(few / "输出", "提示")] == [(4, 2)]
    again = batch(few, "名单.xlsx", "--base", "会议.yaml", "-o", "输出")
    assert "5 行没有变" in again.stdout and "和第2行每一格都一样" in again.stderr


def test_rows_that_differ_in_one_cell_are_not_told_as_the_same(few: Path) -> None:
    rows = [county(1), county(1)]
    rows[1][3] = "县政府四楼会议室"
    write_table(few / "名单.xlsx", rows)
    assert not [one for one in made(few).gathered.findings() if one.problem.code == "B23"]


def test_rows_that_differ_only_in_how_their_names_part_are_told_before_anything_is_made(few: Path) -> None:
    rows = [[*county(1)], [*county(2)], [*county(3)]]
    rows[0][1], rows[0][5] = "甲会", "李明（县长）"
    rows[1][1], rows[1][5] = "甲会-李明", ""
    write_table(few / "名单.xlsx", rows)
    with pytest.raises(InvalidInput, match="第2行和第3行"):
        made(few, name="{会议名称}-{讲话人}")
    assert not (few / "输出").exists()
