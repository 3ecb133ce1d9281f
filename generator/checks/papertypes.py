"""文种: titles, closings, the way a unit speaks up and down, what holds for one kind of paper.

The kind is read off the title, as a clerk does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.model import HAN, Checked, Finding, Row, rule
from generator.text.lines import Kind
from generator.text.regex import regex

_KIND = regex(
    r"(?:的|^|关于[^\n]{0,60})(?P<k>请示|报告|通知|通报|批复|复函|函|意见|决定|公告|通告|会议纪要|纪要)(?:[（(][^（）()]{1,12}[）)])?$"
)


def _title(text: Checked) -> Row | None:
    """The title, where the first line of the text is one."""
    rows = text.rows
    for row in rows[:4]:
        if row.kind in (Kind.MASTHEAD, Kind.ISSUE, Kind.IMPRINT):
            continue
        return row if row.kind is Kind.TITLE or (len(row.text) <= 60 and row.kind is Kind.PARAGRAPH) else None
    return None


@rule("W81", "必错")
def title_stop(text: Checked) -> Iterator[Finding]:
    """标题末尾有标点。

    查什么：公文标题、讲话稿标题后面的句号、逗号、分号、冒号、顿号。
    为什么：标题不是句子，末尾不加点号。
    错例：关于召开全县安全生产工作会议的通知。
    改为：关于召开全县安全生产工作会议的通知
    依据：GB/T 15834—2011 附录 B.4（文章标题的标点用法）
    """
    row = _title(text)
    if row is None or row.text[-1] not in "。，；、" or not _TITLE.search(row.text):
        return
    if len(row.text) <= 50 and "。" not in row.text[:-1] and "，" not in row.text[:-1]:
        yield Finding(row.end - 1, row.end, f"标题以“{row.text[-1]}”结尾", "不加标点", mend="")


_TITLE = regex("(?:通知|通报|报告|请示|批复|函|意见|决定|纪要|讲话|发言|主持词|致辞|汇报|简报|方案|总结)[。，；、]$")


@rule("W82", "疑似")
def title_words(text: Checked) -> Iterator[Finding]:
    """标题用词重复。

    查什么：“关于关于”“关于对”“关于……关于”（转发的文件标题在书名号里的不算）“的的”，以及文种连用（“请示报告”“通知的通知”）。
    为什么：“关于”已经引出事由，再用“对”“关于”就重复了；一份公文只有一个文种。
    错例：关于对全县防汛工作进行检查的请示报告
    改为：关于检查全县防汛工作的报告
    依据：《党政机关公文处理工作条例》第九条（标题由发文机关名称、事由和文种组成）；办公室通行写法
    """
    row = _title(text)
    if row is None or ("关于" not in row.text and not re.search("报告|通知|请示", row.text)):
        return
    bare = re.sub("《[^《》]*》", lambda found: "书" * len(found.group()), row.text)
    if len(bare) > 80 or "。" in bare:
        return
    for found in _TWICE.finditer(bare):
        shown = row.text[found.start() : found.end()]
        yield Finding(row.start + found.start(), row.start + found.end(), f"标题里的“{shown}”", "去掉重复的词")


_TWICE = regex(
    "关于关于|关于对(?!外|口|台|接|标|照|冲|联|虾)|关于[^，。；、]{2,30}关于|的的|(?:请示报告|通知的通知|报告的报告|请示的请示|意见的意见)$"
)

_CLOSINGS: tuple[tuple[frozenset[str], re.Pattern[str], str], ...] = (
    (
        frozenset(("报告",)),
        regex("[妥当可]否[^。\n]{0,4}请[^。\n]{0,6}(?:批示|指示|批复|审批|审定)|请予?(?:批复|审批|批准)"),
        "特此报告。（要上级答复的，改用请示）",
    ),
    (
        frozenset(("通知", "通报", "公告", "通告", "决定")),
        regex("[妥当可]否[^。\n]{0,4}请|请予?(?:批复|审批|批准)。|特此(?:报告|函复|批复)|^此复"),
        "特此通知。",
    ),
    (frozenset(("请示",)), regex("特此(?:报告|通知|通报|函复|批复)|^此复|以上报告"), "妥否，请批示。"),
    (frozenset(("批复",)), regex("[妥当可]否[^。\n]{0,4}请|特此(?:报告|请示|通知)"), "此复。"),
    (frozenset(("函",)), regex("请批示|请指示|特此(?:报告|请示|通知)"), "请予支持为盼。或者：特此函达。"),
    (frozenset(("复函",)), regex("请批示|请指示|特此(?:报告|请示|通知)"), "特此函复。"),
    (frozenset(("会议纪要", "纪要")), regex("特此(?:报告|请示|通知)|请批示"), "不用结束语"),
)


@rule("W83", "必错")
def closing_of_other_kind(text: Checked) -> Iterator[Finding]:
    """结束语与文种不符。

    查什么：标题是“报告”，结尾却是“妥否，请批示”；标题是“请示”，结尾却是“特此报告”；通知用“请批复”，等等。
    为什么：报告不得夹带请示事项；要答复的用请示，不要答复的用报告。
    错例：标题“关于防汛工作情况的报告”，结尾“妥否，请批示。”
    改为：结尾“特此报告。”
    依据：《党政机关公文处理工作条例》第十五条（四）；各文种结束语是办公室通行写法
    """
    row = _title(text)
    found = _KIND.search(row.text) if row else None
    if row is None or found is None:
        return
    for kinds, wrong, right in _CLOSINGS:
        if found["k"] not in kinds:
            continue
        for last in text.rows[1:][-6:]:
            if said := wrong.search(last.text):
                start = last.start + said.start()
                yield Finding(start, start + len(said.group()), f"标题是{found['k']}，结尾却是“{said.group()}”", right)


_UPWARD = frozenset(("请示", "报告"))
_YOUR = regex("(?<![和给叫])你(?:[局厅委部处办市县区镇乡院校]|单位|公司)(?!们)")


@rule("W84", "疑似")
def spoken_downward(text: Checked) -> Iterator[Finding]:
    """上行文里用了“你局”“你县”。

    查什么：请示、报告里称上级机关为“你局”“你县”“你单位”。
    为什么：“你局”是上级对下级的称呼；对上级写全称或规范化简称，对平级写“贵局”。
    错例：（请示）恳请你局拨付防汛经费。
    改为：恳请市财政局拨付防汛经费。
    依据：办公室通行写法
    """
    row = _title(text)
    found = _KIND.search(row.text) if row else None
    if found is None or found["k"] not in _UPWARD:
        return
    for said in _YOUR.finditer(text.text):
        yield Finding(said.start(), said.end(), f"{found['k']}里写“{said.group()}”", "上级机关的名称")


@rule("W85", "必错")
def salutation_without_colon(text: Checked) -> Iterator[Finding]:
    """称呼后面没有冒号。

    查什么：“同志们”“各位领导、同志们”单独成行，后面没有标点，或者用了逗号、句号。
    为什么：称呼后面用冒号，引起下文。
    错例：同志们，
    改为：同志们：
    依据：GB/T 15834—2011 4.7（冒号：用在讲话稿的称呼语后面）
    """
    for row in text.rows[:12]:
        if row.text[-2:].rstrip("，,。.；;").endswith("们") and (found := _ADDRESS.fullmatch(row.text)):
            # From the last character on: where there is no mark yet, there is nothing else to replace.
            at = row.start + found.end("who") - 1
            mend = found["who"][-1] + "："
            yield Finding(at, row.end, f"称呼“{found['who']}”后面没有冒号", f"“{found['who']}：”", mend=mend)


_ADDRESS = regex(
    "(?P<who>(?:(?:尊敬的|敬爱的)?(?:各位[^，。：:！!\\s]{2,10}|[^，。：:！!\\s]{1,8}(?:书记|县长|市长|局长|主任|校长|[志师学友士生亲]们))[、，]){0,3}(?:同志们|老师们|同学们|朋友们|女士们|先生们|乡亲们|战友们))[，。,.；;]?"
)
_OLD_RULES: tuple[tuple[str, str], ...] = (
    ("国家行政机关公文处理办法", "《党政机关公文处理工作条例》（2012年）"),
    ("中国共产党机关公文处理条例", "《党政机关公文处理工作条例》（2012年）"),
    ("GB/T 9704—1999", "GB/T 9704—2012"),
    ("GB/T 9704-1999", "GB/T 9704—2012"),
    ("GB/T 15834—1995", "GB/T 15834—2011"),
    ("GB/T 15834-1995", "GB/T 15834—2011"),
    ("GB/T 15835—1995", "GB/T 15835—2011"),
    ("GB/T 15835-1995", "GB/T 15835—2011"),
)


@rule("W86", "提示")
def rule_obsolete(text: Checked) -> Iterator[Finding]:
    """引用了已经废止的规定。

    查什么：《国家行政机关公文处理办法》（2000年）、GB/T 9704—1999、GB/T 15834—1995、GB/T 15835—1995。
    为什么：它们已被新的条例、标准代替。
    错例：按照《国家行政机关公文处理办法》的规定
    改为：按照《党政机关公文处理工作条例》的规定
    依据：《党政机关公文处理工作条例》第四十二条；各标准的替代说明
    """
    for old, new in _OLD_RULES:
        at = text.text.find(old)
        if at >= 0:
            yield Finding(at, at + len(old), f"“{old}”已经废止", new)


_DEFINED = regex(
    rf"(?P<full>[{HAN}《》“”0-9]{{4,40}})[（(]以下(?:均)?简称[：:]?\s?[“《]?(?P<short>[^（）()“”《》]{{1,16}})[”》]?[）)]"
)


@rule("W87", "疑似")
def short_form_early(text: Checked) -> Iterator[Finding]:
    """简称用在说明之前，或者说明了两次。

    查什么：“（以下简称‘领导小组’）”之前就用了这个简称；同一个简称说明了两次。
    为什么：先写全称、注明简称，以后才用简称。
    错例：指挥部要抓好落实。县防汛抗旱指挥部（以下简称“指挥部”）办公室负责督查。
    改为：县防汛抗旱指挥部（以下简称“指挥部”）要抓好落实。指挥部办公室负责督查。
    依据：办公室通行写法
    """
    if "简称" not in text.text:
        return
    known: dict[str, int] = {}
    for found in _DEFINED.finditer(text.text):
        short, full = found["short"].strip("“”《》"), found["full"]
        if short in known:
            yield Finding(found.start("short"), found.end("short"), f"“{short}”前面已经说明过", "只在第一次出现时说明")
            continue
        known[short] = found.start()
        at = text.text.find(short)
        body = text.rows[1].start if len(text.rows) > 1 and text.rows[0].kind is Kind.TITLE else 0
        inside = [(m.start(), m.end()) for m in re.finditer(re.escape(full), text.text)]
        while 0 <= at < found.start():
            longer = text.text[at - 1 : at]
            if at >= body and not any(low <= at < high for low, high in inside) and not re.match(f"[{HAN}]", longer):
                yield Finding(at, at + len(short), f"“{short}”用在说明之前", "第一次用全称")
                break
            at = text.text.find(short, at + 1)


@rule("W88", "提示")
def full_form_late(text: Checked) -> Iterator[Finding]:
    """说明了简称，后面又用全称。

    查什么：“（以下简称‘指挥部’）”之后，全称又出现。
    为什么：说明了简称，后文就一直用简称，称呼才一致。
    错例：县防汛抗旱指挥部（以下简称“指挥部”）负责统筹。各乡镇向县防汛抗旱指挥部报告。
    改为：县防汛抗旱指挥部（以下简称“指挥部”）负责统筹。各乡镇向指挥部报告。
    依据：办公室通行写法
    """
    if "简称" not in text.text:
        return
    for found in _DEFINED.finditer(text.text):
        full = re.sub("^.*(?:由|向|经|和|与|对|把|在|据|按照|根据|成立|印发)", "", found["full"])
        at = text.text.find(full, found.end()) if len(full) > 4 else -1
        if at >= 0:
            yield Finding(at, at + len(full), f"前面说明了简称“{found['short']}”，这里又用全称", f"“{found['short']}”")
