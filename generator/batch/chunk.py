"""Rows → papers on disk: what one process does.

`make_chunk` is all that a pool of processes calls, here or on another machine; it needs a setting, some rows, and
nothing that was there before.  What all rows share is read once for each process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from generator.batch.base import base_fields, occasion_of
from generator.batch.called import Said
from generator.batch.naming import GENRE, MEETING, SPEAKER, Pattern, paper_names
from generator.batch.records import Column, Row, RowDone, Setting, target_name
from generator.batch.weaving import Weaver
from generator.calls import Call, none_called, not_called, papers_called, with_unwritten
from generator.details import Details, Ground
from generator.files.output import keep_others, write_files
from generator.pipeline import LACKS, Paper, Workshop, make_papers
from generator.problems import InvalidInput, Place, Problem
from generator.rendering.folders import cache_folder, shelf_for, unit_file
from generator.rendering.kept import keep
from generator.slots.filling import fill_fields
from generator.slots.registry import Filled, Problems
from generator.yaml_source.load import Fields, Source, parse_yaml

_SUSPECT = ("必错", "疑似")
_NOT_MADE = "D32"
_LACKING = LACKS | {_NOT_MADE}
_MOST_FINDINGS = 20
_WRITERS = 4


def make_chunk(setting: Setting, rows: Sequence[Row]) -> list[RowDone]:
    """Make the papers of some rows, and write them unless the setting wants them returned.

    Every row comes back, in order: with its files, or with the problems because of which it has none.
    """
    bench = _bench(setting)
    made = (bench.make(row) for row in rows)
    done = list(made) if setting.returned else write_rows(setting.folder, made)
    keep(bench.shelf, cache_folder())
    return done


def write_rows(folder: Path, rows: Iterable[RowDone]) -> list[RowDone]:
    """Write each row's files, as `write_row` does; in order."""
    # Until a file is safely on disk takes as long as making it: the next rows are made, or written, meanwhile.
    with ThreadPoolExecutor(_WRITERS) as writers:
        return list(writers.map(partial(write_row, folder), rows))


def write_row(folder: Path, done: RowDone) -> RowDone:
    """Write a row's files into a folder, all or none, nothing that a clerk typed being replaced."""
    if done.failed:
        return done
    try:
        files, kept = keep_others(folder, done.contents)
        write_files(folder, files)
    except InvalidInput as error:
        return replace(done, files=(), contents=(), problems=error.problems)
    return done.written(tuple((name, digest_of(content)) for name, content in files), kept)


def digest_of(content: bytes) -> str:
    """32 hex digits that tell whether a file is whole and the one that was written."""
    return blake2b(content, digest_size=16).hexdigest()


_BENCHES: dict[Setting, Bench] = {}


def _bench(setting: Setting) -> Bench:
    """The bench of a setting; a process serves one at a time."""
    # Two tables may share all that papers are made of; what is wrong is told by the name of the one that is read.
    if setting not in _BENCHES:
        _BENCHES.clear()
        _BENCHES[setting] = Bench(setting)
    return _BENCHES[setting]


