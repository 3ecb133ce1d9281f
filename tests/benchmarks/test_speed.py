"""How fast papers are made, beside what else makes Word files from the same data.

One speech of 2,500 characters (4 headings, 12 run-in points, an inline enumeration), made by every program by turns on
one core.  No paper is made twice: each has a meeting's name, unit, speaker and figures of its own, as the rows of a batch
have, and in a second measurement not one paragraph in common with any other.  What is asserted is a ratio of figures of the same minute, with room for a busy
machine; what the figures were on a quiet one, and what they are to become, stands in docs/性能.md.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

from benchmarks.conftest import Figures
from benchmarks.peers import Docxtpl, Floor, PythonDocx, Speech, lean_base, speech_of, tagged_lines, text_of
from generator.calls import Call
from generator.details import Details, parse_details
from generator.paper.page import Layout
from generator.paper.word.base import load_base
from generator.pipeline import Workshop

DETAILS = Path(__file__).parent / "data" / "会议.yaml"
NAME = "全县冬春农田水利建设工作会议"
CALL = Call("讲话/工作会议", 0)
ROUNDS = 9
PAPERS = 64
"""Papers of a round, more in all than the program keeps lines of: when a paper's turn comes, nothing of it is kept."""
FIRST, SECOND = "青白红金银清平永长新安和临南北东西高大小天石云河", "山水河江湖泉川原田林溪谷峰岭关桥城乡口坝塘阳宁沟"
assert len(FIRST) * len(SECOND) >= PAPERS * ROUNDS


@dataclass(frozen=True)
class Work:
    """What everybody is to make, in every form that a program may want it."""

    texts: tuple[str, ...]
    speeches: tuple[Speech, ...]
    layout: Layout

    def details(self) -> tuple[Details, ...]:
        """Read anew: a paper is made of what has just been read."""
        return tuple(map(parse_details, self.texts))

    def contexts(self) -> tuple[dict[str, Any], ...]:
        return tuple(speech.context() for speech in self.speeches)


def own(details: Details) -> bytes:
    """Loaded details → bytes, nothing kept from another meeting."""
    return Workshop(details).make(CALL).docx


def own_from_text(text: str) -> bytes:
    return own(parse_details(text))


@pytest.fixture
def one_core() -> Iterator[None]:
    """Everything on one core, the same for all; also what is started from here."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    yield
    os.sched_setaffinity(0, before)


def row_of(number: int, all_new: bool) -> tuple[str, str]:
    """The name of a meeting and its details: the slots that a batch fills are filled anew, or else every point is."""
    place = FIRST[number % len(FIRST)] + SECOND[number // len(FIRST)]
    name = f"全县第{number + 101}次冬春农田水利建设工作会议"
    text = DETAILS.read_text(encoding="utf-8").replace(NAME, name).replace("平川县", f"{place}县")
    text = text.replace("秦岳", f"秦{place}")
    for figure, value in (("渠道", 326), ("塘坝", 148), ("机井", 91)):
        text = text.replace(f"{figure}: {value}", f"{figure}: {value + number}")
    return name, re.sub("(标题|正文): ", rf"\1: {place}县", text) if all_new else text


def work_of(numbers: Iterable[int], all_new: bool = False) -> Work:
    names, texts = zip(*(row_of(number, all_new) for number in numbers), strict=True)
    papers = [Workshop(parse_details(text)).make(CALL) for text in texts]
    speeches = tuple(speech_of(paper.lines, name) for paper, name in zip(papers, names, strict=True))
    return Work(texts, speeches, papers[0].layout)


def rounds(all_new: bool = False) -> list[Work]:
    """The work of each round, all of it laid ready before the first."""
    return [work_of(range(start, start + PAPERS), all_new) for start in range(0, ROUNDS * PAPERS, PAPERS)]


@pytest.fixture(scope="module")
def work() -> Work:
    return work_of([0])


@pytest.fixture(scope="module")
def docxtpl(work: Work) -> Docxtpl:
    return Docxtpl(lean_base(tagged_lines(work.speeches[0]), work.layout))


def milliseconds(make: Callable[[Any], bytes], given: Sequence[Any]) -> float:
    """Processor time of one paper, and of looking through its own litter: not through what the others laid ready."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    for one in given:
        make(one)
    taken = time.process_time() - start
    gc.unfreeze()
    return taken * 1000 / len(given)


