"""朗读: what is hard to say or to print: long breaths, signs that cannot be read, rare characters, missing glyphs.

All of these are hints, but for the glyphs: they depend on who speaks and on which fonts the computer has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.checks.model import HAN, Checked, Finding, rule
from generator.text.lines import Kind

_BREATH = 45
_SENTENCE = 160
_PAUSES = re.compile("[，。；：！？、…—\n（）“”《》]+")


@rule("W95", "提示", "讲话", "发言", "主持词")
def breath_too_long(text: Checked) -> Iterator[Finding]:
    """句子太长，一口气念不完。

    查什么：讲话稿里连着45个字以上没有停顿的标点，或者一句话超过160字。
    为什么：每分钟念180字左右，一口气大约念20到30字。
    错例：各级各部门要切实把思想和行动统一到县委县政府关于做好岁末年初安全生产和防灾减灾救灾各项重点工作的决策部署上来。
    改为：各级各部门要切实把思想和行动统一到县委、县政府的决策部署上来，做好岁末年初安全生产和防灾减灾救灾各项重点工作。
    依据：办公室通行写法
    """
    for row in text.rows:
        if row.kind not in (Kind.PARAGRAPH, Kind.POINT) or len(row.text) < _BREATH:
            continue
        at = row.start
        for found in _PAUSES.finditer(text.text, row.start, row.end):
            if found.start() - at >= _BREATH:
                yield Finding(at, found.start(), f"{found.start() - at}个字没有停顿", f"{_BREATH}字以内断开")
            at = found.end()
        if len(row.text) > _SENTENCE:
            for low, high in text.layout.sentences(row.start, row.end):
                if high - low > _SENTENCE:
                    yield Finding(low, high, f"这句话有{high - low}个字", f"分成几句，每句{_SENTENCE}字以内")


@rule("W96", "提示", "讲话", "发言", "主持词")
def cannot_be_read(text: Checked) -> Iterator[Finding]:
    """念不出来的符号。

    查什么：讲话稿里的 / ~ & @ # + = → ㎡ ※ 等符号，英文单位（km、kg），“（详见附件）”一类只能看不能念的括号。
    为什么：讲话是念出来的，念到这里会停住。
    错例：面积5000㎡，供水/供电都有保障（详见附件2）。
    改为：面积5000平方米，供水、供电都有保障。
    依据：办公室通行写法
    """
    for found in _SIGNS.finditer(text.text):
        yield Finding(found.start(), found.end(), f"“{found.group()}”念不出来", "写成念得出的字")


_SIGNS = re.compile(
    r"[/~～&@#+=](?<![A-Za-z:/.].)(?<![0-9]/)(?![/A-Za-z])|[→←↑↓※★☆■□▲△●○◆◇㎡㎏㎞㎝㎜]+"
    r"|(?<=[0-9])\s?(?:km|kg|cm|mm|kW|m2|m²|km²|t|ml)(?![A-Za-z])|[（(](?:详?见|参见|附)[^（）()]{1,16}[）)]"
)


@rule("W97", "提示", "讲话", "发言", "主持词")
def rare_character(text: Checked) -> Iterator[Finding]:
    """生僻字。

    查什么：讲话稿里不常用的字。姓名里的也报，请注音。每个字只报一次。
    为什么：念错了难堪；朗读版可以自动注音（--layout 朗读）。
    错例：饕餮盛宴
    改为：饕餮（tāo tiè）盛宴，或者换一个说法
    依据：GB/T 2312—1980 二级汉字；办公室通行写法
    """
    for char in sorted(text.characters - _familiar()):
        if re.match(f"[{HAN}]", char):
            at = text.text.find(char)
            yield Finding(at, at + 1, f"“{char}”是生僻字", hint="注上读音，或者换一个说法")


@rule("W98", "提示")
def glyph_missing(text: Checked) -> Iterator[Finding]:
    """字库里没有的字。

    查什么：GB/T 2312 以外的汉字（喆、堃、淏 …）。用仿宋_GB2312、楷体_GB2312 排版时，这些字会换成别的字体。每个字只报一次。
    为什么：姓名里的一个字换了字体，打印出来很扎眼。
    错例：王喆（用仿宋_GB2312）
    改为：改用“仿宋”“楷体”等大字库字体
    依据：GB/T 2312—1980
    """
    for char in sorted(text.characters - _gb2312()):
        if re.match(f"[{HAN}]", char):
            at = text.text.find(char)
            yield Finding(at, at + 1, f"“{char}”不在 GB2312 字库里", hint="字体选“仿宋”“楷体”，不选带 _GB2312 的")


@cache
def _gb2312() -> frozenset[str]:
    """The characters of GB/T 2312, both levels."""
    return _level(0xB0, 0xF8) | {"〇"}


@cache
def _familiar() -> frozenset[str]:
    """Characters that are read without a second look: the first level, and those of the second that are common."""
    common = (Path(__file__).parent / "common_characters.txt").read_text(encoding="utf-8")
    return _level(0xB0, 0xD8) | frozenset(common) | {"〇"}


def _level(first: int, last: int) -> frozenset[str]:
    rows = bytes(byte for high in range(first, last) for low in range(0xA1, 0xFF) for byte in (high, low))
    return frozenset(rows.decode("gb2312", errors="ignore"))
