"""What a text said about a day, as the reader answers it."""

from datetime import date as Day
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "year", "none"]


class DateReading(NamedTuple):
    """A text read as a day, a month or a year (日付): `first` to `last` are the days it covers.

    `date` is set for a full day only. In a valid reading `reasons` say why the confidence is below 1, in another one
    why there is none; `flags` are true and worth knowing. `nearest` is the day that a refused text may have meant.
    """

    original: str
    date: Day | None
    precision: Precision
    first: Day | None
    last: Day | None
    era: str
    valid: bool
    confidence: float
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    nearest: Day | None = None

    @property
    def exact_day(self) -> Day | None:
        """The one day that was named without doubt; None when it is only bounded, about that day, or was mended."""
        return self.date if self.confidence == 1 and INEXACT.isdisjoint(self.flags) else None


INEXACT = frozenset(("until", "since", "approximate"))
"""Flags of a text that names a day and means others too."""

CONFIDENCE = {
    "weekday_differs": 0.8,
    "era_code": 0.9,
    "other_time_zone": 0.9,
    "day_first": 0.9,
    "month_first": 0.9,
    "zero_dropped": 0.5,
}
"""How far a reading is to be trusted that has this reason; the lowest counts."""


class Refused(NamedTuple):
    """Why a text names no day, and the day that it may have meant."""

    reasons: tuple[str, ...]
    nearest: Day | None = None


def refusal(original: str, why: Refused) -> DateReading:
    """The reading of a text that names no day."""
    return DateReading(original, None, "none", None, None, "", False, 0.0, why.reasons, (), why.nearest)
