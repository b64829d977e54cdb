"""What must hold between the parts of a plan (計画の点検), beyond the shape of each part."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from yakusho.kernel.findings import Fault, Place
from yakusho.plans.identifiers import Aggregate, Rule
from yakusho.plans.model import Indicator, Measure, Period, Plan
from yakusho.plans.neighbours import NextPlan, PreviousPlan
from yakusho.plans.targets import CountTarget, StageTarget

OWNER_SEPARATORS = ("、", "・")
AGGREGATES: dict[Rule, tuple[Aggregate, ...]] = {
    "R-COUNT": ("sum",),
    "R-STOCK": ("last",),
    "R-RATIO": ("pooled",),
    "R-LEVEL": ("last",),
    "R-STAGE": ("final_stage_reached", "reached_once", "reached_once_by_deadline"),
    "R-STAGE-THEN-COUNT": ("count_at_end",),
    "R-DIRECTION": ("last_vs_baseline",),
    "R-ACTIVITY": ("all_active_years",),
    "R-CHECKLIST": ("all_items_each_active_year",),
    "R-CONDITIONAL": ("all_triggered",),
}
"""How the years of each rule come together; any other way would judge something else than the plan says."""


def plan_faults(plan: Plan) -> Iterator[Fault]:
    """Every contradiction in a plan."""
    if sum(period.in_this_document for period in plan.implementation_plans) != 1:
        words = "Not exactly one of the `implementation_plans` is in this document."
        yield ("implementation_plans",), words, "Mark one with `in_this_document: true`, the others with `false`."
        return
    yield from _period_faults(plan)
    yield from _doubled(plan)
    ids = {indicator.id for indicator in plan.indicators()}
    for position, measure in enumerate(plan.measures):
        place = ("measures", position)
        yield from _measure_faults(plan, place, measure)
        for number, indicator in enumerate(measure.indicators):
            yield from _indicator_faults(plan, (*place, "indicators", number), measure, indicator, ids)
    yield from _revision_faults(plan)
    if plan.previous_plan is not None:
        yield from _previous_faults(plan.previous_plan)
    if plan.next_plan is not None:
        yield from _next_faults(plan, plan.next_plan)


def _period_faults(plan: Plan) -> Iterator[Fault]:
    periods: list[tuple[Place, Period]] = [(("basic_plan",), plan.basic_plan)]
    periods += [(("implementation_plans", place), each) for place, each in enumerate(plan.implementation_plans)]
    for place, period in periods:
        years = period.to_fiscal_year - period.from_fiscal_year + 1
        if years != period.years:
            first, last = period.from_fiscal_year, period.to_fiscal_year
            words = f"`years` says {period.years}, and from {first} to {last} are {years}."
            yield (*place, "years"), words, "Correct one of the three."


def _doubled(plan: Plan) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, measure in enumerate(plan.measures):
        named: list[tuple[Place, str]] = [(("measures", position, "number"), measure.number)]
        for number, indicator in enumerate(measure.indicators):
            named.append((("measures", position, "indicators", number, "id"), indicator.id))
        for place, name in named:
            if name in seen:
                yield place, f"`{name}` stands here twice.", "Give each its own number."
            seen.add(name)


def _measure_faults(plan: Plan, place: Place, measure: Measure) -> Iterator[Fault]:
    known = {policy.id for policy in plan.policies}
    for policy in sorted(set(measure.policies) - known):
        yield (*place, "policies", policy), f"There is no policy `{policy}`.", "Use an id from `policies`."
    primary = [policy for policy, weight in measure.policies.items() if weight == "◎"]
    if len(primary) > 1:
        yield (*place, "policies"), "More than one policy has ◎.", "Mark the main one with ◎, the others with ○."
    elif "primary_policy" in measure.model_fields_set and measure.primary_policy != measure.main_policy:
        yield (*place, "primary_policy"), "`primary_policy` is not the policy with ◎.", "Name that policy, or none."
    if measure.departments_raw is not None and owners_of(measure.departments_raw) != list(measure.departments):
        words = "`departments` differ from `departments_raw`."
        yield (*place, "departments"), words, "Split the source's words at 、 and ・, and nowhere else."
    previous = {old.number for old in plan.previous_plan.measures} if plan.previous_plan is not None else set()
    for number in sorted(set(measure.reading_continues_previous) - previous):
        words = f"The previous plan has no measure {number}."
        yield (*place, "reading_continues_previous"), words, "Correct the number."
    if measure.cost_per is not None and measure.cost_per not in {each.id for each in measure.indicators}:
        yield (*place, "cost_per"), f"`{measure.cost_per}` is not of this measure.", "Name one of its indicators."
    years = [each.fiscal_year for each in measure.money]
    for number, year in enumerate(years):
        if year in years[:number]:
            yield (*place, "money", number), f"{year} stands here twice.", "Give each year once."


def _indicator_faults(
    plan: Plan, place: Place, measure: Measure, indicator: Indicator, ids: set[str]
) -> Iterator[Fault]:
    if not indicator.id.startswith(f"{measure.number}-"):
        words = f"`{indicator.id}` is not of measure {measure.number}."
        yield (*place, "id"), words, "Begin it with that number."
    if tuple(indicator.years) != plan.fiscal_years:
        years = ", ".join(str(year) for year in plan.fiscal_years)
        yield (*place, "years"), "`years` are not the years of the plan, in order.", f"Give {years}."
    reading = indicator.reading
    if reading.subset_of is not None and reading.subset_of not in ids:
        yield (*place, "reading", "subset_of"), f"There is no indicator `{reading.subset_of}`.", "Correct the id."
    if reading.aggregate not in AGGREGATES[reading.rule]:
        words = f"{reading.rule} does not go with the aggregate `{reading.aggregate}`."
        yield (*place, "reading", "aggregate"), words, f"Use one of {', '.join(AGGREGATES[reading.rule])}."
    if plan.rules and reading.rule not in plan.rules:
        yield (*place, "reading", "rule"), f"{reading.rule} is not explained.", "Add it under `rules`."
    for target in (indicator.all_years, *indicator.years.values()):
        if isinstance(target, StageTarget) and target.stage_index > len(reading.stages):
            words = f"`stages` has no stage {target.stage_index}."
            yield (*place, "reading", "stages"), words, "List all stages, in their order."


def _revision_faults(plan: Plan) -> Iterator[Fault]:
    known = {indicator.id for indicator in plan.indicators()}
    latest: dict[tuple[str, int | str], date] = {}
    for position, revision in enumerate(plan.revisions):
        place: Place = ("revisions", position)
        if revision.indicator not in known:
            yield (*place, "indicator"), f"There is no indicator `{revision.indicator}`.", "Correct the id."
        if revision.period != "all_years" and revision.period not in plan.fiscal_years:
            words = f"The plan has no targets for {revision.period}."
            yield (*place, "period"), words, "Name one of its years, or `all_years`."
        cell = revision.indicator, revision.period
        if cell in latest and revision.holds_from < latest[cell]:
            words = "An earlier entry for the same target holds from a later day."
            yield (*place, "holds_from"), words, "Keep revisions of a target in the order in which they hold."
        latest[cell] = revision.holds_from


def _next_faults(plan: Plan, following: NextPlan) -> Iterator[Fault]:
    numbers = {measure.number for measure in plan.measures}
    for position, measure in enumerate(following.measures):
        for number in sorted(set(measure.continues) - numbers):
            words = f"This plan has no measure {number}."
            yield ("next_plan", "measures", position, "continues"), words, "Correct the number."


def _previous_faults(previous: PreviousPlan) -> Iterator[Fault]:
    defined = {rating.word for rating in previous.rating_definitions}
    goals = {row.goal for row in previous.figure_14.rows} if previous.figure_14 is not None else {None}
    for position, measure in enumerate(previous.measures):
        place: Place = ("previous_plan", "measures", position)
        if measure.rating not in defined:
            words = f"The rating {measure.rating} is not defined."
            yield (*place, "rating"), words, "Use a word of `rating_definitions`."
        if previous.figure_14 is not None and measure.reading_goal not in goals:
            words = f"The figure has no goal {measure.reading_goal}."
            yield (*place, "reading_goal"), words, "Use a goal of `figure_14`."


def owners_of(raw: str) -> list[str]:
    """The owners that a cell names; the source mixes 、 and ・ between them."""
    for separator in OWNER_SEPARATORS:
        raw = raw.replace(separator, "\n")
    return raw.split("\n")


def sums_that_disagree(plan: Plan) -> list[str]:
    """Indicators whose yearly counts don't add up to their number for all years; a question for the secretariat."""
    found = []
    for indicator in plan.indicators():
        total = indicator.all_years
        yearly = [target for target in indicator.years.values() if isinstance(target, CountTarget)]
        if isinstance(total, CountTarget) and yearly and sum(target.value for target in yearly) != total.value:
            found.append(indicator.id)
    return found


def figure_of_ratings(previous: PreviousPlan) -> list[tuple[int, ...]]:
    """The summary figure computed from the measures: per goal the number of measures, then of each rating word."""
    if previous.figure_14 is None:
        return []
    words = [rating.word for rating in previous.rating_definitions]
    rows = []
    for row in previous.figure_14.rows:
        ratings = Counter(measure.rating for measure in previous.measures if measure.reading_goal == row.goal)
        rows.append((sum(ratings.values()), *(ratings[word] for word in words)))
    return rows
