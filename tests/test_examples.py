"""Every meeting in examples/ is made and compared with what stands beside it: the text, and a dump of the Word file.

`pytest --accept` rewrites 成稿/; read the diff before you commit it.
"""

from pathlib import Path

import pytest
from word_dump import dump_docx

from generator.details import load_details
from generator.pipeline import Workshop, papers_called
from generator.problems import InvalidInput
from generator.text.lines import Kind

EXAMPLES = Path(__file__).parent.parent / "examples"
MEETINGS = sorted(path.parent for path in EXAMPLES.glob("*/会议.yaml"))


def made(folder: Path) -> dict[str, str]:
    details = load_details(folder / "会议.yaml")
    workshop = Workshop(details)
    out = {}
    # 议程, 签到表 and 桌签 have no section of their own: every genre that can be whole is shown.
    for call in papers_called(details, everything=True):
        try:
            paper = workshop.make(call)
        except InvalidInput as error:
            assert {problem.code for problem in error.problems} == {"D30"}
            continue
        out[f"{paper.name}.txt"] = paper.text + "\n"
        out[f"{paper.name}.docx.txt"] = dump_docx(paper.docx)
    return out


@pytest.mark.parametrize("folder", MEETINGS, ids=lambda folder: folder.name)
def test_example_makes_what_stands_beside_it(folder: Path, request: pytest.FixtureRequest) -> None:
    papers = made(folder)
    shelf = folder / "成稿"
    if request.config.getoption("--accept"):
        shelf.mkdir(exist_ok=True)
        for old in shelf.iterdir():
            old.unlink()
        for name, text in papers.items():
            (shelf / name).write_text(text, encoding="utf-8")
    assert {path.name for path in shelf.iterdir()} == set(papers)
    for name, text in papers.items():
        assert text == (shelf / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("folder", MEETINGS, ids=lambda folder: folder.name)
def test_example_has_no_hole_and_no_finding(folder: Path) -> None:
    details = load_details(folder / "会议.yaml")
    assert details.findings == ()
    assert all("【" not in text for text in made(folder).values())


def test_host_script_of_seven_items_and_five_requirements() -> None:
    """The shape of a full host script: each item called once, in order, and five points with their own points."""
    details = load_details(EXAMPLES / "县防汛抗旱指挥部会议" / "会议.yaml")
    call = next(call for call in papers_called(details) if call.genre == "主持词")
    paper = Workshop(details).make(call)
    assert "七项议程" in paper.text and "五点" in paper.text
    for ordinal in ("第一项", "第二项", "第三项", "第四项", "第五项", "第六项", "第七项"):
        assert paper.text.count(f"{ordinal}议程") == 1
    points = [line for line in paper.lines if line.kind is Kind.POINT]
    assert [line.marker.text for line in points if line.marker] == ["一要", "二要", "三要", "四要", "五要"]
    assert all("一是" in line.body for line in points)


def test_one_point_fewer_is_declared_one_fewer(tmp_path: Path) -> None:
    source = (EXAMPLES / "县防汛抗旱指挥部会议" / "会议.yaml").read_text(encoding="utf-8")
    start, end = source.index("    - 标题: 从严抓好抢险准备"), source.index("    - 标题: 从严压实各方责任")
    shorter = tmp_path / "会议.yaml"
    shorter.write_text(source[:start] + source[end:], encoding="utf-8")
    details = load_details(shorter)
    call = next(call for call in papers_called(details) if call.genre == "主持词")
    text = Workshop(details).make(call).text
    assert "四点" in text and "五点" not in text
    assert "四要从严压实各方责任" in text and "五要" not in text
