"""Tags of a template — {{ }}, {% %}, {# #} — looked at before Jinja reads them.

Whether each one closes on its line, is typed with English marks, opens with a word that templates know, and finds its
end tag; and that none is so deep or so long that reading it could harm.  Knows marks and words, not Jinja's grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator.problems import Problem, did_you_mean
from generator.records import record
from generator.rendering.template import TemplateFile
from generator.text.regex import regex

MAX_NESTING = 10
MAX_LENGTH = 1000
"""Characters up to which a tag is looked for its end."""
MAX_PROBLEMS = 20
"""Where so much is wrong, the rest is not looked at."""
MAX_TAGS = 5_000
"""Of one template; our longest has a twentieth of it."""
MAX_TOKENS = 100
MAX_BRACKETS = 8
WORDS = ("if", "elif", "else", "endif", "for", "endfor", "block", "endblock", "include", "extends")
RESERVED = frozenset(
    {"self", "varargs", "kwargs", "caller", "逐项_", "选写法_", "预算_", "写法_", "变体_", "引用_", "原话_", "填了_"}
)
"""Names that a template may not use: Jinja's own, and those that the renderer writes in."""

_OTHER_WORDS = (
    *("set", "macro", "call", "filter", "with", "import", "from", "autoescape", "raw", "do", "print", "trans"),
    *("endset", "endmacro", "endcall", "endfilter", "endwith", "endautoescape", "endraw", "debug", "continue", "break"),
)
_ENDS = {"if": "endif", "for": "endfor", "block": "endblock"}
_OPENS = {end: word for word, end in _ENDS.items()}
_BRACE = regex("[{}｛｝]")
_OPENER = regex(r"[{｛][ \u3000]?[{｛]|[{｛][ \u3000]?[%％#＃]")
_CLOSERS = {"{": r"[}｝][ \u3000]?[}｝]", "%": r"[%％][ \u3000]?[}｝]"}
_CLOSED = {"{": "}}", "%": "%}"}
_TOKEN = regex(r"'[^']*'|\"[^\"]*\"|\w+|\s+|.", re.DOTALL)
_MARKS = frozenset(".|(),[]=!<>-+*/~:%{}")
_ENGLISH = {
    ord(wide): plain
    for wide, plain in zip("“”‘’（）｜，、。：；＝！＞＜［］｛｝％－＋", "\"\"''()|,,.::=!><[]{}%-+", strict=True)
} | dict.fromkeys(map(ord, "【】《》「」"), "")
_NAME = r"[^\W\d]\w*"


@record(frozen=True)
class Tag:
    """One {{ }} or {% %}, or the condition of a 写法: where it opens (from 1), and what stands between its braces."""

    line: int
    column: int
    kind: str
    """“{”, “%”, or “当” for the condition of a 写法."""
    inner: str

    @property
    def word(self) -> str:
        """The word that a {% %} opens with."""
        found = re.match(r"\w+", self.inner) if self.kind == "%" else None
        return found.group() if found else ""

    @property
    def shown(self) -> str:
        """The tag as it is typed, spaced as ours are."""
        return {"{": f"{{{{ {self.inner} }}}}", "%": f"{{% {self.inner} %}}"}.get(self.kind, self.inner)


def check_tags(template: TemplateFile) -> tuple[tuple[Tag, ...], tuple[Problem, ...]]:
    """The tags of a template in order, and what is wrong with the way they are typed and paired."""
    scan = _Scan(template)
    tags = tuple(islice(scan.tags(), MAX_TAGS + 1))
    if len(tags) > MAX_TAGS:
        last = tags[-1]
        scan.report(last.line, last.column, f"模板里的 {{{{ }}}} 和 {{% %}} 超过 {MAX_TAGS} 个", hint="分成几个模板写")
        return tags, tuple(scan.problems)
    for tag in tags:
        if len(scan.problems) < MAX_PROBLEMS:
            scan.check(tag)
    if not scan.problems:
        scan.pair(tags)
    return tags, tuple(scan.problems)


