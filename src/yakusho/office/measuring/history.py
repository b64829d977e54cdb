"""What was said of an indicator-year, by which seat, when and why (実績の経過), the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yakusho.desk.staff.queries import seat_names, section_names
from yakusho.office.measuring import words
from yakusho.office.measuring.models import Baseline, Evidence, ReportedValue
from yakusho.office.measuring.queries import observation_of
from yakusho.office.measuring.rules import Cell
from yakusho.plans.model import Indicator

STEPS_MAX = 200  # of one indicator on its page; the page of a year tells all of that year


@dataclass(frozen=True)
class Step:
    """One thing that was said or attached."""

    at: datetime
    fiscal_year: int | None
    what: str
    value: str
    status: str
    as_of: date | None
    who: str
    why: str
    covers: str


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as a page lists it."""

    key: str
    sort: str
    title: str
    link: str
    file_name: str
    kilobytes: int
    rows: int
    total: int | None
    query: str
    hash: str
    at: datetime
    who: str
    withdrawn: str


def steps(cell: Cell) -> list[Step]:
    """Values, baselines and withdrawn evidence of a cell."""
    values = list(ReportedValue.objects.filter(**_at(cell)).order_by("-id"))
    return _steps(cell.plan, cell.indicator, values)


def steps_of(plan_code: str, indicator: Indicator) -> list[Step]:
    """Values of an indicator in every year, and its baselines; four statements at most."""
    values = ReportedValue.objects.filter(plan=plan_code, indicator=indicator.id).order_by("-id")
    return _steps(plan_code, indicator, list(values[:STEPS_MAX]))


def _steps(plan_code: str, indicator: Indicator, values: list[ReportedValue]) -> list[Step]:
    grows = indicator.reading.rule == "R-DIRECTION"
    entered = Baseline.objects.filter(plan=plan_code, indicator=indicator.id).order_by("-id")
    baselines = list(entered) if grows else []
    seats = [*(row.seat for row in values), *(row.seat for row in baselines)]
    names = seat_names(seats) if seats else {}
    sections = section_names() if any(row.section for row in values) else {}
    found = [
        Step(
            at=row.recorded_at,
            fiscal_year=row.fiscal_year,
            what=_(words.ACTS[row.act]),
            value=words.observed(observation_of(row, {}), indicator),
            status=_(words.STATUSES[row.status]),
            as_of=row.as_of,
            who=names.get(str(row.seat), ""),
            why=row.reason,
            covers=sections[row.section].name if row.section in sections else "",
        )
        for row in values
    ]
    found += [
        Step(
            at=row.recorded_at,
            fiscal_year=None,
            what=_("Baseline entered"),
            value=words.amount(row.value, indicator.reading.unit),
            status="",
            as_of=row.as_of,
            who=names.get(str(row.seat), ""),
            why=row.reason,
            covers="",
        )
        for row in baselines
    ]
    return sorted(found, key=lambda step: step.at, reverse=True)


def pieces(cell: Cell) -> list[Piece]:
    """The evidence of a cell, withdrawn pieces included."""
    rows = list(Evidence.objects.filter(**_at(cell)).order_by("recorded_at", "key"))
    names = seat_names(_seats(rows))
    return [
        Piece(
            key=str(row.key),
            sort=_(words.SORTS[row.sort]),
            title=row.title,
            link=row.link,
            file_name=row.file_name,
            kilobytes=-(-row.size_bytes // 1_000),
            rows=row.rows,
            total=row.total,
            query=row.query,
            hash=row.address,
            at=row.recorded_at,
            who=names.get(str(row.seat), ""),
            withdrawn=row.withdrawn_reason if row.withdrawn_at is not None else "",
        )
        for row in rows
    ]


def _seats(rows: Iterable[Evidence]) -> list[object]:
    return [seat for row in rows for seat in (row.seat, row.withdrawn_by)]


def _at(cell: Cell) -> dict[str, object]:
    return {"plan": cell.plan, "indicator": cell.indicator.id, "fiscal_year": cell.fiscal_year}
