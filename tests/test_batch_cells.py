"""Cells arrive as the clerk saw them; heads are found and understood; a row is woven into the base."""

from __future__ import annotations

import struct
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.batch.cells import cleaned
from generator.batch.heads import Known, find_heads, plain_head, read_columns
from generator.batch.naming import parse_pattern, usual_pattern
from generator.batch.plain_table import CsvTable, JsonlTable
from generator.batch.records import Column, Row, letters
from generator.batch.shown import exact, shown
from generator.batch.targets import all_targets, parse_target
from generator.batch.weaving import Weaver
from generator.batch.workbook import Workbook
from generator.details import Ground, common_slots
from generator.problems import InvalidInput, Place
from generator.rendering.folders import shelf_for
from generator.slots.registry import Problems
from generator.yaml_source.load import Fields, parse_yaml, plain

SLOTS = Ground(shelf_for(None)).slots()


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (931.0, "0000", "0931"),
        (312.0, "General", "312"),
        (0.1 + 0.2, "General", "0.3"),
        (13800138000.0, "General", "13800138000"),
        (0.125, "0.0%", "12.5%"),
        (1234567.0, "#,##0", "1,234,567"),
        (1234.5, '#,##0.00"万元"', "1,234.50万元"),
        (2500.0, '0"字"', "2500字"),
        (-3.0, "0_ ;[Red]-0", "-3"),
        (3.14, "0.##", "3.14"),
        (True, "General", "是"),
        (46351.0, 'yyyy"年"m"月"d"日";@', "2026年11月25日"),
        (46351.6041666667, "yyyy/m/d h:mm", "2026/11/25 14:30"),
        (datetime(2026, 11, 25, 14, 30), "General", "2026年11月25日 14:30"),
        (datetime(2026, 11, 25), "yyyy-mm-dd", "2026-11-25"),
        (datetime(2026, 11, 25, 14, 5), "h:mm AM/PM", "2:05 下午"),
        (date(2026, 11, 25), "[$-804]aaaa;@", "星期三"),
        (time(9, 5), "h:mm", "9:05"),
        ("文字", "0.00", "文字"),
        (None, "General", ""),
        (20261125.0, "yyyy/m/d", "20261125"),
        (-5.0, "yyyy/m/d", "-5"),
        (2958465.0, "yyyy/m/d", "9999/12/31"),
    ],
)
def test_a_value_is_shown_as_the_table_program_shows_it(value: object, form: str, seen: str) -> None:
    assert shown(value, form) == seen


def test_a_date_whose_format_leaves_out_the_year_is_whole_where_a_date_is_wanted() -> None:
    day = date(2026, 11, 25)
    assert shown(day, 'm"月"d"日"') == "11月25日"
    assert exact(day, 'm"月"d"日"') == exact(46351.0, 'm"月"d"日"') == "2026年11月25日"


def test_what_nobody_sees_goes_and_what_cannot_be_printed_is_told() -> None:
    assert cleaned("\ufeff 三楼\u200b会议室\u3000\n", 1) == ("三楼会议室", None)
    assert cleaned("一行\r\n二行", 1)[0] == cleaned("一行_x000D_\n二行", 1)[0] == "一行\n二行"
    text, fault = cleaned("三楼\x07会议室", 4)
    assert text == "三楼·会议室" and fault is not None and fault.column == 4 and "U+0007" in fault.found
    assert cleaned("𠮷林县👍", 1) == ("𠮷林县👍", None)


