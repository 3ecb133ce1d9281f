"""版式文件: what a profile says, as a `Layout`.

Takes plain nested values, every scalar as it was typed; reads no file and does not know YAML.  Whatever the profile
leaves out is as in 公文.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from generator.paper.page import FONTS, Align, Face, Font, Layout, Lead, Page, PageNumber, Position, Properties, Shape
from generator.problems import InvalidInput, Place, Problem, did_you_mean
from generator.records import record
from generator.text.measures import parse_length, parse_size, points

__all__ = [
    "FONTS",
    "Align",
    "Face",
    "Font",
    "Layout",
    "Lead",
    "Page",
    "PageNumber",
    "Position",
    "Properties",
    "Shape",
    "parse_layout",
]


def parse_layout(data: Mapping[str, Any], name: str) -> Layout:
    """The layout that a profile describes.  InvalidInput with all its problems, each naming the key: 标题.字号."""
    reader = _Reader(name)
    reader.check_keys(data, "", _TOP)
    layout = _assemble(reader, data, name)
    if not reader.problems:
        reader.problems += _unfit(layout, name)
    if reader.problems:
        raise InvalidInput(reader.problems)
    return layout


@record(frozen=True)
class _Rule:
    """One key of a section: the field it fills, how its text is read (None: not such a thing), what it should be."""

    field: str
    read: Callable[[str], Any]
    expected: str


def _counted(unit: str, scale: int, most: float) -> Callable[[str], int | None]:
    """Reads a count with or without its unit: 2字 → 200 (hundredths), 22行 → 22."""

    def read(text: str) -> int | None:
        found = re.fullmatch(rf"([0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)\s*{unit}?", text)
        if not found or float(found.group(1)) > most or (scale == 1 and "." in text):
            return None
        return round(float(found.group(1)) * scale)

    return read


def _or_auto(read: Callable[[str], int | None], *words: str) -> Callable[[str], int | None]:
    return lambda text: 0 if text in words else read(text)


def _choice(**choices: Any) -> Callable[[str], Any]:
    return lambda text: choices.get(text)


def _length(least: int, most: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        length = parse_length(text)
        return length if length is not None and least <= length <= most else None

    return read


def _font_name(text: str) -> str | None:
    # Word cuts a font's name at 31 characters.
    return text if 0 < len(text) <= 31 and text.isprintable() and not set(text) & set(',;<>&"\\{}') else None


def _number_pattern(text: str) -> str | None:
    return text if text.count("1") == 1 and len(text) <= 20 and text.isprintable() else None


def _pause_mark(text: str) -> str | None:
    if text in ("无", "否"):
        return ""
    return (
        text
        if 0 < len(text) <= 2 and text.isprintable() and not text.isalnum() and not set(text) & set("<>&【】")
        else None
    )


_YES = _choice(是=True, 否=False, true=True, false=False)
_EDGE = "长度，如 37毫米、3.7厘米"
_PAGE = {
    "宽": _Rule("width", _length(2835, 31680), "长度，50毫米到 558毫米，如 210毫米"),
    "高": _Rule("height", _length(2835, 31680), "长度，50毫米到 558毫米，如 297毫米"),
    "上边距": _Rule("top", _length(0, 11339), _EDGE),
    "下边距": _Rule("bottom", _length(0, 11339), _EDGE),
    "左边距": _Rule("left", _length(0, 11339), _EDGE),
    "右边距": _Rule("right", _length(0, 11339), _EDGE),
    "双面": _Rule("mirror", _YES, "是 或 否"),
}
_GRID = {
    "每行字数": _Rule(
        "characters", _or_auto(_counted("字", 1, 100), "自动"), "每行几个字，如 28，或 自动（排得下几个是几个）"
    ),
    "每页行数": _Rule("lines", _or_auto(_counted("行", 1, 100), "自动"), "每页几行，如 22；写了行距的写 自动"),
    "行距": _Rule("pitch", _or_auto(_length(100, 3000), "自动"), "长度，如 28.95磅，或 自动（由每页行数算出）"),
}
_FACE = {
    "字体": _Rule("font", _font_name, "小标宋、仿宋、楷体、黑体、宋体之一，或电脑里的字体名（不超过 31 个字符）"),
    "字号": _Rule("size", parse_size, "字号，如 三号、小二，或 16磅"),
    "加粗": _Rule("bold", _YES, "是 或 否"),
    "对齐": _Rule(
        "align", _choice(两端="both", 居中="center", 居左="left", 居右="right"), "两端、居中、居左、居右之一"
    ),
    "首行缩进": _Rule("indent", _counted("字", 100, 20), "几个字，如 2字，不缩进写 0字"),
    "左缩进": _Rule("left", _counted("字", 100, 20), "几个字，如 2字，不缩进写 0字"),
    "行距": _Rule("line", _or_auto(_length(100, 3000), "同正文"), "长度，如 35磅，或 同正文"),
    "段前": _Rule("before", _counted("行", 100, 10), "几行，如 0.5行"),
    "段后": _Rule("after", _counted("行", 100, 10), "几行，如 0.5行"),
    "颜色": _Rule("red", _choice(黑=False, 红=True), "黑 或 红"),
}
_TITLE = {
    "每行字数": _Rule("title_width", _or_auto(_counted("字", 1, 60), "自动"), "每行几个字，如 20，或 自动"),
    "回行": _Rule("title_shape", _choice(均可="any", 上短下长="up", 上长下短="down"), "均可、上短下长、上长下短之一"),
    "下空行": _Rule("title_gap", _counted("行", 1, 5), "几行，如 1行"),
}
_CARDS = {"每页": _Rule("cards", _counted("张", 1, 6), "每页几张，如 3张")}
_TABLE = {"行高": _Rule("row_height", _length(200, 5669), "长度，如 12毫米")}
_LEAD = {key: _FACE[key] for key in ("字体", "加粗")}
_NUMBER = {
    "样式": _Rule("pattern", _number_pattern, "带一个 1 的样子，如 — 1 —、第 1 页"),
    "位置": _Rule(
        "position", _choice(外侧="outside", 居中="center", 无="none"), "外侧（单页居右、双页居左）、居中、无之一"
    ),
    **{key: _FACE[key] for key in ("字体", "字号", "加粗")},
    "距正文": _Rule("below", _length(0, 5669), "长度，如 7毫米"),
    "离边": _Rule("inset", _counted("字", 100, 10), "几个字，如 1字"),
}
_FACES = {
    "标题": "title",
    "副标题": "subtitle",
    "署名": "byline",
    "日期": "dateline",
    "称呼": "salutation",
    "正文": "body",
    "提示": "cue",
    "主送": "addressee",
    "附件说明": "enclosures",
    "落款": "signoff",
    "附注": "note",
    "附件": "enclosure",
    "名单": "roll",
    "按语": "editorial",
    "红头": "masthead",
    "期号": "issue",
    "编印": "imprint",
    "版记": "colophon",
    "表头": "table_head",
    "表行": "table_row",
    "桌签": "card",
}
_MORE = {"标题": _TITLE, "表行": _TABLE, "桌签": _CARDS}
"""What a section says besides its face: fields of the layout itself."""
_HEADINGS = ("一级标题", "二级标题", "三级标题", "四级标题")
_ROLES = tuple(font.role for font in FONTS)
_WESTERN = "西文"
_OWN = {
    "说明": _Rule("description", lambda text: text, "一句话"),
    "专用": _Rule("own_shape", _YES, "是 或 否"),
    "短段不拆": _Rule(
        "keep_together", _or_auto(_counted("字", 1, 500), "否"), "几个字以内的段落不拆到两页，如 60字，不用写 否"
    ),
    "整句翻页": _Rule("whole_sentences", _YES, "是 或 否"),
    "注音": _Rule("pinyin", _YES, "是 或 否"),
    "数字读法": _Rule("figures_in_words", _YES, "是 或 否"),
    "停顿号": _Rule("pause_mark", _pause_mark, "一两个符号，如 ／，不用写 无"),
}
_TOP = (*_OWN, "纸张", "行款", "字体", "代用字体", *_FACES, *_HEADINGS, "口语标号", "名单标签", "页码")


class _Reader:
    """Reads sections and gathers their problems."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def report(self, code: str, path: str, found: str, expected: str, hint: str = "") -> None:
        self.problems.append(Problem(code, Place(file=self.name, path=path), found, expected, hint))

    def check_keys(self, data: Mapping[str, Any], path: str, known: Mapping[str, Any] | tuple[str, ...]) -> None:
        where = f"“{path}”下面" if path else "版式文件里"
        for key in data:
            if key not in known:
                expected = f"下列之一：{'、'.join(known)}"
                self.report(
                    "L01", f"{path}.{key}".strip("."), f"{where}没有“{key}”这一项", expected, did_you_mean(key, known)
                )

    def mapping(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """The section of that key, empty where nothing is said."""
        section = data.get(key) or {}
        if isinstance(section, Mapping):
            return section
        self.report("L03", key, f"“{key}”后面应当换行，一行写一项", f"如：\n    {key}:\n      字号: 三号")
        return {}

    def values(self, section: Mapping[str, Any], path: str, rules: Mapping[str, _Rule]) -> dict[str, Any]:
        """The fields that a section's keys fill; keys without a rule are passed over."""
        fields: dict[str, Any] = {}
        for key, rule in rules.items():
            if key not in section:
                continue
            at = f"{path}.{key}".strip(".")
            typed = section[key]
            value = rule.read(typed.strip()) if isinstance(typed, str) else None
            if value is None:
                shown = f"写的是“{typed}”" if isinstance(typed, str) and typed.strip() else "没有写成一个值"
                self.report("L02", at, f"“{at}”{shown}", rule.expected)
            else:
                fields[rule.field] = value
        return fields

    def section(self, data: Mapping[str, Any], key: str, rules: Mapping[str, _Rule]) -> dict[str, Any]:
        section = self.mapping(data, key)
        self.check_keys(section, key, rules)
        return self.values(section, key, rules)


def _assemble(reader: _Reader, data: Mapping[str, Any], name: str) -> Layout:
    plain = Layout()
    fonts, latin = _fonts(reader, data)
    names = {font.role: font.name for font in fonts}
    standard = {font.name: names[font.role] for font in FONTS}
    beside: dict[str, Any] = {}

    def face(key: str, default: Face) -> Face:
        more = _MORE.get(key, {})
        said = reader.section(data, key, _FACE | more)
        beside.update({rule.field: said.pop(rule.field) for rule in more.values() if rule.field in said})
        return _with_font(replace(default, **said), names, standard)

    faces: dict[str, Any] = {field: face(key, getattr(plain, field)) for key, field in _FACES.items()}
    first, second, third, fourth = (face(key, said) for key, said in zip(_HEADINGS, plain.headings, strict=True))
    spoken = replace(plain.spoken, **reader.section(data, "口语标号", _LEAD))
    number = replace(plain.number, **reader.section(data, "页码", _NUMBER))
    label = replace(plain.roll_label, **reader.section(data, "名单标签", _LEAD))
    return replace(
        plain,
        name=name,
        page=replace(plain.page, **reader.section(data, "纸张", _PAGE)),
        fonts=fonts,
        latin=latin,
        headings=(first, second, third, fourth),
        spoken=_with_font(spoken, names, standard),
        number=_with_font(number, names, standard),
        **faces,
        **reader.section(data, "行款", _GRID),
        roll_label=_with_font(label, names, standard),
        **beside,
        **reader.values(data, "", _OWN),
    )


_Styled = TypeVar("_Styled", Face, Lead, PageNumber)


def _with_font(styled: _Styled, names: Mapping[str, str], standard: Mapping[str, str]) -> _Styled:
    """The same face with the real name of its font: a role (仿宋) is looked up in 字体."""
    return replace(styled, font=names.get(styled.font) or standard.get(styled.font) or styled.font)


def _fonts(reader: _Reader, data: Mapping[str, Any]) -> tuple[tuple[Font, ...], str]:
    """The faces' fonts with their substitutes, and the Latin font."""
    rules = {role: _Rule(role, _font_name, _FACE["字体"].expected) for role in (*_ROLES, _WESTERN)}
    named = reader.section(data, "字体", rules)
    others = reader.mapping(data, "代用字体")
    reader.check_keys(others, "代用字体", _ROLES)
    fonts = []
    for font in FONTS:
        substitutes = font.substitutes
        if font.role in others:
            typed = others[font.role]
            rows = typed if isinstance(typed, list) else [typed]
            substitutes = tuple(row for row in rows if isinstance(row, str) and _font_name(row))
            if len(substitutes) < len(rows):
                at = f"代用字体.{font.role}"
                reader.report(
                    "L02", at, f"“{at}”里有不能用的字体名", "一个或几个字体名，各不超过 31 个字符，如 [华文中宋]"
                )
        fonts.append(Font(font.role, named.get(font.role, font.name), substitutes))
    return tuple(fonts), named.get(_WESTERN, Layout().latin)


def _unfit(layout: Layout, name: str) -> list[Problem]:
    """What is right by itself and does not go together."""
    page, body = layout.page, layout.body
    found: list[tuple[str, str, str, str]] = []
    if page.text_width < body.size * 100 or page.text_height < body.size * 100:
        found.append(("纸张", "边距太宽，正文没有地方了", "正文至少排得下十个字、五行", "把左右或上下边距改小"))
    else:
        size = points(body.size * 10)
        if layout.characters and not -body.size < layout.tracking < body.size * 5:
            fits = page.text_width // (body.size * 10)
            found.append(
                (
                    "行款.每行字数",
                    f"一行 {layout.characters} 个字与正文字号（{size}磅）不合",
                    f"{fits} 上下，或 自动",
                    "",
                )
            )
        if layout.line_pitch < body.size * 10:
            found.append(
                (
                    "行款",
                    f"行距 {points(layout.line_pitch)}磅 比正文的字（{size}磅）还小，字会被切掉",
                    "行距大于字号",
                    "",
                )
            )
    if layout.number.position != "none" and page.bottom - layout.number.below < layout.number.size * 12:
        found.append(
            ("页码.距正文", "页码落到纸外去了", "下边距减去距正文，还放得下一行页码", "把下边距改大，或把距正文改小")
        )
    return [Problem("L04", Place(file=name, path=path), what, wanted, hint) for path, what, wanted, hint in found]
