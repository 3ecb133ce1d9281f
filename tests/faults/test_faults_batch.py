"""Tables that are no tables, and disks that fill up under a batch.

Killed processes, two runs at once and formulas in cells are in `test_batch_stopped` and `test_batch`.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from child import jianggao, kept, leftovers, told, word_text

sys.path.insert(0, str(Path(__file__).parents[1]))

from batch_tables import county, desk

BATCH = ("--base", "会议.yaml", "-o", "输出", "--jobs", "1")


def workbook(sheet: str) -> bytes:
    """A workbook of one sheet, whose XML is given."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types xmlns='{package}/content-types'/>")
        archive.writestr(
            "_rels/.rels",
            f"<Relationships xmlns='{package}/relationships'><Relationship Id='a' Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        )
        archive.writestr(
            "xl/workbook.xml",
            f"<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='甲' sheetId='1' r:id='b'/></sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f"<Relationships xmlns='{package}/relationships'><Relationship Id='b' Type='{office}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet xmlns='{main}'><sheetData>{sheet}</sheetData></worksheet>"
        )
    return out.getvalue()


def cell(place: str, text: str) -> str:
    return f"<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>"


TABLES = {
    "a bomb.xlsx": lambda: workbook("<row r='1'>" + cell("A1", " " * 400_000_000) + "</row>"),
    "a cell at the end of the sheet.xlsx": lambda: workbook(
        f"<row r='1'>{cell('A1', '县区')}</row><row r='1048576'>{cell('XFD1048576', '甲')}</row>"
    ),
    "cut.xlsx": lambda: workbook(f"<row r='1'>{cell('A1', '县区')}</row>")[:500],
    "NUL.csv": lambda: "县区,会议名称\n甲\0县,会议\n".encode(),
    "open quote.csv": lambda: ('县区,会议名称\n"' + "甲" * 3_000_000).encode(),
    "a long line.jsonl": lambda: ('{"县区": "' + "甲" * 3_500_000 + '"}\n').encode(),
    "deep.jsonl": lambda: b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "no end.jsonl": lambda: b'{"a": ' * 100_000,
    "a number.jsonl": lambda: b'{"a": ' + b"9" * 100_000 + b"}\n",
    "picture.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(500),
    "empty.csv": lambda: b"",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_none(name: str, tmp_path: Path) -> None:
    folder = desk(tmp_path, [county(1)])
    (folder / name).write_bytes(TABLES[name]())
    told(jianggao("batch", name, *BATCH, cwd=folder))
    assert not list(folder.rglob("*.docx"))
    assert not leftovers(folder)


def test_a_disk_that_is_full_leaves_what_was_made_and_tells(tmp_path: Path) -> None:
    folder = desk(tmp_path, [county(number) for number in range(1, 4)])
    assert jianggao("batch", "名单.xlsx", *BATCH, cwd=folder).code == 0
    before = {name: data for name, data in kept(folder).items() if name.endswith(".docx")}
    base = (folder / "会议.yaml").read_text(encoding="utf-8")
    (folder / "会议.yaml").write_text(base.replace("绷紧这根弦", "绷紧这根弦，抓好落实"), encoding="utf-8")
    told(jianggao("batch", "名单.xlsx", *BATCH, cwd=folder, file_size=3_000))
    assert {name: data for name, data in kept(folder).items() if name.endswith(".docx")} == before
    assert not leftovers(folder)
    again = jianggao("batch", "名单.xlsx", *BATCH, cwd=folder)
    assert again.code == 0, again.err
    assert all("抓好落实" in word_text(path) for path in folder.glob("输出/*讲话-林海*.docx"))


MEETINGS = ("--only", "讲话", "--format", "txt", "-o", "输出", "--jobs", "1")


def meetings(folder: Path, points: Sequence[str]) -> Path:
    """A folder with 名单.csv: a meeting a row, with these points."""
    rows = [f"{number}县防汛会议,2026年6月10日,韩冰（副县长）,{text}" for number, text in enumerate(points, 1)]
    table = "\n".join(["会议名称,时间,讲话.讲话人,讲话.要点", *rows])
    (folder / "名单.csv").write_text(table, encoding="utf-8")
    return folder


def check_completed(folder: Path, rows: int) -> None:
    """That the rest is made when there is room again, and nothing twice."""
    made = len(list(folder.glob("输出/*/*.txt")))
    again = jianggao("batch", "名单.csv", *MEETINGS, cwd=folder)
    assert again.code == 0 and made <= rows, again.said
    assert len(list(folder.glob("输出/*/*.txt"))) == rows and not leftovers(folder)
    assert f"{rows} 行没有变" in jianggao("batch", "名单.csv", *MEETINGS, cwd=folder).out


def test_a_disk_that_has_room_again_does_not_set_going_what_it_halted(tmp_path: Path) -> None:
    """Three rows after one another are refused; of those in hand with them one is made, and one refused again."""
    long = "；".join(f"第{number}件事要抓紧办好，责任到人" for number in range(1, 99))
    short = "早准备；勤检查"
    folder = meetings(tmp_path, [long, long, long, short, long, *[short] * 15])
    full = jianggao("batch", "名单.csv", *MEETINGS, cwd=folder, file_size=4_000)
    told(full)
    assert "写不下去，停在这里" in full.err and "还有 15 行没有写" in full.err
    assert [path.parent.name for path in folder.glob("输出/*/*.txt")] == ["004-4县防汛会议"]
    check_completed(folder, 20)


def test_a_record_that_cannot_be_written_halts_the_batch(tmp_path: Path) -> None:
    """Every paper is smaller than a file may be, and the record of them all is not."""
    folder = meetings(tmp_path, ["早准备；勤检查"] * 20)
    full = jianggao("batch", "名单.csv", *MEETINGS, cwd=folder, file_size=2_500)
    told(full)
    assert "写不下去，停在这里：记不下写到哪里了" in full.err
    check_completed(folder, 20)
