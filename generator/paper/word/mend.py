"""A Word file mended in a copy: characters change, runs, fonts and everything else of the file stay.

Works on the text of w:t elements, paragraph by paragraph; what is deleted, a field's code or drawn is not touched.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from generator.records import record

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN = "word/document.xml"
_HIDDEN = (f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}rt")


@record(frozen=True)
class Edit:
    """From – to in the text of the paragraphs, and what takes that place."""

    start: int
    end: int
    after: str


def mend_docx(data: bytes, edits: Callable[[str], Iterable[Edit]]) -> bytes:
    """The file with its text edited: `edits` sees all paragraphs, one a line.  Every other part stays byte for byte.

    A character that is put in stands in the run of the character before whose place it takes.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(package.read(_MAIN), parser)
        places = list(_places(root))
        text = "".join(char for _, char in places)
        wanted = sorted(edits(text), key=lambda edit: edit.start)
        if not wanted:
            return data
        _apply(places, wanted)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for info in package.infolist():
                part = package.read(info.filename)
                if info.filename == _MAIN:
                    part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                copy.writestr(info, part)
    return out.getvalue()


def _places(root: Any) -> Iterator[tuple[Any, str]]:
    """Every character of the text with the w:t that holds it; paragraphs part with a line break that nothing holds."""
    for paragraph in root.iter(f"{_W}p"):
        for node in paragraph.iter(f"{_W}t"):
            if not _hidden(node, paragraph):
                yield from ((node, char) for char in node.text or "")
        yield None, "\n"


def _hidden(node: Any, paragraph: Any) -> bool:
    """True for text that is deleted, or that belongs to a paragraph inside this one."""
    above = node.getparent()
    while above is not None and above is not paragraph:
        if above.tag in _HIDDEN:
            return True
        above = above.getparent()
    return False


def _apply(places: list[tuple[Any, str]], edits: list[Edit]) -> None:
    texts = [char for _, char in places]
    touched: dict[int, Any] = {}
    for edit in edits:
        held = [i for i in range(edit.start, min(edit.end, len(places))) if places[i][0] is not None]
        if not held:
            continue
        for i in held:
            texts[i] = ""
            touched[id(places[i][0])] = places[i][0]
        texts[held[0]] = edit.after
    parts: dict[int, list[str]] = {key: [] for key in touched}
    for (node, _), char in zip(places, texts, strict=True):
        if node is not None and id(node) in parts:
            parts[id(node)].append(char)
    for key, node in touched.items():
        node.text = "".join(parts[key])
        node.set(_XML, "preserve")
