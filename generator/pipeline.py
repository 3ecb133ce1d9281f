"""The road from a 会议.yaml to papers: the one place that sees details, templates and the page.

`load_details` → `papers_called` → `make_paper` → text, problems, .docx.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.calls import STATEMENT, Call, papers_called, speeches_of, with_unwritten
from generator.composing.compose import Recaps, chair_values, speech_values, usual_salutation
from generator.composing.shared import MeetingValues, unwritten_item
from generator.composing.turns import Turns
from generator.composing.wanted import calls_library, unit_words
from generator.details import Details
from generator.meeting.figures import HOLE
from generator.meeting.record import Meeting, Speech
from generator.paper.layout import Layout, Properties
from generator.paper.profiles import layout_named
from generator.problems import InvalidInput, Place, Problem, did_you_mean, in_order
from generator.recipe import Recipe, recipe_of
from generator.records import record
from generator.rendering.missing import fill_missing
from generator.rendering.render import PLACE, Renderer
from generator.rendering.template import SPEAKER, TemplateFile
from generator.rendering.values import BLANK
from generator.slots.registry import Problems
from generator.text.lines import Kind, Line, parse_rows
from generator.text.points import Point

__all__ = ["Call", "Paper", "Workshop", "make_paper", "papers_called"]


FORMATS = ("docx", "txt", "html")
"""The endings of the files that a paper can be written to."""
LACKS = frozenset(("D30", "D31"))
"""Problems that say what a paper lacks, and nothing worse."""


@record(frozen=True)
class Paper:
    """A made paper: its text as a clerk reads it, its lines for the page, what was noticed.

    `docx` gives the Word file's bytes; the same details give the same bytes.
    """

    call: Call
    text: str
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    layout: Layout
    properties: Properties
    name: str = ""
    """What the file is to be called, without ending: 全县安全生产工作会议-讲话-李明."""
    reference: bytes | None = field(default=None, repr=False)
    cache: Path | None = None

    @cached_property
    def docx(self) -> bytes:
        """The Word file."""
        # The writer is heavy and a text or web page does not need it.
        from generator.paper.word import write_docx

        return write_docx(self.lines, self.layout, self.properties, self.reference, self.cache)

    @cached_property
    def html(self) -> str:
        """One self-contained web page that looks like the paper."""
        from generator.paper.write_html import write_html

        return write_html(self.lines, self.layout, self.properties)

    @cached_property
    def txt(self) -> str:
        """The paper as plain text, paragraphs indented."""
        from generator.paper.write_txt import write_txt

        return write_txt(self.lines, self.layout)

    def file(self, form: str) -> bytes:
        """The bytes of the paper's file of one of `FORMATS`."""
        if form == "docx":
            return self.docx
        return self.txt.encode("utf-8-sig") if form == "txt" else self.html.encode("utf-8")


