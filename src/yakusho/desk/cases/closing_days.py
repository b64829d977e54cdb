"""Watching that the ward's closing days (閉庁日) are known as far as the desk counts them."""

from datetime import date, timedelta

from yakusho.desk.cases.models import Case
from yakusho.journal import problems
from yakusho.kernel import clock
from yakusho.ui.ward_calendar import FILE, closing_days

PROBLEM = "calendar:closing-days"
WARNING = timedelta(days=60)


def _known_until() -> date:
    return closing_days().holidays_known_until


def _used_until() -> date:
    """The last day that the calendar is used for: the latest due date of what isn't decided, or today."""
    waiting = Case.objects.filter(stage__in=("new", "open")).order_by("-due_on").values_list("due_on", flat=True)
    return max(clock.today(), waiting.first() or clock.today())


def closing_days_watch() -> int:
    """Tell a problem while the file ends within 60 days of use, and that it is over when it was mended.

    A worker loop; it never asks for another round at once.
    """
    known_until = _known_until()
    if known_until - _used_until() < WARNING:
        problems.report(PROBLEM, "closing_days_end", "known_until", place=f"{FILE}: {known_until.isoformat()}")
    else:
        problems.solve(PROBLEM)
    return 0
