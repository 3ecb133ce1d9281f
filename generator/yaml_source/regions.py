"""Which lines of a YAML text are structure, and which are the inside of a block text, a quoted text or brackets.

A rough reading, line by line, that does not fail on what YAML cannot read.  Knows nothing of names or values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from generator.text.regex import regex
from generator.yaml_source.scan import BLOCK_HEAD, ORDINARY, VALUE


class Region(Enum):
    """What a line is part of."""

    STRUCTURE = "结构"
    BLOCK = "段落"
    """Text below | or >."""
    QUOTED = "引号"
    """Text that a quotation mark of an earlier line holds open."""
    BRACKETS = "括号"
    """A list or mapping that a bracket of an earlier line holds open."""


class Row(NamedTuple):
    """The region of a line, whose number counts from 0; `indent` is that of the line which opened a block text."""

    number: int
    region: Region
    indent: int = 0


def regions(lines: Sequence[str], keys: Collection[str] = (), every: bool = True) -> Iterator[Row]:
    """The region of each line; or else of those only that are not ORDINARY, where no trap can be.

    One of `keys` at the left margin ends what an earlier line forgot to close.
    """
    block: int | None = None
    ordinary = ORDINARY.match
    quote, depth = "", 0
    for index, line in enumerate(lines):
        if block is None and not quote and not depth and not every and ordinary(line) and line.isprintable():
            continue
        indent = len(line) - len(line.lstrip(" \t\u3000\u00a0"))
        if block is not None and (not line.strip() or indent > block):
            yield Row(index, Region.BLOCK, block)
            continue
        block = None
        if (quote or depth) and _margin_key(line, keys):
            quote, depth = "", 0
        if quote:
            yield Row(index, Region.QUOTED)
            quote = "" if closing_quote(line, 0, quote) >= 0 else quote
            continue
        if depth > 0:
            yield Row(index, Region.BRACKETS)
            depth = max(depth + _opened(line), 0)
            continue
        yield Row(index, Region.STRUCTURE)
        if line.lstrip().startswith("#"):
            continue
        if BLOCK_HEAD.search(line):
            block = indent
            continue
        value = VALUE.match(line)
        text = value.group("value") if value else ""
        if text[:1] in ("[", "{"):
            depth = max(_opened(text), 0)
        elif text[:1] in ('"', "'") and closing_quote(text, 1, text[0]) < 0:
            quote = text[0]


def _margin_key(line: str, keys: Collection[str]) -> bool:
    found = re.match(r"([^\s:：]{1,16})[ ]*[:：]", line)
    return found is not None and found.group(1) in keys


_QUOTED_IN_LINE = regex(r"(?<=[\[{,: ])(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')|[ ]#.*$")


def _opened(text: str) -> int:
    """How many brackets a line opens and does not close; brackets in quotes and comments do not count."""
    bare = _QUOTED_IN_LINE.sub("", text)
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")


def closing_quote(text: str, start: int, quote: str) -> int:
    """Where the quoted text ends, or -1: '' stands for a mark inside single quotes, \\\" inside double ones."""
    at = start
    while (at := text.find(quote, at)) >= 0:
        if quote == "'" and text[at + 1 : at + 2] == "'":
            at += 2
        elif quote == '"' and (at - len(text[:at].rstrip("\\"))) % 2:
            at += 1
        else:
            return at
    return -1
