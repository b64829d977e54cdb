"""The problems page: what, since when, what to do; and trying again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yakusho.desk.problems import queries
from yakusho.desk.problems.words import remedy
from yakusho.desk.staff.guards import needs
from yakusho.journal.relay import retry as relay_retry


@needs("operations.problems")
@require_GET
def problem_list(request: HttpRequest) -> HttpResponse:
    """Everything that got stuck in this zone."""
    context = {
        "problems": queries.problems(),
        "stuck": queries.stuck_messages(),
        "remedy": remedy("message_parked"),
    }
    return render(request, "problems/list.html", context)


@needs("operations.problems")
@require_POST
def retry(request: HttpRequest, id: int) -> HttpResponse:
    """Try a parked message again, and those that wait behind it."""
    if relay_retry.retry(id):
        messages.success(request, _("It took effect now."))
    else:
        messages.error(request, _("It failed again. The reason below may be a new one."))
    return redirect("problems:list")
