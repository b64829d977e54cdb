"""Ages and deadlines (年齢・期間) as Japanese law counts them; fiscal years are in `yakusho.kernel.fiscal`."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

Unit = Literal["ward_days", "calendar_days"]
OPEN_DAYS: Final = "ward_days"
CALENDAR_DAYS: Final = "calendar_days"
"""The units in which a period may count: days on which the office of the calendar is open, or all days."""

SEARCH_DAYS_MAX = 3_660
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Calendar:
    """The days on which an office is closed (閉庁日): weekdays (0 is Monday), days of each year, and single days."""

    weekdays: frozenset[int]
    yearly: frozenset[tuple[int, int]]
    holidays: frozenset[date] = field(default=frozenset())

    def closed(self, day: date) -> bool:
        """Whether the office is closed on a day."""
        return day.weekday() in self.weekdays or (day.month, day.day) in self.yearly or day in self.holidays


def bank_calendar(holidays: frozenset[date]) -> Calendar:
    """The days on which banks are closed (銀行法施行令5条): weekends, holidays, 31 December to 3 January."""
    yearly = frozenset({(12, 31), (1, 1), (1, 2), (1, 3)})
    return Calendar(frozenset({SATURDAY, SUNDAY}), yearly, holidays)


def age_on(birth: date, day: date) -> int | None:
    """Age at the end of a day: reached on the eve of the birthday (年齢計算ニ関スル法律, 民法143条).

    None before birth. What people say on a day (満年齢) is `spoken_age`.
    """
    if day < birth:
        return None
    return _years(birth, day + timedelta(days=1)) if day < date.max else _years(birth, day)


def spoken_age(birth: date, day: date) -> int | None:
    """Age as people say it on a day (満年齢): one more from the birthday on; born on 29 February, from 1 March on."""
    return None if day < birth else _years(birth, day)


def _years(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def deadline(start: date, days: int, calendar: Calendar, unit: Unit = OPEN_DAYS) -> date:
    """The last day of a period of so many days after `start`, which isn't counted itself (民法140条).

    Open days of the calendar are counted, or all days; an end on a closed day moves on to the next open one (民法142条,
    地方自治法4条の2). Banks are such a calendar too (`bank_calendar`).

    Raises:
        ValueError: the calendar has no open day within ten years.
    """
    if unit == CALENDAR_DAYS:
        return deadline(start + timedelta(days=days), 0, calendar)
    day, left = start, days
    for _ in range(SEARCH_DAYS_MAX):
        if left <= 0 and not calendar.closed(day):
            return day
        day += timedelta(days=1)
        left -= not calendar.closed(day)
    raise ValueError("no open day in ten years")


def deadline_months(start: date, months: int, calendar: Calendar) -> date:
    """The last day of a period of so many months after `start`, such as three for an appeal (行政不服審査法18条).

    It ends on the eve of the day of that number, or with the month that has no such day (民法143条2項); an end on a
    closed day moves on.
    """
    begin = start + timedelta(days=1)
    years, month = divmod(begin.month - 1 + months, 12)
    year, month = begin.year + years, month + 1
    last = monthrange(year, month)[1]
    end = date(year, month, begin.day) - timedelta(days=1) if begin.day <= last else date(year, month, last)
    return deadline(end, 0, calendar)


def days_between(start: date, end: date, calendar: Calendar, unit: Unit = OPEN_DAYS) -> int:
    """How many open or calendar days lie after `start` up to and with `end`; 0 when `end` isn't later."""
    days = (end - start).days
    if unit == CALENDAR_DAYS:
        return max(0, days)
    return sum(not calendar.closed(start + timedelta(days=step)) for step in range(1, days + 1))
