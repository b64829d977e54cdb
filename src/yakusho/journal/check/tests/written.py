"""Databases for the checker's tests, written by the real journal: `python -m … STEP` in a process of its own a zone.

The checker itself never imports any of this.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from yakusho.ledger.keys import load_zone_keys
from yakusho.zone_settings import common

STEPS = ("portal", "office", "portal-cosigned")
PORTAL_ENTRIES, PORTAL_FIRST_PAGE, OFFICE_ENTRIES = 20, 8, 3


def build(step: str) -> None:
    """Do one step in the home of `YAKUSHO_HOME`; each is a process, because a process has one zone."""
    home = Path(os.environ["YAKUSHO_HOME"])
    rooms = "yakusho.journal.tests.rooms"
    settings.configure(**{**common(step.partition("-")[0]), "INSTALLED_APPS": ["yakusho.journal"], "ROOMS": rooms})
    django.setup()
    call_command("migrate", verbosity=0)
    {"portal": _portal, "office": _office, "portal-cosigned": _cosigned}[step](home)


def _portal(home: Path) -> None:
    from django.db import transaction

    from yakusho.journal import blobs, counting, sealer
    from yakusho.journal.tests.facts import closed, organisation, published, put
    from yakusho.journal.write import append

    pages = {}
    put(*(organisation(number) for number in range(3)))
    sealer.seal()
    (wrong, *_) = put(*(organisation(number) for number in range(5)))
    sealer.seal()
    pages["0"] = _page(home, 0)
    with transaction.atomic():
        append(organisation(9), subject="organisation", actor="system", corrects=wrong.id)
    put(*(published(f"p-{number}") for number in range(8)), *(closed(f"p-{number}") for number in range(3)))
    sealer.seal()
    pages[str(PORTAL_FIRST_PAGE)] = _page(home, PORTAL_FIRST_PAGE)
    while counting.count():
        pass
    put(organisation(10))
    blobs.put(b"kept in a file")
    with transaction.atomic():
        blobs.put_row(b"kept in a row")
    (home / "pages.json").write_text(json.dumps(pages), "utf-8")


def _page(home: Path, after: int) -> dict[str, Any]:
    """What the portal answers to the office."""
    from django.test import RequestFactory

    from yakusho.journal.relay import server, signatures

    path, office = f"/relay/v1/entries?origin={settings.ZONE}&after={after}", load_zone_keys(home / "office" / "keys")
    signed = signatures.sign("GET", f"http://testserver{path}", b"", "office", office)
    page: dict[str, Any] = json.loads(server.entries(RequestFactory().get(path, headers=signed)).content)
    return page


class _Pages:
    """Answers what the portal answered."""

    def __init__(self, home: Path) -> None:
        self._pages = json.loads((home / "pages.json").read_text("utf-8"))

    def entries(self, origin: str, after: int) -> dict[str, Any]:
        page: dict[str, Any] = self._pages[str(after)]
        return page

    def contents(self, addresses: list[str]) -> list[tuple[str, None]]:
        return [(address, None) for address in addresses]


def _office(home: Path) -> None:
    from yakusho.journal import counting, sealer
    from yakusho.journal.models import Head
    from yakusho.journal.relay import pull, push
    from yakusho.journal.tests.facts import organisation, put

    client: Any = _Pages(home)
    while sealer.sealed_size("portal") < PORTAL_ENTRIES:
        pull.pull(client, "portal")
    while pull.dispatch("portal"):
        pass
    put(*(organisation(number) for number in range(OFFICE_ENTRIES)))
    sealer.seal()
    while counting.count():
        pass
    push._number_new()
    lines = dict(Head.objects.filter(origin="portal").values_list("size", "cosignature"))
    (home / "cosignatures.json").write_text(json.dumps(lines), "utf-8")


def _cosigned(home: Path) -> None:
    from yakusho.journal.models import Head

    for size, line in json.loads((home / "cosignatures.json").read_text("utf-8")).items():
        Head.objects.filter(origin="portal", size=int(size)).update(cosignature=line)


if __name__ == "__main__":
    build(sys.argv[1])
