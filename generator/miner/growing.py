"""Frames found by prefix projection: each is grown word by word over the places where it still occurs.

A frame is a sequence of words that recurs in enough texts; the room between them is what was seen, and a little more.
Knows a sample of sentences of one role; whether a frame is of that role alone is for `choosing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.miner.classes import LINK, PARAGRAPH
from generator.miner.frames import ANYWHERE, GAP, MIN_FIXED, Frame, Room, Sample, lead_of, make_sample
from generator.miner.words import Lexicon, Token

_LONGEST = 7
_REACH = 6
"""How many words further on the next word of a frame may be."""
_WIDEST = 120
_AGAIN = frozenset({"作了"})
"""Words that a frame may have twice: 甲传达了…，乙汇报了…."""
_TIGHT, _NARROW = 6, 28

_Place = tuple[int, tuple[int, ...]]
"""A sentence of a sample and the words of it that a frame takes."""


def find_frames(sample: Sample, role: str, support: int) -> list[Frame]:
    """Every frame that holds in at least `support` texts, of several with the same sentences the fullest and the plainest.

    A text of the sample whose group is negative is a built-in wording and is enough by itself.
    """
    found: dict[tuple[frozenset[int], bool], Frame] = {}
    starts: dict[str, list[_Place]] = defaultdict(list)
    for row, tokens in enumerate(sample.tokens):
        for at, token in enumerate(tokens):
            starts[token.kind].append((row, (at,)))
    queue: list[tuple[tuple[str, ...], list[_Place]]] = [((kind,), places) for kind, places in sorted(starts.items())]
    while queue:
        kinds, places = queue.pop()
        if _support(sample, places) < support:
            continue
        # A short form of a frame (我讲三点) is no witness for it.
        full = [(row, path) for row, path in places if sum(sample.tokens[row][at].fixed for at in path) >= MIN_FIXED]
        if _support(sample, full) >= support:
            frame = _frame(sample, role, kinds, full)
            rows = frozenset(row for row, _ in full)
            for plain in (True, False):
                known = found.get((rows, plain))
                if known is None or _rank(frame, plain) > _rank(known, plain):
                    found[(rows, plain)] = frame
        if len(kinds) < _LONGEST:
            queue += sorted(_grown(sample, kinds, places).items(), reverse=True)
    return sorted(set(found.values()), key=lambda f: (f.kinds, f.fixed, f.rooms, f.lead))


def whole_frame(lexicon: Lexicon, role: str, sentence: str) -> Frame | None:
    """The frame of all the words of a built-in sentence; None where they are too few or too short for a frame."""
    sample = make_sample(lexicon, [(-1, sentence, "")])
    words = sample.tokens[0]
    if len(words) < 2 or sum(word.fixed for word in words) < MIN_FIXED:
        return None
    frame = _frame(sample, role, tuple(word.kind for word in words), [(0, tuple(range(len(words))))])
    return frame if role == LINK or words[0].kind == PARAGRAPH else replace(frame, lead=_WIDEST)


def _rank(frame: Frame, plain: bool) -> tuple[int, int, tuple[str, ...]]:
    return (-len(frame.kinds) if plain else len(frame.kinds), frame.fixed, frame.kinds)


def _support(sample: Sample, places: Sequence[_Place]) -> int:
    groups = {sample.groups[row] for row, _ in places}
    return len(groups) + _BUILTIN_WEIGHT * any(group < 0 for group in groups)


_BUILTIN_WEIGHT = 100


def _grown(sample: Sample, kinds: tuple[str, ...], places: Sequence[_Place]) -> dict[tuple[str, ...], list[_Place]]:
    """The sequences that are one word longer, with where they are; in one sentence the nearest place only."""
    out: dict[tuple[str, ...], dict[tuple[int, int], _Place]] = defaultdict(dict)
    for row, path in places:
        tokens = sample.tokens[row]
        last = tokens[path[-1]]
        for later in range(path[-1] + 1, min(len(tokens), path[-1] + 1 + _REACH)):
            if tokens[later].start - last.end > _WIDEST:
                break
            if tokens[later].kind in kinds and tokens[later].kind not in _AGAIN:
                continue
            longer = (*kinds, tokens[later].kind)
            out[longer].setdefault((row, path[0]), (row, (*path, later)))
    return {key: list(rows.values()) for key, rows in out.items()}


def _frame(sample: Sample, role: str, kinds: tuple[str, ...], places: Sequence[_Place]) -> Frame:
    rows = [(sample.texts[row], [sample.tokens[row][at] for at in path]) for row, path in places]
    fixed = min(sum(word.fixed for word in words) for _, words in rows)
    rooms = []
    for step in range(len(kinds) - 1):
        between = [text[words[step].end : words[step + 1].start] for text, words in rows]
        rooms.append(_room(between))
    lead = max(_lead(text, words[0]) for text, words in rows)
    if role == LINK:
        lead = min(lead, _TIGHT)
    return Frame(role, kinds, tuple(rooms), fixed, _size(lead) if lead <= _NARROW else ANYWHERE)


def _lead(text: str, word: Token) -> int:
    lead = lead_of(text, word)
    return ANYWHERE if GAP in text[word.start - lead : word.start] else lead


def _room(between: Sequence[str]) -> Room:
    """The room that leaves what was seen a little freedom: an adverb where nothing stood, a clause where one did."""
    widest = _WIDEST if any(GAP in one for one in between) else max(map(len, between))
    return Room(_size(widest), any(mark in one for one in between for mark in ("。", "！", "？", GAP + GAP)))


def _size(widest: int) -> int:
    return _TIGHT if widest <= 3 else _NARROW if widest <= 14 else _WIDEST
