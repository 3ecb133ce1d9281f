"""Characters, pages and minutes of a paper; the meeting's timetable, and what does not fit in it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli
from generator.details import load_details, parse_details
from generator.paper.layout import Layout, Properties, parse_layout
from generator.paper.page_plan import Turn, plan_pages
from generator.paper.profiles import layout_named
from generator.paper.typeset import row_ends, setting
from generator.paper.word import write_docx
from generator.pipeline import Workshop, papers_called
from generator.problems import Problem
from generator.text.lines import CELL, Kind, Line, parse_line, parse_lines
from generator.timing.stats import Stats, measure
from generator.timing.timetable import Timetable, check_timetable, make_timetable, minutes

EXAMPLES = Path(__file__).parent.parent / "examples"
CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "clean"
OFFICIAL = Layout()
SPEECH = """在全县工作会议上的讲话
（2026年12月20日）
同志们：
今天开一个短会。下面，我讲两点意见。
一、抓好生产
今年增长3.78%。明年要更好。
二、守住安全
一天也不能松。
我就讲这些，谢谢大家。"""


def stats_of(text: str, rate: float = 0) -> Stats:
    return measure(text, "稿", OFFICIAL, parse_lines(text), rate=rate)


def test_the_sections_of_a_speech_are_its_text_from_the_salutation_on() -> None:
    stats = stats_of(SPEECH)
    assert [part.name for part in stats.sections] == ["开头", "一、抓好生产", "二、守住安全", "结尾"]
    spoken = SPEECH.split("\n", 2)[2]
    assert sum(part.characters for part in stats.sections) == len(spoken.replace("\n", ""))
    assert stats.characters == len(SPEECH.replace("\n", ""))


def test_figures_count_as_they_are_read_and_a_slow_speaker_takes_longer() -> None:
    assert stats_of("增长3.78%。").sections[0].syllables == 9
    assert stats_of(SPEECH, 120).seconds == pytest.approx(stats_of(SPEECH).seconds * 1.5)
    low, high = stats_of(SPEECH).band
    assert low < stats_of(SPEECH).seconds < high


def test_a_cue_is_not_spoken_and_takes_its_time() -> None:
    plain, cued = stats_of("同志们：\n现在开会。"), stats_of("同志们：\n现在开会。（鼓掌）")
    assert cued.sections[0].syllables == plain.sections[0].syllables
    assert cued.seconds > plain.seconds + 4


def test_ten_minutes_of_a_usual_speech_are_some_four_pages() -> None:
    """Practice has it so: 10 minutes are about four pages of 三号."""
    body = "各乡镇、各部门主要负责同志亲自带队检查，查出的问题当场交办、限期整改、回头复核，一件一件抓到底。"
    text = "同志们：\n" + "\n".join(body * 3 for _ in range(13))
    stats = stats_of(text)
    assert 9 < stats.seconds / 60 < 12 and 3 <= stats.pages <= 5


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("国" * 26, [26]),
        ("国" * 27, [26, 27]),
        ("国" * (26 + 28 + 1), [26, 54, 55]),
        # A mark hangs in the margin, an opening one goes to the next row, a word is not broken.
        ("国" * 26 + "。", [27]),
        ("国" * 25 + "（国国）", [25, 29]),
        ("国" * 24 + "ABCDEF", [24, 30]),
    ],
)
def test_rows_end_where_they_are_printed_to_end(text: str, rows: list[int]) -> None:
    assert list(row_ends(text, setting(OFFICIAL.body, OFFICIAL))) == rows


def test_a_page_has_its_22_rows() -> None:
    full = parse_line("国" * (28 * 22 - 2))
    assert plan_pages([full], OFFICIAL).pages == 1
    assert plan_pages([full, parse_line("国")], OFFICIAL).turns == (Turn(1),)
    assert plan_pages([parse_line("国" * 28 * 30)], OFFICIAL).turns == (Turn(0, 28 * 22 - 2),)


def test_a_heading_goes_overleaf_with_its_text() -> None:
    lines = [parse_line("国" * (28 * 21 - 2)), parse_line("一、抓好生产"), parse_line("国" * 20)]
    assert plan_pages(lines, OFFICIAL).turns == (Turn(1),)


def test_cards_and_rows_are_counted_by_the_page() -> None:
    cards = [Line(Kind.CARD, f"人{n}") for n in range(7)]
    assert plan_pages(cards, Layout(cards=3)).pages == 3
    rows = [Line(Kind.TABLE_HEAD, f"姓名{CELL}职务"), *(Line(Kind.TABLE_ROW, f"人{CELL}") for _ in range(40))]
    assert plan_pages(rows, OFFICIAL).pages == 3
    assert plan_pages([], OFFICIAL).pages == 1


def _printed(folder: Path, files: dict[str, bytes]) -> dict[str, int]:
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, *(str(folder / f"{name}.docx") for name in files)], check=True, capture_output=True, timeout=300
    )
    told = {}
    for name in files:
        said = subprocess.run(["pdfinfo", str(folder / f"{name}.pdf")], check=True, capture_output=True, text=True)
        told[name] = int(re.findall(r"Pages:\s+(\d+)", said.stdout)[0])
    return told


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="no LibreOffice to print with")
def test_pages_are_those_that_libreoffice_prints_within_one(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    reckoned: dict[str, int] = {}
    for path in sorted(EXAMPLES.glob("*/会议.yaml")):
        details = load_details(path)
        workshop = Workshop(details)
        for layout in ("公文", "朗读"):
            for number, call in enumerate(papers_called(details)):
                paper = workshop.make(call, layout)
                name = f"{path.parent.name}{number}{layout}"
                files[name] = paper.docx
                plan = plan_pages(paper.lines, paper.layout, paper.properties.keep, paper.properties.together)
                reckoned[name] = plan.pages
    shelf = load_details(next(EXAMPLES.glob("*/会议.yaml"))).shelf
    # Long speeches, where an error of a row a page would add up.
    for path in sorted(CORPUS.rglob("*.txt"))[::9][:5] if CORPUS.is_dir() else ():
        lines = parse_lines(path.read_text(encoding="utf-8")[:9000])
        for layout in ("公文", "朗读"):
            name = f"{path.stem}{layout}"
            profile = layout_named(shelf, layout)
            files[name] = write_docx(lines, profile, Properties("稿"))
            reckoned[name] = plan_pages(lines, profile).pages
    printed = _printed(tmp_path, files)
    assert {name: (printed[name], pages) for name, pages in reckoned.items() if abs(printed[name] - pages) > 1} == {}
    assert sum(printed[name] == pages for name, pages in reckoned.items()) >= 0.8 * len(reckoned)


MEETING = """会议名称: 全县工作会议
单位: {{全称: 清源县人民政府}}
时间: 2026年12月9日 14:30 至 {end}
出席: [林海（县委书记）, 沈洁（县长）, 叶青（石桥镇党委书记）]
主持人: 沈洁
议程:
  - {{方式: 传达, 事项: 会议精神, 人员: 沈洁{first}}}
  - {{方式: 发言, 人员: 叶青, 时长: {given}分钟}}
  - {{方式: 讲话, 人员: 林海}}
