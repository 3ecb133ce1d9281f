"""The text of an .html page: what a reader sees, one paragraph a line.

A scanner of its own, one pass from left to right: broken and hostile pages take no more time than good ones.  Does not
know what on a page is text and what is furniture: that is for `clean` to say.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from generator.importer.plain import decode_text
from generator.importer.word_numbers import alphabetic, roman
from generator.problems import Problem
from generator.text.regex import regex

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_HEAD = 4096
_TAG = regex(r"</?([A-Za-z][A-Za-z0-9:]{0,30})")
_STOP = regex("[\"'>]")
_QUOTED = 2000
_ATTRIBUTE = regex(r"([A-Za-z\-]{1,20})\s*=\s*[\"']?([^\"'\s>]{0,20})")
_SPACE = regex(r"[ \t\r\n\f]+")
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’"
_WRAP = regex(f"(?<=[{_HAN}]) ?\n ?(?=[{_HAN}])")
_UNSEEN = "script style title template noscript svg math iframe object textarea select button rt rp"
_DROPPED = frozenset(_UNSEEN.split())
_RAW = frozenset(("script", "style", "title", "textarea"))
_PARAGRAPHS = (
    "p div br li tr h1 h2 h3 h4 h5 h6 table ul ol dl dt dd blockquote section article header footer nav pre hr body html "
    "head center form fieldset aside main figure figcaption caption address thead tbody option"
)
_BLOCKS = frozenset(_PARAGRAPHS.split())
_COUNTS = {"a": alphabetic, "A": lambda n: alphabetic(n).upper(), "i": lambda n: roman(n).lower(), "I": roman}


@dataclass
class _List:
    kind: str
    style: str
    number: int


def html_text(data: bytes, file: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text of a page's bytes and the findings made while decoding them.

    Scripts, styles, the page's title and ruby notes are left out; numbers of <ol> are turned into their text (1.);
    cells of a table row are parted by tabs; line wraps of the source between Chinese characters vanish.
    """
    found = _CHARSET.search(data[:_HEAD])
    declared = found[1].decode("ascii").lower() if found else ""
    if declared in ("gb2312", "gbk", "gb_2312-80", "x-gbk"):
        declared = "gb18030"
    if declared.startswith("utf-16"):
        # A page whose meta tag could be read byte by byte is no UTF-16.
        declared = ""
    text, problems = decode_text(data, file, declared)
    return _Page(text).read(), problems


class _Page:
    """One pass over a page.  State: where we are, the lines made, the lists we are in, what is being dropped."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.parts: list[str] = []
        self.lists: list[_List] = []
        self.dropped = ""
        self.depth = 0
        self.pre = 0
        self.nowhere: dict[str, int] = {}

    def read(self) -> str:
        text, at = self.text, 0
        while at < len(text):
            start = text.find("<", at)
            if start < 0:
                self._words(text[at:])
                break
            self._words(text[at:start])
            at = self._markup(start)
        self._break()
        return "\n".join(self.lines)

    def _markup(self, start: int) -> int:
        """Takes what begins with < at `start`; what comes back is the place after it."""
        text = self.text
        if text.startswith("<!--", start):
            end = self._find("-->", start + 4)
            return end + 3 if end >= 0 else self._literal(start)
        if text.startswith(("<!", "<?"), start):
            end = self._find(">", start)
            return end + 1 if end >= 0 else self._literal(start)
        tag = _TAG.match(text, start)
        if tag is None:
            return self._literal(start)
        plain = self._find(">", start)
        if plain < 0:
            return self._literal(start)
        end = self._tag_end(tag.end())
        if end < 0:
            end = plain
        name, inside = tag[1].lower(), text[tag.end() : end]
        if text[start + 1] == "/":
            self._close(name)
        else:
            self._open(name, inside, end)
            if name in _RAW:
                return self._raw_end(name, end + 1)
        return end + 1

    def _literal(self, start: int) -> int:
        self._words("<")
        return start + 1

    def _find(self, what: str, start: int) -> int:
        """The next place of a sign; once it is known to be nowhere the text is not searched again."""
        if self.nowhere.get(what, len(self.text) + 1) <= start:
            return -1
        found = self.text.find(what, start)
        if found < 0:
            self.nowhere[what] = start
        return found

    def _tag_end(self, at: int) -> int:
        """Where a tag ends: at the first > that stands in no quotes, quotes being at most 2,000 characters long."""
        while True:
            found = _STOP.search(self.text, at)
            if found is None:
                return -1
            if found.group() == ">":
                return found.start()
            closed = self.text.find(found.group(), found.end(), found.end() + _QUOTED)
            at = closed + 1 if closed >= 0 else found.end()

    def _raw_end(self, name: str, at: int) -> int:
        found = re.compile(f"</{name}", re.IGNORECASE).search(self.text, at)
        return found.start() if found else len(self.text)

    def _is_closed(self, name: str, at: int) -> bool:
        """True where a closing tag follows; a page that forgot one keeps its words."""
        sign = f"</{name}"
        if self.nowhere.get(sign, len(self.text) + 1) <= at:
            return False
        if re.compile(sign, re.IGNORECASE).search(self.text, at):
            return True
        self.nowhere[sign] = at
        return False

    def _open(self, name: str, inside: str, at: int) -> None:
        if self.dropped:
            self.depth += name == self.dropped
            return
        if name in _DROPPED:
            if name in _RAW or (not inside.endswith("/") and self._is_closed(name, at)):
                self.dropped, self.depth = name, 1
            return
        if name in ("td", "th") and "".join(self.parts).strip():
            self.parts.append("\t")
        if name not in _BLOCKS:
            return
        self._break()
        self.pre += name == "pre"
        if name in ("ol", "ul"):
            given = dict(_ATTRIBUTE.findall(inside))
            start = given.get("start", "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self.lists.append(_List(name, given.get("type", "1"), first))
        elif name == "li" and self.lists and self.lists[-1].kind == "ol":
            row = self.lists[-1]
            self.parts.append(_COUNTS.get(row.style, str)(row.number) + ".")
            row.number += 1

    def _close(self, name: str) -> None:
        if self.dropped:
            self.depth -= name == self.dropped
            self.dropped = self.dropped if self.depth > 0 else ""
            return
        if name in _BLOCKS:
            self._break()
            self.pre = max(0, self.pre - (name == "pre"))
        if name in ("ol", "ul") and self.lists:
            self.lists.pop()

    def _words(self, text: str) -> None:
        if text and not self.dropped:
            self.parts.append(html.unescape(text))

    def _break(self) -> None:
        """Ends a line.  In <pre> the source's own lines stand; elsewhere they are blanks, and none between Chinese."""
        text = "".join(self.parts)
        self.parts = []
        if self.pre:
            self.lines += [row.rstrip() for row in text.split("\n") if row.strip()]
            return
        wrapped = _WRAP.sub("", re.sub("[ \\f\\r]*\n[ \\f\\r\n]*", "\n", text))
        line = " ".join(part for part in re.split("[ \\f\\r\n]+", wrapped) if part).strip(" \t")
        if line.strip():
            self.lines.append(line)
