"""A run of the program as a clerk starts it: a process of its own, within limits, and what it left behind.

Knows processes and files; nothing of papers.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("limits on memory, time and file size are set as POSIX has them", allow_module_level=True)

import resource

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 800_000_000
"""Bytes of address space: a make of one page takes less than a tenth of it."""
SECONDS = 60
"""Of processor time; far above what any case needs on a slow machine, far below what a bomb would take."""


@dataclass(frozen=True)
class Ran:
    """What came of a run: exit code, what it wrote on the screen, seconds by the clock."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def said(self) -> str:
        return self.out + self.err


def jianggao(
    *args: str | Path,
    cwd: Path,
    memory: int = MEMORY,
    seconds: int = SECONDS,
    file_size: int | None = None,
    env: Mapping[str, str] | None = None,
    stdout: int | None = None,
) -> Ran:
    """Runs the program in a folder, within limits: address space, processor time, and the bytes a file may have.

    `stdout` is a descriptor in place of the pipe that is read.
    """
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", *map(str, args)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        timeout=5 * seconds,
        preexec_fn=limits(memory, seconds, file_size),
        check=False,
    )
    took = time.monotonic() - started
    return Ran(
        done.returncode, (done.stdout or b"").decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"), took
    )


def limits(memory: int, seconds: int, file_size: int | None) -> Callable[[], None]:
    """What a child does to itself before the program starts."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    return limit


def told(ran: Ran, *codes: str) -> None:
    """The run ended with a problem in Chinese, one of these where codes are given, and not with a fault of ours."""
    assert "Traceback" not in ran.said, ran.err[-2000:]
    assert ran.code in (1, 2), (ran.code, ran.said[-500:])
    assert re.search("[一-鿿]", ran.said), "nothing in Chinese"
    if codes:
        assert re.search(rf"\b(?:{'|'.join(codes)})  ", ran.said), ran.said[-500:]


def kept(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name, byte for byte; a link by what it points to."""
    return {
        str(path.relative_to(folder)): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def leftovers(folder: Path) -> list[str]:
    """What a run that was stopped would leave beside its targets."""
    return [name for name in kept(folder) if name.endswith(".tmp") or "/.~" in f"/{name}"]


DETAILS = """\
会议名称: 全县安全生产工作会议
时间: 2026年3月1日 9:00
地点: 县行政中心三楼会议室
主持人: 沈洁（县委副书记、县长）
讲话人: 林海（县委书记）
议程: [讲话]
要点:
  - 标题: 抓好安全
    正文: 各单位要抓好落实。
  - 标题: 压实责任
    正文: 各单位各负其责。
"""
"""The details of a meeting of which come a host script and a speech."""


def desk(folder: Path, details: str | bytes = DETAILS, **templates: str | bytes) -> Path:
    """A folder with a 会议.yaml, and beside it the templates of its own: 讲话__工作会议 is 模板/讲话/工作会议.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "会议.yaml").write_bytes(details if isinstance(details, bytes) else details.encode())
    for name, text in templates.items():
        path = folder / "模板" / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def word_text(path: Path) -> str:
    """What a Word file says, a paragraph a line; an error where one of its parts is not whole."""
    import zipfile
    from xml.etree import ElementTree

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        root = ElementTree.fromstring(package.read("word/document.xml"))
    rows = ("".join(text.text or "" for text in row.iter(f"{space}t")) for row in root.iter(f"{space}p"))
    return "\n".join(rows)
