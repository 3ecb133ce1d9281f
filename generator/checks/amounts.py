"""数量: numbers with 万 and 亿 behind them, as amounts that can be added and divided.

A figure with 约 before it or 多 after it is none: whoever asks leaves it out.  Knows no rule.
"""

from __future__ import annotations

from generator.checks.model import Checked
from generator.records import record
from generator.text.regex import regex

NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_ROUGH = regex(r"[约近超逾]$|(?:大约|接近|超过|不足|至少|最多)$")


def is_rough(text: Checked, at: int) -> bool:
    """True where 约 or the like stands before a number."""
    return _ROUGH.search(text.text, max(0, at - 3), at) is not None


_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}


@record(frozen=True)
class Amount:
    """A number as it was written, its value in ones, and half of its last place: 1.2万 → 12000 ± 500."""

    said: str
    value: float
    slack: float

    @classmethod
    def of(cls, number: str, times: str = "") -> Amount:
        scale = _TIMES[times]
        places = len(number.partition(".")[2])
        return cls(number + times, float(number.replace(",", "")) * scale, scale * 10.0**-places / 2)


def shown(value: float, times: str = "") -> str:
    """An amount counted in ones, 万 or 亿, as it would be written: (12000.0, "万") → 1.2万."""
    return f"{value / _TIMES[times]:.4f}".rstrip("0").rstrip(".") + times


UNIT = r"(?:人次|个百分点|[^0-9\s，。、；：（）()%％多余来几，至到年月日时分号第—~～\-])"
