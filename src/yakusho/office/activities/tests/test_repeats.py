"""Repeated sessions fall on the days people mean."""

import calendar
import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yakusho.office.activities.repeats import EVERY, SESSIONS_MAX, session_days

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
TIMES = st.integers(1, SESSIONS_MAX)


@given(DAYS, st.sampled_from(EVERY), TIMES)
def test_a_series_begins_on_its_first_day_and_goes_on_in_order(first: date, every: str, times: int) -> None:
    days = session_days(first, every, times)
    assert days[0] == first
    assert all(earlier < later for earlier, later in itertools.pairwise(days))
    assert len(days) == (1 if every == "once" else times)


@given(DAYS, TIMES)
def test_weekly_sessions_are_seven_days_apart(first: date, times: int) -> None:
    days = session_days(first, "week", times)
    assert all(later - earlier == timedelta(days=7) for earlier, later in itertools.pairwise(days))


@given(DAYS, TIMES)
def test_monthly_sessions_keep_the_date_or_take_the_last_day(first: date, times: int) -> None:
    for step, day in enumerate(session_days(first, "month", times)):
        assert (day.year * 12 + day.month) - (first.year * 12 + first.month) == step
        assert day.day == min(first.day, calendar.monthrange(day.year, day.month)[1])


@given(DAYS, TIMES)
def test_monthly_sessions_on_a_weekday_keep_its_place_or_take_the_last(first: date, times: int) -> None:
    for step, day in enumerate(session_days(first, "month_weekday", times)):
        assert (day.year * 12 + day.month) - (first.year * 12 + first.month) == step
        assert day.weekday() == first.weekday()
        place, wanted = (day.day - 1) // 7, (first.day - 1) // 7
        assert place == wanted or (wanted == 4 and place == 3 and (day + timedelta(days=7)).month != day.month)


def test_the_end_of_january_comes_back_after_february() -> None:
    days = session_days(date(2027, 1, 31), "month", 3)
    assert days == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]


@pytest.mark.parametrize("times", [0, -1, SESSIONS_MAX + 1])
def test_a_series_is_bounded(times: int) -> None:
    with pytest.raises(ValueError, match="SESSIONS_MAX"):
        session_days(date(2026, 11, 24), "week", times)
