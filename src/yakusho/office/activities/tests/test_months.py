"""Months and fiscal years as calendars show them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.office.activities.months import Month, months_of_fiscal_year, read_month, read_year

DAY = date(2026, 11, 24)


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_a_month_has_each_of_its_days_once_in_weeks_from_sunday(year: int, month: int) -> None:
    shown = Month(year, month)
    weeks = shown.weeks
    assert all(len(week) == 7 for week in weeks)
    days = [day for week in weeks for day in week if day is not None]
    assert days == [shown.first + timedelta(days=step) for step in range((shown.last - shown.first).days + 1)]
    assert all(week[0] is None or week[0].weekday() == 6 for week in weeks)


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_neighbouring_months_lead_back(year: int, month: int) -> None:
    shown = Month(year, month)
    assert shown.next.previous == shown == shown.previous.next


@given(st.integers(2000, 2100))
def test_a_fiscal_year_has_twelve_months_from_april(year: int) -> None:
    months = months_of_fiscal_year(year)
    assert len(months) == 12
    assert (months[0].first, months[-1].last) == fiscal_year_days(year)


def test_addresses_of_months_and_years_are_read_or_replaced() -> None:
    assert read_month("2027-02", DAY) == Month(2027, 2)
    assert read_year("2027", 2026) == 2027


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "2026-1", "9999-01", "２０２６-０１", "abc"])
def test_what_is_no_month_is_this_month(text: str) -> None:
    assert read_month(text, DAY) == Month(2026, 11)
    assert read_year(text, 2026) == 2026
