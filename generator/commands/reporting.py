"""Telling the clerk: problems and results on the screen, or as JSON for programs.

The screen may be a GBK console; what it cannot show is shown as ?, never as an error.
"""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from generator.problems import InvalidInput, Place, Problem, format_problems, problem_as_dict, refusal

DONE, PROBLEMS, WRONG_USE, OUR_FAULT = 0, 1, 2, 3


def speak_any_console() -> None:
    """Let stdout and stderr print what their encoding lacks as ? (a GBK console has no 𠮷 and no emoji)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def report(
    problems: Sequence[Problem],
    files: Sequence[Path],
    form: str,
    made: str = "",
    more: Mapping[str, Any] | None = None,
) -> None:
    """Problems on stderr and what was written on stdout; with form json one JSON object on stdout, in which `more`
    stands too."""
    if form == "json":
        data = {
            "problems": [problem_as_dict(p) for p in problems],
            "files": [str(path) for path in files],
            **(more or {}),
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    if problems:
        click.echo(format_problems(problems), err=True)
    errors = sum(p.severity == "错误" for p in problems)
    if errors:
        click.echo(f"\n共 {errors} 处要改。没有写任何文件。", err=True)
    if files:
        if problems:
            click.echo("", err=True)
        click.echo(made or f"写好了 {len(files)} 个文件：")
        for path in files:
            click.echo(f"  {path}")


def ends_with_code(command: Callable[..., int]) -> Callable[..., None]:
    """A command that gives its exit code; problems that it raises are reported (in the form that `form` asks for).

    So is what the system refuses a named file, wherever that shows: a name too long, a folder that went while we ran.
    """

    @functools.wraps(command)
    def run(**given: Any) -> None:
        try:
            code = command(**given)
        except InvalidInput as error:
            report(error.problems, [], given.get("form", "text"))
            code = PROBLEMS
        except OSError as error:
            if error.filename is None:
                raise
            found = f"系统不让用这个文件或文件夹（{refusal(error)}）"
            hint = "检查名称、权限和磁盘空间，或者换一个文件夹"
            report([Problem("F06", Place(_shown(error.filename)), found, hint=hint)], [], given.get("form", "text"))
            code = PROBLEMS
        sys.exit(code)

    return run


def _shown(name: object) -> str:
    """A file's name as the system told it, which may be bytes or a number."""
    return Path(name).name if isinstance(name, str) else str(name)
