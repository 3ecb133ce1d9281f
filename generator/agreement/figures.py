"""Figures given twice: the same words before it and the same unit after it, and another number.

排查整改隐患486处 in a speech, 排查整改隐患468处 in the 简报.  Dates, ordinals and bare numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.agreement.facts import differs
from generator.agreement.papers import Paper
from generator.problems import Place, Problem
from generator.records import record
from generator.text.regex import regex

_HAN = "\u3400-\u9fff"
_FIGURE = regex(
    rf"(?P<before>[{_HAN}]{{4}})(?P<n>[0-9]+(?:[.,，][0-9]+)*)(?P<unit>%|％|‰|个百分点|[多余]?[万亿]?(?![年月日时点分号期])[{_HAN}])"
)
_ORDINAL = ("第", "至", "到")
Key = tuple[str, str]


@record(frozen=True)
class Figure:
    """A number with its unit, and where it stands."""

    value: str
    said: str
    place: Place


Figures = dict[Key, list[Figure]]


def figures_of(rows: Iterable[tuple[str, Place]]) -> Figures:
    """The figures of lines, by the four characters before them and the unit."""
    out: Figures = {}
    for text, place in rows:
        for found in _FIGURE.finditer(text):
            if found["before"].endswith(_ORDINAL):
                continue
            value = re.sub("[,，]", "", found["n"])
            at = Place(place.file, place.line, place.column + found.start("n"), place.excerpt)
            said = found["n"] + found["unit"]
            out.setdefault((found["before"], found["unit"]), []).append(Figure(value, said, at))
    return out


def check_figures(papers: Iterable[Paper], own: Figures) -> Iterator[Problem]:
    """Figures that a paper gives otherwise than 会议.yaml, or than an earlier paper, does.

    Where a text gives several numbers with the same words, only one that the other text has not is a difference.
    """
    held: Figures = dict(own)
    for paper in papers:
        mine = figures_of((row.text, paper.place(row)) for row in paper.rows)
        for key, figures in mine.items():
            if key not in held:
                held[key] = figures
                continue
            right, stated = {one.value for one in held[key]}, {one.value for one in figures}
            for figure in figures:
                if figure.value not in right and right - stated:
                    other = next(one for one in held[key] if one.value not in stated)
                    found = f"“{_said_before(figure.place)}”后面的数写的是 {figure.said}"
                    yield differs("A10", figure.place, found, other.said, other.place, "疑似")


def _said_before(place: Place) -> str:
    """The words before a figure, back to the stop before them: 检查企业和场所."""
    before = re.split("[^\u3400-\u9fff]", place.excerpt[: place.column - 1])
    return before[-1][-_SHOWN:]


_SHOWN = 12
