"""标点: half-width marks, straight quotes, dots and dashes turned into those of Chinese text.

Works on the characters beside a mark and on nothing else: it knows no points, no titles and no papers.
Marks of GB/T 15834—2011 (标点符号用法).  Chinese characters, digits and letters are never touched; every function is
pure, takes time linear in the text, and changes nothing when applied to what it has made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.text.regex import regex

_HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FULL = "，。；：？！、（）《》〈〉【】〔〕「」『』…—·％￥"
_CHINESE = regex(f"[{_HAN}{_FULL}]")
_IS_HAN = regex(f"[{_HAN}]")
_WIDE = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARK = regex("[,.;:?!]")
# The usual case, which needs no look at the rest of the line.  Each mark begins its own pattern: a search for a literal is
# many times faster than one that first looks behind every character.
_PLAIN_STOPS = tuple(
    (mark, regex(f"{re.escape(mark)}(?<=[{_HAN}].)(?=[{_HAN}\n]|\\Z)"), _WIDE[mark]) for mark in ",;:?!"
)
_BRACKET = regex(r"[()]")
_SIGNS = ",.;:?!()"
_QUOTES = "\"'“”‘’"
_SPACES = " \t\u3000\xa0"
_SKIPPED = frozenset(_QUOTES + _SPACES)
_RUN = frozenset(",.;:?!") | _SKIPPED
_TOKEN = regex(r"[A-Za-z0-9%‰℃°.:/@_+\-]{1,40}\Z")
_THOUSANDS = regex(r"[0-9]{3}(?![0-9])")
# 一. and 第一. at the head of a sentence are markers in a careless hand; 。 would make them sentences.
_ORDINAL = regex(r"(?:^|[\s。；：！？，;:!?,])第?[〇零一二两三四五六七八九十百]{1,4}\Z")

_LONG = regex(r"(?:…|\.{3,}|。{3,})+|[-－]{2,}")
_STOPS = regex("[。；：，、？！]{2,}")
_ODD = "\"'" + _SIGNS + "…－"
"""What is tidied holds one of these, or two dashes or two stops that stand together."""
_WEAKNESS = "。；：，、"


def full_width(text: str) -> str:
    """Half-width , . ; : ? ! ( ) beside Chinese made full-width: 同志们: → 同志们：.

    Kept: 3.5, 1,000, 14:30, addresses, versions, English phrases, the markers 1. and 1).  Blanks after a mark that was
    made full-width are taken out when Chinese follows.
    """
    for mark, plain, wide in _PLAIN_STOPS:
        if mark in text:
            text = plain.sub(wide, text)
    signs = [sign for sign in _SIGNS if sign in text]
    if not signs:
        return text
    lines = text.split("\n")
    return "\n".join([_full_width_line(line) if any(sign in line for sign in signs) else line for line in lines])


def curly_quotes(text: str) -> str:
    """Straight quotes paired, line by line: "要'快'" → “要‘快’”.

    Apostrophes of English words and the signs of minutes and seconds (12'30") stay.  A quote without a partner opens
    or closes as its neighbours say; pairs inside “ ” become ‘ ’.
    """
    if '"' not in text and "'" not in text:
        return text
    return "\n".join(map(_curly_line, text.split("\n")))


def tidy(text: str) -> str:
    """Text with the marks of a printed paper: `full_width`, `curly_quotes`, …… and —— for ... and --, no doubled stops.

    Of two stops that stand together the stronger stays (。 over ； over ： over ， over 、; ？ and ！ over all of them);
    ？！, ！！ and …… stay as they are.  Lines are tidied each by itself.
    """
    if is_tidy(text):
        return text
    if ("…" in text or "--" in text or "－" in text or "..." in text or "。。。" in text) and _LONG.search(text):
        text = "\n".join(map(_long_marks, text.split("\n")))
    text = curly_quotes(full_width(text))
    return _STOPS.sub(_stronger, text) if _stops_meet(text) else text


def is_tidy(text: str) -> bool:
    """True for a text that `tidy` leaves as it is, seen at a glance; False where it has to look closer."""
    # Looking for one mark after the other is several times faster than a pattern that looks for all of them.
    for mark in _ODD:
        if mark in text:
            return False
    # Two characters are looked for ten times as long as one.
    return not ("-" in text and "--" in text) and not _stops_meet(text)


def _stops_meet(text: str) -> bool:
    """True where two stops stand together."""
    for stop in "；：，、？！":
        # A mark that is not there is told sooner than it is not replaced.
        if stop in text:
            text = text.replace(stop, "。")
    return "。。" in text


def is_chinese(char: str) -> bool:
    """True for one Chinese character or full-width mark; curly quotes, which English shares, are neither."""
    return _CHINESE.match(char) is not None


def _full_width_line(line: str) -> str:
    if _BRACKET.search(line):
        line = _brackets(line)
    return _marks(line) if _MARK.search(line) else line


def _brackets(line: str) -> str:
    """Brackets made full-width where the words in them, or those around them, are Chinese."""
    chars, partner = list(line), _partners(line)
    han = -1
    for found in _BRACKET.finditer(line):
        at = found.start()
        left = _before(chars, at)
        other = partner.get(at)
        if other is None:
            beside = left if line[at] == ")" else left + _after(line, at)
            wide = any(_IS_HAN.match(c) for c in beside)
        elif line[at] == ")":
            wide = chars[other] == "（"
        else:
            if han < at:
                following = _IS_HAN.search(line, at)
                han = following.start() if following else len(line)
            leads = not left and _IS_HAN.match(_after(line, other)) is not None
            wide = line[other] == "）" or han < other or is_chinese(left) or leads
        if wide:
            chars[at] = _WIDE[line[at]]
    return "".join(chars)


def _partners(line: str) -> dict[int, int]:
    """Which bracket closes which, in both directions; full-width and half-width ones pair alike."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for found in re.finditer("[()（）]", line):
        if found.group() in "(（":
            opened.append(found.start())
        elif opened:
            partner[found.start()] = opened[-1]
            partner[opened.pop()] = found.start()
    return partner


def _before(chars: list[str], at: int) -> str:
    """The last character before a place that is no stop, blank or quote; empty at the head of the line."""
    at -= 1
    while at >= 0 and chars[at] in _RUN:
        at -= 1
    return chars[at] if at >= 0 else ""


def _after(line: str, at: int) -> str:
    """The first character after a place that is no stop, blank or quote; empty at the end of the line."""
    at += 1
    while at < len(line) and line[at] in _RUN:
        at += 1
    return line[at : at + 1]


def _marks(line: str) -> str:
    """Stops made full-width, one run of marks, blanks and quotes at a time: all of a run see the same neighbours."""
    out, done = [], 0
    for start, end in _runs(line):
        out.append(line[done:start])
        out.append(_run(line, start, end))
        done = end
    out.append(line[done:])
    return "".join(out)


def _runs(line: str) -> Iterator[tuple[int, int]]:
    end = 0
    for found in _MARK.finditer(line):
        if found.start() < end:
            continue
        start, low = found.start(), end
        while start > low and line[start - 1] in _SKIPPED:
            start -= 1
        end = found.end()
        while end < len(line) and line[end] in _RUN:
            end += 1
        yield start, end


def _run(line: str, start: int, end: int) -> str:
    run, left, right = line[start:end], line[start - 1 : start], line[end : end + 1]
    chinese = is_chinese(left) or is_chinese(right)
    if not right and not chinese:
        chinese = _follows_chinese(line, start)
    out, wide = [], False
    for i, mark in enumerate(run):
        if mark in " \xa0" and wide and is_chinese(right):
            continue
        if mark in _SKIPPED:
            out.append(mark)
            continue
        if mark == ".":
            wide = chinese and _is_stop(line, start + i, "，" if wide else left, right)
        elif mark == "," and len(run) == 1 and left.isdigit() and right.isdigit():
            wide = _parts_clauses(line, start, end)
        else:
            wide = chinese
        out.append(_WIDE[mark] if wide else mark)
    return "".join(out)


def _follows_chinese(line: str, end: int) -> bool:
    """True where the number or word before `end` stands in Chinese text: 共35, 达到12%, 用Word."""
    token = _TOKEN.search(line[max(0, end - 41) : end])
    if token is None:
        return False
    before = line[max(0, end - 60) : end - len(token.group())].rstrip(_SPACES)
    return bool(before) and _IS_HAN.match(before[-1]) is not None


def _is_stop(line: str, at: int, left: str, right: str) -> bool:
    """True where a dot beside Chinese ends a sentence: not in 1.提高认识, 一.提高认识, 名单.docx or beside a dot."""
    if line[at - 1 : at] == "." or line[at + 1 : at + 2] == ".":
        return False
    if _ORDINAL.search(line[max(0, at - 6) : at]):
        return False
    if is_chinese(left):
        following = line[at + 1 : at + 2]
        return not (following.isascii() and following.isalpha())
    return not right or not left.isalnum()


def _parts_clauses(line: str, start: int, end: int) -> bool:
    """True for 增长12,2023年达到: figures of two clauses and no 1,000."""
    if _THOUSANDS.match(line, end):
        return False
    digits = re.compile("[0-9.%]{1,20}").match(line, end)
    following = line[digits.end() : digits.end() + 1] if digits else ""
    return _follows_chinese(line, start) and bool(following) and is_chinese(following)


def _long_marks(line: str) -> str:
    """…… and —— where the nearest letter, digit or character on one side is Chinese; marks between may yet change."""
    if not _LONG.search(line):
        return line
    out, done, before = [], 0, False
    after = _han_after(line)
    for found in _LONG.finditer(line):
        between = line[done : found.start()]
        before = next((_IS_HAN.match(c) is not None for c in reversed(between) if c.isalnum()), before)
        wide = "——" if found.group()[0] in "-－" else "……"
        is_wide = before or after[found.end()] or not found.group().isascii()
        out += [between, wide if is_wide else found.group()]
        done = found.end()
    return "".join(out) + line[done:]


def _han_after(line: str) -> list[bool]:
    """For every place in the line whether the next letter, digit or character from there on is Chinese."""
    after = [False] * (len(line) + 1)
    for i in range(len(line) - 1, -1, -1):
        after[i] = _IS_HAN.match(line[i]) is not None if line[i].isalnum() else after[i + 1]
    return after


def _stronger(found: re.Match[str]) -> str:
    marks = found.group()
    strong = "".join(c for c in marks if c in "？！")
    return strong or min(marks, key=_WEAKNESS.index)


_LETTER = "A-Za-z0-9"
_APOSTROPHE = regex(f"(?<=[{_LETTER}])['’](?=[{_LETTER}])")
_SECONDS = regex(r"(?<=[0-9])'(?=[0-9])|(?<=[0-9]'[0-9])\"|(?<=[0-9]'[0-9][0-9])\"|(?<=°[0-9])'|(?<=°[0-9][0-9])'")
_OPENS_AFTER = frozenset("（(《〈【〔：:，,、；;—" + _SPACES)
_CLOSES_BEFORE = frozenset("）)》〉】〕：:，,、；;。.？?！!…" + _SPACES)


def _curly_line(line: str) -> str:
    if '"' not in line and "'" not in line:
        return line
    chars = list(line)
    kept = {found.start() for found in _SECONDS.finditer(line)}
    nested = _pair(chars, kept, '"', "“", "”")
    for at in nested:
        chars[at] = "'"
    kept |= {found.start() for found in _APOSTROPHE.finditer(line)}
    _pair(chars, kept - set(nested), "'", "‘", "’")
    return "".join(chars)


def _pair(chars: list[str], kept: set[int], straight: str, opening: str, closing: str) -> list[int]:
    """Pairs one kind of quotes of a line in place; what comes back are the places of pairs inside a curly pair."""
    places = [i for i, c in enumerate(chars) if c in (straight, opening, closing) and i not in kept]
    nested: list[int] = []
    is_open, i = False, 0
    while i < len(places):
        if chars[places[i]] != straight:
            is_open = chars[places[i]] == opening
            i += 1
            continue
        end = i
        while end < len(places) and chars[places[end]] == straight:
            end += 1
        following = chars[places[end]] if end < len(places) else ""
        group, odd = places[i:end], (end - i) % 2 == 1
        if is_open and not odd and following == closing and straight == '"':
            nested += group
        else:
            is_open = _pair_group(chars, group, is_open, following == closing, opening, closing)
        i = end
    return nested


def _pair_group(
    chars: list[str], group: list[int], is_open: bool, closes_later: bool, opening: str, closing: str
) -> bool:
    """Turns a row of straight quotes by turns; the last one, where it finds no partner, goes as its neighbours say."""
    for n, at in enumerate(group):
        last = n == len(group) - 1
        if not is_open and last and not closes_later:
            chars[at] = opening if _opens(chars, at) else closing
            is_open = chars[at] == opening
        else:
            chars[at] = closing if is_open else opening
            is_open = not is_open
    return is_open


def _opens(chars: list[str], at: int) -> bool:
    if at == 0:
        return True
    if at == len(chars) - 1 or chars[at + 1] in _CLOSES_BEFORE:
        return False
    return chars[at - 1] in _OPENS_AFTER or not chars[at - 1].isascii()
