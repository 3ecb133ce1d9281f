"""网页杂质: sentences and lines that belong to a web page and not to the text on it.

Each list of words below stands for a class of wording: what the editor of a collection says, what offers a download,
what tells where a page comes from, the furniture of a page, the headings of a collection.  No site is named.  A speech
may well speak of 下载, 整理 or 参考: a class asks for the object too (本文, 文档, 范文, 供大家参考).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.clean.rows import Change, Edit, Row, edited, joined, split
from generator.text.numbering import parse_marker
from generator.text.regex import regex

KIND = "网页杂质"
_N = "[一二三四五六七八九十百0-9]{1,4}"
_READER = "(?:大家|您|你们?|读者|网友|朋友们)"
_MADE = "(?:整理|收集|搜集|精选|带来|分享|推荐|提供|汇编|编辑)"
_TEXTS = "(?:范文|例文|文章|文档|模板|作文|样本)"
_THIS = "(?:本文(?!件)|此文|本站|范文)"
_USE = "(?:阅读|品鉴|借鉴|参考|下载|收藏|查阅)"

# 编者的话: the editor introduces a collection or takes leave of the reader.
_EDITOR = regex(
    "小编|"
    f"(?:以下|下面|下边|如下|接下来)(?:就)?(?:是|为)(?![^。！？]{{0,12}}我)[^。！？]{{0,40}}(?:为|给|替|帮){_READER}[^。！？]{{0,8}}{_MADE}"
    f"[^。！？]{{0,4}}的[^。！？]{{0,60}}(?:供[^。！？]{{0,6}}参考|欢迎[^。！？]{{0,6}}{_USE}|希望[^。！？]{{0,6}}帮助|{_TEXTS}|{_N}篇)|"
    f"(?:为|给|替|帮){_READER}[^。！？]{{0,6}}{_MADE}了?的?[^。！？]{{0,30}}(?:{_TEXTS}|{_N}篇)|"
    f"(?:以上|上面)(?:就)?是[^。！？]{{0,40}}(?:{_TEXTS}|{_N}篇|全部内容)[^。！？]{{0,20}}(?:希望|供|感谢|谢谢|欢迎|更多)|"
    f"(?:感谢|谢谢){_READER}?的?(?:阅读|浏览)|欢迎{_READER}?(?:阅读下载|下载使用|参考借鉴|阅读参考|借鉴参考)"
)
_OPENS = regex(
    f"(?:以下|下面|下边|接下来|今天|这里|现在)[^。！？]{{0,30}}(?:小编|{_MADE})|小编[^。！？]{{0,20}}(?:{_MADE}|准备)"
)
_PLEASANTRY = regex(
    "\\s*(?:希望|欢迎|仅?供|一起来|快来|敬请|感谢|谢谢|具体(?:内容)?如下|我们一起来?看|让我们一起来?看|请(?:大家)?参考)"
)
_HELPFUL = regex("帮助|参考|喜欢|借鉴|阅读")
# 下载, 收藏: what offers the text as a thing to keep.
_DOWNLOAD = regex(
    f"{_THIS}[^。！？，,]{{0,14}}(?:下载|收藏|打印(?:出来)?(?:[。！，,]|$)|珍藏)|下载{_THIS}|页珍藏版|"
    "(?:剩余|还剩)[0-9]+%[^。！？]{0,4}(?:未读|内容|全文)|内容免费查看|免费(?:查看|阅读)(?:全文|本文)|点击(?:下载|展开)|"
    "点击(?:此处|这里|下方|上方|查看|阅读)[^。！？]{0,6}(?:下载|全文|更多|原文|领取)|"
    "(?:付费|开通会员|开通VIP|VIP会员)[^。！？]{0,8}(?:阅读|查看|下载)|(?:展开|显示)(?:全文|剩余)"
)
# 出处: where a page comes from, who may copy it.
_ORIGIN = regex(
    "(?:本文(?!件)|文章|文档|范文)(?:由|来自|来源于?|出自|转载自|摘自|选自)[^。！？]{0,24}"
    "(?:网|会员|用户|网友|公众号|分享|上传|投稿|整理)|由(?:会员|网友)[^。！？，,]{0,12}(?:分享|上传|投稿)|"
    "转载(?:请注明|须注明|时请|自)|版权(?:归|所有|声明)|免责声明|未经[^。！？]{0,10}(?:授权|许可|允许|同意)[^。！？]{0,12}(?:转载|摘编)|"
    "侵权[^。！？]{0,16}删除|(?:本文|原文|文章|本页)(?:地址|链接|网址|来源|标题|出处|标签)[:：]"
)
# 更多: what leads to other pages.
_MORE = regex(
    "更多(?:精彩|相关|优质|最新|热门)?(?:内容|范文|文章|资讯|资料|讲话|发言|主持词|作文)[^。！？]{0,30}(?:请|敬请|欢迎|尽在)[^。！？]{0,30}(?:访问|点击|搜索|浏览|登[录陆]|收藏|本站|网站|网$)|猜你喜欢|"
    "(?:请|欢迎|敬请|记得)[^。！？]{0,8}(?:收藏|关注|订阅|转发)[^。！？]{0,4}(?:本站|本网|本文|本公众号)"
)
_SENTENCE_CLASSES = (_EDITOR, _DOWNLOAD, _ORIGIN, _MORE)

# 网页部件: whole lines with a label that a page puts round a text.
_FURNITURE = regex(
    "(?:[【\\[（(]?(?:字号|字体(?:大小)?|分享到?|打印本?页?|关闭窗?口?|我要纠错)[:：\\]】].*|[【\\[]?大\\W*中\\W*小[】\\]]?|"
    "(?:发布|更新|上传|录入|发表)(?:时间|日期|者)[:：].{0,60}|(?:信息|文章|稿件|内容)?来源[:：].{0,60}|"
    "(?:浏览|点击|阅读|访问|查看|人气|下载)(?:次数|数|量|率|人数)?[:：]?\\s*[0-9]+\\s*次?|(?:责任编辑|责编|网站编辑)[:：].{0,20}|"
    "(?:标签|Tags?|TAGS?|当前位置|您(?:现在)?的位置|(?:所属)?栏目|文章分类)[:：].*|首页\\s*[>»›].*|"
    "(?:推荐|相关|延伸|拓展|热门|精彩)(?:阅读|文章|推荐|范文|文档|访问|链接)(?:[:：].*)?|[上下]一[篇页][:：].*|"
    "[【\\[].{2,60}[】\\]](?:相关|推荐|热门)(?:文章|范文|阅读)[:：]?.*|推荐度[:：].*|文档为\\s*\\w+\\s*格式|"
    "(?:时间|日期)[:：]\\s*[0-9]{4}.{0,60}(?:来源|作者|浏览|点击|阅读|编辑)(?:次数|量)?[:：].*|"
    "(?:打印|关闭|收藏|阅读全文|展开全文|返回顶部|返回列表|打印本页|关闭窗口|\\s|[|｜])+|https?://\\S+|www\\.\\S+|\\*?内容来自.*)"
)
_PAGE_NUMBER = regex(
    "[-—－–]\\s*[0-9]{1,4}\\s*[-—－–]|第\\s*[0-9]{1,4}\\s*页(?:\\s*[/，,、]?\\s*共\\s*[0-9]{1,4}\\s*页)?"
)
_IN_LINE = regex(
    "当前隐藏内容(?:免费)?查看(?:全文)?|隐藏内容(?:免费)?查看(?:全文)?|点击(?:查看|阅读|展开)(?:全文|更多)|展开全文|"
    "[【\\[](?:本文|原文|文章)(?:地址|链接|网址|来源)[:：][^】\\]]*[】\\]]"
)

# 合集标题: headings of a collection, which number the texts in it.
_MADE_OF = "(?:精选|通用|优秀|推荐|最新|热门|集合|汇总|合集|共|范文|必备|实用|经典|大全|模板|文章)"
_GENRE = "(?:讲话|发言|主持词|致辞|报告|总结|材料|稿|范文|计划|方案|心得|体会|简报|纪要|作文|汇报)"
_COLLECTION = regex(
    f"[^。！？]{{0,50}}(?:篇|范文|例文)\\s*{_N}|[【\\[（(]?第\\s*{_N}\\s*篇[】\\]）)]?(?:[:：、\\s][^。！？]{{0,60}})?|"
    f"[【\\[（(]?(?:篇|范文|例文|样本)\\s*{_N}[】\\]）)]?(?:[:：、\\s][^。！？]{{0,60}})?|"
    f"[^。！？，,；;]{{0,50}}{_GENRE}[（(【]?{_MADE_OF}*\\s*[（(]?[0-9一二三四五六七八九十]{{1,3}}\\s*篇[)）】]?{_MADE_OF}*[)）】]?"
)
# A report counts what was written: 撰写调研报告3篇 heads no collection.
_WRITTEN = regex("撰写|刊发|发表|报送|完成|编发|印发|上报|采用|推送|刊登|形成|编写|起草")
# The first lines of a page that a list of pages shows: how many texts it has, and a sentence cut off.
_TEASER = regex("[（(]?[0-9]{1,3}篇[)）]?[\u3400-\u9fff].*(?:\\.{3,}|…)", re.DOTALL)
_SUBJECTS_TOLD = (
    regex("《([^《》]{6,60}?)(?:[（(]?[0-9]{1,3}篇[)）]?)?(?:\\.docx?|\\.pdf)?》"),
    regex("关于([^。！？《》]{6,60}?)的(?:文章|范文)"),
    regex("^[0-9]{0,4}年?([^。！？]{6,60}?)(?:[（(]?[0-9]{1,3}篇[)）]?|篇[一二三四五六七八九十]{1,3})"),
)

# A line without any of these words has no sentence of the classes above.  Each alternative begins with a character and no
# class: the search then skips from one of these characters to the next.
_TRIGGER = regex(
    "小编|"
    + "".join(f"{to}(?:大家|您|你|读者|网友|朋友)|" for to in "为给替帮")
    + "以上|上面|感谢|谢谢|欢迎|本文|此文|本站|范文|珍藏|剩余|还剩|免费|点击|付费|"
    "开通会员|VIP|展开|显示|文章|文档|由会员|由网友|转载|版权|免责|未经|侵权|原文|本页|更多|猜你|收藏|关注|订阅|转发|隐藏"
)
_IN_A_HEADING = regex("[篇文本]")
_SENTENCE = regex("[^。！？!?…]*(?:\\.{3,}|[。！？!?…])[。！？!?….]*[”’」』）)]*|[^。！？!?…]+\\Z")
_ADDRESS = regex(
    "同志们|朋友们|各位|尊敬的|老师们|同学们|[一二三四五六七八九十]、|（[一二三四五六七八九十]）|\\([一二三四五六七八九十]\\)"
)
_BLANK = " \t\u3000\xa0"
_INTRO_LENGTH = 400
_INTRO_ROWS = 3
_MOST_SUBJECTS = 20
_FURNITURE_LENGTH = 120


def drop_junk(rows: Sequence[Row], changes: list[Change], noise: list[tuple[int, str]]) -> list[Row]:
    """The rows without junk.  `noise` gets each line or sentence taken out, with the raw line it stood in.

    A line that is junk as a whole goes with its line break; in the place of a collection heading an empty line stays,
    because a new piece begins there.
    """
    marked = [_junk_in(row.text) for row in rows]
    headings = [_is_collection(row.text) for row in rows]
    if not any(marked) and not any(headings):
        return list(rows)
    _take_introductions(rows, marked, headings)
    subjects = _subjects(rows, marked, headings)
    out: list[Row] = []
    for row, spans, heading in zip(rows, marked, headings, strict=True):
        text = row.text.strip(_BLANK)
        whole = heading or text in subjects or spans == [(0, len(row.text))]
        if whole:
            noise.append((row.origins[0][1], text))
            keep = bool(out) and (heading or text in subjects)
            changes.append(Change(KIND, row.origins[0][1], row.text + ("" if keep else "\n"), ""))
            if keep:
                out.append(Row("", row.origins[:1]))
            continue
        rest = _without(row, spans, subjects, changes, noise)
        if out and rest and _IN_LINE.match(row.text.lstrip(_BLANK)) and _is_open(out[-1].text):
            out[-1] = _mended(out[-1], changes)
            changes.append(Change("断句", row.origins[0][1], "\n", ""))
            out[-1] = joined(out[-1], rest.pop(0))
        out += rest
    if not out and rows:
        # The last line had no line break of its own to lose.
        changes.append(Change(KIND, rows[-1].origins[0][1], "", "\n"))
        out.append(Row("", rows[-1].origins[:1]))
    return out


def _is_open(text: str) -> bool:
    """True for a line that opens a bracket and does not close it."""
    return max(text.rfind("（"), text.rfind("(")) > max(text.rfind("）"), text.rfind(")"))


def _mended(row: Row, changes: list[Change]) -> Row:
    """A row torn by a phrase of the page, without the full stop that was put where it was torn."""
    end = len(row.text)
    return edited(row, [Edit(end - 1, end, "", "断句")] if row.text.endswith("。") else [], changes)


def _is_collection(text: str) -> bool:
    bare = text.strip(_BLANK)
    if not 0 < len(bare) <= 70 or not _IN_A_HEADING.search(bare) or _WRITTEN.search(bare) or parse_marker(bare):
        return False
    return _COLLECTION.fullmatch(bare) is not None


def _is_furniture(text: str) -> bool:
    if not text or len(text) > _FURNITURE_LENGTH:
        return False
    return _FURNITURE.fullmatch(text) is not None or _PAGE_NUMBER.fullmatch(text) is not None


def _junk_in(text: str) -> list[tuple[int, int]]:
    """The junk of a line, from – to: sentences of the classes above, a whole introduction, phrases in the line."""
    bare = text.strip(_BLANK)
    if _is_furniture(bare) or (_TEASER.fullmatch(bare) and len(bare) <= _INTRO_LENGTH):
        return [(0, len(text))]
    if not _TRIGGER.search(text):
        return []
    spans: list[tuple[int, int]] = []
    after_editor = False
    for found in _SENTENCE.finditer(text):
        sentence = found.group()
        triggered = _TRIGGER.search(sentence) is not None
        if not triggered and not after_editor:
            continue
        editor = triggered and _EDITOR.search(sentence) is not None
        opens = editor and _OPENS.search(sentence) is not None
        if opens and found.start() <= _INTRO_LENGTH and not _ADDRESS.search(text[: found.start()]):
            spans = [(0, found.end())]
        elif editor or (triggered and _is_advert(sentence)) or (after_editor and _PLEASANTRY.match(sentence)):
            spans.append(found.span())
        else:
            if triggered:
                spans += [inner.span() for inner in _IN_LINE.finditer(text, found.start(), found.end())]
            after_editor = False
            continue
        after_editor = after_editor or editor
    return _merged(spans, text)


def _is_advert(sentence: str) -> bool:
    return not _IN_LINE.search(sentence) and any(c.search(sentence) for c in _SENTENCE_CLASSES[1:])


def _merged(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Spans that touch as one, and the whole line where nothing but blanks would be left."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip(_BLANK):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    if len(out) == 1 and not (text[: out[0][0]] + text[out[0][1] :]).strip(_BLANK):
        return [(0, len(text))]
    return out


def _take_introductions(rows: Sequence[Row], marked: list[list[tuple[int, int]]], headings: Sequence[bool]) -> None:
    """Paragraphs between a collection's heading and the editor's 以下是…整理的 speak of the collection, too, and so does a
    short 希望对大家有所帮助 that follows.
    """
    for i, row in enumerate(rows):
        spans = marked[i]
        if not spans or spans[0][0] or not _OPENS.search(row.text[: spans[0][1]]):
            continue
        after = next((j for j in range(i + 1, min(i + 3, len(rows))) if rows[j].text.strip(_BLANK)), i)
        following = rows[after].text
        if after > i and len(following) <= 40 and _PLEASANTRY.match(following) and _HELPFUL.search(following):
            marked[after] = [(0, len(following))]
        before = next((j for j in range(i - 1, max(-1, i - 2 - _INTRO_ROWS), -1) if headings[j]), -1)
        between = [j for j in range(before + 1, i) if rows[j].text.strip(_BLANK)]
        told = before >= 0 and len(between) <= _INTRO_ROWS and not any(_ADDRESS.search(rows[j].text) for j in between)
        if told and all(len(rows[j].text) <= _INTRO_LENGTH for j in between):
            for j in between:
                marked[j] = [(0, len(rows[j].text))]


def _subjects(rows: Sequence[Row], marked: Sequence[list[tuple[int, int]]], headings: Sequence[bool]) -> frozenset[str]:
    """What the collection says its texts are called: the same words between two texts are a heading and no sentence."""
    told: list[str] = []
    for row, spans, heading in zip(rows, marked, headings, strict=True):
        if heading:
            told.append(row.text.strip(_BLANK))
        told += [row.text[start:end] for start, end in spans]
    found = (match[1].strip(_BLANK) for text in told for form in _SUBJECTS_TOLD for match in form.finditer(text))
    names = list(dict.fromkeys(found))[:_MOST_SUBJECTS]
    # A title stands once; what stands again and again heads the texts of a collection.
    kept = [row.text for row, spans in zip(rows, marked, strict=True) if not spans or spans[0] != (0, len(row.text))]
    return frozenset(name for name in names if sum(text.count(name) for text in kept) > 1)


def _without(
    row: Row,
    spans: Sequence[tuple[int, int]],
    subjects: frozenset[str],
    changes: list[Change],
    noise: list[tuple[int, str]],
) -> list[Row]:
    """A row without its junk, cut where a collection's heading stood between two texts."""
    headings = list(_run_in(row.text, subjects, spans))
    edits = [Edit(start, end, "", KIND) for start, end in sorted([*spans, *headings])]
    for start, end in sorted([*(p for s in spans for p in _sentences(row.text, *s)), *headings]):
        noise.append((row.line_at(start), row.text[start:end].strip(_BLANK)))
    if not edits:
        return [row]
    bare = edited(row, edits, changes)
    places = sorted({end - sum(e.end - e.start for e in edits if e.end <= end) for _, end in headings})
    places = [place for place in places if 0 < place < len(bare.text)]
    changes += [Change("另起一行", bare.line_at(place), "", "\n") for place in places]
    return split(bare, places)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a span, each as one piece of noise."""
    bounds = [start, *(m.end() for m in _SENTENCE.finditer(text, start, end) if m.end() < end), end]
    yield from ((a, b) for a, b in pairwise(bounds) if text[a:b].strip(_BLANK))


def _run_in(text: str, subjects: frozenset[str], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a heading of the collection stands between two sentences: after a stop or other junk, no mark behind it."""
    if not any(subject in text for subject in subjects):
        return
    taken = [False] * (len(text) + 1)
    for start, end in spans:
        taken[start:end] = [True] * (end - start)
    for subject in subjects:
        for found in re.finditer(re.escape(subject), text):
            start, end = found.span()
            begins = start == 0 or taken[start - 1] or text[start - 1] in "。！？!?”\n"
            goes_on = end < len(text) and text[end] not in "，,。、；;的》”）)"
            if begins and goes_on and not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                yield start, end
