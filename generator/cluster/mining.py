"""`mine` on a cluster: the files of an archive are read by the workers; what came of them is brought together here.

The bytes of each file travel, so that nobody but this process needs to see the archive.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from generator.cluster.kit import Kit
from generator.cluster.link import Link, new_token
from generator.cluster.sameness import likeness
from generator.cluster.there import Job, Work
from generator.importer import read_file
from generator.miner.archive import ArchiveFile, FileRead
from generator.problems import InvalidInput, Place, Problem
from generator.records import record

Read = Callable[[ArchiveFile], FileRead]
_FILES, _BYTES = 20, 2_000_000
"""The most of a chunk; a file that is longer is one by itself."""


@record(frozen=True)
class Sent:
    """A file with its bytes, or the problems because of which it has none."""

    file: ArchiveFile
    content: bytes = field(default=b"", repr=False)
    problems: tuple[Problem, ...] = ()


class Readers:
    """The workers of a scheduler as a `map` over the files of an archive: in their order, whoever is done first."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def __call__(self, read: Read, files: Iterable[ArchiveFile]) -> Iterator[FileRead]:
        """InvalidInput J06 and J07 where the cluster is gone, and what `files` raises."""
        job = Job(new_token(), likeness(), Reading(read), Kit((), "空"))
        held: dict[int, list[FileRead]] = {}
        lost: dict[int, Sequence[Sent]] = {}
        following = 0
        with closing(self._link.stream(job, _chunks(files))) as results:
            for number, chunk, came in results:
                if came is None:
                    lost[number] = chunk
                else:
                    held[number] = came
                while following in held:
                    yield from held.pop(following)
                    following += 1
        while following in held or following in lost:
            if following in lost:
                held[following] = [self._alone(job, one) for one in lost.pop(following)]
            yield from held.pop(following)
            following += 1

    def _alone(self, job: Job, sent: Sent) -> FileRead:
        """A file of a chunk whose workers died, with nothing else under way that could be to blame."""
        with closing(self._link.stream(replace(job, token=new_token()), [(sent,)])) as results:
            for _, _, came in results:
                if came is not None:
                    only: FileRead = came[0]
                    return only
        found = "读这个文件的时候，工作机没了（内存不够，或者被结束）"
        return FileRead(problems=(Problem("J10", Place(str(sent.file.path)), found, hint="看看这个文件是不是特别大"),))


def _chunks(files: Iterable[ArchiveFile]) -> Iterator[list[Sent]]:
    chunk: list[Sent] = []
    size = 0
    for file in files:
        try:
            sent = Sent(file, read_file(file.path))
        except InvalidInput as error:
            sent = Sent(file, problems=error.problems)
        if chunk and (len(chunk) >= _FILES or size + len(sent.content) > _BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(sent)
        size += len(sent.content)
    if chunk:
        yield chunk


@record(frozen=True)
class Reading:
    """What a worker does with a chunk of files: each is put where `read` can find it, under its own name."""

    read: Read

    def __call__(self, folder: Path) -> Work:
        return partial(_read_chunk, self.read, folder)


def _read_chunk(read: Read, folder: Path, chunk: Sequence[Sent]) -> list[FileRead]:
    return [_read_one(read, folder, one) for one in chunk]


def _read_one(read: Read, folder: Path, sent: Sent) -> FileRead:
    if sent.problems:
        return FileRead(problems=sent.problems)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        # The ending says what kind of file it is; the name itself may be one that this system cannot hold.
        path = Path(place) / f"旧稿{sent.file.path.suffix}"
        path.write_bytes(sent.content)
        came = read(ArchiveFile(path, sent.file.shown))
    own = str(sent.file.path)
    return replace(came, problems=tuple(problem.at(own) for problem in came.problems))
