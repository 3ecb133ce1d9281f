"""`batch` on a cluster: a pool like that of processes, with the user's files carried along.

Results come back to this process, which writes them, or are written by the workers into a folder that all of them see;
which of the two is said in the setting (`returned`).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.batch.manifest import FOLDER
from generator.batch.pool import Chunk, killed
from generator.batch.pool import Work as Making
from generator.batch.records import RowDone, Setting
from generator.cluster import there
from generator.cluster.kit import HOME, pack
from generator.cluster.link import Link, new_token
from generator.cluster.sameness import likeness
from generator.cluster.there import Job, Work
from generator.files.output import sweep, write_files
from generator.problems import InvalidInput, Place, Problem
from generator.records import record


class Cluster:
    """A `Pool` of all workers of a scheduler.  A chunk whose workers die is made again, row by row; a row that kills is
    reported."""

    def __init__(self, link: Link, setting: Setting) -> None:
        """InvalidInput J08 where the user's own files are too many, J09 where the workers are to write into a folder
        that they do not see."""
        self._link, self._shared = link, None if setting.returned else setting.folder
        self._kit = pack(setting.home, setting.templates, inner=not setting.columns, words=setting.strict)
        if self._shared is not None:
            _check_seen(link, self._shared)

    def map_unordered(self, work: Making, chunks: Iterable[Chunk]) -> Iterator[list[RowDone]]:
        job = Job(new_token(), likeness(), AtHome(work, self._kit.digest), self._kit)
        lost: list[Chunk] = []
        try:
            with closing(self._link.stream(job, chunks)) as results:
                for _, chunk, made in results:
                    if made is None:
                        lost.append(chunk)
                    else:
                        yield made
            for row in (row for chunk in lost for row in chunk):
                # Alone, so that no row is blamed for what another did to its worker.
                with closing(self._link.stream(replace(job, token=new_token()), [(row,)])) as results:
                    for _, _, made in results:
                        yield made if made is not None else [killed(row)]
        finally:
            if self._shared is not None:
                sweep(self._shared)


@record(frozen=True)
class AtHome:
    """The work of a pool with the folder of an unpacked kit for its home."""

    work: Making
    kit: str

    def __call__(self, folder: Path) -> Work:
        if not isinstance(self.work, partial):
            raise TypeError(f"the setting of {self.work!r} is not to be found")
        (setting,) = self.work.args
        # What was read of another kit is not this one's.
        digest = f"{setting.digest}-{self.kit}"
        # What the user's own machine found above the table's folder came with the kit.
        home = (folder / HOME).resolve()
        return partial(self.work.func, replace(setting, home=home, templates=None, digest=digest, top=home))


def _check_seen(link: Link, folder: Path) -> None:
    """InvalidInput J09 where a worker does not see the folder, sees another of that name, or may not write there."""
    mark, written = f"{FOLDER}/集群-{new_token()}.txt", secrets.token_hex(16)
    write_files(folder, [(mark, written.encode())])
    try:
        answers = link.ask(there.sees, str(folder), mark, written)
    finally:
        with suppress(OSError):
            (folder / mark).unlink()
    problems = []
    for address, said in sorted(answers.items()):
        if isinstance(said, Exception):
            raise said
        if said:
            hint = "各台机器把同一个共享文件夹挂在同一个路径上，-o 写这个路径；或者去掉 --shared，由这里来写"
            problems.append(Problem("J09", Place(address), f"{said}：{folder}", "看得到、写得进的文件夹", hint))
    if problems:
        raise InvalidInput(problems)
