"""All papers of a folder held against each other and against 会议.yaml: each difference once, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.agreement.agenda import bare, common
from generator.agreement.agendas import check_agendas
from generator.agreement.facts import CODES, Day, Fact, Kind, agree, differs, holding
from generator.agreement.figures import check_figures
from generator.agreement.near import near_misses
from generator.agreement.papers import Paper, load_papers
from generator.agreement.persons import check_byline, check_persons
from generator.agreement.sources import Meeting, details_for, from_details, from_papers
from generator.agreement.stating import stated
from generator.problems import Place, Problem, Severity, in_order
from generator.text.moments import WEEKDAYS

_SAME_MEETING = 0.45
_SAME_NAME = 0.6
_WRITTEN_OUT: tuple[Kind, ...] = ("会议名称", "地点")


def check_papers(folder: Path) -> tuple[Problem, ...]:
    """The differences between the papers of a folder, and between them and 会议.yaml in it or above it.

    Problems A01 – A12, 必错 or 疑似, in the order of files and lines; each says what stands here and, with its file
    and line, what stands there.  InvalidInput where 会议.yaml cannot be read; a paper that cannot be read is a problem.
    """
    papers, problems = load_papers(folder)
    path = details_for(folder)
    if path is None:
        found = [one for group in _meetings(papers) for one in _differences(group, from_papers(group))]
    else:
        meeting = from_details(path)
        found = [*_differences(papers, meeting), *_missing(papers, meeting, folder)]
    return (*problems, *in_order(_once(found)))


def _meetings(papers: Sequence[Paper]) -> list[list[Paper]]:
    """Papers by the meeting that their titles name, where no 会议.yaml says that they are of one."""
    groups: list[list[Paper]] = []
    for paper in (one for one in papers if one.title is not None):
        group = next((group for group in groups if _same_meeting(paper, group[0])), None)
        if group is None:
            groups.append([paper])
        else:
            group.append(paper)
    if len(groups) == 1:
        groups[0] += [paper for paper in papers if paper.title is None]
    return groups


def _same_meeting(one: Paper, other: Paper) -> bool:
    if one.title is None or other.title is None:
        return False
    return _alike(bare(one.title.name), bare(other.title.name)) >= _SAME_MEETING


def _differences(papers: Sequence[Paper], meeting: Meeting) -> Iterator[Problem]:
    facts = {paper.file: tuple(stated(paper)) for paper in papers}
    held = holding(meeting.facts, [fact for own in facts.values() for fact in own])
    ours: list[Paper] = []
    for paper in papers:
        if (other := _of_another(paper, held, meeting)) is not None:
            yield other
            continue
        ours.append(paper)
        yield from _facts(facts[paper.file], held, meeting)
        yield from _miswritten(paper, held, meeting)
        yield from _persons(paper, meeting)
    yield from check_agendas(ours, meeting)
    yield from check_figures(ours, meeting.figures or {})


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
