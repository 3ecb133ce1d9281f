"""How well frames hold for texts they were not mined from: five-fold, by texts.

A text that stands twice in the archive, or nearly so, is in one fold.  Knows papers and grammars.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.miner.classes import LINK, ROLES
from generator.miner.grammar import Grammar, gather, learn_grammar
from generator.miner.spool import Paper
from generator.text.outline import Genre

FOLDS = 5
_SPOKEN = (Genre.SPEECH.value, Genre.HOST_SCRIPT.value)
SCORED: tuple[str, ...] = ("开头", "承上", "过渡句", LINK, "结尾")


@dataclass(frozen=True)
class Share:
    """n of N."""

    hit: int
    of: int

    def __str__(self) -> str:
        percent = f"（{100 * self.hit / self.of:.1f}%）" if self.of else ""
        return f"{self.hit}/{self.of}{percent}"

    def __add__(self, other: Share) -> Share:
        return Share(self.hit + other.hit, self.of + other.of)


@dataclass(frozen=True)
class Score:
    """For each role how many of its sentences match a frame of it, and how many other sentences match one of any role."""

    roles: dict[str, Share]
    mistakes: Share
    by_role: dict[str, int]
    """Other sentences that match a frame of each role."""
    missed: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    spoken: dict[str, Share] = field(default_factory=dict)
    """The same as `roles` for 讲话 and 主持词 alone: reports and briefs open and close in running prose."""

    @property
    def all_roles(self) -> Share:
        return sum((self.roles[role] for role in SCORED), Share(0, 0))


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
    roles = {role: Share(0, 0) for role in ROLES}
    spoken = {role: Share(0, 0) for role in ROLES}
    by_role = dict.fromkeys(ROLES, 0)
    missed, wrong = [], []
    mistaken = others = 0
    for paper in papers:
        for role, rows in paper.said.items() if paper.genre != Genre.OTHER.value else ():
            for one in rows:
                hit = grammar[role].explain(one.laid) is not None
                roles[role] += Share(hit, 1)
                spoken[role] += Share(hit, 1) if paper.genre in _SPOKEN else Share(0, 0)
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
    return Score(roles, Share(mistaken, others), by_role, tuple(missed), tuple(wrong), spoken)


def _sum(scores: Sequence[Score]) -> Score:
    return Score(
        {role: sum((one.roles[role] for one in scores), Share(0, 0)) for role in ROLES},
        sum((one.mistakes for one in scores), Share(0, 0)),
        {role: sum(one.by_role[role] for one in scores) for role in ROLES},
        tuple(row for one in scores for row in one.missed),
        tuple(row for one in scores for row in one.wrong),
        {role: sum((one.spoken[role] for one in scores), Share(0, 0)) for role in ROLES},
    )


def _folds(papers: Sequence[Paper], seed: int) -> dict[int, int]:
    """The fold of each text (near-duplicates are one text), drawn by the seed, the folds as even as can be."""
    groups = sorted({p.group for p in papers}, key=lambda g: hashlib.sha256(f"{seed}/{g}".encode()).digest())
    return {group: at % FOLDS for at, group in enumerate(groups)}


def format_score(score: Score, title: str) -> Iterator[str]:
    """The score as a table in Markdown."""
    yield f"| {title} | 句子 | 认出 | 其中讲话和主持词 | 其他句子误认 |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for role in SCORED:
        share = score.roles[role]
        yield f"| {role} | {share.of} | {share} | {score.spoken[role]} | {score.by_role[role]} |"
    total, spoken = score.all_roles, sum((score.spoken[role] for role in SCORED), Share(0, 0))
    yield f"| 合计 | {total.of} | {total} | {spoken} | {score.mistakes} |"
