"""Values into XML and HTML, Word files made to do harm into the commands that write from them, and very long papers."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from child import DETAILS, desk, jianggao, kept, told, word_text

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;]]><!-- \"'"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_markup_in_values_is_text_in_every_format(tmp_path: Path) -> None:
    quoted = f"'{EVIL.replace(chr(39), chr(39) * 2)}'"
    details = DETAILS.replace("各单位各负其责。", quoted).replace("全县安全生产工作会议", quoted)
    folder = desk(tmp_path, details.replace("标题: 压实责任", f"标题: {quoted}"))
    made = jianggao("make", "会议.yaml", "--format", "docx", "--format", "html", "--format", "txt", cwd=folder)
    assert made.code == 0, made.err
    pages = list(folder.glob("输出/*.html"))
    assert len(pages) == 2
    for page in pages:
        seen = _Tags()
        seen.feed(page.read_text(encoding="utf-8"))
        assert not seen.tags & {"script", "img", "iframe", "a"}
        assert "alert(1)" in "".join(seen.text)
    assert all("alert(1)" in word_text(paper) for paper in folder.glob("输出/*.docx"))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(
    body: str = "<w:p><w:r><w:t>要要抓好落实，，各负其责。</w:t></w:r></w:p>", head: str = "", **parts: bytes
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        package.writestr(
            "_rels/.rels",
            f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='{kind}' Target='word/document.xml'/></Relationships>",
        )
        package.writestr("word/document.xml", f"{head}<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>")
        for name, data in parts.items():
            package.writestr(f"word/{name}.bin", data)
    return out.getvalue()


ENTITIES = (
    "<!DOCTYPE a [<!ENTITY a '"
    + "字" * 1000
    + "'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9))
    + "]>"
)
FILES = {
    "entities": word_file("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", ENTITIES),
    "an outside entity": word_file(
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    ),
    "deep": word_file("<w:p>" * 50_000),
    "half": word_file()[:300],
    "a part that fills the memory": word_file(图片=bytes(900_000_000)) if sys.platform == "linux" else b"",
}


@pytest.fixture(params=FILES.values(), ids=FILES.keys())
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    desk(tmp_path)
    (tmp_path / "好.docx").write_bytes(word_file())
    (tmp_path / "坏.docx").write_bytes(request.param)
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "好.docx", "坏.docx", "-o", "比较.docx"),
        ("check", "坏.docx", "--fix"),
        ("make", "会议.yaml", "--reference", "坏.docx"),
    ],
    ids=["diff", "check", "make"],
)
def test_a_word_file_made_to_do_harm(command: tuple[str, ...], hostile: Path) -> None:
    before = kept(hostile)
    ran = jianggao(*command, cwd=hostile)
    told(ran)
    assert "root:" not in ran.said
    assert kept(hostile) == before


SENTENCE = "各单位要抓好落实，压实责任，确保全县安全生产形势持续稳定向好。"


@pytest.fixture(scope="module")
def long_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper with a paragraph of 300,000 characters."""
    folder = tmp_path_factory.mktemp("long")
    said = "".join(f"第{i}个乡镇{SENTENCE}" for i in range(8_000))
    desk(folder, DETAILS.replace("各单位各负其责。", said))
    made = jianggao("make", "会议.yaml", "--only", "讲话", cwd=folder)
    assert made.code == 0, made.err[-500:]
    [speech] = folder.glob("输出/*讲话*.docx")
    assert said in word_text(speech)
    speech.rename(folder / "长.docx")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ("check", "长.docx"),
        ("stats", "长.docx"),
        ("stats", "长.docx", "--layout", "朗读"),
        ("outline", "长.docx"),
        ("import", "长.docx", "-o", "旧.yaml", "--reuse", "--force"),
        ("diff", "长.docx", "长.docx", "-o", "比较.docx"),
    ],
    ids=["check", "stats", "lectern", "outline", "import", "diff"],
)
def test_a_very_long_paragraph_takes_bounded_time_and_memory(command: tuple[str, ...], long_paper: Path) -> None:
    ran = jianggao(*command, cwd=long_paper)
    assert ran.code in (0, 1), ran.err[-500:]
    assert "Traceback" not in ran.err


def test_a_paper_of_more_than_a_million_characters_is_refused(tmp_path: Path) -> None:
    folder = desk(tmp_path, DETAILS.replace("各单位各负其责。", "抓好落实，" * 220_000))
    ran = jianggao("make", "会议.yaml", "--only", "讲话", cwd=folder)
    told(ran, "T12")
    assert re.search("超过 1000000 个字", ran.err)


def test_an_old_paper_with_more_points_than_can_be_numbered(tmp_path: Path) -> None:
    rows = "".join(f"{i}.抓好第{i}项工作，落实到人。\n" for i in range(1, 151))
    (tmp_path / "旧.txt").write_text(f"关于安全的讲话\n\n同志们：\n{rows}", encoding="utf-8")
    ran = jianggao("import", "旧.txt", "-o", "会议.yaml", cwd=tmp_path)
    assert ran.code == 0, ran.err[-500:]
