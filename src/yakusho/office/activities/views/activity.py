"""One activity: its page, answering the invitation, its calendar file, one's certificate."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import acting, section_name
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, queries
from yakusho.office.activities.forms import reason_field
from yakusho.office.activities.ical import MEDIA_TYPE, Event, calendar_text
from yakusho.office.activities.models import Activity, Participation, Report
from yakusho.office.activities.show import activity_view, until_words
from yakusho.office.activities.words import category_names, purpose_names
from yakusho.ui.fields import Field


@signed_in
@require_safe
def page(request: HttpRequest, id: UUID) -> HttpResponse:
    """One activity: what it is, what one can do now, and for those who hold it, who comes."""
    return shown(request, queries.activity_for(acting(request), id))


def shown(
    request: HttpRequest, activity: Activity, *, opened: str = "", errors: dict[str, str] | None = None
) -> HttpResponse:
    """The page of an activity, with the form that went wrong open."""
    wrong = errors or {}
    view = activity_view(acting(request), activity)
    context = {
        "view": view,
        "activity": activity,
        "once": str(new_id()),
        "opened": opened,
        "errors": [(path, sentence) for path, sentence in wrong.items()],
        "reason": reason_field(_("Reason"), request.POST, wrong if opened in ("cancel", "withdraw") else {}),
        "code": Field("code", _("Code on the screen"), error=wrong.get("code", ""), width=8, autocomplete="off"),
        "purpose": Field(
            "purpose",
            _("What it is for"),
            "select",
            value=request.POST.get("purpose", "material"),
            choices=list(purpose_names().items()),
            error=wrong.get("purpose", ""),
        ),
        "file_error": wrong.get("file", ""),
    }
    return render(request, "activities/activity.html", context, status=422 if wrong else 200)


def answered(request: HttpRequest, id: UUID, action: Callable[..., Participation]) -> Participation:
    """Let a person answer the invitation to an activity they may see."""
    staff = acting(request)
    return action(by=staff, activity=queries.activity_for(staff, id))


@signed_in
@require_POST
def join(request: HttpRequest, id: UUID) -> HttpResponse:
    """Sign up."""
    part = answered(request, id, actions.activity_join)
    if part.answer == "waiting":
        messages.info(request, _("All seats are taken. You are on the waiting list."))
    else:
        messages.success(request, _("You are signed up."))
    return redirect("activities:activity", id=id)


@signed_in
@require_POST
def decline(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say that one will not come."""
    answered(request, id, actions.activity_decline)
    messages.success(request, _("The section knows that you will not take part."))
    return redirect("activities:activity", id=id)


def event_of(activity: Activity, request: HttpRequest) -> Event:
    """An activity for a calendar program."""
    return Event(
        uid=f"{activity.id}@{settings.WARD_CODE}.yakusho",
        sequence=activity.sequence,
        changed_at=activity.changed_at,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        title=activity.title,
        place=activity.place,
        text="\n".join(text for text in (activity.reason, activity.purpose) if text),
        url=request.build_absolute_uri(reverse("activities:activity", args=[activity.id])),
        cancelled=activity.state == "cancelled",
    )


@signed_in
@require_safe
def calendar_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """The activity as a file for a calendar program."""
    activity = queries.activity_for(acting(request), id)
    response = HttpResponse(calendar_text(activity.title, [event_of(activity, request)]), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="activity.ics"'
    return response


@signed_in
@require_safe
def certificate(request: HttpRequest, id: UUID) -> HttpResponse:
    """One's own certificate of attendance, once the section has reported the activity."""
    staff = acting(request)
    activity = queries.activity_for(staff, id)
    part, report = _attended(staff, activity), Report.objects.filter(activity=activity).last()
    if part is None or report is None or activity.state != "reported":
        raise Http404
    context = {
        "activity": activity,
        "category": category_names()[activity.category],
        "section": section_name(activity.section),
        "report": report,
        "begins": f"{clock.in_tokyo(activity.starts_at):%H:%M}",
        "until": until_words(activity.starts_at, activity.ends_at),
        "part": part,
        "today": clock.today(),
    }
    return render(request, "activities/certificate.html", context)


def _attended(staff: Staff, activity: Activity) -> Participation | None:
    parts = Participation.objects.filter(activity=activity, seat=staff.seat.id)
    return parts.exclude(attended_at=None).first()
