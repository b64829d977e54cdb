"""Asking the register beside a case: parse, one action, render."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yakusho.desk.access.actions import access_record
from yakusho.desk.cases.forms import posted_once
from yakusho.desk.cases.models import Case
from yakusho.desk.cases.queries import case_for
from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.permissions import permit
from yakusho.desk.staff.queries import acting
from yakusho.kernel.errors import Invalid
from yakusho.kernel.ids import new_id
from yakusho.office.questions import actions
from yakusho.office.questions.forms import posted_question, question_fields
from yakusho.office.questions.queries import asked_of


@needs(actions.ASK)
@require_safe
def ask_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The form, and what was asked before."""
    return _page(request, case_for(acting(request), case), {})


@needs(actions.ASK)
@require_POST
def ask(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask the register something."""
    staff = acting(request)
    found = case_for(staff, case)
    post = {name: str(value) for name, value in request.POST.items()}
    try:
        wanted = posted_question(post)
    except Invalid as invalid:
        return _page(request, found, post, invalid)
    actions.question_ask(by=staff, case=found, once=posted_once(request.POST), wanted=wanted)
    messages.success(request, _("Asked. The answer appears beside the case, mostly within a few seconds."))
    return redirect("cases:case", id=found.id)


def _page(request: HttpRequest, case: Case, post: Mapping[str, str], invalid: Invalid | None = None) -> HttpResponse:
    staff = acting(request)
    permit(staff, actions.ASK, section=case.section, procedure=case.procedure)
    access_record(by=staff, cases=[case.id], purpose="handling")
    errors = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    context = {
        "case": case,
        "fields": question_fields(case, post, errors),
        "errors": invalid.errors if invalid else (),
        "once": post.get("once") or new_id(),
        "asked": asked_of(case),
    }
    return render(request, "questions/ask.html", context, status=422 if invalid else 200)
