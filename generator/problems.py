"""A mistake of the user's, as data: where it stands, what stands there, what should, what to type.

Knows nothing of meetings or Word; `format_problem` gives the form that a clerk reads.
"""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal

from generator.records import record

Severity = Literal["错误", "必错", "疑似", "提示"]


@record(frozen=True)
class Place:
    """Where something stands.  Line and column count from 1, in characters; 0 means “the file as a whole”."""

    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    path: str = ""

    def __init__(self, file: str = "", line: int = 0, column: int = 0, excerpt: str = "", path: str = "") -> None:
        # Every value of a file has a place: what a frozen dataclass does field by field takes twice the time.
        fields = self.__dict__
        fields["file"], fields["line"], fields["column"] = file, line, column
        fields["excerpt"], fields["path"] = excerpt, path

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@record(frozen=True)
class Problem:
    """One mistake.  `severity` 错误 keeps a paper from being written; the three others are findings on a made paper."""

    code: str
    place: Place
    found: str
    expected: str = ""
    hint: str = ""
    severity: Severity = "错误"

    def at(self, file: str) -> Problem:
        """The same problem, said of another file."""
        return replace(self, place=replace(self.place, file=file))


class InvalidInput(Exception):
    """A step that cannot go on: all its problems, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(format_problem(p) for p in self.problems))

    def __reduce__(self) -> tuple[type[InvalidInput], tuple[tuple[Problem, ...]]]:
        # What another process raises is to arrive with its problems.
        return InvalidInput, (self.problems,)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in file order, each once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place.file, p.place.line, p.place.column, p.code)))


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was probably meant to be, or None: 主特人 → 主持人."""
    # Most runs have nothing misspelt to guess at.
    from difflib import get_close_matches

    # Chinese names are short: one wrong character of two still leaves a ratio of 0.5.
    found = get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint for a misspelt word: 是不是想写“主持人”？, or an empty string."""
    choice = closest(word, choices)
    return f"是不是想写“{choice}”？" if choice else ""


def format_problem(problem: Problem) -> str:
    """The form a clerk reads: place, code, what stands there; the line with a caret; 应为; 建议."""
    grade = "" if problem.severity == "错误" else f"〔{problem.severity}〕"
    head = [str(problem.place)] if str(problem.place) else []
    rows = ["  ".join([*head, problem.code, grade + problem.found])]
    if problem.place.excerpt:
        excerpt, column = _window(problem.place.excerpt, max(problem.place.column, 1))
        rows.append(f"    {excerpt}")
        if problem.place.column:
            rows.append("    " + " " * _width(excerpt[: column - 1]) + "^")
    if problem.expected:
        rows.append(f"    应为：{problem.expected}")
    if problem.hint:
        rows.append(f"    建议：{problem.hint}")
    return "\n".join(rows)


_REFUSALS: dict[str, str] = {
    "ENOSPC": "磁盘满了",
    "EDQUOT": "分给您的磁盘空间用完了",
    "EFBIG": "磁盘放不下这么大的文件",
    "EROFS": "这里只能读，不能写",
    "EACCES": "没有权限，或者正被别的程序用着",
    "EPERM": "没有权限",
    "EBUSY": "正被别的程序用着",
    "ETXTBSY": "正被别的程序用着",
    "ENAMETOOLONG": "名称太长",
    "EISDIR": "这是一个文件夹",
    "ENOTDIR": "路径里有一段不是文件夹",
    "ENOENT": "没有这个文件或文件夹",
    "ELOOP": "链接绕着圈指向自己",
    "EINVAL": "系统不认这个名称",
    "EIO": "磁盘读写出错",
    "EMFILE": "同时打开的文件太多",
    "ENFILE": "同时打开的文件太多",
}


def refusal(error: OSError) -> str:
    """Why the system refuses a file, in words that a clerk knows: 磁盘满了, 名称太长; else the system's own."""
    return _REFUSALS.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or "系统没有说原因")


def problem_as_dict(problem: Problem) -> dict[str, Any]:
    """The JSON form of `--report json`: code, severity, file, line, column, path, found, expected, hint."""
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": place.path,
        "found": problem.found,
        "expected": problem.expected,
        "hint": problem.hint,
    }


def format_problems(problems: Sequence[Problem]) -> str:
    """All problems, a blank line between two."""
    return "\n\n".join(format_problem(p) for p in problems)


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _window(text: str, column: int, size: int = 60) -> tuple[str, int]:
    """A long line cut to what surrounds the column, and the column in it."""
    if len(text) <= size:
        return _visible(text), column
    start = max(0, min(column - 1 - size // 2, len(text) - size))
    cut = _visible(text[start : start + size])
    if start:
        cut, column = "…" + cut, column + 1
    return (cut + "…" if start + size < len(text) else cut), column - start


def _visible(text: str) -> str:
    return "".join(" " if c == "\t" else c if c.isprintable() else "·" for c in text)
