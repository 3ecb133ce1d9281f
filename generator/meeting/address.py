"""称谓: how a person is spoken of, by the post: 李明同志, 李想同学, 程远教授, 周文校长.

Knows posts and the unit's usual 称谓; whether a parent is a 先生 or a 女士 no post tells, so nothing is invented.
"""

from __future__ import annotations

import re

from generator.text.regex import regex

USUAL = "同志"
_TEACHERS = "老师"
_FAMILY = regex(r"家长(?!学校|会主席)")
_PUPIL = regex(r"学生(?:代表|会(?!办公室)|干部|$)|同学|少先队|[初高][一二三].{0,4}班|年级.{0,5}班")
_CLASS_TEACHER = regex(r"班主任|老师|教师|辅导员")
_SCHOLAR = regex(r"(?:^|[^副])(?P<rank>教授|院士)$|副(?P<deputy>教授)$")
_EXPERT = regex(r"(?:专家|来宾|嘉宾|校友(?:代表)?)$")
_HEAD = regex(r"[校园]长$|学院院长$")
_AUTHORITY = regex(r"局|厅|政府|派出所|法院|检察|[省市县区乡镇](?:委|长)")


def address_of(post: str, usual: str = USUAL) -> str:
    """What follows the name of a person with this post (unit and all) where people are called `usual`; "" where only
    the post itself can stand with the name.

    学生代表 → 同学, 学生家长代表 → "", 省人民医院主任、教授 → 教授; in a school 副校长 → 校长, 县教育局局长 → 同志.
    """
    if _FAMILY.search(post):
        return ""
    if _PUPIL.search(post) and not _CLASS_TEACHER.search(post):
        return "同学"
    posts = re.split("[、，]", post)
    if found := next((m for one in posts if (m := _SCHOLAR.search(one))), None):
        return found["rank"] or found["deputy"]
    if any(_EXPERT.search(one) for one in posts):
        return ""
    if usual == _TEACHERS:
        if any(_HEAD.search(one) for one in posts):
            return "校长" if any("校长" in one for one in posts) else "园长" if "园长" in post else "院长"
        if _AUTHORITY.search(post):
            return USUAL
    return usual
