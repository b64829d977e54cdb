"""The pages of `ui`, and a few more as rooms have them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

handler400 = "yakusho.ui.errors.bad_request"
handler403 = "yakusho.ui.errors.forbidden"
handler404 = "yakusho.ui.errors.not_found"
handler500 = "yakusho.ui.errors.server_error"


def breaks(request: HttpRequest) -> HttpResponse:
    """A page with a bug."""
    raise RuntimeError("a name typed by a person")


def take(request: HttpRequest) -> HttpResponse:
    """A page that takes an answer."""
    return HttpResponse(request.POST.get("answer", ""))


@cache_control(public=True, max_age=60)
def published(request: HttpRequest) -> HttpResponse:
    """A page everybody may keep."""
    return render(request, "ui/portal.html")


urlpatterns = [
    path("", include("yakusho.ui.urls")),
    path("breaks/", breaks),
    path("take/", require_POST(take)),
    path("ja/plan/", published),
]
