"""Taking replies for residents."""

from uuid import UUID

from yakusho.journal.receive import receives
from yakusho.kernel import clock
from yakusho.messages.message import Message
from yakusho.messages.submissions import CodeReplaced, ReplySent
from yakusho.portal.apply.clearing import drafts_drop
from yakusho.portal.apply.models import Submission
from yakusho.portal.mail.actions import news
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
    if new and (sent.news or sent.final):
        news(UUID(message.subject), final=sent.final, tell=sent.news)


@receives("code.replaced")
def code_replace(message: Message) -> None:
    """Let an application be opened by the new code alone (コードの再発行): its look-up id and its replies change.

    What was saved under the old code goes; the packet of the last return comes along for the new one.
    """
    replaced, subject = CodeReplaced.model_validate(message.body), UUID(message.subject)
    Submission.objects.filter(subject=subject).update(lookup=replaced.lookup)
    drafts_drop(subject)
    now = clock.now()
    kept = {row.sequence: row.received_at for row in Reply.objects.filter(subject=subject)}
    Reply.objects.filter(subject=subject).delete()
    Reply.objects.bulk_create(
        Reply(subject=subject, sequence=sequence, sealed=sealed, received_at=kept.get(sequence, now))
        for sequence, sealed in sorted(replaced.replies.items())
    )
