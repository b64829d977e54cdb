"""Messages outward (送信箱): written in the transaction of the change they speak of, pushed by the worker.

A message is addressed to a zone further out; each hop hands it on. Numbers are given when it is first sent, so they
are contiguous per hop and a repeat is recognised.
"""

import json
from uuid import UUID

from django.conf import settings
from django.db import connection
from pydantic import BaseModel

from yakusho.journal.models import Outgoing
from yakusho.kernel import clock
from yakusho.kernel.bounds import RELAY_MESSAGE_BYTES_MAX
from yakusho.kernel.ids import new_id

OUTWARD = {"mynumber": ("office", "portal"), "office": ("portal",), "portal": ()}
"""The zones that lie further out, the next hop first."""


def send(destination: str, kind: str, subject: str, payload: BaseModel, *, id: UUID | None = None) -> Outgoing:
    """Put a message to an outer zone into the outbox, in the caller's transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("send belongs into the transaction of the change it speaks of")
    if destination not in OUTWARD[settings.ZONE]:
        raise ValueError(f"nothing is pushed from {settings.ZONE} to {destination}")
    content = payload.model_dump(mode="json")
    if len(json.dumps(content)) > RELAY_MESSAGE_BYTES_MAX // 2:
        raise ValueError(f"a message of kind {kind} is too large to be relayed")
    return Outgoing.objects.create(
        id=id or new_id(),
        destination=destination,
        kind=kind,
        subject=subject,
        payload=content,
        made_at=clock.now(),
    )
