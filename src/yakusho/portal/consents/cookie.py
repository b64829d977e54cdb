"""Which browser made which links, and which link it has open: two sealed cookies that only consent pages are sent.

The first makes sure that nobody agrees in the applicant's own browser; the second keeps the code out of addresses.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from yakusho.kernel import clock
from yakusho.portal.apply.cookies import SealedCookie
from yakusho.portal.consents.actions import CONSENT_DAYS_MAX, invitation_id

MADE_MAX = 20
OPEN_SECONDS = 3_600
_MADE = SealedCookie("consent_made", "consent", CONSENT_DAYS_MAX * 86_400)
_OPEN = SealedCookie("consent_open", "consent", OPEN_SECONDS)


def remember_made(response: HttpResponse, codes: Iterable[str]) -> HttpResponse:
    """Note in the applicant's browser which links were shown in it."""
    made = [invitation_id(code) for code in codes][:MADE_MAX]
    return _MADE.put(response, {"made": made})


def was_made_here(request: HttpRequest, code: str) -> bool:
    """Whether this browser is the applicant's: it has shown this very link to be handed on."""
    made = _MADE.read(request).get("made", ())
    return isinstance(made, list) and invitation_id(code) in made


def open_link(response: HttpResponse, code: str) -> HttpResponse:
    """Let this browser see the page of a link for an hour."""
    until = int(clock.now().timestamp()) + OPEN_SECONDS
    return _OPEN.put(response, {"consent": code, "until": until})


def code_in(request: HttpRequest) -> str | None:
    """The code of the link that this browser has open."""
    value = _OPEN.read(request)
    code, until = value.get("consent"), value.get("until", 0)
    return code if isinstance(code, str) and isinstance(until, int) and until > clock.now().timestamp() else None
