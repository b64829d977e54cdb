"""Reading the access log, for those who review it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yakusho.desk.access.models import Access
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.desk.staff.queries import seat_names

SEEN_ROWS_MAX = 100

PURPOSES = {
    "handling": gettext_noop("to work on it"),
    "export": gettext_noop("in an export"),
    "attachment": gettext_noop("to read an attachment"),
    "attachment_saved": gettext_noop("to save an attachment"),
    "my_number": gettext_noop("to see an individual number"),
    "audit": gettext_noop("for a review"),
    "printing": gettext_noop("to print a form"),
    "registering": gettext_noop("to register a paper"),
    "question": gettext_noop("to ask the register, or to answer a question"),
    "counter": gettext_noop("because the person asked at the counter or by phone"),
    "inquiry": gettext_noop("for an inquiry of a public office"),
    "correction": gettext_noop("to correct the register"),
}
"""What somebody may look at a case, or at a person of the register, for."""


@dataclass(frozen=True)
class Seen:
    """One look at a case: when, by whom, what for."""

    at: datetime
    who: str
    purpose: str

    @property
    def purpose_words(self) -> str:
        """What for, in words."""
        return _(PURPOSES[self.purpose])


def seen(staff: Staff, case: UUID, section: str) -> list[Seen]:
    """Who saw a case, the latest first, at most `SEEN_ROWS_MAX`.

    Raises:
        Refused: `staff` doesn't review the access log of that section.
    """
    permit(staff, "access.review", section=section)
    return _seen(Access.objects.filter(case=case, subject=None))


def seen_subject(staff: Staff, subject: UUID) -> list[Seen]:
    """Who saw a person of the register, the latest first, at most `SEEN_ROWS_MAX`.

    Raises:
        Refused: `staff` doesn't review the access log.
    """
    permit(staff, "access.review")
    return _seen(Access.objects.filter(subject=subject))


def _seen(looks: QuerySet[Access]) -> list[Seen]:
    rows = list(looks.order_by("-at")[:SEEN_ROWS_MAX])
    names = seat_names(row.seat for row in rows)
    return [Seen(row.at, names.get(str(row.seat), str(row.seat)), row.purpose) for row in rows]
