"""The text of one cell, made fit to stand in a paper.

Knows characters; not tables or slots.
"""

from __future__ import annotations

from generator.batch.records import Fault
from generator.text.regex import regex
from generator.yaml_source.unseen import may_look_alike

LONGEST = 1_000_000
"""Characters of one cell; a workbook's own limit is 32,767."""
_UNSEEN = regex("[\u200b\u2060\ufeff\u00ad]")
_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_EDGES = " \t\n\u3000\u00a0"


def cleaned(text: str, column: int) -> tuple[str, Fault | None]:
    """A cell's text without blanks around it, characters that nobody sees and those that only look like what was meant,
    and what is wrong with it.

    A workbook writes a character that XML cannot hold as _x0007_.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _UNSEEN.sub("", text)
        if may_look_alike(text):
            from generator.yaml_source.straight import straighten

            text = straighten(text)
    text = text.strip(_EDGES)
    if found := _CONTROL.search(text):
        code = f"U+{ord(found.group()):04X}"
        shown = _CONTROL.sub("·", text)
        return shown, Fault(column, shown[:60], f"里面有看不见的控制字符（{code}）", "删去整格，重新打一遍")
    if len(text) > LONGEST:
        return text[:60], Fault(column, text[:60], f"这一格有 {len(text)} 个字，太长了", f"不超过 {LONGEST} 个字")
    return text, None
