"""The wire to a Dask scheduler: chunks go out, what comes of each comes back.

Knows addresses, workers and tasks that were lost; not what a chunk is.
"""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar
from uuid import uuid4

import dask.config
from distributed import Client, Future, KilledWorker, Security
from distributed.client import FutureCancelledError
from distributed.comm import CommClosedError
from distributed.core import rpc
from distributed.versions import VersionMismatchWarning

from generator.cluster import there
from generator.cluster.there import Job
from generator.problems import InvalidInput, Place, Problem
from generator.text.regex import regex

C = TypeVar("C")
T = TypeVar("T")

SECONDS = 10.0
"""How long a scheduler, and then its first worker, is waited for."""
DESERTED = 60.0
"""How long work waits for a worker when all are gone: one that died is started again by its nanny within seconds."""
_ADDRESS = regex(r"(?:(tcp|tls)://)?([^\s/:\[\]]+|\[[0-9A-Fa-f:]+\]):([0-9]{1,5})/?")
_TICK = 1.0
_LOOK = 5.0
_IN_FLIGHT = 2
"""Chunks for each worker: one that it is at, one that it finds when it is done."""
_AHEAD = 16
"""Chunks for each worker by which the fastest may be before the slowest."""


@contextmanager
def connected(address: str, seconds: float = SECONDS) -> Iterator[Link]:
    """A wire to a scheduler that has at least one worker.  InvalidInput J01, J02, J03.

    tls:// takes certificates from Dask's own configuration (distributed.comm.tls).
    """
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or not 0 < int(found[3]) < 65536:
        expected = "tcp://调度机:8786"
        raise InvalidInput([Problem("J01", Place("--scheduler"), f"“{address}”不是调度机的地址", expected)])
    whole = f"{found[1] or 'tcp'}://{found[2]}:{found[3]}"
    # What it has to say of a broken connection we say ourselves.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    for name in ("distributed.client", "distributed.core", "distributed.comm", "distributed.batched"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "100MB"}):
        client = _client(whole, seconds)
        try:
            yield Link(client, whole, seconds)
        finally:
            with suppress(OSError, TimeoutError):
                # The other end may be gone; so is then what there was to close.
                client.close(timeout=seconds)


async def _greet(address: str, seconds: float) -> None:
    certificates = Security().get_connection_args("client")
    async with rpc(address, timeout=seconds, connection_args=certificates) as scheduler:
        await scheduler.identity()


def _client(address: str, seconds: float) -> Client:
    try:
        # A client waits for ever for an answer of something that is no scheduler, as the page on 8787 is.
        asyncio.run(asyncio.wait_for(_greet(address, seconds), seconds))
        with warnings.catch_warnings():
            # `check_alike` tells of versions, by machine.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            return Client(address, timeout=seconds, set_as_default=False, name="jianggao")
    except (OSError, TimeoutError) as error:
        found = f"{seconds:.0f} 秒里没有连上调度机"
        hint = "在调度机上运行 dask scheduler，看它写出的地址；再看防火墙让不让连（8787 是看进度的网页，不是这个端口）"
        raise InvalidInput([Problem("J02", Place(address), found, "正在运行的 dask scheduler", hint)]) from error
    except (TypeError, RuntimeError) as error:
        if not address.startswith("tls:"):
            raise
        found = "tls:// 要有证书，这里没有设"
        hint = "在 ~/.config/dask/distributed.yaml 里写上 ca-file、cert、key，见 docs/集群.md"
        raise InvalidInput([Problem("J02", Place(address), found, hint=hint)]) from error


