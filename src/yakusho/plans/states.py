"""What a cell of the plan shows (欄の状態): a number, or one of the kinds of nothing.

Zero is a value. Not reported, not planned and not applicable are three different things, and none of them is zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.model import Indicator
from yakusho.plans.targets import ConditionalTarget, DirectionTarget, Target, is_planned


class CellState(StrEnum):
    """What is known of one indicator in one year."""

    COUNTED = "counted"
    ZERO = "zero"
    NOT_REPORTED = "not_reported"
    NOT_PLANNED = "not_planned"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Count:
    """What a meter says for a year; `since` is set when it covers only a part of that year (一部の期間)."""

    value: int
    since: date | None = None


def count_in_year(total: int | None, counting_since: date | None, fiscal_year: int) -> Count | None:
    """The count of a fiscal year, or None when nothing was counting then: the year ended before counting began."""
    first, last = fiscal_year_days(fiscal_year)
    if total is None or counting_since is None or last < counting_since:
        return None
    return Count(total, counting_since if counting_since > first else None)


def cell_state(target: Target | None, count: Count | None) -> CellState:
    """The state of a cell; `target` is None for a year the plan says nothing about.

    A count is shown even where nothing was planned. A conditional target stays not applicable until its condition
    occurs, which somebody has to register.
    """
    if count is not None:
        return CellState.COUNTED if count.value else CellState.ZERO
    if target is None or isinstance(target, ConditionalTarget):
        return CellState.NOT_APPLICABLE
    return CellState.NOT_REPORTED if is_planned(target) else CellState.NOT_PLANNED


def count_over_years(indicator: Indicator, counts: Mapping[int, Count | None]) -> Count | None:
    """The count for all planned years together, or None while one of them has none, or rules other than counts apply.

    Counts of years are summed; of a running total or a level the last year counts.
    """
    planned = [counts.get(year) for year, target in indicator.years.items() if is_planned(target)]
    known = [count for count in planned if count is not None]
    if not known or len(known) < len(planned):
        return None
    since = next((count.since for count in known if count.since is not None), None)
    if indicator.reading.aggregate == "sum":
        return Count(sum(count.value for count in known), since)
    if indicator.reading.aggregate in ("last", "last_vs_baseline"):
        return Count(known[-1].value, known[-1].since)
    return None


def needs_baseline(indicator: Indicator) -> bool:
    """Whether the plan says only that it shall grow (拡大・増加), so that nobody can judge it without a baseline."""
    return isinstance(indicator.three_years, DirectionTarget)


class State(StrEnum):
    """How an indicator stands in a year, or over all years (判定の状態)."""

    EXCEEDED_CANDIDATE = "exceeded_candidate"
    MET = "met"
    NOT_MET = "not_met"
    NOT_REPORTED = "not_reported"
    NOT_PLANNED = "not_planned"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_BASELINE = "needs_baseline"
    NEEDS_THRESHOLD = "needs_threshold"
    NOT_DUE = "not_due"


class Suggestion(StrEnum):
    """What the arithmetic proposes to the person who decides (評語の提案)."""

    EXCEEDED = "exceeded"
    MET = "met"
    NOT_MET = "not_met"
    ASK = "ask"
    NONE = "none"
