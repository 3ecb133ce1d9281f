"""Old papers of one meeting → the text of a details file, with a word on everything that it could not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.import_draft.emit import entry_rows, point_values, quoted
from generator.import_draft.facts import Signed, audience, background, main_task, meeting_name, own_unit, signed
from generator.import_draft.items import Item, kind_of
from generator.import_draft.parts import Head, OldScript, OldSpeech, Said, script_parts, speech_parts
from generator.import_draft.reuse import Lifted, lifted_values
from generator.import_draft.roster import Roster, attendance
from generator.records import record
from generator.text.outline import Genre, Piece
from generator.text.regex import regex

UNKNOWN = "【待补：职务】"
UNKNOWN_SPEAKER = "【待补：讲话人】"
_ASKED = {"会议名称": "会议的全称", "时间": "2026年11月25日 14:30", "主持人": "姓名（职务）"}
"""What a meeting cannot do without, with a sample of how it is written."""
_USUAL = regex("[—–-]{0,2}在【会议名称】上的[^，。]{2,8}")
_FROM_BELOW = ("发言", "汇报", "表态", "述职")


@record(frozen=True)
class Old:
    """One old paper: a piece of the text that it stands in, and the name of its file."""

    piece: Piece
    text: str
    name: str = ""


@record(frozen=True)
class Draft:
    """A details file, and how many characters of the old papers found no place in it."""

    text: str
    unplaced: tuple[str, ...] = ()


@record(frozen=True)
class _Speech:
    old: OldSpeech
    signed: Signed
    way: str


def draft_details(papers: Sequence[Old], ways: Iterable[str], reuse: bool = False) -> Draft:
    """The details file of one meeting from its old papers: at most one host script, any number of speeches.

    `ways` are the known 方式.  A paper of another kind (汇报, 简报) is taken for a speech.  With `reuse` what changes from
    year to year is lifted into 数据.
    """
    roster = Roster()
    names = tuple(ways)
    script: OldScript | None = None
    speeches: list[_Speech] = []
    for old in papers:
        if script is None and is_script(old.piece):
            script = script_parts(old.piece, old.text, names, roster)
        else:
            parts = speech_parts(old.piece, old.text)
            speeches.append(_Speech(parts, signed(parts.head.byline), _way(parts.head)))
    return _written(script, speeches, roster, papers, reuse)


def is_script(piece: Piece) -> bool:
    """True for a host script whose agenda is told."""
    return piece.genre is Genre.HOST_SCRIPT and bool(piece.agenda)


def _way(head: Head) -> str:
    return "发言" if any(word in head.title for word in _FROM_BELOW) and head.salutation != "同志们" else "讲话"


def _written(
    script: OldScript | None, speeches: Sequence[_Speech], roster: Roster, papers: Sequence[Old], reuse: bool
) -> Draft:
    host = signed(script.head.byline) if script else Signed()
    heads = [*([script.head] if script else []), *(speech.old.head for speech in speeches)]
    openings = [*([script.opening] if script else []), *(_opening(speech.old.said) for speech in speeches)]
    name = next((n for head in heads if (n := meeting_name(head.title, ""))), "")
    name = name or next((n for opening in openings if (n := meeting_name("", opening))), "")
    for opening in openings:
        attendance(opening, roster)
    speeches = _joined(speeches, script.items if script else ())
    signatures = [host, *(speech.signed for speech in speeches)]
    for one in signatures:
        if one.name and not roster.enter(one.name, one.post):
            signatures = [Signed(s.rows) if s is one else s for s in signatures]
    sections: dict[str, Any] = {
        "会议名称": name,
        "会议类型": "旧稿",
        "单位": own_unit("\n".join(old.piece.source for old in papers)),
        "时间": next((one.day for one in signatures if one.day), ""),
        "地点": next((one.place for one in signatures if one.place), ""),
        "背景": next((why for opening in openings if (why := background(opening))), ""),
        "主要任务": next((task for opening in openings if (task := main_task(opening))), ""),
        "出席": [{"姓名": who, "职务": post or UNKNOWN} for who, post in roster.posts.items()],
        "参会": next((who for opening in openings if (who := audience(opening))), ""),
    }
    if script:
        sections["主持人"] = host.name
        sections["议程"] = [*map(_item, script.items), *_unannounced(script.items, speeches)]
    if speeches:
        sections["讲话"] = [_speech_values(speech, name) for speech in speeches]
    if script:
        own = _head_values(script.head, host, name)
        sections["主持词"] = {**own, "开场": script.opening, "散会": script.said.last}
        sections["主持人要求"] = _said_values(script.said)
    if reuse:
        lifted = Lifted({"会议名称": name} if name else {}, "\n".join(old.piece.source for old in papers))
        sections = {key: lifted_values(value, lifted, key) for key, value in sections.items()}
        sections["数据"] = lifted.data()
    unplaced = tuple(row for head in heads for row in head.unplaced)
    return Draft("\n".join(_rows(sections, [old.name for old in papers], unplaced)) + "\n", unplaced)


def _rows(sections: Mapping[str, Any], files: Sequence[str], unplaced: Sequence[str]) -> Iterator[str]:
    named = "、".join(name for name in files if name)
    yield f"# 由旧稿导入：{named}" if named else "# 由旧稿导入"
    yield "# 文字都是旧稿的原话。删去、添上要点，【几】和各点的序数会自己跟着变。"
    for name, value in sections.items():
        rows = list(entry_rows(name, value))
        if name in _ASKED and not rows:
            rows = [f"# {name}: {_ASKED[name]}   # 【待补】旧稿里没有，填上后去掉行首的井号"]
        if name == "会议类型":
            rows = [f"{rows[0]}   # 只写旧稿里有的话；改成 工作会议，没有的话由模板来补"]
        if name == "讲话":
            rows = [_asked_speaker(row) for row in rows]
        if name == "数据" and rows:
            yield "# 这些是旧稿里的数，改成今年的；没有改的，make 会说"
        yield from rows
    if unplaced:
        yield "# 下面几行没有地方放，看一看要不要："
        yield from (f"# {row}" for row in unplaced)


def _asked_speaker(row: str) -> str:
    """The line of a speaker who is not known: a comment that asks for him."""
    unknown = f"讲话人: {quoted(UNKNOWN_SPEAKER)}"
    return row.replace(unknown, "# 讲话人: 姓名（职务）   # 【待补】旧稿里没有，填上后去掉井号")


def _opening(said: Said) -> str:
    return "".join(said.front.values()) or "".join(point.text for point in said.points if point.aside)


def _joined(speeches: Sequence[_Speech], items: Sequence[Item]) -> list[_Speech]:
    """The speeches with the speaker whom the agenda names, where a speech does not say who gives it."""
    free = [item for item in items if len(item.people) == 1 and kind_of(item.way)]
    taken = {speech.signed.name for speech in speeches}
    out = []
    # The last to speak is the leader whose speech has been kept.
    for speech in reversed(speeches):
        mine = [i for i in free if kind_of(i.way) == speech.way and i.people[0] not in taken]
        if not speech.signed.name and mine:
            speech = replace(speech, signed=replace(speech.signed, name=mine[-1].people[0]))
            taken.add(speech.signed.name)
        out.append(speech)
    return out[::-1]


def _unannounced(items: Sequence[Item], speeches: Sequence[_Speech]) -> list[dict[str, Any]]:
    """Agenda items for the speeches that the old script does not announce."""
    waiting = [(speech.way, speech.signed.name) for speech in speeches]
    for item in items:
        kind = kind_of(item.way)
        if kind and item.people:
            mine = [w for w in waiting if len(item.people) == 1 and w[1] == item.people[0]]
        else:
            mine = [w for w in waiting if w[0] == kind]
        if mine:
            waiting.remove(mine[0])
    return [{"方式": way, "人员": name, "串词": "【待补：串词】"} for way, name in waiting]


def _item(item: Item) -> dict[str, Any]:
    people: Any = list(item.people) if len(item.people) > 1 else "".join(item.people)
    return {"方式": item.way, "事项": item.matter, "人员": people, "串词": item.link, "评价": item.remark}


def _head_values(head: Head, by: Signed, name: str) -> dict[str, Any]:
    title = head.title.replace(name, "【会议名称】") if len(name) > 3 else head.title
    rows = title.split("\n") if title else []
    # 在…上的讲话 is what every speech is called: as a 题目 it would be said twice by a template that says it, too.
    usual = [rows.pop()] if rows and _USUAL.fullmatch(rows[-1]) else []
    return {"题目": "\n".join(rows), "署名": "\n".join([*usual, *by.rows]), "称呼": head.salutation}


def _speech_values(speech: _Speech, name: str) -> dict[str, Any]:
    return {
        "方式": speech.way,
        "讲话人": speech.signed.name or UNKNOWN_SPEAKER,
        **_head_values(speech.old.head, speech.signed, name),
        **_said_values(speech.old.said),
        "收束": speech.old.said.last,
    }


def _said_values(said: Said) -> dict[str, Any]:
    return {
        **said.front,
        "另起": list(said.apart),
        "层次": list(said.styles),
        "要点": point_values(said.points),
        "结尾": said.closing,
    }
