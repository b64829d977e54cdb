"""Months and fiscal years as calendars have them; pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from yakusho.kernel.fiscal import fiscal_year_days

_SUNDAY = 6
_WEEKS = calendar.Calendar(firstweekday=_SUNDAY)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, order=True)
class Month:
    """One month of a calendar, whose weeks begin on Sunday as on Japanese calendars."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def next(self) -> "Month":
        """The month after."""
        return month_of(self.last + timedelta(days=1))

    @property
    def previous(self) -> "Month":
        """The month before."""
        return month_of(self.first - timedelta(days=1))

    @property
    def weeks(self) -> list[list[date | None]]:
        """Its weeks from Sunday to Saturday; None where a day belongs to another month."""
        return [
            [day if day.month == self.month else None for day in week]
            for week in _WEEKS.monthdatescalendar(self.year, self.month)
        ]

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def month_of(day: date) -> Month:
    """The month of a day."""
    return Month(day.year, day.month)


def read_month(text: str, otherwise: date) -> Month:
    """The month of an address such as `2026-11`; the month of `otherwise` for anything else."""
    found = _MONTH.fullmatch(text)
    if found is None or not (FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12):
        return month_of(otherwise)
    return Month(int(found[1]), int(found[2]))


def read_year(text: str, otherwise: int) -> int:
    """The year of an address such as `2026`; `otherwise` for anything else."""
    return int(text) if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR else otherwise


def months_of_fiscal_year(year: int) -> list[Month]:
    """Its twelve months, from April."""
    found = [month_of(fiscal_year_days(year)[0])]
    while len(found) < 12:
        found.append(found[-1].next)
    return found
