"""One file as text: what kind it is, by its content first and by its name second, and who reads it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.importer.html_page import html_text
from generator.importer.plain import decode_text
from generator.importer.word import word_text
from generator.problems import InvalidInput, Place, Problem, refusal
from generator.records import record
from generator.text.regex import regex

MAX_BYTES = 64_000_000
"""No file longer than this is read; the thickest collection of speeches has a hundredth of it."""

_MENDED = regex("-改[0-9]*$")
_SAVE_AS = "用 Word 或 WPS 打开它，选“另存为”，类型选“Word 文档（*.docx）”，再用存好的文件"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_BY_NAME = {
    ".doc": "旧式 Word 文件（.doc）",
    ".wps": " WPS 文件（.wps）",
    ".pdf": " PDF 文件",
    ".rtf": " RTF 文件",
    ".xls": "表格文件",
    ".xlsx": "表格文件",
    ".et": "表格文件",
    ".ppt": "演示文稿",
    ".pptx": "演示文稿",
    ".dps": "演示文稿",
    ".odt": " OpenDocument 文件（.odt）",
    ".ofd": " OFD 版式文件",
}


@record(frozen=True)
class Imported:
    """A file's text, the findings made while reading it, and the file's name without its folder."""

    text: str
    problems: tuple[Problem, ...] = ()
    name: str = ""


def load_text(path: str | Path) -> Imported:
    """The text of a .txt, .docx or .html file, one paragraph a line.

    InvalidInput where the file cannot be read (F21 – F27), with what to do about it; what was read but may be wanting
    (text boxes, notes, outside links, odd bytes) is among the `problems`.  Reads at most 64 MB, inflates at most 32 MB
    of XML a part, and opens nothing but the file itself.
    """
    path = Path(path)
    file = str(path)
    data = read_file(path)
    if not data.strip():
        return Imported("", (_finding("F31", file, "文件里没有字"),), path.name)
    kind = _kind(data, path.suffix.lower(), file)
    if kind == "docx":
        text, problems = word_text(data, file)
    elif kind == "html":
        text, problems = html_text(data, file)
    else:
        text, problems = decode_text(data, file)
    return Imported(text, problems, path.name)


def newest(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files of a folder, in their order; of a paper and its mended copies (讲话.docx, 讲话-改.docx, 讲话-改2.docx) only
    the one that was written last: someone went on from it.
    """
    paths = tuple(paths)
    names = {path.name for path in paths}
    groups: dict[str, list[Path]] = {}
    for path in paths:
        original = _MENDED.sub("", path.stem) + path.suffix
        groups.setdefault(original if original in names else path.name, []).append(path)
    kept = {max(group, key=lambda one: (one.stat().st_mtime_ns, one.name)) for group in groups.values()}
    return tuple(path for path in paths if path in kept)


def read_file(path: Path) -> bytes:
    """The bytes of a file, of which there may be 64 MB.  InvalidInput where there is none or it cannot be read (F21, F22)."""
    file = str(path)
    try:
        if not path.exists():
            raise InvalidInput(
                [Problem("F21", Place(file), "找不到这个文件", "一个已有的文件", "检查文件名和所在的文件夹")]
            )
        if not path.is_file():
            raise InvalidInput([Problem("F21", Place(file), "这不是一个文件", "一个 .txt、.docx 或 .html 文件")])
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        hint = "看看文件是不是正被别的程序打开，或者没有读它的权限"
        raise InvalidInput([Problem("F21", Place(file), f"打不开这个文件（{refusal(error)}）", hint=hint)]) from error
    if len(data) > MAX_BYTES:
        found = f"文件超过 {MAX_BYTES // 1_000_000} MB，不像一篇讲话"
        raise InvalidInput([Problem("F22", Place(file), found, hint="删去里面的图片，或者把文字另存为 .txt")])
    return data


def _kind(data: bytes, suffix: str, file: str) -> str:
    """docx, html or txt.  Content goes before name: a page saved as .doc is still a page."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"PK"):
        if suffix in _BY_NAME and suffix not in (".doc", ".wps") and b"word/document" not in data:
            raise _unreadable(file, _BY_NAME[suffix], suffix)
        return "docx"
    if data.startswith(_OLE):
        raise _locked(file) if _ENCRYPTED in data else _unreadable(file, _BY_NAME.get(suffix, _BY_NAME[".doc"]), suffix)
    if start.startswith(b"%pdf"):
        raise _unreadable(file, _BY_NAME[".pdf"], ".pdf")
    if start.startswith(b"{\\rtf"):
        raise _unreadable(file, _BY_NAME[".rtf"], ".rtf")
    if data.startswith(_PICTURES) and b"\0" in data[:512]:
        raise _unreadable(file, "图片", "")
    if data.startswith(_ARCHIVES):
        raise _unreadable(file, "压缩包", ".zip")
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<meta", b"<body")) or suffix in (".html", ".htm"):
        return "html"
    if suffix == ".docx":
        raise InvalidInput([Problem("F24", Place(file), "这不是一个 Word 文件，或者已经损坏", hint=_SAVE_AS)])
    if suffix in _BY_NAME:
        raise _unreadable(file, _BY_NAME[suffix], suffix)
    return "txt"


def _unreadable(file: str, what: str, suffix: str) -> InvalidInput:
    hint = _SAVE_AS
    if suffix in (".pdf", ".ofd"):
        hint = "找它原来的 Word 文件；没有的话，用 WPS 的“PDF 转 Word”或扫描识别，存为 .docx，并核对文字"
    elif not suffix:
        hint = "图片里的字要先识别成文字，核对后存为 .docx 或 .txt"
    elif suffix == ".zip":
        hint = "先解压，再用里面的 .docx、.txt 或 .html 文件"
    return InvalidInput([Problem("F23", Place(file), f"这是{what}，读不了", "一个 .docx、.txt 或 .html 文件", hint)])


def _locked(file: str) -> InvalidInput:
    hint = "在 Word 或 WPS 里输入密码打开，取消密码（文件→信息→保护文档），另存后再用"
    return InvalidInput([Problem("F25", Place(file), "文件加了密码，打不开", "没有密码的 .docx 文件", hint)])


def _finding(code: str, file: str, found: str, hint: str = "") -> Problem:
    return Problem(code, Place(file), found, hint=hint, severity="提示")
