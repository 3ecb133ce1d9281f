"""A plan carried out: rows that were made before are passed over, the others made, everything put down as it is done.

One lock, one manifest, one pool; tells of its progress by a function and can be stopped between two rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.batch.chunk import make_chunk, write_rows
from generator.batch.findings import Gathered
from generator.batch.lock import locked
from generator.batch.manifest import Entry, Manifest
from generator.batch.naming import ORDINAL
from generator.batch.planning import Plan
from generator.batch.pool import Here, Pool, Processes
from generator.batch.records import Row, RowDone
from generator.files.output import sweep
from generator.problems import InvalidInput, Place, Problem

SMALLEST, LARGEST, _SHARE = 5, 40, 16
"""Rows that a process is given at a time: this share of those that are left, so that all are done at about one time."""
WORTH_A_POOL = 200
"""Rows from which other processes are worth their start."""
_KEPT, _DIGITS = "F15", "0123456789"
_DISK, _PATIENCE = "F13", 3
"""So many rows after one another that the disk refuses, and the next one is not tried."""


@dataclass
class Progress:
    """How far a batch is: rows made, passed over because nothing had changed, and found wrong, of `total`."""

    total: int
    made: int = 0
    unchanged: int = 0
    wrong: int = 0
    files: int = 0

    @property
    def done(self) -> int:
        return self.made + self.unchanged + self.wrong


@dataclass
class Outcome:
    """What came of a batch."""

    progress: Progress
    gathered: Gathered = field(default_factory=Gathered)
    vanished: tuple[Entry, ...] = ()
    stale: list[str] = field(default_factory=list)
    """Files of earlier runs that rows no longer have."""
    outdated: list[str] = field(default_factory=list)
    """Files of earlier runs of rows that could not be made this time."""
    stopped: bool = False
    """True where it was asked to stop before the end."""
    halted: Problem | None = None
    """Because of which the rest was not begun."""
    renumbered: bool = False
    """True where rows bear other numbers than before, and so other names."""
    refused: int = 0
    """Rows that the disk refused, one after another."""


class Stop:
    """Asked between two chunks; a signal's handler sets it."""

    def __init__(self) -> None:
        self.asked = False

    def ask(self) -> None:
        self.asked = True


def usual_pool(rows: int, jobs: int) -> Pool:
    """This process for a few rows, several for many."""
    return Processes(jobs) if jobs > 1 and rows >= WORTH_A_POOL else Here()