讲话:
  - 讲话人: 叶青
    方式: 发言
    要点: [{{标题: 管好矿山, 正文: {long}}}, {{标题: 管好道路, 正文: 一天也不能松。}}]
  - 讲话人: 林海
    语速: {rate}
    要点: [{{标题: 抓好落实, 正文: {short}}}, {{标题: 守住安全, 正文: 一天也不能松。}}]
"""
LONG = "派人到场看着干，查什么、改什么都要记在账上，谁验收谁签字。" * 40
SHORT = "各项任务一件一件抓到底，抓出结果来，让群众看得见。" * 8


def timetable(typed: str = MEETING, /, **given: object) -> tuple[Timetable, list[Problem]]:
    values = {"end": "16:30", "first": ", 时长: 5分钟", "given": 10, "long": SHORT, "short": LONG, "rate": 180} | given
    details = parse_details(typed.format(**values))
    workshop = Workshop(details)
    speeches, host = {}, None
    for call in papers_called(details):
        paper = workshop.make(call)
        rate = details.meeting.speeches[call.speech].rate if call.speech is not None else 0
        stats = measure(paper.text, paper.name, paper.layout, paper.lines, rate=rate)
        if call.speech is None:
            host = stats
        else:
            speeches[call.speech] = stats
    table = make_timetable(details.meeting, speeches, host)
    return table, list(check_timetable(details.meeting, table, speeches, "会议.yaml"))


def test_a_meeting_that_fits_has_its_items_one_after_the_other() -> None:
    table, found = timetable()
    assert found == []
    assert [slot.what for slot in table.slots] == [
        "主持人开场",
        "1. 沈洁 传达 会议精神",
        "2. 叶青 发言",
        "3. 林海 讲话",
        "主持人小结",
    ]
    assert table.slots[0].start is not None and table.slots[0].start.strftime("%H:%M") == "14:30"
    assert table.available == 120 and 10 < table.minutes < 30
    assert table.slots[1].minutes >= 5 and table.slots[2].given == 10


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"end": "14:40"}, "S02", "会议只有 10分钟"),
        ({"long": LONG, "given": 5}, "S01", "叶青的发言要讲"),
        ({"long": LONG, "short": SHORT}, "S04", "比林海的"),
        ({"first": ""}, "S03", "议程第 1 项没有写时长"),
    ],
)
def test_what_does_not_fit_is_told(given: dict[str, object], code: str, words: str) -> None:
    found = [problem for problem in timetable(**given)[1] if problem.code == code]
    assert len(found) == 1
    assert words in found[0].found and found[0].severity in ("疑似", "提示") and found[0].place.line > 0


def test_nobody_outlasts_one_whose_rank_is_not_known() -> None:
    typed = MEETING.replace("出席: [林海（县委书记）, 沈洁（县长）, 叶青（石桥镇党委书记）]\n", "")
    for name, post in (("林海", "县委书记"), ("沈洁", "县长"), ("叶青", "石桥镇党委书记")):
        typed = typed.replace(f"人员: {name}", f"人员: {name}（{post}）", 1)
    assert not [p for p in timetable(typed, long=SHORT, short=LONG)[1] if p.code == "S04"]
    assert not [p for p in timetable(typed, long=LONG, short=SHORT)[1] if p.code == "S04"]


def test_a_speech_a_little_over_its_time_is_let_pass() -> None:
    table, _ = timetable(long=LONG)
    spoken = table.slots[2].spoken
    assert not [p for p in timetable(long=LONG, given=round(spoken / 1.05, 1))[1] if p.code == "S01"]


def test_the_leaders_own_rate_is_used() -> None:
    slow, usual = timetable(rate=120)[0].slots[3], timetable()[0].slots[3]
    assert slow.spoken == pytest.approx(usual.spoken * 1.5)


@pytest.mark.parametrize(("number", "words"), [(9.5, "9分30秒"), (0.4, "24秒"), (10, "10分钟"), (59.999, "60分钟")])
def test_minutes_are_said_in_minutes_and_seconds(number: float, words: str) -> None:
    assert minutes(number) == words


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["stats", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_table_stands_in_columns() -> None:
    code, out, _ = run(str(EXAMPLES / "全县安全生产工作会议"))
    assert code == 0
    rows = out.split("\n\n")[0].split("\n")
    counted = [row for row in rows[1:] if re.search(r"[0-9]  ", row)]
    ends = {_column(row) for row in counted}
    assert len(counted) > 10
    assert len(ends) == 1
    assert "时间表" in out and "14:30" in out and "会议 120分钟" in out


def _column(row: str) -> int:
    """Where the column of characters ends on the screen."""
    found = re.search(r"  +(\d+) ", row)
    assert found
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in row[: found.end(1)])


def test_json_for_programs() -> None:
    code, out, _ = run(str(EXAMPLES / "全县安全生产工作会议" / "会议.yaml"), "--report", "json", "--layout", "朗读")
    data = json.loads(out)
    assert code == 0
    speech = next(paper for paper in data["meetings"][0]["papers"] if "讲话" in paper["name"])
    assert speech["layout"] == "朗读" and speech["pages"] >= 3 and speech["rate"] == 180
    assert speech["fastest"] < speech["seconds"] < speech["slowest"]
    assert sum(part["seconds"] for part in speech["sections"]) == pytest.approx(speech["seconds"], abs=5)
    assert len(data["meetings"][0]["timetable"]["slots"]) == 6


def test_a_word_file_and_a_text_are_measured_alike(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "乙.docx").write_bytes(write_docx(parse_lines(SPEECH), OFFICIAL, Properties("讲话")))
    code, out, _ = run(str(tmp_path), "--report", "json", "--rate", "160")
    first, second = (one["papers"][0] for one in json.loads(out)["meetings"])
    assert code == 0 and {first.pop("name"), second.pop("name")} == {"甲.txt", "乙.docx"}
    assert first == second and first["rate"] == 160


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("没有.docx", None, "找不到"), ("空的", None, "找不到"), ("坏.docx", b"PK\x03\x04", "")],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, _, err = run(str(tmp_path / name))
    assert code == 1 and words in err


def test_an_empty_folder_and_an_unknown_layout_are_told(tmp_path: Path) -> None:
    assert "文件夹里没有稿子" in run(str(tmp_path))[2]
    (tmp_path / "甲.txt").write_text(SPEECH, encoding="utf-8")
    code, _, err = run(str(tmp_path), "--layout", "朗诵")
    assert code == 1 and "没有版式“朗诵”" in err and "朗读" in err


def test_a_paper_that_nobody_reads_out_has_no_time() -> None:
    out = run(str(EXAMPLES / "全县安全生产工作会议"))[1]
    notice = next(row for row in out.split("\n") if "-通知" in row)
    assert "秒" not in notice


def test_a_narrower_line_makes_more_pages() -> None:
    text = "国" * 28 * 22 * 3
    wide, narrow = (
        measure(text, "稿", parse_layout({"行款": {"每行字数": size}}, "自己的"), [parse_line(text)]).pages
        for size in ("28", "20")
    )
    assert narrow > wide
