"""An outer neighbour in memory: a journal with its own keys and tree, honest unless told otherwise."""

from pathlib import Path
from typing import Any

from django.conf import settings

from yakusho.journal.relay.client import Unreachable
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.ledger import format, tree
from yakusho.ledger.facts import Fact
from yakusho.ledger.keys import ZoneKeys, load_zone_keys


def keys_of(zone: str) -> ZoneKeys:
    """The secret keys of another zone of this test home."""
    return load_zone_keys(Path(settings.ZONE_FOLDER).parent / zone / "keys")


class Neighbour:
    """Answers as the portal would, in place of the network."""

    def __init__(self, zone: str = "portal") -> None:
        self.zone, self.keys = zone, keys_of(zone)
        self.contents_by_address: dict[str, bytes] = {}
        self.sealed: list[dict[str, Any]] = []
        self.down = False

    def append(self, fact: Fact, subject: str) -> dict[str, Any]:
        """Seal one more entry."""
        day = clock.today()
        content = {
            "zone": self.zone,
            "id": str(new_id()),
            "kind": fact.kind,
            "version": fact.version,
            "subject": subject,
            "occurred_on": day.isoformat(),
            "fiscal_year": day.year if day.month >= 4 else day.year - 1,
            "recorded_at": clock.rfc3339(clock.now()),
            "section": "",
            "actor": "resident",
            "body": fact.body(),
            "content_hash": "",
            "corrects": None,
        }
        self.sealed.append(content)
        return content

    def head(self, size: int | None = None) -> str:
        """The signed head over the first `size` entries as they are now."""
        entries = self.sealed[:size]
        leaves = [format.leaf_hash(format.canonical(content)) for content in entries]
        _, root = tree.grow(0, leaves, lambda places: {})
        name = format.origin_name(settings.WARD_CODE, self.zone)
        return format.sign_head(format.Head(name, len(entries), root), self.keys.journal)

    def entries(self, origin: str, after: int) -> dict[str, Any]:
        """A page as the server's view gives it."""
        if self.down:
            raise Unreachable("no_answer")
        new = self.sealed[after:]
        return {
            "head": self.head() if new else None,
            "cosignature": "",
            "here": self.head(after) if not new and after and after <= len(self.sealed) else None,
            "entries": new,
        }

    def contents(self, addresses: list[str]) -> list[tuple[str, bytes | None]]:
        """Contents, or None for what is not there."""
        return [(address, self.contents_by_address.get(address)) for address in addresses]
