"""YAML files as a clerk writes them: bytes → text → nodes, every scalar as typed, every value with its place.

Knows YAML and nothing of meetings.  What YAML would read wrongly without a word is found by `traps`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from generator.problems import InvalidInput, Place, Problem, in_order
from generator.traps import Mended, mend

MAX_BYTES = 5_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Text:
    """A scalar: the string that was typed."""

    value: str
    place: Place


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True)
class Fields:
    """A mapping, in the order of the file; of a repeated key the first stands."""

    entries: tuple[tuple[Text, Node], ...]
    place: Place

    def get(self, name: str) -> Node | None:
        return next((node for key, node in self.entries if key.value == name), None)

    def key(self, name: str) -> Text | None:
        return next((key for key, _ in self.entries if key.value == name), None)


Node: TypeAlias = "Text | Items | Fields"


@dataclass(frozen=True)
class Source:
    """A file as read: its root (None where nothing could be read) and what is wrong with its form."""

    root: Node | None
    problems: tuple[Problem, ...]
    text: str


def read_text(path: Path, name: str | None = None) -> str:
    """The text of a file, newlines as \\n.  UTF-8 (BOM or not), UTF-16 with BOM, GB18030.  Problems F01–F05."""
    shown = name or path.name
    try:
        if path.is_dir():
            raise InvalidInput([Problem("F01", Place(shown), "这是一个文件夹", "一个文件")])
        size = path.stat().st_size
        if size > MAX_BYTES:
            found = f"文件有 {size / 1e6:.1f} MB，太大了"
            raise InvalidInput([Problem("F02", Place(shown), found, "不超过 5 MB 的文本文件")])
        data = path.read_bytes()
    except FileNotFoundError as error:
        hint = "检查文件名和所在的文件夹；新建一个用：jianggao new -o 会议.yaml"
        raise InvalidInput([Problem("F03", Place(shown), "没有这个文件", hint=hint)]) from error
    except OSError as error:
        found = f"读不了这个文件（{error.strerror}）"
        raise InvalidInput([Problem("F04", Place(shown), found, hint="检查文件的权限，或换一个文件夹")]) from error
    return decode(data, shown)


def decode(data: bytes, name: str = "") -> str:
    """Bytes of a text file as text, newlines as \\n."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        kind = "PDF" if data.startswith(b"%PDF") else "Word 或压缩文件"
        raise InvalidInput([Problem("F05", Place(name), f"这是 {kind}，不是文本文件", "UTF-8 或 GB18030 的文本文件")])
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    hint = "用记事本打开，另存为时编码选 UTF-8"
    raise InvalidInput([Problem("F05", Place(name), "文件的编码认不出来", "UTF-8 或 GB18030 的文本文件", hint)])


def load_yaml(path: Path, keys: Collection[str] = (), name: str | None = None) -> Source:
    """Read a YAML file; see `parse_yaml`."""
    shown = name or path.name
    return parse_yaml(read_text(path, shown), shown, keys)


def load_plain(path: Path) -> dict[str, Any]:
    """A YAML file of our own or of a unit's settings as nested dict/list/str; InvalidInput where it has problems."""
    source = load_yaml(path)
    if source.problems:
        raise InvalidInput(source.problems)
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
    mended = mend(text, name, keys)
    problems = list(mended.problems)
    root: Node | None = None
    if deep := _too_deep(mended.text):
        place = _place(mended, name, deep - 1, 0, first_line)
        found = f"括号或缩进套了 {MAX_DEPTH} 层以上"
        problems.append(Problem("Y01", place, found, hint="检查括号是不是多打了。后面的内容没有读"))
    else:
        try:
            composed = yaml.compose(mended.text, Loader=_LOADER)
            root = _Reader(mended, name, first_line, problems).read(composed) if composed is not None else None
        except yaml.MarkedYAMLError as error:
            problems.append(_syntax_problem(error, mended, name, first_line))
        except yaml.YAMLError as error:
            found = f"YAML 读不下去：{error}"
            problems.append(Problem("Y02", Place(name), found, hint="后面的内容没有读，改好这里再运行一次"))
    if first_line > 1:
        problems = [_moved(p, first_line) if p in mended.problems else p for p in problems]
    return Source(root, in_order(problems), text)


