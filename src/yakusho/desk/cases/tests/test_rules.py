"""Days and steps of a case."""

from datetime import date

import pytest

from yakusho.desk.cases.rules import done_already, due_after_correction, possible
from yakusho.japanese.periods import Calendar
from yakusho.ui.ward_calendar import ward_calendar

WEEKEND = Calendar(weekdays=frozenset({5, 6}), yearly=frozenset({(12, 31), (1, 1)}))
FRIDAY = date(2026, 11, 27)


def test_a_correction_adds_calendar_days_where_the_period_counts_them() -> None:
    due = due_after_correction(WEEKEND, date(2026, 12, 1), date(2026, 11, 24), FRIDAY, "calendar_days")
    assert due == date(2026, 12, 4)


def test_the_ward_is_closed_on_holidays_weekends_and_at_the_turn_of_the_year() -> None:
    ward = ward_calendar()
    for day in (date(2026, 11, 23), date(2026, 11, 28), date(2026, 12, 29), date(2027, 1, 3)):
        assert ward.closed(day)
    assert not ward.closed(date(2026, 11, 24))
    assert not ward.closed(date(2026, 12, 28))


def test_days_the_applicant_needed_to_correct_are_added_to_the_due_date() -> None:
    due = due_after_correction(WEEKEND, date(2026, 12, 4), returned_on=date(2026, 11, 24), corrected_on=FRIDAY)
    assert due == date(2026, 12, 9)


@pytest.mark.parametrize("state", ["approved", "rejected"])
def test_nothing_follows_a_decision(state: str) -> None:
    assert possible(state) == []


def test_the_same_decision_again_is_harmless_but_a_new_return_is_not_the_same() -> None:
    assert done_already("approved", "approve")
    assert not done_already("approved", "reject")
    assert not done_already("returned", "return")
