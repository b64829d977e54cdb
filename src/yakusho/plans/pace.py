"""Where a year is heading (このままの進み方なら): what was done so far, carried on over the ward's working days.

Only counts of a year can be carried on, and a running total from where it stood when the year began.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from yakusho.japanese.periods import SATURDAY, SUNDAY, Calendar, days_between
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.model import Indicator
from yakusho.plans.sentences import Said, with_unit
from yakusho.plans.targets import CountTarget, StockTarget

WEEKENDS = Calendar(frozenset({SATURDAY, SUNDAY}), frozenset())
WARNING_WORKING_DAYS_MIN = 40  # before two months of work a pace says little

_YESTERDAY = timedelta(days=-1)


@dataclass(frozen=True)
class Pace:
    """What a running year comes to at its present pace, against its target; `working_days` of it are gone.

    `early_warning` says that the target will be missed unless something changes.
    """

    expected: Fraction
    target: int
    working_days: int
    working_days_all: int
    early_warning: bool
    said: Said

    def sentence(self, language: str) -> str:
        """The pace in words: このままなら年度末に31,000枚（目標36,000枚）."""
        return self.said.in_language(language)


def pace(
    indicator: Indicator,
    year: int,
    value: Fraction | None,
    today: date,
    *,
    calendar: Calendar = WEEKENDS,
    since: date | None = None,
    begun_at: Fraction | None = None,
) -> Pace | None:
    """The pace of a running year at the end of `today`, or None where there is nothing to carry on.

    `calendar` knows the days on which the ward is closed. `since` is the day counting began, when that was within the
    year. `begun_at` is where a running total stood before the year.
    """
    target = indicator.years.get(year)
    first, last = fiscal_year_days(year)
    if value is None or not first <= today <= last or not isinstance(target, CountTarget | StockTarget):
        return None
    if isinstance(target, StockTarget) and begun_at is None:
        return None
    gone = _working_days(first + _YESTERDAY, today, calendar)
    counted = _working_days(max(first, since or first) + _YESTERDAY, today, calendar)
    left = _working_days(today, last, calendar)
    if not counted:
        return None
    before = begun_at or Fraction(0) if isinstance(target, StockTarget) else Fraction(0)
    expected = value + max(value - before, Fraction(0)) / counted * left
    warning = expected < target.value and gone >= WARNING_WORKING_DAYS_MIN
    return Pace(expected, target.value, gone, gone + left, warning, _said(expected, target))


@lru_cache(maxsize=64)
def _working_days(after: date, last: date, calendar: Calendar) -> int:
    return days_between(after, last, calendar)


def _said(expected: Fraction, target: CountTarget | StockTarget) -> Said:
    whole = Fraction(int(expected))  # never rounded up to a target that it misses
    coming, aim = with_unit(whole, target.unit), with_unit(target.value, target.unit)
    return Said(
        f"このままなら年度末に{coming.ja}（目標{aim.ja}）",
        f"At this pace {coming.en} of {aim.en} by the end of the year",
    )
