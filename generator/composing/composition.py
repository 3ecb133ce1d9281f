"""成篇: the points of a speech, from what its speaker wrote, the topics asked for, and the field that fills the rest.

Order: her own 要点 (which may call a topic by 库:), then 要求, then 领域 up to 篇幅 or 时长.  Knows points and the
library; not templates, YAML or Word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from generator.composing.addressed import of_authority, without_address, without_announcement
from generator.composing.library import COMMON, PARTS, Domain, Library, Topic
from generator.composing.selection import Piece, every_point, fitted, in_turn, point_size, said_under, told_numbers
from generator.composing.voices import STATED_LENGTH, in_order_offered, voice_of
from generator.composing.wanted import Wanted, call_topics
from generator.problems import Place, Problem, did_you_mean
from generator.slots.registry import PointText, Problems
from generator.text.points import Point

_DEFAULT_LENGTH = 2000
_NEAR = 0.1
"""The share of the length asked for by which a speech may be longer or shorter."""
_UNSURE = 10
"""Characters by which the frame of a short speech, where it is a large share, may be another than we count."""
FRAMES = ("{动宾}", "抓好{名词}不放松", "强化{名词}", "{再式}", "{名词}必须到位", "把{名词}落实到位")
"""排比: the frames of which one heads all topics of a speech."""
_AFTER_YAO = (0, 1, 2, 5)
"""Those that read on after 一要."""
_OF_A_LEADER = (0, 3, 5)
"""Those of the first leader who speaks on a field, of the second, of the third: their headings stand in one 纪要."""

Taken = Counter[tuple[str, str, int]]
"""How often each body (field, topic, number), lead and set of headings was said in the meeting."""


def compose_points(wanted: Wanted, library: Library, problems: Problems, taken: Taken) -> tuple[Point, ...]:
    """The points of a speech, in order; `taken` is what the speeches before it took, and is not said again.

    Names that the library does not know go to `problems`, and as findings which points are the library's, what does not
    suit the unit, and a length that is not reached.
    """
    return _Maker(wanted, library, problems, taken).points()


def taken_by(wanted: Wanted, library: Library, taken: Taken) -> Taken:
    """What a speech takes from the library after others took theirs."""
    maker = _Maker(wanted, library, [], taken)
    maker.points()
    return maker.said


class _Maker:
    def __init__(self, wanted: Wanted, library: Library, problems: Problems, taken: Taken) -> None:
        self.wanted, self.library, self.problems, self.taken = wanted, library, problems, taken
        self.used: set[tuple[str, str]] = set()
        self.said: Taken = Counter()
        speech = wanted.speech
        self.voice = voice_of(speech, wanted.ceremony)
        self.gives_tasks = False
        self.kind = speech.kind
        self.title_frame = FRAMES[0]
        counted = any(style.startswith("一要") for style in speech.styles)
        self.part_frame = FRAMES[0 if counted else _OF_A_LEADER[wanted.led % len(_OF_A_LEADER)]]
        own_titles = any(p.title for p in speech.points) or any(
            topic.text and library.topic(topic.topic, speech.domain, self.voice) is None for topic in speech.topics
        )
        if not (own_titles or speech.domain or speech.points or self.voice):
            yao = wanted.spoken_marks or any(style.startswith("一要") for style in speech.styles[:1])
            able = _AFTER_YAO if yao else range(len(FRAMES))
            self.title_frame = FRAMES[able[(wanted.number + wanted.variant) % len(able)]]

    def points(self) -> tuple[Point, ...]:
        """All points, in order."""
        speech = self.wanted.speech
        made = [self.own(one) for one in speech.points]
        made += [self.requirement(one) for one in speech.topics]
        kept = [point for point in made if point is not None]
        if speech.domain:
            kept += self.fill_from(speech.domain, kept)
        if self.voice and self.gives_tasks:
            self.tell_tone()
        return tuple(kept)

    def own(self, written: PointText) -> Point | None:
        """A point as written; one that calls the library takes its heading and text from there where it has none."""
        if not call_topics((written,)):
            return written
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
        text = written.text or self._asked_for(topic, written.fill, written.place)
        return Point(written.title or topic.verb, text, below, written.marker, written.style, False, written.run_on)

    def requirement(self, written: PointText) -> Point | None:
        """A topic by name.  Own text takes the text's place; a name of her own with own text needs no topic."""
        topic = self.library.topic(written.topic, self.wanted.speech.domain, self.voice)
        if topic is None:
            if written.text:
                return Point(written.topic, written.text)
            self._find(written.topic, written.place)
            return None
        self.used.add((topic.domain, topic.name))
        return Point(topic.headed(self.title_frame), written.text or self._asked_for(topic, {}, written.place))

    def fill_from(self, name: str, before: list[Point]) -> list[Point]:
        """Topics of a field up to the length asked for: as three parts, or after her own points one by one."""
        domain = self.library.domain(name)
        if domain is None:
            expected = "下列之一：" + "、".join(self.library.names())
            hint = did_you_mean(name, self.library.names())
            self.problems.append(Problem("D42", self.wanted.speech.place, f"要求库里没有领域“{name}”", expected, hint))
            return []
        common = self.library.domain(COMMON)
        fields = [domain, common] if common is not None and common is not domain else [domain]
        if any(one.said_by(self.voice) for one in fields) and self.voice:
            points = self._stated(fields, before)
            self._tell_length(name, self.wanted.frame + sum(map(point_size, [*before, *points])))
            return points
        if not any(topic.suits(self.kind) for topic in domain.topics) and common is not None:
            found = f"要求库里“{domain.name}”的题目都不适合{self.kind}讲，用了“{COMMON}”的"
            self._note("D45", found, "在“要点”里自己写，或者换一个领域；单位类型不对，在“单位”里写 类型")
            domain = common
        room = (self.wanted.length or _DEFAULT_LENGTH) - self.wanted.frame - sum(map(point_size, before))
        headings = domain.headings_for(self.kind)
        if before or not headings:
            self._leave_out_what_she_said(domain, before)
            pieces = fitted(self._pieces(domain, before=True), room, 0)
            points = [piece.point for piece in pieces]
            self._tell_origin(pieces, len([p for p in before if not p.aside]) + 1)
        else:
            points = self._parts(domain, headings[self._fresh(domain, "部分", len(headings))], room)
        self._tell_length(name, self.wanted.frame + sum(map(point_size, [*before, *points])))
        return points

    def _stated(self, fields: Sequence[Domain], before: list[Point]) -> list[Point]:
        """What one who gives no tasks has to say, of the field and of what suits all, point by point."""
        room = (self.wanted.length or STATED_LENGTH) - self.wanted.frame - sum(map(point_size, before))
        self._leave_out_what_she_said(fields[0], before)
        able = [[t for t in one.said_by(self.voice) if t.suits(self.kind) and self._unused(t)] for one in fields]
        pieces = [self._piece(t, number, FRAMES[0]) for t, number in in_order_offered(able, bool(before), self._often)]
        chosen = fitted(pieces, room, 0) or fitted(pieces, room, 1)
        self._tell_origin(chosen, len([p for p in before if not p.aside]) + 1)
        return [piece.point for piece in chosen]

    def _unused(self, topic: Topic) -> bool:
        return (topic.domain, topic.name) not in self.used

    def _often(self, topic: Topic) -> int:
        """How often the topic was taken in the meeting."""
        return sum(self.taken[(topic.domain, topic.name, i)] for i in range(len(topic.bodies)))

    def _parts(self, domain: Domain, headings: Mapping[str, str], room: float) -> list[Point]:
        every = {part: domain.leads_for(part, self.kind) for part in PARTS}
        leads = {part: every[part][self._fresh(domain, f"引语.{part}", len(every[part]))] for part in PARTS}
        if self.wanted.speech.way == "发言":
            leads = {part: without_address(lead) for part, lead in leads.items()}
        frame = sum(len(headings[part]) + len(leads[part]) + 2 for part in PARTS)
        pieces = fitted(self._pieces(domain, before=False), room - frame, 1)
        parts = []
        for part in PARTS:
            below = tuple(piece.point for piece in said_under(part, pieces))
            text = leads[part]
            if len(below) == 1:
                # One point alone is no list: its text goes on after the lead, which announces none.
                text, below = without_announcement(text) + below[0].text, ()
            parts.append(Point(headings[part], text, below))
        self._tell_origin(pieces, 0)
        return parts

    def _fresh(self, domain: Domain, what: str, count: int) -> int:
        """The one of `count` wordings whose turn it is, among those least said in the meeting; it counts as said."""
        turn = self.wanted.variant + self.wanted.number
        order = [(turn + i) % count for i in range(count)]
        number = min(order, key=lambda i: self.taken[(domain.name, what, i)])
        self.said[(domain.name, what, number)] += 1
        return number

    def _pieces(self, domain: Domain, before: bool) -> list[Piece]:
        """What the field has to say, in the order in which it is taken: the field itself, and when it runs out 通用.

        `before` is True after her own points: those have said why, so no 认识 follows, and tasks come first.
        """
        common = self.library.domain(COMMON) if domain.name != COMMON else None
        turn, reports = self.wanted.number + self.wanted.variant, self.wanted.speech.way == "发言"
        pieces: list[Piece] = []
        later: list[Piece] = []
        for number, one in enumerate(d for d in (domain, common) if d is not None):
            queues: dict[str, list[Piece]] = {}
            for part in PARTS:
                topics = [t for t in one.topics if t.part == part and self._unused(t)]
                topics = [t for t in topics if t.suits(self.kind) and not (reports and of_authority(t.noun))]
                shift = turn % 2 if len(topics) > 1 and not before else 0
                topics = topics[shift:] + topics[:shift]
                # What an earlier speech took comes last.
                topics.sort(key=self._often)
                queues[part] = [self._piece(t, number, FRAMES[0] if before else self.part_frame) for t in topics]
            if before:
                pieces += [*queues["任务"], *queues["保障"]]
                continue
            # More than one 认识 is said only where everything else has been.
            later += queues["认识"][0 if number else 1 :]
            queues["认识"] = [] if number else queues["认识"][:1]
            pieces += in_turn(queues)
        return [*pieces, *later]

    def _piece(self, topic: Topic, source: int, frame: str) -> Piece:
        index = self._body_number(topic, {})
        text = topic.body(index, self.wanted.words, {})
        turned = self.wanted.speech.way == "发言" and not topic.voice
        title = topic.titled(index) if topic.voice else topic.headed(frame)
        point = Point(title, without_address(text) if turned else text)
        return Piece(topic, index, source, point, bool(self.taken[(topic.domain, topic.name, index)]))

    def _leave_out_what_she_said(self, domain: Domain, before: Sequence[Point]) -> None:
        """A topic whose name stands in one of her own headings has been spoken of."""
        titles = [point.title for point in every_point(before)]
        for one in (domain, self.library.domain(COMMON)):
            for topic in one.said_by(self.voice) if one is not None else ():
                names = (topic.name, topic.noun, topic.verb, *topic.aliases)
                if any(name in title for title in titles for name in names):
                    self.used.add((topic.domain, topic.name))

    def _tell_origin(self, pieces: Sequence[Piece], first: int) -> None:
        """Which points are the library's: by their numbers where they follow her own, by name in three parts."""
        self.gives_tasks |= any(not piece.topic.voice for piece in pieces)
        self.said.update((piece.topic.domain, piece.topic.name, piece.index) for piece in pieces)
        told = []
        for domain in dict.fromkeys(piece.topic.domain for piece in pieces):
            mine = [i for i, piece in enumerate(pieces) if piece.topic.domain == domain]
            if first:
                told.append(f"{told_numbers([first + i for i in mine])}出自要求库“{domain}”")
            else:
                names = "、".join(pieces[i].topic.name for i in mine)
                told.append(f"{names}出自要求库“{domain}”")
        if told:
            self._note("D44", "，".join(told) + "，请核对", "不合本单位实际的，在“要点”里换成自己的话")

    def tell_tone(self) -> None:
        """That the library gives tasks, where the speaker has none to give."""
        speech = self.wanted.speech
        who = speech.speaker.name if speech.speaker else "讲话人"
        where = "典礼上" if self.wanted.ceremony else ""
        found = f"{who}{where}的{speech.way}用了要求库的话，是给下面布置工作的口气"
        hint = "改成对师生的希望" if self.wanted.ceremony else "改成自己做了什么、打算怎么做"
        self._note("D47", found, hint + "，写在“要点”里")

    def _tell_length(self, name: str, reached: float) -> None:
        asked = self.wanted.length
        unsure = _UNSURE if self.voice else 0
        if asked and reached - unsure < (1 - _NEAR) * asked:
            found = f"要求库里“{name}”的题目都用上了，全文约 {round(reached, -1):g} 字，不到要的 {asked:g} 字"
            self._note("D43", found, "在“要点”里自己再写几点，或者把篇幅改小")
        elif asked and reached + unsure > (1 + _NEAR) * asked:
            found = f"全文约 {round(reached, -1):g} 字，超过要的 {asked:g} 字，要求库里没有更短的了"
            self._note("D43", found, "把“要点”写短些，或者把篇幅改大")

    def _find(self, name: str, place: Place) -> Topic | None:
        topic = self.library.topic(name, self.wanted.speech.domain, self.voice)
        if topic is None:
            near = self.library.nearest(name, self.voice)
            hint = f"是不是“{near}”？" if near else f"自己写内容：{{{name}: 要做什么、谁来做、什么时候做完。}}"
            self.problems.append(Problem("D40", place, f"要求库里没有“{name}”", "要求库里有的题目", hint))
        else:
            self.used.add((topic.domain, topic.name))
        return topic

    def _asked_for(self, topic: Topic, fill: Mapping[str, str], place: Place) -> str:
        """The text of a topic that was asked for by name, said even where it does not suit or was said before."""
        if not topic.suits(self.kind):
            found = f"要求库里的“{topic.name}”不适合{self.kind}讲，照您写的用上了"
            self._note("D45", found, f"请核对；可以自己写内容：{{{topic.name}: …}}", place)
        self.gives_tasks |= not topic.voice
        index = self._body_number(topic, fill)
        key = (topic.domain, topic.name, index)
        if self.taken[key]:
            found = f"“{topic.name}”的这段话，这次会议前面的讲话已经用过"
            self._note("D46", found, f"换成自己的话：{{{topic.name}: …}}", place)
        self.said[key] += 1
        return topic.body(index, self.wanted.words, fill)

    def _body_number(self, topic: Topic, fill: Mapping[str, str]) -> int:
        """The body whose turn it is, among those least said in the meeting: two speakers do not say the same."""
        able = topic.choices(self.kind, fill)
        said = {i: self.taken[(topic.domain, topic.name, i)] for i in able}
        # Every speech and variant begins with another body.
        turn = (self.wanted.number + self.wanted.variant) % len(able)
        return min([*able[turn:], *able[:turn]], key=lambda i: said[i])

    def _note(self, code: str, found: str, hint: str, place: Place | None = None) -> None:
        where = place or self.wanted.speech.place
        self.problems.append(Problem(code, where, found, hint=hint, severity="提示"))
