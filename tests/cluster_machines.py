"""A scheduler and its workers as processes of this machine, for the tests of `--scheduler`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).parent.parent
TESTS = Path(__file__).parent


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Machines:
    """A scheduler on loopback and what works for it.  Each worker has a settings folder of its own, with nothing in it."""

    def __init__(self, folder: Path, *security: str, scheme: str = "tcp") -> None:
        self.folder, self.security = folder, security
        self.address = f"{scheme}://127.0.0.1:{free_port()}"
        self.running: list[subprocess.Popen[bytes]] = []
        # Two workers that die are proof enough that a row kills.
        at = self.address.rpartition(":")[2]
        words = ["--host", f"{scheme}://127.0.0.1", "--port", at, "--no-dashboard"]
        self.scheduler = self._start("scheduler", words, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")

    def _start(self, what: str, words: list[str], root: Path = ROOT, **more: str) -> subprocess.Popen[bytes]:
        number = len(self.running)
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(root), str(TESTS)]),
            "JIANGGAO_HOME": str(self.folder / f"机器{number}"),
            **more,
        }
        with (self.folder / f"{what}{number}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", *words, *self.security],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
            )
        self.running.append(process)
        return process

    def worker(self, root: Path = ROOT) -> subprocess.Popen[bytes]:
        """One more worker of one thread, with its nanny; `root` is where its program lies."""
        words = [self.address, "--nthreads", "1", "--no-dashboard", "--memory-limit", "0", "--local-directory"]
        return self._start("worker", [*words, str(self.folder / f"工作{len(self.running)}")], root)

    @contextmanager
    def client(self) -> Iterator[Client]:
        with Client(self.address, timeout=30, set_as_default=False) as client:
            yield client

    def await_workers(self, count: int) -> None:
        with self.client() as client:
            client.wait_for_workers(count, timeout=60)

    def worker_pids(self) -> list[int]:
        """The processes that work; not their nannies, which start them again."""
        with self.client() as client:
            return list(client.run(os.getpid).values())

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End a machine of ours and wait until it is gone, with what it started."""
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def close(self) -> None:
        for process in reversed(self.running):
            self.stop(process)


@contextmanager
def machines(folder: Path, workers: int, *security: str, scheme: str = "tcp") -> Iterator[Machines]:
    """A scheduler with some workers, all there; gone at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    these = Machines(folder, *security, scheme=scheme)
    try:
        for _ in range(workers):
            these.worker()
        if workers and not security:
            these.await_workers(workers)
        yield these
    finally:
        these.close()


def until(told: Iterator[bool], seconds: float = 60.0) -> None:
    """Wait until the iterator says True."""
    end = time.monotonic() + seconds
    while not next(told):
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)
