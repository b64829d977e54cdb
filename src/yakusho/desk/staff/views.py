"""Choosing the seat one acts in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.queries import SEAT_KEY, acting


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
