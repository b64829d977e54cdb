"""What must hold between the parts of a plan (計画の点検), beyond the shape of each part."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from yakusho.plans.model import Indicator, Measure, Plan, PreviousPlan
from yakusho.plans.targets import CountTarget, StageTarget

OWNER_SEPARATORS = ("、", "・")


@dataclass(frozen=True)
class Fault:
    """A contradiction: where (as steps from the top of the file), what, how to mend it."""

    place: tuple[str | int, ...]
    words: str
    remedy: str


def plan_faults(plan: Plan) -> list[Fault]:
    """Every contradiction in a plan."""
    faults = []
    if sum(period.in_this_document for period in plan.implementation_plans) != 1:
        faults.append(
            Fault(("implementation_plans",), "not exactly one period is in this document", "mark one with true")
        )
        return faults
    ids = [indicator.id for indicator in plan.indicators()]
    numbers = [measure.number for measure in plan.measures]
    for doubled in [name for name, times in Counter([*ids, *numbers]).items() if times > 1]:
        faults.append(Fault(("measures",), f"{doubled} occurs twice", "give each its own number"))
    for position, measure in enumerate(plan.measures):
        faults += _measure_faults(plan, ("measures", position), measure, set(ids))
    return faults + list(_previous_faults(plan.previous_plan))


def _measure_faults(plan: Plan, place: tuple[str | int, ...], measure: Measure, ids: set[str]) -> list[Fault]:
    known = {policy.id for policy in plan.policies}
    faults = [
        Fault((*place, "policies", policy), f"there is no policy {policy}", "use an id from policies")
        for policy in sorted(set(measure.policies) - known)
    ]
    primary = [policy for policy, weight in measure.policies.items() if weight == "◎"]
    if primary != ([measure.primary_policy] if measure.primary_policy else []):
        faults.append(Fault((*place, "primary_policy"), "is not the policy with ◎", "name that policy, or none"))
    if owners_of(measure.departments_raw) != list(measure.departments):
        faults.append(Fault((*place, "departments"), "differ from departments_raw", "split the source's words"))
    previous = {old.number for old in plan.previous_plan.measures}
    if not set(measure.reading_continues_previous) <= previous:
        faults.append(
            Fault((*place, "reading_continues_previous"), "names no measure of the previous plan", "correct the number")
        )
    for position, indicator in enumerate(measure.indicators):
        faults += _indicator_faults(plan, (*place, "indicators", position), measure, indicator, ids)
    return faults


def _indicator_faults(
    plan: Plan, place: tuple[str | int, ...], measure: Measure, indicator: Indicator, ids: set[str]
) -> Iterator[Fault]:
    if not indicator.id.startswith(f"{measure.number}-"):
        yield Fault((*place, "id"), f"{indicator.id} is not of measure {measure.number}", "begin it with that number")
    if tuple(indicator.years) != plan.fiscal_years:
        yield Fault((*place, "years"), "are not the years of the plan, in order", f"give {plan.fiscal_years}")
    if indicator.reading.subset_of is not None and indicator.reading.subset_of not in ids:
        yield Fault((*place, "reading", "subset_of"), "names no indicator", "correct the id")
    if indicator.reading.rule not in plan.rules:
        yield Fault((*place, "reading", "rule"), f"{indicator.reading.rule} is not explained", "add it under rules")
    for target in (indicator.three_years, *indicator.years.values()):
        if isinstance(target, StageTarget) and target.stage_index > len(indicator.reading.stages):
            yield Fault((*place, "reading", "stages"), f"there is no stage {target.stage_index}", "list all stages")


def _previous_faults(previous: PreviousPlan) -> Iterator[Fault]:
    words = {rating.word for rating in previous.rating_definitions}
    goals = {row.goal for row in previous.figure_14.rows}
    for position, measure in enumerate(previous.measures):
        place = ("previous_plan", "measures", position)
        if measure.rating not in words:
            yield Fault((*place, "rating"), f"{measure.rating} is not defined", "use a defined word")
        if measure.reading_goal not in goals:
            yield Fault((*place, "reading_goal"), "is no goal of the figure", "use a goal of the figure")


def owners_of(raw: str) -> list[str]:
    """The owners that a cell names; the source mixes 、 and ・ between them."""
    for separator in OWNER_SEPARATORS:
        raw = raw.replace(separator, "\n")
    return raw.split("\n")


def sums_that_disagree(plan: Plan) -> list[str]:
    """Indicators whose yearly counts don't add up to their number for all years; a question for the secretariat."""
    found = []
    for indicator in plan.indicators():
        total = indicator.three_years
        yearly = [target for target in indicator.years.values() if isinstance(target, CountTarget)]
        if isinstance(total, CountTarget) and yearly and sum(target.value for target in yearly) != total.value:
            found.append(indicator.id)
    return found


def figure_of_ratings(previous: PreviousPlan) -> list[tuple[int, ...]]:
    """The summary figure computed from the measures: per goal the number of measures, then of each rating word."""
    words = [rating.word for rating in previous.rating_definitions]
    rows = []
    for row in previous.figure_14.rows:
        ratings = Counter(measure.rating for measure in previous.measures if measure.reading_goal == row.goal)
        rows.append((sum(ratings.values()), *(ratings[word] for word in words)))
    return rows
