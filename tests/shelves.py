"""Templates of a test: files written into a folder, a shelf over it, and a text rendered from one of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.problems import InvalidInput, Problem
from generator.rendering.folders import builtin_folder
from generator.rendering.render import Renderer
from generator.rendering.shelf import Shelf
from generator.rendering.template import BUILTIN

NAME = "讲话/试"


def shelf_of(folder: Path, files: Mapping[str, str | bytes], builtin: bool = False) -> Shelf:
    """A shelf over these files, by name without .txt; with what comes with the program behind it where asked."""
    for name, content in files.items():
        path = folder / (name if "." in name.rsplit("/", 1)[-1] else f"{name}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return Shelf([("模板", folder), *([(BUILTIN, builtin_folder())] if builtin else [])])


def rendered(folder: Path, text: str | bytes | Mapping[str, str | bytes], **values: Any) -> str:
    """The text of 讲话/试 with these values."""
    files = text if isinstance(text, Mapping) else {NAME: text}
    return Renderer(shelf_of(folder, files)).render(NAME, values).text


def problems_of(folder: Path, text: str | bytes | Mapping[str, str | bytes], **values: Any) -> tuple[Problem, ...]:
    """What is said of 讲话/试; nothing where it renders."""
    try:
        rendered(folder, text, **values)
    except InvalidInput as error:
        return error.problems
    return ()
