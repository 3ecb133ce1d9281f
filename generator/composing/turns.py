"""轮次: the points of a meeting's speeches, one after the other.

What an earlier speech takes from the library is not said again.  Knows the meeting and the library; not templates.
"""

from __future__ import annotations

from collections import Counter

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
        self._takes: list[Taken] = []
        """What each speech takes, as far as anybody asked."""
        self._reached = 0
        """How many of the first speeches `_taken` and `_led` are about."""
        self._taken: Taken = Counter()
        self._led: Counter[str] = Counter()
        """How many leaders spoke on each field."""

    def points(self, number: int | None, problems: Problems) -> tuple[Point, ...]:
        """The points of a speech by its number, None for what the chair says, who comes after all of them."""
        meeting = self._meeting
        said = meeting.chair if number is None else meeting.speeches[number]
        self._go_to(len(meeting.speeches) if number is None else number)
        wanted = self._wanted(number, self._led[said.domain])
        return compose_points(wanted, self._library, problems, self._taken)

    def _go_to(self, count: int) -> None:
        """On to what the first so many speeches take; papers are made in the order of the speeches."""
        if count < self._reached:
            self._reached, self._taken, self._led = 0, Counter(), Counter()
        for number in range(self._reached, count):
            speech = self._meeting.speeches[number]
            called = calls_library(speech)
            if number == len(self._takes):
                wanted = self._wanted(number, 0)
                self._takes.append(taken_by(wanted, self._library, self._taken) if called else Counter())
            if called:
                self._taken.update(self._takes[number])
                self._led[speech.domain] += speech.way != "发言"
        self._reached = count

    def _wanted(self, number: int | None, led: int) -> Wanted:
        """What a speech is to be made of, so many leaders having spoken on its field."""
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
            led=led,
        )
