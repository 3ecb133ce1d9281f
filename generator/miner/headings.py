"""标题句式: what the headings of one list have in common (X再Y, 抓好X不放松), found by laying them side by side.

Headings of one list are parallel where most of them begin alike, end alike, or have the same word inside.  What recurs
in several texts is a heading frame.  No frame is listed here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.miner.spool import Heading, Paper
from generator.text.regex import regex

_HAN = regex("[\u3400-\u9fff]+")
_LONGEST = 5
_CANDIDATES = 300
_PLACES = 5
_MANY = 6
_PLACED = 0.35
"""Share of a string's occurrences that stand at the edge of a clause.  加强 and 到位 mostly do, 疫情 and 学校 do not."""
_RARE = 0.12
"""A single character inside a heading is a word of form (再, 更) where few sentences have it; 防 and 学 are matter."""


@dataclass(frozen=True, order=True)
class Skeleton:
    """What is fixed in a heading: how it begins, what stands inside, how it ends."""

    prefix: str = ""
    infix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.prefix}X{self.infix + 'Y' if self.infix else ''}{self.suffix}"

    def holds(self, head: str) -> bool:
        """Whether a heading is built on it, with something of its own in each blank."""
        middle = f".+{re.escape(self.infix)}.+" if self.infix else ".+"
        return re.fullmatch(re.escape(self.prefix) + middle + re.escape(self.suffix), head) is not None

    @property
    def parts(self) -> tuple[str, str, str]:
        return (self.prefix, self.infix, self.suffix)


@dataclass
class HeadingFrame:
    """A skeleton, in how many lists it is shared, and the headings built on it: their texts, their number, where."""

    skeleton: Skeleton
    lists: int
    heads: int = 0
    groups: set[int] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    example: str = ""

    @property
    def texts(self) -> int:
        return len(self.groups)

    def see(self, paper: Paper, line: int, head: str) -> None:
        """One more heading."""
        self.heads += 1
        if paper.group not in self.groups and len(self.places) < _PLACES:
            self.places.append(f"{paper.file}:{line}")
        self.groups.add(paper.group)
        if not self.example or (len(head), head) < (len(self.example), self.example):
            self.example = head


def heading_frames(papers: Callable[[], Iterable[Paper]], others: Sequence[str], support: int) -> list[HeadingFrame]:
    """The heading frames with their support, those of most texts first.  `others` are sentences of running text.

    A frame is found where headings of one list share it; it is supported by every text that has a heading built on it.
    `papers` is called twice.
    """
    form = _Form(others)
    lists: Counter[Skeleton] = Counter()
    most: Counter[Skeleton] = Counter()
    for paper in papers():
        for _, members in _lists(paper.headings):
            for skeleton in set(skeletons(members)):
                if form.allows(skeleton):
                    lists[skeleton] += 1
                    most[skeleton] = max(most[skeleton], sum(skeleton.holds(member) for member in members))
    parallel = [one for one in lists if lists[one] > 1 or most[one] > 2]
    candidates = sorted(parallel, key=lambda one: (-lists[one], -most[one], one))[:_CANDIDATES]
    found = {one: HeadingFrame(one, lists[one]) for one in candidates}
    for paper in papers():
        for heading in paper.headings:
            clause = _first_clause(heading.head)
            for one in candidates:
                if one.holds(clause):
                    found[one].see(paper, heading.line, clause)
    # A character inside three headings may be there by chance; one of form is found inside many.
    enough = [
        frame
        for frame in found.values()
        if frame.texts >= support and (frame.lists > 1 or not frame.skeleton.infix or frame.heads >= _MANY)
    ]
    return sorted(enough, key=lambda f: (-f.texts, -f.lists, -f.heads, f.skeleton))


