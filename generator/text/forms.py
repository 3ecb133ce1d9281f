"""写法: how a list writes its markers, as one old text has it: 第一句话，第二句话，; 首先 without a comma; run on.

A 层次 names one of the styles of `numbering` (一是), or shows its first marker with … behind it (第一句话，…), which is
kept to the letter.  With … before it (…一是) the points run on in the paragraph before them.  Knows markers, not points.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from generator.records import record
from generator.text.numbering import STYLES, Marker, capacity, markers, parse_marker
from generator.text.numerals import NUMERAL, chinese, parse_number
from generator.text.regex import regex

GAP = "…"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ORDER = ("首先", "其次", "再次", "最后")
_SIDES = ("一方面", "另一方面")
_NUMBER = regex(f"[{_CIRCLED}]|另一方面|一方面|首先|其次|再次|最后|{NUMERAL}+|[0-9０-９]+")
_ORDINAL = "第一，"


@record(frozen=True)
class Form:
    """The markers of a list: `sample` is one of them, or the name of a style; `run_on` where its points do not begin
    a paragraph."""

    sample: str
    run_on: bool = False
    exact: bool = False
    """True where the sample's every character stands, its comma or the want of one."""

    @property
    def written(self) -> str:
        """The form as a 层次: 一是, …一是, 第一句话，…"""
        return (GAP if self.run_on else "") + self.sample + (GAP if self.exact else "")

    @property
    def style(self) -> str:
        """The style of `numbering` that it is nearest to."""
        return style_of(self.sample)


@lru_cache(maxsize=1024)
def parse_form(text: str) -> Form | None:
    """The form that a 层次 asks for, or None where it is neither a style nor a marker: 一是, …一是, 第一句话，…"""
    inner = text.strip()
    run_on, exact = inner.startswith(GAP), inner.endswith(GAP) and len(inner) > 1
    inner = inner.strip(GAP)
    if exact:
        return Form(inner, run_on, True) if _NUMBER.search(inner) and len(inner) <= 12 else None
    known = {name.rstrip("，"): name for name in STYLES}
    style = known.get(inner.rstrip("，,"))
    return Form(style, run_on) if style is not None else None


@lru_cache(maxsize=1024)
def style_of(marker: str) -> str:
    """The style that a marker belongs to; 第一，for a spoken one that has no style of its own (第一句话，)."""
    found = _parsed(marker)
    return found.style if found is not None else _ORDINAL


@lru_cache(maxsize=1024)
def number_of(marker: str) -> int:
    """The number that a marker says: 三是 → 3, 最后 → 4, 第二句话， → 2; 0 for none."""
    found = _NUMBER.search(marker)
    if found is None:
        return 0
    word = found.group()
    for words in (_ORDER, _SIDES):
        if word in words:
            return words.index(word) + 1
    return _CIRCLED.index(word) + 1 if word in _CIRCLED else parse_number(word) or 0


@lru_cache(maxsize=1024)
def form_of(marker: str) -> Form:
    """The form of which a marker is the first: by its style's name where that style writes it so, else exact."""
    found = _parsed(marker)
    if found is not None and found.text == marker and _first(found.style) == _renumbered(marker, 1):
        return Form(found.style)
    return Form(_renumbered(marker, 1), exact=True)


@lru_cache(maxsize=1024)
def list_markers(form: Form, count: int, start: int = 1) -> tuple[str, ...]:
    """So many markers of a form, from the number `start`: (第一句话， , 2) → 第一句话， 第二句话，.

    Where a form does not reach so far, 第一， 第二， … do.
    """
    style = form.style
    last = start + count - 1
    if last > capacity(style):
        form, style = Form(_ORDINAL, form.run_on), _ORDINAL
    if not form.exact and start == 1 and count <= capacity(style):
        return markers(style, count)
    sample = form.sample if form.exact else _first(style)
    if style == "首先，" and start == 1:
        # 首先 closes with 最后, however many stand between.
        numbers = [*range(1, count), 4] if count > 1 else [1]
        return tuple(_renumbered(sample, n) for n in numbers)
    return tuple(_renumbered(sample, n) for n in range(start, last + 1))


def _parsed(marker: str) -> Marker | None:
    # What follows decides of some markers whether they are one.
    return parse_marker(marker + "文")


def _first(style: str) -> str:
    return markers(style, 1)[0]


def _renumbered(marker: str, number: int) -> str:
    """The marker with another number in it, everything else as it stands."""
    found = _NUMBER.search(marker)
    if found is None:
        return marker
    word = found.group()
    words: Sequence[str]
    if word in _ORDER:
        words = _ORDER
    elif word in _SIDES:
        words = _SIDES
    elif word in _CIRCLED:
        words = _CIRCLED
    else:
        made = str(number) if word[0] in "0123456789０１２３４５６７８９" else chinese(number)
        return marker[: found.start()] + made + marker[found.end() :]
    return marker[: found.start()] + words[min(number, len(words)) - 1] + marker[found.end() :]
