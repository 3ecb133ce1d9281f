"""Checks on made papers: what they find is told at the line of the 会议.yaml that it comes from.

A mistake in the details stands in several papers; told at its own line it is one problem.  A remark `# 不检查: W03` lets
pass what is found at its line; on a line of its own it holds for the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from generator.checks.model import RULES, Rule
from generator.checks.running import checked, find_all
from generator.checks.unit import load_words
from generator.details import Details
from generator.paper.page import Layout as PageLayout
from generator.problems import Place, Problem, in_order
from generator.records import record
from generator.text.lines import Line
from generator.text.regex import regex

_REMARK = regex(r"#\s*不检查[：:]\s*(?P<codes>[Ww0-9、，,\s]+)")
_OF_OWN_WORDS = frozenset(("W99",))
"""Hints that a clerk can heed only where the words are his: a template's short last row is none of them."""
_AROUND = (12, 8, 5, 3)


def check_paper(
    paper_text: str,
    lines: Sequence[Line],
    details: Details,
    genre: str,
    *,
    rules: Iterable[Rule] = (),
    name: str = "",
    page: PageLayout | None = None,
) -> tuple[Problem, ...]:
    """The findings on a made paper, at the lines of the details that they come from; at the paper's where they come
    from its template.  `page` is the layout it is printed in.  Holes of a draft are no findings: making it tells of them.

    Takes a few milliseconds.  InvalidInput where the unit's own words cannot be read.
    """
    words = load_words(details.path.resolve().parent)
    text = checked(paper_text, name or f"{details.meeting.name}-{genre}", details, genre, words, lines, page)
    problems = []
    source, own = _source(details.source.text), details.path.name
    remarks = tuple(_remarks(source.text))
    for one in find_all(text, rules):
        finding = one.finding
        if paper_text.startswith("【待补", finding.start):
            continue
        problem = one.rule.problem(text, finding)
        if place := _origin(paper_text, finding.start, finding.end, source, own):
            problem = replace(problem, place=place)
        elif one.rule.code in _OF_OWN_WORDS:
            continue
        problems.append(problem)
    return in_order(p for p in problems if not any(_lets_pass(one, p, own) for one in remarks))


class _Source:
    """The text of the details, parted into rows once: a paper may have thousands of findings, a row a million characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows = text.split("\n")
        self.starts = [0, *accumulate(len(row) + 1 for row in self.rows)][:-1]

    def place(self, at: int, moved: int, name: str) -> Place:
        """The place of an offset, its column moved."""
        index = bisect_right(self.starts, at) - 1
        return Place(name, index + 1, at - self.starts[index] + 1 + moved, self.rows[index])


@lru_cache(maxsize=2)
def _source(text: str) -> _Source:
    """The papers of a meeting have one source."""
    return _Source(text)


def _origin(text: str, start: int, end: int, source: _Source, name: str) -> Place | None:
    """The line of the details that holds the words around a finding, the widest stretch first."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    high = high if high >= 0 else len(text)
    for around in _AROUND:
        for left, right in ((around, around), (around, 0), (0, around)):
            begin = max(low, start - left)
            words = text[begin : min(high, end + right)]
            if "\n" in words or len(words.strip()) < 4:
                continue
            if (at := source.text.find(words)) >= 0:
                return source.place(at, start - begin, name)
    return None


@record(frozen=True)
class _Remark:
    """`# 不检查: W03`: the codes, and the line that it holds for, 0 for all of the file."""

    codes: tuple[str, ...]
    line: int


def _remarks(source: str) -> Iterator[_Remark]:
    if "不检查" not in source:
        return
    for number, row in enumerate(source.split("\n"), 1):
        if found := _REMARK.search(row):
            codes = re.findall("[Ww][0-9]+", found["codes"])
            yield _Remark(tuple(code.upper() for code in codes), number if row[: found.start()].strip() else 0)


def empty_remarks(details: Details) -> Iterator[Problem]:
    """Remarks that let nothing pass, since they name no rule: # 不检查：错别字."""
    for number, row in enumerate(details.source.text.split("\n"), 1):
        if (found := _ANY_REMARK.search(row)) and not any(RULES.keys() & remark.codes for remark in _remarks(row)):
            place = Place(details.path.name, number, found.start() + 1, row)
            yield Problem("K05", place, "“不检查”后面没有规则的编号，没有起作用", "# 不检查: W73", severity="提示")


_ANY_REMARK = regex(r"#\s*不检查")


def _lets_pass(remark: _Remark, problem: Problem, name: str) -> bool:
    place = problem.place
    holds = not remark.line or (place.file == name and place.line == remark.line)
    return holds and problem.code.startswith(remark.codes)
