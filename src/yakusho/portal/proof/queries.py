"""What the portal publishes about its journal: its newest heads, and receipts made final."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from yakusho.journal.models import Entry, Head
from yakusho.journal.sealer import stored_nodes
from yakusho.ledger import receipts, tree
from yakusho.portal.apply.models import FollowUp, Submission

HEADS_SHOWN = 20


@dataclass(frozen=True)
class PublishedHead:
    """A signed head as published: `note` carries the witness's line once it is `cosigned`."""

    size: int
    note: str
    made_at: Any
    cosigned: bool


def newest_heads() -> list[PublishedHead]:
    """The newest heads of this zone's journal, the newest first."""
    rows = Head.objects.filter(origin=settings.ZONE).order_by("-size")[:HEADS_SHOWN]
    return [PublishedHead(head.size, head.full_note(), head.made_at, bool(head.cosignature)) for head in rows]


def receipt_of(submission: Submission | FollowUp) -> dict[str, Any]:
    """The receipt of something received: final when a cosigned head covers its entry, else as it was given."""
    position = Entry.objects.filter(id=submission.entry).values_list("position", flat=True).first()
    if position is None:
        return dict(submission.receipt)
    head = (
        Head.objects.filter(origin=settings.ZONE, size__gt=position).exclude(cosignature="").order_by("-size").first()
    )
    if head is None:
        return dict(submission.receipt)
    proof = tree.inclusion_proof(position, head.size, stored_nodes(settings.ZONE))
    return receipts.finish(submission.receipt, position, proof, head.full_note())
