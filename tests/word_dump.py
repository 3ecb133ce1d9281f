"""A Word file as text, paragraph by paragraph: style, 东亚字体, size, indent, text.

What a reader of a golden file wants to see of a .docx; follows styles as Word does, and reads the zip itself, so
that it shares nothing with the writer.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALIGN = {"both": "两端", "center": "居中", "left": "居左", "right": "居右", "": "居左"}


def dump_docx(data: bytes) -> str:
    """One row for the page, one for each paragraph.

    A run in another face than its paragraph's stands between ⟨face⟩ and ⟨/⟩, a highlighted one in ⟪ ⟫;
    ⏎ is a line break inside a paragraph.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
        styles = _Styles(ElementTree.fromstring(package.read("word/styles.xml")))
        numbers = [
            "".join(text.text or "" for text in ElementTree.fromstring(package.read(name)).iter(f"{W}t"))
            for name in sorted(package.namelist())
            if name.startswith("word/footer")
        ]
    rows = [_page(document), *(f"页脚 {number}" for number in numbers)]
    rows += [_paragraph(paragraph, styles) for paragraph in document.iter(f"{W}p")]
    return "\n".join((*rows, ""))


@dataclass(frozen=True)
class _Face:
    font: str
    size: str
    bold: bool

    def __str__(self) -> str:
        return f"{self.font} {self.size}磅" + (" 加粗" if self.bold else "")


class _Styles:
    def __init__(self, root: ElementTree.Element) -> None:
        self.by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self.default = next(id_ for id_, style in self.by_id.items() if _is_default(style))
        self.defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def name(self, id_: str) -> str:
        found = self.by_id[id_].find(f"{W}name")
        return "" if found is None else found.get(f"{W}val", "")

    def chain(self, id_: str) -> list[ElementTree.Element]:
        """The style and those it is based on, nearest first."""
        found: list[ElementTree.Element] = []
        while id_ in self.by_id and self.by_id[id_] not in found:
            found.append(self.by_id[id_])
            based = found[-1].find(f"{W}basedOn")
            id_ = "" if based is None else based.get(f"{W}val", "")
        return found

    def value(self, ids: list[str], path: str, attribute: str, bare: str = "") -> str:
        """The first value that one of the styles, or the document's defaults, gives; `bare` where it stands bare."""
        places = [style for id_ in ids for style in self.chain(id_)]
        for place in places:
            found = place.find(_path(path))
            said = "" if found is None else found.get(f"{W}{attribute}", bare)
            if said:
                return said
        if self.defaults is not None and path.startswith("rPr/"):
            found = self.defaults.find(_path(path[4:]))
            return "" if found is None else found.get(f"{W}{attribute}", "")
        return ""

    def face(self, ids: list[str]) -> _Face:
        size = float(self.value(ids, "rPr/sz", "val") or 20) / 2
        bold = self.value(ids, "rPr/b", "val", bare="1") not in ("", "0", "false", "off")
        return _Face(self.value(ids, "rPr/rFonts", "eastAsia"), f"{size:g}", bold)


def _path(path: str) -> str:
    return "/".join(f"{W}{step}" for step in path.split("/"))


def _is_default(style: ElementTree.Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def _page(document: ElementTree.Element) -> str:
    size, margins = next(document.iter(f"{W}pgSz")), next(document.iter(f"{W}pgMar"))
    edges = [round(int(margins.get(f"{W}{edge}", "0")) / 1440 * 25.4) for edge in ("top", "bottom", "left", "right")]
    sides = [round(int(size.get(f"{W}{side}", "0")) / 1440 * 25.4) for side in ("w", "h")]
    return f"页面 {sides[0]}×{sides[1]} 上{edges[0]} 下{edges[1]} 左{edges[2]} 右{edges[3]} 毫米"


def _paragraph(paragraph: ElementTree.Element, styles: _Styles) -> str:
    id_ = _own(paragraph, "pPr/pStyle") or styles.default
    face = styles.face([id_])
    indent = int(styles.value([id_], "pPr/ind", "firstLineChars") or 0) / 100
    align = _ALIGN[styles.value([id_], "pPr/jc", "val")]
    text = "".join(_run(run, id_, face, styles) for run in paragraph.iter(f"{W}r"))
    return f"{styles.name(id_)} | {face} | {align} 缩进{indent:g} | {text}".rstrip()


def _run(run: ElementTree.Element, paragraph: str, face: _Face, styles: _Styles) -> str:
    signs = {f"{W}br": "⏎", f"{W}tab": "⇥"}
    text = "".join(piece.text or "" if piece.tag == f"{W}t" else signs.get(piece.tag, "") for piece in run)
    character = _own(run, "rPr/rStyle")
    own = styles.face([character, paragraph]) if character else face
    if own != face:
        text = f"⟨{own.font}{' 加粗' if own.bold else ''}⟩{text}⟨/⟩"
    return f"⟪{text}⟫" if run.find(_path("rPr/highlight")) is not None else text


def _own(element: ElementTree.Element, path: str) -> str:
    found = element.find(_path(path))
    return "" if found is None else found.get(f"{W}val", "")
