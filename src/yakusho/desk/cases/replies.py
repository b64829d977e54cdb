"""Replies to the applicant: encrypted to the case's reply key, handed to the outbox."""

from datetime import date

from yakusho.desk.cases.content import Content
from yakusho.desk.cases.models import Case
from yakusho.journal.outbox import send
from yakusho.kernel import clock
from yakusho.messages.sealing import seal_reply
from yakusho.messages.submissions import CorrectionItem, Reply, ReplyKind, ReplySent

FINAL = ("approved", "rejected", "withdrawn")
QUIET = ("received", "corrected", "added")
"""Replies that only confirm what the applicant has just done: no mail for these."""
ONLINE = ("portal", "national_portal")
"""The channels whose applicants hold a code for the status page."""


def reply(
    case: Case,
    content: Content,
    kind: ReplyKind,
    text: str = "",
    items: tuple[CorrectionItem, ...] = (),
    due_on: date | None = None,
    question: str = "",
) -> None:
    """Answer the applicant in the caller's transaction; the caller saves the case, whose count of replies grows.

    A `returned` reply carries the packet (answers, file handles, consents) that the new draft is filled from. Whoever
    applied on paper has no status page, and is answered by letter.
    """
    if case.channel not in ONLINE:
        return
    case.replies += 1
    plain = Reply(
        kind=kind,
        at=clock.rfc3339(clock.now()),
        text=text,
        due_on=due_on.isoformat() if due_on else None,
        items=items,
        revision=case.revision,
        question=question,
    )
    content.replies.append({"sequence": case.replies, **plain.model_dump(mode="json", exclude_defaults=True)})
    sealed = seal_reply(_with_packet(plain, content), content.reply_key_bytes())
    sent = ReplySent(sequence=case.replies, sealed=sealed, news=kind not in QUIET, final=kind in FINAL)
    send("portal", "reply.sent", case.subject, sent)


def _with_packet(plain: Reply, content: Content) -> Reply:
    if plain.kind != "returned":
        return plain
    packet = {"answers": content.newest.answers, "files": content.files(), "consents": content.consents()}
    return plain.model_copy(update=packet)


def replies_again(content: Content) -> dict[int, str]:
    """All replies so far by their sequence, encrypted to the case's present key; the last return with its packet."""
    last = max((each["sequence"] for each in content.replies if each["kind"] == "returned"), default=0)
    again = {}
    for kept in content.replies:
        plain = Reply.model_validate({name: value for name, value in kept.items() if name != "sequence"})
        whole = _with_packet(plain, content) if kept["sequence"] == last else plain
        again[kept["sequence"]] = seal_reply(whole, content.reply_key_bytes())
    return again