@pytest.mark.parametrize(
    ("head", "target"),
    [
        ("会议名称", ("会议名称",)),
        ("主持人.职务", ("主持人", "职务")),
        ("主持人．职务", ("主持人", "职务")),
        ("讲话.要点", ("讲话", 1, "要点")),
        ("讲话.2.讲话人.职务", ("讲话", 2, "讲话人", "职务")),
        ("讲话[1].要点[2].标题", ("讲话", 1, "要点", 2, "标题")),
        ("数据.隐患数", ("数据", "隐患数")),
        ("通知.回执截止", ("通知", "回执截止")),
        ("单位", ("单位",)),
        ("讲话", None),
        ("数据", None),
        ("县区", None),
        ("主持人.电话", None),
        ("讲话.0.要点", None),
    ],
)
def test_a_head_names_a_slot(head: str, target: object) -> None:
    assert parse_target(head, SLOTS) == target


def test_every_name_that_is_offered_is_understood() -> None:
    names = list(all_targets(SLOTS))
    assert len(names) > 80 and all(parse_target(name, SLOTS) is not None for name in names)


def test_marks_of_what_must_be_filled_are_no_part_of_a_head() -> None:
    assert plain_head(" 会议 名称（必填）\n") == plain_head("会议名称*") == "会议名称"


def sheet(path: Path, rows: list[list[Any]], merged: tuple[str, ...] = ()) -> Workbook:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    for row in rows:
        first.append(row)
    for one in merged:
        first.merge_cells(one)
    book.save(path)
    return Workbook(path)


def heads_of(table: Workbook | CsvTable | JsonlTable, **known: Any) -> tuple[tuple[str, ...], int]:
    found = find_heads(table, Known(SLOTS, **known))
    return tuple(head for head in found.labels if head), found.last_row


def test_a_title_above_the_heads_is_passed_over(tmp_path: Path) -> None:
    rows = [
        ["全省安全生产会议安排表", "", ""],
        ["", "", ""],
        ["会议名称", "时间", "地点"],
        ["甲会", "2026-1-5", "乙地"],
    ]
    table = sheet(tmp_path / "a.xlsx", rows, ("A1:C1",))
    assert heads_of(table) == (("会议名称", "时间", "地点"), 3)


def test_heads_of_two_rows_are_joined_where_the_upper_one_is_merged(tmp_path: Path) -> None:
    rows = [["会议名称", "主持人", "", "时间"], ["", "姓名", "职务", ""], ["甲会", "沈洁", "县长", "2026-1-5"]]
    table = sheet(tmp_path / "a.xlsx", rows, ("B1:C1", "A1:A2", "D1:D2"))
    assert heads_of(table) == (("会议名称", "主持人.姓名", "主持人.职务", "时间"), 2)


