"""Near-duplicates: which texts of an archive are one text, though a site, a date or a name differs.

A text is told by the eight smallest hashes of its runs of eight Chinese characters, so that ten thousand texts take a
few megabytes.  Two texts are one where at least half of these agree; small texts are compared by all they have.
Knows characters and nothing of papers.  (A general fuzzy matcher compares pairs of texts; with a thousand of them that
is half a million comparisons, where a table of hashes needs one look each.)
"""

from __future__ import annotations

from hashlib import blake2b

from generator.text.regex import regex

_HAN = regex("[\u3400-\u9fff]+")
_RUN = 8
_KEPT = 24
_SHARED = 0.5
"""Share of the smallest hashes that must agree; measured on texts of which half the sentences were changed."""

Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """The smallest hashes of a text's runs; empty for a text shorter than a run."""
    han = "".join(_HAN.findall(text))
    runs = {han[i : i + _RUN] for i in range(len(han) - _RUN + 1)}
    return tuple(sorted(_hash(run) for run in runs)[:_KEPT])


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8"), digest_size=8).digest(), "big")


def alike(one: Sketch, other: Sketch) -> bool:
    """True where two texts are one.  The smallest hashes of both together are a fair sample of all their runs."""
    if not one or not other:
        return False
    union = sorted({*one, *other})[: min(len(one), len(other))]
    both = set(one) & set(other)
    return sum(value in both for value in union) >= _SHARED * len(union)


class Groups:
    """Texts put into groups as they come: the number of a text's group is that of the first text like it."""

    def __init__(self) -> None:
        self._first: dict[int, list[int]] = {}
        self._sketches: dict[int, Sketch] = {}
        self._count = 0

    @property
    def last(self) -> int:
        """The number of the text that came last: its group, where it is like none before it."""
        return self._count - 1

    def add(self, text: str) -> int:
        """The group of one more text."""
        return self.add_sketch(sketch(text))

    def add_sketch(self, made: Sketch) -> int:
        """The group of one more text of which the sketch is known."""
        number = self._count
        self._count += 1
        for group in sorted({g for value in made for g in self._first.get(value, ())}):
            if alike(made, self._sketches[group]):
                return group
        for value in made:
            self._first.setdefault(value, []).append(number)
        self._sketches[number] = made
        return number
