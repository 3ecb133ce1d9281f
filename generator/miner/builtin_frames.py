"""公用/句式.yaml: how sentences of each kind usually go, whatever the meeting is about.

Read as sentences with gaps, like the built-in 写法; the composer does not use them.  Knows the file and no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.records import record
from generator.rendering.shelf import Shelf
from generator.rendering.template import SHARED
from generator.yaml_source.load import load_plain

NAME = "句式"
_PARAGRAPH = "^"


@record(frozen=True)
class Pattern:
    """One 句式: its role (开头, 承上 …), its text as it stands in the file, the genres that it suits."""

    role: str
    text: str
    genres: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{NAME}/{self.text}"

    @property
    def sentence(self) -> str:
        """The text with a line end for the mark of a paragraph."""
        return self.text.replace(_PARAGRAPH, "\n")


def is_pattern(name: str) -> bool:
    """Whether a built-in sentence of that name is a 句式 and no 写法."""
    return name.startswith(f"{NAME}/")


def patterns(shelf: Shelf) -> Iterator[Pattern]:
    """The 句式 that come with the program, in the order of the file."""
    path = shelf.data(f"{SHARED}/{NAME}.yaml")
    for role, rows in load_plain(path).items() if path is not None else ():
        for text, genres in rows.items():
            yield Pattern(role, text, tuple(str(genres).split("、")))
