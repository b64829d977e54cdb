"""The charts of an indicator (指標の図), the same for residents and staff."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.show import ShownIndicator
from yakusho.plans.snapshot import Cell, FrozenIndicator
from yakusho.ui.charts import Bar, BarChart, LineChart, Point, StageTrack
from yakusho.ui.dates import day_words

Chart = BarChart | LineChart | StageTrack


def indicator_chart(shown: ShownIndicator) -> BarChart | None:
    """Numbers as bars; a year without a number has no bar, which is not the same as 0."""
    if not shown.has_chart:
        return None
    cells = [cell for cell in shown.cells if cell is not shown.all_years]
    bars = [Bar(cell.head, cell.value, cell.target, cell.word, cell.tone, _(" or more")) for cell in cells]
    return BarChart(title=_years_met(shown), sentence=shown.name, bars=bars, unit=shown.unit)


def stage_chart(shown: ShownIndicator, indicator: FrozenIndicator) -> StageTrack | None:
    """The stages of an indicator that goes through stages, and how far it has come."""
    if len(indicator.stages) < 2:
        return None
    reached = [int(cell.value) for cell in indicator.years if cell.kind == "stage" and cell.value]
    return StageTrack(
        title=_years_met(shown),
        sentence=shown.name,
        stages=indicator.stages,
        reached=max(reached) - 1 if reached else None,
    )


def pace_chart(indicator: FrozenIndicator) -> LineChart | None:
    """The running year as a line: from its beginning to now, on to its end at the same pace, and the target."""
    running = next((cell for cell in indicator.years if cell.pace is not None and cell.value is not None), None)
    if running is None or running.pace is None or running.value is None or running.fiscal_year is None:
        return None
    pace, (first, last) = running.pace, fiscal_year_days(running.fiscal_year)
    now = pace.working_days / max(pace.working_days_all, 1)
    today = running.as_of or first
    return LineChart(
        title=pace.sentence.in_language(_language()),
        sentence=_("%(done)s of %(all)s working days of the year are gone.")
        % {"done": pace.working_days, "all": pace.working_days_all},
        measured=(
            Point(day_words(first), 0.0, _begun_at(indicator, running)),
            Point(day_words(today), now, running.value),
        ),
        ahead=Point(day_words(last), 1.0, int(pace.expected)),
        target=Point(day_words(last), 1.0, pace.target),
        unit=indicator.unit or "",
        note=_("Working days are those on which the ward office is open."),
    )


def _years_met(shown: ShownIndicator) -> str:
    """In how many of the years that have a target it was reached; how it stands where no year has one."""
    planned = [cell for cell in shown.years if cell.tone != "none"]
    if not planned:
        return shown.finding
    met = sum(cell.tone == "done" for cell in planned)
    return _("The target was reached in %(met)s of %(all)s years.") % {"met": met, "all": len(planned)}


def _begun_at(indicator: FrozenIndicator, running: Cell) -> float:
    """A running total begins where the year before it ended; all else begins at zero."""
    if indicator.rule != "R-STOCK":
        return 0
    before = next((cell for cell in indicator.years if cell.fiscal_year == (running.fiscal_year or 0) - 1), None)
    return before.value if before is not None and before.value is not None else 0


def _language() -> str:
    return get_language() or "ja"
