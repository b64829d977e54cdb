"""Looking into the register: say what for, look somebody up, open their card; each look is written down."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from yakusho.desk.access.queries import PURPOSES
from yakusho.desk.cases.forms import posted_once
from yakusho.desk.cases.queries import case_for
from yakusho.desk.staff.guards import needs
from yakusho.desk.staff.permissions import may
from yakusho.desk.staff.queries import acting
from yakusho.kernel import clock
from yakusho.kernel.errors import Invalid
from yakusho.kernel.ids import new_id
from yakusho.mynumber.residents import forms
from yakusho.mynumber.residents.actions import look_record, lookup_begin, lookup_for
from yakusho.mynumber.residents.card import card_of
from yakusho.mynumber.residents.lists import hit_rows
from yakusho.mynumber.residents.models import Resident, ResidentLookup
from yakusho.mynumber.residents.searching import look_up
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column


@needs("register.view")
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest) -> HttpResponse:
    """Say what the register is looked into for, before anything of it is shown."""
    by, invalid = acting(request), None
    if request.method == "POST":
        reason, case = request.POST.get("reason", ""), request.POST.get("case", "")[:40]
        try:
            lookup = lookup_begin(by=by, reason=reason, case_number=case, once=posted_once(request.POST))
            return redirect("residents:search", lookup=lookup.id)
        except Invalid as found:
            invalid = found
    context = {
        "fields": forms.purpose_fields(request.POST, invalid),
        "errors": invalid.errors if invalid else (),
        "once": new_id(),
        "again": request.GET.get("again") == "yes",
        "may_import": may(by, "register.import"),
        "is_empty": not Resident.objects.exists(),
    }
    return render(request, "residents/purpose.html", context, status=422 if invalid else 200)


@needs("register.view")
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, lookup: UUID) -> HttpResponse:
    """Look somebody up; what was typed is posted, so that it stands in no address."""
    by = acting(request)
    look = lookup_for(by, lookup)
    if look is None:
        return _again()
    context: dict[str, object] = {"look": look, "what_for": _what_for(request, look), "errors": ()}
    invalid = None
    if request.method == "POST":
        try:
            found = look_up(forms.posted_search(request.POST), clock.today(), forms.posted_mark(request.POST))
        except Invalid as wrong:
            invalid = wrong
            context["errors"] = wrong.errors
        else:
            look_record(by=by, lookup=look, persons=[hit.id for hit in found.rows])
            context |= {"searched": True, "rows": hit_rows(found.rows), "next": found.next, "columns": _columns()}
            context["kept"] = [
                (name, request.POST.get(name, "")) for name in ("name", "birth_date", "address", "number")
            ]
    context["fields"] = forms.search_fields(request.POST, invalid)
    return render(request, "residents/search.html", context, status=422 if invalid else 200)


@needs("register.view")
@require_safe
def card(request: HttpRequest, lookup: UUID, id: UUID) -> HttpResponse:
    """The card of a person, as of a day."""
    by = acting(request)
    look = lookup_for(by, lookup)
    if look is None:
        return _again()
    day = forms.card_day(request.GET)
    shown = card_of(by, get_object_or_404(Resident, id=id), day)
    look_record(by=by, lookup=look, persons=shown.subjects)
    context = {
        "look": look,
        "card": shown,
        "what_for": _what_for(request, look),
        "day_field": Field("on", _("As of"), "date", value=day.isoformat(), required=False, width=8),
        "member_columns": [_("Relation"), pgettext("register", "Name"), _("Reading"), _("Born"), _("Sex")],
        "history_columns": [
            _("Since"),
            _("Until"),
            _("Event"),
            pgettext("register", "Address"),
            _("Household number"),
            _("Relation"),
        ],
        "support_columns": [_("Since"), _("Term ends"), _("Ended early"), _("Reason"), _("Lives elsewhere")],
    }
    return render(request, "residents/card.html", context)


def _again() -> HttpResponse:
    """A purpose holds for one day: ask for it again."""
    response: HttpResponse = redirect("residents:purpose")
    response["Location"] += "?again=yes"
    return response


def _what_for(request: HttpRequest, look: ResidentLookup) -> str:
    """The purpose of a look in words, with the case it is for."""
    if look.case is None:
        return _(PURPOSES[look.reason])
    return f"{_(PURPOSES[look.reason])} {case_for(acting(request), look.case).number}"


def _columns() -> list[Column | str]:
    name, address = pgettext("register", "Name"), pgettext("register", "Address")
    return [name, _("Reading"), _("Born"), _("Sex"), address, _("Register number")]
