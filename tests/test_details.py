"""会议.yaml as a whole: ten mistakes are ten problems, the unit's own file, what was left of the sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st
from specimen import Case, cases

from generator.details import Details, load_details, parse_details
from generator.problems import InvalidInput, format_problems

RIGHT = """\
会议名称: 全县秋季造林工作会议
单位: {全称: 海州县人民政府, 自称: 我县}
时间: 2026年11月26日 9:00 至 11:30
地点: 县政府二楼
出席:
  - 周涛（县委书记）
  - 王健（县长）
主持人: 王健
议程:
  - {方式: 通报, 事项: 造林进度, 人员: 县林业局}
  - 讲话
讲话:
  - 讲话人: 周涛
    要点:
      - {标题: 抓进度, 正文: 还差【亩数】亩。}
      - {标题: 抓质量, 正文: 成活率要达标。}
数据: {亩数: 3100}
通知: {主送: 各乡镇, 回执截止: 2026年11月23日 12:00}
"""

TEN = (
    ("地点:", "地址:", "D01", 4, 1),
    ("9:00 至 11:30", "（星期五）9:00", "D03", 3, 5),
    ("周涛（县委书记）", "周涛 县委书记", "D07", 6, 5),
    ("主持人: 王健", "主持人: 王键", "D14", 8, 6),
    ("方式: 通报", "方式: 通抱", "D48", 10, 10),
    ("{标题: 抓进度", "{标提: 抓进度", "D01", 15, 10),
    ("【亩数】", "【亩树】", "D17", 15, 25),
    ("{标题: 抓质量, 正文: 成活率要达标。}", "[成活率要达标]", "D10", 16, 9),
    ("亩数: 3100", "亩数: [3100]", "D02", 17, 10),
    ("2026年11月23日 12:00", "年底前", "D03", 18, 21),
)


def test_the_right_file_has_no_problem() -> None:
    details = parse_details(RIGHT)
    assert details.findings == ()
    assert details.meeting.speeches[0].points[0].text == "还差3100亩。"


@pytest.mark.parametrize(("right", "wrong", "code", "line", "column"), TEN)
def test_each_mistake_is_one_problem_at_its_place(right: str, wrong: str, code: str, line: int, column: int) -> None:
    typed = RIGHT.replace(right, wrong)
    assert typed != RIGHT
    with pytest.raises(InvalidInput) as error:
        parse_details(typed)
    places = [(p.code, p.place.line, p.place.column) for p in error.value.problems]
    assert places == [(code, line, column)]


def test_ten_mistakes_are_ten_problems_in_the_order_of_the_file(specimen: Callable[[Case, str, str], None]) -> None:
    (case,) = (param.values[0] for param in cases("十处错误.txt"))
    with pytest.raises(InvalidInput) as error:
        parse_details(case["输入"])
    assert len(error.value.problems) == 10
    specimen(case, "问题", format_problems(error.value.problems))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "文件是空的"),
        ("# 只有注释\n", "文件是空的"),
        ("- 甲\n", "整个文件是一个列表"),
        ("全县大会", "整个文件是一段文字"),
        ("''", "整个文件是一段文字"),
    ],
)
def test_a_file_that_is_no_details_file(typed: str, said: str) -> None:
    with pytest.raises(InvalidInput) as error:
        parse_details(typed)
    (problem,) = error.value.problems
    assert problem.code == "D00"
    assert said in problem.found
    assert problem.hint


def test_the_same_in_every_encoding(tmp_path: Path) -> None:
    path = tmp_path / "会议.yaml"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        path.write_bytes(RIGHT.replace("\n", "\r\n").encode(encoding))
        assert load_details(path).meeting.name == "全县秋季造林工作会议"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


MINIMAL = "会议名称: 全县大会\n时间: 2026年11月25日\n主持人: 王健\n"
UNIT = "全称: 海州县人民政府\n自称: 我县\n称谓: 先生\n人员:\n  - 王健（县长）\n"


@pytest.mark.parametrize("where", ["年会/单位.yaml", "单位.yaml"])
def test_the_units_facts_stand_beside_the_file_or_above_it(where: str, tmp_path: Path) -> None:
    path = write(tmp_path / "年会" / "会议.yaml", MINIMAL)
    write(tmp_path / where, UNIT)
    unit_is_known(load_details(path))


def test_the_units_facts_stand_in_the_settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANGGAO_HOME", str(tmp_path / "设置"))
    write(tmp_path / "设置" / "单位.yaml", "单位:\n" + "".join(f"  {row}\n" for row in UNIT.splitlines()))
    unit_is_known(load_details(write(tmp_path / "会议.yaml", MINIMAL)))


def unit_is_known(details: Details) -> None:
    meeting = details.meeting
    assert (meeting.unit.full, meeting.unit.own_name, meeting.unit.signoff) == (
        "海州县人民政府",
        "我县",
        "海州县人民政府",
    )
    assert meeting.host is not None
    assert meeting.host.full == "县长王健先生"


def test_the_nearest_units_file_holds_and_the_details_have_the_last_word(tmp_path: Path) -> None:
    path = write(tmp_path / "年会" / "会议.yaml", MINIMAL + "单位: {自称: 全县}\n出席: [王健（代县长）]\n")
    write(tmp_path / "单位.yaml", "全称: 别的县\n")
    write(tmp_path / "年会" / "单位.yaml", UNIT)
    meeting = load_details(path).meeting
    assert (meeting.unit.full, meeting.unit.own_name, meeting.people[0].post) == ("海州县人民政府", "全县", "代县长")


@pytest.mark.parametrize(
    ("typed", "code", "line", "column"),
    [
        ("全称：海州县\n", "Y13", 1, 3),
        ("全程: 海州县\n", "D01", 1, 1),
        ("- 海州县\n", "D00", 1, 1),
        ("人员: [王健 县长]\n", "D07", 1, 6),
        ("全称: [\n", "Y02", 1, 5),
    ],
)
def test_a_mistake_in_the_units_file_is_told_of_that_file(
    typed: str, code: str, line: int, column: int, tmp_path: Path
) -> None:
    write(tmp_path / "单位.yaml", typed)
    with pytest.raises(InvalidInput) as error:
        load_details(write(tmp_path / "会议.yaml", "会议名称: 甲\n时间: 2026年11月25日\n"))
    assert [(p.code, p.place.file, p.place.line, p.place.column) for p in error.value.problems] == [
        (code, "单位.yaml", line, column)
    ]


def test_a_units_file_that_cannot_be_read_does_not_hide_the_rest(tmp_path: Path) -> None:
    (tmp_path / "单位.yaml").write_bytes(b"PK\x03\x04")
    with pytest.raises(InvalidInput) as error:
        load_details(write(tmp_path / "会议.yaml", "会议名称: 甲\n时间: 明天\n"))
    assert [(p.code, p.place.file) for p in error.value.problems] == [("D03", "会议.yaml"), ("F05", "单位.yaml")]


def test_what_was_left_of_the_sample_is_told_in_one_finding() -> None:
    details = parse_details(
        "会议名称: 全县秋季造林工作会议\n时间: 2026年11月25日 14:30 至 16:30\n地点: 县政府三楼会议室\n"
        "讲话:\n  - 讲话人: 周涛（书记）\n    要点:\n"
        "      - {标题: 自己的话, 正文: 老旧厂房、沿街门面、农村自建房数量多、分布散，日常监管容易出现盲区。}\n"
    )
    (finding,) = details.findings
    assert (finding.code, finding.severity, finding.place.line) == ("D23", "提示", 2)
    assert finding.found == "还有 3 处是示例：时间（第2行）、地点（第3行）、讲话[1].要点[1].正文（第7行）"


def test_short_words_that_any_meeting_has_are_no_sample() -> None:
    assert (
        parse_details(
            "会议名称: 全县造林会\n时间: 2026年12月1日\n议程: [发言]\n讲话: [{讲话人: 周涛（书记）, 方式: 发言}]\n"
        ).findings
        == ()
    )


def test_where_words_stand() -> None:
    details = parse_details(RIGHT)
    place = details.place_of("成活率")
    assert (place.line, place.column) == (16, 23)
    assert details.place_of("没有").line == 0


SLOT_NAMES = (
    "会议名称",
    "背景",
    "地点",
    "参会",
    "称呼",
    "主持人",
    "出席",
    "议程",
    "要点",
    "要求",
    "篇幅",
    "时间",
    "会场纪律",
    "领域",
    "数据",
    "单位",
    "讲话",
    "会议类型",
)
TEXT = st.text(
    st.one_of(
        st.sampled_from("一二（）1.、，。：；年月日字【】李明：: #-[]{}'\"\n"),
        st.characters(blacklist_categories=("Cs",)),
    ),
    max_size=60,
)


@settings(max_examples=80)
@given(st.sampled_from(SLOT_NAMES), TEXT)
def test_any_text_in_any_place_is_read_or_told(name: str, text: str) -> None:
    quoted = "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"
    typed = "会议名称: 全县大会\n时间: 2026年11月25日\n".replace(f"{name}:", "简报:", 1) + f"{name}: {quoted}\n"
    try:
        details = parse_details(typed)
    except InvalidInput as error:
        for problem in error.problems:
            assert problem.place.line <= typed.count("\n") + 1
            assert format_problems([problem])
        return
    assert details.meeting.places


@settings(max_examples=80)
@given(
    st.text(
        st.one_of(st.sampled_from("会议名称时间讲话人要点：: \n\n  --[]{}，,'\"“”#"), st.characters()), max_size=120
    )
)
def test_any_file_is_read_or_told(text: str) -> None:
    try:
        parse_details(text)
    except InvalidInput as error:
        assert error.problems


def long_details(points: int) -> str:
    """Details with so many points: at most 99 at one level, as many levels as that takes."""
    rows = ["会议名称: 全县防火工作大会", "时间: 2026年11月25日", "讲话:"]
    for number in range(points):
        if number % 5000 == 0:
            speaker = ("赵海", "钱山")[number // 5000]
            rows += [f"  - 讲话人: {speaker}（副县长）", "    要点:"]
        if number % 60 == 0 or number % 5000 == 0:
            rows += [f"      - 标题: 第{number // 60 + 1}组", "        要点:"]
        if number % 3:
            rows.append(f"          - {{标题: 查看第{number}处, 正文: 柴垛离房十米，水缸天天挑满。}}")
        else:
            rows += [
                f"          - 标题: 查看第{number}处",
                "            正文: 柴垛离房十米，水缸天天挑满，共【水缸】口。",
            ]
    return "\n".join([*rows, "数据: {水缸: 312}", ""])


def test_what_reading_takes_grows_as_the_details_do() -> None:
    """Ten times the points take ten times the work, and each node of a long text is counted besides; not a hundred times."""
    few, many = long_details(600), long_details(6000)
    speeches = parse_details(few).meeting.speeches
    assert speeches and all(one.points for speech in speeches for one in speech.points)
    assert calls(lambda: parse_details(many)) < 15 * calls(lambda: parse_details(few))
