"""Choosing the seat one acts in, and the administration of accounts and seats."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yakusho.desk.staff import accounts
from yakusho.desk.staff.guards import needs, signed_in
from yakusho.desk.staff.models import User
from yakusho.desk.staff.permissions import FUNCTIONS
from yakusho.desk.staff.queries import SEAT_KEY, account_rows, acting, post_names, sections
from yakusho.kernel.errors import Invalid
from yakusho.ui.fields import Field


@signed_in
@require_http_methods(["GET", "POST"])
def choose_seat(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own seats (兼務) from now on; a seat that isn't one's own changes nothing."""
    if request.method == "GET":
        return render(request, "staff/seats.html")
    chosen = request.POST.get("seat", "")
    if chosen in {str(seat.id) for seat in acting(request).seats}:
        request.session[SEAT_KEY] = chosen
    return redirect("/")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _staff_page(request: HttpRequest, invalid: Invalid | None = None, **more: object) -> HttpResponse:
    wrong = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    chosen = request.POST.get
    people = [(str(row.id), f"{row.name} {row.username}".strip()) for row in account_rows()]
    functions = [(code, _(words)) for code, words in FUNCTIONS.items()]
    own_sections = [(each.code, each.name) for each in sections()]
    context = {
        "accounts": account_rows(),
        "name_field": Field("name", _("Name of the person"), value=chosen("name", ""), error=wrong.get("name", "")),
        "seat_fields": [
            Field("user", _("Person"), "select", value=chosen("user", ""), choices=people),
            _field("section", _("Section"), chosen, wrong, own_sections),
            _field("post", _("Post"), chosen, wrong, post_names()),
            Field(
                "functions",
                _("Functions"),
                "checkboxes",
                value=request.POST.getlist("functions"),
                choices=functions,
                error=wrong.get("functions", ""),
            ),
            Field("since", _("From"), "date", value=chosen("since", ""), required=False, hint=_("Empty means today.")),
            Field(
                "until",
                _("Until"),
                "date",
                value=chosen("until", ""),
                required=False,
                hint=_("Empty means without end."),
                error=wrong.get("until", ""),
            ),
        ],
        "errors": invalid.errors if invalid else (),
        **more,
    }
    return render(request, "staff/accounts.html", context, status=422 if invalid else 200)


def _field(name: str, label: str, chosen, wrong: dict[str, str], choices: list[tuple[str, str]]) -> Field:
    return Field(name, label, "select", value=chosen(name, ""), choices=choices, error=wrong.get(name, ""))


@needs("staff.manage")
@require_GET
def account_list(request: HttpRequest) -> HttpResponse:
    """Every account with its seats, and the way to open more."""
    return _staff_page(request)


@needs("staff.manage")
@require_POST
def account_open(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown on this one page and never again."""
    try:
        user, password = accounts.account_open(by=acting(request), name=request.POST.get("name", ""))
    except Invalid as invalid:
        return _staff_page(request, invalid)
    return render(request, "staff/account_opened.html", {"opened": user, "password": password})


@needs("staff.manage")
@require_POST
def seat_open(request: HttpRequest) -> HttpResponse:
    """Give a person a seat."""
    number = request.POST.get("user", "")
    user = get_object_or_404(User, pk=int(number) if number.isascii() and number.isdigit() else 0)
    try:
        accounts.seat_open(
            by=acting(request),
            user=user,
            section=request.POST.get("section", ""),
            post=request.POST.get("post", ""),
            functions=request.POST.getlist("functions"),
            since=_day(request.POST.get("since", "")),
            until=_day(request.POST.get("until", "")),
        )
    except Invalid as invalid:
        return _staff_page(request, invalid)
    messages.success(request, _("The seat is given."))
    return redirect("account_list")


@needs("staff.manage")
@require_POST
def seat_close(request: HttpRequest, id: UUID) -> HttpResponse:
    """End a seat at once."""
    accounts.seat_close(by=acting(request), seat_id=id)
    messages.success(request, _("The seat has ended."))
    return redirect("account_list")
