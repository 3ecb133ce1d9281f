"""What a rule sees and what it says: the text with all that is known of it, findings at offsets, the register of rules.

Knows no rule and no file.  A rule is a function of a `Checked`; its docstring is its page in docs/检查规则.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from generator.checks.characters import unusual
from generator.checks.lists import sibling_lists
from generator.meeting.people import Person
from generator.meeting.record import Meeting
from generator.paper.page import Layout as PageLayout
from generator.problems import Place, Problem, Severity
from generator.reader import read
from generator.reader.layout import Layout
from generator.records import record
from generator.text.lines import Kind, Line, parse_lines
from generator.text.outline import Genre, Outline, Point
from generator.text.regex import regex

HAN = "\u3007\u3400-\u9fff"
"""Chinese characters, for the inside of a character class."""

_WRITTEN = regex(r"(?:的|会议|工作)(?P<k>通知|情况报告|情况的报告|简报|纪要)(?:[（(][^（）()]{1,12}[）)])?$")
_LONGER = {"情况的报告": "情况报告"}
_HEAD = 5
"""Lines among which the title is looked for."""
SPOKEN = frozenset(("讲话", "发言", "主持词"))
"""Genres that are read aloud."""


def is_han(char: str) -> bool:
    """True for one Chinese character, or a text that begins with one."""
    return "\u3400" <= char[:1] <= "\u9fff" or char[:1] == "\u3007"


@record(frozen=True)
class Finding:
    """What a rule found: from – to in the text, what stands there, what should, what to do.

    `mend` is what takes the place of the stretch where that is sure; None where a person has to decide.
    """

    start: int
    end: int
    found: str
    expected: str = ""
    hint: str = ""
    mend: str | None = None


@record(frozen=True)
class Figure:
    """A dated figure of a unit: its name, the value that holds, the values that held before, and since when."""

    name: str
    value: str
    old: tuple[str, ...] = ()
    since: str = ""


@record(frozen=True)
class UnitWords:
    """A unit's own knowledge: words never to be flagged, wrong words with their right ones, dated figures."""

    allowed: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    figures: tuple[Figure, ...] = ()


@record(frozen=True)
class Row:
    """A line that says something: where it begins, its text without the blanks around it, and what it is."""

    start: int
    text: str
    kind: Kind

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(eq=False, repr=False)
class Checked:
    """A text to be checked.  What costs time is found when a rule first asks for it."""

    text: str
    name: str = ""
    said_genre: str = ""
    meeting: Meeting | None = None
    words: UnitWords = field(default_factory=UnitWords)
    typed: Sequence[Line] = ()
    page: PageLayout | None = None
    """版式: what the paper is printed in, where that is known."""

    @cached_property
    def layout(self) -> Layout:
        return Layout(self.text)

    @cached_property
    def outline(self) -> Outline:
        return read(self.text, layout=self.layout)

    @cached_property
    def lists(self) -> tuple[tuple[list[Point], ...], ...]:
        """The lists of points of each piece, those under a point after the point."""
        return tuple(tuple(sibling_lists(piece.points)) for piece in self.outline.pieces)

    @cached_property
    def genre(self) -> str:
        """文种: as the caller said, or as the reader takes it, or the kind of written paper that a title line names."""
        if self.said_genre:
            return self.said_genre
        if self._read_genre in ("", Genre.OTHER.value):
            said = (_WRITTEN.search(line.text) for line in self.layout.lines[:_HEAD])
            kinds = (_LONGER.get(found["k"], str(found["k"])) for found in said if found)
            return next(kinds, self._read_genre)
        return self._read_genre

    @property
    def _read_genre(self) -> str:
        return self.outline.pieces[0].genre.value if self.outline.pieces else ""

    @property
    def spoken(self) -> bool:
        """True for a paper that is read aloud."""
        return self.genre in SPOKEN

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The lines of the text with their kinds: those that a writer said, or those that the text shows."""
        lines = self.layout.lines
        typed = self.typed if len(self.typed) == len(lines) else parse_lines(self.text)
        kinds = [line.kind for line in typed]
        if len(kinds) != len(lines):
            kinds = [Kind.PARAGRAPH] * len(lines)
        return tuple(Row(line.start, line.text, kind) for line, kind in zip(lines, kinds, strict=True))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The roster, offices left out."""
        return tuple(p for p in self.meeting.people if not p.body) if self.meeting else ()

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that occurs: a rule whose marks do not is done at once."""
        return frozenset(self.text)

    @cached_property
    def unusual(self) -> frozenset[str]:
        """The characters that are not in everyone's hand: few, and in most papers none."""
        return unusual(self.characters)

    def has(self, *signs: str) -> bool:
        """True where one of these single characters occurs."""
        return not self.characters.isdisjoint(signs)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._lines)][:-1]

    def quoted(self, offset: int) -> bool:
        """True inside quotation marks or the name of a paper, within a line."""
        low = self._starts[bisect_right(self._starts, offset) - 1]
        opened = max(self.text.rfind(sign, low, offset) for sign in "“《‘『「")
        return opened >= 0 and opened > max(self.text.rfind(sign, low, offset) for sign in "”》’』」")

    def place(self, offset: int) -> Place:
        """Line and column of an offset, with the line."""
        index = bisect_right(self._starts, offset) - 1
        return Place(self.name, index + 1, offset - self._starts[index] + 1, self._lines[index])


Check = Callable[[Checked], Iterator[Finding]]


@record(frozen=True)
class Rule:
    """One rule: code, severity, the genres it suits (all where none is named), and what finds the fault."""

    code: str
    severity: Severity
    check: Check
    genres: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """The first line of its page."""
        return (self.check.__doc__ or "").strip().split("\n")[0].rstrip("。")

    def suits(self, text: Checked) -> bool:
        return not self.genres or text.genre in self.genres

    def problem(self, text: Checked, finding: Finding) -> Problem:
        """A finding as the clerk's problem, at its place."""
        return Problem(
            self.code, text.place(finding.start), finding.found, finding.expected, finding.hint, self.severity
        )


RULES: dict[str, Rule] = {}
"""Every rule by its code, in the order of their families."""


def rule(code: str, severity: Severity, *genres: str) -> Callable[[Check], Check]:
    """Enters a function as a rule."""

    def enter(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"two rules {code}")
        RULES[code] = Rule(code, severity, check, frozenset(genres))
        return check

    return enter
