"""Taking the witness's signature over one of this zone's own heads (立会の署名)."""

from django.conf import settings

from yakusho.journal.models import Head
from yakusho.journal.receive import receives
from yakusho.ledger import format
from yakusho.ledger.receipts import WITNESSES
from yakusho.messages.message import Message
from yakusho.messages.publications import HeadCosigned


class NotCosigned(Exception):
    """The line is not a good signature of this zone's witness over the head it names."""


@receives("head.cosigned")
def head_cosigned(message: Message) -> None:
    """Keep the witness's line beside the head; receipts under it are final from now on.

    Raises:
        NotCosigned: no such head here, or a signature that isn't the witness's.
    """
    signed = HeadCosigned.model_validate(message.body)
    head = Head.objects.filter(origin=settings.ZONE, size=signed.size).first()
    witness = WITNESSES[settings.ZONE]
    name = format.origin_name(settings.WARD_CODE, witness)
    if head is None or signed.origin != settings.ZONE:
        raise NotCosigned("no such head")
    if format.cosigned_at(head.note + signed.cosignature, name, settings.KEY_MANIFEST.journal(witness)) is None:
        raise NotCosigned("not the witness's signature")
    head.cosignature = signed.cosignature
    head.save(update_fields=["cosignature"])
