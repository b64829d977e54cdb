"""Writing down who saw what."""

from collections.abc import Iterable
from uuid import UUID

from yakusho.desk.access.models import Access
from yakusho.desk.access.queries import PURPOSES
from yakusho.desk.staff.permissions import Staff
from yakusho.kernel import clock


def access_record(*, by: Staff, cases: Iterable[UUID], purpose: str) -> None:
    """Write down that `by` sees these cases now; call it before the data leaves for their screen.

    Raises:
        ValueError: `purpose` is none of `PURPOSES`.
    """
    access_record_of(seat=by.seat.id, cases=cases, purpose=purpose)


def access_record_of(*, seat: UUID, purpose: str, cases: Iterable[UUID] = (), subjects: Iterable[UUID] = ()) -> None:
    """The same for a seat of which only its id is known here, such as one of another zone that asked."""
    if purpose not in PURPOSES:
        raise ValueError(purpose)
    now = clock.now()
    rows = [Access(at=now, seat=seat, case=case, purpose=purpose) for case in cases]
    rows += [Access(at=now, seat=seat, subject=subject, purpose=purpose) for subject in subjects]
    Access.objects.bulk_create(rows)


def access_record_subjects(*, by: Staff, subjects: Iterable[UUID], purpose: str, case: UUID | None = None) -> None:
    """Write down that `by` sees these persons of a register now, for a case or for none.

    Raises:
        ValueError: `purpose` is none of `PURPOSES`.
    """
    if purpose not in PURPOSES:
        raise ValueError(purpose)
    now = clock.now()
    Access.objects.bulk_create(
        [Access(at=now, seat=by.seat.id, case=case, subject=subject, purpose=purpose) for subject in subjects]
    )
