"""Which papers a meeting's details call for: one for each speech, the host script, the genres that have a section.

Knows details and templates by name; makes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.details import Details, own_slots, templates_for
from generator.meeting.people import Person
from generator.meeting.record import CEREMONY, LEADING, AgendaItem, Meeting, Speech
from generator.meeting.standing import standing_of
from generator.meeting.ways import Way
from generator.problems import InvalidInput, Place, Problem, did_you_mean
from generator.records import record
from generator.rendering.shelf import Shelf
from generator.rendering.template import TemplateFile

HOST_SCRIPT = "主持词"
SPEECH, STATEMENT = "讲话", "发言"
MINUTES = "纪要"
# As a meeting needs them; genres of a unit's own come last.
_RANK = {
    genre: rank
    for rank, genre in enumerate(
        (HOST_SCRIPT, SPEECH, STATEMENT, "通知", "议程", "签到表", "桌签", "纪要", "简报", "情况报告")
    )
}
_PLEDGES = ("表态", "表态发言")
_PLEDGE = "发言/表态发言"


@record(frozen=True)
class Call:
    """One paper to be made: its template, and the number of the speech it is (None for a paper of the meeting).

    A number beyond the speeches of the details is one that the agenda alone names (see `with_unwritten`).
    """

    template: str
    speech: int | None = None

    @property
    def genre(self) -> str:
        return self.template.split("/")[0]


def papers_called(details: Details, only: Sequence[str] = (), everything: bool = False) -> tuple[Call, ...]:
    """The papers that the details call for: every speech with something to say, the host script, and each genre that
    has a section or a filled slot of its own.

    `only` names genres (讲话) or templates (讲话/工作会议); `everything` calls for a paper of every genre, and for the
    speeches that the agenda alone names.
    """
    templates = {template.genre: template for template in templates_for(details.shelf, details.meeting.occasion)}
    wanted = _wanted(only, templates, details.shelf)
    meeting = with_unwritten(details) if everything else details.meeting
    calls: list[Call] = []
    for genre, template in wanted.items():
        if template.per_speaker:
            numbers = speeches_of(meeting, genre, asked=bool(only) or everything)
            calls += [Call(_for_speech(meeting, i, template, details.shelf), i) for i in numbers]
            if everything and not numbers and genre != STATEMENT:
                calls.append(Call(template.name))
        elif everything and not only and genre == MINUTES and _without_minutes(details):
            continue
        elif only or everything or _called(details, template):
            calls.append(Call(template.name))
    return tuple(calls)


def not_called(details: Details, only: Sequence[str] = (), everything: bool = False) -> tuple[Problem, ...]:
    """What is not written though everything was asked for, because such a meeting has none."""
    if only or not everything or not _without_minutes(details):
        return ()
    meeting = details.meeting
    found = f"{CEREMONY if meeting.gathering == '会议' else meeting.gathering}不议事，没有写《{MINUTES}》"
    hint = f"会上定了事，就写上“{MINUTES}”一段"
    return (Problem("D36", Place(details.path.name), found, hint=hint, severity="提示"),)


def _without_minutes(details: Details) -> bool:
    """True for a ceremony, which decides nothing, unless its details say what it decided."""
    meeting = details.meeting
    return (meeting.occasion == CEREMONY or meeting.gathering != "会议") and MINUTES not in meeting.places


def none_called(file: str) -> Problem:
    """That the details in a file call for no paper."""
    hint = "写上“讲话人”和“要点”就有讲话稿，写上“主持人”和“议程”就有主持词"
    return Problem("D34", Place(file), "没有要写的稿子", hint=hint)


def speeches_of(meeting: Meeting, genre: str, asked: bool) -> list[int]:
    """The speeches that a genre writes: 发言 those who speak from below, 讲话 the others.

    A leader's speech is always called for, so that a missing 要点 is said; a statement without points is brought
    along by its speaker.
    """
    out = []
    for number, speech in enumerate(meeting.speeches):
        mine = speech.way == STATEMENT if genre == STATEMENT else genre != SPEECH or speech.way != STATEMENT
        if mine and (asked or speech.has_content or speech.way != STATEMENT):
            out.append(number)
    return out


def with_unwritten(details: Details) -> Meeting:
    """The meeting with a speech, still empty, for each speech and statement that the agenda names and 讲话 does not."""
    meeting = details.meeting
    speeches = list(meeting.speeches)
    agenda = list(meeting.agenda)
    for position, item in enumerate(agenda):
        way = _way_of(details.ways[item.way])
        for person in item.people if way else ():
            alone = len(item.people) == 1
            if meeting.called_by(item, person) is None and (alone or not person.body):
                if alone:
                    agenda[position] = replace(item, speech=len(speeches))
                speeches.append(empty_speech(person, way, item))
    return replace(meeting, agenda=tuple(agenda), speeches=tuple(speeches))


def empty_speech(person: Person, way: str, item: AgendaItem) -> Speech:
    """The speech that an agenda item alone tells of: who, on what; its points are still to be written."""
    own, below = standing_of(person.title) if way == STATEMENT else ("", "")
    return Speech(person, way, matter=item.matter, own_name=own, below=below, place=item.place)


def _way_of(way: Way) -> str:
    """讲话 or 发言, where an item of this 方式 is one that we write; a guest brings his own 致辞."""
    return STATEMENT if way.kind == STATEMENT else SPEECH if way.name in LEADING else ""


def _for_speech(meeting: Meeting, number: int, template: TemplateFile, shelf: Shelf) -> str:
    """The template of one speech: a statement that the agenda calls 表态发言 has its own."""
    item = meeting.item_of(number)
    pledges = item is not None and item.way in _PLEDGES
    return _PLEDGE if pledges and template.genre == STATEMENT and shelf.find(_PLEDGE) else template.name


def _wanted(only: Sequence[str], templates: dict[str, TemplateFile], shelf: Shelf) -> dict[str, TemplateFile]:
    if not only:
        return dict(sorted(templates.items(), key=lambda one: (_RANK.get(one[0], len(_RANK)), one[0])))
    out: dict[str, TemplateFile] = {}
    for name in only:
        template = shelf.get(name) if "/" in name else templates.get(name)
        if template is None:
            expected = "下列之一：" + "、".join(templates)
            raise InvalidInput([Problem("T01", Place(), f"没有文种“{name}”", expected, did_you_mean(name, templates))])
        out[template.genre] = template
    return out


def _called(details: Details, template: TemplateFile) -> bool:
    meeting = details.meeting
    if template.genre == HOST_SCRIPT:
        return meeting.host is not None or template.genre in meeting.places
    # 议程 is a part of every meeting; a paper is called for by a section that is its own.
    own = {slot.name for slot in own_slots(details.shelf, template)}
    return bool(own & set(meeting.places))
