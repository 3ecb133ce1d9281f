"""How well frames hold for texts they were not mined from: five-fold, by texts.

A text that stands twice in the archive, or nearly so, is in one fold.  Knows papers and grammars.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from generator.miner.classes import LINK, ROLES
from generator.miner.grammar import Grammar, gather, learn_grammar
from generator.miner.spool import Paper
from generator.records import record
from generator.text.outline import Genre

FOLDS = 5
SPOKEN = (Genre.SPEECH.value, Genre.HOST_SCRIPT.value)
SCORED: tuple[str, ...] = ("开头", "承上", "过渡句", LINK, "结尾")


@record(frozen=True)
class Share:
    """n of N."""

    hit: int
    of: int

    def __str__(self) -> str:
        percent = f"（{100 * self.hit / self.of:.1f}%）" if self.of else ""
        return f"{self.hit}/{self.of}{percent}"

    def __add__(self, other: Share) -> Share:
        return Share(self.hit + other.hit, self.of + other.of)


@record(frozen=True)
class Score:
    """For each role how many of its sentences match a frame of it, and how many other sentences match one of any role."""

    cells: dict[tuple[str, str], Share]
    """By role and genre."""
    mistakes: Share
    by_role: dict[str, int]
    """Other sentences that match a frame of each role."""
    missed: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()

    def share(self, roles: Iterable[str] = SCORED, genres: Iterable[str] | None = None) -> Share:
        """The share of some roles in some genres, of all that count where none is named."""
        wanted = None if genres is None else set(genres)
        chosen = set(roles)
        found = (
            one for (role, genre), one in self.cells.items() if role in chosen and (wanted is None or genre in wanted)
        )
        return sum(found, Share(0, 0))

    @property
    def roles(self) -> dict[str, Share]:
        return {role: self.share((role,)) for role in ROLES}

    @property
    def spoken(self) -> dict[str, Share]:
        """讲话 and 主持词 alone: reports and briefs open and close in running prose."""
        return {role: self.share((role,), SPOKEN) for role in ROLES}

    @property
    def all_roles(self) -> Share:
        return self.share()


def score_folds(papers: Sequence[Paper], builtin: Sequence[tuple[str, str, str]], support: int, seed: int) -> Score:
    """Every paper is measured once, with the frames of the four fifths that it is not in, and the built-in ones."""
    fold_of = _folds(papers, seed)
    scores = []
    for fold in range(FOLDS):
        grammar = learn_grammar(gather(p for p in papers if fold_of[p.group] != fold), builtin, support)
        scores.append(score_papers([p for p in papers if fold_of[p.group] == fold], grammar))
    return _sum(scores)


def score_papers(papers: Sequence[Paper], grammar: Grammar) -> Score:
    """How many sentences of papers match the frames of a grammar.  Essays have no sentences of a meeting."""
    cells: dict[tuple[str, str], Share] = {}
    by_role = dict.fromkeys(ROLES, 0)
    missed, wrong = [], []
    mistaken = others = 0
    for paper in papers:
        for role, rows in paper.said.items() if paper.genre != Genre.OTHER.value else ():
            for one in rows:
                hit = grammar[role].explain(one.laid) is not None
                cells[role, paper.genre] = cells.get((role, paper.genre), Share(0, 0)) + Share(hit, 1)
                if not hit:
                    missed.append((role, one.text))
        for one in paper.others:
            met = [role for role in SCORED if grammar[role].explain(one.laid, one.after) is not None]
            others += 1
            mistaken += bool(met)
            for role in met:
                by_role[role] += 1
            if met:
                wrong.append((met[0], one.text))
    return Score(cells, Share(mistaken, others), by_role, tuple(missed), tuple(wrong))


def _sum(scores: Sequence[Score]) -> Score:
    keys = sorted({key for one in scores for key in one.cells})
    return Score(
        {key: sum((one.cells.get(key, Share(0, 0)) for one in scores), Share(0, 0)) for key in keys},
        sum((one.mistakes for one in scores), Share(0, 0)),
        {role: sum(one.by_role[role] for one in scores) for role in ROLES},
        tuple(row for one in scores for row in one.missed),
        tuple(row for one in scores for row in one.wrong),
    )


def _folds(papers: Sequence[Paper], seed: int) -> dict[int, int]:
    """The fold of each text (near-duplicates are one text), drawn by the seed, the folds as even as can be."""
    groups = sorted({p.group for p in papers}, key=lambda g: hashlib.sha256(f"{seed}/{g}".encode()).digest())
    return {group: at % FOLDS for at, group in enumerate(groups)}


def format_score(score: Score, title: str) -> Iterator[str]:
    """The score as a table in Markdown: a row for each role, a column for each genre that there is."""
    genres = [one.value for one in Genre if score.share(SCORED, (one.value,)).of]
    yield f"| {title} | 认出 | {' | '.join(genres)} | 其他句子误认 |"
    yield "| --- | ---: |" + " ---: |" * len(genres) + " ---: |"
    for role in SCORED:
        cells = [_brief(score.share((role,), (genre,))) for genre in genres]
        yield f"| {role} | {score.share((role,))} | {' | '.join(cells)} | {score.by_role[role]} |"
    cells = [_brief(score.share(SCORED, (genre,))) for genre in genres]
    yield f"| 合计 | {score.all_roles} | {' | '.join(cells)} | {score.mistakes} |"


def _brief(share: Share) -> str:
    return f"{share.hit}/{share.of}" if share.of else "—"
