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
from generator.checks.model import Checked, Finding, is_han, rule
from generator.text.lines import Kind
from generator.text.regex import regex

_OFFICE = (
    "|会议|工作|责任|组织|领导|部门|单位|进行|贯彻|落实|关于|以及|我们|他们|你们|县委|"
    "市委|省委|区委|党委|政府|书记|县长|市长|主任|局长|问题|情况|任务|措施|要求|制度|"
    "机制|建设|发展|安全|生产|群众|干部|党员|企业|乡镇|项目|资金|重点|精神|部署|决定|"
    "意见|方案|通知|报告|文件|今天|今年|目前|当前|全县|全市|各级|各地|通过|按照|根据|"
    "为了|由于|因此|但是|而且|必须|应当|认真|切实|严格|全面|积极|实施|开展|推进|加强|"
    "提高|强化|完善|健全|确保|取得|作出|提出|强调|指出|管理|服务|经济|社会|农业|农村|"
    "整改|隐患|排查|整治|防汛|防火|监管|执法|保障|能力|水平|质量|环境|作用|作风|纪律|"
    "法律|法规|政策|规定|标准|计划|规划|目标|成绩|成效|经验|教训|形势|困难|风险|行动|"
    "第一|第二|第三|及时|有效|主要|重要|同时|其中|可以|能够|需要|已经|没有|不能|不得|"
    "对于|本次|此次|各项|各类|有关|相关|全国|全省|思想|文化|科技|生态|工程|代表|委员|"
    "主席|坚决|做好|抓好|搞好|继续|充分|共同|基本|具体|主持|传达|发言|讲话|致辞|出席|"
    "参加|召开|举行|负责|牵头|配合|督促|指导|支持|上报|报送|"
)
"""Words of office papers that are never said twice on purpose, as 研究研究 or 老远老远 are."""
_DOUBLED = regex(r"(?P<w>\w{2,4}?)(?P=w)(?<!根据根据(?=地))")
_ON_PURPOSE = regex("[不着很最一几每多两]|越来|来越")
"""What a longer word holds that is said twice on purpose: 听着听着, 一个一个."""
_SINGLES = {
    "的": regex("(?<!目)的的(?!确)"),
    "了": regex("(?<!不)了了(?![之解不])"),
    "和": regex("(?<!暖)和和(?![美气睦平谐])"),
    "是": regex("(?<![得就都便也还要才可若又总只算乃于凡如先但不])是是(?!非)"),
    "在": regex("在在(?![职岗建场线册乎])"),
    "把": regex("(?<!一)把把(?![关握脉舵])"),
    "被": regex("被被"),
    "与": regex("与与(?!会)"),
    "就": regex("就就(?![业是地近职任医读座])"),
    "们": regex("们们"),
    "对": regex("(?<![反应一])对对(?![照比方策象接标口联])"),
    "将": regex("(?<![上中少大])将将(?![来士军])"),
    "向": regex("向向(?![往好前上日])"),
    "由": regex("由由(?!于)"),
    "从": regex("从从(?![容严快重业事前此而])"),
}
_PAIR = regex(r"([的了和是在把被与就们对将向由从])\1")


@rule("W71", "疑似")
def word_doubled(text: Checked) -> Iterator[Finding]:
    """词语重复。

    查什么：“进行进行”“会议会议”“的的”一类连着写了两遍的词：公文里常用、不会故意说两遍的两个字的词，三四个字的词，以及“的、了、和、在”等字。“研究研究”“老远老远”“听着听着”“的的确确”“为目的的”是对的。不在常用词里的两个字的词（人名、地名）写了两遍，查不出来。
    为什么：删改、粘贴时多留了一遍。
    错例：认真贯彻贯彻会议的的精神。
    改为：认真贯彻会议的精神。
    依据：办公室通行校对要求
    """
    for found in _doubled(text.text):
        word = found["w"]
        known = f"|{word}|" in _OFFICE if len(word) == 2 else len(set(word)) > 2 and not _ON_PURPOSE.search(word)
        if not known or _split_otherwise(text.text, found):
            continue
        yield Finding(found.start(), found.end(), f"“{found.group()}”写了两遍", f"“{word}”")
    for pair in _PAIR.finditer(text.text):
        if (single := _SINGLES[pair[1]].match(text.text, pair.start())) is None:
            continue
        if text.text[single.start() - 1 : single.start()] == text.text[max(0, single.start() - 2) : single.start() - 1]:
            # 实实在在: two words of two.
            continue
        yield Finding(
            single.start(), single.end(), f"“{single.group()}”重复", f"“{single.group()[0]}”", mend=single.group()[0]
        )


