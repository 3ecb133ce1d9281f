"""Papers as the miner sees them, and a spool that holds them on disk.

One paper is one line of the spool; it is read from there as often as the steps need, so that memory does not grow with
the archive.  Knows no files and no outlines.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, field
from types import TracebackType
from typing import IO

from generator.problems import Problem
from generator.records import record

_IN_MEMORY = 8_000_000
UNGROUPED = -1
"""The group of a paper that was not yet compared with others."""


@record(frozen=True)
class Said:
    """A stretch of text and the line of the file where it begins, counted from 1."""

    text: str
    line: int
    after: str = ""
    """The sentence that follows in the same paragraph."""
    first: bool = False
    """Whether a paragraph begins with it."""

    @property
    def laid(self) -> str:
        """The text as frames are laid over it: with a line end before it where a paragraph begins."""
        return "\n" + self.text if self.first else self.text


@record(frozen=True)
class Heading:
    """A point of a text: what its marker is, how deep it lies, how it is headed, and what stands under it."""

    style: str
    depth: int
    head: str
    line: int
    siblings: int
    """The number of the list it belongs to, within its piece."""
    size: int
    body: str
    below: tuple[str, ...]
    parent: str
    """The style of the point that it lies under, empty for an outermost one."""


@record(frozen=True)
class Paper:
    """One piece as the miner sees it.  Papers of one `group` are one text."""

    file: str
    group: int
    genre: str
    title: str
    size: int
    said: dict[str, tuple[Said, ...]] = field(default_factory=dict)
    """The sentences of each role."""
    others: tuple[Said, ...] = ()
    """The sentences of no role that is mined."""
    headings: tuple[Heading, ...] = ()


class Spool:
    """Papers on disk, in the order in which they were read."""

    def __init__(self) -> None:
        # Closed by __exit__: the spool itself is the context.
        self._file: IO[str] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, mode="w+", encoding="utf-8")  # noqa: SIM115
        self.files = 0
        self.characters = 0
        self.papers = 0
        self.groups = 0
        self.problems: list[Problem] = []

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, paper: Paper) -> None:
        self._file.seek(0, 2)
        self._file.write(json.dumps(asdict(paper), ensure_ascii=False) + "\n")
        self.papers += 1

    def __iter__(self) -> Iterator[Paper]:
        """Every paper, near-duplicates and all."""
        self._file.seek(0)
        for row in self._file:
            yield _paper(json.loads(row))

    def distinct(self) -> Iterator[Paper]:
        """Of papers that are one text, the first."""
        seen: set[int] = set()
        for paper in self:
            if paper.group not in seen:
                seen.add(paper.group)
                yield paper


def _paper(data: dict[str, object]) -> Paper:
    given: dict[str, object] = dict(data)
    said = {role: tuple(Said(**one) for one in rows) for role, rows in given["said"].items()}  # type: ignore[attr-defined]
    others = tuple(Said(**one) for one in given["others"])  # type: ignore[attr-defined]
    headings = tuple(
        Heading(**{**one, "below": tuple(one["below"])})
        for one in given["headings"]  # type: ignore[attr-defined]
    )
    return Paper(**{**given, "said": said, "others": others, "headings": headings})  # type: ignore[arg-type]
