"""Planning pages: plan, edit, cancel and restore, invite."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.models import Seat
from yakusho.desk.staff.queries import acting, seat_names, sections, valid_on
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, queries
from yakusho.office.activities.forms import (
    beside_their_fields,
    errors_by_path,
    plan_fields,
    plan_values,
    posted_once,
    posted_plan,
    posted_repeat,
    posted_uuid,
    typed_values,
)
from yakusho.office.activities.models import Activity, Invitation
from yakusho.office.activities.views.activity import shown
from yakusho.ui.fields import Field

SEATS_FOUND_MAX = 50


@needs("activities.plan")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan one session or a series; `like` begins with the plan of another."""
    staff = acting(request)
    if request.method != "POST":
        like, day = posted_uuid(request.GET.get("like", "")), request.GET.get("day", "")
        values = plan_values(queries.held_by(staff, like) if like else None)
        return _form(request, values | ({"day": day} if day else {}), None, _("Plan an activity"), repeats=True)
    every, times = posted_repeat(request.POST)
    try:
        planned = actions.activities_plan(
            by=staff, once=posted_once(request.POST), plan=posted_plan(request.POST), every=every, times=times
        )
    except Invalid as invalid:
        return _form(
            request,
            typed_values(request.POST),
            beside_their_fields(invalid, request.POST),
            _("Plan an activity"),
            repeats=True,
        )
    said = ngettext("Planned. Now invite people.", "%(count)s sessions are planned.", len(planned))
    messages.success(request, said % {"count": len(planned)})
    return redirect("activities:activity", id=planned[0].id)


@needs("activities.plan")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change the plan of one session."""
    staff = acting(request)
    activity = queries.held_by(staff, id)
    if request.method != "POST":
        return _form(request, plan_values(activity), None, _("Change the plan"), activity=activity)
    try:
        actions.activity_edit(
            by=staff, activity=activity, once=posted_once(request.POST), plan=posted_plan(request.POST)
        )
    except Invalid as invalid:
        return _form(
            request,
            typed_values(request.POST),
            beside_their_fields(invalid, request.POST),
            _("Change the plan"),
            activity=activity,
        )
    messages.success(request, _("Changed. Calendars of those who take part follow."))
    return redirect("activities:activity", id=id)


def _form(
    request: HttpRequest,
    values: dict[str, str | list[str]],
    invalid: Invalid | None,
    title: str,
    *,
    repeats: bool = False,
    activity: Activity | None = None,
) -> HttpResponse:
    context = {
        "title": title,
        "activity": activity,
        "fields": plan_fields(values, errors_by_path(invalid), repeats=repeats),
        "errors": invalid.errors if invalid else (),
        "once": request.POST.get("once", "") or str(new_id()),
    }
    return render(request, "activities/form.html", context, status=422 if invalid else 200)


@needs("activities.plan")
@require_POST
def cancel(request: HttpRequest, id: UUID) -> HttpResponse:
    """Cancel an activity with its reason."""
    staff = acting(request)
    activity = queries.held_by(staff, id)
    try:
        actions.activity_cancel(
            by=staff, activity=activity, once=posted_once(request.POST), reason=request.POST.get("reason", "")
        )
    except Invalid as invalid:
        return shown(request, activity, opened="cancel", errors=dict(errors_by_path(invalid)))
    messages.success(request, _("Cancelled. You can take this back until its time has passed."))
    return redirect("activities:activity", id=id)


@needs("activities.plan")
@require_POST
def restore(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a cancellation back."""
    staff = acting(request)
    actions.activity_restore(by=staff, activity=queries.held_by(staff, id), once=posted_once(request.POST))
    messages.success(request, _("It takes place after all."))
    return redirect("activities:activity", id=id)


@needs("activities.plan")
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, id: UUID) -> HttpResponse:
    """Choose who may take part: sections, single seats found by name, or everyone."""
    staff = acting(request)
    activity = queries.held_by(staff, id)
    if request.method != "POST":
        return _invite_form(request, activity, None)
    try:
        actions.activity_invite(
            by=staff,
            activity=activity,
            once=posted_once(request.POST),
            sections=request.POST.getlist("sections"),
            seats=[seat for text in request.POST.getlist("seats") if (seat := posted_uuid(text))],
            everyone=request.POST.get("everyone") == "yes",
        )
    except Invalid as invalid:
        return _invite_form(request, activity, invalid)
    messages.success(request, _("The invitation stands in the lists of these people now."))
    return redirect("activities:activity", id=id)


def _invite_form(request: HttpRequest, activity: Activity, invalid: Invalid | None) -> HttpResponse:
    errors, typed = errors_by_path(invalid), queries.search_text(request.GET.get("q", ""))
    invited = Invitation.objects.filter(activity=activity)
    chosen = {str(row.seat_id) for row in invited if row.seat_id}
    names = seat_names({*chosen, *found_seats(typed)})
    context = {
        "activity": activity,
        "typed": typed,
        "once": str(new_id()),
        "errors": invalid.errors if invalid else (),
        "find": Field("q", _("Find a person by name"), "search", value=typed, required=False, width=16),
        "everyone": Field("everyone", _("Everyone may sign up"), "checkbox", value=activity.everyone, required=False),
        "seats": Field(
            "seats",
            _("Single people"),
            "checkboxes",
            value=chosen,
            choices=sorted(names.items(), key=lambda item: item[1]),
            required=False,
            error=errors.get("seats", ""),
        ),
        "sections": Field(
            "sections",
            _("Whole sections"),
            "checkboxes",
            value={row.section for row in invited if row.section},
            choices=[(each.code, each.name) for each in sections()],
            required=False,
            error=errors.get("sections", ""),
        ),
    }
    return render(request, "activities/invite.html", context, status=422 if invalid else 200)


def found_seats(typed: str) -> set[str]:
    """The seats of today whose holder's or section's name holds all typed words."""
    if not typed:
        return set()
    rows = Seat.objects.filter(valid_on(clock.today()))
    for word in typed.split():
        rows = rows.filter(Q(user__display_name__icontains=word) | Q(section__name_ja__icontains=word))
    return {str(id) for id in rows.order_by("section__place", "id").values_list("id", flat=True)[:SEATS_FOUND_MAX]}
