"""The list of procedures; publishing and closing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.queries import acting
from yakusho.forms import Finding, Malformed
from yakusho.office.procedures import actions, queries

DEFINITION_BYTES_MAX = 500_000


def _list(request: HttpRequest, findings: tuple[Finding, ...] = (), text: str = "") -> HttpResponse:
    context = {"published": queries.published(), "findings": findings, "text": text, "errors": findings}
    return render(request, "procedures/list.html", context, status=422 if findings else 200)


@needs("procedures.publish")
@require_GET
def procedure_list(request: HttpRequest) -> HttpResponse:
    """Every procedure with its state, and the way to publish another."""
    return _list(request)


def _posted_text(request: HttpRequest) -> str:
    """The definition as a file, or as text that was mended on the page.

    Raises:
        Malformed: it is too large, or no text.
    """
    upload = request.FILES.get("file")
    if upload is None:
        return request.POST.get("text", "").replace("\r\n", "\n")
    if (upload.size or 0) > DEFINITION_BYTES_MAX:
        raise Malformed([Finding(1, "The file is too large.", "A definition has at most 500 kB.")])
    try:
        return upload.read().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Malformed([Finding(1, "The file is not UTF-8 text.", "Save it as UTF-8.")]) from error


@needs("procedures.publish")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a definition, or show what to mend in it, line by line."""
    text = ""
    try:
        text = _posted_text(request)
        actions.procedure_publish(by=acting(request), text=text)
    except Malformed as malformed:
        return _list(request, malformed.findings, text)
    messages.success(request, _("Published. Residents can see it in a few seconds."))
    return redirect("procedures:list")


@needs("procedures.publish")
@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Take no more applications of a procedure."""
    actions.procedure_close(by=acting(request), code=code)
    messages.success(request, _("Closed. Applications under way go on."))
    return redirect("procedures:list")
