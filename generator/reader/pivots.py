"""过渡句: which announcement of a paper leads into its points.

Decided by who speaks (我, 下面), by what follows, and by whether the count fits; where nothing announces, by the
sentence straight before the first list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from generator.reader.announcing import PAST, Candidate, declared_in
from generator.reader.layout import Layout
from generator.reader.marks import Mark
from generator.text.regex import regex

_STRESS = regex("强调|(?<!部署)(?<!工作)(?<!防控)(?<!关)(?<!总)要求|指出|提出")
_GAP = 40


def choose_pivot(
    layout: Layout,
    candidates: Sequence[Candidate],
    marks: Sequence[Mark],
    depths: Sequence[int],
    resets: frozenset[int],
) -> Candidate | None:
    """The pivot of a piece: the weightiest announcement outside its points, the nearest to its list among equals."""
    starts = [mark.start for mark in marks]
    best: tuple[int, Candidate] | None = None
    bare: Candidate | None = None
    for one in candidates:
        after = bisect_left(starts, one.start)
        gap = _gap(layout.text, one.end, starts[after]) if after < len(starts) else _GAP + 1
        leads = gap <= _GAP and marks[after].number == 1
        outside = (
            after == 0 or (leads and depths[after] == 1) or layout.lines[layout.line_at(one.start)].start in resets
        )
        if not outside or (one.weight < 3 and not leads):
            continue
        fits = leads and one.declared is not None and one.declared == _run(marks, depths, after)
        if one.weight < 1:
            bare = one if fits else bare
            continue
        weight = one.weight + (2 if leads else 0) + (1 if fits else 0)
        if best is None or weight > best[0]:
            best = weight, one
    if best is None or bare is None:
        return best[1] if best else bare
    chosen = best[1]
    # 我再啰嗦几句，归纳为“四看”：
    counted_after = chosen.declared is None and chosen.start < bare.start <= chosen.end
    return replace(chosen, declared=bare.declared) if counted_after else chosen


def leading_sentence(layout: Layout, start: int, marks: Sequence[Mark]) -> Candidate | None:
    """The sentence straight before the first list where nothing announces it: …强调，…。一是, …方案：1."""
    if not marks or marks[0].number != 1:
        return None
    before = marks[0].start - 1
    while before > start and layout.text[before].isspace():
        before -= 1
    if before <= start:
        return None
    low, high = layout.sentence(before)
    low, high = max(low, start), min(high, marks[0].start)
    said = layout.text[low:high]
    opens_list = said.rstrip().endswith(("：", ":"))
    stressed = _STRESS.search(said) is not None and not marks[0].heads_line
    if PAST.search(said) and not opens_list:
        return None
    if (opens_list and not PAST.search(said)) or stressed:
        return Candidate(low, high, declared_in(said), 1, False)
    return None


def _gap(text: str, start: int, end: int) -> int:
    return len(text[start : min(end, start + 4 * _GAP)].strip()) if end > start else 0


def _run(marks: Sequence[Mark], depths: Sequence[int], first: int) -> int:
    """How many points the list has that begins with the given mark."""
    depth, style = depths[first], marks[first].style
    count, last = 0, 0
    for index in range(first, len(marks)):
        if depths[index] < depth or (depths[index] == depth and marks[index].style != style):
            break
        if depths[index] == depth:
            if marks[index].number <= last:
                break
            count, last = count + 1, marks[index].number
    return count
