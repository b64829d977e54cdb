"""The clock: one spelling of an instant, days of Tokyo, and a year that can be played in minutes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year, fiscal_year_days

zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
days = st.dates(date(1900, 1, 2), date(9999, 12, 30))
instants = st.builds(datetime.combine, days, st.times(), tzinfo=zones)


@pytest.fixture(autouse=True)
def _real_clock() -> Iterator[None]:
    yield
    clock.use_offset_file(None)


@given(instants)
def test_an_instant_survives_its_text(instant: datetime) -> None:
    text = clock.rfc3339(instant)
    assert clock.from_rfc3339(text) == instant
    assert clock.rfc3339(clock.from_rfc3339(text)) == text


@given(instants, instants)
def test_texts_sort_like_their_instants(one: datetime, other: datetime) -> None:
    assert (clock.rfc3339(one) < clock.rfc3339(other)) == (one < other)


@pytest.mark.parametrize("text", ["", "2026-11-24", "2026-11-24T08:00:00Z", "2026-11-24T08:00:00.000000+00:00"])
def test_another_spelling_of_an_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="does not match"):
        clock.from_rfc3339(text)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2027-03-31T14:59:59.999999+00:00", date(2027, 3, 31)),
        ("2027-03-31T15:00:00+00:00", date(2027, 4, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_tokyo(instant: str, day: date) -> None:
    with time_machine.travel(datetime.fromisoformat(instant), tick=False):
        assert clock.today() == day


def test_a_sample_home_moves_its_clock(tmp_path: Path) -> None:
    offset = tmp_path / "clock-offset"
    with time_machine.travel(datetime(2026, 11, 24, 8, tzinfo=UTC), tick=False):
        clock.use_offset_file(offset)
        assert clock.now() == datetime(2026, 11, 24, 8, tzinfo=UTC), "no file is no offset"
        offset.write_text("86400")
        assert clock.today() == date(2026, 11, 25)
        offset.write_text("-3600")
        assert clock.now() == datetime(2026, 11, 24, 7, tzinfo=UTC)
        clock.use_offset_file(None)
        assert clock.now() == datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 3, 31), 2026),
    ],
)
def test_a_fiscal_year_runs_from_april_to_march(day: date, year: int) -> None:
    assert fiscal_year(day) == year


@given(st.dates(date(1, 4, 1), date(9998, 12, 31)))
def test_each_day_lies_within_its_fiscal_year(day: date) -> None:
    first, last = fiscal_year_days(fiscal_year(day))
    assert first <= day <= last
    assert fiscal_year(last + timedelta(days=1)) == fiscal_year(day) + 1
