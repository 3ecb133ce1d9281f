"""结构挖掘: what recurs is counted rightly, what comes out can be used, and frames hold for other texts.

The small archive below is written for these tests; the measures on the annotated texts need them beside the repository.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from generator.commands.mine import mine_command
from generator.commands.template_check import check_template
from generator.composing.library import Library
from generator.details import parse_details
from generator.miner import Mined, mine_folders
from generator.miner.archive import read_archive
from generator.miner.blanks import frame_text
from generator.miner.builtin import builtin_sentences
from generator.miner.builtin_frames import patterns
from generator.miner.charts import bar_chart
from generator.miner.classes import LINK, ROLES
from generator.miner.duplicates import Groups
from generator.miner.frames import MIN_FIXED, Frame, Room
from generator.miner.grammar import gather, learn_grammar
from generator.miner.growing import whole_frame
from generator.miner.headings import Skeleton, skeletons
from generator.miner.score import SCORED, Score, score_folds, score_papers
from generator.miner.spool import Paper, Spool
from generator.miner.support import pattern_support, wording_support
from generator.miner.words import plain_lexicon
from generator.pipeline import Workshop, papers_called
from generator.problems import InvalidInput
from generator.rendering.folders import shelf_for

ROOT = Path(__file__).parents[1]
OTHER_TOPICS = ROOT / "tests" / "data" / "structure"
NEW_TEXTS = ROOT / "tests" / "data" / "mining"
SHARED = ROOT.parent / "shared" / "corpus" / "raw"
needs_corpus = pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated corpus is not beside the repository")

SPEECH = """在{meeting}上的讲话

同志们：
今天召开{meeting}，主要任务是{task}。刚才，{who}通报了{matter}，讲得都很好，请大家抓好落实。下面，我讲{n}点意见。
一、认识再提高。{first}
二、措施再细化。{second}
三、责任再压实。{third}
同志们，{state}。让我们{appeal}，确保{goal}。
今天的会议到此结束，散会。
"""
MATTERS = (
    {
        "meeting": "全镇秸秆综合利用工作会议",
        "task": "部署秋收时节的禁烧巡查",
        "who": "农技站刘站长",
        "matter": "去年各村的火点",
        "n": "三",
        "first": "秸秆离田的窗口期只有半个月，错过就要等到来年开春。",
        "second": "每块地头安排一名看护员，打捆机提前一周检修完毕。",
        "third": "包片干部夜里也要到田边走一走，发现烟头当场扑灭。",
        "state": "秋粮归仓就在眼前",
        "appeal": "把田间地头看紧看牢",
        "goal": "不烧一把火、不冒一处烟",
    },
    {
        "meeting": "学校冬季用电检查动员会",
        "task": "排查宿舍和食堂的线路",
        "who": "后勤处孟处长",
        "matter": "暑期改造的遗留问题",
        "n": "几",
        "first": "一个插座没有拔下来，整栋楼的学生都要跟着担惊受怕。",
        "second": "电工班按楼层逐间登记，老旧电闸在放假前全部换新。",
        "third": "宿管老师每晚熄灯后复查，查出的热得快统一保管。",
        "state": "隐患藏在看不见的墙角里",
        "appeal": "从自己的办公室查起",
        "goal": "全校师生温暖过冬",
    },
    {
        "meeting": "公司仓储盘点推进会",
        "task": "核清账面和货位的差额",
        "who": "物流部丁经理",
        "matter": "三号库的盘亏原因",
        "n": "四",
        "first": "账实不符拖得越久，查起来越费劲，赔起来也越多。",
        "second": "两人一组交叉点数，扫码枪读不出来的货物单独摆放。",
        "third": "谁点的数谁签字，月底由财务抽取十分之一复核。",
        "state": "家底清楚了才好做买卖",
        "appeal": "把每一个货架都点到",
        "goal": "月底前账物卡三相符",
    },
)
DETAILS = """会议名称: 全县燃气安全工作会议
主要任务: 部署入户安检和老旧管线更换
时间: 2026年12月3日
单位: {全称: 云山县人民政府, 自称: 我县, 下级: 各乡镇、各部门}
主持人: 王芳（县长）
议程:
  - {方式: 通报, 事项: 前三季度入户安检情况, 人员: 赵强（县住建局局长）}
  - 讲话
