"""Taking what the inner neighbour pushes: numbered, kept, each once; what is meant for a zone further out goes on."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import rfc8785
from django.conf import settings
from django.db import transaction
from pydantic import BaseModel, ConfigDict

from yakusho.journal import crash, problems
from yakusho.journal.models import Incoming, Outgoing
from yakusho.journal.receive import channel_of, subjects_parked, take
from yakusho.journal.relay import passing
from yakusho.kernel import clock
from yakusho.messages.message import Message
from yakusho.messages.submissions import SubmissionAcknowledged


class Pushed(BaseModel):
    """One pushed message as it stands on the wire."""

    model_config = ConfigDict(extra="forbid")
    number: int
    id: UUID
    destination: str
    kind: str
    subject: str
    payload: dict[str, Any]
    made_at: datetime

    def digest(self) -> str:
        """What tells two contents of one number apart."""
        return hashlib.sha256(rfc8785.dumps(self.model_dump(mode="json"))).hexdigest()


class OutOfOrder(Exception):
    """A number is missing, or stands for another content than before."""

    def __init__(self, reason: str, received: int) -> None:
        super().__init__(reason)
        self.reason, self.received = reason, received


def highest_number() -> int:
    """The highest number received; 0 before the first."""
    return Incoming.objects.order_by("-number").values_list("number", flat=True).first() or 0


def _known(message: Pushed) -> None:
    stored = Incoming.objects.get(number=message.number)
    if stored.digest != message.digest():
        problems.report(f"push:{message.number}", "other_content", "number_reused", place="push")
        raise OutOfOrder("other content", highest_number())


def accept(sender: str, pushed: list[Pushed]) -> int:
    """Let each message take effect once, in order; answers the highest number received.

    Raises:
        OutOfOrder: a gap before a message, or a number used for other content (an alarm on the problems page).
    """
    channel, received = channel_of(sender, "push"), highest_number()
    parked = subjects_parked(channel)
    for message in pushed:
        if message.number <= received:
            _known(message)
            continue
        if message.number != received + 1:
            raise OutOfOrder("gap", received)
        _take(channel, message, parked)
        received = message.number
    return received


def as_message(origin: str, stored: Incoming) -> Message:
    """A pushed message as handlers see it."""
    return Message(
        id=stored.message_id,
        origin=origin,
        position=stored.number,
        kind=stored.kind,
        version=1,
        subject=stored.subject,
        recorded_at=stored.received_at,
        body=stored.payload,
    )


def _take(channel: str, message: Pushed, parked: set[str]) -> None:
    stored = Incoming(
        number=message.number,
        message_id=message.id,
        destination=message.destination,
        kind=message.kind,
        subject=message.subject,
        digest=message.digest(),
        payload=message.payload,
        received_at=clock.now(),
    )
    if message.destination == settings.ZONE:
        origin = channel.partition(":")[2]
        take(channel, as_message(origin, stored), parked, lambda: stored.save(force_insert=True))
        return
    with transaction.atomic():
        stored.save(force_insert=True)
        if message.kind == "submission.acknowledged":
            passing.arrived(SubmissionAcknowledged.model_validate(message.payload).blobs)
        Outgoing.objects.create(
            id=message.id,
            destination=message.destination,
            kind=message.kind,
            subject=message.subject,
            payload=message.payload,
            made_at=message.made_at,
        )
        crash.point("relay.hand_on.before_commit")
    crash.point("relay.hand_on.after_commit")
