"""What YAML reads wrongly without a word: a scan of the lines before YAML sees them.

Each trap makes one problem, and the line is mended in memory (never in the file) so that what follows is read as it
was meant and no second problem comes of it.  Knows lines and characters only; YAML itself is read by `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.problems import Problem, Severity
from generator.yaml_source import scan
from generator.yaml_source.nodes import Mended, Shift
from generator.yaml_source.regions import Region, Row, closing_quote, regions
from generator.yaml_source.unseen import FILLERS, INVISIBLE, LOOK, TURNING, UNPRINTABLE, turning, unprintable


def mend(
    text: str, name: str = "", keys: Collection[str] = (), first_line: int = 1, typed: str | None = None
) -> Mended:
    """Scan a text line by line.  `keys` are the names known in this kind of file; other text may hold a colon.

    `first_line` is the line of the file at which the text begins; `typed` the text as it stands there, where characters
    of it have been replaced, one by one.
    """
    lines = text.split("\n")
    result = Mended(text, lines if typed in (None, text) else typed.split("\n"), name, first_line)
    known = frozenset(keys)
    unseen = any(filler in text for filler in FILLERS)
    mended = lines.copy()
    for row in regions(lines, known, every=unseen):
        inside = row.region is Region.BLOCK or row.region is Region.QUOTED
        # Inside a text nothing is looked at but characters that nobody sees, blanks before a line among them.
        if not inside or unseen or not lines[row.number].isprintable():
            mended[row.number] = _LineMender(result, row, lines[row.number], known).mend()
        # A mark at the end of a lone ? would make a word of it.
        result.runs_on |= inside or lines[row.number].lstrip(" -").startswith("?")
    result.text = "\n".join(mended)
    _group(result)
    return result


class _LineMender:
    """One line under repair: `line` changes, what is reported points into the line as typed."""

    def __init__(self, result: Mended, row: Row, line: str, known: frozenset[str]) -> None:
        self.result, self.row, self.known = result, row, known
        self.index = row.number
        self.line = line

    def report(
        self, code: str, column: int, found: str, expected: str = "", hint: str = "", severity: Severity = "错误"
    ) -> None:
        """`column` counts from 0 in the line as mended so far."""
        place = self.result.place(self.index, column)
        self.result.problems.append(Problem(code, place, found, expected, hint, severity))

    def replace(self, start: int, end: int, new: str) -> None:
        self.replace_all([(start, end, new)])

    def replace_all(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Edits that do not overlap, in the order of the line, in time that grows with the line and not with its square."""
        pieces: list[str] = []
        shifted: list[tuple[int, int, int]] = []
        done = added = 0
        for start, end, new in edits:
            pieces += [self.line[done:start], new]
            done = end
            if delta := len(new) - (end - start):
                shifted.append((start, start + added, added + delta))
                added += delta
        self.line = "".join([*pieces, self.line[done:]])
        if shifted:
            before, after, sums = zip(*shifted, strict=True)
            self.result.shifts.setdefault(self.index, []).append(Shift(before, after, sums))

    def mend(self) -> str:
        """The line as it was meant.  Inside a text only its characters are looked at."""
        self.mend_characters()
        if self.row.region is Region.QUOTED:
            return self.line
        if self.row.region is Region.BLOCK:
            self.mend_block_indent()
            return self.line
        self.mend_indent()
        if self.line.startswith("＃"):
            self.report("Y15", 0, "注释的井号是全角的", "英文 #", "# " + self.line[1:21].strip())
            self.replace(0, 1, "#")
        if self.line.strip() and not self.line.lstrip().startswith("#"):
            if self.row.region is Region.STRUCTURE:
                self.mend_list_mark()
                self.mend_name()
                self.mend_value()
            else:
                start = len(self.line) - len(self.line.lstrip())
                self.mend_brackets(self.line[start:], start)
        return self.line

    def mend_characters(self) -> None:
        if bad := UNPRINTABLE.search(self.line):
            self.report("Y10", bad.start(), unprintable(bad.group()), hint="删去这个字符，或把这一行重新打一遍")
            self.line = UNPRINTABLE.sub(" ", self.line)
        if turn := TURNING.search(self.line):
            self.report("Y21", turn.start(), turning(turn.group()), hint=LOOK, severity="提示")
        # Marks without width say nothing on paper; left in a name they would make it another name.
        self.replace_all([(mark.start(), mark.end(), "") for mark in INVISIBLE.finditer(self.line)])

    def mend_indent(self) -> None:
        if found := scan.INDENT.match(self.line):
            if self.line.strip():
                hint = "把行首的空白删掉，改打空格，每一级两个"
                self.report("Y11", 0, f"行首的缩进用了{_blank_kind(found.group())}", "英文空格", hint)
            self.replace(0, found.end(), " " * len(found.group().expandtabs(2).replace("\u3000", "  ")))

    def mend_block_indent(self) -> None:
        """A paragraph below | indented the way paper is: YAML would end the text before it."""
        found = scan.INDENT.match(self.line)
        if found is None or not self.line.strip():
            return
        spaces = len(self.line) - len(self.line.lstrip(" "))
        if spaces <= self.row.indent:
            hint = "每段前面打两个英文空格；首行缩进由程序排"
            self.report("Y11", 0, f"行首的缩进用了{_blank_kind(found.group())}", "英文空格", hint)
            self.replace(0, found.end(), " " * (self.row.indent + 2))

    def mend_list_mark(self) -> None:
        if mark := scan.LIST_MARK.match(self.line):
            at = mark.end("indent")
            sign = mark.group("mark") or mark.group("dash")
            found = "列表的开头是粘贴来的项目符号" if "\uf000" <= sign <= "\uf0ff" else f"列表的开头是“{sign}”"
        elif mark := scan.TIGHT_MARK.match(self.line):
            at, found = mark.end("indent") + 1, "列表的减号后面没有空格"
        else:
            return
        self.report("Y12", at, found, "英文减号加一个空格", "- " + self.line[mark.end() :].strip()[:20])
        self.replace(mark.end("indent"), mark.end(), "- ")

    def mend_name(self) -> None:
        """The name before a value: its quotation marks, its colon and the blank after that."""
        if self.mend_missing_colon():
            return
        # A line of text may hold a colon; only a known name, or any name at the left margin, is a key.
        if found := scan.WIDE_COLON.match(self.line):
            code, said = "Y13", "后面的冒号是全角的"
        elif _has_tight_colon(self.line) and (found := scan.TIGHT_COLON.match(self.line)):
            code, said = "Y14", "的冒号后面没有空格"
        elif found := scan.CURLY_KEY.match(self.line):
            key = found.group("key")
            at = found.end("lead")
            self.report("Y16", at, "名称的两头是中文引号", "不加引号", f"{key}: ")
            self.replace(at, found.end(), key + ":")
            return
        else:
            return
        typed = found.group("key").rstrip()
        key, start, at = typed, found.start("key"), found.start("key") + len(typed)
        plain = re.sub('[\\s“”‘’"]', "", typed)
        if plain in self.known:
            key = plain
        elif found.group("lead") or re.search(r"\s", typed):
            return
        value = self.line[found.end() :]
        self.report(code, at, f"“{key}”{said}", "英文冒号加一个空格", f"{key}: {value[:20]}".strip())
        self.replace(at, found.end(), ": ")
        if key != typed:
            self.replace(start, at, key)

    def mend_missing_colon(self) -> bool:
        found = scan.NO_COLON.match(self.line)
        if found is None or found.group("key") not in self.known:
            return False
        key, rest = found.group("key"), (found.group("rest") or "").strip()
        sample = f"{key}: {rest[:20]}".strip()
        self.report("Y14", found.end("key"), f"“{key}”后面没有冒号", "英文冒号加一个空格", sample)
        self.replace(found.end("key"), len(self.line), f": {rest}".rstrip())
        return True

    def mend_value(self) -> None:
        value = scan.VALUE.match(self.line)
        if value is None or not value.group("value").strip():
            return
        text, at = value.group("value"), value.start("value")
        if text[0] in "\"'":
            self.mend_quoted(text, at)
        elif text.startswith("#"):
            if value.group("key") and text[1:2].strip() and not _has_children(self.result.original, self.index):
                found = f"“{text[:12]}”以 # 开头，会被当成注释"
                self.report("Y15", at, found, "整句放进英文单引号里", f"'{text[:20]}'")
                self.replace(at, len(self.line), _single_quoted(text))
        elif text[0] in "[{｛［":
            self.mend_cut(text, at, text.rstrip())
            self.mend_brackets(text, at)
        elif odd := scan.ODD_START.match(text):
            found = f"值以“{odd.group()}”开头，YAML 不当它是文字"
            self.report("Y04", at, found, "整句放进英文单引号里", _single_quoted(text[:20].rstrip()))
            self.replace(at, len(self.line), _single_quoted(text.rstrip()))
        elif text[0] in "|>&*!":
            return
        elif scan.CURLY.match(text):
            inner = scan.COMMENT.sub("", text).strip()
            hint = f"引号要印出来，就写 '{inner}'；不要印，就写 {inner[1:-1]}"
            self.report("Y16", at, "值的两头是中文引号，会照样印在纸上", "不加引号，或用英文引号", hint)
            self.replace(at, at + len(inner), inner[1:-1])
        else:
            self.mend_cut(text, at)
            if value.group("key"):
                self.mend_inner_marks(scan.COMMENT.sub("", text), at)

    def mend_cut(self, text: str, at: int, whole: str = "") -> None:
        """安全 # 第一 is cut at #.  After a closing bracket it can only be a comment."""
        cut = scan.CUT.search(text)
        if cut is None or (whole and cut.group("before") in "]}"):
            return
        found = f"“#{cut.group('after')[:12]}”会被当成注释，不进正文"
        hint = "是正文，就把整句放进英文单引号里；是注释，就在 # 前面再多打一个空格"
        self.report("Y15", at + cut.start() + 2, found, hint=hint)

    def mend_quoted(self, text: str, at: int) -> None:
        """ "要求"安全第一: YAML takes the first two marks for the whole value."""
        end = closing_quote(text, 1, text[0])
        rest = text[end + 1 :]
        if end < 0 or not rest.strip() or rest.lstrip()[0] in "#:":
            return
        whole = _single_quoted(text.rstrip())
        hint = f"引号要印出来，就用中文引号“”，或整句放进英文单引号里：{whole[:30]}"
        self.report("Y18", at + end + 1, f"引号已经收尾，后面还有“{rest.strip()[:12]}”", hint=hint)
        self.replace(at, len(self.line), whole)

    def mend_inner_marks(self, text: str, at: int) -> None:
        if text.startswith("- ") and text[2:].strip():
            found = "列表的“- ”跟在冒号后面"
            self.report("Y12", at, found, "“- ”另起一行，前面空两格", text[:20].rstrip())
            self.replace(at, at + 2, "")
            return
        inner = list(scan.INNER_COLON.finditer(text.rstrip()))
        if not inner:
            return
        typed = text.rstrip()
        pieces, done = [], 0
        for colon in inner:
            digits = typed[: colon.start()][-1:].isdigit() and typed[colon.end() : colon.end() + 1].isdigit()
            pieces += [typed[done : colon.start()], ":" if digits else "："]
            done = colon.end()
        sample = "".join([*pieces, typed[done:]])
        found = "值里面又有英文冒号加空格，YAML 读不了"
        expected = "全角冒号“：”，或整句放进英文引号里；下一级的名称另起一行，左边多空两格"
        self.report("Y19", at + inner[0].start(), found, expected, sample[:30])
        self.replace(at, at + len(text.rstrip()), sample)

    def mend_brackets(self, text: str, at: int) -> None:
        """{姓名：李明，职务：县长} and [甲，乙]: full-width marks inside brackets."""
        if text[0] in "｛［":
            self.report("Y17", at, f"括号“{text[0]}”是全角的", "英文括号 { } 或 [ ]", "把两头的括号改成英文的")
            self.replace(at, len(self.line), text.translate(str.maketrans("｛｝［］", "{}[]")))
            self.mend_marks(self.line[at:], at, False)
            return
        self.mend_marks(text, at, True)

    def mend_marks(self, text: str, at: int, report: bool) -> None:
        loose = "：" in text or _has_tight_colon(text)
        colons = [m for m in scan.BRACKET_COLON.finditer(text) if m.group("key") in self.known] if loose else []
        commas = [m for m in scan.BRACKET_COMMA.finditer(text) if scan.BRACKET_KEY.match(text, m.end())]
        pieces = text.strip("[] ").split("，")
        if text[0] == "[" and "," not in text and all(scan.NAME_ITEM.fullmatch(piece.strip()) for piece in pieces):
            commas = list(scan.BRACKET_COMMA.finditer(text))
        edits = sorted([(m.end("key"), m.end(), ": ") for m in colons] + [(m.start(), m.end(), ", ") for m in commas])
        if edits and report:
            wide = any("：" in m.group() for m in colons)
            marks = "冒号和逗号" if wide and commas else "冒号" if wide else "逗号" if commas else ""
            said = f"括号里的{marks}是全角的" if marks else "括号里的冒号后面没有空格"
            sample, first = text[:80], [edit for edit in edits if edit[1] <= 80]
            for start, end, new in reversed(first):
                sample = sample[:start] + new + sample[end:]
            self.report("Y17", at + edits[0][0], said, "英文标点，后面空一格", sample[:30])
        self.replace_all([(at + start, at + end, new) for start, end, new in edits])
        items = list(scan.CURLY_ITEM.finditer(self.line, at))
        if items and report:
            hint = f"写 {items[0].group('inner')[:20]}"
            self.report(
                "Y16", items[0].end("lead"), "值的两头是中文引号，会照样印在纸上", "不加引号，或用英文引号", hint
            )
        self.replace_all([(item.end("lead"), item.end(), f'"{item.group("inner")}"') for item in items])


