"""Printing forms: one for somebody at the counter, batches with their progress, households that wait for a person."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from yakusho.desk.procedures.models import ProcedureDefinition
from yakusho.desk.procedures.queries import titles
from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import acting
from yakusho.journal.blobs import BlobMissing
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Refused
from yakusho.kernel.ids import new_id
from yakusho.mynumber.paper import printing, queries
from yakusho.mynumber.paper.models import PaperForm
from yakusho.mynumber.paper.posts import posted_numbers, posted_uuid
from yakusho.mynumber.paper.printing import PRINT
from yakusho.mynumber.paper.words import hold_words, state_words
from yakusho.mynumber.residents.register import read_register_number
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column

LINES_SHOWN = 5
HELD = gettext_lazy("This form is not printed here. A person in charge sees to it, and finds it on their list.")


def _procedure(staff: Staff, code: str) -> ProcedureDefinition:
    found = next((row for row in queries.procedures(staff, PRINT) if row.code == code), None)
    if found is None:
        raise Http404
    return found


@needs(PRINT)
@require_POST
def print_one(request: HttpRequest) -> HttpResponse:
    """Print the form of one household, and show it."""
    staff = acting(request)
    row = _procedure(staff, request.POST.get("procedure", ""))
    household = read_register_number(request.POST.get("household", ""))
    if household is None:
        messages.error(request, _("This is no household number. Check the digits."))
        return redirect("paper:home")
    found = printing.form_print(by=staff, row=row, household=household, once=posted_uuid(request, "once"))
    if isinstance(found, PaperForm):
        return redirect("paper:form_pdf", key=found.key)
    messages.warning(request, HELD if found.reason == "protected" else f"{HELD} {hold_words(found.reason)}")
    return redirect("paper:home")


@needs(PRINT)
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """All batches of the section, and the form that begins one."""
    return _batches(request)


def _batches(request: HttpRequest, typed: str = "", error: str = "", procedure: str = "") -> HttpResponse:
    staff, names = acting(request), titles()
    choices = [(row.code, names[row.code]) for row in queries.procedures(staff, PRINT)]
    chosen = procedure or next((code for code, _name in choices), "")
    context = {
        "batches": [
            (each, names.get(each.batch.procedure, ""), state_words(each.state)) for each in queries.batches(staff)
        ],
        "columns": [
            _("Procedure"),
            _("Begun"),
            _("State"),
            Column(_("Forms"), numeric=True),
            Column(_("For a person"), numeric=True),
        ],
        "choices": choices,
        "fields": [
            Field("procedure", _("Procedure"), "select", value=chosen, choices=choices),
            Field(
                "households",
                _("Household numbers"),
                "textarea",
                value=typed,
                error=error,
                required=False,
                hint=_("One a line. Leave it empty to print for every household of the base date."),
            ),
        ],
        "once": new_id(),
        "errors": [FieldError("households", error)] if error else [],
    }
    return render(request, "paper/batches.html", context, status=422 if error else 200)


@needs(PRINT)
@require_POST
def batch_begin(request: HttpRequest) -> HttpResponse:
    """Begin a batch; it goes on without this page."""
    staff, text = acting(request), request.POST.get("households", "")
    row = _procedure(staff, request.POST.get("procedure", ""))
    numbers, bad = posted_numbers(text)
    if bad:
        said = ngettext("This is no household number: %(lines)s", "These are no household numbers: %(lines)s", len(bad))
        return _batches(request, text, said % {"lines": ", ".join(bad[:LINES_SHOWN])}, row.code)
    if len(numbers) > printing.WANTED_MAX:
        said = _("Name at most %(max)s households.") % {"max": printing.WANTED_MAX}
        return _batches(request, text, said, row.code)
    begun = printing.batch_begin(by=staff, row=row, households=numbers, once=posted_uuid(request, "once"))
    return redirect("paper:batch", id=begun.id)


@needs(PRINT)
@require_safe
def batch(request: HttpRequest, id: UUID) -> HttpResponse:
    """How far a batch has come, and its files."""
    progress, files = queries.batch_for(acting(request), id)
    context = {
        "progress": progress,
        "title": titles().get(progress.batch.procedure, ""),
        "state": state_words(progress.state),
        "files": files,
        "keep_days": printing.FILE_DAYS,
        "columns": [_("File"), Column(_("Forms"), numeric=True), Column(_("Pages"), numeric=True), _("Made")],
    }
    return render(request, "paper/batch.html", context)


@needs(PRINT)
@require_safe
def batch_file(request: HttpRequest, id: UUID, number: int) -> HttpResponse:
    """One file of a batch, for the printer; for one that may not be handed out any more, how to print it anew."""
    staff = acting(request)
    progress, _files = queries.batch_for(staff, id)
    file = get_object_or_404(progress.batch.files, number=number)
    try:
        content = printing.file_hand_out(by=staff, file=file)
    except BlobMissing as gone:
        raise Http404 from gone
    except Refused as refused:
        return _batches(request, "\n".join(queries.households_in(file)), refused.sentence, progress.batch.procedure)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{progress.batch.procedure}-{clock.in_tokyo(progress.batch.made_at):%Y%m%d}-{number:04d}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@needs(PRINT)
@require_safe
def holds(request: HttpRequest) -> HttpResponse:
    """Households whose form no machine may send."""
    names = titles()
    context = {
        "holds": [
            (hold, names.get(hold.procedure, ""), hold_words(hold.reason)) for hold in queries.holds(acting(request))
        ],
        "columns": [_("Household number"), _("Procedure"), _("Why"), _("Since"), _("What to do")],
    }
    return render(request, "paper/holds.html", context)


@needs(PRINT)
@require_POST
def hold_done(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say that a person has seen to a household."""
    staff = acting(request)
    printing.hold_done(by=staff, hold=queries.hold_for(staff, id))
    return redirect("paper:holds")
