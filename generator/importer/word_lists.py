"""What styles.xml and numbering.xml say of lists: which list a paragraph is in, and how its levels are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.importer.package import Package
from generator.importer.word_numbers import LEVELS, Level, Num, Numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_CHAIN = 20


def word_name(tag: str) -> str:
    """The local name of a WordprocessingML element or attribute, in either of its namespaces; empty for others."""
    if tag.startswith(W):
        return tag[len(W) :]
    return tag[len(STRICT) :] if tag.startswith(STRICT) else ""


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """The value of a WordprocessingML attribute, empty where it is missing."""
    return attributes.get(W + name) or attributes.get(STRICT + name) or ""


def whole(text: str, default: int) -> int:
    """A whole number that a file gives, or the default where it gives none."""
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 8 else default


@dataclass
class _Style:
    based_on: str = ""
    num: str = ""
    level: int = -1


@dataclass
class Lists:
    """The lists of a document.  `place` tells where a paragraph stands in them, `numbering` counts."""

    numbering: Numbering
    styles: dict[str, _Style] = field(default_factory=dict)
    default_style: str = ""
    style_levels: dict[tuple[str, str], int] = field(default_factory=dict)

    def place(self, style: str, num: str, level: int) -> tuple[str, int] | None:
        """The list and level of a paragraph with this style and these direct settings (empty, -1: none)."""
        name, found_num, found_level, direct = style or self.default_style, num, level, bool(num)
        for _ in range(_CHAIN):
            if found_num or name not in self.styles:
                break
            row = self.styles[name]
            if row.num:
                found_num = row.num
                linked = self.style_levels.get((row.num, name), -1)
                found_level = found_level if found_level >= 0 else row.level if row.level >= 0 else linked
            name = row.based_on
        if direct and found_level < 0:
            found_level = self.style_levels.get((num, style), 0)
        return (found_num, max(found_level, 0)) if found_num and found_num != "0" else None


def load_lists(package: Package, styles_part: str, numbering_part: str) -> Lists:
    """The lists that a package's styles and numbering parts define."""
    styles, default = _styles(package, styles_part) if package.has(styles_part) else ({}, "")
    if not package.has(numbering_part):
        return Lists(Numbering({}, {}), styles, default)
    reader = _NumberingReader()
    package.parse(numbering_part, reader.start, reader.end, lambda _: None)
    abstracts = dict(reader.abstracts)
    for name, style in reader.style_links.items():
        # A list that only names a list style takes the levels of the list that style is linked to.
        num = reader.nums.get(styles[style].num) if style in styles else None
        if num is not None and num.abstract in reader.abstracts and not abstracts.get(name):
            abstracts[name] = reader.abstracts[num.abstract]
    levels = {
        (num_name, style): level
        for num_name, num in reader.nums.items()
        for style, level in reader.linked.get(num.abstract, {}).items()
    }
    return Lists(Numbering(abstracts, reader.nums), styles, default, levels)


def _styles(package: Package, part: str) -> tuple[dict[str, _Style], str]:
    styles: dict[str, _Style] = {}
    default = ""
    now = _Style()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal now, default
        name, value = word_name(tag), attribute(attributes, "val")
        if name == "style":
            now = styles.setdefault(attribute(attributes, "styleId"), _Style())
            if attribute(attributes, "type") == "paragraph" and attribute(attributes, "default") in ("1", "true"):
                default = attribute(attributes, "styleId")
        elif name == "basedOn":
            now.based_on = value
        elif name == "numId":
            now.num = value
        elif name == "ilvl":
            now.level = whole(value, 0)

    package.parse(part, start, lambda _: None, lambda _: None)
    return styles, default


class _NumberingReader:
    """Takes numbering.xml as it is told, element by element."""

    def __init__(self) -> None:
        self.abstracts: dict[str, dict[int, Level]] = {}
        self.nums: dict[str, Num] = {}
        self.style_links: dict[str, str] = {}
        self.linked: dict[str, dict[str, int]] = {}
        self._abstract = self._num = ""
        self._level = -1
        self._now = Level()
        self._starts: dict[int, int] = {}
        self._levels: dict[int, Level] = {}
        self._override = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, value = word_name(tag), attribute(attributes, "val")
        if name == "abstractNum":
            self._abstract = attribute(attributes, "abstractNumId")
            self.abstracts[self._abstract] = {}
        elif name == "num":
            self._num, self._abstract = attribute(attributes, "numId"), ""
            self._starts, self._levels = {}, {}
        elif name == "abstractNumId":
            self._abstract = value
        elif name == "numStyleLink":
            self.style_links[self._abstract] = value
        elif name == "lvlOverride":
            self._override = whole(attribute(attributes, "ilvl"), -1)
        elif name == "startOverride":
            self._starts[self._override] = whole(value, 1)
        elif name == "lvl":
            self._level, self._now = whole(attribute(attributes, "ilvl"), -1), Level()
        elif self._level >= 0:
            self._in_level(name, value, attributes)

    def _in_level(self, name: str, value: str, attributes: dict[str, str]) -> None:
        if name == "start":
            self._now = replace(self._now, start=whole(value, 1))
        elif name == "numFmt":
            self._now = replace(self._now, format=value)
        elif name == "lvlText":
            self._now = replace(self._now, text=value)
        elif name == "suff":
            self._now = replace(self._now, suffix=value)
        elif name == "isLgl":
            self._now = replace(self._now, legal=value not in ("0", "false", "off"))
        elif name == "lvlRestart":
            self._now = replace(self._now, restart=whole(value, -1))
        elif name == "pStyle" and not self._num:
            self.linked.setdefault(self._abstract, {})[value] = self._level

    def end(self, tag: str) -> None:
        name = word_name(tag)
        if name == "lvl" and 0 <= self._level < LEVELS:
            if self._num:
                self._levels[self._level] = self._now
            elif self._abstract in self.abstracts:
                self.abstracts[self._abstract][self._level] = self._now
            self._level = -1
        elif name == "num":
            self.nums[self._num] = Num(self._abstract, dict(self._starts), dict(self._levels))
            self._num = ""
