"""要求库/自有.yaml: the topics of an archive in the form that `make` reads, with what stood under them as bodies.

Sentences that tell a date, a number or a name are left out of the bodies: they were true of one meeting.  What belongs
to which part (认识, 任务, 保障) is told by words of the topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.miner.counting import commonest
from generator.miner.headings import HeadingFrame
from generator.miner.topics import FoundTopic
from generator.text.regex import regex

_PARTS = (
    ("认识", regex("认识|思想|站位|形势|意识|重视|政治|警钟|麻痹|定位")),
    ("保障", regex("领导|责任|保障|督导|督查|检查|问责|纪律|组织|协同|配合|机制|作风|值班|队伍|信息报送")),
)
_STALE = regex(
    r"[0-9０-９]|[xX×＊*_？?�]|同志|书记|[省市县区镇乡局校院站所队处科股]长|主任|经理|《|总理|主席|[一二三四五六七八九十]+[是要]|[{}<>【】]|同比"
)
_BODY = (40, 220)
_MOST_TOPICS, _MOST_BELOW = 40, 8
_ORDER = {"认识": 10, "任务": 40, "保障": 70}
_LEADS = {
    "认识": "先把认识统一起来，知道为什么做、做到什么程度。",
    "任务": "任务要落到人、落到事、落到时间，下面几件事请大家逐项抓好。",
    "保障": "有部署，更要有人抓、有人管、有人查。",
}
_HEADINGS = {
    "认识": "提高思想认识，增强做好工作的紧迫感",
    "任务": "突出工作重点，抓好各项任务落实",
    "保障": "压实工作责任，形成齐抓共管合力",
}


def own_domain(topics: Sequence[FoundTopic], frames: Sequence[HeadingFrame]) -> str | None:
    """The file's text, or None where no topic has a body that can be said again."""
    rows = [row for topic in topics[:_MOST_TOPICS] for row in _topic(topic)]
    if not rows:
        return None
    head = [
        "说明: 从自己的旧稿里挖出来的要求；正文请看一遍，改成现在的情况再用",
        "别名: [旧稿]",
        "部分:",
        "  - 名: 通用",
        "    标题:",
        *(f"      {part}: {text}" for part, text in _HEADINGS.items()),
        "引语:",
        *(f"  {part}: ['{text}']" for part, text in _LEADS.items()),
    ]
    if frames:
        head.insert(2, "# 旧稿里常见的标题句式：" + "、".join(str(one.skeleton) for one in frames[:8]))
    return "\n".join([*head, "主题:", *rows]) + "\n"


def _topic(topic: FoundTopic) -> Iterator[str]:
    bodies = list(dict.fromkeys(body for raw in topic.bodies if (body := _lasting(raw))))
    if not bodies:
        return
    part = part_of(topic)
    heads = sorted(topic.heads, key=lambda head: (-topic.heads[head], head))
    stem = next(
        (head for head in heads if 4 <= len(head) <= 14 and "，" not in head and not _STALE.search(head)), topic.name
    )
    yield f"  {_quoted(topic.name)}:"
    yield f"    部分: {part}"
    yield f"    次序: {_ORDER[part]}"
    yield f"    名词: {_quoted(topic.name)}"
    yield f"    动宾: {_quoted(stem)}"
    yield f"    再式: {_quoted(stem)}"
    yield f"    标题: [{', '.join(_quoted(head) for head in heads[:5])}]"
    below = sorted(topic.below, key=lambda one: (-topic.below[one], one))[:_MOST_BELOW]
    if below:
        yield f"    子项: [{', '.join(_quoted(one) for one in below)}]"
    yield "    正文:"
    for body in bodies:
        yield f"      - {_quoted(body)}"


def part_of(topic: FoundTopic) -> str:
    """认识, 任务 or 保障, by the topic's name and its commonest heading."""
    said = topic.name + commonest(topic.heads)
    return next((part for part, words in _PARTS if words.search(said)), "任务")


def _lasting(body: str) -> str:
    """The sentences of a body that hold for another meeting; empty where too little is left."""
    kept, size = [], 0
    for sentence in re.findall("[^。！？]+[。！？]", body):
        if not _STALE.search(sentence) and size + len(sentence) <= _BODY[1]:
            kept.append(sentence)
            size += len(sentence)
    return "".join(kept) if size >= _BODY[0] else ""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "’") + "'"


def library_names(topics: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every usual name of the library's topics → the topic's name; the first topic that claims a name has it."""
    names: dict[str, str] = {}
    for topic, others in topics.items():
        for name in (topic, *others):
            names.setdefault(name, topic)
    return names
