"""Pages that look across versions and plans: the comparison table, continuity and cost."""

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yakusho.desk.staff.guards import signed_in
from yakusho.kernel import clock
from yakusho.kernel.findings import Malformed
from yakusho.office.plan import queries as plan_queries
from yakusho.office.plan_editing import queries
from yakusho.office.plan_editing.comparison_pdf import comparison_document
from yakusho.office.plan_editing.views import DRAFT, Desk, read_plan, text_page, version_name, with_desk, year_name
from yakusho.plans.comparison_csv import comparison_csv
from yakusho.plans.continuity import continuity as links_of
from yakusho.plans.continuity import costs
from yakusho.plans.versions import Row, revision_rows
from yakusho.plans.versions import compare as compared
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column
from yakusho.ui.pdf import pdf_response


def _asked(request: HttpRequest, on: Desk) -> tuple[str, str, list[Row]]:
    """The two states to compare and the rows between them; by default the version that stands and the draft."""
    old = request.GET.get("old", str(on.standing))
    new = request.GET.get("new", DRAFT if on.has_draft else str(on.standing))
    texts = on.version(old), on.version(new)
    if None in texts:
        raise Http404
    states = [read_plan(each or "") for each in texts]
    if states[0] is None or states[1] is None:
        return old, new, []
    rows = compared(states[0], states[1])
    return old, new, revision_rows(states[1]) if old == new else rows


@signed_in
@require_safe
@with_desk
def compare(request: HttpRequest, on: Desk) -> HttpResponse:
    """The comparison table (新旧対照表) of two versions, ready to print."""
    old, new, rows = _asked(request, on)
    names = [str(number) for number in range(on.standing + 1)] + ([DRAFT] if on.has_draft else [])
    choices = [(name, version_name(name)) for name in names]
    decided = {str(each.number): each for each in queries.versions(on.file)}
    context = {
        "on": on,
        "old": old,
        "new": new,
        "old_name": version_name(old),
        "new_name": version_name(new),
        "decision": decided.get(new),
        "rows": rows,
        "unreadable": DRAFT in (old, new) and read_plan(on.text) is None,
        "language": get_language() or "ja",
        "fields": [
            Field("old", _("Old words"), "select", value=old, choices=choices, width=12),
            Field("new", _("New words"), "select", value=new, choices=choices, width=12),
        ],
        "columns": [_("Measure"), _("What"), _("Old words"), _("New words"), _("Decision and reason")],
    }
    return render(request, "plan_editing/compare.html", context)


@signed_in
@require_safe
@with_desk
def compare_csv(request: HttpRequest, on: Desk) -> HttpResponse:
    """The comparison table for a spreadsheet."""
    old, new, rows = _asked(request, on)
    response = HttpResponse(comparison_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{on.file.stem}-{old}-{new}.csv"'
    return response


@signed_in
@require_safe
@with_desk
def compare_pdf(request: HttpRequest, on: Desk) -> HttpResponse:
    """The comparison table as a tagged PDF, to be handed out and kept."""
    old, new, rows = _asked(request, on)
    decision = next((each for each in queries.versions(on.file) if str(each.number) == new), None)
    document = comparison_document(version_name(old), version_name(new), rows, decision, clock.today())
    return pdf_response(document, f"{on.file.stem}-{old}-{new}.pdf")


@signed_in
@require_safe
@with_desk
def continuity(request: HttpRequest, on: Desk) -> HttpResponse:
    """Which measures go on from plan to plan, and what each costs."""
    plan = read_plan(on.text)
    if plan is None:
        return text_page(request, on, on.text)
    results = _results()
    context = {
        "on": on,
        "links": links_of(plan),
        "costs": [
            (each, year_name(cost.fiscal_year), cost)
            for each in plan.measures
            for cost in costs(each, results.get(each.cost_per or "", {}))
        ],
        "columns": [_("The plan before"), _("This plan"), _("The plan after")],
        "cost_columns": [
            _("Measure"),
            _("Year"),
            Column(_("Budget"), numeric=True, unit=_("yen")),
            Column(_("Settlement"), numeric=True, unit=_("yen")),
            Column(_("Result"), numeric=True),
            Column(_("Cost of one result"), numeric=True, unit=_("yen")),
        ],
    }
    return render(request, "plan_editing/continuity.html", context)


def _results() -> dict[str, dict[int, Decimal]]:
    """What was achieved, by indicator and year, as far as it is known; nothing while the plan can't be read."""
    try:
        snapshot = plan_queries.snapshot()
    except (Malformed, plan_queries.NoPlan):
        return {}
    return {
        each.id: {
            cell.fiscal_year: Decimal(str(cell.value))
            for cell in each.years
            if cell.fiscal_year is not None and cell.value is not None
        }
        for each in snapshot.indicators()
    }
