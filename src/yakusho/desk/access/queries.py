"""Reading the access log, for those who review it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yakusho.desk.access.models import Access
from yakusho.desk.staff.permissions import Staff, permit
from yakusho.desk.staff.queries import seat_names

SEEN_ROWS_MAX = 100

PURPOSES = {
    "handling": gettext_noop("to work on it"),
    "export": gettext_noop("in an export"),
    "audit": gettext_noop("for a review"),
}
"""What somebody may look at a case for."""


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
    rows = list(Access.objects.filter(case=case).order_by("-at")[:SEEN_ROWS_MAX])
    names = seat_names(row.seat for row in rows)
    return [Seen(row.at, names.get(str(row.seat), str(row.seat)), row.purpose) for row in rows]
