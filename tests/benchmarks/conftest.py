"""The benchmarks' figures: kept while they run, printed as one table when they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest


@dataclass
class Figures:
    """Rows of the table (program, milliseconds a paper) and the ratios that end the report."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    ratios: dict[str, float] = field(default_factory=dict)

    def row(self, what: str, milliseconds: float) -> None:
        self.rows.append((what, f"{milliseconds:10.3f} ms"))

    def ratio(self, name: str, value: float) -> None:
        self.ratios[name] = value


_KEY = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """Where a benchmark puts what it measured."""
    request.config.stash.setdefault(_KEY, Figures())
    yield request.config.stash[_KEY]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    measured = terminalreporter.config.stash.get(_KEY, Figures())
    if measured.rows:
        terminalreporter.section("figures")
        width = max(len(what.encode("gbk", "replace")) for what, _ in measured.rows)
        for what, value in measured.rows:
            terminalreporter.write_line(what + " " * (width - len(what.encode("gbk", "replace"))) + value)
    for name, value in measured.ratios.items():
        terminalreporter.write_line(f"ratio {name} {value:.2f}" if value < 10 else f"ratio {name} {value:.1f}")
