"""What a copy for the lectern adds to a written paragraph: page turns where they were planned, pinyin in small type.

Works on the paragraph's own markup, so that the common road to a page stays as short as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.paper.page import Layout
from generator.paper.page_plan import Turn
from generator.text.regex import regex

_SYLLABLE = "[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹ]+"
PINYIN = regex(f"（{_SYLLABLE}(?:[ \u00a0]{_SYLLABLE})*）")
"""A reading as it stands after its characters: （qiú）, （dǐ lì）."""

_RUN = regex(r'(<w:r><w:rPr>.*?</w:rPr><w:t xml:space="preserve">)(.*?)(</w:t></w:r>)', re.DOTALL)
_SIGN = regex(r"&\w+;|<[^>]*>|.", re.DOTALL)
_BREAKS = frozenset(("<w:br/>", "<w:tab/>"))
_STYLE = regex("<w:pStyle [^>]*/>(?:<w:keepNext/>)?(?:<w:keepLines/>)?")
_FONTS = regex("<w:rFonts [^>]*/>")


class Dressing:
    """The turns of one paper by their lines, and whether pinyin is set small."""

    def __init__(self, turns: Sequence[Turn], layout: Layout) -> None:
        self.turns: dict[int, list[int]] = {}
        for turn in turns:
            if not turn.flows:
                self.turns.setdefault(turn.line, []).append(turn.offset)
        size = layout.body.size * 7 // 10
        self.small = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if layout.pinyin else ""

    def dress(self, number: int, paragraph: str) -> str:
        """The paragraph of line `number`, cut where pages turn inside it."""
        offsets = self.turns.get(number, ())
        pieces = [paragraph]
        for offset in reversed([offset for offset in offsets if offset]):
            pieces[:1] = _cut(pieces[0], offset)
        if 0 in offsets:
            pieces[0] = _on_new_page(pieces[0])
        whole = "".join(pieces)
        return _RUN.sub(self._with_small, whole) if self.small and "（" in whole else whole

    def _with_small(self, run: re.Match[str]) -> str:
        opening, text, closing = run.groups()
        if PINYIN.search(text) is None:
            return run[0]
        small = _FONTS.sub(lambda fonts: fonts[0] + self.small, opening, count=1)
        out, at = [], 0
        for found in PINYIN.finditer(text):
            if found.start() > at:
                out.append(f"{opening}{text[at : found.start()]}{closing}")
            out.append(f"{small}{found[0]}{closing}")
            at = found.end()
        if at < len(text):
            out.append(f"{opening}{text[at:]}{closing}")
        return "".join(out)


def _on_new_page(paragraph: str) -> str:
    return _STYLE.sub(lambda style: style[0] + "<w:pageBreakBefore/>", paragraph, count=1)


def _cut(paragraph: str, offset: int) -> list[str]:
    """Two paragraphs: what stands before the offset, and the rest at the head of a new page, not indented.

    A break inside the paragraph would do in Word; LibreOffice indents what follows one.
    """
    end = paragraph.index("</w:pPr>") + len("</w:pPr>")
    opening, inside = paragraph[:end], paragraph[end:].removesuffix("</w:p>")
    before: list[str] = []
    after: list[str] = []
    left = offset
    for run in _RUN.finditer(inside):
        head, text, tail = run.groups()
        at = _reach(text, left)
        if at is None:
            left -= _length(text)
            before.append(run[0])
            continue
        if left:
            before.append(f"{head}{text[:at]}{tail}")
        if at < len(text):
            after.append(f"{head}{text[at:]}{tail}")
        left = 0
    flush = opening if "<w:ind " in opening else opening.replace("</w:pPr>", f"{_FLUSH}</w:pPr>")
    return [f"{opening}{''.join(before)}</w:p>", f"{_on_new_page(flush)}{''.join(after)}</w:p>"]


_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def _counts(sign: str) -> bool:
    return not sign.startswith("<") or sign in _BREAKS


def _length(text: str) -> int:
    return sum(map(_counts, _SIGN.findall(text)))


def _reach(text: str, offset: int) -> int | None:
    """Where in the markup the text's character `offset` begins; None where the text is not longer than that."""
    seen = 0
    for sign in _SIGN.finditer(text):
        if seen == offset and _counts(sign[0]):
            return sign.start()
        seen += _counts(sign[0])
    return None
