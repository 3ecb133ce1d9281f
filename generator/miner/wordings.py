"""写法: mined frames as template files of the form that `make` uses, under the names that templates know.

Each 写法 says what a frame says, in the archive's commonest words; its blanks become slots (会议名称, 主要任务, 事项,
要点|几, 项.谁 …).  A frame with a blank that no slot can fill stays in the report.  After the mined ones comes the
built-in template, for what they do not provide for (own words, one point alone, no agenda).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.miner.classes import LINK, PARAGRAPH
from generator.miner.counting import Counted, commonest
from generator.records import record
from generator.rendering.shelf import Shelf
from generator.rendering.template import BUILTIN, SHARED
from generator.text.numerals import chinese

_MOST = 6
_OWN_LINKS = "串词自有"
_TOLD = "刚才，{% for 组 in 前项 %}{{ 组.句 }}{% if not loop.last %}；{% endif %}{% endfor %}。"
_MIDDLE = "not 项.首项 and not 项.末项 and not 项.全体 and not 项.欢迎 and 项.人员 != [主持人]"
_FIRST = "项.首项 and not 项.末项 and not 项.全体 and not 项.欢迎 and 项.人员 != [主持人]"
_LAST = "项.末项 and not 项.首项 and not 项.全体 and not 项.欢迎 and 项.人员 != [主持人]"
_WELCOME = "not 项.首项 and not 项.末项 and 项.欢迎 and 项.人员 != [主持人]"


@record(frozen=True)
class MinedWording:
    """A 写法 made of a frame: when it fits, its text, and its support."""

    condition: str
    text: str
    texts: int


def template_files(counted: Mapping[str, Sequence[Counted]], shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Name (公用/开场.txt) and content of every template file that the frames are enough for."""
    for stem, note, role, make in _FILES:
        made: dict[str, MinedWording] = {}
        for one in counted.get(role, ()):
            if (wording := make(one)) is not None and wording.text not in made:
                made[wording.text] = wording
        chosen = sorted(made.values(), key=lambda w: (-w.texts, w.text))[:_MOST]
        if chosen and shelf.find(f"{BUILTIN}/{SHARED}/{stem}") is not None:
            yield from _router(chosen) if role == LINK else ()
            name = _OWN_LINKS if role == LINK else stem
            yield f"{SHARED}/{name}.txt", _file(name, note, chosen, shelf)


def _router(wordings: Sequence[MinedWording]) -> Iterator[tuple[str, str]]:
    """公用/串词.txt: the archive's own words where an item is of a kind that they fit, else the built-in ones."""
    fits = " or ".join(f"({condition})" for condition in sorted({one.condition for one in wordings}))
    rows = ["---", "标题: 串词", "说明: 自己的旧稿里有的说法在“串词自有”里，没有的用内置的", "---"]
    rows += [f'{{% if {fits} %}}{{% include "{SHARED}/{_OWN_LINKS}.txt" %}}']
    rows += [f'{{% else %}}{{% include "{BUILTIN}/{SHARED}/串词.txt" %}}{{% endif %}}']
    yield f"{SHARED}/串词.txt", "\n".join(rows) + "\n"


def _file(stem: str, note: str, wordings: Sequence[MinedWording], shelf: Shelf) -> str:
    rows = ["---", f"标题: {stem}", f"说明: {note}，从自己的旧稿里挖出来的写法；用不上时接着用内置的", "---"]
    for number, one in enumerate(wordings, 1):
        rows.append(f"== 自有{chinese(number)} ==" + (f" 当 {one.condition}" if one.condition else ""))
        rows.append(one.text)
    builtin = shelf.find(f"{BUILTIN}/{SHARED}/{stem}")
    named = builtin.wordings if builtin is not None and stem == "开场" else ()
    for wording in named:
        # 开场结构 asks for a 写法 by name, so the built-in names must stand here, too.
        rows.append(f"== {wording.name} ==" + (f" 当 {wording.condition}" if wording.condition else ""))
        rows.append(wording.text)
    if not named and builtin is not None:
        rows += ["== 内置 ==", f'{{% include "{BUILTIN}/{SHARED}/{stem}.txt" %}}']
    return "\n".join(rows) + "\n"


