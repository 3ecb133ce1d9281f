"""Writing files: whole or not at all, under names that Windows can hold, and never over what a clerk typed.

Knows bytes and folders; nothing of papers.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from generator.paper.fingerprint import Hand, hand_of
from generator.problems import InvalidInput, Place, Problem, refusal
from generator.text.regex import regex

_FORBIDDEN = str.maketrans(
    {"\\": "＼", "/": "／", ":": "：", "*": "＊", "?": "？", '"': "”", "<": "＜", ">": "＞", "|": "｜"}
)
_RESERVED = regex(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_MAX_BYTES = 200
_BEGUN, _TEMPORARY = ".~", ".tmp"


def safe_name(name: str) -> str:
    """A file name (without ending) that Windows, macOS and Linux can hold: no : / ? … , not CON, at most 200 bytes."""
    clean = name.translate(_FORBIDDEN)
    if not clean.isprintable():
        clean = "".join(c for c in clean if c.isprintable())
    clean = clean.strip(" .")
    # A character takes a byte at least.
    clean = clean[:_MAX_BYTES].rstrip(" .")
    while len(clean.encode("utf-8")) > _MAX_BYTES:
        clean = clean[:-1].rstrip(" .")
    return f"_{clean}" if _RESERVED.fullmatch(clean) else clean or "未命名"


def distinct(names: Sequence[str]) -> list[str]:
    """The names, later equal ones (also equal but for case) with -2, -3 … after them."""
    seen: set[str] = set()
    out = []
    for name in names:
        candidate, number = name, 1
        while candidate.casefold() in seen:
            number += 1
            candidate = f"{name}-{number}"
        seen.add(candidate.casefold())
        out.append(candidate)
    return out


def write_files(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write all files into a folder or below it (.jianggao/上次.json), made where it is missing: the whole set, or none.

    Everything is first written beside its target; only when all of it is on disk do the new files take their places.
    InvalidInput where that cannot be (F10 – F13), and then what was there is there still, and nothing else.  Only where the
    system refuses one of the last steps, putting a file that is on disk in its place, some are new already; F13 names them.
    """
    targets = [folder / name for name, _ in files]
    staged: list[tuple[Path, Path]] = []
    made: list[Path] = []
    placed: list[Path] = []
    try:
        _check_free(targets)
        for parent in dict.fromkeys(target.parent for target in targets):
            _make_folder(parent, made)
        for target, (_, content) in zip(targets, files, strict=True):
            temporary = target.with_name(f"{_BEGUN}{os.urandom(6).hex()}{_TEMPORARY}")
            # Who may read it, is as the user has it for new files, or as it was.
            with temporary.open("xb") as file:
                staged.append((temporary, target))
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for (temporary_path, target), mode in zip(staged, _check_free(targets), strict=True):
            if mode is not None:
                temporary_path.chmod(mode & 0o777)
            temporary_path.replace(target)
            placed.append(target)
    except OSError as error:
        name = error.filename2 or error.filename or folder
        raise InvalidInput([_write_problem(error, Path(str(name)), folder, placed)]) from error
    finally:
        for temporary_path, _ in staged[len(placed) :]:
            # The folder itself may be gone, and the file with it.
            with suppress(OSError):
                temporary_path.unlink()
        if not placed:
            for one in reversed(made):
                with suppress(OSError):
                    one.rmdir()
    return targets


def sweep(folder: Path) -> None:
    """Remove what writing left beside its targets where the program was ended in the middle of it."""
    for path in folder.rglob(f"{_BEGUN}*{_TEMPORARY}"):
        with suppress(OSError):
            path.unlink()


