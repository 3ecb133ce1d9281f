"""Two packages → one: the new paper's, its text with the changes from the old one tracked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from generator.diff.aligning import gaps, pair_up, same_spans
from generator.diff.marking import Marker
from generator.diff.reading import Block, Element, Paragraph, Row, Table, W, accept_changes, read_blocks
from generator.diff.wording import Change
from generator.importer.package import Package
from generator.importer.word import word_text
from generator.problems import InvalidInput, Place, Problem
from generator.records import record

AUTHOR = "讲稿比较"
# The same two files give the same bytes, so no clock is asked; the day is the first that a zip can name.
DATE = "1980-01-01T00:00:00Z"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_ALIKE = 0.25
_STYLE = re.compile(rb'w:styleId="([^"]*)"')
_SIGNED = f'w:author="{AUTHOR}"'.encode()
_LARGEST = 64_000_000


@record(frozen=True)
class _Entry:
    """One paragraph or table of the comparison: in the old paper, in the new one, or in both."""

    old: Block | None
    new: Block | None

    @property
    def change(self) -> Change:
        if self.old is None:
            return Change.INSERTED
        return Change.DELETED if self.new is None else Change.SAME


def compare_docx(old: bytes, new: bytes, old_name: str = "", new_name: str = "") -> bytes:
    """The bytes of a Word file: the new paper with its changes tracked; the same two files give the same bytes.

    InvalidInput where one of them is no Word file that can be read.
    """
    before, _ = _opened(old, old_name)
    root, main = _opened(new, new_name)
    with zipfile.ZipFile(io.BytesIO(new)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    styles = frozenset(found.decode() for found in _STYLE.findall(parts.get("word/styles.xml", b"")))
    marker = Marker(AUTHOR, DATE, styles)
    body = root.find(f"{W}body")
    page = [child for child in body if child.tag == f"{W}sectPr"][-1:]
    entries = _entries(read_blocks(before.find(f"{W}body")), read_blocks(body))
    marked = list(_marked(entries, marker))
    for child in list(body):
        body.remove(child)
    body.extend([*marked, *page])
    parts[main] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _packed(parts)


def is_comparison(path: Path) -> bool:
    """True for a file that `compare_docx` made: no paper of its own."""
    try:
        with zipfile.ZipFile(path) as package, package.open("word/document.xml") as stream:
            return _SIGNED in stream.read(_LARGEST)
    except (OSError, KeyError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError):
        # Whoever reads it as a paper says what is wrong with it.
        return False


def _opened(data: bytes, name: str) -> tuple[Element, str]:
    """The tree of a paper's text, its own changes settled, and the name of its part."""
    # Broken, locked and harmful files are told there.
    word_text(data, name)
    relations = Package(data, name).relations("")
    main = next(
        (to for kind, to, outside in relations if kind == "officeDocument" and not outside), "word/document.xml"
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(package.read(main), parser)
    except (etree.XMLSyntaxError, KeyError) as error:
        raise _unusable(name) from error
    if root.find(f"{W}body") is None:
        raise _unusable(name)
    accept_changes(root)
    return root, main


def _unusable(name: str) -> InvalidInput:
    hint = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”，再用另存的文件"
    return InvalidInput(
        [Problem("F24", Place(name), "这个 Word 文件读不出正文，没法比较", "一个普通的 .docx 文件", hint)]
    )


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return out.getvalue()


def _entries(old: Sequence[Block], new: Sequence[Block]) -> list[_Entry]:
    entries = list(_aligned(old, new))
    tail = len(entries)
    while tail and entries[tail - 1].change is not Change.SAME:
        tail -= 1
    gone = [at for at in range(tail, len(entries)) if isinstance(entries[at].old, Paragraph)]
    come = [at for at in range(tail, len(entries)) if isinstance(entries[at].new, Paragraph)]
    if gone and come and len(entries) - 1 in (gone[-1], come[-1]):
        # The last paragraph of a paper has an end that cannot be struck out or put in: both papers share it.
        shared = _Entry(entries[gone[-1]].old, entries[come[-1]].new)
        entries[tail:] = [entries[at] for at in range(tail, len(entries)) if at not in (gone[-1], come[-1])] + [shared]
    return entries


def _aligned(old: Sequence[Block], new: Sequence[Block]) -> Iterator[_Entry]:
    a, b = [block.key for block in old], [block.key for block in new]
    for (i, i_end, j, j_end), same in gaps(same_spans(a, b), len(a), len(b)):
        left, right = i, j
        for at, there in pair_up(a[i:i_end], b[j:j_end], _ALIKE):
            if type(old[i + at]) is not type(new[j + there]):
                continue
            yield from (_Entry(block, None) for block in old[left : i + at])
            yield from (_Entry(None, block) for block in new[right : j + there])
            yield _Entry(old[i + at], new[j + there])
            left, right = i + at + 1, j + there + 1
        yield from (_Entry(block, None) for block in old[left:i_end])
        yield from (_Entry(None, block) for block in new[right:j_end])
        if same:
            pairs = zip(old[same[0] : same[1]], new[same[2] : same[3]], strict=True)
            yield from (_Entry(one, other) for one, other in pairs)


def _marked(entries: Sequence[_Entry], marker: Marker) -> Iterator[Element]:
    ends = [entry.change for entry in entries]
    last = entries[-1] if entries else None
    like: Paragraph | None = None
    if last is not None and last.change is not Change.SAME:
        # What was added or taken away at the very end hangs on the end of the paragraph before it.
        first = len(entries) - 1
        while first and entries[first - 1].change is last.change:
            first -= 1
        above = entries[first - 1] if first else None
        if above is not None and isinstance(above.new, Paragraph) and all(_is_paragraph(e) for e in entries[first:]):
            ends[first - 1 : -1] = [last.change] * (len(entries) - first)
            ends[-1] = Change.SAME
            like = above.new if last.change is Change.DELETED else None
    for number, (entry, end) in enumerate(zip(entries, ends, strict=True), 1):
        if isinstance(entry.old, Paragraph) and isinstance(entry.new, Paragraph):
            yield marker.same(entry.old, entry.new, end)
        elif isinstance(entry.old, Table) and isinstance(entry.new, Table):
            yield _table(entry.old, entry.new, marker)
        else:
            block = entry.old if entry.new is None else entry.new
            assert block is not None
            yield marker.whole(block, entry.change, end, like if number == len(entries) else None)


def _is_paragraph(entry: _Entry) -> bool:
    return isinstance(entry.old or entry.new, Paragraph)


def _table(old: Table, new: Table, marker: Marker) -> Element:
    """The new table, its rows compared with those of the old one."""
    rows = list(_rows(old.rows, new.rows, marker))
    table = new.element
    for row in [row.element for row in new.rows]:
        row.getparent().remove(row)
    table.extend(rows)
    return table


def _rows(old: Sequence[Row], new: Sequence[Row], marker: Marker) -> Iterator[Element]:
    a, b = [row.text for row in old], [row.text for row in new]
    for (i, i_end, j, j_end), same in gaps(same_spans(a, b), len(a), len(b)):
        left, right = i, j
        for at, there in pair_up(a[i:i_end], b[j:j_end], _ALIKE):
            one, other = old[i + at], new[j + there]
            if not one.cells or len(one.cells) != len(other.cells):
                continue
            yield from (marker.row(row, Change.DELETED) for row in old[left : i + at])
            yield from (marker.row(row, Change.INSERTED) for row in new[right : j + there])
            yield marker.cells(one, other)
            left, right = i + at + 1, j + there + 1
        yield from (marker.row(row, Change.DELETED) for row in old[left:i_end])
        yield from (marker.row(row, Change.INSERTED) for row in new[right:j_end])
        if same:
            yield from (row.element for row in new[same[2] : same[3]])
