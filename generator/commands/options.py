"""Options that several commands take alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.pipeline import FORMATS

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OF_PAPERS = (
    click.option("--layout", metavar="版式", help="公文（默认）、朗读，或自己的版式"),
    click.option(
        "--format",
        "formats",
        type=click.Choice(FORMATS),
        multiple=True,
        default=("docx",),
        show_default=True,
        help="写成哪种文件；可以写几次",
    ),
    click.option("--draft", is_flag=True, help="内容没填全也写，缺的地方写成【待补：…】"),
    click.option("--variant", metavar="数", type=click.IntRange(0), default=0, help="换一种说法：1、2、3 …"),
    click.option(
        "--reference", metavar="本单位.docx", type=click.Path(path_type=Path), help="用这个 Word 文件的页面和样式"
    ),
)


def paper_options(command: _Command) -> _Command:
    """版式, 文件, 草稿, 说法 and 底版 of the papers: what `make` and `batch` are told in the same words."""
    for option in reversed(_OF_PAPERS):
        command = option(command)
    return command