def test_heads_of_two_rows_are_joined_also_where_the_file_does_not_say_what_is_merged(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("各县安排,,,\n会议名称,主持人,,时间\n,姓名,职务,\n甲会,沈洁,县长,2026-1-5\n", encoding="utf-8")
    assert heads_of(CsvTable(path)) == (("会议名称", "主持人.姓名", "主持人.职务", "时间"), 3)
    path.write_text("会议名称,主持人,,时间\n甲会,沈洁,县长,2026-1-5\n", encoding="utf-8")
    assert heads_of(CsvTable(path)) == (("会议名称", "主持人", "时间"), 1)


def columns_of(labels: list[str], known: Known, path: Path) -> tuple[Column, ...]:
    table = sheet(path, [labels, ["x"] * len(labels)])
    heads = find_heads(table, known)
    return read_columns(heads, known, lambda number, head: Place("名单.xlsx", heads.last_row, number, path=head))


def test_a_head_that_means_nothing_is_told_with_what_was_meant(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        columns_of(["会议名称", "主特人", "讲话", "时间"], Known(SLOTS), tmp_path / "a.xlsx")
    wrong, group = raised.value.problems
    assert wrong.found == "没有“主特人”这个槽位" and "主持人" in wrong.hint and "主特人: 不用" in wrong.hint
    assert wrong.place.column == 2 and "讲话.1.讲话人" in group.expected


def test_two_columns_for_one_slot_are_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        columns_of(["时间", "会议时间", "时间"], Known(SLOTS, mapping={"会议时间": "时间"}), tmp_path / "a.xlsx")
    assert [problem.code for problem in raised.value.problems] == ["B11", "B11"]


def test_a_mapping_names_slots_and_puts_columns_aside(tmp_path: Path) -> None:
    known = Known(SLOTS, mapping={"会议日期": "时间", "主持人职务": "主持人.职务", "联系方式": "不用"})
    columns = columns_of(["会议日期", "主持人职务", "联系方式", "备注"], known, tmp_path / "a.xlsx")
    assert [column.target for column in columns if column.used] == [("时间",), ("主持人", "职务")]
    with pytest.raises(InvalidInput) as raised:
        columns_of(["时间"], Known(SLOTS, mapping={"会议日期": "时间"}), tmp_path / "b.xlsx")
    assert "表里没有这一列" in raised.value.problems[0].found


def test_words_of_ones_own_figures_of_the_base_and_names_of_files_are_columns(tmp_path: Path) -> None:
    known = Known(SLOTS, figures=["隐患数"], words=["县区"], named=["编号"])
    columns = columns_of(["县区", "隐患数", "编号", "序号"], known, tmp_path / "a.xlsx")
    assert [column.target for column in columns] == [(), ("数据", "隐患数"), (), ()]


def woven(base: str, cells: dict[str, str], words: tuple[str, ...] = ()) -> dict[str, Any]:
    """The whole details that come of a base and one row, as plain data."""
    root = parse_yaml(base, "会议.yaml").root or Fields((), Place())
    assert isinstance(root, Fields)
    columns = tuple(Column(head, i, parse_target(head, SLOTS) or ()) for i, head in enumerate(cells, 1))
    weaver = Weaver(root, columns, SLOTS, "名单.xlsx")
    problems: Problems = []
    fields = weaver.weave(Row(2, 1, tuple(cells.values())), problems)
    assert not problems
    whole: dict[str, Any] = {**plain(weaver.fixed), **plain(fields)}
    return whole


def test_a_cell_goes_over_the_base_and_an_empty_one_leaves_it() -> None:
    base = "地点: 县政府\n时间: 2026-1-5\n"
    assert woven(base, {"地点": "会议中心", "时间": ""}) == {"地点": "会议中心", "时间": "2026-1-5"}


@pytest.mark.parametrize("host", ["主持人: 王芳（县委副书记）", "主持人: {姓名: 王芳, 职务: 县委副书记}"])
def test_a_part_of_a_person_is_changed_alone(host: str) -> None:
    assert woven(host, {"主持人.职务": "县长"}) == {"主持人": {"姓名": "王芳", "职务": "县长"}}
    assert woven(host, {"主持人": "沈洁（县长）"}) == {"主持人": "沈洁（县长）"}
    assert woven(host, {"主持人": "沈洁", "主持人.职务": "县长"}) == {"主持人": {"姓名": "沈洁", "职务": "县长"}}


def test_a_name_alone_changes_the_name_and_not_what_is_said_beside_it() -> None:
    base = "单位: {全称: 甲县人民政府, 自称: 我县}\n数据: {隐患数: {值: 1, 旧值: 2}}\n"
    said = woven(base, {"单位": "乙县人民政府", "数据.隐患数": "3"})
    assert said == {"单位": {"全称": "乙县人民政府", "自称": "我县"}, "数据": {"隐患数": {"值": "3", "旧值": "2"}}}


def test_an_entry_of_a_list_is_filled_and_keeps_the_rest() -> None:
    base = "讲话:\n  - {讲话人: 林海, 要点: [甲。, 乙。]}\n"
    speeches = woven(base, {"讲话.1.讲话人": "沈洁（县长）", "讲话.2.讲话人": "叶青", "讲话.2.方式": "发言"})["讲话"]
    assert speeches == [
        {"讲话人": "沈洁（县长）", "要点": ["甲。", "乙。"]},
        {"讲话人": "叶青", "方式": "发言"},
    ]


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("早准备；勤检查；守到位", ["早准备", "勤检查", "守到位"]),
        ("早准备。；勤检查。", ["早准备。", "勤检查。"]),
        ("各乡镇要摸清底数；各部门要压实责任。", "各乡镇要摸清底数；各部门要压实责任。"),
        ("第一点，甲；乙。\n第二点。", ["第一点，甲；乙。", "第二点。"]),
    ],
)
def test_points_are_parted_at_lines_and_never_inside_a_paragraph(cell: str, points: object) -> None:
    assert woven("", {"要点": cell})["要点"] == points