def test_the_speech_is_the_one_that_all_are_measured_by(work: Work) -> None:
    text = Workshop(work.details()[0]).make(CALL).text
    assert 2450 <= len(text) <= 2550
    assert len(work.speeches[0].sections) == 4
    assert sum(len(points) for _, points in work.speeches[0].sections) == 12


@pytest.mark.usefixtures("one_core")
def test_papers_from_loaded_details_and_from_text(work: Work, docxtpl: Docxtpl, figures: Figures) -> None:
    base = lean_base((), work.layout)
    plain = PythonDocx(base, style_names(work.layout))
    floor = Floor(work.speeches[0], own(work.details()[0]))

    def makers(batch: Work, new: Work) -> dict[str, tuple[Callable[[Any], bytes], Sequence[Any]]]:
        return {
            "details → .docx": (own, batch.details()),
            "details → .docx, every paragraph new": (own, new.details()),
            "YAML text → .docx": (own_from_text, batch.texts[:16]),
            "floor: sandboxed Jinja, one deflate": (floor.make, batch.contexts()),
            "docxtpl, lean base": (docxtpl.make, batch.contexts()[:8]),
            "python-docx, lean base": (plain.make, batch.speeches[:8]),
        }

    batches, news = rounds(), rounds(all_new=True)
    for given in (batches[0], news[0]):
        for i in (0, 7):
            pages = [text_of(make(all_given[i])) for make, all_given in makers(given, given).values()]
            assert all(page == pages[0] for page in pages)
    taken: dict[str, list[float]] = {name: [] for name in makers(work, work)}
    for batch, new in zip(batches, news, strict=True):
        for name, (make, given_papers) in makers(batch, new).items():
            taken[name].append(milliseconds(make, given_papers))
    for name, times in taken.items():
        figures.row(name, median(times))
    loaded, all_new, from_text, least, template, _ = taken.values()
    ratios = {
        "docxtpl_lean": median(b / a for a, b in zip(loaded, template, strict=True)),
        "floor": median(a / b for a, b in zip(loaded, least, strict=True)),
        "docxtpl_lean_new": median(b / a for a, b in zip(all_new, template, strict=True)),
        "floor_new": median(a / b for a, b in zip(all_new, least, strict=True)),
        "from_yaml": median(b / a for a, b in zip(from_text, template, strict=True)),
    }
    for name, value in ratios.items():
        figures.ratio(name, value)
    assert ratios["docxtpl_lean"] >= 11.5
    assert ratios["floor"] <= 3
    assert ratios["docxtpl_lean_new"] >= 11.5
    assert ratios["floor_new"] <= 3
    assert ratios["from_yaml"] >= 3.8


def style_names(layout: Layout) -> dict[str, str]:
    """The names that python-docx knows the layout's styles by."""
    from io import BytesIO

    from docx import Document

    names = {style.style_id: style.name for style in Document(BytesIO(lean_base((), layout))).styles}
    pieces = load_base(layout).pieces
    return {key: names[id_] for key, id_ in pieces.styles.items() if id_ in names}


# A script as docxtpl's manual has it, the details from YAML.
SCRIPT = """
import sys, yaml
from docxtpl import DocxTemplate
with open(sys.argv[2], encoding="utf-8") as file:
    context = yaml.safe_load(file)
paper = DocxTemplate(sys.argv[1])
paper.render(context, autoescape=True)
paper.save(sys.argv[3])
"""


def wall(order: Sequence[str], folder: Path, cores: Collection[int] = ()) -> float:
    """Seconds from a process's start to its end, on these cores only.  Python keeps what it compiled, as it does for
    whoever installs it."""
    unset = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    kept = {key: value for key, value in os.environ.items() if key not in unset}
    home = {"JIANGGAO_HOME": str(folder / "home"), "PYTHONPYCACHEPREFIX": str(folder / "pyc")}
    before = os.sched_getaffinity(0) if cores else set()
    try:
        if cores:
            os.sched_setaffinity(0, cores)
        start = time.perf_counter()
        subprocess.run(order, cwd=folder, env=kept | home, check=True, capture_output=True)
        return time.perf_counter() - start
    finally:
        if cores:
            os.sched_setaffinity(0, before)


