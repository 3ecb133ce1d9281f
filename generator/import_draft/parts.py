"""One old paper in its parts: 题目, 署名, 称呼, 开场, 承上, 过渡, 要点, 结尾, 收束, and for a host script the agenda.

Takes the roles that `reader` found; every character goes into one part, in order.  Knows nothing of YAML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from generator.import_draft.counting import announced_points, counts_items, counts_points
from generator.import_draft.items import Item, agenda_item, kind_of
from generator.import_draft.pointing import pointed
from generator.import_draft.roster import Roster, attendance
from generator.import_draft.stretches import begins_line, paragraphs, rows_of
from generator.records import record
from generator.text.counts import next_run
from generator.text.numbering import parse_marker
from generator.text.outline import Block, Piece, Role, Text
from generator.text.outline import Point as OldPoint
from generator.text.points import Point
from generator.text.regex import regex

OPENING, RECAP, PIVOT = "开场", "承上", "过渡"
_FRONT = (OPENING, RECAP, PIVOT)
_OF_SPEECH = regex("刚才[^\n]*(?:讲话|致辞)")
_HEAD = (Role.TITLE, Role.BYLINE, Role.SALUTATION)


@record(frozen=True)
class Head:
    """题目, 署名 and 称呼 as lines; `unplaced` is what stood among them and is none of them."""

    title: str = ""
    byline: tuple[str, ...] = ()
    salutation: str = ""
    unplaced: tuple[str, ...] = ()


@record(frozen=True)
class Said:
    """What a speaker says, in its parts; `front` has 开场, 承上, 过渡, `apart` those that begin a paragraph."""

    front: dict[str, str] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    styles: tuple[str, ...] = ()
    closing: str = ""
    last: str = ""


@record(frozen=True)
class OldSpeech:
    """A speech (讲话, 发言, 汇报 …) in its parts."""

    head: Head
    said: Said


@record(frozen=True)
class OldScript:
    """A host script in its parts: the words up to the agenda, its items, what the chair says at the end."""

    head: Head
    opening: str
    items: tuple[Item, ...]
    said: Said


def speech_parts(piece: Piece, text: str) -> OldSpeech:
    """A speech in its parts.  `text` is the whole text that the piece stands in."""
    head, blocks = _head(piece.blocks)
    said = _said(blocks, text, piece, OPENING, must_have_points=True)
    rest = "".join(block.source for block in blocks)
    if head.salutation and parse_marker(rest.lstrip(" \u3000")) is not None:
        # 各位代表：一、… on one line: on a line of its own the 一、 would begin a list.
        said = replace(said, front={**said.front, OPENING: _salutation(piece.blocks) + said.front.get(OPENING, "")})
        head = replace(head, salutation="")
    return OldSpeech(head, said)


def script_parts(piece: Piece, text: str, ways: Iterable[str], roster: Roster) -> OldScript:
    """A host script in its parts.  `piece.agenda` is not empty."""
    head, blocks = _head(piece.blocks)
    starts = [i for i, block in enumerate(blocks) if isinstance(block, Text) and block.role is Role.AGENDA]
    opening = paragraphs("".join(block.source for block in blocks[: starts[0]]))
    # Who is present is told by rank; only then those whom the agenda calls.
    attendance(opening, roster)
    after = starts[-1] + 1
    while after < len(blocks) and _goes_on(blocks[after]):
        after += 1
    blocks, after = _whole_lines(list(blocks), after, text)
    sources = [
        "".join(block.source for block in blocks[start:end])
        for start, end in zip(starts, [*starts[1:], after], strict=True)
    ]
    items = tuple(agenda_item(source, place, ways, roster) for place, source in enumerate(sources, 1))
    said = _said(blocks[after:], text, piece, RECAP, must_have_points=False)
    return OldScript(head, counts_items(opening, len(items)), *_remarked(items, said))


def _remarked(items: tuple[Item, ...], said: Said) -> tuple[tuple[Item, ...], Said]:
    """What the chair says of the last speech as the 评价 of that item: as 承上 it would be said again by a template that
    has a remark of its own on a speech."""
    last, recap = items[-1], said.front.get(RECAP, "")
    if last.remark or kind_of(last.way) != "讲话" or not _OF_SPEECH.search(recap):
        return items, said
    front = {part: value for part, value in said.front.items() if part != RECAP}
    return (*items[:-1], replace(last, remark=recap)), replace(said, front=front, apart=())


def _whole_lines(blocks: list[Block], after: int, text: str) -> tuple[list[Block], int]:
    """The blocks parted so that what runs into the chair's own points on one line is not the last item's remark."""
    if not 0 < after < len(blocks) or begins_line(text, blocks[after].start):
        return blocks, after
    last = blocks[after - 1]
    at = last.source.rfind("\n") + 1
    if _role(last) is not Role.BODY or not at:
        return blocks, after
    parted = [Text(Role.BODY, last.source[:at], last.start), Text(Role.BODY, last.source[at:], last.start + at)]
    return [*blocks[: after - 1], *parted, *blocks[after:]], after


def _goes_on(block: Block) -> bool:
    """True for what still belongs to the last agenda item."""
    return isinstance(block, Text) and block.role in (Role.BODY, Role.OPENING)


def _head(blocks: Sequence[Block]) -> tuple[Head, Sequence[Block]]:
    """The head of a paper and the blocks after it."""
    last = max((i for i, b in enumerate(blocks) if isinstance(b, Text) and b.role in _HEAD), default=-1)
    rows: dict[Role, list[str]] = {role: [] for role in _HEAD}
    unplaced: list[str] = []
    above = any(isinstance(block, Text) and block.role is Role.TITLE for block in blocks)
    for block in blocks[: last + 1]:
        if isinstance(block, Text) and block.role in _HEAD:
            # What stands above the title (an issue, an occasion) belongs to it.
            role = Role.TITLE if above and block.role is Role.BYLINE else block.role
            above = above and block.role is not Role.TITLE
            rows[role].extend(rows_of(block.text))
        else:
            unplaced.extend(rows_of(block.source))
    salutation = _salutation(blocks).rstrip("：:")
    head = Head("\n".join(rows[Role.TITLE]), tuple(rows[Role.BYLINE]), salutation, tuple(unplaced))
    return head, blocks[last + 1 :]


def _salutation(blocks: Sequence[Block]) -> str:
    return "".join(row for block in blocks if _role(block) is Role.SALUTATION for row in rows_of(block.source))


def _said(blocks: Sequence[Block], text: str, piece: Piece, first: str, must_have_points: bool) -> Said:
    points = [i for i, block in enumerate(blocks) if isinstance(block, OldPoint)]
    after = (points or [-1])[-1]
    ends = [i for i, block in enumerate(blocks) if i > after and _ends(block, text)]
    end = ends[0] if ends else len(blocks)
    begin = points[0] if points else end
    front, apart = _front(blocks[:begin], text, first)
    body = list(blocks[begin:end])
    if must_have_points and not points:
        front, apart, body = _without_points(blocks[:begin], text, first)
    made = pointed(body, text)
    styles = made.styles
    announced = announced_points(made.points, styles, piece.pivot)
    number = next_run(announced, styles) if points else 0
    declared = piece.pivot.declared if piece.pivot else None
    for part in front:
        front[part] = counts_points(front[part], number, declared) if part == PIVOT and declared else front[part]
    closing, last = _tail(blocks[end:])
    return Said(front, apart, announced, styles, closing, last)


def _ends(block: Block, text: str) -> bool:
    """True for 结尾 and 散会.

    Not for what runs on in a paragraph behind a marker (…。（四）…，散会。): on a line of its own that would be a point.
    """
    numbered = parse_marker(block.source.lstrip(" \u3000")) is not None and not begins_line(text, block.start)
    return _role(block) in (Role.CLOSING, Role.ADJOURN) and not numbered


def _role(block: Block) -> Role | None:
    return block.role if isinstance(block, Text) else None


def _front(blocks: Sequence[Block], text: str, first: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """开场, 承上 and 过渡 of what stands before the points, and which of them begin a paragraph."""
    part, parts, apart = first, dict.fromkeys(_FRONT, ""), []
    for block in blocks:
        role = _role(block)
        following = {Role.RECAP: RECAP, Role.PIVOT: PIVOT}.get(role, part) if role else part
        following = max(part, following, key=_FRONT.index)
        if following != part:
            ahead = any(value.strip() for value in parts.values())
            if ahead and (begins_line(text, block.start) or parts[part].rstrip(" \u3000").endswith("\n")):
                apart.append(following)
            part = following
        parts[part] += block.source
    return {key: paragraphs(value) for key, value in parts.items() if value.strip()}, tuple(apart)


def _without_points(
    blocks: Sequence[Block], text: str, first: str
) -> tuple[dict[str, str], tuple[str, ...], list[Block]]:
    """A speech that has no points: what follows its first paragraph, or else all of it, stands as 段."""
    said = [block for block in blocks if block.source.strip()]
    cut = next((i for i, b in enumerate(said) if i and begins_line(text, b.start)), 0)
    source = "".join(block.source for block in said)
    start = said[0].start if said else 0
    if not cut:
        rows = source.lstrip().split("\n", 1)
        if len(rows) == 2 and rows[1].strip():
            at = start + source.index(rows[1])
            head, rest = Text(Role.OPENING, source[: at - start], start), Text(Role.BODY, rows[1], at)
            front, apart = _front([head], text, first)
            return front, apart, [rest]
        return {}, (), [Text(Role.BODY, source, start)] if said else []
    front, apart = _front(said[:cut], text, first)
    return front, apart, list(said[cut:])


def _tail(blocks: Sequence[Block]) -> tuple[str, str]:
    """结尾 and what ends the speech or the meeting."""
    at = next((i for i, block in enumerate(blocks) if _role(block) is Role.ADJOURN), len(blocks))
    closing, last = ("".join(block.source for block in part) for part in (blocks[:at], blocks[at:]))
    return paragraphs(closing), paragraphs(last)
