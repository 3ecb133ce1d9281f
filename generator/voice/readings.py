"""读音: which characters of a text a speaker may not know how to read, and their pinyin.

A character is rare where neither GB/T 2312—1980 has it in its first level nor the first table of 通用规范汉字表 (2013,
3500 characters of daily use), and where it is not one of those in names that nobody reads wrongly.  A surname is marked where it is read otherwise than the character usually is.  The
surnames are a table here; the rare characters are read by pypinyin, with the words around them, where it is installed.
Knows no Word file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from generator.problems import Place, Problem
from generator.text.regex import regex

NO_BREAK = "\u00a0"
_RANGES = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\U00020000", "\U0003ffff"))
_HAN = regex("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")

DAILY = frozenset(
    "丐偎冥匕匾卦叨叩叽吆咄咧咪唠唧啰嗦嘀嘹噩夭妃姊尬尴岖崛巅帷庵徙怡悖悴愕愣憔拗捺朦桦榄榕橄橘檐沐浏涮渲漕炫猬玷瑙璧瘾皓盹"
    "睐瞭祀禀禅笙筝箫簸缤缭缰翩聆肴胧臊芙茉莺薇蚓蚣蚪蚯蜈蜓蜻蝌蝙蝠螃蟀蟆蟋豚贻跛跤跷踱蹂躏铐铛霎馍馨鬓魅鲨鲫鳄鳍鹉鹦黯"
)
"""Characters of the first table of 通用规范汉字表 that GB/T 2312—1980 has in its second level."""

KNOWN = frozenset(
    "佟侃兮咔咚喃噜嚓圳奕妞姗娉婷媛媲嫣嬉孚寰岚岱岷嵩幔彗惘扉掰攥昕晔晖晟暨朕杞枭梓梵楠槟樵殡汶泸泾涓淇淞淼渚滕漪潇濠瀛玮玺珂珑珞琦琪瑛瑜瑾璇璋璐甬睿祠祺禧粽糍绮缈翡"
    "胭芷芸苓茯莞萃萱虔蟒蟾袅裘诙诠谕貂逍遐邸酯鑫钊钛钰铠铿锂锵镖镯闵阱雯霆霏霾韬馐骁骅骼鲢鳝鸠麒麟黛鼾"
)
"""Characters outside both that are common in names and in office speech, and that nobody reads wrongly: 暨, 婷, 鑫."""

SURNAMES: dict[str, tuple[str, ...]] = {
    **{"仇": ("qiú",), "解": ("xiè",), "单": ("shàn",), "区": ("ōu",), "查": ("zhā",), "朴": ("piáo",)},
    **{"任": ("rén",), "华": ("huà",), "燕": ("yān",), "葛": ("gě",), "繁": ("pó",), "员": ("yùn",)},
    **{"种": ("chóng",), "秘": ("bì",), "折": ("shé",), "洗": ("xiǎn",), "冼": ("xiǎn",), "缪": ("miào",)},
    **{"逄": ("páng",), "乜": ("niè",), "祭": ("zhài",), "那": ("nā",), "应": ("yīng",), "柏": ("bǎi",)},
    **{"尉迟": ("yùchí",), "万俟": ("mòqí",), "澹台": ("tántái",), "令狐": ("línghú",), "单于": ("chányú",)},
    # Those that families read in two ways: the first is the more common one.
    **{"覃": ("qín", "tán"), "翟": ("zhái", "dí"), "盖": ("gě", "gài"), "乐": ("yuè", "lè"), "谌": ("chén", "shèn")},
    **{
        "宁": ("níng", "nìng"),
        "召": ("shào", "zhào"),
        "黑": ("hè", "hēi"),
        "隗": ("wěi", "kuí"),
        "郇": ("xún", "huán"),
    },
}
"""Surnames with a reading of their own."""

_POST = "副|总|书记|主任|主席|省长|市长|县长|区长|镇长|乡长|局长|厅长|部长|处长|科长|校长|院长|行长|董事长|会长|所长|站长|队长|经理|同志|老师|先生|女士"


class Readings:
    """What is to be read how in the papers of one meeting.  `problems` gathers what a clerk should ask about."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = {name: surname for name in names if (surname := surname_of(name))}
        self.problems: list[Problem] = []
        for name, surname in self.names.items():
            if len(SURNAMES[surname]) > 1:
                both = " 和 ".join(SURNAMES[surname])
                found = f"“{name}”的姓有两种读法：{both}，注的是 {SURNAMES[surname][0]}"
                self.problems.append(Problem("R01", Place(), found, hint="问清本人怎么念", severity="提示"))
        surnames = sorted(set(self.names.values()), key=len, reverse=True)
        called = "|".join(map(re.escape, sorted(self.names, key=len, reverse=True)))
        self.called = re.compile(f"{called}|(?:{'|'.join(surnames)})(?={_POST})") if surnames else None

    def mark(self, text: str) -> str:
        """The text with pinyin in brackets after what may be misread, each character once: 仇（qiú）某, 砥砺（dǐ lì）."""
        places = dict(self._rare(text)) | dict(self._surnames(text))
        out: list[str] = []
        done = 0
        run: list[str] = []
        for at in sorted(places):
            out.append(text[done:at])
            done = at
            run.append(places[at])
            if at + 1 not in places:
                out.append(f"（{NO_BREAK.join(run)}）")
                run = []
        return "".join((*out, text[done:]))

    def _surnames(self, text: str) -> list[tuple[int, str]]:
        """Offsets after surnames that are marked, with their readings."""
        if self.called is None:
            return []
        seen: dict[str, int] = {}
        for found in self.called.finditer(text):
            surname = self.names.get(found[0], found[0])
            seen.setdefault(surname, found.start() + len(surname))
        return [(at, SURNAMES[surname][0]) for surname, at in seen.items()]

    def _rare(self, text: str) -> list[tuple[int, str]]:
        first: dict[str, int] = {}
        for found in _HAN.finditer(text):
            if is_rare(found[0]) and not self._in_surname(text, found.start()):
                first.setdefault(found[0], found.start())
        if not first:
            return []
        said = self._read(text)
        if said is None:
            return []
        out = []
        for character, at in first.items():
            if said[at] != character:
                out.append((at + 1, said[at]))
            else:
                told = f"“{character}”（U+{ord(character):04X}）不知道怎么念，没有注音"
                self._tell(Problem("R02", Place(), told, hint="查字典后自己写上", severity="提示"))
        return out

    def _in_surname(self, text: str, at: int) -> bool:
        """True where the character belongs to a surname that is marked as such."""
        return any(
            text.startswith(name, at - back)
            for name, surname in self.names.items()
            for back in range(len(surname))
            if at >= back
        )

    def _read(self, text: str) -> Sequence[str] | None:
        """The reading of every character, itself where it has none; None where pypinyin is not installed."""
        try:
            # Heavy, and only a lectern copy with rare characters needs it.
            from pypinyin import pinyin
        except ImportError:
            found = "没有装 pypinyin，生僻字没有注音（特殊的姓仍然注了）"
            hint = "装上再写一次：pip install jianggao[lectern]；不要注音，版式里写 注音: 否"
            self._tell(Problem("R03", Place(), found, hint=hint, severity="提示"))
            return None
        # What has no reading comes back character by character, so that places stay.
        as_it_is: Any = list
        said = [row[0] for row in pinyin(text, errors=as_it_is)]
        return said if len(said) == len(text) else [pinyin(c, errors=as_it_is)[0][0] for c in text]

    def _tell(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def surname_of(name: str) -> str:
    """The surname of a full name where it has a reading of its own, else nothing: 仇和 → 仇, 林海 → ""."""
    if len(name) < 2:
        return ""
    return next((name[:size] for size in (2, 1) if name[:size] in SURNAMES and len(name) > size), "")


def is_rare(character: str) -> bool:
    """True for a Chinese character that a reader may not know."""
    if not any(first <= character <= last for first, last in _RANGES) or character in DAILY or character in KNOWN:
        return False
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return not 0xB0 <= code[0] <= 0xD7
