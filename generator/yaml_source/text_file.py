"""Text files of any encoding that an office saves: bytes → text.

Knows encodings and what a clerk is told of a file that cannot be read; nothing of what stands in it.
"""

from __future__ import annotations

from pathlib import Path

from generator.problems import InvalidInput, Place, Problem, refusal

MAX_BYTES = 5_000_000


def read_text(path: Path, name: str | None = None) -> str:
    """The text of a file, newlines as \\n.  UTF-8 (BOM or not), UTF-16 with BOM, GB18030.  Problems F01–F05."""
    shown = name or path.name
    try:
        if path.is_dir():
            raise InvalidInput([Problem("F01", Place(shown), "这是一个文件夹", "一个文件")])
        if path.exists() and not path.is_file():
            # A device has no end, and a pipe may never have a beginning.
            raise InvalidInput([Problem("F01", Place(shown), "这是系统的设备或管道", "一个文件")])
        size = path.stat().st_size
        if size > MAX_BYTES:
            found = f"文件有 {size / 1e6:.1f} MB，太大了"
            raise InvalidInput([Problem("F02", Place(shown), found, "不超过 5 MB 的文本文件")])
        data = path.read_bytes()
    except FileNotFoundError as error:
        hint = "检查文件名和所在的文件夹；新建一个用：jianggao new -o 会议.yaml"
        raise InvalidInput([Problem("F03", Place(shown), "没有这个文件", hint=hint)]) from error
    except OSError as error:
        found = f"读不了这个文件（{refusal(error)}）"
        raise InvalidInput([Problem("F04", Place(shown), found, hint="检查文件的权限，或换一个文件夹")]) from error
    return decode(data, shown)


def decode(data: bytes, name: str = "") -> str:
    """Bytes of a text file as text, newlines as \\n."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        kind = "PDF" if data.startswith(b"%PDF") else "Word 或压缩文件"
        raise InvalidInput([Problem("F05", Place(name), f"这是 {kind}，不是文本文件", "UTF-8 或 GB18030 的文本文件")])
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and _bare_utf16(data):
        raise InvalidInput([_unknown_encoding(name)])
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise InvalidInput([_unknown_encoding(name)])


def _bare_utf16(data: bytes) -> bool:
    """True for UTF-16 without its mark: each line end, or the first letter, has a zero byte beside it."""
    ends = data.count(b"\n")
    beside = max(data.count(b"\n\0"), data.count(b"\0\n"))
    return (0 < ends == beside) or (
        len(data) > 3 and (data[:2].find(b"\0") >= 0) and data[:2] != b"\0\0" and b"\0" in data[2:]
    )


def _unknown_encoding(name: str) -> Problem:
    hint = "用记事本打开，另存为时编码选 UTF-8"
    return Problem("F05", Place(name), "文件的编码认不出来", "UTF-8 或 GB18030 的文本文件", hint)
