"""The rules for all years together (３か年の判定): summed, last, pooled, reached once, met in every year."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from yakusho.japanese.dates import read_date
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.actuals import Actual, actual
from yakusho.plans.model import Indicator, Plan
from yakusho.plans.observations import Held
from yakusho.plans.sentences import (
    SILENCE,
    Said,
    day_words,
    fiscal_year_words,
    plain_number,
    target_words,
    year_list,
    years_words,
)
from yakusho.plans.states import State, Suggestion
from yakusho.plans.targets import (
    ChecklistTarget,
    DirectionTarget,
    Numeric,
    StageTarget,
    StockTarget,
    Target,
    is_planned,
)
from yakusho.plans.verdicts import Judged, judged, with_tails
from yakusho.plans.yearly import (
    BASELINE,
    growth_verdict,
    number_verdict,
    provisional_words,
    stage_words,
    year_verdict,
)

NOT_JUDGED = Said("計画に判定する年度がなく、判定しません", "The plan has no year to judge: not judged")
UNREPORTED = Said("報告なし", "not reported")
COUNT_MISSING = Said("件数が報告されていません", "How many was not reported")
RUNNING = Said("計画の期間の途中です", "The plan's years are not over")


@dataclass(frozen=True)
class _Period:
    """An indicator with what is known of all its years."""

    plan: Plan
    indicator: Indicator
    held: Held
    baseline: Decimal | None
    today: date

    @property
    def target(self) -> Target:
        return self.indicator.all_years

    @cached_property
    def active(self) -> tuple[int, ...]:
        """The years to be judged."""
        return tuple(year for year, target in self.indicator.years.items() if is_planned(target))

    @cached_property
    def actuals(self) -> dict[int, Actual]:
        """What was achieved in the years to be judged, as far as it was reported."""
        found = {year: self.in_year(year, self.indicator.years[year]) for year in self.active}
        return {year: each for year, each in found.items() if each is not None}

    @cached_property
    def numbers(self) -> dict[int, Actual]:
        """The same in the shape that the target for all years asks for."""
        found = {year: self.in_year(year, self.target) for year in self.active}
        return {year: each for year, each in found.items() if each is not None}

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(year for year in self.active if year not in self.numbers)

    @property
    def over(self) -> bool:
        """Whether all years to be judged are over."""
        return self.today > fiscal_year_days(self.active[-1] if self.active else self.plan.fiscal_years[-1])[1]

    def in_year(self, year: int, target: Target | None) -> Actual | None:
        """What was achieved in a year; `target` says in which shape."""
        return actual(self.held.of(self.indicator.id, year), target)

    def together(self, amount: Fraction, found: Iterable[Actual]) -> Actual:
        """A number for all years, resting on what was reported in them."""
        return Actual(amount, tuple(each for one in found for each in one.observations))


def period_verdict(plan: Plan, indicator: Indicator, held: Held, baseline: Decimal | None, today: date) -> Judged:
    """One indicator over all years of the plan."""
    period = _Period(plan, indicator, held, baseline, today)
    if not period.active or not is_planned(period.target):
        return judged(State.NOT_PLANNED, NOT_JUDGED)
    match period.target, indicator.reading.aggregate:
        case Numeric() as target, aggregate if aggregate in _NUMBER_RULES:
            return _NUMBER_RULES[aggregate](period, target)
        case StageTarget() as target, "final_stage_reached" | "reached_once" | "reached_once_by_deadline":
            return _stage_reached(period, target)
        case DirectionTarget(), "last_vs_baseline":
            return _last_against_baseline(period)
        case _:
            return _every_year(period)


def deadline(plan: Plan, indicator: Indicator) -> date:
    """The last day on which a stage counts: the one in the words (令和３年度中), or the end of the plan's years."""
    end = fiscal_year_days(plan.fiscal_years[-1])[1]
    words = (indicator.all_years.raw or "").partition("中")[0]
    by_deadline = indicator.reading.aggregate == "reached_once_by_deadline"
    return read_date(words, today=end).last or end if by_deadline else end


def _open(period: _Period, over: bool) -> Judged:
    """Nothing was reported, or its time has not come."""
    words = target_words(period.target)
    why = Said(f"{words}に対し、報告がありません", f"“{words}”: nothing is reported")
    return judged(State.NOT_REPORTED, why) if over else judged(State.NOT_DUE, why, None, RUNNING)


