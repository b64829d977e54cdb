"""The plan frozen for publication (公開する計画): one immutable JSON object that every page and file is made from.

It holds no words of the house, only the plan's own words, codes and numbers, so that one snapshot serves all languages.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from yakusho.kernel.data_files import Part
from yakusho.plans.bindings import Binding, Bindings
from yakusho.plans.checks import figure_of_ratings
from yakusho.plans.model import Indicator, IndicatorId, Measure, Plan, PolicyId, PreviousPlan, RatingWord, Rule, Weight
from yakusho.plans.states import CellState, Count, cell_state, count_over_years, needs_baseline
from yakusho.plans.targets import Blank, Numeric, Target

Readings = Mapping[tuple[str, int], Count | None]
"""What the meters say, by indicator and fiscal year."""


class Cell(Part):
    """One indicator in one year (`fiscal_year` None: all years of the plan together)."""

    fiscal_year: int | None = None
    raw: str | None = None
    kind: str | None = None
    target: int | None = None
    note: str | None = None
    state: CellState
    value: int | None = None
    since: date | None = None


class FrozenIndicator(Part):
    """An indicator with its targets and what is known of them."""

    id: IndicatorId
    label: str | None = None
    part: str | None = None
    unit: str | None = None
    rule: Rule
    stages: tuple[str, ...]
    needs_baseline: bool
    meter: str | None = None
    where: dict[str, str] = {}
    none: Literal["reported", "not_open"] | None = None
    partly: bool
    years: tuple[Cell, ...]
    all_years: Cell
    this_year: Cell


class FrozenMeasure(Part):
    """A measure with the policies it serves and its indicators."""

    number: str
    title: str
    departments: str
    new: bool
    adjusting: str | None = None
    policies: dict[PolicyId, Weight]
    indicators: tuple[FrozenIndicator, ...]


class FrozenPolicy(Part):
    """A basic policy."""

    id: PolicyId
    name: str


class FrozenGoal(Part):
    """Measures of the previous plan under one goal: how many, then by rating."""

    name: str
    counts: tuple[int, ...]


class FrozenPreviousMeasure(Part):
    """A measure of the previous plan and its rating."""

    number: int
    title: str
    departments: str
    rating: str


class FrozenPrevious(Part):
    """How the previous plan ended, recounted from its measures."""

    name: str
    survey: str
    ratings: tuple[RatingWord, ...]
    goals: tuple[FrozenGoal, ...]
    measures: tuple[FrozenPreviousMeasure, ...]


class Snapshot(Part):
    """A plan as published; `this_year` is the fiscal year in which it was frozen."""

    format: Literal["yakusho/plan/1"] = "yakusho/plan/1"
    code: str
    name: str
    source: str
    period: str
    fiscal_years: tuple[int, ...] = Field(min_length=1)
    this_year: int
    visions: tuple[str, ...]
    policies: tuple[FrozenPolicy, ...]
    ratings: tuple[RatingWord, ...]
    measures: tuple[FrozenMeasure, ...]
    previous: FrozenPrevious

    def indicators(self) -> list[FrozenIndicator]:
        """All indicators in the plan's order."""
        return [indicator for measure in self.measures for indicator in measure.indicators]

    def find(self, indicator_id: str) -> tuple[FrozenMeasure, FrozenIndicator] | None:
        """An indicator with its measure, by id such as 15-3."""
        for measure in self.measures:
            for indicator in measure.indicators:
                if indicator.id == indicator_id:
                    return measure, indicator
        return None


def freeze(plan: Plan, bindings: Bindings, readings: Readings, this_year: int) -> Snapshot:
    """The plan as it stands, with what the meters say for its years and for the fiscal year `this_year`."""
    return Snapshot(
        code=plan.code,
        name=plan.name,
        source=plan.source.title,
        period=plan.period.words,
        fiscal_years=plan.fiscal_years,
        this_year=this_year,
        visions=tuple(vision.text for vision in plan.visions),
        policies=tuple(FrozenPolicy(id=policy.id, name=policy.name) for policy in plan.policies),
        ratings=plan.progress_management.ratings,
        measures=tuple(_measure(measure, bindings, readings, this_year) for measure in plan.measures),
        previous=_previous(plan.previous_plan),
    )


def _measure(measure: Measure, bindings: Bindings, readings: Readings, this_year: int) -> FrozenMeasure:
    return FrozenMeasure(
        number=measure.number,
        title=measure.title,
        departments=measure.departments_raw,
        new=measure.new,
        adjusting=measure.adjusting_note.text if measure.adjusting_note else None,
        policies=measure.policies,
        indicators=tuple(
            _indicator(indicator, bindings.indicators[indicator.id], readings, this_year)
            for indicator in measure.indicators
        ),
    )


def _indicator(indicator: Indicator, binding: Binding, readings: Readings, this_year: int) -> FrozenIndicator:
    def counted(year: int) -> Count | None:
        return readings.get((indicator.id, year)) if binding.meter is not None else None

    counts = {year: counted(year) for year in indicator.years}
    return FrozenIndicator(
        id=indicator.id,
        label=indicator.label,
        part=indicator.part,
        unit=indicator.reading.unit,
        rule=indicator.reading.rule,
        stages=indicator.reading.stages,
        needs_baseline=needs_baseline(indicator),
        meter=binding.meter,
        where=binding.where,
        none=binding.none,
        partly=binding.partly,
        years=tuple(_cell(year, target, counts[year]) for year, target in indicator.years.items()),
        all_years=_cell(None, indicator.three_years, count_over_years(indicator, counts)),
        this_year=_cell(this_year, indicator.years.get(this_year), counted(this_year)),
    )


def _cell(fiscal_year: int | None, target: Target | None, count: Count | None) -> Cell:
    return Cell(
        fiscal_year=fiscal_year,
        raw=target.raw if target is not None else None,
        kind=target.kind if target is not None else None,
        target=target.value if isinstance(target, Numeric) else None,
        note=target.note if isinstance(target, Blank) else None,
        state=cell_state(target, count),
        value=count.value if count is not None else None,
        since=count.since if count is not None else None,
    )


def _previous(previous: PreviousPlan) -> FrozenPrevious:
    goals = zip(previous.figure_14.rows, figure_of_ratings(previous), strict=True)
    return FrozenPrevious(
        name=previous.name,
        survey=previous.survey.name,
        ratings=previous.rating_definitions,
        goals=tuple(FrozenGoal(name=row.name, counts=counts) for row, counts in goals),
        measures=tuple(
            FrozenPreviousMeasure(
                number=measure.number, title=measure.title, departments=measure.departments_raw, rating=measure.rating
            )
            for measure in previous.measures
        ),
    )
