"""One agenda item of an old host script: its 方式, 事项 and 人员, as far as its words tell, and the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.import_draft.counting import counts_place
from generator.import_draft.roster import Roster, people_in
from generator.import_draft.stretches import rows_of
from generator.records import record
from generator.text.regex import regex

OTHER_WAY = "进行"
_SAME = {
    "致欢迎辞": "致辞", "致欢迎词": "致辞", "致词": "致辞", "领学": "学习", "签约": "签订", "签署": "签订", "签字": "签订",
    "颁发": "颁奖", "安排": "部署", "播放": "观看", "述职": "汇报",
}  # fmt: skip
_SPOKEN = {"发言": ("发言", "交流发言", "表态", "表态发言"), "讲话": ("讲话", "动员讲话", "总结讲话", "致辞")}
_QUOTED = regex("《[^》]*》|“[^”]*”")
_CALLED = regex(
    r"(?:请|由|欢迎)(?!大家)(?P<who>[^。；：]{2,60}?)(?:(?:就|围绕|代表|对|依次|分别|为|向)[^，。；：]{0,40})?[作做]?(?:一?个?)(?:重要|简短|典型|书面|工作|交流|表态|总结|动员)?$"
)
_MATTER_END = regex("[。；！!，\n]|$")
_AFTER_PLACE = regex(
    r"(?:第[^，。：]{1,3}[项个][^，。：；]{0,4}|最后一项[^，。：；]{0,4})[，。：:、\s]+(?:请|由)?(?P<matter>[^，。；]{2,40})"
)
_ABOUT = regex("(?:就|围绕|对)(?P<matter>[^，。；]{2,40}?)(?:作|做|进行|发言|讲话)")
_STAGE = regex("[（(][^（）()]{1,20}[）)][。]?")


@record(frozen=True)
class Item:
    """一项议程 as it goes into a details file; `link` and `remark` are the chair's own words."""

    way: str
    matter: str
    people: tuple[str, ...]
    link: str
    remark: str


def kind_of(way: str) -> str:
    """讲话 or 发言 for a way that calls a speech of that kind; empty for the others."""
    return next((kind for kind, ways in _SPOKEN.items() if way in ways), "")


def agenda_item(source: str, place: int, ways: Iterable[str], roster: Roster) -> Item:
    """The item that these words announce; it is the `place`th.  What follows on further lines is the chair's remark."""
    rows = rows_of(source)
    link = rows[0] if rows else ""
    said = next((row for row in rows if _way_at(row, ways)), link)
    way, at, end = _way_at(said, ways) or (OTHER_WAY, 0, 0)
    matter = _matter(said, way, end) if at or end else _announced(said)
    people: tuple[str, ...] = ()
    if at and (called := _CALLED.search(said[:at])):
        people = tuple(people_in(called["who"], roster))
    # （发言） is no remark: a template that has its own 串词 has no use for it.
    acted = next((i for i, row in enumerate(rows) if i and not _STAGE.fullmatch(row)), len(rows))
    link = "\n".join([counts_place(link, place), *rows[1:acted]]) if rows else ""
    return Item(way, matter, people, link, "\n".join(rows[acted:]))


def _way_at(row: str, ways: Iterable[str]) -> tuple[str, int, int] | None:
    """The first 方式 that a line names, the longest where several begin there, and where it stands."""
    hidden = _QUOTED.sub(lambda found: "　" * len(found.group()), row)
    found = [(hidden.find(word), -len(word), way) for word, way in _words(ways) if word in hidden]
    if not found:
        return None
    at, length, way = min(found)
    return way, at, at - length


def _announced(said: str) -> str:
    """What a line announces that names no 方式: 大会第五项，投票选举。 → 投票选举."""
    found = _AFTER_PLACE.search(said)
    return found["matter"] if found else ""


def _words(ways: Iterable[str]) -> Iterator[tuple[str, str]]:
    for way in ways:
        if way != OTHER_WAY:
            yield way, way
    yield from _SAME.items()


def _matter(said: str, way: str, end: int) -> str:
    if about := _ABOUT.search(said):
        return about["matter"]
    stop = _MATTER_END.search(said, end)
    matter = said[end : stop.start() if stop else end].strip()
    matter = re.sub("^(?:了|关于(?=《)|的)", "", matter)
    if way in ("讲话", "发言") or not 2 <= len(matter) <= 60:
        return ""
    return matter
