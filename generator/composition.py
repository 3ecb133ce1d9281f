"""成篇: the points of a speech, from what its speaker wrote, the topics asked for, and the field that fills the rest.

Order: her own 要点 (which may call a topic by 库:), then 要求, then 领域 up to 篇幅 or 时长.  Knows points and the
library; not templates, YAML or Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.library import COMMON, PARTS, Domain, Library, Topic
from generator.meeting import Speech
from generator.pace import RATE
from generator.points import Point
from generator.problems import Place, Problem, did_you_mean
from generator.slots import PointText, Problems

_FRAME_SIZE = 330
"""Characters of a speech besides its points: head, opening, pivot, closing."""
_DEFAULT_LENGTH = 2000
_ENOUGH = 0.85
"""The share of the length asked for below which the speaker is told that the library has no more to say."""


@dataclass(frozen=True)
class Wanted:
    """What a speech is to be made of: the speech, which one of the meeting's it is, the unit's words, the variant."""

    speech: Speech
    number: int
    words: Mapping[str, str]
    """自称 and 下级, by these names."""
    variant: int = 0

    @property
    def length(self) -> float:
        """Characters asked for, punctuation counted; 0 where nobody asked."""
        return self.speech.length or self.speech.minutes * (self.speech.rate or RATE)


def compose_points(wanted: Wanted, library: Library, problems: Problems) -> tuple[Point, ...]:
    """The points of a speech, in order.  Names that the library does not know go to `problems`."""
    maker = _Maker(wanted, library, problems)
    points = [maker.own(one) for one in wanted.speech.points]
    points += [maker.requirement(one) for one in wanted.speech.topics]
    kept = [point for point in points if point is not None]
    if wanted.speech.domain:
        kept += maker.fill_from(wanted.speech.domain, kept)
    return tuple(kept)


class _Maker:
    def __init__(self, wanted: Wanted, library: Library, problems: Problems) -> None:
        self.wanted, self.library, self.problems = wanted, library, problems
        self.used: set[tuple[str, str]] = set()

    def own(self, written: PointText) -> Point | None:
        """A point as written; one that calls the library takes its heading and text from there where it has none."""
        below = tuple(p for p in map(self.own, written.points) if p is not None)
        if not written.topic:
            return Point(
                written.title, written.text, below, written.marker, written.style, written.aside, written.run_on
            )
        topic = self._find(written.topic, written.place)
        if topic is None:
            return None
        for name in written.fill:
            if name not in topic.slots:
                expected = "下列之一：" + "、".join(topic.slots) if topic.slots else "不填"
                hint = did_you_mean(name, topic.slots)
                self.problems.append(Problem("D41", written.place, f"“{topic.name}”没有“{name}”可填", expected, hint))
        text = written.text or self._body(topic, written.fill)
        return Point(written.title or topic.verb, text, below, written.marker, written.style, False, written.run_on)

    def requirement(self, written: PointText) -> Point | None:
        """A topic by name.  Own text takes the text's place; a name of her own with own text needs no topic."""
        topic = self.library.topic(written.topic, self.wanted.speech.domain)
        if topic is None:
            if written.text:
                return Point(written.topic, written.text)
            self._find(written.topic, written.place)
            return None
        self.used.add((topic.domain, topic.name))
        return Point(topic.verb, written.text or self._body(topic, {}))

    def fill_from(self, name: str, before: list[Point]) -> list[Point]:
        """Topics of a field up to the length asked for: as three parts, or after her own points one by one."""
        domain = self.library.domain(name)
        if domain is None:
            expected = "下列之一：" + "、".join(self.library.names())
            hint = did_you_mean(name, self.library.names())
            self.problems.append(Problem("D42", self.wanted.speech.place, f"要求库里没有领域“{name}”", expected, hint))
            return []
        room = (self.wanted.length or _DEFAULT_LENGTH) - _FRAME_SIZE - sum(map(_size, before))
        if before or not domain.headings:
            points = [point for _, point in self._chosen(domain, room, 0)]
        else:
            points = self._parts(domain, room)
        reached = round(_FRAME_SIZE + sum(map(_size, [*before, *points])), -2)
        if reached < _ENOUGH * self.wanted.length:
            found = f"要求库里“{name}”的题目都用上了，全文约 {reached} 字，不到要的 {self.wanted.length:g} 字"
            hint = "在“要点”里自己再写几点，或者把篇幅改小"
            self.problems.append(Problem("D43", self.wanted.speech.place, found, hint=hint, severity="提示"))
        return points

    def _parts(self, domain: Domain, room: float) -> list[Point]:
        headings = domain.headings[self.wanted.variant % len(domain.headings)]
        leads = {
            part: _rotated(domain.leads.get(part, ("",)), self.wanted.variant + self.wanted.number) for part in PARTS
        }
        frame = sum(len(headings[part]) + len(leads[part]) + 3 for part in PARTS)
        chosen = self._chosen(domain, room - frame, 1)
        parts = []
        for part in PARTS:
            below = tuple(point for topic, point in chosen if topic.part == part)
            text = leads[part]
            if len(below) == 1:
                # One point alone is no list: its text goes on after the lead.
                text, below = text + below[0].text, ()
            parts.append(Point(headings[part], text, below))
        return parts

    def _chosen(self, domain: Domain, room: float, least: int) -> list[tuple[Topic, Point]]:
        """Topics that fill the room as nearly as can be, at least `least` of each part, in their order."""
        picked: list[tuple[Topic, Point]] = []
        for topic in self._in_turn(domain):
            point = Point(topic.verb, self._body(topic, {}))
            size, left = _size(point), room - sum(_size(p) for _, p in picked)
            short = sum(t.part == topic.part for t, _ in picked) < least
            # Half of a point over the mark is nearer to it than half of one under.
            if short or size / 2 <= left:
                picked.append((topic, point))
        return sorted(picked, key=lambda one: (PARTS.index(one[0].part), one[0].order))

    def _in_turn(self, domain: Domain) -> Iterator[Topic]:
        """Topics in the order in which they are taken: one of each part, then two tasks for every other one."""
        common = self.library.domain(COMMON) if domain.name != COMMON else None
        pool = [t for d in (domain, common) if d is not None for t in d.topics]
        queues = {part: [t for t in pool if t.part == part and (t.domain, t.name) not in self.used] for part in PARTS}
        turn = self.wanted.number + self.wanted.variant
        queues = {
            part: queue[turn % 2 :] + queue[: turn % 2] if len(queue) > 1 else queue for part, queue in queues.items()
        }
        pattern = ("认识", "任务", "保障", "任务", "任务", "保障", "任务", "保障")
        # More than one 认识 is said only where everything else has been.
        later, queues["认识"] = queues["认识"][1:], queues["认识"][:1]
        while any(queues.values()):
            for part in pattern:
                if queues[part]:
                    yield queues[part].pop(0)
        yield from later

    def _find(self, name: str, place: Place) -> Topic | None:
        topic = self.library.topic(name, self.wanted.speech.domain)
        if topic is None:
            near = self.library.nearest(name)
            hint = f"是不是“{near}”？" if near else f"自己写内容：{{{name}: 要做什么、谁来做、什么时候做完。}}"
            self.problems.append(Problem("D40", place, f"要求库里没有“{name}”", "要求库里有的题目", hint))
        else:
            self.used.add((topic.domain, topic.name))
        return topic

    def _body(self, topic: Topic, fill: Mapping[str, str]) -> str:
        # Each speech of a meeting takes another body, so that two speakers do not say the same.
        return topic.body(self.wanted.number + self.wanted.variant, self.wanted.words, fill)


def _rotated(rows: tuple[str, ...], turn: int) -> str:
    return rows[turn % len(rows)]


def _size(point: Point) -> int:
    """Characters of a point on paper, its marker and marks among them."""
    return 4 + len(point.title) + len(point.text) + sum(map(_size, point.points))