def _make_folder(folder: Path, made: list[Path]) -> None:
    """The folder and those above it, each that was missing told in `made`."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        _make_folder(folder.parent, made)
    folder.mkdir(exist_ok=True)
    made.append(folder)


_BESIDE = "新"
_KEPT = {
    Hand.EDITED: ("这个文件写好以后有人改过", "看两稿差在哪里：jianggao diff {old} {new} -o 比较.docx"),
    Hand.FOREIGN: ("这个文件不是这里写的", "要用新稿，就把原来的移走或改名"),
}


def keep_others(
    folder: Path, files: Sequence[tuple[str, bytes]]
) -> tuple[list[tuple[str, bytes]], tuple[Problem, ...]]:
    """The files under names that replace no Word file but our own, untouched: else 讲话-新.docx, 讲话-新2.docx …

    With a finding (F15) for each that had to stand beside.
    """
    taken = {name.casefold() for name, _ in files}
    out: list[tuple[str, bytes]] = []
    findings = []
    for name, content in files:
        hand = hand_of(folder / name) if name.endswith(".docx") else Hand.ABSENT
        if hand in _KEPT:
            new = _beside(folder, name, taken)
            taken.add(new.casefold())
            found, hint = _KEPT[hand]
            told = f"{found}，没有覆盖；新写的放在旁边：{new}"
            findings.append(Problem("F15", Place(name), told, hint=hint.format(old=name, new=new), severity="提示"))
            name = new
        out.append((name, content))
    return out, tuple(findings)


def _beside(folder: Path, name: str, taken: Collection[str]) -> str:
    stem, number = name.removesuffix(".docx"), 1
    while True:
        new = f"{stem}-{_BESIDE}{number if number > 1 else ''}.docx"
        # What an earlier run laid beside, and nobody touched, is ours to replace.
        if new.casefold() not in taken and hand_of(folder / new) not in _KEPT:
            return new
        number += 1


def _write_problem(error: OSError, path: Path, folder: Path, placed: Sequence[Path]) -> Problem:
    shown = _name(folder) if path.name.startswith(_BEGUN) else _name(path)
    if placed:
        names = "、".join(one.name for one in placed)
        hint = "弄清原因以后再运行一次，就会写全"
        return Problem("F13", Place(shown), f"写到一半停下了（{refusal(error)}）；已经换成新的：{names}", hint=hint)
    if isinstance(error, PermissionError):
        hint = "在 Word 或 WPS 里关掉这个文件，再运行一次；或者用 -o 换一个文件夹"
        return Problem("F11", Place(shown), "写不进去：文件正开着，或者没有权限", hint=hint)
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return Problem("F12", Place(shown), "这个名称已经是一个文件，不能当文件夹用", hint="用 -o 换一个文件夹")
    hint = "用短一些的名称" if error.errno == errno.ENAMETOOLONG else "检查磁盘空间，或者用 -o 换一个文件夹"
    return Problem("F13", Place(shown), f"写不进去（{refusal(error)}）；原来的文件没有动", hint=hint)


def _name(path: Path) -> str:
    """A path's last name; the folder's own where the path is . or …/.."""
    return path.name if path.name not in ("", "..") else path.resolve().name or str(path)


def _check_free(targets: Sequence[Path]) -> list[int | None]:
    """The mode of each target that is there already, None for one that is not.

    InvalidInput for what cannot be replaced: a folder, a device, a file that may only be read or that Word has open.
    """
    problems = []
    modes: list[int | None] = []
    for target in targets:
        try:
            mode = target.stat().st_mode
        except (OSError, ValueError):
            # Not there; or out of reach, which writing beside it will tell.
            modes.append(None)
            continue
        modes.append(mode)
        if stat.S_ISDIR(mode):
            found = "这个名称已经是一个文件夹，不能写成文件"
            problems.append(Problem("F12", Place(_name(target)), found, hint="用 -o 换一个名称"))
        elif not stat.S_ISREG(mode):
            # Taking its place would take it away from all that use it: /dev/null is one.
            found = "这个名称是系统的设备或管道，不是文件"
            problems.append(Problem("F12", Place(str(target)), found, hint="用 -o 换一个名称"))
        elif any(map(os.path.lexists, _notes(target))):
            hint = "关掉这个文件，再运行一次；没有开着，就删去旁边以 ~$ 开头的同名文件；或者用 -o 换一个文件夹"
            problems.append(Problem("F10", Place(target.name), "这个文件正在 Word 里开着", "关着的文件", hint))
        else:
            # A file marked 只读 is to stay as it is, and Windows tells here that a program holds it.
            with target.open("r+b"):
                pass
    if problems:
        raise InvalidInput(problems)
    return modes


def _notes(target: Path) -> tuple[Path, ...]:
    """What Word and LibreOffice leave beside a file that they have open."""
    names = ("~$" + target.name, "~$" + target.name[2:], f".~lock.{target.name}#")
    return tuple(target.with_name(name) for name in names)
