"""行装: the files of the user's own that papers are made of, carried to wherever they are made.

His 模板/, his settings folder's, the 单位.yaml that hold, and the unit's own words where papers are checked; nothing else
leaves his machine.  Knows files and names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from generator.checks.unit import ALLOWED, FIGURES, MENDED
from generator.problems import InvalidInput, Place, Problem
from generator.records import record
from generator.rendering.folders import OWN, UNIT_FILE, settings_folder, unit_file

HOME, SETTINGS = "家", "设置"
"""Where in an unpacked kit the table's folder and the settings folder are."""
_READ = (".txt", ".yaml", ".yml")
LARGEST = 20_000_000
"""Bytes of one kit; the templates that come with the program are 0.4 MB."""


@record(frozen=True)
class Kit:
    """Files by their names in the kit, with the digest of all of them."""

    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    digest: str

    def unpack(self, place: Path) -> Path:
        """The kit as a folder below a place, which is the same for the same kit; written where it is not there yet."""
        folder = place / f"jianggao-{self.digest}"
        if folder.is_dir():
            return folder
        # Beside, then renamed: a folder of that name is whole.
        growing = place / f"jianggao-{self.digest}-{os.getpid()}"
        for name, content in self.files:
            path = growing.joinpath(*PurePosixPath(name).parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (growing / HOME).mkdir(parents=True, exist_ok=True)
        (growing / SETTINGS).mkdir(exist_ok=True)
        growing.rename(folder)
        return folder


def pack(home: Path, templates: Path | None = None, inner: bool = False, words: bool = False) -> Kit:
    """The kit of a table's folder; `templates` is a folder of templates instead of its 模板/, `inner` takes what lies in
    the folders within, too, `words` the files that checks ask.  InvalidInput J08 where it is too much to be sent about."""
    files = dict(_files(home, templates, inner, words))
    size = sum(map(len, files.values()))
    if size > LARGEST:
        found = f"自己的模板和单位.yaml 一共 {size / 1e6:.0f} MB，太大了，不能带到各台机器上"
        hint = "模板文件夹里只留模板（.txt、.yaml）"
        raise InvalidInput(
            [Problem("J08", Place(str(templates or home)), found, f"不超过 {LARGEST // 1_000_000} MB", hint)]
        )
    said = blake2b(digest_size=12)
    for name, content in sorted(files.items()):
        said.update(name.encode() + b"\0" + str(len(content)).encode() + b"\0" + content)
    return Kit(tuple(sorted(files.items())), said.hexdigest())


def _files(home: Path, templates: Path | None, inner: bool, words: bool) -> Iterator[tuple[str, bytes]]:
    settings = settings_folder()
    yield from _below(templates or home / OWN, f"{HOME}/{OWN}")
    yield from _below(settings / OWN, f"{SETTINGS}/{OWN}")
    if (settings / UNIT_FILE).is_file():
        yield f"{SETTINGS}/{UNIT_FILE}", (settings / UNIT_FILE).read_bytes()
    unit = unit_file(home)
    if unit is not None and unit != settings / UNIT_FILE:
        # One that stands above the folder holds in it as well.
        yield f"{HOME}/{UNIT_FILE}", unit.read_bytes()
    for name in (ALLOWED, MENDED, FIGURES) if words else ():
        for place, folder in ((SETTINGS, settings), (HOME, home)):
            if (folder / name).is_file():
                yield f"{place}/{name}", (folder / name).read_bytes()
    if inner:
        for name in (UNIT_FILE, ALLOWED, MENDED, FIGURES) if words else (UNIT_FILE,):
            for path in home.rglob(name):
                yield f"{HOME}/{path.relative_to(home).as_posix()}", path.read_bytes()


def _below(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a folder that a shelf reads; what a link leads out to is not his to send."""
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _READ and path.is_file() and path.resolve().is_relative_to(inside):
            yield f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()


@contextmanager
def own_settings(folder: Path) -> Iterator[None]:
    """While it lasts, this process has the settings folder of an unpacked kit.

    The settings of whoever runs the worker would else come into the papers.
    """
    before = os.environ.get("JIANGGAO_HOME")
    os.environ["JIANGGAO_HOME"] = str(folder / SETTINGS)
    try:
        yield
    finally:
        if before is None:
            del os.environ["JIANGGAO_HOME"]
        else:
            os.environ["JIANGGAO_HOME"] = before
