"""What is known of the plan's indicators: what meters, imports and sections say, in one list, and its history."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Count as CountRows

from yakusho.desk.staff.queries import successions
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year, fiscal_year_days
from yakusho.office.measuring.models import Baseline, Evidence, ImportedFigure, ReportedValue
from yakusho.office.measuring.ward import ward_imports
from yakusho.plans.bindings import Bindings
from yakusho.plans.imports import Series
from yakusho.plans.model import Indicator, Plan
from yakusho.plans.observations import HandOver, Observation
from yakusho.plans.states import Count

Readings = Mapping[tuple[str, int], Count | None]
"""What the meters say, by indicator and fiscal year."""
Pieces = Mapping[tuple[str, int], int]
Changes = tuple[int, ...]

_CHANGES = """
SELECT (SELECT MAX("id") FROM "measuring_reportedvalue"), (SELECT MAX("id") FROM "measuring_importedfigure"),
(SELECT MAX("id") FROM "measuring_baseline"), COUNT("key"), COUNT("withdrawn_at") FROM "measuring_evidence"
"""


def held(plan: Plan, bindings: Bindings, readings: Readings) -> list[Observation]:
    """Everything that is known of a plan's indicators: reported values, and what meters and imports come to.

    An import adds to the meter of its indicator: own applications and those of another system are one number. Both
    stay provisional until a section confirms them. Three SQL statements, however much there is.
    """
    pieces = evidence_counts(plan.code)
    figures = imported()
    found = [observation_of(row, pieces) for row in ReportedValue.objects.filter(plan=plan.code).order_by("id")]
    years = sorted({*plan.fiscal_years, *(year for _, year in readings), *(year for _, year in figures)})
    for indicator in plan.indicators():
        binding = bindings.indicators[indicator.id]
        for year in years:
            counted = readings.get((indicator.id, year))
            taken = figures.get((binding.imports, year)) if binding.imports is not None else None
            made = _made(indicator, year, counted, taken, pieces)
            if made is not None:
                found.append(made)
    return found


def hand_overs(plan_code: str) -> list[HandOver]:
    """When a section's work went to another: what it reported before then stands until the new one speaks."""
    rows = list(ReportedValue.objects.filter(plan=plan_code).order_by("id").values_list("id", "recorded_at"))
    found = []
    for section, successor, since in successions():
        before = [id for id, moment in rows if clock.in_tokyo(moment).date() < since]
        if before:
            found.append(HandOver(section, successor, 2 * max(before) + 1))
    return found


def baselines(plan_code: str) -> dict[str, Decimal]:
    """The baseline that holds for each indicator that has one."""
    rows = Baseline.objects.filter(plan=plan_code).order_by("id").values_list("indicator", "value")
    return {indicator: value.normalize() for indicator, value in rows}


def evidence_counts(plan_code: str) -> dict[tuple[str, int], int]:
    """How many pieces of evidence count for each indicator-year."""
    rows = Evidence.objects.filter(plan=plan_code, withdrawn_at=None)
    counted = rows.values_list("indicator", "fiscal_year").annotate(CountRows("key"))
    return {(indicator, year): count for indicator, year, count in counted}


def newest_value() -> int:
    """The order of the newest reported value; 0 before the first."""
    return ReportedValue.objects.order_by("-id").values_list("id", flat=True).first() or 0


def changes() -> Changes:
    """Changes whenever something happened in this room that a plan shows; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES)
        return tuple(number or 0 for number in cursor.fetchone())


def observation_of(row: ReportedValue, pieces: Pieces) -> Observation:
    """A stored value as the rules take it; `pieces` counts the evidence."""
    share = (row.numerator, row.denominator) if row.numerator is not None and row.denominator is not None else None
    return Observation(
        indicator=row.indicator,
        fiscal_year=row.fiscal_year,
        as_of=row.as_of,
        section=row.section,
        value=row.value.normalize() if row.value is not None else None,
        share=share,
        stage=row.stage,
        done=row.done,
        items=tuple(row.items) if row.items is not None else None,
        triggered=row.triggered,
        status="confirmed" if row.status == "confirmed" else "provisional",
        source="section",
        evidence=pieces.get((row.indicator, row.fiscal_year), 0),
        reason=row.reason,
        sequence=2 * row.id,
    )


class Taken:
    """What imports of one series come to in a fiscal year."""

    def __init__(self, series: Series, months: Mapping[date, ImportedFigure]) -> None:
        self.series, self.months = series, months
        last = max(months)
        counted = months.values() if series.holds == "flow" else [months[last]]
        self.number = sum(figure.number for figure in counted)
        self.whole = sum(figure.whole or 0 for figure in counted)
        self.first, self.last = min(months), last
        self.sequence = 2 * max(figure.file.after for figure in months.values()) + 1

    @property
    def as_of(self) -> date:
        """The last day of its last month, or today while that month runs."""
        following = (self.last.replace(day=28) + timedelta(days=4)).replace(day=1)
        return min(following - timedelta(days=1), clock.today())

    @property
    def since(self) -> date | None:
        """The first month's day when the year's first month is missing; a stock needs its last month only."""
        late = self.series.holds == "flow" and self.first.month != 4
        return self.first if late else None


def imported() -> dict[tuple[str, int], Taken]:
    """What imports come to, by series and fiscal year."""
    months: dict[tuple[str, int], dict[date, ImportedFigure]] = {}
    for figure in ImportedFigure.objects.select_related("file").order_by("id"):
        months.setdefault((figure.series, fiscal_year(figure.month)), {})[figure.month] = figure
    declared = ward_imports().series()
    return {(name, year): Taken(declared[name], found) for (name, year), found in months.items() if name in declared}


def _made(
    indicator: Indicator, year: int, counted: Count | None, taken: Taken | None, pieces: Pieces
) -> Observation | None:
    """What meter and import together come to; None when neither says anything. Counted entries are evidence."""
    if counted is None and taken is None:
        return None
    attached = pieces.get((indicator.id, year), 0)
    if taken is not None and taken.series.part is not None:
        return _share(indicator, year, taken, attached)
    number = (counted.value if counted is not None else 0) + (taken.number if taken is not None else 0)
    starts = [since for since in (counted and counted.since, taken and taken.since) if since is not None]
    return Observation(
        indicator=indicator.id,
        fiscal_year=year,
        as_of=_as_of(year, counted, taken),
        value=max(number, 0),
        source="meter" if counted is not None else "import",
        evidence=max(attached, number),
        sequence=taken.sequence if taken is not None else 0,
        since=max(starts, default=None),
    )


def _share(indicator: Indicator, year: int, taken: Taken, attached: int) -> Observation | None:
    if not taken.whole or taken.number > taken.whole:
        return None
    return Observation(
        indicator=indicator.id,
        fiscal_year=year,
        as_of=taken.as_of,
        share=(taken.number, taken.whole),
        source="import",
        evidence=attached,
        sequence=taken.sequence,
        since=taken.since,
    )


def _as_of(year: int, counted: Count | None, taken: Taken | None) -> date:
    days = [min(fiscal_year_days(year)[1], clock.today())] if counted is not None else []
    return min([*days, *([taken.as_of] if taken is not None else [])])
