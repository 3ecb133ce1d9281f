"""Rules run over a text: chosen, their findings in order, those of a unit's own words left out.

The families are imported here, and entered in the register by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.checks import (
    agenda,
    aloud,
    dates,
    declared,
    headings,
    leftovers,
    listed,
    measures,
    minutes,
    numbers,
    ordinals,
    pairs,
    papertypes,
    relative,
    roster,
    rows,
    shares,
    stops,
    sums,
    unit,
    wording,
)
from generator.checks.model import RULES, Checked, Finding, Rule, UnitWords
from generator.details import Details
from generator.paper.page import Layout as PageLayout
from generator.problems import InvalidInput, Place, Problem, did_you_mean, in_order
from generator.records import record
from generator.text.lines import Line

FAMILIES = (
    ordinals,
    declared,
    agenda,
    listed,
    sums,
    shares,
    stops,
    headings,
    pairs,
    dates,
    relative,
    numbers,
    measures,
    leftovers,
    unit,
    wording,
    papertypes,
    minutes,
    roster,
    aloud,
    rows,
)


@record(frozen=True)
class Found:
    """A finding with the rule that it is of."""

    rule: Rule
    finding: Finding


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run, by code: W1 stands for all codes that begin so.  InvalidInput where no code begins so."""
    select, ignore = tuple(select), tuple(ignore)
    for code in (*select, *ignore):
        if not any(known.startswith(code.upper()) for known in RULES):
            near = did_you_mean(code.upper(), RULES) if code.upper().startswith("W") else ""
            hint = near or "各条规则见 docs/检查规则.md，各稿一致的见 docs/核对.md"
            expected = "W01—W99、A01—A12 里的一个，或者编号的开头（W2、A）"
            raise InvalidInput([Problem("K01", Place(), f"没有检查规则“{code}”", expected, hint)])
    wanted, unwanted = _codes(select), _codes(ignore)
    return tuple(
        rule
        for code, rule in sorted(RULES.items())
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    )


def _codes(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.upper() for code in codes)


def find_all(text: Checked, rules: Iterable[Rule] = ()) -> Iterator[Found]:
    """What the rules find in a text, rule by rule; nothing inside a word that the unit allows."""
    allowed = _allowed_spans(text)
    for rule in rules or sorted(RULES.values(), key=lambda one: one.code):
        if not rule.suits(text):
            continue
        for finding in rule.check(text):
            if not any(low <= finding.start and finding.end <= high for low, high in allowed):
                yield Found(rule, finding)


def _allowed_spans(text: Checked) -> list[tuple[int, int]]:
    spans = []
    for word in text.words.allowed:
        at = text.text.find(word)
        while at >= 0:
            spans.append((at, at + len(word)))
            at = text.text.find(word, at + 1)
    return spans


def checked(
    text: str,
    name: str = "",
    details: Details | None = None,
    genre: str | None = None,
    words: UnitWords | None = None,
    lines: Sequence[Line] = (),
    page: PageLayout | None = None,
) -> Checked:
    """A text with what is known of it."""
    meeting = details.meeting if details else None
    return Checked(text, name, genre or "", meeting, words or UnitWords(), lines, page)


def check_text(
    text: str,
    *,
    name: str,
    details: Details | None = None,
    genre: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    words: UnitWords | None = None,
) -> tuple[Problem, ...]:
    """The findings on a text, in its order: `check_text("一、…三、…", name="讲话.txt")`.

    `details` give roster and date, `genre` is taken from the text where it is None; `select` and `ignore` name rules
    by the beginning of their codes, `words` are the unit's own.
    """
    seen = checked(text, name, details, genre, words)
    return in_order(one.rule.problem(seen, one.finding) for one in find_all(seen, chosen(select, ignore)))
