"""拼音: the pinyin that some sites put after a character, and the characters that were lost with it.

學(xué)校 becomes 學校.  Where the site's own conversion damaged the text (`鏈?zhǔn)稱`, `到位?,F(xiàn)在`) what is left is kept and
the place is told.  Sees one line at a time; whether a text is damaged at all is asked of the whole text first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.clean.rows import Change, Row

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếềê"
LOST_SIGN = "\ufdd0"
"""Stands for a ? that is a lost character and no question, while a text is being cleaned."""
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SYLLABLE = (
    "(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:[aeiouüv]|[ae]i|ao|[oi]u|i[aeu]|iao|u[aeoi]|uai|üe|ve|er|[aeiuü]n|[aeo]ng|"
    "ian|in|iang|ing|iong|uan|uang|ong|uo|ue)"
)
_TONED_SYLLABLE = f"(?=[a-zü]{{0,5}}[{_TONES}])[a-zü{_TONES}ɡ]{{1,6}}"
_TONED = f"(?<=\\S)[(（] ?{_TONED_SYLLABLE}(?: {_TONED_SYLLABLE})* ?[)）]"
# The bracket that opened stood on the byte that was lost.
_HALF = f"(?<={LOST_SIGN}){_TONED_SYLLABLE}[)）]"
_PLAIN = f"(?<=[{_HAN}])[(（]{_SYLLABLE}[)）]"
_TONED_BRACKET = re.compile(_TONED)
_PINYIN = re.compile(f"{_TONED}|{_HALF}")
_ALL_PINYIN = re.compile(f"{_TONED}|{_HALF}|{_PLAIN}")
_MANY = 3
KIND = "拼音"

_DAMAGED = re.compile(f"\\?{_TONED_SYLLABLE}\\)|\\?[,，][A-Z][(（]{_TONED_SYLLABLE}|[\ufffd\ue000-\uf8ff]")
_RESIDUE = re.compile("[\ufffd\ue000-\uf8ff]")
_SURE = re.compile(f"\\?(?={_TONED_SYLLABLE}\\))|[\ufffd\ue000-\uf8ff]")
_LIKELY = re.compile("\\?{2,}|\\?(?=[,，、；;。！!“”/])")


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
    found = pattern.findall(row.text)
    if not found:
        return row
    changes.append(Change(KIND, row.origins[0][1], "".join(found), "", len(found)))
    return Row(pattern.sub("", row.text), row.origins)


def lost_places(line: str, damaged: bool) -> Iterator[tuple[int, int]]:
    """Where a line shows that characters were lost, from – to; ? and ?? count only in a text that is damaged."""
    end = 0
    found = [*_SURE.finditer(line), *(_LIKELY.finditer(line) if damaged else ())]
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        if match.start() >= end:
            yield match.start(), match.end()
            end = match.end()
