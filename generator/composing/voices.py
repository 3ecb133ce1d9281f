"""口径: which set of the library a speaker takes, and in which order he takes it up.

Who leads gives tasks (主题).  Who speaks from below says what his own unit will do (发言); at a ceremony the head of the
school speaks of hopes, a teacher and a pupil of what they will do.  Knows ways and posts; not lengths or bodies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.composing.library import Topic
from generator.meeting.record import Speech

STATED_LENGTH = 800
"""Characters of such a speech where nobody asked for a length."""
_WHOSE = {"家长": "典礼家长", "学生": "典礼学生", "同学": "典礼学生", "教师": "典礼教师", "老师": "典礼教师"}


def voice_of(speech: Speech, ceremony: bool) -> str:
    """The set of the library that suits the speaker: "" for a leader's, or one of `library.VOICES`."""
    if not ceremony:
        return "发言" if speech.way == "发言" else ""
    who = speech.speaker
    told = (who.title, who.address) if who is not None and speech.way == "发言" else ()
    return next((voice for text in told for word, voice in _WHOSE.items() if word in text), "典礼讲话")


def in_order_offered(
    fields: Sequence[Sequence[Topic]], after_own: bool, often: Callable[[Topic], int]
) -> list[tuple[Topic, int]]:
    """The topics in the order in which they are taken, each with the number of its field (0 the field, 1 通用).

    What opens (认识) comes first, but not after points of one's own; then the field's tasks, then what suits all.  Of
    each the least said in the meeting goes first (`often`).
    """
    queues = [sorted(topics, key=often) for topics in fields]
    opens = [(t, i) for i, topics in enumerate(queues) for t in topics if t.part == "认识"]
    rest = [(t, i) for i, topics in enumerate(queues) for t in topics if t.part != "认识"]
    return rest if after_own else [*opens[:1], *rest]
