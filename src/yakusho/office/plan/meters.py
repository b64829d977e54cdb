"""What the plan counts of the work that is already open.

The facts are appended by others (the portal, the room of procedures); the meters stand here because no other room of
this zone reads their numbers.
"""

from yakusho.journal.meters import Counting, Meter, present
from yakusho.messages.publications import ProcedureClosed, ProcedurePublished
from yakusho.messages.submissions import ApplicationReceived

ONLINE = ("portal", "national_portal")

applications_received = Meter(
    "applications.received",
    unit="件",
    counts=Counting(frozenset({ApplicationReceived.kind}), lambda seen: int(seen.body.get("channel") in ONLINE)),
    by=("section", "procedure"),
)
"""Applications received online in the fiscal year; corrections of them don't count again (手続き件数)."""

procedures_online = Meter(
    "procedures.online",
    unit="手続",
    counts=present(ProcedurePublished, ProcedureClosed, online=True),
    by=("section",),
)
"""Procedures that can be done online at the end of the fiscal year, or now (オンライン手続数)."""

METERS = [applications_received, procedures_online]
