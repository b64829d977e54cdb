"""Replies to the applicant: encrypted to the case's reply key, handed to the outbox."""

from datetime import date
from typing import Literal

from yakusho.desk.cases.content import Content
from yakusho.desk.cases.models import Case
from yakusho.journal.outbox import send
from yakusho.kernel import clock
from yakusho.messages.sealing import seal_reply
from yakusho.messages.submissions import CorrectionItem, Reply, ReplySent

ReplyKind = Literal["received", "returned", "corrected", "approved", "rejected"]


def reply(
    case: Case,
    content: Content,
    kind: ReplyKind,
    text: str = "",
    items: tuple[CorrectionItem, ...] = (),
    due_on: date | None = None,
) -> None:
    """Answer the applicant in the caller's transaction; the caller saves the case, whose count of replies grows.

    A `returned` reply carries the packet (answers and file handles) that the new draft is filled from.
    """
    packet = kind == "returned"
    case.replies += 1
    sealed = seal_reply(
        Reply(
            kind=kind,
            at=clock.rfc3339(clock.now()),
            text=text,
            due_on=due_on.isoformat() if due_on else None,
            items=items,
            answers=content.newest.answers if packet else None,
            files=content.files() if packet else (),
            revision=case.revision,
        ),
        content.reply_key_bytes(),
    )
    send("portal", "reply.sent", case.subject, ReplySent(sequence=case.replies, sealed=sealed))
