"""How fast people speak.

Rates and pauses only; what is spoken is for `spoken` to say.  No rule gives them: the rates are those that speech
writers name, the pauses follow from them.
"""

from __future__ import annotations

from generator.records import record

RATE = 180
"""Characters spoken a minute where the speaker's own rate is not known (150–220 for ordinary speakers)."""
SLOWEST, FASTEST = 150, 220
"""The rates between which ordinary speakers are found."""


@record(frozen=True)
class Pauses:
    """Seconds of silence at the usual rate.  A slower speaker pauses longer in proportion.

    They are set so that a text with the usual punctuation takes as long as its characters, marks counted as Word
    counts them, at that rate: that is what the rates in use are measured by.
    """

    comma: float = 0.2
    sentence: float = 0.5
    paragraph: float = 1.0
    salutation: float = 2.0
    cue: float = 5.0
    """What a （鼓掌） takes."""


PAUSES = Pauses()


def seconds(syllables: int, silence: float, rate: float = 0) -> float:
    """Seconds that so many syllables take at a rate (a minute; 0 for the usual one), with silence at the usual rate."""
    own = rate or RATE
    return syllables / own * 60 + silence * RATE / own
