"""Pushing outward: messages get contiguous numbers when first sent, and are sent again until the neighbour has them."""

from django.db import transaction
from django.db.models import Max

from yakusho.journal import crash
from yakusho.journal.models import Outgoing
from yakusho.journal.relay.client import Client, Unreachable
from yakusho.journal.sealer import take_lock
from yakusho.kernel import clock
from yakusho.kernel.bounds import RELAY_PUSH_MESSAGES_MAX

_PUSH_LOCK = 0x70757368


def _number_new() -> None:
    """Give numbers to messages that have none yet, in the order they were made."""
    if not Outgoing.objects.filter(delivered_at=None, number=None).exists():
        return
    with transaction.atomic():
        if not take_lock(_PUSH_LOCK):
            return
        waiting = list(Outgoing.objects.filter(delivered_at=None, number=None).order_by("id")[:RELAY_PUSH_MESSAGES_MAX])
        number = Outgoing.objects.aggregate(highest=Max("number"))["highest"] or 0
        for offset, message in enumerate(waiting):
            message.number = number + 1 + offset
        Outgoing.objects.bulk_update(waiting, ["number"])
        crash.point("push.number.before_commit")


def push(client: Client) -> int:
    """Send the next messages; answers how many were newly delivered.

    Raises:
        Unreachable: no proper answer, or the neighbour refuses (a gap, or a number used for other content).
    """
    _number_new()
    waiting = list(
        Outgoing.objects.filter(delivered_at=None, number__isnull=False).order_by("number")[:RELAY_PUSH_MESSAGES_MAX]
    )
    if not waiting:
        return 0
    crash.point("push.before_send")
    received = client.push([_wire(message) for message in waiting])
    crash.point("push.after_send")
    if received < waiting[0].number:
        raise Unreachable("not_taken")
    with transaction.atomic():
        done = Outgoing.objects.filter(delivered_at=None, number__lte=received).update(delivered_at=clock.now())
        crash.point("push.delivered.before_commit")
    return done


def _wire(message: Outgoing) -> dict[str, object]:
    return {
        "number": message.number,
        "id": str(message.id),
        "destination": message.destination,
        "kind": message.kind,
        "subject": message.subject,
        "payload": message.payload,
        "made_at": clock.rfc3339(message.made_at),
    }
