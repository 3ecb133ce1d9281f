"""人员 in an old text: who is called by name and post, and who acts in an agenda item.

A name is known by what stands around it (县长张××同志), never by a list of surnames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.text.regex import regex

_POST_END = (
    "书记|[^\\s，、。；：]长|主任|主席|经理|总裁|常委|委员|代表|教授|理事|总监|干事|助理|秘书|参赞|检察官|院士|馆员"
)
# 长 goes on with a post (秘书长), it does not begin a name.
_NAME = "(?!长)[\u3400-\u9fff×＊*XxＸ○]{2,4}?"
_TITLE = "同志|先生|女士|老师|教授|同学"
_LEAD = "(?:出席|参加|主席台|前排|就座|会议|的|有|是|为|请|由|欢迎|和|及|以及|与|代表|原)"
_ONE = regex(rf"(?P<post>[^，。；：]{{0,30}}?(?:{_POST_END}))(?P<name>{_NAME})(?:{_TITLE})")
ONE_IN_TEXT = regex(rf"(?P<post>[\u3400-\u9fff]{{0,12}}?(?:{_POST_END}))(?P<name>{_NAME})(?=同志|先生|女士)")
"""A person named with his post in running text: 请县长李明同志讲话."""
_ALONE = regex(rf"(?P<name>{_NAME})(?:{_TITLE})")
_BODY = regex(
    r".{2,}(?:[局办组委厅部处室科所站院队镇乡县市区村校司厂行班系会社]|中心|公司|集团|大队|支队|专班|社区|街道|学校|医院)"
)
_BODY_STOP = regex("负责|同志|书记|主任|局长|代表|大家|各位|依次|分别|主要")
_PRESENT = regex(
    rf"(?<![^。\n])[^。\n]*(?:出席|就座|参加|在座)[^。\n]*(?:(?<=[：:；，])(?:\n[^。\n]*(?:{_TITLE})[^。\n]*)+)?"
)
"""A sentence that says who is present, and the lines below that name one person each."""


@dataclass
class Roster:
    """The people found so far, each with his post, as fully as it was said."""

    posts: dict[str, str] = field(default_factory=dict)

    def enter(self, name: str, post: str) -> str:
        """The name, entered with its post where it is new; empty where it already is somebody else's (王××)."""
        known = self.posts.get(name)
        same = not known or not post or known.endswith(post) or post.endswith(known)
        if not same and not name.isalpha():
            return ""
        if known is None or (same and len(post) > len(known)):
            self.posts[name] = post
        return name


def usable(name: str) -> bool:
    """True for a name, or a surname with a placeholder (王××): what is all placeholder names nobody."""
    return re.fullmatch("[\u3400-\u9fff]{2,4}|[\u3400-\u9fff](?:×{1,3}|[Xx]{1,3})", name) is not None


def people_in(called: str, roster: Roster) -> list[str]:
    """Who is called in 请…传达: names (entered with their posts) and offices; empty where one of them is not sure."""
    out: list[str] = []
    for one in _apart(called):
        one = post_of(one.strip())
        found = _ONE.fullmatch(one)
        if found and usable(found["name"]):
            out.append(roster.enter(found["name"], found["post"]))
        elif (alone := _ALONE.fullmatch(one)) and usable(alone["name"]) and alone["name"] in roster.posts:
            out.append(alone["name"])
        elif _BODY.fullmatch(one) and not _BODY_STOP.search(one) and len(one) <= 20:
            out.append(one)
        else:
            return []
    return list(dict.fromkeys(out)) if all(out) else []


def _apart(called: str) -> Iterator[str]:
    """Those who are called, one by one: 、 stands between people and inside a post (市委副书记、市长)."""
    for one in re.split("(?<=同志|先生|女士|老师)(?:[、，]|和|以及)", called):
        yield from [one] if _ONE.fullmatch(post_of(one.strip())) else re.split("[、，]|和", one)


def post_of(said: str) -> str:
    """A post without the words that lead to it: 请副县长 → 副县长."""
    return re.sub(f"^{_LEAD}+", "", re.split("请|欢迎|掌声|[一二三四五六七八九十]是", said)[-1])


def attendance(text: str, roster: Roster) -> None:
    """Enters the people that an opening introduces (出席…的有：县委书记李明同志，…) in its order, which is the rank.

    The list may stand on the lines below, one person a line.
    """
    for found in _PRESENT.finditer(text):
        for part in re.split("[，,：:；;。\n]", found.group()):
            for one in _apart(part):
                person = _ONE.fullmatch(post_of(one.strip()))
                if person and usable(person["name"]):
                    roster.enter(person["name"], person["post"])
