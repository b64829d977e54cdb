"""Guards (門番): who may open a view. Every view carries exactly one, in its `guard` attribute, for tests to read."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

PUBLIC = "public"
SAMPLE_ONLY = "sample_only"


def mark(view: View, guard: str) -> View:
    """Write on a view which guard it has.

    Raises:
        ValueError: it has one already.
    """
    if getattr(view, "guard", None):
        raise ValueError(f"{view.__qualname__} has the guard {view.guard} already")
    view.guard = guard
    return view


def public(view: View) -> View:
    """Anyone may open this view."""
    return mark(view, PUBLIC)


def sample_only(view: View) -> View:
    """Only a sample home has this view; elsewhere it does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.SAMPLE_HOME:
            raise Http404
        return view(request, *args, **kwargs)

    return mark(guarded, SAMPLE_ONLY)
