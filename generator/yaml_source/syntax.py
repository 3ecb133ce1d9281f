"""What a clerk is told where YAML cannot read on, and what it would not survive reading.

Knows the words of YAML's own messages, of both its readers, and no YAML library.
"""

from __future__ import annotations

from generator.text.regex import regex

MAX_DEPTH = 60
_OPEN = regex(r"[\[{]|[\]}]")
_LEADS = ("-", "?", ":")
_MARKS = regex(r"(?:[ ]|[-?:](?:[ ]|$))*")
_LONG_LEAD = regex(rf"\n[ \-?:]{{{MAX_DEPTH // 2 - 1}}}")


def _has_bracket(line: str) -> bool:
    return "[" in line or "{" in line or "]" in line or "}" in line


def too_deep(text: str) -> int:
    """The line (from 1) where brackets, list marks or indents nest too deep for the C loader, or 0.

    Quotes are not looked at: a text with sixty open brackets in it is refused as well.
    """
    if _is_shallow(text):
        return 0
    depth, indents = 0, [0]
    for number, line in enumerate(text.split("\n"), 1):
        for found in _OPEN.finditer(line) if _has_bracket(line) else ():
            depth = depth + 1 if found.group() in "[{" else max(depth - 1, 0)
            if depth > MAX_DEPTH:
                return number
        bare = line.lstrip(" ")
        lead = _MARKS.match(line) if bare[:1] in _LEADS else None
        marks = len(lead.group().replace(" ", "")) if lead else 0
        if len(indents) + marks > MAX_DEPTH:
            return number
        if not bare or bare.isspace():
            continue
        width = len(line) - len(bare)
        while width < indents[-1]:
            indents.pop()
        if width > indents[-1]:
            indents.append(width)
            if len(indents) > MAX_DEPTH:
                return number
    return 0


def _is_shallow(text: str) -> bool:
    """Whether a text has so few brackets, and such short leads of blanks and marks, that it can nest nowhere too deep."""
    return text.count("[") + text.count("{") <= MAX_DEPTH and not _LONG_LEAD.search("\n" + text)


_SAYINGS: tuple[tuple[str, str, str, bool], ...] = (
    ("could not find expected ':'", "这一行不成“名称: 值”", "名称后面打英文冒号，再空一格", True),
    (
        "mapping values are not allowed",
        "这一行比同一级的名称多缩进了，YAML 当它是上一行的值",
        "和同一级的名称对齐；真的是上一行没写完的话，里面的冒号用全角“：”",
        False,
    ),
    ("did not find expected key", "这一行和同一级的名称没有对齐", "同一级的名称，左边的空格要一样多", False),
    (
        "did not find expected '-' indicator",
        "这一行和上面列表的“- ”没有对齐",
        "同一个列表的“- ”，左边的空格要一样多",
        False,
    ),
    ("expected <block end>", "这一行和同一级的内容没有对齐", "同一级的内容，左边的空格要一样多", False),
    ("block sequence entries are not allowed", "“- ”不能写在这里", "“- ”另起一行，前面空两格", False),
    ("expected the node content", "这里应该有一个值", "检查逗号和括号", False),
    ("did not find expected node content", "这里应该有一个值", "检查逗号和括号", False),
    ("undefined alias", "值以 * 开头，YAML 把它当成引用", "把整句放进英文单引号里", False),
    ("alphabetic or numeric character", "值以 * 或 & 开头，YAML 把它当成引用", "把整句放进英文单引号里", False),
    ("unexpected end of stream", "这里的引号没有收尾", "在这一句的后面补上收尾的引号", True),
    ("expected ',' or ']'", "这里的方括号没有收尾，或里面少了英文逗号", "各项之间用英文逗号，最后用 ] 收尾", True),
    ("expected ',' or '}'", "这里的花括号没有收尾，或里面少了英文逗号", "各项之间用英文逗号，最后用 } 收尾", True),
    ("cannot start any token", "值不能用这个字符开头", "把整句放进英文单引号里", False),
    ("unknown escape character", "双引号里的 \\ 有特别的意思", "改用英文单引号", False),
    ("expected a single document", "文件里有单独一行的 ---，分成了两份", "删去那一行 ---", False),
    ("directive", "这一行以 % 开头，YAML 不当它是内容", "删去 %，或把整句放进英文单引号里", False),
    ("expected <document start>", "多了一个收尾的括号，或 % 开头的一行", "检查这一行的括号", False),
)


def explain(said: str) -> tuple[str, str, bool]:
    """What is wrong, what to type, and whether the place is where the thing begins and not where YAML stopped.

    `said` is YAML's own message with its context.
    """
    return next(
        ((found, hint, start) for words, found, hint, start in _SAYINGS if words in said),
        ("YAML 读不了这里", "检查这一行和上一行的冒号、引号、括号和缩进", False),
    )


def last_open(text: str) -> tuple[int, int] | None:
    """Line and column (from 0) of the innermost bracket that the text opens and does not close, or None."""
    still: list[tuple[int, int]] = []
    for number, line in enumerate(text.split("\n")):
        for found in _OPEN.finditer(line):
            if found.group() in "[{":
                still.append((number, found.start()))
            elif still:
                still.pop()
    return still[-1] if still else None
