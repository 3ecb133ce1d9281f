"""标题回行: a title broken into lines between words, balanced.

Knows the words of meeting titles, not the grammar: where it has no word for what stands there it would rather
break beside a word it knows.  GB/T 9704—2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from generator.paper.page import Shape
from generator.text.regex import regex

_MANUAL = regex(r"\s*[|｜]\s*")
_OPENING = "《〈“‘（(〔【[「『"
_CLOSING = "》〉”’）)〕】]」』、，。：；！？,:;!?…—·.％%℃ 　"
_NUMBER = r"[0-9０-９〇零一二三四五六七八九十百千万亿两]+(?:[.．][0-9]+)?"
_UNIT = "周年|学年|学期|年度|季度|个月|月份|亿元|万元|年|月|日|个|项|次|届|期|批|级|号|周|条|名|人|家|元|大|类|件|[%％]"
_WHOLE = regex(
    # A number with what is counted, a date, an ordinal.
    rf"第?{_NUMBER}(?:[—\-－~～至]{{1,2}}{_NUMBER})?(?:(?:{_UNIT})(?:{_NUMBER}(?:{_UNIT}))*)?"
    # A word or number of Latin letters.
    r"|[0-9A-Za-z０-９Ａ-Ｚａ-ｚ][0-9A-Za-z０-９Ａ-Ｚａ-ｚ.\-/&'’+#:]*"
    r"|《[^《》]*》|“[^“”]*”|（[^（）]*）|〔[^〔〕]*〕|【[^【】]*】|\([^()]*\)|‘[^‘’]*’"
)
_WHOLE_OPENS = regex("[第0-9０-９〇零一二三四五六七八九十百千万亿两A-Za-zＡ-Ｚａ-ｚ《“（〔【(‘]")
"""What a _WHOLE begins with, found faster than it is."""
_ENDING = regex(r"的[^的]{2,6}")
# Alone, such a character belongs to what follows (在…), or to what stands before (…上, …县).
_LEANS_ON = "在对把向于为就从同以将被让使"
_LEANS_BACK = "上中下里内的了地得们者性化等省市县区州盟旗镇乡村街局厅部委办院校处科司社所站队组"
_JOINS = "和与及暨并"

# What a break costs; a line of two characters less than its fair share costs 4.
_NEVER, _BAD, _UNKNOWN, _EDGE, _WORD = 1e6, 500, 60, 20, 8
_STUB = 3
_MOST_ROWS = 12
"""Lines that are weighed against each other; what takes more is a text in the place of a title."""
_ALONE, _BEGINS, _INSIDE = 0, 1, 2
LONGEST = 6
"""Characters that a known word may have."""
_PLACES = (_BEGINS, *[_INSIDE] * (LONGEST - 1))
_ABOUT = "关于"


def one_line(title: str) -> str:
    """A title without its manual breaks, as the file's properties and the console show it: 甲|乙 → 甲乙."""
    return _MANUAL.sub("", title).strip() if "|" in title or "｜" in title else title.strip()


def break_title(title: str, width: int, keep: Collection[str] = (), shape: Shape = "any") -> tuple[str, ...]:
    """The lines of a title, none wider than `width` Chinese characters; no line where there is no title.

    `|` breaks where it stands.  Nothing of `keep`, no number with its unit and nothing in 《》 or “” is broken
    unless it is wider than a line by itself.  `shape` wants the lower lines longer ("up", 正梯形) or shorter
    ("down", 倒梯形).
    """
    title = title.strip()
    if "|" in title or "｜" in title:
        segments = [segment for segment in _MANUAL.split(title) if segment]
    elif len(title) <= width:
        return (title,) if title else ()
    else:
        return tuple(_Breaker(title, width, keep, shape).rows())
    return tuple([row for segment in segments for row in _Breaker(segment, width, keep, shape).rows()])


