"""A text as the runs of a paragraph: its holes highlighted, line ends and tabs as Word has them."""

from __future__ import annotations

from generator.text.markup import escape, is_plain, split_holes

RUN_END = "</w:t></w:r>"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def open_run(style: str = "", hole: bool = False, size: int = 0) -> str:
    """What opens a run, in a size of its own where one is given (half-points).  The hint makes “ ” — … Chinese, which by their code points they need not be."""
    character = f'<w:rStyle w:val="{style}"/>' if style else ""
    mark = '<w:highlight w:val="yellow"/>' if hole else ""
    own = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f'<w:r><w:rPr>{character}<w:rFonts w:hint="eastAsia"/>{own}{mark}</w:rPr><w:t xml:space="preserve">'


PLAIN = open_run(), open_run(hole=True)
"""What opens a run of the paragraph's own face, and one that is a hole."""


def runs(text: str, run: tuple[str, str] = PLAIN) -> str:
    """The runs of a text; a hole has its own.  InvalidInput for a character that XML cannot hold."""
    if is_plain(text):
        return f"{run[0]}{text}{RUN_END}" if text else ""
    return "".join(f"{run[hole]}{content(piece)}{RUN_END}" for piece, hole in split_holes(text))


def content(text: str) -> str:
    """What stands inside a run's <w:t>."""
    return escape(text).replace("\n", _BREAK).replace("\t", _TAB)
