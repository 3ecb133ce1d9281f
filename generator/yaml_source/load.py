"""YAML files as a clerk writes them: text → nodes, every scalar as typed, every value with its place.

Knows YAML and nothing of meetings.  What YAML would read wrongly without a word is found by `traps`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from generator.problems import InvalidInput, Place, Problem, in_order
from generator.records import record
from generator.yaml_source.folding import unfold, with_line_ends
from generator.yaml_source.syntax import explain, last_open, too_deep
from generator.yaml_source.text_file import MAX_BYTES, read_text
from generator.yaml_source.traps import Mended, mend
from generator.yaml_source.unseen import INVISIBLE, LOOK, TURNING, UNPRINTABLE, may_look_alike, turning, unprintable

MAX_DEPTH = 60
MAX_NODES = 200_000
_TOO_MUCH, _WRITE_OUT = "展开以后的内容太多（& 和 * 引用套得太多）", "把内容直接写出来，不用 & 和 *"

_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TAGS = {
    yaml.ScalarNode: yaml.BaseLoader.DEFAULT_SCALAR_TAG,
    yaml.SequenceNode: yaml.BaseLoader.DEFAULT_SEQUENCE_TAG,
    yaml.MappingNode: yaml.BaseLoader.DEFAULT_MAPPING_TAG,
}


_WORD = _TAGS[yaml.ScalarNode]


class _Loader(_BASE):  # type: ignore[misc]
    """Every value as it was typed: no tag is looked for that nobody wrote."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return _TAGS[kind]


_LOADER: Any = _Loader


@record(frozen=True)
class Text:
    """A scalar: the string that was typed.

    `rows` are its lines as typed where YAML joined several into one, without marks or a word from the clerk.
    """

    value: str
    place: Place
    rows: tuple[str, ...] = field(default=(), compare=False)


