"""Which browser made which links, and which link it has open, in sealed cookies.

The first makes sure that nobody agrees in the applicant's own browser. Form pages write it and consent pages read it,
so it is there twice: one copy is sent to each. The second keeps the code out of addresses.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from yakusho.kernel import clock
from yakusho.portal.apply.cookies import SealedCookie
from yakusho.portal.consents.actions import CONSENT_DAYS_MAX, invitation_id

MADE_MAX = 20
MARK_CHARACTERS = 10  # of an id: enough to tell twenty apart
OPEN_SECONDS = 3_600
_MADE = SealedCookie("consent_made", "consent", CONSENT_DAYS_MAX * 86_400)
_MADE_BEFORE = SealedCookie("consent_before", "apply", CONSENT_DAYS_MAX * 86_400)
_OPEN = SealedCookie("consent_open", "consent", OPEN_SECONDS)


def _mark(code: str) -> str:
    return invitation_id(code)[:MARK_CHARACTERS]


def _marks(cookie: SealedCookie, request: HttpRequest) -> list[str]:
    made = cookie.read(request).get("made", ())
    return [each for each in made if isinstance(each, str)] if isinstance(made, list) else []


def remember_made(request: HttpRequest, response: HttpResponse, codes: Iterable[str]) -> HttpResponse:
    """Note in the applicant's browser which links were shown in it, of all forms; the oldest are forgotten first."""
    shown = [_mark(code) for code in codes]
    before = [each for each in _marks(_MADE_BEFORE, request) if each not in shown]
    made = {"made": [*before, *shown][-MADE_MAX:]}
    return _MADE_BEFORE.put(_MADE.put(response, made), made)


def was_made_here(request: HttpRequest, code: str) -> bool:
    """Whether this browser is the applicant's: it has shown this very link to be handed on."""
    return _mark(code) in _marks(_MADE, request)


def open_link(response: HttpResponse, code: str) -> HttpResponse:
    """Let this browser see the page of a link for an hour."""
    until = int(clock.now().timestamp()) + OPEN_SECONDS
    return _OPEN.put(response, {"consent": code, "until": until})


def code_in(request: HttpRequest) -> str | None:
    """The code of the link that this browser has open."""
    value = _OPEN.read(request)
    code, until = value.get("consent"), value.get("until", 0)
    return code if isinstance(code, str) and isinstance(until, int) and until > clock.now().timestamp() else None
