"""How fast a paper is checked, and how that grows with its length.

Like the other benchmarks it asserts ratios of figures of the same minute, and prints the figures themselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks import check_text
from generator.clean import clean_text

ROOT = Path(__file__).parents[2]
RAW = ROOT.parent / "shared" / "corpus" / "raw"
OWN = ROOT / "tests" / "data" / "speeches"
SPEECH = 2_500
"""Characters of a speech of a quarter of an hour."""
TIMES = 100
ROUNDS = 7


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of the corpus as they are cleaned, or, where it is not beside the repository, the tests' own speeches; short
    ones are joined until they are as long as a speech.
    """
    out = [""]
    for file in sorted((RAW if RAW.is_dir() else OWN).glob("*.txt")):
        out[-1] += clean_text(file.read_text(encoding="utf-8-sig")).text + "\n"
        if len(out[-1]) >= SPEECH:
            out.append("")
    return out[:-1]


def test_a_paper_is_checked_in_the_time_it_takes_to_cut_it_into_words(
    texts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    speeches = sum(map(len, texts)) / SPEECH
    ours, words = [], []
    for _ in range(ROUNDS):
        ours.append(_seconds(lambda: [check_text(text, name="讲话.txt") for text in texts]))
        words.append(_seconds(lambda: [list(jieba.cut(text)) for text in texts]))
    ratio = min(words) / min(ours)
    with capsys.disabled():
        print()
        print(f"ms check {SPEECH} characters {1000 * min(ours) / speeches:.1f}")
        print(f"ms jieba {SPEECH} characters {1000 * min(words) / speeches:.1f}")
        print(f"ratio check jieba {ratio:.1f}")
    assert ratio >= 0.6


@pytest.mark.parametrize("line_break", ["\n", ""], ids=["lines", "one line"])
def test_a_text_a_hundred_times_as_long_takes_a_hundred_times(
    texts: list[str], line_break: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two texts: one as it is cleaned, one with its pairs of marks torn, so that rules have much to look for."""
    clean = "\n".join(texts)[:SPEECH].replace("\n", line_break) + line_break
    torn = clean.replace("”", "").replace("，", ",").replace("。", "（。", 20)
    for kind, text in (("clean", clean), ("torn", torn)):
        growth = _quickest(text * TIMES, 2) / _quickest(text, ROUNDS) / TIMES
        with capsys.disabled():
            print(f"\nratio growth {kind} {growth:.2f}")
        assert growth < 3


def _quickest(text: str, rounds: int) -> float:
    return min(_seconds(lambda: check_text(text, name="讲话.txt")) for _ in range(rounds))


def _seconds(step: Callable[[], object]) -> float:
    """Processor seconds of a step: the time that other programs took is not counted."""
    start = time.process_time()
    step()
    return time.process_time() - start