@pytest.mark.usefixtures("one_core")
def test_one_paper_from_a_cold_start(work: Work, figures: Figures, tmp_path: Path) -> None:
    shutil.copy(DETAILS, tmp_path)
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "template.docx").write_bytes(lean_base(tagged_lines(work.speeches[0]), work.layout))
    (tmp_path / "context.yaml").write_text(yaml.dump(work.contexts()[0], allow_unicode=True), encoding="utf-8")
    make = [sys.executable, "-m", "generator.cli", "make", DETAILS.name, "--only", "讲话", "-o", "out"]
    script = [sys.executable, "script.py", "template.docx", "context.yaml", "paper.docx"]
    figures.row("jianggao make, the very first run", wall(make, tmp_path) * 1000)
    wall(script, tmp_path)
    # The first run sees files that were typed just now, and keeps nothing of them.
    wall(make, tmp_path)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(wall(make, tmp_path))
        theirs.append(wall(script, tmp_path))
    assert next((tmp_path / "out").glob("*.docx")).stat().st_size > 5_000
    assert (tmp_path / "paper.docx").stat().st_size > 5_000
    figures.row("jianggao make, cold, checks included", min(ours) * 1000)
    figures.row("docxtpl script, cold", min(theirs) * 1000)
    figures.ratio("cold", min(ours) / min(theirs))
    assert min(ours) / min(theirs) <= 1.3


ROWS = 2000


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="a process cannot be kept on one core here")
def test_two_cores_for_a_batch(figures: Figures, tmp_path: Path) -> None:
    two_cores = sorted(os.sched_getaffinity(0))[:2]
    if len(two_cores) < 2:
        pytest.skip("there is one processor")
    shutil.copy(DETAILS, tmp_path)
    rows = [f"全县第{n}次冬春农田水利建设工作会议,{n}" for n in range(ROWS)]
    (tmp_path / "表.csv").write_text("\n".join(["会议名称,渠道", *rows]), encoding="utf-8")
    genres = [word for genre in ("讲话", "主持词", "议程") for word in ("--only", genre)]
    times: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(2):
        for jobs, taken in times.items():
            out = f"{turn}-{jobs}"
            order = ["batch", "表.csv", "--base", DETAILS.name, "-o", out, *genres, "--jobs", str(jobs)]
            # One job writes its files beside the making of others: kept on one core, or it would take some of two.
            taken.append(wall([sys.executable, "-m", "generator.cli", *order], tmp_path, two_cores[:jobs]))
            assert sum(1 for _ in (tmp_path / out).rglob("*.docx")) == ROWS * 3
            shutil.rmtree(tmp_path / out)
    one, two = min(times[1]), min(times[2])
    figures.row(f"batch, {ROWS} rows of three, one core: a paper", one * 1000 / ROWS / 3)
    figures.row(f"batch, {ROWS} rows of three, two cores: a paper", two * 1000 / ROWS / 3)
    figures.ratio("two_cores", one / two)
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > len(two_cores) + 1.5:
        pytest.skip("the machine had other work to do: what two cores give cannot be judged")
    assert one / two >= 1.4


# In a process of its own, so that its peak is its own.
PEAK = """
import resource, sys
from generator.calls import Call
from generator.details import parse_details
from generator.pipeline import Workshop
text = open(sys.argv[1], encoding="utf-8").read()
for number in range(int(sys.argv[2])):
    details = parse_details(text.replace("渠道: 326", f"渠道: {number}"))
    Workshop(details).make(Call("讲话/工作会议", 0)).docx
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // 1024 if sys.platform == "darwin" else peak)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak")
def test_memory_does_not_grow_with_the_number_of_papers(figures: Figures) -> None:
    peaks = {}
    for papers in (200, 2000):
        order = [sys.executable, "-c", PEAK, str(DETAILS), str(papers)]
        told = subprocess.run(order, check=True, capture_output=True, text=True, cwd=DETAILS.parents[3])
        peaks[papers] = int(told.stdout)
    figures.ratio("memory", peaks[2000] / peaks[200])
    assert peaks[2000] <= 1.1 * peaks[200], peaks
