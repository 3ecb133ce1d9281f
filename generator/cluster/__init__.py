"""集群: the work of `batch` and `mine` on many machines, by a Dask scheduler and its workers.

`link` is the wire, `there` what runs at its other end, `kit` what travels with the work, `sameness` the proof that both
ends are the same program; `batching` and `mining` give the two commands what they ask of a pool.  Nothing here is
imported unless a scheduler is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from generator.problems import InvalidInput, Place, Problem

if TYPE_CHECKING:
    from generator.cluster.link import Link

__all__ = ["linked"]


@contextmanager
def linked(address: str) -> Iterator[Link]:
    """A wire to the scheduler at an address (tcp://host:8786), all of whose workers are like this program.

    InvalidInput: J00 distributed is not installed, J01 no address, J02 nobody there, J03 no worker, J04 and J05 a worker
    that has another program, other templates, or none.
    """
    if find_spec("distributed") is None:
        found = "用集群要先装上 distributed"
        raise InvalidInput([Problem("J00", Place("--scheduler"), found, hint="pip install 'jianggao[cluster]'")])
    from generator.cluster.link import connected
    from generator.cluster.sameness import check_alike, likeness

    with connected(address) as link:
        check_alike(likeness(), link.ask(likeness))
        yield link
