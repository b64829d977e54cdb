"""Beginning to look into the register: for a case or for a reason, never without one."""

from uuid import UUID, uuid5

from django.http import Http404
from django.utils.translation import gettext as _

from yakusho.desk.access.actions import access_record_subjects
from yakusho.desk.cases.queries import find_by_number
from yakusho.desk.staff.permissions import Staff, may, permit
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.mynumber.residents.models import ResidentLookup

FOR_A_CASE = "handling"
LOOKUP_REASONS = (FOR_A_CASE, "counter", "inquiry", "correction", "audit")
"""The purposes of the access log for which somebody may look into the register (閲覧の目的)."""


def lookup_begin(*, by: Staff, reason: str, case_number: str, once: UUID) -> ResidentLookup:
    """Say what the register is looked into for; it holds for this seat and this day.

    The same purpose under the same `once` is said once; another one under it is another look, never the earlier one's.

    Raises:
        Refused: `by` may not look into the register.
        Invalid: no purpose was chosen, or the case isn't one that `by` may see.
    """
    permit(by, "register.view")
    if reason not in LOOKUP_REASONS:
        raise Invalid([FieldError("reason", _("Choose what you look into the register for."))])
    case = find_by_number(by, case_number) if reason == FOR_A_CASE and may(by, "applications.view") else None
    if reason == FOR_A_CASE and case is None:
        sentence = _("There is no such case for your seat. Check the number.")
        raise Invalid([FieldError("case", sentence)])
    for_case = case.id if case else None
    lookup, _new = ResidentLookup.objects.get_or_create(
        id=uuid5(once, f"{by.seat.id}/{reason}/{for_case}"),
        defaults={"at": clock.now(), "seat": by.seat.id, "reason": reason, "case": for_case},
    )
    return lookup


def lookup_for(by: Staff, id: UUID) -> ResidentLookup | None:
    """What `by` looks into the register for; None when that was on another day.

    Raises:
        Http404: it is another seat's, or none.
    """
    lookup = ResidentLookup.objects.filter(id=id, seat=by.seat.id).first()
    if lookup is None:
        raise Http404
    return lookup if clock.in_tokyo(lookup.at).date() == clock.today() else None


def look_record(*, by: Staff, lookup: ResidentLookup, persons: list[UUID]) -> None:
    """Write down that `by` sees these persons now; the look itself stands there too, so that none is without a row."""
    access_record_subjects(by=by, subjects=[lookup.id, *persons], purpose=lookup.reason, case=lookup.case)