讲话:
  - 讲话人: 李明（县委书记）
    要点:
      - {标题: 查清底数, 正文: 一户一档，月底前建好。}
      - {标题: 更换老管, 正文: 先换学校和医院周边的管线。}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three speeches of three trades, one of them twice."""
    folder = tmp_path / "旧稿"
    folder.mkdir()
    for number, matter in enumerate(MATTERS, 1):
        (folder / f"{number}.txt").write_text(SPEECH.format(**matter), encoding="utf-8")
    again = SPEECH.format(**MATTERS[0]).replace("半个月", "二十天")
    (folder / "4 又一份.txt").write_text(again, encoding="utf-8")
    return folder


def mined(folder: Path, support: int = 2) -> tuple[Mined, dict[str, str]]:
    found, files = mine_folders([folder], shelf_for(None), support)
    return found, dict(files)


def papers(folder: Path) -> list[Paper]:
    with Spool() as spool:
        read_archive([folder], spool)
        return list(spool.distinct())


def test_every_role_has_its_frame_with_its_support_and_places(archive: Path) -> None:
    found, _ = mined(archive)
    best = {role: frame_text(rows[0], brief=True) for role, rows in found.frames.items() if rows}
    assert (found.files, found.papers, found.texts) == (4, 4, 3)
    assert best.keys() == set(ROLES) - {LINK}
    for role in best:
        top = found.frames[role][0]
        assert top.texts == 3, role
        assert [place.split(":")[0] for place in top.places] == ["1.txt", "2.txt", "3.txt"]
    assert "1.txt:4" in found.frames["开头"][0].places
    assert any("召开{会议}" in frame_text(row, brief=True) for row in found.frames["开头"])
    assert any("几点意见" in frame_text(row, brief=True) for row in found.frames["过渡句"])


def test_a_frame_below_the_support_is_left_out(archive: Path) -> None:
    for support in (1, 2, 3, 4):
        found, _ = mined(archive, support)
        counted = [row.texts for rows in found.frames.values() for row in rows]
        assert all(texts >= support for texts in counted)
        assert all(heading.texts >= support for heading in found.headings)
        assert all(topic.texts >= support for topic in found.topics)
        assert bool(counted) == (support < 4)


def test_a_frame_has_six_fixed_characters_wherever_it_is_met(archive: Path) -> None:
    found, _ = mined(archive)
    rows = [row for rows in found.frames.values() for row in rows]
    assert rows
    assert all(row.frame.fixed >= MIN_FIXED for row in rows)
    lexicon = plain_lexicon("过渡句")
    frame = Frame("过渡句", ("我", "讲", "几点"), (Room(6, False), Room(6, False)), 6)
    assert frame.find("我讲三点", lexicon.tokens("我讲三点"), 4) is None
    assert frame.find("我再强调三个方面。", lexicon.tokens("我再强调三个方面。"), 9) is not None


def test_heading_frames_are_found_not_listed(archive: Path) -> None:
    found, files = mined(archive)
    frames = {str(one.skeleton): (one.texts, one.lists, one.heads) for one in found.headings}
    assert frames["X再Y"] == (3, 3, 9)
    assert "| X再Y | 3 | 3 | 9 |" in files["报告.md"]
    for path in archive.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("认识再提高", "必须提高认识").replace("措施再细化", "务必细化措施"), encoding="utf-8"
        )
    assert "X再Y" not in {str(one.skeleton) for one in mined(archive)[0].headings}


@pytest.mark.parametrize(
    ("heads", "skeleton"),
    [
        (["抓好巡查不放松", "抓好检修不放松", "抓好值守不放松"], "抓好X不放松"),
        (["把责任落实到位", "把措施落实到位", "把资金落实到位"], "把X落实到位"),
        (["巡查必须到位", "检修必须到位", "值守必须到位"], "X必须到位"),
        (["强化巡查力量", "强化值守纪律"], "强化X"),
        (["思想上重视起来", "行动上迅速起步", "作风上扎实一些"], "X上Y"),
        (["认识再提高", "措施再细化", "责任再压实"], "X再Y"),
    ],
)
def test_parallel_headings_have_one_skeleton(heads: list[str], skeleton: str) -> None:
    assert [str(one) for one in skeletons(heads)] == [skeleton]


def test_headings_that_share_nothing_have_no_skeleton() -> None:
    assert list(skeletons(["查清底数", "更换老管", "建好台账"])) == []


def test_a_skeleton_wants_something_in_each_blank() -> None:
    assert Skeleton("抓好", "", "不放松").holds("抓好巡查不放松")
    assert not Skeleton("抓好", "", "不放松").holds("抓好不放松")
    assert Skeleton("", "再", "").holds("责任再压实")
    assert not Skeleton("", "再", "").holds("再压实责任")


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "generator.cli", "mine", str(OTHER_TOPICS), "-o", str(tmp_path / seed)]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / s).rglob("*.*")} for s in ("1", "2"))
    assert len(first) > 10
    assert first == second


def test_a_sentence_of_the_archive_stands_in_the_examples_only(archive: Path) -> None:
    report = mined(archive)[1]["报告.md"]
    rows = [
        re.split(r"(?<!\\)\|", row) for row in report[: report.index("## 标题句式")].split("\n") if row.startswith("| ")
    ]
    framed = [cells for cells in rows if len(cells) == 7]
    assert len(framed) > 10
    assert any(matter["task"] in cells[5] for cells in framed for matter in MATTERS)
    for matter in MATTERS:
        for value in ("task", "matter", "state", "appeal", "goal"):
            assert not any(matter[value] in cell for cells in framed for cell in cells[:5])


def test_charts_stand_alone(archive: Path) -> None:
    files = mined(archive)[1]
    charts = {name: text for name, text in files.items() if name.endswith(".svg")}
    assert len(charts) == 7
    for name, text in charts.items():
        root = ElementTree.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "href" not in text and "<script" not in text
        assert f"图/{Path(name).name}" in files["报告.md"] or "没有够数的" in files["报告.md"]


def test_bars_are_as_long_as_their_numbers() -> None:
    root = ElementTree.fromstring(bar_chart("篇数 <与> 字数", [("甲", 10), ("乙 & 丙", 5), ("丁", 0)], "篇"))
    bars = [float(one.get("width", "")) for one in root.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert bars[1] == pytest.approx(bars[0] / 2, abs=1)
    assert bars[2] == 0
    said = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert said[0] == "篇数 <与> 字数"
    assert "乙 & 丙" in said and "5篇" in said


def test_word_and_web_files_are_read_like_text(tmp_path: Path) -> None:
    folder = tmp_path / "旧稿"
    (folder / "里层").mkdir(parents=True)
    rows = [SPEECH.format(**matter).split("\n") for matter in MATTERS]
    document = Document()
    for row in rows[0]:
        document.add_paragraph(row)
    document.save(str(folder / "甲.docx"))
    page = "".join(f"<p>{row}</p>" for row in rows[1])
    (folder / "乙.html").write_text(f"<html><meta charset=utf-8><body>{page}</body></html>", encoding="utf-8")
    (folder / "里层" / "丙.txt").write_text("\n".join(rows[2]), encoding="utf-8")
    found, _ = mined(folder, 3)
    assert found.texts == 3
    assert {place.split(":")[0] for place in found.frames["承上"][0].places} == {"甲.docx", "乙.html", "里层/丙.txt"}


def test_the_mined_templates_make_a_paper(archive: Path, tmp_path: Path) -> None:
    files = mined(archive)[1]
    own = tmp_path / "模板"
    for name, text in files.items():
        if name.startswith(("公用/", "要求库/")):
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_text(text, encoding="utf-8")
    assert {Path(name).stem for name in files if name.startswith("公用/")} >= {"开场", "承上", "过渡", "结尾", "散会"}
    details = parse_details(DETAILS, own)
    made = {call.template: Workshop(details).make(call).text for call in papers_called(details, ())}
    speech, script = made["讲话/工作会议"], made["主持词/工作会议"]
    assert "今天召开全县燃气安全工作会议，主要任务是部署入户安检和老旧管线更换。" in speech
    assert "刚才，赵强同志通报了前三季度入户安检情况。讲得都很好，请大家认真抓好落实。" in speech
    assert "下面，我讲两点意见。" in speech
    assert re.search("同志们，.*让我们.*确保各项任务落到实处。", speech)
    assert script.rstrip().endswith("今天的会议到此结束，散会。")
    for matter in MATTERS:
        assert matter["task"] not in speech + script
    shelf = shelf_for(None, own)
    assert check_template(shelf, "讲话/工作会议") == check_template(shelf_for(None), "讲话/工作会议")
    assert check_template(shelf, "主持词/工作会议") == check_template(shelf_for(None), "主持词/工作会议")
    own_words = DETAILS.replace("    要点:", "    开场: 今天只说一件事\n    结尾: 大家回去就办\n    要点:")
    details = parse_details(own_words, own)
    speech = next(
        Workshop(details).make(call).text for call in papers_called(details, ()) if call.template == "讲话/工作会议"
    )
    assert "今天只说一件事。" in speech and "大家回去就办。" in speech and "让我们" not in speech


def test_mined_topics_are_a_field_of_the_library(tmp_path: Path) -> None:
    folder = tmp_path / "旧稿"
    folder.mkdir()
    heads = ("加强值班值守", "严格值班值守纪律", "值班值守不能松")
    bodies = (
        "白天有人接电话，夜里有人守电台，交接班当面说清楚。2024年8月3日晚上就脱过岗。带班的人没有离开之前，先把下一班的人等到。",
        "值守的人不喝酒、不打牌，每两个小时到库房和水泵房转一圈。发现渗水先拉闸再报告，报告的时候说清楚哪一间、多大面积、有没有人。",
        "节假日照常排班，谁的班谁负责，临时换人要在登记本上签字。牛站长负责抽查，查到空岗的当天通报，第二次查到的换人。",
    )
    for number, (matter, head, body) in enumerate(zip(MATTERS, heads, bodies, strict=True)):
        text = SPEECH.format(**matter).replace("措施再细化。", f"{head}。{body}")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    found, files = mined(folder)
    topic = next(one for one in found.topics if one.name == "值班值守")
    assert (topic.texts, sorted(topic.heads), topic.known) == (3, sorted(heads), "值班值守")
    (tmp_path / "要求库").mkdir()
    (tmp_path / "要求库" / "自有.yaml").write_text(files["要求库/自有.yaml"], encoding="utf-8")
    library = Library([tmp_path])
    known = library.topic("值班值守", "自有")
    assert known is not None
    assert (known.domain, known.part, len(known.bodies)) == ("自有", "保障", 3)
    assert "交接班当面说清楚。" in known.bodies[0]
    for body in known.bodies:
        assert not re.search("2024|站长", body), "what was true of one meeting is left out"


def test_an_archive_of_other_topics_makes_every_shared_template(tmp_path: Path) -> None:
    _, files = mined(OTHER_TOPICS)
    shared = {Path(name).stem: text for name, text in files.items() if name.startswith("公用/")}
    assert shared.keys() == {"开场", "承上", "过渡", "串词", "串词自有", "结尾", "散会", "收束"}
    (tmp_path / "公用").mkdir()
    for stem, text in shared.items():
        assert stem == "串词" or "\n== 自有一 ==" in text
        (tmp_path / "公用" / f"{stem}.txt").write_text(text, encoding="utf-8")
    for name in ("讲话/工作会议", "主持词/工作会议", "讲话/动员会", "主持词/调度会"):
        assert check_template(shelf_for(None, tmp_path), name) == check_template(shelf_for(None), name), name
    details = parse_details(
        DETAILS.replace("  - 讲话\n讲话:", "  - {方式: 汇报, 事项: 管网改造进度}\n  - 讲话\n讲话:"), tmp_path
    )
    for variant in range(7):
        for call in papers_called(details, ()):
            text = Workshop(details).make(call, variant=variant).text
            assert "{" not in text and "赵强同志" in text


def test_a_text_with_another_name_and_date_is_the_same_text() -> None:
    groups = Groups()
    first = groups.add(SPEECH.format(**MATTERS[0]))
    assert groups.add(SPEECH.format(**MATTERS[1])) != first
    assert groups.add(SPEECH.format(**MATTERS[0]).replace("刘站长", "牛站长").replace("今天", "11月3日")) == first
    assert groups.add("") != first


@given(st.text("今天召开会议主要任务是下面我讲三点意见，。同志们让刚才通报了", max_size=80))
def test_words_stand_in_order_and_are_the_text(text: str) -> None:
    for role in ROLES:
        tokens = plain_lexicon(role).tokens(text)
        assert all(token.text == text[token.start : token.end] for token in tokens)
        assert all(a.end <= b.start for a, b in pairwise(tokens))


def test_what_cannot_be_read_is_told_and_the_rest_is_mined(archive: Path) -> None:
    (archive / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    report = mined(archive)[1]["报告.md"]
    assert "## 没有读成的文件" in report and "旧.doc" in report


def test_the_command_writes_the_folder(archive: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(mine_command, [str(archive), "-o", str(tmp_path / "结构库")])
    assert run.exit_code == 0, run.output
    assert "读了 4 个文件、3 篇不同的稿子" in run.output
    assert (tmp_path / "结构库" / "报告.md").is_file()
    assert (tmp_path / "结构库" / "公用" / "开场.txt").is_file()


def test_a_missing_or_empty_folder_is_a_problem(tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    for folder, code in ((tmp_path / "没有", "F21"), (empty, "M01")):
        with pytest.raises(InvalidInput) as caught:
            mine_folders([folder], shelf_for(None), 2)
        assert [problem.code for problem in caught.value.problems] == [code]
    run = CliRunner().invoke(mine_command, [str(empty), "-o", str(tmp_path / "结构库")])
    assert run.exit_code == 1
    assert not (tmp_path / "结构库").exists()


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    """What is kept of sentences is a share of fixed size, however many there are; and it is the same share each time."""
    folder = tmp_path / "旧稿"
    folder.mkdir()
    for number, matter in enumerate(MATTERS):
        (folder / f"{number}.txt").write_text(SPEECH.format(**matter), encoding="utf-8")
    few = gather(papers(folder))
    many = gather(paper for _ in range(300) for paper in papers_cached())
    again = gather(paper for _ in range(300) for paper in papers_cached())
    assert len(few.others()) == sum(len(paper.others) for paper in papers(folder))
    assert len(many.others()) == 3000
    assert many.others() == again.others()


@cache
def papers_cached() -> tuple[Paper, ...]:
    return tuple(papers(OTHER_TOPICS))


@cache
def builtin() -> tuple[tuple[str, str, str], ...]:
    return tuple(builtin_sentences(shelf_for(None)))


def test_builtin_wordings_are_sentences_of_every_role() -> None:
    counts = Counter(role for role, _, _ in builtin())
    assert counts.keys() == set(ROLES)
    assert all("{" not in text for _, _, text in builtin())


def test_every_builtin_pattern_is_a_frame_of_six_characters_and_suits_a_genre() -> None:
    given = list(patterns(shelf_for(None)))
    assert Counter(one.role for one in given).keys() == set(SCORED)
    genres = {"讲话", "主持词", "简报", "情况报告", "纪要", "通知", "发言", "其他"}
    for one in given:
        frame = whole_frame(plain_lexicon(one.role), one.role, one.sentence)
        assert frame is not None and frame.fixed >= MIN_FIXED, one.name
        assert set(one.genres) <= genres, one.name
    assert len({(one.role, one.text) for one in given}) == len(given)


@pytest.mark.parametrize(
    ("role", "sentence", "same"),
    [
        ("开头", "\n4月9日，某某县水务局召开河长制工作会议，总结去年工作。", True),
        ("开头", "4月9日，某某县水务局召开河长制工作会议，总结去年工作。", False),
        ("结尾", "\n下一步，我局将补齐台账。", True),
        ("结尾", "下一步，我局将补齐台账。", False),
    ],
)
def test_an_opening_and_an_appeal_of_a_report_begin_a_paragraph(role: str, sentence: str, same: bool) -> None:
    lexicon = plain_lexicon(role)
    frames = [whole_frame(lexicon, role, one.sentence) for one in patterns(shelf_for(None)) if one.role == role]
    met = [frame for frame in frames if frame and frame.find(sentence, lexicon.tokens(sentence), len(sentence))]
    assert bool(met) is same


def test_files_read_in_other_processes_give_the_same_archive(archive: Path) -> None:
    with Spool() as here, Spool() as there, ProcessPoolExecutor(2) as pool:
        read_archive([archive], here)
        read_archive([archive], there, pool.map)
        assert list(here) == list(there)
        assert (here.files, here.papers, here.groups) == (there.files, there.papers, there.groups) == (4, 4, 3)


# --- measures on the annotated texts ---------------------------------------------------------------------------------


@cache
def corpus() -> tuple[Paper, ...]:
    return tuple(papers(SHARED))


@cache
def folds() -> Score:
    return score_folds(corpus(), builtin(), 2, 1)


@needs_corpus
def test_four_of_five_held_out_sentences_are_recognised() -> None:
    score = folds()
    assert score.all_roles.of >= 80
    assert score.all_roles.hit >= 0.8 * score.all_roles.of, str(score.all_roles)


@needs_corpus
def test_held_out_sentences_of_speeches_are_recognised() -> None:
    spoken = folds().spoken
    hit, of = sum(spoken[role].hit for role in SCORED), sum(spoken[role].of for role in SCORED)
    assert of >= 35
    assert hit >= 0.8 * of, {role: str(share) for role, share in spoken.items()}


@needs_corpus
def test_recaps_pivots_and_links_are_recognised_in_all_genres() -> None:
    for role in ("承上", "过渡句", LINK):
        share = folds().roles[role]
        assert share.hit >= 0.7 * share.of, f"{role} {share}"


@needs_corpus
def test_few_other_sentences_are_taken_for_them() -> None:
    mistakes = folds().mistakes
    assert mistakes.of > 800
    assert mistakes.hit <= 0.02 * mistakes.of, str(mistakes)


@needs_corpus
def test_the_document_tells_what_is_measured() -> None:
    """docs/结构库.md gives the sums of the five-fold table; a changed reader may move them by a few sentences."""
    table = (ROOT / "docs" / "结构库.md").read_text("utf-8")
    row = next(row for row in table.split("\n") if row.startswith("| 合计 | "))
    told = [tuple(map(int, pair)) for pair in re.findall(r"(\d+)/(\d+)", row)]
    score = folds()
    for (hit, of), share in zip((told[0], told[-1]), (score.all_roles, score.mistakes), strict=True):
        assert abs(hit / of - share.hit / share.of) <= 0.06, f"{hit}/{of}, now {share}"


@needs_corpus
def test_frames_hold_for_other_topics() -> None:
    score = score_papers(papers_cached(), learn_grammar(gather(corpus()), builtin(), 2))
    assert score.all_roles.hit >= 0.8 * score.all_roles.of, str(score.all_roles)
    assert score.mistakes.hit <= 0.025 * score.mistakes.of, str(score.mistakes)


@needs_corpus
def test_frames_hold_for_reports_briefs_and_minutes_that_were_never_looked_at() -> None:
    score = score_papers(papers(NEW_TEXTS), learn_grammar(gather(corpus()), builtin(), 2))
    assert score.all_roles.of >= 60
    assert score.share(genres=("情况报告", "会议纪要")).hit >= 0.75 * score.share(genres=("情况报告", "会议纪要")).of
    assert score.all_roles.hit >= 0.72 * score.all_roles.of, str(score.all_roles)


@needs_corpus
def test_the_support_that_the_list_of_wordings_tells_is_found() -> None:
    """docs/写法.md: a 写法 that is not 自拟 has its frame in each text that its row names."""
    found = wording_support(papers(SHARED), gather(corpus()), builtin())
    missing, told = [], 0
    for row in (ROOT / "docs" / "写法.md").read_text("utf-8").split("\n"):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        named = re.findall(r"\d{3}-(?:\d\d|all)", cells[3]) if len(cells) == 4 else []
        name = "/".join(cells[:2])
        if named and name in found:
            told += len(named)
            missing += [(name, one) for one in named if f"{one}.txt" not in found[name]]
    assert told >= 25
    assert missing == []


@needs_corpus
def test_the_support_of_the_patterns_is_told() -> None:
    """docs/结构库.md: how many 句式 come with the program, and how many of them the annotated texts have."""
    found = pattern_support(corpus(), patterns(shelf_for(None)))
    told = re.search(r"共 (\d+) 条，其中 (\d+) 条", (ROOT / "docs" / "结构库.md").read_text("utf-8"))
    assert told is not None
    assert int(told[1]) == len(found)
    assert abs(int(told[2]) - sum(bool(files) for files in found.values())) <= 5
