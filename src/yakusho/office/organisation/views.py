"""The list of sections, and publishing the organisation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yakusho.desk.staff.guards import needs, signed_in
from yakusho.desk.staff.permissions import may
from yakusho.desk.staff.queries import acting, generation
from yakusho.forms import Finding, Malformed
from yakusho.office.organisation import actions, queries

ORGANISATION_BYTES_MAX = 500_000


def _page(request: HttpRequest, findings: tuple[Finding, ...] = ()) -> HttpResponse:
    context = {
        "sections": queries.section_rows(),
        "generation": generation(),
        "may_publish": may(acting(request), "organisation.publish"),
        "findings": findings,
        "errors": findings,
    }
    return render(request, "organisation/sections.html", context, status=422 if findings else 200)


@signed_in
@require_GET
def sections(request: HttpRequest) -> HttpResponse:
    """Every section with its days."""
    return _page(request)


@needs("organisation.publish")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish an organisation file, or show what to mend in it."""
    upload = request.FILES.get("file")
    try:
        if upload is None or (upload.size or 0) > ORGANISATION_BYTES_MAX:
            raise Malformed([Finding(1, "There is no file, or it is too large.", "Choose a YAML file up to 500 kB.")])
        actions.organisation_publish(by=acting(request), text=upload.read().decode("utf-8", "replace"))
    except Malformed as malformed:
        return _page(request, malformed.findings)
    messages.success(request, _("Published. The inner zone takes it over by itself."))
    return redirect("organisation:sections")
