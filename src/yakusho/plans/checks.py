"""What must hold between the parts of a plan (計画の点検), beyond the shape of each part."""

from collections import Counter
from collections.abc import Iterator

from yakusho.kernel.findings import Fault, Place
from yakusho.plans.model import Indicator, Measure, Plan, PreviousPlan
from yakusho.plans.targets import CountTarget, StageTarget

OWNER_SEPARATORS = ("、", "・")


def plan_faults(plan: Plan) -> Iterator[Fault]:
    """Every contradiction in a plan."""
    if sum(period.in_this_document for period in plan.implementation_plans) != 1:
        words = "Not exactly one of the `implementation_plans` is in this document."
        yield ("implementation_plans",), words, "Mark one with `in_this_document: true`, the others with `false`."
        return
    yield from _doubled(plan)
    ids = {indicator.id for indicator in plan.indicators()}
    for position, measure in enumerate(plan.measures):
        place = ("measures", position)
        yield from _measure_faults(plan, place, measure)
        for number, indicator in enumerate(measure.indicators):
            yield from _indicator_faults(plan, (*place, "indicators", number), measure, indicator, ids)
    yield from _previous_faults(plan.previous_plan)


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
    if primary != ([measure.primary_policy] if measure.primary_policy else []):
        yield (*place, "primary_policy"), "`primary_policy` is not the policy with ◎.", "Name that policy, or none."
    if owners_of(measure.departments_raw) != list(measure.departments):
        words = "`departments` differ from `departments_raw`."
        yield (*place, "departments"), words, "Split the source's words at 、 and ・, and nowhere else."
    previous = {old.number for old in plan.previous_plan.measures}
    for number in sorted(set(measure.reading_continues_previous) - previous):
        words = f"The previous plan has no measure {number}."
        yield (*place, "reading_continues_previous"), words, "Correct the number."


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
    if reading.rule not in plan.rules:
        yield (*place, "reading", "rule"), f"{reading.rule} is not explained.", "Add it under `rules`."
    for target in (indicator.three_years, *indicator.years.values()):
        if isinstance(target, StageTarget) and target.stage_index > len(reading.stages):
            words = f"`stages` has no stage {target.stage_index}."
            yield (*place, "reading", "stages"), words, "List all stages, in their order."


def _previous_faults(previous: PreviousPlan) -> Iterator[Fault]:
    defined = {rating.word for rating in previous.rating_definitions}
    goals = {row.goal for row in previous.figure_14.rows}
    for position, measure in enumerate(previous.measures):
        place: Place = ("previous_plan", "measures", position)
        if measure.rating not in defined:
            words = f"The rating {measure.rating} is not defined."
            yield (*place, "rating"), words, "Use a word of `rating_definitions`."
        if measure.reading_goal not in goals:
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
