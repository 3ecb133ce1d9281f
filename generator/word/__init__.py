"""A paper as a Word file: `write_docx`.

Takes lines and a layout and gives the bytes of a .docx; does not know where the text came from.  The package
around the text is the same for every paper of a layout, so it is built once (`base`), and a paper costs no
more than its own text (`body`) and one deflate (`package`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.fingerprint import CUSTOM, custom_xml, fingerprint
from generator.lines import Line
from generator.page import Layout, Properties
from generator.word.base import load_base
from generator.word.body import write_body
from generator.word.package import CORE, DOCUMENT, make_part, write_package
from generator.word.properties import core_xml


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
    document = f"{base.head}{write_body(lines, base.pieces, properties.keep)}{base.tail}"
    text = make_part(DOCUMENT, document.encode())
    mark = make_part(CUSTOM, custom_xml(fingerprint(base.around, text.crc, text.size)))
    return write_package((make_part(CORE, core_xml(properties).encode()), mark, text), base.front)
