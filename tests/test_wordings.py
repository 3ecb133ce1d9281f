"""The words of the built-in templates: what holds for every meeting and every variant.

Meetings are drawn with fixed seeds, so a failure comes back.  How a paper is made is tested elsewhere.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.details import parse_details
from generator.pipeline import Paper, Workshop, papers_called
from generator.rendering.folders import builtin_folder
from generator.rendering.render import Renderer
from generator.rendering.template import parse_template

BUILTIN = builtin_folder()
DOCS = Path(__file__).parents[1] / "docs" / "写法.md"
MEETINGS = 30
OCCASIONS = ("工作会议", "动员会", "推进会", "总结表彰会", "调度会", "开学典礼")
DIGITS = "两一二三四五六七八九十"
ALONE = ("传达", "汇报", "通报", "宣读", "部署", "说明", "解读", "介绍")
TOGETHER = ("观看", "讨论", "审议", "学习")
NOBODY = ("颁奖", "签订")
FROM_BELOW = ("发言", "交流发言", "表态发言")
FROM_ABOVE = ("讲话", "致辞", "总结讲话")
PEOPLE = tuple(
    f"{name}（{name[0]}家镇镇长）"
    for name in ("赵建国", "钱晓明", "孙志强", "李文静", "周立新", "吴海燕", "郑大力", "王秋生", "冯春梅", "陈永福")
)
MATTERS = ("《冬季巡查方案》", "河道清理进展", "《关于加强值守的通知》", *(f"第{i}号事项" for i in range(20, 40)))
NAMES = tuple(one.split("（")[0] for one in PEOPLE)
RENDERERS: dict[Path | None, Renderer] = {}


def drawn(seed: int, occasion: str = "") -> dict[str, Any]:
    """The details of a meeting, drawn: any optional slot filled or not, one to eleven agenda items."""
    chance = random.Random(seed)
    names = chance.sample(NAMES, len(NAMES))
    host, leader = names[0], names[chance.choice((0, 1, 1, 1))]
    agenda = list(_agenda(chance, names, chance.choice((0, 1, 1, 2, 3, 5, 8, 10))))
    speeches = []
    if chance.random() < 0.4 or not agenda:
        agenda.append({"方式": "讲话", "人员": leader})
        speeches.append({"讲话人": leader, "要点": _points(chance, 1), **_some(chance, {"事项": "河湖治理工作"})})
    if chance.random() < 0.4:
        own = {"事项": "巡河护堤", "自称": "我镇"}
        agenda.append({"方式": "发言", "人员": names[9]})
        speeches.append({"讲话人": names[9], "方式": "发言", "要点": _points(chance, 1), **_some(chance, own)})
    optional = {
        "背景": "汛期比往年来得早，留给我们的准备时间不多",
        "主要任务": "检查备汛情况，落实包保责任",
        "上级精神": "全市防汛工作会议精神",
        "会场纪律": "请关闭手机",
        "参会": "各村（社区）负责人",
    }
    return {
        "会议名称": "青川县河湖治理工作会议",
        "会议类型": occasion or chance.choice(OCCASIONS),
        "时间": "2026年3月2日",
        "单位": {"全称": "青川县人民政府", **_some(chance, {"自称": "我县", "下级": "各乡镇、各部门"})},
        "出席": list(PEOPLE),
        "主持人": host,
        "议程": agenda,
        **_some(chance, optional),
        **({"讲话": speeches} if speeches else {}),
        **_some(chance, {"主持人要求": {"要点": _points(chance, 1)}}),
    }


def _some(chance: random.Random, rows: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in rows.items() if chance.random() < 0.6}


def _points(chance: random.Random, least: int) -> list[dict[str, str]]:
    many = chance.choice((least, 2, 3, 5))
    return [{"标题": f"抓好第{i}桩事", "正文": f"这件事由专人办理{i}。"} for i in range(1, many + 1)]


def _agenda(chance: random.Random, names: list[str], count: int) -> Iterator[dict[str, Any]]:
    matters = chance.sample(MATTERS, len(MATTERS))
    leaders = chance.sample(names[2:5], 3)
    for _ in range(count):
        about = {"事项": matters.pop()} if chance.random() < 0.7 else {}
        kind = chance.choice(("alone", "alone", "alone", "together", "nobody", "below", "leader", "several"))
        if kind == "together":
            yield {"方式": chance.choice(TOGETHER), **about}
        elif kind == "nobody":
            yield {"方式": chance.choice(NOBODY), **about}
        elif kind == "below":
            yield {"方式": chance.choice(FROM_BELOW), "人员": chance.choice(names[5:9]), **about}
        elif kind == "several":
            yield {"方式": chance.choice(FROM_BELOW), "人员": names[6:8], **about}
        elif kind == "leader" and leaders:
            yield {"方式": chance.choice(FROM_ABOVE), "人员": leaders.pop()}
        else:
            yield {"方式": chance.choice(ALONE), "人员": chance.choice((names[0], *names[5:9])), **about}


def papers(
    details: dict[str, Any], variant: int, templates: Path | None = None, only: tuple[str, ...] = ()
) -> list[Paper]:
    """Every paper that the details call for, or those of `only`."""
    text = yaml.safe_dump(details, allow_unicode=True, sort_keys=False, width=1000)
    read = parse_details(text, templates)
    workshop = Workshop(read)
    # Templates of one folder are compiled once for all meetings.
    workshop.renderer = RENDERERS.setdefault(templates, workshop.renderer)
    return [workshop.make(call, variant=variant) for call in papers_called(read, only)]


@cache
def made() -> list[tuple[dict[str, Any], Paper]]:
    """Every paper of every drawn meeting, the variants taking turns."""
    return [(d, paper) for seed in range(MEETINGS) for d in [drawn(seed)] for paper in papers(d, seed % 11)]


def shared_wordings() -> dict[str, list[str]]:
    """The files of 公用/ that have several 写法, with the names of these."""
    out = {}
    for path in sorted((BUILTIN / "公用").glob("*.txt")):
        template = parse_template(path.read_text("utf-8"), f"公用/{path.stem}", "内置", path)
        if template.wordings:
            out[path.stem] = [one.name for one in template.wordings]
    return out


def sentences(paper: Paper) -> list[str]:
    return [part for row in paper.text.split("\n")[1:] for part in re.findall(r"[^。！？]+[。！？]", row)]


def links(paper: Paper) -> list[str]:
    return [
        row for row in paper.text.split("\n") if re.search(r"第[一二三四五六七八九十]+项|最后一项|由我|^下面，请", row)
    ]


def test_no_sentence_twice_in_one_paper() -> None:
    for _, paper in made():
        twice = [said for said, times in Counter(sentences(paper)).items() if times > 1]
        assert not twice, f"{paper.text}\n{twice}"


def test_nothing_left_over() -> None:
    odd = re.compile(
        r"【|undefined|None|[，、；：。][，、；：。]|[！？][，；。]|^[，。、；：！？）”]|（）|“”|《》|在上的|请，|由，|[，、；]$",
        re.M,
    )
    for details, paper in made():
        assert not odd.search(paper.text), f"{odd.search(paper.text)}\n{details}\n{paper.text}"


def test_links_beside_each_other_differ_in_wording() -> None:
    for _, paper in made():
        if paper.call.genre == "主持词":
            bare = [re.sub(r"第[一二三四五六七八九十]+项|[请由迎].+", "…", row) + row[-4:] for row in links(paper)]
            for one, following in pairwise(bare):
                assert one != following, paper.text


def test_items_are_counted_from_the_first_to_the_last() -> None:
    for details, paper in made():
        if paper.call.genre != "主持词" or len(details["议程"]) < 2:
            continue
        found = [m for row in links(paper) for m in re.findall(r"第([一二三四五六七八九十]+)项|(最后一项)", row)]
        numbers = [_number(n) if n else len(details["议程"]) for n, _ in found]
        assert numbers == list(range(1, len(details["议程"]) + 1)), paper.text


def _number(words: str) -> int:
    tens, _, ones = words.rpartition("十")
    digits = DIGITS.replace("两", "")
    return (digits.index(tens) + 1 if tens else "十" in words) * 10 + (digits.index(ones) + 1 if ones else 0)


def test_declared_counts_are_those_of_the_lists() -> None:
    spoken = re.compile(f"([{DIGITS}]+)(?:点意见|点要求|点希望|点想法|点。|个方面|个问题)")
    for details, paper in made():
        wanted = []
        if paper.call.genre == "主持词":
            said = re.findall(f"(?:共有|的|里，)([{DIGITS}]+)项(?:议程|内容)", paper.text)
            assert all(word == _word(len(details["议程"])) for word in said), paper.text
            wanted = details.get("主持人要求", {}).get("要点", [])
        elif paper.call.speech is not None:
            wanted = details["讲话"][paper.call.speech]["要点"]
        assert all(word == _word(len(wanted)) for word in spoken.findall(paper.text)), paper.text


def _word(number: int) -> str:
    return "两" if number == 2 else {10: "十", 11: "十一", 12: "十二"}.get(number) or DIGITS[number]


def test_every_wording_is_reached(tmp_path: Path) -> None:
    expected = _labelled(tmp_path / "公用")
    (tmp_path / "讲话").mkdir()
    bare = "".join(f'{{% include "公用/{stem}.txt" %}}' for stem in ("过渡", "典礼过渡", "小结"))
    (tmp_path / "讲话" / "没有要点.txt").write_text(bare, "utf-8")
    label = re.compile(r"〔([^〕]+)〕")
    empty = {"会议名称": "碰头会", "时间": "2026年3月2日"}
    reached = set(label.findall(papers(empty, 0, tmp_path, ("讲话/没有要点",))[0].text))
    for details, variant in _many():
        for paper in papers(details, variant, tmp_path):
            reached |= set(label.findall(paper.text))
        if reached == expected:
            break
    assert expected - reached == set()


def _labelled(folder: Path) -> set[str]:
    """The shared structures written to a folder, each 写法 beginning with its name; the names."""
    folder.mkdir()
    names = set()
    for stem, wordings in shared_wordings().items():
        text = (BUILTIN / "公用" / f"{stem}.txt").read_text("utf-8")
        labelled = re.sub(r"(?m)^== (\S+) ==.*$", rf"\g<0>\n〔{stem}·\1〕。", text)
        (folder / f"{stem}.txt").write_text(labelled, "utf-8")
        names |= {f"{stem}·{name}" for name in wordings}
    return names


def _many() -> Iterator[tuple[dict[str, Any], int]]:
    """Meetings of every kind with their variants: the speakers' own words, all slots filled, then drawn ones."""
    chance = random.Random(1)
    for occasion in OCCASIONS:
        details = drawn(1, occasion)
        details["议程"] = [{"方式": "讲话", "人员": NAMES[1], "评价": "好。"}, {"方式": "发言", "人员": NAMES[2]}]
        for own in (("开场", "承上", "过渡", "结尾", "收束"), ("开场",), ("过渡",)):
            said = {"要点": _points(chance, 1), **{key: f"自己的{key}" for key in own}}
            details["讲话"] = [{"讲话人": NAMES[1], **said}, {"讲话人": NAMES[2], "方式": "发言", **said}]
            details["主持人要求"] = {
                "承上": "会开完了",
                "过渡": "提个要求",
                **({"要点": ["快办。"]} if len(own) > 1 else {}),
            }
            yield details, 0
    # Work meetings have the most wordings of an opening; the other occasions have three or four each.
    for variant, occasion in [(i, "工作会议") for i in range(12)] + [
        (i, one) for i in range(4) for one in OCCASIONS[1:]
    ]:
        details = {**drawn(variant, occasion), "背景": "汛期早", "上级精神": "全市会议精神", "主要任务": "备汛"}
        details["单位"] = {"自称": "我县", "下级": "各乡镇"}
        heard = [{"方式": "传达", "人员": NAMES[4]}] if variant % 2 else []
        details["议程"] = [*heard, {"方式": "讲话", "人员": NAMES[1]}, {"方式": "讲话", "人员": NAMES[2]}]
        said = {"事项": "备汛工作", "要点": _points(chance, 1)}
        details["讲话"] = [{"讲话人": name, **said} for name in NAMES[1:3]]
        yield details, variant
    # With nothing said of why and what for, the wordings that do without it.
    for variant, occasion in [(i, one) for i in range(4) for one in OCCASIONS]:
        bare = {
            key: value for key, value in drawn(variant, occasion).items() if key not in ("背景", "主要任务", "上级精神")
        }
        said = {"事项": "备汛工作", "要点": _points(chance, 2)}
        yield {**bare, "议程": ["讲话"], "讲话": [{"讲话人": NAMES[1], **said}]}, variant
    for variant in range(4):
        yield _ascending(variant), variant
        yield _pledging(variant, ["早备料。"]), variant
        yield _pledging(variant, ["早备料。", "早动工。"]), variant
        yield _ceremony(variant), variant
        yield {**_pledging(variant, ["早备料。", "早动工。"]), "会议类型": "总结表彰会", "议程": _spoken()}, variant
    yield {**drawn(1, "工作会议"), "会议名称": "青川县水利馆开馆仪式", "背景": "水利馆建成了"}, 0
    for seed in range(300):
        yield drawn(seed, OCCASIONS[-1] if seed % 8 == 0 else "工作会议"), seed // 3 % 12


