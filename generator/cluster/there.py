"""What runs in a worker: one chunk at a time, at home in the kit that came with the job.

The only state is a process's own: which jobs it was found fit for, and what it is at.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from distributed import get_worker

from generator.cluster.kit import Kit, own_settings
from generator.cluster.sameness import Likeness, check_alike, likeness
from generator.records import record

Work = Callable[[Sequence[Any]], list[Any]]


@record(frozen=True)
class Job:
    """What all chunks of one call share: who asks, what to do with a chunk, and the files to do it with.

    `work` gets the folder that the kit lies in and gives back what is to be called with each chunk.
    """

    token: str
    likeness: Likeness
    work: Callable[[Path], Work]
    kit: Kit


_turn = threading.Lock()
"""Papers are made by one thread of a process; a worker with several would gain nothing and share what is not to be shared."""
_fit: set[str] = set()
_busy: set[str] = set()


def brought(job: Job) -> Job:
    """The job itself, as a task of its own: so the scheduler hands it to each worker once, and to those that come later."""
    return job


def do(job: Job, chunk: Sequence[Any]) -> list[Any]:
    """What comes of a chunk.  InvalidInput J05 where this worker came late and has another program."""
    with _turn:
        _busy.add(job.token)
        try:
            if job.token not in _fit:
                check_alike(job.likeness, {get_worker().address: likeness()})
                _fit.add(job.token)
            folder = job.kit.unpack(Path(get_worker().local_directory))
            with own_settings(folder):
                return job.work(folder)(chunk)
        finally:
            _busy.discard(job.token)


def at_work(token: str) -> bool:
    """Whether this process is at a chunk of the job."""
    return token in _busy


def sees(folder: str, mark: str, written: str) -> str:
    """Why this worker cannot use a shared folder; empty where it sees the mark there and may write."""
    try:
        if (Path(folder) / mark).read_text(encoding="utf-8") != written:
            return "那里有同名的文件夹，可不是这一个"
        handle, name = tempfile.mkstemp(prefix=".~", suffix=".tmp", dir=folder)
        os.close(handle)
        Path(name).unlink()
    except FileNotFoundError:
        return "那里看不到这个文件夹"
    except PermissionError:
        return "那里没有写这个文件夹的权限"
    except OSError as error:
        return f"那里写不进这个文件夹（{error.strerror}）"
    return ""
