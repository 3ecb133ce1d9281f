"""`jianggao new` and `jianggao schema`: a details file to begin with, and its schema for editors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from generator.commands.reporting import DONE, ends_with_code, report
from generator.details import all_slots
from generator.files.output import write_files
from generator.problems import InvalidInput, Place, Problem
from generator.rendering.folders import shelf_for
from generator.slots.registry import Slot
from generator.slots.scaffold import SCHEMA_NAME, new_details
from generator.slots.schema import details_schema


@click.command("new", options_metavar="[选项]", short_help="新建一个写好示例的 会议.yaml")
@click.option(
    "-o",
    "--output",
    "path",
    metavar="会议.yaml",
    type=click.Path(path_type=Path),
    default=Path("会议.yaml"),
    help="写到哪个文件（默认：会议.yaml）",
)
@click.option("--force", is_flag=True, help="文件已经有了也重写")
@ends_with_code
def new_command(path: Path, force: bool) -> int:
    """新建一个 会议.yaml，每一项都有说明和示例，马上就能生成稿子。

    \b
    例：jianggao new -o 会议.yaml
        jianggao make 会议.yaml -o 输出
    """
    if path.exists() and not force:
        hint = f"换一个名称：jianggao new -o 会议2.yaml；真要重写：jianggao new -o {path} --force"
        raise InvalidInput([Problem("F14", Place(path.name), "这个文件已经有了，没有动它", hint=hint)])
    slots = all_slots(shelf_for(path.resolve().parent))
    texts = [(path.name, new_details(slots)), (SCHEMA_NAME, _schema_text(slots))]
    files = write_files(path.parent, [(name, text.encode("utf-8")) for name, text in texts])
    report([], files[:1], "text", "写好了：")
    click.echo(f"用记事本打开它，换成这次会议的内容，再运行：jianggao make {path}")
    return DONE


@click.command("schema", options_metavar="[选项]", short_help="写出 会议.yaml 的 JSON Schema，编辑器用它来提示")
@click.option(
    "-o", "--output", "path", metavar="文件", type=click.Path(path_type=Path), help="写到哪个文件（默认：屏幕）"
)
@click.option("--type", "occasion", metavar="会议类型", default="工作会议", show_default=True, help="哪一类会议")
@ends_with_code
def schema_command(path: Path | None, occasion: str) -> int:
    """写出 会议.yaml 的 JSON Schema。VS Code 等编辑器按它提示名称、说明和选项。

    \b
    例：jianggao schema -o 会议.schema.json
    在 会议.yaml 第一行写：# yaml-language-server: $schema=会议.schema.json
    """
    if path is not None and path.is_file() and not _is_schema(path):
        hint = "换一个名称：jianggao schema -o 会议.schema.json"
        raise InvalidInput(
            [Problem("F14", Place(path.name), "已经有这个文件，而且不是 JSON Schema，没有动它", hint=hint)]
        )
    text = _schema_text(all_slots(shelf_for(Path.cwd()), occasion))
    if path is None:
        click.echo(text, nl=False)
    else:
        report([], write_files(path.parent, [(path.name, text.encode("utf-8"))]), "text", "写好了：")
    return DONE


def _is_schema(path: Path) -> bool:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(said, dict) and "$schema" in said


def _schema_text(slots: Sequence[Slot]) -> str:
    return json.dumps(details_schema(slots), ensure_ascii=False, indent=1) + "\n"
