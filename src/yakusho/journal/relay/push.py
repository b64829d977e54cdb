"""Pushing outward: messages get contiguous numbers when first sent, and are sent again until the neighbour has them."""

import json
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from yakusho.journal import crash
from yakusho.journal.models import Cursor, Incoming, Outgoing, Parked
from yakusho.journal.relay.client import Client, Unreachable
from yakusho.journal.sealer import take_lock
from yakusho.kernel import clock
from yakusho.kernel.bounds import RELAY_KEEP_DAYS, RELAY_PUSH_BYTES_MAX, RELAY_PUSH_MESSAGES_MAX

_PUSH_LOCK = 0x70757368
_CURSOR = "push"
CLEAR_ROWS_MAX = 500


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
    messages = _next_messages()
    if not messages:
        return 0
    crash.point("push.before_send")
    received = client.push(messages)
    crash.point("push.after_send")
    first = int(str(messages[0]["number"]))
    if received < first:
        raise Unreachable("not_taken")
    with transaction.atomic():
        done = Outgoing.objects.filter(number__range=(first, received)).update(delivered_at=clock.now())
        Cursor.objects.update_or_create(name=_CURSOR, defaults={"position": received})
        crash.point("push.delivered.before_commit")
    return done


def _next_messages() -> list[dict[str, object]]:
    """What follows the last delivered message, as much as one request may hold, at least one."""
    last = Cursor.objects.filter(name=_CURSOR).values_list("position", flat=True).first() or 0
    chosen: list[dict[str, object]] = []
    size = 0
    for message in Outgoing.objects.filter(number__gt=last).order_by("number")[:RELAY_PUSH_MESSAGES_MAX]:
        wire = _wire(message)
        size += len(json.dumps(wire))
        if chosen and size > RELAY_PUSH_BYTES_MAX:
            break
        chosen.append(wire)
    return chosen


def delivered_clear() -> int:
    """Empty old messages that took effect: their numbers and digests stay, their content stands where it belongs."""
    before = clock.now() - timedelta(days=RELAY_KEEP_DAYS)
    sent = Outgoing.objects.filter(delivered_at__lt=before).exclude(payload={})
    parked = Parked.objects.filter(channel__startswith="push:").values("position")
    taken = Incoming.objects.filter(received_at__lt=before).exclude(payload={}).exclude(number__in=parked)
    return sum(
        rows.model.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[:CLEAR_ROWS_MAX])).update(payload={})
        for rows in (sent, taken)
    )


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
