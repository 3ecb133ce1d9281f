"""Two Word files → one with tracked changes: what the old one said struck out, what the new one says marked.

Accepting all gives the new text, rejecting all the old one.  Knows Word's XML and sentences; nothing of meetings.
"""

from generator.diff.comparing import AUTHOR, compare_docx, is_comparison

__all__ = ["AUTHOR", "compare_docx", "is_comparison"]
