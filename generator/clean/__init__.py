"""清洗: a text as it stands on the web or in an old file made fit to be read, every change on record.

Knows no points and no roles: wrong and repeated ordinals stay as they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.clean.report import format_changes, lost_problems
    from generator.clean.rows import Change
    from generator.clean.steps import Blank, Cleaned, Lost, clean_text

__all__ = ["Blank", "Change", "Cleaned", "Lost", "clean_text", "format_changes", "lost_problems"]

_HOME = {"Change": "rows", "format_changes": "report", "lost_problems": "report"}


def __getattr__(name: str) -> Any:
    # Who asks for `blanks` alone, as every check of a paper does, is not made to wait for the steps.
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"generator.clean.{_HOME.get(name, 'steps')}"), name)
