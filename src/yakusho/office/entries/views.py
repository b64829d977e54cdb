"""The page of one entry."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yakusho.desk.staff.guards import signed_in
from yakusho.desk.staff.permissions import Staff, may
from yakusho.desk.staff.queries import section_name, staff_of
from yakusho.kernel import clock
from yakusho.office.entries.queries import SealedEntry, entry_at

CASE_MEMBERS = frozenset({"number"})
"""Members of a body that lead to a case; they are shown to those who may see the case."""

POSITION_DIGITS_MAX = 18


@signed_in
@require_safe
def entry(request: HttpRequest, origin: str, position: str) -> HttpResponse:
    """One entry as sealed, and what is proven of it."""
    found = entry_at(origin, int(position)) if len(position) <= POSITION_DIGITS_MAX else None
    if found is None:
        raise Http404
    staff = staff_of(request)
    assert staff is not None
    context = {
        "entry": found,
        "recorded_at": clock.from_rfc3339(found.content["recorded_at"]),
        "facts": _facts(found),
        "body": _body(found, staff),
        "proof": _proof(found),
    }
    return render(request, "entries/entry.html", context)


def _facts(found: SealedEntry) -> list[tuple[str, str]]:
    content = found.content
    section = content["section"] or content["body"].get("section", "")
    return [
        (_("Zone"), content["zone"]),
        (_("Place in the journal"), str(found.position)),
        (_("Kind of entry"), f"{content['kind']} ({content['version']})"),
        (_("Id"), content["id"]),
        (_("Subject"), content["subject"]),
        (_("Counts for the day"), content["occurred_on"]),
        (_("Section"), section_name(section) if section else "－"),
        (_("Made by"), content["actor"]),
        (_("Corrects"), content["corrects"] or "－"),
    ]


def _body(found: SealedEntry, staff: Staff) -> list[tuple[str, str]]:
    body: dict[str, Any] = found.content["body"]
    open_to_them = may(staff, "applications.view", section=body.get("section"), procedure=body.get("procedure"))
    return [
        (name, _text(value) if open_to_them or name not in CASE_MEMBERS else _("for those who may see the case"))
        for name, value in body.items()
    ]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_text(each) for each in value) or "－"
    return str(value)


def _proof(found: SealedEntry) -> tuple[str, str, str]:
    """Word, shape and sentence of what is proven."""
    return {
        "final": (
            _("Proven, with witness"),
            "done",
            _("The entry is in the tree under a head that this zone signed and the next inner zone witnessed."),
        ),
        "sealed": (
            _("Sealed"),
            "current",
            _("The entry is in the tree under a signed head. The witness has not signed that head yet."),
        ),
        "waiting": (_("Not sealed yet"), "waiting", _("No signed head covers the entry yet. It takes a few seconds.")),
        "broken": (
            _("Does not agree"),
            "stopped",
            _("The entry, the tree and the signed head don't agree. Tell those who run the system at once."),
        ),
    }[found.proof]
