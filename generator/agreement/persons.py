"""Names and posts: each person under the same name and post in every paper.

A post is looked at where it stands straight before a name, a name where it stands straight after a post, before 同志,
on a line or in a cell of its own.  Knows who there is; not what the meeting is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.agreement.facts import differs, where
from generator.agreement.near import one_off
from generator.agreement.papers import Paper, Row
from generator.problems import Place, Problem
from generator.records import record
from generator.text.regex import regex

HAN = "\u3400-\u9fff"
_CALLED = regex(r"同志(?!们)|老师(?!们)|先生|女士")
_POST = regex(
    r"(?:书记|[局台县市省区镇乡厅部处科校院所站队股科班组厂村社会]长|主任|主席|委员|常委|经理|董事长|秘书长|指挥长|董事|总监|干事|政委|司令员?|巡视员|调研员|总工程师)$"
)
_BOUNDARY = regex(r"[，。；：！？、（）“”《》\s｜|请由邀迎和与及让]$")
_AFTER = regex(r"同志|老师|先生|女士|[，。；）\t｜、 　]|$|传达|通报|汇报|讲话|发言|作|就|围绕|主持|对")
_SPACED = regex(rf"(?<=[{HAN}])[ 　]+(?=[{HAN}])")
_OWN_LINE = regex(rf"[{HAN}·]{{2,6}}(?:[ 　][{HAN}·]{{1,4}})?")


@record(frozen=True)
class Known:
    """A person: name, unit and post, and where that is written."""

    name: str
    title: str
    place: Place

    @property
    def shown(self) -> str:
        return self.title + self.name


def check_persons(paper: Paper, people: Sequence[Known]) -> Iterator[Problem]:
    """Names and posts in a paper that are not those of the people."""
    names = {person.name for person in people}
    for row in paper.rows:
        cells = re.split(r"[\t｜]", row.text)
        if len(cells) > 2:
            yield from _cells(paper, row, cells, people)
            continue
        for person in people:
            yield from _post(paper, row, person)
        yield from _after_posts(paper, row, people, names)
        yield from _called(paper, row, people, names)
    if paper.kind == "桌签":
        yield from _cards(paper, people, names)
    if paper.kind in ("桌签", "签到表") and paper.rows:
        yield from _absent(paper, people)


def _cells(paper: Paper, row: Row, cells: Sequence[str], people: Sequence[Known]) -> Iterator[Problem]:
    """A row of a table: the name in one cell, the post in the next."""
    column = 0
    for number, cell in enumerate(cells):
        said, following = _flat(cell), _flat(cells[number + 1]) if number + 1 < len(cells) else ""
        known = next((person for person in people if person.name == said), None)
        if known is not None:
            if (
                following
                and known.title
                and _flat(known.title) != following
                and (paper.kind == "签到表" or _POST.search(following))
            ):
                found = f"{said}的职务写的是“{following}”"
                place = paper.place(row, column + len(cell) + 1)
                yield differs("A09", place, found, f"“{known.title}”", known.place)
            return
        by_post = next((person for person in people if person.title and _flat(person.title) == following), None)
        if said and by_post is not None and re.fullmatch(f"[{HAN}·]{{2,8}}", said):
            found = f"“{following}”写的是“{said}”"
            yield differs("A07", paper.place(row, column), found, f"“{by_post.name}”", by_post.place)
            return
        column += len(cell) + 1


def _post(paper: Paper, row: Row, person: Known) -> Iterator[Problem]:
    """The post that stands before a person's name is not hers."""
    text, title = row.text, person.title
    at = text.find(person.name)
    while title and at >= 0:
        before = text[:at].rstrip(" 　")
        if _POST.search(before) and not before.endswith(title):
            same = 0
            while same < min(len(before), len(title)) and before[-1 - same] == title[-1 - same]:
                same += 1
            rest = before[: len(before) - same]
            # 请县长沈洁 says the last of 县委副书记、县长.
            shortened = same > 1 and (not rest or _BOUNDARY.search(rest))
            if not shortened:
                said = re.split(r"[，。；：！？（）“”《》\s｜]|请|由|邀请|欢迎", before)[-1]
                start = at - (at - len(before)) - len(said)
                severity = "必错" if same > 1 or len(set(said) & set(title)) * 2 >= len(set(title)) else "疑似"
                found = f"{person.name}的职务写的是“{said}”"
                yield differs("A09", paper.place(row, start), found, f"“{title}”", person.place, severity)  # type: ignore[arg-type]
        at = text.find(person.name, at + 1)


