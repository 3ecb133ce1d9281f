"""`jianggao template …`: look at templates, copy them into one's own folder, check them, begin new ones."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator.commands.reporting import DONE, PROBLEMS, ends_with_code, report
from generator.files.output import write_files
from generator.problems import InvalidInput, Place, Problem
from generator.rendering.folders import OWN, shelf_for
from generator.rendering.shelf import Shelf
from generator.rendering.template import BUILTIN, fingerprint

_FOLDER = click.option(
    "--templates",
    "own",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help=f"自己的模板文件夹（默认：当前文件夹里的 {OWN}）",
)


@click.group(
    "template", options_metavar="[选项]", subcommand_metavar="命令 …", short_help="模板：list、show、copy、check、new"
)
def template_command() -> None:
    """看模板、抄模板、查模板、建模板。怎样改模板，见 docs/写模板.md。"""


def _shelf(own: Path | None) -> Shelf:
    return shelf_for(Path.cwd(), own)


@template_command.command("list", options_metavar="[选项]")
@_FOLDER
@ends_with_code
def list_command(own: Path | None) -> int:
    """列出所有模板，以及每个从哪个文件夹来。"""
    shelf = _shelf(own)
    for name in shelf.names():
        template = shelf.get(name)
        hidden = "，盖住了内置的" if template.origin != BUILTIN and shelf.find(f"{BUILTIN}/{name}") else ""
        click.echo(f"{name}（{template.origin}{hidden}）  {template.note}")
    click.echo("")
    for origin, folder in shelf.folders:
        click.echo(f"{origin}：{folder}")
    return DONE


@template_command.command("show", options_metavar="[选项]")
@click.argument("name", metavar="名称")
@_FOLDER
@ends_with_code
def show_command(name: str, own: Path | None) -> int:
    """把一个模板打印出来。内置的原文写成 内置/讲话/工作会议。"""
    template = _shelf(own).get(name)
    click.echo(template.source.rstrip("\n"))
    return DONE


@template_command.command("copy", options_metavar="[选项]")
@click.argument("name", metavar="名称")
@click.option(
    "-o", "--output", "own", metavar="文件夹", type=click.Path(path_type=Path), help=f"抄到哪个文件夹（默认：{OWN}）"
)
@click.option("--whole/--extend", default=True, help="整篇抄来，还是只改其中一块")
@click.option("--force", is_flag=True, help="已经抄过也重抄")
@ends_with_code
def copy_command(name: str, own: Path | None, whole: bool, force: bool) -> int:
    """把一个模板抄到自己的文件夹里，以后就用这一份。

    \b
    例：jianggao template copy 讲话/工作会议           整篇抄来，随便改
        jianggao template copy 讲话/工作会议 --extend   只改其中一块，其余跟着内置的走
    """
    shelf = _shelf(own)
    original = shelf.get(name if name.startswith(BUILTIN + "/") else f"{BUILTIN}/{name}")
    target = (own or Path(OWN)) / f"{original.name}.txt"
    if target.exists() and not force:
        hint = "直接改它；真要重抄，加 --force（原来的会没有）"
        raise InvalidInput([Problem("F14", Place(str(target)), "已经抄过这个模板，没有动它", hint=hint)])
    text = _copied(original.source, original.name) if whole else _extended(original.source, original.name)
    report([], write_files(target.parent, [(target.name, text.encode("utf-8"))]), "text", "抄好了，用记事本打开来改：")
    click.echo(f"改完查一遍：jianggao template check {original.name}")
    return DONE


def _copied(source: str, name: str) -> str:
    """The whole text, with a note of what it was copied from."""
    note = f"抄自: {BUILTIN}/{name}\n指纹: {fingerprint(source)}\n"
    return source.replace("---\n", "---\n" + note, 1) if source.startswith("---\n") else f"---\n{note}---\n{source}"


def _extended(source: str, name: str) -> str:
    """A template that goes on from the built-in, with its blocks to choose from."""
    blocks = re.findall(r"\{%-?\s*block\s+(\S+?)\s*-?%\}", source)
    title = re.search(r"^标题: (.*)$", source, re.MULTILINE)
    lines = [
        "---",
        f"标题: {title.group(1) if title else name}",
        f"抄自: {BUILTIN}/{name}",
        f"指纹: {fingerprint(source)}",
    ]
    speaker = re.search(r"^对象: .*$", source, re.MULTILINE)
    lines += [speaker.group()] if speaker else []
    lines += ["槽位: {}", "---", f'{{% extends "{BUILTIN}/{name}.txt" %}}']
    lines += ["{# 可以改的块：" + "、".join(blocks) + "。要改哪一块，就照下面的样子写哪一块，别的块不用写。 #}"]
    if blocks:
        lines += [f"{{% block {blocks[-1]} %}}", "{{ super() }}", "{% endblock %}"]
    return "\n".join(lines) + "\n"


@template_command.command("check", options_metavar="[选项]")
@click.argument("names", metavar="[名称]…", nargs=-1)
@_FOLDER
@click.option("--report", "form", type=click.Choice(["text", "json"]), default="text", help="用文字还是 JSON 报告")
@ends_with_code
def check_command(names: tuple[str, ...], own: Path | None, form: str) -> int:
    """查模板：用到的槽位都登记了没有，用示例写得出来没有，空着的槽位会不会留下半句话。

    不写名称，就查自己文件夹里的全部；自己没有，就查内置的。
    """
    shelf = _shelf(own)
    mine = [name for name in shelf.names() if shelf.get(name).origin != BUILTIN]
    chosen = list(names) or mine or list(shelf.names())
    # Only this command renders; the others stay quick.
    from generator.commands.template_check import check_template

    problems: list[Problem] = []
    for name in chosen:
        try:
            problems.extend(check_template(shelf, name))
        except InvalidInput as error:
            problems.extend(error.problems)
    report(tuple(dict.fromkeys(problems)), [], form)
    if problems:
        return PROBLEMS
    if form == "text":
        click.echo(f"查过 {len(chosen)} 个模板，没有问题：{'、'.join(chosen)}")
    return DONE


_NEW = """\
---
标题: {title}
说明: 写一句，什么会议上用
{target}槽位:
  # 这个模板自己要填的内容，一行一个；每个会议都有的（会议名称、时间、讲话人、要点 …）不用再登记
  示例槽位: {{类型: 文字, 说明: 改成自己的名称和说明, 示例: 这里是示例}}
