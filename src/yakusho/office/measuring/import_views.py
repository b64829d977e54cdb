"""Pages of the imports: what can be taken, the report of a file row by row, and taking it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yakusho.desk.cases.forms import posted_once
from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import acting, seat_names
from yakusho.journal import blobs
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.kernel.ids import new_id
from yakusho.office.measuring import rules, words
from yakusho.office.measuring.imports import actions
from yakusho.office.measuring.imports.cells import FILE_BYTES_MAX
from yakusho.office.measuring.imports.report import Report, Words
from yakusho.office.measuring.imports.sheets import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx, template_rows
from yakusho.office.measuring.models import ImportFile
from yakusho.office.measuring.reading import TEXT_CHARACTERS_MAX, read_text
from yakusho.office.measuring.sheet import Known
from yakusho.office.measuring.views import with_plan
from yakusho.office.measuring.ward import ward_imports
from yakusho.plans.imports import ImportKind
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column

ROWS_SHOWN_MAX = 200
FILES_SHOWN = 10
MISSING_SHOWN_MAX = 12

Standing = dict[date, dict[str, int]]
"""What holds for each month, by column."""


@dataclass(frozen=True)
class KindCard:
    """A kind of file on the page: what it is for, what is there, what is missing."""

    kind: ImportKind
    name: str
    source: str
    heads: list[str]
    indicators: list[str]
    newest: str
    missing: list[str]
    may: bool
    field: Field
    once: UUID


@signed_in
@require_safe
@with_plan
def kinds(request: HttpRequest, known: Known) -> HttpResponse:
    """Every kind of file with its template, its months, and the way to hand one in."""
    return _kinds_page(request, known)


def _kinds_page(request: HttpRequest, known: Known, wrong: str = "", invalid: Invalid | None = None) -> HttpResponse:
    by = acting(request)
    errors = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    standing = actions.figures_standing(ward_imports().kinds)
    cards = [
        _card(known, kind, by, standing[kind.code], errors.get("file", "") if kind.code == wrong else "")
        for kind in ward_imports().kinds
    ]
    files = list(ImportFile.objects.exclude(taken_at=None).order_by("-taken_at")[:FILES_SHOWN])
    names = seat_names([each.taken_by for each in files])
    context = {
        "cards": cards,
        "files": [(each, names.get(str(each.taken_by), "")) for each in files],
        "columns": [
            _("File"),
            _("Taken"),
            _("By"),
            Column(_("Months"), numeric=True),
            Column(_("Replaced"), numeric=True),
            Column(_("Left out"), numeric=True),
            _("Why"),
        ],
        "errors": [(f"file-{wrong}", sentence) for sentence in errors.values()],
    }
    return render(request, "measuring/imports.html", context, status=422 if invalid else 200)


def _sections(known: Known, kind: ImportKind) -> frozenset[str]:
    return known.sections_of({series.name for series in kind.series})


def _card(known: Known, kind: ImportKind, by: Staff, standing: Standing, error: str) -> KindCard:
    series = {each.name for each in kind.series}
    newest = max(standing, default=None)
    return KindCard(
        kind=kind,
        name=kind.name.in_language(words.language()),
        source=kind.source.in_language(words.language()),
        heads=[kind.month_heads[0], *(column.heads[0] for column in kind.columns)],
        indicators=[id for id, binding in known.bindings.indicators.items() if binding.imports in series],
        newest=_month(newest) if newest is not None else "",
        missing=[_month(month) for month in _missing(standing)],
        may=rules.why_not_import(by, _sections(known, kind)) is None,
        once=new_id(),
        field=Field(f"file-{kind.code}", _("File"), "file", accept=".csv,.xlsx,.txt", error=error,
                    hint=_("CSV or Excel (.xlsx), up to 1 MB.")),
    )  # fmt: skip


def _missing(standing: Standing) -> list[date]:
    """The newest months without figures between the first month and the last one."""
    if not standing:
        return []
    month, last, found = min(standing), max(standing), []
    while month < last:
        if month not in standing:
            found.append(month)
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    return found[-MISSING_SHOWN_MAX:]


def _month(month: date) -> str:
    return f"{month.year}-{month.month:02}"


def _kind(code: str) -> ImportKind:
    found = ward_imports().kind(code)
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def template(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The template of a kind for the present fiscal year, as CSV or as a spreadsheet."""
    if form not in ("csv", "xlsx"):
        raise Http404
    found, today = _kind(kind), clock.today()
    rows = template_rows(found, today.year if today.month >= 4 else today.year - 1)
    data, media_type = (as_csv(rows), CSV_TYPE) if form == "csv" else (as_xlsx(rows), XLSX_TYPE)
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.code}.{form}")
    return response