class Workshop:
    """Makes the papers of one details file; templates are compiled once, and what its papers share is worked out once."""

    def __init__(self, details: Details, reference: bytes | None = None, cache: Path | None = None) -> None:
        self.details, self.reference, self.cache = details, reference, cache
        self.renderer = Renderer.of(details.shelf)
        self._shared = MeetingValues(details.meeting, details.ways)
        self._recaps = Recaps(details.ways)
        self._turns: dict[int, Turns] = {}
        self._kept = _never_torn(details.meeting)

    def at(self, details: Details) -> Workshop:
        """The same workshop for other details of the same shelf: nothing is read or compiled again."""
        other = Workshop(details, self.reference, self.cache)
        other.renderer = self.renderer
        return other

    def make(self, call: Call, layout: str | None = None, draft: bool = False, variant: int = 0) -> Paper:
        """One paper.  InvalidInput where something that it cannot do without is missing (unless it is a draft) or
        the template cannot be used."""
        details = self.details
        recipe = self.recipe(call.template)
        if recipe.undeclared:
            raise InvalidInput(recipe.undeclared)
        meeting, number = self._speech_called(call, recipe.template)
        speech = meeting.speeches[number] if number is not None else None
        problems: Problems = []
        values = self._values(recipe, meeting, number, variant, problems)
        notes = self._fill_missing(recipe, values, speech, number, draft, problems)
        if errors := [p for p in problems if p.severity == "错误"]:
            raise InvalidInput(errors)
        settled = self.renderer.render(call.template, values, variant)
        # Hardly a paper has a 【, and one character is found much faster than three.
        if not draft and "【" in settled.text and f"【{HOLE}" in settled.text:
            place = details.place_of(f"【{HOLE}")
            raise InvalidInput([Problem("D31", place, "还有没填的【待补】", "填上内容", "先看一遍草稿：make --draft")])
        lines = parse_rows(settled.rows, settled.marker_lengths, settled.kinds)
        page = self._layout_of(recipe.template, layout)
        properties = self._properties(lines, speech)
        if page.for_lectern:
            # What a speaker is helped with; most papers are for no lectern.
            from generator.paper.lectern import lectern_copy

            helped = lectern_copy(lines, page, [person.name for person in meeting.people])
            lines, properties = helped.lines, replace(properties, together=helped.together)
            notes += helped.problems
        speaker = speech.speaker.name if speech and speech.speaker else ""
        # Most papers are made without a word of what was noticed.
        noticed = [*notes, *problems, *recipe.stale]
        return Paper(
            call,
            settled.text,
            lines,
            in_order(noticed) if noticed else (),
            page,
            properties,
            "-".join([part for part in (meeting.name or "会议", call.genre, speaker) if part]),
            self.reference,
            self.cache,
        )

    def _speech_called(self, call: Call, template: TemplateFile) -> tuple[Meeting, int | None]:
        """The number of the speech that a paper is, None for one of the meeting; the meeting has a speech of that
        number, were it one that is still to be written."""
        meeting, number = self.details.meeting, call.speech
        if number is not None and number >= len(meeting.speeches):
            meeting = self._with_unwritten
        if number is None and template.per_speaker:
            # Nobody is known to speak: a speech all of which is still to be written.
            number = len(meeting.speeches)
            meeting = replace(meeting, speeches=(*meeting.speeches, Speech(place=Place(self.details.path.name))))
        return meeting, number

    @cached_property
    def _with_unwritten(self) -> Meeting:
        return with_unwritten(self.details)

    def _values(
        self, recipe: Recipe, meeting: Meeting, number: int | None, variant: int, problems: Problems
    ) -> dict[str, Any]:
        """What the template is given: of the meeting, and of the speech of that number or else of who is in the chair;
        blanks for the rest."""
        ways = self.details.ways
        values = dict(recipe.asked.blanks)
        values |= self._shared.wanted(recipe.wanted)
        values[PLACE] = _turn(meeting, number)
        points = self._points(number, variant, problems)
        if number is not None:
            words = unit_words(meeting, meeting.speeches[number])
            values |= speech_values(meeting, number, points, words, recipe.wanted, self._recaps)
        else:
            values |= chair_values(meeting, points, recipe.wanted, self._recaps)
            if recipe.retells:
                # What is to be noticed of a speech is told with the speech, and not again with what retells it.
                retold: Problems = []
                from generator.composing.retelling import retold_values

                values |= retold_values(meeting, ways, lambda one: self._points(one, variant, retold))
                problems += [problem for problem in retold if problem.severity == "错误"]
        if not values["称呼"] and not recipe.own_salutation:
            values["称呼"] = usual_salutation(meeting) or BLANK
        return values

    def _points(self, number: int | None, variant: int, problems: Problems) -> Sequence[Point]:
        """The points of a speech by its number, None for what the chair says at the end; of a speech that is still to be
        written none."""
        details = self.details
        if number is not None and number >= len(details.meeting.speeches):
            return ()
        speech = details.meeting.chair if number is None else details.meeting.speeches[number]
        if not calls_library(speech):
            # As they were written: most are.
            return speech.points
        if variant not in self._turns:
            self._turns[variant] = Turns(details.meeting, details.library, variant)
        return self._turns[variant].points(number, problems)

    def layout(self, name: str) -> Layout:
        """A layout profile by name, from 版式/ of the shelf's folders."""
        shelf = self.details.shelf
        return shelf.once(("layout", name), lambda: layout_named(shelf, name))

    def _layout_of(self, template: TemplateFile, asked: str | None) -> Layout:
        """The layout asked for, unless the paper has a shape of its own."""
        own = self.layout(template.layout)
        return self.layout(asked) if asked and not own.own_shape else own

    def recipe(self, template: str) -> Recipe:
        """What a template asks for, by its name."""
        return recipe_of(self.details.shelf, template)

    def _fill_missing(
        self,
        recipe: Recipe,
        values: dict[str, Any],
        speech: Speech | None,
        number: int | None,
        draft: bool,
        problems: Problems,
    ) -> list[Problem]:
        """Blanks for slots that are empty, holes (in a draft, which come back) or problems for those that must not be."""
        notes: Problems = []
        for lack in fill_missing(values, recipe.asked, draft, {"议程": [unwritten_item()]} if draft else None):
            path, place = self._where(lack.path, speech, number)
            note = recipe.notes.get(lack.path) or lack.note
            if draft:
                notes.append(Problem("D30", place, f"待补：{path}", note, severity="提示"))
            else:
                sample = f"{path.rsplit('.', 1)[-1]}: {lack.example}" if lack.example else ""
                found = f"没有写“{path}”，《{recipe.template.genre}》缺了它写不成"
                problems.append(Problem("D30", place, found, note, sample or "先看一遍草稿：make --draft"))
        return notes

    def _where(self, name: str, speech: Speech | None, number: int | None) -> tuple[str, Place]:
        """The YAML path of a missing slot, and the place to write it at."""
        file = self.details.path.name
        if speech is None or number is None or name not in (SPEAKER, "要点", "事项"):
            return name, Place(file, path=name)
        if number >= len(self.details.meeting.speeches):
            path = f"{speech.speaker.name}的{name}" if speech.speaker else name
            return path, replace(speech.place, path=path)
        short = "讲话" not in self.details.meeting.places
        path = name if short else f"讲话[{number + 1}].{name}"
        place = speech.place
        return path, Place(file, place.line, place.column, place.excerpt, path)

    def _properties(self, lines: Sequence[Line], speech: Speech | None) -> Properties:
        meeting = self.details.meeting
        title = next((line.text for line in lines if line.kind is Kind.TITLE), meeting.name)
        author = speech.speaker.name if speech and speech.speaker else meeting.unit.full
        return Properties(title, author, meeting.when.day if meeting.when else None, self._kept)


