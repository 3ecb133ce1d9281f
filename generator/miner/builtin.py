"""The program's own 写法 read as sentences, so that they are met in a text as mined frames are.

Each slot of a template stands for itself by a word of its kind (要点|几 → 三).  Knows templates and roles, not texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.miner.builtin_frames import patterns
from generator.miner.classes import BEGINNING, LINK
from generator.miner.frames import GAP
from generator.rendering.shelf import Shelf
from generator.rendering.template import BUILTIN, SHARED, TemplateFile
from generator.text.regex import regex

FILES: dict[str, str] = {
    "开头": "开场",
    "承上": "承上|小结|之后",
    "过渡句": "过渡|要求|发言开场",
    LINK: "串词",
    "结尾": "结尾",
    "散会": "散会|收束",
}
"""What the names of the shared templates have in them that hold the 写法 of each role."""
_WORDS = {
    "会议名称": f"{GAP}会议",
    "会": "会议",
    "召开": "召开",
    "称呼": "同志们",
    "要点|几": "三",
    "议程|几": "三",
    "项.第几": "第三",
    "项.谁": f"{GAP}同志",
    "项.谁简": f"{GAP}同志",
    "项.请": f"作{GAP}发言",
    "下级": "各部门",
    "组.句": f"{GAP}同志通报了{GAP}情况",
}
_LOOP = regex(r"\{%-?\s*for\s.*?%\}(.*?)\{%-?\s*endfor\s*-?%\}", re.DOTALL)
_TAG = regex(r"\{%.*?%\}", re.DOTALL)
_SLOT = regex(r"\{\{\s*(.*?)\s*\}\}")
_INCLUDE = regex(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']\s*-?%\}")


def builtin_sentences(shelf: Shelf) -> Iterator[tuple[str, str, str]]:
    """Role, name (开场/目的式) and text of every built-in 写法 that has words of its own."""
    for template in shared_templates(shelf):
        for role, words in FILES.items():
            if not re.search(words, template.occasion):
                continue
            for wording in template.wordings:
                text = plain_text(wording.text, shelf)
                if len(re.findall("[\u3400-\u9fff]", text)) >= 6:
                    yield role, f"{template.occasion}/{wording.name}", "\n" * (role in BEGINNING) + text
    for pattern in patterns(shelf):
        yield pattern.role, pattern.name, pattern.sentence


def shared_templates(shelf: Shelf) -> Iterator[TemplateFile]:
    """The program's own shared templates, in the order of their names."""
    folder = next((path for origin, path in shelf.folders if origin == BUILTIN), None)
    for path in sorted((folder / SHARED).glob("*.txt")) if folder is not None else ():
        found = shelf.find(f"{BUILTIN}/{SHARED}/{path.stem}")
        if found is not None:
            yield found


def plain_text(text: str, shelf: Shelf) -> str:
    """A wording with words in its slots."""

    def included(found: re.Match[str]) -> str:
        template = shelf.find(found.group(1))
        return template.body if template is not None and not template.wordings else ""

    text = _INCLUDE.sub(included, text)
    text = _LOOP.sub(lambda found: _TAG.sub("", found.group(1)), text)
    return _SLOT.sub(lambda found: _WORDS.get(found.group(1), GAP), _TAG.sub("", text)).strip()
