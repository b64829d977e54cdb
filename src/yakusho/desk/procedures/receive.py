"""Procedures as they arrive in an inner zone."""

from django.conf import settings

from yakusho.desk.procedures.actions import definition_close, definition_keep
from yakusho.forms import load
from yakusho.journal import blobs
from yakusho.journal.receive import receives
from yakusho.messages.message import Message
from yakusho.messages.publications import ProcedureClosed, ProcedurePublished


class WrongDefinition(Exception):
    """The content isn't the definition that the fact speaks of."""


@receives("procedure.published")
def procedure_published(message: Message) -> None:
    """Keep a procedure (手続の公開) that this zone decides on; of others the content never comes here."""
    fact = ProcedurePublished.model_validate(message.body)
    if fact.zone != settings.ZONE:
        return
    text = blobs.read(fact.content).decode()
    procedure = load(text)
    if (procedure.code, procedure.zone) != (fact.procedure, fact.zone):
        raise WrongDefinition(fact.procedure)
    definition_keep(
        procedure,
        text=text,
        generation=fact.generation,
        content_hash=fact.content,
        published_at=message.recorded_at,
    )


@receives("procedure.closed")
def procedure_closed(message: Message) -> None:
    """Take no more applications of a procedure (受付終了); cases under way go on."""
    fact = ProcedureClosed.model_validate(message.body)
    definition_close(fact.procedure, at=message.recorded_at)
