"""Bytes of a text file as text, whatever the computer it was typed on wrote: UTF-8, UTF-16, GB 18030."""

from __future__ import annotations

import codecs

from generator.problems import InvalidInput, Place, Problem
from generator.text.regex import regex

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORST = 0.1
_CONTROL = regex("[\0-\x08\x0e-\x1b]")
_WORST_CONTROL = 0.01
_HINT = "用 Word 打开原文件，另存为 .docx；或者用记事本打开，另存时编码选 UTF-8"


def decode_text(data: bytes, file: str = "", declared: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text of bytes, and a finding (F27) where some of them are no characters.

    A byte order mark decides; then the declared encoding; then what fits: UTF-8, UTF-16, GB 18030 (which holds GB 2312
    and GBK).  InvalidInput (F27) where more than a tenth of the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :] if encoding == "utf-8" else data, encoding, file)
    encodings = [declared] if declared else []
    if b"\0" in data:
        encodings += _wide(data)
    for encoding in [*encodings, "utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if len(_CONTROL.findall(text)) > _WORST_CONTROL * len(text):
            raise _no_text(file)
        return text, ()
    tries = [declared] if declared and _known(declared) else ["utf-8", "gb18030"]
    return _forgiving(data, min(tries, key=lambda name: data.decode(name, "replace").count("\ufffd")), file)


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _wide(data: bytes) -> list[str]:
    """UTF-16 without a mark: the half of the bytes that are low in Chinese text tells which way round."""
    if len(data) % 2:
        return []
    even, odd = data[::2][:4096], data[1::2][:4096]
    little = sum(0x4E <= b <= 0x9F or b == 0 for b in odd)
    big = sum(0x4E <= b <= 0x9F or b == 0 for b in even)
    best, order = max((little, "utf-16-le"), (big, "utf-16-be"))
    return [order] if best > 0.6 * len(odd) else []


def _no_text(file: str) -> InvalidInput:
    return InvalidInput([Problem("F27", Place(file), "这不像一个文字文件", "一个 .txt、.docx 或 .html 文件", _HINT)])


def _forgiving(data: bytes, encoding: str, file: str) -> tuple[str, tuple[Problem, ...]]:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if bad > _WORST * max(len(text), 1) or len(_CONTROL.findall(text)) > _WORST_CONTROL * len(text):
        raise _no_text(file)
    if bad <= 0:
        return text, ()
    line = text[: text.index("\ufffd")].count("\n") + 1
    found = f"有 {bad} 处认不出是什么字，已用“\ufffd”代替"
    return text, (Problem("F32", Place(file, line), found, hint="对照原件补上", severity="提示"),)
