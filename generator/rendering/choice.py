"""Which of the 写法 of a shared structure a paper uses.

The one that uses most of what there is; where several do, by the place (of the item in the agenda, of the speech among
the speeches) and the variant, so that an edit elsewhere changes nothing.  Knows numbers of 写法 and not their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Ranks = tuple[tuple[int, int, int], ...]
"""Of each 写法 its number, how many things it asks for, and how many of these are told of this meeting alone; those that
ask for most come first."""


def chosen(fits: Sequence[int], own: int, ranks: Ranks, item: Any, variant: int, place: int) -> int:
    """The number of the 写法 to use.  -1 where none fits: a structure all of whose 写法 print an empty slot goes whole,
    as a sentence does.

    `fits` says of each 写法 whether it can be used; `own` is the number of 自写, the clerk's own words, which go before
    all, or -1; `item` is what the agenda has here, if anything; `place` counts the speeches.
    """
    if own >= 0 and fits[own]:
        return own
    fit, most = [], 0
    for rank in ranks:
        if fits[rank[0]]:
            fit.append(rank)
            if rank[2] > most:
                most = rank[2]
    if len(fit) < 2:
        return fit[0][0] if fit else -1
    counted = isinstance(item, dict)
    if most and (counted or not place):
        # A variant says it otherwise, not less: what the clerk wrote for this meeting stays said.
        fit = [rank for rank in fit if rank[2] == most]
    if counted:
        best = sum([asks == fit[0][1] for _, asks, _ in fit])
        return fit[(int(item.get("序", 0)) % best + variant) % len(fit)][0]
    if place:
        # A speaker after the first says it in none of the words of those before him, who have told the meeting why.
        fit = [rank for rank in fit if not rank[2]] or fit
    return fit[(place + variant) % len(fit)][0]
