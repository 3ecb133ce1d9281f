"""形近字符 of a sentence: signs that are right somewhere and wrong beside what they stand beside here.

エ in エ作, ○ in 一○八国道, O in 2O26年, and with them the words that `text/lookalikes` tells.  Loaded only where one of
these characters occurs.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.model import HAN, Checked, Finding
from generator.text.lookalikes import lookalikes
from generator.text.regex import regex

_KANA = dict(
    zip(
        "\u30cb\u30c8\u30a8\u30ab\u30cf\u30ed\u30bf\u30c1\u30aa\u30cc\u30bb\u30fc\u3127",
        "二卜工力八口夕千才又七一一",
        strict=True,
    )
)
"""The long vowel of Japanese may be a dash as well."""
_JAPANESE = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_ALONE = regex(f"(?<![{_JAPANESE}])[{''.join(_KANA)}](?![{_JAPANESE}])")
_HAN = regex(f"[{HAN}]")
_LETTER_IN_NUMBER = regex(
    "(?<![A-Za-z0-9.])[0-9]+(?:[OoIl]+[0-9][0-9OoIl]*(?![A-Za-z])|[Oo]+(?=[年月日时分点号万亿元人户名个项次家%％]))"
)
_ZEROS = str.maketrans("\u25cb\u25ef", "〇〇")
_DIGITS = str.maketrans("OoIl", "0011")
_CIRCLES = "\u25cb\u25ef"
_DIGIT = "[一二三四五六七八九〇]"
_NUMBER = regex(f"(?<!{_DIGIT}){_DIGIT}[一二三四五六七八九〇{_CIRCLES}]*{_DIGIT}(?![一二三四五六七八九〇{_CIRCLES}年])")
"""A number in Chinese digits that is no year: of years another rule tells."""
ENCLOSURE = "\u56d7"
"""囗 wéi, which is no word of today's and looks like 口."""


def findings(text: Checked) -> Iterator[Finding]:
    """The characters that look like what was meant and are another one; mended where that is sure."""
    for one in lookalikes(text.text):
        mend = one.right if one.sure else None
        yield Finding(one.start, one.end, one.found, f"“{one.right}”", "重新打一遍，不然搜索、核对都找不到", mend)
    if text.has(*_KANA):
        yield from _kana(text.text)
    if text.has(*_CIRCLES):
        for found in _NUMBER.finditer(text.text):
            right = found[0].translate(_ZEROS)
            if right != found[0]:
                said = f"“{found[0]}”里的零写成了圆圈"
                yield Finding(found.start(), found.end(), said, f"“{right}”", mend=right)
    if text.has("O", "o", "I", "l"):
        for found in _LETTER_IN_NUMBER.finditer(text.text):
            right = found[0].translate(_DIGITS)
            yield Finding(found.start(), found.end(), f"“{found[0]}”里有字母", f"“{right}”", mend=right)
    for found in regex(ENCLOSURE).finditer(text.text) if text.has(ENCLOSURE) else ():
        hint = "是打勾的方框，就用“□”"
        yield Finding(found.start(), found.end(), f"“{ENCLOSURE}”（音 wéi）不是“口”", "“口”", hint)


def _kana(text: str) -> Iterator[Finding]:
    for found in _ALONE.finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        marker = (before in ("", "\n", "\u3000") and after == "、") or before + after == "（）"
        if marker or _HAN.match(before) or _HAN.match(after):
            right = f"“{_KANA[found[0]]}”"
            kind = "注音符号" if found[0] == "\u3127" else "日文假名"
            right += "，或者破折号“—”" if found[0] == "\u30fc" else ""
            around = text[max(0, start - 2) : end + 2].replace("\n", " ")
            yield Finding(start, end, f"“{around}”里的“{found[0]}”是{kind}", right)
