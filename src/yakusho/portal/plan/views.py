"""Pages and files of the plan for everybody, from the published snapshot only."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yakusho.plans import show, words
from yakusho.plans.export import csv_text
from yakusho.plans.snapshot import Snapshot
from yakusho.portal.plan.queries import published_plan, speaker
from yakusho.ui.guards import public
from yakusho.ui.parts import Column
from yakusho.ui.plan_chart import indicator_chart

CACHE_SECONDS = 30
_BUILD = int(Path(__file__).stat().st_mtime)  # a new version of the house makes new pages of the same generation
PAGES_KEPT_MAX = 120  # both languages of an overview, its files, and some fifty indicators

View = Callable[..., HttpResponse]

_pages: dict[tuple[str, str], tuple[bytes, dict[str, str]]] = {}


def _from_snapshot(view: View) -> View:
    """Give the view the published plan, and the answer its tag: the same generation is rendered and sent once.

    A page depends on its address and the tag alone, so what was rendered is kept until a generation replaces it.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: str) -> HttpResponse:
        published = published_plan()
        if published is None:
            return render(request, "plan/none.html", status=404)
        tag = quote_etag(f"{published.snapshot.code}-{published.generation}-{get_language()}-{_BUILD}")
        response = get_conditional_response(request, etag=tag)
        if response is None:
            response = _kept_page(request.path, tag, lambda: view(request, published.snapshot, **kwargs))
        response["ETag"] = tag
        response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
        return response

    return wrapped


def _kept_page(path: str, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    kept = _pages.get((path, tag))
    if kept is None:
        made = make()
        if len(_pages) >= PAGES_KEPT_MAX:
            _pages.clear()
        kept = _pages[path, tag] = (made.content, dict(made.items()))
    return HttpResponse(kept[0], headers=kept[1])


@public
@require_safe
@_from_snapshot
def overview(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """One sentence for the year, the matrix, then every measure with its indicators."""
    voice = speaker()
    context = {
        "snapshot": snapshot,
        "measures": show.show_measures(snapshot, voice),
        "legend": show.legend(voice),
        "year_sentence": words.year_sentence(snapshot, voice),
        "period_sentence": words.period_sentence(snapshot, voice),
        "matrix_columns": [_("Measure"), *(policy.id for policy in snapshot.policies), _("State")],
        "goal_columns": [
            _("Goal"),
            Column(_("Measures"), numeric=True),
            *(Column(rating.word, numeric=True) for rating in (snapshot.previous.ratings if snapshot.previous else ())),
        ],
    }
    return render(request, "plan/overview.html", context)


@public
@require_safe
@_from_snapshot
def indicator(request: HttpRequest, snapshot: Snapshot, indicator: str) -> HttpResponse:
    """One indicator: its number, its targets, what they mean, and where the number comes from."""
    found = snapshot.find(indicator)
    if found is None:
        raise Http404
    voice = speaker()
    measure, frozen = found
    shown = show.show_indicator(measure, frozen, snapshot, voice)
    context = {
        "snapshot": snapshot,
        "measure": measure,
        "shown": shown,
        "chart": indicator_chart(shown),
        "legend": show.legend(voice),
        "period_sentence": words.period_sentence(snapshot, voice),
        "columns": [_("Year"), _("Target in the plan's words"), Column(_("Counted number"), numeric=True), _("State")],
    }
    return render(request, "plan/indicator.html", context)


@public
@require_safe
@_from_snapshot
def data_json(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The snapshot itself."""
    return JsonResponse(snapshot.model_dump(mode="json"), json_dumps_params={"ensure_ascii": False})


@public
@require_safe
@_from_snapshot
def data_csv(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Every indicator and year as one table."""
    response = HttpResponse(csv_text(snapshot), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{snapshot.code}.csv"'
    return response
