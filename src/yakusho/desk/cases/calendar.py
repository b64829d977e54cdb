"""The ward's calendar of closing days, read from ward data once a process."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from yakusho.desk.cases.rules import Calendar
from yakusho.kernel.data_files import Part, read

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class ClosingDays(Part):
    """The file `calendars/closing-days.yaml`: weekdays, days of every year (MM-DD), and single holidays."""

    format: str
    weekdays: list[str]
    yearly: list[str]
    holidays_known_until: date
    holidays: list[date]


@cache
def ward_calendar() -> Calendar:
    """The days on which this ward's office is closed."""
    file = Path(settings.WARD_FOLDER) / "calendars" / "closing-days.yaml"
    days = read(file.read_text("utf-8"), ClosingDays, str(file))
    return Calendar(
        weekdays=frozenset(WEEKDAYS.index(name) for name in days.weekdays),
        yearly=frozenset((int(day[:2]), int(day[3:])) for day in days.yearly),
        holidays=frozenset(days.holidays),
    )
