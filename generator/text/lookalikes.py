"""形近字符: letters and signs that look like the letter or character that was meant and are another one for a computer.

Russian А in a Latin word, Greek Ο in a code, ⼈ (the sign of a radical, as PDF files give it) and 李 (kept for Korean
files) for 人 and 李: a search, a roster or a name of 会议.yaml never finds them.  Words of Russian and formulas of Greek
are left alone.  Knows characters and what stands beside them in a line; signs that only a sentence shows to be wrong
(エ for 工) are for the checks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from generator.records import record
from generator.text.regex import regex

_RUSSIAN = dict(
    zip(
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408"
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458",
        "ABEKMHOPCTYXSIJaeopcyxsij",
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
        "ABEZHIKMNOPTYXo",
        strict=True,
    )
)
_OF_FORMULAS = dict(zip("\u03b1\u03b9\u03ba\u03bd\u03c1\u03c4\u03c5\u03c7", "aikvptux", strict=True))
"""Small Greek letters that formulas are written with: wrong only in the middle of a word of small Latin ones."""
_TWINS = _RUSSIAN | _GREEK | _OF_FORMULAS

_WORD = regex("[0-9A-Za-z\u0370-\u03ff\u0400-\u045f]+")
_OTHER_RUSSIAN = regex(f"[{''.join(sorted({*map(chr, range(0x400, 0x460))} - _RUSSIAN.keys()))}]")
_OTHER_GREEK = regex(f"[{''.join(sorted({*map(chr, range(0x370, 0x400))} - _GREEK.keys()))}]")
_LATIN = regex("[A-Za-z]")
_NUMBER = regex("[0-9]+[0-9Oo]+")
_FUNCTIONS = ("sin", "cos", "tan", "cot", "sec", "csc", "log", "ln", "lg", "exp", "max", "min", "lim")

_SIGN = regex("[\u2e80-\u2ef3\u2f00-\u2fd5]+|[\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_RADICALS = dict(
    zip(
        # Those that are characters, too, as the Unicode list of equivalents has them, and two of 2F00–2FD5 as they are
        # written today.
        "\u2e8a\u2e8e\u2e92\u2e93\u2e9c\u2e9d\u2e9f\u2ea0\u2ea7\u2eab\u2eac\u2eb6\u2ebb\u2ebc\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9"
        "\u2ecb\u2ed1\u2ed3\u2ed4\u2ed7\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9"
        "\u2eea\u2eec\u2eee\u2ef0\u2ef1\u2ef3\u2f3e\u2fad",
        "卜兀巳幺日月母民牛目示羊聿肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龜龟户青",
        strict=True,
    )
)


@record(frozen=True)
class Lookalike:
    """A word with characters that look like others, from – to in the text.

    `sure` where the word cannot have been meant as it stands: it mixes them with Latin letters, or the sign is no character.
    """

    start: int
    end: int
    word: str
    wrong: str
    """Those characters, each once."""
    kind: str
    """俄文字母, 希腊字母, 部首符号 or 兼容汉字."""
    right: str
    sure: bool

    @property
    def found(self) -> str:
        """What is told of it: “СPC”里的“С”是俄文字母."""
        where = f"“{self.word}”里的" if self.word != self.wrong else ""
        return f"{where}“{self.wrong}”是{self.kind}"


def lookalikes(text: str) -> Iterator[Lookalike]:
    """The words with such characters, line by line; no two overlap."""
    start = 0
    for line in text.split("\n"):
        if not line.isascii():
            yield from _in_line(line, start)
        start += len(line) + 1


def _in_line(line: str, start: int) -> Iterator[Lookalike]:
    russian = _OTHER_RUSSIAN.search(line) is not None
    for found in _WORD.finditer(line):
        word = found[0]
        right = word if word.isascii() else _in_latin(word)
        if _NUMBER.fullmatch(right):
            right = right.replace("O", "0").replace("o", "0")
        if right != word:
            wrong = "".join(dict.fromkeys(old for old, new in zip(word, right, strict=True) if old != new))
            latin = _LATIN.search(word) is not None
            if latin or not _is_foreign(word, line[found.end() : found.end() + 1], russian):
                kind = "俄文字母" if wrong[0] in _RUSSIAN else "希腊字母"
                # 10O may be the name of a model.
                sure = latin and not word.isascii()
                yield Lookalike(start + found.start(), start + found.end(), word, wrong, kind, right, sure)
    for found in _SIGN.finditer(line):
        signs = found[0]
        right = "".join(map(_character, signs))
        if right != signs:
            kind = "部首符号" if signs < "\u3000" else "兼容汉字"
            yield Lookalike(start + found.start(), start + found.end(), signs, signs, kind, right, True)


def _in_latin(word: str) -> str:
    """The word with Latin letters for those that look like them."""
    return "".join(
        _TWINS.get(letter, letter) if letter not in _OF_FORMULAS or _in_small_letters(word, index) else letter
        for index, letter in enumerate(word)
    )


def _in_small_letters(word: str, index: int) -> bool:
    """True for pαper, and not for TNFα, sinα or sinαcosβ."""
    beside = word[max(index - 1, 0) : index] + word[index + 1 : index + 2]
    if len(beside) < 2 or not (beside.isascii() and beside.isalpha() and beside.islower()):
        return False
    return not (word.endswith(_FUNCTIONS, max(index - 3, 0), index) or word.startswith(_FUNCTIONS, index + 1))


def _is_foreign(word: str, following: str, russian: bool) -> bool:
    """True for a word without Latin letters that may well be what it is: in a line of Russian, in a formula of Greek."""
    if _GREEK.keys().isdisjoint(word):
        return russian
    # \u03a7\u00b2 is the test of that name.
    return _OTHER_GREEK.search(word) is not None or (word[0] == "\u03a7" and (word[1:] or following) in "²2")


@cache
def _character(sign: str) -> str:
    """The character that a sign stands for; itself where it is one of its own."""
    usual = _RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)
    return usual if len(usual) == 1 else sign
