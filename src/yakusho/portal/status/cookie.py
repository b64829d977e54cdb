"""The cookie that holds a resident's code for the status page: sealed, short-lived, sent to that page only."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yakusho.kernel import clock
from yakusho.portal.apply.token import BrokenToken, seal, unseal
from yakusho.portal.middleware import LANGUAGES

COOKIE_SECONDS = 3600


def _name(language: str) -> str:
    prefix = "__Secure-" if settings.CSRF_COOKIE_SECURE else ""
    return f"{prefix}yakusho_portal_code_{language}"


def _path(language: str) -> str:
    return f"/{language}/status/"


def give(response: HttpResponse, code: str) -> HttpResponse:
    """Let the browser show the status page of this code for an hour, in each language."""
    value = seal({"status": code, "until": int(clock.now().timestamp()) + COOKIE_SECONDS})
    for language in LANGUAGES:
        response.set_cookie(
            _name(language),
            value,
            max_age=COOKIE_SECONDS,
            path=_path(language),
            secure=settings.CSRF_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def take(response: HttpResponse) -> HttpResponse:
    """Forget the code in this browser."""
    for language in LANGUAGES:
        response.delete_cookie(_name(language), path=_path(language), samesite="Lax")
    return response


def code_in(request: HttpRequest) -> str | None:
    """The code that this browser was given within the last hour."""
    text = request.COOKIES.get(_name(request.LANGUAGE_CODE), "")
    try:
        value = unseal(text) if text else {}
    except BrokenToken:
        return None
    code = value.get("status")  # other cookies are sealed under the same key
    return code if isinstance(code, str) and value.get("until", 0) > clock.now().timestamp() else None


def with_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the code that this browser holds; without one, ask for it."""

    @wraps(view)
    def wrapped(request: HttpRequest, **named: object) -> HttpResponse:
        code = code_in(request)
        return HttpResponseRedirect(reverse("continue")) if code is None else view(request, code, **named)

    return wrapped
