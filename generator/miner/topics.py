"""要求题目: headings that ask for the same, brought together by their words of content, and what stands under them.

A topic is a string that recurs in the headings of several texts in different company, or a topic of the library that
headings name.  Knows headings; how a topic becomes a template is for `own_library`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.miner.spool import Heading, Paper
from generator.text.regex import regex

_HAN = regex("[\u3400-\u9fff]+")
_SHORTEST, _LONGEST = 4, 8
_BODY = (40, 260)
_MOST_BODIES = 6
_MATTER = 0.04
_WORDS_OF_FORM = regex(
    "切实|坚决|进一步|扎实|全面|严格|全力|持续|不断|认真|着力|强化|加强|抓好|做好|抓实|抓紧|落实|落细|突出|提高|压实|到位|提升|确保|做实|做细|工作|要|的|和|把|再|在"
)


@dataclass
class FoundTopic:
    """A topic: the headings that name it, in how many texts, where, what stands under it."""

    name: str
    known: str = ""
    """The topic of the library that has this name, or goes by it."""
    groups: set[int] = field(default_factory=set)
    heads: Counter[str] = field(default_factory=Counter)
    below: Counter[str] = field(default_factory=Counter)
    bodies: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @property
    def texts(self) -> int:
        return len(self.groups)

    def see(self, paper: Paper, heading: Heading) -> None:
        self.groups.add(paper.group)
        self.heads[heading.head] += 1
        self.below.update(one for one in heading.below if one)
        if len(self.places) < 5:
            self.places.append(f"{paper.file}:{heading.line}")
        if _BODY[0] <= len(heading.body) and len(self.bodies) < _MOST_BODIES and heading.body not in self.bodies:
            self.bodies.append(heading.body)


def find_topics(
    papers: Iterable[Paper], names: Mapping[str, str], others: Sequence[str], support: int
) -> list[FoundTopic]:
    """The topics with at least the support asked for, those of most texts first.

    `names` maps what a topic of the library may be called to its name.  A string that stands in one of twenty-five of
    the `others` sentences is what the whole archive is about, and no topic of it.
    """
    rows = [(paper, heading) for paper in papers for heading in paper.headings if len(heading.head) >= 4]
    recurring = {
        word: texts
        for word, texts in _recurring(rows, support).items()
        if sum(word in one for one in others) <= max(3.0, _MATTER * len(others))
    }
    topics: dict[str, FoundTopic] = {}
    for paper, heading in rows:
        name = _named(heading.head, names) or _best(heading.head, recurring)
        if name:
            topics.setdefault(name, FoundTopic(name, names.get(name, ""))).see(paper, heading)
    found = [topic for topic in topics.values() if topic.texts >= support]
    return sorted(found, key=lambda t: (-t.texts, -t.heads.total(), t.name))


def _named(head: str, names: Mapping[str, str]) -> str:
    """The library's topic that a heading names: the longest of its names that stands in it."""
    hits = [known for known in names if len(known) >= 4 and known in head]
    return names[max(hits, key=lambda k: (len(k), k))] if hits else ""


def _recurring(rows: Sequence[tuple[Paper, Heading]], support: int) -> dict[str, int]:
    """Strings of content that stand in headings of enough texts, with more than one neighbour on each side."""
    texts: dict[str, set[int]] = defaultdict(set)
    left: dict[str, set[str]] = defaultdict(set)
    right: dict[str, set[str]] = defaultdict(set)
    for paper, heading in rows:
        for part in _content(heading.head):
            for size in range(_SHORTEST, min(_LONGEST, len(part)) + 1):
                for at in range(len(part) - size + 1):
                    word = part[at : at + size]
                    texts[word].add(paper.group)
                    left[word].add(part[at - 1] if at else "")
                    right[word].add(part[at + size] if at + size < len(part) else "")
    return {
        word: len(groups)
        for word, groups in texts.items()
        if len(groups) >= support
        and (len(left[word]) > 1 or "" in left[word])
        and (len(right[word]) > 1 or "" in right[word])
    }


def _content(head: str) -> Iterator[str]:
    """The stretches of a heading between its words of form."""
    for part in _WORDS_OF_FORM.split(head):
        yield from (found.group() for found in _HAN.finditer(part) if len(found.group()) >= _SHORTEST)


def _best(head: str, recurring: Mapping[str, int]) -> str:
    """The string of most texts that stands in a heading; of equals the longest."""
    hits = [word for word in recurring if word in head]
    return max(hits, key=lambda w: (recurring[w], len(w), w), default="")
