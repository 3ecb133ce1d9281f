"""`jianggao batch`: one set of papers for each row of a table."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import click

from generator.batch.planning import Order, Plan, plan
from generator.batch.pool import Here, Pool, cores
from generator.batch.problem_table import NAME, problem_table
from generator.batch.running import Outcome, Progress, Stop, run, usual_pool
from generator.commands.batch_report import as_dict, left_over, on_screen, summary
from generator.commands.options import paper_options
from generator.commands.progress import ProgressLine
from generator.commands.reporting import DONE, PROBLEMS, ends_with_code, report
from generator.files.output import write_files
from generator.problems import InvalidInput, Place, Problem

STOPPED = 130


@click.command("batch", options_metavar="[选项]", short_help="由一个表，每行写出一套稿子")
@click.argument("table", metavar="表", type=click.Path(path_type=Path), required=False)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="写到哪个文件夹（默认：表旁边的 输出）",
)
@click.option(
    "--base",
    metavar="会议.yaml",
    type=click.Path(path_type=Path),
    help="底稿：各行相同的内容写在这里，表里写了的以表为准",
)
@click.option(
    "--map",
    "mapping",
    metavar="列名映射.yaml",
    type=click.Path(path_type=Path),
    help="表里的列名是哪个槽位，每行一个“列名: 槽位名”；不要的列写“不用”",
)
@click.option("--sheet", metavar="工作表", help="读哪个工作表（默认：第一个有内容的）")
@click.option("--name", metavar="格式", help="文件名的格式，如 '{序号}-{县区}-{文种}.docx'；写 / 就分文件夹")
@click.option("--only", metavar="文种", multiple=True, help="只写这一种，如 讲话、主持词；可以写几次")
@click.option("--all", "everything", is_flag=True, help="每个文种都写，缺内容写不成的略过")
@paper_options
@click.option(
    "--templates",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="自己的模板文件夹（默认：底稿或表旁边的 模板）",
)
@click.option("--strict", is_flag=True, help="每份稿子都检查，有必错、疑似的问题，那一行就不写")
@click.option("--jobs", metavar="数", type=click.IntRange(1), help="同时用几个处理器（默认：全部；行数少就只用一个）")
@click.option(
    "--scheduler", metavar="地址", help="交给集群去写：dask scheduler 的地址，如 tcp://host:8786（见 docs/集群.md）"
)
@click.option("--shared", is_flag=True, help="和 --scheduler 合用：-o 是各台机器都看得见的共享文件夹，由它们直接写进去")
@click.option("--template-table", "blank", is_flag=True, help="不写稿子，写出一个空表来填：-o 表.xlsx")
@click.option("--report", "form", type=click.Choice(["text", "json"]), default="text", help="问题用文字还是 JSON 报告")
@ends_with_code
def batch_command(
    table: Path | None,
    folder: Path | None,
    base: Path | None,
    mapping: Path | None,
    sheet: str | None,
    name: str | None,
    only: tuple[str, ...],
    everything: bool,
    layout: str | None,
    formats: tuple[str, ...],
    draft: bool,
    variant: int,
    reference: Path | None,
    templates: Path | None,
    strict: bool,
    jobs: int | None,
    scheduler: str | None,
    shared: bool,
    blank: bool,
    form: str,
) -> int:
    """由一个表（.xlsx、.csv、.jsonl，或放着几个 会议.yaml 的文件夹）写稿子，每行写出一套。

    \b
    例：jianggao batch --template-table --base 会议.yaml -o 名单.xlsx   先要一个表来填
        jianggao batch 名单.xlsx --base 会议.yaml -o 输出               再写出来
        jianggao batch 名单.xlsx --base 会议.yaml -o 输出 --only 讲话 --name '{序号}-{县区}-{文种}.docx'

    写错的行列在 输出/问题.xlsx 里，别的行照写。中途停下，再运行一次就接着写；没有变的行不重写。
    """
    if blank:
        return _write_blank(table, folder, base, templates, form)
    if table is None:
        raise click.UsageError("要写上是哪个表，如 jianggao batch 名单.xlsx；要一个空表来填，加 --template-table")
    order = Order(
        table,
        folder or table.resolve().parent / "输出",
        base,
        mapping,
        sheet,
        name,
        templates,
        only,
        everything,
        layout,
        variant,
        draft,
        strict,
        formats,
        _reference(reference),
    )
    if shared and scheduler is None:
        raise click.UsageError("--shared 要和 --scheduler 一起用")
    if jobs is not None and scheduler is not None:
        raise click.UsageError("--jobs 和 --scheduler 不能一起用：交给集群时，有几个工作进程就用几个")
    try:
        planned = plan(order)
    except InvalidInput as error:
        if form != "text":
            raise
        report([on_screen(problem, table.name) for problem in error.problems], [], form)
        return PROBLEMS
    if form == "text":
        _announce(planned, order)
    began = time.monotonic()
    line = ProgressLine(planned.total)

    def tell(progress: Progress) -> None:
        line.tell(progress.done, progress.unchanged)

    stop = Stop()
    with ExitStack() as stack:
        planned, pool = _placed(stack, planned, jobs, scheduler, shared)
        stack.enter_context(_stopping(stop))
        try:
            outcome = run(planned, pool, tell, stop)
        finally:
            line.close()
    # On a disk that takes no more there is no room for it either; the screen then tells all.
    written = _write_problems(outcome, planned) if outcome.halted is None else None
    seconds = time.monotonic() - began
    if form == "json":
        click.echo(json.dumps(as_dict(outcome, planned, written, seconds), ensure_ascii=False, indent=2))
    else:
        summary(outcome, planned, written, seconds)
    if outcome.stopped:
        return STOPPED
    return PROBLEMS if outcome.progress.wrong or outcome.halted else DONE


def _reference(path: Path | None) -> bytes | None:
    if path is None:
        return None
    # `make` has the checks with it.
    from generator.commands.make import read_reference

    return read_reference(path)


def _placed(
    stack: ExitStack, planned: Plan, jobs: int | None, scheduler: str | None, shared: bool
) -> tuple[Plan, Callable[[int], Pool]]:
    """The plan and its pool, here or on a cluster that stays connected as long as the stack is open."""
    if scheduler is None:
        return planned, lambda rows: usual_pool(rows, jobs or cores()) if jobs != 1 else Here()
    from generator.cluster import linked

    link = stack.enter_context(linked(scheduler))
    planned = replace(planned, setting=replace(planned.setting, returned=not shared))

    def cluster(rows: int) -> Pool:
        from generator.cluster.batching import Cluster

        return Cluster(link, planned.setting)

    return planned, cluster


@contextmanager
def _stopping(stop: Stop) -> Iterator[None]:
    """Ctrl-C asks to stop after the rows that are being made; a second one stops at once."""

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.ask()
        click.echo("\n正在停下：手上的几行写完就停（再按一次 Ctrl-C 马上停）", err=True)

    before: dict[int, Any] = {}
    for number in (signal.SIGINT, signal.SIGTERM):
        # Only the main thread may say what a signal does; elsewhere a batch runs without.
        with suppress(ValueError):
            before[number] = signal.signal(number, ask)
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)


def _write_blank(table: Path | None, target: Path | None, base: Path | None, templates: Path | None, form: str) -> int:
    from generator.batch.blank_table import blank_table

    place = target or table
    if place is None or place.suffix.lower() != ".xlsx":
        raise click.UsageError("空表写到哪里：-o 表.xlsx，名称要以 .xlsx 结尾")
    if place.exists():
        found = "已经有这个文件，没有覆盖"
        raise InvalidInput([Problem("F14", Place(place.name), found, hint="用 -o 换一个名称")])
    files = write_files(place.parent, [(place.name, blank_table(base, templates, place.parent))])
    report([], files, form, "写好了空表，示例行换成自己的内容，一行一个会议：")
    if form == "text":
        with_base = f" --base {base}" if base else ""
        click.echo(f"填好以后运行：jianggao batch {place}{with_base} -o 输出")
    return DONE


def _announce(planned: Plan, order: Order) -> None:
    """What was read of the table, where a clerk might have meant something else."""
    setting = planned.setting
    if planned.table.others:
        others = "、".join(f"“{name}”" for name in planned.table.others)
        click.echo(f"读的是工作表“{setting.sheet}”；{others}没有读，要读就写 --sheet", err=True)
    if planned.unused:
        click.echo("没有用的列：" + "、".join(planned.unused), err=True)
    if order.name is None:
        click.echo(f"文件名：{setting.pattern}.{setting.formats[0]}（用 --name 换一种）", err=True)


def _write_problems(outcome: Outcome, planned: Plan) -> Path | None:
    """问题.xlsx, where there is something to say; an old one goes where there is not."""
    folder, gathered = planned.setting.folder, outcome.gathered
    left = left_over(outcome, folder)
    if not gathered.wrong and not gathered.noticed and not left:
        with suppress(OSError):
            (folder / NAME).unlink(missing_ok=True)
        return None
    refused = None
    for name in (NAME, "问题-新.xlsx"):
        try:
            return write_files(folder, [(name, problem_table(gathered, planned.setting, left))])[0]
        except InvalidInput as error:
            # Open in Excel from the last run, or no room: the rows are made, and what is wrong is told on the screen.
            refused = refused or error
    if refused is not None:
        report([replace(problem, severity="提示") for problem in refused.problems], [], "text")
    return None
