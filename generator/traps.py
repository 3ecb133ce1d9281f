"""What YAML reads wrongly without a word: a scan of the lines before YAML sees them.

Each trap makes one problem, and the line is mended in memory (never in the file) so that what follows is read as it
was meant and no second problem comes of it.  Knows lines and characters only; YAML itself is read by `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from generator.problems import Place, Problem


@dataclass
class Mended:
    """The text to give to YAML, the lines as typed, and the traps found."""

    text: str
    original: list[str]
    problems: list[Problem] = field(default_factory=list)
    shifts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def column(self, line: int, column: int) -> int:
        """A column (from 0) of the mended line as a column of the line as typed."""
        for at, delta in self.shifts.get(line, ()):
            if column > at:
                column -= delta
        return max(column, 0)


# What XML 1.0 cannot hold (2.2), the characters Unicode keeps for itself, and invisible line breaks.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LEAD = r"^(?P<lead>[ ]*(?:-[ ]+)*)"
_INDENT = re.compile(r"^[ ]*[\t\u3000\u00a0][ \t\u3000\u00a0]*")
_LIST_MARK = re.compile(r"^(?P<indent>[ ]*)(?P<mark>[－•·●○▪◆])[ \u3000]*(?=\S)")
_TIGHT_MARK = re.compile(r"^(?P<indent>[ ]*)-(?=[^\s\-0-9.,:\]}])")
_WIDE_COLON = re.compile(_LEAD + r"(?P<key>[^\s:：#\"'\[\]{}|>,，。；、！？（）()]{1,16})[ ]*：[ ]*")
_TIGHT_COLON = re.compile(_LEAD + r"(?P<key>[\u3400-\u9fff]{1,16}):(?=[^\s/])")
_FLOW_COLON = re.compile(r"(?P<key>[\u3400-\u9fff]{1,8})[ ]*：[ ]*")
_VALUE = re.compile(_LEAD + r"(?:(?P<key>[^\s:#\"'\[{][^:#]*?):(?:[ ]+|$))?(?P<value>.*)$")
_CUT = re.compile(r"(?P<before>\S) #(?P<after>.*)$")
_CURLY = re.compile(r"^(?:“[^“”]*”|‘[^‘’]*’)[ ]*(?:#.*)?$")
_BLOCK = re.compile(r"(?:^|[ ])[|>][+\-0-9]*[ ]*(?:#.*)?$")
_FLOW_COMMA = re.compile("，[ ]*")
_FLOW_KEY = re.compile(r"[\u3400-\u9fff]{1,8}[ ]*[:：]")


def mend(text: str, name: str = "", keys: Collection[str] = ()) -> Mended:
    """Scan a text line by line.  `keys` are the names known in this kind of file; other text may hold a colon."""
    lines = text.split("\n")
    result = Mended(text, lines)
    known = frozenset(keys)
    out = list(lines)
    for index, inside in _structure(lines):
        out[index] = _LineMender(result, index, name, known).mend(inside)
    _group(result)
    result.text = "\n".join(out)
    return result


def _structure(lines: list[str]) -> Iterator[tuple[int, bool]]:
    """Each line, and whether it is the inside of a block text or of a quoted text (then only its characters count)."""
    block: int | None = None
    quote = ""
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" \t\u3000"))
        if block is not None and (not line.strip() or indent > block):
            yield index, True
            continue
        block = None
        if quote:
            yield index, True
            quote = "" if _closes(line, quote) else quote
            continue
        yield index, False
        if line.lstrip().startswith("#"):
            continue
        if _BLOCK.search(line):
            block = indent
            continue
        value = _VALUE.match(line)
        start = value.group("value")[:1] if value else ""
        if start in ('"', "'") and value is not None and not _closes(value.group("value")[1:], start):
            quote = start


def _closes(text: str, quote: str) -> bool:
    rest = text.replace("\\\\", "").replace('\\"', "") if quote == '"' else text.replace("''", "")
    return quote in rest


class _LineMender:
    """One line under repair: `line` changes, what is reported points into the line as typed."""

    def __init__(self, result: Mended, index: int, name: str, known: frozenset[str]) -> None:
        self.result, self.index, self.name, self.known = result, index, name, known
        self.line = result.original[index]

    def report(self, code: str, column: int, found: str, expected: str = "", hint: str = "") -> None:
        place = Place(self.name, self.index + 1, column + 1, self.result.original[self.index])
        self.result.problems.append(Problem(code, place, found, expected, hint))

    def replace(self, start: int, end: int, new: str) -> None:
        self.line = self.line[:start] + new + self.line[end:]
        if delta := len(new) - (end - start):
            self.result.shifts.setdefault(self.index, []).append((start, delta))

    def mend(self, inside: bool) -> str:
        """The line as it was meant.  `inside` a block text only its characters are looked at."""
        if bad := _UNPRINTABLE.search(self.line):
            found = f"有一个看不见的控制字符（U+{ord(bad.group()):04X}），Word 文件装不下"
            self.report("Y10", bad.start(), found, hint="删去这个字符，或把这一行重新打一遍")
            self.line = _UNPRINTABLE.sub(" ", self.line)
        if inside:
            return self.line
        self.mend_indent()
        if self.line.strip() and not self.line.lstrip().startswith("#"):
            self.mend_list_mark()
            self.mend_colon()
            self.mend_value()
        return self.line

    def mend_indent(self) -> None:
        if found := _INDENT.match(self.line):
            kind = "Tab 键" if "\t" in found.group() else "全角空格"
            width = len(found.group().expandtabs(2).replace("\u3000", "  "))
            if self.line.strip():
                hint = "把行首的空白删掉，改打空格，每一级两个"
                self.report("Y11", 0, f"行首的缩进用了{kind}", "英文空格", hint)
            self.replace(0, found.end(), " " * width)

    def mend_list_mark(self) -> None:
        if mark := _LIST_MARK.match(self.line):
            at, found = mark.start("mark"), f"列表的开头是“{mark.group('mark')}”"
        elif mark := _TIGHT_MARK.match(self.line):
            at, found = mark.end() - 1, "列表的减号后面没有空格"
        else:
            return
        self.report("Y12", at, found, "英文减号加一个空格", "- " + self.line[mark.end() :].strip()[:20])
        self.replace(at, mark.end(), "- ")

    def mend_colon(self) -> None:
        # A line of text may hold a colon; only a known name, or any name at the left margin, is a key.
        if found := _WIDE_COLON.match(self.line):
            code, said, end = "Y13", "后面的冒号是全角的", found.end()
        elif found := _TIGHT_COLON.match(self.line):
            code, said, end = "Y14", "的冒号后面没有空格", found.end("key") + 1
        else:
            return
        key, at = found.group("key"), found.end("key")
        if key in self.known or key.strip('“”‘’"') in self.known or not found.group("lead"):
            self.report(code, at, f"“{key}”{said}", "英文冒号加一个空格", f"{key}: {self.line[end : end + 20]}")
            self.replace(at, end, ": ")

    def mend_value(self) -> None:
        value = _VALUE.match(self.line)
        if value is None or value.group("value")[:1] in ('"', "'", "|", ">", "&", "*", "!"):
            return
        text, at = value.group("value"), value.start("value")
        if text.startswith("#"):
            if value.group("key") and text[1:2].strip() and not _has_children(self.result.original, self.index):
                found = f"“{text[:12]}”以 # 开头，会被当成注释"
                self.report("Y15", at, found, "整句放进英文单引号里", f"'{text[:20]}'")
                self.replace(at, len(self.line), "'" + text.replace("'", "''") + "'")
        elif cut := _CUT.search(text):
            found = f"“#{cut.group('after')[:12]}”会被当成注释，不进正文"
            hint = "是正文，就把整句放进英文单引号里；是注释，就在 # 前面再多打一个空格"
            self.report("Y15", at + cut.start() + 2, found, hint=hint)
        elif text[:1] and text[0] in "[{｛［":
            self.mend_flow(text, at)
        elif _CURLY.match(text):
            inner = text.split("#")[0].strip()
            hint = f"引号要印出来，就写 '{inner}'；不要印，就写 {inner[1:-1]}"
            self.report("Y16", at, "值的两头是中文引号，会照样印在纸上", "不加引号，或用英文引号", hint)

    def mend_flow(self, text: str, at: int) -> None:
        """{姓名：李明，职务：县长} and [甲，乙]: full-width marks inside brackets."""
        if text[0] in "｛［":
            self.report("Y17", at, f"括号“{text[0]}”是全角的", "英文括号 { } 或 [ ]", "把两头的括号改成英文的")
            return
        colons = [m for m in _FLOW_COLON.finditer(text) if m.group("key") in self.known]
        commas = [m for m in _FLOW_COMMA.finditer(text) if _FLOW_KEY.match(text, m.end())]
        if text[0] == "[" and "," not in text:
            commas = list(_FLOW_COMMA.finditer(text))
        if not colons and not commas:
            return
        marks = "冒号和逗号" if colons and commas else "冒号" if colons else "逗号"
        edits = sorted([(m.end("key"), m.end(), ": ") for m in colons] + [(m.start(), m.end(), ", ") for m in commas])
        sample = re.sub("[ ]*：[ ]*", ": ", re.sub("，[ ]*", ", ", text))[:30]
        self.report("Y17", at + edits[0][0], f"括号里的{marks}是全角的", "英文标点，后面空一格", sample)
        for start, end, new in reversed(edits):
            self.replace(at + start, at + end, new)


def _has_children(lines: list[str], index: int) -> bool:
    indent = len(lines[index]) - len(lines[index].lstrip())
    for line in lines[index + 1 :]:
        if line.strip() and not line.lstrip().startswith("#"):
            deeper = len(line) - len(line.lstrip())
            return deeper > indent or (deeper == indent and line.lstrip().startswith("- "))
    return False


def _group(result: Mended) -> None:
    """A habit that runs through the whole file is one mistake: more than three lines of one trap become one problem."""
    for code in ("Y11", "Y12", "Y13", "Y14"):
        same = [p for p in result.problems if p.code == code]
        if len(same) <= 3:
            continue
        first = same[0]
        numbers = "、".join(str(p.place.line) for p in same[:12]) + (" 等" if len(same) > 12 else "")
        whole = Problem(
            code, first.place, f"{first.found}（共 {len(same)} 行：第 {numbers} 行）", first.expected, first.hint
        )
        result.problems = [p for p in result.problems if p.code != code] + [whole]
