"""YAML files as a clerk writes them: text → nodes, every scalar as typed, every value with its place.

Knows YAML and nothing of meetings.  What YAML would read wrongly without a word is found by `traps`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from generator.problems import InvalidInput, Place, Problem, in_order
from generator.records import record
from generator.yaml_source.nodes import Fields, Items, Mended, Node, Spot, Text, place_of, plain
from generator.yaml_source.syntax import MAX_DEPTH, explain, last_open, too_deep
from generator.yaml_source.text_file import MAX_BYTES, read_text
from generator.yaml_source.traps import mend
from generator.yaml_source.unseen import INVISIBLE, LOOK, TURNING, UNPRINTABLE, may_look_alike, turning, unprintable

__all__ = ["Fields", "Items", "Node", "Source", "Text", "load_plain", "load_yaml", "parse_yaml", "plain"]

MAX_NODES = 200_000
_TOO_MUCH, _WRITE_OUT = "展开以后的内容太多（& 和 * 引用套得太多）", "把内容直接写出来，不用 & 和 *"

_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TAGS = {
    yaml.ScalarNode: yaml.BaseLoader.DEFAULT_SCALAR_TAG,
    yaml.SequenceNode: yaml.BaseLoader.DEFAULT_SEQUENCE_TAG,
    yaml.MappingNode: yaml.BaseLoader.DEFAULT_MAPPING_TAG,
}
_WORD = _TAGS[yaml.ScalarNode]
_STANDARD = "tag:yaml.org,2002:"


class _Loader(_BASE):  # type: ignore[misc]
    """Every value as it was typed: no tag is looked for that nobody wrote, nor by where a value stands."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return _TAGS[kind]

    def descend_resolver(self, node: yaml.Node | None, index: Any) -> None:
        """Nothing is to be known of where a node stands."""

    def ascend_resolver(self) -> None:
        """The same on the way back."""


_LOADER: Any = _Loader


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


def parse_yaml(text: str, name: str = "", keys: Collection[str] = (), first_line: int = 1) -> Source:
    """YAML text as nodes, with the problems of its form in file order.

    `keys` are the names that a full-width colon may follow by mistake; `first_line` is the line of the file
    at which the text begins.  Traps are mended before YAML reads on, so that one mistake makes one problem.
    """
    hints: list[Problem] = []
    typed = text
    if may_look_alike(text):
        from generator.yaml_source.straight import straighten

        text = straighten(text, name, first_line, hints)
    mended = mend(text, name, keys, first_line, typed)
    problems = [*hints, *mended.problems]
    root: Node | None = None
    if deep := too_deep(mended.text):
        found = f"括号或缩进套了 {MAX_DEPTH} 层以上"
        problems.append(Problem("Y01", mended.place(deep - 1, 0), found, hint="检查括号是不是多打了。后面的内容没有读"))
    else:
        try:
            root, problems = _read(mended, problems)
        except yaml.MarkedYAMLError as error:
            problems.append(_syntax_problem(error, mended))
        except yaml.YAMLError as error:
            found = f"YAML 读不下去：{error}"
            problems.append(Problem("Y02", Place(name), found, hint="后面的内容没有读，改好这里再运行一次"))
    return Source(root, in_order(problems), text)


def _read(mended: Mended, known: Sequence[Problem]) -> tuple[Node | None, list[Problem]]:
    """The root of what YAML makes of a text, None where there is nothing in it; and the problems known and found."""
    if not mended.runs_on:
        # Line ends need marks where a value goes over them.  What YAML cannot read is told of the text with marks.
        with suppress(_RunsOn, yaml.YAMLError):
            return _composed(mended.text, _Reader(mended, known, None))
    from generator.yaml_source.folding import unfold, with_line_ends

    return _composed(with_line_ends(mended.text), _Reader(mended, known, unfold))


def _composed(text: str, reader: _Reader) -> tuple[Node | None, list[Problem]]:
    composed = yaml.compose(text, Loader=_LOADER)
    return reader.read(composed) if composed is not None else None, reader.problems


def _syntax_problem(error: yaml.MarkedYAMLError, mended: Mended) -> Problem:
    said = f"{error.problem or ''} {error.context or ''}"
    found, hint, from_start = explain(said)
    mark = error.problem_mark or error.context_mark
    if from_start and error.context_mark is not None:
        # What was opened and not closed is seen where it was opened; YAML notices it lines later.
        mark = error.context_mark
    place = mended.place(mark.line, mark.column) if mark is not None else Place(mended.name)
    if mark is not None and mark.line >= mended.text.rstrip().count("\n") + 1 and (still := last_open(mended.text)):
        place = mended.place(*still)
        found, hint = "这里的括号没有收尾", "补上收尾的括号"
    return Problem("Y02", place, found, hint=f"{hint}。从这里往后没有读，改好再运行一次")


class _RunsOn(Exception):
    """A value goes over several lines whose ends are not marked."""


