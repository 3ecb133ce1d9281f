"""Files that are broken, locked or made to do harm: a clear problem, in bounded time, and no connection opened."""

from __future__ import annotations

import io
import socket
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from word_package import W, body, p, package, read, saved

from generator.importer import load_text
from generator.problems import InvalidInput


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reading a file opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield


def test_word_outside_links_are_told_and_not_opened(tmp_path: Path) -> None:
    rels = (
        '<Relationships><Relationship Id="a" Type="http://x/image" Target="http://example.com/a.png" TargetMode="External"/>'
        '<Relationship Id="b" Type="http://x/attachedTemplate" Target="file:///c:/b.dotm" TargetMode="External"/></Relationships>'
    )
    imported = load_text(saved(tmp_path, "稿.docx", package(body(p("正文")), rels=rels)))
    assert imported.text == "正文"
    assert [(problem.code, problem.severity) for problem in imported.problems] == [("F30", "提示")]
    assert "http://example.com/a.png" in imported.problems[0].found


@pytest.mark.parametrize("broken", ["<w:p>", "<w:document", "", "\ufffe", "<a/><b/>"])
def test_word_with_broken_xml(tmp_path: Path, broken: str) -> None:
    with pytest.raises(InvalidInput) as error:
        read(tmp_path, broken)
    assert [problem.code for problem in error.value.problems] == ["F24"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def scratched(data: bytes) -> bytes:
    return data[:60] + bytes(byte ^ 0x55 for byte in data[60:120]) + data[120:]


HARMFUL = [
    ("rows.docx", lambda: package(body("<w:p/>" * 1_200_000)), "F26"),
    ("words.docx", lambda: package(body(p("字" * 12_000_000))), "F26"),
    ("deep.docx", lambda: package(f'<w:document xmlns:w="{W}">' + "<w:p>" * 200_000), "F26"),
    ("deep_table.docx", lambda: package(body("<w:tbl><w:tr><w:tc>" * 70_000)), "F26"),
    ("entities.docx", lambda: package('<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'), "F26"),
    ("outside.docx", lambda: package('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'), "F26"),
    ("half.docx", lambda: package(body(p("正文" * 500)))[:-200], "F24"),
    ("start.docx", lambda: package(body(p("正文")))[:60], "F24"),
    ("damaged.docx", lambda: scratched(package(body(p("正文" * 500)))), "F24"),
    ("locked.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "F25"),
    ("really_old.docx", lambda: OLE, "F23"),
    ("not_word.docx", lambda: "这是文字".encode(), "F24"),
    ("old.doc", lambda: OLE, "F23"),
    ("old.wps", lambda: OLE, "F23"),
    ("page.pdf", lambda: b"%PDF-1.7\n", "F23"),
    ("text.rtf", lambda: b"{\\rtf1 abc}", "F23"),
    ("photo.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(20), "F23"),
    ("photo.txt", lambda: b"\xff\xd8\xff\xe0" + bytes(20), "F23"),
    ("many.zip", lambda: zipped("a.txt"), "F23"),
    ("table.xlsx", lambda: zipped("xl/workbook.xml"), "F23"),
    ("noise.txt", lambda: bytes(range(1, 256)) * 8, "F27"),
]


def zipped(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(("name", "make", "code"), HARMFUL, ids=[name for name, _, _ in HARMFUL])
def test_files_that_cannot_be_read(tmp_path: Path, name: str, make: Callable[[], bytes], code: str) -> None:
    path = saved(tmp_path, name, make())
    with pytest.raises(InvalidInput) as error:
        load_text(path)
    assert [problem.code for problem in error.value.problems] == [code]
    assert error.value.problems[0].hint or error.value.problems[0].expected


def test_a_declared_size_is_not_trusted(tmp_path: Path) -> None:
    data = bytearray(package(body(p("字" * 12_000_000))))
    at = data.rfind(b"PK\x01\x02", 0, data.find(b"word/document.xml", data.find(b"PK\x01\x02")))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(InvalidInput) as error:
        load_text(saved(tmp_path, "稿.docx", bytes(data)))
    assert error.value.problems[0].code in ("F24", "F26")


@pytest.mark.parametrize(
    "unit", ["<", "<a", "<!--", "<!", '<a "', "<a '>", "<p>", "<rt>", "<svg>", "<script>", "&", "<ol>", "</p>"]
)
def test_pages_take_linear_time(tmp_path: Path, unit: str) -> None:
    def seconds(size: int) -> float:
        path = saved(tmp_path, "页.html", b"<html>" + unit.encode() * size)

        def once() -> float:
            start = time.process_time()
            load_text(path)
            return time.process_time() - start

        # The quickest of five: what else the machine does is left out.
        return min(once() for _ in range(5))

    # Quadratic work would take sixteen times as long, not four.
    assert seconds(40_000) < 10 * max(seconds(10_000), 0.01)
