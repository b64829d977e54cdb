"""Publishing and closing procedures."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from yakusho.desk.procedures.actions import definition_close, definition_keep
from yakusho.desk.procedures.queries import newest_of
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.desk.staff.queries import sections
from yakusho.forms import Finding, Malformed, Procedure, compile_procedure, load
from yakusho.journal import blobs
from yakusho.journal.outbox import send
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.messages.publications import ProcedureClosed, ProcedurePublished, PublicationMade

SYSTEM = "system"


def procedure_publish(*, by: Staff, text: str) -> int:
    """Publish a procedure (手続の公開), or its next generation; answers the generation.

    The same text again is harmless and answers the generation it has.

    Raises:
        Refused: `by` doesn't publish procedures.
        Malformed: the definition can't be used; lines and remedies.
    """
    permit(by, "procedures.publish")
    return _publish(text, by.actor, "definition")


def procedures_begin() -> None:
    """Publish the ward's procedures (手続) for a new home."""
    for path in sorted((Path(settings.WARD_FOLDER) / "procedures").glob("*.yaml")):
        _publish(path.read_text("utf-8"), SYSTEM, str(path))


def _read(text: str, source: str) -> Procedure:
    procedure = load(text, source)
    compile_procedure(procedure)
    if procedure.section not in {each.code for each in sections()}:
        line = next((n for n, row in enumerate(text.splitlines(), 1) if row.startswith("section:")), 1)
        words = f"There is no section `{procedure.section}` today."
        raise Malformed([Finding(line, words, "Name a section of the organisation.")], source)
    return procedure


@transaction.atomic
def _publish(text: str, actor: str, source: str) -> int:
    procedure = _read(text, source)
    content = blobs.put(text.encode())
    before = newest_of(procedure.code)
    if before is not None and before.content_hash == content and before.closed_at is None:
        return before.generation
    generation = before.generation + 1 if before else 1
    now = clock.now()
    definition_keep(procedure, text=text, generation=generation, content_hash=content, published_at=now)
    fact = ProcedurePublished(
        procedure=procedure.code,
        generation=generation,
        zone=procedure.zone,
        section=procedure.section,
        online=True,
        content=content,
    )
    append(fact, subject=procedure.code, actor=actor, section=procedure.section)
    snapshot = PublicationMade(
        kind="procedure", key=procedure.code, generation=generation, content={"definition": text}
    )
    send("portal", "publication.made", procedure.code, snapshot)
    return generation


@transaction.atomic
def procedure_close(*, by: Staff, code: str) -> None:
    """Take no more applications of a procedure (受付終了); cases under way go on. Closing twice is harmless.

    The closing is a generation of its own, so that everybody who knows the one before sees that it is over.

    Raises:
        Refused: `by` doesn't publish procedures, or there is no such procedure.
    """
    permit(by, "procedures.publish")
    newest = newest_of(code)
    if newest is None:
        raise Refused(_("There is no such procedure."))
    if newest.closed_at is not None:
        return
    generation, now = newest.generation + 1, clock.now()
    definition_keep(
        load(newest.text),
        text=newest.text,
        generation=generation,
        content_hash=newest.content_hash,
        published_at=now,
    )
    definition_close(code, at=now)
    append(ProcedureClosed(procedure=code, generation=generation), subject=code, actor=by.actor, section=newest.section)
    snapshot = PublicationMade(
        kind="procedure", key=code, generation=generation, content={"definition": newest.text}, withdrawn=True
    )
    send("portal", "publication.made", code, snapshot)
