"""时间表: the meeting minute by minute, and whether it fits.

From the agenda's 时长, the speeches as measured and what the host says between them.  What nobody has said the length
of is left out and told.  Reads no file and measures no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from generator.meeting.record import AgendaItem, Meeting, Speech
from generator.problems import Place, Problem
from generator.records import record
from generator.text.moments import minutes_between
from generator.timing.stats import Stats

_OVER = 1.1
"""A speech that is longer by no more than a tenth still fits: nobody speaks by the clock."""
_LEAST = 1.0
"""Minutes that a difference must have to be told."""


@record(frozen=True)
class Slot:
    """One line of the timetable, in minutes.  `given` is the 时长 asked for and `spoken` what the text takes; 0 unknown.

    `start` is the time of day, where the meeting has one.
    """

    what: str
    minutes: float
    given: float = 0
    spoken: float = 0
    start: time | None = None
    unknown: bool = False


@record(frozen=True)
class Timetable:
    """The whole meeting: its lines, what they come to and what there is, in minutes (0 where no end is given)."""

    slots: tuple[Slot, ...]
    available: float = 0

    @property
    def minutes(self) -> float:
        return sum(slot.minutes for slot in self.slots)


def make_timetable(meeting: Meeting, speeches: Mapping[int, Stats], host: Stats | None = None) -> Timetable:
    """The timetable.  `speeches` are the measured speeches by their number, `host` the measured host script."""
    slots = list(_slots(meeting, speeches, host))
    clock = meeting.when.start if meeting.when else None
    if meeting.when is not None and clock is not None:
        now = datetime.combine(meeting.when.day, clock)
        for i, slot in enumerate(slots):
            slots[i] = Slot(slot.what, slot.minutes, slot.given, slot.spoken, now.time(), slot.unknown)
            now += timedelta(minutes=slot.minutes)
    available = minutes_between(meeting.when) if meeting.when and not meeting.when.last_day else None
    return Timetable(tuple(slots), float(available or 0))


def _slots(meeting: Meeting, speeches: Mapping[int, Stats], host: Stats | None) -> Iterator[Slot]:
    links: dict[int, float] = {}
    place = 0
    for section in host.sections if host else ():
        # What the host says before the first item, before (and after) each one, and at the end.
        place = section.item or (len(meeting.agenda) + 1 if place else 0)
        links[place] = links.get(place, 0) + section.seconds(host.rate if host else 0) / 60
    if opening := links.get(0):
        yield Slot("主持人开场", opening, spoken=opening)
    for number, item in enumerate(meeting.agenda, 1):
        stats = speeches.get(item.speech) if item.speech is not None else None
        spoken = stats.seconds / 60 if stats else 0.0
        wanted = item.minutes or _wanted(meeting, item)
        # A text that is there says how long it takes; a 时长 is what was hoped for.
        own = spoken or wanted
        yield Slot(f"{number}. {_called(item)}", own + links.get(number, 0), wanted, spoken, unknown=not own)
    if closing := links.get(len(meeting.agenda) + 1):
        yield Slot("主持人小结", closing, spoken=closing)


def _wanted(meeting: Meeting, item: AgendaItem) -> float:
    return meeting.speeches[item.speech].minutes if item.speech is not None else 0.0


def _called(item: AgendaItem) -> str:
    names = "、".join(person.name for person in item.people[:3])
    return " ".join(part for part in (names, item.way, item.matter) if part)


def check_timetable(
    meeting: Meeting, table: Timetable, speeches: Mapping[int, Stats], file: str = ""
) -> Iterator[Problem]:
    """What does not fit: S01 a speech longer than its time, S02 the whole past its end, S03 items of unknown length,
    S04 one who outlasts the chief."""
    yield from _too_long(meeting, speeches, file)
    if table.available and table.minutes > table.available:
        over = table.minutes - table.available
        found = f"排下来要 {minutes(table.minutes)}，会议只有 {minutes(table.available)}，超出 {minutes(over)}"
        hint = "缩短讲话或议程，或者把结束时间往后放"
        yield Problem("S02", _place(meeting, "时间", file), found, hint=hint, severity="疑似")
    unknown = [slot.what.partition(".")[0] for slot in table.slots if slot.unknown]
    if unknown and table.available:
        found = f"议程第 {'、'.join(unknown)} 项没有写时长，也没有稿子，没有算进去"
        hint = "在这一项里加上 时长: 10分钟"
        yield Problem("S03", _place(meeting, "议程", file), found, hint=hint, severity="提示")
    yield from _outlasts(meeting, speeches, file)


def _too_long(meeting: Meeting, speeches: Mapping[int, Stats], file: str) -> Iterator[Problem]:
    asked = {item.speech: item.minutes for item in meeting.agenda if item.speech is not None}
    for number, stats in speeches.items():
        speech, spoken = meeting.speeches[number], stats.seconds / 60
        given = asked.get(number) or speech.minutes
        if given and spoken > given * _OVER and spoken - given >= _LEAST:
            found = f"{_speaker(speech)}的{speech.way}要讲 {minutes(spoken)}，只给了 {minutes(given)}"
            less = round((spoken - given) * stats.rate, -1)
            place = _in_file(speech.place, file)
            yield Problem("S01", place, found, hint=f"删去约 {less:g} 字，或者改时长", severity="疑似")


def _outlasts(meeting: Meeting, speeches: Mapping[int, Stats], file: str) -> Iterator[Problem]:
    """One who ranks below the chief and speaks longer.  出席 is in the order of rank; of others nobody knows theirs."""
    present = frozenset(meeting.present)
    known = {n: s for n, s in speeches.items() if meeting.speeches[n].speaker in present}
    ranks = {n: person.rank for n in known if (person := meeting.speeches[n].speaker) is not None}
    if len(ranks) < 2:
        return
    chief = min(ranks, key=lambda n: ranks[n])
    most = known[chief].seconds / 60
    for number, stats in known.items():
        spoken = stats.seconds / 60
        if ranks[number] > ranks[chief] and spoken - most >= _LEAST:
            other, first = meeting.speeches[number], meeting.speeches[chief]
            found = f"{_speaker(other)}要讲 {minutes(spoken)}，比{_speaker(first)}的 {minutes(most)}还长"
            place = _in_file(other.place, file)
            yield Problem("S04", place, found, hint="一般不超过主要领导的讲话，请掂量", severity="提示")


def _speaker(speech: Speech) -> str:
    return speech.speaker.name if speech.speaker else speech.way


def _place(meeting: Meeting, key: str, file: str) -> Place:
    return _in_file(meeting.places.get(key, Place()), file)


def _in_file(place: Place, file: str) -> Place:
    return place if place.file else Place(file, place.line, place.column, place.excerpt, place.path)


def minutes(number: float) -> str:
    """Minutes and seconds as a clerk reads them: 9.5 → 9分30秒, 0.4 → 24秒, 10 → 10分钟."""
    whole, rest = divmod(round(number * 60), 60)
    if not whole:
        return f"{rest}秒"
    return f"{whole}分{rest:02d}秒" if rest else f"{whole}分钟"