def _spoken() -> list[dict[str, Any]]:
    return [{"方式": "发言", "人员": name} for name in NAMES[5:9]]


def _ascending(seed: int) -> dict[str, Any]:
    """A leader speaks, and one above him takes it up."""
    speakers = [NAMES[3], NAMES[2]]
    return {
        **drawn(seed, "工作会议"),
        "主持人": NAMES[5],
        "议程": [{"方式": "讲话", "人员": name} for name in speakers],
        "讲话": [{"讲话人": name, "要点": ["早备料。", "早动工。"]} for name in speakers],
    }


def _pledging(seed: int, points: list[str]) -> dict[str, Any]:
    """Several pledge the same, one of them in his own words."""
    own: list[dict[str, Any]] = [{"开场": "自己的开场", "结尾": "自己的结尾"}, {}, {"事项": "巡河护堤"}, {}]
    return {
        **drawn(seed, "工作会议"),
        "议程": [{"方式": "表态发言", "人员": name} for name in NAMES[5:9]],
        "讲话": [
            {"讲话人": name, "方式": "发言", "要点": points, **said} for name, said in zip(NAMES[5:9], own, strict=True)
        ],
    }


def _ceremony(seed: int) -> dict[str, Any]:
    """A teacher, a pupil, a parent and a guest speak at a school."""
    people = ["许静（教师代表）", "李想（学生代表）", "赵明（家长代表）", "钱进（镇长）", "周文（校长）"]
    own = {"开场": "自己的开场", "结尾": "自己的结尾"} if seed == 0 else {}
    return {
        **drawn(seed, "开学典礼"),
        "单位": {"自称": "我校", "称谓": "老师"},
        "出席": people,
        "主持人": "周文",
        "议程": [{"方式": "发言", "人员": person.split("（")[0]} for person in people[:4]],
        "讲话": [
            {"讲话人": person.split("（")[0], "方式": "发言", "要点": ["好好学。", "好好练。"], **own}
            for person in people[:4]
        ],
    }


