"""Receiving what follows an application: documents and notes, an answer to a question, a withdrawal."""

import base64
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from yakusho.journal import blobs, crash
from yakusho.journal.rows import insert
from yakusho.journal.write import append, sealed_content
from yakusho.kernel import clock
from yakusho.ledger import receipts
from yakusho.messages.sealing import reply_key, seal_follow_up
from yakusho.messages.submissions import ApplicationAdded, ApplicationWithdrawn, SubmittedFile
from yakusho.messages.submissions import FollowUp as Content
from yakusho.portal.apply.models import FollowUp, Submission, UploadedBlob

ATTEMPTS_MAX = 5
FOLLOW_UPS_MAX = 50  # of one application; more belongs into a conversation with the section


class NoMore(Exception):
    """Nothing can follow: the application was withdrawn, its code replaced, or too much was sent already."""


class AnsweredBefore(Exception):
    """The question was answered before; the first answer counts."""


@dataclass(frozen=True)
class Letter:
    """What a person sends after their application; `once` is the id of the form it was written in."""

    kind: str
    once: UUID
    language: str
    text: str = ""
    question: str = ""
    files: tuple[SubmittedFile, ...] = ()


def id_of(application: Submission, kind: str, once: UUID) -> UUID:
    """The id of what a form sends: the same form sent again has the same."""
    return uuid5(application.subject, f"{kind}/{once}")


def follow_up_receive(*, code: str, application: Submission, letter: Letter) -> FollowUp:
    """Receive what follows an application (追加・回答・取下げの受付): seal, journal and receipt in one transaction.

    The same form sent again answers what was received the first time.

    Raises:
        NoMore: nothing can follow this application.
        AnsweredBefore: the question has an answer already.
    """
    own_id = id_of(application, letter.kind, letter.once)
    for attempt in range(ATTEMPTS_MAX):
        stored = FollowUp.objects.filter(id=own_id).first()
        if stored is not None:
            return stored
        try:
            with transaction.atomic():
                received = _keep(own_id, code, application, letter)
                crash.point("submit.before_commit")
        except IntegrityError:
            if letter.question and _answered(application, letter):
                raise AnsweredBefore from None
            if attempt + 1 == ATTEMPTS_MAX:
                raise
        else:
            return received
    raise AssertionError("the loop returns or raises")


def _answered(application: Submission, letter: Letter) -> bool:
    answers = FollowUp.objects.filter(subject=application.subject, question=letter.question)
    return answers.exclude(id=id_of(application, letter.kind, letter.once)).exists()


def _keep(own_id: UUID, code: str, application: Submission, letter: Letter) -> FollowUp:
    """Ciphertext, fact, receipt and row, in the caller's transaction."""
    sequence, now = _next(application), clock.now()
    body = application.receipt["entry"]["body"]
    content = Content(
        kind="withdrawn" if letter.kind == "withdrawn" else "added",
        number=application.number,
        sequence=sequence,
        language=letter.language,
        text=letter.text,
        question=letter.question,
        files=letter.files,
        reply_key=base64.b64encode(reply_key(code)).decode(),
    )
    sealed = seal_follow_up(content, settings.KEY_MANIFEST.sealing(application.zone))
    fresh = [file.blob for file in letter.files]
    if fresh:
        UploadedBlob.objects.filter(address__in=fresh).delete()
    shared: dict[str, Any] = {
        "procedure": application.procedure,
        "generation": application.generation,
        "zone": application.zone,
        "section": body["section"],
        "number": application.number,
        "sequence": sequence,
        "channel": "portal",
        "sealed": blobs.put_row(sealed),
        "files": tuple(fresh),
    }
    fact = ApplicationWithdrawn(**shared) if content.kind == "withdrawn" else ApplicationAdded(**shared)
    entry = append(fact, subject=str(application.subject), actor="resident", section=body["section"], recorded_at=now)
    received = FollowUp(
        id=own_id,
        subject=application.subject,
        sequence=sequence,
        kind=content.kind,
        question=letter.question,
        entry=entry.id,
        receipt=receipts.give(sealed_content(entry), settings.ZONE_KEYS.journal, settings.WARD_CODE),
        received_at=now,
    )
    insert(received)
    return received


def _next(application: Submission) -> int:
    """The next sequence number of an application that something may still follow."""
    sent = FollowUp.objects.filter(subject=application.subject)
    last = sent.aggregate(last=Max("sequence"))["last"] or 0
    if last >= FOLLOW_UPS_MAX or sent.filter(kind="withdrawn").exists():
        raise NoMore
    return last + 1
