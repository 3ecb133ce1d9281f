"""What is told at the end of a batch: on the screen for a clerk, or as data for programs.

Knows outcomes; makes and writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from generator.batch.findings import Gathered
from generator.batch.planning import Plan
from generator.batch.records import Row, cell_label
from generator.batch.running import Outcome
from generator.commands.progress import say_seconds
from generator.paper.fingerprint import Hand, hand_of
from generator.problems import Place, Problem, format_problem, problem_as_dict

_SHOWN = 5
"""Problems that stand on the screen; all of them are in 问题.xlsx."""
_UNWRITTEN = 200
"""Problems that stand on the screen where 问题.xlsx could not be written."""
_LISTED = 10
_LINES = (".jsonl", ".ndjson")
"""Tables whose columns are those of the text."""


def summary(outcome: Outcome, planned: Plan, written: Path | None, seconds: float) -> None:
    """Tell what was made, what was not and why, and how to go on; `written` is where 问题.xlsx lies."""
    progress = outcome.progress
    _tell_problems(outcome.gathered, planned.setting.table, _SHOWN if written is not None else _UNWRITTEN)
    if outcome.vanished:
        why = "表里没有了，改了序号、学校这样的名称，或者这一行有错"
        click.echo(
            f"上次写了、这次没有写的行（{why}），上次的文件还在，用不着了再删（共 {len(outcome.vanished)} 行）："
        )
        for entry in outcome.vanished[:_LISTED]:
            click.echo("  " + "、".join(name for name, _ in entry.files))
        _more(len(outcome.vanished), written)
        if outcome.renumbered:
            hint = "想让文件名不跟着变，在表里加一列“序号”，自己编号"
            click.echo(f"前面加了行、删了行，后面各行的序号变了，文件名也跟着变。{hint}。")
    if outcome.stale:
        why = "改了名称，换了讲话人，或者这次没有要这个文种"
        click.echo(f"上次写了、这次没有写的稿子（{why}），上次的文件还在，用不着了再删（共 {len(outcome.stale)} 个）：")
        for name in outcome.stale[:_LISTED]:
            click.echo(f"  {name}")
        _more(len(outcome.stale), written)
    if outcome.outdated:
        click.echo(f"有错、这次没有写的行，文件夹里还是上次的稿子，先别用（共 {len(outcome.outdated)} 个文件）：")
        for name in outcome.outdated[:_LISTED]:
            click.echo(f"  {name}")
        if len(outcome.outdated) > _LISTED:
            click.echo(f"  …… 等 {len(outcome.outdated)} 个")
    said = [f"写好了 {progress.made} 行、{progress.files} 个文件" if progress.made else "没有写新的文件"]
    if progress.unchanged:
        said.append(f"{progress.unchanged} 行没有变，没有重写")
    if progress.wrong:
        said.append(f"{progress.wrong} 行有问题，没有写")
    click.echo("，".join(said) + f"（用了 {say_seconds(seconds)}）：{_shown(planned.setting.folder)}")
    if written is not None and (outcome.gathered.wrong or outcome.gathered.noticed):
        click.echo(f"哪一行哪一列、怎么改，见 {_shown(written)}")
    if outcome.halted is not None:
        click.echo(f"写不下去，停在这里：{outcome.halted.found}。{outcome.halted.hint}", err=True)
    if outcome.stopped or outcome.halted is not None:
        left = progress.total - progress.done
        click.echo(f"还有 {left} 行没有写。再运行一次同样的命令，就接着写。", err=True)


def _tell_problems(gathered: Gathered, table: str, most: int) -> None:
    """The first problems of each kind, and how many rows have them; then what was noticed."""
    kinds: dict[tuple[str, str, str], tuple[Problem, int]] = {}
    for row, problem in gathered.problems():
        # What is wrong in the base is wrong in every row, and told once.
        key = (problem.code, problem.found, "" if problem.place.file != _source(row, problem) else str(row.number))
        first, count = kinds.get(key, (problem, 0))
        kinds[key] = (first, count + 1)
    for problem, count in list(kinds.values())[:most]:
        again = f"（共 {count} 行）" if count > 1 else ""
        click.echo(format_problem(on_screen(replace(problem, found=problem.found + again), table)) + "\n", err=True)
    if len(kinds) > most:
        click.echo(f"…… 还有 {len(kinds) - most} 处\n", err=True)
    for one in gathered.findings()[:_SHOWN]:
        again = f"（共 {one.rows} 行）" if one.rows > 1 else ""
        noticed = on_screen(replace(one.problem, found=one.problem.found + again), table)
        click.echo(format_problem(noticed) + "\n", err=True)
    if len(gathered.noticed) > _SHOWN:
        click.echo(f"…… 还有 {len(gathered.noticed) - _SHOWN} 种提示\n", err=True)


def _source(row: Row, problem: Problem) -> str:
    return problem.place.file if row.file or problem.place.line == row.number else "\0"


def on_screen(problem: Problem, table: str) -> Problem:
    """A problem of a cell with the cell's place in words, as the table program shows it; any other as it is."""
    place = problem.place
    in_table = place.file == table or place.file.startswith(f"{table}［")
    if not in_table or not place.line or (place.column and not place.path and table.endswith(_LINES)):
        return problem
    return replace(problem, place=Place(cell_label(place), excerpt=place.excerpt))


def _more(count: int, written: Path | None) -> None:
    if count > _LISTED:
        where = f"，全部列在 {_shown(written)} 的“不用的文件”里" if written is not None else ""
        click.echo(f"  …… 等 {count} 项{where}")


def left_over(outcome: Outcome, folder: Path) -> tuple[tuple[str, bool], ...]:
    """Every file that no row has any more, with whether somebody has edited it, where they are too many for the screen."""
    if max(len(outcome.vanished), len(outcome.stale)) <= _LISTED:
        return ()
    names = [*(name for entry in outcome.vanished for name, _ in entry.files), *outcome.stale]
    here = ((name, folder / name) for name in names)
    return tuple(
        (name, path.suffix == ".docx" and hand_of(path) is Hand.EDITED) for name, path in here if path.exists()
    )


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def as_dict(outcome: Outcome, planned: Plan, written: Path | None, seconds: float) -> dict[str, Any]:
    """The same as plain data, for --report json."""
    progress = outcome.progress
    problems = [{**problem_as_dict(problem), "row": row.number} for row, problem in outcome.gathered.problems()]
    noticed = [
        {**problem_as_dict(one.problem), "row": one.row.number, "rows": one.rows} for one in outcome.gathered.findings()
    ]
    return {
        "problems": problems,
        "findings": noticed,
        "folder": str(planned.setting.folder),
        "problem_table": str(written) if written else None,
        "rows": progress.total,
        "made": progress.made,
        "unchanged": progress.unchanged,
        "wrong": progress.wrong,
        "files": progress.files,
        "vanished": [[name for name, _ in entry.files] for entry in outcome.vanished],
        "stale": outcome.stale,
        "outdated": outcome.outdated,
        "stopped": outcome.stopped,
        "halted": problem_as_dict(outcome.halted) if outcome.halted else None,
        "seconds": round(seconds, 3),
    }
