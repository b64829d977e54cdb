"""The daily digest of the access log: once a day is in the journal, nobody drops or adds a look of it unnoticed."""

import hashlib
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from yakusho.desk.access.facts import AccessDigested
from yakusho.desk.access.models import Access
from yakusho.journal.models import Entry
from yakusho.journal.write import append
from yakusho.kernel import clock

SUBJECT = "access"
SYSTEM = "system"
ENTRY_NAMES = UUID("01a20cf0-0000-7000-8000-000000000001")  # the namespace of a day's one entry
SETTLE = timedelta(hours=1)  # a look begun before midnight is written by then
STEP_DAYS_MAX = 31


def day_digest(day: date) -> AccessDigested:
    """The digest of a day in Tokyo (閲覧記録の日計): SHA-256 over one line for each look, by time and id."""
    start = datetime.combine(day, time.min, clock.TOKYO)
    looks = Access.objects.filter(at__gte=start, at__lt=start + timedelta(days=1)).order_by("at", "id")
    digest, rows = hashlib.sha256(), 0
    for look in looks.iterator():
        subject = f" {look.subject}" if look.subject else ""
        digest.update(f"{look.id} {clock.rfc3339(look.at)} {look.seat} {look.case} {look.purpose}{subject}\n".encode())
        rows += 1
    return AccessDigested(day=day, rows=rows, digest=digest.hexdigest())


def _next_day() -> date | None:
    """The first day without a digest; None before anybody looked at anything."""
    last = Entry.objects.filter(kind=AccessDigested.kind).order_by("-occurred_on").values_list("occurred_on", flat=True)
    if day := last.first():
        return day + timedelta(days=1)
    first = Access.objects.order_by("at").values_list("at", flat=True).first()
    return clock.in_tokyo(first).date() if first else None


def digests_append() -> int:
    """Tell the journal each finished day once, those without a look too; a worker loop, answers how many days."""
    today, day, done = clock.in_tokyo(clock.now() - SETTLE).date(), _next_day(), 0
    while day is not None and day < today and done < STEP_DAYS_MAX:
        with transaction.atomic():
            entry = uuid5(ENTRY_NAMES, day.isoformat())
            append(day_digest(day), subject=SUBJECT, actor=SYSTEM, occurred_on=day, id=entry)
        day, done = day + timedelta(days=1), done + 1
    return done
