"""计量: one paper writes its figures and units in one way; what is counted by the head has no decimals.

万 and 亿 side by side are no fault (GB/T 15835—2011, 5.3), so they are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.model import HAN, Checked, Finding, rule
from generator.text.regex import regex

_GROUPED = regex(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_PLAIN = regex(
    rf"(?<![0-9.,〔A-Za-z\-—－/:：])[0-9]{{4,9}}(?:\.[0-9]+)?(?=[万亿]?(?:余|多)?(?!年|号|年度|届|[-—]|[0-9])[{HAN}])"
)


@rule("W57", "提示")
def thousands_mixed(text: Checked) -> Iterator[Finding]:
    """千分号有的加，有的不加。

    查什么：一篇稿子里，有的数写成“1,200”，有的四位以上的数写成“3500”。年份、文号、电话不算。
    为什么：两种写法都可以，一篇稿子只用一种。公文里一般不加千分号。
    错例：投入12,000元，其中材料费3500元。
    改为：投入12000元，其中材料费3500元。
    依据：GB/T 15835—2011 5.1.1（多位数的分节）；同一篇用一种是办公室通行写法
    """
    if "," not in text.characters:
        return
    grouped = list(_GROUPED.finditer(text.text))
    if not grouped:
        return
    plain = _PLAIN.search(text.text)
    if plain is None:
        return
    for found in grouped:
        bare = found.group().replace(",", "")
        yield Finding(
            found.start(), found.end(), f"“{found.group()}”加了千分号，“{plain.group()}”没有加", f"“{bare}”", mend=bare
        )


_HEADS = regex(
    r"(?<![0-9.万亿])(?P<n>[0-9]+\.[0-9]*[1-9])(?P<u>名|位|人(?![均次口民天工月]|[/／])|户(?!均)|家|所(?![有以])|件(?!均)|起|辆|宗|例|个(?=单位|村|乡镇?|县|部门|企业|项目|社区|家庭|案[件例]|隐患|问题))"
)
_MEAN = regex("均|每|率|比|密度|相当|折|倍|占|人天|拥有|人年|标准")


@rule("W58", "疑似")
def decimal_of_heads(text: Checked) -> Iterator[Finding]:
    """人数、户数、件数有小数。

    查什么：“12.5人”“3.6户”“参加的企业有20.5家”。平均数、比率（户均3.2人、每千人2.5名）、以万计的数（45.2万人）不算。
    为什么：人、户、件只能是整数；多半丢了“万”，或者小数点打错了地方。
    错例：全县共有脱贫户1250.5户。
    改为：全县共有脱贫户12505户。
    依据：办公室通行校对要求
    """
    if "." not in text.characters:
        return
    for found in _HEADS.finditer(text.text):
        low, high = text.layout.sentence(found.start())
        if not _MEAN.search(text.text, low, high):
            said = found.group()
            yield Finding(found.start(), found.end(), f"“{said}”不会有小数", "整数", "看看是不是丢了“万”")


_UNITS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("公里", "公里"), ("千米", "千米"), ("km", "km|KM|Km|㎞")),
    (("公斤", "公斤"), ("千克", "千克"), ("kg", "kg|KG|Kg|㎏")),
    (("平方米", "平方米"), ("㎡", "㎡|m²|m2")),
    (("平方公里", "平方公里"), ("平方千米", "平方千米"), ("km²", "km²|km2")),
    (("立方米", "立方米"), ("m³", "m³|m3")),
    (("毫米", "毫米"), ("mm", "mm|㎜")),
)
_UNIT_FORMS = tuple(
    tuple(
        (name, form.split("|"), regex(f"(?<=[0-9万亿多余])\\s?(?<!平方)(?<!立方)(?P<u>{form})(?![A-Za-z²³0-9])"))
        for name, form in family
    )
    for family in _UNITS
)


@rule("W59", "提示")
def units_mixed(text: Checked) -> Iterator[Finding]:
    """一种单位两种写法。

    查什么：一篇稿子里，数后面的单位有的写“公里”，有的写“km”或“千米”；“公斤”和“千克”“kg”、“平方米”和“㎡”、“毫米”和“mm”也一样。
    为什么：同一个单位只用一种写法，念起来、看起来都不乱。
    错例：改造管网12公里，其中城区5km。
    改为：改造管网12公里，其中城区5公里。
    依据：GB/T 9704—2012 9（计量单位的用法）；前后一致是办公室通行写法
    """
    for family in _UNIT_FORMS:
        here = [(name, form) for name, signs, form in family if any(sign in text.text for sign in signs)]
        if len(here) < 2:
            continue
        used = [(found.start("u"), found.end("u"), name) for name, form in here for found in form.finditer(text.text)]
        if len({name for *_, name in used}) < 2:
            continue
        used.sort()
        first = used[0][2]
        for start, end, name in used:
            if name != first:
                yield Finding(start, end, f"“{text.text[start:end]}”前面写的是“{first}”", f"“{first}”")
