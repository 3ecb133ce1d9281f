"""How figures are said, how many syllables a text has, and where a speaker pauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.numerals import parse_chinese
from generator.voice.aloud import read_aloud, whole
from generator.voice.pace import PAUSES, seconds
from generator.voice.spoken import pause_seconds, sentences, syllables

SAID = [
    # Years one digit at a time, numbers of years as numbers.
    ("2023年", "二零二三年"),
    ("2026年12月9日", "二零二六年十二月九日"),
    ("2025—2027年", "二零二五至二零二七年"),
    ("20年来", "二十年来"),
    ("〔2026〕3号", "二零二六年三号"),
    # Percentages, decimals, fractions, ratios.
    ("增长3.78%", "增长百分之三点七八"),
    ("下降－3.2%", "下降负百分之三点二"),
    ("6.5‰", "千分之六点五"),
    ("5%—8%", "百分之五至百分之八"),
    ("1/3", "三分之一"),
    ("2:1", "二比一"),
    ("3.05", "三点零五"),
    # Whole numbers, 两 and 二.
    ("486处", "四百八十六处"),
    ("1,200万", "一千二百万"),
    ("10200人", "一万零二百人"),
    ("2个", "两个"),
    ("第2项", "第二项"),
    ("12项", "十二项"),
    ("2000多户", "两千多户"),
    ("12000元", "一万二千元"),
    ("100000001", "一亿零一"),
    ("350000000", "三亿五千万"),
    ("007", "零零七"),
    # The clock.
    ("14:30", "十四点三十分"),
    ("9:05", "九点零五分"),
    ("2:00", "两点"),
    ("8:30—11:30", "八点三十分至十一点三十分"),
    ("18:00:05", "十八点零分零五秒"),
    # Telephones digit by digit, 1 as 幺.
    ("13812345678", "幺三八幺二三四五六七八"),
    ("0371-65881234", "零三七幺六五八八幺二三四"),
    ("拨打110报警电话", "拨打幺幺零报警电话"),
    # Measures in letters, codes, full width.
    ("35.6℃", "三十五点六摄氏度"),
    ("120km", "一百二十公里"),
    ("GB2312", "GB二三一二"),
    ("６５%", "百分之六十五"),
    ("3—5名", "三至五名"),
    ("没有数字的话", "没有数字的话"),
    ("十四五", "十四五"),
]


@pytest.mark.parametrize(("written", "said"), SAID)
def test_figures_are_read_aloud(written: str, said: str) -> None:
    assert read_aloud(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026年增长3.78%。", "2026年增长百分之三点七八。"),
        ("排查486处、投入1,200万元", "排查486处、投入一千二百万元"),
        ("14:30开会，1/3的人", "14:30开会，三分之一的人"),
        ("第2项，３项", "第2项，３项"),
    ],
)
def test_only_what_is_hard_is_put_into_words(written: str, said: str) -> None:
    assert read_aloud(written, hard_only=True) == said


@given(st.integers(0, 9999))
def test_a_number_in_words_is_that_number(number: int) -> None:
    assert parse_chinese(whole(str(number)).replace("两", "二")) == number


@given(st.text(alphabet="0123456789.,:%/—-〔〕年月日号个万亿第 AkmGB，。", max_size=24))
def test_no_figure_is_left_and_nothing_raises(text: str) -> None:
    assert not set(read_aloud(text)) & set("0123456789")


@given(st.text(alphabet="甲乙丙，。（）A", max_size=20), st.booleans())
def test_a_text_without_figures_is_left_alone(text: str, hard: bool) -> None:
    assert read_aloud(text, hard) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [("2023年", 5), ("3.78%", 7), ("同志们：", 3), ("GDP增长", 5), ("14:30", 6), ("AI和Internet", 6), ("，。！", 0)],
)
def test_syllables(text: str, count: int) -> None:
    assert syllables(text) == count


def test_pauses_are_inside_a_paragraph() -> None:
    assert pause_seconds("同志们：") == 0
    assert pause_seconds("现在开会。") == 0
    assert pause_seconds("一，二。三。") == pytest.approx(PAUSES.comma + PAUSES.sentence)


def test_usual_text_takes_as_long_as_its_characters_counted_with_marks() -> None:
    """The pauses are set by this: the rates in use count characters as Word does, marks among them."""
    text = "各乡镇、各部门主要负责同志亲自带队检查，查出的问题当场交办、限期整改、回头复核。节日期间领导在岗带班，遇有险情先处置、同时报告。"
    spoken = seconds(syllables(text), pause_seconds(text) + PAUSES.paragraph)
    assert spoken == pytest.approx(len(text) / 180 * 60, rel=0.1)


@given(st.text(alphabet="甲乙。！？”，…", max_size=30))
def test_sentences_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_a_sentence_ends_after_its_quotes() -> None:
    assert sentences("他说：“好。”就走了。真的吗？！") == ("他说：“好。”", "就走了。", "真的吗？！")
