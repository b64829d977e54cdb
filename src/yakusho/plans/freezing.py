"""Making a snapshot (計画を写し取る): every indicator judged in every year, then measures and policies from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yakusho.japanese.periods import Calendar
from yakusho.kernel.fiscal import fiscal_year
from yakusho.plans.bindings import Bindings
from yakusho.plans.checks import figure_of_ratings
from yakusho.plans.judging import baseline_of, judge_measure, judge_period, judge_policy, judge_year
from yakusho.plans.model import Indicator, Measure, Plan
from yakusho.plans.neighbours import PreviousPlan
from yakusho.plans.observations import NOTHING_HELD, Held
from yakusho.plans.pace import WEEKENDS, Pace, pace
from yakusho.plans.rollup import Rolled
from yakusho.plans.sentences import Said
from yakusho.plans.snapshot import (
    Cell,
    Figure,
    FrozenGoal,
    FrozenIndicator,
    FrozenMeasure,
    FrozenPace,
    FrozenPolicy,
    FrozenPrevious,
    FrozenPreviousMeasure,
    Sentence,
    Snapshot,
)
from yakusho.plans.targets import Blank, DirectionTarget, Numeric, Target
from yakusho.plans.verdicts import Judged

PLACES = 4  # of a percentage in JSON


@dataclass(frozen=True)
class Knowledge:
    """All that a plan is judged by on a day: what was reported, baselines, the ward's calendar, headquarters' share."""

    today: date
    held: Held = NOTHING_HELD
    baselines: Mapping[str, Decimal] = field(default_factory=dict)
    calendar: Calendar = WEEKENDS
    majority_threshold: Decimal | None = None


def freeze(plan: Plan, bindings: Bindings, known: Knowledge) -> Snapshot:
    """The plan as it stands on a day, with the number of that day's fiscal year beside its years."""
    threshold = most_of(plan, known.majority_threshold)
    known = replace(known, baselines={**_written_baselines(plan), **known.baselines})
    judged = {
        indicator.id: judge_period(plan, indicator, known.held, known.baselines.get(indicator.id), known.today)
        for indicator in plan.indicators()
    }
    rolled = {
        measure.number: judge_measure([judged[each.id] for each in measure.indicators], threshold)
        for measure in plan.measures
    }
    return Snapshot(
        code=plan.code,
        name=plan.name,
        source=plan.source.title,
        period=plan.period.words,
        fiscal_years=plan.fiscal_years,
        this_year=fiscal_year(known.today),
        majority_threshold=float(threshold) if threshold is not None else None,
        visions=tuple(vision.text for vision in plan.visions),
        policies=_policies(plan, rolled),
        ratings=plan.progress_management.ratings,
        measures=tuple(
            _measure(
                measure,
                rolled[measure.number],
                tuple(
                    _indicator(plan, indicator, judged[indicator.id], bindings, known)
                    for indicator in measure.indicators
                ),
            )
            for measure in plan.measures
        ),
        previous=_previous(plan.previous_plan) if plan.previous_plan is not None else None,
    )


def _written_baselines(plan: Plan) -> dict[str, Decimal]:
    """The baselines that the plan prints itself; what somebody entered later stands over them."""
    return {each.id: each.baseline.value for each in plan.indicators() if each.baseline is not None}


def most_of(plan: Plan, chosen: Decimal | None) -> Decimal | None:
    """The share that counts as most (大部分): what headquarters chose, else what the plan's file says, else None."""
    written = plan.measure_rating_reading.majority_threshold
    return chosen if chosen is not None or written is None else Decimal(str(written))


def figure(number: Fraction | Decimal | int) -> Figure:
    """A number as JSON writes it."""
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else round(float(exact), PLACES)


def _sentence(said: Said) -> Sentence:
    return Sentence(ja=said.ja, en=said.en)


def _policies(plan: Plan, rolled: Mapping[str, Rolled]) -> tuple[FrozenPolicy, ...]:
    standings = [(policy, judge_policy(plan, policy, rolled)) for policy in plan.policies]
    return tuple(
        FrozenPolicy(
            id=policy.id,
            name=policy.name,
            main=dict(standing.main),
            related=dict(standing.related),
            sentence=_sentence(standing.why),
        )
        for policy, standing in standings
    )


