"""口气: sentences of the library that not every speaker and not every place can say.

A sentence goes whole, so that what stays reads on.  Knows the words by which a sentence turns to the listeners or
announces a list; not who speaks.
"""

from __future__ import annotations

from generator.text.regex import regex

_ANNOUNCED = regex(r"[^。！？]*(?:下面|以下)[的这几按各][^。！？]*[。！？]")
_ADDRESSED = regex(
    r"[^。！？]*(?:请大家|希望大家|请对照|把大家请来|就看大家)[^。！？]*[。！？]"
    r"|(?<![^。！？])大家(?:要|到|务必)[^。！？]*[。！？]"
)

_AUTHORITY = regex("查处|查办|执法|问责|督导|督查|考核")


def of_authority(noun: str) -> bool:
    """Whether a topic is for those to do who oversee and punish: 违规用火查处, 安全监管执法."""
    return bool(_AUTHORITY.search(noun))


def without_announcement(text: str) -> str:
    """A lead under which no list stands: 预防和扑救两手都要硬。下面几件事环环相扣。 → 预防和扑救两手都要硬。"""
    return _ANNOUNCED.sub("", text)


def without_address(text: str) -> str:
    """What one says who has nobody to give tasks to: 风大物燥。大家要把火险看得重一些。 → 风大物燥。"""
    return _ADDRESSED.sub("", text)
