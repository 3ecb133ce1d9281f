"""空: what may stand in the room of a frame, and what a frame looks like on paper: 今天召开{会议}，主要任务是{任务}.

A blank is named for what was seen in it (日期, 题名, 人 …), else for the words on its two sides.
"""

from __future__ import annotations

import re
from collections import Counter

from generator.miner.classes import COUNT_WORDS, DATE, LINK
from generator.miner.counting import Counted, commonest
from generator.text.numerals import NUMERAL
from generator.text.outline import Role
from generator.text.regex import regex

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("题名", regex("《[^》]+》")),
    ("日期", regex(r"[0-9０-９×xX]{1,4}年|[0-9０-９×xX]{1,2}月[0-9０-９×xX]{1,2}日|[上下]午")),
    ("谁", regex("同志|书记|[省市县区镇乡局校院处科]长|主任|代表|[×某xX]{2,}")),
    ("列举", regex("、[^、]+、")),
    ("数", regex(r"[0-9０-９]+(?:\.[0-9]+)?[%％]?")),
)
_AFTER: dict[tuple[str, str], str] = {
    ("开头", "召开"): "会议",
    ("开头", "主要任务是"): "任务",
    ("开头", "贯彻"): "上级精神",
    ("开头", "为了"): "目的",
    ("开头", "根据"): "依据",
    ("开头", "以来"): "谁",
    ("开头", "高度重视"): "做法",
    ("开头", "今天"): "谁",
    ("开头", "确保"): "目标",
    ("承上", "刚才"): "谁",
    ("承上", "作了"): "什么",
    ("承上", "讲话"): "什么",
    ("承上", "请大家"): "要求",
    ("承上", "讲得好"): "评价",
    ("过渡句", "代表"): "单位",
    (LINK, "请"): "谁",
    (LINK, "第几项"): "谁",
    (LINK, "首先"): "谁",
    ("结尾", "同志们"): "形势",
    ("结尾", "让我们"): "号召",
    ("结尾", "大家"): "号召",
    ("结尾", "坚决"): "目标",
    ("结尾", "打赢"): "目标",
    ("结尾", "祝"): "祝愿",
}
_OTHERWISE = {"开头": "内容", "承上": "什么", "过渡句": "事项", LINK: "事项", "结尾": "目标", "散会": "内容"}
_NUMBER = regex(f"第?[{NUMERAL[1:-1]}几0-9０-９xX×]{{1,3}}(?=[项个点条句件方])")
_SHOWN = 4


def blank_name(role: str, before: str, seen: Counter[str]) -> str:
    """What a blank is called, by its content where most of it is of one kind, else by the word before it."""
    total = seen.total()
    for name, pattern in _KINDS:
        if total and 2 * sum(count for text, count in seen.items() if pattern.search(text) and len(text) <= 24) > total:
            return name
    return _AFTER.get((role, before), _OTHERWISE[role])


def frame_text(counted: Counted, brief: bool = False) -> str:
    """The frame for people: its words as they were seen (`brief`: the commonest only), {…} for what varies."""
    out = []
    frame = counted.frame
    for step, kind in enumerate(frame.kinds):
        words = _alternatives(counted.words[step], kind in COUNT_WORDS, 1 if brief else _SHOWN)
        out.append("{日期}" if kind == DATE else words)
        filling = counted.filling(step)
        if filling is not None:
            out.append(filling)
            continue
        seen = counted.fillings[step]
        marks = [text[:1] for text in seen.elements() if text[:1] in "，：、"]
        opens = commonest(Counter(marks)) if 2 * len(marks) > seen.total() else ""
        meeting = kind in ("今天", "我局", "召开") and frame.kinds[step + 1 : step + 2] == ("会议",)
        name = "会议" if meeting and frame.role == Role.OPENING.value else blank_name(frame.role, kind, seen)
        out.append(f"{opens}{{{name}}}")
    return "".join(out).strip().rstrip("：；，、") + "。"


def _alternatives(seen: Counter[str], counts: bool, most: int) -> str:
    merged: Counter[str] = Counter()
    for text, count in seen.items():
        merged[_NUMBER.sub(_without_number, text) if counts else text] += count
    words = sorted(merged, key=lambda word: (-merged[word], word))
    if len(words) == 1 or most == 1:
        return words[0]
    more = "|…" if len(words) > most else ""
    return "{" + "|".join(words[:most]) + more + "}"


def _without_number(found: re.Match[str]) -> str:
    return "第几" if found.group().startswith("第") else "几"
