"""Banks and branches that a name typed so far may mean, as the script of form pages asks for them.

The names come in the body of a post, so that no address and no log holds somebody's bank.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from yakusho.portal import limits
from yakusho.portal.publications.procedures import procedure
from yakusho.ui.errors import not_found, too_many
from yakusho.ui.guards import public

NAME_CHARACTERS_MAX = 60
PARTS = ("bank_name", "branch_name")


@public
@require_POST
def find(request: HttpRequest, code: str) -> HttpResponse:
    """The banks, or the branches of the bank given, whose name, reading or code fits what was typed."""
    seconds = limits.BANK_LOOKUPS.wait_seconds(request)
    if seconds:
        return too_many(request, seconds)
    offered, part = procedure(code), request.POST.get("part", "")
    if offered is None or offered.compiled.banks is None or part not in PARTS:
        return not_found(request, Exception())
    texts = {name: request.POST.get(name, "")[:NAME_CHARACTERS_MAX] for name in (*PARTS, "bank_code")}
    found = offered.compiled.banks.found(part, texts)
    return JsonResponse({"found": [{"name": each.name, "about": f"{each.kana} {each.code}"} for each in found]})
