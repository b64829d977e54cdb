"""The cookie that holds a resident's code for the status page: sealed, short-lived, sent to that page only."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yakusho.kernel import clock
from yakusho.portal.apply.cookies import SealedCookie

COOKIE_SECONDS = 3600
_COOKIE = SealedCookie("code", "status", COOKIE_SECONDS)


def give(response: HttpResponse, code: str) -> HttpResponse:
    """Let the browser show the status page of this code for an hour, in each language."""
    return _COOKIE.put(response, {"status": code, "until": int(clock.now().timestamp()) + COOKIE_SECONDS})


def take(response: HttpResponse) -> HttpResponse:
    """Forget the code in this browser."""
    return _COOKIE.drop(response)


def code_in(request: HttpRequest) -> str | None:
    """The code that this browser was given within the last hour."""
    value = _COOKIE.read(request)
    code = value.get("status")  # other cookies are sealed under the same key
    return code if isinstance(code, str) and value.get("until", 0) > clock.now().timestamp() else None


def with_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the code that this browser holds; without one, ask for it."""

    @wraps(view)
    def wrapped(request: HttpRequest, **named: object) -> HttpResponse:
        code = code_in(request)
        return HttpResponseRedirect(reverse("continue")) if code is None else view(request, code, **named)

    return wrapped
