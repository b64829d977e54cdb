"""Checks from the case page: parse, one action, back to the case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yakusho.desk.cases.queries import case_for
from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.queries import acting
from yakusho.kernel.errors import Invalid
from yakusho.mynumber.checking import actions


@needs(actions.HANDLE)
@require_POST
def again(request: HttpRequest, case: UUID) -> HttpResponse:
    """Compare a case with the register once more."""
    staff = acting(request)
    found = case_for(staff, case)
    actions.check_again(by=staff, case=found)
    messages.success(request, _("The case is compared again, mostly within a few seconds."))
    return redirect("cases:case", id=found.id)


@needs("applications.view")
@require_POST
def accept(request: HttpRequest, case: UUID) -> HttpResponse:
    """Accept a doubtful finding with a reason."""
    staff = acting(request)
    found = case_for(staff, case)
    try:
        actions.finding_accept(
            by=staff, case=found, key=request.POST.get("finding", "")[:64], reason=request.POST.get("reason", "")
        )
    except Invalid as invalid:
        messages.error(request, invalid.errors[0].sentence)
    else:
        messages.success(request, _("Accepted. The reason is kept with the case."))
    return redirect("cases:case", id=found.id)
