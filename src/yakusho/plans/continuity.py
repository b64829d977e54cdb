"""How measures go on from plan to plan (施策の継続), and what a measure's results cost (成果当たりの費用)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from yakusho.plans.model import Measure, Plan
from yakusho.plans.observations import Amount


@dataclass(frozen=True)
class Link:
    """A measure of this plan with those that it continues and those that continue it; the first or last may be none.

    Entries are number and title. A measure of a neighbouring plan without a partner here stands alone in its link.
    """

    before: tuple[tuple[str, str], ...]
    here: tuple[str, str] | None
    after: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cost:
    """What a measure cost in a year, in yen; `per_result` is the settlement for one of what it counts."""

    measure: str
    fiscal_year: int
    budget: int | None
    settlement: int | None
    indicator: str | None
    result: Amount | None

    @property
    def per_result(self) -> Fraction | None:
        """The settlement for one result; None without both, or without any result."""
        if self.settlement is None or not self.result:
            return None
        return Fraction(self.settlement) / Fraction(self.result)

    @property
    def per_result_yen(self) -> int | None:
        """`per_result` in whole yen."""
        return round(self.per_result) if self.per_result is not None else None


def continuity(plan: Plan) -> list[Link]:
    """Previous, this and next plan, many to many: one link for each measure here, then those without a partner here."""
    previous = {each.number: each.title for each in plan.previous_plan.measures} if plan.previous_plan else {}
    following = plan.next_plan.measures if plan.next_plan else ()
    links = [
        Link(
            tuple((str(number), previous[number]) for number in measure.reading_continues_previous),
            (measure.number, measure.title),
            tuple((each.number, each.title) for each in following if measure.number in each.continues),
        )
        for measure in plan.measures
    ]
    continued = {number for measure in plan.measures for number in measure.reading_continues_previous}
    links += [Link(((str(number), title),), None, ()) for number, title in previous.items() if number not in continued]
    links += [Link((), None, ((each.number, each.title),)) for each in following if not each.continues]
    return links


def costs(measure: Measure, results: Mapping[int, Amount] | None = None) -> list[Cost]:
    """Budget and settlement of a measure by year, with the results of its `cost_per` indicator in those years."""
    return [
        Cost(
            measure.number,
            money.fiscal_year,
            money.budget,
            money.settlement,
            measure.cost_per,
            (results or {}).get(money.fiscal_year) if measure.cost_per else None,
        )
        for money in sorted(measure.money, key=lambda money: money.fiscal_year)
    ]
