"""What a speech is to be made of, and how many of its characters are none of its points.

Knows the meeting and the speech; nothing of the library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.meeting.record import CEREMONY, Meeting, Speech
from generator.records import record
from generator.slots.registry import PointText
from generator.voice.pace import RATE

_FRAME_SIZE = 230
"""Characters of a speech besides its points (head, opening, pivot, closing) where nobody says better."""


@record(frozen=True)
class Wanted:
    """What a speech is to be made of: the speech, which one of the meeting's it is, the unit's words, the variant."""

    speech: Speech
    number: int
    words: Mapping[str, str]
    """自称 and 下级, by these names."""
    variant: int = 0
    frame: int = _FRAME_SIZE
    """Characters of the speech besides its points."""
    spoken_marks: bool = False
    """Whether the points are counted 一要, as the chair does."""
    ceremony: bool = False
    """Whether those who listen are pupils and guests, who are given no tasks."""
    led: int = 0
    """How many leaders before it spoke on the same field: no two of them head their points in the same way."""

    @property
    def length(self) -> float:
        """Characters asked for, punctuation counted; 0 where nobody asked."""
        return self.speech.length or self.speech.minutes * (self.speech.rate or RATE)


def frame_size(meeting: Meeting, speech: Speech, number: int | None) -> int:
    """About how many characters the speech has besides its points, as our own templates make it (±40)."""
    own = sum(map(len, (speech.opening, speech.recap, speech.pivot, speech.closing, speech.last)))
    if number is None or speech.way == "发言":
        item = meeting.item_of(number) if number is not None else None
        # A 表态 says at its head that it is for what was decided, and ends with a promise.
        return (98 if item is not None and item.way.startswith("表态") else 70) + len(meeting.name) + own
    after = meeting.led_before(number)
    told = after or meeting.before(number)
    recap = 0 if speech.recap else sum(len(item.matter) + 10 for item in told)
    # Who takes up another leader's speech does not say again why there is a meeting.
    why = 0 if speech.opening or after else sum(len(str(meeting.own.get(name, ""))) for name in ("背景", "主要任务"))
    # A closing of one's own stands in place of some fifty characters.
    start = (146 if meeting.occasion == CEREMONY else 118) - (50 if speech.closing else 0)
    return start + (1 if after else 2) * len(meeting.name) + recap + why + own


def calls_library(speech: Speech) -> bool:
    """Whether anything of a speech comes from the library."""
    return bool(speech.domain or speech.topics) or call_topics(speech.points)


def call_topics(points: Sequence[PointText]) -> bool:
    """Whether one of these points, or one under them, calls a topic of the library."""
    # Asked of every point of every paper, which hardly ever does: a loop takes half the time of `any`.
    for point in points:  # noqa: SIM110
        if point.topic or (point.points and call_topics(point.points)):
            return True
    return False


def unit_words(meeting: Meeting, speech: Speech | None) -> dict[str, str]:
    """自称 and 下级 as this speaker says them.  One who speaks from below (发言) does not speak for the unit."""
    if speech is not None and (speech.own_name or speech.below or speech.way == "发言"):
        return {"自称": speech.own_name, "下级": speech.below}
    return {"自称": meeting.unit.own_name, "下级": meeting.unit.below}
