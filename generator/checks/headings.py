"""小标题的标点: headings that stand in a line of their own, with text under them.

A heading that opens its paragraph ends with 。; which of the two a line is, the reader has told.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.model import Checked, Finding, rule
from generator.text.outline import Point

_WRITTEN = ("一、", "（一）")
_LONGEST = 30
_STOPS = "。；，、"


def _headings(text: Checked) -> Iterator[list[Point]]:
    """The lists whose every point is a heading in a line of its own, with something under it."""
    for lists in text.lists:
        for points in lists:
            if points[0].style in _WRITTEN and len(points) > 1 and all(map(_is_heading, points)):
                yield points


def _is_heading(point: Point) -> bool:
    head = point.head.strip()
    alone = point.head.endswith("\n") or "".join(block.source for block in point.blocks[:1]).startswith("\n")
    below = "".join(block.source for block in point.blocks).strip()
    return bool(alone and below and 1 < len(head) <= _LONGEST and not set(head[:-1]) & set("。；！？：:"))


def _stop_of(point: Point) -> str:
    last = point.head.rstrip()[-1]
    return last if last in _STOPS else ""


def _finding(point: Point, stop: str, found: str, hint: str) -> Finding:
    end = point.start + len(point.marker) + len(point.head.rstrip())
    return Finding(end - len(stop), end, found, "不加标点", hint)


@rule("W29", "提示")
def heading_stop(text: Checked) -> Iterator[Finding]:
    """小标题末尾有句号。

    查什么：“一、”“（一）”的小标题单独占一行，下面另起段落，末尾却有句号、分号、逗号，而且同一层的都是这样；一层只报一次。小标题后面接着写正文的（一、提高认识。……），有句号是对的；一行就是一条、下面没有正文的，是完整的话，不查。
    为什么：单独成行的小标题同标题一样，末尾不加标点；写成一句话的（一、大家辛苦了。）也有，所以只是提示。
    错例：一、提高认识。（下一行另起一段）
    改为：一、提高认识
    依据：GB/T 15834—2011 附录 B.4（文章标题的标点用法）只说到标题；小标题是办公室通行写法
    """
    for points in _headings(text):
        if all(map(_stop_of, points)):
            stop = _stop_of(points[0])
            found = f"小标题以“{stop}”结尾（这一层{len(points)}个都有）"
            yield _finding(points[0], stop, found, "单独成行的小标题，末尾一般不加标点")


@rule("W30", "疑似")
def heading_stops_mixed(text: Checked) -> Iterator[Finding]:
    """同一层的小标题，有的有句号，有的没有。

    查什么：同一层、都单独占一行、下面都有正文的小标题，一部分末尾有句号（分号、逗号），一部分没有。
    为什么：多半是从句子改成标题时漏删了；放在一起看很扎眼。
    错例：一、提高认识。（另起一段）二、加强领导（另起一段）
    改为：一、提高认识（另起一段）二、加强领导（另起一段）
    依据：GB/T 15834—2011 附录 B.4（文章标题的标点用法）；办公室通行写法
    """
    for points in _headings(text):
        stopped = [point for point in points if _stop_of(point)]
        if 0 < len(stopped) < len(points):
            bare = next(point for point in points if not _stop_of(point))
            for point in stopped:
                stop = _stop_of(point)
                other = f"同一层的“{bare.marker}{bare.head.strip()[:12]}”没有标点"
                yield _finding(point, stop, f"小标题以“{stop}”结尾，{other}", "")
