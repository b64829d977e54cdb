"""Pages of the plan for staff: everything at a glance, a measure, an indicator, and what its number is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.queries import SectionName, section_names
from yakusho.journal import meters
from yakusho.journal.models import Contribution
from yakusho.kernel.fiscal import fiscal_year
from yakusho.office.measuring.history import steps_of
from yakusho.office.plan import overview as overviews
from yakusho.office.plan import queries
from yakusho.office.plan.parse import parsed_words
from yakusho.office.plan.parts import parts_of
from yakusho.office.plan.queries import Standing
from yakusho.plans import Malformed, show, words
from yakusho.plans.export import csv_text
from yakusho.plans.snapshot import FrozenIndicator, FrozenMeasure, Snapshot
from yakusho.plans.words import Speaker
from yakusho.ui.dates import day_words
from yakusho.ui.parts import Column
from yakusho.ui.plan_chart import indicator_chart, pace_chart, stage_chart

ENTRIES_PAGE_ROWS = 50

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class EntryRow:
    """One contribution to a number, and the entry it comes from."""

    origin: str
    position: int
    day: date
    section: str
    dimension: str
    value: str


def _speaker() -> Speaker:
    return Speaker(get_language() or "ja", _, day_words)


def _with_plan(view: View) -> View:
    """Give the view the plan as it stands; where the ward's files can't be used, say what to mend instead."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: str) -> HttpResponse:
        try:
            standing = queries.standing()
        except Malformed as error:
            return render(request, "plan/malformed.html", {"error": error}, status=503)
        except queries.NoPlan:
            return render(request, "plan/none.html", status=404)
        return view(request, standing, **kwargs)

    return wrapped


