"""Pages of the room: the list that arrives filled in, and one indicator-year with all that can be done there."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yakusho.desk.cases.forms import posted_once
from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.queries import SectionName, acting, section_names
from yakusho.kernel.errors import Invalid
from yakusho.kernel.ids import new_id
from yakusho.office.measuring import actions, history, rules, sheet, words
from yakusho.office.measuring.forms import baseline_fields, evidence_fields, value_form
from yakusho.office.measuring.reading import shapes
from yakusho.office.measuring.rules import Cell
from yakusho.office.measuring.sheet import Known, know
from yakusho.office.plan.queries import NoPlan
from yakusho.plans import Malformed
from yakusho.plans.observations import WHOLE, Observation
from yakusho.ui.parts import Column, Tab

View = Callable[..., HttpResponse]


def with_plan(view: View) -> View:
    """Give the view all that is known of the plan; where the ward's files can't be used, say what to mend instead."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: object) -> HttpResponse:
        try:
            known = know()
        except Malformed as error:
            return render(request, "plan/malformed.html", {"error": error}, status=503)
        except NoPlan:
            return render(request, "plan/none.html", status=404)
        return view(request, known, **kwargs)

    return wrapped


@signed_in
@require_safe
@with_plan
def overview(request: HttpRequest, known: Known) -> HttpResponse:
    """The section's indicators of a fiscal year, filled in; the secretariat begins with everybody's."""
    by = acting(request)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(each) for each in known.years} else known.year_to_report
    whose = request.GET.get("of", "all" if rules.leads(by) else "mine")
    rows = sheet.rows(known, by, year, whose)
    context = {
        "year": words.year_name(year),
        "rows": rows,
        "to_confirm": sum(row.may_confirm for row in rows),
        "year_tabs": [Tab(words.year_name(each), f"?year={each}&of={whose}", each == year) for each in known.years],
        "whose_tabs": [
            Tab(_("My section"), f"?year={year}&of=mine", whose != "all"),
            Tab(_("All sections"), f"?year={year}&of=all", whose == "all"),
        ],
        "columns": [
            _("Indicator"),
            _("Target in the plan's words"),
            Column(_("Counted by operations"), numeric=True),
            Column(_("Year before"), numeric=True),
            Column(_("Value that holds"), numeric=True),
            _("Suggestion"),
        ],
    }
    return render(request, "measuring/overview.html", context)


def find(known: Known, indicator: str, year: str) -> Cell:
    cell = known.cell(indicator, int(year))
    if cell is None:
        raise Http404
    return cell


@signed_in
@require_safe
@with_plan
def indicator(request: HttpRequest, known: Known, indicator: str, year: str) -> HttpResponse:
    """One indicator in one year: what holds and from where, what can be done, evidence, history."""
    return page(request, known, find(known, indicator, year))


def page(
    request: HttpRequest, known: Known, cell: Cell, opened: str = "", invalid: Invalid | None = None, outdated: str = ""
) -> HttpResponse:
    by = acting(request)
    errors = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    post = request.POST if opened else QueryDict()
    shape = request.POST.get("shape", "") or request.GET.get("shape", "") or shapes(cell.indicator, cell.fiscal_year)[0]
    made, seen, judged = known.made(cell), known.to_confirm(cell, by.seat.section), known.judged(cell)
    own = by.seat.section if cell.may_be_parts and rules.owns(by, cell) else WHOLE
    stands = known.instead_of(cell, own, shape)
    target = cell.indicator.years.get(cell.fiscal_year)
    binding = known.bindings.indicators[cell.indicator.id]
    owns, touches = rules.owns(by, cell), rules.why_not_touch(by, cell) is None
    names = section_names()
    needs_reason = stands is not None or not owns
    context = {
        "cell": cell,
        "title": words.indicator_title(cell.measure, cell.indicator),
        "year": words.year_name(cell.fiscal_year),
        "target": target,
        "standing": [_stands(each, cell, names) for each in known.standing(cell)],
        "made": words.observed(made, cell.indicator) if made is not None else "",
        "made_from": _(words.SOURCES[made.source]) if made is not None else "",
        "made_since": made.since if made is not None else None,
        "meter": binding.meter if (cell.indicator.id, cell.fiscal_year) in known.readings else "",
        "counts_now": cell.fiscal_year == known.this_year,
        "state": words.state_word(judged.state),
        "state_shape": words.STATE_SHAPES[judged.state],
        "sentence": judged.sentence(words.language()),
        "seen": words.observed(seen, cell.indicator) if seen is not None and owns else "",
        "shown": actions.fingerprint(seen) if seen is not None else "",
        "touches": touches,
        "form": value_form(
            cell,
            post if opened == "value" else QueryDict(),
            errors,
            known.today,
            shape=shape,
            seen=stands,
            needs_reason=needs_reason,
        ),
        "baseline": known.baselines.get(cell.indicator.id),
        "grows": cell.indicator.reading.rule == "R-DIRECTION",
        "baseline_fields": baseline_fields(cell, post if opened == "baseline" else QueryDict(), errors),
        "evidence_fields": evidence_fields(post if opened in ("file", "link") else QueryDict(), errors),
        "pieces": history.pieces(cell),
        "steps": history.steps(cell),
        "step_columns": [_("When"), _("What"), Column(_("Value"), numeric=True), _("Who"), _("Why")],
        "opened": opened,
        "errors": invalid.errors if invalid else (),
        "outdated": outdated,
        "once": posted_once(post) if opened else new_id(),
    }
    return render(request, "measuring/indicator.html", context, status=409 if outdated else 422 if invalid else 200)


def _stands(each: Observation, cell: Cell, names: Mapping[str, SectionName]) -> dict[str, object]:
    return {
        "value": words.observed(each, cell.indicator),
        "source": _(words.SOURCES[each.source]),
        "status": _(words.STATUSES[each.status]),
        "shape": words.STATUS_SHAPES[each.status],
        "as_of": each.as_of,
        "section": names[each.section].name if each.section in names else "",
        "evidence": each.evidence,
    }
