"""Registering papers: scan or type a key, type what was written, go on to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yakusho.desk.access.actions import access_record
from yakusho.desk.cases.models import Case
from yakusho.desk.procedures.queries import titles
from yakusho.desk.staff.guards import needs, signed_in
from yakusho.desk.staff.permissions import Staff, may
from yakusho.desk.staff.queries import acting
from yakusho.forms import Compiled
from yakusho.kernel import clock
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.kernel.ids import new_id
from yakusho.mynumber.paper import queries, reading
from yakusho.mynumber.paper.fields_html import Shown, form_html
from yakusho.mynumber.paper.keys import read_key, show_key
from yakusho.mynumber.paper.models import PaperForm
from yakusho.mynumber.paper.posts import posted_uuid
from yakusho.mynumber.paper.preparing import PROTECTED, form_document_of, form_of, known_texts
from yakusho.mynumber.paper.printing import PRINT, looked_at
from yakusho.mynumber.paper.registering import REGISTER, RETURNED, RegisteredBefore, Upload, paper_register
from yakusho.mynumber.paper.slips import slip
from yakusho.ui.fields import Field
from yakusho.ui.pdf import pdf_response


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The room's first page: the field for the next paper, one's last papers, and ways to print."""
    return _home(request)


def _home(request: HttpRequest, typed: str = "", error: str = "") -> HttpResponse:
    staff, names = acting(request), titles()
    printable = queries.procedures(staff, PRINT) if PRINT in staff.functions else []
    context = {
        "registers": REGISTER in staff.functions,
        "prints": PRINT in staff.functions,
        "printable": [(row.code, names[row.code]) for row in printable],
        "field": _key_field(_("Key of the form"), typed, error),
        "household": Field("household", _("Household number"), inputmode="numeric", width=16, required=True),
        "once": new_id(),
        "latest": queries.registered_last(staff),
        "columns": [_("Number"), _("Registered")],
        "errors": [FieldError("key", error)] if error else [],
    }
    return render(request, "paper/home.html", context, status=422 if error else 200)


def _key_field(label: str, typed: str = "", error: str = "") -> Field:
    """The field that the next paper is scanned into; a scanner ends with the Enter key."""
    return Field(
        "key",
        label,
        value=typed,
        error=error,
        hint=_("Scan the code on any page, or type the 16 letters beside it."),
        width=24,
        attrs=[("autofocus", "autofocus"), ("autocapitalize", "characters"), ("spellcheck", "false")],
    )


@needs(REGISTER)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """From a scanned or typed key to its form."""
    typed = request.POST.get("key", "")
    scanned = read_key(typed)
    if scanned is None:
        return _home(request, typed[:200], _("This is no key of a form. Check the letters, or scan the code again."))
    if not PaperForm.objects.filter(key=scanned.key).exists():
        return _home(request, typed[:200], _("No form with this key was printed here."))
    return redirect("paper:form", key=scanned.key)


@signed_in
@require_safe
def form(request: HttpRequest, key: str) -> HttpResponse:
    """One form: what it became, or the page to register it on, filled with what was printed."""
    staff = acting(request)
    found = queries.form_for(staff, key)
    ready, _base = form_of(found.procedure, found.generation)
    case = queries.case_of(found)
    if case is not None and case.state == RETURNED:
        access_record(by=staff, cases=[case.id], purpose="registering")
        return _form(request, staff, found, ready.compiled, queries.answers_of(case, ready.compiled), {})
    if case is not None:
        return _registered(request, staff, found, case)
    texts, persons = known_texts(ready, found.household, found.base_date, protected_too=PROTECTED in staff.functions)
    looked_at(staff, persons, purpose="registering")
    return _form(request, staff, found, ready.compiled, texts, {})


def _registered(request: HttpRequest, staff: Staff, found: PaperForm, case: Case) -> HttpResponse:
    sees = may(staff, "applications.view", section=found.section, procedure=found.procedure)
    context = {
        "form": found,
        "shown": show_key(found.key),
        "case": case,
        "sees": sees,
        "next": _key_field(_("Key of the next form")),
    }
    return render(request, "paper/registered.html", context)


