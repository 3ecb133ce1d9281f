"""Small .docx files made by hand, for tests: a body of a few elements, lists with Chinese numbers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from generator.importer import load_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def package(document: str, **parts: str) -> bytes:
    """A .docx of hand-made parts: the body's XML, and others by name (styles, numbering, rels, footnotes)."""
    names = {
        "rels": "word/_rels/document.xml.rels",
        "root": "_rels/.rels",
        "styles": "word/styles.xml",
        "numbering": "word/numbering.xml",
        "footnotes": "word/footnotes.xml",
    }
    kinds = "".join(
        f'<Relationship Id="r{kind}" Type="http://x/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering", "footnotes")
        if kind in parts
    )
    parts.setdefault("rels", f"<Relationships>{kinds}</Relationships>")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, xml in parts.items():
            archive.writestr(names[name], xml)
    return content.getvalue()


def body(inner: str) -> str:
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return f'<w:document xmlns:w="{W}" {spaces}><w:body>{inner}</w:body></w:document>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def in_list(num: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def level_xml(at: int, form: str, text: str, extra: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
    + level_xml(0, "chineseCounting", "%1、")
    + level_xml(1, "chineseCounting", "（%2）")
    + level_xml(2, "decimal", "%3.")
    + level_xml(3, "decimal", "（%4）")
    + level_xml(4, "decimalEnclosedCircle", "%5")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level_xml(0, "bullet", "\uf0b7")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level_xml(0, "upperRoman", "%1")
    + level_xml(1, "decimal", "%1.%2", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    "</w:numbering>"
)


def read(tmp_path: Path, document: str, **parts: str) -> list[str]:
    return load_text(saved(tmp_path, "稿.docx", package(document, **parts))).text.split("\n")