---
{body}"""
_SPEECH = """\
在{{ 会议名称 }}上的讲话
{{ 讲话人.姓名 }}
（{{ 时间|日期 }}）

{{ 称呼 }}：
{% include "公用/开场.txt" %}{{ 示例槽位|成句 }}{% include "公用/过渡.txt" %}

{{ 要点|分条('一、', '（一）', '一是') }}

{% include "公用/收束.txt" %}
"""
_OTHER = """\
{{ 会议名称 }}
（{{ 时间|日期 }}）

{{ 称呼 }}：
{{ 示例槽位|成句 }}
"""


@template_command.command("new", options_metavar="[选项]")
@click.argument("name", metavar="名称")
@_FOLDER
@ends_with_code
def new_command(name: str, own: Path | None) -> int:
    """在自己的文件夹里建一个新模板，名称写成 文种/会议类型。

    \b
    例：jianggao template new 讲话/表彰大会
        会议.yaml 里写 会议类型: 表彰大会，就会用它
    """
    parts = name.removesuffix(".txt").split("/")
    if len(parts) != 2 or not all(parts) or re.search(r"[\\:*?\"<>|]|^\.", name):
        raise InvalidInput(
            [
                Problem(
                    "T40", Place(), f"“{name}”不能做模板的名称", "文种/会议类型", "jianggao template new 讲话/表彰大会"
                )
            ]
        )
    genre, occasion = parts
    target = (own or Path(OWN)) / genre / f"{occasion}.txt"
    if target.exists():
        raise InvalidInput(
            [Problem("F14", Place(str(target)), "这个模板已经有了，没有动它", hint="直接改它，或换一个名称")]
        )
    spoken = genre in ("讲话", "发言")
    text = _NEW.format(title=occasion, target="对象: 讲话人\n" if spoken else "", body=_SPEECH if spoken else _OTHER)
    report([], write_files(target.parent, [(target.name, text.encode("utf-8"))]), "text", "建好了，用记事本打开来写：")
    return DONE
