"""Repeated activities (繰り返し): on which days the sessions of a series fall; pure."""

import calendar
from datetime import date, timedelta
from typing import Literal

Every = Literal["once", "week", "month", "month_weekday"]
EVERY: tuple[Every, ...] = ("once", "week", "month", "month_weekday")
SESSIONS_MAX = 53  # a week each in a year, and one


def session_days(first: date, every: Every, times: int) -> list[date]:
    """The days of a series of `times` sessions, the first among them.

    `month` keeps the day of the month, or takes the month's last day where it has no such day. `month_weekday` keeps
    the place of the weekday in its month (第3水曜日), or takes the last one where there is no fifth.

    Raises:
        ValueError: fewer than one session, or more than `SESSIONS_MAX`.
    """
    if not 1 <= times <= SESSIONS_MAX:
        raise ValueError("a series has from one to SESSIONS_MAX sessions")
    if every == "once":
        return [first]
    if every == "week":
        return [first + timedelta(weeks=step) for step in range(times)]
    in_month = _same_day if every == "month" else _same_weekday
    return [in_month(first, *_months_later(first, step)) for step in range(times)]


def _months_later(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def _same_day(first: date, year: int, month: int) -> date:
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def _same_weekday(first: date, year: int, month: int) -> date:
    begins_on, last = calendar.monthrange(year, month)
    day = 1 + (first.weekday() - begins_on) % 7 + 7 * ((first.day - 1) // 7)
    return date(year, month, day if day <= last else day - 7)
