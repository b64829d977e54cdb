"""The secret calendar address: made and ended on a page, read by calendar programs that can't sign in."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.models import Seat
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import acting, staff_in_seat
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, queries
from yakusho.office.activities.actions.feeds import secret_hash
from yakusho.office.activities.forms import posted_once
from yakusho.office.activities.ical import MEDIA_TYPE, calendar_text
from yakusho.office.activities.models import Feed
from yakusho.office.activities.views.activity import event_of
from yakusho.ui.guards import mark

PAST_DAYS = 90  # how long past activities stay in the calendar

View = Callable[..., HttpResponse]


def by_secret_address(view: View) -> View:
    """Guard: for whoever holds the secret address of a seat that is valid today; the view gets that seat's person."""

    @wraps(view)
    def guarded(request: HttpRequest, secret: str) -> HttpResponse:
        feed = Feed.objects.filter(secret_hash=secret_hash(secret)).first()
        if feed is None:
            raise Http404
        try:
            staff = staff_in_seat(feed.seat_id)
        except Seat.DoesNotExist:
            raise Http404 from None
        return view(request, staff)

    return mark(guarded, "secret_address")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """Make a secret calendar address, which is shown this once."""
    staff, address = acting(request), ""
    if request.method == "POST":
        secret = actions.feed_open(by=staff, once=posted_once(request.POST))
        address = request.build_absolute_uri(reverse("activities:feed_file", args=[secret]))
    context = {"feed": Feed.objects.filter(seat=staff.seat.id).first(), "address": address, "once": str(new_id())}
    return render(request, "activities/feed.html", context)


@signed_in
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End the secret calendar address."""
    actions.feed_close(by=acting(request))
    messages.success(request, _("The address has ended. Calendars that used it get nothing more."))
    return redirect("activities:feed")


@by_secret_address
@require_safe
def feed_file(request: HttpRequest, staff: Staff) -> HttpResponse:
    """What a seat is invited to and takes part in, as a calendar; what it declined is left out."""
    activities = queries.in_calendar_of(staff, clock.now() - timedelta(days=PAST_DAYS))
    answers = queries.answers_of(staff.seat.id, activities)
    wanted = [each for each in activities if each.id not in answers or answers[each.id].answer != "declined"]
    text = calendar_text(_("Activities"), [event_of(activity, request) for activity in wanted])
    return HttpResponse(text, content_type=MEDIA_TYPE)
