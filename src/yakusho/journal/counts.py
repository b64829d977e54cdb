"""Counts across the inner wall (日計の報告): per meter, day, section and declared dimension, never an entry.

The inner zone compares what its meters say with what it last reported, and pushes the differences; the office keeps
the newest value of each place. A repeat, or a late one, changes nothing.
"""

from datetime import date

from django.db import transaction
from django.db.models import Sum

from yakusho.journal import outbox
from yakusho.journal.models import Contribution, DayCount
from yakusho.journal.receive import receives
from yakusho.journal.rooms import meters as declared_meters
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.messages.message import Message
from yakusho.messages.publications import CountsReported

PLACE = ("meter", "meter_version", "day", "section", "dimension")
REPORTED_DAYS_MAX = 400  # a correction may change a count of the last fiscal year


def report() -> int:
    """Push the counts that changed since they were last reported; answers how many."""
    names = [each.name for each in declared_meters()]
    since = clock.today().toordinal() - REPORTED_DAYS_MAX
    rows = Contribution.objects.filter(meter__in=names, day__gte=date.fromordinal(since))
    now = {tuple(row[name] for name in PLACE): row["sum"] for row in rows.values(*PLACE).annotate(sum=Sum("value"))}
    before = dict.fromkeys(now, None)
    for known in DayCount.objects.filter(meter__in=names, day__gte=date.fromordinal(since)):
        before[tuple(getattr(known, name) for name in PLACE)] = known.value
    changed = {place: now.get(place, 0) for place, value in before.items() if now.get(place, 0) != value}
    if changed:
        with transaction.atomic():
            for place, value in changed.items():
                _keep(place, value)
                meter, version, day, section, dimension = place
                counts = CountsReported(
                    meter=meter,
                    version=version,
                    day=day.isoformat(),
                    section=section,
                    dimension=dimension,
                    value=value,
                )
                outbox.send("office", "counts.reported", meter, counts)
    return len(changed)


def _keep(place: tuple[object, ...], value: int) -> None:
    DayCount.objects.update_or_create(**dict(zip(PLACE, place, strict=True)), defaults={"value": value})


@receives("counts.reported")
def counts_reported(message: Message) -> None:
    """Keep what a meter of the inner zone counted; the newest report of a place holds."""
    counts = CountsReported.model_validate(message.body)
    place = (counts.meter, counts.version, date.fromisoformat(counts.day), counts.section, counts.dimension)
    _keep(place, counts.value)


def reported(meter: str, fiscal_year: int) -> int | None:
    """What the inner zone reported for a meter and fiscal year; None when it never reported that meter."""
    rows = DayCount.objects.filter(meter=meter)
    if not rows.exists():
        return None
    first, last = fiscal_year_days(fiscal_year)
    return int(rows.filter(day__range=(first, last)).aggregate(sum=Sum("value"))["sum"] or 0)
