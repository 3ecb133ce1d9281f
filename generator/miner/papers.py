"""One text as the miner sees it: the sentences of each role, the others, the headings, and the measures of every piece.

Knows outlines; what is like another text and what recurs is for the other modules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.clean import clean_text
from generator.miner.classes import LINK
from generator.miner.spool import UNGROUPED, Heading, Paper, Said
from generator.reader import read
from generator.text.outline import Piece, Point, Role, Text, walk_points
from generator.text.regex import regex

_SENTENCE = regex(r"[^。！？；\n]+[。！？；]?")
_HAN = regex("[\u3400-\u9fff]")


def papers_of(raw: str, file: str) -> Iterator[tuple[Paper, str]]:
    """The papers of one file's text, not yet put into groups, each with its text as it stands in the clean file."""
    cleaned = clean_text(raw)
    outline = read(cleaned.text)
    lines = _Lines(raw, cleaned.text)
    for piece in outline.pieces:
        if not piece.source.strip():
            continue
        said = dict(_said(piece, lines))
        paper = Paper(
            file=file,
            group=UNGROUPED,
            genre=piece.genre.value,
            title=piece.title or "",
            size=len(re.sub(r"\s", "", piece.source)),
            said=said,
            others=tuple(_others(piece, said, lines)),
            headings=tuple(_headings(piece, lines)),
        )
        yield paper, piece.source


class _Lines:
    """Which line of the file a place of the clean text comes from.

    Cleaning takes lines out and joins torn ones; a clean line is looked for in the file by a few of its characters,
    from where the last one was found.
    """

    def __init__(self, raw: str, clean: str) -> None:
        self._clean = clean
        self._starts = [0, *(found.end() for found in re.finditer("\n", clean))]
        rows, made = raw.splitlines(), clean.split("\n")
        self._origin = list(range(1, len(made) + 1))
        if len(rows) == len(made) or (len(rows) == len(made) - 1 and not made[-1]):
            return
        at = 0
        for number, row in enumerate(made):
            han = "".join(_HAN.findall(row))
            probes = [probe for probe in (han[:4], han[4:8], han[8:12]) if len(probe) == 4]
            for later in range(at, min(len(rows), at + 200)):
                if any(probe in rows[later] for probe in probes):
                    at = later
                    break
            self._origin[number] = at + 1

    def at(self, offset: int) -> int:
        return self._origin[bisect_right(self._starts, offset) - 1]

    def begins(self, offset: int) -> bool:
        """Whether a paragraph of the clean text begins there."""
        return not self._clean[self._clean.rfind("\n", 0, offset) + 1 : offset].strip()


def _said(piece: Piece, lines: _Lines) -> Iterator[tuple[str, tuple[Said, ...]]]:
    body = piece.source
    for role, text in (
        (Role.OPENING, _own_opening(piece)),
        (Role.RECAP, piece.recap),
        (Role.PIVOT, piece.pivot.text if piece.pivot else None),
        (Role.CLOSING, piece.closing),
        (Role.ADJOURN, piece.adjourn),
    ):
        if text and len(_HAN.findall(text)) >= _SHORTEST:
            at = body.find(text[:20])
            start = piece.start + max(at, 0)
            yield role.value, (Said(text.strip(), lines.at(start), first=lines.begins(start)),)
    if piece.agenda:
        yield LINK, tuple(Said(item.text.strip(), lines.at(item.start)) for item in piece.agenda)


_SHORTEST = 2


def _own_opening(piece: Piece) -> str | None:
    """The opening without the recap and the pivot that may stand in its paragraph; None where nothing is left."""
    opening = piece.opening or ""
    for other in (piece.recap, piece.pivot.text if piece.pivot else None):
        if other:
            opening = opening.split(other[:12])[0]
    return opening if len(_HAN.findall(opening)) >= 8 else None


def _others(piece: Piece, said: dict[str, tuple[Said, ...]], lines: _Lines) -> Iterator[Said]:
    """The sentences of running text that stand in none of the roles, each with the one that follows it.

    The sentence straight after an announced item is its second half (第二项，审议报告。请某某同志作报告。) and no other.
    """
    halves = {item.start + len(item.text) for item in piece.agenda}
    taken = "\n".join(one.text for rows in said.values() for one in rows)
    taken += "\n".join(text for text in (piece.opening, piece.recap) if text)
    for block in _texts(piece.blocks):
        if block.role is not Role.BODY:
            continue
        found = list(_SENTENCE.finditer(block.text))
        for one, later in zip_longest(found, found[1:]):
            sentence = one.group().strip()
            start = block.start + one.start()
            if len(_HAN.findall(sentence)) >= 6 and sentence not in taken and start not in halves:
                joined = later is not None and later.start() == one.end()
                after = later.group().strip() if joined and later is not None else ""
                yield Said(sentence, lines.at(start), after if after not in taken else "", lines.begins(start))


def _texts(blocks: Sequence[Text | Point]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Point):
            yield from _texts(block.blocks)
        else:
            yield block


_LONG_HEAD = 40


def _headings(piece: Piece, lines: _Lines) -> Iterator[Heading]:
    lists: dict[tuple[int, str], int] = {}
    parents: dict[int, Point] = {}
    for _, point in walk_points(piece.points):
        for child in point.children:
            parents[child.start] = point
    for depth, point in walk_points(piece.points):
        parent = parents.get(point.start)
        key = (parent.start if parent else -1, point.style)
        if point.number == 1 or key not in lists:
            lists[key] = len(lists) + (1000 * point.number if key in lists else 0) + point.start
        head = re.split("[。！？；\n]", point.head.strip())[0].strip("，,：: ")
        yield Heading(
            style=point.style,
            depth=depth,
            head=head if len(head) <= _LONG_HEAD else "",
            line=lines.at(point.start),
            siblings=lists[key],
            size=len(re.sub(r"\s", "", point.source)),
            body=re.sub(r"\s+", "", point.own_text)[:600],
            below=tuple(re.split("[。！？；：\n]", one.head.strip())[0][:_LONG_HEAD] for one in point.children),
            parent=parent.style if parent else "",
        )