class Link:
    """A connected scheduler."""

    def __init__(self, client: Client, address: str, seconds: float) -> None:
        self.address, self._client = address, client
        self._workers, self._looked = 0, 0.0
        try:
            client.wait_for_workers(1, timeout=seconds)
        except TimeoutError as error:
            found = f"调度机在，可是 {seconds:.0f} 秒里一台工作机也没有"
            hint = f"在各台机器上运行：dask worker {address} --nthreads 1 --nworkers 处理器个数"
            raise InvalidInput([Problem("J03", Place(address), found, "至少一个 dask worker", hint)]) from error

    def ask(self, question: Callable[..., T], *args: object) -> dict[str, T | Exception]:
        """What each worker answers, by its address; what it raised where it could not.  InvalidInput J06."""
        with self._guarded():
            answers: dict[str, T | Exception] = self._client.run(question, *args, on_error="return")
            return answers

    def stream(self, job: Job, chunks: Iterable[C]) -> Generator[tuple[int, C, list[Any] | None], None, None]:
        """Each chunk with its number, counted from 0, and what came of it, in any order; None where the workers that were
        at it died one after the other.

        A chunk is asked for only when there is room for it.  Closing the iterator cancels what was not begun and waits for
        the rest.  InvalidInput J06 where the scheduler is gone, J07 where all workers are, and what a worker raises.
        """
        done: SimpleQueue[Future] = SimpleQueue()
        running: dict[str, tuple[int, C, Future]] = {}
        waiting = enumerate(chunks)
        number, more = 0, True
        shared = None
        try:
            with self._guarded():
                shared = self._client.submit(there.brought, job, key=f"jianggao-job-{job.token}", pure=False)
            while True:
                while more and len(running) < self._room() and number - _first(running, number) < self._room() * _AHEAD:
                    following = next(waiting, None)
                    if following is None:
                        more = False
                        break
                    number, chunk = following
                    with self._guarded():
                        key = f"jianggao-chunk-{job.token}-{number}"
                        future = self._client.submit(there.do, shared, chunk, key=key, pure=False)
                    running[key] = (number, chunk, future)
                    future.add_done_callback(done.put)
                if not running:
                    return
                came = self._next(done)
                at, chunk, _ = running.pop(came.key)
                yield at, chunk, self._result(came)
        finally:
            self._call_off(job.token, [future for _, _, future in running.values()])
            del shared

    def _room(self) -> int:
        now = time.monotonic()
        if not self._workers or now - self._looked > _LOOK:
            with self._guarded():
                self._workers, self._looked = len(self._client.nthreads()), now
        return max(1, self._workers) * _IN_FLIGHT

    def _next(self, done: SimpleQueue[Future]) -> Future:
        """The next task that ended, however it did."""
        alone_since: float | None = None
        while True:
            try:
                return done.get(timeout=_TICK)
            except Empty:
                now = time.monotonic()
                with self._guarded():
                    there_are = bool(self._client.nthreads())
                alone_since = None if there_are else alone_since or now
                if alone_since is not None and now - alone_since > DESERTED:
                    found = f"工作机都不在了，等了 {DESERTED:.0f} 秒也没有回来"
                    hint = "看各台机器上的 dask worker 还在不在（内存够不够）；再运行一次，会接着写"
                    raise InvalidInput([Problem("J07", Place(self.address), found, hint=hint)]) from None

    def _result(self, future: Future) -> list[Any] | None:
        with self._guarded():
            try:
                result: list[Any] = future.result()
                return result
            except KilledWorker:
                return None

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """InvalidInput J06 where something failed because the connection is gone."""
        try:
            if self._client.status != "running":
                raise self._gone()
            yield
        except (CommClosedError, FutureCancelledError) as error:
            raise self._gone() from error
        except (OSError, TimeoutError, RuntimeError) as error:
            # What a worker raised is its own; a connection that failed shows in the client as well.
            if self._client.status == "running":
                raise
            raise self._gone() from error

    def _gone(self) -> InvalidInput:
        found = "和调度机的连接断了"
        hint = "看调度机上的 dask scheduler 还在不在；再运行一次，会接着写"
        return InvalidInput([Problem("J06", Place(self.address), found, hint=hint)])

    def _call_off(self, token: str, futures: list[Future]) -> None:
        """Take back what was not begun, and wait until no worker is at the job."""
        if not futures or self._client.status != "running":
            return
        with suppress(InvalidInput), self._guarded():
            # Where the connection goes now, nothing is left to be taken back.
            self._client.cancel(futures)
            until = time.monotonic() + DESERTED
            while any(busy is True for busy in self.ask(there.at_work, token).values()) and time.monotonic() < until:
                time.sleep(0.05)


def _first(running: dict[str, tuple[int, Any, Future]], otherwise: int) -> int:
    return min((number for number, _, _ in running.values()), default=otherwise)


def new_token() -> str:
    """A name for a job that no other job has."""
    return uuid4().hex[:12]
