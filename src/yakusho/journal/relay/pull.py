"""Pulling a journal: check what came against its signed head, keep a mirror, then let messages take effect.

A page is believed only when the leaves computed from its entries, put on top of the leaves already mirrored, give the
root that its head signs. So an outer zone that rewrites an old entry is refused at its next head (立会).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from yakusho.journal import blobs, crash, outbox, problems
from yakusho.journal.models import Cursor, Head, Mirror, Node, Parked
from yakusho.journal.receive import channel_of, subjects_parked, take
from yakusho.journal.relay import SERVED
from yakusho.journal.relay.client import Client
from yakusho.journal.sealer import new_nodes, sealed_size, stored_nodes
from yakusho.kernel import clock
from yakusho.kernel.bounds import RELAY_BLOBS_MAX, RELAY_PAGE_ENTRIES_MAX
from yakusho.ledger import format, tree
from yakusho.ledger.facts import declared
from yakusho.ledger.receipts import WITNESSES
from yakusho.messages.message import Message
from yakusho.messages.publications import HeadCosigned


class Inconsistent(Exception):
    """A journal that doesn't continue what it was before; `reason` is a code for the problems page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class _Page:
    head: format.Head
    note: str
    cosignature: str
    entries: list[dict[str, Any]]
    nodes: dict[tree.Place, bytes]


def _origin_name(origin: str) -> str:
    return format.origin_name(settings.WARD_CODE, origin)


def _check(origin: str, after: int, page: dict[str, Any]) -> _Page | None:
    """The page after all its checks, or None when the journal has not grown.

    Raises:
        Inconsistent: it was rewritten, cut short, or signed by another.
    """
    public = settings.KEY_MANIFEST.journal(origin)
    try:
        if page["head"] is None:
            if after and page["here"] is None:
                raise Inconsistent("shortened")
            if after and format.open_head(page["here"], _origin_name(origin), public).root != _mirrored_root(
                origin, after
            ):
                raise Inconsistent("rewritten")
            return None
        head = format.open_head(page["head"], _origin_name(origin), public)
        leaves = [format.leaf_hash(format.canonical(content)) for content in page["entries"]]
    except (format.BadHead, KeyError, TypeError, ValueError) as error:
        raise Inconsistent("not_signed") from error
    if head.size != after + len(leaves):
        raise Inconsistent("incomplete")
    nodes, root = tree.grow(after, leaves, stored_nodes(origin))
    if root != head.root:
        raise Inconsistent("rewritten")
    if any(content["zone"] != origin for content in page["entries"]):
        raise Inconsistent("other_zone")
    return _Page(head, page["head"], str(page["cosignature"]), page["entries"], nodes)


def _mirrored_root(origin: str, size: int) -> bytes:
    return tree.root_hash(size, stored_nodes(origin))


def _addresses(entries: Iterable[dict[str, Any]]) -> list[str]:
    """The content that this zone, or a zone it serves, fetches with these entries."""
    kinds, wanted = declared(), []
    for content in entries:
        fact = kinds.get((content["kind"], content["version"]))
        if fact is not None:
            known = fact.model_validate(content["body"])
            for zone in SERVED[settings.ZONE]:
                wanted.extend(known.blobs_for(zone))
    return wanted


def fetch(client: Client, addresses: list[str]) -> None:
    """Bring content here before the entries that name it take effect: write, fsync, rename.

    What the neighbour doesn't have is left out; the message that needs it will be parked and can be tried again.
    """
    waiting = [address for address in addresses if not blobs.path(address).exists()]
    while waiting:
        asked, answered = waiting[:RELAY_BLOBS_MAX], set()
        for address, data in client.contents(asked):
            answered.add(address)
            if data is not None and hashlib.sha256(data).hexdigest() == address:
                blobs.put(data)
        waiting = [address for address in waiting if address not in answered]
        if not answered:
            return


def pull(client: Client, origin: str) -> int:
    """Mirror the next page of a journal; answers how many entries came.

    Raises:
        Unreachable: no proper answer.
        Inconsistent: the journal is refused; nothing of the page was kept.
    """
    after = sealed_size(origin)
    page = _check(origin, after, client.entries(origin, after))
    if page is None:
        problems.solve(f"witness:{origin}")
        return 0
    fetch(client, _addresses(page.entries))
    cosignature = page.cosignature
    if WITNESSES.get(origin) == settings.ZONE:
        cosignature = format.cosign_head(
            page.note, _origin_name(settings.ZONE), settings.ZONE_KEYS.journal, clock.now()
        )
    with transaction.atomic():
        Head.objects.create(
            origin=origin, size=page.head.size, note=page.note, cosignature=cosignature, made_at=clock.now()
        )
        Mirror.objects.bulk_create(
            Mirror(
                origin=origin,
                position=after + offset,
                entry_id=UUID(content["id"]),
                kind=content["kind"],
                subject=content["subject"],
                content=content,
            )
            for offset, content in enumerate(page.entries)
        )
        Node.objects.bulk_create(new_nodes(origin, page.nodes))
        if WITNESSES.get(origin) == settings.ZONE:
            signed = HeadCosigned(origin=origin, size=page.head.size, cosignature=cosignature)
            outbox.send(origin, "head.cosigned", origin, signed)
        crash.point("relay.mirror.before_commit")
    crash.point("relay.mirror.after_commit")
    return len(page.entries)


def as_message(mirrored: Mirror) -> Message:
    """A mirrored entry as handlers see it."""
    content = mirrored.content
    return Message(
        id=mirrored.entry_id,
        origin=mirrored.origin,
        position=mirrored.position,
        kind=mirrored.kind,
        version=content["version"],
        subject=mirrored.subject,
        recorded_at=clock.from_rfc3339(content["recorded_at"]),
        body=content["body"],
    )


def dispatch(origin: str) -> int:
    """Let mirrored entries that were not looked at yet take effect; answers how many."""
    channel = channel_of(origin, "pull")
    start = Cursor.objects.filter(name=channel).values_list("position", flat=True).first()
    if start is None:
        Cursor.objects.get_or_create(name=channel)
        start = 0
    rows = Mirror.objects.filter(origin=origin, position__gte=start).order_by("position")[:RELAY_PAGE_ENTRIES_MAX]
    parked: set[str] | None = None
    done = 0
    for mirrored in rows:
        if parked is None:
            parked = subjects_parked(channel)
        take(channel, as_message(mirrored), parked, _advance(channel, mirrored.position))
        done += 1
    return done


def _advance(channel: str, position: int) -> Any:
    def advance() -> None:
        moved = Cursor.objects.filter(name=channel, position=position).update(position=position + 1)
        if not moved:
            raise RuntimeError("two readers work on one channel")

    return advance


def fetch_again(client: Client, parked: Parked) -> None:
    """Ask once more for the content that a parked message needs."""
    mirrored = Mirror.objects.get(origin=parked.channel.partition(":")[2], position=parked.position)
    fetch(client, _addresses([mirrored.content]))