class _Form:
    """Tells words of form from the matter of an archive, by where they stand in its sentences."""

    def __init__(self, others: Sequence[str]) -> None:
        self._text = "，" + re.sub("[^\u3400-\u9fff]+", "，", "，".join(others)) + "，"
        self._others = others
        self._known: dict[tuple[str, str], bool] = {}

    def allows(self, skeleton: Skeleton) -> bool:
        """Both ends alike is much: there one end that is a word of form is enough."""
        parts = [self._is_form(part, edge) for part, edge in zip(skeleton.parts, "^.$", strict=True) if part]
        return any(parts) if skeleton.prefix and skeleton.suffix else all(parts)

    def _is_form(self, part: str, edge: str) -> bool:
        if (part, edge) not in self._known:
            self._known[(part, edge)] = self._measured(part, edge)
        return self._known[(part, edge)]

    def _measured(self, part: str, edge: str) -> bool:
        if edge == ".":
            return len(part) > 1 or sum(part in one for one in self._others) <= max(1.0, _RARE * len(self._others))
        seen = self._text.count(part)
        at_edge = self._text.count("，" + part) if edge == "^" else self._text.count(part + "，")
        return seen < 3 or at_edge >= _PLACED * seen


def _lists(headings: Sequence[Heading]) -> Iterator[tuple[Heading, list[str]]]:
    """The lists of a text, each with its first heading; the clauses of one heading are a list, too."""
    lists: dict[int, list[Heading]] = defaultdict(list)
    for heading in headings:
        if heading.head:
            lists[heading.siblings].append(heading)
    for members in lists.values():
        heads = [_first_clause(one.head) for one in members]
        if len(heads) > 1:
            yield members[0], heads
        for one in members:
            clauses = [clause for clause in re.split("[，、；]", one.head) if len(clause) >= 2]
            if len(clauses) >= 3:
                yield one, clauses


def _first_clause(head: str) -> str:
    return re.split("[，：；]", head)[0]


def skeletons(heads: Sequence[str]) -> Iterator[Skeleton]:
    """What headings of a list have in common: at both ends, at one end, or inside.

    Two characters at an end are enough for two headings of the list (强化…, 强化…); one character, or a word inside,
    must be common to most of three or more.
    """
    most = max(3, -(-len(heads) * 7 // 10))
    begins = _shared((head[:n] for head in heads for n in range(1, min(_LONGEST, len(head) - 1) + 1)), most)
    ends = _shared((head[-n:] for head in heads for n in range(1, min(_LONGEST, len(head) - 1) + 1)), most)
    doubled = set()
    for prefix in begins:
        for suffix in ends:
            both = Skeleton(prefix, "", suffix)
            if sum(both.holds(head) for head in heads) >= 2 and len(prefix + suffix) > 2:
                doubled |= {Skeleton(prefix), Skeleton("", "", suffix)}
                yield both
    for one in (*(Skeleton(prefix) for prefix in begins), *(Skeleton("", "", suffix) for suffix in ends)):
        if one not in doubled and sum(one.holds(head) for head in heads) >= 2:
            yield one
    if not begins and not ends:
        inside = Counter(part for head in heads for part in _inner(head))
        if infix := _longest(inside, most):
            yield Skeleton("", infix, "")


def _shared(parts: Iterable[str], most: int) -> list[str]:
    """The strings that enough headings share, each as long as it can be."""
    counts = Counter(part for part in parts if _HAN.fullmatch(part))
    enough = [part for part, count in counts.items() if count >= (2 if len(part) > 1 else most)]
    longer = {(other[:n], counts[other]) for other in enough for n in range(1, len(other))}
    longer |= {(other[-n:], counts[other]) for other in enough for n in range(1, len(other))}
    return sorted(part for part in enough if (part, counts[part]) not in longer)


def _inner(head: str) -> set[str]:
    """The strings of one or two characters that have something on both sides."""
    return {head[i : i + n] for n in (1, 2) for i in range(2, len(head) - n)}


def _longest(counts: Counter[str], need: int) -> str:
    enough = [part for part, count in counts.items() if count >= need and _HAN.fullmatch(part)]
    return max(enough, key=lambda part: (len(part), counts[part], part), default="")