def _measure(measure: Measure, rolled: Rolled, indicators: tuple[FrozenIndicator, ...]) -> FrozenMeasure:
    return FrozenMeasure(
        number=measure.number,
        title=measure.title,
        departments=measure.departments_words,
        new=measure.new,
        adjusting=measure.adjusting_note.text if measure.adjusting_note else None,
        policies=measure.policies,
        state=rolled.state,
        suggestion=rolled.suggestion,
        sentence=_sentence(rolled.why),
        counts=dict(rolled.counts),
        provisional=rolled.provisional,
        indicators=indicators,
    )


def _indicator(
    plan: Plan, indicator: Indicator, overall: Judged, bindings: Bindings, known: Knowledge
) -> FrozenIndicator:
    binding, this_year = bindings.indicators[indicator.id], fiscal_year(known.today)
    baseline = baseline_of(indicator, known.baselines.get(indicator.id))
    judged = {
        year: judge_year(plan, indicator, year, known.held, baseline, known.today)
        for year in sorted({*indicator.years, this_year})
    }
    cells = {year: _cell(year, indicator.years.get(year), each) for year, each in judged.items()}
    if this_year in indicator.years:
        cells[this_year] = _with_pace(cells[this_year], _pace(indicator, this_year, judged, known))
    reading = indicator.reading
    return FrozenIndicator(
        id=indicator.id,
        label=indicator.label,
        part=indicator.part,
        unit=reading.unit,
        rule=reading.rule,
        aggregate=reading.aggregate,
        stages=reading.stages,
        subset_of=reading.subset_of,
        baseline=figure(baseline) if baseline is not None else None,
        needs_baseline=baseline is None and isinstance(indicator.all_years, DirectionTarget),
        meter=binding.meter,
        where=binding.where,
        none=binding.none,
        partly=binding.partly,
        years=tuple(cells[year] for year in indicator.years),
        all_years=_cell(None, indicator.all_years, overall),
        this_year=cells[this_year],
    )


def _cell(fiscal_year: int | None, target: Target | None, judged: Judged) -> Cell:
    return Cell(
        fiscal_year=fiscal_year,
        raw=target.raw if target is not None else None,
        kind=target.kind if target is not None else None,
        target=target.value if isinstance(target, Numeric) else None,
        comparator_printed=target.comparator_in_source if isinstance(target, Numeric) else None,
        note=target.note if isinstance(target, Blank) else None,
        state=judged.state,
        suggestion=judged.suggestion,
        sentence=_sentence(judged.why),
        value=figure(judged.value) if judged.value is not None else None,
        share=(figure(judged.share[0]), figure(judged.share[1])) if judged.share is not None else None,
        source=judged.source,
        provisional=judged.provisional,
        since=judged.coverage_since,
        as_of=judged.as_of,
        evidence=judged.evidence,
    )


def _pace(indicator: Indicator, year: int, judged: Mapping[int, Judged], known: Knowledge) -> Pace | None:
    """The pace of the running year; a running total begins where the year before it ended."""
    now = judged[year]
    before = judged.get(year - 1)
    return pace(
        indicator,
        year,
        now.value,
        min(now.as_of or known.today, known.today),
        calendar=known.calendar,
        since=now.coverage_since,
        begun_at=before.value if before is not None else None,
    )


def _with_pace(cell: Cell, found: Pace | None) -> Cell:
    if found is None:
        return cell
    frozen = FrozenPace(
        expected=int(found.expected),
        target=found.target,
        working_days=found.working_days,
        working_days_all=found.working_days_all,
        early_warning=found.early_warning,
        sentence=_sentence(found.said),
    )
    return cell.model_copy(update={"pace": frozen})


def _previous(previous: PreviousPlan) -> FrozenPrevious:
    rows = previous.figure_14.rows if previous.figure_14 is not None else ()
    goals = zip(rows, figure_of_ratings(previous), strict=True)
    return FrozenPrevious(
        name=previous.name,
        survey=previous.survey.name if previous.survey is not None else None,
        ratings=previous.rating_definitions,
        goals=tuple(FrozenGoal(name=row.name, counts=counts) for row, counts in goals),
        measures=tuple(
            FrozenPreviousMeasure(
                number=measure.number, title=measure.title, departments=measure.departments_raw, rating=measure.rating
            )
            for measure in previous.measures
        ),
    )
