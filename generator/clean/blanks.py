"""空白: placeholders that stand for a name, a figure or a place: XX, xx, ×××, X, __, ****, --, （　）.

Tells where they are; they stay as they stand.  Whether a blank is to be filled is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "\u3400-\u9fff"
_NOUN = "社区|街道|[县市区镇乡村省州局校院厂队人名例个年月日户次条]"
_BLANK = re.compile(
    "(?<![A-Za-z0-9])[XxＸｘ×✕╳]{2,}(?![A-Za-z0-9])|"
    f"(?:(?<=[{_HAN}])|(?<=^)|(?<=[“（《，。、；：,.;:(\\s]))[XxＸｘ×✕](?=[{_HAN}])(?!.光|.射|.型|.轴|.线)|(?<=[{_HAN}])[XxＸｘ×✕](?![A-Za-z0-9+*=.\\-])|"
    "[_＿]+|[*＊﹡]{2,}|○{2,}|[□■]{2,}|[（(][ \u3000\xa0]+[）)]"
)
_DASHES = re.compile(f"-{{2,}}(?={_NOUN})")
_ALL_DASHES = re.compile("-{2,}")
_SIGN = re.compile("[XxＸｘ×✕╳_＿*＊﹡○□■]|[（(][ \u3000\xa0]")


def may_have_blanks(text: str) -> bool:
    """A quick look at a whole text."""
    return _SIGN.search(text) is not None or dashes_are_blanks(text)


def dashes_are_blanks(text: str) -> bool:
    """True where -- stands for names and figures (--社区, 仅有--人): twice at least, before what is named or counted."""
    return sum(1 for _, _ in zip(range(2), _DASHES.finditer(text), strict=False)) == 2


def blank_places(line: str, dashes: bool) -> Iterator[tuple[int, int]]:
    """The placeholders of a line, from – to, in order; -- among them where `dashes` says so."""
    found = [m.span() for m in _BLANK.finditer(line)]
    if dashes:
        found += [m.span() for m in _ALL_DASHES.finditer(line)]
    yield from sorted(found)
