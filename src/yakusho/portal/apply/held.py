"""Which drafts were saved in this browser (保存した下書き): a sealed cookie of their ids, sent to form pages only.

It opens none of them: for that their codes are needed. So a shared computer gives nothing away but that somebody began.
"""

from django.http import HttpRequest, HttpResponse

from yakusho.kernel.bounds import DRAFT_DAYS_MAX
from yakusho.portal.apply.cookies import SealedCookie
from yakusho.portal.apply.models import Draft
from yakusho.portal.apply.queries import drafts

HELD_MAX = 10
_COOKIE = SealedCookie("drafts", "apply", DRAFT_DAYS_MAX * 24 * 3600)


def _ids(request: HttpRequest) -> list[str]:
    return [str(each) for each in _COOKIE.read(request).get("drafts", ())]


def held(request: HttpRequest, procedure: str) -> list[Draft]:
    """The drafts of a procedure that were saved in this browser and are kept; asks only when it has any."""
    ids = _ids(request)
    return [draft for draft in drafts(ids) if draft.procedure == procedure] if ids else []


def give(request: HttpRequest, response: HttpResponse, draft_id: str) -> HttpResponse:
    """Remember a saved draft in this browser, in each language."""
    ids = [draft_id, *(each for each in _ids(request) if each != draft_id)][:HELD_MAX]
    return _COOKIE.put(response, {"drafts": ids})


def forget(response: HttpResponse) -> HttpResponse:
    """Forget in this browser which drafts were saved in it."""
    return _COOKIE.drop(response)
