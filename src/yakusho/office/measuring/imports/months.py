"""Months as tables write them (年月): 2026-04, 2026年4月, 令和8年4月, R8.4, 202604, or any day of the month."""

import re
import unicodedata
from datetime import date

from yakusho.kernel.wareki import ERAS, NotADate, parse

_SEPARATED = re.compile(r"(\d{4})[-./年](\d{1,2})月?(?:分|末|現在)?", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_ERA = re.compile(r"([^\d\W]+)\.?(元|\d{1,2})[-./年](\d{1,2})月?(?:分|末|現在)?")
_SIGNS = {sign: era for era in ERAS for sign in (era.name, era.letter)}


def read_month(text: str) -> date | None:
    """The first day of the month that a cell names; None when it names none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if found := _SEPARATED.fullmatch(plain) or _DIGITS.fullmatch(plain):
        return _month(int(found[1]), int(found[2]))
    if found := _ERA.fullmatch(plain):
        era = _SIGNS.get(found[1])
        if era is None:
            return None
        year = 1 if found[2] == "元" else int(found[2])
        return _month(era.first.year + year - 1, int(found[3])) if year else None
    if len(plain) < 8:
        return None
    try:
        return parse(plain).replace(day=1)
    except NotADate:
        return None


def _month(year: int, month: int) -> date | None:
    return date(year, month, 1) if 1 <= month <= 12 and 1989 <= year <= 2199 else None
