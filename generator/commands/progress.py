"""How far a long command is: one line that changes on a terminal, a line now and then where there is none.

Speaks on stderr; knows numbers of rows and nothing of papers.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

SECONDS = 10.0
"""Between two lines where nobody looks at a terminal."""
_BLINK = 0.2
_BAR = 24


class ProgressLine:
    """Tells of `done` out of `total`, with the rate and the time that is left."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total, self.clock = total, clock
        self.live = sys.stderr.isatty()
        self.began = self.told = clock()
        self.passed = 0
        self._shown = False

    def tell(self, done: int, passed: int = 0) -> None:
        """Say how far it is, if it is time to.  `passed` rows were not made, and say nothing of the rate."""
        now = self.clock()
        if now - self.told < (_BLINK if self.live else SECONDS) and not (self.live and done == self.total):
            return
        self.told = now
        line = progress_line(done, self.total, done - passed, now - self.began)
        if self.live:
            bar = "█" * (_BAR * done // max(self.total, 1))
            sys.stderr.write(f"\r{bar:░<{_BAR}} {line}\x1b[K")
            self._shown = True
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def close(self) -> None:
        """Leave the terminal at the beginning of a line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def progress_line(done: int, total: int, made: int, seconds: float) -> str:
    """320/1000 行　每秒 212 行　还要 4 秒"""
    line = f"{done}/{total} 行"
    rate = made / seconds if seconds > 0 else 0.0
    if not made or not rate:
        return line
    left = (total - done) / rate
    return f"{line}　每秒 {rate:.3g} 行　还要 {say_seconds(left)}"


def say_seconds(seconds: float) -> str:
    """4 秒, 3 分 20 秒, 2 小时 5 分"""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} 秒"
    if whole < 3600:
        return f"{whole // 60} 分 {whole % 60} 秒"
    return f"{whole // 3600} 小时 {whole % 3600 // 60} 分"
