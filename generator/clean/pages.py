"""断页: a text that a site cut into numbered page chunks, in mid-sentence, put together again.

A chunk begins with its number (2、, 3、, …) at the head of a line.  That they are chunks and no points is told by the
language alone: the numbers run on through the whole text, the lines are long, and most lines before a number break off
in mid-sentence though they have full stops inside.  A list of points ends its lines, has no stops in them, or opens
each with a heading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from generator.clean.rows import Change, Edit, Row, edited, joined
from generator.text.regex import regex

_NUMBER = regex(r"[ \t\u3000\xa0]*([0-9]{1,4})、")
_BLANK = " \t\u3000\xa0"
_ENDS = tuple("。！？!?；;：:…”’」』》)）")
_FULL_STOP = tuple("。！？!?")
_CLOSING = tuple("”’」』）)")
_STOP = regex("[。！？；]|[!?;](?=[\u3400-\u9fff])")
_HEADING = regex("[ \t\u3000\xa0]*[0-9]{1,4}、[^。！？；，,]{2,16}[。：:]")
_LONG = 120
_FEWEST = 3
KIND = "断页"


def breaks_off(text: str) -> bool:
    """True for a line with whole sentences in it that ends in the middle of one."""
    return not text.rstrip(_BLANK).endswith(_ENDS) and _STOP.search(text) is not None


def join_pages(rows: Sequence[Row], changes: list[Change]) -> list[Row]:
    """The rows with page chunks joined: numbers and line breaks between them taken out, each on record."""
    numbered = {i: found for i, row in enumerate(rows) if (found := _NUMBER.match(row.text))}
    chain = _chain(rows, {i: int(found[1]) for i, found in numbered.items()}) if len(numbered) >= _FEWEST else []
    if not chain:
        return list(rows)
    out: list[Row] = []
    chunks = set(chain)
    for i, row in enumerate(rows):
        if i not in chunks:
            out.append(row)
            continue
        bare = edited(row, [Edit(0, numbered[i].end(), "", KIND)], changes)
        # Where a chunk happens to end with a sentence nothing was torn, and its line may as well stay a paragraph.
        if (
            not out
            or (_ends_sentence(out[-1].text) or not out[-1].text.strip())
            or (i == chain[0] and not breaks_off(out[-1].text))
        ):
            out.append(bare)
            continue
        changes.append(Change(KIND, row.origins[0][1], "\n", ""))
        out[-1] = joined(out[-1], bare)
    return out


def _ends_sentence(text: str) -> bool:
    """True for a line that ends with a full stop, or with one before a closing quote or bracket."""
    text = text.rstrip(_BLANK)
    return text.endswith(_FULL_STOP) or (text.endswith(_CLOSING) and text[:-1].endswith(_FULL_STOP))


def _chain(rows: Sequence[Row], numbers: dict[int, int]) -> list[int]:
    """The rows that begin a chunk, in order; none where the numbers are those of points."""
    places: dict[int, list[int]] = {}
    for i, number in numbers.items():
        places.setdefault(number, []).append(i)
    torn = {i for i in numbers if i and breaks_off(rows[i - 1].text)}
    if len(torn) < _FEWEST - 1:
        return []
    start = min(numbers[i] for i in torn)
    chain: list[int] = []
    number, at = start - 1 if places.get(start - 1, [len(rows)])[0] < min(torn) else start, -1
    while number in places:
        later = places[number][bisect_right(places[number], at) :]
        if not later:
            break
        at = next((i for i in later if i in torn), later[0])
        chain.append(at)
        number += 1
    inner = [i for i in chain if i]
    long = sum(len(rows[i].text) >= _LONG for i in chain)
    if len(chain) < _FEWEST or 5 * sum(i in torn for i in inner) < 3 * (len(inner) - 1) or 3 * long < 2 * len(chain):
        return []
    return [] if _are_points(rows, chain) else chain


def _are_points(rows: Sequence[Row], chain: Sequence[int]) -> bool:
    """True where most lines open with a short sentence, as points with a heading do whose writer forgot the last stop,
    or where they are of very different lengths: a page is cut where it is full.
    """
    openings = sum(_HEADING.match(rows[i].text) is not None for i in chain)
    lengths = [sum(len(row.text) for row in rows[a:b]) for a, b in pairwise(chain)]
    return 3 * openings > 2 * len(chain) or max(lengths) > 3 * min(lengths)
