"""本单位的词典.txt、必改.txt、数据.yaml: read from beside the file and from the settings folder, and their two rules.

词典.txt has a word a line that is never flagged; 必改.txt a line 错 → 对; 数据.yaml a figure by its name with 值, 旧值 and
截至.  # begins a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.checks.model import Checked, Figure, Finding, UnitWords, rule
from generator.problems import InvalidInput, Place, Problem
from generator.rendering.folders import settings_folder
from generator.text.regex import regex
from generator.yaml_source.load import Fields, Items, Text, load_yaml
from generator.yaml_source.text_file import read_text

ALLOWED, MENDED, FIGURES = "词典.txt", "必改.txt", "数据.yaml"
_ARROW = regex(r"\s*(?:→|=>|->|⇒|\t)\s*")
_REMARK = regex(r"\s*(?:^|\s)#.*$")


def load_words(*folders: Path) -> UnitWords:
    """A unit's words: those of the settings folder, then those of each folder named, the later before the earlier.

    InvalidInput (K02) where a line of 必改.txt has no arrow or a figure has no 值; files that are missing say nothing.
    """
    allowed: dict[str, None] = {}
    mended: dict[str, str] = {}
    figures: dict[str, Figure] = {}
    problems: list[Problem] = []
    for place in (settings_folder(), *folders):
        for _, row in _rows(place / ALLOWED):
            allowed[row] = None
        for number, row in _rows(place / MENDED):
            wrong, *right = _ARROW.split(row, maxsplit=1)
            if not right or not wrong:
                where = Place(str(place / MENDED), number, 1, row)
                problems.append(Problem("K02", where, "这一行看不出要改成什么", "错的 → 对的", "惯彻 → 贯彻"))
                continue
            mended[wrong] = right[0]
        figures |= {one.name: one for one in _figures(place / FIGURES, problems)}
    if problems:
        raise InvalidInput(problems)
    return UnitWords(tuple(allowed), tuple(mended.items()), tuple(figures.values()))


def _rows(path: Path) -> Iterator[tuple[int, str]]:
    if not path.is_file():
        return
    for number, row in enumerate(read_text(path).split("\n"), 1):
        if bare := _REMARK.sub("", row).strip():
            yield number, bare


def _figures(path: Path, problems: list[Problem]) -> Iterator[Figure]:
    if not path.is_file():
        return
    source = load_yaml(path)
    problems.extend(source.errors)
    if not isinstance(source.root, Fields):
        return
    for key, node in source.root.entries:
        if isinstance(node, Text):
            yield Figure(key.value, node.value)
            continue
        value = node.get("值") if isinstance(node, Fields) else None
        if not isinstance(node, Fields) or not isinstance(value, Text):
            sample = f"{key.value}: {{值: 45.2万, 旧值: 44.8万, 截至: 2025年12月31日}}"
            problems.append(Problem("K02", key.place, f"“{key.value}”没有写值", "值: …", sample))
            continue
        since = node.get("截至")
        yield Figure(key.value, value.value, _texts(node.get("旧值")), since.value if isinstance(since, Text) else "")


def _texts(node: object) -> tuple[str, ...]:
    if isinstance(node, Text):
        return (node.value,)
    return tuple(one.value for one in node.items if isinstance(one, Text)) if isinstance(node, Items) else ()


@rule("W65", "必错")
def unit_word(text: Checked) -> Iterator[Finding]:
    """本单位规定必改的词。

    查什么：必改.txt 里列出的错词。每行写“错的 → 对的”。
    为什么：机构改名、专有名称、常写错的人名地名，只有本单位知道。
    错例：（必改.txt 里有“县安监局 → 县应急管理局”）请县安监局汇报。
    改为：请县应急管理局汇报。
    依据：本单位的必改.txt
    """
    for wrong, right in text.words.mended:
        for found in re.finditer(re.escape(wrong), text.text):
            # 安监局 → 县安监局: what is right already is left alone.
            offset = right.find(wrong)
            if offset >= 0 and text.text.startswith(right, found.start() - offset):
                continue
            yield Finding(found.start(), found.end(), f"“{wrong}”", f"“{right}”", mend=right)


_NUMBER = r"[0-9][0-9,.]*\s?(?:万亿|[万亿千百])?"


@rule("W66", "疑似")
def figure_outdated(text: Checked) -> Iterator[Finding]:
    """用了过时的数。

    查什么：数据.yaml 里有的数，名称后面写的是旧值，或者与现在的值不同。
    为什么：每年的数都在变，抄旧稿最容易留下去年的数。
    错例：（数据.yaml：全县常住人口 值 45.2万、旧值 44.8万）全县常住人口44.8万人。
    改为：全县常住人口45.2万人。
    依据：本单位的数据.yaml
    """
    for figure in text.words.figures:
        near = re.compile(re.escape(figure.name) + rf"(?:共有|达到|达|为|是|有|约)?(?P<n>{_NUMBER})")
        value = re.match(_NUMBER, figure.value)
        for found in near.finditer(text.text):
            said = found["n"].replace(",", "").strip()
            if value is None or said.rstrip(".") == value.group().replace(",", "").strip():
                continue
            old = any(said == re.sub("[^0-9.万亿千百]", "", one) for one in figure.old)
            since = f"（截至{figure.since}）" if figure.since else ""
            yield Finding(
                found.start("n"),
                found.end("n"),
                f"“{figure.name}”写的是{said}，{'这是旧的数' if old else '与数据.yaml 不同'}",
                f"{figure.value}{since}",
            )
