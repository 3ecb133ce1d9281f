"""函词: the closed words of official prose, by class and by the role of the sentence they hold together.

A frame is made of these words and of what lies between them.  The classes are of the language (what a speaker may say
for 下面, for 讲, for 刚才); which of them follow each other in a frame is for `frames` to find in an archive.  Knows
no text and no frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from generator.text.numerals import NUMERAL
from generator.text.outline import Role

LINK = "串词"
ROLES: tuple[str, ...] = (
    Role.OPENING.value,
    Role.RECAP.value,
    Role.PIVOT.value,
    LINK,
    Role.CLOSING.value,
    Role.ADJOURN.value,
)
"""The kinds of sentence that are mined, by the names they have in the report."""

_N = f"[{NUMERAL[1:-1]}几0-9０-９xX×]{{1,3}}"
_MANY = f"(?:[{NUMERAL[1:-1]}几0-9０-９xX×]{{1,3}})"
_COUNTED = f"(?:以下|如下|这样)?{_MANY}(?:个方面|方面|个问题|个话题|个环节|点|条|句话|件事情?)|(?:以下|如下|这样){_MANY}(?:个|项)"
_HEAD = "^|(?<=[。！？；\n])"

_LEAD = "下面|接下来|接着|随后|现在|在这里|这里|借此机会|借这个机会|利用这个机会|在此|借此|最后|下一步|会后"
_NOW = "今天|今日|今晚|此次|这次|本次|现在|昨天"
_PRESENT = "汇报|报告|总结|通报|介绍|说明|纪要|交流|安排|部署|通知|公布|分享"
_ADVERB = "再次|再|还|着重|重点|主要|简单|只|先|特别"
_SAY = f"(?:{_ADVERB}){{0,2}}(?:讲|谈谈|谈|强调|说说|说|聊聊|提出|提|重申|作出|概括)"
_NOUN = "意见|要求|看法|体会|建议|希望|想法|工作|问题|打算|承诺|感受|认识|措施|任务|纪律|内容|倡议|情况|事项|环节"
_TALK = "意见|要求|看法|体会|建议|希望|想法|打算|承诺|感受|话题|纪律|措施"
_WHO = "领导|同志|代表|委员|来宾|嘉宾|朋友|同事|同仁|老师|同学|评委|企业家|老领导|学员|专家|家长|党员|居民|主任|副主任"
_CALLED = f"同志们|朋友们|同学们|老师们|同事们|战友们|乡亲们|女士们|先生们|各位(?:{_WHO})|(?:{_WHO})们"
_ALL_OF = "大家|各级各部门|各级各有关部门|各级各单位|各地各部门|各乡镇|各部门|各单位|各级|全体|上下"
_MEETING = "会议|大会|座谈会|推进会|动员会|部署会|现场会|调度会|启动会|表彰会|分析会|仪式|培训班|党课|短会|这个会|次会"

_CLASSES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "开头": (
        ("现在开会", "现在开会|现在开始开会|会议现在开始|大家(?:上午|下午|晚上)?好|(?:上午|下午|晚上)好"),
        ("今天", _NOW),
        (
            "主要任务是",
            "(?:会议)?的?(?:主要)?(?:任务|目的|议题|主题)(?:就是|只有一个|是|很明确)|主要是|就是要|就是为了|为的是|就一个目的|专门",
        ),
        ("召开", "主持召开|组织召开|召开|隆重举行|隆重召开|举行|召集|请来|欢聚一堂|相聚"),
        ("出席", "出席会议|参加会议|主持会议|并讲话|出席今天|出席|到会|参加"),
        ("会议安排", "(?:根据|按照)会议安排|经[^，。]{2,8}(?:同意|决定)|受[^，。]{2,10}委托"),
        ("会议", _MEETING),
        ("贯彻", "学习传达贯彻|学习贯彻|传达贯彻|贯彻落实|贯彻|传达学习|传达"),
        ("精神", "会议精神|讲话精神|决策部署|工作部署|部署要求|要求部署|精神|部署|要求|通知"),
        ("安排", "安排部署|再安排|再部署|分析研判|研究部署|听取|专题研究|总结|回顾"),
        ("很有必要", "充分说明|充分体现|很有必要|十分必要|很及时|非常重要|十分重要|重要会议"),
        ("为了", f"(?:{_HEAD}|(?<=，))为了?(?:进一步|认真|深入|全面|切实)?(?!此)"),
        ("根据", f"(?:{_HEAD})(?:根据|按照|遵照)"),
        ("以来", "发生以来|爆发以来|开展以来|以来|到来之际|来临之际|之际|前夕|在即|将至|临近"),
        ("形势", "严峻复杂|复杂严峻|十分严峻|严峻|关键期|关键时期|形势"),
        ("我局", "我们|咱们|我[县市区镇乡校局院村行]|本[县市区镇乡校局院村行]"),
        ("围绕", "紧紧围绕|围绕|紧扣|坚持|牢固树立"),
        ("高度重视", "高度重视|积极行动|积极响应|迅速行动|第一时间|统一部署|坚强领导|严密组织"),
        ("确保", "确保|切实|有效|全面"),
        ("代表", "我代表|代表"),
        ("欢迎", "表示(?:热烈|衷心|诚挚)的(?:欢迎|祝贺|感谢|问候)|欢迎"),
    ),
    "承上": (
        ("同志们", f"(?:{_HEAD})(?:{_CALLED})(?:、(?:{_CALLED}))*"),
        ("刚才", "刚才|刚刚|前面|今天的会议|今天的座谈会|今天"),
        (
            "作了",
            "(?:学习|分别|先后)?(?:传达|通报|汇报|介绍|宣读|解读|总结|回顾|部署|安排|讨论|签订|点评|报告|观看|讲|谈|提|强调|分析|阐明|提出|进行|立下|宣布|说)(?:学习|清|出|明)?了|[作做]了|发了言|给予了|表了态",
        ),
        ("讲话", "讲话|发言|汇报|部署|表态|讨论|安排|致辞"),
        (
            "讲得好",
            "讲得(?:都)?很|[开讲]得很|都?很好|很实|很有必要|很有启发|我?都?(?:赞同|赞成|同意)|很具体|很明确|很重要|十分重要|十分明确|内涵丰富|内容丰富|立意高远|点到了|启发|振奋|鼓舞",
        ),
        ("请大家", "请大家|希望大家|大家要|我们要|我们一定要|请各|各级各部门要|各单位要|各单位|大家|我们"),
        ("完毕", "(?:都)?(?:已经?)?(?:全部)?(?:进行完[毕了]?|完成)"),
        (
            "落实",
            "抓好贯彻落实|抓好贯彻|抓好落实|贯彻落实|认真落实|研究落实|抓落实|落实|贯彻|学习领会|认真领会|深刻领会|领会",
        ),
    ),
    "过渡句": (
        ("下面", _LEAD),
        ("代表", "我代表|代表"),
        ("我", "我们|我|本人"),
        ("现将", "现将|现就|现把|特将|现(?=纪要|通知|通报|公布)"),
        ("就", "结合|围绕|针对|关于|通过|就|对|把|将|向|从|为此"),
        ("几点意见", f"(?:{_COUNTED}|{_MANY}[项个])(?:的|[^，。：\n]{{0,2}})?(?:{_TALK})"),
        ("几点", f"(?:{_COUNTED})(?:的)?(?:{_NOUN})?"),
        ("讲", f"{_SAY}|要求|指出"),
        ("特制定", "特制[定订]|制[定订]|发出|形成|议定|明确|[作做]出?"),
        ("情况", "情况|做法|有关工作|相关工作|有关事项|精神"),
        ("汇报", _PRESENT),
        ("如下", f"如下(?:{_NOUN})?"),
        ("预案", "方案|预案|办法|措施|计划|规定|细则"),
    ),
    LINK: (
        ("首先", "首先|下面|接下来|现在|最后|随后|接着"),
        ("进行", "会议进行|继续进行|进行|开始"),
        ("最后一项", "最后一[项个](?:议程|议题|内容)?"),
        ("第几项", f"(?:会议|大会)?第{_N}[项个](?:议程|议题|内容|程序)?|议程"),
        ("请", "请|由|让我们|有请"),
        ("同志", "同志|先生|女士|(?<![^，。]请)(?:书记|[省市县区镇乡局校院]长|主任|代表)(?=[作讲致传宣通汇介发])"),
        (
            "作",
            "传达学习|传达|宣读|宣布|通报|汇报|介绍|作(?=[^，。、]{0,8}(?:讲话|发言|报告|总结|汇报|动员))|致(?=[^，。]{0,3}[辞词])|部署|解读|颁奖|签约|签订|审议|表决|讨论|点评|围绕",
        ),
        ("讲话", "讲话|发言|报告|[辞词](?=[，。！])|回应"),
        ("欢迎", "大家欢迎|掌声[^，。]{0,2}欢迎|热烈欢迎|以热烈的掌声欢迎|欢迎"),
    ),
    "结尾": (
        ("同志们", f"(?:{_HEAD})(?:尊敬的)?(?:{_CALLED})(?:、(?:{_CALLED}))*"),
        ("总之", f"(?:{_HEAD})(?:总之|最后|以上是|会后|目前)"),
        ("祝", "衷心祝愿|衷心祝|预祝|祝愿|祝"),
        ("让我们", "让我们|希望大家|请大家|请各位|希望|我们将|我们要|我们一定|我们|我将|只要|愿"),
        ("大家", _ALL_OF),
        ("为契机", "为契机|为动力|以这次|以此次|共同|携起手来"),
        ("下一步", "下一步|今后"),
        ("继续", "将会继续|将继续|还将继续|继续|不断|进一步"),
        ("坚决", "坚决|确保|努力|全力|奋力|力争|切实|推动|圆满完成|圆满"),
        ("打赢", "打赢|夺取|实现|完成|保障|贡献|奋斗|胜利|成绩|业绩|新局面|落实|抓好|做好|守住|筑牢|建设"),
        ("差距", "还有差距|还有不足|不足"),
        ("行动起来", "行动起来|从现在做起|从今天做起|马上"),
        ("健康", "身体健康|工作顺利|万事如意|阖家幸福|家庭幸福|圆满成功|快乐"),
    ),
    "散会": (
        ("会议", f"今天的(?:{_MEETING}|会)|(?:{_MEETING}|会)"),
        ("到此结束", "到此(?:圆满)?结束|圆满结束|就?[开讲]到这[里儿]"),
        ("议程", "(?:各项)?议程"),
        ("完毕", "全部完成|已全部进行完毕|进行完毕|圆满完成|完成|完毕"),
        ("散会", "散会|休会|闭幕"),
        (
            "我讲完了",
            "我?就[讲说](?:这[些么]多?|到这[里儿])|(?:我的)?(?:汇报|发言|报告|表态|讲话|述职|话)[讲说]?完(?:毕|了)",
        ),
        ("谢谢", "谢谢(?:大家|各位|同志们)?|批评指正|指正"),
    ),
}
COUNT_WORDS = frozenset({"几点", "几点意见", "第几项"})
"""Classes whose words have a number in them; the number is a blank and is not counted."""
_STOPS = frozenset("，。：！；")
_HAN = re.compile("[\u3400-\u9fff]")
_NUMBER = re.compile(_N)


@dataclass(frozen=True)
class Token:
    """A word of a class as it stands in a text.

    `fixed` counts its characters and the mark straight after it (marks count as 字 everywhere here), a number left out.
    """

    kind: str
    text: str
    start: int
    end: int
    fixed: int


@dataclass(frozen=True)
class Lexicon:
    """The words of one role: the classes, and the words learnt from an archive, each a class of its own."""

    role: str
    learnt: tuple[str, ...] = ()

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        return (*self.learnt, *(name for name, _ in _CLASSES[self.role]))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = [*map(re.escape, self.learnt), *(words for _, words in _CLASSES[self.role])]
        return re.compile("|".join(f"(?P<g{i}>{part})" for i, part in enumerate(parts)))

    def tokens(self, text: str) -> list[Token]:
        """The words of the role in a text, in order, at most 60."""
        out: list[Token] = []
        for found in self._pattern.finditer(text):
            if not found.group() or found.lastgroup is None:
                continue
            kind = self._kinds[int(found.lastgroup[1:])]
            said = _NUMBER.sub("", found.group()) if kind in COUNT_WORDS else found.group()
            fixed = len(_HAN.findall(said)) + (text[found.end() : found.end() + 1] in _STOPS)
            out.append(Token(kind, found.group(), found.start(), found.end(), fixed))
            if len(out) == 60:
                break
        return out


@cache
def plain_lexicon(role: str) -> Lexicon:
    """The words of a role without those of any archive."""
    return Lexicon(role)


_SHORTEST, _LONGEST, _MOST_LEARNT = 4, 8, 30


def learn_words(role: str, said: Sequence[tuple[int, str]], others: Iterable[str], support: int) -> Lexicon:
    """The lexicon of a role with the strings added that recur in it and hardly anywhere else.

    `said` are the sentences of the role, each with the number of its text; a string counts once a text.  What is as
    common in other sentences (疫情防控, 安全生产) is the matter of the archive and not a word of the frame.
    """
    seen: dict[str, set[int]] = {}
    base = plain_lexicon(role)
    for text_number, text in said:
        for piece in _between(text, base.tokens(text)):
            for size in range(_SHORTEST, _LONGEST + 1):
                for at in range(len(piece) - size + 1):
                    seen.setdefault(piece[at : at + size], set()).add(text_number)
    need = max(support + 2, 4, -(-len({number for number, _ in said}) // 20))
    common = {word: len(texts) for word, texts in seen.items() if len(texts) >= need}
    body = "\n".join(others)
    kept: list[str] = []
    for word in sorted(common, key=lambda w: (-common[w], -len(w), w)):
        if any(word in other or other in word for other in kept):
            continue
        if body.count(word) <= common[word] // 10:
            kept.append(word)
        if len(kept) == _MOST_LEARNT:
            break
    return Lexicon(role, tuple(sorted(kept, key=lambda w: (-len(w), w))))


def _between(text: str, tokens: Sequence[Token]) -> list[str]:
    """The stretches of Chinese characters between the words of a text."""
    out, at = [], 0
    for token in tokens:
        out += re.findall("[\u3400-\u9fff]{4,}", text[at : token.start])
        at = token.end
    return out + re.findall("[\u3400-\u9fff]{4,}", text[at:])
