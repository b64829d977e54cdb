"""Facts for the journal's tests."""

from typing import Any

from django.db import transaction

from yakusho.desk.staff.facts import SeatOpened
from yakusho.journal.models import Entry
from yakusho.journal.write import append
from yakusho.messages.publications import OrganisationPublished, ProcedureClosed, ProcedurePublished

NO_CONTENT = "0" * 64


def organisation(generation: int = 1) -> OrganisationPublished:
    """A fact without content."""
    return OrganisationPublished(generation=generation, content=NO_CONTENT)


def published(procedure: str, *, online: bool = True, generation: int = 1) -> ProcedurePublished:
    """A procedure that was published."""
    return ProcedurePublished(
        procedure=procedure,
        generation=generation,
        zone="office",
        section="some-section",
        online=online,
        content=NO_CONTENT,
    )


def closed(procedure: str) -> ProcedureClosed:
    """A procedure that was closed."""
    return ProcedureClosed(procedure=procedure, generation=1)


def seat(seat: str, *functions: str) -> SeatOpened:
    """A seat that was given, with its functions."""
    return SeatOpened(seat=seat, section="some-section", post="clerk", functions=functions, since="2026-04-01")


def put(*facts: Any, subject: str = "organisation") -> list[Entry]:
    """Append facts in one transaction."""
    with transaction.atomic():
        return [append(fact, subject=getattr(fact, "procedure", subject), actor="system") for fact in facts]
