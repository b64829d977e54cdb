"""Counting all over again (再集計): meters are rebuilt from the journals, and from nothing else."""

from yakusho.journal.counting import METER_BATCH_ENTRIES_MAX, count_next
from yakusho.journal.meters import GENERATION, Meter, counted_origins, holding_generation
from yakusho.journal.models import Contribution, Cursor, Job, MeterSum
from yakusho.journal.rooms import meters as declared_meters
from yakusho.journal.sealer import sealed_size

_REBUILDING = "rebuild:"


def rebuild_part(job: Job) -> bool:
    """Long work: count all over again from the journals; answers whether all is done.

    The new count grows beside the one that holds, which it replaces in one transaction when it has caught up; so no
    page ever shows half of it. What it replaced is dropped afterwards, part by part.
    """
    if "generation" not in job.arguments:
        job.arguments = {"generation": holding_generation() + 1}
        job.total = sum(sealed_size(origin) for origin in counted_origins())
        Cursor.objects.filter(name__startswith=_REBUILDING).delete()
        for rows in (Contribution, MeterSum):
            rows.objects.filter(generation__gte=job.arguments["generation"]).delete()
        return False
    generation: int = job.arguments["generation"]
    if holding_generation() == generation:
        return not _drop_replaced(generation)
    found: list[Meter] = declared_meters()
    looked_at = sum(count_next(f"{_REBUILDING}{origin}", origin, found, generation) for origin in counted_origins())
    job.done += looked_at
    if not looked_at:
        _replace(generation)
    return False


def _replace(generation: int) -> None:
    """Let the new count hold, from where it has come to."""
    for cursor in Cursor.objects.filter(name__startswith=_REBUILDING):
        name = f"meters:{cursor.name.removeprefix(_REBUILDING)}"
        Cursor.objects.update_or_create(name=name, defaults={"position": cursor.position})
        cursor.delete()
    Cursor.objects.update_or_create(name=GENERATION, defaults={"position": generation})


def _drop_replaced(generation: int) -> int:
    MeterSum.objects.filter(generation__lt=generation).delete()
    old = Contribution.objects.filter(generation__lt=generation).values_list("id", flat=True)[:METER_BATCH_ENTRIES_MAX]
    return Contribution.objects.filter(id__in=list(old)).delete()[0]
