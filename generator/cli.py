"""`jianggao`: the command line, in Chinese.

Each command has a module of its own; here are what they share: the group, the language, the exit codes.
"""

from __future__ import annotations

import gc
import gettext
import os
import sys
from pathlib import Path
from typing import Any

import click

from generator.commands.reporting import OUR_FAULT, PROBLEMS, speak_any_console
from generator.problems import refusal

_OBJECTS = 50_000
"""New objects after which Python looks for those that are no longer used; 700 is what it begins with."""
_LOCALE = Path(__file__).resolve().parent / "locale"

# name → module and object: a command's module is imported when it is called, not before.
_COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("generator.commands.new", "new_command"),
    "make": ("generator.commands.make", "make_command"),
    "check": ("generator.commands.check", "check_command"),
    "batch": ("generator.commands.batch", "batch_command"),
    "template": ("generator.commands.template", "template_command"),
    "schema": ("generator.commands.new", "schema_command"),
    "import": ("generator.commands.import_", "import_command"),
    "outline": ("generator.commands.read", "outline_command"),
    "clean": ("generator.commands.read", "clean_command"),
    "stats": ("generator.commands.stats", "stats_command"),
    "diff": ("generator.commands.diff", "diff_command"),
    "mine": ("generator.commands.mine", "mine_command"),
}


class _Commands(click.Group):
    """Commands that are loaded on demand, listed in the order in which a clerk meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: Any = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
)
@click.version_option(package_name="jianggao", prog_name="jianggao", message="%(prog)s %(version)s", help="显示版本。")
def cli() -> None:
    """讲稿：填一个 会议.yaml，写出讲话稿、主持词等会议材料，排成 Word 文件。

    \b
    第一次用：
        jianggao new -o 会议.yaml          新建一个写好示例的 会议.yaml
        jianggao make 会议.yaml -o 输出    写出 Word 文件
    """


def speak_chinese() -> None:
    """click's own words (用法, 选项, 没有这个选项 …) in Chinese, by its gettext catalogue."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(_LOCALE))
    gettext.textdomain("messages")


def main() -> None:
    """The program.  Exit codes: 0 done, 1 problems, 2 wrong use, 3 our own fault."""
    # Next to nothing of what a command loads is ever let go: to look through it again and again only takes time.
    gc.set_threshold(_OBJECTS)
    speak_any_console()
    speak_chinese()
    try:
        _run()
    except OSError as error:
        # What was written is where it should be; it is the telling that went nowhere: jianggao clean 旧稿.txt > 满盘
        if error.filename is not None:
            raise
        _be_silent()
        click.echo(f"结果写不出去（{refusal(error)}）：检查 > 后面的文件所在的磁盘，再运行一次", err=True)
        sys.exit(PROBLEMS)
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("\n程序自己出了错，不是您的问题。请把上面的文字和用到的文件发给开发者。", err=True)
        sys.exit(OUR_FAULT)


def _run() -> None:
    """The command, and all that it has to say, out of our hands before its exit code is given."""
    try:
        cli(prog_name="jianggao")
    finally:
        if sys.stdout is not None:
            sys.stdout.flush()
        # What is at hand now goes with the process: to look through all of it at the end takes longer than a paper.
        gc.freeze()


def _be_silent() -> None:
    """Keeps Python from trying once more, at its end, to write what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