def _after_posts(paper: Paper, row: Row, people: Sequence[Known], names: set[str]) -> Iterator[Problem]:
    """A person's post is there, and after it a name that is not hers."""
    text = row.text
    for title in {person.title for person in people if len(person.title) > 1}:
        holders = [person for person in people if person.title == title]
        at = text.find(title)
        while at >= 0:
            start = at + len(title)
            gap = len(text[start:]) - len(text[start:].lstrip(" 　"))
            rest = text[start + gap :]
            if not (at and re.search(f"[{HAN}]", text[at - 1]) and not _BOUNDARY.search(text[:at])) and not any(
                rest.startswith(name) for name in names
            ):
                said = _name_in(rest, holders, whole=text[0] == "（" and text[-1] == "）")
                if said:
                    right = "、".join(f"“{person.name}”" for person in holders)
                    found = f"“{title}”后面的姓名写的是“{said}”"
                    yield differs("A07", paper.place(row, start + gap), found, right, holders[0].place)
            at = text.find(title, at + 1)


def _name_in(rest: str, holders: Sequence[Known], whole: bool) -> str:
    """What stands where one of the holders' names should; empty where nothing tells that it is a name."""
    if _CALLED.match(rest):
        return ""
    for person in holders:
        said = rest[: len(person.name)]
        if one_off(said, person.name) and _AFTER.match(rest, len(said)):
            return said
    if (found := re.match(rf"([{HAN}]{{2,4}}?)(?:同志(?!们)|先生|女士)", rest)) or (
        whole and (found := re.fullmatch(rf"([{HAN}]{{2,4}})(?:，[0-9]+分钟)?）", rest))
    ):
        return found[1]
    return ""


def _called(paper: Paper, row: Row, people: Sequence[Known], names: set[str]) -> Iterator[Problem]:
    """海林同志: a name before 同志 that is one character away from a person's."""
    for found in _CALLED.finditer(row.text):
        before = row.text[: found.start()]
        if any(before.endswith(name) for name in names):
            continue
        for person in people:
            said = before[-len(person.name) :]
            # What follows the person's own post has been told.
            if one_off(said, person.name) and not (
                person.title and before[: -len(said)].rstrip(" 　").endswith(person.title)
            ):
                place = paper.place(row, found.start() - len(said))
                yield differs("A07", place, f"姓名写的是“{said}”", f"“{person.name}”", person.place)
                break


def _cards(paper: Paper, people: Sequence[Known], names: set[str]) -> Iterator[Problem]:
    for row in paper.rows:
        said = _flat(row.text)
        if said in names:
            continue
        person = next((one for one in people if one_off(said, one.name)), None)
        if person is not None:
            yield differs("A07", paper.place(row), f"桌签写的是“{said}”", f"“{person.name}”", person.place)


def _absent(paper: Paper, people: Sequence[Known]) -> Iterator[Problem]:
    """Somebody who is to be there has no card, or no row."""
    flat = _flat(paper.text)
    rows = [_flat(row.text) for row in paper.rows]
    for person in people:
        if person.name not in flat and not any(one_off(person.name, said) for said in _words(rows)):
            found = f"{paper.kind}里没有{person.name}"
            if person.title and _flat(person.title) in flat:
                continue
            yield Problem("A07", Place(paper.file), found, f"有{person.shown}（{where(person.place)}）", "", "疑似")


def _words(rows: Sequence[str]) -> Iterator[str]:
    for row in rows:
        yield from re.split(r"[｜|]", row)


def check_byline(paper: Paper, speakers: Sequence[Known]) -> Iterator[Problem]:
    """The name below a speech's title is none of the speakers', or not the one in the file's name."""
    title = paper.title.last if paper.title else 0
    for row in paper.head:
        said = _SPACED.sub("", row.text)
        if row.line <= title or not _OWN_LINE.fullmatch(row.text):
            continue
        named = next((person for person in speakers if paper.stem.endswith(person.name)), None)
        if named is None and any(said.endswith(person.name) for person in speakers):
            return
        right = named or next((person for person in speakers if one_off(said[-len(person.name) :], person.name)), None)
        if right is not None and not said.endswith(right.name):
            yield differs("A07", paper.place(row), f"署名写的是“{said}”", f"“{right.name}”", right.place)
        return


def _flat(text: str) -> str:
    return re.sub(r"\s", "", text)