def test_lists_are_parted_at_semicolons_and_lines() -> None:
    assert woven("", {"要求": "责任落实；督导检查"}) == {"要求": ["责任落实", "督导检查"]}
    present = woven("", {"出席": "林海（县委书记）；沈洁（县委副书记、县长）\n高原（局长）"})["出席"]
    assert present == ["林海（县委书记）", "沈洁（县委副书记、县长）", "高原（局长）"]
    assert woven("", {"通知.要求": "带好材料；提前到场"}) == {"通知": {"要求": ["带好材料", "提前到场"]}}
    assert woven("", {"讲话.1.层次": "一、；（一）"})["讲话"][0]["层次"] == ["一、", "（一）"]


def test_a_word_of_ones_own_is_filled_in_wherever_the_base_says_it() -> None:
    base = "会议名称: 【县区】工作会议\n单位: {全称: 【县区】人民政府}\n时间: 2026年11月【日】日\n"
    said = woven(base, {"县区": "甲县", "日": "25", "地点": "【县区】会议中心"})
    assert said["会议名称"] == "甲县工作会议" and said["单位"] == {"全称": "甲县人民政府"}
    assert said["时间"] == "2026年11月25日" and said["地点"] == "甲县会议中心"


def test_files_are_named_by_the_pattern_and_never_outside_the_folder() -> None:
    pattern = parse_pattern("{县区}/{文种}-{讲话人}.docx", ["县区", "文种", "讲话人"], ["docx"])
    cells = {"县区": "../../etc", "文种": "主持词", "讲话人": ""}
    assert pattern.name(cells.__getitem__) == "／..／etc/主持词"
    assert pattern.name({**cells, "县区": ".."}.__getitem__) == "未命名/主持词"
    assert pattern.name({**cells, "县区": "CON"}.__getitem__) == "_CON/主持词"
    assert pattern.name({**cells, "县区": "C:\\x\n<y>"}.__getitem__) == "C：＼x ＜y＞/主持词"
    for wrong in ("../{县区}", "/{县区}", "C:{县区}", "a\\{县区}", "{县区}//x", "没有列", "{县区", "{县城}"):
        with pytest.raises(InvalidInput):
            parse_pattern(wrong, ["县区"], ["docx"])
    assert usual_pattern("县区") == "{序号}-{县区}/{会议名称}-{文种}-{讲话人}"


