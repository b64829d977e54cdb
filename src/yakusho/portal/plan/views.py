"""Pages of the plan for everybody, from the published snapshot only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yakusho.plans import show, words
from yakusho.plans.snapshot import Snapshot
from yakusho.portal.plan.changes import shown_changes
from yakusho.portal.plan.kept import from_snapshot
from yakusho.portal.plan.queries import speaker
from yakusho.portal.plan.report import report_form
from yakusho.ui.guards import public
from yakusho.ui.parts import Column
from yakusho.ui.plan_chart import indicator_chart, pace_chart, stage_chart


@public
@require_safe
@from_snapshot
def overview(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """One sentence for the year, the matrix, then every measure with its indicators."""
    voice = speaker()
    measures = show.show_measures(snapshot, voice)
    context = {
        "snapshot": snapshot,
        "measures": measures,
        "warnings": [shown for measure in measures for shown in measure.indicators if shown.warning],
        "standing": show.standing(snapshot, voice),
        "legend": show.legend(voice),
        "year_sentence": words.year_sentence(snapshot, voice),
        "period_sentence": words.period_sentence(snapshot, voice),
        "matrix_columns": [_("Measure"), _("State"), *(policy.id for policy in snapshot.policies)],
    }
    return render(request, "plan/overview.html", context)


@public
@require_safe
@from_snapshot
def measure(request: HttpRequest, snapshot: Snapshot, number: str) -> HttpResponse:
    """One measure: how it stands, why, and each of its indicators."""
    frozen = next((each for each in snapshot.measures if each.number == number), None)
    if frozen is None:
        raise Http404
    voice = speaker()
    context = {
        "snapshot": snapshot,
        "measure": show.show_measure(frozen, snapshot, voice),
        "policies": [
            (policy, weight) for policy in snapshot.policies if (weight := frozen.policies.get(policy.id)) is not None
        ],
        "columns": _columns(),
        "legend": show.legend(voice),
        "period_sentence": words.period_sentence(snapshot, voice),
    }
    return render(request, "plan/measure.html", context)


@public
@require_safe
@from_snapshot
def indicator(request: HttpRequest, snapshot: Snapshot, indicator: str) -> HttpResponse:
    """One indicator: its number, its targets, what they mean, where the number comes from, and how to object."""
    found = snapshot.find(indicator)
    if found is None:
        raise Http404
    voice = speaker()
    measure, frozen = found
    shown = show.show_indicator(measure, frozen, snapshot, voice)
    form = report_form()
    context = {
        "snapshot": snapshot,
        "measure": measure,
        "shown": shown,
        "pace": pace_chart(frozen),
        "stages": stage_chart(shown, frozen),
        "chart": indicator_chart(shown),
        "legend": show.legend(voice),
        "period_sentence": words.period_sentence(snapshot, voice),
        "columns": _columns(shown.unit),
        "report": form.address(f"{shown.id} {shown.name}") if form is not None else "",
    }
    return render(request, "plan/indicator.html", context)


@public
@require_safe
@from_snapshot
def previous(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """How the plan before ended: its measures by goal and rating, then all of them."""
    if snapshot.previous is None:
        raise Http404
    context = {
        "snapshot": snapshot,
        "goal_columns": [
            _("Goal"),
            Column(_("Measures"), numeric=True),
            *(Column(rating.word, numeric=True) for rating in snapshot.previous.ratings),
        ],
        "previous_columns": [_("Measure"), _("Sections in charge"), _("Rating")],
    }
    return render(request, "plan/previous.html", context)


@public
@require_safe
@from_snapshot
def changes(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """What moved lately."""
    context = {"snapshot": snapshot, "changes": shown_changes(snapshot, speaker())}
    return render(request, "plan/changes.html", context)


def _columns(unit: str = "") -> list[Column | str]:
    return [
        _("Year"),
        _("Target in the plan's words"),
        Column(_("Counted number"), numeric=True, unit=unit),
        _("State"),
        _("Why"),
    ]