class _Breaker:
    """One stretch of title without a manual break.  Widths are in half characters."""

    def __init__(self, text: str, width: int, keep: Iterable[str], shape: Shape) -> None:
        self.text, self.width, self.shape = text, 2 * width, shape
        self.upto = (0, *accumulate([1 if character < "\x80" else 2 for character in text]))
        self.words: Sequence[int] = ()
        self.whole = self._wholes(keep)
        self.mean = 0.0
        self.best: dict[tuple[int, int, int], tuple[float, tuple[int, ...]]] = {}

    def rows(self) -> list[str]:
        total = self.upto[-1]
        if total <= self.width:
            return [self.text]
        fewest = -(-total // self.width)
        if fewest == 2:
            self.mean = total / 2
            cost, breaks = self._in_two()
            if cost < _NEVER:
                return self._cut(breaks)
        self.words = _words(self.text)
        if fewest > _MOST_ROWS:
            return self._cut(self._fill())
        for count in range(max(fewest, 3), fewest + 3):
            self.mean, self.best = total / count, {}
            cost, breaks = self._arrange(0, count, 0)
            if cost < _NEVER:
                return self._cut(breaks)
        return self._cut(self._fill())

    def _in_two(self) -> tuple[float, tuple[int, ...]]:
        """The same as `_arrange(0, 2, 0)`.  Most titles that need more than one line need two, and all but the most
        balanced of their breaks need not be looked at."""
        upto, width, whole, mean = self.upto, self.width, self.whole, self.mean
        total = upto[-1]
        ends = [end for end in range(1, len(self.text)) if not whole[end] and total - width <= upto[end] <= width]
        if not ends:
            return _NEVER, ()
        self.words = words = _words(self.text, ends[0] - 1, ends[-1] + 1)
        ends.sort(key=lambda end: abs(upto[end] - mean))
        best, chosen = _NEVER, 0
        for end in ends:
            wide = upto[end]
            if (wide - mean) ** 2 / 2 >= best:
                break
            if words[end] != _INSIDE:
                cost = self._line(wide, 0) + self._cost(end) + self._line(total - wide, wide)
                if cost < best or (cost == best and end < chosen):
                    best, chosen = cost, end
        return best, (chosen,)

    def _arrange(self, start: int, count: int, previous: int) -> tuple[float, tuple[int, ...]]:
        """The cheapest way to set what begins at `start` in `count` lines, two or more, below one `previous`
        wide."""
        key = (start, count, previous)
        if key in self.best:
            return self.best[key]
        best: tuple[float, tuple[int, ...]] = (_NEVER, ())
        upto, width, whole, words = self.upto, self.width, self.whole, self.words
        rest = upto[-1] - upto[start]
        least = bisect_left(upto, upto[start] + rest - (count - 1) * width, start + 1)
        most = bisect_right(upto, upto[start] + width, start + 1, len(self.text))
        for end in range(least, most):
            if whole[end] or words[end] == _INSIDE:
                continue
            wide = upto[end] - upto[start]
            here = self._line(wide, previous)
            if here < best[0] and (here := here + self._cost(end)) < best[0]:
                if count > 2:
                    below, breaks = self._arrange(end, count - 1, wide)
                else:
                    below, breaks = self._line(rest - wide, wide), ()
                if here + below < best[0]:
                    best = (here + below, (end, *breaks))
        self.best[key] = best
        return best

    def _line(self, wide: int, previous: int) -> float:
        """What a line of that width costs below another."""
        cost = ((wide - self.mean) / 2) ** 2
        if wide < 2 * _STUB:
            cost += _BAD
        if not previous:
            return cost
        longer = wide - previous
        if self.shape == "any":
            # A rectangle is neither 梯形 nor 菱形.
            return cost if longer else cost + 1
        wrong = longer <= 0 if self.shape == "up" else longer >= 0
        return cost + 15 * (1 + abs(longer) / 2) if wrong else cost

    def _fill(self) -> tuple[int, ...]:
        """Lines filled one after the other, for a text in which something is wider than a line."""
        breaks: list[int] = []
        start = 0
        while self.upto[-1] - self.upto[start] > self.width:
            most = max(bisect_right(self.upto, self.upto[start] + self.width, start + 1), start + 2)
            start = next((e for e in range(most - 1, start, -1) if self._cost(e) < _NEVER), most - 1)
            breaks.append(start)
        return tuple(breaks)

    def _cut(self, breaks: Iterable[int]) -> list[str]:
        rows = []
        start = 0
        for end in (*breaks, len(self.text)):
            if row := self.text[start:end].strip():
                rows.append(row)
            start = end
        return rows

    def _cost(self, i: int) -> float:
        """What a break before the character at `i` costs."""
        text, words = self.text, self.words
        before, after = text[i - 1], text[i]
        if self.whole[i] or before in _OPENING or after in _CLOSING or words[i] == _INSIDE:
            return _NEVER
        if before in _CLOSING or after in _OPENING:
            return 4
        alone_before, alone_after = words[i - 1] == _ALONE, words[i] == _ALONE
        if after == "关" and text.startswith(_ABOUT, i):
            return 2
        if before == "于" and text.endswith(_ABOUT, 0, i):
            return _BAD
        if after == "的":
            return 12 if _ENDING.fullmatch(text, i) else _BAD
        if before == "的":
            return _UNKNOWN if _ENDING.fullmatch(text, i - 1) else 10
        if alone_before and before in _JOINS:
            return 6
        if (alone_before and before in _LEANS_ON) or (alone_after and after in _LEANS_BACK):
            return _BAD
        if alone_after and after in _JOINS:
            return 15
        # Between two words a break is good, beside one it is fair.
        return (_WORD, _EDGE, _UNKNOWN)[alone_before + alone_after]

    def _wholes(self, keep: Iterable[str]) -> bytearray:
        """Of each place, whether a break before it would part a name, a number with its unit, or brackets and quotes
        with what is in them."""
        text = self.text
        spans = []
        at = 0
        while opening := _WHOLE_OPENS.search(text, at):
            found = _WHOLE.match(text, opening.start())
            if found is not None:
                spans.append(found.span())
            at = found.end() if found is not None else opening.end()
        for name in keep:
            if name and name in text:
                start = text.find(name)
                while start >= 0:
                    spans.append((start, start + len(name)))
                    start = text.find(name, start + 1)
        upto = self.upto
        whole = bytearray(len(text))
        for start, end in spans:
            if upto[end] - upto[start] <= self.width:
                whole[start + 1 : end] = b"\1" * (end - start - 1)
        return whole


def _words(text: str, low: int = 0, high: int | None = None) -> list[int]:
    """Of each character from `low` to before `high`: does it begin a known word, stand inside one, or stand alone?"""
    words = vocabulary()
    places = [_ALONE] * len(text)
    i = _clear(text, low)
    high = len(text) if high is None else high
    while i < high:
        for word in words.get(text[i : i + 2], ()):
            if text.startswith(word, i):
                places[i : i + len(word)] = _PLACES[: len(word)]
                i += len(word) - 1
                break
        i += 1
    return places


def _clear(text: str, at: int) -> int:
    """The nearest place, from there backwards, that no known word stands across: which words follow does not depend on
    those before it."""
    words = vocabulary()
    for i in range(at - 1, -1, -1):
        if i + LONGEST <= at:
            break
        for word in words.get(text[i : i + 2], ()):
            if i + len(word) > at and text.startswith(word, i):
                at = i
                break
    return at


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, tuple[str, ...]]:
    """The words of meeting titles by their first two characters, the longest first."""
    rows = Path(__file__).with_name("title_words.txt").read_text(encoding="utf-8").splitlines()
    words = {word for row in rows if not row.startswith("#") for word in row.split()}
    grouped: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        grouped.setdefault(word[:2], []).append(word)
    return {first: tuple(group) for first, group in grouped.items()}
