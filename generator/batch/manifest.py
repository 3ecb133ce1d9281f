"""批量.jsonl: which rows were made from what, so that a batch goes on where it stopped.

One line a row, appended when its files are on disk; of a row's lines the last one counts, a torn one does not.  Knows
rows' keys and digests, not what is in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

from generator.batch.chunk import digest_of
from generator.batch.records import RowDone
from generator.files.output import write_files
from generator.paper.fingerprint import Hand, hand_of
from generator.problems import InvalidInput, Place, Problem, refusal
from generator.records import record

FOLDER, NAME = ".jianggao", "批量.jsonl"


@record(frozen=True)
class Entry:
    """A row that was made: from which table, what it is called, what it was made of, its files with their digests."""

    table: str
    key: str
    row: int
    digest: str
    files: tuple[tuple[str, str], ...]


class Manifest:
    """The record of an output folder.  As a context it is open for rows to be added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FOLDER / NAME
        self.entries: dict[tuple[str, str], Entry] = {}
        self._file: IO[bytes] | None = None
        self._torn = False
        """Whether the last line is one that the disk took a part of."""
        for entry in _read(self.path):
            self.entries[entry.table, entry.key] = entry

    def of(self, table: str, key: str) -> Entry | None:
        return self.entries.get((table, key))

    def vanished(self, table: str, keys: Iterable[str]) -> list[Entry]:
        """Rows of a table that were made once, are no longer in it, and whose files are still there."""
        here = set(keys)
        gone = [entry for (name, key), entry in self.entries.items() if name == table and key not in here]
        return [entry for entry in gone if any((self.folder / name).exists() for name, _ in entry.files)]

    def whole(self, entry: Entry) -> bool:
        """Whether a row's files all are what was written, or are a clerk's by now."""
        return all(_is_whole(self.folder / name, digest) for name, digest in entry.files)

    def __enter__(self) -> Manifest:
        """Rewrite the record without what it says twice and rows of which nothing is left, and leave it open.

        InvalidInput where it cannot be written.
        """
        left = (one for one in self.entries.values() if any((self.folder / name).exists() for name, _ in one.files))
        whole = b"".join(map(_line, left))
        write_files(self.folder, [(f"{FOLDER}/{NAME}", whole)])
        # What the disk refuses must not wait in a buffer to be refused again at the end.
        self._file = self.path.open("ab", buffering=0)
        return self

    def add(self, done: RowDone, table: str) -> None:
        """Put down a row that was made.  InvalidInput where the disk is full: the row will be made again."""
        entry = Entry(table, done.row.key, done.row.number, done.row.digest, done.files)
        if self._file is None:
            raise ValueError("the manifest is not open")
        rest = b"\n" + _line(entry) if self._torn else _line(entry)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
            self._torn = False
        except OSError as error:
            self._torn = True
            hint = "检查磁盘空间，再运行一次，会接着写"
            raise InvalidInput(
                [Problem("F13", Place(NAME), f"记不下写到哪里了（{refusal(error)}）", hint=hint)]
            ) from error
        self.entries[table, entry.key] = entry

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _is_whole(path: Path, digest: str) -> bool:
    try:
        if path.is_file() and digest_of(path.read_bytes()) == digest:
            return True
    except OSError:
        return False
    return path.suffix == ".docx" and hand_of(path) is Hand.EDITED


def _line(entry: Entry) -> bytes:
    said = {"表": entry.table, "键": entry.key, "行": entry.row, "摘要": entry.digest, "文件": dict(entry.files)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def _read(path: Path) -> Iterator[Entry]:
    try:
        data = path.read_bytes()
    except OSError:
        # No record yet: everything is to be made.
        return
    for line in data.split(b"\n"):
        try:
            said = json.loads(line)
            if isinstance(said, Mapping):
                files = tuple((str(name), str(digest)) for name, digest in said["文件"].items())
                if not any(_outside(name) for name, _ in files):
                    yield Entry(str(said["表"]), str(said["键"]), int(said["行"]), str(said["摘要"]), files)
        except (ValueError, KeyError, TypeError, AttributeError):
            # The line that was being written when the power went; its row is made again.
            continue


def _outside(name: str) -> bool:
    parts = Path(name).parts
    return Path(name).is_absolute() or ".." in parts
