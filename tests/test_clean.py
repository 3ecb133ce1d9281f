"""Cleaning: what is mended, what is taken out, what must stay, and that every change is on record."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from generator.clean import Cleaned, clean_text, format_changes, lost_problems, traditional
from generator.problems import InvalidInput

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "raw"


def balanced(raw: str, cleaned: Cleaned) -> bool:
    """Characters in, with those reported taken out and put in, are characters out: every kind, blanks included."""
    count = Counter(raw)
    for change in cleaned.changes:
        count.subtract(change.before)
        count.update(change.after)
    return Counter({char: n for char, n in count.items() if n}) == Counter(cleaned.text)


def clean(raw: str) -> str:
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    return cleaned.text


CHANGED = [
    ("學(xué)校防汛工作會(huì)議", "学校防汛工作会议"),
    ("我(wǒ)們(men)要(yào)抓(zhuā)好防汛", "我们要抓好防汛"),
    ("请翀（chōng）同志发言", "请翀同志发言"),
    ("批批覆蓋、件件落實", "批批覆盖、件件落实"),
    ("\u3000\u3000同志们:", "同志们："),
    ("会议\u200b开始&ldquo;今天&rdquo;<br/>", "会议开始“今天”"),
    ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
    ("今后的.工作要抓紧。大家辛苦。", "今后的工作要抓紧。大家辛苦。"),
    ("二是抓预案.\n二是抓演练.", "二是抓预案。\n二是抓演练。"),
    ("一、抓预案。三、抓演练。", "一、抓预案。三、抓演练。"),
]


@pytest.mark.parametrize(("raw", "text"), CHANGED)
def test_mended(raw: str, text: str) -> None:
    assert clean(raw) == text


JUNK = [
    "下面是小编为大家整理的防汛讲话,供大家参考。",
    "以下是为大家整理的关于防汛的文章5篇,欢迎品鉴!",
    "今天小编给大家带来的是防汛工作讲话，希望对大家有所帮助。",
    "以上就是防汛讲话范文的全部内容，希望能帮到您。",
    "感谢您的阅读！",
    "将本文的word文档下载到电脑，方便收藏和打印。",
    "点击下载文档",
    "《防汛讲话5篇.docx》由会员分享，可在线阅读，更多相关内容请在某某网上搜索。",
    "本文来源于网络，版权归原作者所有。",
    "转载请注明出处。",
    "如有侵权，请联系我们删除。",
    "更多精彩范文请关注本站。",
    "【本文地址：http://example.com/a/1.html】",
    "字号：[大 中 小]",
    "发布时间：2023-07-01　来源：本站　浏览：120次",
    "来源：某某网",
    "浏览次数：326次",
    "责任编辑：李某",
    "当前位置：首页 > 范文 > 讲话",
    "相关推荐：",
    "【防汛讲话】相关文章：",
    "推荐度：",
    "文档为doc格式",
    "时间：2023-07-01 来源：网络 作者：佚名",
    "上一篇：防汛总结",
    "第 3 页 共 9 页",
    "— 3 —",
    "防汛工作会议讲话篇三",
    "第四篇：在防汛工作会议上的讲话",
    "【篇二】",
    "篇三：防汛动员讲话",
    "防汛工作会议讲话（精选5篇）",
    "防汛讲话稿范文三篇",
    "（6篇）在日常工作中，讲话稿用得越来越多，你还在为怎么写发愁吗......",
]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_taken_out_and_listed(junk: str) -> None:
    raw = f"同志们：\n今天开会。\n{junk}\n现在散会。"
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    assert [line for line in cleaned.text.split("\n") if line] == ["同志们：", "今天开会。", "现在散会。"]
    assert "".join(cleaned.noise).replace(" ", "") == junk.strip().replace(" ", "")


SPEECH = [
    "这条路剩余30%的工程要在年底前完成。",
    "要认真阅读全文，领会精神实质。",
    "请将word版材料打印出来，下载到电脑。",
    "要了解更多政策，请登录县政府网站查询。",
    "三篇文章在省报刊发，反响很好。",
    "10篇",
    "资金来源：财政拨款",
    "时间：2023年7月1日上午9:00",
    "会后，请办公室把材料整理好，供大家参考。",
    "下面，我给大家分享几点体会。",
    "下面是我为大家梳理的三个问题，供参考。",
    "下面是由县文工团为大家带来的舞蹈，希望大家喜欢。",
    "请大家扫码下载国家反诈中心APP。",
    "会议资料请到工作群里下载，并打印出来。",
    "本文件可在政府网站下载。",
    "感谢大家的支持！",
    "谢谢大家！",
    "各会员单位要认真阅读倡议书。",
    "未经许可，任何人不得使用明火。",
    "未经批准，不得复制涉密文件。",
    "要让更多群众关注和支持防汛工作。",
    "请登录www.example.gov.cn查询。",
    "要点击链接登录系统，按时填报。",
    "3.全年编发信息120篇",
    "（三）撰写调研报告3篇",
    "写好乡村振兴新篇章",
    "一是摸清风险来源，二是整理隐患清单。",
    "要把第一页翻好。",
    "下面，请张三同志发言，大家欢迎。",
]


@pytest.mark.parametrize("sentence", SPEECH)
def test_a_speech_may_speak_of_such_things(sentence: str) -> None:
    cleaned = clean_text(f"同志们：\n{sentence}\n现在散会。")
    assert cleaned.noise == ()
    assert cleaned.text == f"同志们：\n{sentence}\n现在散会。"


def test_an_introduction_goes_as_a_whole_and_the_text_stays() -> None:
    raw = (
        "防汛讲话篇一\n防汛是一个常用的词。它有两层意思。\n"
        "讲话稿很重要。以下是小编为大家整理的讲话，欢迎阅读。同志们：今天开会。\n下雨了。"
    )
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    assert cleaned.text == "同志们：今天开会。\n下雨了。"
    assert cleaned.noise == (
        "防汛讲话篇一",
        "防汛是一个常用的词。它有两层意思。",
        "讲话稿很重要。",
        "以下是小编为大家整理的讲话，欢迎阅读。",
    )


def test_a_collections_title_between_two_texts_parts_them() -> None:
    title = "在全县防汛工作会议上的讲话"
    raw = (
        f"以下是为大家整理的关于{title}的文章3篇，欢迎阅读！{title}同志们：雨大。请防汛。{title}同志们：雪大。请防寒。"
    )
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    assert cleaned.text == "同志们：雨大。请防汛。\n同志们：雪大。请防寒。"
    assert cleaned.noise[1:] == (title, title)


def test_a_title_that_stands_once_is_no_junk() -> None:
    raw = "《在全县防汛工作会议上的讲话.docx》由会员分享，可在线阅读。\n在全县防汛工作会议上的讲话\n同志们：\n雨大。"
    assert clean(raw) == "在全县防汛工作会议上的讲话\n同志们：\n雨大。"


def test_a_line_torn_by_a_phrase_of_the_page_is_mended() -> None:
    raw = "（发言顺序：水利局、应急局、交通。\n当前隐藏内容免费查看局、气象局）。\n请发言。"
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    assert cleaned.text == "（发言顺序：水利局、应急局、交通局、气象局）。\n请发言。"


SENTENCE = "各乡镇要把责任压到村组，把人员落到岗位，把物资备到现场。" * 5


def pages(count: int) -> str:
    """A text cut into numbered chunks in mid-sentence; the second cut tears a marker in two."""
    chunks = [
        f"{n}、{'是抓演练。' if n == 3 else '实的责任。' if n > 1 else ''}{SENTENCE}" for n in range(1, count + 1)
    ]
    ends = ["一" if n == 2 else "要抓好各项工作，压" if n < count else "" for n in range(1, count + 1)]
    starts = ["" if n in (1, 3) else "实责任，把任务分到每一个人，" for n in range(1, count + 1)]
    rows = zip(chunks, starts, ends, strict=True)
    return "\n".join(chunk.replace("、", "、" + start, 1) + end for chunk, start, end in rows)


def test_page_chunks_are_joined() -> None:
    raw = pages(5)
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    assert "\n" not in cleaned.text
    assert cleaned.text.count("压实责任，把任务") == 3
    assert "一是抓演练。" in cleaned.text
    assert "2、" not in cleaned.text


def test_a_chunk_that_ends_with_a_sentence_stays_a_paragraph() -> None:
    lines = pages(6).split("\n")
    lines[4] = lines[4].removesuffix("要抓好各项工作，压")
    text = clean("\n".join(lines))
    assert text.count("\n") == 1
    assert "6、" not in text


@pytest.mark.parametrize(
    "raw",
    [
        "\n".join(f"{n}、{SENTENCE}" for n in range(1, 8)),
        "\n".join(f"{n}、压实责任" for n in range(1, 8)),
        "\n".join(f"{n}、压实责任。各单位要认真落实" for n in range(1, 8)),
        "\n".join(f"{n}、加强领导。{SENTENCE}各单位要认真落实" for n in range(1, 8)),
        "\n".join(f"{n}、要按照要求，{SENTENCE * n}各单位要认真落实" for n in range(1, 8)),
        f"{SENTENCE}要做好以下工作\n1、{SENTENCE}\n2、{SENTENCE}",
    ],
)
def test_lists_of_points_are_no_page_chunks(raw: str) -> None:
    assert clean(raw) == raw


def test_lost_characters_are_kept_and_told() -> None:
    raw = "要加強冷鏈?zhǔn)称费菜鳎瑳]有死角。\n落實得更到位?,F(xiàn)在開會(huì)。\n准備好了嗎?開始。"
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    assert cleaned.text.split("\n")[0].startswith("要加强冷链?")
    assert "zh" not in cleaned.text
    assert [lost.line for lost in cleaned.lost] == [1, 2]
    assert cleaned.text.endswith("准备好了吗？开始。")
    problem = lost_problems(cleaned, "旧稿.txt")[0]
    assert (problem.code, problem.place.file, problem.place.line, problem.severity) == ("C01", "旧稿.txt", 1, "提示")


def test_questions_of_a_whole_text_are_no_losses() -> None:
    assert clean_text("准备好了吗?开始!真的??好?,行。").lost == ()


@pytest.mark.parametrize(
    ("raw", "blanks"),
    [
        ("XX县xx局×××同志到任x年，共有__人、****万元。", ["XX", "xx", "×××", "x", "__", "****"]),
        ("请（　　）同志发言，_分局到会。", ["（　　）", "_"]),
        ("--社区仅有--人。", ["--", "--"]),
        ("拍X光片，3×5米，Excel、x86、EXX。", []),
        ("他说——我们要干——就干。", []),
    ],
)
def test_blanks_are_recognised_and_stay(raw: str, blanks: list[str]) -> None:
    cleaned = clean_text(raw)
    assert [blank.text for blank in cleaned.blanks] == blanks
    assert cleaned.text == raw


def test_without_opencc_the_clerk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    traditional._converter.cache_clear()
    traditional._table.cache_clear()
    monkeypatch.setitem(sys.modules, "opencc", None)
    with pytest.raises(InvalidInput) as error:
        clean_text("會議")
    assert error.value.problems[0].code == "C02"
    assert clean("会议") == "会议"


def test_a_name_in_a_simplified_text_keeps_its_character() -> None:
    assert clean("请李昇同志、张乾同志发言。") == "请李昇同志、张乾同志发言。"


def test_changes_are_counted_and_shown() -> None:
    raw = "學(xué)校開會(huì)議,同學(xué)們好.\n下面是小编为大家整理的讲话,供大家参考。\nXX县"
    cleaned = clean_text(raw)
    assert cleaned.counts == {"拼音": 3, "繁体": 6, "网页杂质": 1, "标点": 2}
    shown = format_changes(cleaned)
    assert shown.startswith("共改动 12 处。")
    assert "(xué)(huì)(xué) → （删去）　3 处，第1行" in shown
    assert "下面是小编为大家整理的讲话,供大家参考。⏎ → （删去）　第2行" in shown
    assert "待填的空　1 处" in shown
    assert format_changes(clean_text("今天开会。")) == "没有改动。"


def test_the_line_told_is_that_of_the_raw_text() -> None:
    raw = pages(4) + "\n\n今天,开会"
    lines = {change.line for change in clean_text(raw).changes if change.kind == "标点"}
    assert lines == {6}


@pytest.mark.parametrize(
    "raw", ["", "\n", "\n\n", "下面是小编为大家整理的讲话，供大家参考。", "篇一", "\r\n", "\ufeff"]
)
def test_next_to_nothing(raw: str) -> None:
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    assert cleaned.text.strip() == ""


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")) if CORPUS.is_dir() else [], ids=lambda p: p.stem)
def test_corpus_in_is_out_and_reported(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    cleaned = clean_text(raw)
    assert balanced(raw, cleaned)
    assert not any("ā" <= char <= "ǜ" for char in cleaned.text)
    assert "小编" not in cleaned.text
    assert clean_text(cleaned.text).noise == ()


UNITS = [
    "学(xué)",
    "學",
    "?zhǔn)",
    "下面是小编为大家整理的",
    "<a ",
    "&amp;",
    "X",
    "（ ",
    "1、甲。乙\n",
    "篇一\n",
    "本文",
    "更多",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        def once() -> float:
            start = time.process_time()
            clean_text(unit * size)
            return time.process_time() - start

        # The quickest of five: what else the machine does is left out.
        return min(once() for _ in range(5))

    # Quadratic work would take sixteen times as long, not four.
    assert seconds(12_000) < 10 * max(seconds(3_000), 0.01)
