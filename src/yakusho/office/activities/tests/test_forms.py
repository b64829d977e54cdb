"""What people type as day, time and number."""

from datetime import date, time

import pytest

from yakusho.office.activities.forms import posted_day, posted_number, posted_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:00", time(14)),
        ("１４：００", time(14)),
        ("9:05", time(9, 5)),
        ("930", time(9, 30)),
        ("14時30分", time(14, 30)),
        ("14時", time(14)),
        ("", None),
        ("24:00", None),
        ("14:60", None),
        ("午後", None),
        ("14:0", None),
    ],
)
def test_times(typed: str, meant: time | None) -> None:
    assert posted_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("令和8年11月24日", date(2026, 11, 24)),
        ("R8.11.24", date(2026, 11, 24)),
        ("2026-02-30", None),
        ("いつか", None),
        ("", None),
        ("9" * 500, None),
    ],
)
def test_days(typed: str, meant: date | None) -> None:
    assert posted_day(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30", 30),
        ("３０", 30),
        ("1,000", 1000),
        ("0", 0),
        ("-1", None),
        ("30.5", None),
        ("約30", None),
        ("9" * 9, None),
    ],
)
def test_numbers(typed: str, meant: int | None) -> None:
    assert posted_number(typed) == meant
