"""Findings to be judged by hand: at most twenty of each rule, picked by a fixed seed, with the words around them.

    python tests/picking.py 清洗后 其他题材 原样      all three sets of texts
    python tests/picking.py 原样 --rule W27            one rule

What a judge says of each is the table in docs/检查规则.md.
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


def texts(which: str) -> Iterator[tuple[str, str]]:
    """The texts of a set by name: 清洗后 and 原样 are the corpus, 其他题材 the papers of tests/data."""
    if which == "其他题材":
        paths = sorted((ROOT / "tests" / "data").rglob("*.txt"))
    else:
        paths = sorted(RAW.glob("*.txt"))
    for path in paths:
        text = path.read_text(encoding="utf-8-sig")
        yield path.stem, clean_text(text).text if which == "清洗后" else text


def picked(sets: list[str]) -> dict[str, list[tuple[str, Problem]]]:
    """The findings of each rule that are to be judged, with the set that each is from."""
    found: dict[str, list[tuple[str, Problem]]] = {}
    for which in sets:
        for name, text in texts(which):
            for problem in check_text(text, name=name):
                found.setdefault(problem.code, []).append((which, problem))
    return {
        code: random.Random(f"{SEED} {code}").sample(of, min(MOST, len(of))) for code, of in sorted(found.items())
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="+", choices=["清洗后", "其他题材", "原样"])
    parser.add_argument("--rule", action="append", default=[])
    chosen = parser.parse_args()
    total = 0
    for code, findings in picked(chosen.sets).items():
        if chosen.rule and code not in chosen.rule:
            continue
        total += len(findings)
        for number, (which, problem) in enumerate(findings, 1):
            place = problem.place
            low = max(0, place.column - 1 - AROUND)
            around = f"{place.excerpt[low : place.column - 1]}▲{place.excerpt[place.column - 1 :][:AROUND]}"
            print(f"{code} {problem.severity} {number:2} {which} {place.file}:{place.line}  {problem.found} ｜ {around}")
    print(f"共 {total} 处")


if __name__ == "__main__":
    main()