def _never_torn(meeting: Meeting) -> tuple[str, ...]:
    """Names, posts and the meeting's name, each once: what a title does not break inside."""
    names = [meeting.name, meeting.unit.full]
    for person in meeting.people:
        names += person.name, person.post
    return tuple(filter(None, dict.fromkeys(names)))


def _turn(meeting: Meeting, number: int | None) -> int:
    """Which of the leaders' speeches, or of the statements, a speech is, counted from 0."""
    if not number:
        return 0
    ways = [speech.way == STATEMENT for speech in meeting.speeches[: number + 1]]
    return ways[:-1].count(ways[-1])


def make_papers(
    workshop: Workshop,
    calls: Sequence[Call],
    layout: str | None = None,
    draft: bool = False,
    variant: int = 0,
    everything: bool = False,
) -> tuple[list[Paper], list[Problem]]:
    """All papers, or all that is wrong with all of them (InvalidInput).  Where everything is asked for, a paper that
    lacks something is left out; the second list says which, and what it lacks (D32)."""
    papers: list[Paper] = []
    problems: list[Problem] = []
    lacking: list[Problem] = []
    for call in calls:
        try:
            papers.append(workshop.make(call, layout, draft, variant))
        except InvalidInput as error:
            if everything and all(problem.code in LACKS for problem in error.problems):
                lacking.append(_lacking(call, workshop.details, error.problems))
            else:
                problems.extend(error.problems)
    if problems:
        raise InvalidInput(list(dict.fromkeys(problems)))
    if not papers:
        raise InvalidInput([replace(problem, severity="错误") for problem in lacking])
    return papers, lacking


def _lacking(call: Call, details: Details, problems: Sequence[Problem]) -> Problem:
    """That a paper was not made, and what it lacks."""
    lacks = "、".join(problem.place.path or problem.found for problem in problems)
    hint = "填上就会写；先看一遍草稿：make --all --draft"
    return Problem("D32", Place(details.path.name), f"没有写《{call.genre}》，缺：{lacks}", "", hint, "提示")


def make_paper(
    details: Details,
    template: str,
    speaker: str | None = None,
    layout: str | None = None,
    draft: bool = False,
    variant: int = 0,
) -> Paper:
    """One paper of a meeting: `make_paper(details, "讲话/工作会议", speaker="林海").docx`.

    `speaker` names whose speech it is; without it the first that the template suits.  InvalidInput where something
    is missing or the template cannot be used.

    >>> details = load_details("examples/全县安全生产工作会议/会议.yaml")
    >>> make_paper(details, "讲话/工作会议").text.split("\\n")[0]
    '在全县岁末年初安全生产工作会议上的讲话'
    """
    found = details.shelf.get(template)
    number: int | None = None
    if found.per_speaker:
        names = [s.speaker.name if s.speaker else "" for s in details.meeting.speeches]
        if speaker is not None and speaker not in names:
            expected = "下列之一：" + "、".join(n for n in names if n)
            place = Place(details.path.name)
            raise InvalidInput(
                [Problem("D24", place, f"讲话里没有“{speaker}”", expected, did_you_mean(speaker, names))]
            )
        mine = speeches_of(details.meeting, found.genre, True)
        number = names.index(speaker) if speaker is not None else next(iter(mine), None)
        if number is None:
            raise InvalidInput(
                [Problem("D30", Place(details.path.name, path=SPEAKER), f"没有写{SPEAKER}，写不成{found.genre}")]
            )
    return Workshop(details).make(Call(template, number), layout, draft, variant)
