"""结构挖掘: what recurs in a folder of old texts, counted, reported, and made into templates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.miner.archive import Mapped, read_archive
from generator.miner.mining import Mined, mine
from generator.miner.own_library import own_domain
from generator.miner.report import report_files
from generator.miner.spool import Spool
from generator.miner.wordings import template_files
from generator.rendering.shelf import Shelf

__all__ = ["Mined", "Spool", "mine", "mine_folders", "output_files", "read_archive"]


def mine_folders(
    folders: Sequence[Path], shelf: Shelf, support: int, mapped: Mapped = map
) -> tuple[Mined, list[tuple[str, str]]]:
    """What was found in folders of texts, and the files to write (name within the output folder, content).

    `mapped` reads the files, here or elsewhere.  InvalidInput where there is nothing to read.
    """
    with Spool() as spool:
        read_archive(folders, spool, mapped)
        mined = mine(spool, shelf, support)
        return mined, output_files(mined, spool, shelf)


def output_files(mined: Mined, spool: Spool, shelf: Shelf) -> list[tuple[str, str]]:
    """The report, its charts, and the templates."""
    files = list(report_files(mined, spool.problems))
    files += template_files(mined.frames, shelf)
    domain = own_domain(mined.topics, mined.headings)
    if domain is not None:
        files.append(("要求库/自有.yaml", domain))
    return files
