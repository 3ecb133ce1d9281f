"""Old papers into details and back: the same words, the same outline; and what an edit then changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.clean import clean_text
from generator.commands.import_ import import_command
from generator.commands.make import make_command
from generator.details import Details, parse_details
from generator.import_draft import Draft, Old, draft_details
from generator.importer import load_text
from generator.meeting.ways import parse_ways
from generator.pipeline import Workshop, papers_called
from generator.reader import read
from generator.text.outline import Genre, Outline, Point
from generator.yaml_source.load import load_plain

HERE = Path(__file__).parent
STRUCTURE = sorted((HERE / "data" / "structure").glob("*.txt"))
CORPUS = HERE.parent.parent / "shared" / "corpus" / "raw"
NAMED = ("000-02", "000-03", "000-10", "000-12", "000-15", "002-01", "002-02", "002-03", "003-all")
WAYS = parse_ways(load_plain(HERE.parent / "templates" / "公用" / "方式.yaml"))
_HAN = re.compile("[\u3400-\u9fff]")
Tree = list[tuple[str, str, Any]]


def han(text: str) -> str:
    return "".join(_HAN.findall(text))


def tree(points: tuple[Point, ...]) -> Tree:
    return [(point.marker.strip(), han(point.head), tree(point.children)) for point in points]


def outline_of(text: str) -> Outline:
    cleaned = clean_text(text)
    return read(cleaned.text, cleaned.noise)


def drafted(text: str, reuse: bool = False) -> Draft:
    outline = outline_of(text)
    return draft_details([Old(outline.pieces[0], outline.text, "旧稿.txt")], WAYS, reuse)


def made(draft: Draft | str) -> str:
    """All papers of a details file, as drafts: what the importer could not know is not asked for."""
    details: Details = parse_details(draft if isinstance(draft, str) else draft.text)
    workshop = Workshop(details)
    return "\n".join(workshop.make(call, draft=True).text for call in papers_called(details))


def fields(draft: Draft) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(draft.text, yaml.BaseLoader)
    return loaded


def check_round_trip(path: Path, reuse: bool) -> None:
    cleaned = clean_text(load_text(path).text)
    outline = read(cleaned.text, cleaned.noise)
    for piece in outline.pieces:
        draft = draft_details([Old(piece, outline.text, path.name)], WAYS, reuse)
        back = made(draft)
        assert han(back) == han(piece.source)
        assert tree(read(back).pieces[0].points) == tree(piece.points)
        assert len(read(back).pieces) == 1
        assert sum(map(len, draft.unplaced)) <= len(piece.source) / 100


@pytest.mark.parametrize("reuse", [False, True], ids=["plain", "reuse"])
@pytest.mark.parametrize("path", STRUCTURE, ids=lambda path: path.stem)
def test_own_text_comes_back(path: Path, reuse: bool) -> None:
    check_round_trip(path, reuse)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")
@pytest.mark.parametrize("reuse", [False, True], ids=["plain", "reuse"])
@pytest.mark.parametrize("name", NAMED)
def test_corpus_text_comes_back(name: str, reuse: bool) -> None:
    check_round_trip(CORPUS / f"{name}.txt", reuse)


SPEECH = """在全区河道保洁工作会议上的讲话
陈国栋
（2025年6月3日）
同志们：
今天我们召开全区河道保洁工作会议，主要任务是总结上半年工作，安排汛期任务。刚才，区水务局通报了情况，讲得很细。下面，我讲三点意见。
一、看到成绩，更要看到差距
上半年打捞漂浮物420吨，13个监测点水质达标，达标率92%。
一是个别河段反弹。二是少数单位松劲。
二、突出重点，打好三场硬仗
（一）清障
（二）截污
（三）绿化
三、压实责任
要做到两个到位：一要人员到位，二要经费到位。
同志们，河清一日，贵在日日。让我们一起努力！
我就讲这些。
"""


def test_speech_is_told_in_fields() -> None:
    details = fields(drafted(SPEECH))
    assert details["会议名称"] == "全区河道保洁工作会议"
    assert details["时间"] == "2025年6月3日"
    assert details["主要任务"] == "总结上半年工作，安排汛期任务"
    assert details["出席"] == [{"姓名": "陈国栋", "职务": "【待补：职务】"}]
    (speech,) = details["讲话"]
    assert speech["讲话人"] == "陈国栋"
    # A template that says 在…上的讲话 itself would say it twice if it were the 题目.
    assert "题目" not in speech
    assert speech["署名"] == ["在【会议名称】上的讲话", "【姓名】", "（【日期】）"]
    assert speech["承上"] == "刚才，区水务局通报了情况，讲得很细。"
    assert speech["过渡"] == "下面，我讲【几】点意见。"
    assert speech["收束"] == "我就讲这些。"
    assert [point.get("标题") for point in speech["要点"]] == [
        "看到成绩，更要看到差距",
        "突出重点，打好三场硬仗",
        "压实责任",
    ]
    assert speech["要点"][2]["正文"] == "要做到【几】个到位："
    assert not any("标号" in point for point in speech["要点"])


def without(draft: Draft, *way: int) -> str:
    """The details without one point: (1,) is the second, (0, 1) the second under the first."""
    details = fields(draft)
    points = details["讲话"][0]["要点"]
    for step in way[:-1]:
        points = points[step]["要点"]
    del points[way[-1]]
    return str(yaml.dump(details, allow_unicode=True, sort_keys=False))


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_one_point_fewer_is_declared_and_numbered(gone: int) -> None:
    piece = read(made(without(drafted(SPEECH), gone))).pieces[0]
    assert piece.pivot is not None and piece.pivot.declared == 2
    assert [point.marker for point in piece.points] == ["一、", "二、"]


def test_points_under_a_point_count_on() -> None:
    text = made(without(drafted(SPEECH), 1, 0))
    assert "（一）截污\n（二）绿化\n" in text
    text = made(without(drafted(SPEECH), 2, 0))
    assert "要做到一个到位：一要经费到位。" in text


def test_number_that_no_list_bears_out_stays() -> None:
    draft = drafted("同志们：\n下面，我讲五点意见。\n一、增强“两个意识”。\n一是节水。二是护水。\n二、落实。\n")
    speech = fields(draft)["讲话"][0]
    assert speech["过渡"] == "下面，我讲五点意见。"
    assert speech["要点"][0]["正文"] == "增强“两个意识”。"


def test_number_is_counted_in_its_own_form() -> None:
    draft = drafted("同志们：\n下面，我讲2点意见。\n一、节水。\n二、护水。\n")
    assert fields(draft)["讲话"][0]["过渡"] == "下面，我讲【几：数字】点意见。"


def test_wrong_numbers_are_kept() -> None:
    text = "同志们：\n我强调几点。\n一是早动手。\n二是常检查。\n二是严考核。\n六是快报告。\n"
    draft = drafted(text)
    assert han(made(draft)) == han(text)
    assert [point.get("标号") for point in fields(draft)["讲话"][0]["要点"] if isinstance(point, dict)] == [
        "二是",
        "六是",
    ]


def test_pivot_between_two_lists_counts_the_second() -> None:
    text = (
        "同志们：\n会前看了现场，有两个问题。\n一是堆物多。\n二是巡查少。\n下面，我提三点要求。\n"
        "一要清理。\n二要巡查。\n三要问责。\n"
    )
    draft = drafted(text)
    assert han(made(draft)) == han(text)
    last = made(without(draft, len(fields(draft)["讲话"][0]["要点"]) - 1))
    assert "我提两点要求" in last and "三要" not in last


def test_what_was_not_said_is_not_made_up() -> None:
    text = "大家好。今天只说一件事。\n一、把路灯修好。\n二、把井盖换好。\n"
    assert han(made(drafted(text))) == han(text)


SCRIPT = """全区河道保洁工作会议主持词
同志们：
现在开会。今天的会议共有三项议程，下面逐项进行。
首先，进行第一项议程，请区水务局局长周志远同志通报上半年河道保洁情况。
下面，进行第二项议程，请柳湾街道作表态发言。
讲得很好。
下面，进行第三项议程，请副区长陈国栋同志讲话，大家欢迎。
刚才，陈区长作了讲话，请大家抓好落实。下面，我提两点要求。
一要迅速传达。二要马上行动。
今天的会议到此结束，散会。
"""


def test_script_is_told_in_fields() -> None:
    details = fields(drafted(SCRIPT))
    assert details["出席"] == [
        {"姓名": "周志远", "职务": "区水务局局长"},
        {"姓名": "陈国栋", "职务": "副区长"},
    ]
    first, second, third = details["议程"]
    assert (first["方式"], first["事项"], first["人员"]) == ("通报", "上半年河道保洁情况", "周志远")
    assert (second["方式"], second["人员"], second["评价"]) == ("表态发言", "柳湾街道", "讲得很好。")
    assert (third["方式"], third["人员"]) == ("讲话", "陈国栋")
    assert details["主持词"]["散会"] == "今天的会议到此结束，散会。"
    assert details["主持人要求"]["过渡"] == "下面，我提【几】点要求。"
    assert han(made(drafted(SCRIPT))) == han(SCRIPT)


def test_one_item_fewer_is_announced_and_numbered() -> None:
    details = fields(drafted(SCRIPT))
    del details["议程"][1]
    text = made(str(yaml.dump(details, allow_unicode=True, sort_keys=False)))
    assert "共有两项议程" in text and "进行第二项议程，请副区长陈国栋同志讲话" in text and "第三项" not in text


def test_script_and_speech_make_one_meeting() -> None:
    papers = [Old(outline.pieces[0], outline.text) for outline in map(outline_of, (SCRIPT, SPEECH))]
    draft = draft_details(papers, WAYS)
    details = parse_details(draft.text)
    assert sorted(call.genre for call in papers_called(details)) == ["主持词", "讲话"]
    assert details.meeting.agenda[2].speech == 0
    assert han(made(draft)) in (han(SPEECH) + han(SCRIPT), han(SCRIPT) + han(SPEECH))


def test_reuse_lifts_what_changes_and_make_tells_what_has_not() -> None:
    draft = drafted(SPEECH.replace("上半年打捞", "2025年上半年，在清河县学来的办法见了效，打捞"), reuse=True)
    data = fields(draft)["数据"]
    values = {figure["值"] for figure in data.values()}
    assert {"2025年", "420", "13", "92%", "清河县"} <= values
    assert all(figure["值"] == figure["旧值"] for figure in data.values())
    changed = draft.text.replace("值: '92%'\n    旧值", "值: '95%'\n    旧值").replace(
        "值: 92%\n    旧值", "值: 95%\n    旧值"
    )
    details = parse_details(changed)
    assert "达标率95%" in made(changed)
    stale = [problem for problem in details.findings if problem.code == "D18"]
    assert len(stale) == len(data) - 1


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("建成13个监测点，", "监测点数"),
        ("13个监测点水质达标", "监测点数"),
        ("储备防汛物资12吨，", "防汛物资吨数"),
        ("达标率92%。", "达标率"),
        ("产值同比增长12%。", "产值增长"),
        ("水库都是12座。", "水库数"),
        ("堤段没有3处以上塌方。", "堤段数"),
        ("带病运行的有2台。", "数1"),
        ("国有企业8家。", "数1"),
        ("入汛以来，已排查隐患312处。", "隐患数"),
        ("全县共有水库12座。", "水库数"),
        ("2025年，", "年份"),
        ("6月3日，", "月日"),
    ],
)
def test_figure_is_called_what_it_counts(said: str, name: str) -> None:
    draft = drafted(f"同志们：\n今天开会。\n一、看形势\n{said}\n二、抓落实\n", reuse=True)
    assert list(fields(draft)["数据"]) == [name]


def test_month_alone_is_not_lifted() -> None:
    draft = drafted("同志们：\n今天开会。\n一、看形势\n5月以来雨水多，12月要验收。\n二、抓落实\n", reuse=True)
    assert "数据" not in fields(draft)


WHO_IS_PRESENT = "出席今天会议的有：区委书记何立新同志，区委副书记、区长吴海燕同志，副区长陈国栋同志。"


@pytest.mark.parametrize("rows", [False, True], ids=["sentence", "rows"])
def test_who_is_present_is_told_by_rank(rows: bool) -> None:
    said = WHO_IS_PRESENT.replace("：", "：\n").replace("，", "，\n") if rows else WHO_IS_PRESENT
    details = fields(drafted(SCRIPT.replace("现在开会。", f"现在开会。{said}\n")))
    assert [one["姓名"] for one in details["出席"]] == ["何立新", "吴海燕", "陈国栋", "周志远"]


HOSTED = """全区河道保洁工作会议主持词
同志们：
现在开会。入夏以来，水面漂浮物明显增多。今天，我们召开全区河道保洁工作会议，主要任务是安排汛期任务。出席今天会议的有：副区长陈国栋同志，区水务局局长周志远同志；各街道、区直有关部门负责同志参加会议。今天的会议共有两项议程。
首先，进行第一项议程，请区水务局局长周志远同志通报上半年河道保洁情况。
（通报）
下面，进行第二项议程，请副区长陈国栋同志讲话。
刚才，陈国栋同志的讲话很有针对性，我区各单位要对照检查。下面，我提两点要求。
一要迅速传达。二要马上行动。各街道、各部门要在三天内报送方案。
散会。
"""


def test_what_the_meeting_was_is_told_besides_the_old_words() -> None:
    details = fields(drafted(HOSTED))
    assert details["背景"] == "入夏以来，水面漂浮物明显增多"
    assert details["参会"] == "各街道、区直有关部门负责同志"
    assert details["单位"] == {"自称": "我区", "下级": "各街道、各部门"}
    assert [item.get("评价", "") for item in details["议程"]] == [
        "",
        "刚才，陈国栋同志的讲话很有针对性，我区各单位要对照检查。",
    ]
    # Whoever speaks of two units does not say which is his.
    assert "单位" not in fields(drafted(SPEECH + "我区要向我市的先进看齐。\n"))


def test_old_details_under_another_type_say_nothing_twice() -> None:
    papers = [Old(outline.pieces[0], outline.text) for outline in map(outline_of, (HOSTED, SPEECH))]
    text = made(draft_details(papers, WAYS).text.replace("会议类型: 旧稿", "会议类型: 工作会议"))
    rows = text.splitlines()
    assert rows.count("在全区河道保洁工作会议上的讲话") == 1 and rows.count("全区河道保洁工作会议主持词") == 1
    assert text.count("陈国栋同志的讲话") == 1 and "（通报）" not in text
    assert "入夏以来，水面漂浮物明显增多。" in text and "各街道、区直有关部门负责同志参加会议。" in text
    assert text.count("下面，我提两点要求") == 1


WORDS = ("抓好落实", "提高认识", "迅速传达", "形势严峻", "责任到人", "各村各组", "汛期将至", "隐患排查", "常抓不懈")
STYLES = (
    ("一、", "二、", "三、", "四、"),
    ("（一）", "（二）", "（三）", "（四）"),
    ("1.", "2.", "3.", "4."),
    ("1、", "2、", "3、", "4、"),
    ("（1）", "（2）", "（3）", "（4）"),
    ("一是", "二是", "三是", "四是"),
    ("一要", "二要", "三要", "四要"),
    ("第一，", "第二，", "第三，", "第四，"),
    ("首先，", "其次，", "再次，", "最后，"),
    ("一方面", "另一方面"),
    ("第一件事，", "第二件事，", "第三件事，"),
)
clauses = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("，".join)
ends = st.sampled_from(("。", "；", "，", "！", ""))


@st.composite
def points(draw: st.DrawFn, depth: int = 0) -> str:
    markers = draw(st.sampled_from(STYLES))
    count = draw(st.integers(2, len(markers)))
    shift = draw(st.sampled_from((0, 0, 0, 1)))
    inline = draw(st.booleans())
    rows = []
    for number in range(count):
        mark = markers[min(number + shift, len(markers) - 1)]
        said = draw(clauses) + draw(ends)
        more = draw(st.sampled_from(("", "\n" + draw(clauses) + "。")))
        below = draw(points(depth + 1)) if depth < 2 and draw(st.integers(0, 3)) == 0 else ""
        rows.append(mark + said + more + (draw(st.sampled_from(("", "\n"))) + below if below else ""))
    return ("" if inline else "\n").join(rows)


@st.composite
def speeches(draw: st.DrawFn) -> str:
    parts = [
        draw(st.sampled_from(("", "在全镇防汛工作会议上的讲话\n", "关于防汛工作的讲话\n2025年6月1日\n"))),
        draw(st.sampled_from(("", "同志们：\n", "各位代表：", "同志们！\n"))),
        draw(st.sampled_from(("", "今天召开全镇防汛工作会议。", "今天开会，主要任务是部署防汛。\n"))),
        draw(st.sampled_from(("", "刚才，水利站通报了情况，", "刚才，两位同志作了发言。\n"))),
        draw(st.sampled_from(("", "下面，我讲三点意见。\n", "我强调几点：", "我提4点要求。\n"))),
        draw(points()),
        draw(st.sampled_from(("", "\n下面，我再讲两点。\n" + draw(points())))),
        draw(st.sampled_from(("", "\n同志们，让我们一起努力！", "同志们，任务艰巨。"))),
        draw(st.sampled_from(("", "\n我就讲这些。", "今天的会议到此结束，散会。"))),
    ]
    return "".join(parts)


@settings(max_examples=80, deadline=None)
@given(speeches(), st.booleans())
@example(
    "二、抓好落实。\n三、提高认识。（三）常抓不懈。\n（四）各村各组。（四）责任到人。今天的会议到此结束，散会。", False
)
@example("一、提高认识。\n（二）抓好落实。（三）常抓不懈。（三）责任到人今天的会议到此结束，散会。", True)
def test_import_and_make_give_the_speech_back(text: str, reuse: bool) -> None:
    outline = outline_of(text)
    for piece in outline.pieces:
        back = made(draft_details([Old(piece, outline.text)], WAYS, reuse))
        assert han(back) == han(piece.source)
        assert tree(read(back).pieces[0].points) == tree(piece.points)


@st.composite
def scripts(draw: st.DrawFn) -> str:
    ways = st.sampled_from(
        (
            "请县水利局局长周志远同志通报情况",
            "请赵明宇同志发言",
            "请柳湾镇、县水务局作表态发言",
            "颁奖",
            "全体起立，奏唱国歌",
            "请县委书记、县人大常委会主任陈国栋同志作重要讲话，大家欢迎",
            "请王××同志宣读《关于表彰的决定》",
        )
    )
    count = draw(st.integers(1, 4))
    digits = "一二三四"
    listed = f"\n会议共有{digits[count - 1]}项议程：一是传达；二是讲话。"
    rows = [
        draw(st.sampled_from(("全县防汛工作会议主持词", "在全县防汛工作会议上的主持词\n县长 李明"))),
        draw(st.sampled_from(("同志们：", "各位领导，同志们："))),
        draw(st.sampled_from(("现在开会。", "今天召开全县防汛工作会议，主要任务是部署防汛。")))
        + draw(st.sampled_from(("", f"会议共有{digits[count - 1]}项议程。", listed))),
    ]
    for number in range(count):
        lead = st.sampled_from((f"下面，进行第{digits[number]}项议程，", f"会议进行第{digits[number]}项：", "接下来，"))
        rows.append(draw(lead) + draw(ways) + draw(st.sampled_from(("。", "！", "。请上台。"))))
        remarks = ("", "讲得很好，请大家学习。", "（发言）\n谢谢。", "一是要认真学。\n二是要抓落实。")
        rows.append(draw(st.sampled_from(remarks)))
    rows.append(draw(st.sampled_from(("", "刚才，大家作了发言。", "同志们，刚才，两位同志讲了话，请抓好落实。"))))
    rows[-1] += draw(st.sampled_from(("", "下面，我提两点要求。\n", "我再强调三点："))) + draw(points())
    rows.append(draw(st.sampled_from(("", "同志们，让我们共同努力！"))))
    rows.append(draw(st.sampled_from(("", "散会。", "今天的会议到此结束，散会。"))))
    return "\n".join(row for row in rows if row)


@settings(max_examples=80, deadline=None)
@given(scripts(), st.booleans())
@example(
    "全县防汛工作会议主持词\n同志们：\n下面，进行第一项议程，请赵明宇同志发言。\n一是要认真学。\n二是要抓落实。\n"
    "下面，进行第二项议程，请赵明宇同志发言。\n讲得很好。\n我再强调三点：一方面隐患排查。另一方面各村各组。\n散会。",
    True,
)
def test_import_and_make_give_the_script_back(text: str, reuse: bool) -> None:
    outline = outline_of(text)
    for piece in outline.pieces:
        back = made(draft_details([Old(piece, outline.text)], WAYS, reuse))
        assert han(back) == han(piece.source)
        assert tree(read(back).pieces[0].points) == tree(piece.points)
        assert len(read(back).pieces[0].agenda) == len(piece.agenda)


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        alphabet="同志们：，。；\n 一二三、（）是要第12.【】“”#-：'\"你好会议程请讲话{}[]&*!|>%@`?　",
        min_size=1,
        max_size=80,
    )
)
def test_any_text_loads(text: str) -> None:
    outline = outline_of(text)
    for piece in outline.pieces:
        if piece.source.strip():
            parse_details(draft_details([Old(piece, outline.text)], WAYS).text)


def run(*arguments: str) -> tuple[int, str]:
    command = {"import": import_command, "make": make_command}[arguments[0]]
    result = CliRunner().invoke(command, list(arguments[1:]))
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_command_writes_a_file_that_make_takes(tmp_path: Path) -> None:
    (tmp_path / "旧.txt").write_text(SPEECH, encoding="utf-8")
    target = tmp_path / "会议.yaml"
    code, said = run("import", str(tmp_path / "旧.txt"), "-o", str(target))
    assert code == 0 and "会议.yaml" in said
    assert run("make", str(target), "--draft", "--format", "txt")[0] == 0
    code, said = run("import", str(tmp_path / "旧.txt"), "-o", str(target))
    assert code == 1 and "已经有了" in said
    assert run("import", str(tmp_path / "旧.txt"), "-o", str(target), "--force")[0] == 0


def test_several_papers_in_one_file_make_several_details(tmp_path: Path) -> None:
    (tmp_path / "旧.txt").write_text(SPEECH + SPEECH.replace("河道保洁", "森林防火"), encoding="utf-8")
    old, target = str(tmp_path / "旧.txt"), tmp_path / "会议.yaml"
    assert run("import", old, "-o", str(target))[0] == 0
    assert [path.name for path in sorted(tmp_path.glob("*.yaml"))] == ["会议-1.yaml", "会议-2.yaml"]
    assert run("import", old, "-o", str(target), "--piece", "2")[0] == 0
    assert "森林防火" in target.read_text(encoding="utf-8")
    assert run("import", old, "-o", str(target), "--piece", "3")[0] == 1


def test_several_files_are_one_meeting_of_one_paper_each(tmp_path: Path) -> None:
    (tmp_path / "主持.txt").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "合集.txt").write_text(SPEECH + SPEECH, encoding="utf-8")
    target = str(tmp_path / "会议.yaml")
    assert run("import", str(tmp_path / "主持.txt"), str(tmp_path / "讲话.txt"), "-o", target)[0] == 0
    code, said = run("import", str(tmp_path / "主持.txt"), str(tmp_path / "合集.txt"), "-o", target, "--force")
    assert code == 1 and "2 篇" in said


def test_report_is_taken_for_a_speech_with_a_word(tmp_path: Path) -> None:
    report = HERE / "data" / "structure" / "农机监理情况汇报.txt"
    assert outline_of(report.read_text(encoding="utf-8")).pieces[0].genre is Genre.REPORT
    code, said = run("import", str(report), "-o", str(tmp_path / "会议.yaml"))
    assert code == 0 and "按讲话导入" in said


def test_full_draft_is_made_at_once_and_comes_back_from_its_word_file(tmp_path: Path) -> None:
    (tmp_path / "旧.txt").write_text(SPEECH, encoding="utf-8")
    first, second = tmp_path / "会议.yaml", tmp_path / "会议2.yaml"
    assert run("import", str(tmp_path / "旧.txt"), "-o", str(first))[0] == 0
    # Title, name and date stood in the old text: nothing is missing.
    assert run("make", str(first), "-o", str(tmp_path))[0] == 0
    (paper,) = tmp_path.glob("*.docx")
    assert run("import", str(paper), "-o", str(second))[0] == 0
    assert made(second.read_text(encoding="utf-8")) == made(first.read_text(encoding="utf-8"))


def test_what_is_missing_is_asked_for_until_it_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "旧.txt").write_text(SPEECH.replace("陈国栋\n（2025年6月3日）\n", ""), encoding="utf-8")
    target = tmp_path / "会议.yaml"
    assert run("import", str(tmp_path / "旧.txt"), "-o", str(target))[0] == 0
    code, said = run("make", str(target), "-o", str(tmp_path), "--format", "txt")
    assert code == 1 and "时间" in said and "讲话人" in said
    filled = (
        target.read_text(encoding="utf-8")
        .replace("# 时间: ", "时间: ")
        .replace("# 讲话人: 姓名（职务）", "讲话人: 陈国栋（副区长）")
    )
    target.write_text(filled, encoding="utf-8")
    assert run("make", str(target), "-o", str(tmp_path), "--format", "txt")[0] == 0
