"""Fiscal years (年度): 1 April to 31 March."""

from datetime import date


def fiscal_year(day: date) -> int:
    """The fiscal year (年度) a day belongs to, named by its first calendar year."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_days(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year."""
    return date(year, 4, 1), date(year + 1, 3, 31)