class _Reader:
    """Composed nodes → our nodes.  Counts them and their characters, so that aliases cannot blow them up.

    `unfold` takes the marks of line ends out of a string, where a text has them; `problems` are those `known` before and
    those found.
    """

    def __init__(self, mended: Mended, known: Sequence[Problem], unfold: Callable[[str], str] | None) -> None:
        self.mended, self.unfold = mended, unfold
        self.problems = list(known)
        # Without aliases a character makes two nodes at most.
        self.watched = "*" in mended.text or 2 * len(mended.text) > MAX_NODES
        self.count = self.size = 0
        self.open: set[int] = set()

    def read(self, node: yaml.Node, path: str = "") -> Node:
        """The node that is at a path of the file: 讲话[1].要点.

        InvalidInput where it holds too much; _RunsOn where a value can be read from a text with marks only.
        """
        mark = node.start_mark
        at = (self.mended, mark.line, mark.column, path)
        if self.watched:
            self._watch(node, at)
        if isinstance(node, yaml.ScalarNode):
            return Text(node.value, at) if self._is_plain(node) else self._text(node, at)
        if not node.tag.startswith(_STANDARD):
            self._report_tag(node, at)
        self.open.add(id(node))
        result: Node
        if isinstance(node, yaml.SequenceNode):
            result = Items(tuple([self.read(item, f"{path}[{i}]") for i, item in enumerate(node.value, 1)]), at)
        else:
            result = Fields(tuple(self._entries(node, path)), at)
        self.open.discard(id(node))
        return result

    def _watch(self, node: yaml.Node, at: Spot) -> None:
        """Count a node; one that holds itself would be counted for ever."""
        self.count += 1
        if self.count > MAX_NODES or id(node) in self.open:
            raise self._too_much((*at[:3], ""))

    def _measure(self, value: str, at: Spot) -> None:
        self.size += len(value)
        if self.size > MAX_BYTES:
            raise self._too_much(at)

    def _is_plain(self, node: yaml.ScalarNode) -> bool:
        """Whether a scalar's value is what stands there, letter for letter, as that of most is."""
        return not (
            node.style or self.unfold or self.watched or node.tag != _WORD or node.end_mark.line != node.start_mark.line
        )

    def _text(self, node: yaml.ScalarNode, at: Spot) -> Text:
        if node.tag != _WORD and not node.tag.startswith(_STANDARD):
            self._report_tag(node, at)
        value = self._string(node, at)
        # Outside double quotes nothing is escaped, and `traps` has seen every character.
        if node.style == '"':
            value = self._characters(value, at)
        return Text(value, at, self._rows(node) if node.end_mark.line != at[1] else ())

    def _string(self, node: yaml.ScalarNode, at: Spot) -> str:
        value: str = node.value
        if self.unfold is not None:
            value = self.unfold(value)
        elif node.end_mark.line != node.start_mark.line:
            raise _RunsOn
        self._measure(value, at)
        return value

    def _too_much(self, at: Spot) -> InvalidInput:
        return InvalidInput([*self.problems, Problem("Y03", place_of(at), _TOO_MUCH, hint=_WRITE_OUT)])

    def _report_tag(self, node: yaml.Node, at: Spot) -> None:
        tag = self.unfold(node.tag) if self.unfold is not None else node.tag
        found = f"“{tag}”以感叹号开头，YAML 不当它是文字"
        self.problems.append(Problem("Y04", place_of(at), found, "整句放进英文单引号里", f"'{tag}…'"))

    def _characters(self, value: str, at: Spot) -> str:
        """A scalar without what only an escape ("\\x07", "\\u202e") brings in."""
        # No text is so long that this costs: the search is one pass in C.
        if bad := UNPRINTABLE.search(value):
            hint = "删去反斜杠和它后面的几个字母、数字"
            self.problems.append(Problem("Y10", place_of(at), unprintable(bad.group()), hint=hint))
            value = UNPRINTABLE.sub(" ", value)
        if turn := TURNING.search(value):
            self.problems.append(Problem("Y21", place_of(at), turning(turn.group()), hint=LOOK, severity="提示"))
        return INVISIBLE.sub("", value)

    @cached_property
    def _lines(self) -> list[str]:
        return self.mended.text.split("\n")

    def _rows(self, node: yaml.ScalarNode) -> tuple[str, ...]:
        """The lines of a plain scalar of several lines; a list mark in it is a list that is not one."""
        if node.style:
            return ()
        first, last = node.start_mark.line, node.end_mark.line
        rows = self._lines[first : last + 1]
        rows[0] = rows[0][node.start_mark.column :]
        if not rows[-1][: node.end_mark.column].strip():
            rows.pop()
        for number, row in enumerate(rows[1:], first + 1):
            if row.lstrip().startswith("- "):
                place = self.mended.place(number, len(row) - len(row.lstrip()))
                found = "这一行的“- ”比上面多缩进了，会接在上一句后面"
                self.problems.append(Problem("Y07", place, found, "同一个列表的“- ”，左边的空格要一样多"))
                break
        return tuple(row.strip() for row in rows) if len(rows) > 1 else ()

    def _entries(self, node: yaml.Node, path: str) -> Iterator[tuple[Text, Node]]:
        names: dict[str, Text] = {}
        before = f"{path}." if path else ""
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                found = "名称的位置上是一个列表或一组值"
                place = self.read(key_node, path).place
                self.problems.append(Problem("Y05", place, found, "一个名称，如“会议名称”"))
                continue
            typed = key_node.value if self._is_plain(key_node) else self._typed(key_node, path)
            name = typed.strip()
            mark = key_node.start_mark
            key = Text(name, (self.mended, mark.line, mark.column, before + name))
            value = self.read(value_node, before + name)
            first = names.setdefault(name, key)
            if first is key:
                yield key, value
            else:
                found = f"“{name}”写了两次，第一次在第 {first.place.line} 行"
                hint = "留下一处，删去另一处；有好几项，就写成列表，每项前面打“- ”"
                self.problems.append(Problem("Y06", key.place, found, "每个名称只写一次", hint))

    def _typed(self, node: yaml.ScalarNode, path: str) -> str:
        """A name that is in quotes, of several lines or tagged."""
        mark = node.start_mark
        at = (self.mended, mark.line, mark.column, path)
        if node.style or node.tag != _WORD:
            if self.watched:
                self._watch(node, at)
            return self._text(node, at).value
        self.count += 1
        return self._string(node, at)
