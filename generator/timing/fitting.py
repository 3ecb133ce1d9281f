"""排不排得下: the papers of a meeting against its times, for whoever has just made them.

The same findings as `jianggao stats` tells (S01 – S04), without the pages.  Knows texts, not papers.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.meeting.record import Meeting
from generator.problems import Problem, in_order
from generator.timing.stats import time_aloud
from generator.timing.timetable import check_timetable, make_timetable

_OF_THE_WHOLE = frozenset(("S02", "S03"))


def check_times(
    meeting: Meeting, speeches: Mapping[int, str], host: str | None, file: str = "", *, whole: bool = True
) -> tuple[Problem, ...]:
    """What does not fit.  `speeches` are the texts of the speeches by their number, `host` the host script.

    Without the `whole` of the papers only what single speeches show is told, not that the meeting is too long.
    """
    timed = {number: time_aloud(text, "", meeting.speeches[number].rate) for number, text in speeches.items()}
    table = make_timetable(meeting, timed, time_aloud(host, "") if host is not None else None)
    found = check_timetable(meeting, table, timed, file)
    return in_order(one for one in found if whole or one.code not in _OF_THE_WHOLE)
