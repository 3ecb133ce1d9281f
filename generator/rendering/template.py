"""模板文件: a template, what stands above its text, and the 写法 that it is parted into.

A template is one .txt: YAML front matter (标题, 说明, 版式, 槽位 …) between two lines ---, then Jinja text.  Knows the text
of one file; where it lies is for `shelf`, what the Jinja says for `sandbox` and `render`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from pathlib import Path

from generator.problems import InvalidInput, Place, Problem, closest
from generator.records import record
from generator.rendering.entrance import check_text, without_comments
from generator.slots.registry import Slot, declare
from generator.text.regex import regex
from generator.yaml_source.load import Fields, Items, Text, parse_yaml, plain

BUILTIN = "内置"
SHARED = "公用"
_FRONT_KEYS = ("标题", "说明", "版式", "对象", "必填", "槽位", "抄自", "指纹")
SPEAKER = "讲话人"


@record(frozen=True)
class Wording:
    """One of several 写法 of a shared structure: its name, when it fits (a Jinja expression), its text."""

    name: str
    condition: str
    text: str
    line: int


@record(frozen=True)
class TemplateFile:
    """A template as it lies in a folder.  `body` begins at line `first_line` of the file."""

    name: str
    origin: str
    path: Path
    source: str
    body: str
    first_line: int = 1
    title: str = ""
    note: str = ""
    layout: str = "公文"
    per_speaker: bool = False
    """True where each entry of 讲话 makes a paper of its own (对象: 讲话人)."""
    required: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    copied_from: str = ""
    fingerprint: str = ""
    parent: str = ""
    wordings: tuple[Wording, ...] = field(default=())

    @property
    def genre(self) -> str:
        return self.name.split("/")[0]

    @property
    def occasion(self) -> str:
        return self.name.rsplit("/", 1)[-1]

    def place(self, line: int, column: int = 0) -> Place:
        """A place in this file."""
        return Place(f"{self.origin}/{self.name}.txt", line, column, self.row(line))

    def row(self, line: int) -> str:
        """A line of this file, counted from 1; empty where there is none."""
        return self.rows[line - 1] if 0 < line <= len(self.rows) else ""

    @cached_property
    def rows(self) -> list[str]:
        """The lines of this file, front matter and all."""
        return self.source.split("\n")


def fingerprint(source: str) -> str:
    """Twelve hex digits that change when the text of a template changes."""
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:12]


_EXTENDS = regex(r"\{%-?\s*extends\s+[\"']([^\"']+)[\"']")
_LIKE_WORDING = regex(r"\s*[=＝]{2,}")
_WORDING = regex(r"^==\s*(?P<name>[^=\s]+)\s*==(?:\s*当\s+(?P<when>.+?))?\s*$")


def extends_line(template: TemplateFile) -> int:
    """The line of the file on which its {% extends %} stands; 1 where there is none."""
    for number, line in enumerate(template.source.split("\n"), 1):
        if _EXTENDS.search(line):
            return number
    return 1


def parse_template(source: str, name: str, origin: str, path: Path) -> TemplateFile:
    """A template's text as a TemplateFile.  InvalidInput where the front matter is wrong."""
    shown = f"{origin}/{name}.txt"
    lines = source.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() != "---":
        if problem := _no_front(lines[start], Place(shown, start + 1, 1, lines[start])):
            raise InvalidInput([problem])
        return _built(TemplateFile(name, origin, path, source, source), {})
    end = next((i for i, line in enumerate(lines) if i > start and line.strip() == "---"), None)
    if end is None:
        place = Place(shown, start + 1, 1, lines[start])
        hint = "槽位写完以后、正文开始以前，另起一行写 ---"
        raise InvalidInput([Problem("T04", place, "开头的 --- 没有收尾", "再写单独一行 ---", hint)])
    front = parse_yaml("\n".join(lines[start + 1 : end]), shown, _FRONT_KEYS, first_line=start + 2)
    problems = list(front.errors)
    body = "\n".join(lines[end + 1 :])
    template = TemplateFile(name, origin, path, source, body, end + 2)
    given: dict[str, object] = {}
    if isinstance(front.root, Fields):
        for key, node in front.root.entries:
            if key.value not in _FRONT_KEYS:
                expected = "下列之一：" + "、".join(_FRONT_KEYS)
                near = closest(key.value, _FRONT_KEYS)
                hint = f"是不是想写“{near}”？" if near else "要新加一个槽位，写在“槽位:”下面"
                problems.append(Problem("T05", key.place, f"模板开头没有“{key.value}”这一项", expected, hint))
            elif key.value == "槽位":
                given["槽位"] = declare(node, problems)
            elif key.value == "必填":
                given["必填"] = tuple(plain(node)) if isinstance(node, Items) else (str(plain(node)),)
            elif isinstance(node, Text):
                given[key.value] = node.value
    elif front.root is not None:
        problems.append(
            Problem("T05", Place(shown, 2), "模板开头不是“名称: 值”", "下列之一：" + "、".join(_FRONT_KEYS))
        )
    if problems:
        raise InvalidInput(problems)
    return _built(template, given)


