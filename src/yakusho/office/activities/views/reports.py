"""Reports: making, correcting and withdrawing one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.queries import acting
from yakusho.kernel.errors import Invalid
from yakusho.kernel.ids import new_id
from yakusho.office.activities import actions, queries, rules
from yakusho.office.activities.forms import errors_by_path, posted_once, posted_report, report_fields
from yakusho.office.activities.models import Activity, ActivityFile, Participation, Report
from yakusho.office.activities.show import file_row
from yakusho.office.activities.views.activity import shown


@needs("activities.report")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, id: UUID) -> HttpResponse:
    """Report an activity that took place, or correct its report."""
    staff, invalid = acting(request), None
    activity = queries.held_by(staff, id)
    if request.method == "POST":
        try:
            actions.report_make(
                by=staff, activity=activity, once=posted_once(request.POST), report=posted_report(request.POST)
            )
        except Invalid as error:
            invalid = error
        else:
            messages.success(request, _("Reported. It counts for its indicators now."))
            return redirect("activities:activity", id=id)
    return _form(request, activity, invalid)


def _form(request: HttpRequest, activity: Activity, invalid: Invalid | None) -> HttpResponse:
    reported = activity.state == "reported"
    earlier = Report.objects.filter(activity=activity).last() if reported else None
    records = ActivityFile.objects.filter(activity=activity, purpose__in=rules.EVIDENCE)
    counted = queries.themes()
    context = {
        "activity": activity,
        "earlier": earlier,
        "fields": report_fields(activity, earlier, request.POST, errors_by_path(invalid)),
        "errors": invalid.errors if invalid else (),
        "once": str(new_id()),
        "records": [file_row(each) for each in records],
        "attended": Participation.objects.filter(activity=activity).exclude(attended_at=None).count(),
        "themes": [counted[theme] for theme in queries.theme_ids(activity) if theme in counted],
    }
    return render(request, "activities/report.html", context, status=422 if invalid else 200)


@needs("activities.report")
@require_POST
def withdraw(request: HttpRequest, id: UUID) -> HttpResponse:
    """Withdraw a report that was a mistake."""
    staff = acting(request)
    activity = queries.held_by(staff, id)
    try:
        actions.report_withdraw(
            by=staff, activity=activity, once=posted_once(request.POST), reason=request.POST.get("reason", "")
        )
    except Invalid as invalid:
        return shown(request, activity, opened="withdraw", errors=dict(errors_by_path(invalid)))
    messages.success(request, _("The report is withdrawn. The activity counts no more."))
    return redirect("activities:activity", id=id)
