"""Where chunks of rows are made: in this process, or in several.

A pool takes a function and chunks and gives back what came of each, in any order; it asks for a chunk only when it has
room for it, so that memory does not grow with the number of rows.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Protocol

from generator.batch.records import Row, RowDone
from generator.problems import Place, Problem

Work = Callable[[Sequence[Row]], list[RowDone]]
"""A picklable function: make_chunk with its setting."""
Chunk = Sequence[Row]
_IN_FLIGHT = 2
"""Chunks that wait for each process: one that it is at, one that it finds when it is done."""


class Pool(Protocol):
    """What makes chunks.  A cluster is one, too."""

    def map_unordered(self, work: Work, chunks: Iterable[Chunk]) -> Iterator[list[RowDone]]:
        """What comes of each chunk, as soon as it is there.  Closing the iterator takes no further chunk and waits for
        those that are being made."""
        ...


class Here:
    """This process alone."""

    def map_unordered(self, work: Work, chunks: Iterable[Chunk]) -> Iterator[list[RowDone]]:
        for chunk in chunks:
            yield work(chunk)


class Processes:
    """Processes of this machine.  The chunks of one that dies are made again, alone; a row that kills is reported."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def map_unordered(self, work: Work, chunks: Iterable[Chunk]) -> Iterator[list[RowDone]]:
        waiting = iter(chunks)
        lost: deque[Chunk] = deque()
        while True:
            yield from self._until_broken(work, waiting, lost)
            if not lost:
                return
            while lost:
                yield from self._alone(work, lost.popleft())

    def _until_broken(self, work: Work, chunks: Iterator[Chunk], lost: deque[Chunk]) -> Iterator[list[RowDone]]:
        executor = _executor(self.jobs)
        running: dict[Future[list[RowDone]], Chunk] = {}
        broken = False
        try:
            while True:
                while len(running) < self.jobs * _IN_FLIGHT and not broken:
                    chunk = next(chunks, None)
                    if chunk is None:
                        break
                    try:
                        running[executor.submit(work, chunk)] = chunk
                    except BrokenProcessPool:
                        lost.append(chunk)
                        broken = True
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    chunk = running.pop(future)
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        lost.append(chunk)
                        broken = True
                        continue
                    yield result
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    def _alone(self, work: Work, chunk: Chunk) -> Iterator[list[RowDone]]:
        """A chunk of which nobody knows whether it killed its process, in a process of its own, then row by row."""
        try:
            with _executor(1) as executor:
                result = executor.submit(work, chunk).result()
        except BrokenProcessPool:
            if len(chunk) == 1:
                yield [killed(chunk[0])]
                return
            for row in chunk:
                yield from self._alone(work, (row,))
            return
        yield result


def _executor(jobs: int) -> ProcessPoolExecutor:
    way = "fork" if _may_fork() else "spawn"
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(way), _settle, gc.get_threshold())


def _may_fork() -> bool:
    """Whether a process may begin with all that this one has loaded and read, which is half a second's work.

    Not beside other threads, of Python or of a library: what one of them holds at that moment would be held for ever.
    macOS has libraries that do not bear it at all.
    """
    try:
        return sys.platform == "linux" and sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


def _settle(*thresholds: int) -> None:
    """What a process does first: Ctrl-C is for the one that asks, and when that is gone there is nothing to do.

    `thresholds` are those of the asking process's garbage collector.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A pool that is broken ends its processes by it; what the asking process does at it is not for them.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(*thresholds)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()


def killed(row: Row) -> RowDone:
    """A row with which its process died, made as it was alone (B41)."""
    found = "写这一行的时候，进程没了（内存不够，或者被结束）"
    hint = "看看这一行是不是特别长；再运行一次"
    return RowDone(row, problems=(Problem("B41", Place("", row.number), found, hint=hint),))


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
