"""Each rule in a whole paper: five papers of one meeting that are right, and one fault planted in one of them.

A sentence by itself is no paper: here a rule has the lines around it, a title, a genre and a roster, and must tell the
fault at its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.checks import RULES, Checked, Figure, UnitWords, checked
from generator.checks.running import find_all
from generator.details import Details, parse_details
from generator.paper.page import Layout as PageLayout

PAPERS = Path(__file__).parent / "specimens" / "papers"
MEETING = """会议名称: 全县岁末年初安全生产工作会议
单位: {全称: 清源县人民政府, 自称: 我县, 下级: 各乡镇、各部门}
时间: 2026年12月9日（星期三）下午2:30 至 4:30
地点: 县行政中心一号楼三楼会议室
出席: [林海（县委书记）, 沈洁（县委副书记、县长）, 高原（县应急管理局局长）, 叶青（石桥镇党委书记）]
主持人: 沈洁
议程:
  - {方式: 讲话, 人员: 林海}
讲话:
  - {讲话人: 林海, 要点: [抓好落实]}
"""
WORDS = UnitWords(mended=(("县安监局", "县应急管理局"),), figures=(Figure("全县常住人口", "45.2万", ("44.8万",)),))


@dataclass(frozen=True)
class Plant:
    """A fault: of which rule, in which paper, what stands there and what takes its place."""

    code: str
    paper: str
    old: str
    new: str


BODY = "成绩来之不易。"
"""Where a sentence may be added to the speech."""
NOTE = "就贯彻落实好这次会议精神"
PLANTS = (
    Plant("W01", "讲话", "（二）看住道路运输", "（四）看住道路运输"),
    Plant("W02", "讲话", "三、责任再压实", "二、责任再压实"),
    Plant("W03", "讲话", BODY, BODY + "首先，要认清形势。第二，要摸清底数。第三，要压实责任。"),
    Plant("W04", "讲话", "（一）看住矿山", "（一）、看住矿山"),
    Plant("W05", "情况报告", "（一）盯住没有销号的隐患", "盯住没有销号的隐患"),
    Plant("W11", "讲话", "我讲三点意见", "我讲四点意见"),
    Plant(
        "W12",
        "主持词",
        "共有四项议程：一是传达省、市《关于做好岁末年初安全防范工作的通知》；二是通报前三季度安全生产情况；三是叶青同志围绕矿山安全监管发言；四是林海同志讲话。",
        "共有五项议程。",
    ),
    Plant("W13", "主持词", "进行第三项议程", "进行第二项议程"),
    Plant("W14", "通知", "（见附件）", "（见附件3）"),
    Plant("W15", "主持词", NOTE, "请以下三家单位会后留下：石桥镇、县应急管理局。" + NOTE),
    Plant("W16", "情况报告", "已整改331处。", "已整改331处。没有销号的，矿山4处、工地7处、商场5处，共17处。"),
    Plant("W17", "情况报告", "查出隐患347处，已整改331处。", "查出隐患347处，已整改331处，占85%。"),
    Plant("W18", "情况报告", "已整改331处。", "已整改331处。专职安监员从120人增加到150人，增长30%。"),
    Plant("W21", "讲话", "但也要看到，", "但也要看到,"),
    Plant("W22", "情况报告", "（二）部门联合查。", '（二）部门联合查。落实"一企一策"。'),
    Plant("W23", "讲话", "查出的问题当场交办、", "查出的问题当场交办、，"),
    Plant("W24", "讲话", BODY, BODY + "学校、医院、商场...都要查到。"),
    Plant("W25", "讲话", "守不出事的底线", "守不出事的底线"),
    Plant("W26", "情况报告", "1260家次", "１２６０家次"),
    Plant("W27", "讲话", "成绩来之不易", "成绩 来之不易"),
    Plant("W28", "讲话", "麻痹不得。", "麻痹不得"),
    Plant("W29", "讲话", "", ""),
    Plant("W30", "讲话", "绷紧安全生产这根弦\n", "绷紧安全生产这根弦。\n"),
    Plant("W31", "讲话", "安全防范工作的通知》", "安全防范工作的通知"),
    Plant("W32", "讲话", "《关于做好岁末年初安全防范工作的通知》", "《关于落实《安全防范办法》的通知》"),
    Plant(
        "W33", "讲话", "《关于做好岁末年初安全防范工作的通知》", "《关于做好安全防范工作的通知》、《关于值班的通知》"
    ),
    Plant("W34", "讲话", "养老机构每月", "养老机构、等场所每月"),
    Plant("W35", "讲话", "养老机构每月", "养老机构……等场所每月"),
    Plant("W41", "通知", "2026年12月3日", "2026年11月31日"),
    Plant("W42", "通知", "2026年12月9日（星期三）", "2026年12月9日（星期二）"),
    Plant("W43", "通知", "下午2时30分至4时30分", "下午2时30分至1时30分"),
    Plant(
        "W44",
        "通知",
        "请于2026年12月7日（星期一）下午5时前报送参会回执（见附件）",
        "请于2026年12月10日前报送参会回执（见附件）",
    ),
    Plant("W45", "通知", "2026年12月3日", "2026年12月03日"),
    Plant("W46", "通知", "联系人：秦月", "请于12月7号前报名。联系人：秦月"),
    Plant("W47", "通知", "请各乡镇带本辖区", "请各乡镇于本周五前报送本辖区"),
    Plant("W48", "情况报告", "2026年12月9日，我县召开", "近日，12月9日，我县召开"),
    Plant("W51", "通知", "安全生产工作部署", "安全生产工作部署（清政发[2026]3号）"),
    Plant("W52", "情况报告", "已整改331处。", "已整改331处，整改率提高5—15%。"),
    Plant("W53", "情况报告", "查出隐患347处", "查出隐患大约347处左右"),
    Plant("W54", "情况报告", "已整改331处。", "已整改331处，投入3千5百元。"),
    Plant("W55", "情况报告", "每周通报一次", "七、八天通报一次"),
    Plant("W56", "情况报告", "已整改331处。", "已整改331处，事故下降了2倍。"),
    Plant("W57", "情况报告", "1260家次", "1,260家次，培训1500人次"),
    Plant("W58", "情况报告", "已整改331处。", "已整改331处，涉及群众12.5户。"),
    Plant("W59", "情况报告", "已整改331处。", "已整改331处，巡查管网12公里，更换管线5km。"),
    Plant("W61", "讲话", "叶青同志围绕", "XX同志围绕"),
    Plant("W62", "通知", "地点：县行政中心一号楼三楼会议室。", "地点："),
    Plant("W63", "讲话", "同时报告", "同时�告"),
    Plant("W64", "讲话", "同时报告", "同时\u200b报告"),
    Plant("W65", "讲话", "县安委会办公室不打招呼", "县安监局不打招呼"),
    Plant("W66", "情况报告", "已整改331处。", "已整改331处，惠及全县常住人口44.8万人。"),
    Plant("W67", "讲话", "叶青同志围绕", "叶××同志围绕"),
    Plant("W68", "讲话", "安排岁末年初安全生产工作。", "安排岁末年初安全生产\u30a8作。"),
    Plant("W71", "讲话", "值班人员不得脱岗漏岗", "值班人员必须必须在岗"),
    Plant(
        "W72",
        "讲话",
        "谁签字谁担责。",
        "谁签字谁担责。停产的封到位、断到底，复工的一项一项验收，谁验收谁签字，谁签字谁担责。",
    ),
    Plant("W73", "讲话", "安排岁末年初安全生产工作。", "布署岁末年初安全生产工作。"),
    Plant("W74", "情况报告", "截至12月20日", "截止12月20日"),
    Plant("W75", "讲话", "县安委会办公室不打招呼", "其它部门不打招呼"),
    Plant("W80", "纪要", "", ""),
    Plant("W81", "通知", "工作会议的通知\n", "工作会议的通知。\n"),
    Plant("W82", "通知", "关于召开", "关于对召开"),
    Plant("W83", "情况报告", "特此报告。", "妥否，请批示。"),
    Plant("W84", "情况报告", "县安委会办公室每周", "恳请你局支持，县安委会办公室每周"),
    Plant("W85", "讲话", "同志们：\n", "同志们，\n"),
    Plant("W86", "通知", "安全生产工作部署", "安全生产工作部署和《国家行政机关公文处理办法》"),
    Plant(
        "W87",
        "讲话",
        BODY,
        BODY
        + "县安全生产委员会（以下简称“县安委会”）已经开过两次会，县安全生产委员会（以下简称“县安委会”）的要求要落实。",
    ),
    Plant("W88", "讲话", BODY, BODY + "县安全生产委员会（以下简称“安委会”）要牵头，遇事向县安全生产委员会报告。"),
    Plant("W89", "纪要", "会议认为，全县", "会议认为，我们全县"),
    Plant("W90", "纪要", "（责任单位：县安委会办公室；完成时限：2026年12月31日）", ""),
    Plant("W91", "主持词", "石桥镇党委书记叶青同志。", "石桥镇党委书记叶清同志。"),
    Plant("W92", "主持词", "请县委书记林海同志讲话", "请县应急管理局局长林海同志讲话"),
    Plant(
        "W93",
        "主持词",
        "县委书记林海同志，县应急管理局局长高原同志，石桥镇党委书记叶青同志",
        "石桥镇党委书记叶青同志，县委书记林海同志，县应急管理局局长高原同志",
    ),
    Plant("W94", "讲话", "传达省、市部署，", "传达县政府、县人大部署，"),
    Plant(
        "W95",
        "讲话",
        "老厂房、沿街门店和农村自建房点多面广，有的多年没有人进去查过",
        "老厂房和沿街门店以及农村自建房这些点多面广而且多年没有人进去认真查过的场所都要在春节前全部逐一排查登记到册",
    ),
    Plant("W96", "讲话", "学校、医院、商场", "学校/医院/商场"),
    Plant("W97", "讲话", "麻痹不得", "龃龉不得"),
    Plant("W98", "讲话", "高原同志传达", "王喆同志传达"),
    Plant("W99", "讲话", "电动自行车不许推进楼里充电。", "电动自行车不许推进楼来。"),
)


def base(name: str) -> str:
    return (PAPERS / f"{name}.txt").read_text(encoding="utf-8-sig")


@pytest.fixture(scope="module")
def details() -> Details:
    return parse_details(MEETING)


def seen(text: str, paper: str, details: Details, page: PageLayout | None = None) -> Checked:
    return checked(text, paper, details, paper, WORDS, page=page)


def planted(plant: Plant) -> str:
    """The paper with the fault in it."""
    text = base(plant.paper)
    if plant.code == "W29":
        for head in ("绷紧安全生产这根弦\n", "抓实重点领域隐患整治\n", "守住不出事的底线\n"):
            text = text.replace(head, head.replace("\n", "。\n"))
    elif plant.code == "W25":
        text = text.replace("但也要看到，", "但也要看到\n，")
    elif plant.code == "W80":
        text = "\n".join(row for row in text.split("\n") if not row.startswith("出席") and "出席" not in row)
    else:
        assert text.count(plant.old) >= 1, plant
        text = text.replace(plant.old, plant.new, 1)
    assert text != base(plant.paper)
    return text


def test_every_rule_has_a_fault_in_a_paper() -> None:
    assert [plant.code for plant in PLANTS] == sorted(RULES)


@pytest.mark.parametrize("name", sorted(path.stem for path in PAPERS.glob("*.txt")))
def test_the_papers_are_right(name: str, details: Details) -> None:
    found = find_all(seen(base(name), name, details))
    assert [(one.rule.code, one.finding.found) for one in found if one.rule.severity != "提示"] == []


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.code)
def test_a_fault_in_a_paper_is_told_at_its_line(plant: Plant, details: Details) -> None:
    text = planted(plant)
    page = PageLayout() if plant.code == "W99" else None
    before = {finding.found for finding in RULES[plant.code].check(seen(base(plant.paper), plant.paper, details, page))}
    paper = seen(text, plant.paper, details, page)
    assert RULES[plant.code].suits(paper)
    new = [finding for finding in RULES[plant.code].check(paper) if finding.found not in before]
    assert new, plant.code
    rows, right = text.split("\n"), set(base(plant.paper).split("\n"))
    changed = {number for number, row in enumerate(rows, 1) if row not in right}
    lines = {paper.place(finding.start).line for finding in new}
    # What was left out is seen at the line after it, at the one that tells a number, at the first of the paper.
    assert lines & {number + after for number in changed for after in (0, 1)} or plant.code in ("W12", "W80"), lines