def _as_far(verdict: Judged, over: bool, missing: Sequence[int] = ()) -> Judged:
    """A verdict as far as it can be said now: what was not reached may still be, or was not reported."""
    return verdict if verdict.state is not State.NOT_MET else _unsettled(verdict, over, missing)


def _unsettled(verdict: Judged, over: bool, missing: Sequence[int]) -> Judged:
    """A verdict that years to come, or years that nobody reported, could still turn."""
    if over and not missing:
        return verdict
    state = State.NOT_REPORTED if over else State.NOT_DUE
    tail = missing_words(missing) if over else RUNNING
    return replace(verdict, state=state, suggestion=Suggestion.NONE, why=with_tails(verdict.why, (tail,)))


def missing_words(years: Sequence[int]) -> Said:
    """Which years nobody reported."""
    names = years_words(years)
    return Said(f"{names.ja}の報告がありません", f"Nothing was reported for {names.en}")


def _year_numbers(period: _Period) -> Said:
    def shown(year: int) -> Said:
        found = period.numbers.get(year)
        return UNREPORTED if found is None else Said(plain_number(found.amount), plain_number(found.amount))

    return year_list((year, shown(year)) for year in period.active)


def _sum(period: _Period, target: Numeric) -> Judged:
    if not period.numbers:
        return _open(period, period.over)
    total = period.together(Fraction(sum(each.amount for each in period.numbers.values())), period.numbers.values())
    verdict = number_verdict(period.indicator, target, total, _year_numbers(period))
    return _as_far(verdict, period.over, period.missing)


def _pooled(period: _Period, target: Numeric) -> Judged:
    """Numerators over denominators of all years; the mean of yearly percentages would be another number."""
    shares = {year: each.share for year, each in period.numbers.items() if each.share is not None}
    if not shares:
        return _open(period, period.over)
    share = (sum(part for part, _ in shares.values()), sum(whole for _, whole in shares.values()))
    pooled = period.together(Fraction(share[0]) / Fraction(share[1]) * 100, period.numbers.values())
    verdict = number_verdict(period.indicator, target, replace(pooled, share=share))
    return _unsettled(verdict, period.over, [year for year in period.active if year not in shares])


def _last(period: _Period, target: Numeric) -> Judged:
    """The last year's value; a running total that is reached earlier stays reached."""
    if not period.numbers:
        return _open(period, period.over)
    year = max(period.numbers)
    verdict = number_verdict(period.indicator, target, period.numbers[year], value_of_words(year))
    settled = year == period.active[-1] or isinstance(target, StockTarget)
    missing = [last for last in period.active[-1:] if last != year]
    return _as_far(verdict, period.over, missing) if settled else _unsettled(verdict, period.over, missing)


def value_of_words(year: int) -> Said:
    """Which year a value is of."""
    name = fiscal_year_words(year)
    return Said(f"（{name.ja}の値）", f"(as of {name.en})")


def _last_against_baseline(period: _Period) -> Judged:
    if not period.numbers:
        return _open(period, period.over)
    year, before = max(period.numbers), period.baseline
    words, unit = target_words(period.target), period.indicator.reading.unit
    grown = growth_verdict(words, unit, period.numbers[year], None if before is None else Fraction(before), BASELINE)
    if grown.state is State.NEEDS_BASELINE:
        return grown
    if year != period.active[-1]:
        return _unsettled(grown, period.over, period.active[-1:])
    return _as_far(grown, period.over)


def _stage_reached(period: _Period, target: StageTarget) -> Judged:
    """Whether the stage was reached in any year up to the deadline; a dash year counts too."""
    last_day = deadline(period.plan, period.indicator)
    over = period.today > last_day
    years = [year for year in period.plan.fiscal_years if fiscal_year_days(year)[1] <= last_day]
    reports = {year: period.in_year(year, _planned_stage(period, year)) for year in years}
    found = [each for each in reports.values() if each is not None]
    if not found:
        return _open(period, over)
    best = max(found, key=lambda each: each.amount)
    reached = best.amount >= target.stage_index
    why = provisional_words(stage_words(period.indicator, target_words(target), int(best.amount)), best)
    verdict = judged(State.MET if reached else State.NOT_MET, why, best, _deadline_words(period, last_day))
    unreported = [year for year in period.active if year in years and reports[year] is None]
    return _as_far(verdict, over, unreported)


