"""Word's automatic numbering as the text a reader sees: numbering.xml's formats, levels and restarts.

Knows nothing of paragraphs but the list and the level each is in; told them in the order of the document, it counts.
Formats: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).  Bullets have no text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from unicodedata import category

from generator.records import record
from generator.text.numerals import chinese
from generator.text.regex import regex

_LEGAL = str.maketrans("〇零一二三四五六七八九十百千万", "零零壹贰叁肆伍陆柒捌玖拾佰仟万")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MOST = 1_000_000
_PLACE = regex("%([1-9])")
LEVELS = 9


def roman(number: int) -> str:
    """A Roman numeral in capitals, 1 to 3999; other numbers stay as they are: 4 → IV."""
    if not 1 <= number <= 3999:
        return str(number)
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    out = ""
    for value, sign in zip(values, signs, strict=True):
        count, number = divmod(number, value)
        out += sign * count
    return out


def alphabetic(number: int) -> str:
    """The small letter of a number as Word counts: 1 → a, 26 → z, 27 → aa, 28 → bb."""
    if not 1 <= number <= 780:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _counted(number: int) -> str:
    return chinese(number) if 0 <= number <= _MOST else str(number)


def _digits(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def _row(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else str(n)


def _from(first: int, count: int) -> Callable[[int], str]:
    return lambda n: chr(first + n - 1) if 1 <= n <= count else str(n)


def _circled(number: int) -> str:
    return (
        _from(0x2460, 20)(number) if number <= 20 else _from(0x3251, 15)(number - 20) if number <= 35 else str(number)
    )


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": lambda n: _counted(n).translate(_LEGAL),
    "ideographLegalTraditional": lambda n: _counted(n).translate(_LEGAL),
    "japaneseLegal": lambda n: _counted(n).translate(_LEGAL),
    "ideographTraditional": _row(_STEMS),
    "ideographZodiac": _row(_BRANCHES),
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in str(n)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3220, 10),
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "upperLetter": lambda n: alphabetic(n).upper(),
    "lowerLetter": alphabetic,
    "none": lambda _: "",
}


@record(frozen=True)
class Level:
    """One level of a list: its first number, format, text (%1、), what follows it, and when it starts anew."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int = -1
    """After which level (1 is the outermost) it starts anew; 0 never, -1 after every outer one."""


@record(frozen=True)
class Num:
    """A list as paragraphs name it: the abstract list it follows, its own starts and levels where they differ."""

    abstract: str
    starts: Mapping[int, int] = field(default_factory=dict)
    levels: Mapping[int, Level] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document's lists.  Lists that follow one abstract list count on together."""

    def __init__(self, abstracts: Mapping[str, Mapping[int, Level]], nums: Mapping[str, Num]) -> None:
        self._abstracts = abstracts
        self._nums = nums
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def next_text(self, num: str, level: int) -> str:
        """The number of the next paragraph in a list at a level (0 is the outermost), as it stands before the text.

        Empty for bullets, unknown lists and levels.
        """
        found = self._nums.get(num)
        if found is None or not 0 <= level < LEVELS:
            return ""
        levels = {**self._abstracts.get(found.abstract, {}), **found.levels}
        if level not in levels:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        self._count(num, found, levels, level, counts)
        return _text(levels, level, counts)

    def _count(self, name: str, num: Num, levels: Mapping[int, Level], level: int, counts: list[int | None]) -> None:
        now = counts[level]
        counts[level] = levels[level].start if now is None else now + 1
        if level in num.starts and (name, level) not in self._started:
            counts[level] = num.starts[level]
        self._started.add((name, level))
        for outer in range(level):
            if counts[outer] is None:
                counts[outer] = levels[outer].start if outer in levels else 1
        for inner in range(level + 1, LEVELS):
            restart = levels[inner].restart if inner in levels else -1
            if restart < 0 or (restart > 0 and level < restart):
                counts[inner] = None


def _text(levels: Mapping[int, Level], level: int, counts: list[int | None]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return ""

    def numeral(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        count = counts[at]
        if count is None or at > level:
            return ""
        form = levels[at].format if at in levels else "decimal"
        if own.legal and form != "none":
            form = "decimal"
        return _FORMATS.get(form, str)(count)

    text = _PLACE.sub(numeral, own.text)
    if not text.strip():
        return ""
    # 1 提高认识 keeps a blank; 一、提高认识 and ①提高认识 need none.
    return text + (
        " " if own.suffix != "nothing" and category(text[-1])[0] in "LN" and category(text[-1]) != "No" else ""
    )
