"""What a text said about a number, as the reader answers it."""

from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["number", "percent", "range", "none"]


class NumberReading(NamedTuple):
    """A text read as a number, a share or a range (数値); `low` and `high` are empty where an end is open or not known.

    In a valid reading `reasons` say why the confidence is below 1, in another one why there is none.
    """

    original: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    approximate: bool
    kind: Kind
    valid: bool
    confidence: float
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


CONFIDENCE = {"odd_separator": 0.9, "unknown_unit": 0.8}
"""How far a reading is to be trusted that has this reason; the lowest counts."""


class Unread(Exception):
    """A text that names no number; it never leaves the reader."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refusal(original: str, reason: str) -> NumberReading:
    """The reading of a text that names no number."""
    return NumberReading(original, None, None, None, "", False, "none", False, 0.0, (reason,))
