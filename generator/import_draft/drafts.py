"""Old papers of one meeting → the text of a details file, with a word on everything that it could not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.import_draft.emit import entry_rows, point_values
from generator.import_draft.facts import Signed, main_task, meeting_name, signed
from generator.import_draft.items import Item
from generator.import_draft.parts import Head, OldScript, OldSpeech, Said, script_parts, speech_parts
from generator.import_draft.roster import Roster, attendance
from generator.outline import Genre, Piece

UNKNOWN = "【待补：职务】"
_FROM_BELOW = ("发言", "汇报", "表态", "述职")


@dataclass(frozen=True)
class Old:
    """One old paper: a piece of the text that it stands in, and the name of its file."""

    piece: Piece
    text: str
    name: str = ""


@dataclass(frozen=True)
class Draft:
    """A details file, and how many characters of the old papers found no place in it."""

    text: str
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Speech:
    old: OldSpeech
    signed: Signed
    way: str


def draft_details(papers: Sequence[Old], ways: Iterable[str]) -> Draft:
    """The details file of one meeting from its old papers: at most one host script, any number of speeches.

    `ways` are the known 方式.  A paper of another kind (汇报, 简报) is taken for a speech.
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
    return _written(script, speeches, roster, [old.name for old in papers])


def is_script(piece: Piece) -> bool:
    """True for a host script whose agenda is told."""
    return piece.genre is Genre.HOST_SCRIPT and bool(piece.agenda)


def _way(head: Head) -> str:
    return "发言" if any(word in head.title for word in _FROM_BELOW) and head.salutation != "同志们" else "讲话"


def _written(script: OldScript | None, speeches: Sequence[_Speech], roster: Roster, files: Sequence[str]) -> Draft:
    host = signed(script.head.byline) if script else Signed()
    everything = [*([script.head] if script else []), *(speech.old.head for speech in speeches)]
    openings = [*([script.opening] if script else []), *(_opening(speech.old.said) for speech in speeches)]
    name = next((n for head in everything if (n := meeting_name(head.title, ""))), "")
    name = name or next((n for opening in openings if (n := meeting_name("", opening))), "")
    for opening in openings:
        attendance(opening, roster)
    signatures = [host, *(speech.signed for speech in speeches)]
    for one in signatures:
        if one.name:
            roster.enter(one.name, one.post)
    called = _callers(script.items if script else (), [speech.signed.name for speech in speeches])
    rows = list(_head_rows(files))
    rows += _or_ask("会议名称", name, "会议的全称")
    rows += ["会议类型: 旧稿   # 只写旧稿里有的话；改成 工作会议，没有的话由模板来补"]
    rows += _or_ask("时间", next((one.day for one in signatures if one.day), ""), "2026年11月25日 14:30")
    rows += entry_rows("地点", next((one.place for one in signatures if one.place), ""))
    rows += entry_rows("主要任务", next((task for o in openings if (task := main_task(o))), ""))
    rows += entry_rows("出席", [_person(who, post) for who, post in roster.posts.items()])
    if script:
        rows += _or_ask("主持人", host.name, "姓名（职务）")
        rows += entry_rows("议程", [_item(item, called.get(i)) for i, item in enumerate(script.items)])
        rows += _agenda_for(script.items, len(speeches))
    if speeches:
        rows.append("讲话:")
        for speech in speeches:
            rows += _speech_rows(speech, name)
    if script:
        said = script.said
        own = _head_values(script.head, host, name) | {"开场": script.opening, "散会": said.last}
        rows += entry_rows("主持词", own)
        rows += entry_rows("主持人要求", _said_values(said))
    unplaced = tuple(row for head in everything for row in head.unplaced)
    if unplaced:
        rows += ["", "# 下面几行没有地方放，请看一看要不要：", *(f"# {row}" for row in unplaced)]
    return Draft("\n".join(rows) + "\n", unplaced)


def _opening(said: Said) -> str:
    return "".join(said.front.values()) or "".join(point.text for point in said.points if point.aside)


def _head_rows(files: Sequence[str]) -> Iterator[str]:
    named = "、".join(name for name in files if name)
    yield f"# 由旧稿导入：{named}" if named else "# 由旧稿导入"
    yield "# 文字都是旧稿的原话。删去、添上要点，【几】和各点的序数会自己跟着变。"


def _or_ask(name: str, value: str, sample: str) -> list[str]:
    """The entry, or a comment that asks for it."""
    return list(entry_rows(name, value)) or [f"# {name}: {sample}   # 【待补】旧稿里没有，填上后去掉行首的井号"]


def _person(name: str, post: str) -> dict[str, str]:
    return {"姓名": name, "职务": post or UNKNOWN}


def _callers(items: Sequence[Item], speakers: Sequence[str]) -> Mapping[int, str]:
    return {i: name for i, item in enumerate(items) for name in speakers if name and name in item.people}


def _item(item: Item, speaker: str | None) -> dict[str, Any]:
    people: Any = list(item.people) if len(item.people) > 1 else "".join(item.people)
    return {
        "方式": item.way,
        "事项": item.matter,
        "人员": speaker or people,
        "串词": item.link,
        "评价": item.remark,
    }


def _agenda_for(items: Sequence[Item], speeches: int) -> list[str]:
    return []


def _head_values(head: Head, by: Signed, name: str) -> dict[str, Any]:
    title = head.title.replace(name, "【会议名称】") if len(name) > 3 else head.title
    return {"题目": title, "署名": "\n".join(by.rows), "称呼": head.salutation}


def _speech_rows(speech: _Speech, name: str) -> Iterator[str]:
    head, by = speech.old.head, speech.signed
    values = {"方式": speech.way, **_head_values(head, by, name), **_said_values(speech.old.said)}
    values["收束"] = speech.old.said.last
    rows = [row for key, value in values.items() for row in entry_rows(key, value, 4)]
    first = f"讲话人: {by.name}" if by.name else "# 讲话人: 姓名（职务）   # 【待补】旧稿里没有，填上后去掉井号"
    if by.name:
        yield f"  - {first}"
        yield from rows
    else:
        yield f"  - {rows[0].lstrip()}"
        yield f"    {first}"
        yield from rows[1:]


def _said_values(said: Said) -> dict[str, Any]:
    return {
        **said.front,
        "另起": list(said.apart),
        "层次": list(said.styles),
        "要点": point_values(said.points),
        "结尾": said.closing,
    }
