"""Mechanical mending: what rules are sure of is put right, and each change told.

Knows text only; a Word file is mended paragraph by paragraph by `word.mend`.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks.model import Checked, Rule
from generator.checks.running import find_all
from generator.problems import Place
from generator.records import record


@record(frozen=True)
class Mend:
    """One change: from – to in the text, what takes that place, by which rule, and where."""

    start: int
    end: int
    before: str
    after: str
    code: str
    place: Place


def find_mends(text: Checked, rules: Iterable[Rule] = ()) -> tuple[Mend, ...]:
    """The changes that can be made without asking, in order.  Of two that overlap the one of the first rule stays."""
    kept: list[Mend] = []
    taken: set[int] = set()
    for one in find_all(text, rules):
        finding = one.finding
        if finding.mend is None:
            continue
        span = range(finding.start, max(finding.end, finding.start + 1))
        if taken.isdisjoint(span):
            taken.update(span)
            before = text.text[finding.start : finding.end]
            kept.append(
                Mend(finding.start, finding.end, before, finding.mend, one.rule.code, text.place(finding.start))
            )
    return tuple(sorted(kept, key=lambda mend: mend.start))


def mended(text: str, mends: Iterable[Mend]) -> str:
    """The text with the changes made."""
    out, done = [], 0
    for mend in sorted(mends, key=lambda one: one.start):
        out += [text[done : mend.start], mend.after]
        done = mend.end
    return "".join([*out, text[done:]])


def format_mend(mend: Mend) -> str:
    """One change as a clerk reads it: 讲话.txt:3:8  W21  “,” → “，”, with the words around it."""
    row, column = mend.place.excerpt, mend.place.column - 1
    around = f"{row[max(0, column - 8) : column]}【{mend.before}→{mend.after}】{row[column + len(mend.before) :][:8]}"
    return f"{mend.place}  {mend.code}  {around}"
