"""讲话人的单位: what a speaker from below calls his own unit and those under it, as his post tells.

Knows posts; a post that tells nothing gives nothing, and the sentence that would need it goes.
"""

from __future__ import annotations

import re

from generator.text.regex import regex

_STANDINGS: tuple[tuple[str, str, str], ...] = (
    (r"纪委", "我委", "各科室、各下属单位"),
    (r"村民小组|村(?:委会|支书)?", "我村", "各村民小组"),
    (r"社区|居委会", "我社区", "各小区"),
    (r"街道", "我街道", "各社区"),
    (r"镇(?:人民政府|政府|党委)?", "我镇", "各村、各社区"),
    (r"乡(?:人民政府|政府|党委)?", "我乡", "各村"),
    (r"车间", "我车间", "各班组"),
    (r"办公室|办(?=主任|副主任|公厅)", "我办", "各科室"),
    (r"局", "我局", "各科室、各下属单位"),
    (r"厅", "我厅", "各处室、各直属单位"),
    (r"(?<![县市区省党纪管村居])委(?:员会)?(?=主任|副主任|党组)", "我委", "各科室、各下属单位"),
    (r"中学|小学|学校|职高|技校", "我校", "各处室、各年级"),
    (r"大学|学院", "我校", "各院系、各部门"),
    (r"幼儿园", "我园", "各班"),
    (r"医院|卫生院", "我院", "各科室"),
    (r"集团(?:(?:股份)?有限(?:责任)?)?总?公司|集团", "我公司", "各部门、各子公司"),
    (r"公司", "我公司", "各部门"),
    (r"厂", "我厂", "各车间、各班组"),
    (r"县(?:委员会|委|政府|人民政府)?", "我县", "各乡镇、各部门"),
    (r"区(?:委员会|委|政府|人民政府)?", "我区", "各街道、各部门"),
    (r"市(?:委员会|委|政府|人民政府)?", "我市", "各县区、各部门"),
    (r"省(?:委员会|委|政府|人民政府)?", "我省", "各市、各部门"),
)
_MARKS = tuple((regex(pattern), own, below) for pattern, own, below in _STANDINGS)


def standing_of(post: str) -> tuple[str, str]:
    """自称 and 下级 of one with this post, unit and all: 石桥镇党委书记 → 我镇, 各村、各社区; "" where it tells nothing.

    The first of several posts counts, and in it the last unit that is named.
    """
    return _last(re.split("[、，]", post)[0]) if post else ("", "")


def standing_of_unit(name: str) -> tuple[str, str]:
    """自称 and 下级 of a unit by its full name: 云山县人民政府 → 我县, 各乡镇、各部门; "" where its end tells nothing."""
    return _last(name, whole=True)


def _last(name: str, whole: bool = False) -> tuple[str, str]:
    found = [
        (match.end(), match.end() - match.start(), own, below)
        for mark, own, below in _MARKS
        for match in mark.finditer(name)
        if not whole or match.end() == len(name)
    ]
    if not found:
        return "", ""
    _, _, own, below = max(found)
    return own, below
