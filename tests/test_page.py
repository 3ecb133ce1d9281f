"""What LibreOffice puts on paper: characters, lines, margins, page numbers — measured, not believed.

Lengths are in millimetres from the paper's upper left corner.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from generator.paper.layout import Layout, Properties, parse_layout
from generator.paper.word import write_docx
from generator.text.lines import parse_line, parse_lines

_NEEDED = ("soffice", "pdftotext", "pdftoppm")
_MISSING = [program for program in _NEEDED if shutil.which(program) is None]
pytestmark = pytest.mark.skipif(bool(_MISSING), reason=f"measures rendered pages; not installed: {', '.join(_MISSING)}")

DPI = 144
MM = 25.4 / DPI
READING = Path(__file__).parent.parent / "templates" / "版式" / "朗读.yaml"
PROPERTIES = Properties("会议讲话")

Render = Callable[[bytes], Path]


@pytest.fixture(scope="module")
def render(tmp_path_factory: pytest.TempPathFactory) -> Render:
    """Makes a PDF of a Word file."""
    folder = tmp_path_factory.mktemp("页面")
    count = 0

    def run(data: bytes) -> Path:
        nonlocal count
        count += 1
        source = folder / f"{count}.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf")

    return run


@dataclass(frozen=True)
class Row:
    """One printed line."""

    text: str
    left: float
    right: float
    top: float


def pages(pdf: Path) -> list[list[Row]]:
    """The printed lines of each page, from the top down."""
    said = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True).stdout
    root = ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", said))
    html = "{http://www.w3.org/1999/xhtml}"
    found = []
    for page in root.iter(f"{html}page"):
        rows: dict[int, list[tuple[float, float, float, str]]] = {}
        for word in page.iter(f"{html}word"):
            left, right, top = (float(word.get(edge, "0")) / 72 * 25.4 for edge in ("xMin", "xMax", "yMin"))
            rows.setdefault(round(top), []).append((left, right, top, word.text or ""))
        found.append(
            [
                Row(
                    "".join(w[3] for w in sorted(words)),
                    min(w[0] for w in words),
                    max(w[1] for w in words),
                    words[0][2],
                )
                for _, words in sorted(rows.items())
            ]
        )
    return found


def ink(pdf: Path, page: int, top: float, bottom: float) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of what is printed in a band of a page."""
    command = ["pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page), str(pdf)]
    picture = subprocess.run(command, check=True, capture_output=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert head
    width = int(head.group(1))
    pixels = picture[head.end() :]
    dark = [
        (row, [column for column in range(width) if pixels[row * width + column] < 200])
        for row in range(int(top / MM), int(bottom / MM))
    ]
    dark = [(row, columns) for row, columns in dark if columns]
    assert dark, "nothing is printed there"
    lefts, rights = [columns[0] for _, columns in dark], [columns[-1] for _, columns in dark]
    return min(lefts) * MM, (max(rights) + 1) * MM, dark[0][0] * MM, (dark[-1][0] + 1) * MM


def full_pages(layout: Layout, characters: int) -> bytes:
    return write_docx([parse_line("国" * characters)], layout, PROPERTIES)


def test_a_full_official_page_has_22_lines_of_28_characters(render: Render) -> None:
    rows = pages(render(full_pages(Layout(), 28 * 22 * 2)))
    text = [[row for row in page if "国" in row.text] for page in rows]
    assert [len(row.text) for row in text[0]] == [26] + [28] * 21
    assert [len(row.text) for row in text[1]] == [28] * 22
    lines = text[1]
    assert all(abs(row.left - 28) < 1 and abs(row.right - (210 - 26)) < 1 for row in lines)
    pitches = {round((below.top - above.top) * 72 / 25.4, 1) for above, below in pairwise(lines)}
    assert pitches <= {28.9, 29.0, 28.95}


def test_the_text_stands_within_the_margins_of_the_standard(render: Render) -> None:
    """Body paragraphs are shaded for the measurement, so that their line boxes can be seen, not just the glyphs."""
    source = zipfile.ZipFile(io.BytesIO(full_pages(Layout(), 28 * 22 * 2)))
    shaded = io.BytesIO()
    with zipfile.ZipFile(shaded, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                mark = b'<w:pStyle w:val="BodyText"/>'
                assert mark in content
                content = content.replace(mark, mark + b'<w:shd w:val="clear" w:color="auto" w:fill="808080"/>')
            package.writestr(name, content)
    left, right, top, bottom = ink(render(shaded.getvalue()), 2, 5, 263)
    # GB/T 9704—2012, 5.2.1: 天头 37 ±1, 订口 28 ±1, 版心 156 × 225.
    assert abs(left - 28) < 1 and abs(right - 184) < 1 and abs(top - 37) < 1 and abs(bottom - 262) < 1


def test_page_numbers_stand_on_their_sides_seven_millimetres_under_the_text(render: Render) -> None:
    pdf = render(full_pages(Layout(), 28 * 22 * 2 + 40))
    assert [page[-1].text for page in pages(pdf)] == ["—1—", "—2—", "—3—"]
    one = 14 / 72 * 25.4
    for page in (1, 2, 3):
        left, right, _, _ = ink(pdf, page, 264, 292)
        # GB/T 9704—2012, 7.5: 一字线上距版心下边缘 7 mm, 单页码居右空一字, 双页码居左空一字.
        if page % 2:
            assert abs(right - (184 - one)) < 1
        else:
            assert abs(left - (28 + one)) < 1
        first = ink_of_dash(pdf, page, left)
        assert abs(first - (262 + 7)) < 1


def ink_of_dash(pdf: Path, page: int, left: float) -> float:
    """The height at which the first dash of a page number runs."""
    command = ["pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page)]
    box = ["-x", str(round(left / MM)), "-y", str(round(264 / MM)), "-W", str(round(2 / MM)), "-H", str(round(28 / MM))]
    picture = subprocess.run([*command, *box, str(pdf)], check=True, capture_output=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert head
    width, height, pixels = int(head.group(1)), int(head.group(2)), picture[head.end() :]
    dark = [row for row in range(height) if min(pixels[row * width : (row + 1) * width]) < 200]
    return 264 + (dark[0] + dark[-1] + 1) / 2 * MM


def test_the_reading_profile_has_16_lines_of_20_characters(render: Render) -> None:
    layout = parse_layout(yaml.load(READING.read_text(encoding="utf-8"), yaml.BaseLoader), "朗读")
    pdf = render(full_pages(layout, 20 * 16 * 2))
    rows = [row for row in pages(pdf)[1] if "国" in row.text]
    assert [len(row.text) for row in rows] == [20] * 16
    left, right, _, _ = ink(pdf, 2, 258, 292)
    assert abs((left + right) / 2 - (26 + 160 / 2)) < 1


def test_the_head_of_a_paper(render: Render) -> None:
    title = "在2026年青石县安全生产暨森林防灭火工作会议上的讲话"
    text = f"{title}\n（2026年11月25日）\n青石县县长　王建国\n同志们：\n一、提高认识\n（一）看清形势。{'国' * 40}\n"
    paper = write_docx(parse_lines(text), Layout(), Properties(title, keep=("青石县",)))
    rows = pages(render(paper))[0]
    assert [row.text for row in rows[:6]] == [
        *("在2026年青石县安全生产暨", "森林防灭火工作会议上的讲话"),
        *("（2026年11月25日）", "青石县县长王建国", "同志们：", "一、提高认识"),
    ]
    for row in rows[:4]:
        assert abs((row.left + row.right) / 2 - (28 + 156 / 2)) < 1
    pitch = 579 / 1440 * 25.4
    # One blank line above the 称呼, which stands flush left; a heading is two characters in.
    assert abs(rows[4].top - rows[3].top - 2 * pitch) < 0.6
    assert abs(rows[4].left - 28) < 0.6 and abs(rows[5].left - (28 + 2 * 5.56)) < 0.6


def test_the_navigation_pane_shows_headings_alone(render: Render) -> None:
    text = "会议讲话\n同志们：\n一、提高认识\n（一）看清形势。国国\n（二）抓好落实\n一是快。要快。"
    pdf = render(write_docx(parse_lines(text), Layout(), PROPERTIES)).read_bytes()
    # LibreOffice makes the PDF's outline of the paragraphs that Word's navigation pane shows.
    titles = [
        bytes.fromhex(found.decode()).decode("utf-16") for found in re.findall(rb"/Title\s*<(FEFF[0-9A-F]+)>", pdf)
    ]
    assert [title for title in titles if title != "会议讲话"] == ["一、提高认识", "（二）抓好落实"]
