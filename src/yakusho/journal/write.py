"""Appending to the journal, in the caller's transaction."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from yakusho.journal.models import Entry
from yakusho.journal.rows import insert
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year
from yakusho.kernel.ids import new_id
from yakusho.ledger.facts import Fact
from yakusho.ledger.format import canonical, leaf_hash


class OtherContent(Exception):
    """An entry of this id exists with other content: an alarm, never overwritten."""


def sealed_content(entry: Entry) -> dict[str, Any]:
    """The entry as the JSON object whose canonical form is hashed into the tree."""
    return {
        "zone": settings.ZONE,
        "id": str(entry.id),
        "kind": entry.kind,
        "version": entry.version,
        "subject": entry.subject,
        "occurred_on": entry.occurred_on.isoformat(),
        "fiscal_year": entry.fiscal_year,
        "recorded_at": clock.rfc3339(entry.recorded_at),
        "section": entry.section,
        "actor": entry.actor,
        "body": entry.body,
        "content_hash": entry.content_hash,
        "corrects": str(entry.corrects) if entry.corrects else None,
    }


def append(
    fact: Fact,
    *,
    subject: str,
    actor: str,
    section: str = "",
    occurred_on: date | None = None,
    content_hash: str = "",
    corrects: UUID | None = None,
    id: UUID | None = None,
    recorded_at: datetime | None = None,
) -> Entry:
    """Append a fact to this zone's journal; it is sealed soon after the caller's transaction commits.

    `actor` is an opaque seat id, `resident`, `robot:…` or `system`, never a name. The same `id` with the same content
    is harmless and answers the stored entry.

    Raises:
        OtherContent: the id is taken by an entry of other content.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("append belongs into the transaction of the change it speaks of")
    moment = recorded_at or clock.now()
    day = occurred_on or clock.in_tokyo(moment).date()
    entry = Entry(
        id=id or new_id(),
        kind=fact.kind,
        version=fact.version,
        subject=subject,
        occurred_on=day,
        fiscal_year=fiscal_year(day),
        recorded_at=moment,
        section=section,
        actor=actor,
        body=fact.body(),
        content_hash=content_hash,
        corrects=corrects,
    )
    entry.leaf = leaf_hash(canonical(sealed_content(entry)))
    if id is None:
        insert(entry)
        return entry
    try:
        with transaction.atomic():
            insert(entry)
    except IntegrityError:
        stored = Entry.objects.get(id=id)
        same = {**sealed_content(stored), "recorded_at": ""} == {**sealed_content(entry), "recorded_at": ""}
        if not same:
            raise OtherContent(f"entry {id} exists with other content") from None
        return stored
    return entry
