"""The ward's calendar of closing days (閉庁日), read from ward data once a process; every zone counts by it."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from yakusho.japanese.periods import Calendar
from yakusho.kernel.data_files import Part, read

FILE = "calendars/closing-days.yaml"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class ClosingDays(Part):
    """The file: weekdays, days of every year (MM-DD), and single holidays."""

    format: str
    weekdays: list[str]
    yearly: list[str]
    holidays_known_until: date
    holidays: list[date]


def closing_days() -> ClosingDays:
    """What the file says now."""
    file = Path(settings.WARD_FOLDER) / FILE
    return read(file.read_text("utf-8"), ClosingDays, str(file))


@cache
def ward_calendar() -> Calendar:
    """The days on which this ward's office is closed."""
    days = closing_days()
    return Calendar(
        weekdays=frozenset(WEEKDAYS.index(name) for name in days.weekdays),
        yearly=frozenset((int(day[:2]), int(day[3:])) for day in days.yearly),
        holidays=frozenset(days.holidays),
    )
