"""Publishing the organisation."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from yakusho.desk.staff.actions import organisation_take
from yakusho.desk.staff.document import Organisation, load
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.desk.staff.queries import generation
from yakusho.journal import blobs
from yakusho.journal.write import append
from yakusho.messages.publications import OrganisationPublished

SYSTEM = "system"
SUBJECT = "organisation"


def organisation_publish(*, by: Staff, text: str) -> int:
    """Publish an organisation (組織の公示) for all staff zones; answers its generation.

    Raises:
        Refused: `by` doesn't publish the organisation.
        Malformed: the text can't be used; lines and remedies.
    """
    permit(by, "organisation.publish")
    return _publish(load(text), by.actor)


def organisation_begin() -> int:
    """Publish the ward's organisation (組織) for a new home."""
    path = Path(settings.WARD_FOLDER) / "organisation.yaml"
    return _publish(load(path.read_text("utf-8"), source=str(path)), SYSTEM)


@transaction.atomic
def _publish(organisation: Organisation, actor: str) -> int:
    content_hash = blobs.put(organisation.model_dump_json(by_alias=True).encode())
    number = generation() + 1
    organisation_take(organisation, generation=number, content_hash=content_hash)
    append(OrganisationPublished(generation=number, content=content_hash), subject=SUBJECT, actor=actor)
    return number
