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
from pydantic import ValidationError

from yakusho.journal import blobs, crash, outbox, problems
from yakusho.journal.models import Cursor, Head, Mirror, Node, Parked
from yakusho.journal.receive import channel_of, subjects_parked, take
from yakusho.journal.relay import passing
from yakusho.journal.relay.client import Client
from yakusho.journal.relay.entries import SealedEntry
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
    _check_shapes(page["entries"])
    if head.size != after + len(leaves):
        raise Inconsistent("incomplete")
    nodes, root = tree.grow(after, leaves, stored_nodes(origin))
    if root != head.root:
        raise Inconsistent("rewritten")
    if any(content["zone"] != origin for content in page["entries"]):
        raise Inconsistent("other_zone")
    return _Page(head, page["head"], str(page["cosignature"]), page["entries"], nodes)


def _check_shapes(entries: list[dict[str, Any]]) -> None:
    """Refuse what can't be mirrored: entries of another form, or an id that stands twice."""
    try:
        for content in entries:
            SealedEntry.model_validate(content)
    except ValidationError as error:
        raise Inconsistent("malformed") from error
    ids = {content["id"] for content in entries}
    if len(ids) != len(entries) or Mirror.objects.filter(origin=entries[0]["zone"], entry_id__in=ids).exists():
        raise Inconsistent("repeated")


def _mirrored_root(origin: str, size: int) -> bytes:
    return tree.root_hash(size, stored_nodes(origin))


def _addresses(entries: Iterable[dict[str, Any]], zones: Iterable[str]) -> list[str]:
    """The content that zones need of these entries; a body that isn't of its kind needs none and will be parked."""
    kinds, wanted = declared(), []
    for content in entries:
        fact = kinds.get((content["kind"], content["version"]))
        try:
            known = fact.model_validate(content["body"]) if fact else None
        except ValidationError:
            continue
        if known is not None:
            wanted.extend(address for zone in zones for address in known.blobs_for(zone))
    return wanted


def fetch(client: Client, addresses: list[str]) -> None:
    """Bring content here before the entries that name it take effect: write, fsync, rename.

    What the neighbour doesn't have, or not whole, is left out: a message of this zone that needs it will be parked,
    and what is meant for a zone further in stays wanted; both are tried again.
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
    own = _addresses(page.entries, [settings.ZONE])
    onward = _addresses(page.entries, passing.ZONES_BEHIND[settings.ZONE])
    fetch(client, own + onward)
    cosignature = _cosignature(origin, page)
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
        passing.note(onward, own)
        if WITNESSES.get(origin) == settings.ZONE:
            signed = HeadCosigned(origin=origin, size=page.head.size, cosignature=cosignature)
            outbox.send(origin, "head.cosigned", f"{origin}/{page.head.size}", signed)
        crash.point("relay.mirror.before_commit")
    crash.point("relay.mirror.after_commit")
    return len(page.entries)


def _cosignature(origin: str, page: _Page) -> str:
    """This zone's line when it is the witness; else the witness's line as handed on, when it is good."""
    witness = WITNESSES.get(origin, "")
    if witness == settings.ZONE:
        return format.cosign_head(page.note, _origin_name(witness), settings.ZONE_KEYS.journal, clock.now())
    if not witness or not page.cosignature:
        return ""
    try:
        public = settings.KEY_MANIFEST.journal(witness)
        good = format.cosigned_at(page.note + page.cosignature, _origin_name(witness), public) is not None
    except format.BadHead:
        good = False
    return page.cosignature if good else ""


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


def fetch_wanted(client: Client) -> int:
    """Ask once more for content that the zone behind needs and that did not come; answers how many came."""
    addresses = passing.wanted()
    if not addresses:
        return 0
    fetch(client, addresses)
    return passing.settle(addresses)


def fetch_again(client: Client, parked: Parked) -> None:
    """Ask once more for the content that a parked message needs."""
    mirrored = Mirror.objects.get(origin=parked.channel.partition(":")[2], position=parked.position)
    fetch(client, _addresses([mirrored.content], [settings.ZONE]))
