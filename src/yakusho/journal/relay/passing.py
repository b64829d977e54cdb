"""Content on its way further in (通過中): fetched for the zone behind this one, kept until that zone surely has it."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from yakusho.journal import blobs
from yakusho.journal.models import Passing
from yakusho.kernel import clock
from yakusho.kernel.bounds import BLOB_KEEP_HOURS, RELAY_BLOBS_MAX

ZONES_BEHIND = {"portal": (), "office": ("mynumber",), "mynumber": ()}
"""For which zones a zone fetches content to hand it on."""


def note(onward: Iterable[str], own: Iterable[str]) -> None:
    """Remember, in the caller's transaction, what was fetched for the zone behind, and what of it is still wanted.

    What this zone needs itself is no longer passing, so it is never dropped with what is.
    """
    own, now = set(own), clock.now()
    rows = [
        Passing(address=address, wanted_since=None if blobs.path(address).exists() else now)
        for address in onward
        if address not in own
    ]
    if rows:
        Passing.objects.bulk_create(rows, ignore_conflicts=True)
    if own and ZONES_BEHIND[settings.ZONE]:
        Passing.objects.filter(address__in=own).delete()


def arrived(addresses: Iterable[str]) -> None:
    """The zone behind holds these now; they are dropped here after the time that a restore there may need."""
    when = clock.now() + timedelta(hours=BLOB_KEEP_HOURS)
    Passing.objects.filter(address__in=list(addresses)).update(drop_after=when)


def wanted() -> list[str]:
    """Addresses that the zone behind needs and the neighbour did not give yet, the oldest first."""
    rows = Passing.objects.exclude(wanted_since=None).order_by("wanted_since")
    return list(rows.values_list("address", flat=True)[:RELAY_BLOBS_MAX])


def settle(addresses: Iterable[str]) -> int:
    """Note which wanted contents have come; those that have not go to the end of the line."""
    here = [address for address in addresses if blobs.path(address).exists()]
    with transaction.atomic():
        Passing.objects.filter(address__in=here).update(wanted_since=None)
        Passing.objects.filter(address__in=set(addresses) - set(here)).update(wanted_since=clock.now())
    return len(here)


def drop_due() -> int:
    """Drop what the zone behind has had for long enough; answers how many."""
    due = list(Passing.objects.filter(drop_after__lt=clock.now()).values_list("address", flat=True)[:RELAY_BLOBS_MAX])
    for address in due:
        blobs.delete(address)
    return Passing.objects.filter(address__in=due).delete()[0] if due else 0