class Bench:
    """Makes rows of one setting: templates, slots, base and unit are read once."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.shelf = shelf_for(setting.home, setting.templates, cache_folder())
        self._units: dict[Path, Path | None] = {}
        self._grounds: dict[Path | None, Ground] = {}
        self.ground = self._ground_of(setting.home)
        self.base, self.hints = base_fields(setting, self.ground)
        self.pattern, self.said = Pattern(setting.pattern), Said(setting, self.base)
        self._weavers: dict[str, Weaver] = {}
        self._given: dict[str, Mapping[str, Filled]] = {}
        self._workshop: Workshop | None = None

    def make(self, row: Row) -> RowDone:
        """A row's papers as bytes, or what is wrong with it."""
        setting = self.setting
        if row.faults:
            return RowDone(row, problems=tuple(self._faults(row)))
        try:
            details = self.details(row)
            calls = papers_called(details, setting.only, setting.everything)
            if not calls:
                raise InvalidInput([none_called(row.file or setting.source)])
            workshop = self._workshop_at(details)
            papers, lacking = make_papers(
                workshop, calls, setting.layout, setting.draft, setting.variant, setting.everything
            )
            lacking += not_called(details, setting.only, setting.everything)
            findings = [*details.findings, *lacking, *(problem for paper in papers for problem in paper.problems)]
            if setting.strict:
                suspects = [p for p in (*findings, *self._checked(row, details, papers)) if p.severity in _SUSPECT]
                if suspects:
                    raise InvalidInput(suspects)
        except InvalidInput as error:
            return RowDone(row, problems=_once(self._at_cell(problem, row) for problem in error.problems))
        # What is left of an example is told of the row as a whole, and of 1,000 rows that happen to say the same, not.
        others = [*self._left(row), *(problem for problem in findings if problem.code != "D23")]
        told = dict.fromkeys(self._at_cell(problem, row) for problem in others)
        return RowDone(row, findings=tuple(told)[:_MOST_FINDINGS], contents=tuple(self._files(row, details, papers)))

    def details(self, row: Row) -> Details:
        """The details that a row tells of, over the base.  InvalidInput where they are none."""
        if row.file:
            return self._of_file(row)
        occasion = self._occasion(row)
        weaver = self._weaver(occasion)
        problems: Problems = []
        fields = weaver.weave(row, problems)
        path = self.setting.home / self.setting.source.replace("/", "／")
        return self.ground.read(
            path, Source(fields, (*self.hints, *problems), ""), self._given_for(occasion, weaver.fixed)
        )

    def _of_file(self, row: Row) -> Details:
        path = self.setting.home / row.file
        ground = self._ground_of(path.parent)
        source = parse_yaml(row.text, row.file, ground.names)
        own = source.root
        given = self._given_for(occasion_of(own if isinstance(own, Fields) else None, self.base), self.base)
        if isinstance(own, Fields):
            given = {name: filled for name, filled in given.items() if own.get(name) is None}
        return ground.read(path.with_name(row.file.replace("/", "／")), source, given)

    def _ground_of(self, folder: Path) -> Ground:
        if folder not in self._units:
            self._units[folder] = unit_file(folder.resolve(), self.setting.top)
        unit = self._units[folder]
        if unit not in self._grounds:
            self._grounds[unit] = Ground(self.shelf, unit)
        return self._grounds[unit]

    def _occasion(self, row: Row) -> str:
        for column, text in zip(self.setting.columns, row.cells, strict=True):
            if column.target == ("会议类型",) and column.used and text:
                return text
        return occasion_of(self.base)

    def _weaver(self, occasion: str) -> Weaver:
        if occasion not in self._weavers:
            slots = self.ground.slots(occasion)
            setting = self.setting
            self._weavers[occasion] = Weaver(self.base, setting.columns, slots, setting.source, setting.draft)
        return self._weavers[occasion]

    def _given_for(self, occasion: str, fields: Fields) -> Mapping[str, Filled]:
        """The base's values, filled once; planning has told what is wrong with them."""
        if occasion not in self._given:
            self._given[occasion] = fill_fields(self.ground.slots(occasion).values(), fields, [])
        return self._given[occasion]

    def _workshop_at(self, details: Details) -> Workshop:
        if self._workshop is None:
            self._workshop = Workshop(details, self.setting.reference, cache_folder())
        return self._workshop.at(details)

    def _files(self, row: Row, details: Details, papers: Sequence[Paper]) -> Iterator[tuple[str, bytes]]:
        said = []
        for paper in papers:
            said.append(
                {
                    GENRE: paper.call.genre,
                    SPEAKER: _speaker(details, paper.call),
                    MEETING: details.meeting.name or "会议",
                }
            )
        names = paper_names(self.pattern, said, lambda field: self.said.of(field, row))
        for paper, name in zip(papers, names, strict=True):
            for form in self.setting.formats:
                yield f"{name}.{form}", paper.file(form)

    def _checked(self, row: Row, details: Details, papers: Sequence[Paper]) -> Iterator[Problem]:
        """What the checks find, at the cells or the lines of the base that it comes from."""
        from generator.checks.papers import check_paper

        shown = [" ".join(cell.split("\n")) for cell in row.cells]
        source = row.text if row.file else "\n".join([*shown, self.setting.base or ""])
        whole = replace(details, source=replace(details.source, text=source))
        own = details.path.name
        for paper in papers:
            for problem in check_paper(paper.text, paper.lines, whole, paper.call.genre, name=paper.name):
                place = problem.place
                if place.file == own and not row.file:
                    if place.line <= len(shown):
                        place = Place(self.setting.source, row.number, self.setting.columns[place.line - 1].number)
                    else:
                        place = replace(place, file=self.setting.base_name, line=place.line - len(shown))
                yield replace(problem, place=place)

    @cached_property
    def _samples(self) -> Mapping[str, str]:
        return {name: slot.example for name, slot in self.ground.slots().items() if isinstance(slot.example, str)}

    def _left(self, row: Row) -> Iterator[Problem]:
        """That a row still is the example of the blank table, where most of it is."""
        samples = self._samples
        pairs = [(column, cell) for column, cell in zip(self.setting.columns, row.cells, strict=False) if cell]
        same = [column.head for column, cell in pairs if samples.get(target_name(column.target)) == cell]
        if len(same) > 2 and 2 * len(same) >= len(pairs):
            found = f"这一行像是没有换掉的示例：{'、'.join(same[:6])} 都和示例一样"
            hint = "是示例就把这一行删去，写出来的稿子也删去"
            yield Problem("B22", Place(self.setting.source, row.number), found, hint=hint, severity="提示")

    def _faults(self, row: Row) -> Iterator[Problem]:
        for fault in row.faults:
            column = next((one for one in self.setting.columns if one.number == fault.column), None)
            head = column.head if column is not None else ""
            cell = Place(self.setting.source, row.number, fault.column, fault.written, head)
            place = Place(row.file) if row.file else cell
            yield Problem("B21", place, fault.found, hint=fault.hint)

    def _at_cell(self, problem: Problem, row: Row) -> Problem:
        """A problem of the details, said of the cell that it comes from: the row is its line, the head its path."""
        place = problem.place
        if row.file or place.file not in (self.setting.source, self.setting.source.replace("/", "／")):
            return problem
        column = self._column(place, row.number)
        if problem.code in _LACKING and problem.hint:
            problem = replace(problem, hint=_way_to_fill(problem, column))
        if column is None:
            return replace(problem, place=Place(self.setting.source, row.number))
        cell = row.cells[self.setting.columns.index(column)]
        return replace(problem, place=Place(self.setting.source, row.number, column.number, cell, column.head))

    def _column(self, place: Place, row: int) -> Column | None:
        """The column of a problem: the one that fills what is spoken of, else where it says so by its number."""
        path = _head_of(place)
        for column in self.setting.columns:
            if path and target_name(column.target) in (path, f"{path}.1"):
                return column
        # What a row lacks may stand at the base's line for it.
        return next((one for one in self.setting.columns if (place.line, place.column) == (row, one.number)), None)


