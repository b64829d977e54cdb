"""Opening and saving clean copies; each is a look that is written down before a byte leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yakusho.desk.access.actions import access_record
from yakusho.desk.attachments import actions, queries
from yakusho.desk.cases.queries import case_for
from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.queries import acting

SHOWN_IN_PLACE = ("application/pdf", "image/jpeg", "image/png")
CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"
"""What a copy may do in a browser: nothing."""


@needs("applications.view")
@require_GET
def open_(request: HttpRequest, case: UUID, id: UUID) -> HttpResponseBase:
    """Show a clean copy in the browser."""
    return _copy(request, case, id, "attachment")


@needs("applications.view")
@require_GET
def save(request: HttpRequest, case: UUID, id: UUID) -> HttpResponseBase:
    """Save a clean copy on one's own machine."""
    return _copy(request, case, id, "attachment_saved")


def _copy(request: HttpRequest, case_id: UUID, id: UUID, purpose: str) -> HttpResponseBase:
    staff = acting(request)
    case = case_for(staff, case_id)
    copy = queries.clean_copy(case, id)
    access_record(by=staff, cases=[case.id], purpose=purpose)
    aside = purpose == "attachment_saved" or copy.media_type not in SHOWN_IN_PLACE
    headers = {
        "Content-Disposition": content_disposition_header(aside, copy.name) or "attachment",
        "Content-Length": str(copy.size_bytes),
        "Content-Security-Policy": CLOSED,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(copy.pieces, content_type=copy.media_type, headers=headers)


@needs("applications.handle")
@require_POST
def again(request: HttpRequest, case: UUID, id: UUID) -> HttpResponse:
    """Try a file again."""
    staff = acting(request)
    found = case_for(staff, case)
    actions.attachment_retry(by=staff, case=found, attachment=queries.attachment_for(found, id))
    messages.success(request, _("The file will be checked again."))
    return redirect("cases:case", id=case)
