"""日期和时间: what was typed, and how a paper says it."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.moments import (
    Moment,
    WrongMoment,
    minutes_between,
    parse_date,
    parse_moment,
    say_date,
    say_moment,
    say_time,
    say_weekday,
)

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "typed",
    [
        "2026年11月25日", "2026-11-25", "2026/11/25", "2026.11.25", "2026年11月25号", "2026 年 11 月 25 日", "２０２６年１１月２５日",
        "二〇二六年十一月二十五日", "二○二六年十一月二十五日", "2026年11月25日（星期三）", "2026年11月25日 周三", "2026-11-25(星期三)", "2026－11－25",
    ],
)  # fmt: skip
def test_dates_as_they_are_typed(typed: str) -> None:
    assert parse_date(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("14:30", time(14, 30)), ("14：30", time(14, 30)), ("14:30:00", time(14, 30)), ("下午2:30", time(14, 30)), ("下午2时30分", time(14, 30)),
        ("下午两点半", time(14, 30)), ("14时30分", time(14, 30)), ("14点30分", time(14, 30)), ("下午3点一刻", time(15, 15)), ("9时", time(9)),
        ("上午9点整", time(9)), ("上午十点", time(10)), ("晚上7点", time(19)), ("晚8时", time(20)), ("中午12点", time(12)), ("中午1点", time(13)),
        ("中午11:30", time(11, 30)), ("凌晨0:30", time(0, 30)), ("下午14:30", time(14, 30)), ("早上八点", time(8)), ("00:00", time(0)),
    ],
)  # fmt: skip
def test_hours_as_they_are_typed(typed: str, start: time) -> None:
    assert parse_moment(f"2026年11月25日 {typed}") == Moment(DAY, start)
    assert parse_moment(f"2026-11-25（星期三）{typed}") == Moment(DAY, start)


@pytest.mark.parametrize("to", [" 至 ", "至", "到", "-", "—", "——", "－", "~", "～", " – "])
def test_from_and_to(to: str) -> None:
    assert parse_moment(f"2026年11月25日 14:30{to}16:30") == Moment(DAY, time(14, 30), time(16, 30))


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026年11月25日下午2时至4时", Moment(DAY, time(14), time(16))),
        ("2026年11月25日上午9时至下午5时", Moment(DAY, time(9), time(17))),
        ("2026年11月25日 11:00 至 1:30", None),
        ("2026年11月25日 8:00 至 2026年11月27日 17:00", Moment(DAY, time(8), time(17), date(2026, 11, 27))),
        ("2026年11月25日至2026年11月27日", Moment(DAY, None, None, date(2026, 11, 27))),
        ("2026年11月25日至27日", Moment(DAY, None, None, date(2026, 11, 27))),
        ("2026年11月25日—12月2日", Moment(DAY, None, None, date(2026, 12, 2))),
        ("2026年11月25日-27日", Moment(DAY, None, None, date(2026, 11, 27))),
        ("2026年11月25日 9:00 至 27日 17:00", Moment(DAY, time(9), time(17), date(2026, 11, 27))),
        ("2026年11月25日 14:30 至 2026年11月25日 16:30", Moment(DAY, time(14, 30), time(16, 30))),
    ],
)
def test_spans(typed: str, moment: Moment | None) -> None:
    if moment is None:
        with pytest.raises(WrongMoment):
            parse_moment(typed)
    else:
        assert parse_moment(typed) == moment


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "看不出是哪年哪月哪日"),
        ("明天下午", "看不出是哪年哪月哪日"),
        ("11月25日 14:30", "没有写是哪一年"),
        ("2026年2月30日", "没有2026年2月30日这一天"),
        ("2026年13月1日", "没有2026年13月1日这一天"),
        ("0000年1月1日", "没有0年1月1日这一天"),
        ("2026年11月25日（星期四）", "2026年11月25日是星期三，不是星期四"),
        ("2026年11月25日 25:00", "没有25时0分这个时间"),
        ("2026年11月25日 14:75", "没有14时75分这个时间"),
        ("2026年11月25日 24:00", "没有24时0分这个时间"),
        ("2026年11月25日 晚上12点", "晚上12时是第二天的事"),
        ("2026年11月25日 晚上1点", "晚上1时是第二天的事"),
        ("2026年11月25日 上午14:30", "上午没有14时"),
        ("2026年11月25日 凌晨12:30", "凌晨没有12时"),
        ("2026年11月25日至31日", "没有2026年11月31日这一天"),
        ("2026年11月25日 16:30 至 14:30", "不在开始时间"),
        ("2026年11月25日 14:30 至 14:30", "不在开始时间"),
        ("2026年11月25日 14:30 至", "后面没有结束时间"),
        ("2026年11月25日至2026年11月20日", "结束日期在开始日期之前"),
        ("2026年11月25日 14:30 左右", "“左右”认不出来"),
    ],
)
def test_what_cannot_be_is_told_why(typed: str, said: str) -> None:
    with pytest.raises(WrongMoment, match=said):
        parse_moment(typed)


def test_a_date_has_no_hour() -> None:
    with pytest.raises(WrongMoment, match="只要日期"):
        parse_date("2026年11月25日 14:30")


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (time(0, 5), "凌晨0时5分"), (time(8), "上午8时"), (time(11, 59), "上午11时59分"), (time(12), "中午12时"), (time(12, 30), "中午12时30分"),
        (time(13), "下午1时"), (time(14, 30), "下午2时30分"), (time(18), "晚上6时"), (time(23, 59), "晚上11时59分"),
    ],
)  # fmt: skip
def test_a_time_is_said_with_its_part_of_the_day(clock: time, said: str) -> None:
    assert say_time(clock) == said


def test_a_moment_is_said_with_its_weekday() -> None:
    assert say_date(DAY) == "2026年11月25日"
    assert say_weekday(DAY) == "星期三"
    assert say_moment(Moment(DAY)) == "2026年11月25日（星期三）"
    assert say_moment(Moment(DAY, time(14, 30))) == "2026年11月25日（星期三）下午2时30分"
    assert say_moment(Moment(DAY, time(14, 30), time(16, 30))) == "2026年11月25日（星期三）下午2时30分至4时30分"
    assert say_moment(Moment(DAY, time(9), time(14))) == "2026年11月25日（星期三）上午9时至下午2时"
    span = Moment(DAY, time(8), time(17), date(2026, 11, 27))
    assert say_moment(span) == "2026年11月25日（星期三）上午8时至2026年11月27日（星期五）下午5时"
    assert str(Moment(DAY)) == "2026年11月25日（星期三）"


def test_minutes() -> None:
    assert minutes_between(Moment(DAY, time(14, 30), time(16, 30))) == 120
    assert minutes_between(Moment(DAY, time(23), time(1), date(2026, 11, 26))) == 120
    assert minutes_between(Moment(DAY, time(14, 30))) is None


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
CLOCKS = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@given(DAYS, st.none() | CLOCKS)
def test_what_is_said_is_read_back(day: date, start: time | None) -> None:
    moment = Moment(day, start)
    assert parse_moment(say_moment(moment)) == moment


@given(DAYS, CLOCKS, st.integers(1, 600))
def test_a_span_that_is_said_is_read_back(day: date, start: time, minutes: int) -> None:
    total = start.hour * 60 + start.minute + minutes
    if total >= 1440:
        end_day, total = day + timedelta(days=1), total - 1440
        moment = Moment(day, start, time(total // 60, total % 60), end_day)
    else:
        moment = Moment(day, start, time(total // 60, total % 60))
    assert parse_moment(say_moment(moment)) == moment


@given(
    st.text(
        st.one_of(st.sampled_from("0123456789年月日时分点半至上下午:：-（）星期三二十"), st.characters()), max_size=30
    )
)
def test_any_text_is_a_moment_or_a_wrong_one(text: str) -> None:
    try:
        moment = parse_moment(text)
    except WrongMoment as wrong:
        assert str(wrong)
        return
    assert parse_moment(say_moment(moment)) == moment
