"""Answers made from the published plan, kept until another generation replaces them: rendered and sent once."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

from yakusho.portal.plan.queries import published_plan
from yakusho.portal.plan.report import report_form

CACHE_SECONDS = 30
_BUILD = int(Path(__file__).stat().st_mtime)  # a new version of the house makes new pages of the same generation
PAGES_KEPT_MAX = 350  # all languages of the overview, 22 measures, 49 indicators, and the files

View = Callable[..., HttpResponse]

_pages: dict[tuple[str, str], tuple[bytes, dict[str, str]]] = {}


def from_snapshot(view: View) -> View:
    """Give the view the published plan, and the answer its tag and the time of the publication.

    An answer depends on its address and the tag alone, so what was made is kept until a generation replaces it. The
    form for reports is part of the tag, because pages lead to it.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: str) -> HttpResponse:
        published = published_plan()
        if published is None:
            return render(request, "plan/none.html", status=404)
        form = report_form()
        parts = (published.snapshot.code, published.generation, get_language(), _BUILD, form.code if form else "")
        tag = quote_etag("-".join(map(str, parts)))
        modified = int(published.received_at.timestamp())
        response = get_conditional_response(request, etag=tag, last_modified=modified)
        if response is None:
            response = _kept_page(request.path, tag, lambda: view(request, published.snapshot, **kwargs))
        response["ETag"] = tag
        response["Last-Modified"] = http_date(modified)
        response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
        return response

    return wrapped


def forget() -> None:
    """Make every page anew, as after a restart."""
    _pages.clear()


def _kept_page(path: str, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    kept = _pages.get((path, tag))
    if kept is None:
        made = make()
        if len(_pages) >= PAGES_KEPT_MAX:
            _pages.clear()
        kept = _pages[path, tag] = (made.content, dict(made.items()))
    return HttpResponse(kept[0], headers=kept[1])