def _moved(problem: Problem, first_line: int) -> Problem:
    place = problem.place
    moved = Place(place.file, place.line + first_line - 1, place.column, place.excerpt, place.path)
    return Problem(problem.code, moved, problem.found, problem.expected, problem.hint, problem.severity)


def _place(mended: Mended, name: str, line: int, column: int, first_line: int, path: str = "") -> Place:
    excerpt = mended.original[line] if line < len(mended.original) else ""
    return Place(name, line + first_line, mended.column(line, column) + 1, excerpt, path)


_OPEN = re.compile(r"[\[{]|[\]}]")
_MARKS = re.compile(r"(?:[ ]|[-?:](?:[ ]|$))*")


def _too_deep(text: str) -> int:
    """The line (from 1) where brackets, list marks or indents nest too deep for the C loader, or 0.

    Quotes are not looked at: a text with sixty open brackets in it is refused as well.
    """
    depth, indents = 0, [0]
    for number, line in enumerate(text.split("\n"), 1):
        for found in _OPEN.finditer(line):
            depth = depth + 1 if found.group() in "[{" else max(depth - 1, 0)
            if depth > MAX_DEPTH:
                return number
        lead = _MARKS.match(line)
        marks = len(lead.group().replace(" ", "")) if lead else 0
        if len(indents) + marks > MAX_DEPTH:
            return number
        if not line.strip():
            continue
        width = len(line) - len(line.lstrip(" "))
        while width < indents[-1]:
            indents.pop()
        if width > indents[-1]:
            indents.append(width)
            if len(indents) > MAX_DEPTH:
                return number
    return 0


