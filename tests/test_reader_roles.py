"""Agenda lines, heads and genres, adjournments: one specimen for each way of saying it."""

from __future__ import annotations

import re

import pytest

from generator.reader import read

AGENDAS = [
    (
        "下面，进行会议第一项内容，请王局长通报情况。\n下面，进行会议第二项内容，请县长讲话。",
        [(1, "下面"), (2, "下面")],
    ),
    (
        "首先，进行大会第一项：宣读文件。\n接着，进行大会第二项：表态发言。\n最后，进行大会第三项：请书记讲话。",
        [(1, "首先"), (2, "接着"), (3, "最后")],
    ),
    (
        "第一项，请李主任传达会议精神。\n第二项，请张局长部署工作。\n第三项，请陈书记讲话。",
        [(1, "第一项"), (2, "第二项"), (3, "第三项")],
    ),
    ("会议第一项议程是观看警示教育片。\n会议第二项议程是请纪委书记讲话。", [(1, "会议"), (2, "会议")]),
    (
        "首先，让我们观看专题片。\n接下来，请财政局刘局长汇报预算执行情况，请审计局做准备。\n请审计局马局长汇报。\n最后，请常县长作指示。",
        [(1, "首先，让我们"), (2, "接下来"), (3, "请审计局"), (4, "最后")],
    ),
    (
        "接下来是典型发言环节，首先请河口镇发言。\n下面请各单位递交责任书。\n最后，请书记作重要讲话。",
        [(1, "接下来"), (2, "下面"), (3, "最后")],
    ),
    (
        "现在，会议进行第一项，由县委办主任宣读任职决定。\n会议进行第二项，由新任局长作表态发言。\n会议进行第三项，请组织部长讲话。",
        [(1, "现在"), (2, "会议"), (3, "会议")],
    ),
    (
        "下面，我宣读县委关于成立领导小组的通知。\n下面，请领导小组副组长部署任务。\n下面，请县委书记讲话。",
        [(1, "下面"), (2, "下面"), (3, "下面")],
    ),
    (
        "今天的会议共有三项议程，一是学习文件，二是讨论方案，三是书记讲话。\n下面进行第一项，请办公室学习文件。\n下面进行第二项，请大家围绕方案展开讨论。\n下面进行第三项，请书记讲话。",
        [(1, "下面"), (2, "下面"), (3, "下面")],
    ),
    (
        "今天的会议议程共有三项：\n1.局长通报情况；\n2.乡镇表态；\n3.县长讲话。\n下面逐项进行。首先进行第一项，请局长通报情况。\n下面进行第二项，请石桥镇表态发言。\n下面进行第三项，请县长讲话。",
        [(1, "首先"), (2, "下面"), (3, "下面")],
    ),
]


@pytest.mark.parametrize(("body", "items"), AGENDAS, ids=[body[:14] for body, _ in AGENDAS])
def test_agenda_is_announced(body: str, items: list[tuple[int, str]]) -> None:
    opening = "现在开会。今天我们召开推进会，目的是统一思想、推动工作。"
    pieces = read(f"工作推进会主持词\n同志们：\n{opening}\n{body}\n散会。").pieces
    assert [piece.genre.value for piece in pieces] == ["主持词"]
    found = pieces[0].agenda
    assert [item.number for item in found] == [number for number, _ in items]
    assert all(item.text.startswith(begins) for item, (_, begins) in zip(found, items, strict=True))
    assert pieces[0].points == ()


@pytest.mark.parametrize(
    "text",
    [
        "活动中，首先由民警讲解了交通法规。随后由社工演示了头盔的戴法。最后由镇长作了总结。",
        "同志们：\n首先，请允许我代表县委向大家表示问候。下面，请大家记好三件事。\n一、早\n二、细",
    ],
)
def test_telling_and_asking_is_no_agenda(text: str) -> None:
    assert read(text).pieces[0].agenda == ()


