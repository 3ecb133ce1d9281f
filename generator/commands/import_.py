"""`jianggao import`: last year's speech or host script becomes a 会议.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.reporting import DONE, ends_with_code, report
from generator.problems import InvalidInput, Place, Problem

if TYPE_CHECKING:
    from generator.import_draft import Old


@click.command("import", options_metavar="[选项]", short_help="把旧稿变成 会议.yaml，改几处就是今年的稿子")
@click.argument("paths", metavar="旧稿…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    metavar="会议.yaml",
    type=click.Path(path_type=Path),
    default=Path("会议.yaml"),
    help="写到哪个文件（默认：会议.yaml）",
)
@click.option("--reuse", is_flag=True, help="把日期、地名、人名、数字提到“数据”里，逐个更新")
@click.option("--piece", metavar="数", type=click.IntRange(1), help="文件里有几篇稿子时，只要第几篇")
@click.option("--force", is_flag=True, help="文件已经有了也重写")
@click.option("--report", "form", type=click.Choice(["text", "json"]), default="text", help="用文字还是 JSON 报告")
@ends_with_code
def import_command(
    paths: tuple[Path, ...], target: Path, reuse: bool, piece: int | None, force: bool, form: str
) -> int:
    """把旧的讲话稿、主持词（.txt、.docx、.html）变成 会议.yaml。一次会议的讲话和主持词可以一起导入。

    \b
    例：jianggao import 去年讲话.docx -o 会议.yaml
        jianggao import 主持词.docx 讲话.docx -o 会议.yaml --reuse
        jianggao make 会议.yaml --draft        照旧稿写出来看一看
    """
    from generator.files.output import write_files

    problems: list[Problem] = []
    found = [list(_papers(path, piece, problems)) for path in paths]
    meetings = _meetings(found, paths)
    targets = _targets(target, len(meetings))
    _check_free(targets, paths, force)
    texts = [_drafted(papers, target, reuse, problems) for papers in meetings]
    files = write_files(target.parent, [(path.name, text) for path, text in zip(targets, texts, strict=True)])
    report(problems, files, form, "写好了：")
    if form == "text":
        click.echo(f"有【待补】的几行填上，再运行：jianggao make {files[0]}（没填全先看草稿：加 --draft）")
    return DONE


def _papers(path: Path, piece: int | None, problems: list[Problem]) -> Iterator[Old]:
    """The papers in one file, cleaned and read: all of them, or the one asked for."""
    from generator.clean import clean_text, lost_problems
    from generator.import_draft import Old
    from generator.importer import load_text
    from generator.reader import read

    imported = load_text(path)
    cleaned = clean_text(imported.text)
    problems += [*imported.problems, *lost_problems(cleaned, str(path))]
    pieces = [one for one in read(cleaned.text, cleaned.noise).pieces if one.source.strip()]
    if not pieces:
        raise InvalidInput([Problem("F40", Place(str(path)), "里面没有稿子", "一篇讲话稿或主持词")])
    if piece is not None and piece > len(pieces):
        raise InvalidInput(
            [Problem("F41", Place(str(path)), f"里面只有 {len(pieces)} 篇", f"--piece 1 到 {len(pieces)}")]
        )
    for one in pieces if piece is None else [pieces[piece - 1]]:
        yield Old(one, cleaned.text, path.name)


def _meetings(found: Sequence[Sequence[Old]], paths: Sequence[Path]) -> list[list[Old]]:
    """Papers by meeting: several files are one meeting; several papers in one file are as many meetings."""
    if len(found) == 1:
        return [[old] for old in found[0]]
    for papers, path in zip(found, paths, strict=True):
        if len(papers) > 1:
            hint = f"先看有哪几篇：jianggao outline {path}；再单独导入：jianggao import {path} --piece 1"
            text = f"里面有 {len(papers)} 篇稿子，不知道哪一篇是这次会议的"
            raise InvalidInput([Problem("F42", Place(str(path)), text, "一个文件一篇", hint)])
    return [[papers[0] for papers in found]]


def _targets(target: Path, count: int) -> list[Path]:
    """会议.yaml, or 会议-1.yaml, 会议-2.yaml … for several."""
    if count == 1:
        return [target]
    return [target.with_name(f"{target.stem}-{number}{target.suffix}") for number in range(1, count + 1)]


def _check_free(targets: Sequence[Path], sources: Sequence[Path], force: bool) -> None:
    old = {path.resolve() for path in sources}
    if same := [path for path in targets if path.resolve() in old]:
        hint = "换一个名称：-o 会议.yaml"
        raise InvalidInput(
            [Problem("F16", Place(path.name), "这是旧稿自己，不能写成 会议.yaml", hint=hint) for path in same]
        )
    taken = [path for path in targets if path.exists()]
    if taken and not force:
        hint = "换一个名称：-o 会议2.yaml；真要重写：加 --force"
        raise InvalidInput(
            [Problem("F14", Place(path.name), "这个文件已经有了，没有动它", hint=hint) for path in taken]
        )


def _drafted(papers: Sequence[Old], target: Path, reuse: bool, problems: list[Problem]) -> bytes:
    """The details file of one meeting; what a clerk should know of it goes to `problems`."""
    from generator.import_draft import draft_details
    from generator.meeting.ways import parse_ways
    from generator.rendering.folders import shelf_for
    from generator.text.outline import Genre
    from generator.yaml_source.load import load_plain

    ways = shelf_for(target.resolve().parent).data("公用/方式.yaml")
    draft = draft_details(papers, parse_ways(load_plain(ways)) if ways else (), reuse)
    for old in papers:
        if old.piece.genre not in (Genre.SPEECH, Genre.HOST_SCRIPT):
            text = f"这一篇像是{old.piece.genre.value}，按讲话导入了"
            problems.append(Problem("F43", Place(old.name), text, severity="提示"))
    if draft.unplaced:
        text = f"有 {len(draft.unplaced)} 行没有地方放，写在文件末尾的井号后面"
        problems.append(Problem("F44", Place(target.name), text, hint="看一看要不要", severity="提示"))
    return draft.text.encode("utf-8")
