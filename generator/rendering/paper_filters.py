"""过滤器 of the papers that are not spoken: 名单, 时段, 逐条.

Like those of `filters`: plain values in, text out; a hole stays a hole and an empty slot stays empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.rendering.values import BLANK, Blank, Hole, Said, shown
from generator.text.marks import literal
from generator.text.moments import Moment, part_of_day
from generator.text.points import Point, point_rows


def spaced_name(value: Any) -> Any:
    """齐名: a name of two characters as wide as one of three: 李明 → 李　明."""
    if isinstance(value, (Hole, Blank)):
        return value
    name = shown(value)
    return "　".join(name) if len(name) == 2 else name


def half_day(value: Any) -> Any:
    """时段: 上午, 下午 or 晚上; nothing where no time was typed."""
    if isinstance(value, Hole):
        return value
    return Said(part_of_day(value.start)) if isinstance(value, Moment) and value.start is not None else Said("")


def attendance(people: Any) -> Any:
    """名单: 李明（县委书记）、王芳（县委副书记、县长）; empty for nobody, so that the line goes."""
    if isinstance(people, (Hole, Blank)):
        return people
    shown_people = [one if isinstance(one, Hole) else _person(one) for one in people]
    return Said("、".join(map(str, shown_people))) if shown_people else BLANK


def _person(person: Any) -> str:
    post = person["职务"]
    return literal(f"{person['姓名']}（{post}）" if post else str(person["姓名"]))


def posts_and_names(people: Any) -> Any:
    """职务姓名: 县委书记李明、县应急管理局局长赵强, without 同志; ， between them where a post has a 、 of its own."""
    if isinstance(people, (Hole, Blank)):
        return people
    rows = [literal(f"{one['职务'] or ''}{one['姓名']}") for one in people]
    mark = "，" if len(rows) > 1 and any("、" in row for row in rows) else "、"
    return Said(mark.join(rows)) if rows else BLANK


def itemised(points: Any, style: str) -> Any:
    """逐条: several points each with its marker, one alone as it is: {{ 做法|逐条('（一）') }}."""
    if isinstance(points, (Hole, Blank)):
        return points
    if not all(isinstance(point, Point) for point in points):
        raise TypeError("“逐条”只能用在要点上")
    if len(points) == 1 and not points[0].points:
        only = points[0]
        return Said("\n".join(literal(row) for row in "。".join(filter(None, (only.title, only.text))).split("\n")))
    return Said("\n".join(point_rows(points, [style])))


PAPER_FILTERS: dict[str, Callable[..., Any]] = {
    "齐名": spaced_name,
    "时段": half_day,
    "名单": attendance,
    "职务姓名": posts_and_names,
    "逐条": itemised,
}