def _doubled(text: str) -> Iterator[re.Match[str]]:
    """Where two to four Chinese characters stand twice."""
    at = 0
    while (found := _DOUBLED.search(text, at)) is not None:
        chinese = all(map(is_han, found["w"]))
        at = found.end() if chinese else found.start() + 1
        if chinese:
            yield found


def _split_otherwise(text: str, found: re.Match[str]) -> bool:
    """True where the two halves belong to different words: 县委县委书记 is doubled, 中国中国人民银行 may be two names."""
    return (
        text[found.end() : found.end() + 1] in ("》", "”") and "《" in text[max(0, found.start() - 20) : found.start()]
    )


_SHORTEST = 16
_FORMULA = regex("会议到此结束|散会|热烈的掌声|掌声欢迎|表示(?:热烈|衷心|诚挚)|请大家|谢谢|大家好|让我们")


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
        key = _ORDINAL.sub("", _plain(said))
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
                yield index, low, high, tail if all(map(is_han, tail)) else _plain(text.text[low:high])[-4:]


def _plain(said: str) -> str:
    """Its Chinese characters, figures and Latin letters, and %."""
    return "".join(char for char in said if is_han(char) or (char.isascii() and char.isalnum()) or char == "%")


_NOT_READ = frozenset((Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.CARD, Kind.COLOPHON, Kind.IMPRINT))
_ORDINAL = regex("^(?:第?[一二三四五六七八九十]{1,3}(?:是|要|项)?|[0-9]{1,2})")


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


def _listed(text: Checked, file: str) -> Iterator[Finding]:
    """The words of a list that stand in the text, but for those that what is around them makes right."""
    whole, characters = text.text, text.characters
    for needed, wrong, row in _entries(file):
        # To look for words some character of which does not occur would cost more than all rules together.
        at = whole.find(wrong) if needed <= characters else -1
        while at >= 0:
            end = at + len(wrong)
            right, before, after = _conditions(row)
            is_right = (before and before.search(whole[max(0, at - 1) : at])) or (
                after and after.match(whole[end : end + 1])
            )
            if not is_right and not whole.startswith(right, at):
                yield Finding(at, end, f"“{wrong}”", f"“{right}”", mend=right)
            at = whole.find(wrong, end)


@cache
def _entries(file: str) -> tuple[tuple[frozenset[str], str, str], ...]:
    """The rows of a list, each with the characters of its wrong word and the word."""
    rows = (Path(__file__).parent / file).read_text(encoding="utf-8").split("\n")
    words = ((row.partition(" ")[0], row) for row in rows if row and not row.startswith("#"))
    return tuple((frozenset(wrong), wrong, row) for wrong, row in words)


@cache
def _conditions(row: str) -> tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]:
    """The right word of a row, and what makes the wrong one right before it and after it."""
    _, right, *conditions = row.split(" ")
    before = next((regex(one[1:]) for one in conditions if one[0] == "<"), None)
    after = next((regex(one[1:]) for one in conditions if one[0] == ">"), None)
    return right, before, after


_UNTIL = Led(
    "截",
    r"截止(?:到|至)?(?=目前|当前|今|现在|昨|上[月年周]|本[月年周]|去年|[0-9]{4}年|[0-9]{1,2}月(?:底|份|末|[0-9]{1,2}日)|[0-9]{1,2}日)",
    then="止",
)
_DEADLINE = regex("(?:时间|日期|期限|报名|申报|征集|受理|投稿|报送|缴费|登记|提交|评选|投票)[^。；\n]{0,8}$")
_BOUND: tuple[tuple[Led, str, str], ...] = (
    (
        Led("制", r"制订(?=(?:了|出台)?[^，。；、]{0,8}(?:法律|法规|条例|规章|宪法|党章))"),
        "制定",
        "法律、法规、条例用“制定”",
    ),
    (
        Led(
            ("渡过",), r"渡过(?=[^，。；、]{0,6}(?:[春佳假]节|假期|暑假|寒假|周末|时光|岁月|晚年|一生|童年|青春|新年))"
        ),
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