HEADS = [
    (
        "关于进一步做好高温天气安全生产工作的通知\n各乡镇：\n近日气温持续升高，请做好以下工作。\n一、调班\n二、送药",
        "关于进一步做好",
        ["其他"],
    ),
    (
        "凝聚共识 砥砺前行\n——在2024年全县三级干部会议上的讲话\n中共××县委书记 王××\n（2024年2月19日）\n同志们：\n今天我们召开三干会，总结去年、部署今年。",
        "凝聚共识",
        ["讲话"],
    ),
    (
        "王××同志在全县安全生产会议上的讲话提纲\n\n（二〇二四年一月五日）\n\n同志们：\n今天开个短会，讲讲安全。",
        "王同志在全县",
        ["讲话"],
    ),
    (
        "××区2023年法治政府建设情况报告\n2023年，我区坚持以法治思想为指引，扎实推进法治政府建设。现将有关情况报告如下：\n一、主要工作\n二、存在问题",
        "区年法治政府",
        ["情况报告"],
    ),
    (
        "县委理论学习中心组学习会议纪要\n时间：2024年6月3日\n地点：县委常委会议室\n主持：李××\n参加人员：中心组成员\n会议学习了有关文件。会议认为，必须学深悟透。会议要求：\n一、抓学习\n二、抓转化",
        "县委理论学习",
        ["会议纪要"],
    ),
    (
        "“学党史、强信念”主题演讲比赛主持词\n尊敬的各位领导、各位评委、亲爱的朋友们：\n大家下午好！\n首先请1号选手演讲。\n下面请2号选手演讲。\n下面请评委点评。",
        "学党史强信念",
        ["主持词"],
    ),
    (
        "我镇召开安全生产工作推进会\n4月9日，我镇召开安全生产工作推进会，镇长主持会议。会议传达了上级精神。会议强调，要抓早抓小。",
        "我镇召开安全",
        ["简报"],
    ),
    (
        "在全市三夏生产现场会上的\n讲 话\n市委副书记 周××\n同志们：\n麦收在即，我讲两点。\n一、快\n二、净",
        "在全市三夏生",
        ["讲话"],
    ),
    ("班子成员廉政谈话记录\n谈话人：张三\n今天找大家谈一谈廉政问题，目的就是提个醒。", "班子成员廉政", ["其他"]),
    (
        "新任职干部集体谈话会上的表态发言\n尊敬的各位领导：\n组织信任我，我倍感荣幸。在此，我作三点表态：\n一是讲政治。\n二是勤学习。\n三是守底线。",
        "新任职干部集",
        ["讲话"],
    ),
    (
        "学校春季安全工作会议记录\n时间：3月1日\n地点：会议室\n校长主持会议，强调要抓好防溺水。",
        "学校春季安全",
        ["会议纪要"],
    ),
    (
        "各位领导、同志们：\n根据会议安排，现就我镇人居环境整治工作作如下汇报：\n一、做法\n二、打算\n以上汇报，不当之处请批评指正。",
        None,
        ["情况报告", "讲话"],
    ),
]


@pytest.mark.parametrize(("text", "title", "genres"), HEADS, ids=[text[:12] for text, _, _ in HEADS])
def test_title_and_genre(text: str, title: str | None, genres: list[str]) -> None:
    """`title` holds the first Chinese characters; `genres` those that a reader of the text may choose."""
    (piece,) = read(text).pieces
    han = "".join(re.findall("[\u3400-\u9fff]", piece.title or ""))
    assert han.startswith(title) if title else not han
    assert piece.genre.value in genres


ADJOURNMENTS = [
    "今天的会就开到这儿，散会！",
    "我的发言到此结束，谢谢大家！",
    "今天会议的各项议程已全部进行完毕，现在散会。",
    "我就讲这些，讲得不对的地方请批评指正。",
    "以上汇报妥否，请批评指正。",
    "汇报到此，谢谢各位领导！",
    "现在，我宣布，全县第三届农民运动会胜利闭幕！",
    "会议到此结束，请各单位会后抓紧落实。散会。",
    "就讲到这里，谢谢。",
    "我先说这些，请各位补充。",
    "培训班开班仪式到此结束。",
    "谢谢！",
]


