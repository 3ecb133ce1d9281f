"""字词: doubled words and sentences, words that are always wrong, words that are wrong in their place.

The lists are wrong_words.txt and variant_words.txt; a word that may stand in right text carries what makes it right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.checks.led import Led
from generator.checks.model import HAN, Checked, Finding, rule
from generator.text.lines import Kind

_DOUBLED = re.compile(rf"(?P<w>[{HAN}]{{2,4}}?)(?P=w)")
_SINGLE = re.compile(
    r"的的(?!确)|(?<!不)了了(?![之解])|和和(?![美气睦平谐])|(?<!得|就|都|便|也|还|要|才|可|若|又|总|只|算|乃|于|凡|如|先|但|不)是是(?!非)|在在(?![职岗建场线册乎])"
    r"|把把(?![关握])|被被|与与(?!会)|就就(?!业|是|地|近|职|任|医|读|座)|们们|对对(?![照比方策象接标口联])|将将(?!来|士|军)|向向(?!往|好|前|上|日)|由由(?!于)|从从(?!严|快|重|业|事|前|此|而)"
)
_PAIR = re.compile(r"([的了和是在把被与就们对将向由从])\1")
_MEANT = re.compile(
    "(?:研究|讨论|考虑|商量|学习|介绍|了解|交流|检查|休息|锻炼|准备|打扫|整理|收拾|反省|思考|思索|琢磨|掂量|合计|商议|活动|放松|走动|体会|体验|感受|总结|梳理|分析|比较|对照|议论|宣传|动员|协调|沟通|过问|关心|照顾|帮助|教育|认识|回顾|展望|核对|清理|调研|调查|参观|见识|观察|观摩|打听|询问|咨询|请教|关注|看看|想想|试试|说说|谈谈|讲讲|问问|听听|查查|走走|转转|等等|常常|往往|刚刚|渐渐|人人|家家|户户|事事|时时|处处|层层|步步|年年|月月|天天|日日|代代|点点|滴滴|千千|万万|非常|特别|十分|谢谢|好好|快快|哈哈|多多|永远|真的|一个|一步|一件|一条|一户|一项|一次|一点|一级|一层|一遍|一村|一家|一人|许多|很多|加油|坚持|努力|前进|奋斗|胜利|一|热烈|祝贺|欢迎|同志|老师|不断|反复)$"
)


@rule("W71", "疑似")
def word_doubled(text: Checked) -> Iterator[Finding]:
    """词语重复。

    查什么：“进行进行”“的的”“要要”一类连着写了两遍的词。“研究研究”“讨论讨论”“非常非常”“一步一步”“的的确确”是对的。
    为什么：删改、粘贴时多留了一遍。
    错例：认真贯彻贯彻会议的的精神。
    改为：认真贯彻会议的精神。
    依据：办公室通行校对要求
    """
    for found in _DOUBLED.finditer(text.text):
        word = found["w"]
        if (
            _MEANT.match(word)
            or len(set(word)) == 1
            or not set("一几每多两").isdisjoint(word)
            or _split_otherwise(text.text, found)
        ):
            continue
        yield Finding(found.start(), found.end(), f"“{found.group()}”写了两遍", f"“{word}”")
    for pair in _PAIR.finditer(text.text):
        if (single := _SINGLE.match(text.text, pair.start())) is None:
            continue
        if text.text[single.start() - 1 : single.start()] == text.text[max(0, single.start() - 2) : single.start() - 1]:
            # 实实在在: two words of two.
            continue
        yield Finding(
            single.start(), single.end(), f"“{single.group()}”重复", f"“{single.group()[0]}”", mend=single.group()[0]
        )


def _split_otherwise(text: str, found: re.Match[str]) -> bool:
    """True where the two halves belong to different words: 县委县委书记 is doubled, 中国中国人民银行 may be two names."""
    return (
        text[found.end() : found.end() + 1] in ("》", "”") and "《" in text[max(0, found.start() - 20) : found.start()]
    )


_NORMAL = re.compile(rf"[^{HAN}0-9A-Za-z%]")
_SHORTEST = 16
_FORMULA = re.compile("会议到此结束|散会|热烈的掌声|掌声欢迎|表示(?:热烈|衷心|诚挚)|请大家|谢谢|大家好|让我们")


@rule("W72", "疑似")
def sentence_doubled(text: Checked) -> Iterator[Finding]:
    """同一句话写了两遍。

    查什么：一篇稿子里，两个16字以上的句子一字不差（序数不计）。欢迎、鼓掌一类的套话，隔开说两次不算，紧接着说两遍算。
    为什么：粘贴时多贴了一遍，或者两处用了同一段材料。
    错例：各部门要把安全生产责任落实到每一个岗位、每一个人。各部门要把安全生产责任落实到每一个岗位、每一个人。
    改为：各部门要把安全生产责任落实到每一个岗位、每一个人。
    依据：办公室通行校对要求
    """
    sentences = list(_long_sentences(text))
    tails = Counter(tail for _, _, _, tail in sentences)
    seen: set[str] = set()
    last, last_row = "", -1
    for index, low, high, tail in sentences:
        if tails[tail] == 1 and (not last or index != last_row):
            continue
        said = text.text[low:high]
        key = _ORDINAL.sub("", _NORMAL.sub("", said))
        if len(key) < _SHORTEST - 2:
            continue
        # A formula may come again, but not straight after itself.
        if (key == last and index == last_row) or (key in seen and not _FORMULA.search(said)):
            yield Finding(low, high, f"“{said[:12]}……”这句话前面已经写过", hint="删去一处，或者换一种说法")
        seen.add(key)
        last, last_row = key, index


def _long_sentences(text: Checked) -> Iterator[tuple[int, int, int, str]]:
    """The sentences that are compared: row, from, to, and the last characters that count, by which most of them differ."""
    for index, row in enumerate(text.rows):
        if row.kind in _NOT_READ or len(row.text) < _SHORTEST:
            continue
        for low, high in text.layout.sentences(row.start, row.end):
            if high - low >= _SHORTEST and text.text[high - 1] in "。！？”":
                tail = text.text[high - 5 : high - 1]
                yield index, low, high, tail if _HAN_ONLY.fullmatch(tail) else _NORMAL.sub("", text.text[low:high])[-4:]


_NOT_READ = frozenset((Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.CARD, Kind.COLOPHON, Kind.IMPRINT))
_HAN_ONLY = re.compile(f"[{HAN}]{{4}}")
_ORDINAL = re.compile("^(?:第?[一二三四五六七八九十]{1,3}(?:是|要|项)?|[0-9]{1,2})")


@rule("W73", "必错")
def wrong_word(text: Checked) -> Iterator[Finding]:
    """错别字。

    查什么：写出来就是错的词，如“布署”“惯彻”“再接再励”“一如继往”。可能是对的（发布署名文章）不报。
    为什么：同音、形近的字打错，拼写检查又查不出来。
    错例：认真惯彻落实会议布署，再接再励。
    改为：认真贯彻落实会议部署，再接再厉。
    依据：《现代汉语词典》；编辑出版界公布的常见别字；表在 generator/checks/wrong_words.txt
    """
    yield from _listed(text, "wrong_words.txt")


_Entry = tuple[str, str, re.Pattern[str] | None, re.Pattern[str] | None]


def _listed(text: Checked, file: str) -> Iterator[Finding]:
    """The words of a list that stand in the text, but for those that what is around them makes right."""
    whole, characters = text.text, text.characters
    for needed, (wrong, right, before, after) in _by_characters(file):
        # To look for words some character of which does not occur would cost more than all rules together.
        at = whole.find(wrong) if needed <= characters else -1
        while at >= 0:
            end = at + len(wrong)
            is_right = (before and before.search(whole[max(0, at - 1) : at])) or (
                after and after.match(whole[end : end + 1])
            )
            if not is_right and not whole.startswith(right, at):
                yield Finding(at, end, f"“{wrong}”", f"“{right}”", mend=right)
            at = whole.find(wrong, end)


@cache
def _by_characters(file: str) -> tuple[tuple[frozenset[str], _Entry], ...]:
    """The entries of a list, each with the characters of its wrong word."""
    entries: list[tuple[frozenset[str], _Entry]] = []
    for row in (Path(__file__).parent / file).read_text(encoding="utf-8").split("\n"):
        if not row or row.startswith("#"):
            continue
        wrong, right, *conditions = row.split(" ")
        before = next((re.compile(one[1:]) for one in conditions if one[0] == "<"), None)
        after = next((re.compile(one[1:]) for one in conditions if one[0] == ">"), None)
        entries.append((frozenset(wrong), (wrong, right, before, after)))
    return tuple(entries)


_UNTIL = Led(
    "截",
    r"截止(?:到|至)?(?=目前|当前|今|现在|昨|上[月年周]|本[月年周]|去年|[0-9]{4}年|[0-9]{1,2}月(?:底|份|末|[0-9]{1,2}日)|[0-9]{1,2}日)",
)
_DEADLINE = re.compile("(?:时间|日期|期限|报名|申报|征集|受理|投稿|报送|缴费|登记|提交|评选|投票)[^。；\n]{0,8}$")
_BOUND: tuple[tuple[Led, str, str], ...] = (
    (
        Led("制", r"制订(?=(?:了|出台)?[^，。；、]{0,8}(?:法律|法规|条例|规章|宪法|党章))"),
        "制定",
        "法律、法规、条例用“制定”",
    ),
    (
        Led("渡", r"渡过(?=[^，。；、]{0,6}(?:[春佳假]节|假期|暑假|寒假|周末|时光|岁月|晚年|一生|童年|青春|新年))"),
        "度过",
        "时间用“度”，水面、难关用“渡”",
    ),
    (Led("权", r"(?<=享有|依法|合法|公民)权力(?=[，。、和与])"), "权利", "公民享有的是“权利”，机关行使的是“权力”"),
    (
        Led("权", r"(?<=行使)权利(?=的机关|机关)|(?<=公)权利(?=运行|机关|部门)"),
        "权力",
        "机关行使的是“权力”，公民享有的是“权利”",
    ),
    (Led("既", r"既使(?=[^，。；]{1,20}，也)"), "即使", "“即使……也……”；“既……又……”才用“既”"),
    (Led("即", r"即(?=[要能有是][^，。；]{1,20}，(?:又|也|还)(?:要|能|有|是))"), "既", "“既……又……”用“既”"),
)


@rule("W74", "疑似")
def word_out_of_place(text: Checked) -> Iterator[Finding]:
    """用错地方的词。

    查什么：要看上下文才知道错的词：“截止目前”（截至）、“制订法律”（制定）、“渡过春节”（度过）、“既使……也”（即使）。“报名截止到5月”不报。
    为什么：“截止”是停止，后面不带时间；“截至”是到某个时间为止，后面必带时间。其他各词见提示。
    错例：截止目前，已有30家单位报名。
    改为：截至目前，已有30家单位报名。
    依据：《现代汉语词典》；办公室通行写法
    """
    for found in _UNTIL.finditer(text.text):
        low, _ = text.layout.sentence(found.start())
        if not _DEADLINE.search(text.text, low, found.start()):
            yield Finding(
                found.start(),
                found.end(),
                f"“{found.group()}”后面是时间",
                "“截至”",
                "到某个时间为止用“截至”",
                mend="截至",
            )
    for pattern, right, why in _BOUND:
        for found in pattern.finditer(text.text):
            if found.group() != right:
                yield Finding(
                    found.start(), found.end(), f"“{found.group()}”用在这里不对", f"“{right}”", why, mend=right
                )


@rule("W75", "提示")
def variant_word(text: Checked) -> Iterator[Finding]:
    """不推荐的词形。

    查什么：“其它”（其他）、“撤消”（撤销）、“成份”（成分）、“帐户”（账户）、“按步就班”（按部就班）、“融汇贯通”（融会贯通）。
    为什么：两种写法都有人用，词典也收，公文里用推荐的一种，前后一致。
    错例：以及其它有关事项。
    改为：以及其他有关事项。
    依据：GF 1001—2001《第一批异形词整理表》；《现代汉语词典》；表在 generator/checks/variant_words.txt
    """
    yield from _listed(text, "variant_words.txt")
