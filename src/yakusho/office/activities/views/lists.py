"""Lists and calendars of activities."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.permissions import may
from yakusho.desk.staff.queries import acting
from yakusho.kernel import clock
from yakusho.office.activities import queries
from yakusho.office.activities.exports import activities_csv
from yakusho.office.activities.lists import (
    listing,
    month_view,
    my_rows,
    read_filters,
    this_fiscal_year,
    views_tabs,
    year_view,
)
from yakusho.office.activities.months import read_month, read_year
from yakusho.office.activities.show import rows_of, year_words

PAST_DAYS_SHOWN = 366  # of one's own list


@signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list, page by page."""
    staff = acting(request)
    context = {
        "listing": listing(staff, request.GET),
        "views": views_tabs("list"),
        "may_plan": may(staff, "activities.plan"),
    }
    return render(request, "activities/list.html", context)


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What a seat is invited to and takes part in: what waits for an answer first."""
    staff, now = acting(request), clock.now()
    activities = queries.mine(staff, now - timedelta(days=PAST_DAYS_SHOWN))
    rows = my_rows(staff, activities)
    context = {
        "views": views_tabs("mine"),
        "may_plan": may(staff, "activities.plan"),
        "groups": [
            (_("Waiting for your answer"), [row for row in rows if row.open]),
            (_("Coming"), [row for row in rows if row.coming and not row.open]),
            (_("Past"), [row for row in reversed(rows) if not row.coming and row.answered]),
        ],
    }
    return render(request, "activities/mine.html", context)


@signed_in
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """One month as a calendar."""
    staff = acting(request)
    shown = read_month(request.GET.get("month", ""), clock.today())
    context = {
        "view": month_view(staff, shown, request.GET),
        "views": views_tabs("month"),
        "may_plan": may(staff, "activities.plan"),
        "weekdays": [_("Sun"), _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat")],
    }
    return render(request, "activities/month.html", context)


@signed_in
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """One fiscal year, month by month, as it is pinned to a wall."""
    staff = acting(request)
    shown = read_year(request.GET.get("year", ""), this_fiscal_year())
    context = {
        "view": year_view(staff, shown, request.GET),
        "views": views_tabs("year"),
        "may_plan": may(staff, "activities.plan"),
        "year": year_words(shown),
    }
    return render(request, "activities/year.html", context)


@signed_in
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The present list as CSV."""
    rows = rows_of(queries.exported(acting(request), read_filters(request.GET, "all")))
    response = HttpResponse(activities_csv(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="activities-{clock.today().isoformat()}.csv"'
    return response
