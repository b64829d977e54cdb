"""A section's indicators of a fiscal year, arriving filled in (課の実績表): what is known of each, ready for a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import section_codes
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year
from yakusho.kernel.ids import new_id
from yakusho.office.measuring import words
from yakusho.office.measuring.actions import fingerprint
from yakusho.office.measuring.queries import Readings, baselines, hand_overs, held
from yakusho.office.measuring.reading import shapes
from yakusho.office.measuring.rules import Cell, owners, owns
from yakusho.office.plan.queries import readings, ward_plan
from yakusho.plans import Bindings, Plan
from yakusho.plans.judging import Judged, judge_year
from yakusho.plans.model import Indicator, Measure
from yakusho.plans.observations import WHOLE, Held, Observation, holding


@dataclass(frozen=True)
class Known:
    """The plan with everything that is known of it, read once a request."""

    plan: Plan
    bindings: Bindings
    readings: Readings
    found: tuple[Observation, ...]
    held: Held
    baselines: Mapping[str, Decimal]
    sections: Mapping[str, str]
    today: date

    @property
    def this_year(self) -> int:
        """The present fiscal year."""
        return fiscal_year(self.today)

    @property
    def years(self) -> list[int]:
        """The plan's years that have begun, and the present one."""
        return sorted({*(year for year in self.plan.fiscal_years if year <= self.this_year), self.this_year})

    @property
    def year_to_report(self) -> int:
        """The present year while the plan runs, its last year afterwards."""
        return min(self.this_year, self.plan.fiscal_years[-1])

    def cell(self, indicator_id: str, year: int) -> Cell | None:
        """One indicator-year; None when there is no such thing."""
        for measure in self.plan.measures:
            for indicator in measure.indicators:
                if indicator.id == indicator_id and year in self.years:
                    return self._cell(measure, indicator, year)
        return None

    def cells(self, year: int) -> list[Cell]:
        """Every indicator in a year, in the plan's order."""
        return [self._cell(measure, each, year) for measure in self.plan.measures for each in measure.indicators]

    def _cell(self, measure: Measure, indicator: Indicator, year: int) -> Cell:
        codes, in_words = owners(measure, self.sections, self.plan.collective_owners)
        return Cell(self.plan.code, measure, indicator, year, codes, in_words)

    def judged(self, cell: Cell) -> Judged:
        """What the arithmetic says of a cell."""
        baseline = self.baselines.get(cell.indicator.id)
        return judge_year(self.plan, cell.indicator, cell.fiscal_year, self.held, baseline, self.today)

    def standing(self, cell: Cell) -> tuple[Observation, ...]:
        """What stands for a cell."""
        return self.held.of(cell.indicator.id, cell.fiscal_year)

    def made(self, cell: Cell) -> Observation | None:
        """What meters and imports come to for a cell."""
        return next((each for each in self._of(cell) if each.source != "section"), None)

    def instead_of(self, cell: Cell, section: str, shape: str) -> Observation | None:
        """What another value for the whole, or for a section's part, would stand instead of.

        A stage and a count stand side by side, and so do the parts of several sections.
        """
        beside = [each for each in self.standing(cell) if (each.stage is not None) == (shape == "stage")]
        return next((each for each in beside if section == WHOLE or each.section in (WHOLE, section)), None)

    def to_confirm(self, cell: Cell, section: str = WHOLE) -> Observation | None:
        """The value for the whole, or for the part of `section`, that nobody stands for yet."""
        shape = shapes(cell.indicator, cell.fiscal_year)[0]
        found = [each for each in self.standing(cell) if (each.stage is not None) == (shape == "stage")]
        mine = (each for each in found if each.section in (WHOLE, section) and each.status == "provisional")
        return next(mine, None)

    def _of(self, cell: Cell) -> list[Observation]:
        at = (cell.indicator.id, cell.fiscal_year)
        return [each for each in self.found if (each.indicator, each.fiscal_year) == at]

    def sections_of(self, series: set[str]) -> frozenset[str]:
        """The sections that carry the indicators which some monthly figures feed."""
        bound = {id for id, binding in self.bindings.indicators.items() if binding.imports in series}
        feeding = [m for m in self.plan.measures if any(i.id in bound for i in m.indicators)]
        carried = [owners(m, self.sections, self.plan.collective_owners)[0] for m in feeding]
        return frozenset(code for codes in carried for code in codes)


def know() -> Known:
    """Read the plan and everything that is known of it.

    Raises:
        NoPlan: there is no plan file.
        plans.Malformed: a file of the ward can't be used.
    """
    ward = ward_plan()
    today = clock.today()
    counted = readings(ward, fiscal_year(today))
    found = tuple(held(ward.plan, ward.bindings, counted))
    return Known(
        plan=ward.plan,
        bindings=ward.bindings,
        readings=counted,
        found=found,
        held=holding(found, hand_overs(ward.plan.code)),
        baselines=baselines(ward.plan.code),
        sections=section_codes(),
        today=today,
    )


@dataclass(frozen=True)
class Row:
    """One indicator in the list, filled in."""

    cell: Cell
    title: str
    target: str
    counted: str
    counted_from: str
    last_year: str
    stands: str
    status: str
    status_shape: str
    state: str
    state_shape: str
    sentence: str
    shown: str
    once: UUID

    @property
    def may_confirm(self) -> bool:
        """Whether one press is enough: a value stands for the whole, and it is this person's to confirm."""
        return bool(self.shown)


def rows(known: Known, by: Staff, year: int, whose: str) -> list[Row]:
    """The indicators of `by`'s sections, or with `whose` "all" of everybody."""
    return [_row(known, by, cell) for cell in known.cells(year) if whose == "all" or owns(by, cell)]


def _row(known: Known, by: Staff, cell: Cell) -> Row:
    target = cell.indicator.years.get(cell.fiscal_year)
    standing, made, judged = known.standing(cell), known.made(cell), known.judged(cell)
    before = known.held.of(cell.indicator.id, cell.fiscal_year - 1)
    seen = known.to_confirm(cell, by.seat.section)
    confirmed = bool(standing) and all(each.status == "confirmed" for each in standing)
    status = ("confirmed" if confirmed else "provisional") if standing else ""
    return Row(
        cell=cell,
        title=words.indicator_title(cell.measure, cell.indicator),
        target=(target.raw or "") if target is not None else "",
        counted=words.observed(made, cell.indicator) if made is not None else "",
        counted_from=_(words.SOURCES[made.source]) if made is not None else "",
        last_year=_together(before, cell.indicator),
        stands=_together(standing, cell.indicator),
        status=_(words.STATUSES[status]) if status else "",
        status_shape=words.STATUS_SHAPES.get(status, "none"),
        state=words.state_word(judged.state),
        state_shape=words.STATE_SHAPES[judged.state],
        sentence=judged.sentence(words.language()),
        shown=fingerprint(seen) if seen is not None and owns(by, cell) else "",
        once=new_id(),
    )


def _together(observations: tuple[Observation, ...], indicator: Indicator) -> str:
    return " / ".join(words.observed(each, indicator) for each in observations)
