"""Attendance: the code on the screen, the way from a scan to a confirmation, and the list that is ticked by hand."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yakusho.desk.staff.guards import needs, signed_in
from yakusho.desk.staff.models import Seat
from yakusho.desk.staff.queries import acting, seat_names, valid_on
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid
from yakusho.office.activities import actions, queries, rules, tokens
from yakusho.office.activities.forms import errors_by_path, posted_uuid
from yakusho.office.activities.models import Activity, Invitation, Participation
from yakusho.office.activities.qr import qr_svg
from yakusho.office.activities.show import persons, until_words
from yakusho.office.activities.views.activity import shown
from yakusho.office.activities.views.planning import found_seats
from yakusho.office.activities.words import why
from yakusho.ui.fields import Field

SCREEN_SECONDS = 30  # how often the screen shows the newest code
SEATS_LISTED_MAX = 300


@needs("activities.report")
@require_safe
def screen(request: HttpRequest, id: UUID) -> HttpResponse:
    """The page for the screen in the room: a QR code and a short code, which change each minute."""
    activity = queries.held_by(acting(request), id)
    key, now = settings.ZONE_KEYS.web, clock.now()
    token = tokens.link_token(key, str(activity.id), now)
    link = request.build_absolute_uri(reverse("activities:attend", args=[activity.id, token]))
    attended = Participation.objects.filter(activity=activity).exclude(attended_at=None).count()
    reason = rules.why_not_attend(activity.state, activity.starts_at, activity.ends_at, now)
    context = {
        "activity": activity,
        "qr": qr_svg(link),
        "link": link,
        "code": tokens.short_code(key, str(activity.id), now),
        "attended": attended,
        "closed": why(reason) if reason else "",
    }
    response = render(request, "activities/screen.html", context)
    response.headers["Refresh"] = str(SCREEN_SECONDS)
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def attend(request: HttpRequest, id: UUID, token: str) -> HttpResponse:
    """What a scan opens: who opens it in time confirms with one button that they are there."""
    staff, activity = acting(request), queries.activity_at(id)
    key, now = settings.ZONE_KEYS.web, clock.now()
    if request.method == "POST":
        actions.attendance_confirm(by=staff, activity=activity, way="qr", proof=request.POST.get("ticket", ""))
        messages.success(request, _("Your attendance is recorded."))
        return redirect("activities:activity", id=id)
    part = Participation.objects.filter(activity=activity, seat=staff.seat.id).first()
    in_time = tokens.link_holds(key, str(activity.id), token, now)
    reason = rules.why_not_attend(activity.state, activity.starts_at, activity.ends_at, now)
    context = {
        "activity": activity if in_time else None,
        "until": until_words(activity.starts_at, activity.ends_at),
        "attended": part is not None and part.attended_at is not None,
        "closed": why(reason) if reason else "",
        "ticket": tokens.ticket(key, str(activity.id), staff.actor, now) if in_time else "",
    }
    return render(request, "activities/attend.html", context, status=200 if in_time else 410)


@signed_in
@require_POST
def code(request: HttpRequest, id: UUID) -> HttpResponse:
    """The typed code of the screen, for people who can't scan."""
    staff = acting(request)
    activity = queries.activity_for(staff, id)
    try:
        actions.attendance_confirm(by=staff, activity=activity, way="code", proof=request.POST.get("code", ""))
    except Invalid as invalid:
        return shown(request, activity, opened="code", errors=dict(errors_by_path(invalid)))
    messages.success(request, _("Your attendance is recorded."))
    return redirect("activities:activity", id=id)


@needs("activities.report")
@require_safe
def sheet(request: HttpRequest, id: UUID) -> HttpResponse:
    """The list to tick by hand: who answered, who is invited, and whoever is found by name; printed, to be signed."""
    activity = queries.held_by(acting(request), id)
    typed = queries.search_text(request.GET.get("q", ""))
    parts = Participation.objects.filter(activity=activity).order_by("answered_at", "id")
    known = persons(parts)
    more = seat_names({*_invited_seats(activity), *found_seats(typed)} - {str(person.seat) for person in known})
    reason = rules.why_not_tick(activity.state, activity.starts_at, clock.now())
    context = {
        "activity": activity,
        "persons": known,
        "more": sorted(more.items(), key=lambda item: item[1]),
        "typed": typed,
        "find": Field("q", _("Find a person by name"), "search", value=typed, required=False, width=16),
        "closed": why(reason) if reason else "",
        "columns": [_("Person"), _("Answer"), _("Attendance"), _("Signature")],
        "until": until_words(activity.starts_at, activity.ends_at),
    }
    return render(request, "activities/sheet.html", context)


def _invited_seats(activity: Activity) -> set[str]:
    rows = list(Invitation.objects.filter(activity=activity))
    invited = Q(section__in=[row.section for row in rows if row.section]) | Q(id__in=[row.seat_id for row in rows])
    seats = Seat.objects.filter(valid_on(clock.today())).filter(invited)
    return {str(id) for id in seats.order_by("section__place", "id").values_list("id", flat=True)[:SEATS_LISTED_MAX]}


@needs("activities.report")
@require_POST
def tick(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record an attendance by hand, or take one back."""
    staff = acting(request)
    activity, seat = queries.held_by(staff, id), posted_uuid(request.POST.get("seat", ""))
    if seat is not None and request.POST.get("there") == "no":
        actions.attendance_untick(by=staff, activity=activity, seat=seat)
    elif seat is not None:
        actions.attendance_tick(by=staff, activity=activity, seat=seat)
    typed = request.POST.get("q", "")
    return redirect(reverse("activities:sheet", args=[id], query={"q": typed} if typed else None))
