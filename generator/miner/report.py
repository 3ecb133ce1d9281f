"""报告.md: what was found, for people, with charts beside it.

Frames stand with {…} for what varies; a sentence of the archive is quoted in the column 例 only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.miner.blanks import frame_text
from generator.miner.charts import bar_chart
from generator.miner.classes import ROLES
from generator.miner.counting import Counted
from generator.miner.mining import Mined
from generator.miner.own_library import part_of
from generator.problems import Problem

CHARTS = "图"
_MOST_ROWS = 15
_QUOTED = 40


def report_files(mined: Mined, problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """Name and content of the report and its charts."""
    charts = list(_charts(mined))
    yield "报告.md", "\n".join(_report(mined, problems, [name for name, _, _ in charts])) + "\n"
    for name, _, content in charts:
        yield f"{CHARTS}/{name}.svg", content


def _report(mined: Mined, problems: Sequence[Problem], charts: Sequence[str]) -> Iterator[str]:
    yield "# 旧稿的结构"
    yield ""
    yield (
        f"读了 {mined.files} 个文件，{mined.papers} 篇稿子，{mined.characters} 字；内容大体相同的只算一篇，共 {mined.texts} 篇。"
        f"下面列的，都至少在 {mined.support} 篇里见过。"
    )
    yield ""
    yield "“支持”是有这种写法的篇数；“出处”是文件名和行号；{…} 是每篇不同的内容，竖线隔开的是见过的几种说法。"
    yield ""
    yield f"![各类句子]({CHARTS}/句式.svg)"
    for role in ROLES:
        yield from _role(role, mined.frames.get(role, []), mined.sentences.get(role, 0))
    yield from _headings(mined)
    yield from _topics(mined)
    yield from _shapes(mined)
    if problems:
        yield from ("", "## 没有读成的文件", "")
        for one in problems:
            yield f"- {one.place}：{one.found}{'；' + one.hint if one.hint else ''}"


def _role(role: str, rows: Sequence[Counted], sentences: int) -> Iterator[str]:
    yield from ("", f"## {role}", "")
    if not rows:
        yield f"有 {sentences} 句，没有够数的共同写法。"
        return
    yield f"有 {sentences} 句，共同的写法 {len(rows)} 种" + (
        f"，列前 {_MOST_ROWS} 种。" if len(rows) > _MOST_ROWS else "。"
    )
    yield from ("", "| 句式 | 支持 | 固定字 | 出处 | 例 |", "| --- | ---: | ---: | --- | --- |")
    for one in rows[:_MOST_ROWS]:
        places = "，".join(one.places[:4]) + (" 等" if one.texts > 4 else "")
        yield f"| {_cell(frame_text(one))} | {one.texts} | {one.frame.fixed} | {_cell(places)} | {_cell(_cut(one.example))} |"


def _headings(mined: Mined) -> Iterator[str]:
    yield from ("", "## 标题句式", "")
    if not mined.headings:
        yield "没有够数的标题句式。"
        return
    yield "同一层的几个标题用了同一个句式，才认作句式；“组数”是这样的标题有几组，“标题数”是全部旧稿里合这个句式的标题。X、Y 是每个标题自己的内容。"
    yield from ("", "| 句式 | 支持 | 组数 | 标题数 | 出处 | 例 |", "| --- | ---: | ---: | ---: | --- | --- |")
    for one in mined.headings[: 2 * _MOST_ROWS]:
        places = "，".join(one.places[:3])
        yield f"| {_cell(str(one.skeleton))} | {one.texts} | {one.lists} | {one.heads} | {_cell(places)} | {_cell(_cut(one.example))} |"
    yield from ("", f"![标题句式]({CHARTS}/标题句式.svg)")


def _topics(mined: Mined) -> Iterator[str]:
    yield from ("", "## 要求的题目", "")
    if not mined.topics:
        yield "没有够数的题目。"
        return
    yield "“库里”是要求库里同名或别名的题目；“下设”是这个题目下面的小点。"
    yield from (
        "",
        "| 题目 | 支持 | 属于 | 库里 | 标题 | 下设 | 出处 |",
        "| --- | ---: | --- | --- | --- | --- | --- |",
    )
    for topic in mined.topics[: 2 * _MOST_ROWS]:
        heads = "；".join(sorted(topic.heads, key=lambda h: (-topic.heads[h], h))[:3])
        below = "；".join(_cut(one, 16) for one in sorted(topic.below, key=lambda b: (-topic.below[b], b))[:4])
        cells = (topic.name, str(topic.texts), part_of(topic), topic.known, heads, below, "，".join(topic.places[:3]))
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
    yield from ("", f"![要求的题目]({CHARTS}/题目.svg)")


def _shapes(mined: Mined) -> Iterator[str]:
    shapes = mined.shapes
    yield from ("", "## 层次、要点和篇幅", "")
    yield "| 上一层 | 下一层（篇数） |"
    yield "| --- | --- |"
    yield f"| （最上层） | {_counts(shapes.tops.most_common())} |"
    for upper in sorted(shapes.under, key=lambda u: (-shapes.under[u].total(), u)):
        yield f"| {upper} | {_counts(shapes.under[upper].most_common())} |"
    yield from ("", "| 文种 | 篇数 | 平均字数 |", "| --- | ---: | ---: |")
    for genre, (count, size) in sorted(shapes.sizes.items(), key=lambda row: (-row[1][0], row[0])):
        yield f"| {genre} | {count} | {round(size / count)} |"
    count, size = shapes.point_total
    if count:
        yield from ("", f"最上层的要点共 {count} 个，平均每点 {round(size / count)} 字。")
    yield ""
    for name in ("层次", "要点个数", "篇幅", "每点字数"):
        yield f"![{name}]({CHARTS}/{name}.svg)"


def _charts(mined: Mined) -> Iterator[tuple[str, str, str]]:
    shapes = mined.shapes
    best = [
        (f"{role}：{frame_text(one, brief=True)}", one.texts)
        for role in ROLES
        for one in mined.frames.get(role, [])[:3]
    ]
    yield _chart("句式", "各类句子里最常见的写法", best, "篇")
    yield _chart("标题句式", "标题句式", [(str(one.skeleton), one.texts) for one in mined.headings[:12]], "篇")
    yield _chart("题目", "要求的题目", [(one.name, one.texts) for one in mined.topics[:15]], "篇")
    nested = [(f"{upper} 下面是 {lower}", count) for upper, row in shapes.under.items() for lower, count in row.items()]
    yield _chart("层次", "哪一层下面是哪一层", sorted(nested, key=lambda row: (-row[1], row[0]))[:12], "篇")
    points = [(f"{n} 点" if n < 15 else "15 点以上", shapes.points[n]) for n in sorted(shapes.points)]
    yield _chart("要点个数", "一篇有几个要点（最上层）", points, "篇")
    yield _chart("篇幅", "一篇有多少字", _classes(shapes.lengths, 500, 6000), "篇")
    yield _chart("每点字数", "一个要点有多少字（最上层）", _classes(shapes.point_lengths, 100, 800), "点")


def _chart(name: str, title: str, rows: Sequence[tuple[str, int]], unit: str) -> tuple[str, str, str]:
    return name, title, bar_chart(title, rows, unit)


def _classes(counts: dict[int, int], step: int, cap: int) -> list[tuple[str, int]]:
    return [(f"{low} 字以上" if low >= cap else f"{low}–{low + step} 字", counts[low]) for low in sorted(counts)]


def _counts(rows: Sequence[tuple[str, int]]) -> str:
    ordered = sorted(rows, key=lambda row: (-row[1], row[0]))
    return "，".join(f"{style}（{count}）" for style, count in ordered)


def _cut(text: str, size: int = _QUOTED) -> str:
    flat = "".join(text.split())
    return flat if len(flat) <= size else flat[: size - 1] + "…"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "＜").replace(">", "＞")
