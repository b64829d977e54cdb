"""Which drafts were saved in this browser (保存した下書き): a sealed cookie of their ids, sent to form pages only.

It opens none of them: for that their codes are needed. So a shared computer gives nothing away but that somebody began.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yakusho.kernel.bounds import DRAFT_DAYS_MAX
from yakusho.portal.apply.models import Draft
from yakusho.portal.apply.queries import drafts
from yakusho.portal.apply.token import BrokenToken, seal, unseal
from yakusho.portal.middleware import LANGUAGES

HELD_MAX = 10


def _name(language: str) -> str:
    prefix = "__Secure-" if settings.CSRF_COOKIE_SECURE else ""
    return f"{prefix}yakusho_portal_drafts_{language}"


def _path(language: str) -> str:
    return f"/{language}/apply/"


def _ids(request: HttpRequest) -> list[str]:
    text = request.COOKIES.get(_name(request.LANGUAGE_CODE), "")
    try:
        return [str(each) for each in unseal(text).get("drafts", ())] if text else []
    except BrokenToken:
        return []


def held(request: HttpRequest, procedure: str) -> list[Draft]:
    """The drafts of a procedure that were saved in this browser and are kept; asks only when it has any."""
    ids = _ids(request)
    return [draft for draft in drafts(ids) if draft.procedure == procedure] if ids else []


def give(request: HttpRequest, response: HttpResponse, draft_id: str) -> HttpResponse:
    """Remember a saved draft in this browser, in each language."""
    ids = [draft_id, *(each for each in _ids(request) if each != draft_id)][:HELD_MAX]
    value = seal({"drafts": ids})
    for language in LANGUAGES:
        response.set_cookie(
            _name(language),
            value,
            max_age=DRAFT_DAYS_MAX * 24 * 3600,
            path=_path(language),
            secure=settings.CSRF_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Forget in this browser which drafts were saved in it."""
    for language in LANGUAGES:
        response.delete_cookie(_name(language), path=_path(language), samesite="Lax")
    return response
