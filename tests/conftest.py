"""What all tests share: `--accept`, the `specimen` fixture, and a settings folder that is nobody's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from specimen import Case, accept

if TYPE_CHECKING:
    from cluster_machines import Machines

# A loaded machine is no fault of the code: what is slow is measured by tests of its own.
settings.register_profile("quiet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quiet")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite what the specimens expect; read the diff before committing"
    )


@pytest.fixture
def specimen(request: pytest.FixtureRequest) -> Callable[[Case, str, str], None]:
    """`specimen(case, label, text)`: the text equals the case's block, or becomes it with --accept."""

    def compare(case: Case, label: str, text: str) -> None:
        text = text.strip("\n")
        if request.config.getoption("--accept"):
            if case.blocks.get(label) != text:
                accept(case, label, text)
        else:
            assert text == case.blocks.get(label, ""), f"{case.file}: {case.name}; pytest --accept takes it over"

    return compare


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder that is empty, so that a test does not depend on whose computer it runs on."""
    folder = tmp_path_factory.getbasetemp() / "settings-of-nobody"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("JIANGGAO_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler and two workers on loopback, for all tests that ask for them."""
    from cluster_machines import machines

    with machines(tmp_path_factory.mktemp("集群"), 2) as these:
        yield these


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of counties and what this machine makes of it."""
    from cluster_province import make_province

    return make_province(tmp_path_factory.mktemp("省"))
