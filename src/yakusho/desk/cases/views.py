"""Inbox and case page: parse, one action or query, render."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yakusho.desk.access.actions import access_record
from yakusho.desk.cases import actions, queries
from yakusho.desk.cases.codes import case_code_replace
from yakusho.desk.cases.exports import inbox_csv
from yakusho.desk.cases.forms import case_forms, posted_date, posted_items, posted_once, posted_shown
from yakusho.desk.cases.lists import inbox_page, read_filters, read_mark, rows_of
from yakusho.desk.cases.models import Case
from yakusho.desk.cases.replies import ONLINE
from yakusho.desk.cases.show import apart_answers, case_view, slip
from yakusho.desk.staff.guards import needs, signed_in
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.desk.staff.queries import acting
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid
from yakusho.ui.context import House

TOLD = ("return", "approve", "reject")
"""What an applicant is told of: online at once, on paper by a letter."""

Action = Callable[[Staff, Case, UUID], object]


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page: the first place on the rail, which is the inbox for those who work on applications."""
    return redirect(House(request).rail[0].path)


@needs("applications.view")
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """The applications of one's own section, page by page; a number leads straight to its case."""
    staff, typed = acting(request), request.GET.get("q", "")[:80]
    found = queries.find_by_number(staff, typed) if typed else None
    if found is not None:
        return redirect("cases:case", id=found.id)
    after, before = read_mark(request.GET, "after"), read_mark(request.GET, "before")
    page = inbox_page(staff, read_filters(request.GET), after, before)
    return render(request, "cases/inbox.html", {"inbox": page, "typed": typed})


@needs("applications.view")
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The present list as CSV; it counts as a look at each case in it."""
    staff = acting(request)
    cases = queries.export_rows(staff, read_filters(request.GET))
    access_record(by=staff, cases=[case.id for case in cases], purpose="export")
    response = HttpResponse(inbox_csv(rows_of(cases)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="inbox-{clock.today().isoformat()}.csv"'
    return response


@needs("applications.view")
@require_GET
def case_page(request: HttpRequest, id: UUID) -> HttpResponse:
    """One case: what arrived, what can be done, what happened; looking at it is written down."""
    return _show(request, queries.case_for(acting(request), id))


def _show(
    request: HttpRequest, case: Case, opened: str = "", invalid: Invalid | None = None, outdated: str = ""
) -> HttpResponse:
    staff = acting(request)
    access_record(by=staff, cases=[case.id], purpose="handling")
    view = case_view(staff, case)
    context = {
        "view": view,
        "forms": case_forms(view, opened, request.POST, invalid),
        "errors": invalid.errors if invalid else (),
        "outdated": outdated,
    }
    return render(request, "cases/case.html", context, status=422 if invalid else 409 if outdated else 200)


def _act(request: HttpRequest, id: UUID, kind: str, said: str, action: Action) -> HttpResponse:
    """Do one action and go back to the case.

    Wrong input, or a correction that came meanwhile, shows the case again with the form open and filled.
    """
    staff = acting(request)
    case = queries.case_for(staff, id)
    try:
        action(staff, case, posted_once(request.POST))
    except Invalid as invalid:
        return _show(request, case, kind, invalid)
    except actions.Outdated as outdated:
        return _show(request, queries.case_for(staff, id), kind, outdated=outdated.sentence)
    if kind in TOLD and case.channel not in ONLINE:
        said = _("Done. Write to the applicant: nothing was sent.")
    messages.success(request, said)
    return redirect(reverse("cases:case", args=[id]))


@needs("applications.handle")
@require_POST
def take(request: HttpRequest, id: UUID) -> HttpResponse:
    """Begin to work on the case."""
    said = _("You are working on this case now.")
    return _act(request, id, "take", said, lambda by, case, once: actions.case_take(by=by, case=case, once=once))


@needs("applications.handle")
@require_POST
def note(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add a note for colleagues."""
    text = request.POST.get("note", "")
    return _act(
        request,
        id,
        "note",
        _("The note is kept. Only staff see it."),
        lambda by, case, once: actions.case_note(by=by, case=case, once=once, text=text),
    )


@needs("applications.handle")
@require_POST
def ask(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask the applicant something."""
    text = request.POST.get("question", "")
    return _act(
        request,
        id,
        "ask",
        _("The applicant was asked. The answer will appear here."),
        lambda by, case, once: actions.case_ask(by=by, case=case, once=once, text=text),
    )


@needs("applications.handle")
@require_POST
def read(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say that what came from the applicant was looked at."""
    staff = acting(request)
    actions.case_read(by=staff, case=queries.case_for(staff, id))
    return redirect(reverse("cases:case", args=[id]))


@needs("applications.handle")
@require_POST
def apart(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the answers that are kept apart (個人番号); each look is written down with its own purpose."""
    staff = acting(request)
    case = queries.case_for(staff, id)
    permit(staff, "applications.handle", section=case.section, procedure=case.procedure)
    access_record(by=staff, cases=[case.id], purpose="my_number")
    return render(request, "cases/apart.html", {"case": case, "answers": apart_answers(case)})


@needs("applications.handle")
@require_POST
def code(request: HttpRequest, id: UUID) -> HttpResponse:
    """Give the applicant at the counter a new status code, on a slip to print; it is shown this once."""
    staff = acting(request)
    case = queries.case_for(staff, id)
    try:
        new = case_code_replace(
            by=staff, case=case, once=posted_once(request.POST), identity=request.POST.get("identity", "")
        )
    except Invalid as invalid:
        return _show(request, case, "code", invalid)
    access_record(by=staff, cases=[case.id], purpose="handling")
    return render(request, "cases/slip.html", slip(case, new))


@needs("applications.handle")
@require_POST
def return_(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask the applicant for a correction."""
    text, items = request.POST.get("text", ""), posted_items(request.POST)
    due_on: date | None = posted_date(request.POST, "due_on")
    shown = posted_shown(request.POST)
    return _act(
        request,
        id,
        "return",
        _("The applicant was asked to correct the application."),
        lambda by, case, once: actions.case_return(
            by=by, case=case, once=once, text=text, items=items, due_on=due_on, shown=shown
        ),
    )


@needs("applications.decide")
@require_POST
def approve(request: HttpRequest, id: UUID) -> HttpResponse:
    """Decide for the applicant."""
    text, shown = request.POST.get("message", ""), posted_shown(request.POST)
    return _act(
        request,
        id,
        "approve",
        _("Approved. The applicant was told."),
        lambda by, case, once: actions.case_approve(by=by, case=case, once=once, text=text, shown=shown),
    )


@needs("applications.decide")
@require_POST
def reject(request: HttpRequest, id: UUID) -> HttpResponse:
    """Decide against the applicant."""
    reason, shown = request.POST.get("reason", ""), posted_shown(request.POST)
    return _act(
        request,
        id,
        "reject",
        _("Rejected. The applicant was told the reason."),
        lambda by, case, once: actions.case_reject(by=by, case=case, once=once, reason=reason, shown=shown),
    )
