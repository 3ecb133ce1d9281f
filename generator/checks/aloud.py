"""朗读: what is hard to say or to print: long breaths, signs that cannot be read, rare characters, missing glyphs.

All of these are hints, but for the glyphs: they depend on who speaks and on which fonts the computer has.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.characters import is_gb2312
from generator.checks.led import Led
from generator.checks.model import Checked, Finding, is_han, rule
from generator.paper.page import Layout
from generator.text.lines import Kind
from generator.text.regex import regex
from generator.voice.readings import is_rare

_BREATH = 45
_SENTENCE = 160
_PAUSES = regex("[，。；：！？、…—\n（）“”《》,;:!?()]+")


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
    for found in (*_SIGNS.finditer(text.text), *_UNITS.finditer(text.text)):
        yield Finding(found.start(), found.end(), f"“{found.group()}”念不出来", "写成念得出的字")


_UNREADABLE = "→←↑↓※★☆■□▲△●○◆◇㎡㎏㎞㎝㎜"
_UNIT = "(?:km|kg|cm|mm|kW|m2|m²|km²|t|ml)(?![A-Za-z])"
_SIGNS = Led(
    (*"/~～&@#+=kcmt", *_UNREADABLE, *(f"{bracket}{word}" for bracket in "（(" for word in "详见参附")),
    r"[/~～&@#+=](?<![A-Za-z:/.].)(?<![0-9]/)(?![/A-Za-z])|[" + _UNREADABLE + r"]+"
    r"|(?<=[0-9])" + _UNIT + r"|[（(](?:详?见|参见|附)[^（）()]{1,16}[）)]",
)
_UNITS = Led(" \n\t\r\xa0\u2002\u2003\u2009\u3000", r"(?<=[0-9])\s" + _UNIT, then="kcmt")


@rule("W97", "提示", "讲话", "发言", "主持词")
def rare_character(text: Checked) -> Iterator[Finding]:
    """生僻字。

    查什么：讲话稿里的生僻字：GB/T 2312 一级汉字和《通用规范汉字表》一级字以外的，常见于人名地名、不会念错的（暨、婷、鑫 …）除外。就是朗读版（--layout 朗读）注音的那些字。姓名里的也报。每个字只报一次。
    为什么：念错了难堪；朗读版自动注音。
    错例：饕餮盛宴
    改为：饕餮（tāo tiè）盛宴，或者换一个说法
    依据：GB/T 2312—1980 一级汉字；《通用规范汉字表》（2013年）一级字表
    """
    for char in sorted(filter(is_rare, text.unusual)):
        at = text.text.find(char)
        yield Finding(at, at + 1, f"“{char}”是生僻字", hint="注上读音，或者换一个说法")


@rule("W98", "提示")
def glyph_missing(text: Checked) -> Iterator[Finding]:
    """字库里没有的字。

    查什么：GB/T 2312 以外的汉字（喆、堃、淏 …），所用的字体里没有。知道用什么版式时（make），看那一行用的字体：名称带 _GB2312 的、方正某某简体，只有 GB/T 2312 的字；“仿宋”“楷体”“黑体”“宋体”都有，不报。不知道版式时（别处来的 Word 文件），这些字都提醒一声。每个字只报一次。
    为什么：姓名里的一个字换了字体，打印出来很扎眼。
    错例：王喆（用仿宋_GB2312）
    改为：改用“仿宋”“楷体”等大字库字体
    依据：GB/T 2312—1980；各字体收的字见厂商说明
    """
    for char in sorted(text.unusual):
        if not is_han(char) or is_gb2312(char):
            continue
        if text.page is None:
            at = text.text.find(char)
            yield Finding(at, at + 1, f"“{char}”不在 GB2312 字库里", hint="字体选“仿宋”“楷体”，不选带 _GB2312 的")
        elif found := _in_small_font(text, text.page, char):
            at, font = found
            yield Finding(
                at, at + 1, f"“{char}”不在字体“{font}”里", hint="版式里改用字多的字体，如“仿宋”“楷体”“华文中宋”"
            )


def _in_small_font(text: Checked, page: Layout, char: str) -> tuple[int, str] | None:
    """Where a character first stands in a line whose font has it not, and that font."""
    for row in text.rows:
        at = row.text.find(char)
        faces = (page.face(row.kind), *(page.headings if row.kind is Kind.POINT else ()))
        small = next((face.font for face in faces if _SMALL.search(face.font)), None) if at >= 0 else None
        if small:
            return row.start + at, small
    return None


_SMALL = regex("_?GB2312$|^方正.*简体?$")
"""Fonts that hold the characters of GB/T 2312 and no others, by their names."""
