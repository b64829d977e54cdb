"""Which browser made which links, and which link it has open: two sealed cookies that only consent pages are sent.

The first makes sure that nobody agrees in the applicant's own browser; the second keeps the code out of addresses.
"""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yakusho.kernel import clock
from yakusho.portal.apply.token import BrokenToken, seal, unseal
from yakusho.portal.consents.actions import CONSENT_DAYS_MAX, invitation_id
from yakusho.portal.middleware import LANGUAGES

MADE_MAX = 20
OPEN_SECONDS = 3_600


def _name(what: str, language: str) -> str:
    prefix = "__Secure-" if settings.CSRF_COOKIE_SECURE else ""
    return f"{prefix}yakusho_portal_consent_{what}_{language}"


def _value(request: HttpRequest, what: str) -> dict[str, object]:
    text = request.COOKIES.get(_name(what, request.LANGUAGE_CODE), "")
    try:
        return unseal(text) if text else {}
    except BrokenToken:
        return {}


def _set(response: HttpResponse, what: str, value: dict[str, object], seconds: int) -> HttpResponse:
    sealed = seal(value)
    for language in LANGUAGES:
        response.set_cookie(
            _name(what, language),
            sealed,
            max_age=seconds,
            path=f"/{language}/consent/",
            secure=settings.CSRF_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def remember_made(response: HttpResponse, codes: Iterable[str]) -> HttpResponse:
    """Note in the applicant's browser which links were shown in it."""
    made = [invitation_id(code) for code in codes][:MADE_MAX]
    return _set(response, "made", {"made": made}, CONSENT_DAYS_MAX * 86_400)


def was_made_here(request: HttpRequest, code: str) -> bool:
    """Whether this browser is the applicant's: it has shown this very link to be handed on."""
    made = _value(request, "made").get("made", ())
    return isinstance(made, list) and invitation_id(code) in made


def open_link(response: HttpResponse, code: str) -> HttpResponse:
    """Let this browser see the page of a link for an hour."""
    until = int(clock.now().timestamp()) + OPEN_SECONDS
    return _set(response, "open", {"consent": code, "until": until}, OPEN_SECONDS)


def code_in(request: HttpRequest) -> str | None:
    """The code of the link that this browser has open."""
    value = _value(request, "open")
    code, until = value.get("consent"), value.get("until", 0)
    return code if isinstance(code, str) and isinstance(until, int) and until > clock.now().timestamp() else None
