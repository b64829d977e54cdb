"""What is published now, read once and kept in memory until something new arrives."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import connection

from yakusho.portal.publications.models import Publication

ASK_SECONDS = 0.5  # between two looks for something new
READS_MAX = 5

_STAMP = 'SELECT MAX("id") FROM "publications_publication"'


@dataclass(frozen=True)
class Published:
    """The generation of one thing that counts now."""

    kind: str
    key: str
    generation: int
    content: Mapping[str, Any]
    withdrawn: bool
    received_at: datetime


@dataclass(frozen=True)
class Snapshot:
    """Everything published as of one stamp; `stamp` grows with every arrival."""

    stamp: int
    things: Mapping[tuple[str, str], Published]

    def current(self, kind: str, key: str) -> Published | None:
        """The current generation, withdrawn or not; None when it was never published."""
        return self.things.get((kind, key))

    def all_of(self, kind: str) -> list[Published]:
        """The current, not withdrawn things of a kind, by key."""
        found = [thing for (of, _), thing in self.things.items() if of == kind and not thing.withdrawn]
        return sorted(found, key=lambda thing: thing.key)


_lock = Lock()
_snapshot = Snapshot(-1, {})
_asked_at = float("-inf")


def snapshot() -> Snapshot:
    """What is published, at most `ASK_SECONDS` old.

    Asking costs one small indexed query; the rows are read only after something arrived.
    """
    global _snapshot, _asked_at
    now = time.monotonic()
    if now - _asked_at < ASK_SECONDS:
        return _snapshot
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        stamp = cursor.fetchone()[0] or 0
    if stamp != _snapshot.stamp:
        with _lock:
            _snapshot = _read()
    _asked_at = now
    return _snapshot


def _read() -> Snapshot:
    """Everything published now; when a row is replaced between the two questions, both are asked again."""
    for _attempt in range(READS_MAX):
        found = _read_once()
        if found is not None:
            return found
    raise RuntimeError("publications are replaced faster than they can be read")


def _read_once() -> Snapshot | None:
    """The newest generation of each thing; a withdrawal without content keeps the words of the one before it.

    None when the worker has replaced one meanwhile: the content belongs to what the first question found.
    """
    newest: dict[tuple[str, str], Publication] = {}
    worded: dict[tuple[str, str], int] = {}
    stamp = 0
    for row in Publication.objects.defer("content").order_by("generation"):
        newest[row.kind, row.key] = row
        if not row.withdrawn:
            worded[row.kind, row.key] = row.id
        stamp = max(stamp, row.id)
    wanted = {row.id for row in newest.values()} | set(worded.values())
    contents = dict(Publication.objects.filter(id__in=wanted).values_list("id", "content"))
    if len(contents) < len(wanted):
        return None
    things = {
        place: Published(
            row.kind,
            row.key,
            row.generation,
            contents[row.id] or contents.get(worded.get(place, 0), {}),
            row.withdrawn,
            row.received_at,
        )
        for place, row in newest.items()
    }
    return Snapshot(stamp, things)


def forget() -> None:
    """Read anew next time, as after a restart."""
    global _snapshot, _asked_at
    _snapshot, _asked_at = Snapshot(-1, {}), float("-inf")


def current(kind: str, key: str) -> Published | None:
    """The current generation of one thing, withdrawn or not; None when it was never published."""
    return snapshot().current(kind, key)


def all_current(kind: str) -> list[Published]:
    """The current, not withdrawn things of a kind."""
    return snapshot().all_of(kind)
