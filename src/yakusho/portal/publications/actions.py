"""Taking what the office publishes."""

from yakusho.journal.receive import receives
from yakusho.kernel import clock
from yakusho.messages.message import Message
from yakusho.messages.publications import PublicationMade
from yakusho.portal.publications import queries
from yakusho.portal.publications.finding import publication_put
from yakusho.portal.publications.models import Publication
from yakusho.portal.publications.plan_changes import changes_note
from yakusho.portal.publications.procedures import compiled_content

REPLACED_WHOLE = ("plan",)
"""Kinds of which nobody needs an older generation here; a case's procedure is read by the one it was sent under."""


class OtherContent(Exception):
    """A generation that is already here came again with other content: an alarm, never overwritten."""


@receives("publication.made")
def publication_take(message: Message) -> None:
    """Keep a published snapshot; the same again is harmless, and a late older one changes nothing.

    Raises:
        OtherContent: the generation is known with other content.
        Malformed: a procedure's definition can't be read here; it never reaches a resident.
    """
    made = PublicationMade.model_validate(message.body)
    if made.kind == "procedure" and made.content:
        compiled_content(made.content)
    stored, new = Publication.objects.get_or_create(
        kind=made.kind,
        key=made.key,
        generation=made.generation,
        defaults={"content": made.content, "withdrawn": made.withdrawn, "received_at": clock.now()},
    )
    if not new and (stored.content, stored.withdrawn) != (made.content, made.withdrawn):
        raise OtherContent(f"{made.kind} {made.key} generation {made.generation}")
    if made.kind in REPLACED_WHOLE:
        older = Publication.objects.filter(kind=made.kind, key=made.key, generation__lt=made.generation)
        if new and made.kind == "plan":
            changes_note(made, older.order_by("-generation").values_list("content", flat=True).first())
        older.delete()
    if new:
        publication_put(made)
    queries.forget()
