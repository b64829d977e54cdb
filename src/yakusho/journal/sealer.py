"""Sealing (封緘): committed entries get contiguous positions, the tree grows, the head is signed.

Positions are given after commit and in one transaction with the nodes and the head, so no reader ever skips an entry
that commits late, and a crash leaves either the whole batch sealed or none of it.
"""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction

from yakusho.journal import crash
from yakusho.journal.models import Entry, Head, Node
from yakusho.kernel import clock
from yakusho.kernel.bounds import SEAL_BATCH_ENTRIES_MAX
from yakusho.ledger import format, tree

_SEALER_LOCK = 0x79616B75  # any constant; one per database


def stored_nodes(origin: str) -> tree.Nodes:
    """A look-up of stored tree nodes of one journal: one query for all places asked for."""

    def look_up(places: Sequence[tree.Place]) -> dict[tree.Place, bytes]:
        wanted = set(places)
        by_level: dict[int, list[int]] = {}
        for level, index in wanted:
            by_level.setdefault(level, []).append(index)
        parts = [
            Node.objects.filter(origin=origin, level=level, index__in=indexes).values_list("level", "index", "hash")
            for level, indexes in by_level.items()
        ]
        if not parts:
            return {}
        rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        return {(level, index): bytes(value) for level, index, value in rows}

    return look_up


def new_nodes(origin: str, nodes: dict[tree.Place, bytes]) -> list[Node]:
    """Rows for nodes that a tree has grown."""
    return [Node(origin=origin, level=level, index=index, hash=value) for (level, index), value in nodes.items()]


def sealed_size(origin: str) -> int:
    """How many entries the newest head of a journal covers here."""
    return Head.objects.filter(origin=origin).order_by("-size").values_list("size", flat=True).first() or 0


def take_lock(number: int) -> bool:
    """Hold a lock of this database until the transaction ends; False when another process holds it.

    SQLite's own write lock, taken when the transaction began, is enough there.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


def _give_positions(batch: Sequence[Entry], size: int) -> None:
    prepare = Entry._meta.get_field("id").get_db_prep_value
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE journal_entry SET position = %s WHERE id = %s",
            [(size + offset, prepare(entry.id, connection)) for offset, entry in enumerate(batch)],
        )


def seal() -> int:
    """Seal one batch of committed entries; answers how many."""
    if not Entry.objects.filter(position=None).exists():
        return 0
    with transaction.atomic():
        if not take_lock(_SEALER_LOCK):
            return 0
        batch = list(Entry.objects.filter(position=None).order_by("id").only("id", "leaf")[:SEAL_BATCH_ENTRIES_MAX])
        if not batch:
            return 0
        size = sealed_size(settings.ZONE)
        nodes, root = tree.grow(size, [bytes(entry.leaf) for entry in batch], stored_nodes(settings.ZONE))
        _give_positions(batch, size)
        Node.objects.bulk_create(new_nodes(settings.ZONE, nodes))
        head = format.Head(format.origin_name(settings.WARD_CODE, settings.ZONE), size + len(batch), root)
        Head.objects.create(
            origin=settings.ZONE,
            size=head.size,
            note=format.sign_head(head, settings.ZONE_KEYS.journal),
            made_at=clock.now(),
        )
        crash.point("seal.before_commit")
    crash.point("seal.after_commit")
    return len(batch)
