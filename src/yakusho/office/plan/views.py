"""Pages of the plan for staff: everything at a glance, one indicator, and what its number is made of."""

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
from yakusho.office.plan import queries
from yakusho.office.plan.rules import open_questions
from yakusho.plans import Malformed, show, words
from yakusho.plans.snapshot import FrozenIndicator, FrozenMeasure, Snapshot
from yakusho.plans.words import Speaker
from yakusho.ui.dates import day_words
from yakusho.ui.parts import Column
from yakusho.ui.plan_chart import indicator_chart

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
            snapshot = queries.snapshot()
        except Malformed as error:
            return render(request, "plan/malformed.html", {"error": error}, status=503)
        except queries.NoPlan:
            return render(request, "plan/none.html", status=404)
        return view(request, snapshot, **kwargs)

    return wrapped


def _find(snapshot: Snapshot, indicator: str) -> tuple[FrozenMeasure, FrozenIndicator]:
    found = snapshot.find(indicator)
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
@_with_plan
def overview(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Open questions first, then the matrix, then every measure with every target."""
    speaker = _speaker()
    plan = queries.ward_plan().plan
    context = {
        "plan": plan,
        "snapshot": snapshot,
        "questions": open_questions(plan, snapshot),
        "measures": show.show_measures(snapshot, speaker),
        "columns": [_("Indicator"), *show.heads(snapshot, speaker)],
        "matrix_columns": [_("Measure"), *(policy.id for policy in snapshot.policies), _("State")],
        "goal_columns": [_("Goal"), Column(_("Measures"), numeric=True), *_rating_columns(snapshot)],
        "previous_columns": [_("Measure"), _("Sections in charge"), _("Rating")],
        "rating_gaps": [gap.in_language(speaker.language) for gap in plan.rating_gaps],
        "legend": show.legend(speaker),
        "year_sentence": words.year_sentence(snapshot, speaker),
        "period_sentence": words.period_sentence(snapshot, speaker),
        "published": queries.published(snapshot.code),
    }
    return render(request, "plan/overview.html", context)


@signed_in
@require_safe
@_with_plan
def indicator(request: HttpRequest, snapshot: Snapshot, indicator: str) -> HttpResponse:
    """One indicator: targets, number, sentences, chart, and the way to what the number is made of."""
    speaker = _speaker()
    measure, found = _find(snapshot, indicator)
    shown = show.show_indicator(measure, found, snapshot, speaker)
    ward = queries.ward_plan()
    source = next(each for each in ward.plan.indicators() if each.id == indicator)
    rule = ward.plan.rules.get(source.reading.rule)
    context = {
        "snapshot": snapshot,
        "measure": measure,
        "shown": shown,
        "source": source,
        "rule_year": rule.year.in_language(speaker.language) if rule is not None else "",
        "rule_all_years": rule.all_years.in_language(speaker.language) if rule is not None else "",
        "source_notes": [note.in_language(speaker.language) for note in source.source_notes],
        "columns": [
            _("Year"),
            _("Target in the plan's words"),
            Column(_("Counted number"), numeric=True, unit=shown.unit),
            _("State"),
        ],
        "chart": indicator_chart(shown),
        "legend": show.legend(speaker),
        "period_sentence": words.period_sentence(snapshot, speaker),
    }
    return render(request, "plan/indicator.html", context)


@signed_in
@require_safe
@_with_plan
def entries(request: HttpRequest, snapshot: Snapshot, indicator: str) -> HttpResponse:
    """The contributions that a number is made of, the newest first; each leads to its entry in the journal."""
    speaker = _speaker()
    measure, found = _find(snapshot, indicator)
    if found.meter is None:
        raise Http404
    before = request.GET.get("before", "")
    rows = meters.contributions(
        found.meter,
        snapshot.this_year,
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
        "older": f"?before={rows[ENTRIES_PAGE_ROWS - 1].id}" if len(rows) > ENTRIES_PAGE_ROWS else "",
        "newer": request.path if before else "",
        "year": speaker.fiscal_year(snapshot.this_year),
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


def _rating_columns(snapshot: Snapshot) -> list[Column]:
    ratings = snapshot.previous.ratings if snapshot.previous is not None else ()
    return [Column(rating.word, numeric=True) for rating in ratings]
