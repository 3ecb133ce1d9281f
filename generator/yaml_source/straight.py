"""A file's text with the characters that were meant for those that look like them, one hint a line.

Only where it is sure what was meant; of a line that is all remark nothing is told.  Knows lines, no YAML.
"""

from __future__ import annotations

from generator.problems import Place, Problem
from generator.text.lookalikes import lookalikes

_HINT = "已经照“应为”读了；在文件里也重新打一遍，不然搜索不到"


def straighten(text: str, name: str = "", first_line: int = 1, problems: list[Problem] | None = None) -> str:
    """The text as it was meant, each character where it was; into `problems`, a Y22 for every line that had such.

    `first_line` is the line of the file at which the text begins.
    """
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if line.isascii():
            continue
        characters = list(line)
        found = [one for one in lookalikes(line) if one.sure]
        for one in found:
            # As many characters as there were: the places of the line hold.
            characters[one.start : one.end] = one.right
        lines[index] = "".join(characters)
        if found and problems is not None and not line.lstrip().startswith("#"):
            place = Place(name, index + first_line, found[0].start + 1, line)
            others = f"（这一行一共 {len(found)} 处）" if len(found) > 1 else ""
            told = found[0].found + others
            problems.append(Problem("Y22", place, told, f"“{found[0].right}”", _HINT, "提示"))
    return "\n".join(lines)
