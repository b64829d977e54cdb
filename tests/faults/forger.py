"""Somebody with the portal's keys and database rewrites an old entry: everything looks right from the portal alone.

YAKUSHO_HOME=… python -m tests.faults.forger SECTION
"""

import os
import sys
from typing import Any

import django


def main() -> None:
    """Put another section into the oldest entry, and make leaf, tree and heads fit it again."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "yakusho.portal.settings"
    django.setup()
    from django.conf import settings
    from django.db import connection, transaction

    from yakusho.journal.models import Entry, Head, Node
    from yakusho.journal.sealer import new_nodes
    from yakusho.journal.write import sealed_content
    from yakusho.ledger import format, tree

    def leaves(entries: list[Entry]) -> list[bytes]:
        return [format.leaf_hash(format.canonical(sealed_content(entry))) for entry in entries]

    with transaction.atomic():
        kept = _drop_triggers(connection)
        oldest = Entry.objects.get(position=0)
        oldest.body = {**oldest.body, "section": sys.argv[1]}
        oldest.leaf = leaves([oldest])[0]
        oldest.save()
        entries = list(Entry.objects.exclude(position=None).order_by("position"))
        nodes, _ = tree.grow(0, leaves(entries), lambda places: {})
        Node.objects.filter(origin="portal").delete()
        Node.objects.bulk_create(new_nodes("portal", nodes))
        name = format.origin_name(settings.WARD_CODE, "portal")
        for head in Head.objects.filter(origin="portal"):
            root = tree.root_hash(head.size, lambda places: {place: nodes[place] for place in places})
            head.note = format.sign_head(format.Head(name, head.size, root), settings.ZONE_KEYS.journal)
            head.cosignature = ""
            head.save()
        for (statement,) in kept:
            with connection.cursor() as cursor:
                cursor.execute(statement)


def _drop_triggers(connection: Any) -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal_entry'")
        kept: list[tuple[str]] = cursor.fetchall()
        for event in ("update", "delete", "replace"):
            cursor.execute(f"DROP TRIGGER journal_entry_no_{event}")
    return kept


if __name__ == "__main__":
    main()
