"""The published plan as files at stable addresses: JSON, CSV, and the feed of changes."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from yakusho.plans.export import csv_text
from yakusho.plans.snapshot import Snapshot
from yakusho.portal.plan import changes
from yakusho.portal.plan.kept import from_snapshot
from yakusho.portal.plan.queries import speaker
from yakusho.ui.guards import public


@public
@require_safe
@from_snapshot
def data_json(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The snapshot itself."""
    return _json(snapshot.model_dump(mode="json"))


@public
@require_safe
@from_snapshot
def data_csv(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Every indicator and year as one table."""
    return _csv(csv_text(snapshot), snapshot.code)


@public
@require_safe
@from_snapshot
def indicator_json(request: HttpRequest, snapshot: Snapshot, indicator: str) -> HttpResponse:
    """One indicator of the snapshot, with where it belongs."""
    found = snapshot.find(indicator)
    if found is None:
        raise Http404
    measure, frozen = found
    place = {"format": snapshot.format, "plan": snapshot.code, "measure": measure.number}
    return _json({**place, "measure_title": measure.title, **frozen.model_dump(mode="json")})


@public
@require_safe
@from_snapshot
def indicator_csv(request: HttpRequest, snapshot: Snapshot, indicator: str) -> HttpResponse:
    """One indicator in every year as a table."""
    if snapshot.find(indicator) is None:
        raise Http404
    return _csv(csv_text(snapshot, indicator), f"{snapshot.code}-{indicator}")


@public
@require_safe
@from_snapshot
def feed(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """What moved, for feed readers."""
    text = changes.feed(snapshot, speaker(), settings.ZONE_URLS["portal"].rstrip("/"))
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _json(value: object) -> HttpResponse:
    return JsonResponse(value, json_dumps_params={"ensure_ascii": False})


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
