"""File names from a pattern: {序号}-{县区}/{会议名称}-{文种}-{讲话人}.docx.

A pattern may name folders; what a cell holds may not: it is one part of a name and never a way out of the folder.
Knows names; neither papers nor disks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

from generator.files.output import distinct, safe_name
from generator.problems import InvalidInput, Place, Problem, did_you_mean
from generator.records import record
from generator.text.regex import regex

ORDINAL, FILE = "序号", "文件名"
GENRE, SPEAKER, MEETING = "文种", "讲话人", "会议名称"
OF_PAPER = (GENRE, SPEAKER)
"""Fields that differ between the papers of one row."""
_FIELD = regex(r"\{([^{}]*)\}")
_DASHES = regex(r"-{2,}")
_LONGEST = 40
"""Characters of one field: a whole name must fit into 200 bytes."""
_NO_PAPER = {GENRE: "\u0001", SPEAKER: ""}


@record(frozen=True)
class Pattern:
    """A checked pattern, without the ending."""

    text: str

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields that it names, in order."""
        return tuple(dict.fromkeys(name for part in self._parts for name in part[1::2]))

    @cached_property
    def _parts(self) -> tuple[tuple[str, ...], ...]:
        """Of each folder, and of the file, its texts and between them the names of its fields."""
        parts = (_FIELD.split(part) for part in self.text.split("/"))
        return tuple(tuple(one.strip() if number % 2 else one for number, one in enumerate(pieces)) for pieces in parts)

    def name(self, value: Callable[[str], str]) -> str:
        """The name that the fields' values make, without ending.  A field that is empty leaves no dash behind."""
        parts = []
        for pieces in self._parts:
            filled = "".join(_short(value(one)) if number % 2 else one for number, one in enumerate(pieces))
            if len(pieces) > 1:
                filled = _DASHES.sub("-", filled).strip("- ")
            parts.append(safe_name(filled))
        return "/".join(parts)

    def key(self, value: Callable[[str], str]) -> str:
        """The name of a row, whatever paper of it: equal keys mean that files of two rows would bear one name."""
        return self.name(lambda field: _NO_PAPER.get(field) or value(field)).casefold()


def _short(text: str) -> str:
    line = " ".join(text.split()).replace("/", "／")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def parse_pattern(text: str, known: Collection[str], formats: Sequence[str]) -> Pattern:
    """A pattern as typed; an ending that is that of the files is left out.  InvalidInput where it cannot be used."""
    place = Place("--name")
    problems = []
    bare = text.strip()
    for ending in formats:
        bare = bare.removesuffix(f".{ending}")
    parts = bare.split("/")
    if (
        "\\" in bare
        or bare.startswith("/")
        or re.match(r"[A-Za-z]:", bare)
        or any(part.strip(". ") == "" for part in parts)
    ):
        found = f"文件名格式“{text}”会写到文件夹外面去，或者有一段是空的"
        problems.append(Problem("B30", place, found, "只写文件夹里面的名称，如 {县区}/{文种}.docx"))
    for name in dict.fromkeys(found[1].strip() for found in _FIELD.finditer(bare)):
        if name not in known:
            expected = "、".join(known)
            problems.append(
                Problem("B31", place, f"文件名格式里的“{{{name}}}”，表里没有", expected, did_you_mean(name, known))
            )
    if "{" in _FIELD.sub("", bare) or "}" in _FIELD.sub("", bare):
        problems.append(Problem("B30", place, f"文件名格式“{text}”的花括号不成对", "{序号}-{县区}-{文种}.docx"))
    if not problems and not _FIELD.search(bare):
        problems.append(
            Problem("B30", place, f"文件名格式“{text}”里没有列名，所有文件会同名", "{序号}-{县区}-{文种}.docx")
        )
    if problems:
        raise InvalidInput(problems)
    return Pattern(bare)


def usual_pattern(label: str) -> str:
    """The pattern where none is given: a folder for each row, in it the names that `make` gives."""
    if label == FILE:
        # Files have names of their own, which stay when another file comes between them.
        row = f"{{{FILE}}}"
    else:
        row = f"{{{ORDINAL}}}-{{{label}}}" if label and label != ORDINAL else f"{{{ORDINAL}}}"
    return f"{row}/{{{MEETING}}}-{{{GENRE}}}-{{{SPEAKER}}}"


def paper_names(pattern: Pattern, papers: Sequence[Mapping[str, str]], value: Callable[[str], str]) -> list[str]:
    """The names of a row's papers, no two equal.  Each paper gives its 文种, 讲话人 and 会议名称."""

    def one(paper: Mapping[str, str]) -> str:
        return pattern.name(lambda field: paper[field] if field in paper else value(field))

    return distinct([one(paper) for paper in papers])


def ordinal(number: int) -> str:
    """序号 as it stands in a name: 001; files then stand in the table's order up to 999 rows."""
    return f"{number:03d}"
