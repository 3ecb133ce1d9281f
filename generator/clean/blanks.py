"""空白: placeholders that stand for a name, a figure or a place: XX, xx, ×××, X, __, ****, --, （　）.

Tells where they are; they stay as they stand.  Whether a blank is to be filled is for others to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.text.regex import regex

_HAN = "\u3400-\u9fff"
_NOUN = "社区|街道|[县市区镇乡村省州局校院厂队人名例个年月日户次条]"
_SIGN = "[XxＸｘ×✕╳_＿*＊﹡○□■]"
# X+ written as XX*: a search then skips to what begins it.
_RUN = regex(f"{_SIGN}{_SIGN}*", needs=_SIGN[1:-1])
_EMPTY = regex("[（(][ \u3000\xa0]+[）)]")
_CROSSES = frozenset("XxＸｘ×✕╳")
_LINES = frozenset("_＿")
_DIGITS = tuple("一二三四五六七八九")
_IS_HAN = regex(f"[{_HAN}]")
_OPENING = frozenset("“（《，。、；：,.;:( \u3000\xa0\t")
# X光, x轴 are words; 3×5 is a product.
_NO_BLANK = regex("[光轴型形线]|射线|染色|[A-Za-z0-9+*=.\\-]")
_DASHES = regex(f"(?<!-)-{{2,}}(?={_NOUN})")
_ALL_DASHES = regex("-{2,}")
_OPENS_EMPTY = regex("[（(][ \u3000\xa0]", needs=" \u3000\xa0")


def may_have_blanks(text: str) -> bool:
    """A quick look at a whole text."""
    return _RUN.search(text) is not None or _OPENS_EMPTY.search(text) is not None or dashes_are_blanks(text)


def dashes_are_blanks(text: str) -> bool:
    """True where -- stands for names and figures (--社区, 仅有--人): twice at least, before what is named or counted."""
    return "--" in text and sum(1 for _, _ in zip(range(2), _DASHES.finditer(text), strict=False)) == 2


def blank_places(line: str, dashes: bool) -> Iterator[tuple[int, int]]:
    """The placeholders of a line, from – to, in order; -- among them where `dashes` says so."""
    found = [m.span() for m in _RUN.finditer(line) if _is_blank(line, *m.span())]
    found += [m.span() for m in _EMPTY.finditer(line)]
    if dashes:
        found += [m.span() for m in _ALL_DASHES.finditer(line)]
    yield from sorted(found)


def _is_blank(line: str, start: int, end: int) -> bool:
    """Crosses are a blank when no Latin word or figure is beside them; a single one needs a Chinese character, too.
    Of the other signs an underscore is one alone, and two of the rest.
    """
    if line[start] == "○" and line[start - 1 : start] in _DIGITS:
        # 二○○○年 is a year.
        return False
    if line[start] not in _CROSSES:
        return end - start > 1 or line[start] in _LINES
    before, after = line[start - 1 : start], line[end : end + 1]
    if before.isascii() and before.isalnum():
        return False
    if end - start > 1:
        return not (after.isascii() and after.isalnum())
    if _NO_BLANK.match(line, end):
        return False
    han_after = bool(after) and _IS_HAN.match(after) is not None
    han_before = bool(before) and _IS_HAN.match(before) is not None
    return han_before or (han_after and (not before or before in _OPENING))