@signed_in
@require_POST
@with_plan
def upload(request: HttpRequest, known: Known, kind: str) -> HttpResponse:
    """Hand in a file; the report is shown before anything is taken."""
    found = _kind(kind)
    sent = request.FILES.get(f"file-{found.code}")
    try:
        file = actions.file_show(
            by=acting(request),
            kind=found,
            sections=_sections(known, found),
            name=str(sent.name) if sent is not None else "",
            data=sent.read(FILE_BYTES_MAX + 1) if sent is not None else b"",
            once=posted_once(request.POST),
        )
    except Invalid as invalid:
        return _kinds_page(request, known, found.code, invalid)
    return redirect("measuring:report", id=file.id)


@signed_in
@require_safe
@with_plan
def report(request: HttpRequest, known: Known, id: UUID) -> HttpResponse:
    """What a file holds, row by row, and what taking it would change."""
    return _report_page(request, known, get_object_or_404(ImportFile, id=id))


def _report_page(request: HttpRequest, known: Known, file: ImportFile, invalid: Invalid | None = None) -> HttpResponse:
    kind = _kind(file.kind)
    try:
        found = actions.report_of(blobs.read(file.address), kind, known.today)
    except blobs.BlobMissing:
        raise Http404 from None
    errors = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    changes = actions.changes(found, kind)
    replaces = sum(each.kind == "replaces" for each in changes)
    context = {
        "file": file,
        "name": kind.name.in_language(words.language()),
        "report": found,
        "refused": _refused(found),
        "wrong": [
            (each.row, each.column, _put(each.words), _put(each.remedy)) for each in found.wrong[:ROWS_SHOWN_MAX]
        ],
        "wrong_columns": [_("Row"), _("Column"), _("What is wrong"), _("What to do")],
        "rows": [_change_row(each, kind) for each in changes[:ROWS_SHOWN_MAX]],
        "columns": [
            _("Month"),
            *(Column(column.heads[0], numeric=True, unit=column.unit) for column in kind.columns),
            _("What happens"),
        ],
        "replaces": replaces,
        "may": rules.why_not_import(acting(request), _sections(known, kind)) is None,
        "reason": Field(
            "reason",
            _("Why the figures change"),
            "textarea",
            value=request.POST.get("reason", ""),
            error=errors.get("reason", ""),
            rows=2,
            maxlength=TEXT_CHARACTERS_MAX,
        ),
        "errors": invalid.errors if invalid else (),
    }
    return render(request, "measuring/report.html", context, status=422 if invalid else 200)


def _put(sentence: Words) -> str:
    return _(sentence.text) % sentence.values if sentence.text else ""


def _refused(found: Report) -> tuple[str, str] | None:
    return (_put(found.refused[0]), _put(found.refused[1])) if found.refused is not None else None


def _change_row(change: actions.Change, kind: ImportKind) -> list[object]:
    numbers = [change.row.numbers[column.code] for column in kind.columns]
    said = {"new": _("New"), "same": _("Already here"), "replaces": _("Replaces")}[change.kind]
    if change.kind == "replaces" and change.before is not None:
        before = "、".join(f"{change.before.get(column.code, 0):,}" for column in kind.columns)
        said = _("Replaces %(before)s") % {"before": before}
    return [_month(change.row.month), *numbers, said]


@signed_in
@require_POST
@with_plan
def take(request: HttpRequest, known: Known, id: UUID) -> HttpResponse:
    """Take the right rows of a file."""
    file = get_object_or_404(ImportFile, id=id)
    kind = _kind(file.kind)
    reason = read_text("reason", request.POST.get("reason", ""))
    try:
        if isinstance(reason, FieldError):
            raise Invalid([reason])
        taken = actions.file_take(
            by=acting(request),
            file=file,
            kind=kind,
            sections=_sections(known, kind),
            accept="right" if request.POST.get("accept") == "right" else "all",
            reason=reason,
        )
    except Invalid as invalid:
        return _report_page(request, known, file, invalid)
    messages.success(request, _("%(rows)s months are taken.") % {"rows": taken.rows_taken})
    return redirect("measuring:imports")
