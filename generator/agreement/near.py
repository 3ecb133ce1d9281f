"""Near misses: where a text says almost, but not quite, what it should.

A slip of the pen is one or two characters in a long name, one in a short one; what differs at its very edge, or by a
number (第二次会议, 第三次会议), is another thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.text.regex import regex

_NUMBERS = regex(r"[0-9０-９〇零一二三四五六七八九十百年月日第次届期]*")
_LONG = 10
_SHORTEST = 6


def near_misses(text: str, word: str) -> Iterator[tuple[int, str]]:
    """Offset and wording of every stretch that is `word` but for one character, or two where it is long.

    >>> list(near_misses("请到县行政中心二号楼三层会议室开会", "县行政中心二号楼三楼会议室"))
    [(2, '县行政中心二号楼三层会议室')]
    """
    if len(word) < _SHORTEST:
        return
    allowed = 2 if len(word) >= _LONG else 1
    half = len(word) // 2
    head, tail = word[:half], word[half:]
    told: set[int] = set()
    for at in _each(text, head):
        length = _closest(tail, text[at + half : at + len(word) + allowed], allowed)
        if length is not None:
            said = text[at : at + half + length]
            if at not in told and _slip(word, said):
                told.add(at)
                yield at, said
    for at in _each(text, tail):
        before = text[max(0, at - half - allowed) : at]
        length = _closest(head[::-1], before[::-1], allowed)
        if length is not None:
            start = at - length
            said = text[start : at + len(tail)]
            if start not in told and _slip(word, said):
                told.add(start)
                yield start, said


def one_off(one: str, other: str) -> bool:
    """Two words of the same length that differ in one character: 王健 and 王键."""
    return len(one) == len(other) >= 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _slip(word: str, said: str) -> bool:
    """True where what differs is within, and no number alone."""
    if word == said or word in said or said in word or word[0] != said[0] or word[-1] != said[-1]:
        return False
    start = next(at for at, (a, b) in enumerate(zip(word, said, strict=False)) if a != b)
    end = next(at for at, (a, b) in enumerate(zip(word[::-1], said[::-1], strict=False)) if a != b)
    ours, theirs = word[start : len(word) - end], said[start : len(said) - end]
    return not (_NUMBERS.fullmatch(ours) and _NUMBERS.fullmatch(theirs))


def _each(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _closest(word: str, text: str, allowed: int) -> int | None:
    """The length of the beginning of `text` that is nearest to `word`, within so many edits; the last character is
    to be the same."""
    row = list(range(len(word) + 1))
    best: tuple[int, int] | None = None
    for length, character in enumerate(text, 1):
        above, row = row, [length]
        for at, wanted in enumerate(word, 1):
            row.append(min(above[at] + 1, row[-1] + 1, above[at - 1] + (wanted != character)))
        if character == word[-1] and row[-1] <= allowed and (best is None or row[-1] < best[0]):
            best = row[-1], length
    return best[1] if best else None
