"""What the arithmetic says of the plan (判定): a state, a suggestion, and the sentence why, for a person to decide on.

The system suggests and explains; it never rates. `judge_year` and `judge_period` judge an indicator, `judge_measure`
and `judge_policy` what follows from them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from yakusho.plans.model import Indicator, Plan, Policy
from yakusho.plans.observations import Held
from yakusho.plans.overall import period_verdict
from yakusho.plans.rollup import Rolled, Standing, measure_verdict, policy_standing
from yakusho.plans.states import State, Suggestion
from yakusho.plans.verdicts import Judged
from yakusho.plans.yearly import asked_if_more_than, year_verdict

__all__ = [
    "Judged",
    "Rolled",
    "Standing",
    "State",
    "Suggestion",
    "baseline_of",
    "judge_measure",
    "judge_period",
    "judge_policy",
    "judge_year",
]


def judge_year(
    plan: Plan, indicator: Indicator, year: int, held: Held, baseline: Decimal | None, today: date
) -> Judged:
    """One indicator in one fiscal year; a year that the plan says nothing about is not applicable."""
    verdict = year_verdict(indicator, year, held, baseline_of(indicator, baseline), today)
    if indicator.reading.subset_of is None:
        return verdict
    whole = next(each for each in plan.indicators() if each.id == indicator.reading.subset_of)
    return asked_if_more_than(verdict, whole, year, held)


def judge_period(plan: Plan, indicator: Indicator, held: Held, baseline: Decimal | None, today: date) -> Judged:
    """One indicator over all years of the plan."""
    return period_verdict(plan, indicator, held, baseline_of(indicator, baseline), today)


def baseline_of(indicator: Indicator, entered: Decimal | None) -> Decimal | None:
    """What an indicator grew from: the baseline that somebody entered, else the one that the plan prints."""
    if entered is not None or indicator.baseline is None:
        return entered
    return indicator.baseline.value


def judge_measure(indicators: Sequence[Judged], majority_threshold: Decimal | None) -> Rolled:
    """A measure from its indicators over all years; `majority_threshold` is the share that headquarters counts as most.

    None: headquarters has not set it, and what only it could decide is left open.
    """
    return measure_verdict(indicators, majority_threshold)


def judge_policy(plan: Plan, policy: Policy, measures: Mapping[str, Rolled]) -> Standing:
    """A policy from its measures, by their number; the plan has no rating words for a policy."""
    return policy_standing(plan, policy, measures)