@pytest.mark.parametrize("separator", ["\n", ""], ids=["own line", "run on"])
@pytest.mark.parametrize("said", ADJOURNMENTS)
def test_adjournment(said: str, separator: str) -> None:
    text = "同志们：\n今天讲两点。\n一、抓早\n提前布置。\n二、抓小\n从小处着手，把隐患消除在萌芽。"
    piece = read(text + separator + said).pieces[0]
    assert piece.adjourn is not None
    assert said.startswith(piece.adjourn)


@pytest.mark.parametrize(
    "said",
    [
        "散会以后，大家马上到岗。",
        "谢谢参与，人人有责，这是我们在社区里听得最多的一句话，也是群众对网格员最朴素的评价和期待，值得我们珍惜。",
    ],
)
def test_a_word_of_parting_inside_a_text_is_no_adjournment(said: str) -> None:
    text = f"同志们：\n今天讲两点。\n一、抓早\n{said}\n二、抓小\n从小处着手，把隐患消除在萌芽，把问题解决在基层。"
    assert read(text).pieces[0].adjourn is None


@pytest.mark.parametrize(
    "line",
    [
        "各位网格员：",
        "各位主任、护士长：",
        "尊敬的韦部长，各位理事、监事，会员朋友们：",
        "各县区、各林场的同志们：",
        "各位企业负责人：",
        "同志们，大家下午好！",
    ],
)
def test_an_audience_is_addressed(line: str) -> None:
    piece = read(line + "\n入冬以来，火险等级居高不下，形势不容乐观。我讲两点。\n一、早\n二、严").pieces[0]
    assert piece.salutation == line


@pytest.mark.parametrize("line", ["各位要注意以下几点：", "各项工作：", "他们说：", "会议时间："])
def test_a_line_with_a_colon_need_not_address(line: str) -> None:
    assert read(line + "\n一、早\n二、严").pieces[0].salutation is None


ORDINALS = [
    ("第一个词，叫静。\n第二个词，叫勤。", ["第一个词，", "第二个词，"]),
    ("第一句话是感谢。\n第二句话是抱歉。", ["第一句话是", "第二句话是"]),
    ("头一个，热心。\n第二个，公心。", ["头一个，", "第二个，"]),
    ("一个是账要公开。再一个是路要修好。", ["一个是", "再一个是"]),
    ("一曰勤。\n二曰俭。", ["一曰", "二曰"]),
    ("一看收入。\n二看住房。", ["一看", "二看"]),
    ("一看就明白。\n大家都懂。", []),
    ("第一个月，试运行。大家克服困难。", []),
    ("第一个环节，看短片。第二个环节，谈体会。", []),
]


@pytest.mark.parametrize(("body", "markers"), ORDINALS, ids=[body[:5] for body, _ in ORDINALS])
def test_spoken_ordinals(body: str, markers: list[str]) -> None:
    """What counts points in speech, and what only looks like it: a lone 一看, months, parts of a meeting."""
    points = read(f"各位同事：\n今天的会不长，主要是说说心里话。\n{body}").pieces[0].points
    assert [point.marker for point in points] == markers


RECAPS = [
    ("上午，总经理作了工作报告，我完全赞成。", True),
    ("四个乡镇刚才作了汇报，底数是清的。", True),
    ("一季度刚刚收官，任务还很重。", False),
    ("昨天晚上，常委会专门听取了汇报。", False),
]


@pytest.mark.parametrize(("said", "sums_up"), RECAPS, ids=[said[:6] for said, _ in RECAPS])
def test_recap_is_of_this_meeting(said: str, sums_up: bool) -> None:
    recap = read(f"同志们：\n今天开个短会。\n{said}我讲两点。\n一、早\n二、严").pieces[0].recap
    assert (recap is not None and recap.startswith(said[:6])) == sums_up