def _form(
    request: HttpRequest,
    staff: Staff,
    found: PaperForm,
    compiled: Compiled,
    texts: Mapping[str, str],
    rows: Mapping[str, int],
    typed: reading.Typed | None = None,
    errors: Sequence[FieldError] = (),
) -> HttpResponse:
    language, by_path = get_language() or "ja", {error.path: error.sentence for error in errors}
    counts = {**_rows(compiled, texts), **rows}
    shown = Shown(language, texts, counts, by_path)
    if typed is not None:
        shown = replace(shown, marked=typed.marked, offers=typed.offers)
    context = {
        "form": found,
        "shown": show_key(found.key),
        "title": compiled.procedure.title.say(language),
        "corrects": found.case is not None,
        "registers": may(staff, REGISTER, section=found.section, procedure=found.procedure),
        "items": form_html(compiled, shown),
        "own": _own_fields(typed, by_path),
        "scan": _scan_field(by_path),
        "once": request.POST.get(reading.ONCE) or new_id(),
        "once_name": reading.ONCE,
        "errors": errors,
    }
    return render(request, "paper/form.html", context, status=422 if errors else 200)


def _rows(compiled: Compiled, texts: Mapping[str, str]) -> dict[str, int]:
    """How many members of each group have texts."""
    groups = [group for page in compiled.pages for group in page.groups]
    return {
        group: 1 + max((int(name.split("-")[1]) for name in texts if name.startswith(f"{group}-")), default=-1)
        for group in groups
    }


def _own_fields(typed: reading.Typed | None, errors: Mapping[str, str]) -> list[Field]:
    ways = [("post", _("By post")), ("counter", _("At the counter"))]
    day = typed.arrived_text if typed else clock.today().isoformat()
    return [
        Field(reading.WAY, _("How it came"), "radios", value=typed.way if typed else "post", choices=ways),
        Field(
            reading.ARRIVED,
            _("Arrived on"),
            "date",
            value=day,
            error=errors.get(reading.ARRIVED, ""),
            hint=_("The day stamped on it. The standard period runs from here."),
            width=12,
        ),
    ]


def _scan_field(errors: Mapping[str, str]) -> Field:
    megabytes = UPLOAD_BYTES_MAX // 1_000_000
    return Field(
        reading.SCAN,
        _("Scan of the paper"),
        "file",
        hint=_("PDF, JPEG or PNG up to %(megabytes)s MB. It is encrypted at once.") % {"megabytes": megabytes},
        error=errors.get(reading.SCAN, ""),
        required=False,
        accept="application/pdf,image/jpeg,image/png",
    )


@needs(REGISTER)
@require_POST
def register(request: HttpRequest, key: str) -> HttpResponse:
    """Register the paper; what is wrong comes back beside its fields, with everything typed."""
    staff, today, language = acting(request), clock.today(), get_language() or "ja"
    found = queries.form_for(staff, key)
    compiled = form_of(found.procedure, found.generation)[0].compiled
    uploads = _uploads(request, compiled)
    post: dict[str, Any] = dict(request.POST.lists())
    typed = reading.read(compiled, post, frozenset(upload.item for upload in uploads), today, language)
    go = request.POST.get("go", "")
    if go.startswith("add-"):
        more = {group: count + (group == go.removeprefix("add-")) for group, count in typed.rows.items()}
        return _form(request, staff, found, compiled, typed.texts, more, typed)
    try:
        case = paper_register(
            by=staff, form=found, once=posted_uuid(request, reading.ONCE), typed=typed, uploads=uploads
        )
    except RegisteredBefore as before:
        messages.warning(request, before.sentence)
        return redirect("paper:form", key=key)
    except Invalid as invalid:
        return _form(request, staff, found, compiled, typed.texts, typed.rows, typed, invalid.errors)
    messages.success(request, _("Registered as %(number)s.") % {"number": case.number})
    return redirect("paper:form", key=key)


def _uploads(request: HttpRequest, compiled: Compiled) -> tuple[Upload, ...]:
    names = [reading.SCAN, *(item.id for item in compiled.file_items())]
    return tuple(
        Upload(name, file.name or "", file.read(UPLOAD_BYTES_MAX + 1))
        for name in names
        for file in request.FILES.getlist(name)
    )


@signed_in
@require_safe
def form_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a household, to print."""
    staff = acting(request)
    found = queries.form_for(staff, key)
    prepared = form_document_of(found.procedure, found.generation, found.household, found.base_date, staff)
    looked_at(staff, prepared.persons)
    if prepared.document is None:
        messages.warning(request, _("This form can't be printed as it is. A person in charge sees to it."))
        return redirect(reverse("paper:home"))
    return pdf_response(prepared.document, f"{found.procedure}-{found.key}.pdf")


@needs(REGISTER)
@require_safe
def slip_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The slip that says that the application was received."""
    staff = acting(request)
    found = queries.form_for(staff, key)
    case = queries.case_of(found)
    if case is None:
        return redirect("paper:form", key=key)
    access_record(by=staff, cases=[case.id], purpose="registering")
    return pdf_response(slip(case), f"{case.number}.pdf")
