"""What is posted on an indicator-year: values, baselines, evidence; the page comes back with everything typed."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yakusho.desk.cases.forms import posted_once
from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.queries import acting
from yakusho.journal import blobs
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.kernel.errors import FieldError, Invalid, refuse
from yakusho.office.measuring import actions, evidence, rules, words
from yakusho.office.measuring.forms import posted_baseline, posted_report, posted_section
from yakusho.office.measuring.models import Evidence
from yakusho.office.measuring.reading import TEXT_CHARACTERS_MAX, read_text
from yakusho.office.measuring.rules import Cell
from yakusho.office.measuring.sheet import Known
from yakusho.office.measuring.views import View, find, page, with_plan
from yakusho.plans.observations import WHOLE
from yakusho.ui.fields import Field


def _posted(opened: str, done: str, act: Callable[[HttpRequest, Known, Cell], object]) -> View:
    """A view that acts on an indicator-year, and shows the page again with everything typed when it can't."""

    @signed_in
    @require_POST
    @with_plan
    def view(request: HttpRequest, known: Known, indicator: str, year: str) -> HttpResponse:
        cell = find(known, indicator, year)
        refuse(rules.why_not_touch(acting(request), cell))
        try:
            if not actions.was_sent(posted_once(request.POST)):
                act(request, known, cell)
        except Invalid as invalid:
            return page(request, known, cell, opened, invalid)
        except actions.Outdated as refusal:
            return page(request, known, cell, opened, outdated=refusal.sentence)
        messages.success(request, _(done))
        if request.POST.get("back") == "list":
            return redirect(f"{reverse('measuring:overview')}?year={cell.fiscal_year}#i-{cell.indicator.id}")
        return redirect("measuring:indicator", indicator=cell.indicator.id, year=str(cell.fiscal_year))

    return view


def _confirm(request: HttpRequest, known: Known, cell: Cell) -> None:
    actions.value_confirm(
        by=acting(request),
        cell=cell,
        seen=known.to_confirm(cell, acting(request).seat.section),
        shown=request.POST.get("shown", ""),
        once=posted_once(request.POST),
    )


def _value(request: HttpRequest, known: Known, cell: Cell) -> None:
    by, post = acting(request), request.POST
    owns = rules.owns(by, cell)
    section = posted_section(cell, post, by.seat.section) if owns else WHOLE
    stands = known.instead_of(cell, section, post.get("shape", ""))
    report = posted_report(cell, post, section, known.today, needs_reason=stands is not None or not owns)
    once = posted_once(post)
    if stands is None and owns:
        actions.value_report(by=by, cell=cell, report=report, once=once)
    else:
        actions.value_correct(by=by, cell=cell, report=report, instead_of=stands, once=once)


def _baseline(request: HttpRequest, known: Known, cell: Cell) -> None:
    said = posted_baseline(cell, request.POST, known.today)
    actions.baseline_enter(
        by=acting(request),
        cell=cell,
        value=said.value,
        as_of=said.as_of,
        reason=said.reason,
        once=posted_once(request.POST),
    )


def _file(request: HttpRequest, known: Known, cell: Cell) -> None:
    sent = request.FILES.get("file")
    evidence.file_attach(
        by=acting(request),
        cell=cell,
        title=request.POST.get("file_title", "").strip(),
        name=str(sent.name) if sent is not None else "",
        data=sent.read(UPLOAD_BYTES_MAX + 1) if sent is not None else b"",
        once=posted_once(request.POST),
    )


def _link(request: HttpRequest, known: Known, cell: Cell) -> None:
    evidence.link_attach(
        by=acting(request),
        cell=cell,
        title=request.POST.get("link_title", "").strip(),
        link=request.POST.get("link", ""),
        once=posted_once(request.POST),
    )


def _query(request: HttpRequest, known: Known, cell: Cell) -> None:
    evidence.query_freeze(
        by=acting(request),
        cell=cell,
        binding=known.bindings.indicators[cell.indicator.id],
        once=posted_once(request.POST),
    )


confirm = _posted("confirm", gettext_noop("The value is confirmed."), _confirm)
value = _posted("value", gettext_noop("The value is kept. It holds from now on."), _value)
baseline = _posted("baseline", gettext_noop("The baseline is kept."), _baseline)
evidence_file = _posted("file", gettext_noop("The evidence is attached."), _file)
evidence_link = _posted("link", gettext_noop("The evidence is attached."), _link)
evidence_query = _posted("query", gettext_noop("The rows are frozen and attached."), _query)


@signed_in
@require_safe
def download(request: HttpRequest, key: UUID) -> HttpResponse:
    """The content of a piece of evidence, always as a file to save."""
    found = get_object_or_404(Evidence, key=key, withdrawn_at=None)
    try:
        data = blobs.read(found.address) if found.address else None
    except blobs.BlobMissing:
        data = None
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(True, found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@signed_in
@require_http_methods(["GET", "POST"])
@with_plan
def withdraw(request: HttpRequest, known: Known, key: UUID) -> HttpResponse:
    """Take back a piece of evidence, with a reason; asked for first, because its content is destroyed."""
    found = get_object_or_404(Evidence, key=key)
    cell = find(known, found.indicator, str(found.fiscal_year))
    error, typed = "", request.POST.get("withdraw_reason", "")
    if request.method == "POST":
        needed = gettext_noop("Write why this evidence is withdrawn.")
        reason = read_text("withdraw_reason", typed, required=_(needed))
        if not isinstance(reason, FieldError):
            evidence.evidence_withdraw(by=acting(request), cell=cell, evidence=found, reason=reason)
            messages.success(request, _("The evidence is withdrawn."))
            return redirect("measuring:indicator", indicator=cell.indicator.id, year=str(cell.fiscal_year))
        error = reason.sentence
    label = _("Why it is withdrawn")
    field = Field("withdraw_reason", label, "textarea", value=typed, error=error, maxlength=TEXT_CHARACTERS_MAX, rows=3)
    context = {
        "cell": cell,
        "year": words.year_name(cell.fiscal_year),
        "piece": found,
        "field": field,
        "errors": [(field.name, error)] if error else (),
    }
    return render(request, "measuring/withdraw.html", context, status=422 if error else 200)
