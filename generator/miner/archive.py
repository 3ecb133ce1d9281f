"""An archive of texts: every file is read by itself, then their papers are brought together in order.

`read_file` looks at one file and at nothing else, so files may be read in any process; `collect` is the only step that
sees them all.  Knows files; what stands in a text is for `papers` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.importer import load_text
from generator.miner.duplicates import Groups, Sketch, sketch
from generator.miner.papers import papers_of
from generator.miner.spool import Paper, Spool
from generator.problems import InvalidInput, Place, Problem
from generator.records import record

_READ = (".txt", ".docx", ".html", ".htm", ".md", ".text")
_OLD = (".doc", ".wps", ".pdf", ".rtf", ".ofd")


@record(frozen=True)
class ArchiveFile:
    """A file of an archive: where it is, and the name under which it is shown."""

    path: Path
    shown: str


@record(frozen=True)
class FileRead:
    """What came of one file: its papers, none of them in a group yet, each with its sketch; or why it cannot be read."""

    papers: tuple[tuple[Paper, Sketch], ...] = ()
    problems: tuple[Problem, ...] = ()


Mapped = Callable[[Callable[[ArchiveFile], FileRead], Iterable[ArchiveFile]], Iterable[FileRead]]
"""`map`, or the `map` of a pool of processes: what comes of each file, in the order of the files."""


def read_archive(folders: Sequence[Path], spool: Spool, mapped: Mapped = map) -> None:
    """Read every text of the folders into a spool.  A file that cannot be read is a problem of the spool and passed over.

    InvalidInput where there is no folder or no text in it.
    """
    collect(mapped(read_file, archive_files(folders)), spool)
    if not spool.papers:
        hint = "放进 .txt、.docx 或 .html 的旧稿，再运行一次"
        raise InvalidInput([*spool.problems, Problem("M01", Place(str(folders[0])), "这里没有读得了的稿子", hint=hint)])


def read_file(file: ArchiveFile) -> FileRead:
    """The papers of one file."""
    try:
        raw = load_text(file.path).text
    except InvalidInput as error:
        return FileRead(problems=tuple(error.problems))
    return FileRead(tuple((paper, sketch(source)) for paper, source in papers_of(raw, file.shown)))


def collect(reads: Iterable[FileRead], spool: Spool) -> None:
    """Put what came of the files into a spool, near-duplicates into one group; the order of the files tells which is first."""
    groups = Groups()
    for one in reads:
        spool.problems.extend(one.problems)
        spool.files += not one.problems
        for paper, made in one.papers:
            grouped = replace(paper, group=groups.add_sketch(made))
            spool.characters += paper.size
            spool.groups += grouped.group == groups.last
            spool.add(grouped)


def archive_files(folders: Sequence[Path]) -> Iterator[ArchiveFile]:
    """The files of folders and of those within, in order."""
    for folder in folders:
        if not folder.exists():
            hint = "检查文件夹的名称：jianggao mine 旧稿文件夹 -o 结构库"
            raise InvalidInput([Problem("F21", Place(str(folder)), "找不到这个文件夹", "放旧稿的文件夹", hint)])
        if folder.is_file():
            yield ArchiveFile(folder, folder.name)
            continue
        for path in sorted(folder.rglob("*")):
            name = path.name
            if path.is_file() and not name.startswith((".", "~$")) and name.lower().endswith(_READ + _OLD):
                shown = path.relative_to(folder).as_posix()
                yield ArchiveFile(path, shown if len(folders) == 1 else f"{folder.name}/{shown}")