def _find(snapshot: Snapshot, indicator: str) -> tuple[FrozenMeasure, FrozenIndicator]:
    found = snapshot.find(indicator)
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
@_with_plan
def overview(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What needs somebody first, then the matrix, the policies, and every measure with every target."""
    choice = overviews.choose(request.GET, standing)
    body = overviews.body(standing, choice, _speaker(), queries.published(standing.snapshot.code))
    return render(request, "plan/overview.html", {"snapshot": standing.snapshot, "body": body})


@signed_in
@require_safe
@_with_plan
def measure(request: HttpRequest, standing: Standing, number: str) -> HttpResponse:
    """One measure: how it stands and why, who carries it, and each of its indicators."""
    snapshot, speaker = standing.snapshot, _speaker()
    frozen = next((each for each in snapshot.measures if each.number == number), None)
    source = next((each for each in standing.ward.plan.measures if each.number == number), None)
    if frozen is None or source is None:
        raise Http404
    before = {each.number: each for each in snapshot.previous.measures} if snapshot.previous is not None else {}
    context = {
        "snapshot": snapshot,
        "measure": show.show_measure(frozen, snapshot, speaker),
        "source": source,
        "policies": [
            (policy.id, policy.name, weight)
            for policy in snapshot.policies
            if (weight := frozen.policies.get(policy.id))
        ],
        "source_notes": [note.in_language(speaker.language) for note in source.source_notes],
        "continues": [before[each] for each in source.reading_continues_previous if each in before],
        "money": [(speaker.fiscal_year(each.fiscal_year), each.budget, each.settlement) for each in source.money],
        "money_columns": [_("Year"), Column(_("Budget"), numeric=True), Column(_("Settlement"), numeric=True)],
        "columns": [
            _("Year"),
            _("Target in the plan's words"),
            Column(_("Counted number"), numeric=True),
            _("State"),
            _("Why"),
        ],
        "legend": show.legend(speaker),
    }
    return render(request, "plan/measure.html", context)


@signed_in
@require_safe
@_with_plan
def indicator(request: HttpRequest, standing: Standing, indicator: str) -> HttpResponse:
    """One indicator: targets beside how they are read, numbers, why, parts, history, and what the number is made of."""
    snapshot, speaker = standing.snapshot, _speaker()
    measure, found = _find(snapshot, indicator)
    shown = show.show_indicator(measure, found, snapshot, speaker)
    plan = standing.ward.plan
    source = next(each for each in plan.indicators() if each.id == indicator)
    rule = plan.rules.get(source.reading.rule)
    targets = {None: source.all_years, **source.years}
    frozen = {**{cell.fiscal_year: cell for cell in found.years}, None: found.all_years}
    rows = [
        (cell, parsed_words(targets.get(year), speaker), year)
        for cell, year in zip(shown.cells, [*frozen, snapshot.this_year], strict=False)
    ]
    this_year = fiscal_year(standing.known.today)
    context = {
        "snapshot": snapshot,
        "measure": measure,
        "shown": shown,
        "source": source,
        "rows": rows,
        "reportable": [(speaker.fiscal_year(year), year) for year in plan.fiscal_years if year <= this_year],
        "rule_year": rule.year.in_language(speaker.language) if rule is not None else "",
        "rule_all_years": rule.all_years.in_language(speaker.language) if rule is not None else "",
        "source_notes": [note.in_language(speaker.language) for note in source.source_notes],
        "columns": [
            _("Year"),
            _("Target in the plan's words"),
            _("Read as"),
            Column(_("Counted number"), numeric=True, unit=shown.unit),
            _("State"),
            _("Why"),
        ],
        "part_columns": [
            _("Year"),
            _("Section"),
            Column(_("Counted number"), numeric=True),
            _("Status"),
            _("Evidence"),
        ],
        "parts": parts_of(source, standing, speaker),
        "steps": [
            (speaker.fiscal_year(step.fiscal_year) if step.fiscal_year else "", step)
            for step in steps_of(plan.code, source)
        ],
        "step_columns": [_("When"), _("Year"), _("What"), Column(_("Value"), numeric=True), _("Who"), _("Why")],
        "pace": pace_chart(found),
        "stages": stage_chart(shown, found),
        "chart": indicator_chart(shown),
        "baseline": speaker.number(found.baseline, found.unit) if found.baseline is not None else "",
        "legend": show.legend(speaker),
        "period_sentence": words.period_sentence(snapshot, speaker),
    }
    return render(request, "plan/indicator.html", context)


@signed_in
@require_safe
@_with_plan
def previous(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The plan before: its measures by goal and rating, and all of them."""
    if standing.snapshot.previous is None:
        raise Http404
    return render(request, "plan/previous.html", overviews.previous(standing.snapshot))


@signed_in
@require_safe
@_with_plan
def export(request: HttpRequest, standing: Standing, indicator: str = "") -> HttpResponse:
    """The plan, or one indicator, as CSV that spreadsheet programs open."""
    if indicator:
        _find(standing.snapshot, indicator)
    response = HttpResponse(csv_text(standing.snapshot, indicator or None), content_type="text/csv; charset=utf-8")
    name = indicator or standing.snapshot.code
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@signed_in
@require_safe
@_with_plan
def entries(request: HttpRequest, standing: Standing, indicator: str) -> HttpResponse:
    """The contributions that a year's number is made of, the newest first; each leads to its entry in the journal."""
    snapshot, speaker = standing.snapshot, _speaker()
    measure, found = _find(snapshot, indicator)
    if found.meter is None:
        raise Http404
    before, asked = request.GET.get("before", ""), request.GET.get("year", "")
    years = [cell.fiscal_year for cell in (*found.years, found.this_year) if cell.fiscal_year is not None]
    year = next((each for each in years if str(each) == asked), snapshot.this_year)
    same_year = f"year={year}&" if year != snapshot.this_year else ""
    rows = meters.contributions(
        found.meter,
        year,
        where=found.where,
        before_id=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
        limit=ENTRIES_PAGE_ROWS + 1,
    )
    names = section_names()
    context = {
        "snapshot": snapshot,
        "measure": measure,
        "shown": show.show_indicator(measure, found, snapshot, speaker),
        "rows": [_entry_row(row, names) for row in rows[:ENTRIES_PAGE_ROWS]],
        "columns": [
            _("Place in the journal"),
            _("Counts for the day"),
            _("Section"),
            _("Breakdown"),
            Column(_("Adds"), numeric=True),
        ],
        "older": f"?{same_year}before={rows[ENTRIES_PAGE_ROWS - 1].id}" if len(rows) > ENTRIES_PAGE_ROWS else "",
        "newer": f"{request.path}?{same_year}".rstrip("?&") if before else "",
        "year": speaker.fiscal_year(year),
        "number": next(
            (
                show.cell_number(cell, found, speaker)
                for cell in (*found.years, found.this_year)
                if cell.fiscal_year == year
            ),
            "",
        ),
    }
    return render(request, "plan/entries.html", context)


def _entry_row(row: Contribution, names: Mapping[str, SectionName]) -> EntryRow:
    section = names.get(row.section)
    return EntryRow(
        origin=row.origin,
        position=row.position,
        day=row.day,
        section=section.name if section else row.section,
        dimension=row.dimension,
        value=f"{row.value:+,}",
    )