class _Scan:
    def __init__(self, template: TemplateFile) -> None:
        self.template = template
        self.problems: list[Problem] = []

    def report(self, line: int, column: int, found: str, expected: str = "", hint: str = "", code: str = "T13") -> None:
        self.problems.append(Problem(code, self.template.place(line, column), found, expected, hint))

    def tags(self) -> Iterator[Tag]:
        wordings = {wording.line: wording for wording in self.template.wordings}
        comment: tuple[int, int] | None = None
        for number, row in enumerate(self.template.body.split("\n"), self.template.first_line):
            if number in wordings and comment is None:
                if condition := wordings[number].condition:
                    yield Tag(number, row.rindex(condition) + 1, "当", condition)
                continue
            at = 0
            while at < len(row) and len(self.problems) < MAX_PROBLEMS:
                if comment is not None:
                    end = row.find("#}", at)
                    if end < 0:
                        break
                    comment, at = None, end + 2
                    continue
                found = _BRACE.search(row, at)
                if found is None:
                    break
                opener = _OPENER.match(row, found.start())
                if opener is None:
                    at = self._stray(number, row, found.start())
                    continue
                kind = opener.group()[-1].translate(str.maketrans("｛％＃", "{%#"))
                if opener.group() != "{" + kind:
                    self._opener(number, opener, kind)
                if kind == "#":
                    comment, at = (number, opener.start() + 1), opener.end()
                    continue
                start, end, at = self._closed(number, row, opener, kind)
                if end >= 0:
                    inner = row[start:end].strip()
                    yield Tag(number, opener.start() + 1, kind, re.sub(r"^[-+]\s*|\s*[-+]$", "", inner))
        if comment is not None:
            self.report(*comment, "“{#”没有收尾，后面的内容都成了注释", "#}", "在注释写完的地方补上 #}")

    def _stray(self, line: int, row: str, at: int) -> int:
        mark = row[at]
        if mark in "{｛":
            hint = "要用槽位，写成 {{ 会议名称 }}，大括号各两个，用英文的"
            self.report(line, at + 1, f"单独一个“{mark}”", "{{ 名称 }} 或 {% if … %}", hint)
            partner = re.compile(r"[^{}｛｝]{0,40}[}｝]+").match(row, at + 1)
            return partner.end() if partner else at + 1
        end = at
        while end < len(row) and row[end] in "}｝":
            end += 1
        self.report(
            line, at + 1, f"“{row[at:end]}”前面没有开头的大括号", "{{ 名称 }} 或 {% if … %}", "补上开头，或删去"
        )
        return end

    def _opener(self, line: int, opener: re.Match[str], kind: str) -> None:
        wrong, right = opener.group(), "{" + kind
        why = "中间不能空格" if re.search(r"\s", wrong) else "是全角的"
        hint = f"改成 {right}，收尾用 {_CLOSED[kind]}" if kind in _CLOSED else f"改成 {right}"
        self.report(line, opener.start() + 1, f"“{wrong}”{why}", f"英文的 {right}", hint)

    def _closed(self, line: int, row: str, opener: re.Match[str], kind: str) -> tuple[int, int, int]:
        """Start and end of what stands in the tag, and where to read on; an end of -1 where it does not close."""
        closer = re.compile(_CLOSERS[kind])
        right, start = _CLOSED[kind], opener.end()
        found = next(_outside_strings(row, start, closer), None) or closer.search(row, start, start + MAX_LENGTH)
        following = _OPENER.search(row, start)
        if found is None or (following is not None and following.start() < found.start()):
            self.report(
                line, opener.start() + 1, f"“{{{kind}”没有收尾", f"同一行里的 {right}", f"在名称后面补上 {right}"
            )
            return start, -1, following.start() if following else len(row)
        # Where the opening was wrong, it has been said.
        if found.group() != right and opener.group() == "{" + kind:
            why = "中间不能空格" if re.search(r"\s", found.group()) else "是全角的"
            self.report(line, found.start() + 1, f"“{found.group()}”{why}", f"英文的 {right}", f"改成 {right}")
        return start, found.start(), found.end()

    def check(self, tag: Tag) -> None:
        """The marks, the words and the size of what stands in one tag."""
        at = self.template.row(tag.line).find(tag.inner, tag.column - 1) + 1 or tag.column
        tokens = [(found.start() + at, found.group()) for found in _TOKEN.finditer(tag.inner)]
        tokens = [(column, token) for column, token in tokens if not token.isspace()]
        if not tokens:
            self.report(tag.line, tag.column, "括号里是空的", "{{ 名称 }} 或 {% if … %}", "填上槽位的名称，或整个删去")
            return
        if len(tokens) > MAX_TOKENS or sum(token in "([" for _, token in tokens) > MAX_BRACKETS:
            self.report(tag.line, tag.column, "这个括号里写得太长、套得太深", hint="分成几句写")
            return
        for column, token in tokens:
            if len(token) > 1 or token.isalnum() or token == "_" or token in _MARKS:
                if token in RESERVED:
                    self.report(tag.line, column, f"模板里不能用“{token}”", code="T10")
                continue
            if token in "'\"":
                self.report(tag.line, column, f"引号“{token}”没有收尾", "前后各一个英文引号", "补上收尾的引号")
            elif mended := _ENGLISH.get(ord(token)):
                self.report(tag.line, column, f"这里的 {token} 是中文标点", f"英文的 {mended}", f"改成 {_mended(tag)}")
            else:
                self.report(
                    tag.line, column, f"括号里不能有“{token}”", "名称、过滤器和英文标点", f"改成 {_mended(tag)}"
                )
            return
        if tag.kind == "%":
            self._word(tag)

    def _word(self, tag: Tag) -> None:
        word = tag.word
        if word in _OTHER_WORDS:
            if word.startswith("end") and any(p.code == "T10" for p in self.problems):
                return
            expected = "、".join(WORDS)
            self.report(tag.line, tag.column, f"模板里不能用“{word}”", f"下列之一：{expected}", code="T10")
        elif word not in WORDS:
            found = f"{{% %}} 开头的“{word or tag.inner[:6]}”认不出来"
            hint = "写成 elif" if word in ("elseif", "elsif") else did_you_mean(word, WORDS)
            self.report(tag.line, tag.column, found, "下列之一：" + "、".join(WORDS), hint)
        elif word == "else" and tag.inner != "else":
            right = "{% elif" + tag.inner.removeprefix("else").strip().removeprefix("if") + " %}"
            self.report(tag.line, tag.column, "else 后面不能再写字", "{% else %}", f"要加条件，写成 {right}")
        elif word == "include" and re.search(r"\b(ignore|with|without)\b", re.sub(r"'.*?'|\".*?\"", "", tag.inner)):
            self.report(tag.line, tag.column, "include 后面只写模板的名称", '{% include "公用/开场.txt" %}')

    def pair(self, tags: tuple[Tag, ...]) -> None:
        """What opens and does not close, closes and was not opened, or is nested too deep.

        Asked only of tags that are right in themselves: after a misspelt endif, an if without an end is no second
        mistake.
        """
        borders = [wording.line for wording in self.template.wordings]
        open_: list[Tag] = []
        for tag in tags:
            while borders and borders[0] <= tag.line:
                self._unclosed(open_)
                open_, _ = [], borders.pop(0)
            word = tag.word
            if word in _ENDS:
                open_.append(tag)
                if len(open_) == MAX_NESTING + 1:
                    self.report(tag.line, tag.column, f"一层套一层，超过 {MAX_NESTING} 层", hint="分成几段写")
            elif word in _OPENS and open_ and open_[-1].word == _OPENS[word]:
                open_.pop()
            elif word in _OPENS and open_:
                last = open_[-1]
                expected = f"{{% {_ENDS[last.word]} %}}（第 {last.line} 行开的是 {last.word}）"
                self.report(
                    tag.line, tag.column, f"这里收尾的是“{word}”，配不上", expected, f"改成 {{% {_ENDS[last.word]} %}}"
                )
                return
            elif word in _OPENS or (word in ("elif", "else") and not open_):
                opener = _OPENS.get(word, "if")
                self.report(tag.line, tag.column, f"“{word}”前面没有 {{% {opener} %}}", hint="删去，或补上开头")
        self._unclosed(open_)

    def _unclosed(self, open_: list[Tag]) -> None:
        if open_:
            tag = open_[-1]
            end = f"{{% {_ENDS[tag.word]} %}}"
            self.report(tag.line, tag.column, f"“{tag.shown}”没有收尾", end, f"在这一段写完的地方补上 {end}")


def _outside_strings(row: str, start: int, closer: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where the closer stands in a row and in no string of the tag."""
    quote = ""
    for at in range(start, min(len(row), start + MAX_LENGTH)):
        char = row[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif found := closer.match(row, at):
            yield found


def _mended(tag: Tag) -> str:
    """The tag with English marks outside its strings, and without marks that have no place in it."""
    parts = [token if token[0] in "'\"" else token.translate(_ENGLISH) for token in _TOKEN.findall(tag.inner)]
    inner = "".join(parts).strip()
    if tag.kind == "{" and re.fullmatch(rf"[\"']{_NAME}[\"']|{_NAME}[.,:]+", inner):
        inner = inner.strip("\"'.,:")
    return Tag(tag.line, tag.column, tag.kind, inner).shown
