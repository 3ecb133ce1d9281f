"""轮次: the points of a meeting's speeches, one after the other.

What an earlier speech takes from the library is not said again.  Knows the meeting and the library; not templates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.composing.composition import Taken, compose_points, taken_by
from generator.composing.library import Library
from generator.composing.wanted import Wanted, calls_library, frame_size, unit_words
from generator.meeting.record import CEREMONY, Meeting
from generator.slots.registry import Problems
from generator.text.points import Point


class Turns:
    """The speeches of a meeting in one variant.  What each takes from the library is worked out once, for all who speak
    after it."""

    def __init__(self, meeting: Meeting, library: Library, variant: int) -> None:
        self._meeting, self._library, self._variant = meeting, library, variant
        self._taken: list[tuple[Wanted, Taken] | None] = []
        """Of each speech so far, what it takes; None of such as take nothing."""

    def points(self, number: int | None, problems: Problems) -> Sequence[Point]:
        """The points of a speech by its number, None for what the chair says, who comes after all of them."""
        meeting = self._meeting
        said = meeting.chair if number is None else meeting.speeches[number]
        if not calls_library(said):
            return said.points
        taken: Taken = Counter()
        earlier = []
        for one in self._before(len(meeting.speeches) if number is None else number):
            if one is not None:
                earlier.append(one[0])
                taken.update(one[1])
        wanted = replace(self._wanted(number), earlier=tuple(earlier))
        return compose_points(wanted, self._library, problems, taken)

    def _before(self, count: int) -> Sequence[tuple[Wanted, Taken] | None]:
        """The first so many speeches."""
        if len(self._taken) < count:
            taken: Taken = Counter()
            for known in self._taken:
                taken.update(known[1] if known else ())
            for number in range(len(self._taken), count):
                one = None
                if calls_library(self._meeting.speeches[number]):
                    wanted = self._wanted(number)
                    one = wanted, taken_by(wanted, self._library, taken)
                    taken.update(one[1])
                self._taken.append(one)
        return self._taken[:count]

    def _wanted(self, number: int | None) -> Wanted:
        """What a speech is to be made of, whoever spoke before it."""
        meeting = self._meeting
        said = meeting.chair if number is None else meeting.speeches[number]
        return Wanted(
            said,
            len(meeting.speeches) if number is None else number,
            unit_words(meeting, None if number is None else said),
            self._variant,
            # Only what a field is to fill has a length to be kept.
            frame_size(meeting, said, number) if said.domain else 0,
            spoken_marks=number is None,
            ceremony=meeting.occasion == CEREMONY,
        )
