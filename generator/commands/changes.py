"""改动: what differs between the papers of this run and those of the last, line by line.

The last run's texts are kept in .jianggao/上次.json of the output folder.  Knows texts and names; nothing of meetings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import Any

from generator.records import record

RECORD_FOLDER, RECORD = ".jianggao", "上次.json"
_AROUND = 8
_WIDEST = 60


@record(frozen=True)
class Written:
    """One paper of a run: which it is (讲话#1), what its file is called, its text and its files."""

    key: str
    name: str
    text: str
    files: tuple[str, ...] = ()


@record(frozen=True)
class Changed:
    """A line that is not what it was: `old` is empty for a new line, `new` for one that went; `line` counts from 1 in
    the paper that has it."""

    paper: str
    line: int
    old: str
    new: str


@record(frozen=True)
class Changes:
    """All that differs: lines, papers that are new, papers that are no longer made with the files they left behind."""

    lines: tuple[Changed, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.added or self.dropped or self.stale)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def compare(before: Sequence[Written], now: Sequence[Written], whole: bool = True) -> Changes:
    """What changed from one run to the next; nothing where there was no run before.

    A paper is the same one by its name, else by its key: a speech whose speaker changed is still that speech.
    `whole` false: only some papers were asked for, so that none is taken for dropped.
    """
    if not before:
        return Changes()
    left = {paper.name: paper for paper in before}
    pairs: list[tuple[Written | None, Written]] = []
    for paper in now:
        pairs.append((left.pop(paper.name, None), paper))
    by_key = {paper.key: paper for paper in left.values()}
    pairs = [(old or by_key.pop(new.key, None), new) for old, new in pairs]
    dropped = [paper for paper in before if by_key.get(paper.key) is paper] if whole else []
    kept = {file for paper in now for file in paper.files}
    renamed = [old for old, new in pairs if old is not None and old.name != new.name]
    return Changes(
        tuple(line for old, new in pairs if old is not None for line in changed_lines(new.name, old.text, new.text)),
        tuple(new.name for old, new in pairs if old is None),
        tuple(paper.name for paper in dropped),
        tuple(file for paper in (*renamed, *dropped) for file in paper.files if file not in kept),
    )


def changed_lines(paper: str, old: str, new: str) -> Iterator[Changed]:
    """The lines in which two texts differ, in order."""
    if old == new:
        return
    # Most papers are as they were.
    from difflib import SequenceMatcher

    before, now = old.split("\n"), new.split("\n")
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag != "equal":
            for offset, (was, is_) in enumerate(zip_longest(before[i:i_end], now[j:j_end], fillvalue="")):
                yield Changed(paper, (j if is_ else i) + offset + 1, was, is_)


def tell_changes(changes: Changes) -> str:
    """The changes as a clerk reads them; empty where nothing changed."""
    if not changes:
        return ""
    rows = []
    papers = dict.fromkeys(change.paper for change in changes.lines)
    if papers:
        rows.append(f"和上次相比，{len(papers)} 份稿子有改动：")
    for paper in papers:
        rows.append(f"  {paper}")
        for change in (one for one in changes.lines if one.paper == paper):
            old, new = _differing(change.old, change.new)
            label = f"    第{change.line}行 "
            if old and new:
                rows += [f"{label}原：{old}", f"{'　' * 3}{' ' * (len(label) - 5)}现：{new}"]
            else:
                rows.append(f"{label}{'新加：' + new if new else '删去：' + old}")
    rows += [f"新写的：{name}" for name in changes.added]
    rows += [f"这次不写了：{name}" for name in changes.dropped]
    rows += [f"上次留下的文件，不用了请删去：{file}" for file in changes.stale]
    return "\n".join(rows)


def _differing(old: str, new: str) -> tuple[str, str]:
    """Both lines cut to where they differ, with a few characters around it."""
    if not old or not new:
        return _cut(old, 0, len(old)), _cut(new, 0, len(new))
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    tail = next((i for i in range(shorter - start) if old[-1 - i] != new[-1 - i]), shorter - start)
    return _cut(old, start, len(old) - tail), _cut(new, start, len(new) - tail)


def _cut(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    right = min(right, left + _WIDEST)
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"


def read_record(folder: Path, details: str) -> tuple[Written, ...]:
    """The papers that the last run wrote into a folder from a details file of that name; none where there is no
    record or it cannot be read."""
    try:
        kept = json.loads((folder / RECORD_FOLDER / RECORD).read_text(encoding="utf-8"))
        papers = kept.get(details, [])
        return tuple(Written(one["key"], one["name"], one["text"], tuple(one["files"])) for one in papers)
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        # A record is a convenience: without it the next run has nothing to compare with.
        return ()


def record_file(folder: Path, details: str, papers: Sequence[Written]) -> tuple[str, bytes]:
    """The record of what this run writes, by its name below the folder, to be written with it.

    Papers of other details files in the same folder stay on record.
    """
    path = folder / RECORD_FOLDER / RECORD
    try:
        kept: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    said = {**(kept if isinstance(kept, dict) else {}), details: [asdict(paper) for paper in papers]}
    return f"{RECORD_FOLDER}/{RECORD}", json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "replace")