@pytest.mark.parametrize("variant", range(0, 14, 2))
def test_own_words_stand_whatever_the_variant(variant: int) -> None:
    own = {key: f"这是自己写的{key}" for key in ("开场", "承上", "过渡", "结尾", "收束")}
    details = {
        **drawn(3, "工作会议"),
        "背景": "汛期早",
        "主要任务": "备汛",
        "上级精神": "全市会议精神",
        "议程": [{"方式": "通报", "人员": NAMES[5], "评价": "这是自己写的评价"}, {"方式": "讲话", "人员": NAMES[1]}],
        "主持人": NAMES[2],
        "讲话": [{"讲话人": NAMES[1], "事项": "备汛工作", "要点": ["清沟。", "护堤。"], **own}],
        "主持人要求": {"要点": ["快。", "实。"], "承上": "这是自己写的小结", "过渡": "这是自己写的转折"},
    }
    host, speech = sorted(papers(details, variant), key=lambda paper: paper.call.genre)
    assert host.call.genre == "主持词"
    assert all(f"{words}。" in speech.text for words in own.values())
    assert all(f"这是自己写的{words}。" in host.text for words in ("评价", "小结", "转折"))


@pytest.mark.parametrize("variant", range(4))
def test_a_host_who_speaks_does_not_call_himself(variant: int) -> None:
    for seed in range(8):
        details = drawn(seed)
        details["议程"] = [*details["议程"][:2], {"方式": "讲话", "人员": details["主持人"]}]
        details.pop("讲话", None)
        (script,) = [paper for paper in papers(details, variant) if paper.call.genre == "主持词"]
        said = script.text.split("\n", 3)[3]
        assert details["主持人"] not in said, script.text
        assert "由我讲几点意见" in said and "由我讲话" not in said


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_every_occasion_has_its_speech_and_its_script(occasion: str) -> None:
    details = {**drawn(7, occasion), "讲话": [{"讲话人": NAMES[1], "要点": ["早备料。", "早动工。"]}]}
    details["议程"] = [{"方式": "讲话", "人员": NAMES[1]}]
    assert {paper.call.template for paper in papers(details, 0)} == {f"讲话/{occasion}", f"主持词/{occasion}"}


def test_a_school_has_no_comrades() -> None:
    for occasion in ("工作会议", "开学典礼"):
        for seed in range(10):
            details = drawn(seed, occasion)
            details["单位"] = {"自称": "我校", "下级": "各年级", "称谓": "老师"}
            details["称呼"] = "老师们、同学们"
            details["出席"] = [person.replace("镇长", "组长") for person in details["出席"]]
            for paper in papers(details, seed):
                assert "同志" not in paper.text, paper.text


def test_the_table_of_wordings_is_whole() -> None:
    rows = DOCS.read_text("utf-8").split("\n")
    listed = {tuple(cell.strip() for cell in row.split("|")[1:3]) for row in rows if row.count("|") >= 4}
    missing = [
        (stem, name) for stem, names in shared_wordings().items() for name in names if (stem, name) not in listed
    ]
    assert not missing


def test_how_many_wordings_there_are() -> None:
    found = shared_wordings()
    least = {"开场": 6, "承上": 5, "过渡": 6, "串词中项": 8, "结尾": 6, "主持开场": 3, "小结": 3, "要求": 4, "散会": 3}
    for stem, number in least.items():
        real = [name for name in found[stem] if not name.startswith(("自写", "不写"))]
        assert len(real) >= number, stem
