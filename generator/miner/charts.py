"""Bar charts as SVG files that need nothing else: no script, no font file, no address.

Knows labels and numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif"
_ROW, _BAR, _WIDTH, _MARGIN, _TITLE = 26, 16, 720, 16, 44
_COLOUR, _INK, _FAINT = "#2f6f8f", "#222222", "#d9dee2"


def bar_chart(title: str, rows: Sequence[tuple[str, int]], unit: str) -> str:
    """A chart with one bar a row, its number at the end.  The title says what is counted, the unit in what."""
    widest = max((_width(label) for label, _ in rows), default=0)
    left = _MARGIN + min(widest, 330) + 10
    room = _WIDTH - left - _MARGIN - 60
    most = max((value for _, value in rows), default=1) or 1
    height = _TITLE + _ROW * len(rows) + _MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title, quote=True)}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<g font-family="{_FONT}" font-size="13" fill="{_INK}">',
        f'<text x="{_MARGIN}" y="26" font-size="16" font-weight="bold">{escape(title)}</text>',
        f'<line x1="{left}" y1="{_TITLE - 4}" x2="{left}" y2="{height - _MARGIN + 4}" stroke="{_FAINT}"/>',
    ]
    for at, (label, value) in enumerate(rows):
        top = _TITLE + at * _ROW
        length = max(1, round(room * value / most)) if value else 0
        middle = top + _BAR // 2 + 5
        out.append(f'<text x="{left - 8}" y="{middle}" text-anchor="end">{escape(_fit(label, 330))}</text>')
        out.append(f'<rect x="{left}" y="{top}" width="{length}" height="{_BAR}" fill="{_COLOUR}"/>')
        out.append(f'<text x="{left + length + 6}" y="{middle}">{value}{escape(unit)}</text>')
    return "\n".join([*out, "</g>", "</svg>", ""])


def _width(text: str) -> int:
    """About how wide a text is in pixels: a Chinese character 13, another 7."""
    return sum(13 if ord(char) > 0x2E7F else 7 for char in text)


def _fit(text: str, room: int) -> str:
    while _width(text) > room:
        text = text[:-2] + "…"
    return text