def test_letters_of_columns() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_is_read_in_any_encoding(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "名单.csv"
    rows = [["会议名称", "地点"], ["甲会", '"三楼\n会议室"'], ["", ""], ["乙会", "0931"]]
    path.write_text("\r\n".join(mark.join(row) for row in rows), encoding=encoding, newline="")
    table = CsvTable(path)
    assert heads_of(table) == (("会议名称", "地点"), 1)
    assert [row.cells for row in table.rows()][1:] == [("甲会", "三楼\n会议室"), ("乙会", "0931")]


def test_a_line_of_json_may_be_nested_and_keeps_numbers_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "名单.jsonl"
    path.write_text('{"会议名称": "甲会", "数据": {"数": 1.50}, "要点": ["甲", "乙"], "讲话": null}\n\n{"地点": "x"}\n')
    table = JsonlTable(path)
    assert heads_of(table)[0] == ("会议名称", "数据.数", "要点.1", "要点.2", "地点")
    assert [row.cells for row in table.rows()] == [("甲会", "1.50", "甲", "乙", ""), ("", "", "", "", "x")]
    assert [row.number for row in table.rows()] == [1, 3]
    path.write_text('{"会议名称": "甲会"\n')
    with pytest.raises(InvalidInput):
        JsonlTable(path)


def test_formats_and_sheets_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "底账"
    book.worksheets[0].sheet_state = "hidden"
    book.worksheets[0].append(["会议名称"])
    second, third = book.create_sheet("名单"), book.create_sheet("另一个")
    third.append(["会议名称"])
    second.append(["会议名称", "时间", "通知.电话", "篇幅"])
    second.append(["甲会", datetime(2026, 11, 25, 14, 30), 931, 2500])
    second["B2"].number_format = 'm"月"d"日"'
    second["C2"].number_format = "0000"
    second.append([None, None, None, None])
    path = tmp_path / "a.xlsx"
    book.save(path)
    table = Workbook(path)
    assert (table.sheet, table.others) == ("名单", ("另一个",))
    rows = list(table.rows(frozenset({2})))
    assert [row.cells for row in rows][1:] == [("甲会", "2026年11月25日 14:30", "0931", "2500")]
    assert Workbook(path, "底账").sheet == "底账"
    with pytest.raises(InvalidInput) as raised:
        Workbook(path, "名表")
    assert "名单" in raised.value.problems[0].hint


@pytest.mark.filterwarnings("error")
def test_a_number_in_a_column_of_dates_that_is_no_date_is_told_at_its_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["会议名称", "时间"])
    for typed in (20261125, 46351):
        sheet.append(["甲会", typed])
        sheet.cell(sheet.max_row, 2).number_format = "yyyy/m/d"
    book.save(tmp_path / "a.xlsx")
    _, wrong, right = Workbook(tmp_path / "a.xlsx").rows(frozenset({2}))
    assert [(fault.column, fault.written) for fault in wrong.faults] == [(2, "20261125")]
    assert (right.cells, right.faults) == (("甲会", "2026年11月25日"), ())


def test_a_quote_that_is_never_closed_takes_no_row_with_it(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text('会议名称,地点\n甲会,三楼\n乙会,"四楼\n丙会,五楼\n', encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        list(CsvTable(path).rows())
    assert (raised.value.problems[0].code, raised.value.problems[0].place.line) == ("B01", 3)
    path.write_text('会议名称,地点\n甲会,人称"三楼"的地方\n乙会,"""四楼"""\n', encoding="utf-8")
    assert [row.cells[1] for row in CsvTable(path).rows()] == ["地点", '人称"三楼"的地方', '"四楼"']


def locked_workbook() -> bytes:
    """The shell in which a workbook with a password lies: a compound file with a stream EncryptedPackage."""
    end, free, fat = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", fat, end, *[free] * 126)

    def entry(name: str, kind: int, child: int) -> bytes:
        text = name.encode("utf-16-le")
        sizes = struct.pack("<HBB3I", len(text) + 2 if name else 0, kind, 1, free, free, child)
        return text.ljust(64, b"\0") + sizes + bytes(36) + struct.pack("<IQ", end, 0)

    return head + table + entry("Root Entry", 5, 1) + entry("EncryptedPackage", 2, free) + entry("", 0, free) * 2


def test_a_workbook_with_a_password_is_told_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(locked_workbook())
    with pytest.raises(InvalidInput) as raised:
        Workbook(tmp_path / "a.xlsx")
    assert "密码" in raised.value.problems[0].found


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(InvalidInput) as raised:
        Workbook(path)
    assert raised.value.problems[0].code == "B01"


def test_slots_of_every_meeting_have_a_target() -> None:
    assert {slot.name for slot in common_slots(shelf_for(None))} <= set(SLOTS)
