"""Characters that nobody sees: those that no Word file holds, those without width, those that turn the writing round,
those that look like others.

Knows characters only; where one stands, and what is made of it, is for `traps` (as typed) and `load` (as escaped) to say.
"""

from __future__ import annotations

from generator.text.regex import regex

# What XML 1.0 cannot hold (2.2), the characters Unicode keeps for itself, and invisible line breaks.
UNPRINTABLE = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
# Bidi embeddings, overrides and isolates (UAX #9): what is read is not in the order of what stands there.
TURNING = regex("[\u202a-\u202e\u2066-\u2069]")
# Marks without width that web pages and chat programs leave in what is pasted.  The joiner between two pictures and the
# selectors of a character's form (𠮷 with U+E0100, ❤ with U+FE0F) belong to what they stand beside.
INVISIBLE = regex(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
    "|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)
FILLERS = "\u034f\u115f\u1160\u3164\uffa0"
"""Those of all these that Python calls printable: a text that is printable and has none of them has nothing unseen."""
_ORDINARY_PAGES = bytes({*range(256)} - {0x03, 0x04, 0x2E, 0x2F, 0xF9, 0xFA, 0xD8})
"""High bytes of UTF-16, but for those of Greek, Russian, radicals, Korea's Han and what lies beyond the first plane."""
LOOK = "已经去掉；看看这一行的字对不对，屏幕上先后可能和实际的相反"


def may_look_alike(text: str) -> bool:
    """Whether a text has characters that `text/lookalikes` is to look at; most have none, and that module stays unread."""
    # Asked of every file and paper: a pattern takes longer to compile than this to run.
    return bool(text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _ORDINARY_PAGES))


def unprintable(character: str) -> str:
    """What is told of a character that no Word file holds."""
    return f"有一个看不见的控制字符（U+{ord(character):04X}），Word 文件装不下"


def turning(character: str) -> str:
    """What is told of a character that turns the writing round."""
    return f"有一个看不见的、改变文字方向的字符（U+{ord(character):04X}）"
