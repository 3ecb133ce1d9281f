"""Whether two machines would write the same papers: the program, Python, the templates and the transport, each by a name.

Knows what this process has, and how to tell a clerk what differs; nothing of connections.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from generator.problems import InvalidInput, Place, Problem
from generator.records import record
from generator.rendering.folders import builtin_folder

_MISSING = ("ImportError(", "ModuleNotFoundError(", "AttributeError(")
_SHOWN = 5
"""Workers that are named in one problem; the others are counted."""


@record(frozen=True)
class Likeness:
    """What a machine would write papers with.  Digests are the first 8 hex digits of a BLAKE2b."""

    version: str
    program: str
    """Digest of the program's own files: two checkouts of one version differ."""
    python: str
    templates: str
    """Digest of the templates, layouts and 要求库 that come with the program."""
    distributed: str

    def said(self) -> tuple[tuple[str, str], ...]:
        """Each thing with its name for a clerk."""
        return (
            ("讲稿", f"{self.version}（程序 {self.program}）"),
            ("Python", self.python),
            ("内置模板", self.templates),
            ("distributed", self.distributed),
        )


_HINTS = {
    "讲稿": "各台机器装同一个版本，再重新启动 dask worker",
    "Python": "各台机器用同一个 Python 版本，再重新启动 dask worker",
    "内置模板": "内置模板不要改；自己的模板放在底稿旁边的“模板”里，会自己带过去。重装讲稿，再重新启动 dask worker",
    "distributed": "各台机器装同一个版本：pip install distributed=={here}，再重新启动",
}


def likeness() -> Likeness:
    """What this process has.  The program is what it was when first asked, the templates are what they are now."""
    return Likeness(
        version("jianggao"),
        _program(),
        f"{sys.version_info.major}.{sys.version_info.minor}",
        _digest(builtin_folder()),
        version("distributed"),
    )


@lru_cache(maxsize=1)
def _program() -> str:
    # A process goes on with the code that it has read, whatever is on the disk by now.
    return _digest(Path(__file__).resolve().parent.parent)


def _digest(folder: Path) -> str:
    said = blake2b(digest_size=4)
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        # Inside an installed package the templates lie in it; they are counted by themselves.
        if path.suffix not in (".pyc", ".mo") and inner.parts[0] != "templates" and path.is_file():
            said.update(inner.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return said.hexdigest()


def check_alike(here: Likeness, there: Mapping[str, Likeness | Exception]) -> None:
    """InvalidInput where a worker (by its address) has something else than this process (J05) or nothing (J04)."""
    problems = list(_without(there))
    for number, (name, ours) in enumerate(here.said()):
        others: dict[str, list[str]] = {}
        for address, one in there.items():
            if isinstance(one, Likeness) and (theirs := one.said()[number][1]) != ours:
                others.setdefault(theirs, []).append(address)
        for theirs, addresses in others.items():
            found = f"工作机上的{name}和这里的不一样：那里是 {theirs}"
            hint = _HINTS[name].format(here=ours)
            problems.append(Problem("J05", Place(_named(addresses)), found, f"和这里一样：{ours}", hint))
    if problems:
        raise InvalidInput(problems)


def _without(there: Mapping[str, Likeness | Exception]) -> Iterator[Problem]:
    """The workers that do not know what they are asked; any other failure of theirs is raised as it is."""
    lacking = []
    for address, one in there.items():
        if isinstance(one, Exception) and _lacks_program(one):
            lacking.append(address)
        elif isinstance(one, Exception):
            raise one
    if lacking:
        found = "这台工作机的 Python 里没有讲稿，或者是没有集群功能的旧版本"
        hint = "在那里装上同一个版本：pip install 'jianggao[cluster]'，再重新启动 dask worker"
        yield Problem("J04", Place(_named(lacking)), found, hint=hint)


def _lacks_program(error: Exception) -> bool:
    """Whether a worker failed because what it was asked for is not in its Python; the transport may tell that as text."""
    return isinstance(error, (ImportError, AttributeError)) or str(error).startswith(_MISSING)


def _named(addresses: list[str]) -> str:
    more = f" 等 {len(addresses)} 台" if len(addresses) > _SHOWN else ""
    return "、".join(sorted(addresses)[:_SHOWN]) + more
