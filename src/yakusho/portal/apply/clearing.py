"""What goes again by itself: ciphertexts that the deciding zone holds, uploads nobody submitted, drafts over time."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yakusho.journal import blobs
from yakusho.journal.receive import receives
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.bounds import BLOB_KEEP_HOURS
from yakusho.messages.message import Message
from yakusho.messages.submissions import SubmissionAcknowledged
from yakusho.portal.apply.facts import SubmissionCleared
from yakusho.portal.apply.models import Draft, FollowUp, PartedUpload, Submission, UploadedBlob
from yakusho.portal.apply.queries import sent_drafts
from yakusho.portal.consents.closing import invitations_end

STEP_ROWS_MAX = 100
EXPIRED_DRAFT_DAYS = 60  # how long the portal can still say that a draft ran out, after its content went


@receives("submission.acknowledged")
def acknowledgement_take(message: Message) -> None:
    """Note that the deciding zone holds a submission; its ciphertext goes `BLOB_KEEP_HOURS` later."""
    entry, now = UUID(SubmissionAcknowledged.model_validate(message.body).entry), clock.now()
    if not Submission.objects.filter(entry=entry, acknowledged_at=None).update(acknowledged_at=now):
        FollowUp.objects.filter(entry=entry, acknowledged_at=None).update(acknowledged_at=now)


def submissions_clear() -> int:
    """Delete ciphertexts whose time is over (受付データの消去); the receipt stays."""
    due, cleared = clock.now() - timedelta(hours=BLOB_KEEP_HOURS), 0
    for kept in (Submission, FollowUp):
        rows = list(
            kept.objects.filter(cleared_at=None, acknowledged_at__lte=due).order_by("acknowledged_at")[:STEP_ROWS_MAX]
        )
        for row in rows:
            with transaction.atomic():
                _clear(row)
        cleared += len(rows)
    return cleared


def _clear(row: Submission | FollowUp) -> None:
    body = row.receipt["entry"]["body"]
    addresses = (body["sealed"], *body["files"])
    for address in addresses:
        blobs.delete(address)
    which = {"revision": row.revision} if isinstance(row, Submission) else {"sequence": row.sequence}
    append(SubmissionCleared(number=body["number"], blobs=addresses, **which), subject=str(row.subject), actor="system")
    type(row).objects.filter(id=row.id).update(cleared_at=clock.now())


def uploads_clear() -> int:
    """Delete uploaded files that nobody submitted or saved in time."""
    rows = list(
        UploadedBlob.objects.filter(expires_at__lte=clock.now())
        .order_by("expires_at")
        .values_list("address", flat=True)[:STEP_ROWS_MAX]
    )
    for address in rows:
        with transaction.atomic():
            if UploadedBlob.objects.filter(address=address, expires_at__lte=clock.now()).delete()[0]:
                blobs.delete(address)
    return len(rows)


def parted_uploads_clear() -> int:
    """Forget uploads in parts whose next part didn't come in time, and what was written of them."""
    rows = list(
        PartedUpload.objects.filter(expires_at__lte=clock.now())
        .order_by("expires_at")
        .values_list("id", flat=True)[:STEP_ROWS_MAX]
    )
    for own_id in rows:
        if PartedUpload.objects.filter(id=own_id, expires_at__lte=clock.now()).delete()[0]:
            blobs.Parts(own_id).discard()
    return len(rows)


def drafts_clear() -> int:
    """Empty drafts whose time is over, and forget them altogether `EXPIRED_DRAFT_DAYS` later.

    A draft whose form was sent from a page opened before it was saved goes now: the submit didn't know of it.
    """
    now = clock.now()
    sent = Draft.objects.filter(sent_drafts()).delete()[0]
    emptied = Draft.objects.filter(expires_at__lte=now).exclude(sealed=b"").update(sealed=b"")
    forgotten = Draft.objects.filter(expires_at__lte=now - timedelta(days=EXPIRED_DRAFT_DAYS)).delete()[0]
    return sent + emptied + forgotten


def drafts_drop(subject: UUID) -> None:
    """Delete what was saved of an application under a code that is replaced, with the links made for it."""
    sent = Submission.objects.filter(subject=subject).values("draft_id")
    saved = Draft.objects.filter(Q(subject=subject) | Q(draft_id__in=sent))
    ids = list(saved.values_list("draft_id", flat=True))
    Draft.objects.filter(draft_id__in=ids).delete()
    invitations_end(ids)