_DASHES = regex(r"[-－—–―─_=]{2,}")
_FRONT_LINE = regex(rf"(?:{'|'.join(_FRONT_KEYS)})\s*[:：]")


def _no_front(line: str, place: Place) -> Problem | None:
    """The problem of a first line that was meant to open the front matter, or None: a template may do without."""
    if _DASHES.fullmatch(line.strip()):
        return Problem("T04", place, f"“{line.strip()}”不是三个英文减号", "---", "切换到英文输入法，打三个减号")
    if _FRONT_LINE.match(line):
        return Problem("T04", place, "开头少了一行 ---", "---", "在这一行的上面加单独一行 ---，槽位写完以后再加一行")
    return None


def _built(template: TemplateFile, given: dict[str, object]) -> TemplateFile:
    heads = [i for i, row in enumerate(template.body.split("\n"), template.first_line) if _WORDING.match(row)]
    if problems := list(check_text(template.body.split("\n"), template.first_line, heads, template.place)):
        raise InvalidInput(problems)
    parent = _EXTENDS.search(without_comments(template.body))

    def said(key: str) -> str:
        return str(given.get(key, ""))

    wordings = tuple(_wordings(template))
    if problems := list(_wrong_wordings(template, wordings)):
        raise InvalidInput(problems)
    return TemplateFile(
        template.name,
        template.origin,
        template.path,
        template.source,
        template.body,
        template.first_line,
        said("标题"),
        said("说明"),
        said("版式") or "公文",
        said("对象") == SPEAKER,
        tuple(str(one) for one in given.get("必填", ())),  # type: ignore[attr-defined]
        given.get("槽位", ()),  # type: ignore[arg-type]
        said("抄自"),
        said("指纹"),
        parent.group(1) if parent else "",
        wordings,
    )


def _wordings(template: TemplateFile) -> Iterator[Wording]:
    current: tuple[str, str, int] | None = None
    rows: list[str] = []
    for number, line in enumerate([*template.body.split("\n"), "== 完 =="], template.first_line):
        if found := _WORDING.match(line):
            if current is not None:
                yield Wording(current[0], current[1], "\n".join(rows).strip(), current[2])
            current, rows = (found.group("name"), found.group("when") or "", number), []
        else:
            rows.append(line)


def _wrong_wordings(template: TemplateFile, wordings: tuple[Wording, ...]) -> Iterator[Problem]:
    """Heads of 写法 that are not typed as such, names given twice, and text that stands before the first."""
    seen: dict[str, int] = {}
    for wording in wordings:
        if wording.name in seen:
            found = f"写法“{wording.name}”写了两次，第一次在第 {seen[wording.name]} 行"
            yield Problem("T06", template.place(wording.line, 4), found, "每种写法一个名称", "给其中一种换个名称")
        seen.setdefault(wording.name, wording.line)
    heads = {wording.line for wording in wordings}
    first = wordings[0].line if wordings else 0
    body = without_comments(template.body)
    for number, row in enumerate(body.split("\n"), template.first_line):
        if number in heads:
            continue
        if _LIKE_WORDING.match(row):
            hint = "两边各两个英文等号；要条件，后面空一格写“当”，再空一格写条件"
            yield Problem(
                "T06", template.place(number, 1), "这一行像是写法的名称，可是写得不对", "== 目的式 == 当 背景", hint
            )
        elif number < first and row.strip():
            hint = "移到某一种写法的下面；只是说明，就写成 {# 说明 #}"
            yield Problem("T06", template.place(number, 1), "第一种写法的上面还有文字，用不上", "== 目的式 ==", hint)
            return
