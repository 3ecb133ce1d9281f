"""How long a text is in the mouth: syllables and pauses.

Takes a text as it is written: 2023年 is five syllables, 3.78% is seven.  Knows no meeting and no page.
"""

from __future__ import annotations

from generator.text.regex import regex
from generator.voice.aloud import read_aloud
from generator.voice.pace import PAUSES, Pauses

_HAN = regex("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇○々\U00020000-\U0003ffff]")
_LATIN = regex("[A-Za-zＡ-Ｚａ-ｚ]+")
_VOWELS = regex("[aeiouy]+")
_SIGNS = regex("[%％‰℃+＋=＝×÷&＆]")


def syllables(text: str) -> int:
    """How many syllables a text has when it is read aloud: 2023年 5, 3.78% 7, GDP 3, 6G网络 4.

    Words of Latin letters have as many as they have groups of vowels, abbreviations one a letter (W counts one).
    """
    said = read_aloud(text)
    return len(_HAN.findall(said)) + sum(_latin(word) for word in _LATIN.findall(said)) + len(_SIGNS.findall(said))


def _latin(word: str) -> int:
    if word.isupper() or len(word) == 1:
        return len(word)
    return max(1, len(_VOWELS.findall(word.lower())))


_SENTENCE = regex("[。！？!?；;…]+[”’」』）)]*")
_COMMA = regex("[，、：,:]|——")
_SENTENCES = regex("[^。！？!?…]*(?:[。！？!?…]+[”’」』）)]*|$)")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, each with its mark and what closes after it; together they are the text."""
    return tuple(row for row in _SENTENCES.findall(text) if row)


def pause_seconds(text: str, pauses: Pauses = PAUSES) -> float:
    """Seconds of silence inside one paragraph, at the usual rate: commas and ends of sentences but the last."""
    stripped = text.rstrip()
    ends = [found for found in _SENTENCE.finditer(stripped) if found.end() < len(stripped)]
    return len(_COMMA.findall(stripped.rstrip("：:"))) * pauses.comma + len(ends) * pauses.sentence


_ACTION = (
    "鼓掌|掌声|停顿|稍停|稍候|起立|落座|就座|入座|坐下|上台|登台|下台|退场|入场|离场|奏|唱|播放|观看|颁奖|授牌|授旗|揭牌|合影|默哀|签字|签约|示意"
    "|(?:讲话|发言|宣读|汇报|传达|通报|致辞|介绍|表态|领奖|讲|完毕)(?:完毕|结束|完|后|毕)|待|等"
)
CUE = regex(rf"（(?=[^（）]*(?:{_ACTION}))[^（）]{{1,30}}）")
"""What the host does or waits for, not says: （鼓掌）, （请获奖代表上台）, （林海同志讲话完毕）."""
