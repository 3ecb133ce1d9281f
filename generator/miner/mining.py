"""结构挖掘: an archive read, what recurs in it counted, and the output folder's files.

Puts the steps in order; each step is a module of its own.  Everything is told by the texts and their names, so the same
archive gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.composing.library import Library
from generator.miner.builtin import builtin_sentences
from generator.miner.counting import Counted, count_frames
from generator.miner.grammar import RoleFrames, gather, learn_grammar
from generator.miner.headings import HeadingFrame, heading_frames
from generator.miner.own_library import library_names
from generator.miner.shapes import Shapes, measure
from generator.miner.spool import Paper, Spool
from generator.miner.topics import FoundTopic, find_topics
from generator.records import record
from generator.rendering.shelf import Shelf

_MOST_HEADINGS = 20_000


@record(frozen=True)
class Mined:
    """What was found in an archive."""

    files: int
    papers: int
    texts: int
    characters: int
    support: int
    frames: dict[str, list[Counted]]
    sentences: dict[str, int]
    """How many sentences of each role there are."""
    headings: list[HeadingFrame]
    topics: list[FoundTopic]
    shapes: Shapes
    grammar: dict[str, RoleFrames]


def mine(spool: Spool, shelf: Shelf, support: int) -> Mined:
    """Everything that recurs in at least `support` texts of an archive that was read into a spool."""
    gathered = gather(spool.distinct())
    grammar = learn_grammar(gathered, list(builtin_sentences(shelf)), support)
    others = [text for _, text, _ in gathered.others()]
    sentences: Counter[str] = Counter()
    for paper in spool.distinct():
        sentences.update({role: len(rows) for role, rows in paper.said.items()})
    return Mined(
        files=spool.files,
        papers=spool.papers,
        texts=spool.groups,
        characters=spool.characters,
        support=support,
        frames=count_frames(spool.distinct(), grammar, support),
        sentences=dict(sentences),
        headings=heading_frames(spool.distinct, others, support),
        topics=find_topics(_headed(spool.distinct()), library_names(_library(shelf)), others, support),
        shapes=measure(spool.distinct()),
        grammar=grammar,
    )


def _headed(papers: Iterable[Paper]) -> Iterable[Paper]:
    """Papers until their headings are enough: topics of an archive show in twenty thousand headings."""
    seen = 0
    for paper in papers:
        seen += len(paper.headings)
        if seen > _MOST_HEADINGS:
            return
        yield paper


def _library(shelf: Shelf) -> dict[str, Sequence[str]]:
    """The topics of the program's own library with their other names."""
    library = Library([Path(path) for _, path in shelf.folders])
    domains = (library.domain(name) for name in library.names())
    return {topic.name: topic.aliases for domain in domains if domain is not None for topic in domain.topics}
