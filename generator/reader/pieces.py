"""Where one paper of a file ends and the next begins.

Signs, the surest first: a title line, an audience addressed anew, an office addressed, the formulae that open
a report after another's points (现将…汇报如下; 为…, 根据…, …以来 with 高度重视, …), an opening paragraph
before a list that starts again.  A paper that follows another without any sign is not told apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Sequence

from generator.reader.agenda import announcements
from generator.reader.closings import find_appeals, opens_summary
from generator.reader.heads import address_length, is_byline, is_organisation, is_title
from generator.reader.layout import Layout
from generator.reader.marks import Mark
from generator.reader.partings import find_adjourn
from generator.text.regex import regex

_REPORTS = regex("(?:汇报|报告|总结|通报)(?:总结)?如下[：:。]?$", needs=("如下",))
_OPENS = regex(
    r"(?:为|根据|按照|自|面对|随着|今年以来|近年来|近期|[^。，,]{2,40}(?:以来|后|召开后)[，,]|[^，,。]{2,12}[，,](?:来势汹汹|为(?:进一步|切实|深入)))"
)
_ZEAL = regex(
    "高度重视|坚决贯彻|认真贯彻|深入贯彻|迅速行动|积极行动|积极响应|认真履行|迅速组织|高度重视此|精心组织|周密部署|紧紧围绕|统筹推进"
)
_FORMAL = regex("在.{2,40}上的|关于.{2,40}的")
_BASIS = regex("(?:根据|按照)[^。，,]{4,120}(?:要求|通知|部署|安排|精神)[，,]")
_SPEECH_OPENS = regex("今天(?:我们)?(?:召开|在这里召开)|今天(?:的)?会议的?主要任务|这次会议的主要任务")
_RUN_IN_ADDRESS = regex(
    r"(?:同志们|各位[^，,。：:\n]{1,14}|尊敬的[^，,。：:\n]{1,20})[：:]", needs=("同志们", "各位", "尊敬的")
)
_EMPTY_LINE = regex(r"\n[ \t\u3000\xa0]*\n\s*")
_HEADING = regex("(?:篇|范文|例文)[ ]*[0-9一二三四五六七八九十]|第[ ]*[0-9一二三四五六七八九十]+[ ]*篇")
_STOPS = frozenset("。！？!?”）)")
_TOP = {"一、": 1, "（一）": 2, "1.": 3, "（1）": 4}
_LONG = 60
_TAIL = 300


def split_pieces(layout: Layout, marks: Sequence[Mark], noise: Sequence[str] = ()) -> list[int]:
    """The offsets where pieces begin, the first 0."""
    return _Splitter(layout, marks, _headings_taken_out(layout, noise)).starts()


def _headings_taken_out(layout: Layout, noise: Sequence[str]) -> frozenset[int]:
    """The lines that a collection's heading (篇二, 第三篇) stood above: cleaning leaves an empty line in its place.

    Empty lines say so only where they are no more than the headings; other texts space their paragraphs with them.
    """
    counts = Counter(line.strip() for line in noise)
    headings = sum(count for line, count in counts.items() if _HEADING.search(line) or (count > 1 and is_title(line)))
    if not headings:
        return frozenset()
    gaps = [found.end() for found in _EMPTY_LINE.finditer(layout.text)]
    if len(gaps) > headings:
        return frozenset()
    return frozenset(layout.lines_between(gap, len(layout.text)).start for gap in gaps)


class _Splitter:
    """Walks the lines of a text once and keeps what the piece that is open has shown so far."""

    def __init__(self, layout: Layout, marks: Sequence[Mark], headed: frozenset[int]) -> None:
        self.layout = layout
        self.marks = marks
        self.headed = headed
        self.mark_starts = [mark.start for mark in marks]
        self.marked = {layout.line_at(mark.start) for mark in marks if mark.heads_line}
        self.run_in = deque(
            found.start()
            for found in _RUN_IN_ADDRESS.finditer(layout.text)
            if found.start() and layout.text[found.start() - 1] in _STOPS
        )
        self.begins = [0]
        self.first_line = 0
        self.addressed = False
        self.concluded = False
        self.summed_up = -1
        self.appeals = list(find_appeals(layout.text, 0, len(layout.text)))
        self.announced: list[int] | None = None

    def starts(self) -> list[int]:
        lines = self.layout.lines
        skip = -1
        for index, line in enumerate(lines):
            self._inside(index)
            if index <= skip:
                continue
            if index == self.first_line:
                self._note(index)
                continue
            if index in self.headed or (index not in self.marked and self._begins(index)):
                self._open(line.start, index)
                skip = index
            self._note(index)
        return self.begins

    def _open(self, offset: int, index: int) -> None:
        self.begins.append(offset)
        self.first_line = index
        self.addressed = False
        self.concluded = False
        self.summed_up = -1

    def _note(self, index: int) -> None:
        """What a line adds to what is known of the open piece."""
        text = self.layout.lines[index].text
        if address_length(text):
            self.addressed = True
        line = self.layout.lines[index]
        near = bisect_left(self.appeals, max(line.start, line.end - _TAIL))
        appeals = near < len(self.appeals) and self.appeals[near] < line.end
        if appeals and self._points_between(self.begins[-1], line.end):
            self.concluded = True
        if (opens_summary(text) or (appeals and text[-1] in "！!")) and not self.addressed:
            self.summed_up = index

    def _inside(self, index: int) -> None:
        """An audience addressed in the middle of a line: papers run together without a break."""
        line = self.layout.lines[index]
        while self.run_in and self.run_in[0] < line.end:
            offset = self.run_in.popleft()
            if self._points_between(self.begins[-1], offset) and not self._hosted(offset):
                self._open(offset, index)
                self.addressed = True

    def _begins(self, index: int) -> bool:
        lines = self.layout.lines
        text = lines[index].text
        if is_title(text) and self._titled(index):
            return True
        if address_length(text):
            return self._addresses_anew(index)
        if is_organisation(text) and len(text) <= 20 and index + 1 < len(lines):
            return index + 1 not in self.marked and len(lines[index + 1].text) >= _LONG and self._has_body(index)
        if not self.addressed and _REPORTS.search(text[-24:]):
            return self._points_before(index) or index - self.first_line > 2
        if len(text) < _LONG:
            return False
        if self.concluded and _SPEECH_OPENS.match(text):
            return True
        if self.addressed:
            return False
        if self.summed_up == index - 1 and self._essay(index):
            return True
        return self._restarts(index)

    def _titled(self, index: int) -> bool:
        """A title in the middle: text before it, and an address, a byline or a paragraph below it."""
        lines = self.layout.lines
        if not self._has_body(index) or index + 1 >= len(lines):
            return False
        text, below = lines[index].text, lines[index + 1].text
        if address_length(below) or is_organisation(below) or is_byline(below):
            return True
        formal = _FORMAL.search(text) is not None or text.endswith(("主持词", "纪要", "简报"))
        return formal and len(below) >= _LONG

    def _has_body(self, index: int) -> bool:
        """The open piece has said something before this line."""
        lines = self.layout.lines[self.first_line : min(index, self.first_line + 12)]
        return any(len(line.text) >= 30 or (len(line.text) >= 10 and line.text[-1] in "。！？") for line in lines)

    def _addresses_anew(self, index: int) -> bool:
        if not self._has_body(index):
            return False
        start, here = self.begins[-1], self.layout.lines[index].start
        if find_adjourn(self.layout, start, here) is not None:
            return True
        if not self._points_between(start, here) or self._hosted(here):
            return False
        # 同志们： before the last paragraphs of one speech is its closing.
        rest = self.layout.lines[index + 1 : index + 5]
        return len(rest) == 4 or sum(len(line.text) for line in rest) > 600

    def _hosted(self, offset: int) -> bool:
        """The open piece is a host script that has not adjourned: its chair may address the audience again."""
        start = self.begins[-1]
        if find_adjourn(self.layout, start, offset) is not None:
            return False
        if self.announced is None:
            self.announced = announcements(self.layout)
        return bisect_left(self.announced, offset) > bisect_left(self.announced, start)

    def _essay(self, index: int) -> bool:
        """After 总之: two more paragraphs at least, so it was no last word."""
        rest = self.layout.lines[index : index + 2]
        return len(rest) == 2 and all(len(line.text) >= _LONG for line in rest) and not self._points_before(index)

    def _restarts(self, index: int) -> bool:
        """An opening paragraph after which the lists of the open piece do not go on, but begin anew."""
        here = self.layout.lines[index].start
        if not self._points_before(index):
            return False
        text = self.layout.lines[index].text
        zeal = _ZEAL.search(text[:200]) is not None or _BASIS.match(text) is not None
        if not zeal:
            return False
        opens = _OPENS.match(text) is not None
        after = bisect_left(self.mark_starts, here)
        first = max(bisect_left(self.mark_starts, self.begins[-1]), after - 400)
        tops = self.marks[first:after]
        before = self.layout.lines[index - 1]
        heading_above = index - 1 in self.marked and len(before.text) <= 40
        if heading_above or not self._starts_anew(tops, after):
            return False
        nearest = self.marks[after] if after < len(self.marks) else None
        straight = nearest is not None and self.layout.line_at(nearest.start) <= index + 1
        return opens or (straight and self._outranks(tops, nearest))

    def _starts_anew(self, tops: Sequence[Mark], after: int) -> bool:
        """The outermost list does not go on with its next number before it starts at one again."""
        outer = min((mark for mark in tops), key=lambda mark: _TOP.get(mark.style, 9))
        numbers = [mark.number for mark in tops if mark.style == outer.style]
        for mark in self.marks[after : after + 60]:
            if mark.style == outer.style and mark.heads_line == outer.heads_line:
                return mark.number != numbers[-1] + 1
        return True

    def _outranks(self, tops: Sequence[Mark], mark: Mark | None) -> bool:
        """The list that follows is at least as high as the highest of the open piece."""
        if mark is None or mark.number != 1:
            return False
        return _TOP.get(mark.style, 9) <= min(_TOP.get(one.style, 9) for one in tops)

    def _points_before(self, index: int) -> bool:
        return self._points_between(self.begins[-1], self.layout.lines[index].start)

    def _points_between(self, start: int, end: int) -> bool:
        return bisect_left(self.mark_starts, start) < bisect_left(self.mark_starts, end)
