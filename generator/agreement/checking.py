"""All papers of a folder held against each other and against 会议.yaml: each difference once, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.agreement.agenda import Item, View, bare, common, counts_of, matched, out_of_order, views_of
from generator.agreement.facts import CODES, Day, Fact, Kind, agree, differs, holding
from generator.agreement.figures import check_figures
from generator.agreement.near import near_misses, one_off
from generator.agreement.papers import Paper, load_papers
from generator.agreement.persons import check_byline, check_persons
from generator.agreement.sources import Meeting, details_for, from_details, from_papers
from generator.agreement.stating import stated
from generator.moments import WEEKDAYS
from generator.problems import Place, Problem, Severity, in_order

_SAME_MEETING = 0.45
_SAME_NAME = 0.6
_SAID = 0.4
_WRITTEN_OUT: tuple[Kind, ...] = ("会议名称", "地点")


def check_papers(folder: Path) -> tuple[Problem, ...]:
    """The differences between the papers of a folder, and between them and 会议.yaml in it or above it.

    Problems A01 – A12, 必错 or 疑似, in the order of files and lines; each says what stands here and, with its file
    and line, what stands there.  InvalidInput where 会议.yaml cannot be read; a paper that cannot be read is a problem.
    """
    papers, unread = load_papers(folder)
    path = details_for(folder)
    meeting = from_details(path) if path else from_papers(papers)
    facts = {paper.file: tuple(stated(paper)) for paper in papers}
    held = holding(meeting.facts, [fact for own in facts.values() for fact in own])
    problems: list[Problem] = []
    ours: list[Paper] = []
    for paper in papers:
        if (other := _of_another(paper, held, meeting)) is not None:
            problems.append(other)
            continue
        ours.append(paper)
        problems += _facts(facts[paper.file], held, meeting)
        problems += _miswritten(paper, held, meeting)
        problems += _persons(paper, meeting)
    problems += _agendas(ours, meeting)
    problems += check_figures(ours, meeting.figures or {})
    if path:
        problems += _missing(ours, meeting, folder)
    return (*unread, *in_order(_once(problems)))


def _once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """One problem for one mistake: the first of each code at a place, and of a name on a line."""
    seen: set[tuple[object, ...]] = set()
    for problem in problems:
        place = problem.place
        keys: list[tuple[object, ...]] = [(place.file, place.line, place.column, problem.code)]
        if problem.code in ("A01", "A05", "A07"):
            keys.append((place.file, place.line, problem.code, problem.expected))
        if not any(key in seen for key in keys):
            yield problem
        seen.update(keys)


def _of_another(paper: Paper, held: dict[Kind, Fact], meeting: Meeting) -> Problem | None:
    """A paper whose title names another meeting altogether."""
    right = held.get("会议名称")
    if paper.title is None or right is None or not paper.kind or meeting.says(paper.title.name):
        return None
    if _alike(bare(paper.title.name), bare(right.said)) >= _SAME_MEETING:
        return None
    found = f"这份稿子写的是“{paper.title.name}”，像是另一个会的"
    return differs("A01", paper.place(paper.title.row), found, f"“{right.said}”", right.place, "疑似")


def _alike(one: str, other: str) -> float:
    return (common(one, other) + common(other, one)) / 2


def _facts(facts: Sequence[Fact], held: dict[Kind, Fact], meeting: Meeting) -> Iterator[Problem]:
    for fact in facts:
        right = held[fact.kind]
        if fact.kind == "星期":
            right = replace(fact, place=held["日期"].place)
            if (number := _weekday(held["日期"].value, fact)) == fact.value:
                continue
            yield differs("A03", fact.place, f"写的是“{fact.said}”", f"星期{WEEKDAYS[number]}", right.place)
        elif not agree(fact, right):
            severity: Severity = "必错"
            if fact.kind == "会议名称":
                if meeting.says(fact.said) or _alike(bare(fact.said), bare(right.said)) < _SAME_NAME:
                    continue
                severity = "必错" if len(fact.said) == len(right.said) or fact.place.line == 1 else "疑似"
            elif fact.kind == "地点" and (fact.said in right.said or right.said in fact.said):
                severity = "疑似"
            found = f"{fact.kind}写的是“{fact.said}”"
            yield differs(CODES[fact.kind], fact.place, found, f"“{right.said}”", right.place, severity)


def _weekday(value: object, fact: Fact) -> int:
    """The weekday of the day that holds; the one that was said where its year is not known."""
    if isinstance(value, Day) and value.year:
        return date(value.year, value.month, value.day).weekday()
    return fact.value if isinstance(fact.value, int) else 0


def _miswritten(paper: Paper, held: dict[Kind, Fact], meeting: Meeting) -> Iterator[Problem]:
    """The meeting's name or place, anywhere, with a slip of the pen in it."""
    for kind in _WRITTEN_OUT:
        right = held.get(kind)
        if right is None:
            continue
        for row in paper.rows:
            for at, said in near_misses(row.text, right.said):
                if not meeting.says(said) and right.place != paper.place(row, at):
                    found = f"{kind}写的是“{said}”"
                    yield differs(CODES[kind], paper.place(row, at), found, f"“{right.said}”", right.place)


def _persons(paper: Paper, meeting: Meeting) -> Iterator[Problem]:
    people = meeting.present if paper.kind in ("桌签", "签到表") and meeting.present else meeting.people
    for problem in check_persons(paper, people):
        sentence = _sentence(problem.place)
        if not (len(sentence) > 8 and meeting.says(sentence)):
            yield problem
    if paper.kind in ("讲话", "发言"):
        yield from check_byline(paper, meeting.speakers)


def _sentence(place: Place) -> str:
    start = place.excerpt.rfind("。", 0, max(place.column - 1, 0)) + 1
    end = place.excerpt.find("。", place.column)
    return place.excerpt[start : end if end >= 0 else len(place.excerpt)].strip()


def _agendas(papers: Sequence[Paper], meeting: Meeting) -> Iterator[Problem]:
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
    for i in lost:
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
        if names != expected:
            at = next(k for k, (a, b) in enumerate(zip(names, expected, strict=True)) if a != b)
            place = paper.place(row, found.start() + said[at][0])
            yield differs("A11", place, "先后是：" + "、".join(names), "、".join(expected), held.place)
        return


def _missing(papers: Sequence[Paper], meeting: Meeting, folder: Path) -> Iterator[Problem]:
    """A speech that 会议.yaml holds, and no paper of it beside the others'."""
    speeches = [paper for paper in papers if paper.kind in ("讲话", "发言")]
    if not speeches:
        return
    heads = ["".join(row.text for row in paper.head) + paper.stem for paper in speeches]
    for person in meeting.awaited:
        if not any(person.name in re.sub(r"\s", "", head) for head in heads):
            found = f"文件夹里没有{person.name}的稿子"
            yield differs("A12", Place(str(folder)), found, f"{person.shown}有一篇", person.place, "疑似")


def _short(text: str, size: int = 24) -> str:
    text = text.strip("。；")
    return text if len(text) <= size else text[: size - 1] + "…"