def _opening(one: Counted) -> MinedWording | None:
    """今天，我们召开{{ 会议名称 }}，主要任务是{{ 主要任务 }}。"""
    words = _said(one)
    convened = "召开" in words
    if words.keys() - {
        "为了",
        "贯彻",
        "精神",
        "今天",
        "我局",
        "召开",
        "会议",
        "主要任务是",
    } or not one.genres.keys() & {"讲话", "主持词"}:
        return None
    if not (convened or {"会议", "主要任务是"} <= words.keys()) or "今天" not in words:
        return None
    text = words["今天"] if words["今天"][:1] in "今此这本" else "今天"
    if convened:
        verb = words["召开"] if words["召开"] in ("召开", "举行") else "召开"
        text += (
            ("，" if _comma_after(one, "今天") else "") + ("我们" if "我局" in words else "") + verb + "{{ 会议名称 }}"
        )
        if "主要任务是" in words:
            text += "，" + words["主要任务是"].removeprefix("会议的").removeprefix("会议") + "{{ 主要任务 }}"
    else:
        text += "会议的" + words["主要任务是"].removeprefix("会议").removeprefix("的") + "{{ 主要任务 }}"
    if "贯彻" in words:
        if "为了" not in words:
            return None
        text = words["为了"] + words["贯彻"] + "{{ 上级精神 }}，" + text
    return MinedWording("not 开场", text + "。", one.texts)


def _recap(one: Counted) -> MinedWording | None:
    """刚才，{{ 前项 }}。讲得都很好，请大家抓好落实。"""
    kinds = one.frame.kinds
    if kinds[0] != "刚才" or "讲得好" not in kinds or one.frame.kinds.index("讲得好") == 0:
        return None
    at = kinds.index("讲得好")
    praise = one.word(at)
    if not praise.startswith(("讲得", "我都")) or praise.endswith("很"):
        praise = "讲得都很好"
    tail = praise
    if {"请大家", "落实"} <= set(kinds[at:]):
        asked = one.word(kinds.index("请大家", at))
        tail += (
            "，"
            + (asked if asked in ("请大家", "希望大家") else "请大家")
            + "认真"
            + _duty(one.word(kinds.index("落实", at)))
        )
    return MinedWording("前项 and not 承上", f"{_TOLD}{tail}。", one.texts)


def _duty(word: str) -> str:
    return word.removeprefix("认真") if len(word) > 2 else word + "好会议精神"


def _pivot(one: Counted) -> MinedWording | None:
    """下面，我就{{ 事项 }}讲{{ 要点|几 }}点意见。"""
    words = _said(one)
    counted = words.get("几点意见") or words.get("几点") or ""
    order = [kind for kind in one.frame.kinds if kind in ("下面", "我", "就", "讲", "几点意见", "几点")]
    wanted = [kind for kind in ("下面", "我", "就", "讲", "几点意见", "几点") if kind in words]
    if order != wanted or len(order) != len(one.frame.kinds) or "讲" not in words or not counted:
        return None
    noun = next(
        (f"{unit}{rest}" for unit in ("个方面", "个问题", "点", "条") if (rest := _after(counted, unit)) is not None),
        None,
    )
    if noun is None or ("下面" not in words and "我" not in words):
        return None
    text = f"{words['下面']}，" if "下面" in words else ""
    text += "我" + ("就{{ 事项 }}" if "就" in words else "") + words["讲"] + "{{ 要点|几 }}" + noun
    return MinedWording("要点|个数 > 1 and not 过渡", text + "。", one.texts)


def _after(counted: str, unit: str) -> str | None:
    found = counted.rfind(unit)
    return None if found < 0 else counted[found + len(unit) :]


