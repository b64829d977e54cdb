"""Choosing a seat and a language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from yakusho.desk.staff.guards import entrance, signed_in
from yakusho.desk.staff.queries import SEAT_KEY, staff_of


@signed_in
@require_POST
def choose_seat(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own seats (兼務) from now on; a seat that isn't one's own changes nothing."""
    staff = staff_of(request)
    chosen = request.POST.get("seat", "")
    if staff is not None and chosen in {str(seat.id) for seat in staff.seats}:
        request.session[SEAT_KEY] = chosen
    return redirect("/")


@entrance
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language from now on, and go back to where the person was."""
    response: HttpResponse = set_language(request)
    return response
