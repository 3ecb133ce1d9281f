"""The papers of one folder: what each is, by its title, and its lines with their numbers.

Reads .docx and .txt, changes tracked in them accepted.  Knows no meeting.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from generator.diff import is_comparison
from generator.importer import load_text, newest
from generator.problems import InvalidInput, Place, Problem
from generator.records import record
from generator.text.regex import regex

_READ = (".docx", ".txt")
# What a unit lays beside its papers, and is none.
_NO_PAPERS = frozenset(("词典.txt", "必改.txt", "数据.txt"))
_HEAD_ROWS = 9
_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, regex(form))
    for kind, form in (
        ("主持词", r"(?P<n>.{2,80}?)主持词"),
        ("发言", r"(?:——|—|--)?在(?P<n>.{2,80}?)上的[^，。的]{0,8}?发言(?:稿|材料)?"),
        ("讲话", r"(?:——|—|--)?在(?P<n>.{2,80}?)上的[^，。的]{0,8}?(?:讲话|致辞|点评)(?:稿|提纲)?"),
        ("签到表", r"(?P<n>.{2,80}?)签到表"),
        ("议程", r"(?P<n>.{2,80}?)议程表?"),
        ("通知", r"(?:[^，。：]{0,30}?)关于(?:召开|举行)(?P<n>.{2,80}?)的(?:预备)?通知"),
        ("纪要", r"(?P<n>.{2,80}?(?:会议?|典礼|大会))纪要"),
        ("简报", r"[^，。：]{2,40}?(?:召开|举行)(?P<n>[^，。：]{2,80})"),
    )
)
_KINDS = ("主持词", "发言", "讲话", "签到表", "桌签", "议程", "通知", "纪要", "简报")
_REPORTED = regex(r"[^，。：]{0,20}(?:简报|纪要)|(?:总?第)[ 0-9０-９一二三四五六七八九十百]{1,6}期")


@record(frozen=True)
class Row:
    """A line that says something: its number, counted from 1, the blanks before it, and its text."""

    line: int
    blanks: int
    text: str


@record(frozen=True)
class Title:
    """The meeting's name as a title states it, and the lines that it stands on."""

    name: str
    row: Row
    last: int


@record(frozen=True)
class Paper:
    """One paper.  `kind` is 主持词, 讲话, … or empty where neither title nor file name tells."""

    file: str
    stem: str
    kind: str
    text: str
    rows: tuple[Row, ...]
    title: Title | None

    def place(self, row: Row, column: int = 0) -> Place:
        """Where a character of a row stands."""
        return Place(self.file, row.line, row.blanks + column + 1, " " * row.blanks + row.text)

    @property
    def retells(self) -> bool:
        """True for a paper that tells of the meeting afterwards, in its own order and words."""
        return self.kind in ("纪要", "简报")

    @cached_property
    def head(self) -> tuple[Row, ...]:
        """The lines above the address, or the first few."""
        for number, row in enumerate(self.rows[:_HEAD_ROWS]):
            if row.text.endswith(("：", ":")) and number:
                return self.rows[:number]
        return self.rows[:_HEAD_ROWS]


def load_papers(folder: Path) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """The papers of a folder in the order of their names, and what is wrong with files that cannot be read."""
    papers: list[Paper] = []
    problems: list[Problem] = []
    for path in newest(sorted(folder.iterdir())):
        if path.suffix.lower() not in _READ or path.name.startswith((".", "~$")) or path.name in _NO_PAPERS:
            continue
        if not path.is_file() or (path.suffix.lower() == ".docx" and is_comparison(path)):
            continue
        try:
            papers.append(parse_paper(load_text(path).text, str(path)))
        except InvalidInput as error:
            problems += error.problems
    return tuple(papers), tuple(problems)


def parse_paper(text: str, file: str) -> Paper:
    """A paper from its text.

    >>> parse_paper("全县防汛工作会议主持词\\n主持人：沈洁\\n同志们：", "甲.txt").kind
    '主持词'
    """
    rows = tuple(
        Row(number, len(line) - len(line.lstrip()), line.strip())
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    )
    stem = Path(file).stem
    kind, title = _title(rows)
    if not kind:
        kind = next((one for one in _KINDS if one in stem), "")
    return Paper(file, stem, kind, text, rows, title)


def _title(rows: tuple[Row, ...]) -> tuple[str, Title | None]:
    """Kind and title by the first line, or lines that a long title is broken into, that have the form of one."""
    reported = next((row.text for row in rows[:3] if _REPORTED.fullmatch(row.text)), "")
    # 县政府办公室 ⇥ 2026年12月9日 and 第8期 stand above the title of a 纪要.
    head = [row for row in rows[:9] if not (_REPORTED.fullmatch(row.text) and reported) and "\t" not in row.text]
    for start, first in enumerate(head[:5]):
        if first.text.endswith(("：", ":", "。")):
            break
        for end in range(start + 1, min(start + 4, len(head)) + 1):
            said = "".join(row.text for row in head[start:end])
            for kind, form in _TITLES:
                if kind == "简报" and not reported:
                    continue
                if found := form.fullmatch(said):
                    return kind, Title(found["n"], first, head[end - 1].line)
    return "", None
