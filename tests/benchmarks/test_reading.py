"""How fast texts are cleaned and read, and how much memory a folder of them takes.

Not among the tests that decide whether a change is good: `pytest tests/benchmarks` runs it.  What is asserted is a ratio
of two figures of the same minute on the same core, which other machines give, too; the figures themselves are printed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.clean import clean_text
from generator.reader import read

ROOT = Path(__file__).parents[2]
RAW = ROOT.parent / "shared" / "corpus" / "raw"
OWN = ROOT / "tests" / "data" / "speeches"
ROUNDS = 7

# The child runs in a process of its own: the peak of one that a big process starts is at least that of its parent.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(peak // 1024 if sys.platform == "darwin" else peak)
"""
SENTENCES = (
    "同志们：",
    "今天把大家请来，是要把入冬以后的消防工作再落一落。下面，我讲{n}点意见。",
    "一、把底数摸清楚。全镇{n}处沿街门店要挨家走一遍，电线老化的、堵了后门的，当场记下来。",
    "二、把责任分到人。（一）镇干部包村。（二）村干部包组，一户也不能落下。",
    "三、把规矩立起来。一是出了问题先报告，二是整改不过夜，三是每月十五日前报一次台账。",
    "第{i}号点位上周已经查过一次，结果见附表，没有整改的{n}家，会后由包村干部再去。",
    "我就讲这些。散会。",
)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The raw texts of the corpus, or, where it is not beside the repository, the speeches among the tests' data."""
    files = sorted((RAW if RAW.is_dir() else OWN).glob("*.txt"))
    return [file.read_text(encoding="utf-8-sig") for file in files]


def test_cleaning_and_reading_is_as_fast_as_cutting_into_words(
    texts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    size = sum(len(text.encode()) for text in texts)
    ours, cleaning, words = [], [], []
    # By turns, so that what else the machine does meanwhile slows all of them alike.
    for _ in range(ROUNDS):
        ours.append(_seconds(_clean_and_read, texts))
        cleaning.append(_seconds(clean_text, texts))
        words.append(_seconds(lambda text: list(jieba.cut(text)), texts))
    ratio = min(words) / min(ours)
    with capsys.disabled():
        print()
        print(f"MB/s clean+read {size / min(ours) / 1e6:.1f}")
        print(f"MB/s clean {size / min(cleaning) / 1e6:.1f}")
        print(f"MB/s jieba {size / min(words) / 1e6:.1f}")
        print(f"ratio jieba {ratio:.1f}")
    assert ratio >= 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak of a process that has ended")
def test_memory_does_not_grow_with_the_number_of_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    peaks = {count: _peak(tmp_path / str(count), count) for count in (1_000, 10_000)}
    ratio = peaks[10_000] / peaks[1_000]
    with capsys.disabled():
        print()
        for count, peak in peaks.items():
            print(f"MB peak {count} texts {peak / 1024:.0f}")
        print(f"ratio memory {ratio:.2f}")
    assert ratio < 1.2


def _clean_and_read(text: str) -> None:
    cleaned = clean_text(text)
    read(cleaned.text, cleaned.noise)


def _seconds(step: Callable[[str], object], texts: list[str]) -> float:
    """Processor seconds of one round over all texts: the time that other programs took is not counted."""
    start = time.process_time()
    for text in texts:
        step(text)
    return time.process_time() - start


def _peak(folder: Path, count: int) -> int:
    """The most memory, in KiB, that `jianggao outline` took over a folder of so many texts, no two alike."""
    folder.mkdir()
    for i in range(count):
        text = "\n".join(SENTENCES).format(i=i, n=i % 90 + 3)
        (folder / f"{i:05}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "generator.cli", "outline", str(folder), "--json"]
    told = subprocess.run(
        [sys.executable, "-c", PEAK, *command], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return int(told.stdout)
