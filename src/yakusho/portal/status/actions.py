"""Taking replies for residents."""

from uuid import UUID

from yakusho.journal.receive import receives
from yakusho.kernel import clock
from yakusho.messages.message import Message
from yakusho.messages.submissions import ReplySent
from yakusho.portal.status.models import Reply


class OtherReply(Exception):
    """A reply of this number is already here with other content: an alarm, never overwritten."""


@receives("reply.sent")
def reply_take(message: Message) -> None:
    """Keep an encrypted reply until its resident opens the status page; the same again is harmless.

    Raises:
        OtherReply: the sequence number is taken by another reply.
    """
    sent = ReplySent.model_validate(message.body)
    stored, new = Reply.objects.get_or_create(
        subject=UUID(message.subject),
        sequence=sent.sequence,
        defaults={"sealed": sent.sealed, "received_at": clock.now()},
    )
    if not new and stored.sealed != sent.sealed:
        raise OtherReply(message.subject)
