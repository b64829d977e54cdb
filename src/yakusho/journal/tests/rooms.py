"""Rooms for the journal's own tests: one handler that can be told to fail, a meter of every way of counting."""

from typing import ClassVar

from yakusho.desk.staff.facts import SeatOpened
from yakusho.journal.meters import Meter, added, entries, latest, present, subjects
from yakusho.journal.receive import receives
from yakusho.journal.recount import rebuild_part
from yakusho.messages.message import Message
from yakusho.messages.publications import OrganisationPublished, ProcedureClosed, ProcedurePublished


class Seen:
    """What the handler took, and the subjects it refuses for now."""

    taken: ClassVar[list[tuple[str, int]]] = []
    failing: ClassVar[set[str]] = set()


@receives("organisation.published", "publication.made")
def take(message: Message) -> None:
    """Remember a message, or fail for a subject that was told to fail."""
    if message.subject in Seen.failing:
        raise ValueError("told to fail")
    Seen.taken.append((message.subject, message.position))


HANDLERS = [take]
METERS = [
    Meter("test.published", unit="件", counts=entries(OrganisationPublished)),
    Meter(
        "test.online",
        unit="手続",
        counts=present(ProcedurePublished, ProcedureClosed, online=True),
        by=("section", "procedure"),
    ),
    Meter("test.seats", unit="席", counts=entries(SeatOpened), by=("section", "functions")),
    Meter("test.holders", unit="人", counts=subjects(SeatOpened), by=("section",)),
    Meter("test.volume", unit="件", counts=added(ProcedurePublished, "generation")),
    Meter("test.newest", unit="件", counts=latest(ProcedurePublished, "generation")),
]
FACTS = [SeatOpened, OrganisationPublished, ProcedurePublished, ProcedureClosed]
LOOPS = []
JOBS = {"meters.rebuild": rebuild_part}
