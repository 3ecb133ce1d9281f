"""模板架: the folders that templates come from, and what is worked out of their files.

Finds a template by its name, the user's own before what comes with the program.  Knows folders; what stands in a file is
for `template`, and what is kept from run to run for `kept`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable

from generator.problems import InvalidInput, Place, Problem, closest
from generator.records import record
from generator.rendering.entrance import check_link, is_inside, is_template
from generator.rendering.seen import Seen
from generator.rendering.template import BUILTIN, SHARED, TemplateFile, extends_line, parse_template
from generator.yaml_source.text_file import read_text

T = TypeVar("T")
_NOT_GENRES = (SHARED, "版式", "要求库")


@runtime_checkable
class Keeps(Protocol):
    """What is worked out of a shelf and goes on growing: a renderer, a library."""

    def state(self) -> Any:
        """What it has so far, as plain data."""

    def take(self, state: Any) -> None:
        """What one before it had."""


@record(frozen=True)
class ShelfState:
    """What a shelf has read and what was worked out of it."""

    seen: Seen
    read: dict[tuple[str, str], TemplateFile | None]
    made: dict[Hashable, Any]
    kept: dict[Hashable, Any]
    """Of those that `Keeps`."""


class Shelf:
    """The folders that templates come from, the user's own first.  Files are read once, and what is worked out of them
    is kept with them (`once`)."""

    def __init__(self, folders: list[tuple[str, Path]]) -> None:
        self.folders = [(origin, path) for origin, path in folders if path.is_dir()]
        self.seen = Seen()
        """The files that were read, or looked for."""
        self._read: dict[tuple[str, str], TemplateFile | None] = {}
        self._found: dict[str, TemplateFile | None] = {}
        self._made: dict[Hashable, Any] = {}
        self._kept: dict[Hashable, Any] = {}
        self.grown = False
        """Whether more was worked out than an earlier run had."""

    def __reduce__(self) -> tuple[type[Shelf], tuple[list[tuple[str, Path]]]]:
        # Another process reads the files itself.
        return Shelf, (self.folders,)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of this shelf's files alone, made the first time it is asked for.  Nobody may change it."""
        if key not in self._made:
            made = self._made[key] = make()
            if key in self._kept and isinstance(made, Keeps):
                made.take(self._kept.pop(key))
            else:
                self.grown = True
        found: T = self._made[key]
        return found

    def note(self, path: Path) -> None:
        """That a file, or a folder for what is in it, is about to be read."""
        self.grown |= self.seen.note(path)

    def state(self) -> ShelfState:
        """All that was read and worked out, to be kept for another run."""
        made = {key: one for key, one in self._made.items() if not isinstance(one, Keeps)}
        kept = {key: one.state() for key, one in self._made.items() if isinstance(one, Keeps)}
        return ShelfState(self.seen, self._read, made, {**self._kept, **kept})

    def take(self, state: ShelfState) -> None:
        """What an earlier run kept of the same files."""
        self.seen, self._read, self._made, self._kept = state.seen, state.read, state.made, state.kept

    def get(self, name: str) -> TemplateFile:
        """The template of a name: 讲话/工作会议, 公用/开场.txt, 内置/讲话/工作会议.txt.  InvalidInput where there is none."""
        found = self.find(name)
        if found is None:
            choices = [t for t in self.names() if t.split("/")[0] == name.split("/")[0]] or list(self.names())
            near = closest(name.removesuffix(".txt"), choices)
            expected = "下列之一：" + "、".join(choices) if choices else ""
            hint = f"是不是“{near}”？" if near else "看有哪些模板：jianggao template list"
            raise InvalidInput([Problem("T01", Place(), f"没有模板“{name}”", expected, hint)])
        return found

    def find(self, name: str) -> TemplateFile | None:
        """The same, or None."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> TemplateFile | None:
        name = name.removesuffix(".txt")
        only = ""
        if name.startswith(BUILTIN + "/"):
            only, name = BUILTIN, name[len(BUILTIN) + 1 :]
        if not is_inside(name):
            return None
        for origin, folder in self.folders:
            if only and origin != only:
                continue
            key = (origin, name)
            if key not in self._read:
                path = folder / f"{name}.txt"
                self.note(path)
                there = path.is_file()
                if there and origin != BUILTIN:
                    check_link(path, folder, f"{origin}/{name}.txt")
                self._read[key] = parse_template(read_text(path), name, origin, path) if there else None
            if (found := self._read[key]) is not None:
                return found
        return None

    def names(self) -> Iterator[str]:
        """Every template's name once, genres only (not 公用), in order."""
        yield from self._names

    @property
    def _names(self) -> tuple[str, ...]:
        return self.once("all names", self._all_names)

    def _all_names(self) -> tuple[str, ...]:
        seen: set[str] = set()
        for _, folder in self.folders:
            for place in (folder, *folder.glob("*/")):
                self.note(place)
            for path in folder.glob("*/*.txt"):
                name = f"{path.parent.name}/{path.stem}"
                if path.parent.name not in _NOT_GENRES and not path.name.startswith("~") and is_template(path, name):
                    seen.add(name)
        return tuple(sorted(seen))

    def shared_names(self) -> tuple[str, ...]:
        """The names of what templates include: 公用/开场 …"""
        found = ((f"{SHARED}/{path.stem}", path) for _, one in self.folders for path in (one / SHARED).glob("*.txt"))
        return tuple(sorted({name for name, path in found if is_template(path, name)}))

    def genres(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.split("/")[0] for name in self.names()))

    def data(self, name: str) -> Path | None:
        """The first file of that name (公用/槽位.yaml, 版式/公文.yaml) in the folders, or None."""
        if not is_inside(name):
            return None
        for origin, folder in self.folders:
            self.note(folder / name)
            if (path := folder / name).is_file():
                if origin != BUILTIN:
                    check_link(path, folder, f"{origin}/{name}")
                return path
        return None

    def ancestry(self, template: TemplateFile) -> tuple[TemplateFile, ...]:
        """The template and what it extends, nearest first.  A circle is a problem."""
        chain = [template]
        while chain[-1].parent:
            parent = self.find(chain[-1].parent)
            if parent is None:
                at = extends_line(chain[-1])
                hint = "内置的模板写成“内置/讲话/工作会议.txt”；看有哪些模板：jianggao template list"
                raise InvalidInput([Problem("T02", chain[-1].place(at), f"没有模板“{chain[-1].parent}”", hint=hint)])
            if parent in chain:
                hint = f'改成 {{% extends "{BUILTIN}/{parent.name}.txt" %}}'
                found = f"模板“{parent.name}”接着自己写，成了圈"
                raise InvalidInput([Problem("T03", chain[-1].place(extends_line(chain[-1])), found, hint=hint)])
            chain.append(parent)
        return tuple(chain)
