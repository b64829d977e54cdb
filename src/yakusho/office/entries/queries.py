"""One entry with its proof, read from the journal's tables."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.conf import settings

from yakusho.journal.models import Entry, Head, Mirror
from yakusho.journal.sealer import stored_nodes
from yakusho.journal.write import sealed_content
from yakusho.ledger import tree
from yakusho.ledger.format import BadHead, canonical, cosigned_at, leaf_hash, open_head, origin_name
from yakusho.ledger.receipts import WITNESSES

Proof = Literal["final", "sealed", "waiting", "broken"]


@dataclass(frozen=True)
class SealedEntry:
    """An entry as it was sealed, and what is proven of it.

    `final`: the tree under a head that the witness cosigned holds it. `sealed`: so far only under the zone's own head.
    `waiting`: no head covers it yet. `broken`: its content, the tree and the head don't agree.
    """

    origin: str
    position: int
    content: dict[str, Any]
    leaf: str
    proof: Proof
    head_size: int
    head_note: str
    head_made_at: datetime | None
    steps: list[str]


def entry_at(origin: str, position: int) -> SealedEntry | None:
    """The entry at a place of this zone's journal, or of a journal mirrored here; None when there is none."""
    content = _content(origin, position)
    if content is None:
        return None
    leaf = leaf_hash(canonical(content))
    head = _head(origin, position)
    proof, steps = _prove(origin, position, leaf, head)
    return SealedEntry(
        origin=origin,
        position=position,
        content=content,
        leaf=leaf.hex(),
        proof=proof,
        head_size=head.size if head else 0,
        head_note=head.full_note() if head else "",
        head_made_at=head.made_at if head else None,
        steps=[step.hex() for step in steps],
    )


def _content(origin: str, position: int) -> dict[str, Any] | None:
    if origin == settings.ZONE:
        entry = Entry.objects.filter(position=position).first()
        return sealed_content(entry) if entry is not None else None
    return Mirror.objects.filter(origin=origin, position=position).values_list("content", flat=True).first()


def _head(origin: str, position: int) -> Head | None:
    """The newest cosigned head that covers the entry, else the newest that covers it."""
    heads = Head.objects.filter(origin=origin, size__gt=position).order_by("-size")
    return heads.exclude(cosignature="").first() or heads.first()


def _prove(origin: str, position: int, leaf: bytes, head: Head | None) -> tuple[Proof, list[bytes]]:
    if head is None:
        return "waiting", []
    public = settings.KEY_MANIFEST.journal
    try:
        root = open_head(head.note, origin_name(settings.WARD_CODE, origin), public(origin)).root
        steps = tree.inclusion_proof(position, head.size, stored_nodes(origin))
    except (BadHead, KeyError):  # a head that can't be believed; a node that is gone
        return "broken", []
    if not tree.included(leaf, position, head.size, steps, root):
        return "broken", steps
    witness = WITNESSES[origin]
    cosigned = cosigned_at(head.full_note(), origin_name(settings.WARD_CODE, witness), public(witness))
    return ("final" if cosigned is not None else "sealed"), steps
