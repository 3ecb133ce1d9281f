"""The text of a .docx file: what a reader sees on its pages, one paragraph a line.

Tracked changes are read as if accepted; headers, footers and comments are left out; text boxes and notes go to the end.
Knows no points: numbers that Word makes are turned into their text, and the lines are for others to read.
"""

from __future__ import annotations

from generator.importer.package import Package
from generator.importer.word_body import BodyReader
from generator.importer.word_lists import load_lists
from generator.problems import InvalidInput, Place, Problem

_NOTES = (("footnotes", "脚注"), ("endnotes", "尾注"))
_EMBEDDED = frozenset(("chart", "diagramData", "aFChunk", "oleObject", "package", "subDocument"))
_SHOWN = 3


def word_text(data: bytes, file: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text of a .docx file's bytes, and findings on what is not where it stood (F28 – F30).

    InvalidInput where the package is broken (F24), locked (F25), made to do harm (F26) or no Word file (F23).
    """
    package = Package(data, file)
    main = _main_part(package)
    if not package.has(main):
        found, hint = "这个压缩文件里没有 Word 正文，读不了", "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”"
        raise InvalidInput([Problem("F23", Place(file), found, "一个 .docx、.txt 或 .html 文件", hint)])
    relations = package.relations(main)
    inside = {kind: target for kind, target, outside in relations if not outside}
    lists = load_lists(package, inside.get("styles", ""), inside.get("numbering", ""))
    reader = BodyReader(lists)
    package.parse(main, reader.start, reader.end, reader.text)
    lines, boxes = reader.result()
    problems: list[Problem] = []
    if boxes:
        lines += boxes
        problems.append(
            _finding("F28", file, f"有 {len(boxes)} 段字在文本框里，已放在全文最后", "把它们移到该在的地方")
        )
    for kind, what in _NOTES:
        notes = _notes(package, inside.get(kind, ""), BodyReader(lists))
        if notes:
            lines += notes
            problems.append(_finding("F29", file, f"有 {len(notes)} 条{what}，已放在全文最后", "不要的话删去"))
    embedded = sum(kind in _EMBEDDED for kind, _, is_outside in relations if not is_outside)
    if embedded:
        problems.append(_finding("F29", file, f"里面嵌着 {embedded} 个别的文件或图表，没有读", "需要的话另存出来再用"))
    outside = [target for _, target, is_outside in relations if is_outside]
    if outside:
        shown = "、".join(target[:60] for target in outside[:_SHOWN]) + ("等" if len(outside) > _SHOWN else "")
        problems.append(_finding("F30", file, f"有 {len(outside)} 个指向文件之外的链接（{shown}），一个也没有打开"))
    return "\n".join(lines), tuple(problems)


def _main_part(package: Package) -> str:
    """The part that holds the text: the one the package names, word/document.xml where it names none."""
    for kind, target, outside in package.relations(""):
        if kind == "officeDocument" and not outside:
            return target
    return "word/document.xml"


def _notes(package: Package, part: str, reader: BodyReader) -> list[str]:
    if not part or not package.has(part):
        return []
    package.parse(part, reader.start, reader.end, reader.text)
    lines, boxes = reader.result()
    return [line for line in lines + boxes if line.strip()]


def _finding(code: str, file: str, found: str, hint: str = "") -> Problem:
    return Problem(code, Place(file), found, hint=hint, severity="提示")
