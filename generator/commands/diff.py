"""`jianggao diff`: two Word files become one with tracked changes."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.reporting import DONE, ends_with_code, report
from generator.files.output import write_files
from generator.problems import InvalidInput, Place, Problem


@click.command("diff", options_metavar="[选项]", short_help="比较两个 Word 文件，写成带修订标记的 Word 文件")
@click.argument("old", metavar="旧稿.docx", type=click.Path(path_type=Path))
@click.argument("new", metavar="新稿.docx", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    metavar="比较.docx",
    type=click.Path(path_type=Path),
    help="写成哪个文件（默认：新稿旁边的 新稿-比较.docx）",
)
@ends_with_code
def diff_command(old: Path, new: Path, target: Path | None) -> int:
    """比较两个 Word 文件，写成带修订标记的 Word 文件。

    删去的划掉，加上的标出来；在 Word、WPS 里全部“接受”就是新稿，全部“拒绝”就是旧稿的文字。

    \b
    例：jianggao diff 讲话.docx 讲话-新.docx -o 比较.docx
    """
    # lxml is loaded only here.
    from generator.diff import compare_docx, is_comparison
    from generator.importer import read_file

    target = target or new.with_name(f"{new.stem}-比较.docx")
    if target.resolve() in (old.resolve(), new.resolve()):
        found = "这是要比较的稿子自己，没有覆盖"
        raise InvalidInput([Problem("F16", Place(str(target)), found, hint="用 -o 换一个名称")])
    if target.exists() and not is_comparison(target):
        found = "已经有这个文件，而且不是比较的结果，没有覆盖"
        raise InvalidInput([Problem("F14", Place(str(target)), found, hint="用 -o 换一个名称")])
    data = compare_docx(read_file(old), read_file(new), str(old), str(new))
    report((), write_files(target.parent, [(target.name, data)]), "text")
    return DONE
