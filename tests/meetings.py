"""Details of meetings that hold no mistake, made of parts that fit each other, for `hypothesis`."""

from __future__ import annotations

from datetime import date, timedelta

import yaml
from hypothesis import strategies as st

NAMES = ("林海", "沈洁", "高原", "叶青", "侯建国", "王健", "何敏", "罗军", "吴涛", "周文", "郑兰", "许静")
POSTS = (
    "县委书记",
    "县委副书记、县长",
    "县委常委、常务副县长",
    "副县长",
    "县应急管理局局长",
    "县水利局局长",
    "石桥镇党委书记",
    "青山镇镇长",
)
MATTERS = ("安全生产", "防汛抗旱", "森林防火", "项目建设", "信访稳定", "食品安全", "校园安全", "污染防治")
NEEDS = (
    "底数要摸清",
    "责任要压实",
    "隐患要清零",
    "值守要到位",
    "信息要畅通",
    "物资要备足",
    "队伍要拉得出",
    "督查要跟上",
    "宣传要到户",
    "作风要过硬",
)
TEXTS = (
    "各乡镇逐村逐户登记，三天之内报到县政府办公室。",
    "该停工的停工，该撤人的撤人，不留死角。",
    "分管领导带队检查，查出的问题当场交办。",
    "全年投入资金1,200万元，增长3.5%，完成任务的92%。",
    "学习《安全生产法》《消防法》，做到“零容忍”“零遗漏”。",
    "重点企业（含在建工地）每周自查一次，发现问题马上整改。",
    "从6月1日起实行24小时值班，遇有险情先处置、同时报告。",
    "工业、农业和服务业都要算清这笔账。",
    "对整改不力的单位，由督查室通报批评。",
    "村干部守在路口，群众没有全部转移，不得离开。",
)
WAYS = ("传达", "通报", "汇报", "讨论")


@st.composite
def points(draw: st.DrawFn, depth: int = 2) -> list[object]:
    """Points of one level: a heading with a text, with points of its own, or alone where no text is left to say."""
    needs = draw(st.lists(st.sampled_from(NEEDS), min_size=2, max_size=5, unique=True))
    texts = list(draw(st.permutations(TEXTS)))
    out: list[object] = []
    for need in needs:
        if draw(st.booleans()) or depth == 1 or not texts:
            out.append(_point(need, texts))
        else:
            inner = draw(st.lists(st.sampled_from(NEEDS), min_size=2, max_size=3, unique=True))
            out.append({"标题": need, "要点": [_point(f"{one}的措施", texts) for one in inner]})
    return out


def _point(title: str, texts: list[str]) -> dict[str, object]:
    """A point with the next text, each of which is said once."""
    return {"标题": title, "正文": texts.pop()} if texts else {"标题": title}


@st.composite
def details(draw: st.DrawFn) -> str:
    """A 会议.yaml with a roster, an agenda, one or two speeches and what the chair asks for."""
    matter = draw(st.sampled_from(MATTERS))
    day = date(2026, 1, 5) + timedelta(days=draw(st.integers(0, 600)))
    count = draw(st.integers(3, len(POSTS)))
    names = draw(st.permutations(NAMES))[:count]
    items = draw(st.lists(st.sampled_from(MATTERS), min_size=1, max_size=4, unique=True))
    agenda: list[object] = [
        {"方式": draw(st.sampled_from(WAYS)), "事项": f"{one}工作情况", "人员": draw(st.sampled_from(names))}
        for one in items
    ]
    meeting = {
        "会议名称": f"全县{matter}工作{draw(st.sampled_from(('会议', '推进会', '调度会')))}",
        "单位": {"全称": "清源县人民政府", "自称": "我县", "下级": "各乡镇、各部门"},
        "时间": f"{day.year}年{day.month}月{day.day}日 {draw(st.sampled_from(('9:00', '14:30', '15:00')))}",
        "地点": draw(st.sampled_from(("县行政中心三楼会议室", "县会议中心", "县政府第一会议室"))),
        "主要任务": f"总结前段工作，部署下一步{matter}任务",
        "出席": [f"{name}（{post}）" for name, post in zip(names, POSTS, strict=False)],
        "参会": "各乡镇、县直有关部门主要负责同志",
        "主持人": names[1],
        "议程": [*agenda, "讲话"],
        "讲话": [{"讲话人": names[0], "要点": draw(points())}],
        "主持人要求": {"要点": draw(points(depth=1))},
    }
    return yaml.safe_dump(meeting, allow_unicode=True, sort_keys=False)
