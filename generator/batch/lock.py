"""One batch at a time in an output folder.

The lock is the system's, so that it goes with the process that holds it, however that ends; a note beside it says who
holds it.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.batch.manifest import FOLDER
from generator.problems import InvalidInput, Place, Problem, refusal

LOCK, _HOLDER = "批量.lock", "批量.占用.json"
_MOMENT = 0.3
"""Seconds to wait for one that only looks whether the folder is free."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold an output folder, made where it is missing.  InvalidInput B40 where another batch holds it."""
    from filelock import FileLock, Timeout

    place = folder / FOLDER
    try:
        place.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place / LOCK, timeout=_MOMENT)
        lock.acquire()
    except Timeout as error:
        raise InvalidInput([_held(folder, "另一次")]) from error
    except (NotADirectoryError, FileExistsError) as error:
        found = "这个名称已经是一个文件，不能当文件夹用"
        raise InvalidInput([Problem("F12", Place(str(folder)), found, hint="用 -o 换一个文件夹")]) from error
    except OSError as error:
        found = f"写不进这个文件夹（{refusal(error)}）"
        raise InvalidInput([Problem("F11", Place(str(folder)), found, hint="用 -o 换一个文件夹")]) from error
    note = place / _HOLDER
    try:
        with suppress(OSError):
            held = {"进程": os.getpid(), "机器": socket.gethostname(), "开始": time.strftime("%Y-%m-%d %H:%M:%S")}
            note.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            note.unlink()
        lock.release()


def check_free(folder: Path) -> None:
    """InvalidInput B40 where a batch holds a folder in which there has been one.  Holds it for no more than a moment."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / FOLDER / LOCK, timeout=_MOMENT)
    try:
        lock.acquire()
    except Timeout as error:
        raise InvalidInput([_held(folder, "一次")]) from error
    except OSError:
        # A folder that may not be written into is told by whoever writes.
        return
    lock.release()


def _held(folder: Path, which: str) -> Problem:
    hint = "等它写完再运行；或者用 -o 换一个文件夹"
    found = f"{which} batch 正在往这个文件夹里写{_held_by(folder / FOLDER / _HOLDER)}"
    return Problem("B40", Place(folder.name), found, hint=hint)


def _held_by(note: Path) -> str:
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        return f"（机器 {said['机器']}，进程 {said['进程']}，{said['开始']} 开始）"
    except (OSError, ValueError, KeyError, TypeError):
        # Who it is, is a courtesy: the lock has said that there is somebody.
        return ""
