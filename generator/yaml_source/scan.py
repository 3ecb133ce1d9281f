"""The shapes of a YAML line: where its list marks, its name and its value stand.

Patterns only; what is wrong with a line is for `traps` to say.
"""

from __future__ import annotations

from generator.text.regex import regex

LEAD = r"^(?P<lead>[ ]*(?:-[ ]+)*)"
VALUE = regex(LEAD + r"(?:(?P<key>[^\s:#\"'\[{][^:#]*?):(?:[ ]+|$))?(?P<value>.*)$")
BLOCK_HEAD = regex(r"(?:^|[ ])[|>][+\-0-9]*[ ]*(?:#.*)?$")

# To compile a class with all of Chinese takes a millisecond: it stands once, for the whole of the line, and where every
# letter is Chinese or ASCII, one that is not ASCII is Chinese.
_CHINESE = r"(?=[ -~\u3400-\u9fff，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％－]*$)"
_NAME, _PLAIN = r"[^\W0-9A-Za-z_]{1,16}:", r"(?!_)[\w《（]"
_CLOCK = "(?<=[0-9]):(?=[0-9])"
_VALUE = rf"{_PLAIN}[^#:|>]*(?:{_CLOCK}[^#:|>]*)*"
_INNER = rf"{_PLAIN}[^#:：,|>“‘\"'\[\]{{}}]*"
_NAMED = rf"{_NAME}[ ]+{_INNER}"
_WHOLE = rf"\{{{_NAMED}(?:,[ ]+{_NAMED})*\}}|\"[^\"\\#|>]*\"|'[^'#|>]*'"
ORDINARY = regex(
    rf"{_CHINESE}[ ]*(?:(?:-[ ]+)*{_NAME}(?:[ ]+(?:{_VALUE}|{_WHOLE}))?"
    rf"|(?:-[ ]+)+(?!.*：)(?:{_VALUE}|{_WHOLE})|(?:#.*)?)$"
)
"""A line that is as it should be, as most are: a name in Chinese and its value, an entry of a list, a remark; and no mark
in it that YAML could take for one of its own."""

INDENT = regex(r"^[ ]*[\t\u3000\u00a0][ \t\u3000\u00a0]*")
LIST_MARK = regex(
    r"^(?P<indent>[ ]*)(?:(?P<mark>[－•·●○▪▫◆◇■□➢✓\uf000-\uf0ff])[ \t\u3000\u00a0]*|(?P<dash>[—–−‐*+])[ \t\u3000\u00a0]+)(?=\S)"
)
TIGHT_MARK = regex(r"^(?P<indent>[ ]*)-(?:(?=[^\s\-0-9.,:\]}])|[\t\u3000\u00a0]+)")
WIDE_COLON = regex(
    LEAD
    + r"(?P<key>[^\s:：#\"'\[\]{}|>,，。；、！？（）()][^:：#\"'\[\]{}|>,，。；、！？（）()]{0,15})：[ \t\u3000\u00a0]*"
)
TIGHT_COLON = regex(
    LEAD + r"(?P<key>[“‘]?[\u3400-\u9fff][\u3400-\u9fff \u3000]{0,14}[”’]?):(?:[\u3000\u00a0]+|(?=[^\s/]))"
)
NO_COLON = regex(r"^(?P<key>[^\s:：#]{2,8})(?:[ \t\u3000=＝]+(?P<rest>[^:：]*))?$")
CURLY_KEY = regex(LEAD + r"[“‘](?P<key>[^“”‘’:：]{1,16})[”’][ ]*:(?=[ ]|$)")

CUT = regex(r"(?P<before>\S) #(?P<after>.*)$")
COMMENT = regex(r"(?:^|[ \t])#.*$")
CURLY = regex(r"^(?:“[^“”]*”|‘[^‘’]*’)[ ]*(?:[ ]#.*)?$")
CURLY_ITEM = regex(r"(?<=[\[,{:])(?P<lead>[ ]*)“(?P<inner>[^“”\"\\]*)”(?=[ ]*[,\]}])")
INNER_COLON = regex(r":(?:[ ]+|$)")
# A value that YAML takes for an alias, an anchor, a tag, a block text or nothing at all; real ones use ASCII names.
ODD_START = regex(r"[@`%]|[*&!](?![A-Za-z0-9_!<])|[|>](?![+\-0-9]*[ ]*(?:#|$))")
BRACKET_COLON = regex(r"(?P<key>[\u3400-\u9fff]{1,8})(?:[ ]*：[ ]*|:(?=[^\s,\]}]))")
BRACKET_COMMA = regex("，[ ]*")
BRACKET_KEY = regex(r"[\u3400-\u9fff]{1,8}[ ]*[:：]")
NAME_ITEM = regex(r"[“\"']?[\u3400-\u9fff·]{2,4}(?:[（(][^（()）]*[）)])?[”\"']?")
