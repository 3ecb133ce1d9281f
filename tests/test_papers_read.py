"""Papers of one meeting as they read: a details file beside the words that are made of it.

Each case says what was once a stumble for who reads them aloud.  The words around are cut: of a paper what stands between
its heading and its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from specimen import Case, cases

from generator.calls import papers_called
from generator.details import parse_details
from generator.pipeline import Workshop
from generator.problems import format_problems

LINES = {
    "通知": ("一、", "二、"),
    "纪要": ("现将", "出席："),
    "简报": ("召开|举行", "版记"),
    "情况报告": ("关于", "一、"),
}


def read_out(typed: str, genre: str) -> str:
    """The papers of one genre, each its lines from the salutation on, or the part of it that retells."""
    details = parse_details(typed)
    if genre == "问题":
        return format_problems(details.findings)
    workshop = Workshop(details)
    out = []
    for call in papers_called(details, everything=True):
        if call.genre == genre:
            rows = workshop.make(call, draft=True).text.split("\n")
            first, last = LINES.get(genre, ("", ""))
            if first:
                start = next(i for i, row in enumerate(rows) if re.search(first, row))
                end = next((i for i, row in enumerate(rows) if i > start and row.startswith(last)), len(rows))
                rows = rows[start:end]
            out.append("\n".join(rows))
    return "\n——\n".join(out)


@pytest.mark.parametrize("case", cases("会上的稿子.txt"))
def test_a_paper_reads_as_it_is_said(case: Case, specimen: Callable[[Case, str, str], None]) -> None:
    text = "\n====\n".join(read_out(case["会议"], genre) for genre in case["看"].split("、"))
    specimen(case, "稿子", text)