@record(frozen=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@record(frozen=True)
class Fields:
    """A mapping, in the order of the file; of a repeated key the first stands."""

    entries: tuple[tuple[Text, Node], ...]
    place: Place

    def get(self, name: str) -> Node | None:
        return next((node for key, node in self.entries if key.value == name), None)

    def key(self, name: str) -> Text | None:
        return next((key for key, _ in self.entries if key.value == name), None)


Node: TypeAlias = "Text | Items | Fields"


@record(frozen=True)
class Source:
    """A file as read: its root (None where nothing could be read) and what is wrong with its form."""

    root: Node | None
    problems: tuple[Problem, ...]
    text: str

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the file from being read as it was meant: its problems without the hints."""
        return tuple(problem for problem in self.problems if problem.severity == "错误")


def load_yaml(path: Path, keys: Collection[str] = (), name: str | None = None) -> Source:
    """Read a YAML file; see `parse_yaml`."""
    shown = name or path.name
    return parse_yaml(read_text(path, shown), shown, keys)


def load_plain(path: Path) -> dict[str, Any]:
    """A YAML file of our own or of a unit's settings as nested dict/list/str; InvalidInput where it has problems."""
    source = load_yaml(path)
    if source.errors:
        raise InvalidInput(source.errors)
    if not isinstance(source.root, Fields):
        raise InvalidInput([Problem("Y20", Place(path.name), "文件里没有“名称: 值”的内容", "每行一个“名称: 值”")])
    value: dict[str, Any] = plain(source.root)
    return value


def plain(node: Node | None) -> Any:
    """A node as nested dict, list and str, places left out."""
    if node is None:
        return None
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def parse_yaml(text: str, name: str = "", keys: Collection[str] = (), first_line: int = 1) -> Source:
    """YAML text as nodes, with the problems of its form in file order.

    `keys` are the names that a full-width colon may follow by mistake; `first_line` is the line of the file
    at which the text begins.  Traps are mended before YAML reads on, so that one mistake makes one problem.
    """
    hints: list[Problem] = []
    if may_look_alike(text):
        from generator.yaml_source.straight import straighten

        text = straighten(text, name, first_line, hints)
    mended = mend(text, name, keys, first_line)
    problems = [*hints, *mended.problems]
    root: Node | None = None
    if deep := too_deep(mended.text, MAX_DEPTH):
        place = _place(mended, name, deep - 1, 0, first_line)
        found = f"括号或缩进套了 {MAX_DEPTH} 层以上"
        problems.append(Problem("Y01", place, found, hint="检查括号是不是多打了。后面的内容没有读"))
    else:
        try:
            composed = yaml.compose(with_line_ends(mended.text), Loader=_LOADER)
            root = _Reader(mended, name, first_line, problems).read(composed) if composed is not None else None
        except yaml.MarkedYAMLError as error:
            problems.append(_syntax_problem(error, mended, name, first_line))
        except yaml.YAMLError as error:
            found = f"YAML 读不下去：{error}"
            problems.append(Problem("Y02", Place(name), found, hint="后面的内容没有读，改好这里再运行一次"))
    return Source(root, in_order(problems), text)


def _place(mended: Mended, name: str, line: int, column: int, first_line: int, path: str = "") -> Place:
    if line >= len(mended.original):
        line, column = len(mended.original) - 1, len(mended.text)
    excerpt = mended.original[line]
    return Place(name, line + first_line, min(mended.column(line, column), len(excerpt)) + 1, excerpt, path)


class _Reader:
    """Composed nodes → our nodes.  Counts them and their characters, so that aliases cannot blow them up."""

    def __init__(self, mended: Mended, name: str, first_line: int, problems: list[Problem]) -> None:
        self.mended, self.name, self.first_line, self.problems = mended, name, first_line, problems
        self.lines = mended.text.split("\n")
        self.count = self.size = 0
        self.open: set[int] = set()

    def read(self, node: yaml.Node, path: str = "") -> Node | None:
        self.count += 1
        if self.count > MAX_NODES or id(node) in self.open:
            place = _place(self.mended, self.name, node.start_mark.line, node.start_mark.column, self.first_line)
            raise InvalidInput([*self.problems, Problem("Y03", place, _TOO_MUCH, hint=_WRITE_OUT)])
        place = self.place(node, path)
        if node.tag != _WORD and not node.tag.startswith("tag:yaml.org,2002:"):
            tag = unfold(node.tag)
            found = f"“{tag}”以感叹号开头，YAML 不当它是文字"
            self.problems.append(Problem("Y04", place, found, "整句放进英文单引号里", f"'{tag}…'"))
        if isinstance(node, yaml.ScalarNode):
            return self.text(node, place)
        self.open.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            read = [self.read(item, f"{path}[{i}]") for i, item in enumerate(node.value, 1)]
            result: Node = Items(tuple(item for item in read if item is not None), place)
        else:
            result = Fields(tuple(self._entries(node, path)), place)
        self.open.discard(id(node))
        return result

    def place(self, node: yaml.Node, path: str) -> Place:
        mark, mended = node.start_mark, self.mended
        line, column = mark.line, mark.column
        if line in mended.shifts or line >= len(mended.original):
            return _place(mended, self.name, line, column, self.first_line, path)
        excerpt = mended.original[line]
        if column > len(excerpt):
            column = len(excerpt)
        return Place(self.name, line + self.first_line, column + 1, excerpt, path)

    def text(self, node: yaml.ScalarNode, place: Place) -> Text:
        value = unfold(node.value)
        # Outside double quotes nothing is escaped, and `traps` has seen every character.
        value = self.characters(value, place) if node.style == '"' else self.counted(value, place)
        return Text(value, place, self.rows(node) if node.start_mark.line != node.end_mark.line else ())

    def counted(self, value: str, place: Place) -> str:
        self.size += len(value)
        if self.size > MAX_BYTES:
            raise InvalidInput([*self.problems, Problem("Y03", place, _TOO_MUCH, hint=_WRITE_OUT)])
        return value

    def characters(self, value: str, place: Place) -> str:
        """A scalar without what only an escape ("\\x07", "\\u202e") brings in; aliases count anew each time."""
        self.counted(value, place)
        # No text is so long that this costs: the search is one pass in C.
        if bad := UNPRINTABLE.search(value):
            hint = "删去反斜杠和它后面的几个字母、数字"
            self.problems.append(Problem("Y10", place, unprintable(bad.group()), hint=hint))
            value = UNPRINTABLE.sub(" ", value)
        if turn := TURNING.search(value):
            self.problems.append(Problem("Y21", place, turning(turn.group()), hint=LOOK, severity="提示"))
        return INVISIBLE.sub("", value)

    def rows(self, node: yaml.ScalarNode) -> tuple[str, ...]:
        """The lines of a plain scalar of several lines; a list mark in it is a list that is not one."""
        first, last = node.start_mark.line, node.end_mark.line
        if node.style or first == last:
            return ()
        rows = self.lines[first : last + 1]
        rows[0] = rows[0][node.start_mark.column :]
        if not rows[-1][: node.end_mark.column].strip():
            rows.pop()
        for number, row in enumerate(rows[1:], first + 1):
            if row.lstrip().startswith("- "):
                place = _place(self.mended, self.name, number, len(row) - len(row.lstrip()), self.first_line)
                found = "这一行的“- ”比上面多缩进了，会接在上一句后面"
                self.problems.append(Problem("Y07", place, found, "同一个列表的“- ”，左边的空格要一样多"))
                break
        return tuple(row.strip() for row in rows) if len(rows) > 1 else ()

    def _entries(self, node: yaml.Node, path: str) -> Iterator[tuple[Text, Node]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            # A name as most are is looked at once, and not made a node first.
            if isinstance(key_node, yaml.ScalarNode) and not key_node.style and key_node.tag == _WORD:
                self.count += 1
                typed = unfold(key_node.value)
                name = typed.strip()
                where = f"{path}.{name}" if path else name
                place = self.place(key_node, where)
                self.counted(typed, place)
            else:
                key = self.read(key_node, path)
                if not isinstance(key, Text):
                    place = key.place if key is not None else Place(self.name)
                    found = "名称的位置上是一个列表或一组值"
                    self.problems.append(Problem("Y05", place, found, "一个名称，如“会议名称”"))
                    continue
                name = key.value.strip()
                where = f"{path}.{name}" if path else name
                place = replace(key.place, path=where)
            value = self.read(value_node, where)
            if name in seen:
                found = f"“{name}”写了两次，第一次在第 {seen[name].line} 行"
                hint = "留下一处，删去另一处；有好几项，就写成列表，每项前面打“- ”"
                self.problems.append(Problem("Y06", place, found, "每个名称只写一次", hint))
                continue
            seen[name] = place
            if value is not None:
                yield Text(name, place), value


def _syntax_problem(error: yaml.MarkedYAMLError, mended: Mended, name: str, first_line: int) -> Problem:
    said = f"{error.problem or ''} {error.context or ''}"
    found, hint, from_start = explain(said)
    mark = error.problem_mark or error.context_mark
    if from_start and error.context_mark is not None:
        # What was opened and not closed is seen where it was opened; YAML notices it lines later.
        mark = error.context_mark
    place = _place(mended, name, mark.line, mark.column, first_line) if mark is not None else Place(name)
    if mark is not None and mark.line >= mended.text.rstrip().count("\n") + 1 and (still := last_open(mended.text)):
        place = _place(mended, name, *still, first_line)
        found, hint = "这里的括号没有收尾", "补上收尾的括号"
    return Problem("Y02", place, found, hint=f"{hint}。从这里往后没有读，改好再运行一次")
