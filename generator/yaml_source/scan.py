"""The shapes of a YAML line: where its list marks, its name and its value stand.

Patterns only; what is wrong with a line is for `traps` to say.
"""

from __future__ import annotations

import re

LEAD = r"^(?P<lead>[ ]*(?:-[ ]+)*)"
VALUE = re.compile(LEAD + r"(?:(?P<key>[^\s:#\"'\[{][^:#]*?):(?:[ ]+|$))?(?P<value>.*)$")
BLOCK_HEAD = re.compile(r"(?:^|[ ])[|>][+\-0-9]*[ ]*(?:#.*)?$")

_PLAIN = r"[\u3400-\u9fff0-9A-Za-z《（]"
ORDINARY = re.compile(
    rf"[ ]*(?:(?:-[ ]+)*[\u3400-\u9fff]{{1,16}}:(?:[ ]+{_PLAIN}[^#:|>]*)?|(?:-[ ]+)+{_PLAIN}[^#:：|>]*)$"
)
"""A line that is as it should be, as most are: a name in Chinese and its value, or an entry of a list, and no mark in
them that YAML could take for one of its own."""

INDENT = re.compile(r"^[ ]*[\t\u3000\u00a0][ \t\u3000\u00a0]*")
LIST_MARK = re.compile(
    r"^(?P<indent>[ ]*)(?:(?P<mark>[－•·●○▪▫◆◇■□➢✓\uf000-\uf0ff])[ \t\u3000\u00a0]*|(?P<dash>[—–−‐*+])[ \t\u3000\u00a0]+)(?=\S)"
)
TIGHT_MARK = re.compile(r"^(?P<indent>[ ]*)-(?:(?=[^\s\-0-9.,:\]}])|[\t\u3000\u00a0]+)")
WIDE_COLON = re.compile(
    LEAD
    + r"(?P<key>[^\s:：#\"'\[\]{}|>,，。；、！？（）()][^:：#\"'\[\]{}|>,，。；、！？（）()]{0,15})：[ \t\u3000\u00a0]*"
)
TIGHT_COLON = re.compile(
    LEAD + r"(?P<key>[“‘]?[\u3400-\u9fff][\u3400-\u9fff \u3000]{0,14}[”’]?):(?:[\u3000\u00a0]+|(?=[^\s/]))"
)
NO_COLON = re.compile(r"^(?P<key>[^\s:：#]{2,8})(?:[ \t\u3000=＝]+(?P<rest>[^:：]*))?$")
CURLY_KEY = re.compile(LEAD + r"[“‘](?P<key>[^“”‘’:：]{1,16})[”’][ ]*:(?=[ ]|$)")

CUT = re.compile(r"(?P<before>\S) #(?P<after>.*)$")
COMMENT = re.compile(r"(?:^|[ \t])#.*$")
CURLY = re.compile(r"^(?:“[^“”]*”|‘[^‘’]*’)[ ]*(?:[ ]#.*)?$")
CURLY_ITEM = re.compile(r"(?<=[\[,{:])(?P<lead>[ ]*)“(?P<inner>[^“”\"\\]*)”(?=[ ]*[,\]}])")
INNER_COLON = re.compile(r":(?:[ ]+|$)")
# A value that YAML takes for an alias, an anchor, a tag, a block text or nothing at all; real ones use ASCII names.
ODD_START = re.compile(r"[@`%]|[*&!](?![A-Za-z0-9_!<])|[|>](?![+\-0-9]*[ ]*(?:#|$))")
BRACKET_COLON = re.compile(r"(?P<key>[\u3400-\u9fff]{1,8})(?:[ ]*：[ ]*|:(?=[^\s,\]}]))")
BRACKET_COMMA = re.compile("，[ ]*")
BRACKET_KEY = re.compile(r"[\u3400-\u9fff]{1,8}[ ]*[:：]")
NAME_ITEM = re.compile(r"[“\"']?[\u3400-\u9fff·]{2,4}(?:[（(][^（()）]*[）)])?[”\"']?")
