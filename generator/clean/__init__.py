"""清洗: a text as it stands on the web or in an old file made fit to be read, every change on record.

Knows no points and no roles: wrong and repeated ordinals stay as they stand.
"""

from generator.clean.report import format_changes, lost_problems
from generator.clean.rows import Change
from generator.clean.steps import Blank, Cleaned, Lost, clean_text

__all__ = ["Blank", "Change", "Cleaned", "Lost", "clean_text", "format_changes", "lost_problems"]
