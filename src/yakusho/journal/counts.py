"""Counts across the inner wall (日計の報告): per meter, day, section and declared dimension, never an entry.

The inner zone compares what its meters say with what it last reported, and pushes the differences; the office keeps
the newest value of each place. A repeat, or a late one, changes nothing.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Sum

from yakusho.journal import meters, outbox
from yakusho.journal.models import Contribution, Cursor, DayCount
from yakusho.journal.receive import receives
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.messages.message import Message
from yakusho.messages.publications import CountsReported

PLACE = ("meter", "meter_version", "day", "section", "dimension")
Place = dict[str, Any]
"""One meter, version, day, section and dimension."""

_CURSOR = "counts"


def report() -> int:
    """Push the counts that changed since they were last reported; answers how many."""
    last = Cursor.objects.filter(name=_CURSOR).values_list("position", flat=True).first() or 0
    newest = Contribution.objects.order_by("-id").values_list("id", flat=True).first() or 0
    if newest <= last:
        return 0
    touched = Contribution.objects.filter(id__gt=last, id__lte=newest).values(*PLACE).distinct()
    changed = [(place, value) for place in touched if (value := _counted(place)) != _reported(place)]
    with transaction.atomic():
        for place, value in changed:
            _keep(place, value)
            outbox.send("office", "counts.reported", place["meter"], _message(place, value))
        Cursor.objects.update_or_create(name=_CURSOR, defaults={"position": newest})
    return len(changed)


def _counted(place: Place) -> int:
    return int(meters.holding().filter(**place).aggregate(sum=Sum("value"))["sum"] or 0)


def _reported(place: Place) -> int | None:
    return DayCount.objects.filter(**place).values_list("value", flat=True).first()


def _message(place: Place, value: int) -> CountsReported:
    return CountsReported(
        meter=place["meter"],
        version=place["meter_version"],
        day=place["day"].isoformat(),
        section=place["section"],
        dimension=place["dimension"],
        value=value,
    )


def _keep(place: Place, value: int) -> None:
    DayCount.objects.update_or_create(**place, defaults={"value": value})


@receives("counts.reported")
def counts_reported(message: Message) -> None:
    """Keep what a meter of the inner zone counted; the newest report of a place holds."""
    counts = CountsReported.model_validate(message.body)
    values = (counts.meter, counts.version, date.fromisoformat(counts.day), counts.section, counts.dimension)
    _keep(dict(zip(PLACE, values, strict=True)), counts.value)


def reported(meter: str, fiscal_year: int) -> int | None:
    """What the inner zone reported for a meter and fiscal year; None when it never reported that meter."""
    rows = DayCount.objects.filter(meter=meter)
    if not rows.exists():
        return None
    first, last = fiscal_year_days(fiscal_year)
    return int(rows.filter(day__range=(first, last)).aggregate(sum=Sum("value"))["sum"] or 0)
