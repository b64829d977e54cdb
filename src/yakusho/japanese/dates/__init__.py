"""Dates (日付) as people in Japan write them, read from one text and written in both calendars.

`read_date` and `read_dates` read; `wareki` and its siblings write; `ERAS` and `era_of` know the eras.
"""

from yakusho.japanese.dates.eras import ERAS, GREGORIAN_FROM, LATEST, Era, era_of
from yakusho.japanese.dates.reading import read_date, read_dates
from yakusho.japanese.dates.results import INEXACT, DateReading
from yakusho.japanese.dates.writing import (
    both_calendars,
    easy_day,
    short_wareki,
    wareki,
    wareki_fiscal_year,
    wareki_with_weekday,
    western,
)

__all__ = [
    "ERAS",
    "GREGORIAN_FROM",
    "INEXACT",
    "LATEST",
    "DateReading",
    "Era",
    "both_calendars",
    "easy_day",
    "era_of",
    "read_date",
    "read_dates",
    "short_wareki",
    "wareki",
    "wareki_fiscal_year",
    "wareki_with_weekday",
    "western",
]
