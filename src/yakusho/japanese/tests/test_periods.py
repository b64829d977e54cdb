"""Ages and deadlines are those of the law, with the ward's closing days and the banks'."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from yakusho.japanese.periods import (
    CALENDAR_DAYS,
    Calendar,
    age_on,
    bank_calendar,
    days_between,
    deadline,
    deadline_months,
    spoken_age,
)
from yakusho.japanese.tests.read_cases import read_cases, told
from yakusho.kernel.fiscal import fiscal_year

FILE = Path(__file__).parents[4] / "wards" / "itabashi" / "calendars" / "closing-days.yaml"
CLOSING = YAML(typ="safe").load(FILE.read_text("utf-8"))
WARD = Calendar(
    frozenset({5, 6}),
    frozenset((int(day[:2]), int(day[3:])) for day in CLOSING["yearly"]),
    frozenset(CLOSING["holidays"]),
)
BANK = bank_calendar(WARD.holidays)
WEEKEND = Calendar(weekdays=frozenset({5, 6}), yearly=frozenset({(12, 31), (1, 1)}))
FRIDAY = date(2026, 11, 27)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def _answer(kind: str, first: date, second: str) -> object:
    if kind == "age":
        age = age_on(first, date.fromisoformat(second))
        return "" if age is None else age
    if kind == "fiscal_year":
        return fiscal_year(first)
    count = int(second)
    if kind == "deadline_months":
        return deadline_months(first, count, WARD)
    if kind == "deadline_calendar":
        return deadline(first, count, WARD, CALENDAR_DAYS)
    return deadline(first, count, {"deadline_ward": WARD, "deadline_bank": BANK}[kind])


def test_every_case_of_ages_and_deadlines() -> None:
    differences = []
    for case in read_cases("periods"):
        kind, first, second, expected = (case[name] for name in ("kind", "first", "second", "expected"))
        got = str(_answer(kind, date.fromisoformat(first), second))
        if got != expected:
            differences.append(f"{kind} {first} {second} gives {got}, not {expected} ({case['source']})")
    assert not differences, told(differences)


def test_the_first_day_is_not_counted() -> None:
    assert deadline(FRIDAY, 1, WEEKEND) == date(2026, 11, 30)


def test_closed_days_are_not_counted() -> None:
    assert deadline(FRIDAY, 6, WEEKEND) == date(2026, 12, 7)
    assert deadline(date(2026, 12, 30), 1, WEEKEND) == date(2027, 1, 4)


def test_an_end_on_a_closed_day_moves_on() -> None:
    assert deadline(date(2026, 11, 28), 0, WEEKEND) == date(2026, 11, 30)


def test_calendar_days_count_closed_days_too_but_do_not_end_on_one() -> None:
    assert deadline(FRIDAY, 7, WEEKEND, CALENDAR_DAYS) == date(2026, 12, 4)
    assert deadline(FRIDAY, 8, WEEKEND, CALENDAR_DAYS) == date(2026, 12, 7)
    assert deadline(date(2026, 12, 30), 1, WEEKEND, CALENDAR_DAYS) == date(2027, 1, 4)


@settings(deadline=None)
@given(days, days)
def test_the_age_people_say_is_the_age_of_the_day_before(birth: date, day: date) -> None:
    if day > birth:
        assert spoken_age(birth, day) == age_on(birth, day - timedelta(days=1))
    elif day == birth:
        assert spoken_age(birth, day) == 0
    else:
        assert spoken_age(birth, day) is None


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(0, 100))
def test_a_deadline_is_an_open_day_with_as_many_open_days_before_it(start: date, count: int) -> None:
    end = deadline(start, count, WARD)
    assert not WARD.closed(end)
    if count:
        assert days_between(start, end, WARD) == count


def test_a_year_without_an_open_day_is_told() -> None:
    with pytest.raises(ValueError, match="no open day"):
        deadline(date(2026, 1, 1), 1, Calendar(frozenset(range(7)), frozenset()))


def test_all_days_are_counted_where_the_unit_says_so() -> None:
    assert days_between(date(2026, 11, 27), date(2026, 11, 30), WARD, CALENDAR_DAYS) == 3
    assert days_between(date(2026, 11, 30), date(2026, 11, 27), WARD, CALENDAR_DAYS) == 0
    assert days_between(date(2026, 11, 27), date(2026, 11, 30), WARD) == 1


def test_an_age_is_told_to_the_end_of_the_calendar() -> None:
    assert age_on(date(9000, 12, 31), date.max) == 999
