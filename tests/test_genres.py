"""All papers of one meeting: what stands in each, what each lacks, and that they agree."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.calls import papers_called
from generator.commands.make import make_command
from generator.composing.shared import name_without_unit
from generator.details import Details, load_details
from generator.paper.page import Layout
from generator.paper.page_plan import plan_pages
from generator.paper.word.parts import column_widths, signoff_indents, text_width
from generator.pipeline import Paper, Workshop
from generator.problems import InvalidInput
from generator.text.lines import Kind

MINIMAL = Path(__file__).parent.parent.parent / "shared" / "details" / "最小.yaml"
BODY: dict[str, Any] = {
    "会议名称": "全县森林防火工作会议",
    "单位": {"全称": "青溪县人民政府", "自称": "我县", "下级": "各乡镇、各部门"},
    "时间": "2027年2月24日 9:00 至 10:30",
    "地点": "县政府二楼会议室",
    "主要任务": "分析火险形势，安排清明期间工作",
    "出席": ["林海（县委书记）", "沈洁（县委副书记、县长）", "高原（县林业局局长）", "叶青（石桥镇党委书记）"],
    "主持人": "沈洁",
    "议程": [{"方式": "汇报", "事项": "去冬以来工作", "人员": "高原", "时长": "10分钟"}, "表态发言", "讲话"],
    "讲话": [
        {"讲话人": "叶青", "方式": "发言", "事项": "火源管控", "要点": [{"标题": "管住路口", "正文": "全天值守。"}]},
        {
            "讲话人": "林海",
            "要点": [
                {"标题": "看清火险形势", "正文": "降水偏少。可燃物干燥。同志们一定要警醒。"},
                {"标题": "请大家管住火源", "正文": "我们要见火就收。"},
            ],
        },
    ],
    "主持人要求": {"要点": [{"标题": "传达到村", "正文": "两天内传达到村组。"}]},
    "通知": {"主送": "各乡镇人民政府", "联系人": "周涛", "电话": "0000-1234567", "日期": "2027年2月18日"},
    "纪要": {
        "编号": "第3期",
        "决定": [{"事项": "增设检查站", "责任单位": "县林业局", "时限": "2027年3月10日"}, "每日报告火情"],
        "请假": ["高原"],
        "列席": ["何军（县气象局局长）"],
        "分送": "各乡镇人民政府",
    },
    "简报": {"期号": "第5期", "编印单位": "县政府办公室", "报": "县委领导", "印数": "60份"},
    "情况报告": {
        "主送": "南山市人民政府",
        "基本情况": "全县有护林员86人。",
        "做法": [{"标题": "压实责任", "正文": "签订责任书。"}, {"标题": "清理林缘", "正文": "清理47公里。"}],
        "问题": "信号弱。",
        "下一步": ["配齐电话。", "开展演练。"],
    },
    "签到表": {"空行": 30},
    "桌签": {"姓名": ["林海", "欧阳建国"]},
}


def details(folder: Path, **changed: Any) -> Details:
    """The details with some top-level values changed; None takes one out."""
    said = {key: value for key, value in {**BODY, **changed}.items() if value is not None}
    path = folder / "会议.yaml"
    path.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    return load_details(path)


def papers(given: Details, only: tuple[str, ...] = (), draft: bool = False) -> dict[str, Paper]:
    workshop = Workshop(given)
    calls = papers_called(given, only, everything=not only)
    return {call.genre: workshop.make(call, draft=draft) for call in calls}


def one(folder: Path, genre: str, **changed: Any) -> Paper:
    return papers(details(folder, **changed), (genre,))[genre]


def of_kind(paper: Paper, kind: Kind) -> list[str]:
    return [line.text for line in paper.lines if line.kind is kind]


def test_the_notice_has_its_parts_in_order(tmp_path: Path) -> None:
    paper = one(tmp_path, "通知")
    assert paper.text.split("\n")[:3] == [
        "关于召开全县森林防火工作会议的通知",
        "各乡镇人民政府：",
        "为分析火险形势，安排清明期间工作，决定召开全县森林防火工作会议。现将有关事项通知如下：",
    ]
    sections = [line.head for line in paper.lines if line.marker and line.marker.style == "一、"]
    assert sections == ["会议内容", "会议时间和地点", "参会人员", "有关要求"]
    assert "（一）时间：2027年2月24日（星期三）上午9时至10时30分。" in paper.text
    ends = (Kind.ADDRESSEE, Kind.ENCLOSURES, Kind.SIGNOFF, Kind.SIGNOFF_DATE, Kind.ENCLOSURE, Kind.ENCLOSURE_TITLE)
    assert [line.text for line in paper.lines if line.kind in ends] == [
        *("各乡镇人民政府：", "附件：参会回执", "青溪县人民政府", "2027年2月18日"),
        *("附件", "全县森林防火工作会议参会回执"),
    ]


def test_sections_are_counted_after_those_that_are_not_written(tmp_path: Path) -> None:
    text = one(tmp_path, "通知", 议程=None, 讲话=None).text
    assert "一、会议时间和地点" in text and "三、有关要求" in text and "会议内容" not in text


def test_the_agenda_names_no_subject_and_has_no_end_marks(tmp_path: Path) -> None:
    paper = one(tmp_path, "议程")
    points = [line.text for line in paper.lines if line.kind is Kind.POINT]
    assert points == ["一、汇报去冬以来工作", "二、围绕火源管控进行表态发言", "三、讲话"]
    assert of_kind(paper, Kind.NOTE) == ["（县林业局局长高原，10分钟）", "（石桥镇党委书记叶青）", "（县委书记林海）"]
    assert of_kind(paper, Kind.ROLL)[2] == "主持：县委副书记、县长　沈洁"


@pytest.mark.parametrize(("people", "split"), [(18, False), (60, True)])
def test_a_list_of_persons_is_not_split_between_pages_unless_it_is_long(
    people: int, split: bool, tmp_path: Path
) -> None:
    names = [f"高原{chr(0x4E00 + number)}（县林业局局长）" for number in range(people)]
    decisions = [{"事项": f"增设检查站{'，每日报告火情' * 6}"}] * 5
    cut, kept = [], []
    for many in range(1, len(decisions) + 1):
        for more in range(3):
            told = {"决定": decisions[:many], "认为": "降水偏少，火险等级高。" * (1 + 4 * more)}
            paper = one(tmp_path, "纪要", 出席=names, 纪要=told, 主持人="沈洁（县长）", 议程=None, 讲话=None)
            (roll,) = (number for number, line in enumerate(paper.lines) if line.kind is Kind.ROLL)
            cut += [turn for turn in plan_pages(paper.lines, paper.layout).turns if turn.line == roll and turn.offset]
            with zipfile.ZipFile(io.BytesIO(paper.docx)) as package:
                xml = package.read("word/document.xml").decode()
            kept.append('<w:pStyle w:val="Roll"/><w:keepLines/>' in xml)
    assert bool(cut) == split and set(kept) == {not split}


def test_the_minutes_speak_of_the_meeting(tmp_path: Path) -> None:
    paper = one(tmp_path, "纪要")
    assert "2027年2月24日上午，县委副书记、县长沈洁在县政府二楼会议室主持召开全县森林防火工作会议。" in paper.text
    assert "会议听取了关于去冬以来工作的汇报。石桥镇党委书记叶青围绕火源管控作了表态发言。" in paper.text
    assert "县委书记林海出席会议并讲话。" in paper.text
    assert (
        "会议强调，要做到以下两点：\n（一）看清火险形势。降水偏少。可燃物干燥。\n（二）“请大家管住火源”。" in paper.text
    )
    assert "会议要求，传达到村。两天内传达到村组。" in paper.text
    decided = "会议决定：\n（一）增设检查站。（责任单位：县林业局；完成时限：2027年3月10日）\n（二）每日报告火情。"
    assert decided in paper.text
    assert of_kind(paper, Kind.ROLL) == [
        "出席：林海（县委书记）、沈洁（县委副书记、县长）、叶青（石桥镇党委书记）",
        "请假：高原（县林业局局长）",
        "列席：何军（县气象局局长）",
    ]
    assert [of_kind(paper, kind) for kind in (Kind.MASTHEAD, Kind.ISSUE, Kind.IMPRINT, Kind.COLOPHON)] == [
        *(["青溪县人民政府会议纪要"], ["第3期"], ["青溪县人民政府｜2027年2月24日"], ["分送：各乡镇人民政府。"])
    ]


@pytest.mark.parametrize("genre", ["纪要", "简报"])
def test_nobody_is_addressed_in_the_third_person(tmp_path: Path, genre: str) -> None:
    told = re.sub(r"“[^”]*”", "", one(tmp_path, genre).text)
    assert not re.search(r"同志们|大家|我们|我讲|你", told)
    assert "警醒" not in told and "见火就收" not in told


def test_the_bulletin_reports_who_said_what(tmp_path: Path) -> None:
    paper = one(tmp_path, "简报")
    assert of_kind(paper, Kind.TITLE) == ["青溪县人民政府召开全县森林防火工作会议"]
    # A pledge is no account of what was done: its headings are not told.
    assert "围绕火源管控作了表态发言。\n" in paper.text
    assert "林海强调，要做到以下两点：" in paper.text and "沈洁要求，传达到村。" in paper.text
    assert of_kind(paper, Kind.COLOPHON) == ["报：县委领导。", "县政府办公室｜共印60份"]


def test_the_report_says_what_was_written_and_asks_for_nothing(tmp_path: Path) -> None:
    paper = one(tmp_path, "情况报告")
    rows = paper.text.split("\n")
    assert rows[0] == "青溪县人民政府关于贯彻落实全县森林防火工作会议精神情况的报告"
    assert rows[rows.index("一、基本情况") + 1] == "全县有护林员86人。"
    assert rows[rows.index("二、主要做法") + 1 :][:2] == [
        "（一）压实责任。签订责任书。",
        "（二）清理林缘。清理47公里。",
    ]
    assert "特此报告。" in rows and not re.search("请示|批示|审批|妥否", paper.text)
    # The date is left to be filled in by hand; without a contact there is no note.
    assert of_kind(paper, Kind.SIGNOFF_DATE) == ["2027年　　月　　日"] and of_kind(paper, Kind.NOTE) == []


def test_the_sign_in_sheet_has_everybody_and_empty_rows(tmp_path: Path) -> None:
    paper = one(tmp_path, "签到表", 纪要=None)
    rows = of_kind(paper, Kind.TABLE_ROW)
    assert of_kind(paper, Kind.TABLE_HEAD) == ["序号｜姓名｜单位及职务｜签名｜联系电话"]
    assert len(rows) == 4 + 30
    assert rows[0] == "1｜林海｜县委书记｜｜" and rows[-1] == "34｜｜｜｜"
    apart = one(
        tmp_path,
        "签到表",
        主持人=None,
        议程=None,
        讲话=None,
        主持人要求=None,
        纪要=None,
        出席=[{"姓名": "林海", "职务": "书记", "单位": "县委"}],
    )
    assert of_kind(apart, Kind.TABLE_HEAD) == ["序号｜姓名｜单位｜职务｜签名"]
    assert of_kind(apart, Kind.TABLE_ROW)[0] == "1｜林海｜县委｜书记｜"


def test_name_cards_are_evenly_wide(tmp_path: Path) -> None:
    assert of_kind(one(tmp_path, "桌签"), Kind.CARD) == ["林　海", "欧阳建国"]
    everybody = one(tmp_path, "桌签", 桌签=None, 纪要=None)
    assert of_kind(everybody, Kind.CARD) == ["林　海", "沈　洁", "高　原", "叶　青"]


def test_a_statement_that_the_agenda_calls_a_pledge_is_one(tmp_path: Path) -> None:
    assert one(tmp_path, "发言").text.startswith("在全县森林防火工作会议上的表态发言\n叶青\n")
    plain = one(tmp_path, "发言", 议程=["发言", "讲话"])
    assert plain.text.startswith("在全县森林防火工作会议上的发言\n")


def test_a_section_calls_for_its_paper_and_the_agenda_alone_does_not(tmp_path: Path) -> None:
    given = details(tmp_path, 简报=None, 情况报告=None, 签到表=None, 桌签=None)
    assert [call.genre for call in papers_called(given)] == ["主持词", "讲话", "发言", "通知", "纪要"]


def test_names_times_and_counts_agree_in_all_papers(tmp_path: Path) -> None:
    made = papers(details(tmp_path, 纪要={"决定": ["增设检查站"]}))
    assert len(made) == 10
    for genre in ("通知", "议程", "纪要", "简报", "签到表"):
        assert "县政府二楼会议室" in made[genre].text and "2月24日" in made[genre].text, genre
    for genre in ("主持词", "议程", "纪要", "简报", "签到表", "发言", "通知"):
        assert "叶青" in made[genre].text, genre


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_command, list(arguments))


@pytest.mark.skipif(not MINIMAL.exists(), reason="the shared sample details are not here")
def test_the_shortest_details_make_what_can_be_whole_and_a_draft_of_all(tmp_path: Path) -> None:
    out = tmp_path / "输出"
    whole = run(str(MINIMAL), "--all", "-o", str(out), "--format", "txt")
    assert whole.exit_code == 0
    assert {path.stem.split("-")[1] for path in out.glob("*.txt")} == {"主持词", "讲话", "议程", "签到表", "桌签"}
    for lacks in (
        "《通知》，缺：通知.主送、通知.联系人、通知.电话",
        "《纪要》，缺：纪要.决定",
        "《发言》，缺：孙丽的要点",
    ):
        assert lacks in whole.output
    assert "《简报》，缺：简报.期号、简报.编印单位" in whole.output
    assert not any("【" in path.read_text("utf-8-sig") for path in out.glob("*.txt"))
    draft = run(str(MINIMAL), "--all", "--draft", "-o", str(out), "--format", "txt")
    assert draft.exit_code == 0
    texts = {path.stem.split("-")[1]: path.read_text("utf-8-sig") for path in out.glob("*.txt")}
    assert len(texts) == 10
    assert "【待补：主送】：" in texts["通知"] and "【待补：决定】" in texts["纪要"]
    assert texts["发言"].count("【待补：要点】") == 1 and "特此报告。" in texts["情况报告"]


def test_all_fails_only_where_nothing_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "会议.yaml"
    path.write_text("会议名称: 碰头会\n", "utf-8")
    result = run(str(path), "--all")
    assert result.exit_code == 1 and "缺：" in result.output and not (tmp_path / "输出").exists()


def test_another_mistake_is_not_taken_for_a_lack(tmp_path: Path) -> None:
    details(tmp_path, 讲话人=None, 讲话=[{"讲话人": "林海", "要求": ["没有的题目"]}], 议程=["讲话"])
    result = run(str(tmp_path / "会议.yaml"), "--all")
    assert result.exit_code == 1 and "没有的题目" in result.output


def test_a_late_change_of_speaker_is_one_edit_and_every_line_of_it_is_told(tmp_path: Path) -> None:
    details(tmp_path, 纪要={"决定": ["增设检查站"]})
    path, out = tmp_path / "会议.yaml", tmp_path / "输出"
    assert "和上次相比" not in run(str(path), "--all").output
    assert "和上次相比" not in run(str(path), "--all").output
    text = path.read_text("utf-8")
    path.write_text(text.replace("叶青", "石磊"), "utf-8")
    again = run(str(path), "--all", "--report", "json")
    changes = json.loads(again.stdout)["changes"]
    papers_changed = {change["paper"].split("-")[1] for change in changes["lines"]}
    assert papers_changed == {"主持词", "讲话", "发言", "通知", "议程", "签到表", "纪要", "简报"}
    assert all("叶青" in change["old"] and "石磊" in change["new"] for change in changes["lines"])
    assert changes["stale"] == ["全县森林防火工作会议-发言-叶青.docx"]
    assert changes["added"] == changes["dropped"] == []
    path.write_text(text, "utf-8")
    told = run(str(path), "--only", "议程").output
    assert "1 份稿子有改动" in told and "原：（石桥镇党委书记石磊）" in told and "现：（石桥镇党委书记叶青）" in told
    # What was not asked for is still on record.
    assert len(json.loads((out / ".jianggao" / "上次.json").read_text("utf-8"))["会议.yaml"]) == 10


def test_a_damaged_record_is_no_obstacle(tmp_path: Path) -> None:
    details(tmp_path)
    record = tmp_path / "输出" / ".jianggao" / "上次.json"
    for content in ("{", "[]", '{"会议.yaml": [1]}', '{"会议.yaml": {"a": 1}}'):
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(content, "utf-8")
        result = run(str(tmp_path / "会议.yaml"), "--only", "议程", "--format", "txt")
        assert result.exit_code == 0 and "和上次相比" not in result.output
        assert json.loads(record.read_text("utf-8"))["会议.yaml"][0]["key"] == "议程"


def test_a_reading_layout_is_for_papers_that_are_read(tmp_path: Path) -> None:
    given = details(tmp_path)
    workshop = Workshop(given)
    layouts = {call.genre: workshop.make(call, layout="朗读").layout.name for call in papers_called(given)}
    assert layouts["讲话"] == layouts["主持词"] == "朗读"
    assert (layouts["签到表"], layouts["桌签"], layouts["纪要"]) == ("横表", "桌签", "纪要")


def test_without_a_roster_the_main_speaker_goes_first(tmp_path: Path) -> None:
    given = details(
        tmp_path,
        出席=None,
        纪要=None,
        主持人="沈洁（县长）",
        讲话=[{"讲话人": "林海（县委书记）", "要点": ["抓好落实。"]}],
        议程=[
            {"方式": "汇报", "事项": "工作", "人员": "高原（局长）"},
            {"方式": "传达", "事项": "文件", "人员": "县委办"},
            "讲话",
        ],
    )
    rows = of_kind(papers(given, ("签到表",))["签到表"], Kind.TABLE_ROW)
    assert [row.split("｜")[1] for row in rows[:4]] == ["林海", "沈洁", "高原", ""]


def test_a_point_is_told_by_its_heading_its_first_words_and_the_headings_under_it(tmp_path: Path) -> None:
    point = {
        "标题": "管住火源",
        "正文": "火源要管住。再说一句。",
        "要点": [
            {"标题": "进山要查", "正文": "见火就收。"},
            {"标题": "请你们配合", "正文": "好。"},
            "没有标题的一条。",
        ],
    }
    paper = one(tmp_path, "纪要", 讲话=[{"讲话人": "林海", "要点": [point]}], 议程=["讲话"])
    assert "会议强调，管住火源。火源要管住。进山要查。\n" in paper.text


def test_a_full_width_colon_in_a_section_is_told(tmp_path: Path) -> None:
    path = tmp_path / "会议.yaml"
    path.write_text("会议名称: 碰头会\n时间: 2027年2月24日\n通知:\n  回执报送：县政府办公室\n", "utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_details(path)
    assert [problem.place.line for problem in caught.value.problems] == [4]


def test_a_kind_of_line_that_there_is_not_is_told(tmp_path: Path) -> None:
    (tmp_path / "模板" / "议程").mkdir(parents=True)
    (tmp_path / "模板" / "议程" / "工作会议.txt").write_text("{{ 会议名称 }}\n@落宽 {{ 单位.全称 }}\n", "utf-8")
    with pytest.raises(InvalidInput) as caught:
        papers(details(tmp_path), ("议程",))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.found) == ("T14", 2, "没有“@落宽”这种行")
    assert "落款" in problem.hint


def test_a_value_that_looks_like_a_line_of_its_own_is_text(tmp_path: Path) -> None:
    paper = one(tmp_path, "通知", 主要任务="@落款 某县｜甲，安排工作")
    assert of_kind(paper, Kind.SIGNOFF) == ["青溪县人民政府"]


def test_where_name_and_date_stand_without_a_seal() -> None:
    layout = Layout()
    character = layout.character
    # Five characters against seven: the date is longer, two in itself, and its first character two right of the name's.
    name, date = signoff_indents(["青溪县政府"], ["2027年2月18日"], layout)
    assert date == 2 * character
    starts = [text_width(text, layout) + right for text, right in (("青溪县政府", name), ("2027年2月18日", date))]
    assert starts[0] - starts[1] == 2 * character
    # A long name: two in itself, the date beginning two right of it.
    name, date = signoff_indents(["青溪县森林防火指挥部办公室"], ["2027年2月18日"], layout)
    assert name == 2 * character
    starts = [
        text_width(text, layout) + right
        for text, right in (("青溪县森林防火指挥部办公室", name), ("2027年2月18日", date))
    ]
    assert starts[0] - starts[1] == 2 * character


def test_columns_share_the_page_and_leave_room_to_write() -> None:
    widths = column_widths([["序号", "姓名", "签名"], ["1", "欧阳建国", ""]], 9000)
    assert sum(widths) == 9000 and widths[0] < widths[1] < widths[2]


# What LibreOffice puts on paper.

_NEEDED = ("soffice", "pdftotext", "pdftoppm")
_MISSING = [program for program in _NEEDED if shutil.which(program) is None]
rendered = pytest.mark.skipif(bool(_MISSING), reason=f"looks at rendered pages; not installed: {', '.join(_MISSING)}")
Word = tuple[str, float, float, float]
Render = Callable[[Paper], Path]


@pytest.fixture(scope="module")
def render(tmp_path_factory: pytest.TempPathFactory) -> Render:
    """Makes a PDF of a paper."""
    folder = tmp_path_factory.mktemp("页面")

    def run(paper: Paper) -> Path:
        source = folder / f"{paper.call.genre}.docx"
        source.write_bytes(paper.docx)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf")

    return run


def words(pdf: Path) -> list[list[Word]]:
    """The words of each page: text, left, right and top in millimetres."""
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout
    root = ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", said))
    html = "{http://www.w3.org/1999/xhtml}"

    def of(word: ElementTree.Element) -> Word:
        left, right, top = (float(word.get(edge, "0")) / 72 * 25.4 for edge in ("xMin", "xMax", "yMin"))
        return word.text or "", left, right, top

    return [[of(word) for word in page.iter(f"{html}word")] for page in root.iter(f"{html}page")]


def size(pdf: Path) -> tuple[int, int]:
    """Width and height of the first page in millimetres."""
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    found = re.search(r'<page width="([0-9.]+)" height="([0-9.]+)"', said)
    assert found
    return round(float(found.group(1)) / 72 * 25.4), round(float(found.group(2)) / 72 * 25.4)


def red_rows(pdf: Path) -> list[tuple[float, float, float]]:
    """Rows of the first page in which red runs without a gap over 50 mm: height, left and right in millimetres."""
    dpi = 72
    command = ["pdftoppm", "-r", str(dpi), "-f", "1", "-l", "1", str(pdf)]
    picture = subprocess.run(command, check=True, capture_output=True).stdout
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert head
    width, height, pixels = int(head.group(1)), int(head.group(2)), picture[head.end() :]
    found = []
    for row in range(height):
        line = pixels[row * width * 3 : (row + 1) * width * 3]
        red = [x for x in range(width) if line[3 * x] > 200 and line[3 * x + 1] < 130 and line[3 * x + 2] < 130]
        if red and red[-1] - red[0] + 1 == len(red) > 50 / 25.4 * dpi:
            found.append((row / dpi * 25.4, red[0] / dpi * 25.4, red[-1] / dpi * 25.4))
    return found


@rendered
def test_the_notice_on_paper(tmp_path: Path, render: Render) -> None:
    pages = words(render(one(tmp_path, "通知")))
    signed = next(page for page in pages if any(word[0] == "青溪县人民政府" for word in page))
    name = next(word for word in signed if word[0] == "青溪县人民政府")
    date = next(word for word in signed if word[3] > name[3] + 5)
    character = 5.56
    # GB/T 9704—2012, 7.3.5.2.  LibreOffice puts a fifth of a character between Han and digits, whatever it is told.
    assert abs(name[2] - (184 - 2 * character)) < 1
    assert 0.9 * character < date[1] - name[1] <= 2.1 * character
    last = pages[-1]
    assert last[0][0] == "附件" and abs(last[0][1] - 28) < 1
    title = next(word for word in last if "参会回执" in word[0])
    assert abs((title[1] + title[2]) / 2 - (28 + 78)) < 1
    # 7.3.7: the title of the enclosure stands on the third line.
    assert abs(title[3] - last[0][3] - 2 * 10.2) < 2.5


@rendered
@pytest.mark.parametrize("genre", ["纪要", "简报"])
def test_the_red_head_on_paper(tmp_path: Path, render: Render, genre: str) -> None:
    pdf = render(one(tmp_path, genre))
    rule = red_rows(pdf)
    assert rule and all(abs(left - 28) < 1 and abs(right - 184) < 1 for _, left, right in rule)
    assert rule[-1][0] - rule[0][0] < 1.5
    first, *_, last = pages if len(pages := words(pdf)) > 1 else [pages[0], pages[0]]
    issue = next(word for word in first if re.fullmatch(r"第\d期|期", word[0]))
    assert issue[3] < rule[0][0]
    printed = next(word for word in last if word[0].startswith(("分送：", "县政府办公室")) and word[3] > 200)
    # GB/T 9704—2012, 7.4.1: the last rule lies on the lower edge of the text, 262 mm down.
    assert 262 - 12 < printed[3] < 262


@rendered
def test_the_sign_in_sheet_on_paper(tmp_path: Path, render: Render) -> None:
    pdf = render(one(tmp_path, "签到表"))
    assert size(pdf) == (297, 210)
    pages = words(pdf)
    assert len(pages) > 1
    for page in pages:
        heads = [word for word in page if word[0] in ("序号", "姓名", "签名")]
        assert [word[0] for word in heads] == ["序号", "姓名", "签名"]
        assert max(word[3] for word in heads) - min(word[3] for word in heads) < 1


@rendered
def test_name_cards_on_paper(tmp_path: Path, render: Render) -> None:
    paper = one(tmp_path, "桌签")
    names = re.findall(r'rotation:180;[^>]*>.{0,120}?string="([^"]+)"', document(paper))
    assert names == ["林　海", "欧阳建国"]
    assert document(paper).count('string="欧阳建国"') == 2
    assert len(words(render(paper))) == 1


def document(paper: Paper) -> str:
    with zipfile.ZipFile(io.BytesIO(paper.docx)) as package:
        return package.read("word/document.xml").decode()


def test_the_red_name_stands_in_one_line(tmp_path: Path) -> None:
    short = one(tmp_path, "纪要")
    assert "<w:sz " not in _masthead(short)
    unit = {"全称": "云山矿业集团有限责任公司", "自称": "我公司"}
    paper = one(tmp_path, "纪要", 单位=unit)
    size = re.search(r'<w:sz w:val="(\d+)"/>', _masthead(paper))
    assert size is not None
    # 16 characters in 156 mm.
    assert int(size[1]) * 10 * len("云山矿业集团有限责任公司会议纪要") <= paper.layout.page.text_width
    assert f"font-size: {int(size[1]) / 2:g}pt" in paper.html


def _masthead(paper: Paper) -> str:
    with zipfile.ZipFile(io.BytesIO(paper.docx)) as file:
        document = file.read("word/document.xml").decode()
    return next(part for part in document.split("</w:p>") if "会议纪要" in part)


def test_a_line_that_announces_a_list_stays_with_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(one(tmp_path, "纪要").docx)) as file:
        paragraphs = file.read("word/document.xml").decode().split("</w:p>")
    announcing = [part for part in paragraphs if re.sub("<[^>]*>", "", part).endswith("：")]
    assert len(announcing) == 3
    # A paragraph of many lines stays where it is.
    assert ["<w:keepNext/>" in part for part in announcing] == [False, True, True]


def test_what_is_noticed_of_a_speech_is_told_with_the_speech_alone(tmp_path: Path) -> None:
    given = details(tmp_path, 议程=["讲话"], 讲话=[{"讲话人": "林海", "领域": "森林防火", "篇幅": "900字"}])
    told = {genre: [p.code for p in paper.problems] for genre, paper in papers(given, ("讲话", "纪要", "简报")).items()}
    assert "D44" in told["讲话"] and "D44" not in told["纪要"] and "D44" not in told["简报"]
    wrong = details(tmp_path, 讲话人=None, 议程=["讲话"], 讲话=[{"讲话人": "林海", "要求": ["没有的题目"]}])
    with pytest.raises(InvalidInput) as caught:
        papers(wrong, ("纪要",))
    assert [problem.code for problem in caught.value.problems] == ["D40"]


@pytest.mark.parametrize(
    ("name", "unit", "left"),
    [
        ("县防汛指挥部第三次全体会议", "临江县防汛指挥部", "第三次全体会议"),
        ("青山建设集团2026年防汛工作会议", "青山建设集团有限公司", "2026年防汛工作会议"),
        ("集团公司安全生产月动员会", "青山建设集团股份有限公司", "安全生产月动员会"),
        ("青山水泥厂技改推进会", "青山水泥有限公司", "青山水泥厂技改推进会"),
        ("云山县级机关会议", "云山县人民政府", "云山县级机关会议"),
    ],
)
def test_a_unit_is_not_said_twice_in_one_sentence(name: str, unit: str, left: str) -> None:
    assert name_without_unit(name, unit) == left


def test_a_ceremony_has_minutes_only_where_its_details_say_what_it_decided(tmp_path: Path) -> None:
    def written(**changed: Any) -> tuple[set[str], int]:
        given = details(tmp_path, 通知=None, 简报=None, 情况报告=None, **changed)
        order = [str(given.path), "--all", "--draft", "--format", "txt", "-o", str(tmp_path / "输出")]
        result = CliRunner().invoke(make_command, order)
        assert result.exit_code == 0, result.output
        genres = {call.genre for call in papers_called(given, everything=True)}
        assert all(f"-{genre}" in result.output for genre in genres)
        return genres, result.output.count("仪式不议事，没有写《纪要》")

    name = "春季项目签约仪式"
    plain, told = written(会议名称=name, 纪要=None)
    assert "纪要" not in plain and told == 1
    asked, told = written(会议名称=name)
    assert "纪要" in asked and not told
    assert "纪要" in written(纪要=None)[0]
    assert {call.genre for call in papers_called(details(tmp_path, 会议名称=name, 纪要=None), ("纪要",))} == {"纪要"}
