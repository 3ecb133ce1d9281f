"""A paper as a Word file: `write_docx`.

Takes lines and a layout and gives the bytes of a .docx; does not know where the text came from.  The package
around the text is the same for every paper of a layout, so it is built once (`base`), and a paper costs no
more than its own text (`body`) and one deflate (`package`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.paper.fingerprint import CUSTOM, custom_xml, fingerprint
from generator.paper.page import Layout, Properties
from generator.paper.word.base import load_base
from generator.paper.word.body import write_body
from generator.paper.word.package import CORE, DOCUMENT, make_part, write_package
from generator.paper.word.properties import core_xml
from generator.text.lines import Line

if TYPE_CHECKING:
    from generator.paper.word.dressing import Dressing


def write_docx(
    lines: Sequence[Line],
    layout: Layout,
    properties: Properties,
    reference: bytes | None = None,
    cache: Path | None = None,
) -> bytes:
    """The bytes of the Word file; the same input gives the same bytes.

    `reference` is the unit's own .docx: its page, headers, footers and styles are used, its text is not.
    `cache` is a folder in which prepared packages are kept from one run to the next.  Raises InvalidInput for a
    reference that is no .docx and for characters that no Word file can hold.
    """
    base = load_base(layout, reference, cache)
    body = write_body(lines, base.pieces, properties.keep, _dressing(lines, layout, properties, reference is None))
    document = f"{base.head}{body}{base.tail}"
    text = make_part(DOCUMENT, document.encode())
    mark = make_part(CUSTOM, custom_xml(fingerprint(base.around, text.crc, text.size)))
    return write_package((make_part(CORE, core_xml(properties).encode()), mark, text), base.front)


def _dressing(lines: Sequence[Line], layout: Layout, properties: Properties, own_page: bool) -> Dressing | None:
    """What a lectern copy adds.  On the page of a unit's own file no turns can be planned."""
    if not (layout.whole_sentences or layout.pinyin):
        return None
    # Most papers are no lectern copies, and need neither.
    from generator.paper.page_plan import plan_pages
    from generator.paper.word.dressing import Dressing

    planned = layout.whole_sentences and own_page
    turns = plan_pages(lines, layout, properties.keep, properties.together).turns if planned else ()
    return Dressing(turns, layout)
