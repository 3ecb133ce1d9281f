"""标点的形: half-width marks, straight quotes, doubled stops, dots and dashes.

What a printed paper should have is told by `generator.text.punctuation`; here it is compared with what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.model import HAN, Checked, Finding, is_han, rule
from generator.clean.blanks import dashes_are_blanks
from generator.text.punctuation import curly_quotes, full_width
from generator.text.regex import regex

LOST = regex(f"[\ufffd\ue000-\uf8ff]|\\?[,，！、。”(?？]|\\?[{HAN}]{{0,3}}[A-Za-z_^{{}}]")
"""Where the conversion of a page lost characters."""

_HALF = regex(r"[,.;:?!()]")
_BLANKS = " \xa0\t\u3000"
_HALF_OR_BLANK = regex(rf"[,.;:?!(){_BLANKS}]")


@rule("W21", "必错")
def half_width_mark(text: Checked) -> Iterator[Finding]:
    """汉字之间用了半角标点。

    查什么：汉字旁边的半角逗号、句号、分号、冒号、问号、叹号、括号。数字里的小数点、千分号、时刻（14:30）、网址、英文不算。
    为什么：半角标点只占半个字，排出来挤在一起，行末也会错位。
    错例：同志们:会议开始了,请大家安静.
    改为：同志们：会议开始了，请大家安静。
    依据：GB/T 15834—2011 第5章（标点符号的位置和书写形式）
    """
    if not text.has(*",.;:?!()"):
        return
    # Where characters were lost a ? may stand for one of them.
    damaged = text.has("?", *text.unusual) and LOST.search(text.text) is not None
    start = 0
    for row in text.text.split("\n"):
        if _HALF.search(row) and (wide := full_width(row)) != row:
            yield from (
                one for one in _differences(row, wide, start) if not (damaged and _is_lost(text.text, one.start))
            )
        start += len(row) + 1


def _is_lost(text: str, at: int) -> bool:
    """True for a ? that stands for a lost character, and for the comma that was left beside one."""
    return text[at] == "?" or text[at - 1 : at] == "?"


def _differences(row: str, wide: str, start: int) -> Iterator[Finding]:
    """Marks that are wider, with the blanks after them that went: nothing else differs."""
    gone = 0
    for found in _HALF_OR_BLANK.finditer(row):
        i, char = found.start(), found.group()
        right = wide[i - gone : i - gone + 1]
        if right == char:
            continue
        if char in _BLANKS:
            gone += 1
            yield Finding(start + i, start + i + 1, "全角标点后面多了空格", "不空格", mend="")
        else:
            yield Finding(start + i, start + i + 1, f"半角的“{char}”", f"全角的“{right}”", mend=right)


@rule("W22", "必错")
def straight_quote(text: Checked) -> Iterator[Finding]:
    """用了直引号。

    查什么：汉字中间的 " 和 '。英文的撇号、分秒的符号（12'30"）不算。
    为什么：中文的引号分左右，直引号是打字时没有切换过来。
    错例：做到"五个到位"。
    改为：做到“五个到位”。
    依据：GB/T 15834—2011 4.8（引号）
    """
    if not text.has('"', "'"):
        return
    start = 0
    for row in text.text.split("\n"):
        if ('"' in row or "'" in row) and any(map(is_han, row)):
            for i, (char, curly) in enumerate(zip(row, curly_quotes(row), strict=True)):
                if char != curly and char in "\"'":
                    yield Finding(
                        start + i, start + i + 1, f"直引号 {char}", f"“{curly}”" if curly in "‘’" else curly, mend=curly
                    )
        start += len(row) + 1


@rule("W23", "必错")
def stops_doubled(text: Checked) -> Iterator[Finding]:
    """标点连用。

    查什么：两个点号挨在一起，如“，，”“。。”“、，”“。；”。问号、叹号叠用（？！）和省略号不算。
    为什么：改稿时删字留下的，一处只该有一个点号。
    错例：提高认识，，加强领导。。
    改为：提高认识，加强领导。
    依据：GB/T 15834—2011 4.1—4.7（各种点号的用法）
    """
    if not _MAYBE_DOUBLED.search(text.text):
        return
    for found in _DOUBLED.finditer(text.text):
        marks = found.group()
        keep = next((mark for mark in "？！。；：，、" if mark in marks), marks[0])
        yield Finding(found.start(), found.end(), f"“{marks}”连用", f"“{keep}”", mend=keep)


_MAYBE_DOUBLED = regex("[，、；：。！？]{2}")
_DOUBLED = regex(r"(?<![。！？])(?:[，、；：。]{2}(?![。])|[，、；：][！？]|[！？][，、；：。])")


@rule("W24", "必错")
def long_mark_form(text: Checked) -> Iterator[Finding]:
    """省略号、破折号写得不对。

    查什么：“...”“。。。”一个“…”当省略号；“--”当破折号。
    为什么：省略号是六个点，占两个字的位置；破折号是一长横，也占两个字。
    错例：工业、农业、服务业。。。都要抓。
    改为：工业、农业、服务业……都要抓。
    依据：GB/T 15834—2011 4.10（破折号）、4.11（省略号）
    """
    if not any(sign in text.text for sign in ("…", "...", "。。。", "--", "－－")):
        return
    blanks = dashes_are_blanks(text.text)
    for found in _LONG.finditer(text.text):
        if found.group()[0] == "-" and blanks:
            continue
        wide = "——" if found.group()[0] in "-－" else "……"
        yield Finding(found.start(), found.end(), f"“{found.group()}”", f"“{wide}”", mend=wide)


_LONG = regex(rf"。{{3,6}}|(?<=[{HAN}，”])\.{{3,6}}|(?<!…)…(?!…)|(?<=[{HAN}”》])(?:-{{2,3}}|－{{2}})(?=[{HAN}“《])")


@rule("W25", "必错")
def stop_heads_line(text: Checked) -> Iterator[Finding]:
    """段落以标点开头。

    查什么：一段的第一个字符是逗号、句号、顿号、分号、冒号、问号、叹号，或者后引号、后括号、后书名号。
    为什么：点号和后半个标号不能放在一行开头；出现在段首，说明前面的字丢了，或者误按了回车。
    错例：会议要求
    ，各部门要抓好落实。
    改为：会议要求，各部门要抓好落实。
    依据：GB/T 15834—2011 5.1（标点符号的位置）
    """
    for line in text.layout.lines:
        if line.text[0] in "，。、；：？！”’》）〕】" and not _YEAR.match(line.text):
            yield Finding(
                line.start, line.start + 1, f"这一段以“{line.text[0]}”开头", hint="接到上一段去，或者补上丢了的字"
            )


_YEAR = regex("’[0-9]{2}(?![0-9])")


@rule("W26", "必错")
def full_width_digits(text: Checked) -> Iterator[Finding]:
    """用了全角数字、字母。

    查什么：２０２６、Ａ、ｋｍ 一类全角的阿拉伯数字和拉丁字母。
    为什么：全角数字每个占一个汉字，排出来松散，也查找不到。
    错例：２０２６年，Ａ区新增３家企业。
    改为：2026年，A区新增3家企业。
    依据：GB/T 15835—2011（阿拉伯数字的形式）；办公室通行写法
    """
    for found in _FULL.finditer(text.text) if any("０" <= char <= "ｚ" for char in text.unusual) else ():
        half = "".join(chr(ord(char) - 0xFEE0) for char in found.group())
        yield Finding(found.start(), found.end(), f"全角的“{found.group()}”", f"“{half}”", mend=half)


_FULL = regex("[０-９Ａ-Ｚａ-ｚ](?:[０-９Ａ-Ｚａ-ｚ．％]*[０-９Ａ-Ｚａ-ｚ％])?")


@rule("W27", "疑似")
def blank_between(text: Checked) -> Iterator[Finding]:
    """汉字之间有空格。

    查什么：一句话当中，两个汉字之间或者标点后面有一个空格。两个字的姓名为了对齐空开（王　健）、标题行、表格、称呼行不算。
    为什么：从网页、表格里粘贴带来的空格，排版时会断开词语。
    错例：各部门要切实 抓好落实。
    改为：各部门要切实抓好落实。
    依据：办公室通行校对要求
    """
    if " " not in text.characters:
        return
    for found in _BLANK.finditer(text.text):
        low, high = text.layout.sentence(found.start())
        if high - low > 8 and text.text[high - 1] in "。！？；":
            yield Finding(found.start("b"), found.end("b"), "汉字之间有空格", "不空格", mend="")


_BLANK = regex(rf"(?<=[{HAN}][{HAN}，；、])(?P<b> {{1,2}})(?=[{HAN}]{{2}})")


def _stops_short(body: str) -> bool:
    """True for a paragraph with a whole sentence in it that ends without a stop; ——编者 and （某摄） sign one."""
    if len(body) < 24 or (body[-1] not in "，、" and not is_han(body[-1])):
        return False
    cut = max(body.rfind("。"), body.rfind("！"), body.rfind("？"))
    return cut >= 4 and len(body) - cut >= 4 and "｜" not in body and "\t" not in body and not _SIGNED.search(body, cut)


_SIGNED = regex("—|[摄文绘]$")


@rule("W28", "疑似")
def paragraph_unfinished(text: Checked) -> Iterator[Finding]:
    """段落没有说完。

    查什么：段落里面有完整的句子，最后却停在汉字、逗号或者顿号上，没有句末的标点。标题、小标题、落款、表格、署名（——编者）不算；接连两段都没有句号的是提要，也不算。
    为什么：多半是末尾丢了字，或者漏了句号。
    错例：各部门要高度重视。要把责任落实到人，
    改为：各部门要高度重视。要把责任落实到人，把措施落实到位。
    依据：GB/T 15834—2011 4.1（句号）
    """
    lines = text.layout.lines
    stopped = [index for index, line in enumerate(lines) if _stops_short(line.text)]
    for index in stopped:
        # Two in a row are a summary in the form of a list, where stops are left out on purpose.
        if index - 1 in stopped or index + 1 in stopped:
            continue
        body, end = lines[index].text, lines[index].end
        last = body[-1]
        yield Finding(
            end - 1,
            end,
            f"这一段停在“{body[-6:]}”，没有说完" if last in "，、" else f"“{body[-6:]}”后面没有句号",
            "以句号结尾",
        )
