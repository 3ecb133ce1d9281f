"""What may come in from a folder of templates: names, links, characters and sizes, looked at before anything is read.

A folder of templates may come from a stranger.  Knows paths and rows of text; what a template says is for `template`,
`tags` and `sandbox`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.problems import InvalidInput, Place, Problem
from generator.text.regex import regex
from generator.yaml_source.unseen import TURNING, UNPRINTABLE, turning, unprintable

MAX_WORDINGS = 200
"""写法 of one structure; each is a branch of one choice."""
_LONGEST = 200
_MARK = r"/\\:*?\"'<>|{}\x00-\x1f"
_PART = rf"[^.{_MARK}][^{_MARK}]*"
_INSIDE = regex(rf"{_PART}(?:/{_PART})*")


def is_inside(name: str) -> bool:
    """True for a name that leads to no place outside the folder of templates, and that a file can have."""
    return bool(_INSIDE.fullmatch(name)) and all(
        len(part.encode("utf-8", "replace")) <= _LONGEST for part in name.split("/")
    )


def is_template(path: Path, name: str) -> bool:
    """True for a file, not a folder or a pipe, that can be asked for by this name."""
    return is_inside(name) and path.is_file()


def check_link(path: Path, folder: Path, shown: str) -> None:
    """InvalidInput for a file that is a link to a place outside the folder."""
    if not path.resolve().is_relative_to(folder.resolve()):
        hint = "把原来的文件复制到模板文件夹里，不用快捷方式和链接"
        found = "这个文件是个链接，指到模板文件夹外面去了，没有读它"
        raise InvalidInput([Problem("T07", Place(shown), found, hint=hint)])


def check_text(
    rows: Sequence[str], first_line: int, heads: Sequence[int], place: Callable[[int, int], Place]
) -> Iterator[Problem]:
    """Characters of a text that no Word file holds or that turn the writing round, and more 写法 than can be meant.

    `heads` are the lines at which a 写法 begins; `place` gives the Place of a line and a column.
    """
    for number, row in enumerate(rows, first_line):
        if bad := UNPRINTABLE.search(row):
            hint = "删去这个字符，或把这一行重新打一遍"
            yield Problem("T08", place(number, bad.start() + 1), unprintable(bad.group()), hint=hint)
        elif turn := TURNING.search(row):
            hint = "删去这个字符；看看这一行的字对不对，屏幕上先后可能和实际的相反"
            yield Problem("T08", place(number, turn.start() + 1), turning(turn.group()), hint=hint)
    if len(heads) > MAX_WORDINGS:
        yield Problem("T06", place(heads[MAX_WORDINGS], 1), f"写法超过 {MAX_WORDINGS} 种", hint="分成几个模板写")


def without_comments(text: str) -> str:
    """The text without {# … #}, line for line, in time that grows with its length, be they closed or not."""
    pieces, at = [], 0
    while (start := text.find("{#", at)) >= 0 and (end := text.find("#}", start + 2)) >= 0:
        pieces += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 2
    return "".join([*pieces, text[at:]])
