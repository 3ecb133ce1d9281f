"""版式: how a paper stands on its page — paper, margins, faces, page number.

A `Layout` is plain data in Word's own units (twips, half-points, hundredths of a character).  What `Layout()`
gives without a word is 公文, GB/T 9704—2012; a profile says only what differs.  Does not know Word, HTML
or YAML.
"""

from __future__ import annotations

import datetime
from typing import Literal

from generator.records import record
from generator.text.lines import Kind

Align = Literal["both", "center", "left", "right"]
Position = Literal["outside", "center", "none"]
Shape = Literal["any", "up", "down"]
LONG_ROLL = 300
"""Characters from which a list of persons may be split between two pages: shorter ones, half a page at most, are not."""


@record(frozen=True)
class Properties:
    """What the file says of itself, and `keep`: names, posts and meeting names that a title never breaks inside."""

    title: str
    author: str = ""
    created: datetime.date | None = None
    keep: tuple[str, ...] = ()
    together: tuple[tuple[int, int], ...] = ()
    """Ranges of lines (from, to, the end not in it) that stay on one page where a layout chooses its turns."""


@record(frozen=True)
class Font:
    """A face of the paper and the fonts that may stand in for it; Word looks at the first alone."""

    role: str
    name: str
    substitutes: tuple[str, ...] = ()


FONTS = (
    Font("小标宋", "方正小标宋简体", ("华文中宋", "方正小标宋_GBK", "STZhongsong")),
    Font("仿宋", "仿宋", ("仿宋_GB2312", "FangSong", "STFangsong")),
    Font("楷体", "楷体", ("楷体_GB2312", "KaiTi", "STKaiti")),
    Font("黑体", "黑体", ("SimHei", "STHeiti")),
    Font("宋体", "宋体", ("SimSun", "STSong")),
)


@record(frozen=True)
class Page:
    """纸张: paper and white edges in twips.  GB/T 9704—2012, 5.1 and 5.2.1: A4, 天头 37 mm, 订口 28 mm."""

    width: int = 11906
    height: int = 16838
    top: int = 2098
    bottom: int = 1984
    left: int = 1587
    right: int = 1474
    mirror: bool = False
    """双面: the binding edge is on the right of even pages."""

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        return self.height - self.top - self.bottom


@record(frozen=True)
class Face:
    """One kind of paragraph: font, size in half-points, indents in 1/100 character, white around it in 1/100 line."""

    font: str
    size: int = 32
    bold: bool = False
    align: Align = "both"
    indent: int = 0
    left: int = 0
    line: int = 0
    """Line height in twips; 0 is the height of a body line."""
    before: int = 0
    after: int = 0
    red: bool = False


@record(frozen=True)
class Lead:
    """The face of what opens a paragraph: a run-in heading, or the first phrase after 一是."""

    font: str
    bold: bool = False


@record(frozen=True)
class PageNumber:
    """页码.  GB/T 9704—2012, 7.5: 4号宋体, a dash each side, 7 mm below the text, odd right and even left, one in."""

    pattern: str = "— 1 —"
    position: Position = "outside"
    font: str = "宋体"
    size: int = 28
    bold: bool = False
    below: int = 397
    inset: int = 100


