"""The agendas of all papers held against the one of 会议.yaml, or, without it, of the paper that stands highest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.agreement.agenda import Item, View, bare, common, counts_of, matched, out_of_order, views_of
from generator.agreement.facts import differs
from generator.agreement.near import one_off
from generator.agreement.papers import Paper
from generator.agreement.sources import Meeting
from generator.problems import Problem

_SAID = 0.4


def check_agendas(papers: Sequence[Paper], meeting: Meeting) -> Iterator[Problem]:
    """What is not as in the agenda that holds: items, their number and order, who is named for them."""
    views = [(paper, view) for paper in papers for view in views_of(paper)]
    held = meeting.agenda
    if held is None and views:
        order = ("议程", "主持词里逐项进行的", "宣布的议程", "通知里的会议内容")
        held = min((view for _, view in views), key=lambda view: order.index(view.label))
    if held is None:
        return
    for _, view in views:
        if view is not held:
            yield from _view(view, held, meeting)
    for paper in papers:
        for number, said, place in counts_of(paper):
            if number != len(held.items):
                yield differs("A08", place, f"写的是“{said}”", f"{len(held.items)}项", held.place)
        yield from _recap(paper, held, meeting)


def _view(view: View, held: View, meeting: Meeting) -> Iterator[Problem]:
    pairs = matched(held.items, view.items)
    lost = [i for i in range(len(held.items)) if i not in {i for i, _ in pairs}]
    extra = [j for j in range(len(view.items)) if j not in {j for _, j in pairs}]
    for i in [i for i in lost if i in extra]:
        lost.remove(i)
        extra.remove(i)
        item, right = view.items[i], held.items[i]
        found = f"{view.label}第{i + 1}项是“{_short(item.text)}”"
        yield differs("A08", item.place, found, f"“{_short(right.text)}”", right.place)
    for i in (i for i in lost if not view.calls(held.items[i])):
        before = max((j for k, j in pairs if k < i), default=-1)
        place = view.items[before].place if before >= 0 else view.place
        found = f"{view.label}少一项：{_short(held.items[i].text)}"
        yield differs("A08", place, found, f"第{i + 1}项", held.items[i].place)
    for j in extra:
        found = f"{view.label}多一项：{_short(view.items[j].text)}"
        yield differs("A08", view.items[j].place, found, f"{len(held.items)}项，没有这一项", held.place)
    for i, j in out_of_order(pairs):
        found = f"{view.label}第{j + 1}项是“{_short(view.items[j].text)}”"
        yield differs("A11", view.items[j].place, found, f"第{i + 1}项", held.items[i].place)
    for i, j in pairs:
        yield from _item(view, view.items[j], held.items[i], meeting)


def _item(view: View, item: Item, right: Item, meeting: Meeting) -> Iterator[Problem]:
    text = bare(item.text)
    missing = [name for name in right.names if name not in text]
    others = [name for name in meeting.names if name in text and name not in right.names and name not in right.matter]
    slip = any(one_off(name, text[at : at + len(name)]) for name in missing for at in range(len(text)))
    if missing and (others or (view.label == "议程" and not slip)):
        said = "、".join(sorted(others, key=text.find)) or "没有写人"
        yield differs("A07", item.place, f"这一项的人是：{said}", "、".join(right.names), right.place)
    matter = bare(right.matter)
    if matter and matter not in text and common(matter, text) >= _SAID:
        found = f"这一项写的是“{_short(item.text)}”"
        yield differs("A08", item.place, found, f"“{right.matter}”", right.place)


def _recap(paper: Paper, held: View, meeting: Meeting) -> Iterator[Problem]:
    """刚才，…: those who spoke before, in the order of the agenda."""
    if paper.kind not in ("讲话", "发言"):
        return
    order = list(dict.fromkeys(name for item in held.items for name in item.names if name in meeting.names))
    for row in paper.rows:
        found = re.search("刚才，[^。]*", row.text)
        if found is None or meeting.says(found.group()):
            continue
        said = sorted((found.group().find(name), name) for name in order if name in found.group())
        names = [name for _, name in said]
        expected = [name for name in order if name in names]
        # Somebody who has two items may be thanked for the later one.
        calls = iter(name for item in held.items for name in item.names)
        if names != expected and not all(name in calls for name in names):
            at = next(k for k, (a, b) in enumerate(zip(names, expected, strict=True)) if a != b)
            place = paper.place(row, found.start() + said[at][0])
            yield differs("A11", place, "先后是：" + "、".join(names), "、".join(expected), held.place)
        return


def _short(text: str, size: int = 24) -> str:
    text = text.strip("。；")
    return text if len(text) <= size else text[: size - 1] + "…"
