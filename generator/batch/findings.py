"""What is told of the rows of a batch: every problem, and each kind of finding once with how often it came.

Grows with what is wrong, not with the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.batch.records import Row, RowDone
from generator.problems import Problem

MOST_KINDS = 5_000
"""Kinds of findings that are kept; one that names a row's own file is a kind of its own."""


@dataclass
class Noticed:
    """A finding, the row of its first, and how many rows had it."""

    problem: Problem
    row: Row
    rows: int = 1


@dataclass
class Gathered:
    """Problems of rows that were not made, and findings of those that were."""

    wrong: list[RowDone] = field(default_factory=list)
    noticed: dict[tuple[str, str, str], Noticed] = field(default_factory=dict)

    def add(self, done: RowDone) -> None:
        """Take in a row."""
        if done.failed:
            self.wrong.append(RowDone(done.row, problems=done.problems))
            return
        for problem in done.findings:
            # A file that was kept is told of every row.
            key = (problem.code, problem.found, problem.place.file if problem.code == "F15" else "")
            if known := self.noticed.get(key):
                known.rows += 1
                # Rows come in any order from several processes; what is told of them does not.
                if done.row.ordinal < known.row.ordinal:
                    known.row, known.problem = done.row, problem
            elif len(self.noticed) < MOST_KINDS:
                self.noticed[key] = Noticed(problem, done.row)

    def findings(self) -> Sequence[Noticed]:
        """Every kind of finding, in the order of the rows that had it first."""
        return sorted(self.noticed.values(), key=lambda one: (one.row.ordinal, one.problem.code, one.problem.found))

    def problems(self) -> Iterator[tuple[Row, Problem]]:
        """Every problem with its row, in the order of the table."""
        for done in sorted(self.wrong, key=lambda one: one.row.ordinal):
            for problem in done.problems:
                yield done.row, problem