def _planned_stage(period: _Period, year: int) -> Target:
    """What a report that something was done means in a year: the stage planned for it, in a dash year the last one."""
    planned = period.indicator.years[year]
    return planned if isinstance(planned, StageTarget) else period.target


def _deadline_words(period: _Period, last_day: date) -> Said:
    if period.indicator.reading.aggregate != "reached_once_by_deadline":
        return SILENCE
    day = day_words(last_day)
    return Said(f"期限は{day.ja}です", f"The deadline is {day.en}")


def _count_at_end(period: _Period, target: Numeric) -> Judged:
    """A number at the end of stages: the stages alone don't say how many."""
    if period.numbers:
        total = period.together(Fraction(sum(each.amount for each in period.numbers.values())), period.numbers.values())
        return _as_far(number_verdict(period.indicator, target, total), period.over)
    last = period.actuals.get(period.active[-1])
    if last is None:
        return _open(period, period.over)
    stage = provisional_words(stage_words(period.indicator, target_words(target), int(last.amount)), last)
    if last.amount < len(period.indicator.reading.stages):
        return _as_far(judged(State.NOT_MET, stage, replace(last, amount=Fraction(0))), period.over)
    return judged(State.NOT_REPORTED, stage, None, COUNT_MISSING, ask=True)


def _every_year(period: _Period) -> Judged:
    """Met when every year to be judged is met; years that don't apply are left out."""
    years = {
        year: year_verdict(period.indicator, year, period.held, period.baseline, period.today) for year in period.active
    }
    applying = {year: each for year, each in years.items() if each.state is not State.NOT_APPLICABLE}
    met = [year for year, each in applying.items() if each.state in (State.MET, State.EXCEEDED_CANDIDATE)]
    failed = [year for year, each in applying.items() if each.state is State.NOT_MET]
    missing = [year for year, each in applying.items() if each.state is State.NOT_REPORTED]
    if not applying:
        return next(iter(years.values()))
    known = period.together(Fraction(len(met)), period.actuals.values()) if period.actuals else None
    if known is None:
        return _open(period, period.over)
    why = _years_met_words(applying, met, known)
    if failed:
        return judged(State.NOT_MET, why, known, _failed_words(failed))
    if len(met) == len(applying) and (period.over or len(applying) == len(years)):
        return judged(State.MET, why, known, *_only_in_the_whole(period), ask=bool(_only_in_the_whole(period)))
    return _unsettled(judged(State.NOT_MET, why, known), period.over, missing)


def _years_met_words(applying: Collection[int], met: Collection[int], known: Actual) -> Said:
    ja = f"対象の{len(applying)}年度のうち{len(met)}年度で達成"
    return provisional_words(Said(ja, f"Met in {len(met)} of {len(applying)} years that apply"), known)


def _failed_words(years: Sequence[int]) -> Said:
    names = years_words(years)
    return Said(f"{names.ja}は未達成です", f"Not met in {names.en}")


def _only_in_the_whole(period: _Period) -> list[Said]:
    """Items of the list for all years that no year lists, while nobody reported them as done."""
    target = period.target
    if not isinstance(target, ChecklistTarget):
        return []
    lists = [each.items for each in period.indicator.years.values() if isinstance(each, ChecklistTarget)]
    listed = max(map(len, lists), default=0)
    done = {place for each in period.actuals.values() for place, item in enumerate(each.items) if item}
    asked = [item for place, item in enumerate(target.items) if place >= listed and place not in done]
    names_ja, names_en = "、".join(asked), ", ".join(asked)
    ja = f"{names_ja}は全期間の欄にだけあり、年度の報告では確かめられません"
    return [Said(ja, f"Only the list for all years has {names_en}; yearly reports don't show it")] if asked else []


_NUMBER_RULES: dict[str, Callable[[_Period, Numeric], Judged]] = {
    "sum": _sum,
    "pooled": _pooled,
    "last": _last,
    "count_at_end": _count_at_end,
}
