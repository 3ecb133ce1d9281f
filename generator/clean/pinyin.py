"""拼音: the pinyin that some sites put after a character, and the characters that were lost with it.

學(xué)校 becomes 學校.  Where the site's own conversion damaged the text (`鏈?zhǔn)稱`, `到位?,F(xiàn)在`) what is left is kept and
the place is told.  Sees one line at a time; whether a text is damaged at all is asked of the whole text first.
"""

from __future__ import annotations

import re

from generator.clean.rows import Change, Row
from generator.text.regex import regex

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếềê"
LOST_SIGN = "\ufdd0"
"""Stands for a ? that is a lost character and no question, while a text is being cleaned."""
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SYLLABLE = (
    "(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:[aeiouüv]|[ae]i|ao|[oi]u|i[aeu]|iao|u[aeoi]|uai|üe|ve|er|[aeiuü]n|[aeo]ng|"
    "ian|in|iang|ing|iong|uan|uang|ong|uo|ue)"
)
_TONED_SYLLABLE = f"(?=[a-zü]{{0,5}}[{_TONES}])[a-zü{_TONES}ɡ]{{1,6}}"
# What stands before is looked at behind the first character, which is one of a few: a search skips to them.
_TONED = f"(?<=\\S[(（]) ?{_TONED_SYLLABLE}(?: {_TONED_SYLLABLE})* ?[)）]"
_PLAIN = f"(?<=[{_HAN}][(（]){_SYLLABLE}[)）]"
# The bracket that opened stood on the byte that was lost.
_HALF = f"(?:(?<={LOST_SIGN}[{_TONES}])|(?<={LOST_SIGN}[a-zü])(?=[a-zü]{{0,4}}[{_TONES}]))[a-zü{_TONES}ɡ]{{0,5}}[)）]"
_TONED_BRACKET = regex(f"[(（]{_TONED}")
_PINYIN = regex(f"([(（a-zü{_TONES}](?:{_TONED}|{_HALF}))")
_ALL_PINYIN = regex(f"([(（a-zü{_TONES}](?:{_TONED}|{_HALF}|{_PLAIN}))")
_MANY = 3
KIND = "拼音"

_DAMAGED = regex(f"\\?{_TONED_SYLLABLE}\\)|\\?[,，][A-Z][(（]{_TONED_SYLLABLE}|[\ufffd\ue000-\uf8ff]")
_RESIDUE = regex("[\ufffd\ue000-\uf8ff]")
_SURE = regex(f"\\?(?={_TONED_SYLLABLE}\\))")
_LIKELY = regex(f"\\?(?:\\?+|(?=[,，、；;。！!“”/]|{_TONED_SYLLABLE}\\)))")


def has_pinyin(text: str) -> bool:
    """True where a text may have pinyin in it: a quick look, wrong only on the safe side."""
    return re.search(f"[{_TONES}]", text) is not None


def is_damaged(text: str) -> bool:
    """True where a text shows, in one place at least, that characters were lost: then ?， and ?? are losses, too."""
    return ("?" in text or _RESIDUE.search(text) is not None) and _DAMAGED.search(text) is not None


def toneless_too(text: str) -> bool:
    """True where so many brackets hold pinyin that those without a tone mark, as in 們(men), are pinyin as well."""
    return sum(1 for _, _ in zip(range(_MANY), _TONED_BRACKET.finditer(text), strict=False)) == _MANY


def without_pinyin(row: Row, toneless: bool, changes: list[Change]) -> Row:
    """A row without its pinyin; `toneless` takes those without a tone mark out, too."""
    pattern = _ALL_PINYIN if toneless else _PINYIN
    parts = pattern.split(row.text)
    if len(parts) == 1:
        return row
    changes.append(Change(KIND, row.origins[0][1], "".join(parts[1::2]), "", len(parts) // 2))
    return Row("".join(parts[::2]), row.origins)


def signed(line: str, damaged: bool) -> str:
    """A line with the sign of a loss for each ? that stands for lost characters.

    ?， and ?? count only in a text that is damaged, ?zhǔn) always.
    """
    if "?" not in line:
        return line
    return (_LIKELY if damaged else _SURE).sub(lambda found: LOST_SIGN * len(found.group()), line)
