"""议程: how many items, which, in what order — in the host script, the 议程, the 通知 and 会议.yaml.

A view is the agenda as one place tells it: the list in the announcement (一是…；二是…), the links of the host script,
the numbered lines of a 议程 or 通知.  Each view is held against the one that holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.agreement.papers import Paper, Row
from generator.problems import Place
from generator.reader import read
from generator.records import record
from generator.text.numerals import NUMERAL, parse_number
from generator.text.regex import regex

_OVERVIEW = regex(
    rf"(?:共有?|有|分为|安排了?)(?P<n>{NUMERAL}{{1,3}}|[0-9]{{1,2}})项(?:主要)?(?:会议)?(?:议程|内容|议题|程序)"
)
_COUNT = regex(
    rf"(?:共有?|有|的|安排了?|全部|以上|这)(?P<n>{NUMERAL}{{1,3}}|[0-9]{{1,2}})项(?:主要)?(?:会议)?(?:议程|议题|内容都?已)"
)
_LISTED = regex(rf"(?P<n>{NUMERAL}{{1,2}})是(?P<v>[^；;。]+)")
_NUMBERED = regex(rf"(?P<n>{NUMERAL}{{1,3}})、(?P<v>.+)")
_BELOW = regex(rf"（(?P<n>{NUMERAL}{{1,3}})）(?P<v>.+)")
_CONTENT = regex(rf"{NUMERAL}{{1,3}}、会议(?:内容|议程|议题)")


@record(frozen=True)
class Item:
    """One item of a view.  `names`, `matter` and `way` are known only where 会议.yaml tells; else all is in `text`."""

    text: str
    place: Place
    names: tuple[str, ...] = ()
    matter: str = ""
    way: str = ""


@record(frozen=True)
class View:
    """The agenda as one place tells it, and what that place is called."""

    label: str
    items: tuple[Item, ...]
    place: Place
    text: str = ""
    """All that the place says, where an item may be called in words that are not known as such."""

    def calls(self, item: Item) -> bool:
        """True where somebody of an item is called all the same: 让我们以热烈的掌声，欢迎钱晓明同志讲话."""
        return any(
            re.search(rf"(?:请|欢迎|由)[^，。\n]{{0,40}}{re.escape(name)}[^，。\n]*{item.way[-2:]}", self.text)
            for name in item.names
        )


def views_of(paper: Paper) -> Iterator[View]:
    """The agendas that a paper tells."""
    if paper.kind == "主持词":
        yield from _announced(paper)
        yield from _links(paper)
    elif paper.kind == "议程":
        yield from _numbered(paper)
    elif paper.kind == "通知":
        yield from _contents(paper)


def counts_of(paper: Paper) -> Iterator[tuple[int, str, Place]]:
    """The numbers of items that a host script declares: 共有四项议程, 四项议程已经进行完毕."""
    if paper.kind != "主持词":
        return
    for row in paper.rows:
        for found in _COUNT.finditer(row.text):
            if number := parse_number(found["n"]):
                yield number, found.group(), paper.place(row, found.start())


def _announced(paper: Paper) -> Iterator[View]:
    for row in paper.rows:
        if (found := _OVERVIEW.search(row.text)) is None:
            continue
        listed = list(_LISTED.finditer(row.text, found.end()))
        in_order = [one for number, one in enumerate(listed, 1) if parse_number(one["n"]) == number]
        if len(in_order) > 1:
            items = tuple(Item(one["v"], paper.place(row, one.start())) for one in in_order)
            yield View("宣布的议程", items, paper.place(row, found.start()))
        return


def _links(paper: Paper) -> Iterator[View]:
    outline = read("\n".join(row.text for row in paper.rows))
    starts: list[tuple[int, Row, int]] = []
    offset = 0
    announced = [item for piece in outline.pieces for item in piece.agenda]
    for row in paper.rows:
        for item in announced:
            if offset <= item.start < offset + len(row.text) and not _OVERVIEW.search(row.text):
                starts.append((item.start, row, item.start - offset))
        offset += len(row.text) + 1
    items = []
    for number, (_, row, column) in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else None
        end = following[2] if following and following[1] is row else len(row.text)
        items.append(Item(row.text[column:end], paper.place(row, column)))
    if items:
        rows = "\n".join(row.text for row in paper.rows if not _OVERVIEW.search(row.text))
        yield View("主持词里逐项进行的", tuple(items), items[0].place, text=rows)


def _numbered(paper: Paper) -> Iterator[View]:
    items: list[Item] = []
    for number, row in enumerate(paper.rows):
        found = _NUMBERED.fullmatch(row.text)
        if found is None:
            continue
        below = paper.rows[number + 1].text if number + 1 < len(paper.rows) else ""
        items.append(Item(found["v"] + (below if below.startswith("（") else ""), paper.place(row)))
    if items:
        yield View("议程", tuple(items), items[0].place)


def _contents(paper: Paper) -> Iterator[View]:
    items: list[Item] = []
    inside = False
    for row in paper.rows:
        if _CONTENT.fullmatch(row.text):
            inside = True
        elif inside and (found := _BELOW.fullmatch(row.text)):
            items.append(Item(found["v"], paper.place(row)))
        elif inside:
            break
    if items:
        yield View("通知里的会议内容", tuple(items), items[0].place)


def matched(held: Sequence[Item], items: Sequence[Item]) -> list[tuple[int, int]]:
    """Which item of a view is which of those that hold: the most alike first, none without anything in common."""
    scores = [
        (_score(one, other) + (0.3 if i == j else 0.0), -abs(i - j), i, j)
        for i, one in enumerate(held)
        for j, other in enumerate(items)
    ]
    taken: set[int] = set()
    used: set[int] = set()
    out = []
    for score, _, i, j in sorted(scores, reverse=True):
        if score >= _LEAST and i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            out.append((i, j))
    return sorted(out)


_LEAST = 0.8


def _score(one: Item, other: Item) -> float:
    text = bare(other.text)
    if not (one.names or one.matter or one.way):
        return 3 * common(bare(one.text), text)
    # Where neither is typed, a paper has words of its own for it: 就有关事项发表意见.
    score = 3 * common(bare(one.matter), text) if one.matter else 0.0 if one.names else 0.6
    if one.names:
        # 由我讲几点意见: the host, who does not call himself by his name.
        score += 2 * sum(name in text or "由我" in text for name in one.names) / len(one.names)
    return score + (0.6 if one.way and one.way[-2:] in text else 0.0)


def common(words: str, text: str) -> float:
    """How much of `words` a text says, 0 to 1: the pairs of neighbouring characters that it has."""
    if not words:
        return 0.0
    pairs = {words[at : at + 2] for at in range(max(1, len(words) - 1))}
    return sum(pair in text for pair in pairs) / len(pairs)


def bare(text: str) -> str:
    """A text without marks and blanks."""
    return re.sub(r"[^\w]", "", text)


def out_of_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs that stand in another order: all but the longest run that keeps it."""
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before = max((chain for chain in best if chain[-1][1] < pair[1]), key=len, default=[])
        best.append([*before, pair])
    kept = max(best, key=len, default=[])
    return [pair for pair in pairs if pair not in kept]
