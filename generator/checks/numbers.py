"""数的写法: document numbers, ranges, rough figures, Arabic and Chinese numerals side by side.

Forms of GB/T 15835—2011 (出版物上数字用法).  Whether a figure is true is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.led import Led
from generator.checks.model import Checked, Finding, rule
from generator.text.numerals import parse_chinese
from generator.text.regex import regex

_DOCUMENT = regex(
    r"(?P<open>[〔［\[（(【])(?P<y>20[0-9]{2})(?P<close>[〕］\]）)】])\s?(?P<of>第)?(?P<zero>0*)(?P<n>[1-9][0-9]{0,4})号"
)
_ABBREVIATED = regex("[发函字办政委党令组通告决批复纪呈请报规文人安]$")


@rule("W51", "必错")
def document_number(text: Checked) -> Iterator[Finding]:
    """发文字号写得不合规定。

    查什么：年份没有用六角括号〔〕，序号前加了“第”，序号编了虚位（003号）。
    为什么：发文字号由机关代字、年份、发文顺序号组成，年份用六角括号，顺序号不加“第”、不编虚位。
    错例：清政发[2026]第03号
    改为：清政发〔2026〕3号
    依据：GB/T 9704—2012 7.2.5
    """
    if "号" not in text.characters or not any(f"{bracket}20" in text.text for bracket in "〔［[（(【"):
        return
    for found in _DOCUMENT.finditer(text.text):
        right = f"〔{found['y']}〕{found['n']}号"
        if found.group() != right and _ABBREVIATED.search(text.text, max(0, found.start() - 1), found.start()):
            yield Finding(found.start(), found.end(), f"发文字号“{found.group()}”", f"“{right}”", mend=right)


_N = r"[0-9]+(?:\.[0-9]+)?"
_RANGE = Led("0123456789", rf"(?<![0-9.—~～%％年月日\-])(?P<a>{_N})(?P<to>[—~～\-－–至到])(?P<b>{_N})(?P<u>[%％‰])")


@rule("W52", "必错")
def percent_left_out(text: Checked) -> Iterator[Finding]:
    """百分数的范围只写了一个百分号。

    查什么：“5—15%”“5至15%”。
    为什么：前一个数少了百分号，就成了5到百分之十五。
    错例：增长5—15%
    改为：增长5%—15%
    依据：GB/T 15835—2011 5.1.3（数值范围：会有歧义的，前一个数的百分号不能省略）
    """
    if not text.has("%", "％", "‰"):
        return
    for found in _RANGE.finditer(text.text):
        mend = f"{found['a']}{found['u']}{found['to']}{found['b']}{found['u']}"
        yield Finding(found.start(), found.end(), f"“{found.group()}”", f"“{mend}”", mend=mend)


_QUANTITY = r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百千]{1,6})(?:万|亿|千|百)?"
_ROUGH = regex(
    rf"(?P<a>大约|约(?!定|束|谈|请|见|会|翰)|大概|将近|接近|(?<![最附远])近(?![日期年来])){_QUANTITY}[^，。；、：！？\n0-9]{{0,6}}?(?P<b>左右|上下(?!级))"
    rf"|(?P<c>至少|最少|不少于|不低于|超过){_QUANTITY}[^，。；、：！？\n0-9]{{0,5}}?(?P<d>以上)"
    rf"|(?P<e>至多|最多|不超过|不高于|不多于){_QUANTITY}[^，。；、：！？\n0-9]{{0,5}}?(?P<f>以下|以内)"
)


_ROUGH_BEFORE = ("约", "大概", "近", "至少", "最少", "至多", "最多", "不少于", "不多于", "不低于", "不高于", "超过")
_ROUGH_AFTER = regex("左右|上下|以[上下内]")
_REACH = 24
"""Characters before 左右 in which 约 may stand."""


@rule("W53", "疑似")
def rough_twice(text: Checked) -> Iterator[Finding]:
    """约数说了两遍。

    查什么：“约30人左右”“近两个小时左右”“不少于5次以上”“不超过3天以内”。
    为什么：前后两个词说的是一回事，用一个就够。
    错例：参加会议的约300人左右。
    改为：参加会议的约300人。
    依据：办公室通行校对要求
    """
    for after in _ROUGH_AFTER.finditer(text.text):
        low = max(0, after.start() - _REACH)
        if all(text.text.find(word, low, after.start()) < 0 for word in _ROUGH_BEFORE):
            continue
        found = _ROUGH.search(text.text, low, after.end())
        if found is None or found.end() != after.end():
            continue
        words = [word for word in found.groups() if word]
        yield Finding(
            found.start(),
            found.end(),
            f"“{words[0]}”和“{words[1]}”重复",
            f"“{found.group().removesuffix(words[1])}”",
        )


_MIXED = regex(
    r"(?P<a>[0-9]+(?:\.[0-9]+)?亿[0-9]+千[0-9]*|[0-9]+千[0-9]+百|[0-9]+万[0-9]千|[0-9]+百[0-9]+十?|(?<![0-9.])[1-9][千百](?=[多余]?(?:元|人|名|户|亩|吨|家|个|台|辆|件|万元|公斤)))"
    r"|(?P<b>百分之[0-9]+(?:\.[0-9]+)?)|(?P<c>(?<![0-9.])(?:[二三四五六七八九]?十|[一二三四五六七八九]百)[0-9]+(?=[个项人名家户次条件天年]))"
    r"|(?P<d>(?<![0-9A-Za-z.、])\.[0-9]+(?=%|％|个|万|亿|元|米|公里|倍))"
)


_MAYBE_MIXED = regex(r"[十百千万亿之][0-9]|[0-9][千百]|\.(?<![0-9A-Za-z.、].)[0-9]")


@rule("W54", "疑似")
def numerals_mixed(text: Checked) -> Iterator[Finding]:
    """一个数里混用汉字和阿拉伯数字。

    查什么：“3千5百”“3千元”“5亿3千4百万”“百分之30”“二十3个”“.5%”。“3500万”“5.3亿”是对的。
    为什么：一个数只用一种写法；“万、亿”可以跟阿拉伯数字，“十、百、千”不跟；小数点前面的0不省略。
    错例：投入3千5百元，完成百分之80。
    改为：投入3500元，完成80%。
    依据：GB/T 15835—2011 5.1.2（纯小数）、5.3（阿拉伯数字与汉字数字同时使用）
    """
    if not _MAYBE_MIXED.search(text.text):
        return
    for found in _MIXED.finditer(text.text):
        mend = f"{found['b'][3:]}%" if found["b"] else f"0{found['d']}" if found["d"] else None
        expected = f"“{mend}”" if mend else "全用阿拉伯数字，或者全用汉字"
        yield Finding(found.start(), found.end(), f"“{found.group()}”", expected, mend=mend)


_ADJOINING = Led(
    "一二三四五六七八九",
    "(?<![第一二三四五六七八九十、0-9])(?P<a>[一二三四五六七八九])、(?P<b>[二三四五六七八九])"
    "(?P<u>十[个人名岁天年次户家里]|百[个人名户家年里]|千[个人名户家年里]|万[个人名户家]|个(?:月|小时|人|多)|天(?!然)|里(?:路|地)|分钟|小时)",
    then="、",
)


@rule("W55", "疑似")
def rough_with_comma(text: Checked) -> Iterator[Finding]:
    """概数中间用了顿号。

    查什么：“七、八个月”“三、四十人”这样两个相邻数字连用表示大概的数。“一、二年级”“三、四季度”是两项并列，不查。
    为什么：表示概数的相邻数字中间不用顿号；用了顿号就成了“七个月和八个月”。
    错例：用了七、八天时间。
    改为：用了七八天时间。
    依据：GB/T 15834—2011 4.5.3.4（顿号）；GB/T 15835—2011 5.2.1（概数）
    """
    if "、" not in text.characters:
        return
    for found in _ADJOINING.finditer(text.text):
        if (parse_chinese(found["b"]) or 0) == (parse_chinese(found["a"]) or 0) + 1:
            mend = found["a"] + found["b"]
            yield Finding(
                found.start(),
                found.end("b"),
                f"“{found.group()}”是概数，中间不用顿号",
                f"“{mend}{found['u']}”",
                mend=mend,
            )


_FEWER = regex(
    rf"(?:减少|下降|降低|缩短|缩小|减小|回落)(?:了|到)?(?:近|约)?{_QUANTITY}多?倍",
    needs=("减", "下降", "降低", "缩", "回落"),
)


@rule("W56", "疑似")
def fewer_by_times(text: Checked) -> Iterator[Finding]:
    """减少、下降不能说“倍”。

    查什么：“下降了2倍”“减少3倍”。
    为什么：减少一倍就是零了，减少只能说百分之几、几分之几。
    错例：事故起数下降了2倍。
    改为：事故起数下降了三分之二。
    依据：统计工作、出版工作通行规定
    """
    if "倍" not in text.characters:
        return
    for found in _FEWER.finditer(text.text):
        yield Finding(found.start(), found.end(), f"“{found.group()}”", "百分之几，或者几分之几")
