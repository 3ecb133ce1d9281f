"""指纹: a Word file that somebody edited, or brought along, is never written over; one as it was made is."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from generator.commands.make import Made, Order, make
from generator.files.output import keep_others
from generator.paper.fingerprint import CUSTOM, Hand, hand_of
from generator.paper.layout import Layout, Properties
from generator.paper.word import write_docx
from generator.text.lines import parse_lines

MEETING = """会议名称: 全镇河道清理工作会议
时间: 2026年3月2日
主持人: 赵立（镇长）
出席: [孙明（镇党委书记）]
议程: [讲话]
讲话人: 孙明
要点: [早清理。, 勤巡查。]
"""
SPEECH = "全镇河道清理工作会议-讲话-孙明.docx"
PAPER = write_docx(parse_lines("会议讲话\n同志们：\n一、早准备"), Layout(), Properties("会议讲话"))


def ordered(folder: Path, text: str = MEETING) -> Made:
    (folder / "会议.yaml").write_text(text, encoding="utf-8")
    order = Order(
        folder / "会议.yaml", folder / "输出", ("讲话",), None, ("docx",), False, False, "text", 0, None, None
    )
    return make(order)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "输出").glob("*.docx"))


def edit(path: Path, old: str = "早清理", new: str = "快清理") -> bytes:
    """A change by hand, saved by another program."""
    document = Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(str(path))
    return path.read_bytes()


def saved(folder: Path, data: bytes = PAPER) -> Path:
    path = folder / "稿.docx"
    path.write_bytes(data)
    return path


def test_what_is_as_it_was_made_is_made_anew(tmp_path: Path) -> None:
    first = ordered(tmp_path)
    second = ordered(tmp_path, MEETING.replace("勤巡查", "常巡查"))
    assert names(tmp_path) == [SPEECH]
    assert not first.findings and not second.findings
    assert hand_of(second.files[0]) is Hand.UNTOUCHED


def test_what_was_edited_stays_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    path = ordered(tmp_path).files[0]
    edited = edit(path)
    assert hand_of(path) is Hand.EDITED
    made = ordered(tmp_path, MEETING.replace("勤巡查", "常巡查"))
    assert path.read_bytes() == edited
    assert names(tmp_path) == [SPEECH.replace(".docx", "-新.docx"), SPEECH]
    (finding,) = made.findings
    assert (finding.code, finding.severity, finding.place.file) == ("F15", "提示", SPEECH)
    assert "改过" in finding.found and "-新.docx" in finding.found and "jianggao diff" in finding.hint
    # What nobody touched since is replaced; what was edited too is kept, and the next has a number.
    ordered(tmp_path)
    assert len(names(tmp_path)) == 2
    edit(made.files[0])
    assert ordered(tmp_path).files[0].name == SPEECH.replace(".docx", "-新2.docx")


def test_what_came_from_elsewhere_stays(tmp_path: Path) -> None:
    (tmp_path / "输出").mkdir()
    own = tmp_path / "输出" / SPEECH
    Document().save(str(own))
    before = own.read_bytes()
    (finding,) = ordered(tmp_path).findings
    assert "不是这里写的" in finding.found
    assert own.read_bytes() == before and len(names(tmp_path)) == 2


@given(st.binary(max_size=300))
def test_anything_that_is_no_paper_of_ours_is_foreign(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert hand_of(saved(folder, junk)) is Hand.FOREIGN
    assert hand_of(saved(folder, PAPER + junk)) in (Hand.UNTOUCHED, Hand.FOREIGN)
    assert hand_of(saved(folder, PAPER[: len(PAPER) // 2] + junk)) is Hand.FOREIGN


def test_a_name_that_another_paper_of_the_run_has_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"own")
    files, findings = keep_others(tmp_path, [("甲.docx", PAPER), ("甲-新.docx", PAPER), ("乙.txt", b"")])
    assert [name for name, _ in files] == ["甲-新2.docx", "甲-新.docx", "乙.txt"]
    assert len(findings) == 1


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The package written anew, some parts with other content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, changed.get(name.replace("/", "_").replace(".", "_"), old.read(name)))
    return out.getvalue()


def test_each_part_that_shows_on_the_page_counts_and_no_other(tmp_path: Path) -> None:
    assert hand_of(saved(tmp_path, repacked(PAPER))) is Hand.UNTOUCHED
    with zipfile.ZipFile(io.BytesIO(PAPER)) as package:
        parts = package.namelist()
    for name in parts:
        key = name.replace("/", "_").replace(".", "_")
        data = repacked(PAPER, **{key: b"<changed/>"})
        expected = Hand.FOREIGN if name == CUSTOM else Hand.UNTOUCHED if name.startswith("docProps/") else Hand.EDITED
        assert hand_of(saved(tmp_path, data)) is expected, name


def test_two_texts_have_two_fingerprints_and_one_text_has_one() -> None:
    def mark(text: str) -> bytes:
        data = write_docx(parse_lines(text), Layout(), Properties("题"))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.read(CUSTOM)

    assert mark("会议讲话\n好。") == mark("会议讲话\n好。") != mark("会议讲话\n很好。")


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_a_file_that_it_saved_counts_as_edited(tmp_path: Path) -> None:
    path = saved(tmp_path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"

    def convert(form: str, folder: str) -> Path:
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(tmp_path / folder),
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return tmp_path / folder / f"稿.{form}"

    assert convert("pdf", "看").stat().st_size > 1000
    assert hand_of(path) is Hand.UNTOUCHED
    assert hand_of(convert("docx", "存")) is Hand.EDITED