@record(frozen=True)
class Layout:
    """A whole profile."""

    name: str = "公文"
    description: str = ""
    own_shape: bool = False
    """专用: made for one kind of paper, whose shape no other profile stands in for (a landscape table)."""
    page: Page = Page()
    characters: int = 28
    """Characters a line, 0 for as many as fit.  With `lines`: GB/T 9704—2012, 5.2.3."""
    lines: int = 22
    """Lines a page, 0 where `pitch` is given."""
    pitch: int = 0
    """Line height in twips, 0 to have it follow from `lines`."""
    fonts: tuple[Font, ...] = FONTS
    latin: str = "Times New Roman"
    title: Face = Face("方正小标宋简体", 44, align="center")
    title_width: int = 0
    """Characters a line of the title, 0 for as many as fit."""
    title_shape: Shape = "any"
    title_gap: int = 1
    """Blank lines between the title with what belongs to it and the text."""
    subtitle: Face = Face("楷体", align="center")
    byline: Face = Face("楷体", align="center")
    dateline: Face = Face("楷体", align="center")
    salutation: Face = Face("仿宋")
    body: Face = Face("仿宋", indent=200)
    headings: tuple[Face, Face, Face, Face] = (
        Face("黑体", indent=200),
        Face("楷体", indent=200),
        Face("仿宋", indent=200),
        Face("仿宋", indent=200),
    )
    spoken: Lead = Lead("仿宋")
    cue: Face = Face("楷体", align="center")
    addressee: Face = Face("仿宋")
    enclosures: Face = Face("仿宋", indent=200)
    signoff: Face = Face("仿宋", align="right")
    """署名 at the end and the date under it; where they stand from left to right follows from GB/T 9704—2012, 7.3.5."""
    note: Face = Face("仿宋", indent=200)
    enclosure: Face = Face("黑体")
    roll: Face = Face("仿宋", indent=200)
    roll_label: Lead = Lead("黑体")
    """出席：, 请假：, 列席：.  GB/T 9704—2012, 10.3."""
    editorial: Face = Face("楷体", indent=200)
    masthead: Face = Face("方正小标宋简体", 84, align="center", line=1200, before=100, red=True)
    issue: Face = Face("仿宋", align="center", before=100)
    imprint: Face = Face("仿宋")
    """编印单位 and date with the red rule under them."""
    colophon: Face = Face("仿宋", 28)
    table_head: Face = Face("黑体", 28, align="center")
    table_row: Face = Face("仿宋", 28, align="center")
    row_height: int = 680
    """The least height of a table's row in twips."""
    card: Face = Face("黑体", 200, align="center")
    cards: int = 3
    """Name cards on a page, each twice: folded, it reads from both sides."""
    keep_together: int = 0
    """A paragraph of at most so many characters stays on one page."""
    whole_sentences: bool = False
    """整句翻页: pages turn at the end of a sentence."""
    pinyin: bool = False
    """注音: pinyin after rare characters and surnames with a reading of their own."""
    figures_in_words: bool = False
    """数字读法: figures that are hard to read off stand in words."""
    pause_mark: str = ""
    """停顿号: stands between two sentences of a paragraph."""
    number: PageNumber = PageNumber()

    @property
    def for_lectern(self) -> bool:
        """True where something is done for whoever reads the paper aloud."""
        return self.whole_sentences or self.pinyin or self.figures_in_words or bool(self.pause_mark)

    def __hash__(self) -> int:
        # Asked once for every paper of a batch: sixty fields are too many, and equality still decides.
        return hash(self.name)

    @property
    def line_pitch(self) -> int:
        """Height of a body line in twips: 22 lines in 225 mm are 579."""
        return self.pitch or self.page.text_height // max(self.lines, 1)

    @property
    def tracking(self) -> int:
        """What is added to each body character in twips, so that a line holds `characters`: 28 in 156 mm are −5."""
        if not self.characters:
            return 0
        return self.page.text_width // self.characters - self.body.size * 10

    @property
    def title_characters(self) -> int:
        return self.title_width or self.page.text_width // (self.title.size * 10)

    def masthead_size(self, text: str) -> int:
        """The size of a 红头 in half-points: the layout's own, or the one at which its name stands in one line; a name
        too long for half the own size is broken."""
        ems = sum(0.5 if c.isascii() else 1 for c in text)
        return max(
            min(self.masthead.size, int(self.page.text_width / (ems * 10)) if ems else 0), self.masthead.size // 2
        )

    @property
    def character(self) -> int:
        """The width of a body character in twips."""
        return self.body.size * 10 + self.tracking

    def face(self, kind: Kind) -> Face:
        """The face of a kind of line; of a point, the body's."""
        return {
            Kind.TITLE: self.title,
            Kind.SUBTITLE: self.subtitle,
            Kind.BYLINE: self.byline,
            Kind.DATELINE: self.dateline,
            Kind.SALUTATION: self.salutation,
            Kind.CUE: self.cue,
            Kind.ADDRESSEE: self.addressee,
            Kind.ENCLOSURES: self.enclosures,
            Kind.SIGNOFF: self.signoff,
            Kind.SIGNOFF_DATE: self.signoff,
            Kind.NOTE: self.note,
            Kind.ENCLOSURE: self.enclosure,
            Kind.ENCLOSURE_TITLE: self.title,
            Kind.ROLL: self.roll,
            Kind.EDITORIAL: self.editorial,
            Kind.MASTHEAD: self.masthead,
            Kind.ISSUE: self.issue,
            Kind.IMPRINT: self.imprint,
            Kind.COLOPHON: self.colophon,
            Kind.TABLE_HEAD: self.table_head,
            Kind.TABLE_ROW: self.table_row,
            Kind.CARD: self.card,
        }.get(kind, self.body)

    def leads(self) -> tuple[Lead, ...]:
        """The faces of what opens a paragraph, by level: spoken markers 0, run-in headings 1 to 4, labels of a 名单 5."""
        return (self.spoken, *(Lead(face.font, face.bold) for face in self.headings), self.roll_label)

    def font(self, name: str) -> Font:
        """The font of that name with its substitutes."""
        return next((f for f in self.fonts if f.name == name), Font("", name))
