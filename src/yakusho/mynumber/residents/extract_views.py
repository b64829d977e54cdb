"""Pages of the import: hand an extract in, see its report row by row, take it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yakusho.desk.cases.forms import posted_once
from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.queries import acting, seat_names
from yakusho.kernel.errors import Invalid
from yakusho.kernel.ids import new_id
from yakusho.mynumber.residents.extract.actions import content_of, extract_of, extract_show, extract_take
from yakusho.mynumber.residents.extract.cells import FILE_BYTES_MAX
from yakusho.mynumber.residents.extract.merging import merge
from yakusho.mynumber.residents.extract.reading import HEADS, Words
from yakusho.mynumber.residents.models import ResidentImport
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column

WRONG_SHOWN_MAX = 200
FILES_SHOWN = 10
BOM = "\ufeff"
NOT_SHOWN = "…"


@needs("register.import")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Hand an extract in; its report comes before anything is taken."""
    invalid: Invalid | None = None
    if request.method == "POST":
        sent = request.FILES.get("file")
        name, data = (str(sent.name), sent.read(FILE_BYTES_MAX + 1)) if sent is not None else ("", b"")
        try:
            row = extract_show(by=acting(request), name=name, data=data, once=posted_once(request.POST))
            return redirect("residents:report", id=row.id)
        except Invalid as found:
            invalid = found
    files = list(ResidentImport.objects.exclude(taken_at=None).order_by("-taken_at")[:FILES_SHOWN])
    names = seat_names(each.taken_by for each in files)
    error = invalid.errors[0].sentence if invalid else ""
    hint = _("CSV in UTF-8 or Shift JIS, up to 5 MB.")
    context = {
        "once": new_id(),
        "field": Field("file", _("Extract"), "file", hint=hint, accept=".csv,.txt", error=error),
        "errors": invalid.errors if invalid else (),
        "heads": "、".join(HEADS.values()),
        "files": [(each, names.get(str(each.taken_by), "")) for each in files],
        "columns": [
            _("File"),
            _("Taken"),
            _("By"),
            Column(_("New persons"), numeric=True),
            Column(_("New entries"), numeric=True),
            Column(_("Left out"), numeric=True),
        ],
    }
    return render(request, "residents/imports.html", context, status=422 if invalid else 200)


@needs("register.import")
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The heads of an extract as an empty CSV file."""
    response = HttpResponse(BOM + ",".join(HEADS.values()) + "\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="extract.csv"'
    return response


@needs("register.import")
@require_safe
def report(request: HttpRequest, id: UUID) -> HttpResponse:
    """What a file holds: which rows are wrong and how to mend them, and what taking it would add."""
    return _report(request, get_object_or_404(ResidentImport, id=id))


def _report(request: HttpRequest, row: ResidentImport, invalid: Invalid | None = None) -> HttpResponse:
    context: dict[str, Any] = {"file": row, "errors": invalid.errors if invalid else ()}
    if row.taken_at is None:
        data = content_of(row)
        if data is None:
            raise Http404
        extract = extract_of(data)
        merged = merge(extract)
        wrong = sorted(merged.wrong, key=lambda each: each.line)
        cells = row.seat == acting(request).seat.id
        context |= {
            "refused": [_put(words) for words in extract.refused] if extract.refused else [],
            "merged": merged,
            "wrong_rows": len({each.line for each in wrong}),
            "wrong": [
                (each.line, each.column, _put(each.words, cells), _put(each.remedy)) for each in wrong[:WRONG_SHOWN_MAX]
            ],
            "more": max(0, len(wrong) - WRONG_SHOWN_MAX),
            "wrong_columns": [Column(_("Line"), numeric=True), _("Column"), _("What is wrong"), _("What to do")],
            "counts": _counts(len(merged.new_persons), len(merged.new_stays), len(merged.completed), merged.same_rows),
        }
    else:
        context["counts"] = _counts(row.persons_new, row.stays_new, None, row.rows_same)
    return render(request, "residents/report.html", context, status=422 if invalid else 200)


def _counts(persons: int, stays: int, completed: int | None, same: int) -> list[tuple[str, str]]:
    pairs = [(_("New persons"), persons), (_("New entries"), stays), (_("Rows that are here already"), same)]
    if completed is not None:
        pairs.append((_("Persons of whom something is added"), completed))
    return [(term, f"{number:,}") for term, number in pairs]


def _put(sentence: Words, cells: bool = True) -> str:
    """A sentence in words; what stands in a cell is shown only to who sent the file, and is in their hands already."""
    values = sentence.values if cells else {**sentence.values, "cell": NOT_SHOWN}
    return _(sentence.text) % values if sentence.text else ""


@needs("register.import")
@require_POST
def take(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take what fits."""
    row = get_object_or_404(ResidentImport, id=id)
    try:
        extract_take(by=acting(request), id=row.id, leave_out_wrong=request.POST.get("accept") == "yes")
    except Invalid as invalid:
        return _report(request, row, invalid)
    messages.success(request, _("The extract was taken."))
    return redirect("residents:report", id=row.id)
