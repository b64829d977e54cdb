"""Months as tables write them (年月): 2026-04, 2026年4月, 令和8年4月, R8.4, 202604, or any day of the month."""

import re
import unicodedata
from datetime import date

from yakusho.japanese.dates import read_date

FIRST_YEAR = 1989
_DIGITS = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_NO_MONTH = frozenset(("fiscal_year", "part_of_year", "part_of_month", "unknown_part", "until", "since", "approximate"))


def read_month(text: str) -> date | None:
    """The first day of the month that a cell names; None when it names none, or may name another (2026.1)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _DIGITS.fullmatch(plain):
        plain = f"{found[1]}-{found[2]}"
    reading = read_date(plain)
    if reading.first is None or reading.precision not in ("month", "day"):
        return None
    sure = reading.confidence == 1 and _NO_MONTH.isdisjoint(reading.flags) and reading.first.year >= FIRST_YEAR
    return reading.first.replace(day=1) if sure else None
