"""残留: what was to be filled and was not, and what was lost on the way.

Blanks are those that cleaning knows, too; which of them a draft leaves on purpose is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.led import Led
from generator.checks.model import HAN, Checked, Finding, rule
from generator.clean.blanks import blank_places, dashes_are_blanks, may_have_blanks
from generator.text.lines import Kind
from generator.text.regex import regex
from generator.yaml_source.unseen import may_look_alike

_TYPED = Led(
    "【{TF（([某",
    r"【待[补定填][^【】\n]{0,40}】|\{\{[^{}\n]{0,60}\}\}|\{%[^{}\n]{0,60}%\}|(?:TODO|TBD|FIXME)(?![A-Za-z])"
    r"|[（(【\[](?:此处|这里)[^（）()\n]{2,30}[）)】\]]|某某(?![人家])(?:[县市区镇乡村局院校单公部]|同志|书记|主任)?|\[\s{1,8}\]|【\s{0,8}】|（\s{1,8}）",
    then="待{%OBI此这某】 \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000",
)


_CROSSED = frozenset("×✕╳")


def _blanks(text: Checked) -> list[tuple[int, int]]:
    """What is left to be filled, from – to, in order; no two overlap."""
    spans = [found.span() for found in _TYPED.finditer(text.text)]
    if may_have_blanks(text.text):
        dashes = dashes_are_blanks(text.text)
        for row in text.rows:
            # ＊＊＊ in a line of its own parts two pieces.
            if row.kind not in (Kind.TABLE_HEAD, Kind.TABLE_ROW) and row.text.strip("*＊ "):
                spans += [(row.start + low, row.start + high) for low, high in blank_places(row.text, dashes)]
    kept: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if not kept or low >= kept[-1][1]:
            kept.append((low, high))
    return kept


def _is_withheld(blank: str) -> bool:
    """True for what may stand for a name on purpose: 王××, 某某公司."""
    return blank[0] == "某" or _CROSSED.issuperset(blank)


@rule("W61", "必错")
def placeholder_left(text: Checked) -> Iterator[Finding]:
    """还有没填的空。

    查什么：XX、____、＊＊＊、【待补】、（此处填写……）、TODO、{{ }} 这样留着待填的地方。“××”“某某”见 W67。
    为什么：范本里的空没有填，念出来、发出去都是笑话。
    错例：XX县2026年工作会议，参加会议的有____人。
    改为：清源县2026年工作会议，参加会议的有120人。
    依据：办公室通行校对要求
    """
    for low, high in _blanks(text):
        if not _is_withheld(text.text[low:high]):
            yield Finding(low, high, f"“{text.text[low:high]}”还没有填", "填上内容，用不着就删去")


@rule("W67", "疑似")
def name_withheld(text: Checked) -> Iterator[Finding]:
    """名称写的是“××”“某某”。

    查什么：“××县”“王××同志”“某某公司”。通报案例时故意隐去的姓名也这样写，程序分不出来，所以是疑似。
    为什么：多半是范本里的空没有填。
    错例：请××县县长王××同志讲话。
    改为：请清源县县长王强同志讲话。
    依据：办公室通行校对要求
    """
    if not text.has("×", "✕", "╳", "某"):
        return
    for low, high in _blanks(text):
        if _is_withheld(text.text[low:high]):
            yield Finding(low, high, f"“{text.text[low:high]}”是没有填的空，还是故意隐去的", "是空就填上")


_LABEL = regex(
    r"(?P<l>(?:会议)?(?:时间|地点)|主持人?|出席(?:人员|领导)?|列席(?:人员)?|缺席(?:人员)?|参会(?:人员|对象)|请假(?:人员)?|记录人?|联系人|联系电话|电话|传真"
    r"|邮箱|地址|主送|抄送|签发人?|附件|发言人|会期|议题)[：:][ \u3000]*$",
    needs=(
        *"席址",
        "时间",
        "地点",
        "主持",
        "参会",
        "请假",
        "记录",
        "联系",
        "电话",
        "传真",
        "邮箱",
        "主送",
        "抄送",
        "签发",
        "附件",
        "发言人",
        "会期",
        "议题",
    ),
)
_MARKED = regex("([一二三四五六七八九十]{1,3}、)|(（[一二三四五六七八九十]{1,3}）)|([0-9]{1,2}[.．、])")
"""The markers of the first three levels, a group each."""
_MARKING = frozenset("一二三四五六七八九十（0123456789")
_BEGINS = regex("[0-9一（]")
_ANY_LABEL = regex(r"[^：:。！？，]{1,10}[：:]")


@rule("W62", "必错")
def label_empty(text: Checked) -> Iterator[Finding]:
    """项目后面没有内容。

    查什么：“联系人：”“时间：”“地点：”后面什么也没有，下一行又是别的项目，或者全文已经结束。内容另起一行写的不算。
    为什么：空着的项目等于没有通知。
    错例：联系人：
    联系电话：2345678
    改为：联系人：王敏
    联系电话：2345678
    依据：办公室通行校对要求
    """
    if not text.has("：", ":"):
        return
    rows = text.rows
    for index, row in enumerate(rows):
        if len(row.text) > 14 or not row.text.endswith(("：", ":")):
            continue
        marked = _MARKED.match(row.text) if row.text[0] in _MARKING else None
        if not (found := _LABEL.match(row.text, marked.end() if marked else 0)):
            continue
        if row.kind in (Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.IMPRINT, Kind.COLOPHON):
            continue
        following = rows[index + 1].text if index + 1 < len(rows) else ""
        if marked:
            # （二）地点： with 三、 or （三） after it; what is under 一、时间： may be （一）.
            after = _MARKED.match(following)
            empty = not following or (after is not None and (after.lastindex or 0) <= (marked.lastindex or 0))
        else:
            empty = not following or (_ANY_LABEL.match(following) is not None and not _BEGINS.match(following))
        if empty:
            yield Finding(row.start, row.end, f"“{found['l']}”后面没有内容", "填上内容，用不着就删去这一行")


_STRANGE = regex("[ÃÂäå\ufffd\ue000-\uf8ff]")
_LOST = regex("[\ufffd\ue000-\uf8ff]+|锟斤拷|烫烫烫|(?:Ã|Â|ä¸|å¤)[\x80-\xff]")


@rule("W63", "必错")
def character_lost(text: Checked) -> Iterator[Finding]:
    """有乱码。

    查什么：�、“锟斤拷”、字体里没有的私用字符。
    为什么：文件转换时丢了字，打印出来是方框。
    错例：各部门要�真落实。
    改为：各部门要认真落实。
    依据：办公室通行校对要求
    """
    strange = "".join(text.unusual)
    if not ((strange and _STRANGE.search(strange)) or "锟斤拷" in text.text or "烫烫烫" in text.text):
        return
    for found in _LOST.finditer(text.text):
        around = text.text[max(0, found.start() - 4) : found.end() + 4].replace("\n", " ")
        yield Finding(found.start(), found.end(), f"“{around}”里有乱码", hint="对照原稿补上丢了的字")


_HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_ZERO = regex(f"(?<=[{HAN}，。])[{_HIDDEN}]+")


@rule("W64", "必错")
def hidden_character(text: Checked) -> Iterator[Finding]:
    """有看不见的字符。

    查什么：汉字后面的零宽空格、方向符号一类看不见的字符。
    为什么：从网页粘贴带来的，查找、排版时会出错。
    错例：抓好\u200b落实（“好”后面有一个零宽空格）
    改为：抓好落实
    依据：办公室通行校对要求
    """
    if text.unusual.isdisjoint(_HIDDEN):
        return
    for found in _ZERO.finditer(text.text):
        yield Finding(found.start(), found.end(), "这里有看不见的字符", "删去", mend="")


_SIGNS = frozenset("\u30cb\u30c8\u30a8\u30ab\u30cf\u30ed\u30bf\u30c1\u30aa\u30cc\u30bb\u30fc\u3127\u25cb\u25ef\u56d7")
"""Kana, circles and a rare character that look like 二、工、〇、口; wrong where the sentence shows it."""


@rule("W68", "疑似")
def character_alike(text: Checked) -> Iterator[Finding]:
    """用了外形相同的别的字符。

    查什么：英文词、代号里的俄文、希腊字母（“A股”的A打成了俄文）；从 PDF 粘贴来的部首符号和兼容汉字，编码和汉字不同；汉字中间单个的日文假名（エ作、第ー）；数字里的字母O、I、l（2O26年）；一○八国道里的圆圈；把“口”打成“囗”。真的俄文词、希腊字母的公式（α、β、λ、Δt、χ²）、日文词不报。年份里的圆圈见 W45。
    为什么：看不出来，可是搜索不到，名单也对不上。
    错例：要抓好エ作落实。
    改为：要抓好工作落实。
    依据：办公室通行校对要求
    """
    if (
        may_look_alike("".join(text.unusual))
        or not text.unusual.isdisjoint(_SIGNS)
        or (text.has("O", "o", "I", "l") and text.has(*"0123456789"))
    ):
        # Its patterns are of no use to a paper without such characters, and most have none.
        from generator.checks.alike import findings

        yield from findings(text)