def _blank_kind(blanks: str) -> str:
    return " Tab 键" if "\t" in blanks else "全角空格"


def _has_tight_colon(text: str) -> bool:
    """True where a colon has no blank after it and may end a name: that of 9:30 does not."""
    before = text.replace(": ", " ").removesuffix(":").split(":")[:-1]
    return any(one.endswith(" ") or not one[-1:].isascii() for one in before)


def _single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _has_children(lines: Sequence[str], index: int) -> bool:
    indent = len(lines[index]) - len(lines[index].lstrip())
    for line in lines[index + 1 :]:
        if line.strip() and not line.lstrip().startswith("#"):
            deeper = len(line) - len(line.lstrip())
            return deeper > indent or (deeper == indent and line.lstrip().startswith("- "))
    return False


def _group(result: Mended) -> None:
    """A habit that runs through the whole file is one mistake: more than three lines of one trap become one problem."""
    for code in ("Y11", "Y12", "Y13", "Y14", "Y15", "Y16", "Y17"):
        same = [p for p in result.problems if p.code == code]
        if len(same) <= 3:
            continue
        first = same[0]
        rows = list(dict.fromkeys(p.place.line for p in same))
        numbers = "、".join(map(str, rows[:12])) + (" 等" if len(rows) > 12 else "")
        found = f"{first.found}（共 {len(rows)} 行：第 {numbers} 行）"
        whole = Problem(code, first.place, found, first.expected, first.hint)
        result.problems = [p for p in result.problems if p.code != code] + [whole]
