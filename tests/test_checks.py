"""Every rule reports its wrong sentences and lets its right ones pass; its docstring is its page in docs/检查规则.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from specimen import Case, parse_cases

from generator.checks import RULES, Checked, check_text, checked
from generator.checks.unit import FIGURES, MENDED, load_words
from generator.checks.wording import _conditions, _entries
from generator.details import Details, parse_details
from generator.paper.page import Layout as PageLayout

SPECIMENS = Path(__file__).parent / "specimens" / "checks"
TEMPLATES = Path(__file__).parent.parent / "templates"
DOCUMENT = Path(__file__).parent.parent / "docs" / "检查规则.md"
PARTS = ("查什么：", "为什么：", "错例：", "改为：", "依据：")
FEWEST = 5


def cases() -> list[Case]:
    found = []
    for path in sorted(SPECIMENS.glob("*.txt")):
        found += parse_cases(path.read_text(encoding="utf-8"), path.name)
    return found


def sentences(label: str) -> Iterator[object]:
    for case in cases():
        for number, row in enumerate(case[label].split("\n"), 1):
            yield pytest.param(case, row.replace("⏎", "\n"), id=f"{case.name}-{number}")


def seen(case: Case, text: str, folder: Path) -> Checked:
    """A specimen with what its case says of it: genre, roster, the unit's own files."""
    for label, name in (("必改", MENDED), ("数据", FIGURES)):
        if label in case.blocks:
            (folder / name).write_text(case[label], encoding="utf-8")
    details: Details | None = parse_details(case["会议"]) if "会议" in case.blocks else None
    page = PageLayout(name=case["版式"]) if "版式" in case.blocks else None
    return checked(text, case.file, details, case.blocks.get("文种"), load_words(folder), page=page)


def test_every_rule_has_specimens_and_a_page() -> None:
    assert {case.name for case in cases()} == set(RULES)
    for case in cases():
        for label in ("错", "对"):
            assert len(set(case[label].split("\n"))) >= FEWEST, f"{case.name}: [{label}]"
    for rule in RULES.values():
        page = rule.check.__doc__ or ""
        assert [part for part in PARTS if page.count(part) != 1] == [], rule.code


@pytest.mark.parametrize(("case", "text"), sentences("错"))
def test_wrong_sentence_is_reported(case: Case, text: str, tmp_path: Path) -> None:
    text_seen = seen(case, text, tmp_path)
    rule = RULES[case.name]
    found = list(rule.check(text_seen))
    assert rule.suits(text_seen)
    assert found, text
    for finding in found:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text_seen.place(finding.start).line == text.count("\n", 0, finding.start) + 1


@pytest.mark.parametrize(("case", "text"), sentences("对"))
def test_right_sentence_passes(case: Case, text: str, tmp_path: Path) -> None:
    assert [finding.found for finding in RULES[case.name].check(seen(case, text, tmp_path))] == []


def test_a_rule_mends_what_it_finds(tmp_path: Path) -> None:
    """Where a rule is sure, the mended text is let pass by it."""
    for case in cases():
        rule = RULES[case.name]
        for row in case["错"].split("\n"):
            text = row.replace("⏎", "\n")
            found = sorted(rule.check(seen(case, text, tmp_path)), key=lambda one: -one.start)
            if not found or any(one.mend is None for one in found):
                continue
            for one in found:
                text = text[: one.start] + (one.mend or "") + text[one.end :]
            assert list(rule.check(seen(case, text, tmp_path))) == [], f"{case.name}: {row} → {text}"


def test_select_and_ignore_take_beginnings_of_codes() -> None:
    text = "同志们:\n学习《安全生产法，抓好落实。\n"
    assert {p.code for p in check_text(text, name="a.txt")} == {"W21", "W31"}
    assert {p.code for p in check_text(text, name="a.txt", select=["W3"])} == {"W31"}
    assert {p.code for p in check_text(text, name="a.txt", ignore=["W31"])} == {"W21"}


def test_an_item_said_twice_is_one_mistake() -> None:
    """What follows a repeated number may go on from either count."""
    text = "推进会主持词\n同志们：\n首先，请高原同志传达文件。\n" + "".join(
        f"下面，进行第{number}项议程，请叶青同志发言。\n" for number in "二二四"
    )
    assert [(p.code, p.place.line) for p in check_text(text, name="a.txt", select=["W13"])] == [("W13", 5)]


@pytest.mark.parametrize("file", ["wrong_words.txt", "variant_words.txt"])
def test_a_list_of_words_has_each_once_and_none_that_a_template_writes(file: str) -> None:
    entries = [(wrong, *_conditions(row)) for _, wrong, row in _entries(file)]
    wrong = [entry[0] for entry in entries]
    assert len(set(wrong)) == len(wrong)
    for word, right, *_ in entries:
        assert word != right and right not in wrong
    written = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*") if path.is_file())
    code = file.replace("wrong_words.txt", "W73").replace("variant_words.txt", "W75")
    assert [p.found for p in check_text(written, name="模板", select=[code])] == []


def pages() -> str:
    """The pages of all rules, as docs/检查规则.md has them."""
    out = []
    for code, rule in sorted(RULES.items()):
        title, *rows = (row.strip() for row in (rule.check.__doc__ or "").strip().split("\n"))
        out.append(f"### {code} {title.rstrip('。')}〔{rule.severity}〕\n")
        if rule.genres:
            out.append(f"- 只查：{'、'.join(sorted(rule.genres))}")
        body: list[str] = []
        for row in filter(None, rows):
            body.append(f"- **{row[:3]}**{row[3:]}" if row.startswith(PARTS[:2]) else row)
            if row.startswith(PARTS[2:]):
                body[-1] = f"- **{row[:2]}**{row[2:]}"
            elif not row.startswith(PARTS):
                body[-1] = f"  {row}"
        out += [*body, ""]
    return "\n".join(out)


BEGIN, END = "<!-- 规则：由规则的文档字符串生成，pytest --accept 更新 -->\n", "<!-- 规则完 -->"


def test_the_document_has_the_pages(request: pytest.FixtureRequest) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    head, rest = document.split(BEGIN)
    body, tail = rest.split(END)
    wanted = "\n" + pages() + "\n"
    if request.config.getoption("--accept"):
        DOCUMENT.write_text(head + BEGIN + wanted + END + tail, encoding="utf-8", newline="\n")
    else:
        assert body == wanted, "pytest --accept takes it over"