def run(
    plan: Plan,
    pool: Callable[[int], Pool],
    tell: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Outcome:
    """Make what is to be made.  `pool` gives a pool for the number of rows that are.

    InvalidInput where the folder cannot be had; whatever else goes wrong is of a row, and in the outcome.
    """
    stop = stop or Stop()
    folder = plan.setting.folder
    with locked(folder):
        sweep(folder)
        manifest = Manifest(folder)
        _check_owners(plan, manifest)
        outcome = Outcome(Progress(plan.total), vanished=tuple(manifest.vanished(plan.setting.table, plan.digests)))
        for row, problem in plan.doubles:
            outcome.gathered.add(RowDone(row, findings=(problem,)))
        here = {key.lstrip(_DIGITS) for key in plan.digests}
        # Numbers that the table gives are a clerk's own.
        given = any(column.head == ORDINAL for column in plan.setting.columns)
        numbered = plan.setting.pattern.startswith(f"{{{ORDINAL}}}") and not given
        outcome.renumbered = numbered and any(entry.key.lstrip(_DIGITS) in here for entry in outcome.vanished)
        made = (manifest.of(plan.setting.table, key) for key in plan.digests)
        changed = plan.total - sum(one is not None and plan.digests[one.key] == one.digest for one in made)
        try:
            with manifest:
                _run(plan, manifest, outcome, pool(changed), tell, stop, changed)
        finally:
            # A worker that was killed had files in hand.
            sweep(folder)
    return outcome


def _size(left: int) -> int:
    """How many rows a process is given when so many are left."""
    return min(LARGEST, max(SMALLEST, left // _SHARE))


def _run(
    plan: Plan,
    manifest: Manifest,
    outcome: Outcome,
    pool: Pool,
    tell: Callable[[Progress], None],
    stop: Stop,
    changed: int,
) -> None:
    """`changed` is how many rows are to be made, as far as is known: files may be missing or torn."""
    progress, setting = outcome.progress, plan.setting
    names: dict[str, Row] = {}

    def chunks() -> Iterator[list[Row]]:
        chunk: list[Row] = []
        left, size = changed, _size(changed)
        for row in plan.rows():
            if stop.asked or outcome.halted is not None:
                break
            entry = _entry(manifest, plan, row)
            if entry is not None and manifest.whole(entry):
                progress.unchanged += 1
                names.update((name.casefold(), row) for name, _ in entry.files)
                tell(progress)
                continue
            chunk.append(row)
            if len(chunk) >= size:
                yield chunk
                left -= len(chunk)
                chunk, size = [], _size(left)
        if chunk and not stop.asked and outcome.halted is None:
            yield chunk

    with closing(_closable(pool.map_unordered(partial(make_chunk, setting), chunks()))) as results:
        try:
            for result in results:
                for done in write_rows(setting.folder, result) if setting.returned else result:
                    _put_down(_checked(done, names, plan), plan, manifest, outcome)
                tell(progress)
        except InvalidInput as error:
            # The pool itself is gone; what it has made is made.
            outcome.halted = error.problems[0]
    outcome.stopped = stop.asked and progress.done < progress.total
    _settle_left(outcome, names, setting.folder)


def _settle_left(outcome: Outcome, names: Collection[str], folder: Path) -> None:
    """Of what earlier runs left, keep what no row has now: a clerk is told to delete it.

    A row whose speaker changed is another row to the manifest, and has most of its files still.
    """
    if outcome.stopped or outcome.halted is not None:
        outcome.vanished = ()
    gone: list[Entry] = []
    for entry in outcome.vanished:
        left = [name for name, _ in entry.files if name.casefold() not in names]
        if len(left) == len(entry.files):
            gone.append(entry)
        else:
            outcome.stale += [name for name in left if (folder / name).exists()]
    outcome.vanished = tuple(gone)
    outcome.stale = [name for name in dict.fromkeys(outcome.stale) if name.casefold() not in names]


def _closable(results: Iterator[list[RowDone]]) -> Generator[list[RowDone], None, None]:
    yield from results


def _entry(manifest: Manifest, plan: Plan, row: Row) -> Entry | None:
    """What the last run put down of a row, where it is the same row still."""
    entry = manifest.of(plan.setting.table, row.key)
    return entry if entry is not None and entry.digest == row.digest else None


def _put_down(done: RowDone, plan: Plan, manifest: Manifest, outcome: Outcome) -> None:
    progress = outcome.progress
    before = manifest.of(plan.setting.table, done.row.key)
    if not done.failed:
        try:
            manifest.add(done, plan.setting.table)
        except InvalidInput as error:
            done = replace(done, problems=error.problems)
    if done.failed:
        progress.wrong += 1
        here = plan.setting.folder
        outcome.outdated += [name for name, _ in (before.files if before else ()) if (here / name).exists()]
        if refusals := [problem for problem in done.problems if problem.code == _DISK]:
            outcome.refused += 1
            # Rows that were in hand when it halted may yet go either way; it stays halted.
            if outcome.refused >= _PATIENCE and outcome.halted is None:
                outcome.halted = refusals[0]
    else:
        outcome.refused = 0
        progress.made += 1
        progress.files += len(done.files)
        # What a clerk has edited is hers, whatever stands beside it now.
        kept = {problem.place.file for problem in done.findings if problem.code == _KEPT}
        now = {name for name, _ in done.files} | kept
        outcome.stale += [name for name, _ in (before.files if before else ()) if name not in now]
    outcome.gathered.add(done)


def _checked(done: RowDone, names: dict[str, Row], plan: Plan) -> RowDone:
    """The row, wrong where one of its files is one that another row of this run wrote, too."""
    if done.problems:
        named = (
            p if p.place.file else replace(p, place=replace(p.place, file=plan.setting.source)) for p in done.problems
        )
        return replace(done, problems=tuple(named))
    for name, _ in done.files:
        other = names.setdefault(name.casefold(), done.row)
        if other.number != done.row.number:
            found = f"和第{other.number}行写到了同一个文件：{name}"
            place = Place(plan.setting.source, done.row.number)
            return replace(
                done, problems=(Problem("B32", place, found, "每一行的文件名不同", "文件名格式里加上 {序号}"),)
            )
    return done


def _check_owners(plan: Plan, manifest: Manifest) -> None:
    """InvalidInput where another table has written the same names into the folder."""
    mine = plan.setting.table
    taken = {table for table, key in manifest.entries if table != mine and key in plan.digests}
    if taken:
        found = f"这个文件夹里已有“{sorted(taken)[0]}”写的同名文件"
        hint = "就是那个表改了名的，改回原来的名称；不是，用 -o 换一个文件夹"
        raise InvalidInput([Problem("B33", Place(plan.setting.folder.name), found, hint=hint)])
