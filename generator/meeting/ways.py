"""方式: how each way of an agenda item is said, before it (请…传达) and after it (传达了…).

Read from 公用/方式.yaml, so a unit can add its own ways.  Knows words, not meetings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.records import record
from generator.text.marks import literal

GAP = "…"


@record(frozen=True)
class Way:
    """One 方式.  In each phrase … is where the matter goes; the `bare_` phrases are for an item without a matter."""

    name: str
    ask: str
    done: str
    bare_ask: str
    bare_done: str
    together: str
    together_done: str
    kind: str
    hear: str = ""
    """What the meeting did, in its minutes: 听取了关于…的汇报; where nothing is said, as `done`."""
    bare_hear: str = ""

    def heard(self, matter: str, together: bool) -> str:
        """What the meeting did, with 会议 before it: 传达了《…》, 听取了关于…的汇报."""
        return _filled(self.hear, self.bare_hear, matter) if self.hear else self.told(matter, together)

    def asked(self, matter: str, together: bool) -> str:
        """传达《…》, 围绕…发言; with marks around the matter."""
        if self._said_whole(matter):
            return "作" + literal(matter)
        return _filled((self.together if together else "") or self.ask, self.bare_ask, matter)

    def titled(self, matter: str) -> str:
        """The item of one who speaks as an agenda has it: 表态发言, 围绕…发言; not 作表态发言."""
        return self.asked(matter, False).removeprefix("" if matter else "作")

    def _said_whole(self, matter: str) -> bool:
        """关于防火工作的汇报 names its own way: 作关于防火工作的汇报, not 汇报关于防火工作的汇报."""
        return matter.startswith("关于") and matter.endswith("的" + self.name)

    def told(self, matter: str, together: bool) -> str:
        """传达了《…》, 围绕…作了发言."""
        if self._said_whole(matter):
            return "作了" + literal(matter)
        return _filled((self.together_done if together else "") or self.done, self.bare_done, matter)


def _filled(phrase: str, bare: str, matter: str) -> str:
    if matter:
        return phrase.replace(GAP, literal(matter)) if GAP in phrase else phrase
    return bare or phrase.replace(GAP, "")


def parse_ways(data: Mapping[str, Any]) -> dict[str, Way]:
    """The ways of 公用/方式.yaml by name."""
    out: dict[str, Way] = {}
    for name, given in data.items():
        said = given if isinstance(given, dict) else {}
        ask = str(said.get("请", f"{name}{GAP}"))
        done = str(said.get("了", f"{name}了{GAP}"))
        together = str(said.get("全体", ""))
        out[name] = Way(
            name,
            ask,
            done,
            str(said.get("空请", "")),
            str(said.get("空了", "")),
            together,
            str(said.get("全体了", "")) or together,
            str(said.get("类", "")),
            str(said.get("会", "")),
            str(said.get("空会", "")),
        )
    return out