class _Reader:
    """Composed nodes → our nodes.  Counts them, so that aliases cannot blow them up."""

    def __init__(self, mended: Mended, name: str, first_line: int, problems: list[Problem]) -> None:
        self.mended, self.name, self.first_line, self.problems = mended, name, first_line, problems
        self.count = 0
        self.open: set[int] = set()

    def read(self, node: yaml.Node, path: str = "") -> Node | None:
        self.count += 1
        if self.count > MAX_NODES or id(node) in self.open:
            place = Place(self.name)
            found = "展开以后的内容太多（& 和 * 引用套得太多）"
            raise InvalidInput([*self.problems, Problem("Y03", place, found, hint="把内容直接写出来，不用 & 和 *")])
        place = _place(self.mended, self.name, node.start_mark.line, node.start_mark.column, self.first_line, path)
        if not node.tag.startswith("tag:yaml.org,2002:"):
            found = f"“{node.tag}”以感叹号开头，YAML 不当它是文字"
            self.problems.append(Problem("Y04", place, found, "整句放进英文单引号里", f"'{node.tag}…'"))
        if isinstance(node, yaml.ScalarNode):
            return Text(_unfold(node, self.mended.text), place)
        self.open.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            read = [self.read(item, f"{path}[{i}]") for i, item in enumerate(node.value, 1)]
            result: Node = Items(tuple(item for item in read if item is not None), place)
        else:
            result = Fields(tuple(self._entries(node, path)), place)
        self.open.discard(id(node))
        return result

    def _entries(self, node: yaml.Node, path: str) -> Iterator[tuple[Text, Node]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key = self.read(key_node, path)
            if not isinstance(key, Text):
                place = key.place if key is not None else Place(self.name)
                self.problems.append(Problem("Y05", place, "名称的位置上是一个列表或一组值", "一个名称，如“会议名称”"))
                continue
            name = key.value.strip()
            where = f"{path}.{name}" if path else name
            value = self.read(value_node, where)
            if name in seen:
                found = f"“{name}”写了两次，第一次在第 {seen[name].line} 行"
                self.problems.append(Problem("Y06", key.place, found, "每个名称只写一次", "留下一处，删去另一处"))
                continue
            seen[name] = key.place
            if value is not None:
                yield Text(name, Place(*_with_path(key.place, where))), value


def _with_path(place: Place, path: str) -> tuple[str, int, int, str, str]:
    return place.file, place.line, place.column, place.excerpt, path


_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…"
_FOLDED = re.compile(f"([{_WIDE}])[ \\t]*\\n[ \\t]*([{_WIDE}])")


def _unfold(node: yaml.ScalarNode, text: str) -> str:
    """The scalar's text; where YAML folded a line between two Chinese characters, without the space it put there."""
    value: str = node.value
    if node.style == "|" or node.start_mark.line == node.end_mark.line:
        return value
    raw = _slice(text, node)
    out, position = [], 0
    for before, after in _FOLDED.findall(raw):
        at = value.find(f"{before} {after}", position)
        if at >= 0:
            out.append(value[position : at + 1])
            position = at + 2
    out.append(value[position:])
    return "".join(out)


def _slice(text: str, node: yaml.Node) -> str:
    lines = text.split("\n")
    start, end = node.start_mark, node.end_mark
    picked = lines[start.line : end.line + 1]
    if end.line < len(lines):
        picked[-1] = picked[-1][: end.column]
    picked[0] = picked[0][start.column :]
    return "\n".join(picked)


_SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("could not find expected ':'", "这一行不成“名称: 值”", "名称后面打英文冒号，再空一格"),
    (
        "mapping values are not allowed",
        "同一行里有两个“: ”，或上一行的值没有写完",
        "值里面要用冒号时，用全角“：”，或把整句放进引号",
    ),
    ("did not find expected key", "这一行的缩进和同一级的名称没有对齐", "同一级的名称，左边的空格要一样多"),
    ("did not find expected '-' indicator", "这一行和上面列表的“- ”没有对齐", "同一个列表的“- ”，左边的空格要一样多"),
    ("expected <block end>", "这一行的缩进和同一级的内容没有对齐", "同一级的内容，左边的空格要一样多"),
    ("expected the node content", "这里应该有一个值", "检查逗号和括号"),
    ("did not find expected node content", "这里应该有一个值", "检查逗号和括号"),
    ("undefined alias", "值以 * 开头，YAML 把它当成引用", "把整句放进英文单引号里"),
    ("alphabetic or numeric character", "值以 * 或 & 开头，YAML 把它当成引用", "把整句放进英文单引号里"),
    ("unexpected end of stream", "引号或括号没有收尾", "补上收尾的引号或括号"),
    ("expected ',' or ']'", "方括号没有收尾，或少了英文逗号", "各项之间用英文逗号，最后用 ] 收尾"),
    ("expected ',' or '}'", "花括号没有收尾，或少了英文逗号", "各项之间用英文逗号，最后用 } 收尾"),
    ("cannot start any token", "值不能用这个字符开头", "把整句放进英文单引号里"),
    ("unknown escape character", "双引号里的 \\ 有特别的意思", "改用英文单引号"),
    ("expected a single document", "文件里有单独一行的 ---，分成了两份", "删去那一行 ---"),
)


def _syntax_problem(error: yaml.MarkedYAMLError, mended: Mended, name: str, first_line: int) -> Problem:
    said = f"{error.problem or ''} {error.context or ''}"
    found, hint = next(
        ((found, hint) for words, found, hint in _SYNTAX if words in said),
        (f"YAML 读不下去（{error.problem}）", "检查这一行和上一行的冒号、引号、括号和缩进"),
    )
    mark = error.problem_mark or error.context_mark
    place = _place(mended, name, mark.line, mark.column, first_line) if mark is not None else Place(name)
    return Problem("Y02", place, found, hint=f"{hint}。从这里往后没有读，改好再运行一次")
