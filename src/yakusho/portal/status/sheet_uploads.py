"""Uploads in parts for what follows an application: as for a form, with the sheet that the page carries."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from yakusho.forms import Field
from yakusho.portal.apply import upload_views
from yakusho.portal.apply.token import BrokenToken, Form
from yakusho.portal.status import sheets
from yakusho.ui.guards import public


@public
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to send a file of a sheet, or go on with one that was begun before."""
    return upload_views.begin_for(request, sheets.PROCEDURE, _sheet)


def _sheet(request: HttpRequest, procedure: str) -> tuple[Form, Field] | None:
    """The sheet that asks, as a form; None when it has to be shown anew first, or takes no files."""
    try:
        sheet = sheets.read(request.POST.get("token", ""))
    except BrokenToken:
        return None
    item = sheets.file_item()
    wanted = (sheet.kind, request.POST.get("item")) == ("added", item.id)
    return (sheets.as_form(sheet), item) if wanted and not sheet.is_too_old else None
