"""成对的标点: quotes, brackets and book-title marks paired and nested; 、 where the pairs part already.

Looks at one paragraph at a time, but for quotes that run over several.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from itertools import chain

from generator.checks.led import Led
from generator.checks.model import HAN, Checked, Finding, rule
from generator.text.regex import regex

_CLOSES = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", "】": "【", "〕": "〔", "」": "「", "』": "『"}
_OPENS = {opening: closing for closing, opening in _CLOSES.items()}
_PAIRED = regex("[" + "".join(_CLOSES) + "".join(_OPENS) + "()]")
_NUMBERED = regex(r"(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,2})$")
_REACH = 6
"""Paragraphs that a quotation may run over."""


@rule("W31", "必错")
def pair_broken(text: Checked) -> Iterator[Finding]:
    """引号、括号、书名号不成对。

    查什么：只有前半个或者只有后半个；前后不是一对。引文分成几段的（每段开头有前引号，末段才有后引号）和“1）”这样的序数不算。
    为什么：少了半个，引文、文件名到哪里为止就说不清了。
    错例：认真学习《安全生产法，做到“五个到位。
    改为：认真学习《安全生产法》，做到“五个到位”。
    依据：GB/T 15834—2011 4.8（引号）、4.9（括号）、4.15（书名号）
    """
    if text.characters.isdisjoint(_CLOSES) and text.characters.isdisjoint(_OPENS):
        return
    unclosed: list[tuple[int, str, int]] = []
    lone: list[tuple[int, str, int]] = []
    for index, line in enumerate(text.layout.lines):
        stack: list[tuple[int, str]] = []
        depth: Counter[str] = Counter()
        counted: Counter[str] | None = None
        for found in _PAIRED.finditer(line.text):
            char, at = found.group(), line.start + found.start()
            char = _WIDE.get(char, char)
            if (
                char in "‘’"
                and _YEAR.match(line.text, found.end())
                and line.text[found.start() - 1 : found.start()] != "‘"
            ):
                # ’97 is a year, and no quotation ends before it.
                continue
            if char in _OPENS:
                if char in "“‘《（" and stack and stack[-1][1] == char and char != "（":
                    # The same mark again: the first one was never closed, unless a pair of them follows.
                    counted = counted or Counter(line.text)
                    if counted[char] != counted[_OPENS[char]]:
                        unclosed.append((*stack.pop(), index))
                        depth[char] -= 1
                stack.append((at, char))
                depth[char] += 1
            elif depth[_CLOSES[char]]:
                while stack[-1][1] != _CLOSES[char]:
                    depth[stack[-1][1]] -= 1
                    unclosed.append((*stack.pop(), index))
                stack.pop()
                depth[_CLOSES[char]] -= 1
            elif not (char == "）" and _NUMBERED.search(line.text, max(0, found.start() - 3), found.start())):
                lone.append((at, char, index))
        unclosed += [(at, char, index) for at, char in stack]
    yield from _told(text, unclosed, lone)


_WIDE = {"(": "（", ")": "）"}
_YEAR = regex("[0-9]{2}(?![0-9])")


def _told(text: Checked, unclosed: list[tuple[int, str, int]], lone: list[tuple[int, str, int]]) -> Iterator[Finding]:
    """One finding for each half that found no partner, quotations over several paragraphs left out."""
    waiting = {closing: deque(one for one in lone if one[1] == closing) for closing in _CLOSES}
    alone: list[tuple[int, str, int]] = []
    rows = text.layout.lines
    for at, char, index in sorted(unclosed):
        partners = waiting[_OPENS[char]]
        while partners and partners[0][2] <= index:
            alone.append(partners.popleft())
        if char in "“‘" and index + 1 < len(rows) and rows[index + 1].text[0] == char:
            continue
        if char in "“‘" and partners and partners[0][2] - index <= _REACH:
            partners.popleft()
            continue
        yield Finding(
            at, at + 1, f"前面的 {char} 没有后面的 {_OPENS[char]} 配对", hint=f"看看 {_OPENS[char]} 应当放在哪里"
        )
    for at, char, _ in sorted(chain(alone, *waiting.values())):
        yield Finding(
            at, at + 1, f"后面的 {char} 没有前面的 {_CLOSES[char]} 配对", hint=f"看看 {_CLOSES[char]} 应当放在哪里"
        )


@rule("W32", "疑似")
def quote_in_quote(text: Checked) -> Iterator[Finding]:
    """引号、书名号里面又用了同样的符号。

    查什么：双引号里面套双引号，书名号里面套双书名号。
    为什么：引号里面再用引号，外面用双引号，里面用单引号；书名号外面用《》，里面用〈〉。
    错例：印发《关于学习《安全生产法》的通知》
    改为：印发《关于学习〈安全生产法〉的通知》
    依据：GB/T 15834—2011 4.8.3.4（引号套用）、4.15.3.5（书名号套用）
    """
    for pattern, inner in ((_BOOKS, "〈〉"), (_QUOTES, "‘’")):
        for found in pattern.finditer(text.text):
            for group in ("a", "b"):
                at = found.start(group)
                mend = inner[0] if group == "a" else inner[1]
                yield Finding(at, at + 1, f"“{found[group]}”套在同样的符号里", f"“{mend}”", mend=mend)


_BOOKS = regex("《[^《》\n]{0,60}(?P<a>《)[^《》\n]{1,60}(?P<b>》)[^《》\n]{0,60}》")
_QUOTES = regex("“[^“”\n]{0,60}(?P<a>“)[^“”\n]{1,60}(?P<b>”)[^“”\n]{0,60}”")


@rule("W33", "疑似")
def comma_between_pairs(text: Checked) -> Iterator[Finding]:
    """并列的引号、书名号之间用了顿号。

    查什么：“”、“”和《》、《》之间的顿号。中间夹着括号（《……》（清政发〔2026〕3号）、《……》）的不算。
    为什么：引号、书名号已经把各项分开，中间通常不用顿号。
    错例：学习《安全生产法》、《消防法》，做到“零容忍”、“零遗漏”。
    改为：学习《安全生产法》《消防法》，做到“零容忍”“零遗漏”。
    依据：GB/T 15834—2011 4.5.3.5（顿号）
    """
    if "、" not in text.characters:
        return
    for found in _BETWEEN.finditer(text.text):
        yield Finding(found.start() + 1, found.end() - 1, f"“{found.group()}”中间的顿号", "不用顿号", mend="")


_BETWEEN = Led("》”", "》、《|”、“")


@rule("W34", "疑似")
def comma_before_and(text: Checked) -> Iterator[Finding]:
    """“等”“和”“及”前面用了顿号。

    查什么：并列的最后一项和“等、和、与、及、以及”之间的顿号。
    为什么：“和、及”已经连接了前后两项，“等”紧跟最后一项，都不再用顿号。
    错例：工业、农业、和服务业；学校、医院、等场所。
    改为：工业、农业和服务业；学校、医院等场所。
    依据：GB/T 15834—2011 附录 B.1.2（“等”字前的顿号）；“和、及”前面不用是办公室通行校对要求
    """
    if "、" not in text.characters:
        return
    for found in _AND.finditer(text.text):
        low, high = text.layout.sentence(found.start())
        # 和时间赛跑、和生命赛跑: each of them has its own 和.
        twice = text.text.count("、和", low, high) > 1 or _WITH.search(text.text, low, found.start())
        if found["w"] == "和" and twice:
            continue
        yield Finding(found.start(), found.start() + 1, f"“{found.group()}”里的顿号", f"“{found['w']}”", mend="")


_AND = Led(
    ("、等", "、和", "、以及", "、及", "、或者"),
    rf"(?<=[{HAN}”》）0-9])、(?P<w>等(?![级待候额同于距次差量值着高腰式效身份不得价边离靠]|[0-9一二三四五六七八九十])|和(?![占谐平睦美气善解县田林政缓静蔼顺衷悦盘好声硕])"
    "|以及|及(?![时早格第至物])|或者)",
)


_WITH = regex("和[^，。、]{1,8}$")


@rule("W35", "疑似")
def etc_and_dots(text: Checked) -> Iterator[Finding]:
    """“等”和省略号重复。

    查什么：“等……”“等等……”“……等”。
    为什么：省略号和“等”都表示没有列完，用一个就够。
    错例：学校、医院、商场……等场所。
    改为：学校、医院、商场等场所。
    依据：GB/T 15834—2011 附录 A（标点符号用法的补充规则，省略号）
    """
    if "…" not in text.characters:
        return
    for found in _ETC.finditer(text.text):
        word = "等等" if "等等" in found.group() else "等"
        yield Finding(found.start(), found.end(), f"“{found.group()}”", f"“{word}”", mend=word)


_ETC = regex(rf"(?<=[{HAN}])(?:等等?(?:……|…)|……等等?(?![一待级候到]))")
