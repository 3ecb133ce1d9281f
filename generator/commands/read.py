"""`jianggao clean` and `jianggao outline`: old texts made clean, and their structure shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.commands.reporting import DONE, PROBLEMS, ends_with_code
from generator.files.output import write_files
from generator.problems import InvalidInput, Problem, format_problem, problem_as_dict

_READ = (".txt", ".docx", ".html", ".htm", ".md", ".text")
_TOLD = (".doc", ".wps", ".pdf", ".rtf", ".ofd")
_FORM = click.option(
    "--report", "form", type=click.Choice(["text", "json"]), default="text", help="用文字还是 JSON 报告"
)


@click.command("clean", options_metavar="[选项]", short_help="清洗旧稿：去拼音、繁转简、删网页杂质、改标点")
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@click.option("--changes", is_flag=True, help="另把每一处改动列出来")
@_FORM
@ends_with_code
def clean_command(path: Path, changes: bool, form: str) -> int:
    """清洗一份旧稿（.txt、.docx、.html），把干净的文字写到屏幕上，一段一行。

    \b
    例：jianggao clean 旧稿.docx > 干净.txt
        jianggao clean 旧稿.docx --changes    改动列在文字之后
    """
    from generator.clean import clean_text, format_changes, lost_problems
    from generator.importer import load_text

    imported = load_text(path)
    cleaned = clean_text(imported.text)
    click.echo(cleaned.text)
    if changes:
        click.echo("\n" + format_changes(cleaned), err=True)
    _tell((*imported.problems, *lost_problems(cleaned, str(path))), form)
    return DONE


@click.command("outline", options_metavar="[选项]", short_help="看旧稿的结构：称呼、过渡、要点、议程、结尾")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="写成 JSON，给程序用")
@click.option("-o", "--output", "folder", metavar="文件夹", type=click.Path(path_type=Path), help="每份稿子写一个文件")
@_FORM
@ends_with_code
def outline_command(paths: tuple[Path, ...], as_json: bool, folder: Path | None, form: str) -> int:
    """读一份或一批旧稿，写出各自的大纲。读不了的会报告，其余照样读完。

    \b
    例：jianggao outline 旧稿.docx
        jianggao outline 旧稿文件夹 --json -o 大纲
    """
    names = _Names()
    failed = False
    for path, single in _files(paths):
        try:
            text, problems = _outline(path, as_json, pretty=single or folder is not None)
            if folder is None:
                click.echo(text if as_json or single else f"【{path.name}】\n{text}\n")
            else:
                _write(folder, names.take(path.stem, ".json" if as_json else ".大纲.txt"), text)
        except InvalidInput as error:
            problems, failed = tuple(p if p.place.file else p.at(str(path)) for p in error.problems), True
        _tell(problems, form)
    return PROBLEMS if failed else DONE


def _outline(path: Path, as_json: bool, pretty: bool) -> tuple[str, tuple[Problem, ...]]:
    from generator.clean import clean_text
    from generator.importer import load_text
    from generator.reader import read
    from generator.text.outline import format_outline, outline_as_dict

    imported = load_text(path)
    cleaned = clean_text(imported.text)
    outline = read(cleaned.text, cleaned.noise)
    if not as_json:
        return format_outline(outline), imported.problems
    data = outline_as_dict(outline, imported.name)
    return json.dumps(data, ensure_ascii=False, indent=1 if pretty else None), imported.problems


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file that is named or stands in a folder that is named, and whether it is the only one.

    Of a folder those are taken whose kind can be read, and those that a clerk would miss (.doc, .pdf), to be reported.
    """
    for path in paths:
        if not path.is_dir():
            yield path, len(paths) == 1
            continue
        for name in sorted(entry.name for entry in path.iterdir()):
            if name.lower().endswith(_READ + _TOLD) and not name.startswith((".", "~$")):
                yield path / name, False


class _Names:
    """Names of output files: like those of the inputs, -2, -3 … where two would be the same."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, stem: str, suffix: str) -> str:
        name = stem
        while name.casefold() in self._taken:
            self._taken[stem.casefold()] += 1
            name = f"{stem}-{self._taken[stem.casefold()]}"
        self._taken[name.casefold()] = 1
        return name + suffix


def _write(folder: Path, name: str, text: str) -> None:
    write_files(folder, [(name, f"{text}\n".encode())])


def _tell(problems: Sequence[Problem], form: str) -> None:
    """Problems on stderr, as soon as they are known: text for people, one JSON object a line for programs."""
    for problem in problems:
        if form == "json":
            click.echo(json.dumps(problem_as_dict(problem), ensure_ascii=False), err=True)
        else:
            click.echo(format_problem(problem), err=True)