def _link(one: Counted) -> MinedWording | None:
    """下面，进行{{ 项.第几 }}项议程，请{{ 项.谁 }}{{ 项.请 }}。"""
    words = _said(one)
    if words.keys() - {"首先", "进行", "第几项", "请", "同志", "作", "讲话", "欢迎"} or "首先" not in words:
        return None
    if "第几项" not in words and "请" not in words:
        return None
    lead = words["首先"]
    ask = "由" if words.get("请") == "由" else "请"
    text = lead + "，" + (words.get("进行", "进行") + "{{ 项.第几 }}项议程，" if "第几项" in words else "")
    text += ask + "{{ 项.谁 }}{{ 项.请 }}" + ("，大家欢迎" if "欢迎" in words else "")
    condition = _WELCOME if "欢迎" in words else {"首先": _FIRST, "最后": _LAST}.get(lead, _MIDDLE)
    return MinedWording(condition, text + "。", one.texts)


_GOALS = {"确保": "各项任务落到实处", "推动": "各项工作取得新成效", "圆满完成": "各项任务", "坚决": "完成好各项任务"}


def _closing(one: Counted) -> MinedWording | None:
    """{{ 称呼 }}，…。让我们…，确保…。  What an appeal is about is for the clerk: the words in its blanks are plain ones."""
    words = _said(one)
    if next(iter(words)) != "同志们" or not words.keys() & {"让我们", "大家"}:
        return None
    if words.keys() - {"同志们", "让我们", "大家", "坚决", "打赢", "为契机", "继续"}:
        return None
    asked = words.get("让我们", "请大家")
    asked = asked if asked in ("让我们", "希望大家", "请大家", "我们要", "我们一定") else "希望大家"
    text = "{{ 称呼 }}，任务已经明确，关键在于落实。" + asked + "以更实的作风，把今天定下的事情一件一件办好"
    if goal := words.get("坚决"):
        text += "，" + (goal if goal in _GOALS else "努力") + _GOALS.get(goal, "完成好各项任务")
    return MinedWording("not 结尾", text + "。", one.texts)


def _adjourn(one: Counted) -> MinedWording | None:
    """今天的会议到此结束，散会。"""
    words = _said(one)
    if words.keys() - {"会议", "到此结束", "散会"} or not {"到此结束", "散会"} <= words.keys():
        return None
    opening = words.get("会议", "会议")
    return MinedWording(
        "", f"{opening if opening.endswith('会议') else '今天的会议'}{words['到此结束']}，{words['散会']}。", one.texts
    )


def _last_words(one: Counted) -> MinedWording | None:
    """我就讲这些，谢谢大家。"""
    words = _said(one)
    ended = words.get("我讲完了", "")
    if words.keys() - {"我讲完了", "谢谢"} or not {"讲", "说"} & set(ended):
        return None
    thanks = words.get("谢谢", "")
    tail = "，" + (thanks if thanks.startswith("谢谢") else "谢谢大家") if thanks else ""
    return MinedWording("not 收束", ended + tail + "。", one.texts)


def _said(one: Counted) -> dict[str, str]:
    """The words of a frame by class, in the archive's commonest form."""
    return {kind: one.word(step) for step, kind in enumerate(one.frame.kinds) if kind != PARAGRAPH}


def _comma_after(one: Counted, kind: str) -> bool:
    seen = one.fillings[one.frame.kinds.index(kind)]
    marks: Counter[bool] = Counter()
    for text, count in seen.items():
        marks[text.startswith("，")] += count
    return commonest(Counter({str(key): value for key, value in marks.items()})) == "True"


_FILES: tuple[tuple[str, str, str, Callable[[Counted], MinedWording | None]], ...] = (
    ("开场", "讲话的第一段", "开头", _opening),
    ("承上", "讲话开头对前面议程的小结", "承上", _recap),
    ("过渡", "从开场转到要点的一句话", "过渡句", _pivot),
    ("串词", "一项议程说一次", LINK, _link),
    ("结尾", "讲话最后的号召", "结尾", _closing),
    ("散会", "宣布散会", "散会", _adjourn),
    ("收束", "讲话的最后一句", "散会", _last_words),
)
