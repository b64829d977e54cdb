"""The organisation as it arrives in an inner zone."""

from yakusho.desk.staff.actions import organisation_take
from yakusho.desk.staff.document import Organisation
from yakusho.journal import blobs
from yakusho.journal.receive import receives
from yakusho.messages.message import Message
from yakusho.messages.publications import OrganisationPublished


@receives("organisation.published")
def organisation_published(message: Message) -> None:
    """Work with the organisation that the office published (組織の公示); an older generation changes nothing."""
    fact = OrganisationPublished.model_validate(message.body)
    organisation = Organisation.model_validate_json(blobs.read(fact.content))
    organisation_take(organisation, generation=fact.generation, content_hash=fact.content)
