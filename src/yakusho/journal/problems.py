"""Problems (困りごと): one table fed by every background part, so that nothing fails silently."""

from django.db import transaction
from django.db.models import F

from yakusho.journal.models import Problem
from yakusho.kernel import clock


def report(key: str, what: str, reason: str, place: str = "") -> None:
    """Tell a problem; the same key again counts up instead of adding a row.

    `what` and `reason` are codes that the problems page turns into words and a remedy; neither holds personal data.
    """
    now = clock.now()
    with transaction.atomic():
        updated = Problem.objects.filter(key=key).update(
            what=what, reason=reason, place=place, last_seen=now, count=F("count") + 1, solved_at=None
        )
        if not updated:
            Problem.objects.create(key=key, what=what, reason=reason, place=place, since=now, last_seen=now)


def solve(key: str) -> None:
    """Say that a problem is over; harmless when there is none."""
    Problem.objects.filter(key=key, solved_at=None).update(solved_at=clock.now())


def open_problems() -> list[Problem]:
    """Problems that are not solved, the newest first."""
    return list(Problem.objects.filter(solved_at=None).order_by("-last_seen")[:200])