def _head_of(place: Place) -> str:
    """The head that a column for a path would have: 讲话[2].讲话人 → 讲话.2.讲话人."""
    return place.path.replace("[", ".").replace("]", "")


def _way_to_fill(problem: Problem, column: Column | None) -> str:
    """How a clerk with a table fills what her papers lack."""
    if problem.code == _NOT_MADE:
        return "填上就会写；先看草稿，加上 --draft"
    head = _head_of(problem.place) or "这一项"
    return (
        "填上这一格；先看草稿，加上 --draft"
        if column
        else f"表里加一列“{head}”，或者写在底稿里；先看草稿，加上 --draft"
    )


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems, of what several papers lack in one cell the first alone."""
    first: dict[tuple[object, ...], Problem] = {}
    for one in problems:
        lacks = one.code in LACKS and one.place.column
        first.setdefault((one.code, one.place) if lacks else (one.code, one.place, one.found), one)
    return tuple(first.values())


def _speaker(details: Details, call: Call) -> str:
    if call.speech is None:
        return ""
    meeting = details.meeting if call.speech < len(details.meeting.speeches) else with_unwritten(details)
    speaker = meeting.speeches[call.speech].speaker if call.speech < len(meeting.speeches) else None
    return speaker.name if speaker is not None else ""
